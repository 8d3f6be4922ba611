"""The lines of a cash book as rows of a register: days, opening balance, what was struck and what it became.

Where a row lies is worked out from the number of lines of each day, so that only the rows that are looked at are read,
and the last page of a million costs what the first does.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from kpmbooks import ledger as books
from kpmbooks import statements, trade
from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day
from kpmbooks.ledger import Account, Entry
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.recording import kinds
from kpmbooks.statements import CashBookDay, CashBookRow
from ui.desktop.pages.entry_line import words_of
from ui.desktop.session import Session
from ui.desktop.widgets import RegisterBadge, RegisterRow

GENERAL_PICTURE = "note-pencil"


@dataclass(frozen=True, slots=True)
class LineKey:
    """What a row of a record is known by: the record's row in the book and its number."""

    entry: int
    number: str


def picture_of(kind: str) -> str:
    """The icon of a kind of record; that of writing for what has no kind."""
    known = kinds().get(kind)
    return known.picture if known is not None else GENERAL_PICTURE


def restored_root(reader: Reader, entry: Entry) -> Entry | None:
    """The record that ``entry`` restored by taking back what had taken it back; None for any other entry."""
    root, restores = entry, True
    while root.reverses is not None:
        root = books.read_entry(reader, root.reverses)
        restores = not restores
    return root if restores and root is not entry else None


class CashBookLines:
    """A source of rows: the balance brought forward, then for each day a row of its own and its lines."""

    def __init__(
        self, session: Session, account: Account, period: Period, opening: Rupiah, days: Sequence[CashBookDay]
    ) -> None:
        self._session = session
        self._account = account
        self._period = period
        self._opening = opening
        self._days = tuple(days)
        self._restored: dict[int, str | None] = {}
        self._goods: dict[int, str] = {}
        # Nothing lies before the book's first day, so there is nothing to bring forward.
        self._lead = 1 if days and period.first > session.book.owner.start else 0
        # The row of each day: after the rows of the days before it, each of which has one row of its own.
        self._starts = tuple(accumulate((one.lines + 1 for one in self._days), initial=self._lead))

    def count(self) -> int:
        """How many rows there are."""
        return self._starts[-1] if self._days else 0

    def rows(self, first: int, count: int) -> Sequence[RegisterRow]:
        """The rows from ``first`` on; asks the book once, for their lines only."""
        last = min(first + count, self.count())
        before, until = self._lines_before(first), self._lines_before(last)
        lines = self._read(before, until - before)
        return tuple(self._rows(first, last, iter(lines)))

    def _rows(self, first: int, last: int, lines: Iterator[CashBookRow]) -> Iterator[RegisterRow]:
        if first == 0 and self._lead:
            yield self._forward()
        place = max(first, self._lead)
        day = self._day_at(place)
        while place < last:
            if place == self._starts[day]:
                yield self._day_row(self._days[day])
            else:
                line = next(lines, None)  # none when the book could not be read: the session has said so
                yield RegisterRow(key=None, kind="fold") if line is None else self._line(line)
            place += 1
            if place == self._starts[day + 1]:
                day += 1

    def _day_at(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    def _lines_before(self, place: int) -> int:
        """How many lines stand above the row ``place``: rows less those of days and of the balance brought forward."""
        if place <= self._lead:
            return 0
        day = self._day_at(place)
        days_above = day + (1 if place > self._starts[day] else 0)
        return place - self._lead - days_above

    def _read(self, first: int, count: int) -> Sequence[CashBookRow]:
        if not count:
            return ()

        def lines(reader: Reader) -> tuple[CashBookRow, ...]:
            found = statements.cash_book_page(reader, self._account, self._period, first, count)
            self._goods |= trade.goods_named(reader, [row.entry for row in found])
            for row in found:
                if row.reverses is not None:
                    root = restored_root(reader, books.read_entry(reader, row.entry))
                    self._restored[row.entry] = None if root is None else root.number
            return found

        return self._session.ask(lines) or ()

    def _forward(self) -> RegisterRow:
        _ = self._session._
        return RegisterRow(
            key=None,
            kind="fold",
            title=_("Left before {day}", day=self._period.first),
            cells=(("left", format_amount(self._opening, symbol=False)),),
        )

    def _day_row(self, one: CashBookDay) -> RegisterRow:
        return RegisterRow(
            key=one.day,
            kind="day",
            title=self._day_words(one.day),
            cells=(("in", _amount(one.money_in)), ("out", _amount(one.money_out))),
        )

    def _day_words(self, day: date) -> str:
        _, today = self._session._, self._session.today()
        words = format_day(day, _.language, weekday=True)
        if day.year == today.year:
            words = words.removesuffix(f" {day.year}")
        match (today - day).days:
            case 0:
                return _("Today — {day}", day=words)
            case 1:
                return _("Yesterday — {day}", day=words)
        return words

    def _line(self, row: CashBookRow) -> RegisterRow:
        return RegisterRow(
            key=LineKey(row.entry, row.number),
            title=self._session.kind_name(row.kind),
            detail=words_of(self._goods.get(row.entry), row.party, row.memo, memo_first=True),
            picture=picture_of(row.kind),
            cells=(
                ("number", row.number),
                ("in", _amount(row.money_in)),
                ("out", _amount(row.money_out)),
                ("left", "" if row.balance is None else format_amount(row.balance, symbol=False)),
            ),
            badge=self._badge(row),
            struck=row.struck,
        )

    def _badge(self, row: CashBookRow) -> RegisterBadge | None:
        _ = self._session._
        if row.struck and (number := row.corrected_by):
            words = _("Corrected as no. {number}", number=number)
            middle = _("Corrected: {number}", number=number)
            return RegisterBadge(words, "arrow-bend-down-right", short=number, middle=middle)
        if row.struck:
            return RegisterBadge(_("Cancelled"), "arrow-u-up-left")
        if number := row.corrects:
            words = _("Correction of no. {number}", number=number)
            middle = _("Correction: {number}", number=number)
            return RegisterBadge(words, "pencil-simple", "accent", number, middle)
        if number := self._restored.get(row.entry):
            return RegisterBadge(_("Restores no. {number}", number=number), "arrow-counter-clockwise", "accent", number)
        if number := row.reverses:
            return RegisterBadge(_("Takes back no. {number}", number=number), "arrow-u-up-left", "accent", number)
        return None


def _amount(amount: Rupiah) -> str:
    return format_amount(amount, symbol=False) if amount else ""
