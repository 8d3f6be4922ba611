"""Quantities: whole thousandths of a unit, the one reader and the one formatter of them. What they cost is not here.

Numbers are read by the habit of the money reader: a comma is decimal, a dot stands before three digits. Where a dot can
only be a decimal mark ("1.5") it is one; "1,500" could be either and is asked about.
"""

import re
from fractions import Fraction

from kpmbooks.problems import N_, Problem, Question

THOUSAND = 1_000
"""Of one unit; a quantity of 2,5 kg is 2 500."""

MOST = 999_999_999 * THOUSAND

PACKS = {"lusin": 12, "kodi": 20, "gros": 144, "gross": 144}
"""Counted packs and how many pieces each holds."""

WHOLE_UNITS = frozenset(
    {
        "biji", "bks", "botol", "btl", "buah", "bungkus", "butir", "dus", "ekor", "gelas", "helai", "ikat", "kaleng",
        "karton", "kotak", "lembar", "mangkok", "mangkuk", "orang", "pak", "paket", "pasang", "pcs", "piece", "pieces",
        "porsi", "potong", "sachet", "saset", "set", "stel", "tabung", "toples", "unit",
    }
)  # fmt: skip
"""Units of which there is no half."""

_LONGEST = 60
_SPACES = re.compile(r"[ \t\u00a0\u202f]+")
_WORDED = re.compile(r"(?P<number>[\d.,]+(?: ?[\d]+/\d+)?|\d+ ?/ ?\d+)(?: ?(?P<unit>[a-z][a-z ]*))?")
_NUMBER = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+|\d+)(?:(?P<mark>[.,])(?P<part>\d+))?")
_FRACTION = re.compile(r"(?:(?P<whole>\d{1,9}) )?(?P<top>\d{1,4}) ?/ ?(?P<bottom>\d{1,4})")

_EMPTY = Problem("quantity-empty", N_("The quantity is empty. Write how much it is, for example 12 or 2,5."))
_UNREADABLE = Problem(
    "quantity-unreadable", N_("This is not a quantity. Write it in figures, for example 12, 2,5, 1/2 or 2 lusin.")
)
_NEGATIVE = Problem("quantity-negative", N_("A quantity has no minus. Write it without, or choose another record."))
_TOO_LARGE = Problem("quantity-too-large", N_("This quantity is larger than 999 million. Check the zeros."))
_TOO_FINE = Problem(
    "quantity-too-fine", N_("A quantity has at most three digits behind the comma. Round it, for example 0,333.")
)


def is_whole_unit(unit: str) -> bool:
    """Whether there is no half of this unit: a piece, a portion, a packet."""
    return unit.strip().casefold() in WHOLE_UNITS


def read_quantity(text: str, unit: str = "") -> int | Problem:
    """The quantity a person wrote, in thousandths: ``12``, ``2,5``, ``1 1/2``, ``2 lusin`` (24), ``1 kodi`` (20).

    ``unit`` is the unit of the good: it may be written behind the number, and refuses fractions where it is whole.
    """
    if len(text) > _LONGEST:
        return _UNREADABLE
    plain = _SPACES.sub(" ", text).strip(" \r\n").casefold().replace("½", " 1/2").replace("¼", " 1/4").strip()
    if not plain:
        return _EMPTY
    if plain[0] in "-−–":
        return _NEGATIVE
    found = _WORDED.fullmatch(plain)
    if found is None:
        return _UNREADABLE
    own, written = unit.strip().casefold(), found["unit"] or ""
    pack = 1 if written in ("", own) else PACKS.get(written.removesuffix(f" {own}") if own else written)
    if pack is None:
        return _UNREADABLE if not own else _other_unit(written, own)
    readings = _numbers(found["number"])
    if isinstance(readings, Problem):
        return readings
    exact = [number * pack * THOUSAND for number in readings]
    fitting = [int(number) for number in exact if number.denominator == 1]
    if not fitting:
        return _TOO_FINE
    if len(fitting) > 1:
        message = N_("This can mean {first} or {second}. Write it as one of the two.")
        params = {"first": format_quantity(fitting[0]), "second": _long(fitting[1])}
        return Question("quantity-ambiguous", message, params, choices=tuple(fitting))
    return check_quantity(fitting[0], unit)


def check_quantity(quantity: int, unit: str = "") -> int | Problem:
    """The quantity, or why there is no such quantity of the unit."""
    if quantity < 0:
        return _NEGATIVE
    if quantity > MOST:
        return _TOO_LARGE
    if quantity % THOUSAND and is_whole_unit(unit):
        message = N_("{quantity} {unit} is not possible: it is counted whole. Write a whole number.")
        return Problem("quantity-not-whole", message, {"quantity": format_quantity(quantity), "unit": unit})
    return quantity


def exact_quantity(number: Fraction, unit: str = "") -> int | Problem:
    """The quantity of so many units; a Problem where it is none."""
    thousandths = number * THOUSAND
    return check_quantity(int(thousandths), unit) if thousandths.denominator == 1 else _TOO_FINE


def format_quantity(quantity: int, unit: str = "") -> str:
    """``1.250``, ``2,5 kg``, ``−3`` (U+2212). Alike in every language, as amounts are."""
    whole, part = divmod(abs(quantity), THOUSAND)
    digits = f"{whole:,}".replace(",", ".") + (f",{part:03}".rstrip("0") if part else "")
    return f"{'−' if quantity < 0 else ''}{digits}{f' {unit}' if unit else ''}"


def read_percent(text: str, most: int = 1_000) -> Fraction | Problem:
    """The percentage a person wrote, 0 to ``most``: ``12,5``, ``12.5``, ``40 %``. 6 means 6 %."""
    plain = text.strip().casefold().removesuffix("persen").strip().removesuffix("%").strip()
    if not re.fullmatch(r"\d{1,9}(?:[.,]\d{1,9})?", plain, re.ASCII):
        message = N_("This is not a percentage. Write it in figures, for example 12,5.")
        return Problem("percent-unreadable", message)
    percent = Fraction(plain.replace(",", "."))
    if percent > most:
        message = N_("A percentage here is at most {most}. Check it and write it again.")
        return Problem("percent-too-large", message, {"most": most})
    return percent


def _other_unit(written: str, own: str) -> Problem:
    message = N_("This good is counted in {own}, not in {written}. Write how many {own} it is.")
    return Problem("quantity-other-unit", message, {"own": own, "written": written})


def _long(quantity: int) -> str:
    """Without a grouping dot, so that it is read in one way."""
    return str(quantity // THOUSAND) if quantity % THOUSAND == 0 else format_quantity(quantity)


def _numbers(digits: str) -> list[Fraction] | Problem:
    """What the digits may mean, the smallest first."""
    if fraction := _FRACTION.fullmatch(digits):
        if int(fraction["bottom"]) == 0:
            return _UNREADABLE
        return [int(fraction["whole"] or 0) + Fraction(int(fraction["top"]), int(fraction["bottom"]))]
    shape = _NUMBER.fullmatch(digits)
    if shape is None or len(digits) > 20:
        return _UNREADABLE
    head, *groups = re.split("[.,]", shape["whole"])
    mark, part = shape["mark"], shape["part"] or ""
    if mark and mark in shape["whole"]:
        return _UNREADABLE
    if len(groups) == 1 and not mark:
        small = Fraction(int(head + groups[0]), 1000)
        if head.startswith("0"):
            return [small] if head == "0" else _UNREADABLE
        return [small * 1000] if "." in shape["whole"] else [small, small * 1000]
    if groups and head.startswith("0"):
        return _UNREADABLE
    whole = Fraction(int(head + "".join(groups)))
    return [whole + Fraction(int(part or 0), 10 ** len(part))]
