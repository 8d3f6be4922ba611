"""What an exercise must prove for several seeds.

The model has full marks, an untouched book none, every listed idea can go wrong somewhere in it and is named there, and
no two listed ideas always leave the same book. Most of that is arithmetic on effects; the model is also written into a
real book once.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from kpmbooks.money import format_amount
from kpmbooks.problems import Rejected
from kpmbooks.training.asked import Asked, judge
from kpmbooks.training.drawing import alike
from kpmbooks.training.exercise import Before, Drawn, Exercise, Slip
from kpmbooks.training.grading import Grade, grade
from kpmbooks.training.kind_effects import kinds_of
from kpmbooks.training.matching import key
from kpmbooks.training.misconception import Misconception, misconceptions, with_universal
from kpmbooks.training.model_books import (
    kept_before,
    ledgers_of,
    model_effect,
    model_records,
    records_before,
    right_answers,
    wrongly_written,
)
from kpmbooks.training.report_proof import figure_faults
from kpmbooks.training.scratch import scratch_book, with_records
from kpmbooks.training.slip_rows import before_of
from kpmbooks.training.written import Written, written

SEEDS: Final = range(1, 5)
GRADED_WHOLE: Final = range(1, 3)
"""Seeds with which every idea is graded at every slip; with the others only the books are compared."""

START: Final = date(2026, 11, 2)

Book = tuple[str, object]
"""What an idea leaves: which slip or question, and what stands there then."""


def prove(exercise: Exercise) -> list[str]:
    """What an exercise cannot prove, a sentence each; none for a good one."""
    found: dict[str, None] = {}
    books: dict[str, set[Book]] = {}
    for seed in SEEDS:
        try:
            drawn = exercise.draw(seed, START)
        except Rejected as rejected:
            return [f"what it lays into the book cannot be recorded: {rejected}"]
        ideas = with_universal(exercise.misconceptions) if drawn.slips else exercise.misconceptions
        for fault in (*_drawn_faults(exercise, drawn), *_answer_faults(drawn.asked)):
            found[fault] = None
        if found:
            return list(found)
        found.update(dict.fromkeys(_model_faults(drawn, ideas)))
        if seed in GRADED_WHOLE:
            found.update(dict.fromkeys(_named_faults(drawn, ideas)))
        for idea in exercise.misconceptions:
            books.setdefault(idea.id, set()).update(_books(drawn, idea))
    found.update(dict.fromkeys(_confused(books)))
    if not found:
        found.update(dict.fromkeys(_written_faults(exercise)))
        found.update(dict.fromkeys(figure_faults(exercise, exercise.draw(1, START), START)))
    return list(found)


def _drawn_faults(exercise: Exercise, drawn: Drawn) -> Iterator[str]:
    """Slips that cannot be told apart, and a model that does something else than its slip says."""
    if not drawn.full:
        yield "nothing is asked in it"
    if exercise.task.kind != "sheet" and alike([slip.amounts for slip in drawn.slips if slip.amounts]):
        yield "the amounts leave no room: what was written cannot tell which slip it was"
    for nth, slip in enumerate(drawn.slips, 1):
        where = f"slip {nth}"
        if slip.kind not in kinds_of(slip.ledger):
            yield f"{where}: a ledger {slip.ledger} has no kind {slip.kind}"
            continue
        known = {field.name for field in kinds_of(slip.ledger)[slip.kind].fields}
        if strange := sorted({*slip.fields, *slip.say} - known):
            yield f"{where}: {slip.kind} does not ask {', '.join(strange)}"
        elif model_effect(slip) not in slip.effects:
            did = ", ".join(f"{part} {amount}" for part, amount in model_effect(slip).items())
            yield f"{where}: effects do not say what {slip.kind} does ({did}; what grows on the right side is negative)"
        unsaid = [name for name, amount in slip.amounts.items() if amount and format_amount(amount) not in slip.text]
        if len(unsaid) == 1 and len(slip.amounts) > 1 and format_amount(slip.amount) in slip.text:
            unsaid = []  # the rest of the total that is said
        if unsaid and not slip.worked_out:
            yield f"{where}: its text does not say how much: {{{'}, {'.join(unsaid)}}} is missing"


def _answer_faults(asked: Sequence[Asked]) -> Iterator[str]:
    for one in asked:
        if not one.right:
            yield f"question {one.id}: has no right answer"
        for idea in sorted(one.ideas - misconceptions().keys()):
            yield f"question {one.id}: {idea} is not in the catalogue"
        yield from _taken_for_another(one)
        for idea, wrong in one.wrong.items():
            for answer in wrong:
                judged = judge(one, answer)
                if judged.right or idea not in judged.ideas:
                    yield f"question {one.id}: the answer {answer} of {idea} is not named"


def _taken_for_another(asked: Asked) -> Iterator[str]:
    """An idea that is called after two of the cards says by its name which of them is right."""
    cards = {one.id for one in asked.choices} if asked.form == "choice" else set()
    for idea, wrong in asked.wrong.items():
        meant, taken, other = idea.partition("_jadi_")
        if taken and {meant, other} <= cards and (meant not in asked.right or other not in wrong):
            yield f"question {asked.text!r}: by {idea} {meant} is right and {other} is wrong: is the answer swapped?"


def _model_faults(drawn: Drawn, ideas: Sequence[Misconception]) -> Iterator[str]:
    graded = grade(drawn, [*kept_before(drawn), *model_records(drawn)], right_answers(drawn), ideas)
    if graded.score != graded.full or graded.findings:
        yield f"the model has {graded.score} of {graded.full} and {_named(graded)}"
    untouched = grade(drawn, records_before(drawn), {}, ideas)
    if untouched.score:
        yield f"an untouched book has {untouched.score} of {untouched.full}"
    wrongly = sorted(slip.wrongly for slip in drawn.slips if slip.wrongly)
    if wrongly != sorted(one.misconception for one in untouched.findings if wrongly):
        yield f"the mistakes of the book are {', '.join(wrongly)}, found is {_named(untouched)}"


def _named(graded: Grade) -> str:
    return ", ".join(one.misconception for one in graded.findings) or "nothing found"


def _named_faults(drawn: Drawn, ideas: Sequence[Misconception]) -> Iterator[str]:
    """Every idea at every slip, once: a full grading of a book in which only this went wrong."""
    ledgers = ledgers_of(drawn.slips)
    base = kept_before(drawn)
    model = model_records(drawn)
    answers = right_answers(drawn)
    places = [nth for nth, slip in enumerate(drawn.slips) if not slip.given]
    for of, nth in enumerate(places):
        slip = drawn.slips[nth]
        for idea in ideas:
            records = next(wrongly_written(slip, idea, ledgers), None)
            if records is None:
                continue
            wrong = [Written(f"W-{at}", day, effect) for at, (effect, day) in enumerate(records)]
            others = [record for at, record in enumerate(model) if at != of]
            graded = grade(drawn, [*base, *others, *wrong], answers, ideas)
            if not names(graded, slip, idea.id):
                yield f"slip {nth + 1}: {idea.id} is not named but {_named(graded)}"


def names(graded: Grade, slip: Slip, idea: str) -> bool:
    """Whether a grading finds exactly this: the idea at the slip, alone or named together with others."""
    if len(graded.findings) != 1:
        return False
    (finding,) = graded.findings
    if finding.slip is not slip:
        return False
    return idea in (finding.misconception, *finding.also)


def _books(drawn: Drawn, idea: Misconception) -> Iterator[Book]:
    """Every book that the idea leaves, of one slip or question."""
    ledgers = ledgers_of(drawn.slips)
    for nth, slip in enumerate(drawn.slips):
        for records in wrongly_written(slip, idea, ledgers):
            yield f"slip {nth}", tuple((key(effect), day) for effect, day in records)
    for asked in drawn.asked:
        for answer in asked.wrong.get(idea.id, ()):
            yield asked.text, answer
        if idea.id in asked.spans:
            yield asked.text, asked.spans[idea.id]
        if idea.id in asked.turned:
            yield asked.text, asked.turned[idea.id]


def _confused(books: Mapping[str, set[Book]]) -> Iterator[str]:
    for idea, left in books.items():
        if not left:
            yield f"{idea} can go wrong with nothing in it"
        for other, others in books.items():
            if "slip_terlupa" in (idea, other) or other == idea:
                continue
            if left and left <= others and not (idea > other and left == others):
                yield f"{idea} and {other} leave the same book: they cannot be told apart"


def _written_faults(exercise: Exercise) -> Iterator[str]:
    """The model in a real book, from the records of the exercise and the kinds of the program."""
    drawn = exercise.draw(1, START)
    if not drawn.slips and not drawn.before:
        return
    ideas = with_universal(exercise.misconceptions)
    model = [before_of(slip) for slip in drawn.slips if not slip.given]
    kept: list[Before] = [one for one in drawn.before if not one.graded]
    kept += [before_of(slip) for slip in drawn.slips if slip.given]
    with scratch_book(exercise.of, exercise.sector) as book:
        for records, answers, expected in (
            (list(drawn.before), {}, 0),
            (kept + model, right_answers(drawn), drawn.full),
        ):
            try:
                found = with_records(book, records, START, written)
            except Rejected as rejected:
                yield f"the book does not take it: {rejected.problems[0].message}"
                return
            graded = grade(drawn, found, answers, ideas)
            if graded.score != expected or (expected and graded.findings):
                yield f"in a book it has {graded.score} of {graded.full}, expected {expected}, and {_named(graded)}"
