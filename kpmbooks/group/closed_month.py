"""The closed month of a meeting: it opens with the meeting and is closed again with it. Which meeting may open is not
said here.

The day through which the month was closed is kept with the meeting while it is open.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import facts_of, set_facts
from kpmbooks.dates import month_of
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_, Problem

_THROUGH = "closed-through"


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
