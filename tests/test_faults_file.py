"""The file of a book is moved, deleted, replaced, locked or made read-only under the program: told, nothing lost."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest

from kpmbooks import house, recording
from kpmbooks.book import Installation, Reader
from kpmbooks.problems import StorageError
from kpmbooks.storage import DRIVER_ERRORS, new_key
from tests.books import TODAY, balance, family, faults, group, own, record, stranger

ROOT = Path(__file__).resolve().parents[1]
NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "bu-siti.kpm"
    with family(found) as book:
        record(book, "jual_tunai", amount=75_000, memo="bakwan")
    return found


def _refusal(act: Callable[[], object]) -> str:
    with pytest.raises(StorageError) as caught:
        act()
    return caught.value.problem.code


def _cash(path: Path) -> int:
    with house.open_book(path) as book, book.read() as reader:
        return balance(reader, "Kas")


def _delete(path: Path) -> None:
    path.unlink()


def _rename(path: Path) -> None:
    path.rename(path.with_name("pindah.kpm"))


def _take_the_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("stick yang dicabut"))


def _replace(path: Path) -> None:
    other = path.with_name("lain.kpm")
    with group(other) as book:
        record(book, "jual_tunai", amount=9_000_000)
    other.replace(path)


LOSSES = {
    _delete: "file-gone",
    _rename: "file-gone",
    _take_the_folder: "file-gone",
    _replace: "file-replaced",
}


@pytest.mark.parametrize("lose", LOSSES)
def test_a_file_that_went_away_between_two_records_takes_no_record_and_shows_none(
    lose: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "stick" / "bu-siti.kpm"
    path.parent.mkdir()
    with family(path) as book:
        record(book, "jual_tunai", amount=75_000)
        lose(path)
        assert _refusal(lambda: record(book, "jual_tunai", amount=1_000)) == LOSSES[lose]
        assert _refusal(lambda: record(book, "jual_tunai", amount=1_000)) == LOSSES[lose]
        with pytest.raises(StorageError), book.read() as reader:
            balance(reader, "Kas")


@pytest.mark.parametrize("lose", LOSSES)
def test_a_file_that_goes_away_while_it_is_written_is_never_said_to_be_saved(
    lose: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "stick" / "bu-siti.kpm"
    path.parent.mkdir()
    told: list[frozenset[str]] = []
    with family(path) as book:
        record(book, "jual_tunai", amount=75_000)
        book.subscribe(told.append)

        def write() -> None:
            with book.write() as tx:
                recording.record(tx, "jual_tunai", {"amount": 1_000}, ledger=own(tx), today=TODAY)
                lose(path)

        assert _refusal(write) == LOSSES[lose]
        assert told == []


def test_a_file_that_goes_away_at_the_very_moment_of_saving_is_told_to_be_looked_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with house.open_book(path, "write") as book:
        asked = 0
        really = os.stat

        def stat(of: object, *args: object, **options: object) -> object:
            nonlocal asked
            asked += of == path
            if asked == 3:  # before the transaction, before the commit, after it
                path.rename(path.with_name("pindah.kpm"))
            return really(of, *args, **options)  # type: ignore[arg-type, call-overload] # handed on as they came

        monkeypatch.setattr(os, "stat", stat)
        with pytest.raises(StorageError) as caught:
            record(book, "jual_tunai", amount=1_000)
        monkeypatch.undo()
    assert caught.value.problem.code == "file-gone"
    assert "latest record" in caught.value.problem.message
    assert _cash(path.with_name("pindah.kpm")) == 76_000


def test_a_file_that_comes_back_can_be_written_on(path: Path) -> None:
    aside = path.with_name("aside")
    with house.open_book(path, "write") as book:
        path.rename(aside)
        assert _refusal(lambda: record(book, "jual_tunai", amount=1_000)) == "file-gone"
        aside.rename(path)
        record(book, "jual_tunai", amount=2_000)
    assert _cash(path) == 77_000


def test_the_journal_of_another_file_is_not_played_into_a_file_that_was_replaced(path: Path) -> None:
    with house.open_book(path, "write") as book:
        with book.read():
            pass
        other = path.with_name("other.kpm")
        with group(other):
            pass
        other.replace(path)
        journal = path.with_name(f"{path.name}-journal")
        journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
        assert _refusal(lambda: book.read().__enter__()) == "file-replaced"
        assert journal.exists()


def test_a_book_that_stands_in_write_ahead_mode_is_brought_back_and_stays_one_file(path: Path) -> None:
    with stranger(path) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("INSERT INTO settings VALUES ('a', 'b')")
    assert path.read_bytes()[18:20] == b"\2\2"
    with house.open_book(path, "write") as book:
        record(book, "jual_tunai", amount=1_000)
        assert path.read_bytes()[18:20] == b"\1\1"
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert faults(path) == set()


def test_a_book_that_another_program_holds_in_write_ahead_mode_is_told(path: Path) -> None:
    with _foreign(path, "PRAGMA journal_mode=WAL", "SELECT count(*) FROM entries"):
        assert _refusal(lambda: house.open_book(path, "write")) == "in-use"
    with house.open_book(path, "write") as book:
        record(book, "jual_tunai", amount=1_000)


def test_what_is_committed_goes_to_the_disk_itself(path: Path) -> None:
    with house.open_book(path, "write") as book, book.write() as tx:
        asked = {
            name: tx.connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
        }
    assert asked == {
        "journal_mode": "delete",
        "synchronous": 3,
    }  # EXTRA: FULL, and the folder after the journal is gone


_EVERY_CONNECTION = {
    "journal_mode": "delete",
    "foreign_keys": 1,
    "recursive_triggers": 1,  # without it INSERT OR REPLACE slips past what is append only
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "busy_timeout": 4000,
}


@pytest.mark.parametrize("passcode", [None, "melati di kebun"])
@pytest.mark.parametrize("mode", ["read", "write"])
def test_every_connection_is_guarded_and_waits_also_those_made_beside_others_and_made_again(
    mode: Literal["read", "write"], passcode: str | None, tmp_path: Path
) -> None:
    path, key = tmp_path / "bu-ani.kpm", None if passcode is None else new_key(passcode)
    house.create(path, kind="family", name="Bu Ani", start=TODAY, key=key).close()
    expected = {
        **_EVERY_CONNECTION,
        "query_only": int(mode == "read"),
        "synchronous": 3 if mode == "write" else 2,
        "temp_store": 0 if key is None else 2,  # rows of a locked book are sorted in memory, never in a file
    }

    def asked(reader: Reader) -> dict[str, object]:
        return {name: reader.connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected}

    with house.open_book(path, mode, key=key) as book:
        for _turn in range(2):
            with book.read() as first, book.read() as second, book.read() as third:
                assert first.connection.plain is not second.connection.plain is not third.connection.plain
                assert [asked(one) for one in (first, second, third)] == [expected] * 3
            book.engine.dispose()


def test_the_books_own_connection_cannot_replace_an_entry(path: Path) -> None:
    refused = pytest.raises(DRIVER_ERRORS, match=r"append only|is there already")
    with house.open_book(path, "write") as book, refused, book.write() as tx:
        tx.connection.exec_driver_sql("INSERT OR REPLACE INTO entries SELECT * FROM entries")
    assert faults(path) == set()
    assert _cash(path) == 75_000


# Second writers


@contextmanager
def _foreign(path: Path, *statements: str) -> Iterator[None]:
    """Another program that has done this to the file and keeps it open. Locks within one process would not count."""
    program = (
        "import sqlite3, sys\n"
        "raw = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "for statement in sys.argv[2:]: raw.execute(statement).fetchall()\n"
        "print('open', flush=True); sys.stdin.read(); raw.close()\n"
    )
    with _process(program, path, *statements) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        yield
        other.communicate()


def _process(program: str, *words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, words)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_second_program_that_wants_to_write_is_told_who_does_and_may_read(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from kpmbooks import house\n"
        "with house.open_book(Path(sys.argv[1]), 'write'):\n"
        "    print('open', flush=True); sys.stdin.read()\n"
    )
    with _process(program, path) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StorageError) as caught:
            house.open_book(path, "write")
        assert caught.value.problem.code == "in-use"
        assert "?" not in caught.value.problem.params["holder"]
        assert _cash(path) == 75_000
        other.communicate()
    with house.open_book(path, "write") as book:
        record(book, "jual_tunai", amount=1_000)


def test_a_foreign_program_in_the_middle_of_writing_is_waited_for_and_then_told(path: Path) -> None:
    with house.open_book(path, "write") as book:
        with _foreign(path, "BEGIN IMMEDIATE"):
            with book.engine.connect() as connection:  # not four seconds in a test
                connection.exec_driver_sql("PRAGMA busy_timeout=10")
            assert _refusal(lambda: record(book, "jual_tunai", amount=1_000)) == "in-use"
        record(book, "jual_tunai", amount=1_000)
    assert _cash(path) == 76_000


# Read-only


@pytest.fixture
def anybodys(path: Path) -> Iterator[Path]:
    """The book in a folder that anybody may look into."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        copied = Path(folder) / path.name
        shutil.copy(path, copied)
        copied.chmod(0o666)
        yield copied
        Path(folder).chmod(0o755)


def _as_nobody(program: str, path: Path) -> list[str]:
    """What the program prints, run by somebody for whom permissions count: root may write everywhere."""
    told = (
        "import os, sys; from pathlib import Path; from kpmbooks import house, recording\n"
        "from kpmbooks.problems import StorageError; from tests.books import balance, family, record\n"
        "with family() as other: record(other, 'jual_tunai', amount=1000)\n"
        f"path = Path(sys.argv[1])\nif os.geteuid() == 0: os.setuid({NOBODY})\n"
    )
    with _process(told + program, path) as other:
        out, _err = other.communicate()
    assert other.returncode == 0
    return out.split()


_READ_AND_TRY_TO_WRITE = """
with house.open_book(path) as book, book.read() as reader:
    print(balance(reader, "Kas"))
try:
    with house.open_book(path, "write") as book:
        record(book, "jual_tunai", amount=1000)
except StorageError as error:
    print(error.problem.code)
"""


@pytest.mark.parametrize("protect", ["file", "folder"])
def test_what_may_only_be_read_is_read_and_not_written(protect: str, anybodys: Path) -> None:
    (anybodys if protect == "file" else anybodys.parent).chmod(0o444 if protect == "file" else 0o555)
    if protect == "file":
        anybodys.parent.chmod(0o777)
    before = anybodys.read_bytes()
    assert _as_nobody(_READ_AND_TRY_TO_WRITE, anybodys) == ["75000", "read-only"]
    assert anybodys.read_bytes() == before
    assert [one.name for one in anybodys.parent.iterdir()] == [anybodys.name]


def test_a_folder_that_becomes_read_only_while_the_book_is_open_is_told(anybodys: Path) -> None:
    anybodys.parent.chmod(0o777)
    program = """
with house.open_book(path, "write") as book:
    record(book, "jual_tunai", amount=1000)
    print("saved", flush=True)
    sys.stdin.readline()
    try:
        record(book, "jual_tunai", amount=2000)
    except StorageError as error:
        print(error.problem.code)
"""
    told = (
        "import os, sys; from pathlib import Path; from kpmbooks import house\n"
        "from kpmbooks.problems import StorageError; from tests.books import family, record\n"
        # What recording needs is brought in while whoever runs the tests may still read all of Python.
        "with family() as other: record(other, 'jual_tunai', amount=1000)\n"
        f"path = Path(sys.argv[1])\nif os.geteuid() == 0: os.setuid({NOBODY})\n"
    )
    with _process(told + program, anybodys) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "saved\n"
        anybodys.parent.chmod(0o555)
        out, _err = other.communicate("go\n")
    assert out.split() == ["read-only"]
    anybodys.parent.chmod(0o755)
    assert _cash(anybodys) == 76_000


# Notes of the installation


def test_notes_that_cannot_be_written_cost_a_letter_and_no_record(path: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "notes"
    blocked.write_text("a file where the folder should be")
    for _ in range(2):
        with house.open_book(path, "write", installation=Installation(blocked)) as book:
            record(book, "jual_tunai", amount=1_000)
    assert _cash(path) == 77_000
    assert faults(path) == set()


def test_the_standard_library_sees_what_was_recorded(path: Path) -> None:
    with house.open_book(path, "write") as book:
        record(book, "jual_tunai", amount=1_000)
        with sqlite3.connect(path) as raw:  # beside the open book: nothing waits in another file
            assert raw.execute("SELECT count(*) FROM entries").fetchone() == (2,)
        raw.close()
