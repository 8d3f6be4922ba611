"""Grading by effects: what counts is what the book says afterwards, not which buttons were pressed, nor in which order.

First whatever is right is taken away (``matching``), then the fewest ideas that explain the rest are looked for
(``explaining``). A right book is never accused; where two ideas leave the same book both are named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from kpmbooks.training.asked import Asked, judge
from kpmbooks.training.earlier import earlier_slips
from kpmbooks.training.effects import CASH_PARTS, added
from kpmbooks.training.exercise import Drawn, Slip
from kpmbooks.training.explaining import Explained, Ideas, Wrongs, explain, explain_together
from kpmbooks.training.going_wrong import NOTHING, wrong_effects
from kpmbooks.training.matching import MOST_TOGETHER, Table, key, take_right
from kpmbooks.training.misconception import Misconception, misconceptions
from kpmbooks.training.written import Written

EXTRA, OTHERWISE, SPOILT, ANOTHER_ANSWER = "extra", "otherwise", "spoilt", "another-answer"
"""What is found beside the ideas of the catalogue: a record of no slip, a slip written in a way that nobody foresaw,
something that was right before, and an answer that nobody foresaw."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not right: which idea, at which record (None: it is missing) and slip, and what helps.

    ``asked`` is the question that was answered by the idea. ``also``: other ideas that leave the very same book.
    ``text`` is the catalogue's; empty for what is no idea of it, which the caller words.
    """

    misconception: str
    entry: str | None
    slip: Slip | None = None
    text: str = ""
    text_en: str | None = None
    asked: Asked | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """``score`` of ``full`` slips and questions are right; ``right`` and ``missing`` have them."""

    score: int
    full: int
    findings: tuple[Finding, ...]
    missing: tuple[Slip | Asked, ...]
    right: tuple[Slip | Asked, ...]


def grade(
    drawn: Drawn,
    written: Sequence[Written],
    answers: Mapping[str, str],
    ideas: Sequence[Misconception],
    *,
    by_day: bool = True,
) -> Grade:
    """How the records and answers of a book answer what was drawn; the same whatever order they come in.

    ``by_day`` False is for a book that was not made for the exercise: it has days of its own, and records that have
    nothing to do with the slips.
    """
    slips = _Slips(drawn, written, ideas, by_day=by_day)
    findings = [*slips.findings, *_of_answers(drawn.asked, answers)]
    right: list[Slip | Asked] = [slip for slip in drawn.slips if not slip.given and slips.is_right(slip)]
    right.extend(one for one in drawn.asked if judge(one, answers.get(one.id)).right)
    missing: list[Slip | Asked] = [slip for slip in drawn.slips if slips.is_missing(slip)]
    missing.extend(one for one in drawn.asked if one.id not in answers)
    return Grade(len(right), drawn.full, tuple(findings), tuple(missing), tuple(right))


def _of_answers(asked: Sequence[Asked], answers: Mapping[str, str]) -> list[Finding]:
    found = []
    for one in asked:
        judged = judge(one, answers.get(one.id))
        if one.id in answers and not judged.right:
            first, *also = judged.ideas or (ANOTHER_ANSWER,)
            found.append(_finding(first, None, asked=one, also=tuple(also)))
    return found


def _finding(
    idea: str,
    entry: str | None,
    slip: Slip | None = None,
    *,
    asked: Asked | None = None,
    also: tuple[str, ...] = (),
) -> Finding:
    known = misconceptions().get(idea)
    words = ("", None) if known is None else (known.feedback.id, known.feedback.en)
    return Finding(idea, entry, slip, *words, asked=asked, also=also)


_MOST_TIMES = 3
"""With more records than so many for each slip a book is somebody's own, not one that was written for the slips."""


class _Slips:
    """The slips of a drawing beside the records of a book: what is right, missing, and found wrong."""

    def __init__(
        self, drawn: Drawn, written: Sequence[Written], ideas: Sequence[Misconception], *, by_day: bool
    ) -> None:
        self._ideas, self._by_day = ideas, by_day
        earlier = earlier_slips(drawn.before) if by_day else ()
        self._order: list[Slip] = [*drawn.slips, *earlier]
        laid, records = self._order, [one for one in written if one.effect]
        if not by_day and laid:
            records = [replace(one, day=laid[0].day) for one in records]
            laid = [replace(slip, day=laid[0].day) for slip in laid]
        self._place = {id(one): nth for nth, one in enumerate(laid)}
        self._laid = laid
        self._known: dict[int, Wrongs] = {}
        self._records_of: dict[int, tuple[Written, ...]] = {}
        self._right: set[int] = set()
        self._missing: set[int] = set()
        self._found: list[tuple[int, Finding]] = []
        # In a book with a life of its own the same amount comes again and again.
        self._once = by_day or len(records) <= _MOST_TIMES * len(laid)
        table = Table(laid, sorted(records, key=lambda one: (one.day, one.number)))
        nothing_laid = not (drawn.slips or drawn.before)
        self._look(table, only_slips=drawn.own_records or nothing_laid or not by_day)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """In the order of the slips; records of no slip come last."""
        return tuple(finding for _, finding in sorted(self._found, key=lambda one: one[0]))

    def is_right(self, slip: Slip) -> bool:
        """Whether the slip is in the book rightly."""
        return self._order.index(slip) in self._right

    def is_missing(self, slip: Slip) -> bool:
        """Whether nothing in the book stands for the slip."""
        return self._order.index(slip) in self._missing

    def _wrongs(self, slip: Slip) -> Wrongs:
        place = self._place[id(slip)]
        if place not in self._known:
            self._known[place] = Wrongs(slip, self._ideas)
        return self._known[place]

    def _wrongs_of_any(self, slip: Slip) -> Wrongs:
        """Ideas that the exercise does not list make mistakes too, and are named better than by no name at all."""
        place = self._place[id(slip)]
        self._known[place] = Wrongs(slip, [*self._ideas, *_not_listed(self._ideas)])
        return self._known[place]

    def _look(self, table: Table, *, only_slips: bool) -> None:
        for slips, _ in take_right(table):
            self._right.update(self._place[id(slip)] for slip in slips)
        if self._once and table.slips and table.written:
            self._name(explain(table, self._wrongs, 1))
            self._name(explain_together(table, self._wrongs))
        self._name_twice(table)
        if self._once and table.slips and table.written:
            self._name(explain(table, self._wrongs, 2))
            self._name_twice(table)
            self._name(explain(table, self._wrongs_of_any, 2))
            self._name_twice(table)
            self._name_otherwise(table)
        self._join_rest(table)
        for slip in table.slips:
            self._name_missing(slip)
        if not only_slips:
            table.take([], self._echoes(table.written))
            for record in table.written:
                if "day_off" not in record.effect:
                    self._name_extra(record)

    def _add(self, slip: Slip, finding: Finding) -> None:
        place = self._place[id(slip)]
        self._right.discard(place)
        self._found.append((place, replace(finding, slip=self._order[place])))

    def _name(self, explained: Sequence[Explained]) -> None:
        for one in explained:
            if not one.ways:
                self._right.add(self._place[id(one.slip)])
                continue
            self._records_of[self._place[id(one.slip)]] = one.written
            ways = sorted(one.ways, key=lambda way: [self._rank(idea) for idea in way])
            for nth, idea in enumerate(ways[0]):
                also = _also(ways, nth)
                self._add(one.slip, _finding(idea, one.written[0].number, also=also))

    def _rank(self, idea: str) -> int:
        return next((nth for nth, one in enumerate(self._ideas) if one.id == idea), len(self._ideas))

    def _name_twice(self, table: Table) -> None:
        """What says once more what stands there already, rightly or wrongly."""
        twice = next((idea for idea in self._ideas if idea.form == "twice"), None)
        waiting = {id(slip) for slip in table.slips}
        for record in tuple(table.written):
            if twice is None or not self._once:
                return
            slip = next((one for one in self._laid if id(one) not in waiting and self._says(record, one)), None)
            if slip is not None:
                table.take([], [record])
                self._add(slip, _finding(twice.id, record.number))

    def _join_rest(self, table: Table) -> None:
        """The rest of a slip that was written by an idea, in a record of its own, belongs to what was named already."""
        for record in tuple(table.written):
            for place, records in self._records_of.items():
                together = added((record.effect, *(one.effect for one in records)))
                same_day = record.day == self._laid[place].day
                if same_day and key(together) in self._known[place].one and any(map(record.effect.get, CASH_PARTS)):
                    table.take([], [record])
                    self._records_of[place] = (*records, record)
                    break

    def _says(self, record: Written, slip: Slip) -> bool:
        if record.effect in slip.effects:
            return True
        place = self._place[id(slip)]
        return place in self._known and place not in self._right and bool(self._known[place].of(record, 2))

    def _name_otherwise(self, table: Table) -> None:
        """The right amount, but in no way that anyone foresaw."""
        for slip in tuple(table.slips):
            figures = {abs(amount) for effect in slip.effects for amount in effect.values()} | {int(slip.amount)}
            near = [one for one in table.written if figures & {abs(amount) for amount in one.effect.values()}]
            near.sort(key=lambda one: one.day != slip.day)
            if near:
                table.take([slip], near[:1])
                self._add(slip, _finding(OTHERWISE, near[0].number))

    def _name_missing(self, slip: Slip) -> None:
        place = self._place[id(slip)]
        if slip.given:
            if self._by_day:  # in any other book it never stood, so nobody can have spoiled it
                self._add(slip, _finding(SPOILT, None))
            return
        self._missing.add(place)
        forgotten = [idea for idea in self._ideas if idea.form == "missing" and NOTHING in wrong_effects(idea, slip)]
        # An idea of why it need not be written leaves the same book as forgetting does; it says more.
        ideas = [one.id for one in sorted(forgotten, key=lambda one: one.only is None and not one.cashless)]
        if ideas:
            self._add(slip, _finding(ideas[0], None, also=tuple(ideas[1:])))

    def _name_extra(self, record: Written) -> None:
        """A record of no slip; where it says a slip wrongly that is there rightly too, the slip is not right yet."""
        beside = next((slip for slip in self._laid if self._wrongs(slip).of(record, 1)), None)
        if beside is None:
            self._found.append((len(self._laid), _finding(EXTRA, record.number)))
        else:
            self._add(beside, _finding(EXTRA, record.number))

    def _echoes(self, written: Sequence[Written]) -> list[Written]:
        """The other end at home of money that went between business and family: true, and nobody asked for it.

        One record says it, or several that are the money together.
        """
        at_home = [one for one in written if all(part.startswith("home_") for part in one.effect)][:_MOST_AT_HOME]
        found: list[Written] = []
        for place in self._right:
            for money in {one.get("family") or -one.get("capital", 0) for one in self._laid[place].effects}:
                left = [one for one in at_home if not any(one is taken for taken in found)]
                groups = (some for many in range(1, MOST_TOGETHER + 1) for some in combinations(left, many))
                found.extend(next((some for some in groups if money and sum(map(_moved, some)) == money), ()))
        return found


_MOST_AT_HOME = 12


def _moved(record: Written) -> int:
    return sum(abs(amount) for part, amount in record.effect.items() if part in CASH_PARTS)


def _not_listed(ideas: Sequence[Misconception]) -> list[Misconception]:
    """The ideas of the catalogue about records that are not among these."""
    listed = {one.id for one in ideas}
    return [one for one in misconceptions().values() if one.form != "answer" and one.id not in listed]


def _also(ways: Sequence[Ideas], nth: int) -> tuple[str, ...]:
    """The other ideas that could stand in the nth place of the first way."""
    rest = [idea for place, idea in enumerate(ways[0]) if place != nth]
    others = [way for way in ways[1:] if all(idea in way for idea in rest)]
    if not others and nth == 0:
        others = list(ways[1:])
    return tuple(dict.fromkeys(idea for way in others for idea in way if idea not in ways[0]))
