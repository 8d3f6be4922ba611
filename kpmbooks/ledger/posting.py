"""Writing entries: the one place where rows of the journal come into being, for one and for a million."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from kpmbooks.book import Reader, Tx
from kpmbooks.book.texts import StoredText, store
from kpmbooks.ledger.chain import ChainedEntry, chain
from kpmbooks.ledger.values import EntryDraft, Posted, number_text
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.progress import Progress
from kpmbooks.storage import new_uid, scalar

_CHUNK = 5_000
_TOLD_CHUNK = 1_000


def begin_batch(tx: Tx, act: str, undoes: int | None = None) -> int:
    """A batch: what one act wrote, so that it can be undone as one. Returns its key."""
    return int(
        tx.connection.exec_driver_sql(
            "INSERT INTO batches (uid, act, writer_id, undoes) VALUES (?, ?, ?, ?)",
            (new_uid(), act, tx.writer.id, undoes),
        ).lastrowid
    )


def post(tx: Tx, batch: int, drafts: Sequence[EntryDraft]) -> tuple[Posted, ...]:
    """Post the drafts in their order as entries of ``batch``.

    Raises ``Rejected`` for a day before the book's start or in a closed period; anything that does not balance is a
    bug of the caller and is refused by the guards.
    """
    problems = _refusals(tx, drafts)
    if problems:
        raise Rejected(problems)
    posted: list[Posted] = []
    rest = iter(drafts)
    while chunk := list(islice(rest, _CHUNK)):
        posted.extend(_post_chunk(tx, batch, chunk))
    tx.touch("entries")
    return tuple(posted)


def post_many(tx: Tx, batch: int, drafts: Iterable[EntryDraft], progress: Progress, total: int) -> int:
    """Post drafts as they come, a thousand at a time, so that memory does not grow with their number; gives how many.

    ``progress`` is told after each thousand, out of ``total``. Raises what ``post`` raises, and ``Cancelled``, perhaps
    after some were written: whoever calls lets the whole transaction go.
    """
    done = 0
    rest = iter(drafts)
    while chunk := list(islice(rest, _TOLD_CHUNK)):
        if problems := _refusals(tx, chunk):
            raise Rejected(problems)
        done += sum(1 for _ in _post_chunk(tx, batch, chunk))
        progress.report(done, total)
    tx.touch("entries")
    return done


def closed_through(reader: Reader, ledger: int) -> date | None:
    """The last day of the ledger's closed period; None when nothing is closed."""
    through = scalar(
        reader.connection, "SELECT through FROM period_locks WHERE ledger_id = ? ORDER BY id DESC LIMIT 1", ledger
    )
    return None if through is None else date.fromisoformat(through)


def _refusals(tx: Tx, drafts: Sequence[EntryDraft]) -> list[Problem]:
    problems: list[Problem] = []
    closed = {ledger: closed_through(tx, ledger) for ledger in {draft.ledger.id for draft in drafts}}
    for draft in drafts:
        through = closed[draft.ledger.id]
        if draft.day < tx.owner.start:
            message = N_("This book begins on {start}. Choose that day or a later one.")
            problems.append(Problem("before-start", message, {"start": tx.owner.start}, "date"))
        elif through is not None and draft.day <= through:
            message = N_("The book is closed through {through}. Choose a later day.")
            problems.append(Problem("period-closed", message, {"through": through}, "date"))
    return problems


_as_json = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


class _Numbers:
    """The counter of each year of this writer."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._last: dict[int, int] = {}

    def next(self, year: int) -> int:
        if year not in self._last:
            sql = "SELECT coalesce(max(number), 0) FROM entries WHERE writer_id = ? AND year = ?"
            self._last[year] = int(scalar(self._tx.connection, sql, self._tx.writer.id, year))
        self._last[year] += 1
        return self._last[year]


def _post_chunk(tx: Tx, batch: int, drafts: Sequence[EntryDraft]) -> Iterator[Posted]:
    connection = tx.connection
    batch_uid: bytes = scalar(connection, "SELECT uid FROM batches WHERE id = ?", batch)
    end = connection.exec_driver_sql("SELECT id, written_at FROM entries ORDER BY id DESC LIMIT 1").first()
    first, latest = (1, 0) if end is None else (int(end[0]) + 1, int(end[1]))
    used = tuple({one.account for draft in drafts for one in draft.postings})
    marks = ", ".join("?" for _ in used)
    account_uids: Mapping[int, bytes] = dict(
        connection.exec_driver_sql(f"SELECT id, uid FROM accounts WHERE id IN ({marks})", used).all()
    )
    words = _store_words(tx, drafts)
    numbers = _Numbers(tx)
    writer = tx.writer
    posting_rows: list[tuple[object, ...]] = []
    entry_rows: list[tuple[object, ...]] = []
    posted: list[Posted] = []
    for key, draft in enumerate(drafts, first):
        uid = new_uid()
        day = draft.day.isoformat()
        number = numbers.next(draft.day.year)
        written_at, offset = tx.written_at()
        clock_back = written_at < latest
        latest = max(latest, written_at)
        memo, party = words.get((key - first, "memo")), words.get((key - first, "party"))
        answers = _as_json(dict(draft.answers))
        folds = 0
        reversed_uid = None
        if draft.reverses is not None:
            original = connection.exec_driver_sql(
                "SELECT uid, day, folds FROM entries WHERE id = ?", (draft.reverses,)
            ).one()
            reversed_uid = original.uid
            folds = int(original.day == day and not original.folds)
        corrected_uid = (
            None
            if draft.corrects is None
            else scalar(connection, "SELECT uid FROM entries WHERE id = ?", draft.corrects)
        )
        digest = chain(
            writer.last_hash,
            ChainedEntry(
                uid=uid,
                ledger=draft.ledger.uid,
                day=day,
                year=draft.day.year,
                number=number,
                kind=draft.kind,
                source=draft.source,
                written_at=written_at,
                offset_minutes=offset,
                clock_back=clock_back,
                batch=batch_uid,
                transfer=draft.transfer,
                reverses=reversed_uid,
                corrects=corrected_uid,
                memo=memo and memo.digest,
                party=party and party.digest,
                answers=answers,
                postings=[(one.leg, account_uids[one.account], one.amount) for one in draft.postings],
            ),
        )
        writer.position += 1
        writer.last_hash = digest
        posting_rows.extend((key, one.leg, one.account, int(one.amount), day, folds) for one in draft.postings)
        entry_rows.append(
            (
                key,
                uid,
                draft.ledger.id,
                day,
                draft.day.year,
                number,
                writer.id,
                writer.position,
                draft.kind,
                draft.source,
                memo and memo.id,
                party and party.id,
                answers,
                batch,
                draft.transfer,
                draft.reverses,
                folds,
                draft.corrects,
                written_at,
                offset,
                int(clock_back),
                digest,
            )
        )
        posted.append(Posted(key, uid, number_text(draft.day.year, writer.letter, number)))
    connection.exec_driver_sql(
        "INSERT INTO postings (entry_id, leg, account_id, amount, day, folds) VALUES (?, ?, ?, ?, ?, ?)", posting_rows
    )
    connection.exec_driver_sql(
        "INSERT INTO entries (id, uid, ledger_id, day, year, number, writer_id, position, kind, source, memo_id,"
        " party_id, answers, batch_id, transfer, reverses, folds, corrects, written_at, offset_minutes, clock_back,"
        " hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entry_rows,
    )
    return iter(posted)


def _store_words(tx: Tx, drafts: Sequence[EntryDraft]) -> dict[tuple[int, str], StoredText]:
    places: list[tuple[int, str]] = []
    wanted: list[tuple[str, bytes | None]] = []
    for nth, draft in enumerate(drafts):
        for place, text in (("memo", draft.memo), ("party", draft.party)):
            if text:
                places.append((nth, place))
                wanted.append((text, draft.about))
    return dict(zip(places, store(tx.connection, wanted), strict=True))
