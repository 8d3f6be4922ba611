"""The papers of a group as the list of all reports takes them."""

from collections.abc import Callable, Mapping
from typing import Any

from kpmbooks.book import Reader
from kpmbooks.group import members_of
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from reports.document import Document
from reports.group import (
    attendance,
    cash_sheet,
    correction_slips,
    loans_book,
    meeting_minutes,
    meetings_book,
    passbooks,
    people,
    purse_book,
    register,
    slips,
    treasurer_handover,
)
from reports.heading import ReportHead
from reports.report import Report, Request

FORM, MEMBER, MEETING = "form", "member", "meeting"
"""What can be asked of a paper: its form, the uid of the member it is of, the number of the meeting it is of."""


def _has_members(reader: Reader, ledger: LedgerRef) -> bool:
    return ledger.kind == "kelompok" and bool(members_of(reader))


def _paper(
    name: str,
    title: str,
    statement: Callable[[Reader, Request], Any],
    figures: Callable[[Any], dict[str, Any]],
    document: Callable[[Any, ReportHead, Translator], Document],
    form_names: Mapping[str, str] | None = None,
    *,
    takes_member: bool = False,
    takes_meeting: bool = False,
) -> Report:
    return Report(
        name,
        title,
        statement,
        figures,
        document,
        takes_fund=False,
        takes_member=takes_member,
        takes_meeting=takes_meeting,
        forms=tuple(form_names or ()),
        form_names=form_names or {},
        offered=_has_members,
    )


def _form(wish: Request, forms: Mapping[str, str]) -> str:
    """The form that was asked for; the usual one where none was."""
    asked = wish.asked.get(FORM, "")
    return asked if asked in forms else next(iter(forms))


GROUP_REPORTS = (
    _paper(
        people.MEMBERS,
        people.MEMBERS_TITLE,
        lambda reader, wish: people.members(
            reader, wish.ledger, wish.period.last, _form(wish, people.MEMBER_FORM_NAMES)
        ),
        people.member_figures,
        people.member_document,
        people.MEMBER_FORM_NAMES,
    ),
    _paper(
        people.OFFICERS,
        people.OFFICERS_TITLE,
        lambda reader, wish: people.officers(reader, wish.ledger, wish.period, _form(wish, register.FORM_NAMES)),
        people.officer_figures,
        people.officer_document,
        register.FORM_NAMES,
    ),
    _paper(
        attendance.NAME,
        attendance.TITLE,
        lambda reader, wish: attendance.statement(reader, wish.ledger, wish.period, _form(wish, attendance.FORM_NAMES)),
        attendance.figures,
        attendance.document,
        attendance.FORM_NAMES,
    ),
    _paper(
        meetings_book.MINUTES,
        meetings_book.MINUTES_TITLE,
        lambda reader, wish: meetings_book.statement(
            reader, wish.ledger, wish.period, _form(wish, register.FORM_NAMES)
        ),
        meetings_book.minutes_figures,
        meetings_book.minutes_document,
        register.FORM_NAMES,
    ),
    _paper(
        meetings_book.RECAP,
        meetings_book.RECAP_TITLE,
        lambda reader, wish: meetings_book.statement(
            reader, wish.ledger, wish.period, _form(wish, register.FORM_NAMES)
        ),
        meetings_book.recap_figures,
        meetings_book.recap_document,
        register.FORM_NAMES,
    ),
    _paper(
        attendance.GUESTS,
        attendance.GUESTS_TITLE,
        lambda reader, wish: attendance.guests(reader, wish.ledger, wish.period, _form(wish, register.FORM_NAMES)),
        attendance.guest_figures,
        attendance.guest_document,
        register.FORM_NAMES,
    ),
    _paper(
        cash_sheet.NAME,
        cash_sheet.TITLE,
        lambda _reader, wish: cash_sheet.CashSheet(wish.ledger),
        cash_sheet.figures,
        cash_sheet.document,
        cash_sheet.FORM_NAMES,
    ),
    _paper(
        purse_book.SAVINGS_BOOK,
        purse_book.SAVINGS_TITLE,
        lambda reader, wish: purse_book.savings(reader, wish.ledger, wish.period, _form(wish, register.FORM_NAMES)),
        purse_book.figures,
        purse_book.savings_document,
        register.FORM_NAMES,
    ),
    _paper(
        purse_book.SOLIDARITY_BOOK,
        purse_book.SOLIDARITY_TITLE,
        lambda reader, wish: purse_book.solidarity(reader, wish.ledger, wish.period, _form(wish, register.FORM_NAMES)),
        purse_book.figures,
        purse_book.solidarity_document,
        register.FORM_NAMES,
    ),
    _paper(
        loans_book.NAME,
        loans_book.TITLE,
        lambda reader, wish: loans_book.statement(reader, wish.ledger, wish.period, _form(wish, loans_book.FORM_NAMES)),
        loans_book.figures,
        loans_book.document,
        loans_book.FORM_NAMES,
    ),
    _paper(
        slips.SLIPS,
        slips.SLIPS_TITLE,
        lambda reader, wish: slips.statement(reader, wish.ledger, wish.period, _form(wish, slips.FORM_NAMES)),
        slips.figures,
        slips.document,
        slips.FORM_NAMES,
    ),
    _paper(
        correction_slips.NAME,
        correction_slips.TITLE,
        lambda reader, wish: correction_slips.statement(
            reader,
            wish.ledger,
            wish.period,
            _form(wish, correction_slips.FORM_NAMES),
            wish.asked.get(MEMBER, ""),
            wish.asked.get(MEETING, ""),
        ),
        correction_slips.figures,
        correction_slips.document,
        correction_slips.FORM_NAMES,
        takes_member=True,
        takes_meeting=True,
    ),
    _paper(
        slips.CARDS,
        slips.CARDS_TITLE,
        lambda reader, wish: slips.cards(reader, wish.ledger, wish.period.last, _form(wish, slips.CARD_FORM_NAMES)),
        slips.card_figures,
        slips.card_document,
        slips.CARD_FORM_NAMES,
    ),
    _paper(
        passbooks.NAME,
        passbooks.TITLE,
        lambda reader, wish: passbooks.statement(
            reader, wish.ledger, wish.period, _form(wish, register.FORM_NAMES), wish.asked.get(MEMBER, "")
        ),
        passbooks.figures,
        passbooks.document,
        register.FORM_NAMES,
        takes_member=True,
    ),
    _paper(
        meeting_minutes.NAME,
        meeting_minutes.TITLE,
        lambda reader, wish: meeting_minutes.statement(
            reader, wish.ledger, wish.period, _form(wish, register.FORM_NAMES), wish.asked.get(MEETING, "")
        ),
        meeting_minutes.figures,
        meeting_minutes.document,
        register.FORM_NAMES,
        takes_meeting=True,
    ),
    _paper(
        treasurer_handover.NAME,
        treasurer_handover.TITLE,
        lambda reader, wish: treasurer_handover.statement(
            reader, wish.ledger, wish.period, _form(wish, register.FORM_NAMES)
        ),
        treasurer_handover.figures,
        treasurer_handover.document,
        register.FORM_NAMES,
    ),
)
