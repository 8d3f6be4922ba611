"""Reading a report: a month of records lies in the book, and its figures are asked for.

The right figures, and the wrong ones that ideas read instead, are those of the statements; a lesson names them. They
are reckoned without a book (``reckoned_figures``) and proved against one (``report_proof``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from kpmbooks.dates import Period, format_period
from kpmbooks.ledger import LedgerKind
from kpmbooks.money import Rupiah
from kpmbooks.training import toml_rows as rows
from kpmbooks.training.asked import Asked, Choice
from kpmbooks.training.exercise import Before, Drawn, Range, Screen, TaskKind
from kpmbooks.training.kind_effects import kinds_of
from kpmbooks.training.misconception import Misconception
from kpmbooks.training.questions import Asker
from kpmbooks.training.reckoned_figures import FIGURES, reckon
from kpmbooks.training.reported_month import LAST_DAY, WINDOW, whole_month
from kpmbooks.training.slip_rows import SlipRow, before_of, draw_slips, read_before, read_range, read_slip
from kpmbooks.training.tasks.record import first_ledger
from kpmbooks.training.toml_rows import Row
from kpmbooks.training.wordings import said

KEYS = ("opening", "slip", "ask")


@dataclass(frozen=True, slots=True)
class Ask:
    """A figure that is asked for, and those that ideas read instead; of two ``choices`` the first is above zero."""

    text: str
    figure: str
    ideas: Mapping[str, tuple[str, ...]]
    choices: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class _Month:
    """What was drawn: the records, and every figure that is needed of them."""

    opening: Rupiah | None
    records: tuple[Before, ...]
    figures: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ReportTask:
    """The records of one month, and what is asked of their report."""

    first: LedgerKind
    opening: Range | None
    slips: tuple[SlipRow, ...]
    asks: tuple[Ask, ...]
    kind: TaskKind = "report"
    screen: Screen = "reports"
    days: int = WINDOW

    def draw(
        self, dice: Random, start: date, names: tuple[str, ...], misconceptions: tuple[Misconception, ...]
    ) -> Drawn:
        """A month with fresh amounts: the latest whole month of the calendar within the window from ``start``."""
        month = whole_month(start)
        known = frozenset(idea for ask in self.asks for idea in ask.ideas)
        asker = Asker(frozenset(one.id for one in misconceptions) & known)
        found = asker.until_clear(
            lambda: self._month(dice, month, names, start), lambda one: self._questions(asker, one.figures)
        )
        told = said("report", "told", month=format_period(month))
        return Drawn(
            opening=found.opening,
            before=found.records,
            asked=self._questions(asker, found.figures),
            told=told,
            at_screen=(told,),
        )

    def beginning(self, opening: Rupiah | None, start: date) -> tuple[Before, ...]:
        """What the book says before its first record."""
        return () if opening is None else (Before("saldo_awal", {"cash": int(opening)}, start, self.first),)

    def _month(self, dice: Random, month: Period, names: Sequence[str], start: date) -> _Month:
        opening = self.opening.draw(dice) if self.opening else None
        slips = draw_slips(dice, self.slips, month.first, names, self.first)
        records = tuple(before_of(slip) for slip in slips)
        reckoned = reckon(self.first, self.beginning(opening, start), records)
        wanted = {ask.figure for ask in self.asks}
        wanted.update(name for ask in self.asks for named in ask.ideas.values() for name in named)
        return _Month(opening, records, {name: FIGURES[name](reckoned) for name in sorted(wanted)})

    def _questions(self, asker: Asker, figures: Mapping[str, int]) -> tuple[Asked, ...]:
        return tuple(_asked(asker, f"ask_{nth}", ask, figures) for nth, ask in enumerate(self.asks, 1))


def _asked(asker: Asker, name: str, ask: Ask, figures: Mapping[str, int]) -> Asked:
    right = figures[ask.figure]
    if not ask.choices:
        wrong = {idea: [figures[one] for one in read] for idea, read in ask.ideas.items()}
        return asker.amount(name, ask.text, [right], wrong, why=ask.why)
    cards = (Choice("a", ask.choices[0]), Choice("b", ask.choices[1]))
    chosen = {idea: ["a" if figures[one] > 0 else "b" for one in read] for idea, read in ask.ideas.items()}
    return asker.choice(name, ask.text, cards, ["a" if right > 0 else "b"], chosen, why=ask.why)


def read(row: Row) -> ReportTask:
    """The task of an exercise's row; ValueError says what is wrong."""
    slips = tuple(read_slip(one) if "effects" in one else read_before(one) for one in rows.rows(row, "slip"))
    asks = tuple(_ask(one) for one in rows.rows(row, "ask"))
    if not slips or not asks:
        raise ValueError("there must be slips in the book, and something asked of its report")
    if any(slip.day > LAST_DAY for slip in slips):
        raise ValueError(f"slip: a report has the days 0 to {LAST_DAY} of one month")
    first = first_ledger(row)
    for slip in slips:
        known = kinds_of(slip.ledger or first)
        if slip.kind not in known:
            raise ValueError(f"slip: a ledger {slip.ledger or first} has no kind {slip.kind}")
        amounts = {field.name for field in known[slip.kind].fields if field.type == "amount"}
        if strange := sorted(slip.fields.keys() - amounts):
            raise ValueError(f"slip: {slip.kind} asks for no amount {', '.join(strange)}")
    return ReportTask(
        first,
        read_range(row, "opening") if "opening" in row else None,
        slips,
        asks,
    )


def _ask(row: Row) -> Ask:
    rows.only(row, ("text", "figure", "ideas", "choices", "why"), "ask")
    ideas = rows.table(row, "ideas") if "ideas" in row else {}
    choices = rows.texts(row, "choices") if "choices" in row else ()
    if len(choices) not in (0, 2):
        raise ValueError("ask: choices are two, the first for a figure above zero")
    return Ask(
        rows.text(row, "text"),
        rows.one_of(row, "figure", tuple(FIGURES)),
        {idea: _figures(ideas, idea) for idea in ideas},
        choices,
        rows.optional_text(row, "why") or "",
    )


def _figures(row: Row, idea: str) -> tuple[str, ...]:
    names = rows.texts(row, idea) if isinstance(row[idea], list) else (rows.text(row, idea),)
    return tuple(rows.known(names, tuple(FIGURES)))
