"""Comparing loans in rupiah: what is paid in all, what reaches the hand, what to put aside, what is safe.

The offers are made up for the lesson; schedules and real rates are worked out by ``kpmbooks.instalments``, the safe
instalment is the part of the quietest month that ``kpmbooks.loans`` takes. What is right and what an idea makes of it
is that arithmetic with something left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from random import Random
from typing import Final, Literal, get_args

from kpmbooks.group.sharing import format_percent
from kpmbooks.instalments import MOST_PERIODS, PER_YEAR, Schedule, Terms, effective_rate, rounded, schedule
from kpmbooks.loans.application import USUAL_SHARE
from kpmbooks.loans.household import TIMES
from kpmbooks.loans.putting_aside import EASY
from kpmbooks.money import Rupiah
from kpmbooks.training import toml_rows as rows
from kpmbooks.training.asked import Asked, Choice
from kpmbooks.training.exercise import Drawn, Range, Screen, TaskKind
from kpmbooks.training.misconception import Misconception
from kpmbooks.training.questions import Asker, near
from kpmbooks.training.slip_rows import read_range
from kpmbooks.training.toml_rows import Row
from kpmbooks.training.wordings import said

KEYS = ("amount", "offer", "asks", "quietest", "average", "days_per_week")

Method = Literal["flat", "annuity", "declining"]
Every = Literal["day", "week", "month"]
Tells = Literal["instalment", "total"]

FLAT_AS_DECLINING: Final = "bunga_flat_dikira_menurun"
BY_PERCENT: Final = "persen_kecil_dikira_murah"
KEPT_BACK_FORGOTTEN: Final = "potongan_terlupa"
BUSY_MONTH: Final = "bulan_ramai_jadi_ukuran"
CARD_AS_PLEDGE: Final = "kks_jadi_jaminan"
FORGOT_FOUR: Final = "minggu_jadi_bulan"
SEVEN_DAYS: Final = "hari_kerja_tujuh"
ALL_FOR_INSTALMENT: Final = "semua_sisa_untuk_cicilan"
_KNOWN: Final = frozenset(
    {
        *(FLAT_AS_DECLINING, BY_PERCENT, KEPT_BACK_FORGOTTEN, BUSY_MONTH, CARD_AS_PLEDGE, FORGOT_FOUR, SEVEN_DAYS),
        ALL_FOR_INSTALMENT,
    }
)

_OF_OFFER: Final = ("total", "cost", "received", "effective", "per_week", "per_day", "fits")
_ALONE: Final = ("cheaper", "safe_instalment")
_WEEK: Final = 7
_FOUR: Final = 4
_MOST_OFFERS: Final = 4


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer before its numbers are drawn; ``rate`` in hundredths of a percent a year, ``deduct`` in percent.

    ``tells``: the lender names an instalment, or what comes back in all, and no rate.
    """

    name: str
    method: Method
    rate: Range
    every: Every
    periods: int
    deduct: Range | None
    fee: Range | None
    pledge: bool
    tells: Tells | None


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer with its schedule; ``deduct`` is the percentage that is kept back."""

    row: OfferRow
    plan: Schedule
    deduct: int

    @property
    def total(self) -> Rupiah:
        """All that is paid until nothing is owed, fees too."""
        return self.plan.paid + self.plan.terms.fees

    @property
    def monthly(self) -> Fraction:
        """The instalments of a month of four weeks."""
        return int(self.plan.instalment) * TIMES["four_weeks"][self.row.every]

    def otherwise(self, **changed: object) -> "Offer":
        """The same offer with other terms."""
        return replace(self, plan=schedule(replace(self.plan.terms, **changed)))  # type: ignore[arg-type] # by name


@dataclass(frozen=True, slots=True)
class Compared:
    """What was drawn: the offers, and what is left in a quiet and in a usual month."""

    amount: Rupiah
    offers: tuple[Offer, ...]
    quietest: Rupiah
    average: Rupiah


@dataclass(frozen=True, slots=True)
class LoansTask:
    """Offers for the same amount, and what is asked: ``total_1`` … of an offer, ``cheaper``, ``safe_instalment``."""

    amount: Range
    offers: tuple[OfferRow, ...]
    quietest: Range | None
    average: Range | None
    selling_days: int
    asks: tuple[str, ...]
    kind: TaskKind = "loans"
    screen: Screen = "none"
    days: int = 0

    def draw(
        self, dice: Random, start: date, names: tuple[str, ...], misconceptions: tuple[Misconception, ...]
    ) -> Drawn:
        """Offers with fresh numbers."""
        asker = Asker(frozenset(one.id for one in misconceptions) & _KNOWN)
        found = asker.until_clear(lambda: self._drawn(dice), lambda one: self._questions(asker, one))
        return Drawn(asked=self._questions(asker, found), told=self._told(found))

    def _drawn(self, dice: Random) -> Compared:
        amount = self.amount.draw(dice)
        offers = tuple(_offer(row, amount, dice) for row in self.offers)
        quietest = self.quietest.draw(dice) if self.quietest else Rupiah(0)
        average = self.average.draw(dice) if self.average else Rupiah(0)
        return Compared(amount, offers, quietest, average)

    def _questions(self, asker: Asker, found: Compared) -> tuple[Asked, ...]:
        return tuple(self._asked(asker, found, ask) for ask in self.asks)

    def _asked(self, asker: Asker, found: Compared, ask: str) -> Asked:
        if ask == "cheaper":
            return _cheaper(asker, found)
        if ask == "safe_instalment":
            return _safe(asker, found)
        what, _, number = ask.rpartition("_")
        offer = found.offers[int(number) - 1]
        text = said("loans", f"ask_{what}", name=offer.row.name)
        match what:
            case "total":
                return _total(asker, ask, text, offer)
            case "cost":
                return _cost(asker, ask, text, offer)
            case "received":
                return _received(asker, ask, text, offer)
            case "effective":
                return _effective(asker, ask, text, offer)
            case "per_week":
                return self._put_aside(asker, ask, text, offer, 1)
            case "per_day":
                return self._put_aside(asker, ask, text, offer, self.selling_days)
            case _:
                return _fits(asker, ask, text, offer, found)

    def _put_aside(self, asker: Asker, ask: str, text: str, offer: Offer, days: int) -> Asked:
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

    def _told(self, found: Compared) -> str:
        lines = [said("loans", "want", amount=found.amount)]
        for offer in found.offers:
            row, name = offer.row, offer.row.name
            lines.append(_offer_told(offer))
            if offer.deduct:
                lines.append(said("loans", "deduct", name=name, percent=offer.deduct))
            if offer.plan.terms.fees:
                lines.append(said("loans", "fee", name=name, amount=offer.plan.terms.fees))
            if row.pledge:
                lines.append(said("loans", "pledge", name=name))
        if self.quietest:
            lines.append(said("loans", "quietest", amount=found.quietest))
        if self.average:
            lines.append(said("loans", "average", amount=found.average))
        if any(ask.startswith("per_") for ask in self.asks):
            lines.append(said("loans", "four_weeks"))
        if any(ask.startswith("per_day") for ask in self.asks):
            lines.append(said("loans", "days", days=self.selling_days))
        return "\n".join(lines)


def _offer_told(offer: Offer) -> str:
    row = offer.row
    every = said("every", row.every)
    if row.tells is not None:
        amount = offer.plan.instalment if row.tells == "instalment" else offer.plan.paid
        return said("loans", f"offer_{row.tells}", name=row.name, amount=amount, periods=row.periods, every=every)
    return said(
        "loans",
        "offer",
        name=row.name,
        rate=format_percent(offer.plan.terms.rate),
        method=said("loans", row.method),
        periods=row.periods,
        every=every,
    )


def _offer(row: OfferRow, amount: Rupiah, dice: Random) -> Offer:
    deduct = int(row.deduct.draw(dice)) if row.deduct else 0
    terms = Terms(
        amount,
        Fraction(int(row.rate.draw(dice)), 100),
        row.periods,
        row.method,
        row.every,
        kept_back=rounded(Fraction(int(amount) * deduct, 100)),
        fees=row.fee.draw(dice) if row.fee else Rupiah(0),
    )
    return Offer(row, schedule(terms), deduct)


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


def _total(asker: Asker, ask: str, text: str, offer: Offer) -> Asked:
    wrong = {FLAT_AS_DECLINING: [one for other in _as_declining(offer) for one in _paid(other)]}
    return asker.amount(ask, text, _paid(offer), wrong, why=said("loans", "why_total", amount=offer.total))


def _cost(asker: Asker, ask: str, text: str, offer: Offer) -> Asked:
    terms = offer.plan.terms
    wrong: dict[str, Sequence[int]] = {
        FLAT_AS_DECLINING: [one - int(terms.received) for other in _as_declining(offer) for one in _paid(other)]
    }
    if terms.kept_back:
        wrong[KEPT_BACK_FORGOTTEN] = [one - int(terms.amount) for one in _paid(offer)]
    right = [one - int(terms.received) for one in _paid(offer)]
    return asker.amount(ask, text, right, wrong, why=said("loans", "why_cost", amount=offer.plan.cost))


def _received(asker: Asker, ask: str, text: str, offer: Offer) -> Asked:
    terms = offer.plan.terms
    wrong = {KEPT_BACK_FORGOTTEN: [int(terms.amount), int(terms.amount - terms.fees)] if terms.kept_back else []}
    # A fee that is paid at once is out of the hand again at once: both are said.
    right = [int(terms.received), int(terms.received - terms.fees)]
    return asker.amount(ask, text, right, wrong, why=said("loans", "why_received"))


def _effective(asker: Asker, ask: str, text: str, offer: Offer) -> Asked:
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


def _cheaper(asker: Asker, found: Compared) -> Asked:
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


def _safe(asker: Asker, found: Compared) -> Asked:
    wrong = {
        BUSY_MONTH: _in_steps(USUAL_SHARE * int(found.average)),
        ALL_FOR_INSTALMENT: (int(found.quietest),),
    }
    right = _in_steps(USUAL_SHARE * int(found.quietest))
    return asker.amount(
        "safe_instalment", said("loans", "ask_safe_instalment"), right, wrong, why=said("loans", "why_safe_instalment")
    )


def _fits(asker: Asker, ask: str, text: str, offer: Offer, found: Compared) -> Asked:
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


def read(row: Row) -> LoansTask:
    """The task of an exercise's row; ValueError says what is wrong."""
    offers = tuple(_offer_row(one) for one in rows.rows(row, "offer"))
    if not 1 <= len(offers) <= _MOST_OFFERS or all(offer.pledge for offer in offers):
        raise ValueError(f"offer: one to {_MOST_OFFERS}, and one that takes no card as a pledge")
    if len({offer.name for offer in offers}) < len(offers):
        raise ValueError("offer: two have the same name")
    known = [f"{ask}_{nth}" for ask in _OF_OFFER for nth in range(1, len(offers) + 1)]
    asks = tuple(rows.known(rows.texts(row, "asks"), (*known, *_ALONE)))
    if not asks or ("cheaper" in asks and len(offers) < 2):
        raise ValueError("asks: something is asked, and the cheaper one of two offers at least")
    if any(ask == "safe_instalment" or ask.startswith("fits") for ask in asks) and "quietest" not in row:
        raise ValueError("quietest: what is left in the quietest month is missing")
    if any(ask.startswith("per_day") for ask in asks) and "days_per_week" not in row:
        raise ValueError("days_per_week is missing")
    return LoansTask(
        read_range(row, "amount"),
        offers,
        read_range(row, "quietest") if "quietest" in row else None,
        read_range(row, "average") if "average" in row else None,
        rows.number(row, "days_per_week", 1, _WEEK) if "days_per_week" in row else _WEEK,
        asks,
    )


def _offer_row(row: Row) -> OfferRow:
    rows.only(row, ("name", "method", "rate", "every", "periods", "deduct", "fee", "pledge", "tells"), "offer")
    rate = read_range(row, "rate", least=0)
    deduct = read_range(row, "deduct") if "deduct" in row else None
    if rate.high > 80_000 or (deduct is not None and deduct.high > 50):
        raise ValueError("offer: a rate is in hundredths of a percent a year, at most 50 percent are kept back")
    return OfferRow(
        rows.text(row, "name"),
        rows.one_of(row, "method", get_args(Method)),
        rate,
        rows.one_of(row, "every", get_args(Every)) if "every" in row else "month",
        rows.number(row, "periods", 1, MOST_PERIODS),
        deduct,
        read_range(row, "fee") if "fee" in row else None,
        rows.flag(row, "pledge"),
        rows.one_of(row, "tells", get_args(Tells)) if "tells" in row else None,
    )
