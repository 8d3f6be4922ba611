"""What people meant by their acts, in plain lists: the oracle of ``histories``. It shares no code with the program.

The rules are those that the books promise: nothing is rubbed out; taking back writes the opposite, on the same day
while that is open, else today, in both ends of a transfer; undo takes back whatever the latest act wrote, so that what
that act had taken back stands again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

Postings = dict[str, int]
"""By account, what is debited (positive) or credited (negative)."""


@dataclass(eq=False)
class Item:
    """One entry of one ledger. ``ends`` are the other ends of its transfer."""

    ledger: str
    day: date
    postings: Postings
    number: str | None = None
    reverses: "Item | None" = None
    reversed_by: "Item | None" = None
    ends: tuple["Item", ...] = ()

    def tip(self) -> "Item | None":
        """What stands of it today; None when it was taken back."""
        item, stands = self, True
        while item.reversed_by is not None:
            item, stands = item.reversed_by, not stands
        return item if stands else None


@dataclass(eq=False)
class Act:
    """What was written by one act."""

    items: tuple[Item, ...]
    undone: bool = False


@dataclass
class Meant:
    """The whole book as it was meant."""

    today: date
    items: list[Item] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    closed: dict[str, date] = field(default_factory=dict)

    def is_open(self, items: Sequence[Item]) -> bool:
        """Whether entries on these days are taken."""
        return all(item.ledger not in self.closed or item.day > self.closed[item.ledger] for item in items)

    def record(self, items: Sequence[Item]) -> None:
        """They were written in one act."""
        self._write(items)

    def take_back(self, item: Item) -> None:
        """What stands of ``item`` was taken back."""
        self._write(self._opposites([item]))

    def correct(self, item: Item, items: Sequence[Item]) -> None:
        """What stands of ``item`` was taken back and ``items`` written instead."""
        self._write((*self._opposites([item]), *items))

    def can_undo(self) -> bool:
        """Whether some act was not undone yet."""
        return any(not act.undone for act in self.acts)

    def undo(self) -> None:
        """The latest act that was not undone is undone; that is no act that could be undone itself."""
        act = next(act for act in reversed(self.acts) if not act.undone)
        act.undone = True
        self.items += self._opposites([item for item in act.items if item.tip() is not None])

    def standing(self) -> list[Item]:
        """The records that can be corrected or taken back."""
        return [item for item in self.items if item.number and item.reverses is None and item.tip() is not None]

    def totals(self, through: date) -> dict[tuple[str, str], int]:
        """By ledger and account what all entries through a day come to; what comes to nothing is left out."""
        found: dict[tuple[str, str], int] = {}
        for item in self.items:
            if item.day <= through:
                for account, amount in item.postings.items():
                    found[item.ledger, account] = found.get((item.ledger, account), 0) + amount
        return {place: amount for place, amount in found.items() if amount}

    def day_of_correction(self, item: Item) -> date:
        """On which day a correction stands that names none."""
        tip = item.tip()
        assert tip is not None
        return tip.day if self.is_open([tip]) else self.today

    def _write(self, items: Sequence[Item]) -> None:
        self.items += items
        self.acts.append(Act(tuple(items)))

    def _opposites(self, items: Sequence[Item]) -> list[Item]:
        written: list[Item] = []
        for item in items:
            tip = item.tip()
            if tip is None:  # the other end of one that was just taken back
                continue
            pair = [self._opposite(end) for end in (tip, *tip.ends)]
            for one in pair:
                one.ends = tuple(other for other in pair if other is not one)
            written += pair
        return written

    def _opposite(self, item: Item) -> Item:
        day = item.day if self.is_open([item]) else self.today
        opposite = Item(
            item.ledger, day, {account: -amount for account, amount in item.postings.items()}, reverses=item
        )
        item.reversed_by = opposite
        return opposite
