"""Setting, changing and removing a passcode: the same book before and after, and a whole one at every moment."""

import os
import random
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from kpmbooks import house
from kpmbooks.book import Book, change_key, prints, rekey_file
from kpmbooks.problems import Cancelled, Rejected, StorageError
from kpmbooks.storage import Key, WriterLock, driver, is_keyed, key_for, new_key, rekeying, salt_of
from tests import books, dying

MEMO = "Kos Bu Ratnasari"
NAMES = (MEMO.encode(), b"KUBE Melati", b"CREATE TABLE")
ONE = Key(bytes(range(32)), bytes(range(100, 116)))
OTHER = Key(bytes(range(50, 82)), bytes(range(200, 216)))
CHANGES = {"set": (None, ONE), "change": (ONE, OTHER), "remove": (ONE, None)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "melati.kpm"


def filled(path: Path, key: Key | None = None, sales: int = 12) -> Book:
    """A group's book with so many sales of 1.000, and one that was corrected by taking it back."""
    book = books.group(path)
    for _nth in range(sales):
        books.record(book, "jual_tunai", amount=1_000, memo=MEMO)
    if key is not None:
        change_key(book, key)
    return book


def rows(path: Path, key: Key | None, *without: str) -> dict[str, list[Any]]:
    """Every row of every table with its row id, and the SQL of everything in the file."""
    connection = driver().connect(str(path))
    if key is not None:
        connection.execute(f"PRAGMA key={key.pragma}")
    found: dict[str, list[Any]] = {"": connection.execute("SELECT * FROM sqlite_master ORDER BY name").fetchall()}
    # Pages lie elsewhere in the new file.
    found[""] = [(kind, name, table, sql) for kind, name, table, _page, sql in found[""]]
    found["strict"] = sorted(connection.execute("PRAGMA table_list").fetchall())
    for table in [name for kind, name, _table, _sql in found[""] if kind == "table" and name not in without]:
        try:
            found[table] = connection.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid").fetchall()
        except driver().OperationalError:  # a table without row ids
            found[table] = connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
    connection.close()
    return found


def code(act: Callable[[], object]) -> str:
    """The code of the ``StorageError`` with which ``act`` ends."""
    with pytest.raises(StorageError) as caught:
        act()
    return caught.value.problem.code


def left_in(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


@pytest.mark.parametrize("change", CHANGES)
def test_the_book_holds_the_same_rows_before_and_after(path: Path, change: str) -> None:
    old, new = CHANGES[change]
    book = filled(path, old)
    before = rows(path, old, "audit")
    heads = "application_id", "user_version"
    with book.read() as reader:
        told = [reader.connection.exec_driver_sql(f"PRAGMA {head}").scalar() for head in heads]
    change_key(book, new)
    with book.read() as reader:
        assert [reader.connection.exec_driver_sql(f"PRAGMA {head}").scalar() for head in heads] == told
        assert house.check(reader).ok
        assert (
            reader.connection.exec_driver_sql("SELECT act FROM audit ORDER BY id DESC").scalar()
            == ({"set": "passcode-set", "change": "passcode-changed", "remove": "passcode-removed"}[change])
        )
    books.record(book, "jual_tunai", amount=1_000)
    with book.read() as reader:
        assert books.balance(reader, "Kas") == 13_000
    book.close()
    assert left_in(path.parent) == {path.name}
    house.open_book(path, "write", key=new).close()
    after = rows(path, new, "audit")
    added = {name: len(after[name]) - len(before[name]) for name in before}
    assert {name for name, count in added.items() if count} == {"batches", "entries", "postings"}
    assert all(after[name][: len(before[name])] == before[name] for name in ("entries", "postings", "texts", "owner"))


def test_a_listener_is_told_and_the_list_of_prints_stays_writable(path: Path) -> None:
    heard: list[frozenset[str]] = []
    with filled(path) as book:
        book.subscribe(heard.append)
        change_key(book, ONE)
        assert heard == [frozenset({"settings"})]
        assert prints.register(book, "income", {}, {"a": 1}) is not None


def test_without_the_passcode_nothing_in_the_file_and_its_journal_can_be_read(path: Path) -> None:
    with filled(path, ONE) as book:
        with book.write() as tx:
            tx.connection.exec_driver_sql("UPDATE settings SET value = value")
            tx.note_audit("open-ledger", "KUBE Melati", after=MEMO)
            journal = path.with_name(f"{path.name}-journal").read_bytes()
        copyfile(path, path.with_name("copy.kpm"))
        with book.read() as reader:
            assert reader.connection.exec_driver_sql("PRAGMA temp_store").scalar() == 2  # memory
            assert (
                reader.connection.exec_driver_sql("SELECT count(*) FROM texts WHERE text = ?", (MEMO,)).scalar() == 13
            )
    assert len(journal) > 4096
    for raw in (journal, path.read_bytes(), path.with_name("copy.kpm").read_bytes()):
        assert not [name for name in NAMES if name in raw]
    plain = path.with_name("plain.kpm")
    filled(plain).close()
    assert all(name in plain.read_bytes() for name in NAMES)


def test_the_bytes_of_the_old_file_are_overwritten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_second_name(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    for link in (os.link, no_second_name):
        monkeypatch.setattr(os, "link", link)
        with filled(path) as book:
            handle = os.open(path, os.O_RDONLY)
            size = path.stat().st_size
            change_key(book, ONE)
            assert os.pread(handle, size + 1, 0) == bytes(size)
            os.close(handle)
        assert left_in(path.parent) == {path.name}
        path.unlink()


def test_a_file_that_shares_its_bytes_with_the_book_keeps_them(path: Path) -> None:
    with filled(path) as book:
        other = path.with_name("salinan.kpm")
        os.link(path, other)
        before = other.read_bytes()
        change_key(book, ONE)
    assert other.read_bytes() == before
    assert path.read_bytes()[:16] == ONE.salt


def test_a_link_stays_a_link(path: Path) -> None:
    link = path.with_name("tautan.kpm")
    filled(path).close()
    link.symlink_to(path)
    with house.open_book(link, "write") as book:
        change_key(book, ONE)
        books.record(book, "jual_tunai", amount=1_000)
    assert link.is_symlink()
    assert salt_of(path) == ONE.salt


@pytest.mark.parametrize("change", CHANGES)
def test_a_full_disk_leaves_the_book_as_it_was(path: Path, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = CHANGES[change]
    with filled(path, old) as book:
        before = path.read_bytes()
        export = rekeying._export

        def little_room(connection: Any) -> None:
            connection.execute("PRAGMA work.max_page_count=20")
            export(connection)

        monkeypatch.setattr(rekeying, "_export", little_room)
        assert code(lambda: change_key(book, new)) == "disk-full"
        assert path.read_bytes() == before
        monkeypatch.setattr(rekeying, "_export", export)

        def full(_file: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(rekeying.os, "fsync", full)
        assert code(lambda: change_key(book, new)) == "disk-full"
        monkeypatch.undo()
        assert path.read_bytes() == before
        assert left_in(path.parent) == {path.name, f".{path.name}.lock"}
        books.record(book, "jual_tunai", amount=1_000)
        assert book.key == old


def test_a_new_file_that_came_out_different_is_not_taken(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with filled(path) as book:
        before = path.read_bytes()
        export = rekeying._export

        def loses_a_row(connection: Any) -> None:
            export(connection)
            connection.execute("DELETE FROM work.texts WHERE id = 2")

        monkeypatch.setattr(rekeying, "_export", loses_a_row)
        assert code(lambda: change_key(book, ONE)) == "rekeying-differs"
        assert path.read_bytes() == before
        assert book.key is None


class _Stop:
    """Stops the work at its ``nth`` report."""

    def __init__(self, nth: int) -> None:
        self.left = nth
        self.totals: set[int | None] = set()

    def report(self, done: int, total: int | None) -> None:
        assert total is not None
        assert done <= total
        self.totals.add(total)
        self.left -= 1
        if self.left == 0:
            raise Cancelled


def test_it_can_be_stopped_and_leaves_no_half_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rekeying, "_STEPS_BETWEEN_REPORTS", 50)
    with filled(path, ONE) as book:
        before = path.read_bytes()
        watch = _Stop(10_000)
        rehearsal = path.with_name("other.kpm")
        copyfile(path, rehearsal)
        rekey_file(rehearsal, ONE, OTHER, house.LAYOUT, watch)
        reports = 10_000 - watch.left
        assert reports > 20
        assert watch.totals == {len(before)}
        rehearsal.unlink()
        for nth in (1, reports // 2, reports):
            with pytest.raises(Cancelled):
                change_key(book, None, _Stop(nth))
            assert path.read_bytes() == before
            assert left_in(path.parent) == {path.name, f".{path.name}.lock"}


def test_practice_and_memory_have_no_passcode_and_a_reader_cannot_change_it(path: Path) -> None:
    for made, wanted in (
        (books.group(), "passcode-in-memory"),
        (books.group(path, practice=True), "passcode-practice"),
    ):
        with made, pytest.raises(Rejected) as caught:
            change_key(made, ONE)
        assert [problem.code for problem in caught.value.problems] == [wanted]
    other = path.with_name("b.kpm")
    with pytest.raises(Rejected):
        house.create(other, kind="group", name="Melati", start=books.START, practice=True, key=ONE)
    assert not other.exists()
    filled(other).close()
    with house.open_book(other) as reading:
        assert code(lambda: change_key(reading, ONE)) == "read-only"


def test_a_wrong_key_changes_no_byte(path: Path) -> None:
    filled(path, ONE).close()
    before = path.read_bytes()
    for mode in ("read", "write"):
        for wrong in (OTHER, Key(ONE.raw[::-1], ONE.salt), Key(bytes(32), ONE.salt)):
            assert code(lambda mode=mode, wrong=wrong: house.open_book(path, mode, key=wrong)) == "passcode-wrong"  # type: ignore[misc]
        assert code(lambda mode=mode: house.open_book(path, mode)) == "passcode-needed"  # type: ignore[misc]
    assert path.read_bytes() == before
    assert left_in(path.parent) == {path.name}


def test_a_wrong_key_does_no_harm_to_a_book_with_an_unfinished_write(path: Path, tmp_path: Path) -> None:
    filled(path, ONE, sales=60).close()
    whole = rows(path, ONE)
    writing = driver().connect(str(path), isolation_level=None)
    for pragma in (f"key={ONE.pragma}", "synchronous=FULL", "cache_size=1"):
        writing.execute(f"PRAGMA {pragma}")
    writing.execute("BEGIN")
    writing.execute("CREATE TABLE half AS SELECT * FROM texts")
    writing.execute("DROP TRIGGER texts_only_erased")
    writing.execute("UPDATE texts SET text = 'x'")
    # What a power cut leaves: pages of a write that did not end, and the journal that undoes it.
    cut = tmp_path / "cut.kpm"
    copyfile(path, cut)
    copyfile(f"{path}-journal", f"{cut}-journal")
    writing.close()
    assert Path(f"{cut}-journal").read_bytes()[:8] == bytes.fromhex("d9d505f920a163d7")  # SQLite's mark of a journal
    assert cut.read_bytes()[: 4096 * 20] != path.read_bytes()[: 4096 * 20]
    assert code(lambda: house.open_book(cut, "write", key=OTHER)) == "passcode-wrong"
    assert code(lambda: house.open_book(cut, "read", key=OTHER)) == "passcode-wrong"
    with house.open_book(cut, "write", key=ONE) as book, book.read() as reader:
        assert house.check(reader).ok
    assert rows(cut, ONE) == whole


def test_a_passcode_is_the_same_however_its_accents_are_put_together(path: Path) -> None:
    filled(path, new_key("café désa")).close()
    house.open_book(path, key=key_for(path, "cafe\u0301 de\u0301sa")).close()


def test_erasing_in_a_book_with_a_passcode_rewrites_it_under_the_same_key(path: Path) -> None:
    with filled(path, ONE) as book:
        with book.write() as tx:
            erased = tx.erase_texts(
                tx.connection.exec_driver_sql("SELECT id FROM texts WHERE text = ?", (MEMO,)).scalars()
            )
        assert erased == 12
        assert salt_of(path) == ONE.salt
    with house.open_book(path, key=ONE) as opened, opened.read() as reader:
        assert reader.connection.exec_driver_sql("PRAGMA temp_store").scalar() == 2
        assert house.check(reader).ok
    assert left_in(path.parent) == {path.name}


def test_copies_get_the_key_that_the_book_has_now(path: Path) -> None:
    copies = {name: path.with_name(f"{name}.kpm") for name in ("plain", "first", "second")}
    with filled(path) as book:
        copyfile(path, copies["plain"])
        change_key(book, ONE)
        copyfile(path, copies["first"])
        change_key(book, OTHER)
        copyfile(path, copies["second"])
        untouched = copies["second"].stat().st_mtime_ns, copies["second"].stat().st_ino
        for copy in copies.values():
            rekey_file(copy, ONE, OTHER, book.layout)
        assert (copies["second"].stat().st_mtime_ns, copies["second"].stat().st_ino) == untouched
        for copy in copies.values():
            assert salt_of(copy) == salt_of(path)
            with house.open_book(copy, key=book.key) as opened, opened.read() as reader:
                assert books.balance(reader, "Kas") == 12_000
                assert house.check(reader).ok
        for copy in copies.values():
            rekey_file(copy, OTHER, None, book.layout)
            assert not is_keyed(copy)
            house.open_book(copy).close()


def test_a_copy_that_another_passcode_locks_is_left_alone(path: Path) -> None:
    filled(path, ONE).close()
    before = path.read_bytes()
    for had in (None, OTHER):
        assert code(lambda had=had: rekey_file(path, had, OTHER, house.LAYOUT)) in ("passcode-wrong", "passcode-needed")  # type: ignore[misc]
    lock = WriterLock(path)
    assert code(lambda: rekey_file(path, ONE, OTHER, house.LAYOUT)) == "in-use"
    lock.release()
    assert path.read_bytes() == before


@pytest.mark.parametrize("change", CHANGES)
def test_a_program_killed_at_any_moment_leaves_a_whole_book(tmp_path: Path, change: str) -> None:
    old, new = CHANGES[change]
    whole = tmp_path / "whole.kpm"
    filled(whole, old, sales=8).close()
    chance = random.Random(change)
    rehearsal = tmp_path / "rehearsal.kpm"
    copyfile(whole, rehearsal)
    total = dying.kill_at([dying.Death(str(rehearsal), dying.told(old), dying.told(new), 0)])
    assert total > 100
    wanted = []
    for nth, moment in enumerate([*chance.sample(range(1, total), 9), total]):
        copy = tmp_path / f"{nth}.kpm"
        copyfile(whole, copy)
        wanted.append(dying.Death(str(copy), dying.told(old), dying.told(new), moment))
    dying.kill_at(wanted)
    found = {dying.state_after(Path(one.book), old, new, entries=8) for one in wanted}
    assert found == {"old", "new"}
