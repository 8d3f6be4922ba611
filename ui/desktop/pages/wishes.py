"""What one page may ask of another through the window, where a number or a period does not say enough."""

from dataclasses import dataclass

from kpmbooks.dates import Period

COUNT = "count"
"""Of the goods page: to count."""

METHODS = "methods"
"""Of the goods page, from the accountant's view: to say how costs are worked out, which changing a good then asks."""


ACCOUNTING = "accounting"
"""Of the pages of prices and equipment, from the accountant's view: to ask and tell what only she wants to know."""


@dataclass(frozen=True, slots=True)
class ReportWish:
    """Show a report (its name in ``reports.REPORTS``, ``TRADE`` or ``GROUP``) of a period.

    ``account`` is the row of a cash account; ``good``, ``party`` and ``member`` are uids in hex; ``form`` is one of its
    paper.
    """

    report: str
    period: Period
    account: int | None = None
    good: str | None = None
    party: str | None = None
    member: str | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class RecordWish:
    """Record a kind; ``goods`` is the name of a good that stands in it already."""

    kind: str
    goods: str = ""
