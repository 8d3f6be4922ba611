"""The statements as frozen values: dates, rows, totals; no wording, no drawing. Amounts are whole rupiah."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kpmbooks.dates import Period
from kpmbooks.ledger import Account, AccountType, Fund, LedgerRef, Source
from kpmbooks.money import Rupiah

IncomeSection = Literal["revenue", "cost", "expense", "other"]
PositionSection = Literal["asset", "liability", "equity"]
FlowSection = Literal["operating", "investing", "financing"]


@dataclass(frozen=True, slots=True)
class CashBookRow:
    """One line of a cash book. A struck line has no balance and counts in no total; erased words are empty."""

    entry: int
    day: date
    number: str
    memo: str
    party: str
    kind: str
    source: Source
    money_in: Rupiah
    money_out: Rupiah
    balance: Rupiah | None
    struck: bool
    corrected_by: str | None
    corrects: str | None
    reverses: str | None


@dataclass(frozen=True, slots=True)
class CashBook:
    """The cash book of one account. ``rows`` may be walked again and again; they are read as they are walked."""

    ledger: LedgerRef
    account: Account
    period: Period
    opening: Rupiah
    rows: Iterable[CashBookRow]
    row_count: int
    total_in: Rupiah
    total_out: Rupiah
    closing: Rupiah


@dataclass(frozen=True, slots=True)
class TrialBalanceRow:
    """The closing balance of one account, on the side where it stands; the other side is 0."""

    code: str
    name: str
    type: AccountType
    fund: str
    debit: Rupiah
    credit: Rupiah


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """Closing balances at the end of a day; both totals are equal."""

    ledger: LedgerRef
    fund: Fund | None
    day: date
    rows: tuple[TrialBalanceRow, ...]
    total_debit: Rupiah
    total_credit: Rupiah


@dataclass(frozen=True, slots=True)
class IncomeRow:
    """The movement of one account in the period; contra rows are negative in their section."""

    code: str
    name: str
    section: IncomeSection
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class Income:
    """The result of a period: ``net`` = revenue − cost − expense + other."""

    ledger: LedgerRef
    fund: Fund | None
    period: Period
    rows: tuple[IncomeRow, ...]
    revenue: Rupiah
    cost: Rupiah
    expense: Rupiah
    other: Rupiah
    net: Rupiah


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One row of the position; ``code`` is ``result-year`` or ``result-earlier`` for results not yet closed."""

    code: str
    name: str
    section: PositionSection
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class Position:
    """What is owned and owed at the end of a day: assets = liabilities + equity."""

    ledger: LedgerRef
    fund: Fund | None
    day: date
    rows: tuple[PositionRow, ...]
    assets: Rupiah
    liabilities: Rupiah
    equity: Rupiah


@dataclass(frozen=True, slots=True)
class CashFlowRow:
    """Money that came from (positive) or went to (negative) one account on the other side."""

    section: FlowSection
    code: str
    name: str
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class CashFlow:
    """Where money came from and went to, by the direct method: opening + change = closing."""

    ledger: LedgerRef
    fund: Fund | None
    period: Period
    rows: tuple[CashFlowRow, ...]
    operating: Rupiah
    investing: Rupiah
    financing: Rupiah
    change: Rupiah
    opening: Rupiah
    closing: Rupiah


@dataclass(frozen=True, slots=True)
class WhyNoCashRow:
    """What one account other than cash did to cash: positive brought money, negative took it.

    ``role`` is the part that the account plays in the chart, by which what happened can be said.
    """

    code: str
    name: str
    type: AccountType
    amount: Rupiah
    role: str | None = None


@dataclass(frozen=True, slots=True)
class WhyNoCash:
    """ "Untung, tapi kok tidak ada uang?": profit + rows = change in cash."""

    ledger: LedgerRef
    fund: Fund | None
    period: Period
    profit: Rupiah
    rows: tuple[WhyNoCashRow, ...]
    change_in_cash: Rupiah


@dataclass(frozen=True, slots=True)
class MonthFlow:
    """Money that came into a ledger and went out of it in one month, moves between its own boxes left out."""

    month: Period
    money_in: Rupiah
    money_out: Rupiah
