"""What lay in the practice book before the learner began, as slips that must only be left as they are."""

from collections.abc import Sequence

from kpmbooks.money import Rupiah
from kpmbooks.training.exercise import Before, Slip
from kpmbooks.training.kind_effects import vectors


def earlier_slips(before: Sequence[Before]) -> tuple[Slip, ...]:
    """A slip for each record that is not what is practised itself; days off and what moves nothing are left out."""
    return tuple(_slip(one) for one in before if not one.graded and _amounts(one))


def _amounts(before: Before) -> dict[str, Rupiah]:
    return {name: Rupiah(value) for name, value in before.answers.items() if isinstance(value, int) and value}


def _slip(before: Before) -> Slip:
    amounts = _amounts(before)
    unit = vectors(before.kind, before.ledger)
    parts = {part for name in amounts for part in unit[name]}
    way = {part: {name: unit[name][part] for name in amounts if part in unit[name]} for part in parts}
    return Slip("", before.day, amounts, (way,), before.kind, {}, before.ledger, given=True)
