"""What a person's answers to a kind's questions come to: a planned record, or every problem with them at once.

Pure: no book, no accounts, no clock. Which account a box means, whether the day lies in an open period and which
numbers the legs get is the service's business.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import get_args

from kpmbooks.book.names import one_line
from kpmbooks.dates import read_day
from kpmbooks.i18n import DEFAULT_LANGUAGE, Language
from kpmbooks.money import LIMIT, Rupiah, read_amount
from kpmbooks.problems import N_, Problem
from kpmbooks.recording.kind import End, Field, FieldType, Kind

LONGEST_TEXT = 500
LARGEST_COUNT = 1_000_000

_MISSING = Problem("field-missing", N_("Please fill this in."))
_NEGATIVE = Problem("field-negative", N_("This cannot be less than zero. Write it without a minus."))
_TEXT_TOO_LONG = Problem("field-too-long", N_("This text is too long. Keep it below 500 letters."))
_NOT_A_COUNT = Problem("count-unreadable", N_("This is not a number of things. Write it in figures, for example 12."))
_TOO_LARGE = Problem(
    "amount-too-large", N_("This amount is larger than 999 triliun. Check the zeros and write it again.")
)
_NOTHING = Problem("nothing-to-record", N_("Everything is zero, so there is nothing to record. Fill in an amount."))


@dataclass(frozen=True, slots=True)
class PlannedLeg:
    """An amount above zero to be debited and credited.

    A role, or ``@name`` where the person chose the box of field ``name`` herself (her words are in
    ``Answered.boxes``); a box that she left alone is already the role of its default. ``end`` says in which ledger.
    """

    debit_role: str
    credit_role: str
    amount: Rupiah
    end: End


@dataclass(frozen=True, slots=True)
class Answered:
    """A kind, as its ledger has it, with everything that was answered and what follows from it.

    ``amounts`` has every amount field (zero where left empty) and every computed amount; ``counts`` every count.
    ``terms``: when what is not paid is due, as ISO days and a percentage (``due``, ``discount``, ``discount_until``).
    ``choices``: the id of the option that was taken, by field.
    """

    kind: Kind
    day: date
    memo: str | None
    party: str | None
    boxes: Mapping[str, str]
    amounts: Mapping[str, Rupiah]
    counts: Mapping[str, int]
    legs: tuple[PlannedLeg, ...]
    terms: Mapping[str, str]
    choices: Mapping[str, str]


def answer(
    kind: Kind,
    answers: Mapping[str, str | int | date | None],
    *,
    today: date,
    ledger: str,
    language: Language = DEFAULT_LANGUAGE,
    given: Mapping[str, int] = MappingProxyType({}),
) -> Answered | tuple[Problem, ...]:
    """Read the answers with the kernel's parsers and work out the legs, in a ledger of kind ``ledger``.

    An answer of only spaces, or None, is none. A day that is not answered is ``today``. ``language`` chooses the words
    of a refusal, which are content and not in the catalog. ``given`` are the kind's given amounts, in rupiah; without
    them they are zero. Each problem names its field; all are reported at once.
    """
    if ledger not in kind.ledgers:
        return (Problem("kind-not-here", N_("“{kind}” is not recorded in this book."), {"kind": kind.id}),)
    here = kind.in_ledger(ledger)
    filled = {name: value for name, value in answers.items() if not (value is None or str(value).strip() == "")}
    problems = [
        _stray(name, kind, language)
        for name, value in filled.items()
        if here.field(name) is None and value not in (0, "0")
    ]
    readings = dict[str, str | int | date]()
    for field in here.fields:
        reading = _read(field, filled.get(field.name), today, language)
        if isinstance(reading, Problem):
            problems.append(reading.at(field.name))
        elif reading is not None:
            readings[field.name] = reading
    if problems:
        return tuple(problems)
    # What this ledger does not ask is zero in the sums that name it.
    numbers = {field.name: 0 for field in kind.fields if field.type in ("amount", "count")} | {
        name: reading for name, reading in readings.items() if isinstance(reading, int)
    }
    numbers |= {name: given.get(name, 0) for name in kind.given}
    if refused := _work_out(here, numbers, language):
        return (refused,)
    return _plan(here, readings, numbers, today)


def _work_out(kind: Kind, numbers: dict[str, int], language: Language) -> Problem | None:
    """Add the computed amounts to ``numbers``; the refusal of the first that falls below zero."""
    for name, expression in kind.amounts.items():
        numbers[name] = expression.evaluate(numbers)
        if numbers[name] < 0:
            refusal = kind.refusals[name]
            text = refusal.text_en if language == "en" and refusal.text_en else refusal.text
            return Problem(f"{name}-negative".replace("_", "-"), text, field=refusal.field)
    return None


def _plan(
    kind: Kind, readings: Mapping[str, str | int | date], numbers: Mapping[str, int], today: date
) -> Answered | tuple[Problem, ...]:
    def role(side: str) -> str:
        box = kind.field(side[1:]) if side.startswith("@") else None
        return side if box is None or box.name in readings else str(box.default)

    planned = (
        PlannedLeg(role(leg.debit), role(leg.credit), leg.amount.evaluate(numbers), leg.end) for leg in kind.legs
    )
    legs = tuple(leg for leg in planned if leg.amount)
    if not kind.day_off and not any(leg.end == "own" for leg in legs):
        return (_NOTHING,)
    if sum(leg.amount for leg in legs) > LIMIT:
        return (_TOO_LARGE,)
    asked = {type_: [field.name for field in kind.fields if field.type == type_] for type_ in get_args(FieldType)}
    days = [day for name in asked["day"] if isinstance(day := readings.get(name), date)]
    day = days[0] if days else today
    terms = _terms(asked["terms"], readings, day)
    if isinstance(terms, Problem):
        return (terms,)
    return Answered(
        kind=kind,
        day=day,
        memo=_words(readings, "memo"),
        party=_words(readings, "party"),
        boxes={name: words for name in asked["box"] if (words := _words(readings, name))},
        amounts={name: Rupiah(numbers[name]) for name in (*asked["amount"], *kind.given, *kind.amounts)},
        counts={name: numbers[name] for name in asked["count"]},
        legs=legs,
        terms=terms,
        choices={name: option for name in asked["choice"] if (option := _words(readings, name))},
    )


def _terms(names: Sequence[str], readings: Mapping[str, str | int | date], day: date) -> Mapping[str, str] | Problem:
    """When the debt of that day is due, and until when it is smaller; nothing where nobody said."""
    found: dict[str, str] = {}
    if all(_words(readings, name) is None for name in names):
        return found
    # Only now: its many patterns would be prepared at every start.
    from kpmbooks.terms import Terms, discount_until, due, read_terms

    for name in names:
        words = _words(readings, name)
        terms = None if words is None else read_terms(words, day)
        if isinstance(terms, Terms):
            due_on = due(day, terms)
            if isinstance(due_on, Problem):
                return due_on.at(name)
            found[name] = due_on.isoformat()
            if until := discount_until(day, terms):
                found |= {"discount": str(terms.discount_percent), "discount_until": until.isoformat()}
        elif terms is not None:
            return terms.at(name)
    return found


def _words(readings: Mapping[str, str | int | date], name: str) -> str | None:
    reading = readings.get(name)
    return reading if isinstance(reading, str) else None


def _read(
    field: Field, value: str | int | date | None, today: date, language: Language
) -> str | int | date | Problem | None:
    if value is None:
        if field.required:
            return _MISSING
        return Rupiah(0) if field.type in ("amount", "count") else None
    if field.type == "amount":
        amount = read_amount(str(value))
        return _NEGATIVE if isinstance(amount, Rupiah) and amount < 0 else amount
    if field.type == "count":
        digits = str(value).strip()
        readable = (
            digits.isascii()
            and digits.isdigit()
            and len(digits) <= len(str(LARGEST_COUNT))
            and int(digits) <= LARGEST_COUNT
        )
        return int(digits) if readable else _NOT_A_COUNT
    if field.type == "day":
        return value if isinstance(value, date) else read_day(str(value), today)
    if field.type == "choice":
        return _option(field, str(value), language)
    line = one_line(str(value))
    if len(line) > LONGEST_TEXT and field.type != "goods":  # how many goods are too many, says who reads them
        return _TEXT_TOO_LONG
    return line or (_MISSING if field.required else None)


def _option(field: Field, words: str, language: Language) -> str | Problem:
    """The id of the option that is meant by its id or by its name."""
    said = one_line(words).casefold()
    for option in field.options:
        if said in {option.id, option.name.casefold(), (option.name_en or option.name).casefold()}:
            return option.id
    names = [option.name_en if language == "en" and option.name_en else option.name for option in field.options]
    return Problem("choice-unknown", N_("Choose one of these: {names}."), {"names": ", ".join(names)})


def _stray(name: str, kind: Kind, language: Language) -> Problem:
    if field := kind.field(name):
        question = field.label_en if language == "en" and field.label_en else field.label
        return Problem(
            "field-not-here",
            N_("“{question}” is not asked in this book. Leave it empty."),
            {"question": question},
            name,
        )
    return Problem("field-unknown", N_("“{kind}” has no field “{field}”."), {"kind": kind.id, "field": name}, name)
