"""The lenders as data: what each is known to ask and to offer, by whom and of when, and what is only hearsay.

Reads ``content/lenders.toml``, whose head explains the columns. What a loan on these terms costs and whether a business
can carry it is not said here.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar, get_args

from kpmbooks.instalments import METHODS, PER_YEAR, Every, Method, Rounding
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording import rows

T = TypeVar("T")

Reliability = Literal["A", "B", "C", "M"]
"""Official or academic, press, blog or copy, from memory."""

Charge = Literal["bunga", "jasa", "margin", "bagi hasil"]


@dataclass(frozen=True, slots=True)
class SourceOfFact:
    """Who says it; ``date`` is the year or the year and month it is of."""

    title: str
    date: str
    kind: Reliability


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """Something that is said of a lender. ``uncertain``: never shown without "periksa dulu"."""

    value: T
    source: SourceOfFact
    uncertain: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that the lender asks for, and how one gets it."""

    id: str
    name: str
    how: str
    source: SourceOfFact
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Lender:
    """One lender. None stands for what nobody states: it is asked, never guessed."""

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


@cache
def lenders() -> Mapping[str, Lender]:
    """Every lender that we know, by its id; read once, they are content of the program."""
    return load_lenders()


def find_lender(wanted: str) -> Lender:
    """The lender with this id; raises ``Rejected``, naming those that there are."""
    found = lenders().get(wanted.strip().casefold())
    if found is None:
        message = N_("There is no lender called {name} here. There is: {names}.")
        raise Rejected(Problem("lender-unknown", message, {"name": wanted, "names": ", ".join(lenders())}, "lender"))
    return found


def load_lenders(source: str | None = None) -> Mapping[str, Lender]:
    """The lenders of our own content, or of the TOML text ``source``; ValueError naming the place of what is wrong."""
    content = tomllib.loads(_SOURCE.read_text(encoding="utf-8") if source is None else source)
    rows.all_known(content, ("source", "lender"), "lenders")
    sources = {key: _source(row, f"lenders: {key}") for key, row in rows.table(content, "source", "lenders").items()}
    return {key: _lender(key, row, sources) for key, row in rows.table(content, "lender", "lenders").items()}


_SOURCE = Path(__file__).with_name("content") / "lenders.toml"
_LENDER = ("name", "label", "about", "charge", "every", "facts", "documents")
_FACTS = (
    "ceiling", "rate", "method", "most_periods", "business_months", "training", "survey", "unit", "rounding", "grace",
    "kept_back",
)  # fmt: skip
_FACT = ("value", "source", "date", "uncertain", "note")
_PAPER = ("id", "name", "how", "source", "uncertain")


def _source(row: Mapping[str, Any], place: str) -> SourceOfFact:
    rows.all_known(row, ("title", "date", "kind"), place)
    kind = _one_of(row, "kind", get_args(Reliability), place)
    return SourceOfFact(rows.text(row, "title", place), rows.text(row, "date", place), kind)


def _lender(key: str, row: Mapping[str, Any], sources: Mapping[str, SourceOfFact]) -> Lender:
    place = f"lenders: {key}"
    rows.all_known(row, _LENDER, place)
    told = row.get("facts", {})
    rows.all_known(told, _FACTS, f"{place}: facts")
    facts = {name: _fact(name, fact, sources, f"{place}: {name}") for name, fact in told.items()}
    papers = tuple(_paper(paper, sources, place) for paper in row.get("documents", ()))
    rows.each_once((paper.id for paper in papers), f"{place}: documents")
    return Lender(
        id=key,
        name=rows.text(row, "name", place),
        label=rows.text(row, "label", place),
        about=rows.text(row, "about", place),
        charge=_one_of(row, "charge", get_args(Charge), place),
        every=_one_of(row, "every", tuple(PER_YEAR), place) if "every" in row else "month",
        documents=papers,
        **{name: facts.get(name) for name in _FACTS},
    )


def _fact(name: str, row: Mapping[str, Any], sources: Mapping[str, SourceOfFact], place: str) -> Fact[Any]:
    rows.all_known(row, _FACT, place)
    said = _said_by(row, sources, place)
    if "date" in row:
        said = SourceOfFact(said.title, rows.text(row, "date", place), said.kind)
    uncertain = bool(row.get("uncertain", False)) or said.kind in ("C", "M")
    return Fact(_value(name, row.get("value"), place), said, uncertain, rows.optional_text(row, "note", place))


def _value(name: str, value: Any, place: str) -> Any:
    """The value of a fact in its own type; money and rates are whole numbers or texts, never floats."""
    match name:
        case "method":
            return _one_of({"value": value}, "value", METHODS, place)
        case "rounding":
            return _one_of({"value": value}, "value", get_args(Rounding), place)
        case "training" | "survey" if isinstance(value, bool):
            return value
        case "rate" | "kept_back" if isinstance(value, int | str) and not isinstance(value, bool):
            return Fraction(value)
        case "ceiling" if isinstance(value, int) and value > 0:
            return Rupiah(value)
        case "most_periods" | "business_months" | "unit" | "grace" if isinstance(value, int) and value > 0:
            return value
    raise ValueError(f"{place}: {value!r} cannot stand here")


def _paper(row: Mapping[str, Any], sources: Mapping[str, SourceOfFact], place: str) -> Paper:
    place = f"{place}: documents"
    rows.all_known(row, _PAPER, place)
    said = _said_by(row, sources, place)
    uncertain = bool(row.get("uncertain", False)) or said.kind in ("C", "M")
    return Paper(
        rows.text(row, "id", place), rows.text(row, "name", place), rows.text(row, "how", place), said, uncertain
    )


def _said_by(row: Mapping[str, Any], sources: Mapping[str, SourceOfFact], place: str) -> SourceOfFact:
    key = rows.text(row, "source", place)
    rows.all_known([key], sources, f"{place}: source")
    return sources[key]


def _one_of(row: Mapping[str, Any], key: str, known: Sequence[str], place: str) -> Any:
    value = rows.text(row, key, place)
    rows.all_known([value], known, f"{place}: {key}")
    return value
