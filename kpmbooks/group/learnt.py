"""At which learning sessions a person was, and what her own exercises there said: a part of everything about her.

How sessions are held is for ``training``, which stands higher; here their rows and facts are only read.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kpmbooks.book import Reader


@dataclass(frozen=True, slots=True)
class Learnt:
    """A session at which she was, or had an exercise of her own; ``exercises`` are their results by id."""

    day: date
    lesson: str
    exercises: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


def learnt_by(reader: Reader, person: bytes) -> tuple[Learnt, ...]:
    """The sessions that stand of the person with this uid, by day."""
    hers = person.hex()
    rows = reader.connection.exec_driver_sql(
        "SELECT s.id, s.day, s.lesson, f.fact, f.value FROM lesson_sessions s JOIN facts f ON f.subject = s.uid"
        " WHERE f.fact IN (?, 'struck') OR f.fact LIKE ? ORDER BY s.day, s.id, f.id",
        (f"present:{hers}", f"work:%:{hers}"),
    )
    said: dict[tuple[int, str, str], dict[str, str | None]] = {}
    for key, day, lesson, fact, value in rows:
        said.setdefault((key, day, lesson), {})[fact] = value
    found = []
    for (_, day, lesson), facts in said.items():
        told = {fact: value for fact, value in facts.items() if value is not None}
        if told and "struck" not in told:
            works = {fact: json.loads(value) for fact, value in told.items() if fact.startswith("work:")}
            exercises = {
                fact.split(":")[1]: {"score": one["score"], "full": one["full"], "ideas": one["ideas"]}
                for fact, one in works.items()
            }
            found.append(Learnt(date.fromisoformat(day), lesson, exercises))
    return tuple(found)
