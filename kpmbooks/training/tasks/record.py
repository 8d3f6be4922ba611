"""Recording slips: each is written into the practice book, whatever the way and the order."""

from dataclasses import dataclass
from datetime import date
from random import Random

from kpmbooks.ledger import LedgerKind
from kpmbooks.training import toml_rows as rows
from kpmbooks.training.exercise import Drawn, Range, Screen, TaskKind
from kpmbooks.training.misconception import Misconception
from kpmbooks.training.slip_rows import SlipRow, before_of, draw_slips, read_before, read_range, read_slip
from kpmbooks.training.toml_rows import Row

KEYS = ("opening", "slip", "before")


@dataclass(frozen=True, slots=True)
class RecordTask:
    """Slips to be recorded; ``earlier`` is in the book already."""

    first: LedgerKind
    opening: Range | None
    slips: tuple[SlipRow, ...]
    earlier: tuple[SlipRow, ...] = ()
    kind: TaskKind = "record"
    screen: Screen = "record"

    @property
    def days(self) -> int:
        """The latest day of a slip."""
        return max(row.day for row in (*self.slips, *self.earlier))

    def draw(
        self, dice: Random, start: date, names: tuple[str, ...], misconceptions: tuple[Misconception, ...]
    ) -> Drawn:
        """Slips with fresh amounts."""
        opening = self.opening.draw(dice) if self.opening else None
        drawn = draw_slips(dice, (*self.slips, *self.earlier), start, names, self.first)
        slips, earlier = drawn[: len(self.slips)], drawn[len(self.slips) :]
        return Drawn(opening=opening, before=tuple(before_of(slip) for slip in earlier), slips=slips)


def read(row: Row) -> RecordTask:
    """The task of an exercise's row; ValueError says what is wrong."""
    slips = tuple(read_slip(one) for one in rows.rows(row, "slip"))
    if not slips:
        raise ValueError("there must be slips")
    return RecordTask(
        first=first_ledger(row),
        opening=read_range(row, "opening") if "opening" in row else None,
        slips=slips,
        earlier=tuple(read_before(one) for one in rows.rows(row, "before")),
    )


def first_ledger(row: Row) -> LedgerKind:
    """The ledger that is meant where a slip names none."""
    return "kelompok" if row.get("of") == "group" else "usaha"
