"""What of a damaged book is carried into a new one, and what is missing then. Reads values, writes nothing.

An entry whose hash follows from the one before it is as it was written: that intact beginning of each writer's chain is
carried as it is. What comes after a gap or a damaged place is carried under a new writer, with its own day, words,
source and instant. What a lost page held is put together again from the indexes as far as these say it; the words of
such entries are gone.
"""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from kpmbooks.book.attachments import digest_of as photo_digest
from kpmbooks.book.practice import is_practice_uid
from kpmbooks.book.texts import digest_of as text_digest
from kpmbooks.ledger.values import number_text
from kpmbooks.safekeeping.foundations import complete_foundations, is_of_the_chart
from kpmbooks.safekeeping.links import Links
from kpmbooks.safekeeping.lost_words import mark_lost
from kpmbooks.safekeeping.remnants import Remnants, Row, Rows, number_of
from kpmbooks.storage import new_uid

State = Literal["as-written", "without-words", "doubtful"]

_LINKS = (("memo_id", "texts"), ("party_id", "texts"), ("batch_id", "batches"))
_UNKNOWN = (
    *("memo_id", "party_id", "transfer", "reverses", "corrects", "batch_id"),
    *("writer_id", "position", "number", "hash"),
)


@dataclass(frozen=True, slots=True)
class Named:
    """An entry as a person may know it; what is not known is None. ``amount`` in rupiah, ``kind`` its id."""

    number: str | None
    day: date | None
    amount: int | None
    kind: str | None = None


@dataclass(slots=True)
class Carried:
    """An entry on its way: its row and its postings. ``without-words``: put together again from the indexes."""

    row: Row
    postings: list[Row]
    state: State
    named: Named


@dataclass(slots=True)
class Plan:
    """``as_they_are`` keep writer, number and hash; ``anew`` get a new writer. ``missing`` entries cannot be carried.

    ``rows`` are those of all other tables. Of the ``uncertain`` two writings differ and nothing decides.
    """

    rows: dict[str, Rows]
    as_they_are: list[Carried] = field(default_factory=list)
    anew: list[Carried] = field(default_factory=list)
    missing: list[Named] = field(default_factory=list)
    lost_words: int = 0
    lost_photos: int = 0
    uncertain: list[str] = field(default_factory=list)


def plan_rescue(found: Remnants, at: int) -> Plan | None:
    """What to carry; ``at`` is now in milliseconds. None when nothing says whose book it is.

    What was found is mended and completed in place.
    """
    complete_foundations(found, at)
    if 1 not in found.tables["owner"]:
        return None
    words = mark_lost(found.tables["texts"], "text", text_digest, at)
    photos = mark_lost(found.tables["attachments"], "content", photo_digest, at)
    lost = _lost_entries(found, at)
    links = Links(found, words)
    plan = Plan({name: rows for name, rows in found.tables.items() if name not in ("entries", "postings")})
    plan.uncertain = _settle_doubts(found, links)
    intact = links.intact()
    carried: dict[int, Carried] = {}
    for key, row in sorted(found.tables["entries"].items()):
        postings = links.postings_of(key)
        named = _named(found, row, postings)
        if not postings or key in links.incomplete or _is_strange(found, row):
            plan.missing.append(named)
        elif key in lost or _has_lost_words(found, row):
            carried[key] = Carried(row, postings, "without-words", named)
        elif key not in intact and links.differs(key):
            carried[key] = Carried(_made_readable(row, postings), postings, "doubtful", named)
        else:
            carried[key] = Carried(row, postings, "as-written", named)
    plan.missing += _cut_loose(found, carried, intact)
    for key, one in carried.items():
        (plan.as_they_are if key in intact else plan.anew).append(one)
    plan.missing += _gaps(found, links)
    plan.lost_words, plan.lost_photos = words.count, photos.count
    return plan


def _is_strange(found: Remnants, row: Row) -> bool:
    """Whether an entry was made in a practice book, and this is none: it was carried here past every door."""
    marked = isinstance(row["uid"], bytes) and is_practice_uid(row["uid"])
    return marked and not found.tables["owner"][1]["practice"]


def _has_lost_words(found: Remnants, row: Row) -> bool:
    return any(
        row[name] is not None and number_of(row[name]) not in found.tables["texts"] for name in ("memo_id", "party_id")
    )


def _settle_doubts(found: Remnants, links: Links) -> list[str]:
    """Of two writings of a row take the one with which more hashes hold; gives names of what stays uncertain."""
    uncertain = []

    def holding() -> int:
        return sum(map(links.follows, found.tables["entries"]))

    for table, rows in found.doubted.items():
        for key, other in rows.items():
            ours = found.tables[table][key]
            before = holding()
            found.tables[table][key] = other
            better = holding() - before
            if better < 0 or (better == 0 and not is_of_the_chart(found, table, other)):
                found.tables[table][key] = ours
                if better == 0 and not is_of_the_chart(found, table, ours):
                    uncertain.append(str(ours.get("name") or ours.get("key") or table))
    return uncertain


def _lost_entries(found: Remnants, at: int) -> set[int]:
    """Entries whose rows are gone and of which the indexes say enough; they are put among the others."""
    lost = set()
    for key, hint in found.hints_of("entries"):
        if {"ledger_id", "day", "kind"} <= hint.keys() and _day(hint["day"]) is not None:
            found.tables["entries"][key] = {
                **dict.fromkeys(_UNKNOWN),
                "id": key,
                "uid": new_uid(),
                "year": int(str(hint["day"])[:4]),
                "source": "remembered",
                "answers": "{}",
                "folds": 0,
                "written_at": at,
                "offset_minutes": 0,
                "clock_back": 0,
                **hint,
            }
            lost.add(key)
    return lost


def _made_readable(row: Row, postings: list[Row]) -> Row:
    """A row of which something is not as it was written, so that what it says can at least be read."""
    days = {one["day"] for one in postings}
    if len(days) == 1:
        row["day"] = days.pop()  # its postings, which lie elsewhere, agree
    row["year"] = int(str(row["day"])[:4])
    row["clock_back"] = int(bool(row["clock_back"]))
    try:
        readable = isinstance(json.loads(str(row["answers"])), dict)
    except ValueError:
        readable = False
    if not readable:
        row["answers"] = "{}"
    return row


def _cut_loose(found: Remnants, carried: dict[int, Carried], intact: set[int]) -> list[Named]:
    """Free entries of what is lost. What took back a lost one is dropped: both together are nothing."""
    dropped = []
    changed = True
    while changed:
        changed = False
        ends = Counter(one.row["transfer"] for one in carried.values())
        for key, one in list(carried.items()):
            row = one.row
            if row["reverses"] is not None and number_of(row["reverses"]) not in carried:
                dropped.append(carried.pop(key).named)
                gone = ["reverses"]
            else:
                gone = [name for name, table in _LINKS if row[name] and number_of(row[name]) not in found.tables[table]]
                gone += ["corrects"] if row["corrects"] and number_of(row["corrects"]) not in carried else []
                gone += ["transfer"] if row["transfer"] and ends[row["transfer"]] != 2 else []
                row.update(dict.fromkeys(gone))
            if gone:
                changed = True
                _end_chain_at(found.tables["entries"], key, intact)
    return dropped


def _end_chain_at(entries: Rows, key: int, intact: set[int]) -> None:
    """An entry that is carried otherwise than it was written ends the intact part of its writer's chain."""
    if key in intact:
        writer, position = entries[key]["writer_id"], number_of(entries[key]["position"])
        intact.difference_update(
            [
                one
                for one in intact
                if entries[one]["writer_id"] == writer and number_of(entries[one]["position"]) >= position
            ]
        )


# What is said of it


def _named(found: Remnants, row: Row, postings: list[Row]) -> Named:
    accounts = found.tables["accounts"]
    amounts = [(accounts.get(number_of(one["account_id"]), {}), number_of(one["amount"])) for one in postings]
    cash = sum(amount for account, amount in amounts if account.get("is_cash") == 1)
    moved = abs(cash) or sum(amount for _account, amount in amounts if amount > 0)
    writer = found.tables["writers"].get(number_of(row["writer_id"]))
    number = None
    if writer is not None and row["number"] is not None:
        number = number_text(number_of(row["year"]), str(writer["letter"]), number_of(row["number"]))
    return Named(number, _day(row["day"]), moved or None, None if row["kind"] is None else str(row["kind"]))


def _gaps(found: Remnants, links: Links) -> list[Named]:
    """Entries of which only their absence is known: a number left out between others, amounts without an entry."""
    entries, writers = found.tables["entries"], found.tables["writers"]
    there: dict[tuple[int, int], set[int]] = defaultdict(set)
    for row in entries.values():
        if row["number"] is not None and number_of(row["writer_id"]) in writers:
            there[number_of(row["writer_id"]), number_of(row["year"])].add(number_of(row["number"]))
    numbers = [
        number_text(year, str(writers[writer]["letter"]), number)
        for (writer, year), known in sorted(there.items())
        for number in sorted(set(range(1, min(max(known), len(known) * 2) + 1)) - known)
    ]
    unknown: Row = dict.fromkeys(("kind", "day", "year", "writer_id", "number"))
    lone = [
        _named(found, {**unknown, "day": postings[0]["day"]}, postings)
        for entry, postings in sorted(links.postings.items())
        if entry not in entries and postings
    ]
    if len(lone) == len(numbers):  # both in the order of writing
        return [replace(named, number=number) for named, number in zip(lone, numbers, strict=True)]
    return [*lone, *(Named(number, None, None) for number in numbers)]


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
