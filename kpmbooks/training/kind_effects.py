"""What a record of a kind does to the parts, worked out from the kind and the chart: no book is needed.

Amounts of a kind are sums and products of its fields with whole numbers, so each rupiah of a field always does the
same: ``vectors`` says what. Money in another box of the same fund is the same part.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache

from kpmbooks import recording
from kpmbooks.ledger import LedgerKind
from kpmbooks.recording import Kind
from kpmbooks.training.effects import Effect, Part, added, part_of

Vectors = Mapping[str, Effect]


@cache
def kinds_of(ledger: LedgerKind) -> Mapping[str, Kind]:
    """The kinds that a ledger has, as it has them, without goods: a practice book keeps no stock."""
    return {kind.id: kind.in_ledger(ledger) for kind in recording.kinds().values() if ledger in kind.ledgers}


@cache
def vectors(kind: str, ledger: LedgerKind) -> Vectors:
    """What one rupiah in each amount field of the kind does in the ledger; KeyError where the ledger has it not."""
    here = kinds_of(ledger)[kind]
    return {field.name: _unit(here, field.name, ledger) for field in here.fields if field.type == "amount"}


def _unit(kind: Kind, name: str, ledger: LedgerKind) -> Effect:
    numbers = {field.name: 0 for field in recording.kinds()[kind.id].fields if field.type in ("amount", "count")}
    numbers |= dict.fromkeys(kind.given, 0) | {name: 1}
    for computed, expression in kind.amounts.items():
        numbers[computed] = expression.evaluate(numbers)
    changed: Counter[Part] = Counter()
    for leg in kind.legs:
        if leg.end == "own" and (amount := int(leg.amount.evaluate(numbers))):
            changed[_part(kind, leg.debit, ledger)] += amount
            changed[_part(kind, leg.credit, ledger)] -= amount
    return {part: amount for part, amount in changed.items() if amount}


def _part(kind: Kind, side: str, ledger: LedgerKind) -> Part:
    role: str | None = side
    if side.startswith("@"):
        box = kind.field(side[1:])
        role = None if box is None else box.default
    account = recording.known_charts()[ledger].account(role or "")
    if account is None:
        raise ValueError(f"{kind.id}: a ledger {ledger} has no account for {side}")
    return part_of(account, account.fund, ledger)


def effect_of_record(kind: str, amounts: Mapping[str, int], ledger: LedgerKind) -> Effect:
    """What a record does whose amount fields were answered like this; a day off does what a day off does."""
    if kind == recording.DAY_OFF_KIND:
        return {"day_off": 1}
    unit = vectors(kind, ledger)
    return added([{part: times * amounts.get(name, 0) for part, times in one.items()} for name, one in unit.items()])
