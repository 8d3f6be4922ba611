"""What must hold of learning sessions: whatever is said of one can be read, and who was there is known to the book.

Neither touches a figure of the ledger.
"""

from collections.abc import Iterator

from kpmbooks.book import Reader
from kpmbooks.ledger import Fault
from kpmbooks.problems import N_, Problem
from kpmbooks.training.session import PRESENT, read_session
from kpmbooks.training.sessions import rows_of, said_of


def check_sessions(reader: Reader) -> Iterator[Fault]:
    """Faults in what the book says of its learning sessions."""
    rows = rows_of(reader)
    said = said_of(reader, rows)
    known = {uid.hex() for uid in reader.connection.exec_driver_sql("SELECT uid FROM persons").scalars()}
    for row in rows:
        facts = said.get(row.uid, {})
        where = f"session {row.id}"
        try:
            read_session(row, facts)
        except (AttributeError, KeyError, TypeError, ValueError):
            message = N_("What is kept of the learning session on {day} cannot be read.")
            yield Fault("session-unreadable", where, Problem("session-unreadable", message, {"day": row.day}))
        if any(fact.startswith(PRESENT) and fact.removeprefix(PRESENT) not in known for fact in facts):
            message = N_("Somebody was at the learning session on {day} whom the book does not know.")
            yield Fault("session-person", where, Problem("session-person", message, {"day": row.day}))


CHECKS = (check_sessions,)
