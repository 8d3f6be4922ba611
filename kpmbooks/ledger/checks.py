"""What must hold in every book, verified from the rows themselves by sums that share nothing with the roll-ups."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from kpmbooks.book import Reader, first_hash
from kpmbooks.book.attachments import digest_of as photo_digest
from kpmbooks.book.texts import digest_of
from kpmbooks.ledger.chain import ChainedEntry, chain
from kpmbooks.ledger.values import STRETCH, number_text
from kpmbooks.problems import N_, Problem


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold: a code, where, and the sentence for it."""

    code: str
    where: str
    problem: Problem = field(compare=False)


def _fault(code: str, where: str, message: str, **params: object) -> Fault:
    return Fault(code, where, Problem(code, message, params, where))


_NUMBER = (
    "e.year || '-' || coalesce((SELECT letter FROM writers WHERE id = e.writer_id), '?') || '-'"
    " || printf('%03d', e.number)"
)


def check_balanced(reader: Reader) -> Iterator[Fault]:
    """Every entry has at least two postings and sums to zero in every leg and fund; no posting is without an entry."""
    sql = (
        f"SELECT DISTINCT {_NUMBER} FROM entries e WHERE e.id IN ("
        " SELECT p.entry_id FROM postings p JOIN accounts a ON a.id = p.account_id"
        " GROUP BY p.entry_id, p.leg, a.fund_id HAVING sum(p.amount) <> 0)"
        " OR (SELECT count(*) FROM postings p WHERE p.entry_id = e.id) < 2"
    )
    for number in reader.connection.exec_driver_sql(sql).scalars():
        yield _fault("entry-unbalanced", number, N_("This record does not add up."))
    orphans = "SELECT count(*) FROM postings WHERE entry_id NOT IN (SELECT id FROM entries)"
    if count := reader.connection.exec_driver_sql(orphans).scalar():
        yield _fault("posting-orphan", "postings", N_("{count} amounts belong to no record."), count=count)


_TRUE_SUMS = """
    SELECT p.account_id AS account, {key} AS at, sum(max(p.amount, 0)) AS debit, sum(max(-p.amount, 0)) AS credit
    FROM postings p JOIN entries e ON e.id = p.entry_id
    WHERE e.folds = 0 AND NOT EXISTS (SELECT 1 FROM entries f WHERE f.reverses = e.id AND f.folds = 1)
    GROUP BY 1, 2
"""
_TRUE_COUNTS = """
    SELECT p.account_id AS account, {key} AS at, count(DISTINCT p.entry_id) AS lines
    FROM postings p JOIN entries e ON e.id = p.entry_id WHERE e.folds = 0 GROUP BY 1, 2
"""


def check_roll_ups(reader: Reader) -> Iterator[Fault]:
    """The sums kept per month and day are those of the entries."""
    for table, key, true_key in (
        ("account_months", "month", "substr(e.day, 1, 7)"),
        ("account_days", "day || ' ' || stretch", f"e.day || ' ' || (e.id / {STRETCH})"),
    ):
        sums: dict[tuple[int, str], list[int]] = {}
        for row in reader.connection.exec_driver_sql(_TRUE_COUNTS.format(key=true_key)):
            sums[row.account, row.at] = [0, 0, row.lines]
        for row in reader.connection.exec_driver_sql(_TRUE_SUMS.format(key=true_key)):
            sums[row.account, row.at][:2] = [row.debit, row.credit]
        kept = {
            (row[0], row[1]): list(row[2:])
            for row in reader.connection.exec_driver_sql(f"SELECT account_id, {key}, debit, credit, count FROM {table}")
        }
        for account, at in sorted(sums.keys() | kept.keys()):
            if sums.get((account, at), [0, 0, 0]) != kept.get((account, at), [0, 0, 0]):
                message = N_("The kept sum of account {account} for {at} is not that of its records.")
                yield _fault("roll-up-differs", f"{table} {account} {at}", message, account=account, at=at)


def check_links(reader: Reader) -> Iterator[Fault]:
    """Reversals cancel their originals, fold only on the same day, and both ends of a transfer stand together."""
    wrong = (
        f"SELECT {_NUMBER} FROM entries e JOIN entries o ON o.id = e.reverses"
        " WHERE e.folds <> (o.day = e.day AND o.folds = 0) OR e.ledger_id <> o.ledger_id"
        " OR EXISTS (SELECT 1 FROM postings p WHERE p.entry_id IN (e.id, o.id)"
        "  GROUP BY p.account_id HAVING sum(p.amount) <> 0)"
    )
    for number in reader.connection.exec_driver_sql(wrong).scalars():
        yield _fault("reversal-wrong", number, N_("This record does not cancel the one it takes back."))
    copies = (
        f"SELECT DISTINCT {_NUMBER} FROM entries e JOIN postings p ON p.entry_id = e.id"
        " JOIN accounts a ON a.id = p.account_id"
        " WHERE p.day <> e.day OR p.folds <> e.folds OR a.ledger_id <> e.ledger_id"
    )
    for number in reader.connection.exec_driver_sql(copies).scalars():
        yield _fault("posting-elsewhere", number, N_("An amount of this record stands under another day or ledger."))
    lone = "SELECT hex(transfer) FROM entries WHERE transfer IS NOT NULL GROUP BY transfer HAVING count(*) <> 2"
    for transfer in reader.connection.exec_driver_sql(lone).scalars():
        message = N_("Of money that went from one ledger to another only one end is there.")
        yield _fault("transfer-alone", transfer, message)
    early = f"SELECT {_NUMBER} FROM entries e WHERE e.day < (SELECT start FROM owner)"
    for number in reader.connection.exec_driver_sql(early).scalars():
        yield _fault("before-start", number, N_("This record lies before the start of the book."))


_CHAINED = """
    SELECT e.*, w.uid AS writer_uid, w.letter, l.uid AS ledger_uid, b.uid AS batch_uid,
        m.digest AS memo, p.digest AS party, r.uid AS reversed_uid, c.uid AS corrected_uid
    FROM entries e JOIN writers w ON w.id = e.writer_id
    LEFT JOIN ledgers l ON l.id = e.ledger_id LEFT JOIN batches b ON b.id = e.batch_id
    LEFT JOIN texts m ON m.id = e.memo_id LEFT JOIN texts p ON p.id = e.party_id
    LEFT JOIN entries r ON r.id = e.reverses LEFT JOIN entries c ON c.id = e.corrects
    ORDER BY e.writer_id, e.position
"""


def check_chains(reader: Reader) -> Iterator[Fault]:
    """Every writer's chain leads from its beginning to its end: nothing was edited, swapped or taken out."""
    accounts: dict[int, bytes] = dict(reader.connection.exec_driver_sql("SELECT id, uid FROM accounts").all())
    # Walked in step with the entries, so that a book of a million needs no more memory than one of ten.
    walk = reader.connection.exec_driver_sql(
        "SELECT e.writer_id, e.position, p.leg, p.account_id, p.amount FROM entries e"
        " JOIN postings p ON p.entry_id = e.id ORDER BY e.writer_id, e.position, p.id"
    )
    by_entry = groupby(walk, key=lambda row: (row.writer_id, row.position))
    upcoming: tuple[Any, Any] | None = next(by_entry, None)
    last: bytes = b""
    writer = None
    position = 0
    for row in reader.connection.exec_driver_sql(_CHAINED):
        if row.writer_id != writer:
            writer, position, last = row.writer_id, 0, first_hash(reader.owner.uid, row.writer_uid)
        position += 1
        where = number_text(row.year, row.letter, row.number)
        if row.position != position:
            yield _fault("chain-gap", where, N_("A record before this one is missing."))
            position = row.position
        postings: list[tuple[int, bytes, int]] = []
        if upcoming is not None and upcoming[0] == (row.writer_id, row.position):
            postings = [(one.leg, accounts.get(one.account_id, b""), one.amount) for one in upcoming[1]]
            upcoming = next(by_entry, None)
        expected = chain(
            last,
            ChainedEntry(
                uid=row.uid,
                ledger=row.ledger_uid or b"",
                day=row.day,
                year=row.year,
                number=row.number,
                kind=row.kind,
                source=row.source,
                written_at=row.written_at,
                offset_minutes=row.offset_minutes,
                clock_back=bool(row.clock_back),
                batch=row.batch_uid or b"",
                transfer=row.transfer,
                reverses=row.reversed_uid,
                corrects=row.corrected_uid,
                memo=row.memo,
                party=row.party,
                answers=row.answers,
                postings=postings,
            ),
        )
        if expected != row.hash:
            yield _fault("chain-broken", where, N_("This record is not as it was written."))
        last = row.hash


def check_texts(reader: Reader) -> Iterator[Fault]:
    """Every text that was not erased is the one that was written."""
    rows = reader.connection.exec_driver_sql("SELECT id, salt, text, digest, erased_at FROM texts")
    for row in rows:
        erased = row.erased_at is not None and row.text is None and row.salt is None
        written = row.erased_at is None and row.text is not None and row.salt is not None
        if not erased and not (written and digest_of(row.salt, row.text) == row.digest):
            yield _fault("text-altered", f"texts {row.id}", N_("Words in this book are not as they were written."))


def check_photos(reader: Reader) -> Iterator[Fault]:
    """Every photo that was not erased is the one that was kept."""
    # Row by row: a year of photos need not lie in memory at once.
    keys = reader.connection.exec_driver_sql("SELECT id FROM attachments ORDER BY id").scalars().all()
    for key in keys:
        row = reader.connection.exec_driver_sql(
            "SELECT salt, content, digest, erased_at FROM attachments WHERE id = ?", (key,)
        ).one()
        erased = row.erased_at is not None and row.content is None and row.salt is None
        kept = row.erased_at is None and row.content is not None and row.salt is not None
        if not erased and not (kept and photo_digest(row.salt, row.content) == row.digest):
            yield _fault("photo-altered", f"attachments {key}", N_("A photo in this book is not as it was kept."))


def check_forms(reader: Reader) -> Iterator[Fault]:
    """What an entry tells of itself can be read: its number is of its day's year, its answers are named values."""
    sql = (
        f"SELECT {_NUMBER} FROM entries e WHERE e.year IS NOT CAST(substr(e.day, 1, 4) AS INTEGER) OR e.number < 1"
        " OR e.clock_back NOT IN (0, 1) OR iif(json_valid(e.answers), json_type(e.answers) IS NOT 'object', TRUE)"
    )
    for number in reader.connection.exec_driver_sql(sql).scalars():
        yield _fault("entry-unreadable", number, N_("Something in this record cannot be read."))


SUM_CHECKS = (check_balanced, check_roll_ups)
"""Those that figures rest on."""

CHECKS = (check_balanced, check_roll_ups, check_links, check_chains, check_texts, check_photos, check_forms)
