"""A copy becomes the book again, what was there stays beside it, and who was erased stays erased."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kpmbooks import house, people
from kpmbooks.book import Installation
from kpmbooks.problems import Rejected, StorageError
from kpmbooks.safekeeping import copies, restoring, shelf
from kpmbooks.safekeeping.restoring import restore
from kpmbooks.storage import FORMAT, Format, WriterLock, new_key
from tests.books import family, faults, group, record, stranger

NOON = datetime.fromisoformat("2026-11-23 12:00")
LATER = NOON + timedelta(hours=1)
KEPT = "buku sebelum dipulihkan 2026-11-23 13.00.00.kpm"


@pytest.fixture(autouse=True)
def thinning_as_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "_restored", set())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "buku saya").mkdir()
    return tmp_path / "buku saya" / "buku.kpm"


@pytest.fixture
def copy(path: Path, home: Path) -> Path:
    """A copy with one sale of 75.000; the book goes on with another of 5.000."""
    with family(path) as book:
        record(book, "jual_tunai", amount=75_000, memo="bakwan")
        made = copies.make(book, "close", home, now=NOON)
        record(book, "jual_tunai", amount=5_000, memo="tahu")
    return made.copy.path


def _code(act: Callable[[], object]) -> str:
    with pytest.raises((StorageError, Rejected)) as caught:
        act()
    error = caught.value
    return error.problem.code if isinstance(error, StorageError) else error.problems[0].code


def _entries(path: Path) -> int:
    with stranger(path) as raw:
        return int(raw.execute("SELECT count(*) FROM entries").fetchone()[0])


def test_the_copy_is_the_book_and_the_book_stays_beside_it(path: Path, copy: Path, home: Path) -> None:
    before = path.read_bytes()
    restored = restore(copy, path, home, now=LATER)
    assert (restored.path, restored.kept) == (path, path.with_name(KEPT))
    assert (restored.glance.entries, restored.glance.cash, restored.erased, restored.holds) == (1, 75_000, 0, True)
    assert _entries(path) == 1
    assert path.with_name(KEPT).read_bytes() == before
    assert faults(path) == faults(path.with_name(KEPT)) == set()
    assert sorted(one.name for one in path.parent.iterdir()) == [KEPT, "buku.kpm"]
    assert copies.kept_beside(path) == (path.with_name(KEPT),)


def test_before_restoring_the_present_book_is_copied_too_and_nothing_is_thinned_afterwards(
    path: Path, copy: Path, home: Path
) -> None:
    restore(copy, path, home, now=LATER)
    made = shelf.listed(copy.parent)
    assert {one.why for one in made} == {"close", "restore"}
    newest = next(one for one in made if one.why == "restore")
    assert _entries(newest.path) == 2
    with house.open_book(path) as book:
        assert book.owner.uid in copies._restored


def test_a_restored_book_goes_on_as_a_new_writer(path: Path, copy: Path, home: Path) -> None:
    restore(copy, path, home, now=LATER)
    with house.open_book(path, "write") as book:
        assert record(book, "jual_tunai", amount=1_000).endswith("-B-001")
    assert faults(path) == set()


def test_a_copy_can_be_restored_where_no_book_is(path: Path, copy: Path, home: Path) -> None:
    target = path.with_name("buku lain.kpm")
    restored = restore(copy, target, home, now=LATER)
    assert restored.kept is None
    assert _entries(target) == 1


def test_restoring_twice_within_a_second_keeps_both(path: Path, copy: Path, home: Path) -> None:
    first = restore(copy, path, home, now=LATER).kept
    second = restore(copy, path, home, now=LATER).kept
    assert first is not None
    assert second is not None
    assert second.name == "buku sebelum dipulihkan 2026-11-23 13.00.00-2.kpm"
    assert (_entries(first), _entries(second)) == (2, 1)


def test_on_a_drive_without_second_names_the_book_stays_beside_all_the_same(
    path: Path, copy: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_names: object) -> None:
        raise OSError(95, "not supported")

    before = path.read_bytes()
    monkeypatch.setattr(os, "link", no_links)
    restored = restore(copy, path, home, now=LATER)
    assert restored.kept is not None
    assert restored.kept.read_bytes() == before
    assert _entries(path) == 1


# Refused


def test_a_copy_of_another_book_is_refused(path: Path, copy: Path, home: Path, tmp_path: Path) -> None:
    other = tmp_path / "lain.kpm"
    group(other).close()
    before = path.read_bytes()
    assert _code(lambda: restore(other, path, home)) == "other-book"
    with house.open_book(other) as book:
        expected = book.owner.uid
    assert _code(lambda: restore(copy, path.with_name("baru.kpm"), home, expected=expected)) == "other-book"
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["buku.kpm"]


def test_practice_never_takes_the_place_of_a_real_book(path: Path, copy: Path, home: Path, tmp_path: Path) -> None:
    practice = tmp_path / "latihan.kpm"
    family(practice, practice=True).close()
    assert _code(lambda: restore(practice, path, home)) == "practice-copy"
    twin = tmp_path / "salinan latihan.kpm"
    shutil.copy(practice, twin)
    assert restore(twin, practice, home).kept is not None  # practice over its own practice is fine


def test_a_copy_of_a_newer_format_is_refused(path: Path, copy: Path, home: Path) -> None:
    newer = Format(FORMAT.major + 1, 0)
    with stranger(copy) as raw:
        raw.execute(f"PRAGMA user_version={newer.major * 1000}")
    assert _code(lambda: restore(copy, path, home)) == "too-new"


def test_a_damaged_copy_is_refused_and_the_book_stays(path: Path, copy: Path, home: Path) -> None:
    before, whole = path.read_bytes(), copy.read_bytes()
    with stranger(copy) as raw:
        page = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'postings'").fetchone()[0]
    spoiled = whole[: (page - 1) * 4096] + b"\x07" * 4096 + whole[page * 4096 :]
    for content in (b"", b"no book", whole[: len(whole) // 2], spoiled):
        copy.write_bytes(content)
        assert _code(lambda: restore(copy, path, home)) in ("damaged", "copy-damaged", "not-a-book", "missing")
    assert path.read_bytes() == before
    assert {one.suffix for one in path.parent.iterdir()} == {".kpm"}


def test_an_index_that_does_not_fit_its_table_is_damage_too(path: Path, copy: Path, home: Path) -> None:
    with stranger(copy) as raw:
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute(
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'ix_entries_kind')"
            " WHERE name = 'ix_entries_batch_id'"
        )
    before = path.read_bytes()
    assert _code(lambda: restore(copy, path, home)) in ("copy-damaged", "damaged")
    assert path.read_bytes() == before


def test_a_copy_in_which_something_does_not_hold_is_restored_and_says_so(path: Path, copy: Path, home: Path) -> None:
    with stranger(copy) as raw:
        raw.execute("DROP TRIGGER postings_no_update")
        raw.execute("UPDATE postings SET amount = amount + 1 WHERE id = 1")
    assert not restore(copy, path, home, now=LATER).holds


def test_a_book_that_somebody_writes_in_is_not_replaced(path: Path, copy: Path, home: Path) -> None:
    lock = WriterLock(path)
    try:
        assert _code(lambda: restore(copy, path, home)) == "in-use"
    finally:
        lock.release()
    assert _entries(path) == 2


def test_folders_and_the_copy_itself_are_no_place_to_restore_to(path: Path, copy: Path, home: Path) -> None:
    assert _code(lambda: restore(copy, path.parent, home)) == "restore-target"
    assert _code(lambda: restore(copy, copy, home)) == "restore-target"
    assert _code(lambda: restore(copy, path.parent / "tidak ada" / "b.kpm", home)) == "missing"
    assert _code(lambda: restore(copy.with_name("tidak ada.kpm"), path, home)) == "missing"


# When the present book cannot be read


def test_a_damaged_book_is_kept_as_it_is_with_what_lay_beside_it(path: Path, copy: Path, home: Path) -> None:
    path.write_bytes(b"damaged beyond everything")
    journal = path.with_name("buku.kpm-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7 some pages")
    restored = restore(copy, path, home, now=LATER)
    assert restored.kept == path.with_name(KEPT)
    assert path.with_name(KEPT).read_bytes() == b"damaged beyond everything"
    assert path.with_name(f"{KEPT}-journal").read_bytes() == b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7 some pages"
    assert not journal.exists()
    assert _entries(path) == 1


def test_a_journal_of_a_vanished_book_is_not_played_into_the_restored_one(path: Path, copy: Path, home: Path) -> None:
    journal = path.with_name("buku.kpm-journal")
    with stranger(path) as raw:
        raw.execute("PRAGMA cache_size=1")
        raw.execute("BEGIN")
        raw.execute("CREATE TABLE grows AS SELECT randomblob(4000) FROM entries, accounts, accounts")
        content = journal.read_bytes()
        raw.execute("ROLLBACK")
    path.unlink()
    journal.write_bytes(content)
    restore(copy, path, home, now=LATER)
    assert not journal.exists()
    assert path.with_name(f"{KEPT}-journal").read_bytes() == content
    assert faults(path) == set()
    assert _entries(path) == 1


# Passcodes


def test_a_keyed_copy_needs_its_own_passcode_and_stays_keyed(path: Path, home: Path) -> None:
    key = new_key("rahasia")
    with house.create(
        path, kind="group", name="KUBE Melati", start=NOON.date().replace(month=1, day=1), key=key
    ) as book:
        record(book, "jual_tunai", amount=5_000)
        copy = copies.make(book, "close", home, now=NOON).copy.path
        record(book, "jual_tunai", amount=6_000)
    assert _code(lambda: restore(copy, path, home)) == "passcode-needed"
    assert _code(lambda: restore(copy, path, home, key=new_key("lain"))) == "passcode-wrong"
    restored = restore(copy, path, home, key=key, present_key=key, now=LATER)
    assert restored.glance.entries == 1
    assert b"SQLite format 3" not in path.read_bytes()
    with house.open_book(path, key=key) as book, book.read() as reader:
        assert house.check(reader).ok


# Erasing


def test_who_was_erased_after_the_copy_stays_erased(path: Path, home: Path) -> None:
    notes = Installation(home / "writers")
    family(path).close()
    with house.open_book(path, "write", installation=notes) as book:
        with book.write() as tx:
            person = people.add_person(tx, "Ningsih Wulandari")
        record(book, "jual_belum_dibayar", amount=10_000, party="Ningsih Wulandari", memo="keripik")
        copy = copies.make(book, "close", home, now=NOON).copy.path
        remembered = copy.read_bytes()
        with book.write() as tx:
            people.erase_person(tx, person)
    assert b"Ningsih" in remembered
    elsewhere = path.with_name("dari flashdisk.kpm")
    elsewhere.write_bytes(remembered)

    # The present book says what was erased in it ...
    assert restore(elsewhere, path, home, now=LATER).erased == 3
    assert b"Ningsih" not in path.read_bytes()
    assert faults(path) == set()

    # ... and where it is lost, the note outside of it does.
    path.write_bytes(b"lost")
    copy.write_bytes(remembered)
    restored = restore(copy, path, home, installation=Installation(home / "writers"), now=LATER)
    assert restored.erased == 3
    assert b"Ningsih" not in path.read_bytes()
    with house.open_book(path) as book, book.read() as reader:
        assert house.check(reader).ok
        assert people.persons(reader)[0].name is None


# Whatever happens in between


def test_a_killed_restore_leaves_a_whole_book_under_the_books_name(path: Path, copy: Path, home: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from kpmbooks.safekeeping import restoring
stop = int(sys.argv[4])
done = 0
def trace(frame, event, arg):
    global done
    if frame.f_code.co_filename.endswith(("restoring.py", "copying.py", "forgetting.py")):
        done += 1
        if done == stop:
            os.kill(os.getpid(), 9)
        return trace
sys.settrace(trace)
restoring.restore(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
"""
    root = str(Path(__file__).resolve().parents[1])
    states = set()
    for stop in (60, 180, 260, 310, 345, 380, 420):
        done = subprocess.run(
            [sys.executable, "-c", script, str(copy), str(path), str(home), str(stop)],
            env={**os.environ, "PYTHONPATH": root}, capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode in (-9, 0), done.stderr
        assert faults(path) == set()
        states.add(_entries(path))
        with house.open_book(path, "write"):
            pass  # nothing that was left behind stands in the way
        if done.returncode == 0:
            break
    assert states <= {1, 2}


def test_a_full_disk_leaves_the_book_as_it_was(path: Path, copy: Path, home: Path) -> None:
    def full(_path: Path) -> None:
        raise OSError(28, "no room")

    before = path.read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(restoring, "settle", full)
        assert _code(lambda: restore(copy, path, home, now=LATER)) == "disk-full"
    assert path.read_bytes() == before
    assert faults(path) == set()
