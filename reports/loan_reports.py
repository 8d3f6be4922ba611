"""The papers of a loan as whoever asks by name knows them; they have a place of their own beside the list of reports.

Each is about a request: ``asked`` holds its lender, amount, periods and method. What is not asked is taken from the
answers that the book keeps.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from kpmbooks import group, loans
from kpmbooks.book import Reader
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.loans import Readiness
from kpmbooks.loans.putting_aside import PuttingAside, put_aside
from reports import (
    group_loan_request,
    instalment_card,
    loan_comparison,
    loan_summary,
    putting_aside,
    survey_ready,
    survey_sheet,
)
from reports.document import Document
from reports.heading import ReportHead
from reports.report import Report, Request

_OF_THE_REQUEST: Final = frozenset({"lender", "amount", "periods", "method"})


def request_of(reader: Reader, wish: Request) -> Readiness:
    """The request beside the books; raises ``Rejected`` where nobody said how much is asked for."""
    return loan_summary.statement(reader, wish.ledger, wish.period.last, _with_answers(reader, wish))


def _with_answers(reader: Reader, wish: Request) -> Mapping[str, str]:
    kept = loans.answers_of(reader, wish.ledger)
    usual = {"lender": loans.USUAL_LENDER, "periods": str(loans.USUAL_PERIODS)}
    answered = {name: text for name, text in kept.items() if name in _OF_THE_REQUEST}
    return {**usual, **answered, **{name: text for name, text in wish.asked.items() if text}}


def _put_aside(reader: Reader, wish: Request) -> PuttingAside:
    value = request_of(reader, wish)
    return put_aside(reader, value.books, value.request)


def _business(_reader: Reader, ledger: LedgerRef) -> bool:
    return ledger.kind != "keluarga"


def _group(reader: Reader, ledger: LedgerRef) -> bool:
    """A group with members: the paper is their table and their signatures."""
    return ledger.kind == "kelompok" and any(one.left is None for one in group.members_of(reader))


def _paper(
    name: str,
    title: str,
    statement: Callable[[Reader, Request], Any],
    figures: Callable[[Any], dict[str, Any]],
    document: Callable[[Any, ReportHead, Translator], Document],
    offered: Callable[[Reader, LedgerRef], bool] = _business,
) -> Report:
    return Report(name, title, statement, figures, document, takes_fund=False, offered=offered)


LOAN: Final[Mapping[str, Report]] = MappingProxyType(
    {
        report.name: report
        for report in (
            _paper(loan_summary.NAME, loan_summary.TITLE, request_of, loan_summary.figures, loan_summary.document),
            _paper(
                group_loan_request.NAME,
                group_loan_request.TITLE,
                lambda reader, wish: loans.group_request(reader, request_of(reader, wish), wish.period.last),
                group_loan_request.figures,
                group_loan_request.document,
                _group,
            ),
            _paper(survey_sheet.NAME, survey_sheet.TITLE, request_of, survey_sheet.figures, survey_sheet.document),
            _paper(
                instalment_card.NAME,
                instalment_card.TITLE,
                lambda reader, wish: instalment_card.card_of(request_of(reader, wish)),
                instalment_card.figures,
                instalment_card.document,
            ),
            _paper(putting_aside.NAME, putting_aside.TITLE, _put_aside, putting_aside.figures, putting_aside.document),
            _paper(
                loan_comparison.NAME,
                loan_comparison.TITLE,
                lambda reader, wish: loan_comparison.statement(
                    reader, wish.ledger, wish.period.last, _with_answers(reader, wish)
                ),
                loan_comparison.figures,
                loan_comparison.document,
            ),
            _paper(survey_ready.NAME, survey_ready.TITLE, request_of, survey_ready.figures, survey_ready.document),
        )
    }
)

LOAN_SUMMARY: Final = LOAN[loan_summary.NAME]
