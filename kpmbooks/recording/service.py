"""What a person can do with records: look at one before it is written, record, correct, take back, undo.

``preview`` and ``record`` share every rule. A mistake is never erased: taking back writes a reversing entry, correcting
a reversal and a new entry, both in one transaction and one batch, so that one ``undo`` restores every figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.i18n import DEFAULT_LANGUAGE, Language
from kpmbooks.ledger import Account, Entry, EntryDraft, LedgerRef, Posted, Posting, Source
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording.answers import Answered, PlannedLeg, answer
from kpmbooks.recording.kind import Kind
from kpmbooks.recording.kinds import load_kinds
from kpmbooks.storage import new_uid, scalar

Answers = Mapping[str, str | int | date | None]

JOURNAL_KIND = "catatan_umum"
_JOURNAL_NAMES = {"id": "Catatan umum", "en": "General record"}


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds of record, in the order in which people need them; read once, they are content of the program."""
    return load_kinds()


def kind_name(kind: str, sector: str, language: Language = DEFAULT_LANGUAGE) -> str:
    """What a kind is called on screen and paper, in the words of the sector."""
    known = kinds().get(kind)
    if known is None:
        return _JOURNAL_NAMES[language] if kind == JOURNAL_KIND else kind
    return known.name_en if language == "en" and known.name_en else known.name_for(sector)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an act wrote: its entries, the one that a person asked for first, and what she should know."""

    posted: tuple[Posted, ...]
    warnings: tuple[Problem, ...] = ()

    @property
    def number(self) -> str:
        """The number of the entry that was asked for."""
        return self.posted[0].number


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """What a record would do to one account: debit positive, credit negative."""

    ledger: LedgerRef
    account: Account
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class Preview:
    """A record as it would be written; nothing was changed."""

    day: date
    amounts: Mapping[str, Rupiah]
    lines: tuple[PreviewLine, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Undoable:
    """The latest act that can be undone: what it did (``record``, ``correct``, ``reverse``, …) to which kind."""

    batch: int
    act: str
    kind: str
    amount: Rupiah
    entries: int


def preview(
    reader: Reader,
    kind: str,
    answers: Answers,
    *,
    ledger: LedgerRef,
    today: date,
    language: Language = DEFAULT_LANGUAGE,
) -> Preview:
    """What ``record`` would write; raises ``Rejected`` with every problem that ``record`` would raise."""
    answered = _answered(kind, answers, ledger, today, language)
    used = _Accounts(reader)
    drafts = _drafts(used, answered, ledger, "typed")
    lines = tuple(
        PreviewLine(draft.ledger, used.by_key[one.account], one.amount) for draft in drafts for one in draft.postings
    )
    return Preview(answered.day, answered.amounts, lines, _warnings(used, drafts, today))


def record(
    tx: Tx,
    kind: str,
    answers: Answers,
    *,
    ledger: LedgerRef,
    today: date,
    source: Source = "typed",
    about: bytes | None = None,
    language: Language = DEFAULT_LANGUAGE,
) -> Recorded:
    """Write a record of ``kind``; raises ``Rejected`` with every problem at once.

    ``today`` is the day that is meant when none is answered. ``about`` is the uid of the person whom the words are
    about. Money that goes to the family's household ledger is written there as well, as the other end.
    """
    answered = _answered(kind, answers, ledger, today, language)
    used = _Accounts(tx)
    drafts = _drafts(used, answered, ledger, source, about)
    warnings = _warnings(used, drafts, today)
    batch = books.begin_batch(tx, "record")
    return Recorded(books.post(tx, batch, drafts), warnings)


def record_many(
    tx: Tx, records: Sequence[tuple[str, Answers, LedgerRef, Source]], *, today: date, act: str = "record"
) -> int:
    """Write many records in one batch that can be undone as one; gives the number of entries.

    Raises ``Rejected`` with the problems of all records; nothing is written then.
    """
    drafts: list[EntryDraft] = []
    problems: list[Problem] = []
    used = _Accounts(tx)
    for kind, answers, ledger, source in records:
        try:
            answered = _answered(kind, answers, ledger, today, DEFAULT_LANGUAGE)
            drafts.extend(_drafts(used, answered, ledger, source))
        except Rejected as rejected:
            problems.extend(rejected.problems)
    if problems:
        raise Rejected(problems)
    return len(books.post(tx, books.begin_batch(tx, act), drafts))


def record_journal(
    tx: Tx,
    ledger: LedgerRef,
    day: date,
    lines: Sequence[tuple[Account, Rupiah]],
    *,
    memo: str | None = None,
    source: Source = "typed",
) -> Recorded:
    """Write an entry account by account, for *tampilan akuntansi* and imports; debit positive, credit negative.

    Raises ``Rejected`` when it does not balance in a fund, which it names.
    """
    problems = []
    amounts = [(account, amount) for account, amount in lines if amount]
    if len(amounts) < 2:
        problems.append(Problem("journal-too-few", N_("A record needs at least two accounts with an amount.")))
    names = {fund.id: fund.name for fund in books.funds(tx, ledger)}
    for fund, name in names.items():
        rest = sum((amount for account, amount in amounts if account.fund == fund), Rupiah(0))
        if rest:
            message = N_("The two sides differ by {rest} in “{fund}”. They must be equal.")
            problems.append(Problem("journal-unbalanced", message, {"rest": abs(rest), "fund": name}))
    if problems:
        raise Rejected(problems)
    postings = tuple(Posting(1, account.id, amount) for account, amount in amounts)
    draft = EntryDraft(ledger, day, JOURNAL_KIND, source, postings, memo=memo or None)
    return Recorded(books.post(tx, books.begin_batch(tx, "record"), [draft]))


def reverse(tx: Tx, number: str, *, today: date, reason: str | None = None) -> Recorded:
    """Take a record back by an entry that cancels it exactly, on its own day while that is open, else today.

    Both ends of a transfer go together. Raises ``Rejected`` when it was taken back already.
    """
    entry = _standing(tx, books.entry_by_number(tx, number))
    batch = books.begin_batch(tx, "reverse")
    return Recorded(books.post(tx, batch, _reversals(tx, [entry], today, reason)))


def correct(
    tx: Tx,
    number: str,
    kind: str,
    answers: Answers,
    *,
    today: date,
    source: Source | None = None,
    reason: str | None = None,
    language: Language = DEFAULT_LANGUAGE,
) -> Recorded:
    """Write a record anew and take the old one back, in one batch; the source stays unless another is named.

    Where no day is answered the new record keeps the old one's day while that is open. Raises ``Rejected``.
    """
    entry = _standing(tx, books.entry_by_number(tx, number))
    closed = books.closed_through(tx, entry.ledger.id)
    day = entry.day if closed is None or entry.day > closed else today
    answered = _answered(kind, {"date": day, **_given(answers)}, entry.ledger, today, language)
    used = _Accounts(tx)
    drafts = _drafts(used, answered, entry.ledger, source or entry.source)
    drafts[0] = replace(drafts[0], corrects=entry.id)
    warnings = _warnings(used, drafts, today)
    batch = books.begin_batch(tx, "correct")
    books.post(tx, batch, _reversals(tx, [entry], today, reason))
    return Recorded(books.post(tx, batch, drafts), warnings)


def undoable(reader: Reader) -> Undoable | None:
    """What ``undo`` would undo: the latest act that is not itself an undo and was not undone."""
    row = reader.connection.exec_driver_sql(
        "SELECT b.id, b.act FROM batches b WHERE b.act <> 'undo'"
        " AND NOT EXISTS (SELECT 1 FROM batches u WHERE u.undoes = b.id)"
        " AND EXISTS (SELECT 1 FROM entries e WHERE e.batch_id = b.id) ORDER BY b.id DESC LIMIT 1"
    ).first()
    if row is None:
        return None
    count = int(scalar(reader.connection, "SELECT count(*) FROM entries WHERE batch_id = ?", row.id))
    # A correction is named by the new record, which comes last; other acts by the first.
    which = "max" if row.act == "correct" else "min"
    entry = books.read_entry(
        reader, int(scalar(reader.connection, f"SELECT {which}(id) FROM entries WHERE batch_id = ?", row.id))
    )
    return Undoable(row.id, row.act, entry.kind, headline(reader, entry), count)


def undo(tx: Tx, *, today: date) -> Undoable:
    """Undo the latest act: everything it wrote is cancelled, everything it cancelled stands again.

    Raises ``Rejected`` when there is nothing to undo.
    """
    found = undoable(tx)
    if found is None:
        raise Rejected(Problem("nothing-to-undo", N_("There is nothing to undo.")))
    entries = books.entries_of_batch(tx, found.batch)
    standing = [tip for tip in (_tip(tx, entry) for entry in reversed(entries)) if tip is not None]
    batch = books.begin_batch(tx, "undo", undoes=found.batch)
    books.post(tx, batch, _reversals(tx, standing, today, None))
    return found


def is_standing(reader: Reader, entry: Entry) -> bool:
    """Whether a record counts today by itself, so that it can be corrected or taken back.

    One that was taken back does not, nor does the taking back; what an undo restored does.
    """
    restores = True
    root = entry
    while root.reverses is not None:
        root = books.read_entry(reader, root.reverses)
        restores = not restores
    return restores and entry.reversed_by is None


def headline(reader: Reader, entry: Entry) -> Rupiah:
    """The one amount by which a person knows a record: what it did to her cash, else what it moved; never negative."""
    cash = {account.id for account in books.accounts(reader, entry.ledger) if account.is_cash}
    change = sum((one.amount for one in entry.postings if one.account in cash), Rupiah(0))
    return abs(change) or sum((one.amount for one in entry.postings if one.amount > 0), Rupiah(0))


def _given(answers: Answers) -> dict[str, str | int | date | None]:
    return {name: value for name, value in answers.items() if value not in (None, "")}


def _answered(kind: str, answers: Answers, ledger: LedgerRef, today: date, language: Language) -> Answered:
    known = kinds().get(kind)
    if known is None:
        message = N_("There is no kind of record called {kind}. The list of kinds names them all.")
        raise Rejected(Problem("kind-unknown", message, {"kind": kind}, "kind"))
    answered = answer(known, answers, today=today, ledger=ledger.kind, language=language)
    if isinstance(answered, tuple):
        raise Rejected(answered)
    return answered


class _Accounts:
    """The accounts that an act uses, each asked of the book once: a treasurer has many, a record uses two."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.by_key: dict[int, Account] = {}
        self._by_role: dict[int, dict[str, Account]] = {}

    def in_roles(self, ledger: LedgerRef, roles: set[str]) -> Mapping[str, Account]:
        known = self._by_role.setdefault(ledger.id, {})
        if missing := roles - known.keys():
            found = books.accounts_by_role(self.reader, ledger, missing)
            known.update(found)
            self.by_key.update((account.id, account) for account in found.values())
        return known

    def box(self, ledger: LedgerRef, field: str, words: str) -> Account:
        account = _box(self.reader, ledger, field, words)
        self.by_key[account.id] = account
        return account


def _drafts(
    used: _Accounts, answered: Answered, ledger: LedgerRef, source: Source, about: bytes | None = None
) -> list[EntryDraft]:
    """The entry of the own ledger and, where money goes to the household, the one there, tied as a transfer."""
    boxes = {name: used.box(ledger, name, words) for name, words in answered.boxes.items()}
    household = None
    if any(leg.end == "keluarga" for leg in answered.legs):
        household = next((one for one in books.ledgers(used.reader) if one.kind == "keluarga"), None)
    stored: dict[str, int | str] = {
        field.name: answered.amounts[field.name] for field in answered.kind.fields if field.type == "amount"
    }
    stored |= answered.counts
    stored |= {name: account.uid.hex() for name, account in boxes.items()}
    transfer = new_uid() if household is not None else None
    drafts = []
    for end, where in (("own", ledger), ("keluarga", household)):
        if where is None:
            continue
        legs = [leg for leg in answered.legs if leg.end == end]
        chosen = {f"@{name}": account for name, account in boxes.items()}
        wanted = {role for leg in legs for role in (leg.debit_role, leg.credit_role)} - chosen.keys()
        roles = {**used.in_roles(where, wanted), **chosen}
        _same_funds(legs, roles)
        postings = []
        for number, leg in enumerate(legs, 1):
            postings.append(Posting(number, roles[leg.debit_role].id, leg.amount))
            postings.append(Posting(number, roles[leg.credit_role].id, -leg.amount))
        drafts.append(
            EntryDraft(
                ledger=where,
                day=answered.day,
                kind=answered.kind.id,
                source=source,
                postings=tuple(postings),
                memo=answered.memo,
                party=answered.party,
                about=about,
                answers=stored if end == "own" else {},
                transfer=transfer,
            )
        )
    return drafts


def _box(reader: Reader, ledger: LedgerRef, field: str, words: str) -> Account:
    try:
        account = next(
            (one for one in books.accounts(reader, ledger) if one.uid.hex() == words), None
        ) or books.find_account(reader, ledger, words)
    except Rejected as rejected:
        raise Rejected(problem.at(field) for problem in rejected.problems) from rejected
    if not account.is_cash:
        message = N_("“{name}” is not a place where money lies. Choose a cash box or a bank account.")
        raise Rejected(Problem("box-not-cash", message, {"name": account.name}, field))
    return account


def _same_funds(legs: Sequence[PlannedLeg], roles: Mapping[str, Account]) -> None:
    for leg in legs:
        debit, credit = roles[leg.debit_role], roles[leg.credit_role]
        if debit.id == credit.id:
            message = N_("The money would go from “{name}” to itself. Choose two different places.")
            raise Rejected(Problem("box-same", message, {"name": debit.name}, "box"))
        if debit.fund != credit.fund:
            message = N_("“{one}” and “{other}” belong to different purses, which are never mixed. Choose another box.")
            raise Rejected(Problem("funds-mixed", message, {"one": debit.name, "other": credit.name}, "box"))


def _warnings(used: _Accounts, drafts: Sequence[EntryDraft], today: date) -> tuple[Problem, ...]:
    """What is allowed but worth a look: a day that has not come yet, cash that falls below zero."""
    found = []
    if drafts[0].day > today:
        message = N_("{day} has not come yet. Is the date right?")
        found.append(Problem("day-ahead", message, {"day": drafts[0].day}, "date"))
    for draft in drafts:
        changes: dict[int, int] = {}
        for one in draft.postings:
            if used.by_key[one.account].is_cash:
                changes[one.account] = changes.get(one.account, 0) + one.amount
        for key, change in changes.items():
            if change < 0:
                left = Rupiah(books.register_sums(used.reader, key, max(today, draft.day)).net + change)
                if left < 0:
                    message = N_("After this “{name}” would be {left}. Is something not recorded yet?")
                    found.append(Problem("cash-below-zero", message, {"name": used.by_key[key].name, "left": left}))
    return tuple(found)


def _tip(reader: Reader, entry: Entry) -> Entry | None:
    """The entry by which ``entry`` stands today: itself, or the one that restored it; None when it is cancelled."""
    stands = True
    while entry.reversed_by is not None:
        entry = books.read_entry(reader, entry.reversed_by)
        stands = not stands
    return entry if stands else None


def _standing(reader: Reader, entry: Entry) -> Entry:
    tip = _tip(reader, entry)
    if tip is None or entry.folds:
        message = N_("Record {number} was taken back already. Nothing was changed.")
        raise Rejected(Problem("already-reversed", message, {"number": entry.number}, "number"))
    return tip


def _reversals(tx: Tx, entries: Sequence[Entry], today: date, reason: str | None) -> list[EntryDraft]:
    """Drafts that cancel the entries exactly, and with each the other end of its transfer."""
    drafts: list[EntryDraft] = []
    done: set[int] = set()
    for entry in entries:
        ends = [entry] if entry.transfer is None else _ends(tx, entry)
        transfer = new_uid() if len(ends) > 1 else None
        for end in ends:
            if end.id in done:
                continue
            done.add(end.id)
            drafts.append(_reversal(tx, end, today, reason, transfer))
    return drafts


def _ends(reader: Reader, entry: Entry) -> list[Entry]:
    assert entry.transfer is not None
    ends = books.entries_of_transfer(reader, entry.transfer)
    return [entry, *(end for end in ends if end.id != entry.id)]


def _reversal(tx: Tx, entry: Entry, today: date, reason: str | None, transfer: bytes | None) -> EntryDraft:
    closed = books.closed_through(tx, entry.ledger.id)
    day = entry.day if closed is None or entry.day > closed else today
    folds = day == entry.day and not entry.folds
    root = entry
    restores = False
    while root.reverses is not None:
        root = books.read_entry(tx, root.reverses)
        restores = not restores
    return EntryDraft(
        ledger=entry.ledger,
        day=day,
        kind=entry.kind,
        source=entry.source,
        postings=tuple(Posting(one.leg, one.account, -one.amount) for one in entry.postings),
        # A folded reversal is no line of its own and needs no words but the reason; a visible one says what it was.
        memo=reason or (None if folds else root.memo),
        party=None if folds else root.party,
        # What stands again can be shown in its form again; what only cancels has no answers of its own.
        answers=root.answers if restores else {},
        transfer=transfer,
        reverses=entry.id,
    )
