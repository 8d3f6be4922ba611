"""The rows of what was asked for a loan and no ledger can know, and the figures that its evidence rests on.

Answers are append-only: the latest of a question counts, and its words can be erased like all words of a book.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Column, ForeignKey, Index, Integer, Text

from kpmbooks.book import Reader, Tx
from kpmbooks.book.texts import store_one
from kpmbooks.dates import Period
from kpmbooks.ledger import LedgerRef
from kpmbooks.loans.stands import STANDS
from kpmbooks.storage import append_only, no_replace, row_id, table

loan_answers = table(
    "loan_answers",
    row_id(),
    Column("ledger_id", ForeignKey("ledgers.id"), nullable=False),
    Column("question", Text, nullable=False),
    Column("answer_id", ForeignKey("texts.id")),
    Column("written_at", Integer, nullable=False),
    Column("writer_id", ForeignKey("writers.id"), nullable=False),
    twice=True,
)
Index("ix_loan_answers_ledger_id", loan_answers.c.ledger_id, loan_answers.c.question, loan_answers.c.id)

TABLES = (loan_answers,)
GUARDS = (*append_only("loan_answers"), no_replace("loan_answers", "id = NEW.id"))


def latest_answers(reader: Reader, ledger: LedgerRef) -> dict[str, str]:
    """The latest answer to each question of the ledger; taken back and erased ones are not there."""
    found = reader.connection.exec_driver_sql(
        "SELECT a.question, t.text FROM loan_answers a LEFT JOIN texts t ON t.id = a.answer_id"
        " WHERE a.id IN (SELECT max(id) FROM loan_answers WHERE ledger_id = ? GROUP BY question)",
        (ledger.id,),
    )
    return {question: text for question, text in found if text}


def insert_answers(tx: Tx, ledger: LedgerRef, answers: Mapping[str, str]) -> None:
    """Add an answer to each question; an empty one takes the earlier back."""
    at = tx.written_at().milliseconds
    for question, text in answers.items():
        tx.connection.exec_driver_sql(
            "INSERT INTO loan_answers (ledger_id, question, answer_id, written_at, writer_id) VALUES (?, ?, ?, ?, ?)",
            (ledger.id, question, store_one(tx.connection, text), at, tx.writer.id),
        )


class CountedRecords(NamedTuple):
    """Records of one day and source that were typed on the day ``written``, by the machine's clock: how many, how many
    of them touched sales, materials and other costs, and how many closed the stall, which is a count of the money."""

    day: date
    source: str
    written: date
    records: int
    revenue: int
    materials: int
    expense: int
    closings: int


# Records that make their day one with a record, by day and source. What each one touched is looked up once: 1 sales,
# 2 materials, 4 other costs, 8 accounts on which equipment is only written down. Their keys are written out in the
# text: a list that is handed over would be read anew for each record. Materialized, or it is looked up four times.
_COUNTED = f"""
    WITH counted AS MATERIALIZED (
        SELECT e.day AS day, e.source AS source, (e.written_at / 1000 + e.offset_minutes * 60) / 86400 AS written,
            e.kind = 'tutup_lapak' AS closing, (
            SELECT max(p.account_id IN ({{revenue}}) AND p.amount < 0) + max(p.account_id IN ({{materials}})) * 2
                + max(p.account_id IN ({{expense}})) * 4 + max(p.account_id IN ({{written_down}})) * 8
            FROM postings p WHERE p.entry_id = e.id) AS touched
        FROM entries e WHERE e.ledger_id = :ledger AND e.day BETWEEN :first AND :last
        AND e.kind NOT IN (SELECT value FROM json_each(:uncounted)) AND {STANDS})
    SELECT day, source, written, count(*), sum(touched & 1), sum(touched >> 1 & 1), sum(touched >> 2 & 1), sum(closing)
    FROM counted WHERE touched < 8 GROUP BY day, source, written ORDER BY day
"""


def counted_records(
    reader: Reader,
    ledger: LedgerRef,
    period: Period,
    *,
    uncounted: Sequence[str],
    revenue: Sequence[int],
    materials: Sequence[int],
    expense: Sequence[int],
    written_down: Sequence[int],
) -> tuple[CountedRecords, ...]:
    """The records of ``period`` that make their day one with a record, in the order of days.

    ``uncounted``: kinds that make no day; the others are keys of accounts.
    """
    keys = {"revenue": revenue, "materials": materials, "expense": expense, "written_down": written_down}
    found = reader.connection.exec_driver_sql(
        _COUNTED.format_map({name: ", ".join(str(int(key)) for key in those) for name, those in keys.items()}),
        {
            "ledger": ledger.id,
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "uncounted": json.dumps(list(uncounted)),
        },
    )
    return tuple(
        CountedRecords(date.fromisoformat(day), source, _day_of(written), *rest)
        for day, source, written, *rest in found
    )


class HouseholdRecords(NamedTuple):
    """The household's own records of one month (``2026-01``) and source: how many of ``spent`` and of ``earned``."""

    month: str
    source: str
    spent: int
    earned: int


def household_records(
    reader: Reader, ledger: LedgerRef, period: Period, *, spending: Sequence[int], earning: Sequence[int]
) -> tuple[HouseholdRecords, ...]:
    """The household's own records; what only is the other end of a record in the business's ledger is none of them."""
    touches = (
        "sum(EXISTS (SELECT 1 FROM postings p WHERE p.entry_id = e.id"
        " AND p.account_id IN (SELECT value FROM json_each(:{}))))"
    )
    found = reader.connection.exec_driver_sql(
        f"SELECT substr(e.day, 1, 7), e.source, {touches.format('spending')}, {touches.format('earning')}"
        " FROM entries e WHERE e.ledger_id = :ledger AND e.day BETWEEN :first AND :last AND e.transfer IS NULL"
        f" AND {STANDS} GROUP BY 1, 2",
        {
            "ledger": ledger.id,
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "spending": json.dumps(list(spending)),
            "earning": json.dumps(list(earning)),
        },
    )
    return tuple(HouseholdRecords(*row) for row in found)


def texts_with(reader: Reader, roots: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """Key and words of every text of the book that has one of the roots in it."""
    found = reader.connection.exec_driver_sql(
        f"SELECT id, text FROM texts WHERE {' OR '.join(['text LIKE ?'] * len(roots))}",
        tuple(f"%{root}%" for root in roots),
    )
    return tuple((int(key), text) for key, text in found)


def worded_sums(
    reader: Reader, ledger: LedgerRef, period: Period, accounts: Sequence[int], texts: Sequence[int]
) -> dict[date, int]:
    """What the records of the period whose memo or party is one of ``texts`` put on these accounts, by day; struck
    pairs are in none."""
    if not texts or not accounts:
        return {}
    found = reader.connection.exec_driver_sql(
        "WITH told AS MATERIALIZED (SELECT value FROM json_each(:texts))"
        " SELECT e.day, sum(p.amount) FROM entries e JOIN postings p ON p.entry_id = e.id"
        f" WHERE p.account_id IN ({', '.join(str(int(key)) for key in accounts)}) AND e.ledger_id = :ledger"
        " AND e.day BETWEEN :first AND :last AND (e.memo_id IN told OR e.party_id IN told) AND e.folds = 0"
        " AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id AND r.folds = 1) GROUP BY 1",
        {**_asked(ledger, period), "texts": json.dumps(list(texts))},
    )
    return {date.fromisoformat(day): int(amount) for day, amount in found}


def opening_sums(reader: Reader, ledger: LedgerRef, period: Period) -> list[tuple[int, int, int]]:
    """What the opening balances of the period put on each account: account, debit, credit; struck pairs are in none."""
    found = reader.connection.exec_driver_sql(
        "SELECT p.account_id, sum(max(p.amount, 0)), sum(max(-p.amount, 0))"
        " FROM entries e JOIN postings p ON p.entry_id = e.id"
        " WHERE e.ledger_id = ? AND e.kind = 'saldo_awal' AND e.day BETWEEN ? AND ? AND e.folds = 0"
        " AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id AND r.folds = 1) GROUP BY 1",
        (ledger.id, period.first.isoformat(), period.last.isoformat()),
    )
    return [(int(account), int(debit), int(credit)) for account, debit, credit in found]


def changed_later(reader: Reader, ledger: LedgerRef, period: Period, minutes: int) -> tuple[int, int, int]:
    """Records of the period that were changed more than so many minutes after they were written: how many by a new
    record, how many were taken back without one, and the longest time between, in milliseconds. What an undo brought
    back, and taking back what only takes back, are no changes of a record; undoing an act, or opening a meeting again,
    is one change, however many records it had."""
    found = reader.connection.exec_driver_sql(
        "SELECT count(*) FILTER (WHERE corrected), count(DISTINCT taken) FILTER (WHERE NOT corrected),"
        " coalesce(max(later), 0)"
        " FROM ("
        " SELECT r.written_at - o.written_at AS later,"
        " iif((SELECT act FROM batches b WHERE b.id = r.batch_id) IN ('undo', 'reopen-meeting'), -r.batch_id, r.id)"
        " AS taken,"
        " EXISTS (SELECT 1 FROM entries c WHERE c.corrects = o.id) AS corrected"
        " FROM entries r JOIN entries o ON o.id = r.reverses"
        # The plus keeps SQLite from reading every entry of the ledger: few take something back, and they have an index.
        " WHERE r.reverses IS NOT NULL AND +r.ledger_id = :ledger AND o.reverses IS NULL"
        " AND o.day BETWEEN :first AND :last AND abs(r.written_at - o.written_at) > :least)",
        {**_asked(ledger, period), "least": minutes * 60_000},
    ).one()
    return int(found[0]), int(found[1]), int(found[2])


def clock_set_back(reader: Reader, minutes: int) -> tuple[int, date | None]:
    """How often something was written while the clock stood more than so many minutes before what was written last,
    whoever's ledger it was, and the day that it said the last time."""
    found = reader.connection.exec_driver_sql(
        "SELECT count(*), max(id), (written_at / 1000 + offset_minutes * 60) / 86400 FROM entries e"
        " WHERE e.clock_back = 1 AND (SELECT b.written_at FROM entries b WHERE b.id < e.id ORDER BY b.id DESC LIMIT 1)"
        " - e.written_at > ?",
        (minutes * 60_000,),
    ).one()
    return int(found[0]), None if found[2] is None else _day_of(found[2])


def sales_by_day(reader: Reader, ledger: LedgerRef, period: Period, revenue: Sequence[int]) -> dict[date, int]:
    """What each day of the period brought, without opening balances: what was sold before the book is no day's."""
    keys = ", ".join(str(int(key)) for key in revenue) or "NULL"
    asked = _asked(ledger, period)
    found = reader.connection.exec_driver_sql(
        f"SELECT day, sum(credit - debit) FROM account_days WHERE account_id IN ({keys})"
        " AND day BETWEEN :first AND :last GROUP BY day",
        asked,
    )
    days = {date.fromisoformat(day): int(amount) for day, amount in found}
    before = reader.connection.exec_driver_sql(
        "SELECT e.day, -sum(p.amount) FROM entries e JOIN postings p ON p.entry_id = e.id"
        " WHERE e.ledger_id = :ledger AND e.kind = 'saldo_awal' AND e.day BETWEEN :first AND :last AND e.folds = 0"
        f" AND p.account_id IN ({keys})"
        " AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id AND r.folds = 1) GROUP BY 1",
        asked,
    )
    for day, amount in before:
        days[date.fromisoformat(day)] -= int(amount)
    return days


def _asked(ledger: LedgerRef, period: Period) -> dict[str, object]:
    return {"ledger": ledger.id, "first": period.first.isoformat(), "last": period.last.isoformat()}


def _day_of(days: int) -> date:
    return _EPOCH + timedelta(days=days)


_EPOCH = date(1970, 1, 1)
