"""Which account of the ledger a file means: by code, else by name without regard to case and spaces; else a new one.

The codes of our own charts are ours: where a file gives one of them to an account of another name, the name decides and
the file's account takes the code. Codes that the person brought (accounts without a part in our chart) are hers.
"""

import re
from dataclasses import dataclass, replace

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.exchange.importing.account_words import proposed
from kpmbooks.exchange.importing.values import ProposedAccount
from kpmbooks.exchange.understanding import limits
from kpmbooks.ledger import Account, LedgerRef, NewAccount
from kpmbooks.problems import N_, Problem

_ONLY_CODE = re.compile(r"[\d.\-/]+")

TOO_MANY = Problem(
    "accounts-too-many",
    N_("This file names more than {most} unknown accounts. Is the right column taken for the account?"),
    {"most": limits.NEW_ACCOUNTS_MOST},
)


def plain_name(name: str) -> str:
    """A name as it is compared: without case and spaces."""
    return "".join(name.split()).casefold()


@dataclass(frozen=True, slots=True)
class Proposed:
    """An account that is to be opened; ``key`` is below zero and belongs to none in the book."""

    key: int
    account: NewAccount


class Accounts:
    """The ledger's accounts and those that the file brings along."""

    def __init__(self, reader: Reader, ledger: LedgerRef, *, balances: bool = False) -> None:
        self.ledger = ledger
        self._balances = balances
        self.known = books.accounts(reader, ledger)
        self.funds = {fund.role: fund for fund in books.funds(reader, ledger)}
        self.proposed: dict[str, Proposed] = {}
        self._by_code = {account.code.casefold(): account for account in self.known}
        self._by_name = {plain_name(account.name): account for account in self.known}

    @property
    def main_fund(self) -> str:
        """The fund of whatever says nothing about it: usaha, or the only one of a household."""
        return "usaha" if "usaha" in self.funds else next(iter(self.funds))

    def find(self, code: str, name: str) -> Account | None:
        """The account that is meant, if the ledger has it."""
        by_name = self._by_name.get(plain_name(name)) if name else None
        by_code = self._by_code.get((code or name).strip().casefold())
        if by_code is None or by_code is by_name:
            return by_code or by_name
        if code and name and by_code.role is not None:
            return by_name
        return by_code

    def resolve(self, code: str, name: str, amount: int) -> Account | Proposed | Problem:
        """The account that is meant, proposed anew where the ledger has it not; ``amount`` is what stands on it."""
        if known := self.find(code, name):
            return known
        if not name or (not code and _ONLY_CODE.fullmatch(name)):
            message = N_("There is no account with the code {code}. Write its name as well.")
            return Problem("account-unknown", message, {"code": code or name})
        key = plain_name(name)
        if key not in self.proposed:
            guess = proposed(name, code, amount, balances=self._balances)
            self.propose(NewAccount(code, name, guess.type, self.main_fund, None, guess.is_cash, guess.flow))
        return self.proposed[key]

    def propose(self, account: NewAccount) -> None:
        """An account that is to be opened."""
        taken = {one.account.code.casefold() for one in self.proposed.values()}
        if account.code.casefold() in taken:
            account = replace(account, code="")
        self.proposed[plain_name(account.name)] = Proposed(-1 - len(self.proposed), account)

    def fund_of(self, account: Account | Proposed) -> int:
        """The fund in whose balance the account counts."""
        return account.fund if isinstance(account, Account) else self.funds[account.account.fund].id

    def told(self) -> tuple[ProposedAccount, ...]:
        """The accounts that are to be opened, in the order in which the file names them."""
        return tuple(ProposedAccount(one.account.name, one.account.type) for one in self.proposed.values())

    def open(self, tx: Tx) -> dict[int, int]:
        """Open what was proposed; gives the account's key in the book for each key of a proposal."""
        opened: dict[int, int] = {}
        for one in self.proposed.values():
            self.give_way(tx, one.account.code)
            opened[one.key] = books.add_account(tx, self.ledger, one.account).id
        return opened

    def give_way(self, tx: Tx, code: str) -> None:
        """Let the account of our chart that has this code take another one, for the file gives it to its own."""
        holder = self._by_code.get(code.casefold()) if code else None
        if holder is None:
            return
        number = 1
        while f"{code}.{number}".casefold() in self._by_code:
            number += 1
        free = f"{code}.{number}"
        wished = NewAccount(
            free, holder.name, holder.type, holder.fund_role, holder.role, holder.is_cash, holder.flow, holder.box
        )
        self._by_code[free.casefold()] = books.change_account(tx, self.ledger, holder, wished)
        del self._by_code[code.casefold()]
