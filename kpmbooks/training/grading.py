"""Grading by effects: what counts is what the book says afterwards, not which buttons were pressed, nor in which order.

Any right way passes: several records for one slip, one record for several, a correction, another kind with the same
effect. Only when something is wrong it is asked which idea went wrong, and that idea is named with words that help.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from kpmbooks.training.effects import Effect, added
from kpmbooks.training.asked import Asked
from kpmbooks.training.exercise import Drawn, Slip
from kpmbooks.training.going_wrong import wrong_effects
from kpmbooks.training.misconception import Misconception
from kpmbooks.training.written import Written

MOST_TOGETHER = 4
"""So many records, or slips, are looked at together: more would be a riddle, not a way of recording."""

EXTRA, OTHERWISE = "extra", "otherwise"
"""What is found beside the misconceptions: a record of no slip, and a slip written in a way that nobody foresaw."""

ANOTHER_DAY = "hari_salah"


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
    """``score`` of ``full`` slips are right; ``right`` and ``missing`` have the slips."""

    score: int
    full: int
    findings: tuple[Finding, ...]
    missing: tuple[Slip, ...]
    right: tuple[Slip, ...]


def grade(
    drawn: Drawn,
    written: Sequence[Written],
    answers: Mapping[str, str],
    misconceptions: Sequence[Misconception],
    *,
    by_day: bool = True,
) -> Grade:
    """How the records ``written`` answer the ``slips``; the same whatever order they come in.

    ``by_day`` False does not look at days: a book that was not made for the exercise has days of its own.
    """
    slips: Sequence[Slip] = drawn.slips
    if not by_day and slips:
        written = [replace(one, day=slips[0].day) for one in written]
        slips = [replace(slip, day=slips[0].day) for slip in slips]
    left_slips, left = list(slips), sorted(written, key=lambda one: one.number)
    right = _take_right(left_slips, left)
    findings = _take_moved(left_slips, left)
    for misconception in misconceptions:
        if misconception.form not in ("missing", "day", "twice"):
            _take_misconception(misconception, left_slips, left, findings)
    for slip in tuple(left_slips):
        # The right amount of money at hand, but in no way that anyone foresaw.
        near = next((one for one in left if abs(one.effect.get("cash", 0)) == slip.amount), None)
        if near is not None:
            left.remove(near)
            left_slips.remove(slip)
            findings.append(Finding(OTHERWISE, near.number, slip, ""))
    forgotten = next((one for one in misconceptions if one.form == "missing"), None)
    if forgotten is not None:
        findings.extend(
            Finding(forgotten.id, None, slip, forgotten.feedback.id, forgotten.feedback.en) for slip in left_slips
        )
    findings.extend(Finding(EXTRA, one.number, None, "") for one in left)
    in_order = tuple(slip for slip in slips if any(slip is one for one in right))
    return Grade(len(right), len(slips), tuple(findings), tuple(left_slips), in_order)


def right_effects(slip: Slip) -> tuple[Effect, ...]:
    """What the slip may do to the parts, in whole rupiah: one for each right way."""
    return slip.effects


def _take_right(slips: list[Slip], written: list[Written]) -> list[Slip]:
    """Take out what was recorded rightly on its day, with its records, and give those slips.

    One record for one slip first, then several for one, then one or more for several slips of a day.
    """
    right: list[Slip] = []

    def take(some: Sequence[Slip], group: Sequence[Written]) -> None:
        for slip in some:
            slips.remove(slip)
            right.append(slip)
        for one in group:
            written.remove(one)

    for many in range(1, MOST_TOGETHER + 1):
        for slip in tuple(slips):
            group = _group(written, many, slip.day, lambda some, slip=slip: _fits([slip], some))  # type: ignore[misc]
            if group:
                take([slip], group)
    for day in sorted({slip.day for slip in slips}):
        for many in range(len(slips), 1, -1):
            together = _slips_together(slips, written, day, many)
            if together:
                take(*together)
    return right


def _take_moved(slips: list[Slip], written: list[Written]) -> list[Finding]:
    """Take out what was recorded rightly but under another day."""
    findings = []
    for slip in tuple(slips):
        found = next((one for one in written if _fits([slip], [one])), None)
        if found is not None:
            slips.remove(slip)
            written.remove(found)
            findings.append(Finding(ANOTHER_DAY, found.number, slip, ""))
    return findings


def _slips_together(
    slips: Sequence[Slip], written: Sequence[Written], day: date, many: int
) -> tuple[tuple[Slip, ...], tuple[Written, ...]] | None:
    """So many slips of one day that some records of that day stand for, with these records."""
    of_day = [slip for slip in slips if slip.day == day]
    for some_slips in combinations(of_day, many):
        for few in range(1, MOST_TOGETHER + 1):
            group = _group(written, few, day, lambda some, these=some_slips: _fits(these, some))  # type: ignore[misc]
            if group:
                return some_slips, group
    return None


def _group(
    written: Sequence[Written], many: int, day: date, fits: Callable[[Sequence[Written]], bool]
) -> tuple[Written, ...] | None:
    of_day = [one for one in written if one.day == day]
    return next((some for some in combinations(of_day, many) if fits(some)), None)


def _fits(slips: Sequence[Slip], written: Sequence[Written]) -> bool:
    """Whether the records together do what the slips together ask for, in one of the right ways of each."""
    done = added([one.effect for one in written])
    return any(added(list(ways)) == done for ways in _ways(slips))


def _ways(slips: Sequence[Slip]) -> Iterable[tuple[Effect, ...]]:
    ways: list[tuple[Effect, ...]] = [()]
    for slip in slips:
        ways = [(*before, effect) for before in ways for effect in right_effects(slip)]
    return ways


def _take_misconception(
    misconception: Misconception, slips: list[Slip], written: list[Written], findings: list[Finding]
) -> None:
    """Move the slips that were recorded by this idea out of ``slips``, with their records, into ``findings``."""
    for slip in tuple(slips):
        ways = tuple(wrong_effects(misconception, slip))
        found = next((one for one in written if one.effect in ways), None)
        if found is not None:
            slips.remove(slip)
            written.remove(found)
            findings.append(
                Finding(misconception.id, found.number, slip, misconception.feedback.id, misconception.feedback.en)
            )
