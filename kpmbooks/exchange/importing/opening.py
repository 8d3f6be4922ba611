"""Taking opening balances: all rows become one entry on the day on which the book begins."""

from collections.abc import Iterator
from datetime import date

from kpmbooks.book import Reader, Tx
from kpmbooks.exchange.importing.journal import balance_problem
from kpmbooks.exchange.importing.limits import Limits
from kpmbooks.exchange.importing.matching import TOO_MANY, Accounts, Proposed
from kpmbooks.exchange.importing.present import standing_journal
from kpmbooks.exchange.importing.values import Mark, Options, ProposedAccount, Skipped
from kpmbooks.exchange.understanding import Line, Understood, limits
from kpmbooks.ledger import Account, EntryDraft, Posting
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.progress import Progress

KIND = "saldo_awal"


class OpeningPlan:
    """What becomes of the balances. Raises ``Rejected`` when the good rows differ in their two sides."""

    def __init__(self, reader: Reader, understood: Understood, options: Options, progress: Progress) -> None:
        self.marks: dict[int, Mark] = {}
        self.skipped: list[Skipped] = []
        self.already_there = self.taken = 0
        self.total_in = self.total_out = 0
        self._day = reader.owner.start
        self._options = options
        self._accounts = Accounts(reader, options.ledger, balances=True)
        if refused := Limits(reader, options).refuses(self._day):
            raise Rejected(refused)
        self._postings = self._resolved(understood)
        if self._postings:
            self._settle(reader, progress)

    @property
    def new_accounts(self) -> tuple[ProposedAccount, ...]:
        """The accounts that will be opened."""
        return self._accounts.told() if self.taken else ()

    def days(self) -> Iterator[date]:
        """The day of what will be taken."""
        return iter([self._day] * self.taken)

    def drafts(self, tx: Tx) -> Iterator[EntryDraft]:
        """The entry to post; opens the new accounts first."""
        if self.taken:
            opened = self._accounts.open(tx)
            postings = tuple(
                Posting(1, account.id if isinstance(account, Account) else opened[account.key], Rupiah(amount))
                for _, account, amount in self._postings
            )
            yield EntryDraft(self._options.ledger, self._day, KIND, self._options.source, postings)

    def _resolved(self, understood: Understood) -> list[tuple[Line, Account | Proposed, int]]:
        postings: list[tuple[Line, Account | Proposed, int]] = []
        for line in understood.lines:
            if line.kind == "bad":
                self._skip(line, line.problems)
            elif line.kind == "entry" and line.amount:
                account = self._accounts.resolve(line.code, line.account, line.amount)
                if isinstance(account, Problem):
                    self._skip(line, (account,))
                else:
                    postings.append((line, account, line.amount))
                if len(self._accounts.proposed) > limits.NEW_ACCOUNTS_MOST:
                    raise Rejected(TOO_MANY)
        return postings

    def _settle(self, reader: Reader, progress: Progress) -> None:
        if self.skipped and not self._options.partial:
            return  # the bad rows are what is to be told: without them nothing can be equal
        problem = balance_problem(self._accounts, [(account, amount) for _, account, amount in self._postings])
        if problem:
            raise Rejected(problem.at("opening"))
        if len(self._postings) < 2:
            raise Rejected(Problem("journal-too-few", N_("A record needs at least two accounts with an amount.")))
        lines = tuple(sorted((_key(account), amount) for _, account, amount in self._postings))
        key = self._day, "", lines
        there = standing_journal(reader, self._options.ledger, self._day, self._day, {key}, progress)
        self.already_there = min(1, there[key])
        self.taken = 1 - self.already_there
        for line, account, amount in self._postings:
            self.marks[line.number] = "new" if self.taken else "there"
            is_cash = account.is_cash if isinstance(account, Account) else account.account.is_cash
            if self.taken and is_cash:
                self.total_in += max(amount, 0)
                self.total_out += max(-amount, 0)

    def _skip(self, line: Line, problems: tuple[Problem, ...]) -> None:
        self.skipped.append(Skipped(line.number, problems))
        self.marks[line.number] = "bad"


def _key(account: Account | Proposed) -> int:
    return account.id if isinstance(account, Account) else account.key
