"""Debts as statements: by party and age at the end of a day, and everything between one party and us.

Which of the names may be shown is the business of whoever words a statement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kpmbooks.book import Reader
from kpmbooks.ledger import LedgerRef, number_text
from kpmbooks.money import Rupiah
from kpmbooks.storage import tuples
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
    """What happened on one account, the earliest first, and the bills, settled ones too."""

    account: DebtAccount
    rows: tuple[CardRow, ...]
    bills: tuple[Bill, ...]

    @property
    def total(self) -> Rupiah:
        """What is open now."""
        return sum((bill.open for bill in self.bills), NONE)


@dataclass(frozen=True, slots=True)
class PartyCard:
    """Everything between one party and us in a ledger through ``day``."""

    ledger: LedgerRef
    party: Party
    day: date
    accounts: tuple[CardAccount, ...]
    names: bool


def party_card(reader: Reader, ledger: LedgerRef, party: Party, day: date, *, names: bool = False) -> PartyCard:
    """The card of a party; records that were taken back on their own day stand in it with what took them back."""
    every = bills_of(reader, party.id)
    found = []
    for account in debt_accounts(reader, ledger):
        own = [bill for bill in every if bill.account == account.id]
        bills = tuple(bill for bill in own if bill.day <= day)
        rows = _card_rows(reader, party, account, day) if own else ()
        if bills or rows:
            found.append(CardAccount(account, rows, bills))
    return PartyCard(ledger, party, day, tuple(found), names)


def parties_with_debts(reader: Reader, ledger: LedgerRef) -> Sequence[Party]:
    """Everybody who ever owed or was owed in the ledger, by name."""
    keys = reader.connection.exec_driver_sql(
        "SELECT DISTINCT b.party_id FROM bills b JOIN accounts a ON a.id = b.account_id WHERE a.ledger_id = ?",
        (ledger.id,),
    ).scalars()
    found = parties_by_key(reader, list(keys)).values()
    return sorted(found, key=lambda party: (party.name is None, (party.name or "").casefold(), party.id))


def _card_rows(reader: Reader, party: Party, account: DebtAccount, day: date) -> tuple[CardRow, ...]:
    rows = tuples(
        reader.connection,
        "SELECT e.id, e.year, w.letter, e.number, e.day, e.kind, t.text, sum(d.amount)"
        " FROM debt_movements d JOIN bills b ON b.id = d.bill_id JOIN entries e ON e.id = d.entry_id"
        " JOIN writers w ON w.id = e.writer_id LEFT JOIN texts t ON t.id = e.memo_id"
        # A record that was taken back on its own day, and what took it back, are struck through everywhere.
        " WHERE b.party_id = ? AND b.account_id = ? AND e.day <= ? AND e.folds = 0"
        " AND NOT EXISTS (SELECT 1 FROM entries f WHERE f.reverses = e.id AND f.folds = 1)"
        " GROUP BY e.id HAVING sum(d.amount) <> 0 ORDER BY e.day, e.id",
        (party.id, account.id, day.isoformat()),
    )
    balance = 0
    found = []
    for entry, year, letter, number, on, kind, memo, change in rows:
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
