"""Copies of a book: whole, compared, kept in two places; what fails harms nothing."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kpmbooks import house, people
from kpmbooks.book import Book, Installation
from kpmbooks.problems import Cancelled, Rejected, StorageError
from kpmbooks.safekeeping import copies, shelf
from kpmbooks.safekeeping import glance as glances
from kpmbooks.storage import copying, new_key
from tests.books import family, faults, group, record, stranger

ROOT = Path(__file__).resolve().parents[1]
NOON = datetime.fromisoformat("2026-11-23 12:00")
HOUR = timedelta(hours=1)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "milik sendiri"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    made = family(tmp_path / "Bu Siti ñ – warung.kpm")
    record(made, "jual_tunai", amount=75_000, memo="bakwan")
    return made


def _code(act: Callable[[], object]) -> str:
    with pytest.raises(StorageError) as caught:
        act()
    return caught.value.problem.code


def _names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if not one.name.startswith(".") and one.suffix == ".kpm")


def test_a_copy_is_a_book_that_says_what_the_book_says(book: Book, home: Path) -> None:
    with book:
        made = copies.make(book, "hand", home, now=NOON)
    assert made.copy.path == home / "salinan" / book.owner.uid.hex() / "2026-11-23 12.00.00 disalin sendiri.kpm"
    assert faults(made.copy.path) == set()
    with house.open_book(made.copy.path) as copy, copy.read() as reader:
        assert glances.glance(reader) == glances.Glance(1, "2026-A-001", datetime(2026, 1, 31).date(), 75_000)  # noqa: DTZ001
        assert copy.owner == book.owner
    with stranger(made.copy.path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert [one.name for one in made.copy.path.parent.glob(".*")] == []


def test_names_of_copies_sort_by_time_and_say_why_also_within_one_second(book: Book, home: Path) -> None:
    with book:
        whys: list[shelf.Why] = ["close", "hand", "import", "restore"]
        made = [copies.make(book, why, home, now=NOON + n * HOUR).copy for n, why in enumerate(whys)]
        twin = copies.make(book, "close", home, now=NOON).copy
    assert [one.name for one in sorted(one.path for one in (*made, twin))] == [
        "2026-11-23 12.00.00 saat ditutup.kpm",
        "2026-11-23 12.00.00-2 saat ditutup.kpm",
        "2026-11-23 13.00.00 disalin sendiri.kpm",
        "2026-11-23 14.00.00 sebelum ambil file.kpm",
        "2026-11-23 15.00.00 sebelum dipulihkan.kpm",
    ]
    assert shelf.listed(twin.path.parent) == (*reversed(made[1:]), twin, made[0])
    assert shelf.read_name(Path("2026-13-23 12.00.00 saat ditutup.kpm")) is None
    assert shelf.read_name(Path("catatan.kpm")) is None


def test_a_keyed_book_has_keyed_copies_that_its_own_key_opens(tmp_path: Path, home: Path) -> None:
    key = new_key("rahasia kami")
    made = house.create(
        tmp_path / "terkunci.kpm", kind="group", name="KUBE Melati", start=NOON.date().replace(day=1), key=key
    )
    with made as book:
        record(book, "jual_tunai", amount=5_000, date=NOON.date().replace(day=2))
        copy = copies.make(book, "hand", home, now=NOON).copy
    assert b"SQLite format 3" not in copy.path.read_bytes()
    assert b"Melati" not in copy.path.read_bytes()
    assert copies.look_into(copy, key).glance == glances.Glance(1, "2026-A-001", NOON.date().replace(day=2), 5_000)
    assert _problem(copies.look_into(copy, None)) == "passcode-needed"
    assert _problem(copies.look_into(copy, new_key("lain"))) == "passcode-wrong"


def _problem(seen: copies.Seen) -> str:
    assert seen.glance is None
    assert seen.problem is not None
    return seen.problem.code


def test_a_copy_that_cannot_be_read_says_so_in_the_list(book: Book, home: Path) -> None:
    with book:
        copy = copies.make(book, "hand", home, now=NOON).copy
    whole = copy.path.read_bytes()
    assert copies.look_into(copy, None).problem is None
    for damaged in (b"", b"x" * 5000, whole[:4096], whole[:100] + b"\xff" * 4000 + whole[4100:]):
        copy.path.write_bytes(damaged)
        seen = copies.look_into(copy, None)
        assert (seen.size, seen.glance) == (len(damaged), None)
        assert seen.problem is not None
    copy.path.unlink()
    assert _problem(copies.look_into(copy, None)) == "missing"


@pytest.mark.parametrize("keyed", [False, True])
def test_where_no_other_program_can_copy_the_file_sqlite_does_it_page_by_page(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, keyed: bool
) -> None:
    monkeypatch.setattr(copying, "_copied_as_it_lies", lambda *_given: False)
    key = new_key("rahasia kami") if keyed else None
    day = NOON.date().replace(month=1)
    made = house.create(tmp_path / "melati.kpm", kind="group", name="KUBE Melati", start=day, key=key)
    with made as book:
        record(book, "jual_tunai", amount=5_000)
        copy = copies.make(book, "hand", home, now=NOON).copy
    assert (b"Melati" in copy.path.read_bytes()) is not keyed
    with house.open_book(copy.path, key=key) as opened, opened.read() as reader:
        assert house.check(reader).ok
        assert glances.glance(reader).cash == 5_000


def test_a_file_that_keeps_another_kind_of_journal_is_copied_with_what_lies_in_it(book: Book, home: Path) -> None:
    path = book.path
    assert path is not None
    book.close()
    with stranger(path) as raw:
        assert raw.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
        raw.execute("INSERT INTO settings VALUES ('kept', 'in the other file')")
        with house.open_book(path, look=False) as opened:
            copy = copies.make(opened, "hand", home, now=NOON).copy
    with stranger(copy.path) as raw:
        assert raw.execute("SELECT value FROM settings WHERE key = 'kept'").fetchall() == [("in the other file",)]


# Only what passed counts


def test_a_copy_of_a_damaged_book_is_thrown_away_and_the_good_ones_stay(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "melati.kpm"
    with group(path) as book:
        for day in range(1, 29):
            record(book, "jual_tunai", amount=1_000 + day, memo="cucian " * 30, date=f"{day}/1/2026")
        good = copies.make(book, "close", home, now=NOON).copy
        content = bytearray(path.read_bytes())
        with stranger(path) as raw:
            page = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'postings'").fetchone()[0]
    content[(page - 1) * 4096 + 100 : page * 4096] = b"\x07" * 3996
    path.write_bytes(content)
    with house.open_book(path, look=False) as book:
        assert _code(lambda: copies.make(book, "close", home, now=NOON + HOUR)) in ("copy-damaged", "damaged")
    assert shelf.listed(good.path.parent) == (good,)
    assert faults(good.path) == set()


def test_a_copy_that_differs_is_thrown_away(book: Book, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with book:
        good = copies.make(book, "close", home, now=NOON).copy
        real = copying._pour

        def spoiled(connection: object, part: Path, *rest: object) -> None:
            real(connection, part, *rest)  # type: ignore[arg-type]
            with stranger(part) as raw:
                raw.execute("UPDATE account_months SET debit = debit + 1")

        monkeypatch.setattr(copying, "_pour", spoiled)
        assert _code(lambda: copies.make(book, "close", home, now=NOON + HOUR)) == "copy-differs"
    assert [one.name for one in good.path.parent.iterdir() if one.suffix != ".json"] == [good.path.name]


def test_old_copies_are_thinned_only_after_a_new_one_passed(
    book: Book, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with book:
        for hour in range(3):
            copies.make(book, "close", home, now=NOON + hour * HOUR)
        folder = shelf.own_folder(home, book.owner.uid)
        monkeypatch.setattr(copying, "verify", _refuse)
        later = NOON + timedelta(days=5)
        assert _code(lambda: copies.make(book, "close", home, now=later)) == "copy-differs"
        assert len(shelf.listed(folder)) == 3
        monkeypatch.undo()
        copies.make(book, "close", home, now=later)
    assert _names(folder) == ["2026-11-23 14.00.00 saat ditutup.kpm", "2026-11-28 12.00.00 saat ditutup.kpm"]


def _refuse(*_given: object) -> None:
    from kpmbooks.problems import Problem

    raise StorageError(Problem("copy-differs", "no"))


def test_after_restoring_no_copy_is_thinned_until_the_program_ends(
    book: Book, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "_restored", set())
    with book:
        copies.thin_no_more(book.owner.uid)
        for hour in range(3):
            copies.make(book, "close", home, now=NOON + hour * HOUR)
        copies.make(book, "close", home, now=NOON + timedelta(days=5))
    assert len(shelf.listed(shelf.own_folder(home, book.owner.uid))) == 4


def test_a_copy_that_the_person_stops_leaves_nothing(book: Book, home: Path) -> None:
    class Impatient:
        def report(self, done: int, total: int | None) -> None:
            raise Cancelled

    with book, pytest.raises(Cancelled):
        copies.make(book, "hand", home, progress=Impatient(), now=NOON)
    folder = shelf.own_folder(home, book.owner.uid)
    assert list(folder.iterdir()) == []


def test_a_practice_book_and_one_in_memory_are_not_copied_by_themselves(tmp_path: Path, home: Path) -> None:
    with family() as book:
        assert copies.before(book, "import", home) is None
        assert not copies.has_changed(book, home)
        with pytest.raises(Rejected):
            copies.make(book, "hand", home)
    with family(tmp_path / "latihan.kpm", practice=True) as book:
        assert copies.before(book, "import", home) is None
        assert not copies.has_changed(book, home)
        assert copies.make(book, "hand", home).copy.path.is_file()  # a person who asks for it gets it


def test_a_copy_before_an_import_has_the_state_before_it(book: Book, home: Path) -> None:
    with book:
        made = copies.before(book, "import", home)
        record(book, "jual_tunai", amount=1)
    assert made is not None
    seen = copies.look_into(made.copy, None).glance
    assert seen is not None
    assert seen.entries == 1


# When


def test_a_book_has_changed_when_anybody_wrote_in_it_since_the_last_copy(book: Book, home: Path) -> None:
    assert book.path is not None
    with book:
        assert copies.has_changed(book, home)
        copies.make(book, "close", home, now=NOON)
        assert not copies.has_changed(book, home)
        record(book, "jual_tunai", amount=1)
        assert copies.has_changed(book, home)
        made = copies.make(book, "close", home, now=NOON + HOUR)
        assert not copies.has_changed(book, home)
        for copy in shelf.listed(made.copy.path.parent):
            copy.path.unlink()
        assert copies.has_changed(book, home)  # somebody cleared the folder


def test_what_is_written_while_a_copy_is_made_counts_as_changed(
    book: Book, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = copying.verify

    def written_meanwhile(*given: object) -> None:
        record(book, "jual_tunai", amount=1)
        real(*given)  # type: ignore[arg-type]

    with book:
        monkeypatch.setattr(copying, "verify", written_meanwhile)
        copies.make(book, "close", home, now=NOON)
        assert copies.has_changed(book, home)


@pytest.mark.parametrize(
    ("age", "late"),
    [(timedelta(), False), (timedelta(days=6, hours=23), False), (timedelta(days=7, hours=1), True),
     (timedelta(hours=-1), False), (timedelta(days=-3), True)],
)  # fmt: skip
def test_after_a_week_without_a_copy_it_is_late(age: timedelta, late: bool) -> None:
    assert copies.is_late(shelf.Copy(Path("x"), NOON - age, "close"), NOON) is late
    assert copies.is_late(None, NOON)


# Another place


def test_a_copy_goes_to_the_other_place_too_where_people_find_it(book: Book, home: Path, tmp_path: Path) -> None:
    stick = tmp_path / "STIK BU SITI"
    stick.mkdir()
    shelf.name_other_place(home, stick)
    with book:
        made = copies.make(book, "close", home, now=NOON)
    mark = book.owner.uid.hex()[-6:]
    folder = stick / "Salinan Buku KPM" / f"Keluarga Bu Siti {mark}"
    assert made.elsewhere == folder / "2026-11-23 12.00.00 saat ditutup.kpm"
    assert made.elsewhere.read_bytes() == made.copy.path.read_bytes()
    assert made.problem is None
    assert copies.copies_of(book, home) == (made.copy,)
    made.copy.path.unlink()
    assert [copy.path for copy in copies.copies_of(book, home)] == [made.elsewhere]
    assert copies.all_files(book, home) == (made.elsewhere,)


def test_a_book_of_another_name_goes_on_in_its_own_folder_there(tmp_path: Path) -> None:
    uid = bytes(range(16))
    place = tmp_path / "stik"
    there = shelf.folder_elsewhere(place, uid, "KUBE: Melati/Mawar?  ")
    assert there == place / "Salinan Buku KPM" / "KUBE  Melati Mawar 0d0e0f"
    there.mkdir(parents=True)
    assert shelf.folder_elsewhere(place, uid, "KUBE Kenanga") == there
    assert shelf.folder_elsewhere(place, bytes(16), "KUBE Kenanga") != there


def test_a_drive_that_is_not_there_is_told_and_costs_nothing(book: Book, home: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stik"
    shelf.name_other_place(home, stick)
    with book:
        made = copies.make(book, "close", home, now=NOON)
    assert made.problem is not None
    assert made.problem.code == "place-missing"
    assert made.copy.path.is_file()
    assert not stick.exists()  # what is not there is not made: it would fill the disk under the drive's name
    shelf.name_other_place(home, None)
    assert shelf.other_place(home) is None


def test_a_drive_that_returns_other_bytes_gets_no_copy(
    book: Book, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stik"
    stick.mkdir()
    shelf.name_other_place(home, stick)

    def lies(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[5000] ^= 1
        path.write_bytes(content)

    monkeypatch.setattr(copying, "_forget_what_was_read", lies)
    with book:
        made = copies.make(book, "close", home, now=NOON)
    assert made.problem is not None
    assert (made.problem.code, made.elsewhere) == ("copy-differs", None)
    assert not list(stick.rglob("*.kpm"))
    assert made.copy.path.is_file()


def test_where_the_own_folder_cannot_be_written_the_other_place_has_the_copy(book: Book, tmp_path: Path) -> None:
    stick, home = tmp_path / "stik", tmp_path / "home"
    stick.mkdir()
    shelf.name_other_place(home, stick)
    (home / "salinan").write_text("a file where the folder should be")
    with book:
        made = copies.make(book, "close", home, now=NOON)
    assert made.copy.path.is_relative_to(stick)


# What the disk refuses


def test_a_full_disk_refuses_the_copy_and_leaves_nothing_half(book: Book, home: Path) -> None:
    with book:
        good = copies.make(book, "close", home, now=NOON).copy
    # A file may not grow beyond half of the book: what a full disk says, everywhere on Linux.
    script = """
import resource, signal, sys
from pathlib import Path
from kpmbooks import house
from kpmbooks.problems import StorageError
from kpmbooks.safekeeping import copies
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path, home = Path(sys.argv[1]), Path(sys.argv[2])
with house.open_book(path) as book:
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size // 2,) * 2)
    try:
        copies.make(book, "close", home)
    except StorageError as error:
        print(error.problem.code)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(book.path), str(home)],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout.strip() in ("disk-full", "copy-unwritable"), done.stderr
    left = {one.name for one in good.path.parent.iterdir()}
    assert left == {good.path.name, "terakhir.json"}
    assert faults(good.path) == set()


@pytest.mark.parametrize("number", [28, 122])  # ENOSPC, EDQUOT
def test_a_disk_that_is_full_at_the_very_end_is_told(
    book: Book, home: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(_file: int) -> None:
        raise OSError(number, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with book:
        assert _code(lambda: copies.make(book, "close", home, now=NOON)) == "disk-full"
    assert _names(shelf.own_folder(home, book.owner.uid)) == []


def test_a_folder_that_cannot_be_written_is_told(book: Book, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("no folder")
    with book:
        assert _code(lambda: copies.make(book, "close", home)) == "copy-unwritable"
        assert _code(lambda: shelf.name_other_place(home, tmp_path)) == "home-unwritable"


def test_a_folder_that_vanishes_meanwhile_is_told(book: Book, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = copying._pour

    def gone(connection: object, part: Path, *rest: object) -> None:
        for one in part.parent.iterdir():
            one.unlink()
        part.parent.rmdir()
        real(connection, part, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(copying, "_pour", gone)
    with book:
        assert _code(lambda: copies.make(book, "close", home)) == "copy-unwritable"


def test_a_copy_to_a_file_of_the_persons_choice_is_never_over_another(book: Book, tmp_path: Path) -> None:
    target = tmp_path / "stik" / "salinan saya.kpm"
    with book:
        with pytest.raises(Rejected) as missing:
            copies.copy_to(book, target)
        target.parent.mkdir()
        copies.copy_to(book, target)
        content = target.read_bytes()
        with pytest.raises(Rejected) as there:
            copies.copy_to(book, target)
        journal = tmp_path / "stik" / "lain.kpm-journal"
        journal.write_bytes(b"left over")
        with pytest.raises(Rejected) as beside:
            copies.copy_to(book, tmp_path / "stik" / "lain.kpm")
    assert [one.value.problems[0].code for one in (missing, there, beside)] == [
        "folder-missing",
        "file-exists",
        "file-exists",
    ]
    assert target.read_bytes() == content
    assert faults(target) == set()


def test_what_a_killed_program_left_is_swept_away_when_it_is_old(book: Book, home: Path) -> None:
    folder = shelf.own_folder(home, book.owner.uid)
    folder.mkdir(parents=True)
    old, fresh = folder / ".kpmbooks-1-1.part", folder / ".kpmbooks-2-1.part"
    for one in (old, fresh, folder / ".kpmbooks-1-1.part-journal"):
        one.write_bytes(b"half")
    long_ago = NOON.timestamp() - 2 * 86_400
    os.utime(old, (long_ago, long_ago))
    os.utime(fresh, (NOON.timestamp(), NOON.timestamp()))
    with book:
        copies.make(book, "close", home, now=NOON)
    assert [one.name for one in folder.glob(".*")] == [".kpmbooks-2-1.part"]


# While others write


def test_a_copy_made_while_another_program_writes_is_a_whole_state(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "ramai.kpm"
    group(path).close()
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert writer.stdout is not None
    assert writer.stdin is not None
    made: list[Path] = []
    try:
        assert writer.stdout.readline() == "begun\n"
        with house.open_book(path) as book:
            made.extend(copies.make(book, "hand", home).copy.path for _turn in range(12))
    finally:
        said = writer.communicate()[0].split()
    assert writer.returncode == 0
    counts = []
    for copy in made:
        assert faults(copy) == set()
        with stranger(copy) as raw:
            counts.append(raw.execute("SELECT count(*) FROM entries").fetchone()[0])
    assert counts == sorted(counts)
    assert counts[-1] <= int(said[-1])
    assert all(count % 2 == 0 for count in counts)  # the writer commits two at a time


_WRITER = """
import sys, threading
from datetime import date
from pathlib import Path
from kpmbooks import house, ledger, recording
stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
count = 0
with house.open_book(Path(sys.argv[1]), "write") as book:
    while not stop.is_set():
        with book.write() as tx:
            for amount in (1_000, 2_000):
                place = ledger.default_ledger(tx)
                recording.record(tx, "jual_tunai", {"amount": amount}, ledger=place, today=date(2026, 1, 31))
        count += 2
        if count == 2:
            print("begun", flush=True)
print(count)
"""


def test_who_writes_in_the_same_window_need_not_wait_for_a_copy(book: Book, home: Path) -> None:
    begun, done = threading.Event(), threading.Event()
    failed: list[BaseException] = []

    class Slow:
        def report(self, done_pages: int, total: int | None) -> None:
            begun.set()
            if not done.is_set():
                done.wait(5)  # the copy would hold its reader's lock for that long, were nobody let in

    def copy() -> None:
        try:
            copies.make(book, "hand", home, progress=Slow(), now=NOON)
        except BaseException as error:  # noqa: BLE001 - told on the main thread
            failed.append(error)

    with book:
        worker = threading.Thread(target=copy)
        worker.start()
        assert begun.wait(10)
        done.set()
        record(book, "jual_tunai", amount=1)
        worker.join()
    assert failed == []


# Erasing


def _with_ningsih(book: Book) -> people.Person:
    with book.write() as tx:
        person = people.add_person(tx, "Ningsih Wulandari")
    record(book, "jual_belum_dibayar", amount=10_000, party="Ningsih Wulandari", memo="titip keripik")
    return person


def test_copies_forget_who_was_erased_in_the_book(tmp_path: Path, home: Path) -> None:
    stick = tmp_path / "stik"
    stick.mkdir()
    shelf.name_other_place(home, stick)
    notes = Installation(home / "writers")
    path = tmp_path / "buku.kpm"
    family(path).close()
    with house.open_book(path, "write", installation=notes) as book:
        person = _with_ningsih(book)
        old = copies.make(book, "close", home, now=NOON)
        beside = path.with_name("buku sebelum dipulihkan 2026-11-01 08.00.00.kpm")
        copies.copy_to(book, beside)
        assert old.elsewhere is not None
        assert all(b"Ningsih" in one.read_bytes() for one in (old.copy.path, old.elsewhere, beside))
        with book.write() as tx:
            people.erase_person(tx, person)
        copies.make(book, "close", home, now=NOON + HOUR)
        files = copies.all_files(book, home)
    assert {old.copy.path, old.elsewhere, beside} <= set(files)
    for one in files:
        assert b"Ningsih" not in one.read_bytes()
        assert faults(one) == set()
    with house.open_book(old.copy.path) as copy, copy.read() as reader:
        assert glances.glance(reader).entries == 1
        # Her name as a person, in the record and as a party; the memo names nobody.
        assert house.check(reader).erased_texts == 3


def test_the_list_of_the_erased_is_kept_outside_the_book_and_says_nothing(tmp_path: Path, home: Path) -> None:
    notes = Installation(home / "writers")
    path = tmp_path / "buku.kpm"
    family(path).close()
    with house.open_book(path, "write", installation=notes) as book:
        person = _with_ningsih(book)
        with book.write() as tx:
            people.erase_person(tx, person)
        uid = book.owner.uid
    noted = (home / "writers" / f"{uid.hex()}.erased").read_text().split()
    assert len(noted) == 3
    assert frozenset(bytes.fromhex(one) for one in noted) == Installation(home / "writers").erased(uid)
    with stranger(path) as raw:
        digests = {row[0] for row in raw.execute("SELECT digest FROM texts WHERE erased_at IS NOT NULL")}
    assert {bytes.fromhex(one) for one in noted} == digests


def test_a_copy_that_cannot_be_opened_does_not_keep_the_others_from_forgetting(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "buku.kpm"
    with family(path) as book:
        person = _with_ningsih(book)
        first = copies.make(book, "close", home, now=NOON).copy
        second = copies.make(book, "close", home, now=NOON + HOUR).copy
        first.path.write_bytes(b"Ningsih, but no book any more")
        with book.write() as tx:
            people.erase_person(tx, person)
        copies.make(book, "close", home, now=NOON + 2 * HOUR)
    assert b"Ningsih" in first.path.read_bytes()
    assert b"Ningsih" not in second.path.read_bytes()


def test_the_note_about_the_last_copy_holds_no_words(book: Book, home: Path) -> None:
    with book:
        folder = copies.make(book, "close", home, now=NOON).copy.path.parent
        assert book.path is not None
        found = book.path.stat()
        assert json.loads((folder / "terakhir.json").read_text()) == {
            "book": str(book.path),
            "state": [found.st_size, found.st_mtime_ns],
        }


def test_the_copies_of_a_file_that_is_damaged_or_gone_are_found_by_its_place(book: Book, home: Path) -> None:
    path = book.path
    assert path is not None
    with book:
        made = copies.make(book, "close", home, now=NOON)
    path.write_bytes(b"damaged")
    assert copies.copies_of_path(path, home) == (made.copy,)
    path.unlink()
    assert copies.copies_of_path(path, home) == (made.copy,)
    assert copies.copies_of_path(path.with_name("lain.kpm"), home) == ()
    (made.copy.path.parent / "terakhir.json").write_text("no note at all")
    assert copies.copies_of_path(path, home) == ()
