"""Opening balances and published trial balances: each row with an amount is an account, the total only checks."""

from typing import NamedTuple

from kpmbooks.exchange.understanding import faults
from kpmbooks.exchange.understanding.account_cells import AccountCells, Named
from kpmbooks.exchange.understanding.grids import cell_text
from kpmbooks.exchange.understanding.rows import Row, Source, common_width, first_text, getter, shape_problem, walk
from kpmbooks.exchange.understanding.sides import Sides
from kpmbooks.exchange.understanding.texts import label_of
from kpmbooks.exchange.understanding.totals import Sums
from kpmbooks.exchange.understanding.values import Line, Note
from kpmbooks.problems import Problem


class OpeningRead(NamedTuple):
    """All lines and notes."""

    lines: list[Line]
    notes: list[Note]


def read_opening(source: Source) -> OpeningRead:
    """Read every row. A row without an amount is a heading of its own, or an account with nothing in it."""
    reader = _Reader(source)
    lines = [reader.row(number, row) if line is None else line for number, row, line in walk(source)]
    return OpeningRead(lines, reader.notes)


class _Reader:
    def __init__(self, source: Source) -> None:
        self.notes: list[Note] = []
        self._source = source
        self._sides = Sides(source)
        self._accounts = AccountCells(source)
        self._code = getter(source, "code")
        self._common = common_width(source)
        self._sums = Sums()
        self._has_bad = False

    def row(self, number: int, row: Row) -> Line:
        """One row of the table."""
        named = self._accounts(row)
        if not self._sides.has_number(row):
            return Line(number, "title", row, first_text(row))
        said = self._sides.both(row)
        nameless = not named.name
        label = label_of(named.name) if named.name else label_of(cell_text(self._code(row)) or first_text(row))
        if label in ("total", "subtotal") or (nameless and (self._sums.equals(said) or None not in said)):
            if not self._has_bad and not self._sums.allows(said):
                self.notes.append(Note(number, faults.total_differs(*self._sums.nearest(said))))
            self._sums.close_part()
            return Line(number, "subtotal" if label == "subtotal" else "total", row, first_text(row))
        return self._account(number, row, named)

    def _account(self, number: int, row: Row, named: Named) -> Line:
        problems: list[Problem] = []
        amount, wrong = self._sides.amount(row)
        problems.extend(wrong)
        if named.problem:
            problems.append(named.problem)
        elif named.is_empty:
            problems.append(faults.NO_ACCOUNT)
        if shape := shape_problem(self._source, self._common, row):
            problems = [shape]
        if problems or amount is None:
            self._has_bad = True
            return Line(
                number, "bad", row, amount=amount, account=named.name, code=named.code, problems=tuple(problems)
            )
        self._sums.add(max(amount, 0), max(-amount, 0))
        return Line(number, "entry", row, amount=amount, account=named.name, code=named.code)
