"""Buku Kas: every line of one cash account in a period, by day, with what was left after each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from kpmbooks.dates import format_day, format_period
from kpmbooks.i18n import Translator
from kpmbooks.ledger import SOURCES, Source
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_
from kpmbooks.recording import kind_name
from kpmbooks.statements import CashBook, CashBookRow
from reports.document import Cell, Column, Document, Mark, Row, SourceLegend, Span, Table
from reports.heading import ReportHead, furnished, in_rupiah

NAME = "cash-book"
TITLE = N_("Cash Book")

SOURCE_WORDS: dict[Source, str] = {
    "drawer": N_("counted in the drawer"),
    "receipt": N_("receipt"),
    "sheet": N_("daily sheet"),
    "message": N_("message"),
    "typed": N_("typed directly"),
    "remembered": N_("remembered"),
}


def figures(statement: CashBook) -> dict[str, Any]:
    """The JSON of the contract: rows in the order of day, then writing; struck rows without balance."""
    return {
        "account": statement.account.name,
        "opening": int(statement.opening),
        "rows": [
            {
                "date": row.day.isoformat(),
                "number": row.number,
                "memo": row.memo,
                "kind": row.kind,
                "in": int(row.money_in),
                "out": int(row.money_out),
                "balance": None if row.struck or row.balance is None else int(row.balance),
                "struck": row.struck,
            }
            for row in statement.rows
        ],
        "totals": {"in": int(statement.total_in), "out": int(statement.total_out)},
        "closing": int(statement.closing),
    }


def document(statement: CashBook, head: ReportHead, _: Translator) -> Document:
    """Buku Kas on paper; its rows are read again each time the table is drawn."""
    period = format_period(statement.period, _.language)
    return furnished(
        NAME,
        _(TITLE),
        in_rupiah(f"{statement.account.name}, {period}", _),
        statement.ledger,
        period,
        head,
        _,
        (cash_table(statement, head, _), legend(_)),
        filed=True,
    )


def cash_table(statement: CashBook, head: ReportHead, _: Translator) -> Table:
    """The table of a cash book. The day is a row of its own on paper and a column in a spreadsheet."""
    highest = max(abs(statement.opening), abs(statement.closing)) + statement.total_in
    return Table(
        columns=(
            Column(_("Date"), "day", shown="sheet"),
            Column(_("No."), "code", widest="2026-B-0000"),
            Column(_("Source"), "mark", shown="sheet"),
            Column("", "mark", shown="page"),
            Column(_("Description")),
            Column(_("In"), "money", widest=statement.total_in),
            Column(_("Out"), "money", widest=statement.total_out),
            Column(_("Left over"), "money", widest=highest, strong=True),
        ),
        rows=_Rows(statement, head, _),
        name=_(TITLE),
    )


def legend(_: Translator) -> SourceLegend:
    """What the marks before the descriptions mean."""
    return SourceLegend(tuple(Mark(source, _(SOURCE_WORDS[source])) for source in SOURCES))


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of the table, made anew from the statement each time they are walked; one day at a time is kept."""

    statement: CashBook
    head: ReportHead
    _: Translator

    def __iter__(self) -> Iterator[Row]:
        statement, _ = self.statement, self._
        words = _Words(self.head, _)
        yield _bold(_("Left before {day}", day=statement.period.first), None, None, statement.opening, "subtotal")
        nothing = True
        for day, found in groupby(statement.rows, key=lambda row: row.day):
            nothing = False
            yield from _day(day, tuple(found), words, _)
        if nothing:
            yield _line(None, None, None, (Span(_("Nothing was written in this period.")),), None, None, None)
        yield _bold(_("Total"), statement.total_in, statement.total_out, None, "total")
        yield _bold(_("Left on {day}", day=statement.period.last), None, None, statement.closing, "total")


class _Words:
    """How kinds and sources are called in this print; asked once each."""

    def __init__(self, head: ReportHead, _: Translator) -> None:
        self._ = _
        self.kind = cache(lambda kind: head.neutral(kind_name(kind, head.sector, _.language)))
        self.mark = cache(lambda source: Mark(source, _(SOURCE_WORDS[source])))

    def description(self, row: CashBookRow) -> tuple[Span, ...]:
        """Kind, memo and party, then what became of the record or what it corrects."""
        _ = self._
        rest = ", ".join(part for part in (row.memo, row.party) if part)
        spans = [Span(self.kind(row.kind), "strong"), Span(rest)]
        if row.struck:
            known = row.corrected_by
            spans.append(Span(_("Corrected as no. {number}", number=known) if known else _("Cancelled"), "badge"))
        if row.corrects:
            spans.append(Span(_("Correction of no. {number}", number=row.corrects), "badge"))
        elif row.reverses:
            spans.append(Span(_("Takes back no. {number}", number=row.reverses), "badge"))
        return tuple(span for span in spans if span.text)


def _day(day: date, rows: tuple[CashBookRow, ...], words: _Words, _: Translator) -> Iterator[Row]:
    counted = [row for row in rows if not row.struck]
    money_in = sum((row.money_in for row in counted), Rupiah(0))
    money_out = sum((row.money_out for row in counted), Rupiah(0))
    name = format_day(day, _.language, weekday=True)
    yield Row((None, name, None, None, None, money_in or None, money_out or None, None), "group")
    for row in rows:
        balance = None if row.struck else row.balance
        yield _line(
            day,
            row.number,
            words.mark(row.source),
            words.description(row),
            row.money_in,
            row.money_out,
            balance,
            struck=row.struck,
        )


def _line(
    day: date | None,
    number: str | None,
    mark: Mark | None,
    text: tuple[Span, ...],
    money_in: Rupiah | None,
    money_out: Rupiah | None,
    balance: Rupiah | None,
    *,
    struck: bool = False,
) -> Row:
    cells: tuple[Cell, ...] = (day, number, mark, mark, text, money_in or None, money_out or None, balance)
    return Row(cells, "struck" if struck else "plain")


def _bold(name: str, money_in: Rupiah | None, money_out: Rupiah | None, balance: Rupiah | None, style: Any) -> Row:
    return Row((None, None, None, None, name, money_in, money_out, balance), style)
