"""People who write slips into a book: rightly in whatever way there is, or by an idea that goes wrong.

Every record is one of the program's kinds with amounts, found by trying all kinds; a scribe knows nothing of grading.
Slips can be split, put together, closed as a whole day; entries come in any order.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from kpmbooks.ledger import LedgerKind
from kpmbooks.money import Rupiah
from kpmbooks.training import Drawn, Misconception, Slip, Written
from kpmbooks.training.effects import Effect, added
from kpmbooks.training.going_wrong import wrong_effects
from kpmbooks.training.kind_effects import effect_of_record
from kpmbooks.training.routes import Route, routes


@dataclass(frozen=True, slots=True)
class Line:
    """A record that a scribe writes: a kind with amounts in a ledger, on a day, with the words of its slip."""

    route: Route
    day: date
    say: Mapping[str, str] = field(default_factory=dict)

    @property
    def effect(self) -> Effect:
        """What it does."""
        return effect_of_record(self.route.kind, dict(self.route.amounts), self.route.ledger)


def ledgers_for(drawn: Drawn) -> tuple[LedgerKind, ...]:
    """The ledgers that the book of an exercise has."""
    return ("kelompok",) if any(slip.ledger == "kelompok" for slip in drawn.slips) else ("usaha", "keluarga")


def lines_for(effect: Effect, day: date, ledgers: Sequence[LedgerKind], dice: Random) -> tuple[Line, ...] | None:
    """One record with this effect, by any kind that has it; None where there is none."""
    ways = list(routes(effect, ledgers))
    return (Line(dice.choice(ways), day),) if ways else None


def rightly(slip: Slip, ledgers: Sequence[LedgerKind], dice: Random) -> tuple[Line, ...]:
    """The slip in one record or in two or three, each by any kind that fits; who owes what is said as the slip says."""
    for _ in range(0 if owes(slip) else 20):
        way = dice.randrange(len(slip.ways))
        pieces = split(slip, dice.choice((1, 1, 1, 2, 3)), dice)
        lines = [lines_for(piece.effects[way], slip.day, ledgers, dice) for piece in pieces]
        found = [one for one in lines if one is not None]
        if len(found) == len(lines):
            return tuple(line for some in found for line in some)
    amounts = tuple((name, int(slip.amounts[amount])) for name, amount in slip.fields.items() if slip.amounts[amount])
    return (Line(Route(slip.kind, amounts, slip.ledger), slip.day, slip.say),)


def owes(slip: Slip) -> bool:
    """Whether somebody owes more or less by the slip: a book then keeps in mind who, and for what."""
    owed = {"claims", "debt", "deposit", "home_debt", "home_claims"}
    return any(owed & set(effect) for effect in slip.effects)


def split(slip: Slip, many: int, dice: Random) -> list[Slip]:
    """The slip as so many that are it together; whole hundreds, every amount in the same shares."""
    if many == 1 or not slip.amounts or any(int(amount) < 1_000 for amount in slip.amounts.values() if amount):
        return [slip]
    if slip.kind == "tutup_lapak":
        return [slip]
    left = {name: int(amount) for name, amount in slip.amounts.items()}
    pieces = []
    for _ in range(many - 1):
        share = {name: dice.randint(1, max(1, amount // 200)) * 100 for name, amount in left.items()}
        if any(left[name] - amount < 500 for name, amount in share.items()):
            break
        left = {name: amount - share[name] for name, amount in left.items()}
        pieces.append(replace(slip, amounts={name: Rupiah(amount) for name, amount in share.items()}))
    return [*pieces, replace(slip, amounts={name: Rupiah(amount) for name, amount in left.items()})]


def all_rightly(slips: Sequence[Slip], ledgers: Sequence[LedgerKind], dice: Random) -> list[Line]:
    """All the slips, some of a day put together where one record can say them."""
    lines: list[Line] = []
    for day in sorted({slip.day for slip in slips}):
        waiting = [slip for slip in slips if slip.day == day]
        dice.shuffle(waiting)
        while waiting:
            together = waiting[: dice.choice((1, 1, 1, 2, 2, 3, len(waiting)))]
            found = None
            if len(together) > 1 and not any(map(owes, together)):
                effect = added(dice.choice(slip.effects) for slip in together)
                found = lines_for(effect, day, ledgers, dice)
            if found is None:
                together = waiting[:1]
                found = rightly(together[0], ledgers, dice)
            lines.extend(found)
            waiting = waiting[len(together) :]
    return lines


def harmless(slips: Sequence[Slip], ledgers: Sequence[LedgerKind], dice: Random) -> Iterator[Line]:
    """What is true and changes nothing that is graded: money moved between boxes."""
    if dice.random() < 0.3 and slips:
        yield Line(Route("pindah_uang", (("amount", 10_000),), ledgers[0]), dice.choice(slips).day)


def wrongly(
    slip: Slip, idea: Misconception, ledgers: Sequence[LedgerKind], dice: Random, last: date
) -> tuple[Line, ...] | None:
    """The slip as somebody writes it who has this idea; None where the idea does not touch it or no kind says it."""
    if idea.form == "missing":
        effects = list(wrong_effects(idea, slip))
        if not effects:
            return None
        effect = dice.choice(effects)
        return lines_for(effect, slip.day, ledgers, dice) if effect else ()
    if idea.form == "twice":
        if "day_off" in slip.effects[0]:
            return None
        first = lines_for(dice.choice(slip.effects), slip.day, ledgers, dice)
        return None if first is None else first * 2
    if idea.form == "day":
        days = [
            slip.day + timedelta(days=shift) for shift in (-2, -1, 1, 2) if slip.day + timedelta(days=shift) <= last
        ]
        lines = lines_for(dice.choice(slip.effects), slip.day, ledgers, dice)
        return None if lines is None else tuple(replace(line, day=dice.choice(days)) for line in lines)
    if idea.form == "answer":
        return None
    effects = list(wrong_effects(idea, slip))
    dice.shuffle(effects)
    return next((found for effect in effects if (found := lines_for(effect, slip.day, ledgers, dice))), None)


def as_written(lines: Sequence[Line], dice: Random) -> list[Written]:
    """What a book says in which these lines stand, numbered in any order."""
    mixed = dice.sample(list(lines), len(lines))
    return [Written(f"2026-A-{nth:03}", line.day, line.effect) for nth, line in enumerate(mixed, 1)]
