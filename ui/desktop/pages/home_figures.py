"""What the home page shows: only roll-ups and the end of the journal, whatever the age of the book.

Two questions: the cash, which can be shown at once, and the details, which need the content of the kinds of record.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from kpmbooks import ledger as books
from kpmbooks import statements
from kpmbooks.book import Reader
from kpmbooks.i18n import Language
from kpmbooks.ledger import Account, LedgerRef, Sums
from kpmbooks.ledger.recent import recent_entries
from kpmbooks.money import Rupiah
from kpmbooks.recording import Chart, load_charts
from kpmbooks.statements import MonthFlow
from ui.desktop.pages.entry_line import EntryLine, entry_lines

MONTHS = 6
LATEST = 4

_FUND_PICTURES = {"usaha": "storefront", "tabungan": "piggy-bank", "sosial": "hand-heart", "keluarga": "house-line"}
_BOX_PICTURES = {"kotak": "wallet", "bank": "bank", "qris": "qr-code"}


@cache
def _charts() -> Mapping[str, Chart]:
    return load_charts()  # content of the program, read once


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the cash: a purse, or a place where money lies."""

    picture: str
    name: str
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class HomeCash:
    """``purses`` has the funds where there are several; ``last_day`` is that of the latest record, if there is one."""

    cash: Rupiah
    purses: tuple[Part, ...]
    last_day: date | None


@dataclass(frozen=True, slots=True)
class HomeDetails:
    """``places`` has every box with money, where there are several; ``flows`` the months, the current one last."""

    places: tuple[Part, ...]
    flows: tuple[MonthFlow, ...]
    latest: tuple[EntryLine, ...]


def home_cash(reader: Reader, ledger: LedgerRef, today: date) -> HomeCash:
    """The cash of ``ledger`` as it stands at the end of ``today``."""
    amounts = {account: one.net for account, one in _sums(reader, ledger, today).items()}
    latest = recent_entries(reader, ledger, 1)
    return HomeCash(
        cash=sum(amounts.values(), Rupiah(0)),
        purses=_purses(reader, ledger, amounts),
        last_day=latest[0].day if latest else None,
    )


def home_details(reader: Reader, ledger: LedgerRef, today: date, language: Language) -> HomeDetails:
    """Where the cash of ``ledger`` lies, what came and went by month, and what was recorded last."""
    amounts = {account: one.net for account, one in _sums(reader, ledger, today).items()}
    return HomeDetails(
        places=_places(ledger, amounts, language),
        flows=statements.month_flows(reader, ledger, today, MONTHS),
        latest=entry_lines(reader, recent_entries(reader, ledger, LATEST), language),
    )


def _sums(reader: Reader, ledger: LedgerRef, today: date) -> dict[Account, Sums]:
    """The sums of every cash account through ``today``."""
    return {
        account: books.register_sums(reader, account.id, today)
        for account in books.accounts(reader, ledger)
        if account.is_cash
    }


def _purses(reader: Reader, ledger: LedgerRef, amounts: dict[Account, Rupiah]) -> tuple[Part, ...]:
    funds = books.funds(reader, ledger)
    if len(funds) < 2:
        return ()
    return tuple(
        Part(
            _FUND_PICTURES.get(fund.role, "wallet"),
            _short(fund.name),
            sum((amount for account, amount in amounts.items() if account.fund == fund.id), Rupiah(0)),
        )
        for fund in funds
    )


def _short(name: str) -> str:
    """A purse's name among purses: "Kantong usaha" is "Usaha"."""
    short = name.removeprefix("Kantong ")
    return short[:1].upper() + short[1:]


def _places(ledger: LedgerRef, amounts: dict[Account, Rupiah], language: Language) -> tuple[Part, ...]:
    parts = []
    for box in _charts()[ledger.kind].boxes:
        here = [amount for account, amount in amounts.items() if account.box == box.id]
        total = sum(here, Rupiah(0))
        if total or box.id == "kotak":
            name = box.name_en if language == "en" and box.name_en else box.name
            parts.append(Part(_BOX_PICTURES.get(box.id, "wallet"), name, total))
    return tuple(parts) if len(parts) > 1 else ()
