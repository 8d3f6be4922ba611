"""Figures in columns for people, and as numbers for JSON."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import zip_longest


def number(exact: Fraction | None, digits: int) -> int | float | None:
    """For JSON: whole where it is whole, else with up to so many decimals, halves up; None stays."""
    if exact is None:
        return None
    scale = 10**digits
    scaled = (2 * exact * scale + 1) // 2
    return int(scaled // scale) if scaled % scale == 0 else float(Fraction(scaled, scale))


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, left: int) -> Iterator[str]:
    """Lines of a table: the first ``left`` columns begin at the left, amounts end at the right."""
    lines = [heads, *rows] if heads else rows
    widths = [max(map(len, column)) for column in zip_longest(*lines, fillvalue="")]
    for line in lines:
        cells = [
            cell.ljust(width) if place < left else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
        if line is heads:
            yield "  ".join("-" * width for width in widths)
