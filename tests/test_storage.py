"""The file of a book: made, opened, refused, locked, upgraded; and what an installation remembers about it."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kpmbooks import house, ledger, recording
from kpmbooks.book import Book, Installation, Instant
from kpmbooks.problems import Rejected, StorageError
from kpmbooks.storage import FORMAT, Format, Step, WriterLock, lock_path, upgrade
from tests.books import START, TODAY, balance, family, faults, own, record, stranger

SAMPLES = Path(__file__).with_name("samples")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "bu-siti.kpm"
    with family(found) as book:
        record(book, "jual_tunai", amount=75_000, memo="bakwan")
    return found


def _code(act: Callable[[], object]) -> str:
    with pytest.raises(StorageError) as caught:
        act()
    return caught.value.problem.code


def test_a_book_is_one_file_and_leaves_nothing_beside_it(path: Path) -> None:
    assert [one.name for one in path.parent.iterdir()] == ["bu-siti.kpm"]


def test_an_existing_file_is_never_overwritten(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(Rejected) as caught:
        family(path)
    assert caught.value.problems[0].code == "file-exists"
    assert path.read_bytes() == before


def test_a_book_that_cannot_be_made_leaves_no_file(tmp_path: Path) -> None:
    assert _code(lambda: family(tmp_path / "nowhere" / "x.kpm")) == "missing"
    with pytest.raises(Rejected):
        house.create(tmp_path / "x.kpm", kind="family", name="  ", start=START)
    with pytest.raises(Rejected):
        house.create(tmp_path / "x.kpm", kind="family", name="Siti", sector="bank", start=START)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "missing"),
        (b"", "not-a-book"),
        (b"Tanggal;Uraian;Masuk;Keluar\n", "damaged"),
        (os.urandom(8191), "damaged"),
        (os.urandom(8192), "passcode-needed"),  # from outside the same as a book with a passcode
    ],
)
def test_what_is_no_book_is_refused_in_one_sentence(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "x.kpm"
    if content is not None:
        path.write_bytes(content)
    for mode in ("read", "write"):
        assert _code(lambda mode=mode: house.open_book(path, mode)) == code  # type: ignore[misc]
    assert (path.read_bytes() if path.exists() else None) == content


def test_another_programs_database_is_no_book_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "x.kpm"
    with stranger(path) as raw:
        raw.execute("CREATE TABLE notes (words TEXT)")
    before = path.read_bytes()
    assert _code(lambda: house.open_book(path, "write")) == "not-a-book"
    assert path.read_bytes() == before


def test_a_second_writer_is_told_who_has_the_book_while_readers_work(path: Path) -> None:
    with house.open_book(path, "write") as held:
        with pytest.raises(StorageError) as caught:
            house.open_book(path, "write")
        assert caught.value.problem.code == "in-use"
        holder = json.loads(lock_path(path).read_text())
        assert caught.value.problem.params["holder"] == f"{holder['user']}, {holder['machine']}"
        assert holder["process"] == os.getpid()
        with house.open_book(path) as reader_book, reader_book.read() as reader:
            assert balance(reader, "Kas") == 75_000
        record(held, "jual_tunai", amount=1_000)
    with house.open_book(path, "write") as book, book.read() as reader:
        assert balance(reader, "Kas") == 76_000


def test_a_lock_file_left_behind_by_a_power_cut_holds_nobody_up(path: Path) -> None:
    lock_path(path).write_text(json.dumps({"user": "siti", "machine": "laptop", "process": 1}))
    with house.open_book(path, "write") as book:
        record(book, "jual_tunai", amount=1_000)


def test_a_process_that_dies_lets_go_of_the_book(path: Path) -> None:
    program = (
        "import os; from pathlib import Path; from kpmbooks import house; "
        f"house.open_book(Path({str(path)!r}), 'write'); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parent.parent, check=False)
    assert lock_path(path).exists()
    with house.open_book(path, "write") as book:
        record(book, "jual_tunai", amount=1_000)


def test_locks_of_different_books_do_not_meet(tmp_path: Path) -> None:
    one, two = WriterLock(tmp_path / "a.kpm"), WriterLock(tmp_path / "b.kpm")
    one.release()
    two.release()
    assert list(tmp_path.iterdir()) == []


def test_a_reader_cannot_write(path: Path) -> None:
    with house.open_book(path) as book, pytest.raises(StorageError) as caught, book.write():
        pass
    assert caught.value.problem.code == "read-only"


def _record_and_fail(book: Book) -> None:
    with book.write() as tx:
        recording.record(tx, "jual_tunai", {"amount": 5_000}, ledger=own(tx), today=TODAY)
        raise RuntimeError("the power goes")


def test_an_exception_rolls_everything_back_and_tells_nobody(path: Path) -> None:
    told: list[frozenset[str]] = []
    with house.open_book(path, "write") as book:
        book.subscribe(told.append)
        with pytest.raises(RuntimeError):
            _record_and_fail(book)
        assert told == []
        record(book, "jual_tunai", amount=2_000)
        assert told == [frozenset({"entries"})]
        with book.read() as reader:
            assert balance(reader, "Kas") == 77_000
    assert faults(path) == set()


# Formats


def _set_format(path: Path, wanted: Format) -> None:
    with stranger(path) as raw:
        raw.execute(f"PRAGMA user_version={wanted.major * 1000 + wanted.minor}")


def test_a_newer_minor_opens_to_look_at_only(path: Path) -> None:
    _set_format(path, Format(FORMAT.major, FORMAT.minor + 1))
    assert _code(lambda: house.open_book(path, "write")) == "read-only"
    with house.open_book(path) as book, book.read() as reader:
        assert balance(reader, "Kas") == 75_000


def test_a_newer_major_is_refused(path: Path) -> None:
    _set_format(path, Format(FORMAT.major + 1, 0))
    assert _code(lambda: house.open_book(path)) == "too-new"


def test_the_sample_book_of_each_released_format_opens_and_holds(tmp_path: Path) -> None:
    samples = sorted(SAMPLES.glob("*.kpm"))
    assert [sample.stem for sample in samples] == ["format-1.0", "format-1.1", "format-1.2", f"format-{FORMAT}"]
    for sample in samples:
        mine = Path(shutil.copy(sample, tmp_path))
        with house.open_book(mine, "write") as book, book.read() as reader:  # brings it up to date
            place = own(reader)
            assert house.check(reader).faults == ()
            # As it was written by hand: 300.000 to begin with, 120.000 sold, 45.000 bought, 30.000 to the family.
            assert balance(reader, "Kas") == 345_000
            assert ledger.entry_count(reader, place) == (6 if sample.stem == "format-1.0" else 4)
        kept = mine.with_name(f"{sample.stem}.{sample.stem}.kpm")
        assert not kept.exists() if sample.stem == f"format-{FORMAT}" else kept.read_bytes() == sample.read_bytes()


def _add_a_column(operations: Any) -> None:
    import sqlalchemy as sa

    with operations.batch_alter_table("entries") as table:  # rebuilds the table, and loses its triggers
        table.add_column(sa.Column("sheet", sa.Text))


STEP = Step("a sheet number for each entry", FORMAT, Format(FORMAT.major, FORMAT.minor + 1), _add_a_column)


def _upgraded(path: Path, step: Step = STEP) -> Path:
    layout = house.LAYOUT
    return upgrade(path, steps=[step], guards=layout.guards(), figures=layout.figures, target=step.after)


def test_upgrading_keeps_figures_guards_and_the_old_file(path: Path) -> None:
    old = path.read_bytes()
    kept = _upgraded(path)
    assert kept.name == f"bu-siti.format-{FORMAT}.kpm"
    assert kept.read_bytes() == old
    with stranger(path) as raw:
        assert raw.execute("PRAGMA user_version").fetchone()[0] == FORMAT.major * 1000 + FORMAT.minor + 1
        assert raw.execute("SELECT sheet FROM entries").fetchall() == [(None,)]
        with pytest.raises(sqlite3.IntegrityError, match="append only"):
            raw.execute("DELETE FROM entries")
    with house.open_book(path) as book, book.read() as reader:
        assert balance(reader, "Kas") == 75_000
        assert {fault.where for fault in house.check(reader).faults} <= {"table entries"}
    assert sorted(one.name for one in path.parent.iterdir()) == [kept.name, path.name]


def test_an_upgrade_is_one_transaction_also_after_a_table_was_built_anew(path: Path) -> None:
    held: list[bool] = []

    def rebuild(operations: Any) -> None:
        own = operations.get_bind().connection.dbapi_connection
        held.append(own.in_transaction)
        _add_a_column(operations)
        held.append(own.in_transaction)

    _upgraded(path, Step("a sheet number", FORMAT, Format(FORMAT.major, FORMAT.minor + 1), rebuild))
    assert held == [True, True]


def test_what_the_disk_refuses_during_an_upgrade_is_told_as_anywhere_else(path: Path) -> None:
    def ask_too_much(operations: Any) -> None:
        operations.execute("PRAGMA max_page_count=1")  # as if the disk were full from here on
        operations.execute("CREATE TABLE more AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n"
                           " LIMIT 20000) SELECT x FROM n")  # fmt: skip

    before = path.read_bytes()
    step = Step("too much", FORMAT, Format(FORMAT.major, FORMAT.minor + 1), ask_too_much)
    assert _code(lambda: _upgraded(path, step)) == "disk-full"
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_an_upgrade_that_would_change_a_figure_is_given_up(path: Path) -> None:
    def spoil(operations: Any) -> None:
        operations.execute("UPDATE postings SET amount = amount + 1 WHERE id = 1")

    before = path.read_bytes()
    step = Step("spoils", FORMAT, Format(FORMAT.major, FORMAT.minor + 1), spoil)
    assert _code(lambda: _upgraded(path, step)) == "upgrade-differs"
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_an_upgrade_that_breaks_off_leaves_the_book_as_it_was(path: Path) -> None:
    def fail(operations: Any) -> None:
        operations.execute("ALTER TABLE entries ADD COLUMN sheet TEXT")
        raise RuntimeError("the power goes")

    before = path.read_bytes()
    with pytest.raises(RuntimeError):
        _upgraded(path, Step("fails", FORMAT, Format(FORMAT.major, FORMAT.minor + 1), fail))
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_format_from_which_no_step_leads_on_is_refused(path: Path) -> None:
    _set_format(path, Format(0, 7))
    before = path.read_bytes()
    assert _code(lambda: house.open_book(path, "write")) == "no-upgrade"
    assert _code(lambda: house.open_book(path)) == "too-old"
    assert path.read_bytes() == before


# Writers


def _number(path: Path, installation: Installation) -> str:
    with house.open_book(path, "write", installation=installation) as book:
        return record(book, "jual_tunai", amount=1_000)


def test_an_installation_goes_on_as_the_writer_it_was(tmp_path: Path) -> None:
    path, home = tmp_path / "x.kpm", Installation(tmp_path / "notes")
    house.create(path, kind="family", name="Siti", start=START, installation=home).close()
    assert [_number(path, Installation(tmp_path / "notes")) for _ in range(3)] == [
        "2026-A-001",
        "2026-A-002",
        "2026-A-003",
    ]


def test_a_copy_and_a_restored_book_begin_a_new_writer_so_that_chains_never_fork(tmp_path: Path) -> None:
    path, copy, notes = tmp_path / "x.kpm", tmp_path / "copy.kpm", tmp_path / "notes"
    house.create(path, kind="family", name="Siti", start=START, installation=Installation(notes)).close()
    assert _number(path, Installation(notes)) == "2026-A-001"
    shutil.copy(path, copy)
    assert _number(path, Installation(notes)) == "2026-A-002"
    assert _number(copy, Installation(notes)) == "2026-B-001"  # the copy ends one entry earlier than was noted
    assert _number(path, Installation(tmp_path / "other laptop")) == "2026-B-001"
    assert faults(path) == faults(copy) == set()


def test_a_note_that_was_spoiled_costs_only_a_new_letter(tmp_path: Path) -> None:
    path, notes = tmp_path / "x.kpm", tmp_path / "notes"
    house.create(path, kind="family", name="Siti", start=START, installation=Installation(notes)).close()
    for note in notes.iterdir():
        note.write_text("{")
    assert _number(path, Installation(notes)) == "2026-B-001"


def test_the_instant_of_writing_can_be_pretended_in_a_practice_book_only(tmp_path: Path) -> None:
    never = pytest.raises(ValueError, match="never an argument")
    with family() as real, never, real.write(pretend=lambda: Instant(0, 0)):
        pass
    with family(practice=True) as practice, practice.write(pretend=lambda: Instant(86_400_000, 420)) as tx:
        number = recording.record(tx, "jual_tunai", {"amount": 1}, ledger=own(tx), today=date(2026, 1, 2)).number
        assert ledger.entry_by_number(tx, number).written_at == 86_400_000


# Damage


@pytest.mark.parametrize(
    "damage",
    ["DROP TABLE postings", "DROP TABLE account_months"],
)
def test_a_missing_part_is_told_by_check_and_stops_acts_with_a_sentence(path: Path, damage: str) -> None:
    with stranger(path) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute(damage)
    assert {"shape-missing", "check-incomplete"} <= faults(path)
    with house.open_book(path, "write") as book:
        assert _code(lambda: record(book, "jual_tunai", amount=1)) == "damaged"


def test_a_start_that_is_no_day_is_damage(path: Path) -> None:
    with stranger(path) as raw:
        raw.execute("DROP TRIGGER owner_stays")
        raw.execute("UPDATE owner SET start = 'kemarin'")
    assert _code(lambda: house.open_book(path)) == "damaged"


def test_flipped_bytes_end_in_a_sentence_or_in_faults_and_never_in_a_wrong_sum(path: Path) -> None:
    whole = path.read_bytes()
    dice = Random(7)
    for _ in range(60):
        spoiled = bytearray(whole)
        for _ in range(dice.choice((1, 4, 64))):
            spoiled[dice.randrange(100, len(spoiled))] ^= dice.randrange(1, 256)
        path.write_bytes(spoiled)
        found = None
        try:
            with house.open_book(path) as book, book.read() as reader:
                if house.check(reader).ok:
                    assert balance(reader, "Kas") == 75_000
        except StorageError as error:
            found = error.problem.code
        assert found in {None, "damaged", "not-a-book", "too-new", "too-old", "unreadable"}


def test_names_are_one_visible_line_of_bearable_length() -> None:
    with house.create(None, kind="group", name=" KUBE \u202eMelati\x1b[2J\n", start=START) as book:
        assert book.owner.name == "KUBE Melati [2J"
    with pytest.raises(Rejected, match="name-too-long"):
        house.create(None, kind="group", name="a" * 121, start=START)
