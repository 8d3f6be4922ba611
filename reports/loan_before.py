"""How the last loan went, as a summary says it: amount, how many instalments on their day, running or paid off."""

from collections.abc import Iterator
from typing import Any

from kpmbooks.i18n import Translator
from kpmbooks.loans.loan_before import LoansBefore
from kpmbooks.money import format_amount


def before_rows(before: LoansBefore, _: Translator) -> Iterator[tuple[str, str]]:
    """A row for the last loan, and one for each answer that she ticked; none where there is nothing to tell."""
    last = before.last
    if last is not None:
        words = [format_amount(last.amount), _("paid off") if last.is_paid_off else _("running")]
        if last.came_due:
            words.append(_("paid on time {n} of {all}", n=last.on_time, all=last.came_due))
        yield _("Last loan"), ", ".join(words)
    for answer in before.told:
        state = _("put off") if answer.state == "put-off" else _("not granted")
        reason = f" ({answer.reason.rstrip('.')})" if answer.reason else ""
        yield _("Asked before"), _("{state} on {day}{reason}", state=state, day=answer.day, reason=reason)


def before_figures(before: LoansBefore) -> dict[str, Any]:
    """The same for JSON, nothing worded; ``answers_before`` has only what she ticked."""
    last = before.last
    return {
        "loan_before": None
        if last is None
        else {
            "amount": int(last.amount),
            "periods": last.periods,
            "state": "paid" if last.is_paid_off else "running",
            "came_due": last.came_due,
            "on_time": last.on_time,
        },
        "answers_before": [
            {
                "state": answer.state,
                "day": answer.day.isoformat(),
                "again": None if answer.again is None else answer.again.isoformat(),
            }
            for answer in before.told
        ],
    }
