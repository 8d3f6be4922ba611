"""What the home page shows after the cash: where it lies, the months, the latest records. No dearer in an old book."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from kpmbooks import statements
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.i18n import Language
from kpmbooks.ledger import Account, LedgerRef
from kpmbooks.ledger.recent import recent_entries
from kpmbooks.loans.any_taken import has_taken_loans
from kpmbooks.money import Rupiah
from kpmbooks.recording import Chart, load_charts
from kpmbooks.statements import MonthFlow
from ui.desktop.pages.entry_line import EntryLine, entry_lines
from ui.desktop.pages.home_cards import MOST_LINES
from ui.desktop.pages.home_dues import Due, dues
from ui.desktop.pages.home_figures import Part, cash_amounts

if TYPE_CHECKING:
    from kpmbooks.loans.taken_due import LoanDue

MONTHS = 6
WEEK = timedelta(days=6)
"""Between the first and the last of seven days."""

_BOX_PICTURES = {"kotak": "wallet", "bank": "bank", "qris": "qr-code"}


@cache
def _charts() -> Mapping[str, Chart]:
    return load_charts()  # content of the program, read once


@dataclass(frozen=True, slots=True)
class HomeDetails:
    """``places`` has every box with money, where there are several; ``flows`` the months, the current one last;
    ``lately`` today and the last seven days."""

    places: tuple[Part, ...]
    flows: tuple[MonthFlow, ...]
    lately: tuple[MonthFlow, ...]
    latest: tuple[EntryLine, ...]
    dues: tuple[Due, ...]
    loans: "tuple[LoanDue, ...]"


def home_details(reader: Reader, ledger: LedgerRef, today: date, language: Language) -> HomeDetails:
    """Where the cash of ``ledger`` lies, what came and went by month, and what was recorded last."""
    return HomeDetails(
        places=_places(ledger, cash_amounts(reader, ledger, today), language),
        flows=statements.month_flows(reader, ledger, today, MONTHS),
        lately=statements.span_flows(reader, ledger, (Period(today, today), Period(today - WEEK, today))),
        latest=entry_lines(reader, recent_entries(reader, ledger, MOST_LINES), language),
        dues=dues(reader, ledger, today),
        loans=_loans(reader, ledger, today),
    )


def _loans(reader: Reader, ledger: LedgerRef, today: date) -> "tuple[LoanDue, ...]":
    if not has_taken_loans(reader, ledger):
        return ()
    from kpmbooks.loans.taken_due import loan_dues  # only for books with loans

    return loan_dues(reader, ledger, today)


def _places(ledger: LedgerRef, amounts: dict[Account, Rupiah], language: Language) -> tuple[Part, ...]:
    parts = []
    for box in _charts()[ledger.kind].boxes:
        here = [amount for account, amount in amounts.items() if account.box == box.id]
        total = sum(here, Rupiah(0))
        if total or box.id == "kotak":
            name = box.name_en if language == "en" and box.name_en else box.name
            parts.append(Part(_BOX_PICTURES.get(box.id, "wallet"), name, total))
    return tuple(parts) if len(parts) > 1 else ()
