"""Simulated learners: is what went wrong named, and is a right book ever accused?

    python -m tests.campaign diagnosis --cases 5000 --seed 1

Right books: every exercise, fresh numbers, each slip by any kind that fits, split and put together, in any order, a
share of them in real books with other boxes and corrections. Learners: for each idea of the catalogue a learner who has
it, and for each exercise learners with two; every slip or question that an idea touches may go wrong by it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

from kpmbooks import ledger, practice, recording, training
from kpmbooks.book import Tx
from kpmbooks.dates import Period
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected
from kpmbooks.training import Asked, Drawn, Exercise, Finding, Grade, Misconception, Slip, grade, misconceptions
from kpmbooks.training.going_wrong import touches
from kpmbooks.training.kind_effects import kinds_of
from kpmbooks.training.misconception import UNIVERSAL, with_universal
from kpmbooks.training.model_books import kept_before
from kpmbooks.training.routes import pays_off
from kpmbooks.training.slip_rows import before_of
from tests.scribes import Line, all_rightly, as_written, harmless, ledgers_for, owes, wrongly

TODAY = date(2026, 11, 25)
NAMED_AT_LEAST = 95.0
FRESH = 200
"""Exercises for each learner when 5,000 cases are asked for."""

Figures = dict[str, Any]


def run(seed: int, cases: int) -> Mapping[str, Mapping[str, Any]]:
    """``cases`` right books, a fiftieth of them real; for each learner a twenty-fifth as many exercises."""
    each = max(1, cases * FRESH // 5_000)
    return {
        "right books": _right_books(seed, cases),
        "right real books": _real_books(seed, max(1, cases // 50)),
        "one idea": _learners(seed, each, 1),
        "two ideas": _learners(seed, each, 2),
        "an idea that is not listed": _learners(seed, each, 1, _elsewhere()),
        "real learners": _real_learners(seed, max(1, cases // 50)),
    }


# ------------------------------------------------------------------------------------------- right books


def _right_books(seed: int, cases: int) -> Figures:
    exercises = list(training.exercises().values())
    of_slips = [one for one in exercises if one.draw(1, TODAY).slips]
    figures: Figures = {"faults": [], "books": 0, "records": 0}
    for nth in range(cases):
        some = exercises if nth % 4 == 0 else of_slips
        exercise = some[nth // 4 % len(some)]
        dice = Random(f"right {seed} {nth}")
        drawn = exercise.draw(dice.randrange(1_000_000), TODAY)
        lines = right_lines(drawn, dice)
        answers = {one.id: dice.choice(one.right) for one in drawn.asked}
        ideas = with_universal(exercise.misconceptions)
        found = grade(drawn, [*kept_before(drawn), *as_written(lines, dice)], answers, ideas)
        figures["books"] += 1
        figures["records"] += len(lines)
        if found.score != found.full or found.findings:
            figures["faults"].append(f"{exercise.id} case {nth}: {told(found)}")
    return figures


def right_lines(drawn: Drawn, dice: Random) -> list[Line]:
    """Everything that has to be written, rightly, in some way."""
    slips = [slip for slip in drawn.slips if not slip.given]
    ledgers = ledgers_for(drawn)
    return [*all_rightly(slips, ledgers, dice), *harmless(slips, ledgers, dice)]


def _real_books(seed: int, cases: int) -> Figures:
    exercises = [one for one in training.exercises().values() if one.draw(1, TODAY).slips]
    figures: Figures = {"faults": [], "books": 0, "records": 0, "corrected": 0}
    for nth in range(cases):
        exercise = exercises[nth % len(exercises)]
        dice = Random(f"real {seed} {nth}")
        at = dice.randrange(1_000_000)
        found, wrote, corrected = real_book(exercise, at, dice)
        figures["books"] += 1
        figures["records"] += wrote
        figures["corrected"] += corrected
        if found.score != found.full or found.findings:
            figures["faults"].append(f"{exercise.id} seed {at} case {nth}: {told(found)}")
    return figures


def real_book(exercise: Exercise, seed: int, dice: Random) -> tuple[Grade, int, int]:
    """The grade of a real practice book that is written rightly, of how many records, and how many were corrected."""
    book, drawn = practice.exercise_book(None, exercise, seed=seed, today=TODAY)
    with book:
        corrected = 0
        with book.write() as tx:
            mend(tx, drawn)
        lines = right_lines(drawn, dice)
        mixed = dice.sample(lines, len(lines))
        # What is owed must be in the book before it is paid.
        mixed.sort(key=lambda line: line.day if any(map(owes, drawn.slips)) else TODAY)
        for line in mixed:
            with book.write() as tx:
                corrected += write(tx, line, dice)
        with book.write() as tx:
            for asked in drawn.asked:
                training.answer(tx, exercise.id, asked, dice.choice(asked.right))
        with book.read() as reader:
            return training.grade_book(reader, exercise, seed), len(lines), corrected


def mend(tx: Tx, drawn: Drawn) -> None:
    """Take back what is in the book wrongly before the learner begins."""
    right = [before_of(slip, graded=True) for slip in drawn.slips if slip.given]
    entries = [one for one in drawn.before if one.kind != recording.DAY_OFF_KIND]
    for before, number in zip(entries, _numbers_before(tx), strict=True):
        if before.graded and before not in right:
            recording.reverse(tx, number, today=TODAY)


def _numbers_before(tx: Tx) -> list[str]:
    """The records of the beginning in the order in which they were written, without the opening."""
    entries = [
        entry
        for one in ledger.ledgers(tx)
        for entry in ledger.journal_page(tx, one, Period(tx.owner.start, date.max), 0, 500)
        if entry.kind != "saldo_awal" and (entry.transfer is None or entry.kind in kinds_of(one.kind))
    ]
    return [entry.number for entry in sorted(entries, key=lambda entry: entry.id)]


def write(tx: Tx, line: Line, dice: Random) -> int:
    """Write a line into the book, sometimes in another box, sometimes after a mistake that is corrected; 1 if so."""
    place = next(one for one in ledger.ledgers(tx) if one.kind == line.route.ledger)
    fields = kinds_of(line.route.ledger)[line.route.kind].fields
    answers: dict[str, str | int | date | None] = {
        field.name: 0 for field in fields if field.type == "amount" and field.required
    }
    answers |= {**dict(line.route.amounts), **line.say, "date": line.day}
    if line.route.kind == "pindah_uang":
        answers |= {"from": "Kas", "to": "Bank"}
    elif any(field.name == "box" and field.default == "kas" for field in fields) and dice.random() < 0.3:
        answers["box"] = "Bank"
    wrong = {**answers, **{name: amount * 10 for name, amount in line.route.amounts}}
    if line.route.amounts and not pays_off(line.effect) and dice.random() < 0.15:
        number = recording.record(tx, line.route.kind, wrong, ledger=place, today=TODAY).number
        if dice.random() < 0.5:
            recording.correct(tx, number, line.route.kind, answers, today=TODAY)
            return 1
        recording.reverse(tx, number, today=TODAY)
    recording.record(tx, line.route.kind, answers, ledger=place, today=TODAY)
    return 0


# ---------------------------------------------------------------------------------------------- learners


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that went wrong: at which slip or question, by which ideas."""

    where: Slip | Asked
    ideas: frozenset[str]


Learner = tuple[str, list[Exercise], "IdeasOf"]


def _learners(seed: int, each: int, many: int, who: Iterable[Learner] | None = None) -> Figures:
    figures: Figures = {"faults": [], "learners": 0, "exercises": 0, "named": 0, "as a pair": 0}
    missed: Counter[str] = Counter()
    for name, exercises, ideas_of in learners(many) if who is None else who:
        figures["learners"] += 1
        named = made = 0
        for nth in range(each):
            dice = Random(f"{name} {seed} {nth}")
            exercise = dice.choice(exercises)
            judged = _one_book(exercise, ideas_of(exercise, dice), dice)
            if judged is None:
                continue
            made += 1
            named += judged[0]
            figures["as a pair"] += judged[1]
            if not judged[0]:
                missed[f"{name}: {judged[2]}"] += 1
        figures["exercises"] += made
        figures["named"] += named
        if 100 * named < NAMED_AT_LEAST * made or (many == 1 and who is None and not made):
            examples = [one for one in missed if one.startswith(f"{name}:")][:2]
            figures["faults"].append(f"{name}: {named} of {made} named, {examples}")
    figures["missed"] = sum(missed.values())
    figures["percent"] = round(100 * figures["named"] / max(1, figures["exercises"]), 2)
    return figures


IdeasOf = Callable[[Exercise, Random], tuple[Misconception, ...]]


def _elsewhere() -> Iterator[Learner]:
    """Learners with an idea about records, in the exercises that do not list it: people do not read lists."""
    of_slips = [one for one in training.exercises().values() if one.draw(1, TODAY).slips]
    for idea in misconceptions().values():
        if idea.form in ("turns", "missing"):
            places = [
                one
                for one in of_slips
                if idea not in with_universal(one.misconceptions)
                and any(touches(idea, slip) for slip in one.draw(1, TODAY).slips if not slip.given)
            ]
            if not places:
                continue
            yield idea.id, places, lambda _exercise, _dice, idea=idea: (idea,)  # type: ignore[misc] # bound now


def learners(many: int) -> Iterator[Learner]:
    """With one idea: a learner for each idea of the catalogue. With two: for each exercise, with any two of its own."""
    known = misconceptions()
    exercises = list(training.exercises().values())
    if many == 1:
        for name, idea in known.items():
            places = [
                one
                for one in exercises
                if any(listed.id == name for listed in one.misconceptions)
                or (name in UNIVERSAL and one.draw(1, TODAY).slips)
            ]
            if places:
                yield name, places, lambda _exercise, _dice, idea=idea: (idea,)  # type: ignore[misc] # bound now
        return
    for exercise in exercises:
        if len(_can_go_wrong(exercise)) > 1:
            yield exercise.id, [exercise], lambda one, dice: tuple(dice.sample(_can_go_wrong(one), 2))


def _can_go_wrong(exercise: Exercise) -> list[Misconception]:
    return list(with_universal(exercise.misconceptions) if exercise.draw(1, TODAY).slips else exercise.misconceptions)


def _one_book(exercise: Exercise, ideas: Sequence[Misconception], dice: Random) -> tuple[bool, bool, str] | None:
    """Whether everything that went wrong is named and nothing else, whether as a pair, and what was found."""
    drawn = exercise.draw(dice.randrange(1_000_000), TODAY)
    wrong, lines, answers = go_wrong(drawn, ideas, dice)
    if len({idea for one in wrong for idea in one.ideas}) < len(ideas):
        return None
    spoilt = {id(one.where) for one in wrong}
    slips = [slip for slip in drawn.slips if not slip.given and id(slip) not in spoilt]
    ledgers = ledgers_for(drawn)
    lines = [*lines, *all_rightly(slips, ledgers, dice), *harmless(slips, ledgers, dice)]
    found = grade(
        drawn, [*kept_before(drawn), *as_written(lines, dice)], answers, with_universal(exercise.misconceptions)
    )
    return (*is_named(found, wrong), f"{told(found)} for {wrong_told(wrong)}")


def go_wrong(
    drawn: Drawn, ideas: Sequence[Misconception], dice: Random
) -> tuple[list[Wrong], list[Line], dict[str, str]]:
    """Let each idea spoil a slip or a question, or all that it touches where somebody simply thinks so.

    Two may spoil the same slip where that can be written.
    """
    answers = {one.id: dice.choice(one.right) for one in drawn.asked}
    ledgers = ledgers_for(drawn)
    last = max((slip.day for slip in drawn.slips), default=TODAY)
    wrong: list[Wrong] = []
    lines: list[Line] = []
    taken: set[int] = set()
    if len(ideas) == 2 and dice.random() < 0.3:
        for slip in dice.sample(drawn.slips, len(drawn.slips)):
            both = None if slip.given else _both(slip, ideas, ledgers, dice)
            if both is not None:
                return [Wrong(slip, frozenset(idea.id for idea in ideas))], list(both), answers
    for idea in ideas:
        places: list[Slip | Asked] = [
            *(slip for slip in drawn.slips if not slip.given and id(slip) not in taken),
            *(one for one in drawn.asked if id(one) not in taken and idea.id in one.wrong),
        ]
        everywhere = idea.form == "turns" and dice.random() < 0.5
        for place in dice.sample(places, len(places)):
            if isinstance(place, Asked):
                answers[place.id] = dice.choice(place.wrong[idea.id])
            else:
                found = wrongly(place, idea, ledgers, dice, last)
                if found is None:
                    continue
                lines.extend(found)
            wrong.append(Wrong(place, frozenset({idea.id})))
            taken.add(id(place))
            if not everywhere:
                break
    return wrong, lines, answers


def _both(slip: Slip, ideas: Sequence[Misconception], ledgers: Sequence[Any], dice: Random) -> tuple[Line, ...] | None:
    """The slip with one part taken for another and a zero too many or too few: two slips of the pen in one record."""
    scale = next((idea for idea in ideas if idea.form in ("times", "tenth")), None)
    turn = next((idea for idea in ideas if idea.form == "turns"), None)
    if scale is None or turn is None or not slip.amounts:
        return None
    if scale.form == "tenth" and any(int(amount) % 10 for amount in slip.amounts.values()):
        return None
    size = {
        name: Rupiah(int(amount) * 10 if scale.form == "times" else int(amount) // 10)
        for name, amount in slip.amounts.items()
    }
    return wrongly(replace(slip, amounts=size), turn, ledgers, dice, slip.day)


def _real_learners(seed: int, cases: int) -> Figures:
    """Learners with one idea or two who write into real books; what a book does not take at all is written rightly."""
    exercises = [one for one in training.exercises().values() if one.draw(1, TODAY).slips]
    figures: Figures = {"faults": [], "books": 0, "not taken": 0}
    for nth in range(cases):
        exercise = exercises[nth % len(exercises)]
        dice = Random(f"real learner {seed} {nth}")
        ideas = dice.sample(_can_go_wrong(exercise), dice.choice((1, 2)))
        at = dice.randrange(1_000_000)
        book, drawn = practice.exercise_book(None, exercise, seed=at, today=TODAY)
        with book:
            wrong, lines, answers = go_wrong(drawn, ideas, dice)
            spoilt = {id(one.where) for one in wrong}
            slips = [slip for slip in drawn.slips if not slip.given and id(slip) not in spoilt]
            lines = [*lines, *all_rightly(slips, ledgers_for(drawn), dice)]
            lines.sort(key=lambda line: line.day)
            with book.write() as tx:
                mend(tx, drawn)
            try:
                for line in lines:
                    with book.write() as tx:
                        write(tx, line, dice)
            except Rejected:
                figures["not taken"] += 1
                continue
            with book.write() as tx:
                for asked in drawn.asked:
                    training.answer(tx, exercise.id, asked, answers[asked.id])
            with book.read() as reader:
                found = training.grade_book(reader, exercise, at)
        figures["books"] += 1
        if not is_named(found, wrong)[0]:
            figures["faults"].append(f"{exercise.id} seed {at} case {nth}: {told(found)} for {wrong_told(wrong)}")
    return figures


def wrong_told(wrong: Sequence[Wrong]) -> str:
    """What went wrong in a line."""
    return "; ".join(f"{'+'.join(sorted(one.ideas))} at {one.where.text[:40]}" for one in wrong)


def is_named(found: Grade, wrong: Sequence[Wrong]) -> tuple[bool, bool]:
    """Whether exactly these ideas are named at exactly these places, and whether one of them only as one of a pair."""
    left = list(found.findings)
    pair = False
    for one in wrong:
        here = [finding for finding in left if _place(finding) == one.where.text]
        named = [frozenset((finding.misconception, *finding.also)) for finding in here]
        if len(here) != len(one.ideas) or not all(any(idea in some for some in named) for idea in one.ideas):
            return False, pair
        pair = pair or any(len(some) > 1 for some in named)
        left = [finding for finding in left if not any(finding is some for some in here)]
    return not left, pair


def _place(finding: Finding) -> str:
    """The words of the slip or question of a finding; nothing for a record of no slip."""
    place = finding.slip or finding.asked
    return "" if place is None else place.text


def told(found: Grade) -> str:
    """A grade in a line."""
    what = [f"{'|'.join((one.misconception, *one.also))} at {_place(one)[:40] or one.entry}" for one in found.findings]
    return f"{found.score}/{found.full} {what}"
