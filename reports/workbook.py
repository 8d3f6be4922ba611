"""The whole life of a ledger as one workbook: a sheet for each report, the cash book first.

The sheets of cash books are made to be taken in again: every line has its own day, its words alone in a column of their
own, and money either in or out. Where one record brought and took money at once it stands there as two lines.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import IO

from kpmbooks import ledger as books
from kpmbooks import statements
from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_period
from kpmbooks.exchange.formulas import guarded
from kpmbooks.i18n import Translator
from kpmbooks.ledger import Account, LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.progress import NoProgress, Progress
from kpmbooks.recording import kind_name
from kpmbooks.statements import CashBook, CashBookRow
from reports import REPORTS, ReportHead, Request, cash_book
from reports.document import Column, Document, Row, Table
from reports.heading import furnished, in_rupiah
from reports.render import xlsx

_TOLD_EVERY = 500
_OTHERS = ("income", "position", "cash-flow", "why-no-cash", "trial-balance")


def write_workbook(
    reader: Reader,
    ledger: LedgerRef,
    main_cash: Account,
    head: ReportHead,
    target: Path | IO[bytes],
    _: Translator,
    *,
    today: date,
    progress: Progress | None = None,
    said: Callable[[str], str] = str,
) -> None:
    """Write the reports of the ledger as XLSX, from the start of the book to today or to its latest entry.

    ``head`` is for all of them; its period is set here. The main cash account comes first, others that were used last.
    Progress is told in lines of the main one. ``said`` is asked how words that a person wrote may be told. Raises
    ``Cancelled`` when progress does.
    """
    start = reader.owner.start
    last = max(start, today, books.latest_day(reader, ledger) or start)
    head = replace(head, period=Period(start, last))
    xlsx.render_all(_documents(reader, ledger, main_cash, head, _, progress or NoProgress(), said), target)


def _documents(
    reader: Reader,
    ledger: LedgerRef,
    main_cash: Account,
    head: ReportHead,
    _: Translator,
    progress: Progress,
    said: Callable[[str], str],
) -> Iterator[Document]:
    yield _cash_sheet(reader, ledger, main_cash, head, _, progress, said)
    request = Request(ledger, main_cash, head.period)
    for name in _OTHERS:
        report = REPORTS[name]
        yield report.document(report.statement(reader, request), head, _)
    for account in books.accounts(reader, ledger):
        if (
            account.is_cash
            and account.id != main_cash.id
            and books.register_sums(reader, account.id, head.period.last).lines
        ):
            yield _cash_sheet(
                reader, ledger, account, head, _, NoProgress(), said, name=f"{_(cash_book.TITLE)}, {account.name}"
            )


def _cash_sheet(
    reader: Reader,
    ledger: LedgerRef,
    account: Account,
    head: ReportHead,
    _: Translator,
    progress: Progress,
    said: Callable[[str], str],
    name: str = "",
) -> Document:
    statement = statements.cash_book(reader, ledger, account, head.period)
    period = format_period(head.period, _.language)
    table = Table(
        columns=(
            Column(_("Date"), "day"),
            Column(_("No."), "code"),
            Column(_("Kind of record"), "mark"),
            Column(_("Description")),
            Column(_("Party"), "mark"),
            Column(_("In"), "money"),
            Column(_("Out"), "money"),
            Column(_("Balance"), "money", strong=True),
            Column(_("Source"), "mark"),
            Column(_("Correction"), "mark"),
        ),
        rows=_Lines(statement, head, _, progress, said),
        name=name or _(cash_book.TITLE),
    )
    subtitle = in_rupiah(f"{account.name}, {period}", _)
    return furnished(
        cash_book.NAME, f"{_(cash_book.TITLE)}: {account.name}", subtitle, ledger, period, head, _, (table,)
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a cash book for a sheet, made anew each time they are walked."""

    statement: CashBook
    head: ReportHead
    _: Translator
    progress: Progress
    said: Callable[[str], str]

    def __iter__(self) -> Iterator[Row]:
        statement, _ = self.statement, self._
        kind = cache(lambda one: self.head.neutral(kind_name(one, self.head.sector, _.language)))
        for nth, row in enumerate(statement.rows):
            if nth % _TOLD_EVERY == 0:
                self.progress.report(nth, statement.row_count)
            for money_in, money_out, balance in _one_way(row):
                yield Row(
                    (
                        row.day,
                        row.number,
                        kind(row.kind),
                        _words(row, kind(row.kind), _, self.said),
                        row.party and self.said(row.party),
                        money_in or None,
                        money_out or None,
                        balance,
                        _(cash_book.SOURCE_WORDS[row.source]),
                        _correction(row, _),
                    ),
                    "struck" if row.struck else "plain",
                )
        total = (
            None,
            None,
            None,
            _("Total"),
            None,
            statement.total_in,
            statement.total_out,
            statement.closing,
            None,
            None,
        )
        yield Row(total, "total")


def _one_way(row: CashBookRow) -> Iterator[tuple[Rupiah, Rupiah, Rupiah | None]]:
    """What came in and what went out, one after the other, with what was left after each."""
    nothing = Rupiah(0)
    if not (row.money_in and row.money_out):
        yield row.money_in, row.money_out, row.balance
        return
    yield row.money_in, nothing, None if row.balance is None else row.balance + row.money_out
    yield nothing, row.money_out, row.balance


def _words(row: CashBookRow, kind: str, _: Translator, said: Callable[[str], str]) -> str:
    """What a person wrote, and nothing else; where she wrote nothing, or it was erased, what kind of record it is.

    A crossed-out line says so here, by which it is known when the sheet is taken in again.
    """
    words = guarded(said(row.memo) if row.memo else kind)
    if not row.struck:
        return words
    known = row.corrected_by
    state = _("Corrected as no. {number}", number=known) if known else _("Cancelled")
    return f"{words} [{state}]"


def _correction(row: CashBookRow, _: Translator) -> str:
    if row.corrects:
        return _("Correction of no. {number}", number=row.corrects)
    return _("Takes back no. {number}", number=row.reverses) if row.reverses else ""
