"""Text files: encoding, delimiter and quotes read from the file itself, whatever wrote it.

Bounded: a line, a cell, a row and the whole have a longest size, beyond which there is a problem instead of a table.
"""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from kpmbooks.exchange.understanding import limits
from kpmbooks.exchange.understanding.grids import Grid
from kpmbooks.exchange.understanding.habits import DELIMITERS
from kpmbooks.problems import N_, Problem
from kpmbooks.progress import Progress

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAMPLE = 200
_TOLD_EVERY = 10_000

NOT_TEXT = Problem(
    "file-not-text",
    N_("This file is neither a table nor readable text. Save it as .xlsx or .csv, then take that file."),
)
LINE_TOO_LONG = Problem(
    "line-too-long",
    N_("A line of this file has no end. Save it from the spreadsheet as .xlsx, then take that file."),
)
CELL_TOO_LONG = Problem(
    "cell-too-long",
    N_(
        "A cell of this file is longer than a page: a quotation mark is missing. Save it as .xlsx, then take that file."
    ),
)
ROWS_TOO_MANY = Problem(
    "rows-too-many",
    N_("This file has more than {most} rows. Cut it into smaller files, a year in each."),
    {"most": limits.ROWS_MOST},
)
COLUMNS_TOO_MANY = Problem(
    "columns-too-many",
    N_("This table has more than {most} columns. Keep only those with date, description and amounts."),
    {"most": limits.COLUMNS_MOST},
)


_END = "\x1d"


class _UnfitError(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)


def decode(data: bytes, wished: str | None = None) -> tuple[str, str] | Problem:
    """The text of the file and the name of its encoding; lines end with a plain newline."""
    encoding = wished or _encoding(data)
    if encoding is None:
        return NOT_TEXT
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        # Five bytes mean nothing in Windows' own encoding; they are shown as they are rather than refused.
        text = data.decode("latin-1" if encoding == "cp1252" else encoding, errors="replace")
    text = text.removeprefix("\ufeff").rstrip("\x1a").replace("\r\n", "\n").replace("\r", "\n")
    start = text[:4096]
    odd = sum(letter < " " and letter not in "\t\n\f\v\x1a" for letter in start)
    if "\0" in text or odd * 50 > len(start) or start.count("\ufffd") * 10 > len(start):
        return NOT_TEXT
    return text, encoding


def _encoding(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    start = data[:4096]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if even or odd:
        if odd * 4 > len(start) / 2 and not even:
            return "utf-16-le"
        return "utf-16-be" if even * 4 > len(start) / 2 and not odd else None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def samples(text: str, wished: str | None = None) -> tuple[list[tuple[str, Grid]], Problem | None]:
    """The first rows of the file as each common delimiter would cut them, the likeliest first; and what prevents one.

    Likely is what cuts most rows into the same number of cells. A first line such as ``sep=;`` decides.
    """
    first = text[:8].split("\n", 1)[0].strip().casefold()
    if wished is None and first.startswith("sep=") and first[4:] in DELIMITERS:
        wished = first[4:]
    if wished is None and first == "sep=":
        wished = "\t"
    found: list[tuple[int, str, list[list[str]]]] = []
    problem: Problem | None = None
    for delimiter in DELIMITERS if wished is None else (wished,):
        rows = _rows(text, delimiter, _SAMPLE)
        if isinstance(rows, Problem):
            problem = problem or rows
            continue
        widths = [len(row) for row in rows if len(row) > 1]
        common = max(map(widths.count, set(widths)), default=0)
        found.append((common, delimiter, rows))
    found.sort(key=lambda one: -one[0])
    return [(delimiter, Grid(rows)) for _, delimiter, rows in found], problem


def table(text: str, delimiter: str, progress: Progress) -> Grid | Problem:
    """The whole file as ``delimiter`` cuts it. A row keeps its number whatever newlines its cells hold."""
    rows = _rows(text, delimiter, None, progress)
    return rows if isinstance(rows, Problem) else Grid(rows)


def _rows(text: str, delimiter: str, most: int | None, progress: Progress | None = None) -> list[list[str]] | Problem:
    quote = _quote(text, delimiter)
    try:
        rows = _cut(text, delimiter, quote, most, progress)
        if max((len(row) for row in rows), default=0) == 1 and sum(
            delimiter in row[0] for row in rows if row
        ) * 2 > len(rows):
            # A comma file that a spreadsheet with other habits saved again has each line as one quoted cell.
            inner = "\n".join(" ".join(row[0].split("\n")) if row else "" for row in rows)
            return _cut(inner, delimiter, quote, most, progress)
    except _UnfitError as unfit:
        return unfit.problem
    except csv.Error:
        return CELL_TOO_LONG
    return rows


def _quote(text: str, delimiter: str) -> str | None:
    """The sign around texts: the double quote, or a single one where the file uses that and no double one."""
    start = text[:20_000]
    if '"' in start or "'" not in start:
        return '"'
    cells = [cell.strip() for line in start.split("\n")[:50] for cell in line.split(delimiter)]
    quoted = sum(len(cell) > 1 and cell[0] == cell[-1] == "'" for cell in cells)
    return "'" if quoted * 4 > len(cells) else '"'


def _escapes(start: str, delimiter: str, quote: str) -> bool:
    """Whether quotation marks within texts stand behind a backslash, as databases write them, and are not doubled."""
    mark, beside = re.escape(quote), re.escape(delimiter)
    within = re.search(rf"\\{mark}[^{beside}\n]", start)
    return within is not None and not re.search(rf"[^{beside}\n\\]{mark}{mark}[^{beside}\n]", start)


def _cut(text: str, delimiter: str, quote: str | None, most: int | None, progress: Progress | None) -> list[list[str]]:
    escape = "\\" if quote is not None and _escapes(text[:20_000], delimiter, quote) else None
    reader = csv.reader(
        _lines(text),
        delimiter=delimiter,
        quotechar=quote,
        quoting=csv.QUOTE_NONE if quote is None else csv.QUOTE_MINIMAL,
        escapechar=escape,
        skipinitialspace=delimiter != "\t",
    )
    rows: list[list[str]] = []
    cells = 0
    for row in islice(reader, most):
        if row == [_END]:
            return rows
        if progress is not None and not len(rows) % _TOLD_EVERY:
            progress.report(0, None)
        rows.append(row)
        cells += len(row)
        if len(row) > limits.COLUMNS_MOST:
            raise _UnfitError(COLUMNS_TOO_MANY)
        if len(rows) > limits.ROWS_MOST or cells > limits.CELLS_MOST:
            raise _UnfitError(ROWS_TOO_MANY)
    if most is None or len(rows) < most:
        message = N_("In row {row} begins a text with a quotation mark that never ends. Take the mark out.")
        raise _UnfitError(Problem("quotes-open", message, {"row": len(rows)}))
    return rows


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, and a last one by which it is seen whether a quotation swallowed the rest."""
    for line in io.StringIO(text):
        if len(line) > limits.LINE_MOST:
            raise _UnfitError(LINE_TOO_LONG)
        yield line if line.endswith("\n") else f"{line}\n"
    yield _END
