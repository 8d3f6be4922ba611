"""Filling a budget: what comes by the day or the week becomes a month's, and then what is left of it.

The month has four weeks as in the learning sessions, and that is said; ``either`` lets the calendar's month be right
too. The arithmetic is that of the household's sheet for a loan.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from random import Random
from typing import Final, Literal, get_args

from kpmbooks.loans.asked_lists import IncomeLine
from kpmbooks.loans.household import LivingMonth, income_in
from kpmbooks.money import Rupiah
from kpmbooks.training import toml_rows as rows
from kpmbooks.training.asked import Asked, Choice
from kpmbooks.training.exercise import Drawn, Range, Screen, TaskKind
from kpmbooks.training.misconception import Misconception
from kpmbooks.training.questions import Asker, near
from kpmbooks.training.slip_rows import read_range
from kpmbooks.training.toml_rows import Row
from kpmbooks.training.wordings import said

KEYS = ("line", "asks", "either")

Side = Literal["in", "out"]
Every = Literal["day", "week", "month"]
Ask = Literal["lines", "total_in", "total_out", "left", "cut"]

FORGOT_FOUR: Final = "minggu_jadi_bulan"
SEVEN_DAYS: Final = "hari_kerja_tujuh"
ALL_IS_LEFT: Final = "omzet_jadi_untung"
WISH_IS_NEED: Final = "ingin_jadi_butuh"
_KNOWN: Final = frozenset({FORGOT_FOUR, SEVEN_DAYS, ALL_IS_LEFT, WISH_IS_NEED})

_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the budget before its amount is drawn.

    ``days``: on so many days of a week, of what comes daily; ``once``: this month only, such as a pan that is bought.
    """

    name: str
    side: Side
    amount: Range
    every: Every
    days: int
    want: bool
    once: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A line with its amount."""

    line: Line
    amount: Rupiah

    def in_month(self, month: LivingMonth) -> int:
        """What it is in a month, to the rupiah."""
        line = self.line
        found = income_in([IncomeLine(line.name, line.every, self.amount, line.days)], month)
        assert found is not None
        return int(found)

    def forgot_four(self) -> int:
        """What it is where a week is taken for the month."""
        times = {"day": self.line.days, "week": 1, "month": 1}[self.line.every]
        return int(self.amount) * times

    def seven_days(self) -> int:
        """What it is where every week has seven working days."""
        return int(self.amount) * _WEEK * 4 if self.line.every == "day" else self.in_month("four_weeks")


_Month = Callable[[Planned], int]


@dataclass(frozen=True, slots=True)
class BudgetTask:
    """Lines of money in and out, and what is asked of them."""

    lines: tuple[Line, ...]
    asks: tuple[Ask, ...]
    either: bool
    kind: TaskKind = "budget"
    screen: Screen = "none"
    days: int = 0

    def draw(
        self, dice: Random, start: date, names: tuple[str, ...], misconceptions: tuple[Misconception, ...]
    ) -> Drawn:
        """The budget with fresh amounts."""
        asker = Asker(frozenset(one.id for one in misconceptions) & _KNOWN)
        planned = asker.until_clear(
            lambda: tuple(Planned(line, line.amount.draw(dice)) for line in self.lines),
            lambda found: self._questions(asker, found),
        )
        told = [_told(one) for one in planned]
        return Drawn(asked=self._questions(asker, planned), told="\n".join((said("budget", "four_weeks"), *told)))

    def _questions(self, asker: Asker, planned: Sequence[Planned]) -> tuple[Asked, ...]:
        asked: list[Asked] = []
        coming = [one for one in planned if one.line.side == "in"]
        going = [one for one in planned if one.line.side == "out"]
        for ask in self.asks:
            if ask == "lines":
                asked += [
                    self._line(asker, nth, one) for nth, one in enumerate(planned, 1) if one.line.every != "month"
                ]
            elif ask == "total_in":
                asked.append(self._total(asker, ask, coming))
            elif ask == "total_out":
                asked.append(self._total(asker, ask, going))
            elif ask == "left":
                asked.append(self._left(asker, coming, going))
            else:
                asked.append(_cut(asker, going))
        return tuple(asked)

    def _line(self, asker: Asker, nth: int, one: Planned) -> Asked:
        days = one.line.days
        why = said("budget", f"why_line_{one.line.every}", days=days, times=days * 4)
        text = said("budget", "ask_line", name=one.line.name)
        return asker.amount(f"line_{nth}", text, self._right([(1, one)]), self._wrong([(1, one)]), why=why)

    def _total(self, asker: Asker, ask: Ask, lines: Iterable[Planned]) -> Asked:
        signed = [(1, one) for one in lines]
        text, why = said("budget", f"ask_{ask}"), said("budget", "why_total")
        return asker.amount(ask, text, self._right(signed), self._wrong(signed), why=why)

    def _left(self, asker: Asker, coming: Iterable[Planned], going: Iterable[Planned]) -> Asked:
        income, spent = [(1, one) for one in coming], [(-1, one) for one in going]
        signed = [*income, *spent]
        comes, goes = _sum(income, _four_weeks), -_sum(spent, _four_weeks)
        why = said("budget", "why_left", income=Rupiah(comes), spent=Rupiah(goes))
        wrong = {**self._wrong(signed), ALL_IS_LEFT: [comes]}
        return asker.amount("left", said("budget", "ask_left"), self._right(signed), wrong, why=why)

    def _right(self, signed: Sequence[tuple[int, Planned]]) -> list[int]:
        found = [_sum(signed, _four_weeks)]
        if self.either:
            by_calendar = sum((sign * _calendar(one) for sign, one in signed), Fraction(0))
            found += [*near(by_calendar), _sum(signed, lambda one: one.in_month("calendar"))]
        return found

    def _wrong(self, signed: Sequence[tuple[int, Planned]]) -> dict[str, list[int]]:
        return {
            FORGOT_FOUR: [_sum(signed, Planned.forgot_four)],
            SEVEN_DAYS: [_sum(signed, Planned.seven_days)],
        }


def _four_weeks(one: Planned) -> int:
    return one.in_month("four_weeks")


def _calendar(one: Planned) -> Fraction:
    """What it is in a month of the calendar, exactly: 52 weeks in twelve months, every day on 30 of them."""
    line = one.line
    if line.every == "day" and line.days == _WEEK:
        return Fraction(int(one.amount) * 30)
    times = {"day": Fraction(52 * line.days, 12), "week": Fraction(52, 12), "month": Fraction(1)}[line.every]
    return int(one.amount) * times


def _sum(signed: Iterable[tuple[int, Planned]], month: _Month) -> int:
    return sum(sign * month(one) for sign, one in signed)


def _cut(asker: Asker, going: Sequence[Planned]) -> Asked:
    choices = [Choice(f"out_{nth}", one.line.name) for nth, one in enumerate(going, 1)]
    wishes = [card.id for card, one in zip(choices, going, strict=True) if one.line.want]
    needs = [card.id for card in choices if card.id not in wishes]
    why = said("budget", "why_cut", name=next(card.text for card in choices if card.id in wishes))
    return asker.choice("cut", said("budget", "ask_cut"), choices, wishes, {WISH_IS_NEED: needs}, why=why)


def _told(one: Planned) -> str:
    line = one.line
    some = line.every == "day" and line.days != _WEEK
    every = said("budget", "some_days", days=line.days) if some else said("budget", "once" if line.once else line.every)
    return said("budget", line.side, name=line.name, amount=one.amount, every=every)


def read(row: Row) -> BudgetTask:
    """The task of an exercise's row; ValueError says what is wrong."""
    lines = tuple(_line(one) for one in rows.rows(row, "line"))
    asks = tuple(rows.known(rows.texts(row, "asks"), get_args(Ask)))
    if {line.side for line in lines} != {"in", "out"} and "left" in asks:
        raise ValueError("line: what is left needs money in and money out")
    if "cut" in asks and {line.want for line in lines if line.side == "out"} != {True, False}:
        raise ValueError("line: what can be cut needs wishes (want) and needs")
    if not lines or not asks:
        raise ValueError("there must be lines and asks")
    return BudgetTask(lines, asks, rows.flag(row, "either"))


def _line(row: Row) -> Line:
    rows.only(row, ("name", "side", "amount", "every", "days_per_week", "want", "once"), "line")
    every: Every = rows.one_of(row, "every", get_args(Every))
    if "days_per_week" in row and every != "day":
        raise ValueError("line: only what comes by the day has days of a week")
    if (once := rows.flag(row, "once")) and every != "month":
        raise ValueError("line: what comes once is a line of the month")
    return Line(
        rows.text(row, "name"),
        rows.one_of(row, "side", get_args(Side)),
        read_range(row, "amount"),
        every,
        rows.number(row, "days_per_week", 1, _WEEK) if "days_per_week" in row else _WEEK,
        rows.flag(row, "want"),
        once,
    )
