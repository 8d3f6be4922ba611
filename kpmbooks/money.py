"""Money: whole rupiah, the one reader and the one formatter of amounts, and division that loses nothing.

Amounts are read as people in Indonesia write them, little sums included. What can be read in two ways is a question,
never a guess. Numbers in files (their decimal habit is known from the file) are not this module's business.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from math import prod
from typing import NoReturn

from kpmbooks.problems import N_, Problem, Question


class Rupiah(int):
    """An immutable amount of whole rupiah.

    ``+``, ``−``, ``abs`` and ``*`` with whole numbers stay Rupiah. Dividing raises TypeError (use ``allocate``), and so
    does mixing with anything but an int; only a float on the *left* slips past, because Python does not ask us.
    """

    __slots__ = ()

    def __new__(cls, amount: int = 0) -> "Rupiah":
        return super().__new__(cls, _whole(amount))

    def __add__(self, other: int) -> "Rupiah":
        return Rupiah(int(self) + _whole(other))

    __radd__ = __add__

    def __sub__(self, other: int) -> "Rupiah":
        return Rupiah(int(self) - _whole(other))

    def __rsub__(self, other: int) -> "Rupiah":
        return Rupiah(_whole(other) - int(self))

    def __mul__(self, other: int) -> "Rupiah":
        return Rupiah(int(self) * _whole(other))

    __rmul__ = __mul__

    def __neg__(self) -> "Rupiah":
        return Rupiah(-int(self))

    def __pos__(self) -> "Rupiah":
        return self

    def __abs__(self) -> "Rupiah":
        return Rupiah(abs(int(self)))

    def _refuse_division(self, other: object) -> NoReturn:
        raise TypeError("rupiah are not divided: use allocate")

    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _refuse_division
    __mod__ = __rmod__ = __divmod__ = __rdivmod__ = _refuse_division


def _whole(number: int) -> int:
    if not isinstance(number, int):
        raise TypeError(f"rupiah are whole numbers, not {type(number).__name__}")
    return int(number)


LIMIT = Rupiah(999_999_999_999_999)


def format_amount(amount: int, *, symbol: bool = True) -> str:
    """``Rp1.250.000``, ``−Rp25.000`` (U+2212); without symbol ``1.250.000``. Alike in every language."""
    digits = f"{abs(int(amount)):,}".replace(",", ".")
    return f"{'−' if amount < 0 else ''}{'Rp' if symbol else ''}{digits}"


def allocate(total: Rupiah, weights: Sequence[int]) -> tuple[Rupiah, ...]:
    """Split ``total`` by ``weights`` so that the parts add up exactly; each is within one rupiah of its exact share.

    The odd rupiah go to the largest remainders, ties to the first. A negative total is split as its positive twin.
    Raises ValueError when weights are missing, negative or all zero.
    """
    base = sum(int(weight) for weight in weights)
    if base <= 0 or min(weights) < 0:
        raise ValueError("weights must be zero or more, and not all zero")
    size, sign = abs(int(total)), -1 if total < 0 else 1
    shares = [divmod(size * int(weight), base) for weight in weights]
    by_remainder = sorted(range(len(shares)), key=lambda index: -shares[index][1])
    lucky = set(by_remainder[: size - sum(share for share, _ in shares)])
    return tuple(Rupiah(sign * (share + (index in lucky))) for index, (share, _) in enumerate(shares))


_LONGEST = 200
_SPACES = re.compile(r"[ \t\u00a0\u202f]+")
_SIGNS = str.maketrans({"−": "-", "–": "-", "—": "-", "×": "x", "*": "x"})
_SCALES = {
    "rb": 10**3, "ribu": 10**3, "k": 10**3, "jt": 10**6, "juta": 10**6,
    "m": 10**9, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12, "trilyun": 10**12,
}  # fmt: skip
_FACTOR = re.compile(
    r"(?P<operator>[-+x]?) ?(?P<currency>(?:rp\.?|idr) ?)?(?P<digits>\d+(?:[.,]\d+)*)"
    rf"(?: ?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})(?![a-wyz]))?"
    r"(?: ?[.,](?:--?|=))?(?: ?(?:rupiah|perak)(?![a-wyz]))? ?"
)
_DIGITS = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+|\d+)(?:(?P<mark>[.,])(?P<part>\d+))?")

_EMPTY = Problem("amount-empty", N_("The amount is empty. Write how many rupiah, for example 25.000."))
_TOO_LONG = Problem("amount-too-long", N_("This is too long for an amount. Write only the number, for example 25.000."))
_FORMULA = Problem(
    "amount-formula", N_("This looks like a spreadsheet formula. Write the amount itself, for example 25.000.")
)
_UNREADABLE = Problem(
    "amount-unreadable",
    N_("This is not an amount. Write it in figures, for example 25.000, 250rb, 1,5jt or 12 x 3.500."),
)
_GROUPING = Problem(
    "amount-grouping", N_("The dots or commas stand in odd places. Write it like 1.250.000, or without dots: 1250000.")
)
_FRACTION = Problem("amount-fraction", N_("Amounts are whole rupiah, without cents. Round it, for example 1.250."))
_TOO_LARGE = Problem(
    "amount-too-large", N_("This amount is larger than 999 triliun. Check the zeros and write it again.")
)


def read_amount(text: str) -> Rupiah | Problem:
    """The amount a person wrote: ``1250000``, ``Rp 1.250.000,-``, ``1,5jt``, ``250 ribu``, ``12x3500+1000``.

    A Problem says what to do instead; a Question holds the two readings of ``1.5``, ``1,250`` or ``1.500jt``.
    """
    if len(text) > _LONGEST:
        return _TOO_LONG
    plain = _SPACES.sub(" ", text).strip(" \r\n").translate(_SIGNS)
    if not plain:
        return _EMPTY
    if plain[0] in "=@":
        return _FORMULA
    if not plain.isascii():
        return _UNREADABLE
    terms = _terms(re.sub(r"^(rp\.?|idr) ?([-+]) ?", r"\2\1", plain.lower()))
    if terms is None:
        return _UNREADABLE
    readings = [[_readings(factor, quantity=len(term) > 1) for factor in term] for _, term in terms]
    if not all(reading for term in readings for reading in term):
        return _GROUPING
    totals = [
        sum(
            sign * prod(reading[min(habit, len(reading) - 1)] for reading in term)
            for (sign, _), term in zip(terms, readings, strict=True)
        )
        for habit in range(max(len(reading) for term in readings for reading in term))
    ]
    return _decide([Fraction(total) for total in dict.fromkeys(totals)])


def _decide(totals: list[Fraction]) -> Rupiah | Problem:
    whole = [int(total) for total in totals if total.denominator == 1]
    if not whole:
        return _FRACTION
    fitting = [Rupiah(total) for total in whole if abs(total) <= LIMIT]
    if len(totals) == 1 and fitting:
        return fitting[0]
    if len(fitting) < 2:
        return _TOO_LARGE
    return Question(
        "amount-ambiguous",
        N_("This can mean {first} or {second}. Choose one, or write it in full."),
        {"first": fitting[0], "second": fitting[1]},
        choices=tuple(fitting[:2]),
    )


_Factor = list[re.Match[str]]


def _terms(text: str) -> list[tuple[int, list[_Factor]]] | None:
    """The sum as (sign, factors) terms; a factor has several parts in "1jt 250rb". None when it is no such sum."""
    terms: list[tuple[int, list[_Factor]]] = []
    position = 0
    while position < len(text):
        found = _FACTOR.match(text, position)
        if found is None:
            return None
        operator, position = found["operator"], found.end()
        if operator in ("+", "-") or (not terms and not operator):
            terms.append((-1 if operator == "-" else 1, [[found]]))
        elif not terms:
            return None
        elif operator == "x":
            terms[-1][1].append([found])
        elif 1 < _scale(found) < _scale(terms[-1][1][-1][-1]):
            terms[-1][1][-1].append(found)
        else:
            return None
    return terms


def _scale(part: re.Match[str]) -> int:
    return _SCALES[part["scale"]] if part["scale"] else 1


def _readings(factor: _Factor, *, quantity: bool) -> tuple[Fraction, ...]:
    """What a factor may mean, by habit; empty when its dots and commas stand in odd places."""
    parts = [_part_readings(part, quantity=quantity) for part in factor]
    if len(parts) == 1 or not all(len(part) == 1 for part in parts):
        return parts[0] if len(parts) == 1 else ()
    return (sum((part[0] for part in parts), Fraction(0)),)


def _part_readings(part: re.Match[str], *, quantity: bool) -> tuple[Fraction, ...]:
    shape = _DIGITS.fullmatch(part["digits"])
    if shape is None:
        return ()
    head, *groups = re.split("[.,]", shape["whole"])
    mark, cents, scale = shape["mark"], shape["part"] or "", _scale(part)
    units = Fraction(int(head + "".join(groups)))
    if head[0] == "0" and (len(head) > 1 or len(groups) > 1 or (groups and mark)):
        return ()
    if len(groups) == 1 and not mark:
        # "1.250" is a thousand in Indonesia; "1,250", "0.250" and "1.500jt" are somebody's decimals.
        if part["scale"]:
            return (units * scale / 1000,) if head == "0" else (units * scale / 1000, units * scale)
        if "." in shape["whole"] and head != "0":
            return (units,)
        return (units / 1000, units, units * 1000) if quantity else (units, units * 1000)
    value = units + Fraction(int(cents or 0), 10 ** len(cents))
    if mark and groups and mark in shape["whole"]:
        return ()
    if part["scale"] or not mark:
        return (value * scale,)
    if len(cents) > 2:
        return ()
    if groups or len(head) > 3 or not value or (part["currency"] and value == units):
        return (value,)
    return (value, value * 1000, value * 1_000_000)
