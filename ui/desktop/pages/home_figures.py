"""What the home page shows, asked in one go: only roll-ups and the end of the journal, whatever the age of the book."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kpmbooks import ledger as books
from kpmbooks import statements
from kpmbooks.book import Reader
from kpmbooks.i18n import Language
from kpmbooks.ledger import Account, LedgerRef
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
class HomeFigures:
    """``purses`` has the funds where there are several; ``places`` every box with money, where there are several."""

    cash: Rupiah
    purses: tuple[Part, ...]
    places: tuple[Part, ...]
    today_in: Rupiah
    today_out: Rupiah
    flows: tuple[MonthFlow, ...]
    latest: tuple[EntryLine, ...]

    @property
    def is_new(self) -> bool:
        """Whether nothing was recorded yet."""
        return not self.latest


def home_figures(reader: Reader, ledger: LedgerRef, today: date, language: Language) -> HomeFigures:
    """The figures of ``ledger`` as they stand at the end of ``today``."""
    sums = {
        account: books.register_sums(reader, account.id, today)
        for account in books.accounts(reader, ledger)
        if account.is_cash
    }
    before = [books.register_sums(reader, account.id, today - timedelta(days=1)) for account in sums]
    amounts = {account: one.net for account, one in sums.items()}
    return HomeFigures(
        cash=sum(amounts.values(), Rupiah(0)),
        purses=_purses(reader, ledger, amounts),
        places=_places(ledger, amounts, language),
        today_in=Rupiah(sum(one.debit for one in sums.values()) - sum(one.debit for one in before)),
        today_out=Rupiah(sum(one.credit for one in sums.values()) - sum(one.credit for one in before)),
        flows=statements.month_flows(reader, ledger, today, MONTHS),
        latest=entry_lines(reader, recent_entries(reader, ledger, LATEST), language),
    )


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
