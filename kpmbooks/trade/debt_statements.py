"""Debts as statements: by party and age at the end of a day, and what happened between one party and us.

A card begins with what was open before it, so it costs what it shows and not how long two people know each other.

Which of the names may be shown is the business of whoever words a statement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import LedgerRef, number_text
from kpmbooks.money import Rupiah
from kpmbooks.storage import scalar, tuples
from kpmbooks.trade.ageing import Ageing, ageing, days_past_due
from kpmbooks.trade.bills import Bill, DebtAccount, account_balance, bills_of, debt_accounts, open_bills
from kpmbooks.trade.parties import Party, parties_by_key

NONE = Rupiah(0)


class PartyDebt(NamedTuple):
    """What is open between one party and us on one account. ``bills`` the oldest first."""

    party: Party
    bills: tuple[Bill, ...]
    ageing: Ageing

    @property
    def total(self) -> Rupiah:
        """All of it."""
        return self.ageing.all

    @property
    def due(self) -> date:
        """The earliest day from which something of it is late."""
        return min(bill.counts_from for bill in self.bills)

    def days_late(self, on: date) -> int:
        """Days since the earliest of it was to be paid; 0 while nothing is late."""
        return max(0, days_past_due(self.due, on))


@dataclass(frozen=True, slots=True)
class AccountDebts:
    """The debts of one account: by party, most urgent first, and what has no name. Together they are its balance."""

    account: DebtAccount
    rows: tuple[PartyDebt, ...]
    nameless: Rupiah
    total: Rupiah

    @property
    def ageing(self) -> Ageing:
        """Of everything that has a name."""
        parts = zip(*(row.ageing for row in self.rows), strict=True)
        return Ageing(*(Rupiah(sum(map(int, part))) for part in parts))


@dataclass(frozen=True, slots=True)
class Debts:
    """Who owes us and whom we owe at the end of ``day``, account by account; ``names``: they were asked for."""

    ledger: LedgerRef
    day: date
    accounts: tuple[AccountDebts, ...]
    names: bool


def debts(reader: Reader, ledger: LedgerRef, day: date, *, names: bool = False) -> Debts:
    """The debts of the ledger at the end of ``day``; accounts without any are left out."""
    told = debts_on(reader, debt_accounts(reader, ledger), day)
    return Debts(ledger, day, tuple(one for one in told if one.rows or one.total or one.nameless), names)


def account_debts(reader: Reader, account: DebtAccount, day: date) -> AccountDebts:
    """The debts of one account at the end of ``day``."""
    return debts_on(reader, (account,), day)[0]


def debts_on(reader: Reader, accounts: Sequence[DebtAccount], day: date) -> tuple[AccountDebts, ...]:
    """The debts of each of these accounts at the end of ``day``, asked for at once."""
    wanted: dict[int, dict[int, list[Bill]]] = {account.id: {} for account in accounts}
    for bill in open_bills(reader, on=day):
        if bill.account in wanted:
            wanted[bill.account].setdefault(bill.party, []).append(bill)
    who = parties_by_key(reader, {key for by_party in wanted.values() for key in by_party})
    return tuple(_account_debts(reader, account, wanted[account.id], who, day) for account in accounts)


def _account_debts(
    reader: Reader, account: DebtAccount, by_party: Mapping[int, list[Bill]], who: Mapping[int, Party], day: date
) -> AccountDebts:
    rows = [
        PartyDebt(who[key], tuple(bills), ageing(((bill.counts_from, bill.open) for bill in bills), day))
        for key, bills in by_party.items()
    ]
    rows.sort(key=lambda row: (row.due, -int(row.total), row.party.id))
    total = account_balance(reader, account, day)
    named = sum(int(bill.open) for bills in by_party.values() for bill in bills)
    return AccountDebts(account, tuple(rows), Rupiah(int(total) - named), total)


class CardRow(NamedTuple):
    """One record that changed what is between a party and us; ``balance`` after it, on the natural side."""

    entry: int
    number: str
    day: date
    kind: str
    memo: str | None
    change: Rupiah
    balance: Rupiah


@dataclass(frozen=True, slots=True)
class CardAccount:
    """What happened on one account in a period, the earliest first, and the bills of that time or still open.

    ``opening`` is what was open before the first row.
    """

    account: DebtAccount
    rows: tuple[CardRow, ...]
    bills: tuple[Bill, ...]
    opening: Rupiah = NONE

    @property
    def total(self) -> Rupiah:
        """What was open at the end of the period."""
        return sum((bill.open for bill in self.bills), NONE)


@dataclass(frozen=True, slots=True)
class PartyCard:
    """What is between one party and us in a ledger; ``whole``: the period begins with the book."""

    ledger: LedgerRef
    party: Party
    period: Period
    accounts: tuple[CardAccount, ...]
    names: bool
    whole: bool = True

    @property
    def day(self) -> date:
        """The last day of it."""
        return self.period.last


def party_card(reader: Reader, ledger: LedgerRef, party: Party, period: Period, *, names: bool = False) -> PartyCard:
    """The card of a party; what was taken back on its own day stands nowhere in it."""
    then = {bill.id: bill.open for bill in open_bills(reader, party=party.id, on=period.last)}
    ever = bills_of(reader, party.id)
    every = [bill._replace(open=then.get(bill.id, NONE)) for bill in ever if bill.day <= period.last]
    found = []
    for account in debt_accounts(reader, ledger):
        own = [bill for bill in every if bill.account == account.id]
        bills = tuple(bill for bill in own if bill.open or bill.day >= period.first)
        opening = _opening(reader, party.id, account.id, period.first)
        rows = _card_rows(reader, party.id, account.id, period, opening)
        if bills or rows:
            found.append(CardAccount(account, rows, bills, opening))
    return PartyCard(ledger, party, period, tuple(found), names, period.first <= reader.owner.start)


MOVEMENTS_A_PAGE = 60
"""So many movements of debts are looked back on at a time: a payment for five bills is five, and one line."""


@dataclass(frozen=True, slots=True)
class PartyPage:
    """The latest of what is between a party and us on one account, as a screen shows it.

    ``bills`` are the open ones, with the words of their records in ``memos`` by key of the entry. ``first`` is the day
    with which the rows begin, where there are older ones; ``opening`` is what was open before.
    """

    account: DebtAccount
    bills: tuple[Bill, ...]
    memos: Mapping[int, str]
    rows: tuple[CardRow, ...]
    opening: Rupiah
    first: date | None

    @property
    def total(self) -> Rupiah:
        """What is open now."""
        return sum((bill.open for bill in self.bills), NONE)


def party_page(reader: Reader, party: Party, account: DebtAccount, before: date = date.max) -> PartyPage:
    """What is open, and what happened since a page before the day ``before``: whole days of it."""
    bills = open_bills(reader, account=account.id, party=party.id)
    words = tuples(reader.connection, _MEMOS, (f"[{','.join(str(bill.entry) for bill in bills)}]",))
    asked = (party.id, account.id, before.isoformat(), MOVEMENTS_A_PAGE - 1)
    begun = reader.connection.exec_driver_sql(_PAGE_BEGINS, asked).scalar()
    if begun is not None and not scalar(reader.connection, _ANYTHING_BEFORE, party.id, account.id, begun):
        begun = None
    first = None if begun is None else date.fromisoformat(begun)
    opening = NONE if first is None else _opening(reader, party.id, account.id, first)
    rows = _card_rows(reader, party.id, account.id, Period(first or date.min, date.max), opening)
    return PartyPage(account, bills, dict(words), rows, opening, first)


def parties_with_debts(reader: Reader, ledger: LedgerRef) -> Sequence[Party]:
    """Everybody who ever owed or was owed in the ledger, by name."""
    keys = reader.connection.exec_driver_sql(
        "SELECT DISTINCT b.party_id FROM bills b JOIN accounts a ON a.id = b.account_id WHERE a.ledger_id = ?",
        (ledger.id,),
    ).scalars()
    found = parties_by_key(reader, list(keys)).values()
    return sorted(found, key=lambda party: (party.name is None, (party.name or "").casefold(), party.id))


_PAGE_BEGINS = """
    SELECT day FROM debt_days WHERE party_id = ? AND account_id = ? AND day < ?
    ORDER BY day DESC, movement_id DESC LIMIT 1 OFFSET ?
"""
_ANYTHING_BEFORE = "SELECT EXISTS (SELECT 1 FROM debt_days WHERE party_id = ? AND account_id = ? AND day < ?)"
_MEMOS = """
    SELECT e.id, t.text FROM json_each(?) j CROSS JOIN entries e ON e.id = j.value
    CROSS JOIN texts t ON t.id = e.memo_id WHERE t.text IS NOT NULL
"""
# Whole months from their sums, then what moved since the month began.
_OPENING = """
    SELECT (SELECT coalesce(sum(amount), 0) FROM debt_months
        WHERE party_id = :party AND account_id = :account AND month < :month)
    + (SELECT coalesce(sum(d.amount), 0) FROM debt_days x CROSS JOIN debt_movements d ON d.id = x.movement_id
        WHERE x.party_id = :party AND x.account_id = :account AND x.day >= :month || '-01' AND x.day < :first)
"""
# A record that was taken back on its own day, and what took it back, are struck through everywhere.
_ROWS = """
    SELECT e.id, e.year, w.letter, e.number, e.day, e.kind, t.text, sum(d.amount)
    FROM debt_days x CROSS JOIN debt_movements d ON d.id = x.movement_id CROSS JOIN entries e ON e.id = d.entry_id
    CROSS JOIN writers w ON w.id = e.writer_id LEFT JOIN texts t ON t.id = e.memo_id
    WHERE x.party_id = ? AND x.account_id = ? AND x.day BETWEEN ? AND ? AND e.folds = 0
    AND NOT EXISTS (SELECT 1 FROM entries f WHERE f.reverses = e.id AND f.folds = 1)
    GROUP BY e.id HAVING sum(d.amount) <> 0 ORDER BY e.day, e.id
"""


def _opening(reader: Reader, party: int, account: int, first: date) -> Rupiah:
    iso = first.isoformat()
    asked = {"party": party, "account": account, "month": iso[:7], "first": iso}
    return Rupiah(int(reader.connection.exec_driver_sql(_OPENING, asked).scalar_one()))


def _card_rows(reader: Reader, party: int, account: int, period: Period, opening: Rupiah) -> tuple[CardRow, ...]:
    asked = (party, account, period.first.isoformat(), period.last.isoformat())
    balance = int(opening)
    found = []
    for entry, year, letter, number, on, kind, memo, change in tuples(reader.connection, _ROWS, asked):
        balance += change
        told = number_text(year, letter, number)
        found.append(CardRow(entry, told, date.fromisoformat(on), kind, memo, Rupiah(change), Rupiah(balance)))
    return tuple(found)


def owes_or_is_owed(reader: Reader, ledger: LedgerRef) -> bool:
    """Whether anything was ever on account in the ledger."""
    keys = [account.id for account in debt_accounts(reader, ledger)]
    marks = ", ".join("?" * len(keys))
    sql = f"SELECT EXISTS (SELECT 1 FROM account_months WHERE account_id IN ({marks}))"
    return bool(keys) and bool(reader.connection.exec_driver_sql(sql, tuple(keys)).scalar())
