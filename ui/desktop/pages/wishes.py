"""What one page may ask of another through the window, where a number or a period does not say enough."""

from dataclasses import dataclass

from kpmbooks.dates import Period


@dataclass(frozen=True, slots=True)
class ReportWish:
    """Show a report (its name in ``reports.REPORTS``) of a period; ``account`` is the row of a cash account."""

    report: str
    period: Period
    account: int | None = None
