"""The questions about offers of a loan: what is right, and what each idea makes of it.

Schedules and real rates are those of ``kpmbooks.instalments``, the safe instalment is the part of the quietest month
that ``kpmbooks.loans`` takes; an idea is the same arithmetic with something left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from kpmbooks.instalments import PER_YEAR, effective_rate, rounded
from kpmbooks.loans.application import USUAL_SHARE
from kpmbooks.loans.request import EASY
from kpmbooks.money import Rupiah
from kpmbooks.training.asked import Asked, Choice
from kpmbooks.training.offers import Every, Offer
from kpmbooks.training.questions import Asker, near
from kpmbooks.training.wordings import said

FLAT_AS_DECLINING: Final = "bunga_flat_dikira_menurun"
BY_PERCENT: Final = "persen_kecil_dikira_murah"
KEPT_BACK_FORGOTTEN: Final = "potongan_terlupa"
BUSY_MONTH: Final = "bulan_ramai_jadi_ukuran"
CARD_AS_PLEDGE: Final = "kks_jadi_jaminan"
FORGOT_FOUR: Final = "minggu_jadi_bulan"
SEVEN_DAYS: Final = "hari_kerja_tujuh"
ALL_FOR_INSTALMENT: Final = "semua_sisa_untuk_cicilan"
KNOWN: Final = frozenset(
    {
        *(FLAT_AS_DECLINING, BY_PERCENT, KEPT_BACK_FORGOTTEN, BUSY_MONTH, CARD_AS_PLEDGE, FORGOT_FOUR, SEVEN_DAYS),
        ALL_FOR_INSTALMENT,
    }
)

_WEEK: Final = 7
_FOUR: Final = 4


@dataclass(frozen=True, slots=True)
class Compared:
    """What was drawn: the offers, and what is left in a quiet and in a usual month."""

    amount: Rupiah
    offers: tuple[Offer, ...]
    quietest: Rupiah
    average: Rupiah


def put_aside(asker: Asker, ask: str, text: str, offer: Offer, days: int) -> Asked:
    """What to put aside each week, or on each of ``days`` selling days of one."""
    instalment, every = int(offer.plan.instalment), offer.row.every
    weeks = {"day": Fraction(1, _WEEK), "week": Fraction(1), "month": Fraction(_FOUR)}[every]
    by_calendar = Fraction(instalment * PER_YEAR[every], 52)
    right = (*_in_coins(instalment / weeks / days), *_in_coins(by_calendar / days))
    wrong: dict[str, Sequence[int]] = {}
    if every == "month":
        wrong[FORGOT_FOUR] = (instalment,) if ask.startswith("per_week") else _in_coins(Fraction(instalment, days))
    if days not in (1, _WEEK):
        seven = (instalment / weeks / _WEEK, by_calendar / _WEEK, *_by_thirty(instalment, every))
        wrong[SEVEN_DAYS] = tuple(one for exact in seven for one in _in_coins(exact))
    why = said("loans", "why_per_week") if days == 1 else said("loans", "why_per_day", days=days)
    return asker.amount(ask, text, right, wrong, why=why)


def _paid(offer: Offer) -> tuple[int, ...]:
    """What is paid in all: by the schedule, or as whoever takes every instalment for the first one."""
    by_first = int(offer.plan.instalment) * offer.row.periods + int(offer.plan.terms.fees)
    return (
        tuple(dict.fromkeys((int(offer.total), by_first))) if offer.row.method != "declining" else (int(offer.total),)
    )


def _as_declining(offer: Offer) -> tuple[Offer, ...]:
    """The offer as whoever takes flat interest for one on what is still owed sees it."""
    if offer.row.method != "flat":
        return ()
    return (offer.otherwise(method="annuity"), offer.otherwise(method="declining"))


def total(asker: Asker, ask: str, text: str, offer: Offer) -> Asked:
    """What is paid until nothing is owed."""
    wrong = {FLAT_AS_DECLINING: [one for other in _as_declining(offer) for one in _paid(other)]}
    return asker.amount(ask, text, _paid(offer), wrong, why=said("loans", "why_total", amount=offer.total))


def cost(asker: Asker, ask: str, text: str, offer: Offer) -> Asked:
    """What the loan costs in rupiah."""
    terms = offer.plan.terms
    wrong: dict[str, Sequence[int]] = {
        FLAT_AS_DECLINING: [one - int(terms.received) for other in _as_declining(offer) for one in _paid(other)]
    }
    if terms.kept_back:
        wrong[KEPT_BACK_FORGOTTEN] = [one - int(terms.amount) for one in _paid(offer)]
    right = [one - int(terms.received) for one in _paid(offer)]
    return asker.amount(ask, text, right, wrong, why=said("loans", "why_cost", amount=offer.plan.cost))


def received(asker: Asker, ask: str, text: str, offer: Offer) -> Asked:
    """What reaches the hand."""
    terms = offer.plan.terms
    wrong = {KEPT_BACK_FORGOTTEN: [int(terms.amount), int(terms.amount - terms.fees)] if terms.kept_back else []}
    # A fee that is paid at once is out of the hand again at once: both are said.
    right = [int(terms.received), int(terms.received - terms.fees)]
    return asker.amount(ask, text, right, wrong, why=said("loans", "why_received"))


def effective(asker: Asker, ask: str, text: str, offer: Offer) -> Asked:
    """The rate that is really paid, in whole percent."""
    real = Fraction(effective_rate(offer.plan))
    nominal = near(offer.plan.terms.rate) if offer.row.method == "flat" else ()
    unseen = offer.otherwise(kept_back=Rupiah(0))
    forgotten = near(Fraction(effective_rate(unseen.plan))) if offer.plan.terms.kept_back else ()
    why = said("loans", "why_effective", percent=int(rounded(real)))
    return asker.amount(
        ask,
        text,
        near(real),
        {FLAT_AS_DECLINING: nominal, KEPT_BACK_FORGOTTEN: forgotten},
        form="number",
        why=why,
    )


def cheaper(asker: Asker, found: Compared) -> Asked:
    """Which offer costs least; one that takes a card as a pledge is none."""
    cards = [Choice(f"offer_{nth}", offer.row.name) for nth, offer in enumerate(found.offers, 1)]
    both = list(zip(cards, found.offers, strict=True))
    good = [(card, offer) for card, offer in both if not offer.row.pledge]
    least = min(offer.plan.cost for _, offer in good)
    right = [card.id for card, offer in good if offer.plan.cost == least]
    by_rate = [(card, offer.plan.terms.rate) for card, offer in good if offer.row.tells is None]
    lowest = min((rate for _, rate in by_rate), default=None)
    wrong = {
        BY_PERCENT: [card.id for card, rate in by_rate if rate == lowest],
        CARD_AS_PLEDGE: [card.id for card, offer in both if offer.row.pledge],
    }
    cheapest = next(offer for card, offer in good if card.id == right[0])
    why = said("loans", "why_cheaper", name=cheapest.row.name, amount=least)
    if wrong[CARD_AS_PLEDGE]:
        why = f"{why} {said('loans', 'why_pledge')}"
    return asker.choice("cheaper", said("loans", "ask_cheaper"), cards, right, wrong, why=why)


def safe(asker: Asker, found: Compared) -> Asked:
    """The instalment that the quietest month can bear."""
    wrong = {
        BUSY_MONTH: _in_steps(USUAL_SHARE * int(found.average)),
        ALL_FOR_INSTALMENT: (int(found.quietest),),
    }
    right = _in_steps(USUAL_SHARE * int(found.quietest))
    return asker.amount(
        "safe_instalment", said("loans", "ask_safe_instalment"), right, wrong, why=said("loans", "why_safe_instalment")
    )


def fits(asker: Asker, ask: str, text: str, offer: Offer, found: Compared) -> Asked:
    """Whether the instalment is safe."""

    def answer(left: Rupiah, part: Fraction = USUAL_SHARE) -> str:
        return "yes" if offer.monthly <= part * int(left) else "no"

    safe = rounded(USUAL_SHARE * int(found.quietest), way="down")
    why = said("loans", "why_fits", amount=rounded(offer.monthly, way="up"), safe=safe)
    cards = (Choice("yes", said("loans", "yes")), Choice("no", said("loans", "no")))
    wrong = {
        BUSY_MONTH: [answer(found.average)],
        ALL_FOR_INSTALMENT: [answer(found.quietest, Fraction(1))],
    }
    return asker.choice(ask, text, cards, [answer(found.quietest)], wrong, why=why)


def _in_coins(exact: Fraction) -> tuple[int, ...]:
    """What is put aside: to the rupiah, or in coins and notes that are at hand, upwards."""
    return tuple(dict.fromkeys((*(near(exact, step)[-1] for step in (EASY, 2 * EASY)), *near(exact))))


def _in_steps(exact: Fraction) -> tuple[int, ...]:
    """What is safe: to the rupiah, or rounded downwards to an easy figure; upwards would be too much."""
    return tuple(dict.fromkeys((*near(exact), *(near(exact, step)[0] for step in (500, 1_000, 5_000)))))


def _by_thirty(instalment: int, every: Every) -> tuple[Fraction, ...]:
    return (Fraction(instalment, 30),) if every == "month" else ()
