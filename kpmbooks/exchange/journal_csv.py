"""A ledger's journal as CSV: a line for every amount of every entry, reversals included, by day and writing.

``tanggal, no, uraian, akun, debet, kredit``: what ``import --what journal`` reads back. Generally with commas, ISO
days and plain line ends; for Excel on Indonesian Windows with semicolons, a mark of UTF-8 in front and day/month/year.
Amounts are plain whole numbers in both, which no setting of any machine reads differently. That of a practice book says
so in the heading of one more, empty column: no real book takes it in.
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.exchange.account_paths import one_line
from kpmbooks.exchange.formulas import guarded
from kpmbooks.i18n import Translator
from kpmbooks.ledger import Entry, LedgerRef
from kpmbooks.problems import N_
from kpmbooks.progress import NoProgress, Progress
from kpmbooks.recording import kind_name
from kpmbooks.recording.answers import LONGEST_TEXT

PRACTICE = N_("PRACTICE, not real records")
"""What every table of a practice book says."""

HEADINGS = ("tanggal", "no", "uraian", "akun", "debet", "kredit")


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How a CSV file is written: its mark in front, delimiter, days (as ``strftime`` says them) and line ends."""

    mark: str
    delimiter: str
    day: str
    line_end: str


GENERAL = CsvForm("", ",", "%Y-%m-%d", "\n")
EXCEL = CsvForm("\ufeff", ";", "%d/%m/%Y", "\r\n")


def write_journal(
    reader: Reader,
    ledger: LedgerRef,
    target: IO[bytes],
    _: Translator,
    form: CsvForm = GENERAL,
    progress: Progress | None = None,
    said: Callable[[str], str] = str,
) -> None:
    """Write the journal to a binary stream; kinds of record are called as ``_`` calls them.

    ``said`` is asked how words that a person wrote may be told.
    """
    progress = progress or NoProgress()
    names = {account.id: account.name for account in books.accounts(reader, ledger)}
    text = io.TextIOWrapper(target, "utf-8", newline="", write_through=True)
    try:
        text.write(form.mark)
        write = csv.writer(text, delimiter=form.delimiter, lineterminator=form.line_end)
        practice = reader.owner.practice
        write.writerow((*HEADINGS, _(PRACTICE)) if practice else HEADINGS)
        total, done = books.entry_count(reader, ledger), 0
        for entries in books.journal_entries(reader, ledger):
            for entry in entries:
                lines = _lines(entry, names, _description(reader, entry, _, said), form)
                write.writerows((*line, "") for line in lines) if practice else write.writerows(lines)
            done += len(entries)
            progress.report(done, total)
    finally:
        text.detach()


def _lines(entry: Entry, names: dict[int, str], description: str, form: CsvForm) -> Iterator[tuple[str | int, ...]]:
    day = entry.day.strftime(form.day)
    for posting in entry.postings:
        amount = int(posting.amount)
        sides = (amount, "") if amount > 0 else ("", -amount)
        yield (day, entry.number, guarded(description), guarded(names[posting.account]), *sides)


def _description(reader: Reader, entry: Entry, _: Translator, said: Callable[[str], str]) -> str:
    """What happened, in one line: the kind of record, then what a person wrote of it and whom it was with.

    Never longer than a description may be that comes in: of a very long one the first parts are left out.
    """
    kind = kind_name(entry.kind, reader.owner.sector, _.language)
    words = ", ".join(said(part) for part in (entry.memo, entry.party) if part)
    whole = one_line(f"{kind}: {words}" if words else kind)
    shorter = (one_line(part) for part in (words, said(entry.memo or "")))
    return next((one for one in (whole, *shorter) if len(one) <= LONGEST_TEXT), whole)
