"""Money: whole rupiah, the one reader and the one formatter of amounts, and division that loses nothing.

Amounts are read as people in Indonesia write them, little sums included. What can be read in two ways is a question,
never a guess. Numbers in files (their decimal habit is known from the file) are not this module's business.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from math import prod
from typing import NamedTuple, NoReturn

from kpmbooks.problems import N_, Problem, Question


class Rupiah(int):
    """An immutable amount of whole rupiah.

    ``+``, ``−``, ``abs`` and ``*`` with whole numbers stay Rupiah. Dividing raises TypeError (use ``allocate``), and so
    does mixing with anything but an int; only a float on the *left* slips past, because Python does not ask us.
    """

    __slots__ = ()

    def __new__(cls, amount: int = 0) -> "Rupiah":
        if not isinstance(amount, int):
            raise TypeError(f"rupiah are whole numbers, not {type(amount).__name__}")
        return int.__new__(cls, amount)

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
    digits = f"{abs(_whole(amount)):,}".replace(",", ".")
    return f"{'−' if amount < 0 else ''}{'Rp' if symbol else ''}{digits}"


def allocate(total: Rupiah, weights: Sequence[int]) -> tuple[Rupiah, ...]:
    """Split ``total`` by ``weights`` so that the parts add up exactly; each is within one rupiah of its exact share.

    The odd rupiah go to the largest remainders, ties to the first. A negative total is split as its positive twin.
    Raises ValueError when weights are missing, negative or all zero.
    """
    base = sum(_whole(weight) for weight in weights)
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
_UNCLEAR = Problem(
    "amount-unclear", N_("This can be read in more than one way. Write it in full, for example 1.500.000.")
)


class _Number(NamedTuple):
    """A number as it stands there: its smallest reading, and how often that may be taken a thousandfold ("1,5")."""

    value: Fraction
    steps: int
    scale: int


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
    if isinstance(terms, Problem):
        return terms
    readings = [[sign * reading for reading in _readings(factors)] for sign, factors in terms]
    # Whoever writes "1,5 + 2,5" means thousands in both or millions in both; what has one reading keeps it.
    habits = range(-max(len(reading) for reading in readings), 0)
    totals = (sum(reading[max(habit, -len(reading))] for reading in readings) for habit in habits)
    return _decide([Fraction(total) for total in dict.fromkeys(totals)])


def _decide(totals: list[Fraction]) -> Rupiah | Problem:
    whole = [int(total) for total in totals if total.denominator == 1]
    fitting = [Rupiah(total) for total in whole if abs(total) <= LIMIT]
    if not fitting:
        return _TOO_LARGE if whole else _FRACTION
    if len(totals) == 1:
        return fitting[0]
    if len(fitting) == 1:
        return _UNCLEAR
    first, second = fitting[:2]
    return Question(
        "amount-ambiguous",
        N_("This can mean {first} or {second}. Choose one, or write it in full."),
        {"first": first, "second": second},
        choices=(first, second),
    )


def _terms(text: str) -> list[tuple[int, list[_Number]]] | Problem:
    """The signed terms of a sum, each with its factors."""
    terms: list[tuple[int, list[_Number]]] = []
    position = 0
    while position < len(text):
        found = _FACTOR.match(text, position)
        if found is None:
            return _UNREADABLE
        operator, position = found["operator"], found.end()
        number = _number(found)
        if number is None:
            return _GROUPING
        if operator in ("+", "-") or not (operator or terms):
            terms.append((-1 if operator == "-" else 1, [number]))
        elif operator and terms:
            terms[-1][1].append(number)
        elif terms and 1 < number.scale < terms[-1][1][-1].scale and not number.steps + terms[-1][1][-1].steps:
            # "1jt 250rb": said one after the other, from large to small
            terms[-1][1][-1] = number._replace(value=terms[-1][1][-1].value + number.value)
        else:
            return _UNREADABLE
    return terms


def _readings(factors: list[_Number]) -> list[Fraction]:
    """What a product may mean, the largest last. Only beside another factor may "1,5" be a quantity, one and a half."""
    value, steps = prod(number.value for number in factors), max(number.steps for number in factors)
    return [Fraction(value * 1000**step) for step in range(steps + 1)][steps == 2 and len(factors) == 1 :]


def _number(found: re.Match[str]) -> _Number | None:
    """The number, or None when its dots and commas stand in odd places."""
    scale = _SCALES[found["scale"]] if found["scale"] else 1
    shape = _DIGITS.fullmatch(found["digits"])
    if shape is None:
        return None
    head, *groups = re.split("[.,]", shape["whole"])
    mark, cents = shape["mark"], shape["part"] or ""
    units = Fraction(int(head + "".join(groups)))
    value = units + Fraction(int(cents or 0), 10 ** len(cents))
    zero_first = head[0] == "0" and (len(head) > 1 or len(groups) > 1 or (groups and mark))
    if zero_first or (mark and mark in shape["whole"]):
        return None
    if len(groups) == 1 and not mark:
        # "1.250" is a thousand in Indonesia; "1,250", "0.250" and "1.500jt" may be somebody's decimals.
        if scale > 1:
            return _Number(units * scale / 1000, 0 if head == "0" else 1, scale)
        return _Number(units, 0, 1) if "." in shape["whole"] and head != "0" else _Number(units / 1000, 2, 1)
    if scale > 1 or not mark:
        return _Number(value * scale, 0, scale)
    if len(cents) > 2:
        return None
    if groups or len(head) > 3 or (found["currency"] and value == units):
        return _Number(value, 0, 1)
    return _Number(value, 1 if value == units else 2, 1)
