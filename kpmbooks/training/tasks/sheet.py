"""Filling in a daily sheet ("lembar harian"): a line a day, each as the closing of the stall, or a day off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from kpmbooks import recording
from kpmbooks.ledger import LedgerKind
from kpmbooks.money import Rupiah
from kpmbooks.training import toml_rows as rows
from kpmbooks.training.drawing import spoken
from kpmbooks.training.effects import Part
from kpmbooks.training.exercise import ONE, Drawn, Range, Screen, Slip, TaskKind, Way
from kpmbooks.training.kind_effects import vectors
from kpmbooks.training.misconception import Misconception
from kpmbooks.training.slip_rows import read_range, with_as_good
from kpmbooks.training.tasks.record import first_ledger
from kpmbooks.training.toml_rows import Row

KEYS = ("opening", "day")
BOXES: Final = ("drawer", "float", "shopping", "family", "bon", "qris")
_KIND: Final = "tutup_lapak"
_OFF: Way = {"day_off": {ONE: 1}}
_TRIES = 300


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day before its numbers are drawn; without boxes it is a day off."""

    text: str
    boxes: Mapping[str, Range]


@dataclass(frozen=True, slots=True)
class SheetTask:
    """A line for each day, from a Monday on."""

    ledger: LedgerKind
    opening: Range | None
    lines: tuple[DayRow, ...]
    kind: TaskKind = "sheet"
    screen: Screen = "sheet"

    @property
    def days(self) -> int:
        """Room for the Monday after the first day, and the lines from it on."""
        return len(self.lines) - 1 + 6

    def draw(
        self, dice: Random, start: date, names: tuple[str, ...], misconceptions: tuple[Misconception, ...]
    ) -> Drawn:
        """The lines with fresh amounts: every day sells something, and no two days look alike."""
        monday = start + timedelta(days=-start.weekday() % 7)
        opening = self.opening.draw(dice) if self.opening else None
        amounts = self._amounts(dice)
        slips = tuple(
            self._slip(line, drawn, monday + timedelta(days=nth), names[nth % len(names)])
            for nth, (line, drawn) in enumerate(zip(self.lines, amounts, strict=True))
        )
        return Drawn(opening=opening, slips=slips)

    def _amounts(self, dice: Random) -> list[dict[str, Rupiah]]:
        drawn: list[dict[str, Rupiah]] = []
        for _ in range(_TRIES):
            drawn = [{name: box.draw(dice) for name, box in line.boxes.items()} for line in self.lines]
            sold = [_sold(amounts) for amounts in drawn if amounts]
            if all(one > 0 for one in sold) and len(set(sold)) == len(sold):
                break
        return drawn

    def _slip(self, line: DayRow, amounts: Mapping[str, Rupiah], day: date, name: str) -> Slip:
        total = amounts.get("drawer", Rupiah(0))
        text = line.text.format(**{**spoken(amounts, total), "name": name})
        if not amounts:
            return Slip(text, day, {}, (_OFF,), recording.DAY_OFF_KIND, {}, self.ledger)
        fields = {box: box for box in amounts}
        return Slip(
            text, day, amounts, with_as_good((_way(amounts, self.ledger),)), _KIND, fields, self.ledger, about="drawer"
        )


def _sold(amounts: Mapping[str, Rupiah]) -> int:
    """What was sold for money, as ``tutup_lapak`` works it out."""
    box = {name: int(amounts.get(name, 0)) for name in BOXES}
    return box["drawer"] - box["float"] + box["shopping"] + box["family"]


def _way(amounts: Mapping[str, Rupiah], ledger: LedgerKind) -> Way:
    way: dict[Part, dict[str, int]] = {}
    for box, effect in vectors(_KIND, ledger).items():
        if box in amounts:
            for part, times in effect.items():
                way.setdefault(part, {})[box] = times
    return way


def read(row: Row) -> SheetTask:
    """The task of an exercise's row; ValueError says what is wrong."""
    ledger = first_ledger(row)
    lines = tuple(_line(one, ledger) for one in rows.rows(row, "day"))
    if not 1 <= len(lines) <= 14:
        raise ValueError("day: there are one to fourteen lines")
    return SheetTask(ledger, read_range(row, "opening") if "opening" in row else None, lines)


def _line(row: Row, ledger: LedgerKind) -> DayRow:
    rows.only(row, ("text", "off", *BOXES), "day")
    boxes = {name: read_range(row, name, least=0) for name in BOXES if name in row}
    if "family" in boxes and ledger == "kelompok":
        raise ValueError("day: a group's sheet asks nothing about the family")
    if rows.flag(row, "off") == bool(boxes):
        raise ValueError("day: it is off, or it has boxes")
    if boxes and "drawer" not in boxes:
        raise ValueError("day: the drawer is not said")
    text = rows.text(row, "text")
    rows.places(text, ("name", *boxes), "day")
    return DayRow(text, boxes)
