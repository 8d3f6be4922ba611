"""The papers: what the lender asks for, and what selling food asks for whatever the lender says; each with its state.

Reads ``content/papers.toml`` for the second kind. Whether she has one is her answer; what nobody looked for is
unchecked and never missing.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from kpmbooks.loans.lenders import Lender
from kpmbooks.loans.reading import BookSide
from kpmbooks.money import Rupiah
from kpmbooks.recording import rows

State = Literal["done", "missing", "unchecked"]


@dataclass(frozen=True, slots=True)
class PaperState:
    """A document that is asked for and whether it is there. ``uncertain``: never shown without "periksa dulu"."""

    id: str
    name: str
    how: str
    state: State
    uncertain: bool


@dataclass(frozen=True, slots=True)
class NeededPaper:
    """A paper that a business of these ``sectors`` needs by law; ``source`` and ``date`` say by which."""

    id: str
    name: str
    how: str
    sectors: tuple[str, ...]
    source: str
    date: str
    uncertain: bool


def papers(lender: Lender, books: BookSide, amount: Rupiah) -> tuple[PaperState, ...]:
    """What the lender asks for with a loan of ``amount``, as far as she said whether she has it."""
    return tuple(
        PaperState(one.id, one.name, one.how, books.application.paper(one.id) or "unchecked", one.uncertain)
        for one in lender.documents
        if one.above is None or amount > one.above
    )


def needed_papers(books: BookSide) -> tuple[PaperState, ...]:
    """The papers that the business's trade asks for, as far as she said whether she has them."""
    return tuple(
        PaperState(one.id, one.name, one.how, books.application.paper(one.id) or "unchecked", one.uncertain)
        for one in papers_by_law().values()
        if books.sector in one.sectors
    )


@cache
def papers_by_law() -> Mapping[str, NeededPaper]:
    """Those that we know of, by their id; ValueError when the content is wrong."""
    content = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
    rows.all_known(content, ("paper",), "papers")
    return {key: _paper(key, row) for key, row in rows.table(content, "paper", "papers").items()}


_SOURCE = Path(__file__).with_name("content") / "papers.toml"


def _paper(key: str, row: Mapping[str, Any]) -> NeededPaper:
    place = f"papers: {key}"
    rows.all_known(row, ("name", "how", "sectors", "source", "date", "uncertain"), place)
    return NeededPaper(
        key,
        rows.text(row, "name", place),
        rows.text(row, "how", place),
        tuple(row["sectors"]),
        rows.text(row, "source", place),
        rows.text(row, "date", place),
        bool(row.get("uncertain", False)),
    )
