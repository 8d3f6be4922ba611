"""The two sides of a journal or of opening balances: debit and credit columns, or one signed column, as one amount."""

from collections.abc import Iterable

from kpmbooks.exchange.understanding import faults
from kpmbooks.exchange.understanding.grids import cell_text
from kpmbooks.exchange.understanding.numbers import Number, Reading
from kpmbooks.exchange.understanding.rows import Row, Source, getter
from kpmbooks.problems import Problem


class Sides:
    """Reads the amount of a row: debit positive, credit negative."""

    def __init__(self, source: Source) -> None:
        self._numbers = source.numbers
        self._signed = not source.has("debit")
        self._debit = getter(source, "amount" if self._signed else "debit")
        self._credit = getter(source, "credit")
        self._mark = getter(source, "side")
        # Some write every amount on the right with a minus or in brackets: a habit, not a negative amount.
        self._credits_negative = not self._signed and _all_negative(
            self._numbers(self._credit(row)) for row in source.grid.rows[source.last_heading + 1 :]
        )

    def both(self, row: Row) -> tuple[int | None, int | None]:
        """What stands on each side, zero as None; for totals."""
        debit, credit = self._readings(row)
        return _size(debit), _size(credit)

    def has_number(self, row: Row) -> bool:
        """Whether the row has an amount other than zero, or something unreadable that should be one."""
        return any(isinstance(one, str) or (one is not None and one.amount != 0) for one in self._readings(row))

    def amount(self, row: Row) -> tuple[int | None, tuple[Problem, ...]]:
        """The signed amount of a row of data, and what is wrong with it."""
        cells = self._debit(row), self._credit(row)
        readings = self._readings(row)
        problems = [
            faults.number_problem(reading, cell_text(cell))
            for reading, cell in zip(readings, cells, strict=True)
            if isinstance(reading, str)
        ]
        if problems:
            return None, tuple(problems)
        debit, credit = _size(readings[0]) or 0, _size(readings[1]) or 0
        if debit and credit:
            return None, (faults.BOTH_SIDES,)
        if not self._signed and (debit < 0 or credit < 0):
            return None, (faults.NEGATIVE,)
        if not debit and not credit:
            return None, (faults.NO_AMOUNT,)
        return debit - credit, ()

    def _readings(self, row: Row) -> tuple[Reading, Reading]:
        debit, credit = self._numbers(self._debit(row)), self._numbers(self._credit(row))
        if self._signed and isinstance(debit, Number):
            word = debit.mark or cell_text(self._mark(row)).casefold()
            if word in _CREDIT_WORDS:
                return None, debit._replace(mark=None)
        if self._credits_negative and isinstance(credit, Number):
            credit = Number(-credit.amount)
        return debit, credit


_CREDIT_WORDS = frozenset({"credit", "kredit", "k", "kr", "cr", "c"})


def _all_negative(readings: Iterable[Reading]) -> bool:
    amounts = [reading.amount for reading in readings if isinstance(reading, Number) and reading.amount]
    return bool(amounts) and all(amount < 0 for amount in amounts)


def _size(reading: Reading) -> int | None:
    return (reading.amount or None) if isinstance(reading, Number) else None
