"""The one row of a learning session: which lesson, on which day, begun when and by which writer.

Everything else of a session is facts of its uid (``kpmbooks.book.facts``): who was there, cards, what went wrong.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Text

from kpmbooks.storage import Day, append_only, no_replace, row_id, table, uid_column

lesson_sessions = table(
    "lesson_sessions",
    row_id(),
    uid_column(),
    Column("lesson", Text, CheckConstraint("length(lesson) BETWEEN 1 AND 40", name="lesson"), nullable=False),
    Column("day", Day, nullable=False),
    Column("begun_at", Integer, nullable=False),
    Column("writer_id", ForeignKey("writers.id"), nullable=False),
    twice=True,
)

TABLES = (lesson_sessions,)
GUARDS = (*append_only("lesson_sessions"), no_replace("lesson_sessions", "id = NEW.id OR uid = NEW.uid"))
