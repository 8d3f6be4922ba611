"""What a copy and the book do not have in common: told by the ends of the writers' chains, and by the ends of the other
tables that only grow, so that a learning session or a meeting without a record is not lost either."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kpmbooks.book import Reader
from kpmbooks.storage import scalar

_BEHIND = """
    SELECT count(*) FROM entries e JOIN writers w ON w.id = e.writer_id WHERE w.uid = ? AND e.position > ?
"""


_GROWING: Final[Mapping[str, str]] = {
    "facts": "hex(subject) || fact || ifnull(value, '') || written_at",
    "lesson_sessions": "hex(uid)",
    "meetings": "hex(uid)",
    "meeting_states": "meeting_id || state || written_at",
    "days_off": "hex(uid)",
    "loan_answers": "question || written_at",
    "attachments": "hex(uid)",
}
"""Tables whose rows are numbered as they are written and never go, and by what a row is known again. Words can be
erased and so tell nothing."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Entries that only ``here`` has (the book as it is), and that only ``there`` has (the copy); ``more_here`` and
    ``more_there`` are other rows: a session, a meeting, what is said of a person or a good."""

    here: int
    there: int
    more_here: int = 0
    more_there: int = 0

    @property
    def here_alone(self) -> bool:
        """Whether anything is only in the book as it is."""
        return bool(self.here or self.more_here)

    @property
    def there_alone(self) -> bool:
        """Whether anything is only in the copy."""
        return bool(self.there or self.more_there)


def compare(here: Reader, there: Reader) -> Difference:
    """Compare two states of one book; what it costs grows with the number of writers, not of entries."""
    ours, theirs = _ends(here), _ends(there)
    rows = [_rows_beyond(here, there, table, known_by) for table, known_by in _GROWING.items()]
    return Difference(
        _beyond(ours, theirs, here),
        _beyond(theirs, ours, there),
        sum(more for more, _ in rows),
        sum(more for _, more in rows),
    )


def _rows_beyond(here: Reader, there: Reader, table: str, known_by: str) -> tuple[int, int]:
    """How many rows each has beyond what both have; where they went apart, each at least one.

    A file of an older format may not have the table yet.
    """
    ours, theirs = _last_row(here, table), _last_row(there, table)
    common = min(ours, theirs)
    said = f"SELECT {known_by} FROM {table} WHERE id = ?"
    if common and scalar(here.connection, said, common) != scalar(there.connection, said, common):
        return max(ours - common, 1), max(theirs - common, 1)
    return ours - common, theirs - common


def _last_row(reader: Reader, table: str) -> int:
    if scalar(reader.connection, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", table) is None:
        return 0
    return int(scalar(reader.connection, f"SELECT coalesce(max(id), 0) FROM {table}"))


def _ends(reader: Reader) -> dict[bytes, int]:
    rows = reader.connection.exec_driver_sql(
        "SELECT w.uid, (SELECT max(e.position) FROM entries e WHERE e.writer_id = w.id) FROM writers w"
    )
    return {writer: last for writer, last in rows if last is not None}


def _beyond(ends: dict[bytes, int], others: dict[bytes, int], reader: Reader) -> int:
    """How many entries lie behind where the other state ends."""
    return sum(
        int(scalar(reader.connection, _BEHIND, writer, others.get(writer, -1)))
        for writer, last in ends.items()
        if last > others.get(writer, -1)
    )
