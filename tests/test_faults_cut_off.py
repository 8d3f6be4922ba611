"""The power goes in the middle of writing, and people copy the pieces about: no half record, no ruined copy."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kpmbooks import house, people, recording
from kpmbooks.book import Book
from kpmbooks.problems import StorageError
from kpmbooks.storage import Key, key_from_passcode
from tests.books import START, TODAY, balance, family, faults, own, record, stranger

KEY = key_from_passcode("melati", b"0123456789abcdef")
PAIR = ("", "-journal")


def _with_journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _made(path: Path, key: Key | None = None) -> None:
    with (
        house.create(path, kind="family", name="Keluarga Bu Siti", business="Usaha", start=START, key=key) as book,
        book.write() as tx,
    ):
        sales = [
            ("jual_tunai", {"amount": 1_000 + nth, "memo": f"gorengan {nth}"}, own(tx), "typed") for nth in range(60)
        ]
        recording.record_many(tx, sales, today=TODAY)  # type: ignore[arg-type] # a list of tuples, made in place


def cut_off(path: Path, into: Path, key: Key | None = None) -> None:
    """What lies on the disk when the power goes while the book at ``path`` is being written: book and journal."""
    with pytest.raises(RuntimeError, match="power"):
        _write_until_the_power_goes(path, into, key)


def _write_until_the_power_goes(path: Path, into: Path, key: Key | None) -> None:
    with house.open_book(path, "write", key=key) as book, book.write() as tx:
        tx.connection.exec_driver_sql("PRAGMA cache_size=5")  # so that pages go to the disk before the end
        sales = [("jual_tunai", {"amount": 7, "memo": "x" * 200}, own(tx), "typed") for _ in range(80)]
        recording.record_many(tx, sales, today=TODAY)  # type: ignore[arg-type] # a list of tuples, made in place
        for ending in PAIR:
            shutil.copy(f"{path}{ending}", f"{into}{ending}")
        raise RuntimeError("the power goes")


def _cash(path: Path, key: Key | None = None) -> int:
    with house.open_book(path, key=key) as book, book.read() as reader:
        assert house.check(reader).faults == ()
        return balance(reader, "Kas")


CASH = sum(1_000 + nth for nth in range(60))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "asli" / "buku.kpm"
    path.parent.mkdir()
    _made(path)
    return path


@pytest.fixture
def victim(book: Path, tmp_path: Path) -> Path:
    """The same book, cut off in the middle of writing, with its journal."""
    folder = tmp_path / "mati listrik"
    folder.mkdir()
    cut_off(book, folder / book.name)
    return folder / book.name


def test_the_piece_that_was_cut_off_is_really_half_written(victim: Path, book: Path) -> None:
    assert victim.read_bytes() != book.read_bytes()
    assert _with_journal(victim).stat().st_size > 0
    _with_journal(victim).unlink()
    with pytest.raises((StorageError, AssertionError)):
        _cash(victim)


@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_power_cut_takes_the_half_record_back_and_says_so(mode: str, victim: Path) -> None:
    with house.open_book(victim, mode) as opened:  # type: ignore[arg-type] # one of the two
        assert [note.code for note in opened.notes] == ["cut-off"]
    assert _cash(victim) == CASH
    assert [one.name for one in victim.parent.iterdir()] == [victim.name]


def test_a_power_cut_in_a_book_with_a_passcode_takes_the_half_record_back(tmp_path: Path) -> None:
    path, victim = tmp_path / "buku.kpm", tmp_path / "mati.kpm"
    _made(path, KEY)
    cut_off(path, victim, KEY)
    whole = {ending: Path(f"{victim}{ending}").read_bytes() for ending in PAIR}
    with pytest.raises(StorageError) as caught:
        house.open_book(victim, "write", key=key_from_passcode("mawar", KEY.salt))
    assert caught.value.problem.code == "passcode-wrong"
    assert {ending: Path(f"{victim}{ending}").read_bytes() for ending in PAIR} == whole
    assert _cash(victim, KEY) == CASH


def test_a_copy_together_with_its_journal_is_whole_elsewhere(victim: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "flashdisk"
    shutil.copytree(victim.parent, elsewhere)
    assert _cash(elsewhere / victim.name) == CASH


@pytest.fixture
def newer(book: Path) -> Path:
    """The book as it went on elsewhere: the good copy."""
    with house.open_book(book, "write") as opened:
        for nth in range(3):
            record(opened, "jual_tunai", amount=500_000 + nth, memo="hari ini")
        with opened.write() as tx:
            people.add_person(tx, "Wati")
    return book


NEWER_CASH = CASH + sum(500_000 + nth for nth in range(3))


@pytest.mark.parametrize("keeps_times", [True, False])
@pytest.mark.parametrize("mode", ["read", "write"])
def test_a_good_copy_over_a_book_that_was_cut_off_is_not_ruined_by_the_old_journal(
    mode: str, keeps_times: bool, victim: Path, newer: Path
) -> None:
    (shutil.copy2 if keeps_times else shutil.copyfile)(newer, victim)
    whole = victim.read_bytes()
    with house.open_book(victim, mode) as opened:  # type: ignore[arg-type] # one of the two
        assert [note.code for note in opened.notes] == ["set-aside"]
        aside = opened.notes[0].params["file"]
    assert victim.read_bytes() == whole
    assert _cash(victim) == NEWER_CASH
    assert sorted(one.name for one in victim.parent.iterdir()) == sorted([victim.name, aside])
    assert (victim.parent / aside).stat().st_size > 0


@pytest.mark.parametrize("hours", [-3, 3])
def test_a_copy_that_is_one_record_ahead_elsewhere_keeps_that_record(hours: int, victim: Path, book: Path) -> None:
    """Played back, the journal would lead to a whole book as well: the one before that record."""
    with house.open_book(book, "write") as opened:
        record(opened, "jual_tunai", amount=77, memo="di laptop lain")
    shutil.copyfile(book, victim)
    at = _with_journal(victim).stat().st_mtime + 3_600 * hours
    os.utime(victim, (at, at))
    assert _cash(victim) == CASH + 77


def test_an_older_copy_over_a_book_that_was_cut_off_stays_what_it_is(book: Path, tmp_path: Path) -> None:
    older = tmp_path / "kemarin.kpm"
    shutil.copy(book, older)
    with house.open_book(book, "write") as opened:
        record(opened, "jual_tunai", amount=1, memo="y" * 90)
    cut_off(book, book.with_name("mati.kpm"))
    victim = book.with_name("mati.kpm")
    shutil.copy(older, victim)
    os.utime(victim, (1_700_000_000, 1_700_000_000))
    assert _cash(victim) == CASH


def test_another_book_under_the_name_of_one_that_was_cut_off_stays_what_it_is(victim: Path) -> None:
    victim.unlink()
    other = victim.with_name("lain.kpm")
    with family(other) as opened:
        record(opened, "jual_tunai", amount=123_000)
    other.rename(victim)
    assert _cash(victim) == 123_000


def test_a_new_book_under_the_name_of_one_that_was_cut_off_is_new(victim: Path) -> None:
    victim.unlink()
    with family(victim) as opened:
        record(opened, "jual_tunai", amount=123_000)
    assert _cash(victim) == 123_000


def test_a_write_ahead_log_that_belongs_to_the_book_is_taken_into_it(book: Path, tmp_path: Path) -> None:
    copied = tmp_path / "wal.kpm"
    with stranger(book) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("INSERT INTO settings VALUES ('colour', 'blue')")
        for ending in ("", "-wal"):
            shutil.copy(f"{book}{ending}", f"{copied}{ending}")
    with house.open_book(copied, "write") as opened, opened.read() as reader:
        assert reader.connection.exec_driver_sql("SELECT value FROM settings").scalar() == "blue"
    assert _cash(copied) == CASH
    assert not copied.with_name("wal.kpm-wal").exists()


def test_a_write_ahead_log_of_another_state_is_set_aside(book: Path, newer: Path, tmp_path: Path) -> None:
    old, copied = tmp_path / "old.kpm", tmp_path / "wal.kpm"
    _made(old)
    with stranger(old) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("UPDATE ledgers SET name = 'Usaha lama ' || name")
        shutil.copy(f"{old}-wal", f"{copied}-wal")
    shutil.copy(newer, copied)
    assert _cash(copied) == NEWER_CASH
    assert book == newer


def test_a_damaged_book_with_a_journal_is_left_as_it_is_for_repair(victim: Path) -> None:
    whole = bytearray(victim.read_bytes())
    for page in range(8, len(whole) // 4096, 2):
        whole[4096 * page : 4096 * page + 4096] = os.urandom(4096)
    victim.write_bytes(whole)
    journal = _with_journal(victim)
    spoiled = bytearray(journal.read_bytes())
    spoiled[600:] = os.urandom(len(spoiled) - 600)
    journal.write_bytes(spoiled)
    with pytest.raises(StorageError) as caught:
        house.open_book(victim, "write")
    assert caught.value.problem.code == "unfinished-damaged"
    assert victim.read_bytes() == whole
    assert journal.read_bytes() == spoiled


def test_a_cut_off_book_where_nothing_can_be_written_is_told_to_be_copied_with_its_journal(
    victim: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and allowed(path, mode))
    with pytest.raises(StorageError) as caught:
        house.open_book(victim)
    assert caught.value.problem.code == "unfinished"
    assert caught.value.problem.params["file"] == "buku.kpm-journal"


@pytest.fixture
def writing(book: Path) -> Iterator[Book]:
    """The book in the hands of a window that is in the middle of writing."""
    with house.open_book(book, "write") as opened:
        yield opened


def test_a_journal_that_somebody_is_writing_just_now_is_left_alone(writing: Book) -> None:
    assert writing.path is not None
    with writing.write() as tx:
        recording.record(tx, "jual_tunai", {"amount": 5}, ledger=own(tx), today=TODAY)
        tx.connection.exec_driver_sql("PRAGMA cache_size=1")
        assert _with_journal(writing.path).exists()
        with house.open_book(writing.path) as beside, beside.read() as reader:
            assert balance(reader, "Kas") == CASH
            assert beside.notes == ()
        assert _with_journal(writing.path).exists()
    assert faults(writing.path) == set()
    assert _cash(writing.path) == CASH + 5
