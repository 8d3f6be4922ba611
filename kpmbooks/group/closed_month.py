"""Closing a month as an act of a meeting; and a meeting's own month, which opens with it and is closed again with it.
Which meeting may open is not said here.

The day through which the month was closed is kept with the meeting while it is open.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import facts_of, set_facts
from kpmbooks.dates import Period, month_of
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_, Problem

_THROUGH = "closed-through"


def month_to_close(reader: Reader, ledger: LedgerRef, day: date) -> Period | None:
    """The month before that of a meeting of ``day``, while it is open and the book knows it; None: nothing to do."""
    last = month_of(day).first - timedelta(days=1)
    closed = books.closed_through(reader, ledger.id)
    if last < reader.owner.start or (closed is not None and closed >= last):
        return None
    return month_of(last)


def closed_month(reader: Reader, ledger: LedgerRef) -> Period | None:
    """The latest month that is closed."""
    closed = books.closed_through(reader, ledger.id)
    return None if closed is None else month_of(closed)


def close_month(tx: Tx, ledger: LedgerRef, month: Period) -> None:
    """Close the book through the end of ``month``: what stands there is corrected from then on, in an open month."""
    books.close_period(tx, ledger, month.last)


def open_last_month(tx: Tx, ledger: LedgerRef) -> Period | None:
    """Open the latest closed month again, those before it stay closed. Gives it; None where none is closed."""
    month = closed_month(tx, ledger)
    if month is not None:
        before = month.first - timedelta(days=1)
        books.close_period(tx, ledger, before if before >= tx.owner.start else None)
    return month


def later_month_closed(reader: Reader, ledger: LedgerRef, day: date) -> Problem | None:
    """Why a meeting of ``day`` stays as it is: a month after its own is closed. None where it may open."""
    closed = books.closed_through(reader, ledger.id)
    if closed is None or closed <= month_of(day).last:
        return None
    message = N_("A later month is closed already, through {day}. Write a correction instead.")
    return Problem("period-closed", message, {"day": closed})


def open_month(tx: Tx, ledger: LedgerRef, meeting: bytes, day: date) -> None:
    """Open the month of a meeting (its uid) where it is closed; the months before it stay closed."""
    closed = books.closed_through(tx, ledger.id)
    if closed is None or closed < day:
        return
    before = month_of(day).first - timedelta(days=1)
    books.close_period(tx, ledger, before if before >= tx.owner.start else None)
    set_facts(tx, meeting, {_THROUGH: closed.isoformat()})


def close_month_again(tx: Tx, ledger: LedgerRef, meeting: bytes) -> None:
    """Close the month that was opened with the meeting; nothing where none was, or where more was closed since."""
    told = _told(tx, meeting).get(_THROUGH)
    if told is None:
        return
    through, closed = date.fromisoformat(told), books.closed_through(tx, ledger.id)
    if closed is None or closed < through:
        books.close_period(tx, ledger, through)
    set_facts(tx, meeting, {_THROUGH: None})


def _told(reader: Reader, meeting: bytes) -> Mapping[str, str]:
    return facts_of(reader, [meeting]).get(meeting, {})
