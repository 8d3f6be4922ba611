"""A file that says what is to be shared and how: from the bytes of a JSON text to values, read strictly.

Nothing is guessed and nothing passed over: a key that nobody knows, a word where a number belongs, a key twice, each is
named with its place. Numbers never become floating point: 2.5 is two and a half exactly. How a result is shared, and
what keeps it from being shared, is ``kpmbooks.group.sharing``.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, NoReturn

from kpmbooks.group.sharing import KEYS, Key, Member, Pool, Sharing, place, pool_problems, result_problems
from kpmbooks.money import LIMIT, Rupiah
from kpmbooks.problems import N_, Problem

FILE_MOST = 8 * 1024 * 1024
LONGEST_NAME = 200
MOST_POOLS = 100
MOST_MEMBERS = 10_000
MOST_PERCENT = 1_000
MOST_ATTENDED = 1_000_000
FINEST = 20
"""Digits behind the point, of a percentage and of attendance."""

_WHOLE_KEYS = ("result", "pools", "members")
_POOL_KEYS = ("name", "percent", "key")
_MEMBER_KEYS = ("name", "savings", "transactions", "attendance")
_LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as it is written in the file."""

    text: str


class _Broken(Exception):
    """What is no JSON text."""


class _Object(dict[str, Any]):
    """An object that remembers which of its keys were written twice."""

    def __init__(self, pairs: Sequence[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.twice = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]


def read_sharing(data: bytes) -> Sharing | tuple[Problem, ...]:
    """What the file asks for, with shares in whole rupiah, or everything that is wrong with it, each with its place."""
    told = _parsed(data)
    return (told,) if isinstance(told, Problem) else _Reader().sharing(told)


def _parsed(data: bytes) -> Any:
    if len(data) > FILE_MOST:
        message = N_("This file is larger than {most} MB. It is not a file about sharing a result.")
        return Problem("share-file-too-large", message, {"most": FILE_MOST // (1024 * 1024)}, "file")
    if not data.strip():
        message = N_("This file is empty. Write the result, the parts and the members.")
        return Problem("share-file-empty", message, {}, "file")
    try:
        text = data.decode(json.detect_encoding(data))
        return json.loads(
            text, object_pairs_hook=_Object, parse_int=_Number, parse_float=_Number, parse_constant=_no_constant
        )
    except json.JSONDecodeError as error:
        message = N_("This is not JSON: line {line} cannot be read. Correct it there.")
        return Problem("share-not-json", message, {"line": error.lineno}, "file")
    except (UnicodeDecodeError, RecursionError, _Broken):
        message = N_("This is not JSON. Write the file as plain text in UTF-8; share --help shows an example.")
        return Problem("share-not-json", message, {}, "file")


def _no_constant(word: str) -> NoReturn:
    raise _Broken(word)  # NaN and Infinity are no JSON, though Python reads them


class _Reader:
    """Takes the parsed text apart and gathers all that is wrong with it."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def sharing(self, told: Any) -> Sharing | tuple[Problem, ...]:
        whole = self.keyed(told, _WHOLE_KEYS, "")
        if whole is None:
            return tuple(self.problems)
        result = self.amount(whole, "result", "result", needed=True)
        said_before = len(self.problems)
        pools = [self.pool(row, where) for where, row in self.rows(whole, "pools", MOST_POOLS)]
        pools_read = len(self.problems) == said_before
        members = [self.member(row, where) for where, row in self.rows(whole, "members", MOST_MEMBERS)]
        known = tuple(one for one in pools if one)
        if not self.problems and result is not None:
            return Sharing(result, known, tuple(one for one in members if one))
        # So that a list of 105 % is not found out only after everything else was put right.
        return (*self.problems, *result_problems(result or Rupiah(0)), *(pool_problems(known) if pools_read else ()))

    def pool(self, told: Any, where: str) -> Pool | None:
        row = self.keyed(told, _POOL_KEYS, where)
        if row is None:
            return None
        name = self.name(row, where)
        percent = self.number(row, "percent", f"{where} percent", MOST_PERCENT, needed=True)
        key = self.key(row, f"{where} key")
        return None if name is None or percent is None or key is None else Pool(name, percent, key)

    def member(self, told: Any, where: str) -> Member | None:
        row = self.keyed(told, _MEMBER_KEYS, where)
        if row is None:
            return None
        name = self.name(row, where)
        savings = self.amount(row, "savings", f"{where} savings")
        transactions = self.amount(row, "transactions", f"{where} transactions")
        attendance = self.number(row, "attendance", f"{where} attendance", MOST_ATTENDED)
        return None if name is None else Member(name, savings, transactions, attendance)

    def keyed(self, told: Any, keys: Sequence[str], where: str) -> Mapping[str, Any] | None:
        if not isinstance(told, _Object):
            message = N_("An object in braces belongs here, with {keys}.")
            self.say("share-no-object", message, where or "file", keys=", ".join(keys))
            return None
        for key in sorted(told.keys() - set(keys)):
            message = N_("Nobody knows the key {key}. Known are {keys}.")
            self.say("share-key-unknown", message, where or "file", key=key, keys=", ".join(keys))
        for key in told.twice:
            self.say("share-key-twice", N_("{key} stands there twice. Leave one out."), where or "file", key=key)
        return told

    def rows(self, whole: Mapping[str, Any], key: str, most: int) -> Iterator[tuple[str, Any]]:
        """The list under a key, each of its rows with its place."""
        told = whole.get(key)
        if told is None and key == "members":  # it may be empty, and so left out
            return
        if not isinstance(told, list):
            self.say("share-no-list", N_("A list in square brackets belongs here."), key)
        elif len(told) > most:
            self.say("share-too-many", N_("There are more than {most} of them. Divide the file."), key, most=most)
        else:
            yield from ((place(key, number), row) for number, row in enumerate(told, 1))

    def name(self, row: Mapping[str, Any], where: str) -> str | None:
        told = row.get("name")
        where = f"{where} name"
        if told is None:
            self.say("share-no-name", N_("The name is missing. Write one."), where)
        elif not isinstance(told, str):
            self.say("share-no-text", N_("A text in quotation marks belongs here."), where)
        elif len(told) > LONGEST_NAME:
            message = N_("This name is longer than {most} letters. Shorten it.")
            self.say("share-name-too-long", message, where, most=LONGEST_NAME)
        elif any(unicodedata.category(letter)[0] == "C" for letter in told):
            self.say("share-name-unreadable", N_("This name has signs that cannot be read. Write it again."), where)
        elif not (name := " ".join(told.split())):
            self.say("share-no-name", N_("The name is missing. Write one."), where)
        else:
            return name
        return None

    def key(self, row: Mapping[str, Any], where: str) -> Key | None:
        told = row.get("key")
        for key in KEYS:
            if told == key:
                return key
        message = N_("This says by what the part is shared. Choose one of: {keys}.")
        self.say("share-pool-key", message, where, keys=", ".join(KEYS))
        return None

    def amount(self, row: Mapping[str, Any], key: str, where: str, *, needed: bool = False) -> Rupiah | None:
        number = self.number(row, key, where, int(LIMIT), needed=needed)
        if number is None:
            return None
        if number.denominator != 1:
            message = N_("Amounts are whole rupiah. Write this one without a fraction.")
            self.say("share-fraction", message, where)
            return None
        return Rupiah(int(number))

    def number(
        self, row: Mapping[str, Any], key: str, where: str, most: int, *, needed: bool = False
    ) -> Fraction | None:
        """The number exactly, between −``most`` and ``most``; None where it is missing or none."""
        told = row.get(key)
        if told is None:
            if needed:
                self.say("share-no-number", N_("A number is missing here. Write it."), where)
            return None
        if not isinstance(told, _Number):
            message = N_("A number belongs here, without quotation marks, dots of thousands or signs of currency.")
            self.say("share-not-a-number", message, where)
            return None
        number = _exact(told.text)
        if number is None or abs(number) > most:
            limit = f"{most:,}".replace(",", ".")
            self.say("share-too-large", N_("This number is larger than {most}. Check the zeros."), where, most=limit)
            return None
        if (number * 10**FINEST).denominator != 1:
            message = N_("This number has more than {most} digits behind the point. Round it.")
            self.say("share-too-fine", message, where, most=FINEST)
            return None
        return number

    def say(self, code: str, message: str, where: str, **params: object) -> None:
        self.problems.append(Problem(code, message, params, where))


def _exact(text: str) -> Fraction | None:
    """None for what is too long or too large to be reckoned with; a tiny fraction is made one that is too fine."""
    if len(text) > _LONGEST_NUMBER:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number:
        return Fraction(0)
    if number.adjusted() > _LONGEST_NUMBER:
        return None
    return Fraction(1, 10 ** (FINEST + 1)) if number.adjusted() < -_LONGEST_NUMBER else Fraction(number)
