"""Days off ("libur"): a day on which nothing was sold is a day that is known, not a hole in the book.

No money moves, so a day off is no entry of the journal. It is written by an act like any record, belongs to its batch,
can be cancelled and undone, and counts as a day with a record. Its number for a person is ``libur-12``.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.book.texts import store_one
from kpmbooks.dates import Period
from kpmbooks.ledger import Fault, LedgerRef, Source
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.storage import new_uid

DAY_OFF_KIND = "libur"
_NUMBER = re.compile(rf"{DAY_OFF_KIND}-([0-9]{{1,9}})")


@dataclass(frozen=True, slots=True)
class DayOffDraft:
    """A day off to be written."""

    ledger: LedgerRef
    day: date
    words: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day off as it stands; ``written_at`` in milliseconds, ``words`` None where there are none any more."""

    id: int
    uid: bytes
    ledger: int
    day: date
    words: str | None
    source: Source
    batch: int
    written_at: int
    offset_minutes: int

    @property
    def number(self) -> str:
        """The number by which a person takes it back."""
        return f"{DAY_OFF_KIND}-{self.id}"


_STANDING = """
    SELECT o.id, o.uid, o.ledger_id, o.day, t.text, o.source, o.batch_id, o.written_at, o.offset_minutes
    FROM days_off o LEFT JOIN texts t ON t.id = o.words_id
    WHERE o.cancels IS NULL AND NOT EXISTS (SELECT 1 FROM days_off c WHERE c.cancels = o.id)
"""


def days_off(reader: Reader, ledger: LedgerRef, period: Period) -> tuple[DayOff, ...]:
    """The days off of ``ledger`` in ``period``, in order; those that were cancelled are left out."""
    return _read(
        reader,
        "AND o.ledger_id = ? AND o.day BETWEEN ? AND ? ORDER BY o.day",
        ledger.id,
        period.first.isoformat(),
        period.last.isoformat(),
    )


def day_off_by_number(reader: Reader, number: str) -> DayOff | None:
    """The day off that stands under this number, if it is one and stands."""
    known = _NUMBER.fullmatch(number.strip().casefold())
    return next(iter(_read(reader, "AND o.id = ?", int(known[1]))), None) if known else None


def is_day_off_number(number: str) -> bool:
    """Whether a number is that of a day off, standing or not."""
    return _NUMBER.fullmatch(number.strip().casefold()) is not None


def write_days_off(tx: Tx, batch: int, drafts: Sequence[DayOffDraft]) -> tuple[DayOff, ...]:
    """Write days off as part of ``batch``.

    Raises ``Rejected`` for a day that is off already, one before the book's start or in a closed period.
    """
    problems = [*_refused_days(tx, ((draft.ledger.id, draft.day) for draft in drafts))]
    seen = set[tuple[int, date]]()
    for draft in drafts:
        place = (draft.ledger.id, draft.day)
        if place in seen or days_off(tx, draft.ledger, Period(draft.day, draft.day)):
            message = N_("{day} is noted as a day off already.")
            problems.append(Problem("day-off-twice", message, {"day": draft.day}, "date"))
        seen.add(place)
    if problems:
        raise Rejected(problems)
    keys = [
        _insert(tx, batch, draft.ledger.id, draft.day, store_one(tx.connection, draft.words), draft.source, None)
        for draft in drafts
    ]
    return tuple(day for key in keys for day in _read(tx, "AND o.id = ?", key))


def cancel_days_off(tx: Tx, batch: int, wanted: Iterable[DayOff]) -> None:
    """Say of days off that they were none, as part of ``batch``; raises ``Rejected`` for a closed period."""
    wanted = tuple(wanted)
    if problems := [*_refused_days(tx, ((one.ledger, one.day) for one in wanted))]:
        raise Rejected(problems)
    for one in wanted:
        _insert(tx, batch, one.ledger, one.day, None, one.source, one.id)


def undo_days_off(tx: Tx, undone: int, batch: int) -> None:
    """Turn everything that batch ``undone`` did to days off around, as part of ``batch``."""
    rows = tx.connection.exec_driver_sql(
        "SELECT r.ledger_id, r.day, r.cancels, o.words_id, o.source FROM days_off r"
        " LEFT JOIN days_off o ON o.id = r.cancels WHERE r.batch_id = ? ORDER BY r.id DESC",
        (undone,),
    ).all()
    for row in rows:
        day = date.fromisoformat(row.day)
        if problems := [*_refused_days(tx, [(row.ledger_id, day)])]:
            raise Rejected(problems)
        standing = _read(tx, "AND o.ledger_id = ? AND o.day = ?", row.ledger_id, row.day)
        if row.cancels is None:
            cancel_days_off(tx, batch, standing)
        elif not standing:
            _insert(tx, batch, row.ledger_id, day, row.words_id, row.source, None)


def days_off_of_batch(reader: Reader, batch: int) -> int:
    """How many days off a batch noted or cancelled."""
    found = reader.connection.exec_driver_sql("SELECT count(*) FROM days_off WHERE batch_id = ?", (batch,))
    return int(found.scalar() or 0)


def check_days_off(reader: Reader) -> Iterable[Fault]:
    """Days off lie in the book's time, on one row each, and what cancels one is of its ledger and day."""
    sql = (
        "SELECT o.id FROM days_off o LEFT JOIN days_off c ON c.id = o.cancels"
        " WHERE o.day < (SELECT start FROM owner)"
        " OR (o.cancels IS NOT NULL"
        " AND (c.cancels IS NOT NULL OR c.ledger_id IS NOT o.ledger_id OR c.day IS NOT o.day))"
        " OR (SELECT count(*) FROM days_off s WHERE s.ledger_id = o.ledger_id AND s.day = o.day AND s.cancels IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM days_off x WHERE x.cancels = s.id)) > 1"
    )
    for key in reader.connection.exec_driver_sql(sql).scalars():
        where = f"{DAY_OFF_KIND}-{key}"
        problem = Problem("day-off-wrong", N_("This day off does not fit the book."), {}, where)
        yield Fault(problem.code, where, problem)


def _read(reader: Reader, condition: str, *values: Any) -> tuple[DayOff, ...]:
    rows = reader.connection.exec_driver_sql(f"{_STANDING} {condition}", values)
    return tuple(
        DayOff(key, uid, ledger, date.fromisoformat(day), words, source, batch, written_at, offset_minutes)
        for key, uid, ledger, day, words, source, batch, written_at, offset_minutes in rows
    )


def _refused_days(tx: Tx, places: Iterable[tuple[int, date]]) -> Iterable[Problem]:
    for ledger, day in places:
        through = books.closed_through(tx, ledger)
        if day < tx.owner.start:
            message = N_("This book begins on {start}. Choose that day or a later one.")
            yield Problem("before-start", message, {"start": tx.owner.start}, "date")
        elif through is not None and day <= through:
            message = N_("The book is closed through {through}. Choose a later day.")
            yield Problem("period-closed", message, {"through": through}, "date")


def _insert(tx: Tx, batch: int, ledger: int, day: date, words: int | None, source: str, cancels: int | None) -> int:
    instant = tx.written_at()
    written = (instant.milliseconds, instant.offset_minutes)
    key = tx.connection.exec_driver_sql(
        "INSERT INTO days_off (uid, ledger_id, day, words_id, source, batch_id, written_at, offset_minutes, cancels)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (new_uid(), ledger, day.isoformat(), words, source, batch, *written, cancels),
    ).lastrowid
    tx.touch("entries")
    return int(key)


CHECKS = (check_days_off,)
