"""The ladder: plain checks with "sudah", "belum" or "belum dicek", how to get further and who can help.

It stands in the order in which the steps are best taken: first books that tell something, then what is owed already,
then whether a loan is needed at all, then the lender's terms and papers. Never a score, never a verdict. The texts are
source texts with the parameters of their places; who shows a check says them in a language.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final, Literal

from kpmbooks.ledger import Source
from kpmbooks.loans.asked_lists import total_of
from kpmbooks.loans.capacity import Capacity
from kpmbooks.loans.debts import costly
from kpmbooks.loans.documents import needed_papers, papers
from kpmbooks.loans.lenders import Lender
from kpmbooks.loans.reading import BookSide
from kpmbooks.loans.request import Request
from kpmbooks.loans.saving import part_of
from kpmbooks.loans.seven import COMPULSORY, STEP_NAMES, step_open, steps_done, trained
from kpmbooks.problems import N_

State = Literal["done", "missing", "unchecked"]

RECORDED_MONTHS: Final = 6
"""So many recorded months a reader of the summary hopes for, as long as the business itself should have run."""

MOSTLY: Final = Fraction(4, 5)
"""So large a part of the records is most of them."""

_THAT_DAY: Final[tuple[Source, ...]] = ("drawer", "receipt", "sheet", "message")
"""Sources that were there on the day itself, whenever they were typed."""

Helper = Literal["companion", "treasurer", "village", "lender", "family", "group", "licence-office", "ojk"]

HELPERS: Final[Mapping[Helper, str]] = {
    "companion": N_("Your companion can help"),
    "treasurer": N_("The treasurer can help"),
    "village": N_("Ask at the kelurahan, RT or RW"),
    "lender": N_("Ask the lender"),
    "family": N_("Look together with your family"),
    "group": N_("Decide it in the group's meeting"),
    "licence-office": N_("Free at oss.go.id; the kelurahan or your companion can help"),
    "ojk": N_("Free at idebku.ojk.go.id or an OJK office; bring the KTP"),
}
"""Who can help with a step, in words."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A source text and what stands in its places; a sentence in a place is said first."""

    message: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """One step: what it is about, whether it is done, how to do it, who can help, and where in the program it is done.

    ``place`` is a page of the window; ``part`` what to show there.
    """

    id: str
    text: Sentence
    state: State
    how: Sentence
    helper: Helper | None = None
    place: str = "loan_form"
    part: str = ""


def climb(lender: Lender, request: Request, books: BookSide, capacity: Capacity) -> tuple[Check, ...]:
    """The checks that this lender's terms and an honest paper ask for, in the order in which they are best done."""
    return (
        _records(books),
        _that_day(books),
        *_purses(books, capacity),
        *_household(books, capacity),
        _debts(books, capacity),
        *_daily_debts(books),
        *_safe_line(request, books, capacity),
        *_business_age(lender, books),
        *_training(lender, books),
        *_seven_steps(lender, books),
        *_lessons(books),
        *_one_in_the_family(lender, books),
        *_slik(books),
        *_cards_kept(books),
        _uses(request, books),
        *_method(lender, request),
        *_ceiling(lender, request),
        *_documents(lender, request, books),
        *_food_papers(books),
        _talked_over(books),
    )


def _records(books: BookSide) -> Check:
    found = books.evidence.months_recorded
    text = Sentence(N_("{n} months of records"), {"n": RECORDED_MONTHS})
    how = (
        Sentence(N_("{found} so far. Write down every selling day, days off too."), {"found": found})
        if found
        else Sentence(N_("No whole month so far. Write down every selling day, days off too."))
    )
    state: State = "done" if found >= RECORDED_MONTHS else "missing"
    return Check("records", text, state, how, "treasurer" if not books.has_household else "companion", "record")


def _that_day(books: BookSide) -> Check:
    """Typed soon, or written on paper that day: a sheet that is typed at the end of the month is as good."""
    evidence = books.evidence
    text = Sentence(N_("Written down on the day itself"))
    how = Sentence(N_("Write each evening, on a daily sheet or here. Typing it later is fine."))
    if not evidence.records:
        return Check("that_day", text, "unchecked", how, None, "sheet")
    kept = sum(evidence.sources.get(source, 0) for source in _THAT_DAY)
    soon = Fraction(evidence.soon_percent, 100) >= MOSTLY or Fraction(kept, evidence.records) >= MOSTLY
    return Check("that_day", text, "done" if soon else "missing", how, None, "sheet")


def _purses(books: BookSide, capacity: Capacity) -> Iterator[Check]:
    if books.has_household:
        kept = capacity.living_from == "ledger"
        state: State = "done" if kept else books.application.purses_apart or "unchecked"
        how = Sentence(N_("Two purses: one for the business, one for the kitchen."))
        text = Sentence(N_("Business and kitchen money apart"))
        yield Check("purses_apart", text, state, how, "family", part="family")


def _household(books: BookSide, capacity: Capacity) -> Iterator[Check]:
    """Of a family only: a group feeds nobody, what its members need stands in their table."""
    if not books.has_household:
        return
    text = Sentence(N_("What the family spends is known"))
    if capacity.living_from == "ledger":
        yield Check("household", text, "done", Sentence(N_("From the family's money book.")), part="family")
        return
    how = Sentence(N_("Write it into the family's money book, or answer what a month costs."))
    state: State = "missing" if capacity.living_from is None else "done"
    yield Check("household", text, state, how, "family", part="family")


def _debts(books: BookSide, capacity: Capacity) -> Check:
    state: State = "unchecked" if capacity.debts.asked is None else "done"
    if not books.has_household:
        text = Sentence(N_("All debts of the group are named"))
        how = Sentence(N_("Name each one, or say that there are none."))
        return Check("debts", text, state, how, "treasurer", part="debts")
    text = Sentence(N_("All debts are named, the spouse's and daily ones too"))
    how = Sentence(N_("Name each one, paylater too; or say that there are none."))
    return Check("debts", text, state, how, "family", part="debts")


def _daily_debts(books: BookSide) -> Iterator[Check]:
    if not books.has_household:
        return
    text = Sentence(N_("Daily debts are paid off"))
    answers = books.application
    none = answers.debts is None and answers.other_debts == 0
    state: State = "unchecked" if answers.debts is None else "missing" if costly(answers.debts) else "done"
    state = "done" if none else state
    how = Sentence(N_("Pay off moneylender and online loans first: they eat every day's earnings."))
    yield Check("daily_debts", text, state, how, "companion", part="debts")


def _safe_line(request: Request, books: BookSide, capacity: Capacity) -> Iterator[Check]:
    text = Sentence(N_("The instalment fits into the quietest month"))
    if capacity.quietest is None or not capacity.is_told:
        how = Sentence(N_("First it must be known what a month leaves."))
        yield Check("safe_line", text, "unchecked", how, part="family")
        return
    safe = part_of(capacity.quietest.left, books.application.safe_share)
    state: State = "done" if request.monthly <= safe else "missing"
    how = Sentence(N_("Your line is {safe} a month. Ask for less, or for a longer time."), {"safe": safe})
    yield Check("safe_line", text, state, how, "companion", "loan", "request")


def _business_age(lender: Lender, books: BookSide) -> Iterator[Check]:
    if lender.business_months is None:
        return
    wanted, found = lender.business_months.value, books.evidence.months_in_business
    # A young book says nothing of how old the business is: only she knows.
    known = books.evidence.since_asked or (found is not None and found >= wanted)
    state: State = "unchecked" if not known else "done" if found is not None and found >= wanted else "missing"
    how = N_("Answer since when the business runs.") if state == "unchecked" else N_("Keep it running until then.")
    text = Sentence(N_("In business for about {n} months"), {"n": wanted})
    yield Check("business_age", text, state, Sentence(how), part="applicant")


def _training(lender: Lender, books: BookSide) -> Iterator[Check]:
    if lender.training is not None and lender.training.value:
        state: State = trained(lender, books.application) or "unchecked"
        which = books.application.training_of if state == "done" else ""
        text = Sentence(N_("Took part in the training"))
        if which:
            text = Sentence(N_("Took part in the training: {which}"), {"which": which})
        how = Sentence(N_("Ask {lender} or your companion when the next training is."), {"lender": lender.name})
        yield Check("training", text, state, how, "companion", part="papers")


def _seven_steps(lender: Lender, books: BookSide) -> Iterator[Check]:
    """How far she has come with the programme: whoever is registered can go on, the other steps are offers."""
    if lender.seven_steps is None:
        return
    answers = books.application
    done, after = steps_done(answers), step_open(answers)
    state: State = "unchecked" if not answers.steps else "done" if COMPULSORY in done else "missing"
    text = Sentence(N_("The seven steps (7P): {n} done"), {"n": len(done)})
    how = Sentence(N_("Note when each was done."))
    if after is not None:
        message = N_("Next: P{number} {step}. Only registration is compulsory.")
        how = Sentence(message, {"number": after, "step": Sentence(STEP_NAMES[after])})
    yield Check("seven_steps", text, state, how, "companion", part="seven")


def _lessons(books: BookSide) -> Iterator[Check]:
    """Lessons that were gone through, as she said or as the sessions in the book know; no lender asks for any, so that
    nobody is asked to make up for them."""
    if which := books.application.lessons:
        text = Sentence(N_("Lessons gone through: {which}"), {"which": which})
        yield Check("lessons", text, "done", Sentence(N_("Further ones stand on the page of lessons.")), part="papers")


def _one_in_the_family(lender: Lender, books: BookSide) -> Iterator[Check]:
    if lender.one_a_family is not None and lender.one_a_family.value:
        answer = books.application.kur_in_kk
        state: State = "unchecked" if answer is None else "done" if answer == "none" else "missing"
        text = Sentence(N_("Nobody else on the family card has a KUR"))
        how = Sentence(N_("Only one KUR runs per family card. Ask everybody at home first."))
        yield Check("one_in_the_family", text, state, how, "family", part="debts")


def _slik(books: BookSide) -> Iterator[Check]:
    if not books.has_household:
        return  # a group has no such record, its members have
    text = Sentence(N_("Own credit record (SLIK) looked at"))
    how = Sentence(N_("The lender looks there too. An old debt that is forgotten stands in it."))
    yield Check("slik", text, books.application.slik or "unchecked", how, "ojk", part="debts")


def _cards_kept(books: BookSide) -> Iterator[Check]:
    """Cards are pawned to moneylenders, aid cards too; these words name none of them, for they may stand on paper."""
    if books.has_household:
        text = Sentence(N_("Cards and PIN are in your own hands"))
        how = Sentence(N_("No card and no PIN is ever a pledge, whoever asks. Ask for them back."))
        state: State = books.application.kks_kept or "unchecked"
        yield Check("cards_kept", text, state, how, "companion", part="debts")


def _uses(request: Request, books: BookSide) -> Check:
    text = Sentence(N_("What the money is for, with prices"))
    uses = books.application.uses
    helper: Helper = "family" if books.has_household else "group"
    if not uses:
        how = Sentence(N_("Write each thing and its price."))
        return Check("uses", text, "unchecked" if uses is None else "missing", how, helper, part="uses")
    total = total_of(uses)
    state: State = "done" if total >= request.amount else "missing"
    how = Sentence(N_("The things cost {total}. Ask for no more than that."), {"total": total})
    return Check("uses", text, state, how, helper, part="uses")


def _method(lender: Lender, request: Request) -> Iterator[Check]:
    if lender.method is None:
        state: State = "done" if request.stated_by == "asked" else "unchecked"
        how = Sentence(N_("Ask the lender: is interest charged on the first amount, or on what is still owed?"))
        text = Sentence(N_("How interest is worked out was asked"))
        yield Check("method", text, state, how, "lender", "loan", "request")


def _ceiling(lender: Lender, request: Request) -> Iterator[Check]:
    if lender.ceiling is not None:
        most = lender.ceiling.value
        text = Sentence(N_("The amount is at most {most}"), {"most": most})
        how = Sentence(N_("Ask for less, or ask the lender."))
        state: State = "done" if request.amount <= most else "missing"
        yield Check("ceiling", text, state, how, "lender", "loan", "request")


def _documents(lender: Lender, request: Request, books: BookSide) -> Iterator[Check]:
    asked_for = papers(lender, books, request.amount)
    if not asked_for:
        return
    states = {one.state for one in asked_for}
    state: State = "missing" if "missing" in states else "unchecked" if "unchecked" in states else "done"
    open_ones = ", ".join(one.name for one in asked_for if one.state != "done")
    how = Sentence(N_("Still to get or to look for: {names}."), {"names": open_ones})
    done = Sentence(N_("Keep originals and copies together."))
    text = Sentence(N_("The documents are together"))
    yield Check("documents", text, state, how if open_ones else done, "licence-office", part="papers")


def _food_papers(books: BookSide) -> Iterator[Check]:
    needed = needed_papers(books)
    if not needed:
        return
    states = {one.state for one in needed}
    state: State = "missing" if "missing" in states else "unchecked" if "unchecked" in states else "done"
    names = ", ".join(one.name for one in needed if one.state != "done")
    how = Sentence(N_("Check first what is needed: {names}."), {"names": names})
    done = Sentence(N_("Keep originals and copies together."))
    text = Sentence(N_("Permits for food are looked after"))
    yield Check("food_papers", text, state, how if names else done, "companion", part="papers")


def _talked_over(books: BookSide) -> Check:
    if books.has_household:
        text = Sentence(N_("Talked over with the family"))
        how = Sentence(N_("Take the paper home. Who helps to pay it back?"))
    else:
        text = Sentence(N_("Decided in the group's meeting"))
        how = Sentence(N_("All members hear what each would carry if some cannot pay."))
    helper: Helper = "family" if books.has_household else "group"
    return Check("talked_over", text, books.application.talked_over or "unchecked", how, helper, part="family")
