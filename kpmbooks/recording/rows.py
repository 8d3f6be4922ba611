"""Reading our own TOML strictly: a row that lacks a word or says an unknown one is refused, naming the place.

Shared by charts and kinds; knows nothing of either.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any


def text(row: Mapping[str, Any], key: str, place: str) -> str:
    """The words under ``key``; ValueError when they are missing or empty."""
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{place}: {key} is missing")
    return value


def optional_text(row: Mapping[str, Any], key: str, place: str) -> str | None:
    """The words under ``key``, or None when there are none; ValueError when they are empty or no words."""
    return text(row, key, place) if key in row else None


def table(content: Mapping[str, Any], key: str, place: str) -> Mapping[str, Any]:
    """The table under ``key``; ValueError when it is missing or something else."""
    value = content.get(key)
    if not isinstance(value, Mapping):
        raise ValueError(f"{place}: the table {key} is missing")
    return value


def all_known(names: Iterable[str], known: Collection[str], place: str) -> None:
    """ValueError naming each of ``names`` that is not among ``known``."""
    if strange := sorted(set(names) - set(known)):
        raise ValueError(f"{place}: unknown {', '.join(strange)}")


def each_once(names: Iterable[str], place: str) -> None:
    """ValueError naming what appears more than once, without regard to case."""
    seen = [name.casefold() for name in names]
    if twice := sorted({name for name in seen if seen.count(name) > 1}):
        raise ValueError(f"{place}: more than once {', '.join(twice)}")
