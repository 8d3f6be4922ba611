"""Reading ``content/lenders.toml`` strictly; its head explains the columns, what is wrong is named with its place."""

import tomllib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, get_args

from kpmbooks.loans.lenders import (
    AMOUNTS,
    ATTRIBUTES,
    FACTS,
    NUMBERS,
    ONE_OF,
    PERCENT,
    YES_OR_NO,
    Fact,
    FactName,
    Lender,
    Paper,
    Reliability,
    SourceOfFact,
)
from kpmbooks.money import Rupiah
from kpmbooks.recording import rows

_SOURCE = Path(__file__).with_name("content") / "lenders.toml"
_LENDER: Final = ("name", "label", "about", "charge", "every", "facts", "documents", "only_compared", "seven_steps")
_NOTICE: Final = "notice"
_FACT: Final = ("value", "open", "source", "date", "uncertain", "note", "since")
_PAPER: Final = ("id", "name", "how", "source", "uncertain", "above")
_YEAR_PLACE: Final = "{year}"
_KINDS: Final = tuple(kind for kind in get_args(Reliability) if kind not in ("own", "rules"))
_HEARSAY: Final = ("C", "M")


def read_lenders(source: str | None = None, year: int | None = None) -> Mapping[str, Lender]:
    """The lenders of our own content, or of the TOML text ``source``, as of ``year``, without one as of the latest."""
    content = tomllib.loads(_SOURCE.read_text(encoding="utf-8") if source is None else source)
    rows.all_known(content, ("source", "lender"), "lenders")
    sources = {key: _source(row, f"lenders: {key}") for key, row in rows.table(content, "source", "lenders").items()}
    return {key: _lender(key, row, sources, year) for key, row in rows.table(content, "lender", "lenders").items()}


def _source(row: Mapping[str, Any], place: str) -> SourceOfFact:
    rows.all_known(row, ("title", "date", "kind"), place)
    kind = _one_of(row.get("kind"), _KINDS, f"{place}: kind")
    return SourceOfFact(rows.text(row, "title", place), rows.text(row, "date", place), kind)


def _lender(key: str, row: Mapping[str, Any], sources: Mapping[str, SourceOfFact], year: int | None) -> Lender:
    place = f"lenders: {key}"
    rows.all_known(row, _LENDER, place)
    told = row.get("facts", {})
    rows.all_known(told, (*FACTS, _NOTICE), f"{place}: facts")
    known: dict[str, Fact[Any]] = {}
    unsettled: dict[FactName, Fact[str]] = {}
    history: dict[FactName, tuple[Fact[Any], ...]] = {}
    for name, said in told.items():
        where = f"{place}: {name}"
        if isinstance(said, Mapping) and "open" in said:
            unsettled[name] = _fact("open", said, sources, where)
            continue
        every = tuple(_fact(name, one, sources, where) for one in (said if isinstance(said, list) else [said]))
        years = [one.since or 0 for one in every]
        if years != sorted(set(years)):
            raise ValueError(f"{where}: the years do not follow each other")
        if len(every) > 1:
            history[name] = every
        if holding := [one for one in every if year is None or (one.since or 0) <= year]:
            known[name] = holding[-1]
    papers = tuple(_paper(paper, sources, place) for paper in row.get("documents", ()))
    rows.each_once((paper.id for paper in papers), f"{place}: documents")
    charge = _one_of(row.get("charge"), ONE_OF["charge"], f"{place}: charge")
    rhythm = _one_of(row.get("every", "month"), ONE_OF["every"], f"{place}: every")
    latest = max((fact.since or 0 for fact in known.values()), default=0)
    return Lender(
        id=key,
        name=rows.text(row, "name", place),
        label=rows.text(row, "label", place).replace(_YEAR_PLACE, str(latest)),
        about=rows.text(row, "about", place),
        charge=known["charge"].value if "charge" in known else charge,
        every=known["every"].value if "every" in known else rhythm,
        documents=papers,
        open=unsettled,
        history=history,
        only_compared=bool(row.get("only_compared", False)),
        seven_steps=_said_by(row, sources, place, "seven_steps") if "seven_steps" in row else None,
        notice=known.get(_NOTICE),
        **{ATTRIBUTES.get(name, name): known.get(name) for name in FACTS},
    )


def _fact(name: str, row: Any, sources: Mapping[str, SourceOfFact], place: str) -> Fact[Any]:
    if not isinstance(row, Mapping):
        raise ValueError(f"{place}: {row!r} is no fact")
    rows.all_known(row, _FACT, place)
    said = _said_by(row, sources, place)
    if "date" in row:
        said = SourceOfFact(said.title, rows.text(row, "date", place), said.kind)
    uncertain = bool(row.get("uncertain", False)) or said.kind in _HEARSAY
    since = row.get("since")
    if since is not None and (not isinstance(since, int) or isinstance(since, bool)):
        raise ValueError(f"{place}: since is a year")
    value = rows.text(row, "open", place) if name == "open" else _value(name, row.get("value"), place)
    return Fact(value, said, uncertain, rows.optional_text(row, "note", place), since)


def _value(name: str, value: Any, place: str) -> Any:
    """The value of a fact in its own type; money and rates are whole numbers or texts, never floats."""
    if known := next((known for fact, known in ONE_OF.items() if fact == name), None):
        return _one_of(value, known, place)
    whole = isinstance(value, int) and not isinstance(value, bool)
    if name in YES_OR_NO and isinstance(value, bool):
        return value
    if name in PERCENT and (whole or isinstance(value, str)):
        return Fraction(value)
    if name in AMOUNTS and whole and value >= 0:
        return Rupiah(value)
    if name in NUMBERS and whole and value > 0:
        return value
    if name == _NOTICE and isinstance(value, str) and value.strip():
        return value
    raise ValueError(f"{place}: {value!r} cannot stand here")


def _paper(row: Mapping[str, Any], sources: Mapping[str, SourceOfFact], place: str) -> Paper:
    place = f"{place}: documents"
    rows.all_known(row, _PAPER, place)
    said = _said_by(row, sources, place)
    uncertain = bool(row.get("uncertain", False)) or said.kind in _HEARSAY
    above = None if "above" not in row else _value("floor", row["above"], f"{place}: above")
    name, how = rows.text(row, "name", place), rows.text(row, "how", place)
    return Paper(rows.text(row, "id", place), name, how, said, uncertain, above)


def _said_by(
    row: Mapping[str, Any], sources: Mapping[str, SourceOfFact], place: str, name: str = "source"
) -> SourceOfFact:
    key = rows.text(row, name, place)
    rows.all_known([key], sources, f"{place}: {name}")
    return sources[key]


def _one_of(value: Any, known: Sequence[str], place: str) -> Any:
    if value not in known:
        raise ValueError(f"{place}: {value!r} is none of {', '.join(known)}")
    return value
