"""Finding the mistake: a filled book in which one slip or two went wrong by a listed idea, to be mended.

Only mending counts. The slips that are in the book rightly are shown as well, for comparing; who spoils one is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from kpmbooks.ledger import LedgerKind
from kpmbooks.training import toml_rows as rows
from kpmbooks.training.exercise import Answers, Before, Drawn, Range, Screen, Slip, TaskKind
from kpmbooks.training.going_wrong import wrong_effects
from kpmbooks.training.kind_effects import kinds_of
from kpmbooks.training.misconception import Misconception
from kpmbooks.training.routes import Route, pays_off, routes
from kpmbooks.training.slip_rows import SlipRow, before_of, draw_slips, read_before, read_range, read_slip
from kpmbooks.training.tasks.record import first_ledger
from kpmbooks.training.toml_rows import Row

KEYS = ("opening", "slip", "before", "mistakes")
MOST_MISTAKES = 3
ONE_ZERO = (10,)
"""Nobody looks long for a zero too many where there are three."""


@dataclass(frozen=True, slots=True)
class MistakeTask:
    """Slips that are in the book, so many of them wrongly; ``earlier`` lies there beside them."""

    first: LedgerKind
    opening: Range | None
    slips: tuple[SlipRow, ...]
    mistakes: int
    earlier: tuple[SlipRow, ...] = ()
    kind: TaskKind = "mistake"
    screen: Screen = "cash_book"

    @property
    def days(self) -> int:
        """The latest day of a slip."""
        return max(row.day for row in (*self.slips, *self.earlier))

    def draw(
        self, dice: Random, start: date, names: tuple[str, ...], misconceptions: tuple[Misconception, ...]
    ) -> Drawn:
        """The slips, and a book that says some of them wrongly."""
        opening = self.opening.draw(dice) if self.opening else None
        drawn = draw_slips(dice, (*self.slips, *self.earlier), start, names, self.first)
        slips, earlier = drawn[: len(self.slips)], drawn[len(self.slips) :]
        ledgers: tuple[LedgerKind, ...] = ("kelompok",) if self.first == "kelompok" else ("usaha", "keluarga")
        span = (start, start + timedelta(days=self.days))
        wrong = _gone_wrong(dice, slips, misconceptions, self.mistakes, ledgers, span)
        before = [before_of(slip) for slip in earlier]
        shown: list[Slip] = []
        for nth, slip in enumerate(slips):
            if nth in wrong:
                idea, records = wrong[nth]
                before.extend(records)
                shown.append(replace(slip, wrongly=idea))
            else:
                before.append(before_of(slip, graded=True))
                shown.append(replace(slip, given=True))
        before.sort(key=lambda one: one.day)
        return Drawn(opening=opening, before=tuple(before), slips=tuple(shown))


Gone = tuple[str, tuple[Before, ...]]


def _gone_wrong(
    dice: Random,
    slips: Sequence[Slip],
    ideas: Sequence[Misconception],
    many: int,
    ledgers: Sequence[LedgerKind],
    span: tuple[date, date],
) -> dict[int, Gone]:
    """So many slips by their place, each gone wrong by another idea as long as there are others."""
    found: dict[int, Gone] = {}
    while len(found) < many:
        before = len(found)
        for idea in dice.sample(list(ideas), len(ideas)):
            free = [nth for nth in range(len(slips)) if nth not in found]
            for nth in dice.sample(free, len(free)):
                records = wrong_records(dice, slips[nth], idea, ledgers, span)
                if records is not None and len(found) < many:
                    found[nth] = (idea.id, records)
                    break
        if len(found) == before:
            break
    return found


def wrong_records(
    dice: Random, slip: Slip, idea: Misconception, ledgers: Sequence[LedgerKind], span: tuple[date, date]
) -> tuple[Before, ...] | None:
    """What the book says when the slip went wrong by this idea; None where the idea does not touch it."""
    if idea.form == "missing":
        return () if any(True for _ in wrong_effects(idea, slip)) else None
    if idea.form == "twice":
        return (before_of(slip, graded=True),) * 2 if slip.amounts else None
    if idea.form == "day":
        days = [span[0] + timedelta(days=nth) for nth in range((span[1] - span[0]).days + 1)]
        others = [day for day in days if day != slip.day]
        return (_on(before_of(slip, graded=True), dice.choice(others)),) if others else None
    owed = any(pays_off(effect) for effect in slip.effects)
    effects = (effect for effect in wrong_effects(idea, slip, ONE_ZERO) if owed or not pays_off(effect))
    ways = [route for effect in effects for route in routes(effect, ledgers)]
    if not ways:
        return None
    best = min(_unlikely(route, slip) for route in ways)
    route = dice.choice([one for one in ways if _unlikely(one, slip) == best])
    return (Before(route.kind, answers_of(route, slip), slip.day, route.ledger, graded=True),)


def _on(before: Before, day: date) -> Before:
    return replace(before, day=day, answers={**before.answers, "date": day})


def _unlikely(route: Route, slip: Slip) -> tuple[bool, bool, int]:
    """The kind that is meant first, then the kinds that everybody sees first, then the simple ones."""
    return (route.kind != slip.kind, not kinds_of(route.ledger)[route.kind].tile, len(route.amounts))


def answers_of(route: Route, slip: Slip) -> Answers:
    """What a record by this route answers: its amounts, the slip's words where it asks for them, the day."""
    fields = kinds_of(route.ledger)[route.kind].fields
    asked = {field.name: 0 for field in fields if field.type == "amount" and field.required}
    words = {name: text for name, text in slip.say.items() if any(field.name == name for field in fields)}
    return {**asked, **dict(route.amounts), **words, "date": slip.day}


def read(row: Row) -> MistakeTask:
    """The task of an exercise's row; ValueError says what is wrong."""
    slips = tuple(read_slip(one) for one in rows.rows(row, "slip"))
    if len(slips) < 2:
        raise ValueError("there must be two slips or more")
    return MistakeTask(
        first=first_ledger(row),
        opening=read_range(row, "opening") if "opening" in row else None,
        slips=slips,
        mistakes=rows.number(row, "mistakes", 1, min(MOST_MISTAKES, len(slips))),
        earlier=tuple(read_before(one) for one in rows.rows(row, "before")),
    )
