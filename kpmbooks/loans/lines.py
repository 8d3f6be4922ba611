"""The lines that officers know for an instalment, each with who says so: for the accounting view and the second page.

The member's own safe line is ``readiness.safe_instalment``; she sees no other. No line here is a bank's limit.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Literal

from kpmbooks.instalments import rounded
from kpmbooks.loans.capacity import Capacity
from kpmbooks.money import Rupiah
from kpmbooks.recording import rows

Base = Literal["quietest", "left", "ability"]


@dataclass(frozen=True, slots=True)
class LineSource:
    """Who says it, and of when it is."""

    title: str
    date: str


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """From ``low`` to ``high`` percent of ``base``. ``uncertain``: never shown without "periksa dulu"."""

    id: str
    words: str
    low: Fraction
    high: Fraction
    base: Base
    source: LineSource
    uncertain: bool
    on_paper: bool


@dataclass(frozen=True, slots=True)
class LineAmount:
    """What a line comes to for one business in a month, downwards to the rupiah; None where its base is not known."""

    line: OfficerLine
    low: Rupiah | None
    high: Rupiah | None


@cache
def officer_lines() -> tuple[OfficerLine, ...]:
    """Every line that we know, ours first; ValueError when the content is wrong."""
    content = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
    rows.all_known(content, ("source", "line"), "capacity_lines")
    sources = {
        key: LineSource(rows.text(row, "title", key), rows.text(row, "date", key))
        for key, row in rows.table(content, "source", "capacity_lines").items()
    }
    return tuple(_line(row, sources) for row in content["line"])


def lines_for(capacity: Capacity) -> tuple[LineAmount, ...]:
    """The lines in rupiah; where nothing is left they say nothing but zero."""
    return tuple(
        LineAmount(line, _part(base, line.low), _part(base, line.high))
        for line in officer_lines()
        for base in (_base(capacity, line.base),)
    )


_SOURCE = Path(__file__).with_name("content") / "capacity_lines.toml"


def _base(capacity: Capacity, base: Base) -> Rupiah | None:
    if not capacity.is_told:
        return None
    if base == "quietest":
        return None if capacity.quietest is None else capacity.quietest.left
    return capacity.left if base == "left" else capacity.ability


def _part(base: Rupiah | None, percent: Fraction) -> Rupiah | None:
    return None if base is None else rounded(max(Fraction(0), int(base) * percent / 100), way="down")


def _line(row: Mapping[str, Any], sources: Mapping[str, LineSource]) -> OfficerLine:
    name = rows.text(row, "id", "capacity_lines")
    rows.all_known(row, ("id", "words", "low", "high", "base", "source", "uncertain", "paper"), name)
    if row["base"] not in ("quietest", "left", "ability"):
        raise ValueError(f"capacity_lines: {name}: no base {row['base']}")
    return OfficerLine(
        name,
        rows.text(row, "words", name),
        Fraction(row["low"]),
        Fraction(row["high"]),
        row["base"],
        sources[rows.text(row, "source", name)],
        bool(row.get("uncertain", False)),
        bool(row.get("paper", False)),
    )
