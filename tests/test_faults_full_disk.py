"""A disk that is full at any write: told in a sentence, nothing half done, nothing lost that was told to be saved."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest

from kpmbooks import house, ledger, people, recording
from kpmbooks.book import Book
from kpmbooks.problems import StorageError
from tests.books import START, TODAY, balance, family, own, record
from tests.failing_disk import can_mount, little_room, no_file_beyond, small_disk

Tight = Callable[[int], AbstractContextManager[None]]
JOURNAL_HEAD, JOURNAL_ROW, PAGE = 512, 4 + 4096 + 4, 4096
"""SQLite writes a journal as a head and rows of page number, page and sum, each by a call of its own."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with some months in it, so that an act touches many pages."""
    path = tmp_path_factory.mktemp("whole") / "bu-siti.kpm"
    with family(path) as book, book.write() as tx:
        sales = [
            ("jual_tunai", {"amount": 10_000 + day, "memo": f"gorengan {day}"}, own(tx), "sheet") for day in range(60)
        ]
        recording.record_many(tx, sales, today=TODAY)  # type: ignore[arg-type] # a list of tuples, written in place
    with _opened(path) as book:
        with book.write() as tx:
            people.add_person(tx, "Ningsih")
        record(book, "jual_tunai", amount=1_000, memo="Ningsih")
    return path


def _opened(path: Path) -> Book:
    return house.open_book(path, "write")


def _record(book: Book) -> None:
    record(book, "jual_tunai", amount=25_000, memo="bakwan " * 20)


def _correct(book: Book) -> None:
    with book.write() as tx:
        recording.correct(tx, "2026-A-007", "jual_tunai", {"amount": 1}, today=TODAY, reason="salah ketik")


def _undo(book: Book) -> None:
    with book.write() as tx:
        recording.undo(tx, today=TODAY)


def _erase(book: Book) -> None:
    with book.write() as tx:
        people.erase_person(tx, people.persons(tx)[0])


def _close(book: Book) -> None:
    with book.write() as tx:
        ledger.close_period(tx, ledger.default_ledger(tx), date(2026, 1, 5))


ACTS: dict[str, Callable[[Book], None]] = {
    "record": _record,
    "correct": _correct,
    "undo": _undo,
    "erase": _erase,
    "close": _close,
}
TOLD = {"disk-full", "unreadable", "not-rewritten"}


def _state(path: Path) -> tuple[object, ...]:
    """What an act changes, and that everything holds."""
    with house.open_book(path) as book, book.read() as reader:
        result = house.check(reader)
        assert result.faults == ()
        locked = reader.connection.exec_driver_sql("SELECT count(*) FROM period_locks").scalar()
        audited = reader.connection.exec_driver_sql("SELECT act, subject FROM audit").all()
        batches = reader.connection.exec_driver_sql("SELECT act FROM batches").scalars().all()
        return (balance(reader, "Kas"), result.entries, result.erased_texts, locked, audited, batches)


def _limits(size: int) -> Iterator[int]:
    """Sizes at which each write of a journal's first rows fails, and each write of the book around its end."""
    yield from (0, 1, 100, JOURNAL_HEAD - 1)
    for row in range(9):
        begin = JOURNAL_HEAD + row * JOURNAL_ROW
        yield from (begin, begin + 3, begin + 4, begin + 2_000, begin + 4 + PAGE, begin + JOURNAL_ROW - 1)
    for page in range(-20, 4):
        yield size + page * PAGE
        yield size + page * PAGE + 1_000


@pytest.mark.parametrize("act", ACTS)
def test_a_file_that_cannot_grow_at_any_write_leaves_the_book_as_it_was_or_as_it_was_told(
    act: str, whole: Path, tmp_path: Path
) -> None:
    path = tmp_path / "bu-siti.kpm"
    before = _state(whole)
    shutil.copy(whole, path)
    with _opened(path) as book:
        ACTS[act](book)
    after = _state(path)
    refused = done = 0
    for nth, limit in enumerate(_limits(whole.stat().st_size)):
        if act != "record" and nth % 4:
            continue
        shutil.copy(whole, path)
        told = None
        with no_file_beyond(limit):
            book = None
            try:
                book = _opened(path)
                ACTS[act](book)
            except StorageError as error:
                told = error.problem.code
            finally:
                if book is not None:
                    book.close()
        assert told is None or told in TOLD, limit
        found = _state(path)
        if told is None or told == "not-rewritten":
            done += 1
            assert found == after, limit
        else:
            refused += 1
            assert found == before, limit
        assert [one.name for one in tmp_path.iterdir()] == [path.name], limit
    assert refused > 5
    assert done > 0


MEDIA = ("a size", *(("a mounted disk",) if can_mount() else ()))


@pytest.fixture(params=MEDIA)
def tight(request: pytest.FixtureRequest, whole: Path, tmp_path: Path) -> Iterator[tuple[Path, Tight]]:
    """A folder in which only so many pages can be added: to the disk where one can be mounted, else to any file."""
    size = whole.stat().st_size
    if request.param == "a size":
        yield tmp_path, lambda pages: no_file_beyond(size + (pages - 12) * PAGE)
    else:
        with small_disk(tmp_path / "stick", size + 50 * PAGE) as stick:
            yield stick, lambda pages: little_room(stick, pages * PAGE)


def test_a_record_where_there_is_less_and_less_room_is_saved_or_refused(whole: Path, tight: tuple[Path, Tight]) -> None:
    folder, only = tight
    path = folder / "bu-siti.kpm"
    before = _state(whole)
    outcomes = set()
    for pages in range(0, 48, 2):
        shutil.copy(whole, path)
        told = None
        book = None
        with only(pages):
            try:
                book = _opened(path)
                _record(book)
            except StorageError as error:
                told = error.problem.code
            finally:
                if book is not None:
                    book.close()
        outcomes.add(told)
        found = _state(path)
        assert (found == before) is (told is not None), pages
        assert (found[0] == before[0] + 25_000) is (told is None), pages  # type: ignore[operator] # the cash
    assert len(outcomes) == 2
    assert None in outcomes
    assert outcomes <= TOLD | {None}


def test_a_new_book_that_has_no_room_leaves_nothing_behind(tmp_path: Path) -> None:
    for limit in (0, 100, PAGE, 5 * PAGE, 20 * PAGE):
        with no_file_beyond(limit), pytest.raises(StorageError) as caught:
            house.create(tmp_path / "x.kpm", kind="family", name="Siti", start=START)
        assert caught.value.problem.code in TOLD
        assert list(tmp_path.iterdir()) == []
