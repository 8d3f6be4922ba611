"""Journals: rows that belong together are one record, known by its number, or by its day and description.

Published journals often write day and number in the first row of a record only; that is taken as their habit where all
records then balance. In a journal that dates every row, a row without a date is a bad row.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from kpmbooks.exchange.understanding import faults
from kpmbooks.exchange.understanding.account_cells import AccountCells
from kpmbooks.exchange.understanding.grids import cell_text, is_blank
from kpmbooks.exchange.understanding.rows import (
    Row,
    Source,
    common_width,
    crossed_out,
    first_text,
    getter,
    shape_problem,
    walk,
)
from kpmbooks.exchange.understanding.sides import Sides
from kpmbooks.exchange.understanding.texts import fault_of, label_of, text_of
from kpmbooks.exchange.understanding.totals import Sums
from kpmbooks.exchange.understanding.values import Line, LineKind, Note
from kpmbooks.problems import Problem


@dataclass(slots=True)
class _Posting:
    """One row of a record while it is being put together; ``place`` is its index among the lines."""

    place: int
    number: int
    row: Row
    day: date | None
    no: str
    text: str
    code: str
    account: str
    amount: int | None
    problems: list[Problem] = field(default_factory=list)
    record: int = -1


class JournalRead(NamedTuple):
    """All lines and notes."""

    lines: list[Line]
    notes: list[Note]


def read_journal(source: Source) -> JournalRead:
    """Read every row and put the records together."""
    reader = _Reader(source)
    lines = reader.lines()
    postings = reader.postings
    _settle_days(postings, reader.heads)
    _group(postings, reader.has_texts)
    _settle_records(postings, reader.has_texts)
    for one in postings:
        kind: LineKind = "bad" if one.problems else "entry"
        lines[one.place] = Line(
            one.number,
            kind,
            one.row,
            one.text,
            one.day,
            one.amount,
            None,
            one.account,
            one.code,
            one.no,
            one.record,
            None,
            tuple(one.problems),
        )
    return JournalRead(lines, reader.notes)


class _Reader:
    """Walks the rows once; what belongs to records is kept in ``postings``, with a place held among the lines."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.postings: list[_Posting] = []
        self.notes: list[Note] = []
        self.heads: set[int] = set()
        self.has_texts = False
        self._sums = Sums()
        self._sides = Sides(source)
        self._accounts = AccountCells(source)
        self._common = common_width(source)
        self._day = getter(source, "day")
        self._no = getter(source, "no")
        self._text = getter(source, "text")
        self._head: _Posting | None = None
        self._has_bad = False

    def lines(self) -> list[Line]:
        """Every row of the file."""
        lines: list[Line] = []
        for number, row, line in walk(self.source):
            lines.append(self._row(number, row, len(lines)) if line is None else line)
        return lines

    def _row(self, number: int, row: Row, place: int) -> Line:
        day = self.source.days(self._day(row))
        named = self._accounts(row)
        if not self._sides.has_number(row) and not isinstance(day, date):
            if day == "impossible":
                return self._posting(number, row, place, day)
            if named.name.startswith("(") and self.postings:
                self._explain(named.name.strip("() "))
            return Line(number, "title", row, first_text(row))
        if isinstance(day, date):
            if crossed_out(row):
                return Line(number, "struck", row, day=day)
            if named.is_empty and not self._sides.has_number(row) and not shape_problem(self.source, self._common, row):
                return self._begin(number, row, day)
        elif label := self._label(row, named.name, named.is_empty):
            said = self._sides.both(row)
            if not self._has_bad and not self._sums.allows(said):
                self.notes.append(Note(number, faults.total_differs(*self._sums.nearest(said))))
            self._sums.close_part()
            return Line(number, label, row, first_text(row))
        return self._posting(number, row, place, day)

    def _label(self, row: Row, name: str, nameless: bool) -> Literal["total", "subtotal"] | None:
        """Whether a row without a day is a total: it says so, or it has no account and both sides alike."""
        texts = (cell_text(self._day(row)), name, cell_text(self._no(row)), cell_text(self._text(row)), first_text(row))
        for text in texts:
            if (label := label_of(text)) and label != "balance":
                return label
        return "subtotal" if nameless and self._sums.equals(self._sides.both(row)) else None

    def _begin(self, number: int, row: Row, day: date) -> Line:
        """A row that only says day and description of the record whose accounts follow."""
        text, _ = self._description(row)
        self._head = _Posting(-1, number, row, day, cell_text(self._no(row)), text, "", "", None)
        return Line(number, "title", row, first_text(row))

    def _explain(self, text: str) -> None:
        """Words in brackets below a record say what it was for."""
        last = self.postings[-1]
        if not last.text:
            last.text = text
            self.has_texts = True

    def _description(self, row: Row) -> tuple[str, Problem | None]:
        cell = self._text(row)
        if is_blank(cell) or not cell_text(cell).strip("-–—. "):
            return "", None
        fault = fault_of(cell, self.source.delimiter)
        return text_of(cell), fault and faults.text_problem(fault, cell_text(cell))

    def _posting(self, number: int, row: Row, place: int, day: object) -> Line:
        problems: list[Problem] = []
        shape = shape_problem(self.source, self._common, row)
        if day == "impossible" or (day is not None and not isinstance(day, date)):
            problems.append(faults.day_problem(cell_text(self._day(row))))
        text, wrong = self._description(row)
        if wrong:
            problems.append(wrong)
        named = self._accounts(row)
        if named.problem:
            problems.append(named.problem)
        elif named.is_empty:
            problems.append(faults.NO_ACCOUNT)
        amount, wrong_amounts = self._sides.amount(row)
        problems.extend(wrong_amounts)
        if shape:
            problems = [shape]
        one = _Posting(
            place,
            number,
            row,
            day if isinstance(day, date) else None,
            cell_text(self._no(row)),
            text,
            named.code,
            named.name,
            amount,
            problems,
        )
        if head := self._head:
            if one.day is None and not problems:
                one.day, one.no, one.text = head.day, one.no or head.no, one.text or head.text
                self.heads.add(head.number)
            self._head = head if one.day == head.day else None
        self.has_texts = self.has_texts or bool(one.text)
        self._has_bad = self._has_bad or bool(problems)
        if amount is not None and not problems:
            self._sums.add(max(amount, 0), max(-amount, 0))
        self.postings.append(one)
        return Line(number, "entry", row)  # its place is taken when the records are complete


def _settle_days(postings: Sequence[_Posting], heads: set[int]) -> None:
    """Give rows without a day that of their record, where that is the file's habit; else it is what is wrong."""
    undated = [one for one in postings if one.day is None and not one.problems]
    if not undated:
        return
    once = not heads and _writes_days_once(postings)
    by_no: dict[str, _Posting] = {}
    last: _Posting | None = None
    for one in postings:
        if one.day is not None:
            last = one
            if one.no:
                by_no[one.no] = one
        elif not one.problems:
            source = last if once else by_no.get(one.no) if one.no else None
            if source is None:
                one.problems.append(faults.NO_DAY)
            else:
                one.day, one.no, one.text = source.day, one.no or source.no, one.text or source.text


def _writes_days_once(postings: Sequence[_Posting]) -> bool:
    """Whether the rows from one day to the next are records that balance."""
    runs: list[list[_Posting]] = []
    for one in postings:
        if one.day is not None or not runs:
            runs.append([])
        runs[-1].append(one)
    dated = sum(one.day is not None for one in postings)
    balanced = sum(len(run) > 1 and _balances(run) for run in runs)
    return (len(postings) - dated) * 2 >= dated and balanced * 2 > len(runs)


def _balances(postings: Sequence[_Posting]) -> bool:
    return sum(one.amount or 0 for one in postings) == 0


def _group(postings: Sequence[_Posting], has_texts: bool) -> None:
    """Number the records. A number that no two rows share counts rows, and is none of a record."""
    good = [one for one in postings if not one.problems]
    ways: list[Callable[[], list[int]]] = []
    shared = Counter(one.no for one in good if one.no)
    if any(count > 1 for count in shared.values()):
        ways.append(lambda: _by(good, lambda one: (one.no, one.day) if one.no else (None, one.day, one.text)))
    if has_texts or not ways:
        ways.append(lambda: _by(good, lambda one: (one.day, one.text.casefold())))
    ways.append(lambda: _by_balance(good))
    best: list[int] | None = None
    for way in ways:
        records = way()
        wrong = _unbalanced(good, records)
        if best is None or wrong * 2 <= len(set(records)) < 2 * _unbalanced(good, best):
            best = records
    for one, record in zip(good, best or (), strict=True):
        one.record = record


def _by(postings: Sequence[_Posting], key: Callable[[_Posting], Hashable]) -> list[int]:
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(key(one), len(numbers)) for one in postings]


def _by_balance(postings: Sequence[_Posting]) -> list[int]:
    """Rows of one day that follow each other, cut wherever both sides are equal."""
    records: list[int] = []
    rest, record, day = 0, -1, None
    for one in postings:
        if record < 0 or rest == 0 or one.day != day:
            record, rest, day = record + 1, 0, one.day
        rest += one.amount or 0
        records.append(record)
    return records


def _unbalanced(postings: Sequence[_Posting], records: Sequence[int]) -> int:
    sums: Counter[int] = Counter()
    for one, record in zip(postings, records, strict=True):
        sums[record] += one.amount or 0
    return sum(total != 0 for total in sums.values())


def _settle_records(postings: Sequence[_Posting], has_texts: bool) -> None:
    """Find what is wrong with whole records: sides that differ, no description, a bad row among the good ones."""
    by_record: dict[int, list[_Posting]] = {}
    for one in postings:
        if one.record >= 0:
            by_record.setdefault(one.record, []).append(one)
    bad_keys = {(one.no, one.day) for one in postings if one.problems and one.no and one.day}
    bad_keys |= {(one.text, one.day) for one in postings if one.problems and one.text and one.day}
    for record in by_record.values():
        text = next((one.text for one in record if one.text), "")
        rest = sum(one.amount or 0 for one in record)
        problem = None
        if rest:
            first = record[0]
            broken = not bad_keys.isdisjoint({(first.no, first.day), (text, first.day)})
            problem = faults.BAD_RECORD if broken else faults.unbalanced(rest)
        elif has_texts and not text:
            problem = faults.NO_TEXT
        for one in record:
            if problem:
                one.problems.append(problem)
            one.text = one.text or text
