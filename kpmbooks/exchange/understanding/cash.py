"""Cash books and bank statements: each dated row with an amount in or out is an entry, whatever its words."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from kpmbooks.exchange.understanding import faults
from kpmbooks.exchange.understanding.grids import cell_text, is_blank
from kpmbooks.exchange.understanding.numbers import Number, Reading
from kpmbooks.exchange.understanding.rows import (
    Descriptions,
    Row,
    Source,
    common_width,
    first_text,
    getter,
    shape_problem,
    walk,
    written,
)
from kpmbooks.exchange.understanding.texts import is_struck, label_of
from kpmbooks.exchange.understanding.totals import Printed, Sums, check_balances, direction, first_balance
from kpmbooks.exchange.understanding.values import Line, LineKind, Note
from kpmbooks.problems import Problem

_IN = re.compile(r"(?:uang |kas )?(?:masuk|pemasukan|penerimaan|terima|diterima|in\b|income|deposit|receipt|setor|\+)")
_OUT = re.compile(r"(?:uang |kas )?(?:keluar|pengeluaran|bayar|dibayar|out\b|expense|withdrawal|payment|tarik|-)")
_DEBIT = re.compile(r"db|dr|d|debet|debit")
_CREDIT = re.compile(r"cr|kr|k|c|kredit|credit")
_STATEMENT = re.compile(
    r"rekening koran|mutasi rekening|account statement|bank statement|e-?statement|statement of account"
)


class Money(NamedTuple):
    """What a row says in its columns of amounts, before the direction of debit and credit is settled.

    ``one`` and ``other``: the two sides (in and out, debit and credit); of a signed column only ``one``, with sign.
    """

    one: int | None
    other: int | None
    problems: tuple[Problem, ...] = ()


class CashRead(NamedTuple):
    """All lines, notes, the balance before the first, whether debit is in, whether the newest row comes first."""

    lines: list[Line]
    notes: list[Note]
    opening: int | None
    debit_is_in: bool | None
    newest_first: bool


def read_cash(source: Source, debit_is_in: bool | None) -> CashRead:
    """Read every row. ``debit_is_in`` None: the balances decide, else a bank's heading, else debit is money in."""
    sided = "in" if source.has("in") or source.has("out") else "debit" if source.has("debit") else "signed"
    reader = _Reader(source, sided)
    lines = reader.lines()
    turns = sided == "debit" or reader.marked
    rows = len(lines)
    source.progress.report(rows, rows)
    sign, newest_first = direction(reader.printed, (1, -1) if turns and debit_is_in is None else (1,))
    has_balances = any(row.balance is not None for row in reader.printed)
    if turns:
        if debit_is_in is None and has_balances and len(reader.printed) > 1:
            debit_is_in = sign > 0
        elif debit_is_in is None:
            debit_is_in = not (reader.marks_of_a_bank or _is_statement(source, lines))
        if not debit_is_in:
            reader = _Reader(source, sided, sign=-1)
            lines = reader.lines()
            _, newest_first = direction(reader.printed)
    if not has_balances:
        newest_first = _goes_back(lines)
    opening = reader.opening
    if opening is None:
        opening = first_balance(reader.printed, newest_first)
    source.progress.report(rows, rows)
    on_balances = check_balances(reader.printed, opening, newest_first)
    source.progress.report(rows, rows)
    if any(note.row == 0 for note in on_balances):
        opening = reader.opening  # what does not follow from the rows does not lead back to before them either
    notes = [*reader.notes, *on_balances]
    return CashRead(lines, notes, opening, debit_is_in if turns else None, newest_first)


def _goes_back(lines: Sequence[Line]) -> bool:
    days = [line.day for line in lines if line.day is not None]
    return len(days) > 1 and days[0] > days[-1] and all(one >= other for one, other in pairwise(days))


def _is_statement(source: Source, lines: Sequence[Line]) -> bool:
    above = (line.cells for line in lines[: source.last_heading + 1])
    return any(_STATEMENT.search(written(cells).casefold()) for cells in above)


class _Reader:
    """Walks the rows once, keeps the sums and hands every row on as a line."""

    def __init__(self, source: Source, sided: str, sign: int = 1) -> None:
        self.source = source
        self._sign = sign  # −1: debit is money out
        self.notes: list[Note] = []
        self.printed: list[Printed] = []
        self.opening: int | None = None
        self.marked = False
        self.marks_of_a_bank = False
        self._has_bad = False  # then totals say nothing: what they count is not all there
        self._sums = Sums(sign)
        self._signed = sided == "signed"
        self._turn = sign if sided == "debit" else 1
        self._common = common_width(source)
        self._is_wide_enough = shape_problem(source, self._common, [None] * self._common) is None
        self._one = getter(source, "amount" if self._signed else "in" if sided == "in" else "debit")
        self._other = getter(source, "out" if sided == "in" else "credit")
        self._description = Descriptions(source)
        self._day = getter(source, "day")
        self._balance = getter(source, "balance")
        self._no = getter(source, "no")
        self._side = getter(source, "side")

    def lines(self) -> list[Line]:
        """Every row of the file."""
        read = self._row
        return [read(number, row) if line is None else line for number, row, line in walk(self.source)]

    def _row(self, number: int, row: Row) -> Line:
        day = self.source.days(self._day(row))
        if isinstance(day, date):
            return self._dated(number, row, day)
        money = self._money(row)
        one, other, balance = money.one, money.other, self._balance_of(row)
        if day == "impossible":
            return self._bad(number, row, money, faults.day_problem(cell_text(self._day(row))))
        # "Mengetahui" below the column of amounts is no amount; words in a row without a day are only words.
        if not one and not other and balance is None:
            return Line(number, "title", row, text=first_text(row))
        return self._undated(number, row, (one or None, other or None), balance, money)

    def _dated(self, number: int, row: Row, day: date) -> Line:
        text, wrong = self._description(row)
        if "[" in text and is_struck(text):
            return Line(number, "struck", row, text, day)
        if wrong is None and len(row) == self._common and (amount := self._plain_amount(row)):
            return self._entry(number, row, text, day, amount)
        problems = []
        if shape := shape_problem(self.source, self._common, row):
            problems.append(shape)
        if wrong:
            problems.append(wrong)
        money = self._money(row)
        amount = self._amount(money, problems)
        balance = self._balance_of(row)
        if problems or amount is None:
            # Of a row that is cut short or shifted nothing else is worth saying.
            told = problems[:1] if problems[0] in (faults.TOO_FEW, faults.TOO_MANY) else problems
            self.printed.append(Printed(number, None, balance))
            self._has_bad = True
            return Line(number, "bad", row, text, day, amount, balance, problems=tuple(told))
        return self._entry(number, row, text, day, amount)

    def _entry(self, number: int, row: Row, text: str, day: date, amount: int) -> Line:
        if amount * self._turn > 0:
            self._sums.add(abs(amount), 0)
        else:
            self._sums.add(0, abs(amount))
        balance = self._balance_of(row)
        self.printed.append(Printed(number, amount, balance))
        return Line(number, "entry", row, text, day, amount, balance, "", "", cell_text(self._no(row)))

    def _plain_amount(self, row: Row) -> int | None:
        """The amount of a row about which there is nothing to say: one side above zero, the other empty."""
        if self._signed or not self._is_wide_enough:
            return None
        one, other = self.source.numbers(self._one(row)), self.source.numbers(self._other(row))
        if isinstance(one, str) or isinstance(other, str):
            return None
        left, right = 0 if one is None else one.amount, 0 if other is None else other.amount
        if left < 0 or right < 0 or (left and right):
            return None
        return (left - right) * self._turn

    def _amount(self, money: Money, problems: list[Problem]) -> int | None:
        """The signed amount of a dated row; what is wrong with it goes to ``problems``."""
        problems.extend(money.problems)
        one, other = money.one or 0, money.other or 0
        if one and other:
            problems.append(faults.BOTH_SIDES)
        elif not self._signed and (one < 0 or other < 0):
            problems.append(faults.NEGATIVE)
        elif not (one or other) and not money.problems:
            problems.append(faults.NO_AMOUNT)
        return (one - other) * self._turn if one or other else None

    def _undated(
        self, number: int, row: Row, said: tuple[int | None, int | None], balance: int | None, money: Money
    ) -> Line:
        day_cell = self._day(row)
        names = (cell_text(day_cell), cell_text(self._no(row)), cell_text(self.source.cell(row, "text")))
        label = next((label for name in (*names, first_text(row)) if (label := label_of(name))), None)
        only_balance = said == (None, None)
        is_sum = not only_balance and self._is_sum(said, bool(names[2]))
        if label is None and not only_balance and not is_sum:
            return self._bad(number, row, money, faults.NO_DAY if is_blank(day_cell) else faults.day_problem(names[0]))
        kind: LineKind = label or ("balance" if only_balance else "subtotal")
        if kind == "balance" and None not in said:  # carried over to this page: both sums so far
            kind = "total"
        if kind == "balance":
            self._check_balance(number, said, balance)
        else:
            if not is_sum and not self._has_bad:
                self._check_total(number, said)
            self._sums.close_part()
        amount = None if only_balance else (said[0] or 0) - (said[1] or 0)
        return Line(number, kind, row, first_text(row), None, amount, balance)

    def _is_sum(self, said: tuple[int | None, int | None], has_text: bool) -> bool:
        """Whether a row that calls itself nothing is a total: no entry has both sides, few have no description."""
        if self._signed:
            totals = (
                (self._sums.all[0] - self._sums.all[1], self._sums.rows),
                (self._sums.part[0] - self._sums.part[1], self._sums.part_rows),
            )
            return not has_text and any(said[0] == total and rows > 1 for total, rows in totals)
        return (not has_text or None not in said) and self._sums.equals(said)

    def _check_total(self, number: int, said: tuple[int | None, int | None]) -> None:
        sums = self._sums
        if self._signed:
            net = sums.all[0] - sums.all[1], sums.part[0] - sums.part[1]
            if said[0] is not None and said[0] not in (*net, sums.balance, sums.all[0], -sums.all[1], sums.all[1]):
                self.notes.append(Note(number, faults.total_differs(said[0], sums.all[0] - sums.all[1])))
        elif not sums.allows(said):
            self.notes.append(Note(number, faults.total_differs(*sums.nearest(said))))

    def _check_balance(self, number: int, said: tuple[int | None, int | None], balance: int | None) -> None:
        value = balance if balance is not None else (said[0] or 0) or (said[1] or 0)
        if not self._sums.rows:
            # A second one before the first entry is the same said again, or the page's head.
            if self.opening is None:
                self.opening = self._sums.opening = value
        elif self.opening is not None and not self._has_bad and value not in (self._sums.balance, self.opening):
            self.notes.append(Note(number, faults.total_differs(value, self._sums.balance)))

    def _bad(self, number: int, row: Row, money: Money, problem: Problem) -> Line:
        self.printed.append(Printed(number, None, self._balance_of(row)))
        self._has_bad = True
        return Line(number, "bad", row, first_text(row), problems=(problem, *money.problems))

    def _money(self, row: Row) -> Money:
        if self._signed:
            return self._signed_money(row)
        numbers = self.source.numbers
        cells = self._one(row), self._other(row)
        one, other = numbers(cells[0]), numbers(cells[1])
        if not isinstance(one, str) and not isinstance(other, str):
            return Money(one and one.amount, other and other.amount)
        problems = [
            faults.number_problem(reading, cell_text(cell))
            for reading, cell in zip((one, other), cells, strict=True)
            if isinstance(reading, str)
        ]
        return Money(_amount_of(one), _amount_of(other), tuple(problems))

    def _signed_money(self, row: Row) -> Money:
        cell = self._one(row)
        reading = self.source.numbers(cell)
        if isinstance(reading, str):
            return Money(None, None, (faults.number_problem(reading, cell_text(cell)),))
        if reading is None:
            return Money(None, None)
        word = cell_text(self._side(row)).casefold()
        if reading.mark is None and not word:
            return Money(reading.amount, None)
        return self._by_mark(reading, word)

    def _by_mark(self, reading: Number, word: str) -> Money:
        """An amount whose direction stands beside it: DB or CR, D or K, masuk or keluar."""
        amount = reading.amount
        if amount < 0:
            return Money(amount, None, (faults.NEGATIVE,))
        if _IN.match(word):
            return Money(amount, None)
        if _OUT.match(word):
            return Money(-amount, None)
        is_debit = reading.mark == "debit" or bool(_DEBIT.fullmatch(word))
        if reading.mark is None and not is_debit and not _CREDIT.fullmatch(word):
            return Money(amount, None, (faults.SIDE_UNCLEAR,))
        self.marked = True
        self.marks_of_a_bank = self.marks_of_a_bank or word in ("", "db", "cr")
        return Money((amount if is_debit else -amount) * self._sign, None)

    def _balance_of(self, row: Row) -> int | None:
        reading: Reading = self.source.numbers(self._balance(row))
        return _amount_of(reading)


def _amount_of(reading: Reading) -> int | None:
    return reading.amount if isinstance(reading, Number) else None


def sides_are_words(source: Source) -> bool:
    """Whether the column that may say in or out does say so in most rows."""
    side = getter(source, "side")
    words = [text for row in source.grid.rows[source.last_heading + 1 :] if (text := cell_text(side(row)).casefold())]
    known = sum(_is_side(word) for word in words)
    return known * 2 > len(words)


def _is_side(word: str) -> bool:
    return any(sign.match(word) for sign in (_IN, _OUT)) or any(sign.fullmatch(word) for sign in (_DEBIT, _CREDIT))
