"""Taking a cash book: each row becomes a record of a kind on one cash account."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kpmbooks import ledger as books
from kpmbooks import recording
from kpmbooks.book import Reader, Tx
from kpmbooks.exchange.importing.limits import Limits
from kpmbooks.exchange.importing.present import CashKey, standing_cash
from kpmbooks.exchange.importing.values import Mark, Options, ProposedAccount, Skipped
from kpmbooks.exchange.understanding import Line, Understood, plain_text, text_key
from kpmbooks.ledger import Account, EntryDraft, LedgerRef
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.progress import Progress
from kpmbooks.recording import Pattern

_TOLD_EVERY = 5_000


class CashPlan:
    """What becomes of each row. Rows are written in the order of time, also when the file goes back in time."""

    def __init__(self, reader: Reader, understood: Understood, options: Options, progress: Progress) -> None:
        self.account = _cash_account(reader, options.ledger, options.account)
        self.marks: dict[int, Mark] = {}
        self.skipped: list[Skipped] = []
        self.already_there = 0
        self.total_in = self.total_out = 0
        self.new_accounts: tuple[ProposedAccount, ...] = ()
        self._options = options
        self._kinds = understood.habits.kinds
        self._reader = reader
        self._patterns: dict[tuple[str, bool], Pattern] = {}
        for kind, into in ((options.kind_in, True), (options.kind_out, False)):
            self._pattern(kind, into)
        self._lines = self._plan(understood, Limits(reader, options), progress)

    @property
    def taken(self) -> int:
        """How many records there will be."""
        return len(self._lines)

    def days(self) -> Iterator[date]:
        """The days of what will be taken."""
        return (line.day for line in self._lines if line.day is not None)

    def drafts(self, tx: Tx) -> Iterator[EntryDraft]:
        """The entries to post."""
        source = self._options.source
        for line in self._lines:
            amount, day = line.amount or 0, line.day
            assert day is not None
            yield from self._pattern_of(line).drafts(day, abs(amount), line.text, source)

    def _plan(self, understood: Understood, limits: Limits, progress: Progress) -> Sequence[Line]:
        keys: dict[int, CashKey] = {}
        for nth, line in enumerate(understood.lines):
            if not nth % _TOLD_EVERY:
                progress.report(0, None)
            if line.kind == "bad":
                self._skip(line, line.problems)
            elif line.kind == "entry" and line.day is not None and line.amount is not None:
                if refused := limits.refuses(line.day):
                    self._skip(line, (refused,))
                else:
                    keys[line.number] = (line.day, line.amount, plain_text(line.text))
        there = self._there(keys, progress)
        seen: Counter[CashKey] = Counter()
        taken = []
        for nth, line in enumerate(understood.lines):
            if not nth % _TOLD_EVERY:
                progress.report(0, len(keys))
            key = keys.get(line.number)
            if key is None:
                continue
            seen[key] += 1
            if seen[key] <= there[key]:
                self.marks[line.number] = "there"
                self.already_there += 1
                continue
            self.marks[line.number] = "new"
            self._pattern_of(line)
            taken.append(line)
            self.total_in += max(key[1], 0)
            self.total_out += max(-key[1], 0)
        self.skipped.sort()
        return taken[::-1] if understood.newest_first else taken

    def _there(self, keys: Mapping[int, CashKey], progress: Progress) -> Counter[CashKey]:
        if not keys:
            return Counter()
        days = {day for day, _, _ in keys.values()}
        return standing_cash(self._reader, self.account.id, min(days), max(days), frozenset(keys.values()), progress)

    def _skip(self, line: Line, problems: tuple[Problem, ...]) -> None:
        self.skipped.append(Skipped(line.number, problems))
        self.marks[line.number] = "bad"

    def _pattern_of(self, line: Line) -> Pattern:
        into = (line.amount or 0) > 0
        kind = self._kinds.get(text_key(line.text, into=into)) if self._kinds else None
        return self._pattern(kind or (self._options.kind_in if into else self._options.kind_out), into)

    def _pattern(self, kind: str, into: bool) -> Pattern:
        key = kind, into
        if key not in self._patterns:
            options = self._options
            self._patterns[key] = recording.pattern(
                self._reader, kind, options.ledger, self.account, into=into, language=options.language
            )
        return self._patterns[key]


def _cash_account(reader: Reader, ledger: LedgerRef, wanted: str | None) -> Account:
    if wanted is None:
        return books.accounts_by_role(reader, ledger, ["kas"])["kas"]
    account = books.find_account(reader, ledger, wanted)
    if not account.is_cash:
        message = N_("“{name}” is not a place where money lies. Choose a cash box or a bank account.")
        raise Rejected(Problem("box-not-cash", message, {"name": account.name}, "account"))
    return account
