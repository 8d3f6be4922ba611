"""Which lessons were held by the sessions in this book: the ladder then need not be told.

Sessions belong to ``training``, which stands higher; here their rows are only read. Lessons of a programme's own module
are left out, as everything on a loan's paper that tells of aid, and so are the facilitator's.
"""

from typing import Final

from kpmbooks.book import Reader
from kpmbooks.book.facts import facts_of

TOLD: Final = ("PB-", "PJ-", "KB-", "KJ-")
"""How the ids of lessons begin that are told to a lender."""
LONGEST: Final = 40
"""Letters that have room on the paper, as of an answer."""


def lessons_held(reader: Reader) -> str:
    """The ids of the lessons that were finished, in order, as an answer has them; of many how many, and first and last.

    Empty where none was.
    """
    rows = reader.connection.exec_driver_sql("SELECT uid, lesson FROM lesson_sessions ORDER BY day, id").all()
    said = facts_of(reader, [row.uid for row in rows])
    held = {
        row.lesson: None
        for row in rows
        if row.lesson.startswith(TOLD) and "finished_at" in (facts := said.get(row.uid, {})) and "struck" not in facts
    }
    names = list(held)
    whole = ", ".join(names)
    return whole if len(whole) <= LONGEST else f"{len(names)} ({names[0]} … {names[-1]})"
