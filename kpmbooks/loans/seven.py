"""The seven steps (7P) of Jakarta's programme by name, and how far she has come on them.

As beritajakarta.id printed them in 2020; one report of the press puts the second and the third the other way round, so
that the order is hers to say (``asked_steps``). Of all seven only registration is compulsory (kompas.com, November
2021). Whose borrowers go them is a fact of the lender.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kpmbooks.loans.application import Application, State
from kpmbooks.loans.asked_steps import STEPS
from kpmbooks.loans.lenders import Lender
from kpmbooks.problems import N_

STEP_NAMES: Final[Mapping[int, str]] = MappingProxyType(
    dict(
        zip(
            STEPS,
            (
                N_("Registration"),
                N_("Training"),
                N_("Accompaniment"),
                N_("Licences"),
                N_("Marketing"),
                N_("Financial reports"),
                N_("Access to capital"),
            ),
            strict=True,
        )
    )
)
"""P1 to P7."""

COMPULSORY: Final = 1
"""Registration; the other six are offers."""

_TRAINING: Final = 2


def steps_done(answers: Application) -> tuple[int, ...]:
    """The steps that she says are done, in the order in which they are gone."""
    return tuple(step for step in answers.step_order if step in answers.steps and answers.steps[step].state == "done")


def step_open(answers: Application) -> int | None:
    """The first step that is not done yet; None: all are."""
    done = steps_done(answers)
    return next((step for step in answers.step_order if step not in done), None)


def trained(lender: Lender, answers: Application) -> State | None:
    """Whether she took part in a training: as she answered, else as the programme's own step says; None: not asked."""
    if answers.training is not None or lender.seven_steps is None:
        return answers.training
    step = answers.steps.get(_TRAINING)
    return None if step is None else step.state
