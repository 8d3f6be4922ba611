"""What is asked for a loan and no ledger can know: who, where, for what, since when, and what was never written down.

Each question has an id; answers are kept as plain texts and read into an ``Application``. An answer that is missing
stays missing: the paper names it. Which programme's words may be printed is an answer too, and the default is none.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from kpmbooks.book.names import one_line
from kpmbooks.dates import Period, read_day, read_period
from kpmbooks.instalments import METHODS, Method
from kpmbooks.money import Rupiah, read_amount
from kpmbooks.problems import N_, Problem

State = Literal["done", "missing"]
Word = Literal["kpm", "pkh"]
"""Words that would tell a stranger of social aid: only printed when she ticked them."""

SHARES: Final = (Fraction(1, 5), Fraction(1, 4), Fraction(1, 3), Fraction(2, 5))
"""Parts of what is left that a person may take for her safe line."""
USUAL_SHARE: Final = Fraction(1, 3)

PAPER: Final = "paper."
"""Questions that begin so are about a document: ``paper.ktp``."""

LETTERS: Final[Mapping[str, int]] = {
    "applicant": 45,
    "phone": 24,
    "address": 80,
    "landmark": 45,
    "business": 60,
    "purpose": 90,
    "other_income_from": 24,
    "other_debts_to": 45,
    "training_of": 40,
    "companion": 45,
    "place": 24,
}
"""Questions answered in words, and how many letters have room on paper."""


@dataclass(frozen=True, slots=True)
class Application:
    """The answers as they count today. None and the empty text: not answered."""

    applicant: str = ""
    phone: str = ""
    address: str = ""
    landmark: str = ""
    business: str = ""
    since: date | None = None
    dependants: int | None = None
    purpose: str = ""
    lender: str = ""
    amount: Rupiah | None = None
    periods: int | None = None
    method: Method | None = None
    living_cost: Rupiah | None = None
    other_income: Rupiah | None = None
    other_income_from: str = ""
    other_debts: Rupiah | None = None
    other_debts_to: str = ""
    training: State | None = None
    training_of: str = ""
    papers: Mapping[str, State] = field(default_factory=dict)
    words: frozenset[Word] = frozenset()
    safe_share: Fraction = USUAL_SHARE
    companion: str = ""
    place: str = ""

    def paper(self, name: str) -> State | None:
        """Whether the document is there; None: not checked yet."""
        return self.papers.get(name)


def read_answer(question: str, text: str, today: date) -> str | Problem:
    """The answer as it is kept, from what a person wrote; empty takes an earlier answer back.

    ValueError for a question that nobody asks.
    """
    if not text.strip():
        return ""
    if question in LETTERS:
        return _words(question, text)
    if question.startswith(PAPER):
        return _one_of(question, text, ("done", "missing"))
    reader = _READERS.get(question)
    if reader is None:
        raise ValueError(f"nobody asks {question}")
    read = reader(text, today)
    return read.at(question) if isinstance(read, Problem) else read


def read_application(answers: Mapping[str, str]) -> Application:
    """The application that kept answers make. What an older or newer program wrote otherwise counts as not answered."""
    words = set(answers.get("words", "").split(","))

    def said(question: str) -> str:
        return answers.get(question, "")

    def number(question: str) -> int | None:
        return int(said(question)) if _DIGITS.fullmatch(said(question)) else None

    def amount(question: str) -> Rupiah | None:
        return None if (kept := number(question)) is None else Rupiah(kept)

    return Application(
        applicant=said("applicant"),
        phone=said("phone"),
        address=said("address"),
        landmark=said("landmark"),
        business=said("business"),
        since=_kept_day(said("since")),
        dependants=number("dependants"),
        purpose=said("purpose"),
        lender=said("lender"),
        amount=amount("amount"),
        periods=number("periods"),
        method=next((one for one in METHODS if one == said("method")), None),
        living_cost=amount("living_cost"),
        other_income=amount("other_income"),
        other_income_from=said("other_income_from"),
        other_debts=amount("other_debts"),
        other_debts_to=said("other_debts_to"),
        training=_state(said("training")),
        training_of=said("training_of"),
        papers={
            question.removeprefix(PAPER): state
            for question, text in answers.items()
            if question.startswith(PAPER) and (state := _state(text)) is not None
        },
        words=frozenset(word for word in _WORDS if word in words),
        safe_share=next((share for share in SHARES if str(share) == said("safe_share")), USUAL_SHARE),
        companion=said("companion"),
        place=said("place"),
    )


_AMOUNTS = ("amount", "living_cost", "other_income", "other_debts")
_COUNTS = ("periods", "dependants")
_WORDS: tuple[Word, ...] = ("kpm", "pkh")
_DIGITS = re.compile(r"[0-9]{1,15}")
_ID = re.compile(r"[a-z0-9-]{1,40}")


def _words(question: str, text: str) -> str | Problem:
    line = one_line(text)
    most = LETTERS[question]
    if len(line) > most:
        message = N_("This is too long for the paper. Keep it below {most} letters.")
        return Problem("answer-too-long", message, {"most": most}, question)
    return line


def _amount(text: str, _today: date) -> str | Problem:
    amount = read_amount(text)
    if isinstance(amount, Problem):
        return amount
    if amount < 0:
        return Problem("amount-negative", N_("Write an amount of zero or more."))
    return str(int(amount))


def _count(text: str, _today: date) -> str | Problem:
    if not re.fullmatch(r"[0-9]{1,4}", text.strip()):
        return Problem("number-unreadable", N_("Write a whole number, for example 12."))
    return str(int(text))


def _since(text: str, today: date) -> str | Problem:
    """A day, a month or a year; what begins in the future has not begun."""
    period: Period | Problem = read_period(text, today)
    if isinstance(period, Problem):
        return period
    if period.first > today:
        message = N_("{day} has not come yet. Write when the business began.")
        return Problem("since-ahead", message, {"day": period.first})
    return period.first.isoformat()


def _one_of(question: str, text: str, known: tuple[str, ...]) -> str | Problem:
    word = text.strip().casefold()
    if word in known:
        return word
    message = N_("{word} cannot stand here. Choose one of: {known}.")
    return Problem("answer-unknown", message, {"word": word, "known": ", ".join(known)}, question)


def _shares(text: str, _today: date) -> str | Problem:
    return _one_of("safe_share", text, tuple(map(str, SHARES)))


def _ticked(text: str, _today: date) -> str | Problem:
    ticked = {word.strip().casefold() for word in text.split(",")}
    if unknown := ticked - set(_WORDS):
        return _one_of("words", sorted(unknown)[0], _WORDS)
    return ",".join(word for word in _WORDS if word in ticked)


def _lender(text: str, _today: date) -> str | Problem:
    word = text.strip().casefold()
    return word if _ID.fullmatch(word) else Problem("lender-unreadable", N_("Choose the lender again."))


_READERS: Mapping[str, Callable[[str, date], str | Problem]] = {
    **dict.fromkeys(_AMOUNTS, _amount),
    **dict.fromkeys(_COUNTS, _count),
    "since": _since,
    "lender": _lender,
    "method": lambda text, _today: _one_of("method", text, METHODS),
    "training": lambda text, _today: _one_of("training", text, ("done", "missing")),
    "words": _ticked,
    "safe_share": _shares,
}

QUESTIONS: Final = (*LETTERS, *_READERS)
"""Everything that is asked beside the documents."""


def _state(text: str) -> State | None:
    return "done" if text == "done" else "missing" if text == "missing" else None


def _kept_day(text: str) -> date | None:
    day = read_day(text, date.min) if text else None
    return day if isinstance(day, date) else None
