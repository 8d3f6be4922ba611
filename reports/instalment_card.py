"""Kartu Angsuran: every instalment of a loan on a card, with room for the day on which it was paid and a hand.

Days stand on it where the first day of the loan is known; otherwise they are written in when the money comes.
"""

from dataclasses import dataclass
from typing import Any, Final

from kpmbooks.i18n import Translator
from kpmbooks.instalments import Schedule
from kpmbooks.ledger import LedgerRef
from kpmbooks.loans import Readiness
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_
from reports.document import Block, Column, Document, KeyFigure, KeyFigures, Paragraph, Row, Table
from reports.heading import ReportHead, furnished
from reports.loan_words import EVERY_WORDS, METHOD_WORDS

NAME: Final = "instalment-card"
TITLE: Final = N_("Card of Instalments")

_WIDEST = 99_999_999


@dataclass(frozen=True, slots=True)
class InstalmentCard:
    """A loan's instalments, whose they are and from whom. ``charge`` is what the lender calls the price of a loan.

    ``assumed``: nobody said how it is worked out, so the real card may be another.
    """

    ledger: LedgerRef
    lender: str
    charge: str
    plan: Schedule
    a_selling_day: Rupiah
    assumed: bool = False


def card_of(value: Readiness) -> InstalmentCard:
    """The card of a request, before its first day is known."""
    request = value.request
    return InstalmentCard(
        value.ledger,
        request.lender.label,
        request.lender.charge,
        request.plan,
        request.per_selling_day,
        assumed=request.stated_by == "nobody",
    )


def figures(card: InstalmentCard) -> dict[str, Any]:
    """The JSON; amounts in whole rupiah."""
    return {
        "lender": card.lender,
        "amount": int(card.plan.terms.amount),
        "received": int(card.plan.terms.received),
        "paid": int(card.plan.paid),
        "rows": [
            {
                "n": row.number,
                "date": None if row.due is None else row.due.isoformat(),
                "instalment": int(row.amount),
                "principal": int(row.principal),
                "interest": int(row.interest),
                "balance": int(row.balance),
            }
            for row in card.plan.rows
        ],
    }


def document(card: InstalmentCard, head: ReportHead, _: Translator) -> Document:
    """The card; a long one goes on over several pages."""
    plan = card.plan
    blocks: tuple[Block, ...] = (
        KeyFigures(
            (
                KeyFigure(_("Loan"), format_amount(plan.terms.amount), _received(plan, _), strong=True),
                KeyFigure(_(EVERY_WORDS[plan.terms.every]), format_amount(plan.instalment), ""),
                KeyFigure(_("Put aside each selling day"), format_amount(card.a_selling_day), ""),
                KeyFigure(_("Paid in all"), format_amount(plan.paid), _cost(plan, _)),
            )
        ),
        Paragraph(_("{charge}: {method}.", charge=card.charge.capitalize(), method=_(METHOD_WORDS[plan.terms.method]))),
        *((Paragraph(_("Nobody said how it is worked out: ask, the real card may be another.")),) * card.assumed),
        _rows(card, _),
        Paragraph(_("Ask for a hand on this card, or a receipt, each time you pay. Who cannot pay says so before.")),
    )
    subtitle = _("{business}. From: {lender}.", business=card.ledger.name, lender=card.lender)
    return furnished(NAME, _(TITLE), subtitle, card.ledger, "", head, _, blocks)


def _received(plan: Schedule, _: Translator) -> str:
    if plan.terms.kept_back:
        return _("{amount} reaches the hand", amount=plan.terms.received)
    return ""


def _cost(plan: Schedule, _: Translator) -> str:
    return _("the loan costs {amount}", amount=plan.cost)


def _rows(card: InstalmentCard, _: Translator) -> Table:
    return Table(
        (
            Column(_("No."), "code", widest="999"),
            Column(_("Due on"), "day") if card.plan.terms.start else Column(_("Due on"), weight=2),
            Column(_("Instalment"), "money", widest=_WIDEST, strong=True),
            Column(_("Principal"), "money", widest=_WIDEST),
            Column(card.charge.capitalize(), "money", widest=_WIDEST),
            Column(_("Still owed"), "money", widest=_WIDEST),
            Column(_("Paid on"), weight=2),
            Column(_("Hand"), weight=1),
        ),
        tuple(
            Row(
                (
                    str(row.number),
                    row.due,
                    int(row.amount),
                    int(row.principal),
                    int(row.interest),
                    int(row.balance),
                    None,
                    None,
                )
            )
            for row in card.plan.rows
        ),
        name=_("Instalments"),
        ruled=True,
        least=20,
    )
