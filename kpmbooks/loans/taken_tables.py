"""What is asked of the ledger's rows for loans that were taken: by uid, by account, what no loan claims yet."""

from collections.abc import Mapping, Sequence
from datetime import date

from kpmbooks.book import Reader
from kpmbooks.ledger import LedgerRef
from kpmbooks.loans.stands import STANDS

_CHUNK = 500
"""Uids that are asked for at once: below the number of parameters that any SQLite takes."""


def keys_of(reader: Reader, uids: Sequence[bytes]) -> Mapping[bytes, int]:
    """The keys of the records with these uids; of those that there are."""
    found: dict[bytes, int] = {}
    for first in range(0, len(uids), _CHUNK):
        some = tuple(uids[first : first + _CHUNK])
        sql = f"SELECT uid, id FROM entries WHERE uid IN ({', '.join('?' * len(some))})"
        found |= {row[0]: row[1] for row in reader.connection.exec_driver_sql(sql, some)}
    return found


def loan_accounts(reader: Reader, ledger: LedgerRef) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The accounts of what is owed on loans, and those of what they cost; of a group one in its business purse."""
    rows = reader.connection.exec_driver_sql(
        "SELECT id, role FROM accounts WHERE ledger_id = ? AND role IN ('utang_pinjaman', 'bunga_pinjaman')",
        (ledger.id,),
    ).all()
    return (
        tuple(key for key, role in rows if role == "utang_pinjaman"),
        tuple(key for key, role in rows if role == "bunga_pinjaman"),
    )


def moving_loans(reader: Reader, accounts: Sequence[int], *, paying: bool, until: date, most: int) -> tuple[int, ...]:
    """Records that stand and made what is owed on loans smaller (``paying``) or larger, the latest first; their keys.

    Opening balances are none of them.
    """
    if not accounts:
        return ()
    marks = ", ".join("?" * len(accounts))
    sign = ">" if paying else "<"
    rows = reader.connection.exec_driver_sql(
        "SELECT DISTINCT e.id FROM postings p JOIN entries e ON e.id = p.entry_id"
        f" WHERE p.account_id IN ({marks}) AND p.amount {sign} 0 AND p.folds = 0 AND e.day <= ?"
        f" AND e.kind <> 'saldo_awal' AND {STANDS} ORDER BY e.day DESC, e.id DESC LIMIT ?",
        (*accounts, until.isoformat(), most),
    )
    return tuple(rows.scalars())


def spending(reader: Reader, ledger: LedgerRef, since: date, until: date, most: int) -> tuple[int, ...]:
    """Records that stand and spent money, those on loans and the family aside; the earliest first, their keys."""
    rows = reader.connection.exec_driver_sql(
        "SELECT e.id FROM entries e WHERE e.ledger_id = ? AND e.day BETWEEN ? AND ?"
        f" AND {STANDS} AND (SELECT sum(p.amount) FROM postings p JOIN accounts a ON a.id = p.account_id"
        "  WHERE p.entry_id = e.id AND a.is_cash) < 0"
        " AND NOT EXISTS (SELECT 1 FROM postings p JOIN accounts a ON a.id = p.account_id WHERE p.entry_id = e.id"
        "  AND a.role IN ('utang_pinjaman', 'utang_lain', 'bunga_pinjaman', 'pengambilan_keluarga'))"
        " ORDER BY e.day, e.id LIMIT ?",
        (ledger.id, since.isoformat(), until.isoformat(), most),
    )
    return tuple(rows.scalars())


def noted_loans(reader: Reader) -> tuple[tuple[bytes, bytes], ...]:
    """Ledger and loan of every loan that was ever noted in the book."""
    rows = reader.connection.exec_driver_sql(
        "SELECT DISTINCT subject, value FROM facts WHERE fact = 'loan-taken' AND value IS NOT NULL ORDER BY id"
    )
    return tuple((subject, bytes.fromhex(value)) for subject, value in rows)
