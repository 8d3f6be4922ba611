"""Which accounts a record means: by their part in the chart, or by the box that a person chose.

A book that was made before the chart got an account has none that plays its part. It is opened when a record first
needs it, in the same transaction; a preview only says how it would be.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.ledger import Account, LedgerRef, NewAccount
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording.charts import Chart, ChartAccount, load_charts


@cache
def known_charts() -> Mapping[str, Chart]:
    """Our own charts, read once: they are content of the program."""
    return load_charts()


def new_account(account: ChartAccount) -> NewAccount:
    """An account of the chart, to be opened."""
    return NewAccount(
        code=account.code,
        name=account.name,
        type=account.type,
        fund=account.fund,
        role=account.role,
        is_cash=account.is_cash,
        flow=account.flow,
        box=account.box,
    )


def cash_accounts(reader: Reader, ledger: LedgerRef) -> tuple[Account, ...]:
    """Every place where money of the ledger may lie, by code: its cash accounts, and those that open at first use."""
    known = [account for account in books.accounts(reader, ledger) if account.is_cash]
    missing = known_charts()[ledger.kind].cash()
    played = {account.role for account in known}
    used = UsedAccounts(reader)
    unopened = [used.not_opened(ledger, account) for account in missing if account.role not in played]
    return tuple(sorted((*known, *unopened), key=lambda account: account.code))


def accounts_in_roles(reader: Reader, ledger: LedgerRef, roles: Collection[str]) -> Mapping[str, Account]:
    """The accounts that play these parts; what an older book lacks is opened. KeyError for a part of no chart."""
    return UsedAccounts(reader).in_roles(ledger, roles)


class UsedAccounts:
    """The accounts that an act uses, each asked of the book once: a treasurer has many, a record uses two."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.by_key: dict[int, Account] = {}
        self._by_role: dict[int, dict[str, Account]] = {}

    def in_roles(self, ledger: LedgerRef, roles: Collection[str]) -> Mapping[str, Account]:
        """The accounts that play these parts; what an older book lacks is opened. KeyError for a part of no chart."""
        known = self._by_role.setdefault(ledger.id, {})
        if missing := set(roles) - known.keys():
            found = dict(books.accounts_by_role(self.reader, ledger, missing))
            for role in sorted(missing - found.keys()):
                planned = known_charts()[ledger.kind].account(role)
                if planned is None:
                    raise KeyError(role)
                found[role] = self._opened(ledger, planned)
            known.update(found)
            self.by_key.update((account.id, account) for account in found.values())
        return known

    def box(self, ledger: LedgerRef, field: str, words: str) -> Account:
        """The place where money lies that ``words`` name, asked at ``field``; raises ``Rejected``."""
        account = self._named(ledger, field, words)
        if not account.is_cash:
            message = N_("“{name}” is not a place where money lies. Choose a cash box or a bank account.")
            raise Rejected(Problem("box-not-cash", message, {"name": account.name}, field))
        self.by_key[account.id] = account
        return account

    def not_opened(self, ledger: LedgerRef, planned: ChartAccount) -> Account:
        """The account as it will be; its uid is empty and its key belongs to none in the book."""
        fund = next(one for one in books.funds(self.reader, ledger) if one.role == planned.fund)
        parts = [account.role for account in known_charts()[ledger.kind].accounts]
        return Account(
            id=-1000 * ledger.id - parts.index(planned.role),
            uid=b"",
            ledger=ledger.id,
            fund=fund.id,
            fund_role=fund.role,
            code=planned.code,
            name=planned.name,
            role=planned.role,
            type=planned.type,
            is_cash=planned.is_cash,
            flow=planned.flow,
            box=planned.box,
        )

    def _named(self, ledger: LedgerRef, field: str, words: str) -> Account:
        known = books.accounts(self.reader, ledger)
        by_uid = next((one for one in known if one.uid.hex() == words), None)
        if by_uid is not None:
            return by_uid
        try:
            return books.find_account(self.reader, ledger, words)
        except Rejected as rejected:
            plain = "".join(words.split()).casefold()
            played = {account.role for account in known}
            for planned in known_charts()[ledger.kind].cash():
                if planned.role not in played and plain in (planned.code, "".join(planned.name.split()).casefold()):
                    return self.in_roles(ledger, {planned.role})[planned.role]
            raise Rejected(problem.at(field) for problem in rejected.problems) from rejected

    def _opened(self, ledger: LedgerRef, planned: ChartAccount) -> Account:
        if not isinstance(self.reader, Tx):
            return self.not_opened(ledger, planned)
        return _open(self.reader, ledger, planned)


def _open(tx: Tx, ledger: LedgerRef, planned: ChartAccount) -> Account:
    """Open the account, or let one that a person made under the same name for the same purpose play its part."""
    known = books.accounts(tx, ledger)
    namesake = next((one for one in known if one.name.casefold() == planned.name.casefold()), None)
    if namesake is not None and namesake.role is None and _serves(namesake, planned):
        return books.give_role(tx, ledger, namesake, planned.role)
    taken = {one.name.casefold() for one in known}
    names = (planned.name, *(f"{planned.name} ({number})" for number in range(2, len(known) + 3)))
    name = next(name for name in names if name.casefold() not in taken)
    # A code that a person gave away already stays hers; ours gets one that nobody would choose.
    code = "" if any(one.code == planned.code for one in known) else planned.code
    return books.add_account(tx, ledger, replace(new_account(planned), name=name, code=code))


def _serves(account: Account, planned: ChartAccount) -> bool:
    return (account.type, account.fund_role, account.is_cash) == (planned.type, planned.fund, planned.is_cash)
