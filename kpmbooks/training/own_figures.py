"""One figure of one's own books for a lesson: what is practised with invented numbers is then said of the real ones.

Figures of a month are those of the last whole month; of this month where the book knows no earlier one. Read from
roll-ups: the cost does not grow with the book.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from kpmbooks import ledger as books
from kpmbooks import recording, statements
from kpmbooks.book import Reader
from kpmbooks.dates import Period, month_of, previous
from kpmbooks.ledger import Account, LedgerRef
from kpmbooks.money import Rupiah


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """``amount`` rupiah, or ``days``; ``period`` is the month it is of, None for what stands at the end of today."""

    name: str
    amount: Rupiah | None
    days: int | None = None
    period: Period | None = None


def own_figure(reader: Reader, name: str, today: date, ledger: LedgerRef | None = None) -> OwnFigure | None:
    """The figure called ``name`` of the book; None where its ledger has nothing to say about it.

    Raises ``KeyError`` for a name that is none of ``FIGURES``.
    """
    place = ledger or books.default_ledger(reader)
    return FIGURES[name](reader, place, name, today)


def _month(reader: Reader, place: LedgerRef, today: date) -> Period | None:
    """The month that figures are of; None where nothing is recorded in either."""
    this = month_of(today)
    for month in (previous(this), this):
        if recording.recorded_days(reader, place, month):
            return month
    return None


def _result(take: Callable[[statements.Income], Rupiah]) -> Callable[..., OwnFigure | None]:
    def of(reader: Reader, place: LedgerRef, name: str, today: date) -> OwnFigure | None:
        month = _month(reader, place, today)
        if month is None or place.kind == "keluarga":
            return None
        return OwnFigure(name, take(statements.income(reader, place, month)), period=month)

    return of


def _stands(belongs: Callable[[Account], bool]) -> Callable[..., OwnFigure | None]:
    """What the accounts that belong hold together at the end of today, each counted on its own side."""

    def of(reader: Reader, place: LedgerRef, name: str, today: date) -> OwnFigure | None:
        if books.entry_count(reader) == 0:
            return None
        sums = books.sums_through(reader, place.id, today)
        amounts = (
            int(sums[account.id].net) * (1 if account.type in books.DEBIT_TYPES else -1)
            for account in books.accounts(reader, place)
            if belongs(account) and account.id in sums
        )
        return OwnFigure(name, Rupiah(sum(amounts)))

    return of


def _taken_home(reader: Reader, place: LedgerRef, name: str, today: date) -> OwnFigure | None:
    month = _month(reader, place, today)
    if month is None or place.kind != "usaha":
        return None
    wanted = {account.id for account in books.accounts(reader, place) if account.type == "drawing"}
    sums = books.sums_in(reader, place.id, month)
    return OwnFigure(name, Rupiah(sum(int(sums[one].net) for one in wanted if one in sums)), period=month)


def _days(reader: Reader, place: LedgerRef, name: str, today: date) -> OwnFigure | None:
    month = _month(reader, place, today)
    if month is None:
        return None
    return OwnFigure(name, None, len(recording.recorded_days(reader, place, month)), month)


def _nothing(_reader: Reader, _place: LedgerRef, _name: str, _today: date) -> OwnFigure | None:
    return None


def _role(*roles: str) -> Callable[[Account], bool]:
    return lambda account: account.role in roles


FIGURES: Final[Mapping[str, Callable[[Reader, LedgerRef, str, date], OwnFigure | None]]] = MappingProxyType(
    {
        "cash": _stands(lambda account: account.is_cash),
        "month_sales": _result(lambda found: found.revenue),
        "month_spending": _result(lambda found: found.cost + found.expense),
        "month_profit": _result(lambda found: found.net),
        "month_family": _taken_home,
        "owed_to_us": _stands(_role("piutang_usaha")),
        "we_owe": _stands(_role("utang_usaha", "utang_pinjaman", "utang_lain", "utang_warung")),
        "days_recorded": _days,
        "savings": _stands(_role("tabungan_anggota", "tabungan_sendiri")),
        "social": _stands(_role("kas_iks")),
        "none": _nothing,
    }
)
"""What a lesson may ask of one's own books, by the name that its file says."""
