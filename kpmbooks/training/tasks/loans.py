"""Comparing loans in rupiah: what is paid in all, what reaches the hand, what to put aside, what is safe.

The offers are those of ``offers``, what is asked of them that of ``loan_questions``.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial
from random import Random
from typing import Final

from kpmbooks.loans.lenders import lenders
from kpmbooks.money import Rupiah
from kpmbooks.training import loan_questions
from kpmbooks.training import toml_rows as rows
from kpmbooks.training.asked import Asked
from kpmbooks.training.exercise import Drawn, Range, Screen, TaskKind
from kpmbooks.training.loan_questions import KNOWN, Compared
from kpmbooks.training.misconception import Misconception
from kpmbooks.training.offers import OfferRow, draw_offer, read_offer, tell_terms, terms_told
from kpmbooks.training.questions import Asker
from kpmbooks.training.slip_rows import read_range
from kpmbooks.training.toml_rows import Row
from kpmbooks.training.wordings import said

KEYS = ("amount", "offer", "asks", "quietest", "average", "days_per_week")

_OF_OFFER: Final = ("total", "cost", "received", "effective", "per_week", "per_day", "fits")
_ALONE: Final = ("cheaper", "safe_instalment")
_WEEK: Final = 7
_MOST_OFFERS: Final = 4


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
    days: int = 0

    @property
    def screen(self) -> Screen:
        """The page of lenders where every offer stands for one that is known there."""
        return "lenders" if all(row.lender for row in self.offers) else "none"

    def draw(
        self, dice: Random, start: date, names: tuple[str, ...], misconceptions: tuple[Misconception, ...]
    ) -> Drawn:
        """Offers with fresh numbers."""
        asker = Asker(frozenset(one.id for one in misconceptions) & KNOWN)
        found = asker.until_clear(lambda: self._drawn(dice), lambda one: self._questions(asker, one))
        return Drawn(
            asked=self._questions(asker, found),
            told=self._told(found),
            furnish=partial(tell_terms, offers=found.offers) if self.screen == "lenders" else None,
            at_screen=tuple(line for row in self.offers for line in self._on_the_page(row)),
        )

    def _drawn(self, dice: Random) -> Compared:
        amount = self.amount.draw(dice)
        offers = tuple(draw_offer(row, amount, dice) for row in self.offers)
        quietest = self.quietest.draw(dice) if self.quietest else Rupiah(0)
        average = self.average.draw(dice) if self.average else Rupiah(0)
        return Compared(amount, offers, quietest, average)

    def _questions(self, asker: Asker, found: Compared) -> tuple[Asked, ...]:
        return tuple(self._asked(asker, found, ask) for ask in self.asks)

    def _asked(self, asker: Asker, found: Compared, ask: str) -> Asked:
        if ask == "cheaper":
            return loan_questions.cheaper(asker, found)
        if ask == "safe_instalment":
            return loan_questions.safe(asker, found)
        what, _, number = ask.rpartition("_")
        offer = found.offers[int(number) - 1]
        text = said("loans", f"ask_{what}", name=offer.row.name)
        match what:
            case "total":
                return loan_questions.total(asker, ask, text, offer)
            case "cost":
                return loan_questions.cost(asker, ask, text, offer)
            case "received":
                return loan_questions.received(asker, ask, text, offer)
            case "effective":
                return loan_questions.effective(asker, ask, text, offer)
            case "per_week":
                return loan_questions.put_aside(asker, ask, text, offer, 1)
            case "per_day":
                return loan_questions.put_aside(asker, ask, text, offer, self.selling_days)
            case _:
                return loan_questions.fits(asker, ask, text, offer, found)

    def _on_the_page(self, row: OfferRow) -> list[str]:
        """Where the offer stands on the lenders' page."""
        if self.screen != "lenders" or row.lender is None:
            return []
        return [said("loans", "on_the_page", name=row.name, lender=lenders()[row.lender].name)]

    def _told(self, found: Compared) -> str:
        lines = [said("loans", "want", amount=found.amount)]
        for offer in found.offers:
            row, name = offer.row, offer.row.name
            lines.append(terms_told(offer))
            if offer.deduct:
                lines.append(said("loans", "deduct", name=name, percent=offer.deduct))
            if offer.plan.terms.fees:
                lines.append(said("loans", "fee", name=name, amount=offer.plan.terms.fees))
            if row.pledge:
                lines.append(said("loans", "pledge", name=name))
            lines += self._on_the_page(row)
        if self.quietest:
            lines.append(said("loans", "quietest", amount=found.quietest))
        if self.average:
            lines.append(said("loans", "average", amount=found.average))
        if any(ask.startswith("per_") for ask in self.asks):
            lines.append(said("loans", "four_weeks"))
        if any(ask.startswith("per_day") for ask in self.asks):
            lines.append(said("loans", "days", days=self.selling_days))
        return "\n".join(lines)


def read(row: Row) -> LoansTask:
    """The task of an exercise's row; ValueError says what is wrong."""
    offers = tuple(read_offer(one) for one in rows.rows(row, "offer"))
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
    amount = read_range(row, "amount")
    for offer in offers:
        kept_back = offer.deduct.high if offer.deduct else 0
        if offer.fee is not None and offer.fee.high * 100 >= amount.low * (100 - kept_back):
            raise ValueError(f"offer {offer.name}: nothing reaches the hand when the fee is paid")
    return LoansTask(
        amount,
        offers,
        read_range(row, "quietest") if "quietest" in row else None,
        read_range(row, "average") if "average" in row else None,
        rows.number(row, "days_per_week", 1, _WEEK) if "days_per_week" in row else _WEEK,
        asks,
    )
