"""Figures that an exercise can ask for, by name: each as the statements of the book give it, for a month.

A name is all that a lesson says; there are no expressions. Some names are only for what an idea makes of a report.
"""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from kpmbooks import ledger as books
from kpmbooks import statements
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import LedgerKind, LedgerRef
from kpmbooks.training.effects import Part, natural, part_of

_Figure = Callable[[Reader, LedgerRef, Period], int]


def figure(reader: Reader, name: str, month: Period) -> int:
    """The figure of that name in whole rupiah, of the book's first ledger; KeyError for a name that is none."""
    return FIGURES[name](reader, books.default_ledger(reader), month)


def _income(name: str, reader: Reader, ledger: LedgerRef, month: Period) -> int:
    return int(getattr(statements.income(reader, ledger, month), name))


def _spending(reader: Reader, ledger: LedgerRef, month: Period) -> int:
    found = statements.income(reader, ledger, month)
    return int(found.cost + found.expense)


def _cash(name: str, reader: Reader, ledger: LedgerRef, month: Period) -> int:
    return int(getattr(statements.cash_flow(reader, ledger, month), name))


def _flow(name: str, reader: Reader, ledger: LedgerRef, month: Period) -> int:
    return int(getattr(statements.span_flows(reader, ledger, [month])[0], name))


def _position(name: str, reader: Reader, ledger: LedgerRef, month: Period) -> int:
    return int(getattr(statements.position(reader, ledger, month.last), name))


def _parts(reader: Reader, ledger: LedgerRef, month: Period, wanted: Collection[Part], *, moved: bool) -> int:
    """What the accounts of some parts hold at the month's end, or moved in it, debit-signed."""
    sums = books.sums_in(reader, ledger.id, month) if moved else books.sums_through(reader, ledger.id, month.last)
    return sum(
        int(sums[account.id].net)
        for account in books.accounts(reader, ledger)
        if account.id in sums and part_of(account, account.fund_role, ledger.kind) in wanted
    )


def _part(word: str, reader: Reader, ledger: LedgerRef, month: Period, *, moved: bool = False) -> int:
    part, sign = natural(word, 1)
    return sign * _parts(reader, ledger, month, {part}, moved=moved)


def _of_kind(reader: Reader, kind: LedgerKind) -> LedgerRef | None:
    return next((one for one in books.ledgers(reader) if one.kind == kind), None)


def _at_home(word: str, reader: Reader, _ledger: LedgerRef, month: Period, *, moved: bool = False) -> int:
    home = _of_kind(reader, "keluarga")
    return 0 if home is None else _part(word, reader, home, month, moved=moved)


def _all_debt(reader: Reader, ledger: LedgerRef, month: Period) -> int:
    return _part("debt", reader, ledger, month) + _at_home("home_debt", reader, ledger, month)


def _less_stock(reader: Reader, ledger: LedgerRef, month: Period) -> int:
    """The result of whoever takes all that was bought for a cost, also what still lies there."""
    return _income("net", reader, ledger, month) - _part("stock", reader, ledger, month, moved=True)


def _less_family(reader: Reader, ledger: LedgerRef, month: Period) -> int:
    """The result of whoever takes what the family took for a cost."""
    return _income("net", reader, ledger, month) - _part("family", reader, ledger, month, moved=True)


FIGURES: Final[Mapping[str, _Figure]] = MappingProxyType(
    {
        **{f"income.{name}": partial(_income, name) for name in ("net", "revenue", "cost", "expense", "other")},
        "income.spending": _spending,
        "income.net_less_stock": _less_stock,
        "income.net_less_family": _less_family,
        **{f"cash.{name}": partial(_cash, name) for name in ("opening", "closing", "change")},
        "cash.in": partial(_flow, "money_in"),
        "cash.out": partial(_flow, "money_out"),
        **{f"position.{name}": partial(_position, name) for name in ("assets", "liabilities", "equity")},
        **{
            name: partial(_part, name)
            for name in ("claims", "debt", "stock", "equipment", "capital", "aid", "deposit", "savings", "social")
        },
        "family": partial(_part, "family", moved=True),
        "wage": partial(_part, "wage", moved=True),
        "debt.home": partial(_at_home, "home_debt"),
        "debt.all": _all_debt,
        "home.cash": partial(_at_home, "home_cash"),
        "home.spending": partial(_at_home, "home_spending", moved=True),
        "home.income": partial(_at_home, "home_income", moved=True),
    }
)
