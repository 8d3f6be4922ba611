"""The weekly sheet of a cash book: three lines a day, each one amount that came in or went out, copied in one act.

It is numbered by its week like the daily sheet (``sheets``). What a line was for decides its kind: as these words were
recorded before in this ledger, else money in or out to be sorted later.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.ledger import Account, EntryDraft, LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording.cash_effect import in_and_out
from kpmbooks.recording.patterns import Pattern, pattern
from kpmbooks.recording.service import RECEIPT, SHEET, Answers, Preview, preview
from kpmbooks.recording.sheets import SHEET_KIND, Sheet
from kpmbooks.recording.suggestions import LOOKED_AT

LINES_A_DAY = 3
MONEY_IN, MONEY_OUT = "uang_masuk_lain", "uang_keluar_lain"
"""The kinds of what nobody has sorted yet."""

_CASH = "kas"
_NO_WORDS = Problem("line-no-words", N_("Write what the money was for."))
_NO_AMOUNT = Problem("line-no-amount", N_("Write the amount: under money in, or under money out."))
_BOTH = Problem("line-both", N_("A line has money in or money out, not both. Use the next line for the other one."))


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line as it was typed, amounts as text; ``place`` is which line of its day it is, from 1."""

    day: date
    place: int
    words: str = ""
    money_in: str = ""
    money_out: str = ""
    receipt: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written on it; a tick alone is nothing."""
        return not any(text.strip() for text in (self.words, self.money_in, self.money_out))

    @property
    def comes_in(self) -> bool:
        """Whether the money came in."""
        return bool(self.money_in.strip())

    @property
    def where(self) -> str:
        """How its problems name it."""
        return f"{self.day.isoformat()} {self.place}"


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line that is in the book already, as it stands there."""

    day: date
    number: str
    kind: str
    words: str | None
    money_in: Rupiah
    money_out: Rupiah
    receipt: bool


@dataclass(frozen=True, slots=True)
class LineLook:
    """What a line would be recorded as, and what is worth a look."""

    kind: str
    amount: Rupiah
    warnings: tuple[Problem, ...]


def look_at_line(reader: Reader, ledger: LedgerRef, line: SheetLine, *, today: date) -> LineLook:
    """What ``line`` would be recorded as; raises ``Rejected`` with its problems, each naming the line and its box."""
    known = _kind(reader, ledger, _cash(reader, ledger), line)
    seen = _seen(reader, ledger, line, known.kind, today)
    return LineLook(known.kind, seen.amounts["amount"], seen.warnings)


def record_lines(tx: Tx, ledger: LedgerRef, sheet: Sheet, lines: Sequence[SheetLine], *, today: date) -> int:
    """Copy a weekly sheet into the book in one batch, with its number; gives how many lines were written.

    Empty lines are left out. Raises ``Rejected`` with the problems of all lines, each named ``"2026-11-23 2 words"``
    by day, line and box; nothing is written then.
    """
    filled = [line for line in lines if not line.is_empty]
    if not filled:
        message = N_("Nothing is filled in yet. Copy at least one line.")
        raise Rejected(Problem("sheet-empty", message, {}, SHEET))
    cash = _cash(tx, ledger)
    problems: list[Problem] = []
    drafts: list[EntryDraft] = []
    for line in filled:
        known = _kind(tx, ledger, cash, line)
        try:
            seen = _seen(tx, ledger, line, known.kind, today)
        except Rejected as rejected:
            problems.extend(rejected.problems)
        else:
            ends = known.drafts(line.day, seen.amounts["amount"], line.words.strip(), "sheet")
            drafts.extend(_on_paper(end, sheet, line) for end in ends)
    if problems:
        raise Rejected(problems)
    books.post(tx, books.begin_batch(tx, "sheet"), drafts)
    return len(filled)


def written_lines(reader: Reader, ledger: LedgerRef, sheet: Sheet) -> tuple[WrittenLine, ...]:
    """What stands in the book from this weekly sheet, by day and writing: copying it again would count it twice."""
    keys = reader.connection.exec_driver_sql(
        "SELECT e.id FROM entries e WHERE e.ledger_id = ? AND e.day BETWEEN ? AND ? AND e.source = 'sheet'"
        " AND e.kind <> ? AND e.reverses IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id) ORDER BY e.day, e.id",
        (ledger.id, sheet.days[0].isoformat(), sheet.days[-1].isoformat(), SHEET_KIND),
    )
    accounts: Mapping[int, Account] = {one.id: one for one in books.accounts(reader, ledger)}
    found = []
    for entry in books.read_entries(reader, list(keys.scalars())):
        if entry.answers.get(SHEET) == sheet.number:
            came, went = in_and_out(entry, accounts)
            receipt = bool(entry.answers.get(RECEIPT))
            found.append(WrittenLine(entry.day, entry.number, entry.kind, entry.memo, came, went, receipt))
    return tuple(found)


def cash_at_the_end(reader: Reader, ledger: LedgerRef, sheet: Sheet) -> Rupiah:
    """What the box should hold at the end of the sheet's week, as far as it is recorded."""
    return Rupiah(books.register_sums(reader, _cash(reader, ledger).id, sheet.days[-1]).net)


def _seen(reader: Reader, ledger: LedgerRef, line: SheetLine, kind: str, today: date) -> Preview:
    problems = []
    if not line.words.strip():
        problems.append(_NO_WORDS.at(f"{line.where} words"))
    if line.money_in.strip() and line.money_out.strip():
        problems.append(_BOTH.at(f"{line.where} out"))
        raise Rejected(problems)
    if not (line.money_in.strip() or line.money_out.strip()):
        problems.append(_NO_AMOUNT.at(f"{line.where} in"))
        raise Rejected(problems)
    column = "in" if line.comes_in else "out"
    answers: Answers = {"date": line.day, "amount": line.money_in.strip() or line.money_out, "memo": line.words}
    try:
        seen = preview(reader, kind, answers, ledger=ledger, today=today)
    except Rejected as rejected:
        boxes = {"memo": "words"}
        problems.extend(one.at(f"{line.where} {boxes.get(one.field or '', column)}") for one in rejected.problems)
        raise Rejected(problems) from rejected
    if problems:
        raise Rejected(problems)
    return seen


def _kind(reader: Reader, ledger: LedgerRef, cash: Account, line: SheetLine) -> Pattern:
    """The kind under which these words were recorded last, where it asks for no more than the sheet says."""
    rows = reader.connection.exec_driver_sql(
        "SELECT recent.kind FROM (SELECT e.id, e.kind, e.memo_id FROM entries e WHERE e.ledger_id = ?"
        " AND e.memo_id IS NOT NULL AND e.reverses IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id) ORDER BY e.id DESC LIMIT ?) recent"
        " JOIN texts t ON t.id = recent.memo_id WHERE t.text = ? COLLATE NOCASE"
        " GROUP BY recent.kind ORDER BY max(recent.id) DESC LIMIT 5",
        (ledger.id, LOOKED_AT, line.words.strip()),
    )
    for kind in rows.scalars():
        try:
            return pattern(reader, kind, ledger, cash, into=line.comes_in)
        except Rejected:
            continue  # asks for more, or moves the money in another way
    return pattern(reader, MONEY_IN if line.comes_in else MONEY_OUT, ledger, cash, into=line.comes_in)


def _on_paper(end: EntryDraft, sheet: Sheet, line: SheetLine) -> EntryDraft:
    """The answers, and with them the number of the paper, stay with the end that was asked."""
    if not end.answers:
        return end
    return replace(end, answers={**end.answers, SHEET: sheet.number, **({RECEIPT: 1} if line.receipt else {})})


def _cash(reader: Reader, ledger: LedgerRef) -> Account:
    return books.accounts_by_role(reader, ledger, (_CASH,))[_CASH]
