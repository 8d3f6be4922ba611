"""What stands today of a record that something was said of: itself, what an undo restored, or what corrected it."""

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.ledger import Entry
from kpmbooks.recording.undoing import tip_of


def stands_as(reader: Reader, entry: Entry) -> Entry | None:
    """The entry by which ``entry`` counts today, corrections followed; None when nothing of it stands."""
    if (tip := tip_of(reader, entry)) is not None:
        return tip
    line = [entry.id]
    while entry.reversed_by is not None:
        entry = books.read_entry(reader, entry.reversed_by)
        line.append(entry.id)
    places = ", ".join("?" * len(line))
    keys = reader.connection.exec_driver_sql(
        f"SELECT id FROM entries WHERE corrects IN ({places}) ORDER BY id DESC", tuple(line)
    )
    corrected = (stands_as(reader, one) for one in books.read_entries(reader, list(keys.scalars())))
    return next((one for one in corrected if one is not None), None)
