"""Ramadan and Lebaran as dated data: which months they touch, so that nobody compares those with others unawares."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

from kpmbooks.dates import Period
from kpmbooks.recording import rows

Season = Literal["ramadan", "lebaran"]


@dataclass(frozen=True, slots=True)
class FastingMonth:
    """One Ramadan and the Lebaran that ends it. ``uncertain``: calculated, may move by a day."""

    year: int
    ramadan: date
    lebaran: date
    source: str
    uncertain: bool

    @property
    def days(self) -> Period:
        """The days of fasting."""
        return Period(self.ramadan, self.lebaran - timedelta(days=1))


@cache
def fasting_months() -> tuple[FastingMonth, ...]:
    """Those that we know of, in order; ValueError when the content is wrong."""
    content = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
    rows.all_known(content, ("source", "season"), "seasons")
    titles = {
        key: f"{rows.text(row, 'title', 'seasons')}, {rows.text(row, 'date', 'seasons')}"
        for key, row in rows.table(content, "source", "seasons").items()
    }
    return tuple(
        FastingMonth(
            row["year"], row["ramadan"], row["lebaran"], titles[row["source"]], bool(row.get("uncertain", False))
        )
        for row in content["season"]
    )


_SOURCE = Path(__file__).with_name("content") / "seasons.toml"

MUCH = 7
"""A month with fewer days of fasting than this is not called one of Ramadan."""


def seasons_in(month: Period) -> tuple[Season, ...]:
    """What falls into ``month``: Ramadan with a week of it or more, Lebaran with its first day."""
    found: list[Season] = []
    for one in fasting_months():
        first, last = max(month.first, one.days.first), min(month.last, one.days.last)
        if (last - first).days + 1 >= MUCH:
            found.append("ramadan")
        if month.contains(one.lebaran):
            found.append("lebaran")
    return tuple(found)
