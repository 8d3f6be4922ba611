"""A book that is moved to another folder: whole at one place, whatever fails on the way."""

import contextlib
import os
from pathlib import Path

import pytest

from kpmbooks import house
from kpmbooks.problems import Cancelled, KpmError, Rejected, StorageError
from kpmbooks.safekeeping import carrying, copies, moving
from kpmbooks.safekeeping.moving import check_move, move
from kpmbooks.safekeeping.passcode import change_passcode
from kpmbooks.storage import copying
from tests.books import family, faults, record
from tests.failing_disk import no_file_beyond


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book of one sale."""
    (tmp_path / "lama").mkdir()
    (tmp_path / "baru").mkdir()
    path = tmp_path / "lama" / "buku.kpm"
    with family(path) as book:
        record(book, "jual_tunai", amount=75_000)
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "baru"


def _names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def _code(error: KpmError) -> str:
    if isinstance(error, StorageError):
        return error.problem.code
    assert isinstance(error, Rejected)
    return error.problems[0].code


def _refused(path: Path, folder: Path, home: Path) -> str:
    """The code of the refusal, after which everything is as it was."""
    before = path.read_bytes(), _names(folder)
    with pytest.raises(KpmError) as refused:
        move(path, folder, home)
    assert (path.read_bytes(), _names(folder)) == before
    assert "buku.kpm" in _names(path.parent)
    return _code(refused.value)


def test_a_moved_book_is_the_same_at_the_new_place_and_gone_from_the_old(path: Path, new: Path, home: Path) -> None:
    before = path.read_bytes()
    moved = move(path, new, home)
    assert moved.path == new / "buku.kpm"
    assert moved.path.read_bytes() == before
    assert _names(path.parent) == []
    assert _names(new) == ["buku.kpm"]
    assert faults(moved.path) == set()
    with house.open_book(moved.path, "write") as book:
        assert record(book, "jual_tunai", amount=5_000)


def test_a_book_with_a_passcode_moves_with_it(path: Path, new: Path, home: Path) -> None:
    with house.open_book(path, "write") as book:
        change_passcode(book, "kata sandi 2026", home)
        key = book.key
    assert key is not None
    moved = move(path, new, home, key=key)
    with pytest.raises(StorageError):
        house.open_book(moved.path)
    with house.open_book(moved.path, key=key) as book, book.read() as reader:
        assert house.check(reader).ok


def test_copies_are_found_by_the_new_place_and_earlier_states_come_along(path: Path, new: Path, home: Path) -> None:
    earlier = path.with_name("buku sebelum dipulihkan 2026-01-05 10.00.00.kpm")
    earlier.write_bytes(path.read_bytes())
    with house.open_book(path, "write") as book:
        made = copies.make(book, "hand", home)
    moved = move(path, new, home)
    assert [copy.path for copy in copies.copies_of_path(moved.path, home)] == [made.copy.path]
    assert copies.copies_of_path(path, home) == ()
    assert _names(new) == [earlier.name, "buku.kpm"]
    assert _names(path.parent) == []


def test_an_earlier_state_whose_name_is_taken_stays_and_is_named(path: Path, new: Path, home: Path) -> None:
    earlier = path.with_name("buku sebelum dipulihkan 2026-01-05 10.00.00.kpm")
    earlier.write_bytes(path.read_bytes())
    (new / earlier.name).write_text("something else")
    assert move(path, new, home).left == (earlier,)
    assert earlier.exists()
    assert (new / earlier.name).read_text() == "something else"


def test_a_book_that_was_fetched_from_a_stick_still_knows_its_stick(path: Path, new: Path, home: Path) -> None:
    (path.parent / "di sini").mkdir()
    with house.open_book(path) as book:
        fetched = carrying.take_home(book, path.parent / "di sini", home)
    moved = move(fetched, new, home)
    assert carrying.origin(moved.path, home) == path
    moved_stick = move(path, path.parent / "di sini", home)
    assert carrying.origin(moved.path, home) == moved_stick.path


def test_the_same_folder_is_refused(path: Path, home: Path) -> None:
    assert _refused(path, path.parent, home) == "same-folder"


def test_a_folder_that_is_not_there_is_refused(path: Path, tmp_path: Path, home: Path) -> None:
    with pytest.raises(StorageError) as refused:
        move(path, tmp_path / "tidak ada", home)
    assert refused.value.problem.code == "missing"
    assert path.exists()


@pytest.mark.parametrize("taken", ["buku.kpm", "buku.kpm-journal", "buku.kpm-wal"])
def test_a_name_that_is_taken_there_is_refused(path: Path, new: Path, home: Path, taken: str) -> None:
    (new / taken).write_text("hers")
    assert _refused(path, new, home) == "file-exists"
    assert (new / taken).read_text() == "hers"


def test_a_folder_that_cannot_be_written_is_refused_before_the_book_is_left(
    path: Path, new: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_read(self: Path, *_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "touch", only_read)  # root, as whom tests may run, writes everywhere
    with pytest.raises(StorageError) as refused:
        check_move(path, new)
    assert refused.value.problem.code == "folder-unwritable"
    assert _refused(path, new, home) == "folder-unwritable"


def test_a_full_disk_leaves_the_book_where_it_is(
    path: Path, new: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, "_pour", full)
    assert _refused(path, new, home) == "disk-full"


def test_where_files_may_not_grow_the_book_stays(path: Path, new: Path, home: Path) -> None:
    with no_file_beyond(20_000):
        assert _refused(path, new, home) in ("disk-full", "folder-unwritable", "copy-damaged", "damaged")


def test_a_copy_that_says_something_else_than_the_book_is_thrown_away(
    path: Path, new: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = iter(range(10))
    monkeypatch.setattr(moving, "figures", lambda _connection: next(said))
    assert _refused(path, new, home) == "copy-differs"


def test_an_old_place_that_lets_nothing_go_keeps_the_book_and_the_new_one_goes(
    path: Path, new: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.unlink

    def unlink(self: Path, missing_ok: bool = False) -> None:
        if self == path:
            raise PermissionError(13, "Permission denied")
        real(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    assert _refused(path, new, home) == "old-place"


def test_a_book_that_somebody_writes_in_is_refused(path: Path, new: Path, home: Path) -> None:
    with house.open_book(path, "write"):
        with pytest.raises(StorageError) as refused:
            move(path, new, home)
        assert refused.value.problem.code == "in-use"
        assert _names(new) == []


def test_stopped_on_the_way_the_book_is_where_it_was(path: Path, new: Path, home: Path) -> None:
    class Stopped:
        def report(self, _done: int, _total: int | None) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        move(path, new, home, progress=Stopped())
    assert _names(new) == []
    assert faults(path) == set()


def test_killed_at_any_step_a_whole_book_is_there_and_moving_again_finishes(
    tmp_path: Path, path: Path, new: Path, home: Path
) -> None:
    """The program dies, with no way to tidy up, before each of the steps that change a name."""
    for step in ("link", "unlink-old"):
        child = os.fork()
        if child == 0:
            with contextlib.suppress(BaseException):
                if step == "link":
                    os.link = lambda *_names: os._exit(9)  # type: ignore[assignment]
                else:
                    moving._let_go = lambda *_paths: os._exit(9)  # type: ignore[assignment]
                move(path, new, home)
            os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        assert faults(path) == set(), step
        assert all(faults(one) == set() for one in new.glob("*.kpm")), step
    moved = move(path, new, home)
    assert faults(moved.path) == set()
    assert not path.exists()
