"""What the home page shows first: the cash, from roll-ups and the end of the journal, whatever the age of the book.

Imports no more than opening a book does; the rest of the page is ``home_details``.
"""

from dataclasses import dataclass
from datetime import date

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.ledger import Account, LedgerRef
from kpmbooks.ledger.recent import recent_entries
from kpmbooks.money import Rupiah

_FUND_PICTURES = {"usaha": "storefront", "tabungan": "piggy-bank", "sosial": "hand-heart", "keluarga": "house-line"}


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


def home_cash(reader: Reader, ledger: LedgerRef, today: date) -> HomeCash:
    """The cash of ``ledger`` as it stands at the end of ``today``."""
    amounts = cash_amounts(reader, ledger, today)
    latest = recent_entries(reader, ledger, 1)
    return HomeCash(
        cash=sum(amounts.values(), Rupiah(0)),
        purses=_purses(reader, ledger, amounts),
        last_day=latest[0].day if latest else None,
    )


def cash_amounts(reader: Reader, ledger: LedgerRef, today: date) -> dict[Account, Rupiah]:
    """What lies in every cash account of ``ledger`` at the end of ``today``."""
    return {
        account: books.register_sums(reader, account.id, today).net
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
