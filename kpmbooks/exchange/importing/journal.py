"""Taking a journal: each of its records becomes one entry, account by account; unknown accounts are proposed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kpmbooks.book import Reader, Tx
from kpmbooks.exchange.importing.limits import Limits
from kpmbooks.exchange.importing.matching import TOO_MANY, Accounts, Proposed
from kpmbooks.exchange.importing.present import JournalKey, standing_journal
from kpmbooks.exchange.importing.values import Mark, Options, ProposedAccount, Skipped
from kpmbooks.exchange.understanding import Line, Understood, limits, plain_text
from kpmbooks.ledger import Account, EntryDraft, Posting
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.progress import Progress
from kpmbooks.recording import JOURNAL_KIND

_TOLD_EVERY = 2_000


class Record(NamedTuple):
    """One record of the file: its lines, and what each puts on which account (below zero: one to be opened)."""

    lines: Sequence[Line]
    postings: tuple[tuple[int, int], ...]


def balance_problem(accounts: Accounts, postings: Sequence[tuple[Account | Proposed, int]]) -> Problem | None:
    """Why the amounts do not make a record: they must be equal on both sides within every fund."""
    rests: Counter[int] = Counter()
    for account, amount in postings:
        rests[accounts.fund_of(account)] += amount
    for fund in accounts.funds.values():
        if rest := rests[fund.id]:
            message = N_("The two sides differ by {rest} in “{fund}”. They must be equal.")
            return Problem("journal-unbalanced", message, {"rest": Rupiah(abs(rest)), "fund": fund.name})
    return None


class JournalPlan:
    """What becomes of each record."""

    def __init__(self, reader: Reader, understood: Understood, options: Options, progress: Progress) -> None:
        self.marks: dict[int, Mark] = {}
        self.skipped: list[Skipped] = []
        self.already_there = 0
        self.total_in = self.total_out = 0
        self._options = options
        self._accounts = Accounts(reader, options.ledger)
        self._limits = Limits(reader, options)
        for line in understood.lines:
            if line.kind == "bad":
                self._skip([line], line.problems)
        records = self._records(understood, progress)
        self._records_taken = list(self._new(reader, records, progress))
        self._forget_unused()
        self.skipped.sort()

    @property
    def taken(self) -> int:
        """How many entries there will be."""
        return len(self._records_taken)

    @property
    def new_accounts(self) -> tuple[ProposedAccount, ...]:
        """The accounts that will be opened."""
        return self._accounts.told()

    def days(self) -> Iterator[date]:
        """The days of what will be taken."""
        return (record.lines[0].day for record in self._records_taken if record.lines[0].day is not None)

    def drafts(self, tx: Tx) -> Iterator[EntryDraft]:
        """The entries to post; opens the new accounts first."""
        opened = self._accounts.open(tx)
        options = self._options
        for record in self._records_taken:
            first = record.lines[0]
            assert first.day is not None
            postings = tuple(
                [Posting(1, opened.get(account, account), Rupiah(amount)) for account, amount in record.postings]
            )
            yield EntryDraft(options.ledger, first.day, JOURNAL_KIND, options.source, postings, first.text or None)

    def _skip(self, lines: Sequence[Line], problems: tuple[Problem, ...]) -> None:
        for line in lines:
            self.skipped.append(Skipped(line.number, problems))
            self.marks[line.number] = "bad"

    def _records(self, understood: Understood, progress: Progress) -> Sequence[Record]:
        """The records that can be taken; the others are skipped, row by row."""
        by_number: dict[int, list[Line]] = {}
        for line in understood.lines:
            if line.kind == "entry":
                by_number.setdefault(line.record, []).append(line)
        records = []
        for nth, lines in enumerate(by_number.values()):
            if not nth % _TOLD_EVERY:
                progress.report(0, None)
            if record := self._record(lines):
                records.append(record)
        return records

    def _record(self, lines: Sequence[Line]) -> Record | None:
        day = lines[0].day
        if day is None or (refused := self._limits.refuses(day)):
            self._skip(lines, () if day is None else (refused,))  # type: ignore[arg-type]  # a day that is refused has why
            return None
        postings: list[tuple[Account | Proposed, int]] = []
        for line in lines:
            account = self._accounts.resolve(line.code, line.account, line.amount or 0)
            if isinstance(account, Problem):
                self._skip(lines, (account,))
                return None
            postings.append((account, line.amount or 0))
        if len(self._accounts.proposed) > limits.NEW_ACCOUNTS_MOST:
            raise Rejected(TOO_MANY)
        if problem := balance_problem(self._accounts, postings):
            self._skip(lines, (problem,))
            return None
        return Record(lines, tuple((_key(account), amount) for account, amount in postings))

    def _new(self, reader: Reader, records: Sequence[Record], progress: Progress) -> Iterator[Record]:
        keys = [_key_of(record) for record in records]
        days = {key[0] for key in keys}
        there: Counter[JournalKey] = Counter()
        if days:
            there = standing_journal(reader, self._options.ledger, min(days), max(days), frozenset(keys), progress)
        cash = {account.id for account in self._accounts.known if account.is_cash}
        cash |= {one.key for one in self._accounts.proposed.values() if one.account.is_cash}
        seen: Counter[JournalKey] = Counter()
        for record, key in zip(records, keys, strict=True):
            seen[key] += 1
            is_there = seen[key] <= there[key]
            for line in record.lines:
                self.marks[line.number] = "there" if is_there else "new"
            if is_there:
                self.already_there += 1
                continue
            for account, amount in record.postings:
                if account in cash:
                    self.total_in += max(amount, 0)
                    self.total_out += max(-amount, 0)
            yield record

    def _forget_unused(self) -> None:
        """Propose no account that only skipped records name."""
        used = {account for record in self._records_taken for account, _ in record.postings}
        proposed = self._accounts.proposed
        for name in [name for name, one in proposed.items() if one.key not in used]:
            del proposed[name]


def _key(account: Account | Proposed) -> int:
    return account.id if isinstance(account, Account) else account.key


def _key_of(record: Record) -> JournalKey:
    first = record.lines[0]
    assert first.day is not None
    return first.day, plain_text(first.text), tuple(sorted(record.postings))
