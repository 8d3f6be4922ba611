"""The rows of days off ("libur"): that nothing was sold on a day is a record too, though no money moved.

Append-only like the journal: a day that turns out not to have been off gets a second row that cancels the first.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Text

from kpmbooks.ledger import SOURCES
from kpmbooks.storage import Day, append_only, guard, no_replace, row_id, table, uid_column

days_off = table(
    "days_off",
    row_id(),
    uid_column(),
    Column("ledger_id", ForeignKey("ledgers.id"), nullable=False),
    Column("day", Day, nullable=False),
    Column("words_id", ForeignKey("texts.id")),
    Column(
        "source",
        Text,
        CheckConstraint(f"source IN ({', '.join(repr(one) for one in SOURCES)})", name="source"),
        nullable=False,
    ),
    Column("batch_id", ForeignKey("batches.id"), nullable=False),
    Column("written_at", Integer, nullable=False),
    Column("offset_minutes", Integer, nullable=False),
    Column("cancels", ForeignKey("days_off.id")),
    twice=True,
)
Index("ix_days_off_ledger_day", days_off.c.ledger_id, days_off.c.day)
Index("ix_days_off_batch_id", days_off.c.batch_id)
Index("ix_days_off_cancels", days_off.c.cancels, unique=True, sqlite_where=days_off.c.cancels.is_not(None))

TABLES = (days_off,)

_FITS = """
    SELECT CASE
    WHEN NEW.day < (SELECT start FROM owner)
        THEN RAISE(ABORT, 'days_off: before the start of the book')
    WHEN NEW.cancels IS NULL AND EXISTS (
            SELECT 1 FROM days_off o WHERE o.ledger_id = NEW.ledger_id AND o.day = NEW.day AND o.cancels IS NULL
            AND NOT EXISTS (SELECT 1 FROM days_off c WHERE c.cancels = o.id))
        THEN RAISE(ABORT, 'days_off: the day is off already')
    WHEN NEW.cancels IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM days_off o WHERE o.id = NEW.cancels AND o.cancels IS NULL
            AND o.ledger_id = NEW.ledger_id AND o.day = NEW.day)
        THEN RAISE(ABORT, 'days_off: cancels something else')
    END;
"""

GUARDS = (
    guard("days_off_fits", "BEFORE INSERT ON days_off", " ".join(_FITS.split())),
    *append_only("days_off"),
    no_replace("days_off", "id = NEW.id OR uid = NEW.uid OR cancels = NEW.cancels"),
)
