"""What the reports of goods and sales share: how quantities, places, charts and the lack of names are said."""

from collections.abc import Sequence
from fractions import Fraction

from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, format_amount
from reports.document import BarChart, Quantity, Series, plain_number

MOST_BARS = 7
MILLIONS_FROM = 1_000_000
"""From a million on the bars are labelled in millions with one decimal, below in thousands: three digits have room."""
_LONGEST_NAME = 24


def number(thousandths: int) -> int | float:
    """A quantity as JSON has it."""
    return plain_number(Quantity(thousandths))


def cents(amount: Fraction | None) -> float | int | None:
    """An exact cost as JSON has it: to two decimals, halves up."""
    if amount is None:
        return None
    hundredths = (2 * amount * 100 + 1) // 2
    return int(hundredths // 100) if hundredths % 100 == 0 else float(Fraction(hundredths, 100))


def whole(amount: Fraction) -> Rupiah:
    """An exact cost as paper has it: to the nearest rupiah, halves up."""
    return Rupiah(int((2 * amount + 1) // 2))


def percent(part: int, of: int) -> float | int | None:
    """How much of it, in percent with one decimal; None of nothing."""
    if of <= 0:
        return None
    tenths = (2 * 1000 * part + of) // (2 * of)
    return tenths // 10 if tenths % 10 == 0 else tenths / 10


def said_percent(found: float | int | None, _: Translator) -> str:
    """A percentage as the language writes it."""
    if found is None:
        return ""
    return f"{found} %".replace(".", "," if _.language == "id" else ".").replace("-", "−")


def bars(name: str, values: Sequence[int], groups: Sequence[str], _: Translator, notes: Sequence[str] = ()) -> BarChart:
    """One bar for each group, in thousands or millions of rupiah."""
    millions = max(map(abs, values), default=0) >= MILLIONS_FROM
    labels = tuple(short_amount(value, _, millions=millions) for value in values)
    return BarChart(
        title=name,
        unit=unit_words(_, millions=millions),
        groups=tuple(groups),
        series=(Series(name, tuple(map(int, values)), labels),),
        notes=tuple(shortened(note) for note in notes),
    )


def unit_words(_: Translator, *, millions: bool) -> str:
    """The unit of a chart."""
    return _("millions of rupiah") if millions else _("thousands of rupiah")


def short_amount(amount: int, _: Translator, *, millions: bool) -> str:
    """An amount in the chart's unit, halves up: 6.845.000 is "6,8" million or "6.845" thousand."""
    if not millions:
        return format_amount((2 * amount + 1000) // 2000, symbol=False)
    tenths = (2 * abs(amount) + 100_000) // 200_000
    sign = "−" if amount < 0 and tenths else ""
    mark = "," if _.language == "id" else "."
    return f"{sign}{format_amount(tenths // 10, symbol=False)}{mark}{tenths % 10}"


def shortened(name: str) -> str:
    """A name that has room below a bar."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"
