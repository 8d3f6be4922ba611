"""What is said of a person, a party, a good, a piece of equipment: facts, append-only, the latest of each counts.

A subject is the uid of what it is said of. Values are text; which facts there are and how they read is the business of
whoever owns the subject. Words about persons are kept so that they can be erased; a fact whose words are gone is gone.
"""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from kpmbooks.book.book import Reader, Tx
from kpmbooks.book.texts import store
from kpmbooks.storage import insert_many, tuples

_NONE: Mapping[str, str | None] = MappingProxyType({})
_CHUNK = 500
"""Subjects that are asked for at once: below the number of parameters that any SQLite takes."""


def set_facts(
    tx: Tx,
    subject: bytes,
    facts: Mapping[str, str | None] = _NONE,
    *,
    words: Mapping[str, str | None] = _NONE,
    about: bytes | None = None,
) -> None:
    """Say these ``facts`` and erasable ``words`` of ``subject``; None or "" takes one back. What is said already stays.

    ``about`` is the uid of whom the words are about; erasing her erases them.
    """
    set_many(tx, {subject: facts}, words={subject: words}, about=about)


def set_many(
    tx: Tx,
    facts: Mapping[bytes, Mapping[str, str | None]],
    *,
    words: Mapping[bytes, Mapping[str, str | None]] = MappingProxyType({}),
    about: bytes | None = None,
) -> None:
    """Say facts and words of many subjects at once, as ``set_facts`` does of one."""
    known = facts_of(tx, facts.keys() | words.keys())

    def news(told: Mapping[bytes, Mapping[str, str | None]]) -> list[tuple[bytes, str, str | None]]:
        return [
            (subject, name, value or None)
            for subject, said in told.items()
            for name, value in said.items()
            if known.get(subject, _NONE).get(name) != (value or None)
        ]

    plain, worded = news(facts), news(words)
    stored = iter(store(tx.connection, [(text, about) for _, _, text in worded if text]))
    at, writer = tx.written_at().milliseconds, tx.writer.id
    rows: list[tuple[bytes, str, str | None, int | None, int, int]]
    rows = [(subject, name, value, None, at, writer) for subject, name, value in plain]
    rows += [(subject, name, None, next(stored).id if text else None, at, writer) for subject, name, text in worded]
    if not rows:
        return
    insert_many(
        tx.connection,
        "INSERT INTO facts (subject, fact, value, words_id, written_at, writer_id) VALUES (?, ?, ?, ?, ?, ?)",
        rows,
    )
    tx.touch("facts")


_FACTS = """
    SELECT f.subject, f.fact, coalesce(f.value, t.text) FROM facts f LEFT JOIN texts t ON t.id = f.words_id
    WHERE {which} ORDER BY f.id
"""


def facts_of(reader: Reader, subjects: Iterable[bytes]) -> Mapping[bytes, Mapping[str, str]]:
    """What is said of each of these subjects today; one of whom nothing is said is left out."""
    wanted = list(dict.fromkeys(subjects))
    rows: list[Any] = []
    for first in range(0, len(wanted), _CHUNK):
        some = tuple(wanted[first : first + _CHUNK])
        sql = _FACTS.format(which=f"f.subject IN ({', '.join('?' * len(some))})")
        rows += tuples(reader.connection, sql, some)
    return _latest(rows)


def facts_named(reader: Reader, names: Collection[str]) -> Mapping[bytes, Mapping[str, str]]:
    """What is said under these names today, of every subject of which something is."""
    sql = _FACTS.format(which=f"f.fact IN ({', '.join('?' * len(names))})")
    return _latest(tuples(reader.connection, sql, tuple(names)))


def fact_history(reader: Reader, subject: bytes, name: str) -> tuple[tuple[int, str | None], ...]:
    """Everything that was ever said of ``subject`` under ``name``: when (milliseconds) and what, the latest last."""
    sql = _FACTS.format(which="f.subject = ? AND f.fact = ?").replace("f.subject, f.fact,", "f.written_at,")
    return tuple((row[0], row[1]) for row in reader.connection.exec_driver_sql(sql, (subject, name)))


def forget_words(tx: Tx, subject: bytes, names: Collection[str]) -> int:
    """Take back these facts of ``subject`` and erase every word that was ever kept under them; gives how many."""
    rows = tx.connection.exec_driver_sql(
        f"SELECT words_id FROM facts WHERE subject = ? AND fact IN ({', '.join('?' * len(names))})"
        " AND words_id IS NOT NULL",
        (subject, *names),
    )
    erased = tx.erase_texts(sorted({row[0] for row in rows}))
    if erased:
        tx.touch("facts")
    return erased


def _latest(rows: Iterable[tuple[bytes, str, str | None]]) -> Mapping[bytes, Mapping[str, str]]:
    told: dict[bytes, dict[str, str]] = {}
    for subject, name, value in rows:
        if value is not None:
            told.setdefault(subject, {})[name] = value
        elif subject in told:
            told[subject].pop(name, None)
    return {subject: said for subject, said in told.items() if said}
