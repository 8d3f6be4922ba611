"""Taking records back without erasing any: reversals, what stands of a record today, and undoing the latest act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.ledger import Entry, EntryDraft, Posting
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording.cash_effect import known_by
from kpmbooks.recording.days_off import DAY_OFF_KIND, days_off_of_batch, undo_days_off
from kpmbooks.storage import new_uid, scalar


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
    # A correction is named by the new record, which comes last; other acts by the first.
    which = "max" if row.act == "correct" else "min"
    entry = books.read_entry(
        reader, int(scalar(reader.connection, f"SELECT {which}(id) FROM entries WHERE batch_id = ?", row.id))
    )
    return Undoable(row.id, row.act, entry.kind, headline(reader, entry), count)


def undo(tx: Tx, *, today: date) -> Undoable:
    """Undo the latest act: everything it wrote is cancelled, everything it cancelled stands again.

    Raises ``Rejected`` when there is nothing to undo.
    """
    found = undoable(tx)
    if found is None:
        raise Rejected(Problem("nothing-to-undo", N_("There is nothing to undo.")))
    entries = books.entries_of_batch(tx, found.batch)
    stand = [tip for tip in (tip_of(tx, entry) for entry in reversed(entries)) if tip is not None]
    batch = books.begin_batch(tx, "undo", undoes=found.batch)
    books.post(tx, batch, reversals(tx, stand, today, None))
    undo_days_off(tx, found.batch, batch)
    return found


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
    drafts: list[EntryDraft] = []
    done: set[int] = set()
    for entry in entries:
        ends = [entry] if entry.transfer is None else _ends(tx, entry)
        transfer = new_uid() if len(ends) > 1 else None
        for end in ends:
            if end.id in done:
                continue
            done.add(end.id)
            drafts.append(_reversal(tx, end, today, reason, transfer))
    return drafts


def _ends(reader: Reader, entry: Entry) -> list[Entry]:
    assert entry.transfer is not None
    ends = books.entries_of_transfer(reader, entry.transfer)
    return [entry, *(end for end in ends if end.id != entry.id)]


def _reversal(tx: Tx, entry: Entry, today: date, reason: str | None, transfer: bytes | None) -> EntryDraft:
    closed = books.closed_through(tx, entry.ledger.id)
    day = entry.day if closed is None or entry.day > closed else today
    folds = day == entry.day and not entry.folds
    root = entry
    restores = False
    while root.reverses is not None:
        root = books.read_entry(tx, root.reverses)
        restores = not restores
    return EntryDraft(
        ledger=entry.ledger,
        day=day,
        kind=entry.kind,
        source=entry.source,
        postings=tuple(Posting(one.leg, one.account, -one.amount) for one in entry.postings),
        # A folded reversal is no line of its own and needs no words but the reason; a visible one says what it was.
        memo=reason or (None if folds else root.memo),
        party=None if folds else root.party,
        # What stands again can be shown in its form again; what only cancels has no answers of its own.
        answers=root.answers if restores else {},
        transfer=transfer,
        reverses=entry.id,
    )
