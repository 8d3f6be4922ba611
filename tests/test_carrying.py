"""A book that lives on a stick: worked on here, brought back when nothing is lost by it."""

from pathlib import Path

import pytest

from kpmbooks import house
from kpmbooks.book import Book
from kpmbooks.problems import Rejected, StorageError
from kpmbooks.safekeeping import carrying
from kpmbooks.safekeeping.comparing import Difference, compare
from kpmbooks.training import sessions
from tests.books import START, family, faults, record, stranger


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick with a book of one sale."""
    (tmp_path / "STIK").mkdir()
    path = tmp_path / "STIK" / "buku.kpm"
    with family(path) as book:
        record(book, "jual_tunai", amount=75_000)
    return path


@pytest.fixture
def fetched(stick: Path, tmp_path: Path) -> Book:
    """The book, fetched to the laptop and open there."""
    (tmp_path / "Documents").mkdir()
    with house.open_book(stick, "write") as book:
        target = carrying.take_home(book, tmp_path / "Documents", tmp_path / "home")
    return house.open_book(target, "write")


def _entries(path: Path) -> int:
    with stranger(path) as raw:
        return int(raw.execute("SELECT count(*) FROM entries").fetchone()[0])


def test_a_fetched_book_knows_where_it_came_from(fetched: Book, stick: Path, tmp_path: Path) -> None:
    with fetched:
        assert fetched.path == tmp_path / "Documents" / "buku.kpm"
        assert carrying.origin(fetched.path, tmp_path / "home") == stick
        assert carrying.origin(stick, tmp_path / "home") is None
        assert not carrying.is_newer(fetched, tmp_path / "home")
    with house.open_book(stick) as book:
        second = carrying.take_home(book, tmp_path / "Documents", tmp_path / "home")
    assert second.name == "buku (2).kpm"


def test_bringing_back_puts_the_records_on_the_stick_and_keeps_what_was_there(
    fetched: Book, stick: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    with fetched:
        record(fetched, "jual_tunai", amount=5_000)
        assert carrying.is_newer(fetched, home)
        kept = carrying.bring_back(fetched, home)
        assert not carrying.is_newer(fetched, home)
        assert record(fetched, "jual_tunai", amount=6_000)  # the book here goes on
    assert kept is not None
    assert kept.parent == stick.parent
    assert (_entries(stick), _entries(kept)) == (2, 1)
    assert faults(stick) == set()


def test_what_was_written_on_both_sides_stays_on_both(fetched: Book, stick: Path, tmp_path: Path) -> None:
    with house.open_book(stick, "write") as book:
        record(book, "jual_tunai", amount=9_000)
    with fetched:
        record(fetched, "jual_tunai", amount=5_000)
        with fetched.read() as here, house.open_book(stick) as book, book.read() as there:
            assert compare(here, there) == Difference(here=1, there=1)
        with pytest.raises(Rejected) as caught:
            carrying.bring_back(fetched, tmp_path / "home")
    assert caught.value.problems[0].code == "both-written"
    assert _entries(stick) == 2
    assert [one.name for one in stick.parent.iterdir()] == ["buku.kpm"]


def test_a_learning_session_alone_is_something_to_bring_back(fetched: Book, stick: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with fetched:
        with fetched.write() as tx:
            sessions.finish(tx, sessions.begin(tx, "PB-2", START), 25)
        assert carrying.is_newer(fetched, home)
        carrying.bring_back(fetched, home)
        assert not carrying.is_newer(fetched, home)
    with house.open_book(stick) as book, book.read() as reader:
        assert [one.lesson for one in sessions.sessions_of(reader)] == ["PB-2"]


@pytest.mark.parametrize("also_here", [False, True])
def test_a_learning_session_on_the_stick_is_not_written_over(
    fetched: Book, stick: Path, tmp_path: Path, also_here: bool
) -> None:
    with house.open_book(stick, "write") as book, book.write() as tx:
        sessions.begin(tx, "PB-2", START)
    with fetched:
        if also_here:
            with fetched.write() as tx:
                sessions.finish(tx, sessions.begin(tx, "PB-3", START), 25)
        with pytest.raises(Rejected) as rejected:
            carrying.bring_back(fetched, tmp_path / "home")
    assert rejected.value.problems[0].code == "both-written"


def test_a_stick_that_is_not_there_is_told(fetched: Book, stick: Path, tmp_path: Path) -> None:
    stick.unlink()
    with fetched:
        record(fetched, "jual_tunai", amount=5_000)
        assert not carrying.is_newer(fetched, tmp_path / "home")
        assert carrying.bring_back(fetched, tmp_path / "home") is None  # the stick is there, its book was deleted
        assert _entries(stick) == 2
        stick.unlink()
        stick.parent.rmdir()
        with pytest.raises(StorageError) as caught:
            carrying.bring_back(fetched, tmp_path / "home")
    assert caught.value.problem.code == "stick-missing"


def test_equal_states_have_no_difference(stick: Path) -> None:
    with house.open_book(stick) as book, book.read() as here, book.read() as there:
        assert compare(here, there) == Difference(0, 0)
