"""Writing what was rescued into a new file: its guards are there from the beginning and refuse what does not hold."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kpmbooks.book import first_hash
from kpmbooks.book.instants import Instant
from kpmbooks.book.writers import letter_of
from kpmbooks.ledger.chain import ChainedEntry, chain
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.progress import Progress
from kpmbooks.safekeeping.remnants import Row, Rows, number_of
from kpmbooks.safekeeping.rescue import Carried, Named, Plan
from kpmbooks.storage import new_uid, refusals_told, writing_order

ACT = "repair"

_ENTRIES_BETWEEN_REPORTS = 200
_REFUSED = Problem("row-refused", N_("This row does not hold together with the others."))


@dataclass(slots=True)
class Refilled:
    """What became of the plan: entries that the guards did not take, those that got a new number, other lost rows."""

    refused: list[Named] = field(default_factory=list)
    anew: list[Carried] = field(default_factory=list)
    dropped: int = 0


def refill(connection: Any, plan: Plan, now: Instant, progress: Progress) -> Refilled:
    """Write the plan into a new file, within its transaction; raises ``Cancelled``."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    return _Refill(connection, plan, now, progress).whole()


class _Refill:
    def __init__(self, connection: Any, plan: Plan, now: Instant, progress: Progress) -> None:
        self._connection = connection
        self._plan = plan
        self._now = now
        self._progress = progress
        self._written: dict[str, set[object]] = defaultdict(set)
        self._done = Refilled()
        self._writer: _NewWriter | None = None
        self._batch: int | None = None
        self._next_posting = 1

    def whole(self) -> Refilled:
        for table in writing_order():
            references = [
                (key.parent.name, key.column.table.name, bool(key.parent.nullable))
                for key in table.foreign_keys
                if key.column.table.name != table.name
            ]
            if table.name == "entries":
                self._write_entries()
            elif table.name != "postings":
                self._write_rows(table.name, self._plan.rows.get(table.name, {}), references)
        return self._done

    def _write_rows(self, table: str, rows: Rows, references: list[tuple[str, str, bool]]) -> None:
        """Each row by itself: what the guards or a missing reference refuse costs that row alone."""
        for rowid, row in sorted(rows.items()):
            for column, other, may_be_empty in references:
                if row[column] is not None and row[column] not in self._written[other]:
                    row[column] = None if may_be_empty else self._stand_in(other)
            if self._insert(table, row):
                self._written[table].add(row.get("id", rowid))
            else:
                self._done.dropped += 1

    def _stand_in(self, table: str) -> int | None:
        """Words that are lost and must be something: erased ones, whose digest nobody can meet."""
        if table != "texts":
            return None
        key = max((one for one in self._written["texts"] if isinstance(one, int)), default=0) + 1
        row: Row = dict.fromkeys(("about", "salt", "text"))
        row |= {"id": key, "digest": new_uid() + new_uid(), "erased_at": self._now.milliseconds}
        self._insert("texts", row)
        self._written["texts"].add(key)
        return key

    def _write_entries(self) -> None:
        plan = self._plan
        anew = {id(one) for one in plan.anew}
        every = sorted((*plan.as_they_are, *plan.anew), key=lambda one: number_of(one.row["id"]))
        ids = [number_of(posting["id"]) for one in every for posting in one.postings]
        self._next_posting = max(ids, default=0) + 1
        broken: set[object] = set()
        for nth, one in enumerate(every):
            if nth % _ENTRIES_BETWEEN_REPORTS == 0:
                self._progress.report(nth, len(every))
            writer = one.row["writer_id"]
            if id(one) not in anew and writer not in broken:
                if self._insert_entry(one.row, one.postings):
                    continue
                broken.add(writer)  # what its writer wrote after it cannot follow from it any more
            if self._write_anew(one):
                self._done.anew.append(one)
            else:
                self._done.refused.append(one.named)

    def _write_anew(self, one: Carried) -> bool:
        """Write the entry as the next one of the new writer; its day, words, source and instant stay."""
        row = one.row
        if row["reverses"] is not None and row["reverses"] not in self._written["entries"]:
            return False
        if row["corrects"] not in self._written["entries"]:
            row["corrects"] = None
        writer = self._writer or self._begin_writer()
        if row["batch_id"] is None:
            row["batch_id"] = self._batch = self._batch or self._begin_batch(writer)
        original = self._entry(row["reverses"])
        row["folds"] = int(original is not None and original.day == row["day"] and not original.folds)
        postings = [{**posting, "day": row["day"], "folds": row["folds"]} for posting in one.postings]
        number = writer.numbers[number_of(row["year"])] + 1
        row |= {"writer_id": writer.key, "position": writer.position + 1, "number": number}
        row["hash"] = digest = chain(writer.last_hash, self._chained(row, postings))
        if not self._insert_entry(row, postings):
            return False
        writer.position += 1
        writer.numbers[number_of(row["year"])] = number
        writer.last_hash = digest
        return True

    def _chained(self, row: Row, postings: list[Row]) -> ChainedEntry:
        ask = self._connection.exec_driver_sql

        def of(table: str, column: str, key: object) -> Any:
            return None if key is None else ask(f"SELECT {column} FROM {table} WHERE id = ?", (key,)).scalar()

        given: dict[str, Any] = {
            name: row[name]
            for name in ("uid", "day", "year", "number", "kind", "source", "written_at", "offset_minutes", "transfer")
        }
        return ChainedEntry(
            **given,
            ledger=of("ledgers", "uid", row["ledger_id"]) or b"",
            clock_back=bool(row["clock_back"]),
            batch=of("batches", "uid", row["batch_id"]) or b"",
            reverses=of("entries", "uid", row["reverses"]),
            corrects=of("entries", "uid", row["corrects"]),
            memo=of("texts", "digest", row["memo_id"]),
            party=of("texts", "digest", row["party_id"]),
            answers=str(row["answers"]),
            postings=[
                (number_of(one["leg"]), of("accounts", "uid", one["account_id"]) or b"", number_of(one["amount"]))
                for one in postings
            ],
        )

    def _entry(self, key: object) -> Any:
        if key is None:
            return None
        return self._connection.exec_driver_sql("SELECT day, folds FROM entries WHERE id = ?", (key,)).first()

    def _begin_writer(self) -> "_NewWriter":
        ask = self._connection.exec_driver_sql
        owner = ask("SELECT uid FROM owner").scalar()
        used = set(ask("SELECT letter FROM writers").scalars())
        key = int(ask("SELECT coalesce(max(id), 0) FROM writers").scalar()) + 1
        letter = next(letter for number in range(key, key + 10_000) if (letter := letter_of(number)) not in used)
        uid = new_uid()
        self._insert("writers", {"id": key, "uid": uid, "letter": letter, "begun_at": self._now.milliseconds})
        self._written["writers"].add(key)
        self._writer = _NewWriter(key, first_hash(owner, uid))
        return self._writer

    def _begin_batch(self, writer: "_NewWriter") -> int:
        key = int(self._connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM batches").scalar()) + 1
        self._insert("batches", {"id": key, "uid": new_uid(), "act": ACT, "writer_id": writer.key, "undoes": None})
        self._written["batches"].add(key)
        return key

    def _insert_entry(self, row: Row, postings: list[Row]) -> bool:
        """Postings first, then the entry, whose guard looks at both; all of it or nothing."""
        for one in postings:
            if one["id"] is None:
                one["id"] = self._next_posting
                self._next_posting += 1
        self._connection.exec_driver_sql("SAVEPOINT entry")
        done = all(self._insert("postings", one) for one in postings) and self._insert("entries", row)
        if not done:
            self._connection.exec_driver_sql("ROLLBACK TO entry")
        self._connection.exec_driver_sql("RELEASE entry")
        if done:
            self._written["entries"].add(row["id"])
        return done

    def _insert(self, table: str, row: Mapping[str, object]) -> bool:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" for _ in row)
        try:
            with refusals_told(lambda: _REFUSED):
                self._connection.exec_driver_sql(
                    f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(row.values())
                )
        except Rejected:
            return False
        return True


@dataclass(slots=True)
class _NewWriter:
    """Who carries what follows a gap."""

    key: int
    last_hash: bytes
    position: int = 0
    numbers: dict[int, int] = field(default_factory=lambda: defaultdict(int))
