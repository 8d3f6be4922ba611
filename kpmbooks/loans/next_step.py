"""The next best step: one thing, the first that is open, and saving first where a loan would only press.

Saving first is a full answer. It comes before the lender's terms and papers, and after what must be known to say it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kpmbooks.loans.ladder import Check, Sentence
from kpmbooks.loans.saving import SavingPlan
from kpmbooks.problems import N_

SAVE_FIRST: Final = "save_first"
READY: Final = "ready"

KNOWN_BEFORE: Final = frozenset({"records", "that_day", "purses_apart", "household", "debts", "daily_debts"})
"""Steps that come even before saying that saving is better: without them nobody knows."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next. ``check`` is the open step, None where saving comes first or nothing is open."""

    id: str
    text: Sentence
    how: Sentence
    check: Check | None = None
    saving: SavingPlan | None = None


def next_step(ladder: Sequence[Check], saving: SavingPlan | None) -> NextStep:
    """The first open step of the ladder, or saving first, or that everything is looked after."""
    for check in ladder:
        if saving is not None and check.id not in KNOWN_BEFORE:
            return _save_first(saving)
        if check.state != "done":
            return NextStep(check.id, check.text, check.how, check)
    text = Sentence(N_("All steps are done"))
    return NextStep(READY, text, Sentence(N_("Print the paper, take it home, read it once more together.")))


def _save_first(plan: SavingPlan) -> NextStep:
    text = Sentence(N_("No loan is needed yet: save first"))
    if plan.months is None:
        message = N_("No month leaves anything to pay from yet. Selling more and spending less come first.")
        return NextStep(SAVE_FIRST, text, Sentence(message), saving=plan)
    params = {"monthly": plan.monthly, "n": plan.months, "wanted": plan.wanted}
    if plan.reason == "soon-saved":
        message = N_("Put aside {monthly} a month: in {n} months {wanted} is there, without interest. Well done!")
    else:
        message = N_(
            "The quietest month leaves nothing to pay from. Put aside {monthly} in other months: {wanted} is there in"
            " {n} months, without interest."
        )
    return NextStep(SAVE_FIRST, text, Sentence(message, params), saving=plan)
