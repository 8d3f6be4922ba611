"""What a book says in which an exercise is solved as the lesson would, or in which one slip went wrong by one idea.

Effects only, as records that a grading can read: no book is made.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from kpmbooks.ledger import LedgerKind
from kpmbooks.training.effects import Effect
from kpmbooks.training.exercise import Drawn, Slip
from kpmbooks.training.going_wrong import wrong_effects
from kpmbooks.training.kind_effects import effect_of_record
from kpmbooks.training.misconception import Misconception
from kpmbooks.training.routes import can_be_written
from kpmbooks.training.written import Written


def model_effect(slip: Slip) -> Effect:
    """What the model solution of a slip does."""
    return effect_of_record(
        slip.kind, {field: int(slip.amounts[name]) for field, name in slip.fields.items()}, slip.ledger
    )


def model_records(drawn: Drawn) -> list[Written]:
    """What a book says in which the slips are written as the lesson would."""
    return [
        Written(f"M-{nth:03}", slip.day, model_effect(slip))
        for nth, slip in enumerate(drawn.slips, 1)
        if not slip.given
    ]


def records_before(drawn: Drawn) -> list[Written]:
    """What the book says before the learner begins."""
    return [
        Written(f"B-{nth:03}", one.day, _before_effect(one.kind, one.answers, one.ledger))
        for nth, one in enumerate(drawn.before, 1)
    ]


def _before_effect(kind: str, answers: Mapping[str, object], ledger: LedgerKind) -> Effect:
    amounts = {name: value for name, value in answers.items() if isinstance(value, int)}
    return effect_of_record(kind, amounts, ledger)


def kept_before(drawn: Drawn) -> list[Written]:
    """What stays of it when the mistakes in it are taken back."""
    kept = [record for record, one in zip(records_before(drawn), drawn.before, strict=True) if not one.graded]
    given = (slip for slip in drawn.slips if slip.given)
    return kept + [Written(f"G-{nth:03}", slip.day, model_effect(slip)) for nth, slip in enumerate(given, 1)]


def right_answers(drawn: Drawn) -> dict[str, str]:
    """An answer of the model for each question."""
    return {one.id: one.right[0] for one in drawn.asked}


def ledgers_of(slips: Sequence[Slip]) -> tuple[LedgerKind, ...]:
    """In which ledgers something can be written."""
    return ("kelompok",) if any(slip.ledger == "kelompok" for slip in slips) else ("usaha", "keluarga")


def wrongly_written(
    slip: Slip, idea: Misconception, ledgers: Sequence[LedgerKind]
) -> Iterator[tuple[tuple[Effect, date], ...]]:
    """The records that stand for a slip that went wrong by this idea, in each way that somebody can really write."""
    if idea.form == "answer":
        return
    for effect in wrong_effects(idea, slip):
        if not effect:
            yield ()
        elif idea.form == "day":
            yield ((effect, slip.day + timedelta(days=1)),)
        elif idea.form == "twice":
            if "day_off" not in effect:
                yield ((effect, slip.day),) * 2
        elif can_be_written(effect, ledgers):
            yield ((effect, slip.day),)
