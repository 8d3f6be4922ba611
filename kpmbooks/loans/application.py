"""What is asked for a loan and no ledger can know: who, where, for what, since when, and what was never written down.

Each question has an id; answers are kept as plain texts and read into an ``Application``. An answer that is missing
stays missing: the paper names it. Which programme's words may be printed is an answer too, and the default is none.
Answers that are lists are read by ``asked_lists``, the seven steps by ``asked_steps``.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from kpmbooks.book.names import one_line
from kpmbooks.dates import Period, read_day, read_period
from kpmbooks.instalments import METHODS, MOST_PERIODS, Method
from kpmbooks.loans.aid import tells_of_aid
from kpmbooks.loans.asked_lists import (
    AID_REFUSED,
    LISTS,
    IncomeLine,
    LivingLine,
    MemberRequest,
    OtherDebt,
    Use,
    debts_of,
    income_of,
    living_of,
    members_of,
    read_list,
    uses_of,
)
from kpmbooks.loans.asked_steps import STEPS, Step, kept_order, kept_step, read_order, read_step
from kpmbooks.loans.debts import debts_in_month
from kpmbooks.loans.household import LIVING_MONTHS, LivingMonth, income_in, living_in
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
STEP: Final = "p."
"""Questions that begin so are about one of the seven steps: ``p.1``."""

USUAL_LIVING_MONTH: LivingMonth = "four_weeks"
"""The month of the sheet in the learning sessions; the paper names it."""

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
    "lessons": 40,
    "companion": 45,
    "place": 24,
}
"""Questions answered in words, and how many letters have room on paper."""


@dataclass(frozen=True, slots=True)
class Application:
    """The answers as they count today. None and the empty text: not answered; an empty list: there are none.

    ``other_debts``, ``living_cost`` and ``other_income`` are what a month of ``debts``, ``living`` and ``income`` comes
    to where there is such a list, else what was answered in one amount. Debts whose instalment nobody knows are in no
    sum, and neither is an income of which it was said that it is social aid.
    """

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
    lessons: str = ""
    papers: Mapping[str, State] = field(default_factory=dict)
    words: frozenset[Word] = frozenset()
    safe_share: Fraction = USUAL_SHARE
    companion: str = ""
    place: str = ""
    debts: tuple[OtherDebt, ...] | None = None
    living: tuple[LivingLine, ...] | None = None
    income: tuple[IncomeLine, ...] | None = None
    living_month: LivingMonth = USUAL_LIVING_MONTH
    uses: tuple[Use, ...] | None = None
    members: tuple[MemberRequest, ...] | None = None
    steps: Mapping[int, Step] = field(default_factory=dict)
    step_order: tuple[int, ...] = STEPS
    slik: State | None = None
    kur_in_kk: Literal["none", "one"] | None = None
    kks_kept: State | None = None
    talked_over: State | None = None
    purses_apart: State | None = None
    nik_ticked: bool = False

    def paper(self, name: str) -> State | None:
        """Whether the document is there; None: not checked yet."""
        return self.papers.get(name)


def read_answer(question: str, text: str, today: date) -> str | Problem:
    """The answer as it is kept, from what a person wrote; empty takes an earlier answer back.

    ValueError for a question that nobody asks.
    """
    if not text.strip():
        return ""
    if question == "other_income_from" and tells_of_aid(text):
        return AID_REFUSED.at(question)
    if question in LETTERS:
        return _words(question, text)
    if question.startswith(PAPER) or question in _STATES:
        return _one_of(question, text, ("done", "missing"))
    if question in LISTS:
        return read_list(question, text)
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

    debts, living = debts_of(said("debts")), living_of(said("living"))
    month = next((one for one in LIVING_MONTHS if one == said("living_month")), USUAL_LIVING_MONTH)
    living_cost = living_in(living or (), month)
    income = income_of(said("income"))
    earned = income_in(income or (), month)
    if earned is None and not tells_of_aid(said("other_income_from")):
        earned = amount("other_income")
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
        living_cost=amount("living_cost") if living_cost is None else living_cost,
        other_income=earned,
        other_income_from=said("other_income_from") or _listed([line.what for line in income or ()], 24),
        other_debts=amount("other_debts") if debts is None else debts_in_month(debts),
        other_debts_to=said("other_debts_to") if debts is None else _listed([one.to for one in debts], 45),
        training=_state(said("training")),
        training_of=said("training_of"),
        lessons=said("lessons"),
        papers={
            question.removeprefix(PAPER): state
            for question, text in answers.items()
            if question.startswith(PAPER) and (state := _state(text)) is not None
        },
        words=frozenset(word for word in _WORDS if word in words),
        safe_share=next((share for share in SHARES if str(share) == said("safe_share")), USUAL_SHARE),
        companion=said("companion"),
        place=said("place"),
        debts=debts,
        living=living,
        income=income,
        living_month=month,
        uses=uses_of(said("uses")),
        members=members_of(said("members")),
        steps={step: one for step in STEPS if (one := kept_step(said(f"{STEP}{step}"))) is not None},
        step_order=kept_order(said("p_order")),
        slik=_state(said("slik")),
        kur_in_kk="none" if said("kur_in_kk") == "none" else "one" if said("kur_in_kk") == "one" else None,
        kks_kept=_state(said("kks_kept")),
        talked_over=_state(said("talked_over")),
        purses_apart=_state(said("purses_apart")),
        nik_ticked=said("nik_ticked") == "yes",
    )


_AMOUNTS = ("amount", "living_cost", "other_income", "other_debts")
_COUNTS = ("periods", "dependants")
_STATES = ("training", "slik", "kks_kept", "talked_over", "purses_apart")
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


def _asked_for(text: str, _today: date) -> str | Problem:
    amount = _amount(text, _today)
    if amount == "0":
        return Problem("loan-amount", N_("Say how many rupiah the loan is: more than zero."))
    return amount


def _periods(text: str, _today: date) -> str | Problem:
    count = _count(text, _today)
    if isinstance(count, str) and not 1 <= int(count) <= MOST_PERIODS:
        message = N_("A loan has 1 to {most} instalments. Write another number.")
        return Problem("loan-periods", message, {"most": MOST_PERIODS})
    return count


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
    "amount": _asked_for,
    "periods": _periods,
    "since": _since,
    "lender": _lender,
    "method": lambda text, _today: _one_of("method", text, METHODS),
    "words": _ticked,
    "safe_share": _shares,
    "living_month": lambda text, _today: _one_of("living_month", text, LIVING_MONTHS),
    "kur_in_kk": lambda text, _today: _one_of("kur_in_kk", text, ("none", "one")),
    "nik_ticked": lambda text, _today: _one_of("nik_ticked", text, ("yes",)),
    **{f"{STEP}{step}": read_step for step in STEPS},
    "p_order": lambda text, _today: read_order(text),
}

QUESTIONS: Final = (*LETTERS, *_READERS, *_STATES, *LISTS)
"""Everything that is asked beside the documents."""


def _listed(names: Iterable[str], most: int) -> str:
    """The names in one line of at most ``most`` letters."""
    line = ", ".join(dict.fromkeys(filter(None, names)))
    return line if len(line) <= most else f"{line[: most - 1].rstrip(', ')}…"


def _state(text: str) -> State | None:
    return "done" if text == "done" else "missing" if text == "missing" else None


def _kept_day(text: str) -> date | None:
    day = read_day(text, date.min) if text else None
    return day if isinstance(day, date) else None
