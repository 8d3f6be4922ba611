"""Where a book names a member: in records, minutes, notes, changes; also under names that nobody noted as hers.

Whole words only, without regard to case. A text that is about somebody else stays hers, and so does one in which only a
longer name of somebody else holds a name of hers.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.trade.parties import plain_name

SHORTEST = 2
"""Letters below which a name is no word that can be looked for."""

Where = Literal["record", "meeting", "lesson", "day-off", "loan", "change", "note"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A text that names her; ``what`` is the number of the record or meeting, or the lesson, ``day`` the day of it."""

    text: int
    words: str
    where: Where
    what: str = ""
    day: date | None = None


def texts_naming(
    reader: Reader, names: Iterable[str], hers: Collection[bytes], others: Iterable[str]
) -> Mapping[int, str]:
    """Texts that name her, by key; ``hers`` are the uids under which words may be about her, ``others`` the names of
    everybody else whom the book knows."""
    plain = {plain_name(name) for name in names}
    longer = {plain_name(name) for name in others} - plain
    hidden = [_whole(name) for name in sorted(longer, key=len, reverse=True) if any(own in name for own in plain)]
    wanted = [_whole(name) for name in plain if len(name) >= SHORTEST]
    found: dict[int, str] = {}
    rows = reader.connection.exec_driver_sql("SELECT id, about, text FROM texts WHERE text IS NOT NULL")
    for key, about, text in rows:
        if about is not None and about not in hers:
            continue
        left = plain_name(text)
        for other in hidden:
            left = other.sub(" ", left)
        if any(one.search(left) for one in wanted):
            found[key] = text
    return found


def placed(reader: Reader, texts: Mapping[int, str]) -> tuple[Mention, ...]:
    """Where these texts stand, in the order in which they were written."""
    places = {**dict.fromkeys(texts, ("note", "", None)), **dict(_places(reader))}
    return tuple(Mention(key, texts[key], *places[key]) for key in sorted(texts))


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


_Place = tuple[Where, str, date | None]


def _places(reader: Reader) -> Iterator[tuple[int, _Place]]:
    """The place of every text that has one of its own; the last said of a text counts."""

    def rows(sql: str) -> Sequence[tuple[int | str, ...]]:
        return [tuple(row) for row in reader.connection.exec_driver_sql(sql)]

    for (key,) in rows(
        "SELECT before_id FROM audit WHERE before_id IS NOT NULL"
        " UNION SELECT after_id FROM audit WHERE after_id IS NOT NULL"
    ):
        yield int(key), ("change", "", None)
    for key, number, day in rows(
        "SELECT f.words_id, m.number, m.day FROM facts f JOIN meetings m ON m.uid = f.subject"
        " WHERE f.words_id IS NOT NULL"
    ):
        yield int(key), ("meeting", str(number), date.fromisoformat(str(day)))
    for key, lesson, day in rows(
        "SELECT f.words_id, s.lesson, s.day FROM facts f JOIN lesson_sessions s ON s.uid = f.subject"
        " WHERE f.words_id IS NOT NULL"
    ):
        yield int(key), ("lesson", str(lesson), date.fromisoformat(str(day)))
    for key, day in rows("SELECT words_id, day FROM days_off WHERE words_id IS NOT NULL"):
        yield int(key), ("day-off", "", date.fromisoformat(str(day)))
    for (key,) in rows("SELECT answer_id FROM loan_answers WHERE answer_id IS NOT NULL"):
        yield int(key), ("loan", "", None)
    for key, year, letter, number, day in rows(
        "SELECT t.id, e.year, w.letter, e.number, e.day FROM entries e JOIN writers w ON w.id = e.writer_id"
        " JOIN texts t ON t.id IN (e.memo_id, e.party_id) WHERE t.text IS NOT NULL"
    ):
        said = books.number_text(int(year), str(letter), int(number))
        yield int(key), ("record", said, date.fromisoformat(str(day)))
