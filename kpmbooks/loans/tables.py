"""The rows of what was asked for a loan and no ledger can know, and the figures that its evidence rests on.

Answers are append-only: the latest of a question counts, and its words can be erased like all words of a book.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Column, ForeignKey, Index, Integer, Text

from kpmbooks.book import Reader, Tx
from kpmbooks.book.texts import store_one
from kpmbooks.dates import Period
from kpmbooks.ledger import LedgerRef
from kpmbooks.storage import append_only, no_replace, row_id, table

loan_answers = table(
    "loan_answers",
    row_id(),
    Column("ledger_id", ForeignKey("ledgers.id"), nullable=False),
    Column("question", Text, nullable=False),
    Column("answer_id", ForeignKey("texts.id")),
    Column("written_at", Integer, nullable=False),
    Column("writer_id", ForeignKey("writers.id"), nullable=False),
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


class RecordedDay(NamedTuple):
    """A day with records: ``records`` of them, and whether something was sold."""

    day: date
    records: int
    sold: bool


# A record stands that nothing takes back, and that is no taking back itself: what an undo restored stands at an even
# distance from the record that it restores.
_STANDS = """
    NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id)
    AND (e.reverses IS NULL OR (
        WITH RECURSIVE back(id, steps) AS (
            SELECT e.reverses, 1 UNION ALL
            SELECT o.reverses, steps + 1 FROM back JOIN entries o ON o.id = back.id WHERE o.reverses IS NOT NULL)
        SELECT max(steps) % 2 = 0 FROM back))
"""
# Records that make their day one with a record: none of the uncounted kinds, and no entry that only writes equipment
# down.
_COUNTED = f"""
    e.ledger_id = :ledger AND e.day BETWEEN :first AND :last AND {_STANDS}
    AND e.kind NOT IN (SELECT value FROM json_each(:uncounted))
    AND NOT EXISTS (SELECT 1 FROM postings p WHERE p.entry_id = e.id
                    AND p.account_id IN (SELECT value FROM json_each(:written_down)))
"""


def recorded_days(
    reader: Reader,
    ledger: LedgerRef,
    period: Period,
    *,
    uncounted: Sequence[str],
    written_down: Sequence[int],
    sales: Sequence[int],
) -> tuple[RecordedDay, ...]:
    """The days of ``period`` with a record that counts, in order.

    ``uncounted``: kinds that make no day; ``written_down``: accounts of depreciation; ``sales``: accounts of revenue.
    """
    found = reader.connection.exec_driver_sql(
        "SELECT e.day, count(*), max(EXISTS (SELECT 1 FROM postings s WHERE s.entry_id = e.id AND s.amount < 0"
        f" AND s.account_id IN (SELECT value FROM json_each(:sales)))) FROM entries e WHERE {_COUNTED}"
        " GROUP BY e.day ORDER BY e.day",
        {**_where(ledger, period, uncounted, written_down), "sales": json.dumps(list(sales))},
    )
    return tuple(RecordedDay(date.fromisoformat(day), count, bool(sold)) for day, count, sold in found)


def records_by_source(
    reader: Reader,
    ledger: LedgerRef,
    period: Period,
    *,
    uncounted: Sequence[str],
    written_down: Sequence[int],
    touching: Sequence[int] | None = None,
) -> dict[str, int]:
    """How many records that count come from each source; ``touching``: of those that post to one of these accounts."""
    touches = (
        " AND EXISTS (SELECT 1 FROM postings s WHERE s.entry_id = e.id"
        " AND s.account_id IN (SELECT value FROM json_each(:touching)))"
    )
    found = reader.connection.exec_driver_sql(
        f"SELECT e.source, count(*) FROM entries e WHERE {_COUNTED}{'' if touching is None else touches} GROUP BY 1",
        {**_where(ledger, period, uncounted, written_down), "touching": json.dumps(list(touching or ()))},
    )
    return {str(source): int(count) for source, count in found}


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
        f" AND {_STANDS} GROUP BY 1, 2",
        {
            "ledger": ledger.id,
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "spending": json.dumps(list(spending)),
            "earning": json.dumps(list(earning)),
        },
    )
    return tuple(HouseholdRecords(*row) for row in found)


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


def corrected_count(reader: Reader, ledger: LedgerRef, period: Period) -> int:
    """Records of the period that were corrected by a new one: what they said before still stands there."""
    return int(
        reader.connection.exec_driver_sql(
            "SELECT count(*) FROM entries WHERE ledger_id = ? AND corrects IS NOT NULL AND day BETWEEN ? AND ?",
            (ledger.id, period.first.isoformat(), period.last.isoformat()),
        ).scalar()
        or 0
    )


def _where(
    ledger: LedgerRef, period: Period, uncounted: Sequence[str], written_down: Sequence[int]
) -> dict[str, object]:
    return {
        "ledger": ledger.id,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "uncounted": json.dumps(list(uncounted)),
        "written_down": json.dumps(list(written_down)),
    }
