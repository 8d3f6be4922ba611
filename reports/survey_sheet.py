"""Lembar Survei: a sheet for whoever visits the business, with what the book says and room for what she sees.

Prefilled on the left, empty on the right: the visit decides, not the book. What such visits look at is taken from
descriptions of them (applicant, business, household, neighbours, debts); the sheet holds no marks and no sum of them.
"""

from dataclasses import replace
from typing import Any, Final

from kpmbooks.dates import Period
from kpmbooks.i18n import Translator
from kpmbooks.loans import Readiness
from kpmbooks.money import format_amount
from kpmbooks.problems import N_
from reports.document import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Pair,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Table,
)
from reports.heading import ReportHead, furnished
from reports.loan_words import rate_words, whole_month
from reports.survey_ready import sales_a_day

NAME: Final = "survey-sheet"
TITLE: Final = N_("Sheet for the Visit")

_LINE = "_" * 24
_NEIGHBOURS = 3


def figures(value: Readiness) -> dict[str, Any]:
    """The amounts on the sheet, in whole rupiah; None where the book does not say."""
    capacity = value.capacity
    quietest = capacity.quietest if capacity.is_told else None
    return {
        "lender": value.request.lender.id,
        "amount": int(value.request.amount),
        "periods": value.request.periods,
        "instalment": int(value.request.instalment),
        "sales_a_day": sales_a_day(value),
        "selling_days": _selling_days(value),
        "net_business": None if "net_business" in capacity.unknown else int(capacity.net_business),
        "quietest_month_left": None if quietest is None else int(quietest.left),
    }


def document(value: Readiness, head: ReportHead, _: Translator) -> Document:
    """The sheet."""
    answers, request = value.application, value.request
    blocks: tuple[Block, ...] = (
        Paragraph(_("Left what the book says, right what is seen and heard at the visit. No marks, no sum of them.")),
        Pair(
            (
                Heading(_("Applicant"), 1),
                Facts(
                    (
                        (_("Name"), answers.applicant),
                        (_("Phone"), answers.phone),
                        (_("Address"), answers.address),
                        (_("Landmark"), answers.landmark),
                        (_("Business"), answers.business),
                    )
                ),
            ),
            (
                Heading(_("Asked for"), 2),
                Facts(
                    (
                        (_("Amount"), format_amount(request.amount)),
                        (_("Paid back"), _paid_back(value, _)),
                        (_("Price of the loan"), rate_words(value, _)),
                        (_("Used for"), answers.purpose),
                        (_("Day of the visit"), ""),
                    )
                ),
            ),
        ),
        Heading(_("Business and household") if value.books.has_household else _("Business"), 3, _("rupiah")),
        _compared(value, _),
        Heading(_("Neighbours who were asked"), 4),
        _neighbours(_),
        Heading(_("What was seen, and what to ask again"), 5),
        Facts(tuple((label, "") for label in (_("Stall and goods"), _("To ask again")))),
    )
    subtitle = _("{business}. For: {lender}.", business=value.ledger.name, lender=request.lender.label)
    made = furnished(NAME, _(TITLE), subtitle, value.ledger, "", head, _, blocks)
    return _signed(made, value, head, _)


def _signed(made: Document, value: Readiness, head: ReportHead, _: Translator) -> Document:
    year = head.printed_at.year if head.printed_at else head.period.last.year
    place = head.place or value.application.place or "_" * 14
    hands = (
        Signature(_("Visited by,"), "", _("Officer")),
        Signature(_("Was there,"), value.application.applicant, _("Applicant")),
    )
    return replace(made, signatures=Signatures(f"{place}, {_LINE} {year}", hands))


def _paid_back(value: Readiness, _: Translator) -> str:
    return _("{n} times {instalment}", n=value.request.periods, instalment=value.request.instalment)


def _compared(value: Readiness, _: Translator) -> Table:
    capacity, evidence, books = value.capacity, value.evidence, value.books
    earns = "net_business" not in capacity.unknown
    since = "" if evidence.since is None else whole_month(Period(evidence.since, evidence.since), _)
    quietest = ""
    if capacity.quietest is not None and capacity.is_told:
        month = whole_month(capacity.quietest.figures.month, _)
        quietest = f"{format_amount(capacity.quietest.left, symbol=False)} ({month})"
    day, days = sales_a_day(value), _selling_days(value)
    rows = [
        (_("In business since"), since),
        (_("Months with records"), str(evidence.months_recorded)),
        (_("Sales on a selling day"), "" if day is None else format_amount(day, symbol=False)),
        (_("Selling days a month"), "" if days is None else str(days)),
        (_("Sales a month"), _amount(capacity.revenue, known=earns)),
        (_("Materials a month"), _amount(capacity.materials, known=earns)),
        (_("Other costs a month"), _amount(capacity.expense, known=earns)),
        (_("Earned by the business"), _amount(capacity.net_business, known=earns)),
    ]
    if books.has_household:
        rows += [
            (_("Other family income"), _amount(capacity.other_income, known=capacity.income_from is not None)),
            (_("Family's spending"), _amount(capacity.living_cost, known=capacity.living_from is not None)),
        ]
    rows += [
        (_("Other instalments a month"), _amount(capacity.debts.monthly, known="other_debts" not in capacity.unknown)),
        (_("Left in the quietest month"), quietest),
        (_("Goods and tools, about"), ""),
    ]
    return Table(
        (
            Column("", weight=5),
            Column(_("The book says"), weight=5),
            Column(_("Seen at the visit"), weight=6),
        ),
        tuple(Row((name, said or None, None)) for name, said in rows),
        name=_("Business and household"),
        ruled=True,
        least=15,
    )


def _selling_days(value: Readiness) -> int | None:
    """Those that the book counted; None where it knows of no month, whatever is reckoned with."""
    counted = value.evidence.selling_days
    return None if counted is None else round(counted)


def _neighbours(_: Translator) -> Table:
    return Table(
        (
            Column(_("No."), "code", widest="9"),
            Column(_("Name"), weight=2),
            Column(_("Knows the business since"), weight=2),
            Column(_("What was said"), weight=4),
        ),
        tuple(Row((str(number), None, None, None)) for number in range(1, _NEIGHBOURS + 1)),
        name=_("Neighbours who were asked"),
        ruled=True,
        least=18,
    )


def _amount(amount: int, *, known: bool) -> str:
    return format_amount(amount, symbol=False) if known else ""
