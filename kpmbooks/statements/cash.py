"""Statements about money itself: the cash book, the cash flow, and money in and out by month."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from kpmbooks.book import Reader
from kpmbooks.dates import Period, month_of, months
from kpmbooks.ledger import Account, Fund, LedgerRef, RegisterRow, register_page, register_rows, register_sums
from kpmbooks.money import Rupiah, allocate
from kpmbooks.recording import OPENING_KIND, PASSING_ON, Kind, kinds
from kpmbooks.statements.results import added, of_fund
from kpmbooks.statements.values import CashBook, CashBookRow, CashFlow, CashFlowRow, FlowSection, MonthFlow

_SECTIONS: Mapping[str, FlowSection] = {"operasi": "operating", "investasi": "investing", "pendanaan": "financing"}


@dataclass(frozen=True, slots=True)
class _Rows:
    """The lines of a cash book, read anew from the book each time they are walked."""

    reader: Reader
    account: Account
    period: Period

    def __iter__(self) -> Iterator[CashBookRow]:
        return map(_cash_book_row, register_rows(self.reader, self.account.id, self.period))


def cash_book(reader: Reader, ledger: LedgerRef, account: Account, period: Period) -> CashBook:
    """The cash book of ``account`` in ``period``; its rows are read while they are walked, within the reader's life."""
    before = register_sums(reader, account.id, period.first - timedelta(days=1))
    until = register_sums(reader, account.id, period.last)
    return CashBook(
        ledger=ledger,
        account=account,
        period=period,
        opening=before.net,
        rows=_Rows(reader, account, period),
        row_count=until.lines - before.lines,
        total_in=Rupiah(until.debit - before.debit),
        total_out=Rupiah(until.credit - before.credit),
        closing=until.net,
    )


def cash_book_page(reader: Reader, account: Account, period: Period, first: int, size: int) -> tuple[CashBookRow, ...]:
    """``size`` lines from line ``first``, at the same cost wherever they lie."""
    return tuple(map(_cash_book_row, register_page(reader, account.id, period, first, size)))


def _cash_book_row(row: RegisterRow) -> CashBookRow:
    return CashBookRow(
        entry=row.entry,
        day=row.day,
        number=row.number,
        memo=row.memo or "",
        party=row.party or "",
        kind=row.kind,
        source=row.source,
        money_in=row.debit,
        money_out=row.credit,
        balance=row.balance,
        struck=row.struck,
        corrected_by=row.corrected_by,
        corrects=row.corrects,
        reverses=row.reverses,
    )


# Legs that touch cash, of entries that are not half of a struck pair.
_CASH_LEGS = """
    SELECT p.entry_id, p.leg, p.account_id, p.amount FROM entries e JOIN postings p ON p.entry_id = e.id
    WHERE e.ledger_id = :ledger AND e.day BETWEEN :first AND :last AND e.folds = 0
    AND NOT EXISTS (SELECT 1 FROM entries f WHERE f.reverses = e.id AND f.folds = 1)
    ORDER BY p.entry_id, p.leg
"""


def cash_flow(reader: Reader, ledger: LedgerRef, period: Period, fund: Fund | None = None) -> CashFlow:
    """Where the money of the cash accounts came from and went to, by the direct method.

    Each leg of an entry ties money to what stands against it. Where one leg has several accounts on the other side the
    money is shared among them in the proportion of their amounts, so that equipment bought partly on credit counts
    with the part that was paid. Money moved between cash accounts is no flow.
    """
    scope = {account.id: account for account in of_fund(reader, ledger, fund)}
    flows: dict[int, Rupiah] = defaultdict(lambda: Rupiah(0))
    rows = reader.connection.exec_driver_sql(
        _CASH_LEGS,
        {"ledger": ledger.id, "first": period.first.isoformat(), "last": period.last.isoformat()},
    )
    for _, leg in groupby(rows, key=lambda row: (row[0], row[1])):
        _share(((account, amount) for _, _, account, amount in leg), scope, flows)
    found = [
        CashFlowRow(_SECTIONS[account.flow], account.code, account.name, flows[key])
        for key, account in scope.items()
        if flows.get(key)
    ]
    order = tuple(_SECTIONS.values())
    found.sort(key=lambda row: order.index(row.section))
    operating, investing, financing = (added(row.amount for row in found if row.section == one) for one in order)
    cash = [account.id for account in scope.values() if account.is_cash]
    opening = added(register_sums(reader, key, period.first - timedelta(days=1)).net for key in cash)
    closing = added(register_sums(reader, key, period.last).net for key in cash)
    return CashFlow(
        ledger, fund, period, tuple(found), operating, investing, financing, closing - opening, opening, closing
    )


def _share(leg: Iterator[tuple[int, int]], scope: Mapping[int, Account], flows: dict[int, Rupiah]) -> None:
    cash = 0
    others: list[tuple[int, int]] = []
    for account, amount in leg:
        if account not in scope:
            continue
        if scope[account].is_cash:
            cash += amount
        else:
            others.append((account, amount))
    if not cash:
        return
    # Money in stands against credits, money out against debits.
    against = [(account, abs(amount)) for account, amount in others if (amount < 0) == (cash > 0)]
    parts = allocate(Rupiah(abs(cash)), [weight for _, weight in against])
    for (account, _), part in zip(against, parts, strict=True):
        flows[account] += part if cash > 0 else -part


# Legs of records that may move money: those whose other side is cash as well, or a purse that passes money on.
_MOVED = """
    SELECT coalesce(sum(max(p.amount, 0)), 0), coalesce(sum(max(-p.amount, 0)), 0)
    FROM entries e JOIN postings p ON p.entry_id = e.id JOIN accounts a ON a.id = p.account_id
    WHERE e.ledger_id = :ledger AND e.kind IN (SELECT value FROM json_each(:kinds))
    AND e.day BETWEEN :first AND :last AND a.is_cash = 1 AND e.folds = 0
    AND NOT EXISTS (SELECT 1 FROM entries f WHERE f.reverses = e.id AND f.folds = 1)
    AND (e.kind = :opening OR NOT EXISTS (
        SELECT 1 FROM postings q JOIN accounts b ON b.id = q.account_id
        WHERE q.entry_id = e.id AND q.leg = p.leg AND b.is_cash = 0
        AND coalesce(b.role, '') NOT LIKE :passing_on || '%'))
"""


def month_flows(reader: Reader, ledger: LedgerRef, last_month: date, count: int = 6) -> tuple[MonthFlow, ...]:
    """Money that came in and went out of the ledger in the ``count`` months up to that of ``last_month``.

    Only months from the book's start on. Struck pairs count in none; what was only moved between own boxes and purses,
    what passed through for a customer, and what was there when the book began, is neither in nor out. A fee is out.
    """
    first = month_of(reader.owner.start).first
    return span_flows(reader, ledger, months(Period(first, max(first, last_month)))[-count:])


def span_flows(reader: Reader, ledger: LedgerRef, spans: Iterable[Period]) -> tuple[MonthFlow, ...]:
    """Money that came in and went out in each of ``spans``, as ``month_flows`` counts it; a span is a month or less."""
    scope = tuple(account for account in of_fund(reader, ledger, None) if account.is_cash)
    moves = json.dumps([kind.id for kind in kinds().values() if _may_move(kind)])
    result = []
    for month in spans:
        before = [register_sums(reader, account.id, month.first - timedelta(days=1)) for account in scope]
        until = [register_sums(reader, account.id, month.last) for account in scope]
        moved_in, moved_out = reader.connection.exec_driver_sql(
            _MOVED,
            {
                "ledger": ledger.id,
                "kinds": moves,
                "opening": OPENING_KIND,
                "passing_on": PASSING_ON,
                "first": month.first.isoformat(),
                "last": month.last.isoformat(),
            },
        ).one()
        result.append(
            MonthFlow(
                month,
                Rupiah(sum(one.debit for one in until) - sum(one.debit for one in before) - moved_in),
                Rupiah(sum(one.credit for one in until) - sum(one.credit for one in before) - moved_out),
            )
        )
    return tuple(result)


def _may_move(kind: Kind) -> bool:
    """Whether a record of the kind may take money from one place to another: few do, and only those are looked at."""
    return kind.side == "move" or any(leg.debit[0] == leg.credit[0] == "@" for leg in kind.legs)
