"""What a person was told by a lender herself: it counts before ours, which stays to be seen, and can be taken back.

Each change is kept whole, its value with who said it and on which day, as words that can be erased. In a group's book
the group's own loan rules stand for its members as facts of the lender ``kelompok``. What we know lies in ``lenders``.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import Any, Final

from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import fact_history, facts_of, set_facts
from kpmbooks.book.names import one_line
from kpmbooks.dates import read_day
from kpmbooks.group import rules_of
from kpmbooks.instalments import HIGHEST_RATE, MOST_PERIODS, PER_YEAR, Every
from kpmbooks.ledger import LedgerRef
from kpmbooks.loans.lenders import (
    AMOUNTS,
    ATTRIBUTES,
    FACTS,
    ONE_OF,
    PERCENT,
    YES_OR_NO,
    Fact,
    FactName,
    Lender,
    SourceOfFact,
    find_lender,
    lenders,
)
from kpmbooks.money import Rupiah, read_amount
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.trade.quantities import read_percent

OWN_GROUP: Final = "kelompok"
"""The lender that is the group of the book itself."""

LONGEST_NAME: Final = 60
"""Letters for whoever said it."""

_YES: Final = "yes"

CHOICES: Final[Mapping[FactName, tuple[str, ...]]] = {
    **ONE_OF,
    **dict.fromkeys(YES_OR_NO, (_YES, "no")),
}
"""Facts of which one of a few values is chosen."""

CAN_BE_SAID: Final[tuple[FactName, ...]] = tuple(name for name in FACTS if name != "year_of")
"""What a person can put beside our facts."""

_PREFIX: Final = "lender."
_SPANS: Final[Mapping[str, Every]] = {
    "hari": "day", "minggu": "week", "2 minggu": "two-weeks", "dua minggu": "two-weeks", "bulan": "month",
    "day": "day", "week": "week", "month": "month",
}  # fmt: skip
_RATE = re.compile(
    r"(?P<percent>[^a-z/%]*(?:%|persen|percent)?) ?"
    r"(?:(?:/|per|tiap|se|a) ?(?P<span>2 minggu|dua minggu|hari|minggu|bulan|tahun|day|week|month|year))?"
)
_COUNT = re.compile(r"[0-9]{1,6}")


def read_own(lender: Lender, name: FactName, text: str, today: date) -> str | Problem:
    """The value as it is kept, from what a person wrote: ``1,5% sebulan``, ``25jt``, ``50``, or one of ``CHOICES``.

    Rates become percent a year, of the lender's own year where it has one. ValueError for a fact that nobody can say.
    """
    if name not in CAN_BE_SAID:
        raise ValueError(f"nobody says {name}")
    if name in CHOICES:
        return _chosen(name, text)
    read: str | Problem
    if name == "rate":
        read = _rate(lender, text)
    elif name in PERCENT:
        percent = read_percent(text, 99)
        read = percent if isinstance(percent, Problem) else str(percent)
    elif name in (*AMOUNTS, "unit"):
        read = _amount(text, least=1 if name in ("ceiling", "unit") else 0)
    else:
        read = _count(text, least=1 if name == "most_periods" else 0)
    return read.at(name) if isinstance(read, Problem) else read


def say_fact(tx: Tx, lender: Lender, name: FactName, text: str, who: str, day: str, *, today: date) -> None:
    """Put a value beside ours: ``who`` said it on ``day``, or today. Raises ``Rejected`` with all that is wrong."""
    found: list[Problem] = []
    value = read_own(lender, name, text, today)
    if isinstance(value, Problem):
        found.append(value.at("value"))
    said_by = one_line(who)
    if not said_by:
        found.append(
            Problem("fact-who", N_("Write who said so: a name, an office, or where it is written."), {}, "who")
        )
    elif len(said_by) > LONGEST_NAME:
        message = N_("This is too long for the paper. Keep it below {most} letters.")
        found.append(Problem("answer-too-long", message, {"most": LONGEST_NAME}, "who"))
    on = read_day(day, today) if day.strip() else today
    if isinstance(on, Problem):
        found.append(on.at("day"))
    elif on > today:
        message = N_("{day} has not come yet. Write the day on which it was said.")
        found.append(Problem("fact-ahead", message, {"day": on}, "day"))
    if found or isinstance(value, Problem) or isinstance(on, Problem):
        raise Rejected(found)
    kept = json.dumps({"value": value, "who": said_by, "day": on.isoformat()}, ensure_ascii=False, sort_keys=True)
    set_facts(tx, _subject(lender.id), words={f"{_PREFIX}{name}": kept})
    tx.touch("loans")


def take_back(tx: Tx, lender: Lender, name: FactName) -> None:
    """Let ours count again; what was said stays in the book."""
    set_facts(tx, _subject(lender.id), words={f"{_PREFIX}{name}": None})
    tx.touch("loans")


def said_before(reader: Reader, lender: Lender, name: FactName) -> tuple[Fact[Any], ...]:
    """Everything that was ever put beside our fact, in the order of writing; what was erased is left out."""
    history = fact_history(reader, _subject(lender.id), f"{_PREFIX}{name}")
    return tuple(fact for _at, text in history if text and (fact := _kept(name, text)) is not None)


def lender_as_known(reader: Reader, ledger: LedgerRef, wanted: str, today: date) -> Lender:
    """The lender on ``today`` with what was said in this book; raises ``Rejected`` for one that we do not know."""
    return _with_own(reader, ledger, [find_lender(wanted, today)], today)[0]


def lenders_as_known(reader: Reader, ledger: LedgerRef, today: date) -> Mapping[str, Lender]:
    """All lenders on ``today`` with what was said in this book."""
    return {one.id: one for one in _with_own(reader, ledger, list(lenders(today).values()), today)}


def with_facts(lender: Lender, facts: Mapping[FactName, Fact[Any]]) -> Lender:
    """The lender with these facts before its own, which stay beside them as ``ours``."""
    if not facts:
        return lender
    changed: dict[str, Any] = {
        ATTRIBUTES.get(name, name): replace(fact, ours=lender.fact(name)) for name, fact in facts.items()
    }
    if "charge" in facts:
        changed["charge"] = facts["charge"].value
    if "every" in facts and facts["every"].value != lender.every:
        # A year of fifty weeks says nothing of a loan that is paid back every month.
        changed |= {"every": facts["every"].value, "year_of": None}
    changed["open"] = {name: said for name, said in lender.open.items() if name not in facts}
    return replace(lender, **changed)


def _with_own(reader: Reader, ledger: LedgerRef, known: Sequence[Lender], today: date) -> list[Lender]:
    said = facts_of(reader, [_subject(one.id) for one in known])
    found = []
    for ours in known:
        of_group = ours.id == OWN_GROUP and ledger.kind == "kelompok"
        one = with_facts(ours, _group_facts(reader, ledger, today)) if of_group else ours
        told = said.get(_subject(one.id), {})
        own: dict[FactName, Fact[Any]] = {}
        for name in CAN_BE_SAID:
            text = told.get(f"{_PREFIX}{name}")
            if text is not None and (fact := _kept(name, text)) is not None:
                own[name] = fact
        found.append(with_facts(one, own))
    return found


def _group_facts(reader: Reader, ledger: LedgerRef, today: date) -> dict[FactName, Fact[Any]]:
    """The group's own rules for loans to members, where it has any."""
    rules = rules_of(reader, ledger, today)
    if not rules.loans.allowed:
        return {}
    source = SourceOfFact("", rules.since.isoformat(), "rules")
    values: dict[FactName, Any] = {
        "every": "month",
        "rate": rules.loans.rate * PER_YEAR["month"],
        "method": rules.loans.method,
        "charge": rules.loans.charge,
        "most_periods": rules.loans.periods,
        "unit": rules.loans.unit,
        "rounding": "up",
    }
    return {name: Fact(value, source) for name, value in values.items()}


def _kept(name: FactName, text: str) -> Fact[Any] | None:
    """The fact that was kept; None for what another version of the program wrote and this one cannot read."""
    try:
        told = json.loads(text)
        value, who, day = told["value"], str(told["who"]), date.fromisoformat(told["day"])
        if name in CHOICES:
            if value not in CHOICES[name]:
                return None
            read: Any = value == _YES if name in YES_OR_NO else value
        elif name in PERCENT:
            read = Fraction(value)
        else:
            read = Rupiah(int(value)) if name in AMOUNTS else int(value)
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    return Fact(read, SourceOfFact(who, day.isoformat(), "own"))


def _subject(lender: str) -> bytes:
    """Of what the facts of a lender are facts: it has no row of its own, so its name stands for it."""
    return sha256(f"{_PREFIX}{lender}".encode()).digest()[:16]


def _chosen(name: FactName, text: str) -> str | Problem:
    word = text.strip().casefold()
    if word in CHOICES[name]:
        return word
    message = N_("{word} cannot stand here. Choose one of: {known}.")
    return Problem("answer-unknown", message, {"word": word, "known": ", ".join(CHOICES[name])}, name)


def _rate(lender: Lender, text: str) -> str | Problem:
    shape = _RATE.fullmatch(" ".join(text.casefold().split()))
    if shape is None or not shape["percent"].strip():
        message = N_("This is no rate. Write it like 6% setahun, 1,5% sebulan or 0,3% sehari.")
        return Problem("rate-unreadable", message)
    percent = read_percent(shape["percent"].replace("percent", "persen"), HIGHEST_RATE)
    if isinstance(percent, Problem):
        return percent
    if (span := _SPANS.get(shape["span"] or "")) is not None:
        a_year = PER_YEAR[lender.every]
        own_year = a_year if lender.year_of is None else lender.year_of.value
        percent = percent * PER_YEAR[span] * own_year / a_year
    if percent > HIGHEST_RATE:
        message = N_("A rate lies between 0 and {most} percent a year. Is it meant for a month or a day? Ask.")
        return Problem("loan-rate", message, {"most": HIGHEST_RATE})
    return str(percent)


def _amount(text: str, *, least: int) -> str | Problem:
    amount = read_amount(text)
    if isinstance(amount, Problem):
        return amount
    if amount < least:
        message = N_("Write an amount of zero or more.") if not least else N_("Write an amount above zero.")
        return Problem("amount-negative", message)
    return str(int(amount))


def _count(text: str, *, least: int) -> str | Problem:
    plain = text.strip()
    if not _COUNT.fullmatch(plain):
        return Problem("number-unreadable", N_("Write a whole number, for example 12."))
    if not least <= int(plain) <= MOST_PERIODS:
        message = N_("Write a number from {least} to {most}.")
        return Problem("number-outside", message, {"least": least, "most": MOST_PERIODS})
    return str(int(plain))
