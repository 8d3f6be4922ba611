"""The guards bite: what a stranger's program tries on the file is refused by it, or found by ``check``."""

import sqlite3
from pathlib import Path

import pytest

from tests.books import family, faults, record, stranger


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "bu-siti.kpm"
    with family(path) as made:
        for day in (3, 4, 5):
            record(made, "jual_tunai", amount=100_000 + day, memo=f"hari {day}", date=f"{day}/1/2026")
        record(made, "beli_bahan", amount=60_000, date="5/1/2026")
    return path


def test_an_untouched_book_has_no_faults(book: Path) -> None:
    assert faults(book) == set()


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE entries SET day = '2026-01-09' WHERE id = 1",
        "UPDATE entries SET source = 'drawer'",
        "DELETE FROM entries WHERE id = 4",
        "INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE id = 1",
        "REPLACE INTO entries SELECT * FROM entries WHERE id = 2",
        "UPDATE postings SET amount = 5 WHERE id = 1",
        "DELETE FROM postings",
        "INSERT OR REPLACE INTO postings SELECT * FROM postings WHERE id = 1",
        "INSERT INTO postings (entry_id, leg, account_id, amount, day, folds) VALUES (1, 9, 1, 7, '2026-01-03', 0)",
        "UPDATE texts SET text = 'lain'",
        "DELETE FROM texts",
        "INSERT OR REPLACE INTO texts SELECT * FROM texts WHERE id = 1",
        "UPDATE writers SET letter = 'Z'",
        "DELETE FROM batches",
        "UPDATE owner SET practice = 1",
        "UPDATE owner SET kind = 'group'",
        "DELETE FROM owner",
        "INSERT OR REPLACE INTO owner SELECT * FROM owner",
        "UPDATE accounts SET type = 'expense' WHERE name = 'Kas' AND ledger_id = 1",
        "DELETE FROM accounts WHERE name = 'Kas' AND ledger_id = 1",
        "INSERT OR REPLACE INTO accounts SELECT * FROM accounts WHERE name = 'Kas' AND ledger_id = 1",
        "UPDATE funds SET role = 'lain'",
        "DELETE FROM ledgers",
        "DELETE FROM audit",
    ],
)
def test_a_strangers_change_is_refused_by_the_file(book: Path, attempt: str) -> None:
    before = book.read_bytes()
    with stranger(book) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute(attempt)
    assert book.read_bytes() == before


_ENTRY = (
    "INSERT INTO entries SELECT 99, zeroblob(16), ledger_id, day, year, 99, writer_id, 99, kind, source, NULL, NULL,"
    " answers, batch_id, NULL, NULL, 0, NULL, written_at, offset_minutes, 0, hash FROM entries WHERE id = 1"
)


@pytest.mark.parametrize(
    ("postings", "why"),
    [
        ([], "fewer than two"),
        ([(1, 1, 500)], "fewer than two"),
        ([(1, 1, 500), (1, 20, -400)], "balance"),
        ([(1, 1, 500), (2, 20, -500)], "balance"),  # equal in sum, but no leg is whole
        ([(1, 1, 500), (1, 52, -500)], "balance"),  # equal in sum, but between two funds
    ],
)
def test_an_entry_that_does_not_balance_in_every_fund_is_refused(
    book: Path, postings: list[tuple[int, int, int]], why: str
) -> None:
    with stranger(book) as raw:
        household = raw.execute("SELECT id FROM accounts WHERE name = 'Kas' AND ledger_id = 2").fetchone()[0]
        raw.execute("BEGIN")
        for leg, account, amount in postings:
            raw.execute(
                "INSERT INTO postings (entry_id, leg, account_id, amount, day, folds)"
                " SELECT 99, ?, ?, ?, day, 0 FROM entries WHERE id = 1",
                (leg, household if account == 52 else account, amount),
            )
        with pytest.raises(sqlite3.IntegrityError, match=why):
            raw.execute(_ENTRY)


def test_an_entry_of_a_closed_period_is_refused_by_the_file(book: Path) -> None:
    with stranger(book) as raw:
        columns = "(ledger_id, through, written_at, writer_id)"
        raw.execute(f"INSERT INTO period_locks {columns} VALUES (1, '2026-01-10', 0, 1)")
        raw.execute("BEGIN")
        raw.execute(
            "INSERT INTO postings (entry_id, leg, account_id, amount, day, folds)"
            " SELECT 99, leg, account_id, amount, day, 0 FROM postings WHERE entry_id = 1"
        )
        with pytest.raises(sqlite3.IntegrityError, match="closed"):
            raw.execute(_ENTRY)


def _without_guard(raw: sqlite3.Connection, trigger: str, act: str) -> None:
    """What someone does who knows the file: take a guard away, act, put the very same guard back."""
    sql = raw.execute("SELECT sql FROM sqlite_master WHERE name = ?", (trigger,)).fetchone()[0]
    raw.execute(f"DROP TRIGGER {trigger}")
    raw.execute(act)
    raw.execute(sql)


def test_check_finds_a_dropped_trigger(book: Path) -> None:
    with stranger(book) as raw:
        raw.execute("DROP TRIGGER entries_no_update")
    assert faults(book) == {"shape-missing"}


def test_check_finds_a_weakened_trigger(book: Path) -> None:
    with stranger(book) as raw:
        raw.execute("DROP TRIGGER entries_no_delete")
        raw.execute("CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries BEGIN SELECT 1; END")
    assert faults(book) == {"shape-changed"}


def test_check_finds_a_foreign_trigger(book: Path) -> None:
    with stranger(book) as raw:
        raw.execute("CREATE TRIGGER extra AFTER INSERT ON audit BEGIN SELECT 1; END")
    assert faults(book) == {"shape-foreign"}


@pytest.mark.parametrize("table", ["account_months", "account_days"])
def test_check_finds_an_altered_roll_up(book: Path, table: str) -> None:
    with stranger(book) as raw:
        raw.execute(f"UPDATE {table} SET debit = debit + 1 WHERE account_id = 1")
    assert faults(book) == {"roll-up-differs"}


def test_check_finds_two_swapped_hashes(book: Path) -> None:
    with stranger(book) as raw:
        one, two = (raw.execute("SELECT hash FROM entries WHERE id = ?", (key,)).fetchone()[0] for key in (2, 3))
        _without_guard(
            raw,
            "entries_no_update",
            f"UPDATE entries SET hash = CASE id WHEN 2 THEN x'{two.hex()}' ELSE x'{one.hex()}' END WHERE id IN (2, 3)",
        )
    assert faults(book) == {"chain-broken"}


def test_check_finds_an_edited_amount_even_where_both_sides_and_sums_were_edited(book: Path) -> None:
    with stranger(book) as raw:
        _without_guard(raw, "postings_no_update", "UPDATE postings SET amount = sign(amount) * 1 WHERE entry_id = 4")
        raw.execute("UPDATE account_months SET credit = credit - 59999 WHERE credit >= 60000 AND account_id = 1")
        raw.execute("UPDATE account_days SET credit = credit - 59999 WHERE credit >= 60000 AND account_id = 1")
        other = raw.execute("SELECT account_id FROM postings WHERE entry_id = 4 AND amount > 0").fetchone()[0]
        raw.execute(f"UPDATE account_months SET debit = 1 WHERE account_id = {other}")
        raw.execute(f"UPDATE account_days SET debit = 1 WHERE account_id = {other}")
    assert faults(book) == {"chain-broken"}


@pytest.mark.parametrize(
    ("act", "found"),
    [
        ("UPDATE entries SET day = '2026-01-06' WHERE id = 3", "chain-broken"),
        ("UPDATE entries SET written_at = written_at - 864000000 WHERE id = 3", "chain-broken"),
        ("UPDATE entries SET source = 'drawer' WHERE id = 3", "chain-broken"),
        ("UPDATE entries SET kind = 'terima_bantuan' WHERE id = 3", "chain-broken"),
    ],
)
def test_check_finds_what_an_entry_says_of_itself_edited(book: Path, act: str, found: str) -> None:
    with stranger(book) as raw:
        _without_guard(raw, "entries_no_update", act)
    assert found in faults(book)


def test_check_finds_edited_words(book: Path) -> None:
    with stranger(book) as raw:
        _without_guard(raw, "texts_only_erased", "UPDATE texts SET text = 'lain' WHERE text = 'hari 4'")
    assert faults(book) == {"text-altered"}


def test_check_finds_a_removed_entry(book: Path) -> None:
    with stranger(book) as raw:
        _without_guard(raw, "entries_no_delete", "DELETE FROM entries WHERE id = 2")
    assert {"chain-gap", "posting-orphan"} <= faults(book)


def test_check_finds_an_unbalanced_entry(book: Path) -> None:
    with stranger(book) as raw:
        _without_guard(raw, "postings_no_update", "UPDATE postings SET amount = amount + 1 WHERE id = 1")
    assert {"entry-unbalanced", "chain-broken", "roll-up-differs"} <= faults(book)
