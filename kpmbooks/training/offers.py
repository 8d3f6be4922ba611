"""Offers of a loan in an exercise: as a lesson says them, with drawn terms and their schedule, and how they are told.

They are made up for the lesson. Where an offer stands for a lender that the program knows, the practice book holds its
terms as what she was told herself, so that the page of lenders compares them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from random import Random
from typing import Final, Literal, get_args

from kpmbooks.book import Tx
from kpmbooks.group.sharing import format_percent
from kpmbooks.instalments import MOST_PERIODS, Schedule, Terms, rounded, schedule
from kpmbooks.ledger import LedgerRef
from kpmbooks.loans.household import TIMES
from kpmbooks.loans.lenders import lenders
from kpmbooks.money import Rupiah
from kpmbooks.training import toml_rows as rows
from kpmbooks.training.exercise import Range
from kpmbooks.training.slip_rows import read_range
from kpmbooks.training.toml_rows import Row
from kpmbooks.training.wordings import said

Method = Literal["flat", "annuity", "declining"]
Every = Literal["day", "week", "month"]
Tells = Literal["instalment", "total"]

MONTHS: Final = (3, 6, 10, 12, 18, 24, 36)
"""The times over which the page of lenders compares."""

_KEYS: Final = ("name", "method", "rate", "every", "periods", "deduct", "fee", "pledge", "tells", "lender")


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer before its numbers are drawn; ``rate`` in hundredths of a percent a year, ``deduct`` in percent.

    ``tells``: the lender names an instalment, or what comes back in all, and no rate. ``lender`` is the id of the
    lender for which it stands on the page of lenders.
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
    lender: str | None


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


def draw_offer(row: OfferRow, amount: Rupiah, dice: Random) -> Offer:
    """The offer with fresh terms."""
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


def terms_told(offer: Offer) -> str:
    """Its terms in one line, without what is kept back or paid at once."""
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


def tell_terms(tx: Tx, ledger: LedgerRef, today: date, *, offers: Sequence[Offer]) -> None:
    """Put the terms of the offers beside what is known of their lenders, as said by the offers themselves."""
    from kpmbooks.loans.own_facts import CAN_BE_SAID, lender_as_known, say_fact  # only where a book is made

    for offer in offers:
        row, terms = offer.row, offer.plan.terms
        assert row.lender is not None
        told = {
            "every": row.every,
            "rate": f"{format_percent(terms.rate)}%",
            "method": row.method,
            "floor": "1",
            "ceiling": str(int(terms.amount)),
            "kept_back": f"{offer.deduct}%",
            "fees": "0%",
            "admin": str(int(terms.fees)),
            "grace": "0",
            "unit": "1",
            "rounding": "nearest",
            "most_periods": str(row.periods),
        }
        for name in CAN_BE_SAID:
            if name in told:
                known = lender_as_known(tx, ledger, row.lender, today)
                say_fact(tx, known, name, told[name], row.name, "", today=today)


def read_offer(row: Row) -> OfferRow:
    """An offer of a lesson; ValueError says what is wrong with it."""
    rows.only(
        row, ("name", "method", "rate", "every", "periods", "deduct", "fee", "pledge", "tells", "lender"), "offer"
    )
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
        _lender(row) if "lender" in row else None,
    )


def _lender(row: Row) -> str:
    """The lender that is compared over the same time as the offer lasts."""
    if row.get("every", "month") != "month" or row.get("periods") not in MONTHS:
        raise ValueError(f"lender: the page compares loans by the month over {', '.join(map(str, MONTHS))} months")
    return rows.one_of(row, "lender", tuple(lenders()))
