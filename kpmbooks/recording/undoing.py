"""Taking records back without erasing any: reversals, what stands of a record today, and undoing the latest act."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.ledger import Entry, EntryDraft, Posting
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.progress import NoProgress, Progress
from kpmbooks.recording.cash_effect import known_by
from kpmbooks.recording.days_off import DAY_OFF_KIND, days_off_of_batch, undo_days_off
from kpmbooks.storage import new_uid, scalar

_CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Undoable:
    """The latest act that can be undone: what it did (``record``, ``correct``, ``reverse``, …) to which kind.

    ``entries`` counts days off as well; an act that only noted or cancelled days off has the amount 0.
    """

    batch: int
    act: str
    kind: str
    amount: Rupiah
    entries: int


def undoable(reader: Reader) -> Undoable | None:
    """What ``undo`` would undo: the latest act that is not itself an undo and was not undone."""
    row = reader.connection.exec_driver_sql(
        "SELECT b.id, b.act FROM batches b WHERE b.act <> 'undo'"
        " AND NOT EXISTS (SELECT 1 FROM batches u WHERE u.undoes = b.id)"
        " AND (EXISTS (SELECT 1 FROM entries e WHERE e.batch_id = b.id)"
        " OR EXISTS (SELECT 1 FROM days_off d WHERE d.batch_id = b.id)) ORDER BY b.id DESC LIMIT 1"
    ).first()
    if row is None:
        return None
    entries = int(scalar(reader.connection, "SELECT count(*) FROM entries WHERE batch_id = ?", row.id))
    count = entries + days_off_of_batch(reader, row.id)
    if not entries:
        return Undoable(row.id, row.act, DAY_OFF_KIND, Rupiah(0), count)
    # A correction is named by the new record, other acts by the first.
    named = "SELECT coalesce(min(iif(corrects IS NULL, NULL, id)), min(id)) FROM entries WHERE batch_id = ?"
    entry = books.read_entry(reader, int(scalar(reader.connection, named, row.id)))
    return Undoable(row.id, row.act, entry.kind, headline(reader, entry), count)


def undo(tx: Tx, *, today: date, progress: Progress | None = None) -> Undoable:
    """Undo the latest act: everything it wrote is cancelled, everything it cancelled stands again.

    ``progress`` is told how many of its entries are done. Raises ``Rejected`` when there is nothing to undo, and
    ``Cancelled``, perhaps after some were written: whoever calls lets the whole transaction go then.
    """
    watched = progress or NoProgress()
    found = undoable(tx)
    if found is None:
        raise Rejected(Problem("nothing-to-undo", N_("There is nothing to undo.")))
    keys = books.keys_of_batch(tx, found.batch)
    watched.report(0, len(keys))
    # What stands is settled before anything is written: entries of one act may have to do with each other.
    stand = [tip.id for chunk in _chunks(tx, keys[::-1]) for tip in _tips(tx, chunk)]
    batch = books.begin_batch(tx, "undo", undoes=found.batch)
    drafts = Reversals(tx, today, None).of(entry for chunk in _chunks(tx, stand) for entry in chunk)
    books.post_many(tx, batch, drafts, watched, len(stand))
    undo_days_off(tx, found.batch, batch)
    return found


def take_back(tx: Tx, batch: int, *, today: date, act: str) -> int:
    """Cancel what stands of an earlier batch, in a new batch of its own; gives its key."""
    stand = [tip.id for chunk in _chunks(tx, books.keys_of_batch(tx, batch)[::-1]) for tip in _tips(tx, chunk)]
    taken = books.begin_batch(tx, act)
    books.post(tx, taken, reversals(tx, books.read_entries(tx, stand), today, None))
    return taken


def _chunks(reader: Reader, keys: Sequence[int]) -> Iterator[tuple[Entry, ...]]:
    """The entries with these keys, some at a time: memory does not grow with their number."""
    for first in range(0, len(keys), _CHUNK):
        yield books.read_entries(reader, keys[first : first + _CHUNK])


def _tips(reader: Reader, entries: Iterable[Entry]) -> Iterator[Entry]:
    return (tip for tip in (tip_of(reader, entry) for entry in entries) if tip is not None)


def is_standing(reader: Reader, entry: Entry) -> bool:
    """Whether a record counts today by itself, so that it can be corrected or taken back.

    One that was taken back does not, nor does the taking back; what an undo restored does.
    """
    restores = True
    root = entry
    while root.reverses is not None:
        root = books.read_entry(reader, root.reverses)
        restores = not restores
    return restores and entry.reversed_by is None


def headline(reader: Reader, entry: Entry) -> Rupiah:
    """The one amount by which a person knows a record; never negative."""
    return known_by(entry, {account.id: account for account in books.accounts(reader, entry.ledger)})


def tip_of(reader: Reader, entry: Entry) -> Entry | None:
    """The entry by which ``entry`` stands today: itself, or the one that restored it; None when it is cancelled."""
    stands = True
    while entry.reversed_by is not None:
        entry = books.read_entry(reader, entry.reversed_by)
        stands = not stands
    return entry if stands else None


def standing(reader: Reader, entry: Entry) -> Entry:
    """The entry by which ``entry`` stands today; raises ``Rejected`` when it was taken back."""
    tip = tip_of(reader, entry)
    if tip is None or entry.folds:
        message = N_("Record {number} was taken back already. Nothing was changed.")
        raise Rejected(Problem("already-reversed", message, {"number": entry.number}, "number"))
    return tip


def reversals(tx: Tx, entries: Sequence[Entry], today: date, reason: str | None) -> list[EntryDraft]:
    """Drafts that cancel the entries exactly, and with each the other end of its transfer."""
    return list(Reversals(tx, today, reason).of(entries))


class Reversals:
    """Drafts that cancel entries, made as they are asked for. One of these is for one act."""

    def __init__(self, tx: Tx, today: date, reason: str | None) -> None:
        self._tx = tx
        self._today = today
        self._reason = reason
        self._done: set[int] = set()
        self._closed: dict[int, date | None] = {}

    def of(self, entries: Iterable[Entry]) -> Iterator[EntryDraft]:
        """A draft for each of the entries and for the other end of its transfer, which is cancelled right after it."""
        for entry in entries:
            ends = [entry] if entry.transfer is None else _ends(self._tx, entry)
            transfer = new_uid() if len(ends) > 1 else None
            for end in ends:
                if end.id not in self._done:
                    self._done.add(end.id)
                    yield self._reversal(end, transfer)

    def _closed_through(self, ledger: int) -> date | None:
        if ledger not in self._closed:
            self._closed[ledger] = books.closed_through(self._tx, ledger)
        return self._closed[ledger]

    def _reversal(self, entry: Entry, transfer: bytes | None) -> EntryDraft:
        closed = self._closed_through(entry.ledger.id)
        day = entry.day if closed is None or entry.day > closed else self._today
        folds = day == entry.day and not entry.folds
        root = entry
        restores = False
        while root.reverses is not None:
            root = books.read_entry(self._tx, root.reverses)
            restores = not restores
        return EntryDraft(
            ledger=entry.ledger,
            day=day,
            kind=entry.kind,
            source=entry.source,
            postings=tuple(Posting(one.leg, one.account, -one.amount) for one in entry.postings),
            # A folded reversal is no line of its own and needs no words but the reason; a visible one says what it was.
            memo=self._reason or (None if folds else root.memo),
            party=None if folds else root.party,
            # What stands again can be shown in its form again; what only cancels has no answers of its own.
            answers=root.answers if restores else {},
            transfer=transfer,
            reverses=entry.id,
        )


def _ends(reader: Reader, entry: Entry) -> list[Entry]:
    assert entry.transfer is not None
    ends = books.entries_of_transfer(reader, entry.transfer)
    return [entry, *(end for end in ends if end.id != entry.id)]
