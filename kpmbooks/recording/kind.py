"""A kind of record ("jenis catatan") as a value: its words, fields and postings.

The postings are legs: a debit and a credit of the same amount within one fund, so whatever a kind posts balances by
construction. Where kinds come from is ``kinds``, what becomes of a person's answers ``answers``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from kpmbooks.recording.expressions import Expression

FieldType = Literal["amount", "count", "text", "day", "box", "goods", "terms", "choice"]
Side = Literal["in", "out", "move"]
GoodsAct = Literal[
    "open", "buy", "sell", "take_back", "send_back", "spoil", "use", "consume", "make", "leave", "fetch", "sell_there",
    "count",
]  # fmt: skip
End = Literal["own", "keluarga"]
Sector = Literal["kuliner", "dagang", "jasa", "kerajinan", "ternak", "tani", "umum"]


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers that a question of type ``choice`` takes; ``id`` is what the book keeps."""

    id: str
    name: str
    name_en: str | None


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a kind.

    ``ledgers``: the ledger kinds that are asked it. For a box (a cash account that the person may choose) ``default``
    is the role of the account that is meant when none is chosen; she may choose among the cash accounts of that
    account's fund, with ``any_fund`` among all of the ledger (then both accounts of a leg must share a fund). ``goods``
    are words that name goods and how many; what they mean is for who keeps the goods. ``terms`` say when what is not
    paid is due.
    ``words``: the question in a sector where that differs. ``options``: the answers of a choice, which takes no other.
    """

    name: str
    type: FieldType
    label: str
    label_en: str | None
    required: bool
    hint: str | None
    hint_en: str | None
    ledgers: tuple[str, ...]
    default: str | None
    any_fund: bool
    words: Mapping[str, str]
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Under which heading a kind stands where all of them are shown; ``order`` is the heading's place."""

    id: str
    name: str
    name_en: str | None
    order: int


@dataclass(frozen=True, slots=True)
class Leg:
    """``amount`` is debited to one account and credited to another of the same fund.

    An account is a role of the chart, or ``@name``: the one that the box field ``name`` says. ``end`` "keluarga" puts
    the leg into the family's household ledger, as the other end of the transfer that the own legs begin.
    """

    debit: str
    credit: str
    amount: Expression
    end: End


@dataclass(frozen=True, slots=True)
class Refusal:
    """What to say when a computed amount falls below zero, and at which field."""

    text: str
    text_en: str | None
    field: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record. ``order`` is its place in the list, in the order in which people need them.

    ``words``: its name in a sector where that differs, ``examples``: its example there. ``also``: what people may look
    for when they mean it. ``amounts``: computed amounts, in the order in which they are worked out. ``counts_day``:
    whether a record of it makes the day one "yang ada catatannya" (opening balances and transfers do not). ``tiles``:
    the ledger kinds that show it among the first tiles of its side. ``day_off``: it moves no money and says that
    nothing was sold that day; it has no legs. ``goods``: what happens to the goods that its field of that type names;
    ``given``: amounts that follow from their stock and are zero without it, never asked.
    """

    id: str
    name: str
    name_en: str | None
    words: Mapping[str, str]
    example: str
    examples: Mapping[str, str]
    also: str
    group: Group | None
    picture: str
    side: Side
    ledgers: tuple[str, ...]
    fields: tuple[Field, ...]
    amounts: Mapping[str, Expression]
    legs: tuple[Leg, ...]
    refusals: Mapping[str, Refusal]
    counts_day: bool
    order: int
    tiles: tuple[str, ...]
    day_off: bool
    goods: GoodsAct | None
    given: tuple[str, ...]

    @property
    def tile(self) -> bool:
        """Whether it is among the first tiles of its side (ask it of ``in_ledger``)."""
        return bool(self.tiles)

    @property
    def needs_goods(self) -> bool:
        """Whether it is nothing without goods: where no stock is kept it is not offered."""
        return any(field.type == "goods" and field.required for field in self.fields)

    def name_for(self, sector: str) -> str:
        """The Indonesian name in ``sector``."""
        return self.words.get(sector, self.name)

    def example_for(self, sector: str) -> str:
        """An example of the trade of ``sector``: a sentence about invented people."""
        return self.examples.get(sector, self.example)

    def in_sector(self, sector: str) -> "Kind":
        """The kind in the words of ``sector``: its name, its example and its questions."""
        fields = tuple(replace(field, label=field.words.get(sector, field.label)) for field in self.fields)
        return replace(self, name=self.name_for(sector), example=self.example_for(sector), fields=fields)

    def field(self, name: str) -> Field | None:
        """The field of that name, if the kind has one."""
        return next((field for field in self.fields if field.name == name), None)

    def without_goods(self) -> "Kind":
        """The kind as it is asked where no stock is kept."""
        return replace(self, fields=tuple(field for field in self.fields if field.type != "goods"))

    def in_ledger(self, ledger: str) -> "Kind":
        """The kind as a ledger of kind ``ledger`` has it: without fields that are asked elsewhere only, and without
        the legs that could only be zero without them. ValueError when the ledger has it not at all."""
        if ledger not in self.ledgers:
            raise ValueError(f"{self.id} is not recorded in a ledger of kind {ledger}")
        fields = tuple(field for field in self.fields if ledger in field.ledgers)
        known = {field.name for field in fields} | set(self.given)
        return replace(
            self,
            ledgers=(ledger,),
            fields=fields,
            legs=tuple(leg for leg in self.legs if not self._asked(leg.amount).isdisjoint(known)),
            tiles=tuple(tile for tile in self.tiles if tile == ledger),
        )

    def _asked(self, amount: Expression) -> frozenset[str]:
        """The fields, or what is given, that an amount rests on, through computed amounts too."""
        return frozenset[str]().union(
            *(self._asked(self.amounts[name]) if name in self.amounts else {name} for name in amount.names)
        )
