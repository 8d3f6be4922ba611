"""Paper first: the numbered sheet of a week, seven days and five boxes, and copying it into the book in one act.

A sheet belongs to a week, Monday to Sunday, and is numbered by it: the week in which the book begins is number 1. So
the same week printed again has the same number, and from the number on a sheet follow its days.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from kpmbooks.book import Reader, Tx
from kpmbooks.book.attachments import Attachment, attach, attached
from kpmbooks.ledger import LedgerRef, Source
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording.days_off import DAY_OFF_KIND
from kpmbooks.recording.service import SHEET, Answers, preview, record_many
from kpmbooks.recording.vocabulary import kinds

SHEET_KIND = "tutup_lapak"
"""The kind whose boxes a daily sheet has."""

DAYS = 7
LAST_NUMBER = 9_999

PaperForm = Literal["daily", "weekly"]
DayState = Literal["open", "off", "empty"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of one week: its number and its Monday."""

    number: int
    first: date

    @property
    def days(self) -> tuple[date, ...]:
        """Monday to Sunday."""
        return tuple(self.first + timedelta(days=nth) for nth in range(DAYS))


@dataclass(frozen=True, slots=True)
class SheetDay:
    """A line of a sheet as it was typed: the boxes by field name, as text; ``off`` where the day was marked so."""

    day: date
    boxes: Mapping[str, str] = field(default_factory=dict)
    off: bool = False

    @property
    def state(self) -> DayState:
        """Whether something was sold, the day was off, or nothing was written."""
        if self.off:
            return "off"
        return "open" if any(text.strip() for text in self.boxes.values()) else "empty"


def sheet_of(start: date, day: date) -> Sheet:
    """The sheet of the week of ``day`` in a book that begins at ``start``."""
    first = _monday(day)
    return Sheet((first - _monday(start)).days // DAYS + 1, first)


def sheet_numbered(start: date, number: int) -> Sheet | Problem:
    """The sheet with this number, or why there is none."""
    if not 1 <= number <= LAST_NUMBER:
        message = N_("There is no sheet with the number {number}. It stands at the top of the paper.")
        return Problem("sheet-unknown", message, {"number": number}, SHEET)
    return Sheet(number, _monday(start) + timedelta(weeks=number - 1))


def box_names(ledger: LedgerRef) -> tuple[str, ...]:
    """The amounts that a sheet asks for, in their order, as field names of the kind."""
    kind = kinds()[SHEET_KIND].in_ledger(ledger.kind)
    return tuple(one.name for one in kind.fields if one.type == "amount")


def record_sheet(tx: Tx, ledger: LedgerRef, sheet: Sheet, days: Sequence[SheetDay], *, today: date) -> int:
    """Copy a sheet into the book in one batch, with its number; gives how many days were written.

    Empty days are left out. Raises ``Rejected`` with the problems of all days, each named ``"2026-11-23 drawer"``;
    nothing is written then.
    """
    records: list[tuple[str, Answers, LedgerRef, Source]] = [
        (_kind(one), _answers(one), ledger, "sheet") for one in days if one.state != "empty"
    ]
    problems: list[Problem] = []
    if not records:
        problems.append(Problem("sheet-empty", N_("Nothing is filled in yet. Copy at least one day."), {}, SHEET))
    for one in days:
        if one.state != "empty":
            problems.extend(_day_problems(tx, one, ledger, today))
    if problems:
        raise Rejected(problems)
    return record_many(tx, records, today=today, act="sheet", sheet=sheet.number)


def copied_days(reader: Reader, ledger: LedgerRef, days: Iterable[date]) -> frozenset[date]:
    """Which of these days have a closing of the stall or a day off already: copying them again would count twice."""
    wanted = tuple(day.isoformat() for day in days)
    marks = ", ".join("?" for _ in wanted)
    rows = reader.connection.exec_driver_sql(
        f"SELECT e.day FROM entries e WHERE e.ledger_id = ? AND e.kind = ? AND e.day IN ({marks})"
        " AND e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id)"
        f" UNION SELECT o.day FROM days_off o WHERE o.ledger_id = ? AND o.day IN ({marks})"
        " AND o.cancels IS NULL AND NOT EXISTS (SELECT 1 FROM days_off c WHERE c.cancels = o.id)",
        (ledger.id, SHEET_KIND, *wanted, ledger.id, *wanted),
    )
    return frozenset(date.fromisoformat(day) for day in rows.scalars())


def keep_photo(tx: Tx, ledger: LedgerRef, sheet: Sheet, content: bytes, form: PaperForm = "daily") -> Attachment:
    """Keep a photo of the paper; raises ``Rejected`` for what is no picture or too large."""
    return attach(tx, content, subject=_subject(ledger, sheet, form))


def photos(reader: Reader, ledger: LedgerRef, sheet: Sheet, form: PaperForm = "daily") -> tuple[Attachment, ...]:
    """The photos of the paper that were kept."""
    return attached(reader, _subject(ledger, sheet, form))


def _subject(ledger: LedgerRef, sheet: Sheet, form: PaperForm) -> str:
    return f"{'sheet' if form == 'daily' else 'week'} {ledger.uid.hex()} {sheet.number}"


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _kind(day: SheetDay) -> str:
    return DAY_OFF_KIND if day.off else SHEET_KIND


def _answers(day: SheetDay) -> Answers:
    return {"date": day.day, **({} if day.off else day.boxes)}


def _day_problems(tx: Tx, day: SheetDay, ledger: LedgerRef, today: date) -> list[Problem]:
    """The problems of one day, each saying which day and box it is of."""
    if day.off:
        return []
    try:
        preview(tx, SHEET_KIND, _answers(day), ledger=ledger, today=today)
    except Rejected as rejected:
        return [problem.at(f"{day.day.isoformat()} {problem.field or ''}".strip()) for problem in rejected.problems]
    return []
