"""The lenders: what each is known to ask and to offer, by whom and of when, what is only hearsay and what nobody knows.

The facts themselves are data (``content/lenders.toml``, read by ``lender_content``). Of facts that changed over the
years those hold that were the latest in the year in question; the others stay to be seen. What a person was told
herself stands beside ours (``own_facts``). What a loan on these terms costs is not said here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, Final, Generic, Literal, TypeVar, get_args

from kpmbooks.instalments import METHODS, PER_YEAR, Every, Method, Rounding
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected

T = TypeVar("T")

Reliability = Literal["A", "B", "C", "M", "own", "rules"]
"""Official or academic, press, blog or copy, from memory; what a person of this book was told herself, and what the
group of this book decided."""

Charge = Literal["bunga", "jasa", "margin", "bagi hasil"]

FactName = Literal[
    "floor", "ceiling", "every", "rate", "year_of", "method", "charge", "most_periods", "grace", "unit", "rounding",
    "kept_back", "deposit", "fees", "admin", "business_months", "training", "survey", "joint", "collateral",
    "one_a_family", "late_fine",
]  # fmt: skip
"""What can be known of a lender, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class SourceOfFact:
    """Who says it; ``date`` is the year, the year and month or the day it is of."""

    title: str
    date: str
    kind: Reliability


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """Something that is said of a lender. ``uncertain``: never shown without "periksa dulu".

    ``since`` is the first year in which it holds, None where it always did. ``ours`` is what stands beside a fact of
    the person's own; None: we know nothing of it, or this one is ours.
    """

    value: T
    source: SourceOfFact
    uncertain: bool = False
    note: str | None = None
    since: int | None = None
    ours: "Fact[T] | None" = None

    @property
    def is_own(self) -> bool:
        """Whether a person of this book was told so, or her group decided so, instead of us."""
        return self.source.kind in ("own", "rules")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that the lender asks for, and how one gets it; ``above``: only for a loan of more than that."""

    id: str
    name: str
    how: str
    source: SourceOfFact
    uncertain: bool
    above: Rupiah | None = None


@dataclass(frozen=True, slots=True)
class Lender:
    """One lender. None stands for what nobody states: it is asked, never guessed.

    ``rate`` is percent a year; a lender whose year has another number of instalments than the calendar's says so with
    ``year_of`` (25 % a year of 50 weeks). What is lent is more than ``floor`` and no more than ``ceiling``.
    ``kept_back``, ``deposit`` and ``fees`` are percent of the loan: what never reaches the hand, what is set aside
    there until later, what is paid from one's own pocket; ``admin`` is rupiah. ``joint``: members stand in for each
    other (tanggung renteng). ``seven_steps``: who says that its borrowers go the seven steps (7P) of Jakarta's
    programme; None: they do not.

    ``open`` are sentences where the sources speak of something without settling it, ``notice`` is one about the lender
    as a whole, ``history`` all that was ever said by year. ``only_compared`` ones are here so that others can be
    compared with them.
    """

    id: str
    name: str
    label: str
    about: str
    charge: Charge
    every: Every
    ceiling: Fact[Rupiah] | None
    rate: Fact[Fraction] | None
    method: Fact[Method] | None
    most_periods: Fact[int] | None
    business_months: Fact[int] | None
    training: Fact[bool] | None
    survey: Fact[bool] | None
    unit: Fact[int] | None
    rounding: Fact[Rounding] | None
    grace: Fact[int] | None
    kept_back: Fact[Fraction] | None
    documents: tuple[Paper, ...]
    floor: Fact[Rupiah] | None = None
    year_of: Fact[int] | None = None
    rhythm: Fact[Every] | None = None
    charge_word: Fact[Charge] | None = None
    deposit: Fact[Fraction] | None = None
    fees: Fact[Fraction] | None = None
    admin: Fact[Rupiah] | None = None
    joint: Fact[bool] | None = None
    collateral: Fact[bool] | None = None
    one_a_family: Fact[bool] | None = None
    late_fine: Fact[bool] | None = None
    notice: Fact[str] | None = None
    open: Mapping[FactName, Fact[str]] = field(default_factory=dict)
    history: Mapping[FactName, tuple[Fact[Any], ...]] = field(default_factory=dict)
    only_compared: bool = False
    seven_steps: SourceOfFact | None = None

    @property
    def reckoned_rate(self) -> Fraction | None:
        """Percent of a calendar year's worth of instalments, as schedules are worked out."""
        if self.rate is None:
            return None
        a_year = PER_YEAR[self.every]
        return self.rate.value * a_year / (a_year if self.year_of is None else self.year_of.value)

    def fact(self, name: FactName) -> Fact[Any] | None:
        """What is known under that name."""
        found: Fact[Any] | None = getattr(self, ATTRIBUTES.get(name, name))
        return found

    def lends(self, amount: Rupiah) -> bool:
        """Whether so much lies between what it lends at least and at most, as far as that is known."""
        more = self.floor is None or amount > self.floor.value
        return more and (self.ceiling is None or amount <= self.ceiling.value)

    def facts(self) -> Iterator[tuple[FactName, Fact[Any]]]:
        """All that is known, in the order in which it is told."""
        for name in FACTS:
            if (fact := self.fact(name)) is not None:
                yield name, fact

    @property
    def own(self) -> tuple[FactName, ...]:
        """What a person of this book was told otherwise, or beyond what we know."""
        return tuple(name for name, fact in self.facts() if fact.is_own)


FACTS: Final[tuple[FactName, ...]] = get_args(FactName)
ATTRIBUTES: Final[Mapping[FactName, str]] = {"every": "rhythm", "charge": "charge_word"}
"""Facts whose plain value has the attribute of their name."""

PERCENT: Final[tuple[FactName, ...]] = ("rate", "kept_back", "deposit", "fees")
AMOUNTS: Final[tuple[FactName, ...]] = ("floor", "ceiling", "admin")
NUMBERS: Final[tuple[FactName, ...]] = ("most_periods", "business_months", "unit", "grace", "year_of")
YES_OR_NO: Final[tuple[FactName, ...]] = ("training", "survey", "joint", "collateral", "one_a_family", "late_fine")
ONE_OF: Final[Mapping[FactName, tuple[str, ...]]] = {
    "every": tuple(PER_YEAR),
    "method": METHODS,
    "charge": get_args(Charge),
    "rounding": get_args(Rounding),
}
"""What kind of value each fact has."""


def lenders(today: date | None = None) -> Mapping[str, Lender]:
    """Every lender that we know, by its id, as of the year of ``today``; without one as of the latest we know of."""
    return _in_year(None if today is None else today.year)


def find_lender(wanted: str, today: date | None = None) -> Lender:
    """The lender with this id as of ``today``; raises ``Rejected``, naming those that there are."""
    found = lenders(today).get(wanted.strip().casefold())
    if found is None:
        message = N_("There is no lender called {name} here. There is: {names}.")
        raise Rejected(Problem("lender-unknown", message, {"name": wanted, "names": ", ".join(lenders())}, "lender"))
    return found


def load_lenders(source: str | None = None, year: int | None = None) -> Mapping[str, Lender]:
    """The lenders of our own content, or of the TOML text ``source``; ValueError naming the place of what is wrong."""
    from kpmbooks.loans.lender_content import read_lenders

    return read_lenders(source, year)


@cache
def _in_year(year: int | None) -> Mapping[str, Lender]:
    return load_lenders(year=year)
