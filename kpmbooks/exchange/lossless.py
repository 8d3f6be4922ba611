"""The whole book as one JSON file that loses nothing and that others can read: written, and read back checked.

Table by table, row by row, as ``docs/json.md`` describes for others. Which tables and columns there are is asked of the
storage, so none can be forgotten; what guards derive is left out, because they derive it again. The file says nothing
of when it was made: the same book gives the same bytes. What becomes of the rows that are read is not decided here.

One thing is left out on purpose: NIK and KK numbers, which their persons let stand on a loan paper and nowhere else.
"""

import hashlib
import json
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from kpmbooks.book import Reader
from kpmbooks.exchange.json_pieces import JsonPieces, broken
from kpmbooks.exchange.json_values import Value, reader_of
from kpmbooks.people import IDENTITY_NUMBERS
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.progress import NoProgress, Progress
from kpmbooks.storage import FORMAT, BookColumn, Format, columns_of, format_of, scalar, writing_order

MARK = "kpm-json-1"

_ROWS_AT_ONCE = 1_000
_FAMILY = "kpm-json-"

# How the bytes of a row are written and counted into the digest, whatever other programs do to blanks and letters.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class TableRows:
    """One table of a file: its name, the columns that the file has, and its rows, read as they are walked."""

    table: str
    columns: tuple[str, ...]
    rows: Iterator[Row]


def write_json(reader: Reader, target: IO[bytes], progress: Progress | None = None) -> None:
    """Write the whole book to a binary stream; reads it row by row. Raises ``Cancelled`` when ``progress`` does.

    Raises ``StorageError`` for a book of a newer program: it may hold what this one does not know of.
    """
    progress = progress or NoProgress()
    found = format_of(reader.connection)
    if found > FORMAT:
        message = N_("This book was written by a newer program (format {format}). Install the newer program.")
        raise StorageError(Problem("too-new", message, {"format": str(found)}))
    tables = {one.name: columns_of(one) for one in writing_order()}
    total = sum(int(scalar(reader.connection, f'SELECT count(*) FROM "{name}"')) for name in tables)
    digest = _Digest(str(found))
    target.write(f'{{"format":{_encode(MARK)},\n"book":{_encode(str(found))},\n"tables":{{'.encode())
    done = 0
    for nth, (name, columns) in enumerate(tables.items()):
        kinds = digest.begin(name, columns)
        target.write(f'{"," if nth else ""}\n{_encode(name)}:{{"columns":{kinds},"rows":['.encode())
        between = b"\n"
        for rows in _stored(reader, name, columns):
            lines = [_encode(tuple(row)).encode() for row in rows]
            digest.add(lines)
            target.write(between + b",\n".join(lines))
            between = b",\n"
            done += len(lines)
            progress.report(done, total)
        target.write(b"\n]}")
    target.write(f'\n}},\n"digest":{_encode(digest.hex())}}}\n'.encode())


def read_json(source: IO[bytes]) -> Generator[TableRows]:
    """The tables of such a file in its order, each to be walked to its end before the next is asked for.

    Every value is of the kind that its column holds; whether the rows hold together is for the book that takes them.
    Raises ``Rejected``, at the latest after the last table: no such file, another version, cut off, values of a wrong
    kind, changed since it was written.
    """
    pieces = JsonPieces(source)
    try:
        if pieces.next_sign() != "{":
            raise _not_ours()
        pieces.take("{")
        found = _read_head(pieces)
        digest = _Digest(str(found))
        known = {one.name: columns_of(one) for one in writing_order()}
        seen: set[str] = set()
        for name in pieces.members():
            if name in seen:
                raise broken()
            if name not in known:
                raise _other_version()
            seen.add(name)
            pieces.take("{")
            pieces.key("columns")
            columns = _known_columns(pieces.value("{"), known[name], found)
            pieces.take(",")
            pieces.key("rows")
            digest.begin(name, columns)
            names = tuple(column.name for column in columns)
            yield TableRows(name, names, _checked(pieces.rows(), name, columns, digest))
            pieces.take("}")
        if seen != known.keys() and found == FORMAT:
            raise broken()
        pieces.take(",")
        pieces.key("digest")
        if pieces.value('"') != digest.hex():
            message = N_("This file was changed after it was written. Use another copy of it.")
            raise Rejected(Problem("json-changed", message, {}, "file"))
        pieces.take("}")
        pieces.end()
    finally:
        pieces.release()


class _Digest:
    """What the file's last line stands for: every table, its columns and rows, in their order."""

    def __init__(self, book_format: str) -> None:
        self._hash = hashlib.sha256(f"{MARK}\n{book_format}\n".encode())

    def begin(self, table: str, columns: Sequence[BookColumn]) -> str:
        """A table begins; gives its columns as they are written."""
        kinds = _encode({column.name: column.kind for column in columns})
        self._hash.update(f"{_encode(table)}\n{kinds}\n".encode())
        return kinds

    def add(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            self._hash.update(line + b"\n")

    def hex(self) -> str:
        return self._hash.hexdigest()


def _stored(reader: Reader, table: str, columns: Sequence[BookColumn]) -> Iterator[Sequence[Sequence[Any]]]:
    """The rows of a table by their key, in portions; bytes as hex digits."""
    wanted = ", ".join(_selected(table, column) for column in columns)
    order = ", ".join(f'"{column.name}"' for column in columns if column.key)
    asked = f'SELECT {wanted} FROM "{table}" ORDER BY {order}'
    return reader.connection.exec_driver_sql(asked).partitions(_ROWS_AT_ONCE)


_CARD_NUMBERS = ", ".join(f"'{name}'" for name in IDENTITY_NUMBERS)
_IS_CARD_NUMBER = f'"id" IN (SELECT words_id FROM facts WHERE fact IN ({_CARD_NUMBERS}))'
_NOTED_AT = "(SELECT max(written_at) FROM facts WHERE words_id = texts.id)"


def _selected(table: str, column: BookColumn) -> str:
    """A column as it is read. Words that are a card number stand in the file as if they were erased."""
    name = f'"{column.name}"'
    asked = f"iif({name} IS NULL, NULL, lower(hex({name})))" if column.kind == "bytes" else name
    if table == "texts" and column.name in ("about", "salt", "text"):
        return f"iif({_IS_CARD_NUMBER}, NULL, {asked})"
    if table == "texts" and column.name == "erased_at":
        return f"iif({_IS_CARD_NUMBER}, coalesce({name}, {_NOTED_AT}), {name})"
    return asked


def _read_head(pieces: JsonPieces) -> Format:
    """The version of the file's form and the format of the book in it."""
    try:
        pieces.key("format")
        mark = pieces.value('"')
    except Rejected as rejected:
        raise _not_ours() from rejected
    if mark != MARK:
        raise _other_version() if mark.startswith(_FAMILY) else _not_ours()
    pieces.take(",")
    pieces.key("book")
    major, dot, minor = pieces.value('"').partition(".")
    if not (dot and _is_count(major) and _is_count(minor)):
        raise broken()
    found = Format(int(major), int(minor))
    if found > FORMAT:
        raise _other_version()
    pieces.take(",")
    pieces.key("tables")
    return found


def _is_count(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= 4


def _known_columns(
    told: Mapping[str, object], known: Sequence[BookColumn], book_format: Format
) -> tuple[BookColumn, ...]:
    """The columns that the file has. An older book may lack later ones, if those may be empty."""
    kinds = {column.name: column.kind for column in known}
    if any(kinds.get(name) != kind for name, kind in told.items()):
        raise _other_version()
    if lacking := [column for column in known if column.name not in told]:
        if book_format == FORMAT:
            raise broken()
        if any(column.required for column in lacking):
            raise _other_version()
    by_name = {column.name: column for column in known}
    return tuple(by_name[name] for name in told)


def _checked(rows: Iterator[list[Any]], table: str, columns: Sequence[BookColumn], digest: _Digest) -> Iterator[Row]:
    readers = tuple(map(reader_of, columns))
    for row in rows:
        if len(row) != len(readers):
            raise broken()
        try:
            values = tuple(read(value) for read, value in zip(readers, row, strict=True))
            # Half a letter, which JSON can write and no text can hold, is refused here too.
            digest.add((_encode(row).encode(),))
        except ValueError as error:
            message = N_("Something in the part “{table}” of this file is of a wrong kind. Use another copy of it.")
            raise Rejected(Problem("json-value", message, {"table": table}, table)) from error
        yield values


def _not_ours() -> Rejected:
    message = N_("This file is no book that this program kept as JSON. Choose one that “export --as json” wrote.")
    return Rejected(Problem("json-not-ours", message, {}, "file"))


def _other_version() -> Rejected:
    message = N_("This file was written by another version of the program. Read it with that version.")
    return Rejected(Problem("json-version", message, {}, "file"))
