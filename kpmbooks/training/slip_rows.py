"""Slips as rows of a lesson: read strictly, drawn with their amounts, whatever task lays them on the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kpmbooks.ledger import LedgerKind
from kpmbooks.money import Rupiah
from kpmbooks.training import toml_rows as rows
from kpmbooks.training.drawing import draw_amounts, spoken
from kpmbooks.training.effects import Part, natural
from kpmbooks.training.exercise import ONE, Before, Range, Slip, Way
from kpmbooks.training.toml_rows import Row

MOST_DAYS = 62
_LEDGERS: tuple[LedgerKind, ...] = ("usaha", "keluarga", "kelompok")
_SLIP_KEYS = ("text", "amount", "amounts", "day", "ledger", "effects", "kind", "fields", "field", "say")
_LARGEST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A slip before its numbers are drawn; ``text`` and ``say`` have places for amounts and a ``{name}``."""

    text: str
    amounts: Mapping[str, Range]
    day: int
    ledger: LedgerKind | None
    ways: tuple[Way, ...]
    kind: str
    fields: Mapping[str, str]
    say: Mapping[str, str]


def read_slip(row: Row) -> SlipRow:
    """A slip; ValueError says what is wrong with it."""
    rows.only(row, _SLIP_KEYS, "slip")
    found = _row(row)
    ways = with_as_good(tuple(_way(one, found.amounts) for one in rows.rows(row, "effects")))
    if not ways:
        raise ValueError("slip: says no right way")
    return SlipRow(
        rows.text(row, "text"), found.amounts, found.day, found.ledger, ways, found.kind, found.fields, found.say
    )


def read_before(row: Row) -> SlipRow:
    """A record that is in the book already; what it does follows from its kind."""
    rows.only(row, tuple(key for key in _SLIP_KEYS if key != "effects"), "before")
    return _row(row)


def _row(row: Row) -> SlipRow:
    amounts = read_amounts(row)
    kind = rows.text(row, "kind")
    words = rows.optional_text(row, "text") or ""
    say = {key: rows.text(rows.table(row, "say"), key) for key in rows.table(row, "say")} if "say" in row else {}
    for text in (words, *say.values()):
        rows.places(text, ("amount", "name", *amounts), "slip")
    if "fields" in row:
        said = rows.table(row, "fields")
        fields = {key: rows.text(said, key) for key in said}
    else:
        fields = {rows.optional_text(row, "field") or "amount": "amount"} if amounts else {}
    for name in fields.values():
        if name not in amounts:
            raise ValueError(f"slip: fields names the amount {name}, which is not drawn")
    return SlipRow(
        text=words,
        amounts=amounts,
        day=rows.number(row, "day", 0, MOST_DAYS) if "day" in row else 0,
        ledger=rows.one_of(row, "ledger", _LEDGERS) if "ledger" in row else None,
        ways=(),
        kind=kind,
        fields=fields,
        say=say,
    )


def read_amounts(row: Row) -> Mapping[str, Range]:
    """The named ranges of a row: ``amounts``, or the one ``amount``; none where nothing is drawn."""
    if "amounts" in row and "amount" in row:
        raise ValueError("amount and amounts: one of the two")
    if "amount" in row:
        return {"amount": read_range(row, "amount")}
    said = rows.table(row, "amounts") if "amounts" in row else {}
    return {rows.word(name): read_range(said, name) for name in said}


def read_range(row: Row, key: str, least: int = 1) -> Range:
    """Amounts from, to and in steps."""
    low, high, step = rows.numbers(row, key, 3)
    if not least <= low <= high <= _LARGEST or step < 1 or (low < high and step > high - low):
        raise ValueError(f"{key}: from, to and step make no amounts")
    return Range(low, high, step)


def _way(row: Row, amounts: Mapping[str, Range]) -> Way:
    total = ("amount",) if "amount" in amounts else tuple(amounts) or (ONE,)
    way: dict[Part, Mapping[str, int]] = {}
    for word, said in row.items():
        named = said if isinstance(said, dict) else dict.fromkeys(total, said)
        weights: dict[str, int] = {}
        for name, more in named.items():
            if more not in (1, -1) or (name not in amounts and name != ONE):
                raise ValueError(f"effects: {word} grows by 1 or shrinks by -1 of an amount that is drawn")
            part, weights[name] = natural(word, more)
            way[part] = weights
    if not way:
        raise ValueError("effects: says no part")
    return way


_AS_GOOD: tuple[tuple[Part, Part], ...] = (("spending", "stock"), ("wage", "spending"))
"""What is bought may be a cost at once or lie in store first; whom one pays for help may be a wage or any cost."""


def with_as_good(ways: tuple[Way, ...]) -> tuple[Way, ...]:
    """The ways, and those that are as good: a right book is never called wrong for a finer word."""
    found = list(ways)
    for meant, other in _AS_GOOD:
        found.extend(
            {other if part == meant else part: weights for part, weights in way.items()}
            for way in ways
            if meant in way and other not in way and all(more > 0 for more in way[meant].values())
        )
    return tuple(way for nth, way in enumerate(found) if way not in found[:nth])


def draw_slips(
    dice: Random, slip_rows: Sequence[SlipRow], start: date, names: Sequence[str], first: LedgerKind
) -> tuple[Slip, ...]:
    """The slips of these rows with amounts that tell them apart; ``first`` is the ledger where none is said."""
    drawn = draw_amounts(dice, [row.amounts for row in slip_rows])
    return slips_of(slip_rows, drawn, start, names, first)


def slips_of(
    slip_rows: Sequence[SlipRow],
    drawn: Sequence[Mapping[str, Rupiah]],
    start: date,
    names: Sequence[str],
    first: LedgerKind,
) -> tuple[Slip, ...]:
    """The slips of these rows with these amounts."""
    return tuple(
        _slip(row, amounts, start, names[nth % len(names)], first)
        for nth, (row, amounts) in enumerate(zip(slip_rows, drawn, strict=True))
    )


def _slip(row: SlipRow, amounts: Mapping[str, Rupiah], start: date, name: str, first: LedgerKind) -> Slip:
    slip = Slip("", start + timedelta(days=row.day), amounts, row.ways, row.kind, row.fields, row.ledger or first)
    words = {**spoken(amounts, slip.amount), "name": name}
    return Slip(
        text=row.text.format(**words),
        day=slip.day,
        amounts=amounts,
        ways=row.ways,
        kind=row.kind,
        fields=row.fields,
        ledger=slip.ledger,
        say={key: text.format(**words) for key, text in row.say.items()},
    )


def before_of(slip: Slip, *, graded: bool = False) -> Before:
    """The slip as a record that is in the book already."""
    return Before(slip.kind, slip.answers, slip.day, slip.ledger, graded, slip.text)
