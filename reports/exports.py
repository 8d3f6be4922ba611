"""Every form in which a book is handed to other programs, by the name that the command line and the window share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import IO

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_
from kpmbooks.progress import NoProgress, Progress
from kpmbooks.trade.veiling import veil

_MAIN_CASH = "Kas"


@dataclass(frozen=True, slots=True)
class Wish:
    """What of a book is handed over, in whose words: ``today`` is the day up to which reports reach.

    Without ``names`` customers and suppliers are numbers in it; a form of the whole book loses nothing by its purpose.
    """

    ledger: LedgerRef
    today: date
    _: Translator
    progress: Progress = field(default_factory=NoProgress)
    names: bool = False

    def said(self, reader: Reader) -> Callable[[str], str]:
        """How words that a person wrote may be told."""
        return str if self.names else veil(reader, self._)


@dataclass(frozen=True, slots=True)
class Export:
    """One form. ``title`` is a source text; ``suffix`` what its files end with; ``whole_book``: it is never of one
    ledger. ``write`` writes it to a binary stream, within the reader's life.
    """

    name: str
    title: str
    suffix: str
    write: Callable[[Reader, Wish, IO[bytes]], None]
    whole_book: bool = False


# Each writer is imported when it is asked for: some are slow to come, and the command line asks for one at most.


def _xlsx(reader: Reader, wish: Wish, target: IO[bytes]) -> None:
    from reports import ReportHead
    from reports.workbook import write_workbook

    head = ReportHead(
        owner=reader.owner.name,
        period=Period(reader.owner.start, reader.owner.start),
        printed_at=datetime.combine(wish.today, datetime.now(UTC).astimezone().timetz()),
        practice=reader.owner.practice,
        sector=reader.owner.sector,
    )
    cash = books.find_account(reader, wish.ledger, _MAIN_CASH)
    write_workbook(
        reader,
        wish.ledger,
        cash,
        head,
        target,
        wish._,
        today=wish.today,
        progress=wish.progress,
        said=wish.said(reader),
    )


def _csv(reader: Reader, wish: Wish, target: IO[bytes]) -> None:
    from kpmbooks.exchange.journal_csv import GENERAL, write_journal

    write_journal(reader, wish.ledger, target, wish._, GENERAL, wish.progress, wish.said(reader))


def _csv_excel(reader: Reader, wish: Wish, target: IO[bytes]) -> None:
    from kpmbooks.exchange.journal_csv import EXCEL, write_journal

    write_journal(reader, wish.ledger, target, wish._, EXCEL, wish.progress, wish.said(reader))


def _hledger(reader: Reader, wish: Wish, target: IO[bytes]) -> None:
    from kpmbooks.exchange.plain_text import write_hledger

    write_hledger(reader, wish.ledger, target, wish._, wish.progress, wish.said(reader))


def _beancount(reader: Reader, wish: Wish, target: IO[bytes]) -> None:
    from kpmbooks.exchange.plain_text import write_beancount

    write_beancount(reader, wish.ledger, target, wish._, wish.progress, wish.said(reader))


def _json(reader: Reader, wish: Wish, target: IO[bytes]) -> None:
    from kpmbooks.exchange.lossless import write_json

    write_json(reader, target, wish.progress)


EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        export.name: export
        for export in (
            Export("xlsx", N_("Excel: every report on a sheet of its own"), ".xlsx", _xlsx),
            Export("csv-excel", N_("Every record as a table for Excel"), ".csv", _csv_excel),
            Export("csv", N_("Every record as a table for other programs"), ".csv", _csv),
            Export("json", N_("The whole book, of which it can be made again"), ".json", _json, whole_book=True),
            Export("hledger", N_("Accounting in plain text: hledger"), ".journal", _hledger),
            Export("beancount", N_("Accounting in plain text: beancount"), ".beancount", _beancount),
        )
    }
)
