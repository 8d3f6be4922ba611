"""Writing entries: the one place where rows of the journal come into being, for one and for a million."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from json.encoder import encode_basestring
from typing import NamedTuple, TypeAlias

from kpmbooks.book import Reader, Tx
from kpmbooks.book.helping import refuse_act
from kpmbooks.book.practice import marked_uid
from kpmbooks.book.texts import store
from kpmbooks.ledger.chain import ChainedEntry, chain
from kpmbooks.ledger.values import EntryDraft, Posted, number_text
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.progress import Progress
from kpmbooks.storage import insert_many, new_uid, scalar

_CHUNK = 5_000
_TOLD_CHUNK = 1_000


def begin_batch(tx: Tx, act: str, undoes: int | None = None) -> int:
    """A batch: what one act wrote, so that it can be undone as one. Returns its key.

    Raises ``Rejected`` for an act that is not for who only helps typing.
    """
    if tx.helper is not None:
        refuse_act(tx, act)
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
        posted += [
            Posted(key, uid, number_text(year, tx.writer.letter, number))
            for key, uid, year, number in _post_chunk(tx, batch, chunk)
        ]
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
        done += len(_post_chunk(tx, batch, chunk))
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


class _Row(NamedTuple):
    """What becomes known of an entry by writing it."""

    key: int
    uid: bytes
    year: int
    number: int


def _post_chunk(tx: Tx, batch: int, drafts: Sequence[EntryDraft]) -> list[_Row]:
    connection = tx.connection
    batch_uid: bytes = scalar(connection, "SELECT uid FROM batches WHERE id = ?", batch)
    end = connection.exec_driver_sql("SELECT id, written_at FROM entries ORDER BY id DESC LIMIT 1").first()
    first, latest = (1, 0) if end is None else (int(end[0]) + 1, int(end[1]))
    uids = _account_uids(tx, drafts)
    originals = _originals(tx, drafts)
    memos, parties = _store_words(tx, drafts)
    next_number = _Numbers(tx).next
    writer, practice = tx.writer, tx.owner.practice
    writer_id, position, last_hash = writer.id, writer.position, writer.last_hash
    posting_rows: list[tuple[object, ...]] = []
    entry_rows: list[tuple[object, ...]] = []
    written: list[_Row] = []
    for nth, draft in enumerate(drafts):
        key, uid = first + nth, marked_uid(practice=practice)
        day, year = draft.day.isoformat(), draft.day.year
        number = next_number(year)
        written_at, offset = tx.written_at()
        clock_back = written_at < latest
        latest = max(latest, written_at)
        memo_id, memo = memos.get(nth, _NO_TEXT)
        party_id, party = parties.get(nth, _NO_TEXT)
        answers = _as_json(draft.answers)
        folds, reversed_uid, corrected_uid = 0, None, None
        if draft.reverses is not None:
            reversed_uid, folds = originals[draft.reverses].cancelled_on(day)
        if draft.corrects is not None:
            corrected_uid = scalar(connection, "SELECT uid FROM entries WHERE id = ?", draft.corrects)
        ledger, kind, source, transfer = draft.ledger, draft.kind, draft.source, draft.transfer
        last_hash = chain(
            last_hash,
            ChainedEntry(
                uid,
                ledger.uid,
                day,
                year,
                number,
                kind,
                source,
                written_at,
                offset,
                clock_back,
                batch_uid,
                transfer,
                reversed_uid,
                corrected_uid,
                memo,
                party,
                answers,
                [(leg, uids[account], amount) for leg, account, amount in draft.postings],
            ),
        )
        position += 1
        posting_rows += [(key, leg, account, int(amount), day, folds) for leg, account, amount in draft.postings]
        entry_rows.append(
            (
                key,
                uid,
                ledger.id,
                day,
                year,
                number,
                writer_id,
                position,
                kind,
                source,
                memo_id,
                party_id,
                answers,
                batch,
                transfer,
                draft.reverses,
                folds,
                draft.corrects,
                written_at,
                offset,
                int(clock_back),
                last_hash,
            )
        )
        written.append(_Row(key, uid, year, number))
    writer.position, writer.last_hash = position, last_hash
    insert_many(
        connection,
        "INSERT INTO postings (entry_id, leg, account_id, amount, day, folds) VALUES (?, ?, ?, ?, ?, ?)",
        posting_rows,
    )
    insert_many(
        connection,
        "INSERT INTO entries (id, uid, ledger_id, day, year, number, writer_id, position, kind, source, memo_id,"
        " party_id, answers, batch_id, transfer, reverses, folds, corrects, written_at, offset_minutes, clock_back,"
        " hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entry_rows,
    )
    return written


def _account_uids(tx: Tx, drafts: Sequence[EntryDraft]) -> Mapping[int, bytes]:
    used = tuple({one.account for draft in drafts for one in draft.postings})
    marks = ", ".join("?" for _ in used)
    rows = tx.connection.exec_driver_sql(f"SELECT id, uid FROM accounts WHERE id IN ({marks})", used)
    return dict(rows.all())


class _Original(NamedTuple):
    """What the entry that cancels another has to know of it."""

    uid: bytes
    day: str
    folds: int

    def cancelled_on(self, day: str) -> tuple[bytes, int]:
        """Its uid, and whether cancelling it on ``day`` folds."""
        return self.uid, int(self.day == day and not self.folds)


def _originals(tx: Tx, drafts: Sequence[EntryDraft]) -> Mapping[int, _Original]:
    """The entries that the drafts cancel, asked for at once: a file that is undone cancels tens of thousands."""
    wanted = [draft.reverses for draft in drafts if draft.reverses is not None]
    if not wanted:
        return {}
    rows = tx.connection.exec_driver_sql(
        "SELECT id, uid, day, folds FROM entries WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(wanted),)
    )
    return {key: _Original(uid, day, folds) for key, uid, day, folds in rows}


def _as_json(answers: Mapping[str, int | str]) -> str:
    """The answers as JSON with sorted names, without spaces; by hand, because a file brings a hundred thousand."""
    named = [
        f"{encode_basestring(name)}:{encode_basestring(value) if isinstance(value, str) else int(value)}"
        for name, value in sorted(answers.items())
    ]
    return f"{{{','.join(named)}}}"


_Words: TypeAlias = Mapping[int, tuple[int | None, bytes | None]]
_NO_TEXT = (None, None)


def _store_words(tx: Tx, drafts: Sequence[EntryDraft]) -> tuple[_Words, _Words]:
    """Keep memos and parties; key and digest of each, by the draft's place."""
    memos = [(nth, draft.memo, draft.about) for nth, draft in enumerate(drafts) if draft.memo]
    parties = [(nth, draft.party, draft.about) for nth, draft in enumerate(drafts) if draft.party]
    stored = store(tx.connection, [(text, about) for _, text, about in (*memos, *parties)])
    return (
        dict(zip([nth for nth, _, _ in memos], stored[: len(memos)], strict=True)),
        dict(zip([nth for nth, _, _ in parties], stored[len(memos) :], strict=True)),
    )
