"""What a passcode must be, and that the copies of a book are locked as the book is."""

import os
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from kpmbooks import house
from kpmbooks.book import Book, change_key
from kpmbooks.book.passcodes import hint, read_new_passcode
from kpmbooks.problems import Cancelled, Problem
from kpmbooks.safekeeping import copies, passcode
from kpmbooks.storage import is_keyed, key_for, new_key, rekeying, salt_of, work_path
from kpmbooks.storage.rekeying import old_path
from tests import books

NOW = datetime.combine(books.TODAY, time(10))
MEMO = "Kos Bu Ratnasari"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def book(tmp_path: Path) -> Book:
    made = books.group(tmp_path / "melati.kpm")
    books.record(made, "jual_tunai", amount=1_000, memo=MEMO)
    return made


def copied(book: Book, home: Path, *, days_ago: int) -> Path:
    return copies.make(book, "hand", home, now=NOW - timedelta(days=days_ago)).copy.path


@pytest.mark.parametrize("text", ["", "12345", "abcde", "e\u0301e\u0301e\u0301e\u0301e\u0301"])
def test_a_passcode_of_fewer_than_six_signs_is_refused(text: str) -> None:
    found = read_new_passcode(text)
    assert isinstance(found, Problem)
    assert (found.code, found.field) == ("passcode-short", "passcode")


@pytest.mark.parametrize("text", ["123456", "rahasia", "ikan di kolam", " enam ", "ÉÉÉÉÉÉ", "🐟" * 6])
def test_a_passcode_of_six_signs_or_more_is_taken_as_it_is(text: str) -> None:
    assert read_new_passcode(text) == text


def test_a_page_of_text_is_no_passcode() -> None:
    found = read_new_passcode("x" * 2_000)
    assert isinstance(found, Problem)
    assert found.code == "passcode-long"


@pytest.mark.parametrize(
    ("guessed", "words"),
    [
        *((row, "row") for row in ("111111", "123456", "654321", "abcdef", "qwerty", "aaaaaaab", "890123")),
        *((day, "date") for day in ("17081945", "170845", "31-12-90", "1999 12", "01.01.2001")),
        *((digits, "Digits") for digits in ("402918", "8 4 0 2 9 3 1")),
    ],
)
def test_what_is_easily_guessed_is_said_and_not_refused(guessed: str, words: str) -> None:
    told = hint(guessed)
    assert told is not None
    assert words in told
    assert read_new_passcode(guessed) == guessed


@pytest.mark.parametrize("good", ["ikan di kolam", "melati 2026", "84029317", "Bu Sri jual gorengan"])
def test_nothing_is_said_of_a_passcode_that_is_not_easily_guessed(good: str) -> None:
    assert hint(good) is None


def test_all_copies_get_the_passcode_of_the_book_and_lose_it_with_it(book: Book, home: Path, tmp_path: Path) -> None:
    made = [copied(book, home, days_ago=nth) for nth in (2, 1)]
    beside = tmp_path / "melati sebelum dipulihkan 2026-01-01.kpm"
    beside.write_bytes(made[0].read_bytes())
    when = [path.stat().st_mtime_ns for path in made]
    assert MEMO.encode() in made[0].read_bytes()
    for sandi in ("melati 2026", "kenanga 2027"):
        assert not passcode.change_passcode(book, sandi, home)
        assert book.key is not None
        for path in (*made, beside):
            assert salt_of(path) == book.key.salt == salt_of(tmp_path / "melati.kpm")
            assert MEMO.encode() not in path.read_bytes()
            house.open_book(path, key=key_for(path, sandi)).close()
    assert [path.stat().st_mtime_ns for path in made] == when
    assert not passcode.change_passcode(book, None, home)
    assert not [path for path in (*made, beside) if is_keyed(path)]
    book.close()


def test_a_copy_made_later_is_locked_as_the_book_is(book: Book, home: Path) -> None:
    passcode.change_passcode(book, "melati 2026", home)
    made = copied(book, home, days_ago=0)
    assert book.key is not None
    assert salt_of(made) == book.key.salt
    assert not passcode.unlike(book, home)
    book.close()


def test_a_copy_that_is_out_of_reach_or_has_another_passcode_is_told(book: Book, home: Path) -> None:
    change_key(book, new_key("sandi lama"))
    old = copied(book, home, days_ago=3)
    change_key(book, new_key("sandi tengah"))  # as where the copies were on a stick that was not there
    middle = copied(book, home, days_ago=2)
    found = passcode.change_passcode(book, "sandi baru", home)
    assert (found.open, found.others) == ((), (old,))
    assert book.key is not None
    assert salt_of(middle) == book.key.salt
    house.open_book(old, key=key_for(old, "sandi lama")).close()
    book.close()


def test_copies_that_lie_open_beside_a_locked_book_are_found_and_locked(book: Book, home: Path) -> None:
    made = copied(book, home, days_ago=1)
    change_key(book, new_key("melati 2026"))
    assert passcode.unlike(book, home).open == (made,)
    assert not passcode.lock_open_copies(book, home)
    house.open_book(made, key=book.key).close()
    book.close()


def test_what_a_killed_program_left_beside_a_copy_is_taken_away(book: Book, home: Path) -> None:
    made = copied(book, home, days_ago=1)
    for left in (work_path(made), old_path(made)):
        left.write_bytes(made.read_bytes())
    passcode.unlike(book, home)
    assert not [path for path in made.parent.iterdir() if MEMO.encode() in path.read_bytes() and path != made]
    # The second name of a copy that was not replaced yet is the copy itself: its bytes must stay.
    os.link(made, old_path(made))
    before = made.read_bytes()
    passcode.unlike(book, home)
    assert made.read_bytes() == before
    assert not old_path(made).exists()
    book.close()


class _Watch:
    """Stops when ``stop`` says so; keeps what was reported."""

    def __init__(self, stop: Callable[[int, int], bool]) -> None:
        self.reports: list[tuple[int, int]] = []
        self._stop = stop

    def report(self, done: int, total: int | None) -> None:
        assert total is not None
        self.reports.append((done, total))
        if self._stop(done, total):
            raise Cancelled


def test_how_far_it_is_is_told_over_book_and_copies_and_never_goes_back(book: Book, home: Path) -> None:
    for nth in (2, 1):
        copied(book, home, days_ago=nth)
    watch = _Watch(lambda _done, _total: False)
    passcode.change_passcode(book, "melati 2026", home, watch)
    told = [done for done, _total in watch.reports]
    assert told == sorted(told)
    assert len({total for _done, total in watch.reports}) == 1
    assert watch.reports[-1][0] == watch.reports[-1][1]
    book.close()


def test_stopping_before_the_book_has_changed_changes_nothing(
    book: Book, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = copied(book, home, days_ago=1)
    with pytest.raises(Cancelled):
        passcode.change_passcode(book, "melati 2026", home, _Watch(lambda _done, _total: True))
    assert book.key is None
    assert not is_keyed(made)
    book.close()


def test_stopping_afterwards_leaves_the_rest_of_the_copies_and_says_which(book: Book, home: Path) -> None:
    made = [copied(book, home, days_ago=nth) for nth in (3, 2, 1)]
    found = passcode.change_passcode(
        book, "melati 2026", home, _Watch(lambda done, total: done > total // 4 and done < total)
    )
    assert book.key is not None
    assert len(found.open) == 2
    assert set(found.open) < set(made)
    assert not passcode.lock_open_copies(book, home)
    book.close()


def test_a_copy_on_a_full_drive_stays_whole_and_is_told(
    book: Book, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = copied(book, home, days_ago=1)
    export = rekeying._export

    def full_for_copies(connection: object) -> None:
        if made.name in str(connection.execute("PRAGMA database_list").fetchall()):  # type: ignore[attr-defined]
            raise OSError(28, "No space left on device")
        export(connection)

    monkeypatch.setattr(rekeying, "_export", full_for_copies)
    found = passcode.change_passcode(book, "melati 2026", home)
    assert found.open == (made,)
    house.open_book(made).close()
    assert book.key is not None
    book.close()
