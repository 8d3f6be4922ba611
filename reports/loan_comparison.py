"""Perbandingan Pinjaman: one page on which a member sees what the same amount costs here and there, in rupiah first.

It says which terms are known, by whom and of when, and what nobody knows yet. It recommends no lender.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from kpmbooks import loans
from kpmbooks.book import Reader
from kpmbooks.i18n import Translator
from kpmbooks.instalments import MOST_PERIODS, Every
from kpmbooks.ledger import LedgerRef
from kpmbooks.loans.comparing import Offer, compare, months_of
from kpmbooks.loans.lenders import FactName
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from reports.document import Block, Column, Document, Facts, Frame, Heading, Paragraph, Point, Points, Row, Span, Table
from reports.heading import ReportHead, furnished, neutral_name
from reports.lender_words import CHECK_FIRST, source_words
from reports.loan_words import percent

NAME: Final = "loan-comparison"
TITLE: Final = N_("Loans Side by Side")

UNKNOWN_WORDS: Final[Mapping[FactName, str]] = {
    "rate": N_("how much interest"),
    "method": N_("how interest is worked out"),
    "kept_back": N_("what is kept back"),
    "fees": N_("fees"),
    "admin": N_("fees"),
    "late_fine": N_("fines when late"),
}
TIMES_WORDS: Final[Mapping[Every, str]] = {
    "month": N_("{n} monthly instalments"),
    "two-weeks": N_("{n} instalments, one every two weeks"),
    "week": N_("{n} weekly instalments"),
    "day": N_("{n} daily instalments"),
}
"""How long one loan lasts, in its own rhythm."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The offers for ``amount`` over about ``months``; ``selling_days`` of a month, as the book knows them."""

    ledger: LedgerRef
    amount: Rupiah
    months: int
    selling_days: Fraction
    offers: tuple[Offer, ...]


def statement(reader: Reader, ledger: LedgerRef, today: date, wishes: Mapping[str, str]) -> Comparison:
    """What all lenders ask for the request in ``wishes``; raises ``Rejected``.

    The time is that of the request: its instalments in the rhythm of the lender that was chosen. ``lenders`` may name
    those that are to be compared, by their ids, with commas.
    """
    try:
        amount, periods = Rupiah(int(wishes["amount"])), int(wishes["periods"])
    except (KeyError, ValueError) as error:
        message = N_("Say how many rupiah are asked for, and in how many instalments they are paid back.")
        raise Rejected(Problem("loan-words", message, {}, "amount")) from error
    if periods < 1:
        message = N_("A loan has 1 to {most} instalments. Write another number.")
        raise Rejected(Problem("loan-periods", message, {"most": MOST_PERIODS}, "periods"))
    known = loans.lenders_as_known(reader, ledger, today)
    chosen = known.get(wishes.get("lender", "")) or known[loans.USUAL_LENDER]
    wanted = [name for name in wishes.get("lenders", "").split(",") if name in known]
    usual_days = loans.read_books(reader, ledger, today).evidence.usual_days
    months = months_of(periods, chosen.every)
    offers = compare([known[name] for name in wanted or known], amount, months, selling_days=usual_days)
    return Comparison(ledger, amount, months, usual_days, offers)


def figures(value: Comparison) -> dict[str, Any]:
    """The JSON; amounts in whole rupiah, null where they are not known."""
    return {
        "amount": int(value.amount),
        "months": value.months,
        "offers": [_offer_figures(offer) for offer in value.offers],
    }


def _offer_figures(offer: Offer) -> dict[str, Any]:
    request, lender = offer.request, offer.lender
    return {
        "lender": lender.id,
        "only_compared": lender.only_compared,
        "cost": _number(offer.cost),
        "cost_otherwise": _number(offer.cost_otherwise),
        "times": offer.times,
        "every": lender.every,
        "periods": None if request is None else request.periods,
        "method": None if request is None else request.method,
        "instalment": None if request is None else int(request.instalment),
        "per_selling_day": None if request is None else int(request.per_selling_day),
        "in_hand": _number(offer.in_hand),
        "effective_rate": None if offer.effective is None else float(round(offer.effective, 2)),
        "unknown": list(offer.unknown),
        "limit": offer.limit,
        "own": list(lender.own),
    }


def _number(amount: Rupiah | None) -> int | None:
    return None if amount is None else int(amount)


def document(value: Comparison, head: ReportHead, _: Translator) -> Document:
    """The page."""
    months = _.plural("about {n} month", "about {n} months", value.months)
    subtitle = _("{amount} for {months}. Amounts in rupiah.", amount=value.amount, months=months)
    days = _("Each selling day: what to put aside, with {n} selling days a month.", n=round(value.selling_days))
    blocks: tuple[Block, ...] = (
        Paragraph(
            (
                Span(_("Cost"), "strong"),
                Span(_("is all that is paid beyond what was received. Compare this first, then the instalment.")),
                Span(days),
            )
        ),
        _table(value, _),
        Frame(Heading(_("Not known yet: ask before signing")), (_unknown(value, _),)),
        Heading(_("Who says so, and of when")),
        _sources(value, _),
        Paragraph(_("Take it home and talk it over with your family. Not borrowing is a good choice, too.")),
    )
    return furnished(NAME, _(TITLE), subtitle, value.ledger, "", head, _, blocks)


def _table(value: Comparison, _: Translator) -> Table:
    rows = []
    told_apart = False
    for offer in value.offers:
        if offer.lender.only_compared and not told_apart:
            told_apart = True
            rows.append(Row(((Span(_("Only to compare with"), "strong"),), None, None, None, None, None), "group"))
        request = offer.request
        rows.append(
            Row(
                (
                    _name(offer, _),
                    _number(offer.cost),
                    None if request is None else int(request.instalment),
                    None if request is None else int(request.per_selling_day),
                    _number(offer.in_hand),
                    (Span(effective_words(offer.effective, _), "muted"),),
                )
            )
        )
    return Table(
        columns=(
            Column(_("From whom"), weight=6),
            Column(_("Cost in all"), "money", strong=True),
            Column(_("Instalment"), "money"),
            Column(_("Each selling day"), "money"),
            Column(_("In the hand"), "money"),
            Column(_("Effective, for officers"), weight=1),
        ),
        rows=tuple(rows),
        name=_("Loans Side by Side"),
        texts=0.46,
    )


def _name(offer: Offer, _: Translator) -> tuple[Span, ...]:
    """The lender with how it is paid back; what is to be known of the figures beside it."""
    return (Span(f"{offer.lender.label}:", "strong"), *(Span(text, "muted") for text in beside(offer, _)))


def beside(offer: Offer, _: Translator) -> list[str]:
    """Short sentences that belong to an offer's figures."""
    told = []
    request = offer.request
    if request is not None:
        one = _(TIMES_WORDS[request.plan.terms.every], n=request.periods)
        told.append(
            _("{n} loans one after another, each {one}.", n=offer.times, one=one) if offer.times > 1 else f"{one}."
        )
    elif offer.problem is not None:
        told.append(_.problem(offer.problem))
    elif offer.limit is None:
        told.append(_("The rate is not known: ask."))
    if offer.cost_otherwise is not None:
        told.append(_("If flat: cost {amount}.", amount=offer.cost_otherwise))
    if offer.set_aside:
        told.append(_("{amount} is set aside there until later.", amount=offer.set_aside))
    if offer.limit == "above" and offer.lender.ceiling is not None:
        told.append(_("Lends at most {most}.", most=offer.lender.ceiling.value))
    if offer.limit == "below" and offer.lender.floor is not None:
        told.append(_("Lends only more than {least}.", least=offer.lender.floor.value))
    if offer.lender.joint is not None and offer.lender.joint.value:
        told.append(_("Members stand in for each other."))
    return told


def effective_words(rate: Decimal | None, _: Translator) -> str:
    """The effective rate to one decimal, for whoever reckons so."""
    return "" if rate is None else percent(Fraction(round(rate, 1)), _)


def unknown_words(offer: Offer, _: Translator) -> str:
    """What nobody stated of the offer, in a line; empty where all is known."""
    return ", ".join(dict.fromkeys(_(UNKNOWN_WORDS[name]) for name in offer.unknown))


def _unknown(value: Comparison, _: Translator) -> Points:
    """What nobody stated, of those to borrow from, and which years are not clear; the same silence shares a line."""
    silent: dict[str, list[str]] = {}
    for offer in value.offers:
        if offer.unknown and offer.limit is None and not offer.lender.only_compared:
            silent.setdefault(unknown_words(offer, _), []).append(offer.lender.name)
    points = [Point((Span(f"{', '.join(names)}:", "strong"), Span(words)), "open") for words, names in silent.items()]
    points += [
        Point((Span(f"{offer.lender.name}:", "strong"), Span(offer.lender.notice.value)), "open")
        for offer in value.offers
        if offer.request is not None
        and not offer.lender.only_compared
        and offer.lender.notice is not None
        and offer.lender.notice.since is not None
    ]
    return Points(tuple(points) or (Point(_("Nothing that we know of"), "fact"),))


def _sources(value: Comparison, _: Translator) -> Facts:
    """Of each lender whose word the rate is, or that of the first thing that is known; what is own is said so."""
    rows: dict[str, list[str]] = {}
    for offer in value.offers:
        lender = offer.lender
        fact = lender.rate or next((one for _name, one in lender.facts()), None)
        if fact is not None and offer.limit is None:
            words = neutral_name(source_words(fact.source, _))
            rows.setdefault(f"{words}: {_(CHECK_FIRST)}" if fact.uncertain else words, []).append(lender.name)
    return Facts(tuple((", ".join(names), words) for words, names in rows.items()))
