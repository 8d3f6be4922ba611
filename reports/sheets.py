"""Paper to write on: the daily sheet of a stall, half a page a week, and the weekly sheet of a cash book, a page.

Blank forms with their number and days; what is written on them is copied into the book afterwards.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day, format_period
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording import kinds
from kpmbooks.recording.sheets import SHEET_KIND, Sheet, box_names, sheet_of
from kpmbooks.recording.week_lines import LINES_A_DAY
from reports.document import Block, Document, Form, FormColumn, PageBreak
from reports.heading import ReportHead, furnished

DAILY, WEEKLY = "daily-sheet", "weekly-sheet"
DAILY_TITLE, WEEKLY_TITLE = N_("Daily sheet"), N_("Weekly sheet")

MOST_WEEKS = 26

_NO_STALL = Problem("sheet-no-stall", N_("The daily sheet is for a business. At home the weekly sheet fits."))


@dataclass(frozen=True, slots=True)
class Blank:
    """The sheets of the weeks of a period, for a ledger."""

    ledger: LedgerRef
    sheets: tuple[Sheet, ...]


def blank(reader: Reader, ledger: LedgerRef, period: Period) -> Blank:
    """The sheets of every week of the period, ``MOST_WEEKS`` at most."""
    days = (period.first + timedelta(weeks=nth) for nth in range(MOST_WEEKS))
    found = dict.fromkeys(sheet_of(reader.owner.start, day) for day in days if day <= period.last)
    return Blank(ledger, tuple(found))


def figures(sheets: Blank) -> dict[str, Any]:
    """Which numbers were printed."""
    return {"sheets": [sheet.number for sheet in sheets.sheets]}


def daily(sheets: Blank, head: ReportHead, _: Translator) -> Document:
    """The boxes of closing the stall, seven days on half a page: two sheets a page, to be cut apart.

    Raises ``Rejected`` for a ledger that has no stall to close.
    """
    if sheets.ledger.kind not in kinds()[SHEET_KIND].ledgers:
        raise Rejected(_NO_STALL)
    kind = kinds()[SHEET_KIND].in_ledger(sheets.ledger.kind).in_sector(head.sector)
    fields = [field for name in box_names(sheets.ledger) if (field := kind.field(name)) is not None]
    names = [field.label_en if _.language == "en" and field.label_en else field.label for field in fields]
    columns = (*(FormColumn(name.rstrip("?")) for name in names), FormColumn(_("Initials"), weight=0.6))
    foot = (
        _("Write it the same evening. No selling: write OFF. Count the drawer first, then fill in the boxes."),
        _("Copied into the book on: ______________   by: ______________"),
    )

    def form(sheet: Sheet) -> Form:
        return _form(sheet, sheets.ledger, columns, foot, 31, _)

    return _document(DAILY, _(DAILY_TITLE), sheets, head, _, _two_a_page(sheets.sheets, form))


def weekly(sheets: Blank, head: ReportHead, _: Translator) -> Document:
    """Money in and out as it happens: three lines a day, a week on a page."""
    columns = (
        FormColumn(_("What for?"), weight=3),
        FormColumn(_("Money in"), _("rupiah"), 1.3),
        FormColumn(_("Money out"), _("rupiah"), 1.3),
        FormColumn(_("Receipt?"), weight=0.7),
    )
    foot = (
        _("Write each amount when the money moves. Nothing moved: leave the line empty."),
        _("Money in the box at the end of the week: ______________   counted by: ______________ and ______________"),
    )
    blocks: list[Block] = []
    for nth, sheet in enumerate(sheets.sheets):
        if nth:
            blocks.append(PageBreak())
        form = _form(sheet, sheets.ledger, columns, foot, 25, _)
        rows = tuple(line for row in form.rows for line in (row, *((("", ""),) * (LINES_A_DAY - 1))))
        blocks.append(replace(form, rows=rows))
    return _document(WEEKLY, _(WEEKLY_TITLE), sheets, head, _, blocks)


def _form(
    sheet: Sheet,
    ledger: LedgerRef,
    columns: tuple[FormColumn, ...],
    foot: tuple[str, ...],
    row_height: float,
    _: Translator,
) -> Form:
    rows = []
    for day in sheet.days:
        weekday = format_day(day, _.language, weekday=True).partition(",")[0]
        rows.append((weekday, format_day(day, _.language, short=True)))
    week = format_period(Period(sheet.days[0], sheet.days[-1]), _.language)
    return Form(
        title=ledger.name,
        subtitle=_("Week of {week}", week=week),
        number=_("Sheet no. {n}", n=sheet.number),
        columns=columns,
        rows=tuple(rows),
        foot=foot,
        row_height=row_height,
    )


def _two_a_page(sheets: Sequence[Sheet], form: Callable[[Sheet], Form]) -> list[Block]:
    blocks: list[Block] = []
    for nth, sheet in enumerate(sheets):
        if nth and nth % 2 == 0:
            blocks.append(PageBreak())
        blocks.append(replace(form(sheet), cut=nth % 2 == 0))
    return blocks


def _document(
    name: str, title: str, sheets: Blank, head: ReportHead, _: Translator, blocks: Sequence[Block]
) -> Document:
    period = format_period(head.period, _.language)
    # Nothing stands on it yet that a code could be compared with.
    return furnished(name, title, "", sheets.ledger, period, replace(head, code=None), _, tuple(blocks))
