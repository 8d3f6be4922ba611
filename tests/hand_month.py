"""A small January worked out by hand, as statements: what the tests of reports and renderers know without the books.

opening 500.000 + in 266.000 − out 394.000 = 372.000; sales 266.000 + 175.000 on credit − costs 394.000 = 47.000
"""

from dataclasses import replace
from datetime import UTC, date, datetime

from kpmbooks.dates import Period
from kpmbooks.ledger import Account, AccountType, LedgerKind, LedgerRef, Source
from kpmbooks.money import Rupiah
from kpmbooks.statements import (
    CashBook,
    CashBookRow,
    CashFlow,
    CashFlowRow,
    Income,
    IncomeRow,
    MonthFlow,
    Position,
    PositionRow,
    TrialBalance,
    TrialBalanceRow,
    WhyNoCash,
    WhyNoCashRow,
)
from reports import ReportHead
from reports.monthly import Month

JANUARY = Period(date(2026, 1, 1), date(2026, 1, 31))
GROUP = LedgerRef(1, b"g" * 16, "kelompok", "KUBE Melati")
KAS = Account(1, b"k" * 16, 1, 1, "usaha", "1-1100", "Kas", "kas", "asset", True, "operasi", "kotak")
HEAD = ReportHead("KUBE Melati", JANUARY, datetime(2026, 1, 31, 10, 50, tzinfo=UTC), "7K3M-Q9TD", place="Jakarta")


def rp(amount: int) -> Rupiah:
    return Rupiah(amount)


def line(
    entry: int,
    day: int,
    kind: str,
    memo: str,
    money_in: int,
    money_out: int,
    balance: int | None,
    *,
    party: str = "",
    source: Source = "typed",
    corrected_by: str | None = None,
    corrects: str | None = None,
) -> CashBookRow:
    """One line; without a balance it is struck."""
    return CashBookRow(
        entry,
        date(2026, 1, day),
        f"2026-A-{entry:03d}",
        memo,
        party,
        kind,
        source,
        rp(money_in),
        rp(money_out),
        None if balance is None else rp(balance),
        balance is None,
        corrected_by,
        corrects,
        None,
    )


# Kinds that the program does not know are called by their id, so these names do not change with the list of kinds.
LINES = (
    line(1, 5, "Cucian tunai", "38 kg × 7.000", 266_000, 0, 766_000, source="sheet"),
    line(2, 5, "Gas", "2 tabung 3 kg", 0, 44_000, 722_000, source="receipt"),
    line(3, 6, "Listrik", "Token listrik", 0, 2_000_000, None, corrected_by="2026-A-004"),
    line(4, 6, "Listrik", "Token listrik", 0, 200_000, 522_000, corrects="2026-A-003"),
    line(5, 31, "Upah", "Setrika", 0, 150_000, 372_000, party="Ibu Yanti"),
)


def cash_book(ledger: LedgerRef = GROUP) -> CashBook:
    return CashBook(ledger, KAS, JANUARY, rp(500_000), LINES, len(LINES), rp(266_000), rp(394_000), rp(372_000))


def income(ledger: LedgerRef = GROUP) -> Income:
    rows = (
        IncomeRow("4-1000", "Penjualan", "revenue", rp(441_000)),
        IncomeRow("6-1000", "Upah", "expense", rp(150_000)),
        IncomeRow("6-1100", "Gas, listrik, air", "expense", rp(244_000)),
    )
    return Income(ledger, None, JANUARY, rows, rp(441_000), rp(0), rp(394_000), rp(0), rp(47_000))


def position(ledger: LedgerRef = GROUP) -> Position:
    rows = (
        PositionRow("1-1100", "Kas", "asset", rp(372_000)),
        PositionRow("1-1300", "Bon pelanggan", "asset", rp(175_000)),
        PositionRow("3-1000", "Modal awal", "equity", rp(500_000)),
        PositionRow("result-year", "Result of this year", "equity", rp(47_000)),
    )
    return Position(ledger, None, JANUARY.last, rows, rp(547_000), rp(0), rp(547_000))


def cash_flow(ledger: LedgerRef = GROUP) -> CashFlow:
    rows = (
        CashFlowRow("operating", "4-1000", "Penjualan", rp(266_000)),
        CashFlowRow("operating", "6-1000", "Upah", rp(-150_000)),
        CashFlowRow("operating", "6-1100", "Gas, listrik, air", rp(-244_000)),
    )
    return CashFlow(ledger, None, JANUARY, rows, rp(-128_000), rp(0), rp(0), rp(-128_000), rp(500_000), rp(372_000))


def why_no_cash(ledger: LedgerRef = GROUP) -> WhyNoCash:
    rows = (WhyNoCashRow("1-1300", "Bon pelanggan", "asset", rp(-175_000)),)
    return WhyNoCash(ledger, None, JANUARY, rp(47_000), rows, rp(-128_000))


def trial_balance(ledger: LedgerRef = GROUP) -> TrialBalance:
    def row(code: str, name: str, kind: AccountType, debit: int, credit: int) -> TrialBalanceRow:
        return TrialBalanceRow(code, name, kind, "usaha", rp(debit), rp(credit))

    rows = (
        row("1-1100", "Kas", "asset", 372_000, 0),
        row("1-1300", "Bon pelanggan", "asset", 175_000, 0),
        row("3-1000", "Modal awal", "equity", 0, 500_000),
        row("4-1000", "Penjualan", "revenue", 0, 441_000),
        row("6-1000", "Upah", "expense", 150_000, 0),
        row("6-1100", "Gas, listrik, air", "expense", 244_000, 0),
    )
    return TrialBalance(ledger, None, JANUARY.last, rows, rp(941_000), rp(941_000))


def month(ledger: LedgerRef = GROUP) -> Month:
    flows = tuple(
        MonthFlow(Period(date(2025, number, 1), date(2025, number, 28)), rp(number * 100_000), rp(number * 50_500))
        for number in range(8, 13)
    )
    last = MonthFlow(JANUARY, rp(266_000), rp(394_000))
    return Month(cash_book(ledger), income(ledger), position(ledger), (*flows, last))


STATEMENTS = {
    "cash-book": cash_book,
    "monthly": month,
    "income": income,
    "position": position,
    "cash-flow": cash_flow,
    "why-no-cash": why_no_cash,
    "trial-balance": trial_balance,
}


def of_kind(kind: LedgerKind) -> LedgerRef:
    return replace(GROUP, kind=kind)
