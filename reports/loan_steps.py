"""How far she has come with a programme's seven steps (7P), and which lessons she had: for paper and files.

Only where the lender's borrowers go those steps. What is not done is told as plainly as what is; which training she
took part in stands on the first page of the summary.
"""

from collections.abc import Iterator
from typing import Any

from kpmbooks.dates import Period, format_day, format_period
from kpmbooks.i18n import Translator
from kpmbooks.loans import Readiness, Step
from kpmbooks.loans.seven import STEP_NAMES
from reports.document import Paragraph, Span


def steps_figures(value: Readiness) -> list[dict[str, Any]]:
    """Each step in her order; ``when`` it was done, as exactly as she knows."""
    answers = value.application
    if value.request.lender.seven_steps is None:
        return []
    return [
        {
            "step": number,
            "state": "unchecked" if step is None else step.state,
            "from": None if step is None or step.when is None else step.when.first.isoformat(),
            "to": None if step is None or step.when is None else step.when.last.isoformat(),
        }
        for number in answers.step_order
        for step in (answers.steps.get(number),)
    ]


def steps_told(value: Readiness, _: Translator) -> tuple[Paragraph, ...]:
    """The steps by name with their dates, then lessons; nothing for a lender of another kind."""
    if value.request.lender.seven_steps is None:
        return ()
    return (Paragraph((Span(_("Steps of the programme (7P):"), "strong"), *_spans(value, _))),)


def _spans(value: Readiness, _: Translator) -> Iterator[Span]:
    answers = value.application
    asked = [number for number in answers.step_order if number in answers.steps]
    told = [(_name(number, _), _when(answers.steps[number], _)) for number in asked]
    unasked = ", ".join(_name(number, _) for number in answers.step_order if number not in asked)
    if not asked:
        unasked = f"{_name(answers.step_order[0], _)} … {_name(answers.step_order[-1], _)}"
    told += [(_("Not asked yet"), unasked), (_("Lessons"), answers.lessons)]
    for name, words in told:
        if words:
            yield Span(f"{name}:", "strong")
            yield Span(f"{words}.")


def _name(number: int, _: Translator) -> str:
    return f"P{number} {_(STEP_NAMES[number])}"


def _when(step: Step, _: Translator) -> str:
    if step.state == "missing":
        return _("not done yet")
    return _("done") if step.when is None else when_done(step.when, _)


def when_done(when: Period, _: Translator) -> str:
    """The day, month or year in which a step was done, as exactly as she knows."""
    return format_day(when.first, _.language) if when.first == when.last else format_period(when, _.language)
