"""Sorting: each thing goes into its basket, one of the business or of the home, of needs or of wishes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from kpmbooks.money import Rupiah, format_amount
from kpmbooks.training import toml_rows as rows
from kpmbooks.training.asked import Asked, Choice
from kpmbooks.training.exercise import Drawn, Range, Screen, TaskKind
from kpmbooks.training.misconception import Misconception
from kpmbooks.training.questions import Asker
from kpmbooks.training.slip_rows import read_range
from kpmbooks.training.toml_rows import Row

KEYS = ("baskets", "pick", "item")
MOST_BASKETS = 4


@dataclass(frozen=True, slots=True)
class Item:
    """A thing to be sorted. ``ideas``: which idea it shows when it lies in one of the other baskets."""

    text: str
    amount: Range | None
    right: tuple[str, ...]
    ideas: Mapping[str, str]
    why: str


@dataclass(frozen=True, slots=True)
class SortTask:
    """So many of the items, drawn so that every listed idea can show and no basket stays empty."""

    baskets: tuple[Choice, ...]
    items: tuple[Item, ...]
    pick: int
    kind: TaskKind = "sort"
    screen: Screen = "none"
    days: int = 0

    def draw(
        self, dice: Random, start: date, names: tuple[str, ...], misconceptions: tuple[Misconception, ...]
    ) -> Drawn:
        """One question for each item that was picked."""
        asker = Asker(frozenset(one.id for one in misconceptions))
        picked = self._picked(dice, asker.ideas)
        asked = [
            self._asked(asker, f"item_{nth}", item, _drawn(dice, item, names[nth % len(names)]))
            for nth, item in enumerate(picked, 1)
        ]
        return Drawn(asked=tuple(asked))

    def _picked(self, dice: Random, ideas: frozenset[str]) -> list[Item]:
        mixed = dice.sample(self.items, len(self.items))
        chosen: list[Item] = []

        def take(item: Item | None) -> None:
            if item is not None and not any(item is one for one in chosen) and len(chosen) < self.pick:
                chosen.append(item)

        for idea in sorted(ideas):
            if not any(idea in item.ideas.values() for item in chosen):
                take(next((item for item in mixed if idea in item.ideas.values()), None))
        for basket in self.baskets:
            if not any(item.right == (basket.id,) for item in chosen):
                take(next((item for item in mixed if item.right == (basket.id,)), None))
        for item in mixed:
            take(item)
        dice.shuffle(chosen)
        return chosen

    def _asked(self, asker: Asker, name: str, item: Item, text: str) -> Asked:
        wrong: dict[str, list[str]] = {}
        for basket, idea in item.ideas.items():
            wrong.setdefault(idea, []).append(basket)
        return asker.choice(name, text, self.baskets, item.right, wrong, why=item.why)


def _drawn(dice: Random, item: Item, name: str) -> str:
    amount = item.amount.draw(dice) if item.amount else Rupiah(0)
    return item.text.format(amount=format_amount(amount), name=name)


def read(row: Row) -> SortTask:
    """The task of an exercise's row; ValueError says what is wrong."""
    baskets = tuple(_basket(one) for one in rows.rows(row, "baskets"))
    ids = [one.id for one in baskets]
    if not 2 <= len(ids) <= MOST_BASKETS or len(set(ids)) < len(ids):
        raise ValueError(f"baskets: there are two to {MOST_BASKETS}, each with an id of its own")
    items = tuple(_item(one, tuple(ids)) for one in rows.rows(row, "item"))
    pick = rows.number(row, "pick", 2, 40)
    if pick > len(items):
        raise ValueError(f"pick: there are only {len(items)} items")
    return SortTask(baskets, items, pick)


def _basket(row: Row) -> Choice:
    rows.only(row, ("id", "name"), "baskets")
    return Choice(rows.word(rows.text(row, "id")), rows.text(row, "name"))


def _item(row: Row, baskets: tuple[str, ...]) -> Item:
    rows.only(row, ("text", "amount", "basket", "idea", "ideas", "either", "why"), "item")
    text = rows.text(row, "text")
    rows.places(text, ("amount", "name"), "item")
    if ("{amount}" in text) != ("amount" in row):
        raise ValueError(f"item: {text[:40]}: an amount is drawn where the text has its place, and nowhere else")
    right = baskets if rows.flag(row, "either") else (rows.one_of(row, "basket", baskets),)
    others = [one for one in baskets if one not in right]
    ideas = dict.fromkeys(others, rows.text(row, "idea")) if "idea" in row else {}
    if "ideas" in row:
        said = rows.table(row, "ideas")
        rows.only(said, others, "ideas")
        ideas |= {basket: rows.text(said, basket) for basket in said}
    return Item(
        text,
        read_range(row, "amount") if "amount" in row else None,
        right,
        ideas,
        rows.optional_text(row, "why") or "",
    )
