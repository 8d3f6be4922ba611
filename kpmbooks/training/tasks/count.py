"""Counting the cash together: what is in the box, how much that differs from the book, and the difference explained."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from kpmbooks.ledger import LedgerKind
from kpmbooks.money import Rupiah
from kpmbooks.training import toml_rows as rows
from kpmbooks.training.drawing import draw_amounts
from kpmbooks.training.exercise import Drawn, Range, Screen, Slip, TaskKind, Way
from kpmbooks.training.misconception import Misconception
from kpmbooks.training.questions import Asker
from kpmbooks.training.slip_rows import SlipRow, read_range, read_slip, slips_of
from kpmbooks.training.tasks.record import first_ledger
from kpmbooks.training.toml_rows import Row
from kpmbooks.training.wordings import said

KEYS = ("notes", "difference", "slip")
NOTES: Final = (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100)
_COINS: Final = 500
"""From here down it is coins."""

_TRIES = 300
_SHORT: Way = {"cash": {"amount": -1}, "loss": {"amount": 1}}
_OVER: Way = {"cash": {"amount": 1}, "loss": {"amount": -1}}

READ_AS_VALUE, COUNTED_TOO_EARLY = "lembar_dihitung_nilainya", "hitung_sebelum_catat"


@dataclass(frozen=True, slots=True)
class CountTask:
    """``notes``: a value and how many there are, from and to. ``slips`` were not written before the counting."""

    ledger: LedgerKind
    notes: tuple[tuple[int, int, int], ...]
    difference: Range
    slips: tuple[SlipRow, ...]
    kind: TaskKind = "count"
    screen: Screen = "record"

    @property
    def days(self) -> int:
        """The day of the counting is the last one."""
        return max((row.day for row in self.slips), default=0)

    def draw(
        self, dice: Random, start: date, names: tuple[str, ...], misconceptions: tuple[Misconception, ...]
    ) -> Drawn:
        """A box, a book that says a little less or more, and what is asked about them."""
        asker = Asker(frozenset(one.id for one in misconceptions))
        drawn = self._draw(dice, start, names, asker)
        for _ in range(_TRIES):
            if drawn.opening and all(ideas == 1 for ideas in _seen(drawn)):
                break
            drawn = self._draw(dice, start, names, asker)
        return drawn

    def _draw(self, dice: Random, start: date, names: tuple[str, ...], asker: Asker) -> Drawn:
        many = {value: dice.randint(least, most) for value, least, most in self.notes}
        counted = sum(value * count for value, count in many.items())
        *amounts, difference = draw_amounts(dice, [*(row.amounts for row in self.slips), {"amount": self.difference}])
        slips = slips_of(self.slips, amounts, start, names, self.ledger)
        short = dice.random() < 0.6
        in_book = counted + difference["amount"] if short else counted - difference["amount"]
        opening = in_book - sum(slip.effects[0].get("cash", 0) for slip in slips)
        explained = Slip(
            said("count", "short" if short else "over"),
            start + timedelta(days=self.days),
            difference,
            (_SHORT if short else _OVER,),
            "belum_ketemu" if short else "uang_lebih",
            {"amount": "amount"},
            self.ledger,
            worked_out=True,
        )
        early = abs(counted - opening)
        asked = (
            asker.amount(
                "counted",
                said("count", "ask_counted"),
                [counted],
                {READ_AS_VALUE: [sum(many.values())]},
                why=said("count", "why_counted"),
            ),
            asker.amount(
                "difference",
                said("count", "ask_difference"),
                [difference["amount"], *([-difference["amount"]] if short else [])],
                {COUNTED_TOO_EARLY: [early, -early] if slips and early else []},
                why=said("count", "why_difference"),
            ),
        )
        return Drawn(
            opening=Rupiah(max(opening, 0)), slips=(*slips, explained), asked=asked, told=_told(list(many.items()))
        )


def _seen(drawn: Drawn) -> list[int]:
    """For each wrong answer, how many ideas lead to it."""
    found: list[int] = []
    for asked in drawn.asked:
        answers = [answer for answers in asked.wrong.values() for answer in answers]
        found.extend(answers.count(answer) for answer in answers)
    return found


def _told(many: Sequence[tuple[int, int]]) -> str:
    lines = [
        said("count", "coins" if value <= _COINS else "notes", value=Rupiah(value), many=count)
        for value, count in many
        if count
    ]
    return "\n".join((said("count", "in_box"), *lines))


def read(row: Row) -> CountTask:
    """The task of an exercise's row; ValueError says what is wrong."""
    said_notes = row.get("notes")
    if not isinstance(said_notes, list) or not 1 <= len(said_notes) <= len(NOTES):
        raise ValueError("notes: is no list of values with how many there are, from and to")
    return CountTask(
        ledger=first_ledger(row),
        notes=tuple(_note({"notes": one}) for one in said_notes),
        difference=read_range(row, "difference"),
        slips=tuple(read_slip(one) for one in rows.rows(row, "slip")),
    )


def _note(row: Row) -> tuple[int, int, int]:
    value, least, most = rows.numbers(row, "notes", 3)
    if value not in NOTES or not 0 <= least <= most <= 200:
        raise ValueError(f"notes: {value} is no note or coin, or its numbers are none")
    return value, least, most
