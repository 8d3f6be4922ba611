"""Taking a list of accounts: unknown ones are opened, known ones follow the file while they have no entries."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.exchange.importing.account_words import begins_like_cash
from kpmbooks.exchange.importing.matching import TOO_MANY, Accounts
from kpmbooks.exchange.importing.values import Mark, Options, ProposedAccount, Skipped
from kpmbooks.exchange.understanding import Line, Understood, Wish, limits
from kpmbooks.ledger import Account, EntryDraft, NewAccount
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.progress import Progress


class _Change(NamedTuple):
    """An account of the ledger, and how it is to be."""

    account: Account
    wished: NewAccount


class AccountsPlan:
    """What becomes of each account of the list."""

    def __init__(self, reader: Reader, understood: Understood, options: Options, progress: Progress) -> None:
        self.marks: dict[int, Mark] = {}
        self.skipped: list[Skipped] = []
        self.already_there = 0
        self.total_in = self.total_out = 0
        self._ledger = options.ledger
        self._reader = reader
        self._accounts = Accounts(reader, options.ledger)
        self._changes: list[_Change] = []
        self._met: set[int] = set()
        for line in understood.lines:
            if line.kind == "bad":
                self._skip(line, line.problems)
            elif line.kind == "entry" and line.wish is not None:
                self._plan(line, line.wish)

    @property
    def taken(self) -> int:
        """How many accounts are opened or changed."""
        return len(self._accounts.proposed) + len(self._changes)

    @property
    def new_accounts(self) -> tuple[ProposedAccount, ...]:
        """The accounts that will be opened."""
        return self._accounts.told()

    def days(self) -> Iterator[date]:
        """A list of accounts has no days."""
        return iter(())

    def drafts(self, tx: Tx) -> Iterator[EntryDraft]:
        """No entries; changes the known accounts and opens the new ones."""
        for account, wished in self._changes:
            if wished.code != account.code:
                self._accounts.give_way(tx, wished.code)
            books.change_account(tx, self._ledger, account, wished)
        self._accounts.open(tx)
        return iter(())

    def _plan(self, line: Line, wish: Wish) -> None:
        fund = self._fund(wish.fund)
        if isinstance(fund, Problem):
            self._skip(line, (fund,))
            return
        account = self._accounts.find(line.code, line.account)
        if account is None:
            self._open(line, wish, fund or self._accounts.main_fund)
        elif account.id in self._met:
            message = N_("This account stands in the list twice: it is “{name}” of the book. Keep one of the two rows.")
            self._skip(line, (Problem("row-account-twice", message, {"name": account.name}),))
        else:
            self._met.add(account.id)
            self._change(line, wish, account, fund)

    def _open(self, line: Line, wish: Wish, fund: str) -> None:
        is_cash = wish.is_cash
        if is_cash is None:
            is_cash = wish.type == "asset" and begins_like_cash(line.account)
        if problem := _cash_problem(wish.type, is_cash):
            self._skip(line, (problem,))
            return
        self._accounts.propose(
            NewAccount(line.code, line.account, wish.type, fund, None, is_cash, wish.flow or "operasi")
        )
        if len(self._accounts.proposed) > limits.NEW_ACCOUNTS_MOST:
            raise Rejected(TOO_MANY)
        self.marks[line.number] = "new"

    def _change(self, line: Line, wish: Wish, account: Account, fund: str | None) -> None:
        in_use = books.has_entries(self._reader, account)
        wished = NewAccount(
            code=line.code or account.code,
            name=account.name if in_use else line.account,
            type=wish.type,
            fund=fund or account.fund_role,
            role=account.role,
            is_cash=account.is_cash if wish.is_cash is None else wish.is_cash,
            flow=wish.flow or account.flow,
            box=account.box,
        )
        problem = _cash_problem(wished.type, wished.is_cash)
        if in_use and (wished.type, wished.fund, wished.is_cash) != (account.type, account.fund_role, account.is_cash):
            message = N_("“{name}” has records already, so its type and purse stay as they are.")
            problem = Problem("account-in-use", message, {"name": account.name})
        if problem:
            self._skip(line, (problem,))
            return
        same = NewAccount(
            account.code, account.name, account.type, account.fund_role, account.role, account.is_cash, account.flow,
            account.box,
        )  # fmt: skip
        if wished == same:
            self.already_there += 1
            self.marks[line.number] = "there"
        else:
            self._changes.append(_Change(account, wished))
            self.marks[line.number] = "new"

    def _fund(self, words: str) -> str | Problem | None:
        plain = words.casefold()
        if not plain:
            return None
        for fund in self._accounts.funds.values():
            if plain in (fund.role, fund.name.casefold()):
                return fund.role
        message = N_("There is no purse called {name}. This ledger has: {names}.")
        return Problem("fund-unknown", message, {"name": words, "names": ", ".join(self._accounts.funds)})

    def _skip(self, line: Line, problems: tuple[Problem, ...]) -> None:
        self.skipped.append(Skipped(line.number, problems))
        self.marks[line.number] = "bad"


def _cash_problem(kind: str, is_cash: bool) -> Problem | None:
    if not is_cash or kind == "asset":
        return None
    return Problem(
        "row-cash-not-asset", N_("A cash account must be of the type asset. Correct the type, or write tidak.")
    )
