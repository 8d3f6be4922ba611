"""Trial balance, income, position and why-no-cash: all folded from sums per account, never from stored balances."""

from collections.abc import Iterable, Mapping
from datetime import date

from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import (
    POSITION_TYPES,
    Account,
    AccountType,
    Fund,
    LedgerRef,
    Sums,
    accounts,
    balances,
    sums_in,
    sums_through,
)
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_
from kpmbooks.recording import known_charts
from kpmbooks.statements.values import (
    Income,
    IncomeRow,
    IncomeSection,
    Position,
    PositionRow,
    PositionSection,
    TrialBalance,
    TrialBalanceRow,
    WhyNoCash,
    WhyNoCashRow,
)

RESULT_OF_YEAR = N_("Result of this year")
RESULT_EARLIER = N_("Result of earlier years")

_INCOME: Mapping[AccountType, tuple[IncomeSection, int]] = {
    # section, and the sign by which debit − credit becomes an amount of that section
    "revenue": ("revenue", -1),
    "contra-revenue": ("revenue", -1),
    "cost": ("cost", 1),
    "contra-cost": ("cost", 1),
    "expense": ("expense", 1),
    "other-revenue": ("other", -1),
    "other-expense": ("other", -1),
}
_POSITION: Mapping[AccountType, tuple[PositionSection, int]] = {
    "asset": ("asset", 1),
    "contra-asset": ("asset", 1),
    "liability": ("liability", -1),
    "equity": ("equity", -1),
    "drawing": ("equity", -1),
}


def of_fund(reader: Reader, ledger: LedgerRef, fund: Fund | None) -> tuple[Account, ...]:
    """The accounts of the ledger, or of one of its funds, by code."""
    return tuple(account for account in accounts(reader, ledger) if fund is None or account.fund == fund.id)


def added(amounts: Iterable[Rupiah]) -> Rupiah:
    """The sum of amounts."""
    return sum(amounts, Rupiah(0))


def trial_balance(reader: Reader, ledger: LedgerRef, day: date, fund: Fund | None = None) -> TrialBalance:
    """Closing balances of all accounts at the end of ``day``; accounts at zero are left out."""
    sums = sums_through(reader, ledger.id, day)
    rows = []
    for account in of_fund(reader, ledger, fund):
        net = _net(sums, account)
        if net:
            debit, credit = (net, Rupiah(0)) if net > 0 else (Rupiah(0), -net)
            rows.append(TrialBalanceRow(account.code, account.name, account.type, account.fund_role, debit, credit))
    return TrialBalance(
        ledger, fund, day, tuple(rows), added(row.debit for row in rows), added(row.credit for row in rows)
    )


def income(reader: Reader, ledger: LedgerRef, period: Period, fund: Fund | None = None) -> Income:
    """The result of the period, by account; accounts without movement are left out."""
    sums = sums_in(reader, ledger.id, period)
    rows = []
    for account in of_fund(reader, ledger, fund):
        placed = _INCOME.get(account.type)
        net = _net(sums, account)
        if placed is not None and net:
            section, sign = placed
            rows.append(IncomeRow(account.code, account.name, section, net * sign))
    order: tuple[IncomeSection, ...] = ("revenue", "cost", "expense", "other")
    rows.sort(key=lambda row: order.index(row.section))
    totals = {section: added(row.amount for row in rows if row.section == section) for section in order}
    net_result = totals["revenue"] - totals["cost"] - totals["expense"] + totals["other"]
    return Income(
        ledger,
        fund,
        period,
        tuple(rows),
        totals["revenue"],
        totals["cost"],
        totals["expense"],
        totals["other"],
        net_result,
    )


def position(reader: Reader, ledger: LedgerRef, day: date, fund: Fund | None = None) -> Position:
    """What is owned and owed at the end of ``day``, with the results not yet closed as rows of equity."""
    rows: dict[PositionSection, list[PositionRow]] = {"asset": [], "liability": [], "equity": []}
    result = earlier = 0
    for balance in balances(reader, ledger.id, day):
        if fund is not None and balance.fund != fund.id:
            continue
        placed = _POSITION.get(balance.type)
        if placed is None:
            result -= balance.net
            earlier -= balance.before
        elif balance.net:
            section, sign = placed
            rows[section].append(PositionRow(balance.code, balance.name, section, Rupiah(balance.net * sign)))
    if earlier:
        rows["equity"].append(PositionRow("result-earlier", RESULT_EARLIER, "equity", Rupiah(earlier)))
    if result - earlier:
        rows["equity"].append(PositionRow("result-year", RESULT_OF_YEAR, "equity", Rupiah(result - earlier)))
    totals = [added(row.amount for row in section) for section in rows.values()]
    return Position(ledger, fund, day, (*rows["asset"], *rows["liability"], *rows["equity"]), *totals)


def why_no_cash(reader: Reader, ledger: LedgerRef, period: Period, fund: Fund | None = None) -> WhyNoCash:
    """How profit became the change in cash: each account of the position other than cash, by what it did to cash.

    Accounts that only keep in mind what lies with others, or is theirs, did nothing to cash and are left out.
    """
    scope = of_fund(reader, ledger, fund)
    sums = sums_in(reader, ledger.id, period)
    kept_in_mind = known_charts()[ledger.kind].memo_roles()
    if added(_net(sums, account) for account in scope if account.role in kept_in_mind):
        kept_in_mind = frozenset()  # somebody posted to one side only: then it is a difference like any other
    rows = tuple(
        WhyNoCashRow(account.code, account.name, account.type, -_net(sums, account), account.role)
        for account in scope
        if account.type in POSITION_TYPES and not account.is_cash and account.role not in kept_in_mind
        if _net(sums, account)
    )
    change = added(_net(sums, account) for account in scope if account.is_cash)
    return WhyNoCash(ledger, fund, period, _result(scope, sums), rows, change)


def _net(sums: Mapping[int, Sums], account: Account) -> Rupiah:
    found = sums.get(account.id)
    return Rupiah(0) if found is None else found.net


def _result(scope: Iterable[Account], sums: Mapping[int, Sums]) -> Rupiah:
    return -added(_net(sums, account) for account in scope if account.type in _INCOME)
