"""Ways to write down what was meant or misunderstood: the kinds, with their amounts, that have a given effect.

A mistake is put into a practice book by a record that people really make, and an idea that no record can show is none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations

from kpmbooks import recording
from kpmbooks.ledger import LedgerKind
from kpmbooks.training.effects import Effect, Part
from kpmbooks.training.kind_effects import effect_of_record, kinds_of, vectors

MOST_FIELDS = 4
"""So many fields of one kind are filled at once."""

_NO_ONE_WRITES = frozenset({"saldo_awal", "stok_awal", "produksi", "pakai_bahan", "hitung_barang"})


@dataclass(frozen=True, slots=True)
class Route:
    """A kind with its amounts, in a ledger of a kind."""

    kind: str
    amounts: tuple[tuple[str, int], ...]
    ledger: LedgerKind


def routes(effect: Effect, ledgers: Sequence[LedgerKind]) -> Iterator[Route]:
    """Every single record in one of the ledgers that has exactly this effect."""
    if effect == {"day_off": 1}:
        yield from (Route(recording.DAY_OFF_KIND, (), ledger) for ledger in ledgers if ledger != "keluarga")
        return
    wanted = frozenset(effect)
    for ledger in ledgers:
        for kind, fields in _by_parts(ledger).get(wanted, ()):
            amounts = _solved(effect, {field: vectors(kind, ledger)[field] for field in fields})
            if amounts is not None and _allowed(kind, amounts, ledger):
                yield Route(kind, tuple(amounts.items()), ledger)


_PAID_OFF: Mapping[Part, int] = {"claims": -1, "debt": 1, "deposit": 1, "home_debt": 1, "home_claims": -1}


def pays_off(effect: Effect) -> bool:
    """Whether a debt becomes smaller by it: a book takes that only where somebody owes so much."""
    return any(effect.get(part, 0) * sign > 0 for part, sign in _PAID_OFF.items())


def can_be_written(effect: Effect, ledgers: Sequence[LedgerKind]) -> bool:
    """Whether some record has this effect."""
    return next(routes(effect, ledgers), None) is not None


@cache
def _by_parts(ledger: LedgerKind) -> Mapping[frozenset[Part], tuple[tuple[str, tuple[str, ...]], ...]]:
    """The kinds with the fields that can be filled at once, by exactly the parts that they then move."""
    found: dict[frozenset[Part], list[tuple[str, tuple[str, ...]]]] = {}
    for kind in kinds_of(ledger).values():
        if kind.id in _NO_ONE_WRITES or kind.day_off:
            continue
        unit = {name: vector for name, vector in vectors(kind.id, ledger).items() if vector}
        for many in range(1, min(MOST_FIELDS, len(unit)) + 1):
            for fields in combinations(unit, many):
                parts = [part for name in fields for part in unit[name]]
                # A part that several fields move may be moved to and fro until nothing is left of it.
                shared = sorted({part for part in parts if parts.count(part) > 1})
                for gone in range(len(shared) + 1):
                    for without in combinations(shared, gone):
                        moved = frozenset(parts) - set(without)
                        if moved:
                            found.setdefault(moved, []).append((kind.id, fields))
    return {parts: tuple(ways) for parts, ways in found.items()}


def _solved(effect: Effect, unit: Mapping[str, Effect]) -> dict[str, int] | None:
    """The amounts above zero in these fields that have the effect, None where there are none or more than one."""
    names = list(unit)
    if len(names) == 1:
        return _of_one_field(effect, names[0], unit[names[0]])
    parts = sorted({part for vector in unit.values() for part in vector} | set(effect))
    table = [[*(Fraction(unit[name].get(part, 0)) for name in names), Fraction(effect.get(part, 0))] for part in parts]
    at = 0
    for column in range(len(names)):
        pivot = next((row for row in range(at, len(table)) if table[row][column]), None)
        if pivot is None:
            return None
        table[at], table[pivot] = table[pivot], table[at]
        table[at] = [value / table[at][column] for value in table[at]]
        for row in range(len(table)):
            if row != at and (times := table[row][column]):
                table[row] = [value - times * base for value, base in zip(table[row], table[at], strict=True)]
        at += 1
    if any(row[-1] for row in table[at:]):
        return None
    values = [table[row][-1] for row in range(len(names))]
    if any(value <= 0 or value.denominator != 1 for value in values):
        return None
    return {name: int(value) for name, value in zip(names, values, strict=True)}


def _of_one_field(effect: Effect, name: str, vector: Effect) -> dict[str, int] | None:
    part, each = next(iter(vector.items()))
    amount = int(effect.get(part, 0)) // each
    same = amount > 0 and effect == {one: amount * more for one, more in vector.items()}
    return {name: amount} if same else None


def _allowed(kind: str, amounts: Mapping[str, int], ledger: LedgerKind) -> bool:
    """Whether the kind takes these amounts: what it asks for is there, nothing that it works out falls below zero."""
    here = kinds_of(ledger)[kind]
    if any(field.required and field.type in ("goods", "text", "choice") for field in here.fields):
        return False
    numbers = {field.name: 0 for field in recording.kinds()[kind].fields if field.type in ("amount", "count")}
    numbers |= dict.fromkeys(here.given, 0) | dict(amounts)
    for name, expression in here.amounts.items():
        numbers[name] = expression.evaluate(numbers)
        if numbers[name] < 0:
            return False
    return effect_of_record(kind, amounts, ledger) != {}
