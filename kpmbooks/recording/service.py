"""What a person can do with records: look at one before it is written, record, correct, take back.

``preview`` and ``record`` share every rule. A mistake is never erased: taking back writes a reversing entry, correcting
a reversal and a new entry, both in one transaction and one batch, so that one ``undo`` restores every figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.dates import Period
from kpmbooks.i18n import DEFAULT_LANGUAGE, Language
from kpmbooks.ledger import Account, Entry, EntryDraft, LedgerRef, Posted, Posting, Source
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording.accounts import UsedAccounts, known_charts
from kpmbooks.recording.answers import Answered, PlannedLeg, answer
from kpmbooks.recording.days_off import (
    DayOff,
    DayOffDraft,
    cancel_days_off,
    day_off_by_number,
    days_off,
    is_day_off_number,
    write_days_off,
)
from kpmbooks.recording.suggestions import written_already
from kpmbooks.recording.timeliness import recorded_days
from kpmbooks.recording.undoing import reversals, standing
from kpmbooks.recording.vocabulary import JOURNAL_KIND, kinds
from kpmbooks.storage import new_uid

Answers = Mapping[str, str | int | date | None]
Given = Mapping[str, int]
NOTHING_GIVEN: Given = MappingProxyType({})

SHEET, RECEIPT, FOR_BILLS, HOW_MANY = "sheet", "receipt", "bills", "quantity"
"""What stands among an entry's answers besides them: the number of the paper sheet, whether a receipt was said to be
there, which debts a payment is for, and how many (thousandths) of several pieces of equipment left."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an act wrote: its entries, the one that a person asked for first, its days off, what she should know."""

    posted: tuple[Posted, ...]
    warnings: tuple[Problem, ...] = ()
    days_off: tuple[DayOff, ...] = ()

    @property
    def number(self) -> str:
        """The number of the record that was asked for."""
        return (self.posted or self.days_off)[0].number

    @property
    def uid(self) -> bytes:
        """The uid of the record that was asked for."""
        return (self.posted or self.days_off)[0].uid


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


def preview(
    reader: Reader,
    kind: str,
    answers: Answers,
    *,
    ledger: LedgerRef,
    today: date,
    language: Language = DEFAULT_LANGUAGE,
    given: Given = NOTHING_GIVEN,
) -> Preview:
    """What ``record`` would write; raises ``Rejected`` with every problem that ``record`` would raise."""
    answered = _answered(reader, kind, answers, ledger, today, language, given)
    if answered.kind.day_off:
        return Preview(answered.day, {}, (), _warnings_of_day_off(reader, answered.day, ledger, today))
    used = UsedAccounts(reader)
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
    given: Given = NOTHING_GIVEN,
    kept: Mapping[str, str | int] = MappingProxyType({}),
) -> Recorded:
    """Write a record of ``kind``; raises ``Rejected`` with every problem at once.

    ``today`` is the day that is meant when none is answered. ``about`` is the uid of the person whom the words are
    about. Money that goes to the family's household ledger is written there as well, as the other end. ``given`` are
    the amounts that follow from stock, in rupiah (``kpmbooks.trade`` knows them). ``kept`` stays among the answers
    of the entry as it is.
    """
    answered = _answered(tx, kind, answers, ledger, today, language, given)
    if answered.kind.day_off:
        warnings = _warnings_of_day_off(tx, answered.day, ledger, today)
        off = write_days_off(tx, books.begin_batch(tx, "record"), [_day_off(answered, ledger, source)])
        return Recorded((), warnings, off)
    used = UsedAccounts(tx)
    drafts = _drafts(used, answered, ledger, source, about, kept)
    warnings = _warnings(used, drafts, today)
    batch = books.begin_batch(tx, "record")
    return Recorded(books.post(tx, batch, drafts), warnings)


def record_many(
    tx: Tx,
    records: Sequence[tuple[str, Answers, LedgerRef, Source]],
    *,
    today: date,
    act: str = "record",
    sheet: int | None = None,
) -> int:
    """Write many records in one batch that can be undone as one; gives the number of entries and days off.

    ``sheet`` is the number of the paper sheet that they were copied from; it stays with each entry. Raises ``Rejected``
    with the problems of all records; nothing is written then.
    """
    drafts: list[EntryDraft] = []
    off: list[DayOffDraft] = []
    problems: list[Problem] = []
    used = UsedAccounts(tx)
    paper = {} if sheet is None else {SHEET: sheet}
    for kind, answers, ledger, source in records:
        try:
            answered = _answered(tx, kind, answers, ledger, today, DEFAULT_LANGUAGE)
            if answered.kind.day_off:
                off.append(_day_off(answered, ledger, source))
            else:
                drafts.extend(_drafts(used, answered, ledger, source, paper=paper))
        except Rejected as rejected:
            problems.extend(rejected.problems)
    if problems:
        raise Rejected(problems)
    batch = books.begin_batch(tx, act)
    return len(books.post(tx, batch, drafts)) + len(write_days_off(tx, batch, off))


def record_together(
    tx: Tx, records: Sequence[tuple[str, Answers, Source]], *, ledger: LedgerRef, today: date, act: str
) -> tuple[int, tuple[Posted, ...]]:
    """Write records of one ledger in one batch and give its key, and for each record its own entry, in their order.

    Raises ``Rejected`` with the problems of all records; nothing is written then. Days off are none of them.
    """
    used = UsedAccounts(tx)
    drafts: list[EntryDraft] = []
    firsts: list[int] = []
    problems: list[Problem] = []
    for kind, answers, source in records:
        try:
            firsts.append(len(drafts))
            answered = _answered(tx, kind, answers, ledger, today, DEFAULT_LANGUAGE)
            drafts.extend(_drafts(used, answered, ledger, source))
        except Rejected as rejected:
            problems.extend(rejected.problems)
    if problems:
        raise Rejected(problems)
    batch = books.begin_batch(tx, act)
    posted = books.post(tx, batch, drafts)
    return batch, tuple(posted[first] for first in firsts)


def plain_drafts(
    reader: Reader, kind: str, ledger: LedgerRef, cash: Account, language: Language = DEFAULT_LANGUAGE
) -> list[EntryDraft]:
    """What a record of one rupiah with nothing but words answered would write, the money being in ``cash``.

    Raises ``Rejected`` when the kind asks for more than an amount. Day, source and words of the drafts mean nothing.
    """
    known = kinds().get(kind)
    asked = [] if known is None else [field.name for field in known.fields if ledger.kind in field.ledgers]
    given: Answers = {"amount": 1, "memo": kind, "box": cash.uid.hex()}
    answers: Answers = {name: value for name, value in given.items() if name == "amount" or name in asked}
    try:
        answered = _answered(reader, kind, answers, ledger, reader.owner.start, language)
    except Rejected as rejected:
        if known is None or ledger.kind not in known.ledgers:
            raise
        message = N_("“{kind}” asks for more than an amount. Choose a kind that needs only that.")
        raise Rejected(Problem("kind-asks-more", message, {"kind": kind}, "kind")) from rejected
    return _drafts(UsedAccounts(reader), answered, ledger, "typed")


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

    Both ends of a transfer go together. A day off is cancelled by its number as well. Raises ``Rejected`` when it was
    taken back already.
    """
    if is_day_off_number(number):
        return _reverse_day_off(tx, number)
    entry = standing(tx, books.entry_by_number(tx, number))
    batch = books.begin_batch(tx, "reverse")
    return Recorded(books.post(tx, batch, reversals(tx, [entry], today, reason)))


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
    given: Given = NOTHING_GIVEN,
) -> Recorded:
    """Write a record anew and take the old one back, in one batch; the source stays unless another is named.

    Where no day is answered the new record keeps the old one's day while that is open. Raises ``Rejected``.
    """
    entry = standing(tx, books.entry_by_number(tx, number))
    closed = books.closed_through(tx, entry.ledger.id)
    day = entry.day if closed is None or entry.day > closed else today
    answered = _answered(tx, kind, {"date": day, **_filled(answers)}, entry.ledger, today, language, given)
    if answered.kind.day_off:
        message = N_("A day off cannot take the place of a record. Take the record back, then note the day off.")
        raise Rejected(Problem("day-off-no-record", message, {}, "kind"))
    used = UsedAccounts(tx)
    paper = {name: entry.answers[name] for name in (SHEET, RECEIPT) if name in entry.answers}
    if entry.kind == kind:
        paper |= {name: entry.answers[name] for name in (FOR_BILLS, HOW_MANY) if name in entry.answers}
    drafts = _drafts(used, answered, entry.ledger, source or entry.source, paper=paper)
    drafts[0] = replace(drafts[0], corrects=entry.id)
    warnings = _warnings(used, drafts, today, entry)
    batch = books.begin_batch(tx, "correct")
    books.post(tx, batch, reversals(tx, [entry], today, reason))
    return Recorded(books.post(tx, batch, drafts), warnings)


def _reverse_day_off(tx: Tx, number: str) -> Recorded:
    found = day_off_by_number(tx, number)
    if found is None:
        message = N_("Record {number} was taken back already. Nothing was changed.")
        raise Rejected(Problem("already-reversed", message, {"number": number}, "number"))
    cancel_days_off(tx, books.begin_batch(tx, "reverse"), [found])
    return Recorded((), (), (found,))


def _filled(answers: Answers) -> dict[str, str | int | date | None]:
    return {name: value for name, value in answers.items() if value not in (None, "")}


def _answered(
    reader: Reader,
    kind: str,
    answers: Answers,
    ledger: LedgerRef,
    today: date,
    language: Language,
    given: Given = NOTHING_GIVEN,
) -> Answered:
    known = kinds().get(kind)
    if known is None:
        message = N_("There is no kind of record called {kind}. The list of kinds names them all.")
        raise Rejected(Problem("kind-unknown", message, {"kind": kind}, "kind"))
    answered = answer(known, answers, today=today, ledger=ledger.kind, language=language, given=given)
    if isinstance(answered, tuple):
        raise Rejected(answered)
    if answered.day.year > max(today, reader.owner.start).year:  # the books of next year may be opened before it
        message = N_("{day} lies in a year that has not begun. Write the day on which it happened.")
        raise Rejected(Problem("day-next-year", message, {"day": answered.day}, "date"))
    return answered


def _drafts(
    used: UsedAccounts,
    answered: Answered,
    ledger: LedgerRef,
    source: Source,
    about: bytes | None = None,
    paper: Mapping[str, int | str] = MappingProxyType({}),
) -> list[EntryDraft]:
    """The entry of the own ledger and, where money goes to the household, the one there, tied as a transfer."""
    boxes = {name: used.box(ledger, name, words) for name, words in answered.boxes.items()}
    household = None
    if any(leg.end == "keluarga" for leg in answered.legs):
        household = next((one for one in books.ledgers(used.reader) if one.kind == "keluarga"), None)
    stored: dict[str, int | str] = {
        field.name: answered.amounts[field.name] for field in answered.kind.fields if field.type == "amount"
    }
    stored |= {name: answered.amounts[name] for name in answered.kind.given if answered.amounts[name]}
    stored |= answered.counts
    stored |= {name: account.uid.hex() for name, account in boxes.items()}
    stored |= answered.terms
    stored |= answered.choices
    stored |= paper
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


def _day_off(answered: Answered, ledger: LedgerRef, source: Source) -> DayOffDraft:
    return DayOffDraft(ledger, answered.day, answered.memo, source)


def _same_funds(legs: Sequence[PlannedLeg], roles: Mapping[str, Account]) -> None:
    for leg in legs:
        debit, credit = roles[leg.debit_role], roles[leg.credit_role]
        if debit.id == credit.id:
            message = N_("The money would go from “{name}” to itself. Choose two different places.")
            raise Rejected(Problem("box-same", message, {"name": debit.name}, "box"))
        if debit.fund != credit.fund:
            message = N_("“{one}” and “{other}” belong to different purses, which are never mixed. Choose another box.")
            raise Rejected(Problem("funds-mixed", message, {"one": debit.name, "other": credit.name}, "box"))


def _warnings(
    used: UsedAccounts, drafts: Sequence[EntryDraft], today: date, corrected: Entry | None = None
) -> tuple[Problem, ...]:
    """What is allowed but worth a look: a day to come or a day off, the same record once more, and money or entrusted
    things below zero. What corrects ``corrected`` may well say the same as another."""
    first = drafts[0]
    found = [*_day_ahead(first.day, today)]
    if kinds()[first.kind].counts_day and days_off(used.reader, first.ledger, Period(first.day, first.day)):
        message = N_("{day} is noted as a day off. Is the date right?")
        found.append(Problem("on-day-off", message, {"day": first.day}, "date"))
    if corrected is None and (number := written_already(used.reader, first)) is not None:
        message = N_("Record {number} says the same. Is this one more, or the same?")
        found.append(Problem("written-already", message, {"number": number}))
    for draft in drafts:
        watched = known_charts()[draft.ledger.kind].memo_roles()
        changes: dict[int, int] = {}
        for one in draft.postings:
            account = used.by_key[one.account]
            if account.is_cash or (account.type == "asset" and account.role in watched):
                changes[one.account] = changes.get(one.account, 0) + one.amount
        for key, change in changes.items():
            if change < 0:
                left = Rupiah(books.register_sums(used.reader, key, max(today, draft.day)).net + change)
                if left < 0:
                    message = N_("After this “{name}” would be {left}. Is something not recorded yet?")
                    found.append(Problem("cash-below-zero", message, {"name": used.by_key[key].name, "left": left}))
    return tuple(found)


def _warnings_of_day_off(reader: Reader, day: date, ledger: LedgerRef, today: date) -> tuple[Problem, ...]:
    found = [*_day_ahead(day, today)]
    if recorded_days(reader, ledger, Period(day, day)):
        message = N_("There are records of {day} already. Was it really a day off?")
        found.append(Problem("day-off-recorded", message, {"day": day}, "date"))
    return tuple(found)


def _day_ahead(day: date, today: date) -> tuple[Problem, ...]:
    message = N_("{day} has not come yet. Is the date right?")
    return (Problem("day-ahead", message, {"day": day}, "date"),) if day > today else ()
