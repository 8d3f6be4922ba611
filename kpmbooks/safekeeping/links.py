"""How the entries of a damaged book hang together: which follow from the one before, and which can be mended so.

An entry's hash stands for all it says and for the entry before it. Postings whose rows are lost are taken from what
the indexes say of them.
"""

from collections import defaultdict
from typing import Any

from kpmbooks.book import first_hash
from kpmbooks.book.texts import digest_of
from kpmbooks.ledger.chain import ChainedEntry, chain
from kpmbooks.safekeeping.lost_words import LostWords
from kpmbooks.safekeeping.mending import mended_row
from kpmbooks.safekeeping.remnants import Remnants, Row, number_of

_MOST_MENDINGS = 100
_ALIKE = ("uid", "day", "year", "number", "kind", "source", "written_at", "offset_minutes", "transfer")


class Links:
    """The entries of ``found`` with their postings. ``incomplete`` are those that lack some of them."""

    def __init__(self, found: Remnants, words: LostWords) -> None:
        self._tables = found.tables
        self._hints = found.hints
        self._words = words
        self._mendings = 0
        self.incomplete: set[int] = set()
        self.postings: dict[int, list[Row]] = defaultdict(list)
        for _rowid, row in sorted(self._tables["postings"].items()):
            self.postings[number_of(row["entry_id"])].append(row)
        for rowid, hint in sorted(found.hints_of("postings")):
            entry = number_of(hint.get("entry_id"))
            if {"account_id", "day", "amount"} <= hint.keys():
                self.postings[entry].append({"id": rowid, "folds": 0, **hint, "leg": None})
            elif entry:
                self.incomplete.add(entry)
        self._places = {
            (number_of(row["writer_id"]), number_of(row["position"])): key
            for key, row in self._tables["entries"].items()
        }

    def postings_of(self, key: int) -> list[Row]:
        """The postings of an entry. Where the leg of one is lost all are one leg, which balances as they do."""
        row = self._tables["entries"][key]
        original = self._tables["entries"].get(number_of(row["reverses"]))
        if key in self.incomplete and original is not None and number_of(original["id"]) not in self.incomplete:
            self.incomplete.discard(key)
            folds = int(original["day"] == row["day"] and not original["folds"])
            shared: Row = {"id": None, "entry_id": key, "day": row["day"], "folds": folds}
            self.postings[key] = [
                {**one, **shared, "amount": -number_of(one["amount"])}
                for one in self.postings_of(number_of(original["id"]))
            ]
        postings = sorted(self.postings.get(key, []), key=lambda one: number_of(one["id"]))
        if any(one["leg"] is None for one in postings):
            postings = [{**one, "leg": 1} for one in postings]
            self.postings[key] = postings
        return postings

    def follows(self, key: int) -> bool:
        """Whether the entry's hash follows from the one before it: then it is as it was written."""
        before = self._hash_before(key)
        return before is not None and self._follows(key, before)

    def differs(self, key: int) -> bool:
        """Whether it is known not to be as it was written. Where something that was hashed is lost nobody can tell."""
        before, chained = self._hash_before(key), self._chained(key)
        if before is None or chained is None:
            return False
        return chain(before, chained) != self._tables["entries"][key]["hash"]

    def intact(self) -> set[int]:
        """The entries of each writer from its first on, as far as each follows from the one before, or is mended so."""
        intact = set()
        for writer in self._tables["writers"]:
            last = self._first_hash(writer)
            position, earlier = 1, 0
            while last is not None:
                key = self._places.get((writer, position)) or self._misplaced(writer, position, earlier, last)
                if key is None or not (self._follows(key, last) or self._mend(key, position, last)):
                    break
                intact.add(key)
                found = self._tables["entries"][key]["hash"]
                last = found if isinstance(found, bytes) else None
                position, earlier = position + 1, key
        return intact

    def _follows(self, key: int, before: bytes) -> bool:
        chained = self._chained(key)
        return chained is not None and chain(before, chained) == self._tables["entries"][key]["hash"]

    def _hash_before(self, key: int) -> bytes | None:
        row = self._tables["entries"][key]
        if row["position"] == 1:
            return self._first_hash(number_of(row["writer_id"]))
        earlier = self._places.get((number_of(row["writer_id"]), number_of(row["position"]) - 1))
        found = None if earlier is None else self._tables["entries"][earlier]["hash"]
        return found if isinstance(found, bytes) else None

    def _first_hash(self, writer: int) -> bytes | None:
        uids = [row.get("uid") for row in (self._tables["owner"].get(1, {}), self._tables["writers"].get(writer, {}))]
        return first_hash(*uids) if all(isinstance(uid, bytes) for uid in uids) else None  # type: ignore[arg-type] # asked

    def _chained(self, key: int) -> ChainedEntry | None:
        """What of the entry was hashed; None when something of it cannot be told."""
        tables = self._tables
        row = tables["entries"][key]
        ledger = tables["ledgers"].get(number_of(row["ledger_id"]))
        batch = tables["batches"].get(number_of(row["batch_id"]))
        words = [tables["texts"].get(number_of(row[name]), {}).get("digest") for name in ("memo_id", "party_id")]
        others = [self._uid_of(number_of(row[name])) for name in ("reverses", "corrects")]
        said = [row[name] is not None for name in ("memo_id", "party_id", "reverses", "corrects")]
        postings: list[tuple[Any, Any, Any]] = []
        for one in self.postings_of(key):
            account = tables["accounts"].get(number_of(one["account_id"]))
            postings.append((one["leg"], None if account is None else account["uid"], one["amount"]))
        known = [one is not None for one in (*words, *others)]
        if ledger is None or batch is None or known != said or any(account is None for _leg, account, _ in postings):
            return None
        given: dict[str, Any] = {
            **{name: row[name] for name in _ALIKE},
            **dict(zip(("memo", "party", "reverses", "corrects"), (*words, *others), strict=True)),
            "ledger": ledger["uid"],
            "batch": batch["uid"],
        }
        return ChainedEntry(**given, clock_back=bool(row["clock_back"]), answers=str(row["answers"]), postings=postings)

    def _uid_of(self, entry: int) -> bytes | None:
        row = self._tables["entries"].get(entry) or self._hints.get("entries", {}).get(entry) or {}
        uid = row.get("uid")
        return uid if isinstance(uid, bytes) else None

    def _misplaced(self, writer: int, position: int, earlier: int, before: bytes) -> int | None:
        """The entry after ``earlier``, if writer and position are all that is damaged in it."""
        key = min((one for one in self._tables["entries"] if one > earlier), default=None) if earlier else 1
        row = self._tables["entries"].get(key or 0)
        if key is None or row is None:
            return None
        was = {name: row[name] for name in ("writer_id", "position")}
        row |= {"writer_id": writer, "position": position}
        if self._follows(key, before):
            return key
        row |= was
        return None

    def _mend(self, key: int, position: int, before: bytes) -> bool:
        """Whether the entry could be made what it was: its hash, the digest of its words, or a single bit of it."""
        row = self._tables["entries"][key]
        chained = self._chained(key)
        if chained is not None and self._goes_on(number_of(row["writer_id"]), position + 1, chain(before, chained)):
            row["hash"] = chain(before, chained)  # the next entry knows it
            return True
        for column in ("memo_id", "party_id"):
            text = number_of(row[column])
            if (read := self._words.unlike.get(text)) is not None:
                stored = self._tables["texts"][text]
                marked = dict(stored)
                stored["digest"] = digest_of(read["salt"], read["text"])  # type: ignore[arg-type] # neither is None there
                if self._follows(key, before):
                    stored |= {**read, "digest": stored["digest"], "erased_at": None}
                    self._words.count -= 1
                    return True
                stored |= marked
        if not isinstance(row["hash"], bytes):  # put together from the indexes: nothing could prove it
            return False
        self._mendings += 1
        return self._mendings <= _MOST_MENDINGS and mended_row(
            [row, *self.postings_of(key)], lambda: self._follows(key, before)
        )

    def _goes_on(self, writer: int, position: int, last: bytes) -> bool:
        key = self._places.get((writer, position))
        return key is not None and self._follows(key, last)
