"""What an exercise asks beside its slips: a figure, a card, an order; how answers are kept and judged.

An answer lies in the practice book as a fact of its exercise, in one canonical writing, so that it is graded like the
records are: by what the book says. A question knows every right answer, and the wrong ones to which each idea leads.
Which questions an exercise asks, and with which numbers, is the business of its task.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import Final, Literal

from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import facts_of, set_facts
from kpmbooks.money import format_amount, read_amount
from kpmbooks.problems import N_, Problem, Rejected

Form = Literal["amount", "number", "choice", "order"]

ZERO_MORE, ZERO_LESS = "nol_kelebihan", "nol_kurang"
"""The ideas of whoever wrote an amount ten times too large or too small."""

LONGEST: Final = 400
"""Letters of an answer: more is no answer to any question here."""

_FACT: Final = "answer:"
_NONE: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})
_NUMBER = re.compile(r"([-−–]?) ?(\d{1,3}(?:\.\d{3}){0,4}|\d{1,15})(?: ?(?:%|persen|[a-z]{1,12}))?")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_SLIPS_OF_THE_PEN = frozenset({"nol_kelebihan", "nol_kurang"})
"""They say all there is to say of an amount, wherever it happens to lie."""

_BETWEEN = re.compile(r"[\s,;>→-]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """A card to choose, or a step to be put in its place."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. ``right`` are all right answers, the best first, ``wrong`` those to which an idea leads.

    In canonical writing: digits (a minus before them) for an amount or number, the id of a choice, and ids joined by
    commas for an order. ``spans``: amounts from the first to the last of two are the idea too; ``turned``: an order
    in which the first of two steps stands before the second does. ``why`` is said afterwards.
    """

    id: str
    text: str
    form: Form
    right: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    wrong: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NONE)
    spans: Mapping[str, tuple[int, int]] = field(default_factory=lambda: MappingProxyType({}))
    turned: Mapping[str, tuple[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    why: str = ""

    @property
    def ideas(self) -> frozenset[str]:
        """Every idea that can be seen in an answer to it."""
        return frozenset((*self.wrong, *self.spans, *self.turned))

    def text_of(self, answer: str) -> str:
        """An answer as a person reads it: a choice or an order in its words, an amount as amounts are written."""
        if self.form == "amount" and _WHOLE.fullmatch(answer):
            return format_amount(int(answer))
        words = {one.id: one.text for one in self.choices}
        return " → ".join(words.get(part, part) for part in answer.split(",")) if words else answer


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether an answer is right; if not, the ideas that lead to exactly this answer: several cannot be told apart."""

    right: bool
    ideas: tuple[str, ...] = ()


def judge(asked: Asked, given: str | None) -> Judged:
    """What an answer, in canonical writing, tells; None and anything unreadable is wrong without an idea."""
    if given is None:
        return Judged(right=False)
    if given in asked.right:
        return Judged(right=True)
    exact = tuple(idea for idea, values in asked.wrong.items() if given in values)
    if not exact or not _SLIPS_OF_THE_PEN.isdisjoint(exact) or asked.form == "order":
        return Judged(right=False, ideas=exact or _roughly(asked, given))
    # A price without the labour that lies below cost is both: nobody can know which of them it was.
    return Judged(right=False, ideas=tuple(dict.fromkeys((*exact, *_roughly(asked, given)))))


def _roughly(asked: Asked, given: str) -> tuple[str, ...]:
    if asked.form in ("amount", "number"):
        if not _WHOLE.fullmatch(given):
            return ()
        return tuple(idea for idea, (low, high) in asked.spans.items() if low <= int(given) <= high)
    steps = given.split(",")
    return tuple(
        idea
        for idea, (first, later) in asked.turned.items()
        if first in steps and later in steps and steps.index(first) < steps.index(later)
    )


# Reading an answer


def read_answer(asked: Asked, text: str) -> str | Problem:
    """The canonical writing of what a person wrote or chose; a Problem names the question."""
    plain = " ".join(text.split())
    if not plain:
        return Problem("answer-empty", N_("There is no answer yet. Write one, or go on to the next question."), {}).at(
            asked.id
        )
    if len(plain) > LONGEST:
        return Problem("answer-long", N_("This is too long for an answer. Write only what is asked."), {}, asked.id)
    read = _READERS[asked.form](asked, plain)
    return read.at(asked.id) if isinstance(read, Problem) else read


def _amount(_asked: Asked, text: str) -> str | Problem:
    amount = read_amount(text)
    return amount if isinstance(amount, Problem) else str(int(amount))


def _number(_asked: Asked, text: str) -> str | Problem:
    shape = _NUMBER.fullmatch(text.casefold()) if text.isascii() or text[0] in "−–" else None
    if shape is None:
        return Problem("number-unreadable", N_("Write a whole number, for example 12."))
    number = int(shape[2].replace(".", ""))
    return str(-number if shape[1] else number)


def _choice(asked: Asked, text: str) -> str | Problem:
    wanted = text.casefold()
    for one in asked.choices:
        if wanted in (one.id.casefold(), " ".join(one.text.casefold().split())):
            return one.id
    known = ", ".join(one.id for one in asked.choices)
    return Problem(
        "answer-choice", N_("There is no card {word}. Choose one of: {known}."), {"word": text, "known": known}
    )


def _order(asked: Asked, text: str) -> str | Problem:
    known = [one.id for one in asked.choices]
    said = [part for part in _BETWEEN.split(text.casefold()) if part]
    if sorted(said) != sorted(known):
        message = N_("Each step stands in the order once. Write all of them: {known}.")
        return Problem("answer-order", message, {"known": ",".join(known)})
    return ",".join(said)


_READERS = {"amount": _amount, "number": _number, "choice": _choice, "order": _order}


# Keeping answers in a practice book


def answer(tx: Tx, exercise: str, asked: Asked, text: str) -> str:
    """Keep an answer to a question of the exercise with that id, and give its canonical writing.

    Raises ``Rejected`` for what cannot be read, and in a real book: what is practised has no place there.
    """
    _only_practice(tx)
    read = read_answer(asked, text)
    if isinstance(read, Problem):
        raise Rejected(read)
    set_facts(tx, _subject(exercise), {f"{_FACT}{asked.id}": read})
    return read


def take_answer_back(tx: Tx, exercise: str, asked: Asked) -> None:
    """Let a question be open again; raises ``Rejected`` in a real book."""
    _only_practice(tx)
    set_facts(tx, _subject(exercise), {f"{_FACT}{asked.id}": None})


def answers(reader: Reader, exercise: str) -> Mapping[str, str]:
    """What was answered in this book to the questions of the exercise, in canonical writing, by the question's id."""
    subject = _subject(exercise)
    said = facts_of(reader, [subject]).get(subject, {})
    return {name.removeprefix(_FACT): value for name, value in said.items() if name.startswith(_FACT)}


def _only_practice(tx: Tx) -> None:
    if not tx.owner.practice:
        message = N_("Answers to an exercise are kept in practice books only. Open the practice book of the exercise.")
        raise Rejected(Problem("answer-real-book", message, {}, "book"))


def _subject(exercise: str) -> bytes:
    """Of what the answers are facts: an exercise has no row in the book, so its id stands for it."""
    return sha256(f"training.{exercise.casefold()}".encode()).digest()[:16]
