"""The ladder: plain checks with "sudah", "belum" or "belum dicek" and how to get further. Never a score or a verdict.

The texts are source texts with the parameters of their places; who shows a check says them in a language.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from kpmbooks.loans.capacity import Capacity
from kpmbooks.loans.lenders import Lender
from kpmbooks.loans.reading import BookSide
from kpmbooks.loans.request import Request
from kpmbooks.problems import N_

State = Literal["done", "missing", "unchecked"]

RECORDED_MONTHS = 6
"""So many recorded months a reader of the summary hopes for, as long as the business itself should have run."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A source text and what stands in its places."""

    message: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """One step: what it is about, whether it is done, and how to do it."""

    id: str
    text: Sentence
    state: State
    how: Sentence


@dataclass(frozen=True, slots=True)
class PaperState:
    """A document that is asked for and whether it is there."""

    id: str
    name: str
    how: str
    state: State
    uncertain: bool


def papers(lender: Lender, books: BookSide) -> tuple[PaperState, ...]:
    """The lender's documents, as far as she said whether she has them."""
    return tuple(
        PaperState(one.id, one.name, one.how, books.application.paper(one.id) or "unchecked", one.uncertain)
        for one in lender.documents
    )


def climb(lender: Lender, request: Request, books: BookSide, capacity: Capacity) -> tuple[Check, ...]:
    """The checks that this lender's terms and an honest paper ask for, in the order in which they are best done."""
    return (
        *_business_age(lender, books),
        _records(books),
        _household(books, capacity),
        _debts(capacity),
        *_training(lender, books),
        *_method(lender, request),
        *_ceiling(lender, request),
        *_documents(lender, books),
    )


def _business_age(lender: Lender, books: BookSide) -> Iterator[Check]:
    if lender.business_months is None:
        return
    wanted, found = lender.business_months.value, books.evidence.months_in_business
    # A young book says nothing of how old the business is: only she knows.
    known = books.evidence.since_asked or (found is not None and found >= wanted)
    state: State = "unchecked" if not known else "done" if found is not None and found >= wanted else "missing"
    how = N_("Answer since when the business runs.") if state == "unchecked" else N_("Keep it running until then.")
    yield Check("business_age", Sentence(N_("In business for about {n} months"), {"n": wanted}), state, Sentence(how))


def _records(books: BookSide) -> Check:
    found = books.evidence.months_recorded
    text = Sentence(N_("{n} months of records"), {"n": RECORDED_MONTHS})
    how = Sentence(N_("{found} so far. Write down every selling day, days off too."), {"found": found})
    return Check("records", text, "done" if found >= RECORDED_MONTHS else "missing", how)


def _household(books: BookSide, capacity: Capacity) -> Check:
    text = Sentence(N_("What the family spends is known"))
    if capacity.living_from == "ledger" or not books.has_household:
        return Check("household", text, "done", Sentence(N_("From the family's money book.")))
    how = Sentence(N_("Write it into the family's money book, or answer what a month costs."))
    return Check("household", text, "missing" if capacity.living_from is None else "done", how)


def _debts(capacity: Capacity) -> Check:
    text = Sentence(N_("All debts are named, the spouse's and daily ones too"))
    state: State = "unchecked" if capacity.debts.asked is None else "done"
    return Check("debts", text, state, Sentence(N_("Answer what is paid on other debts in a month; 0 if nothing.")))


def _training(lender: Lender, books: BookSide) -> Iterator[Check]:
    if lender.training is not None and lender.training.value:
        state: State = books.application.training or "unchecked"
        how = Sentence(N_("Ask {lender} or your companion when the next training is."), {"lender": lender.name})
        yield Check("training", Sentence(N_("Took part in the training")), state, how)


def _method(lender: Lender, request: Request) -> Iterator[Check]:
    if lender.method is None:
        state: State = "done" if request.stated_by == "asked" else "unchecked"
        how = Sentence(N_("Ask the lender: is interest charged on the first amount, or on what is still owed?"))
        yield Check("method", Sentence(N_("How interest is worked out was asked")), state, how)


def _ceiling(lender: Lender, request: Request) -> Iterator[Check]:
    if lender.ceiling is not None:
        most = lender.ceiling.value
        text = Sentence(N_("The amount is at most {most}"), {"most": most})
        how = Sentence(N_("Ask for less, or ask the lender."))
        yield Check("ceiling", text, "done" if request.amount <= most else "missing", how)


def _documents(lender: Lender, books: BookSide) -> Iterator[Check]:
    asked_for = papers(lender, books)
    if not asked_for:
        return
    states = {one.state for one in asked_for}
    state: State = "missing" if "missing" in states else "unchecked" if "unchecked" in states else "done"
    open_ones = ", ".join(one.name for one in asked_for if one.state != "done")
    how = Sentence(N_("Still to get or to look for: {names}."), {"names": open_ones})
    done = Sentence(N_("Keep originals and copies together."))
    yield Check("documents", Sentence(N_("The documents are together")), state, how if open_ones else done)
