"""What a copy and the book do not have in common, told by the ends of the writers' chains."""

from dataclasses import dataclass

from kpmbooks.book import Reader
from kpmbooks.storage import scalar

_BEHIND = """
    SELECT count(*) FROM entries e JOIN writers w ON w.id = e.writer_id WHERE w.uid = ? AND e.position > ?
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """Entries that only ``here`` has (the book as it is), and that only ``there`` has (the copy)."""

    here: int
    there: int


def compare(here: Reader, there: Reader) -> Difference:
    """Compare two states of one book; what it costs grows with the number of writers, not of entries."""
    ours, theirs = _ends(here), _ends(there)
    return Difference(_beyond(ours, theirs, here), _beyond(theirs, ours, there))


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
