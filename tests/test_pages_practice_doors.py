"""An exercise is open in the window, and everything else happens that can happen to a window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from kpmbooks import house, ledger, practice
from kpmbooks.book import Book, change_key
from kpmbooks.i18n import translator
from kpmbooks.storage import keys, new_key
from kpmbooks.training import game as pasar
from reports.exports import EXPORTS, Wish
from tests import books, pages
from tests.pages import part
from tests.whole_window import TODAY, desk_of, nobody, program
from ui.desktop.app import Program
from ui.desktop.desk import Desk
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.learn import LearnPage
from ui.desktop.pages.learn_practice import LessonPractice
from ui.desktop.pages.search_dialog import SearchDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

EXERCISE = "PB-2-catat"


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    nobody(monkeypatch, tmp_path)
    path = tmp_path / "Documents" / "nyata.kpm"
    pages.laundry(path).close()
    return path


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, real: Path) -> Iterator[Program]:
    with program(qtbot, qapp, real) as made:
        yield made


@pytest.fixture
def desk(qtbot: QtBot, window: Program) -> Desk:
    return desk_of(qtbot, window)


def practising(desk: Desk) -> LessonPractice:
    desk.go("learn", EXERCISE)
    page: LearnPage = desk.page("learn")
    made = page.practising()
    assert made is not None
    with made.practice_session.book.write() as tx:
        practice.record_model(tx, made.drawn.slips[:2], today=TODAY)
    return made


def entries(book: Book) -> int:
    with book.read() as reader:
        return ledger.entry_count(reader)


def test_what_is_searched_found_and_corrected_in_mid_exercise_is_of_the_practice_book(
    qtbot: QtBot, desk: Desk, real: Path
) -> None:
    before = real.read_bytes()
    exercise = practising(desk)
    assert exercise.book is not None
    desk.search()
    (dialog,) = desk.findChildren(SearchDialog)
    dialog.field.setText("Token")  # a record of the real book
    dialog.search()
    found = part(dialog, QListWidget, "search_found")
    assert found.count() == 0
    dialog.field.setText(str(int(exercise.drawn.slips[0].amount)))
    dialog.search()
    assert found.count() == 1
    found.itemActivated.emit(found.item(0))
    qtbot.waitUntil(lambda: bool(desk.findChildren(EntryDialog)))
    (entry,) = desk.findChildren(EntryDialog)
    entry.correct_asked.emit("2026-A-003")
    entry.close()
    assert (desk.current(), exercise.book.current()) == ("learn", "record")
    assert real.read_bytes() == before


def test_a_page_that_is_searched_for_in_mid_exercise_is_one_of_the_exercise_or_none(desk: Desk) -> None:
    exercise = practising(desk)
    assert exercise.book is not None
    for key, there in (("cash_book", "cash_book"), ("care", "cash_book"), ("import", "cash_book")):
        desk._searched = exercise.practice_session
        desk._go_where_searched(key)
        assert (desk.current(), exercise.book.current()) == ("learn", there)


def test_a_result_of_the_search_that_comes_after_the_exercise_shows_nothing(desk: Desk) -> None:
    desk._searched = practising(desk).practice_session
    desk.page("learn").show_list()
    desk._show_entry(1)
    desk._go_where_searched("record")
    assert desk.findChildren(EntryDialog) == []
    assert desk.current() == "learn"


def test_outside_the_exercise_the_search_is_in_the_real_book(desk: Desk) -> None:
    practising(desk)
    desk.go("home")
    desk.search()
    (dialog,) = desk.findChildren(SearchDialog)
    dialog.field.setText("Token")
    dialog.search()
    assert part(dialog, QListWidget, "search_found").count() > 0
    dialog.close()


def _drop(desk: Desk, path: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    act, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(400, 400), act, data, button, none)
    enter.ignore()
    QApplication.sendEvent(desk, enter)
    if enter.isAccepted():
        QApplication.sendEvent(desk, QDropEvent(QPointF(400, 400), act, data, button, none))
    return enter.isAccepted()


def test_a_book_that_is_dropped_in_mid_exercise_is_not_taken(desk: Desk, real: Path, tmp_path: Path) -> None:
    other = tmp_path / "lain.kpm"
    books.group(other, practice=True).close()
    before = real.read_bytes()
    exercise = practising(desk)
    assert not _drop(desk, other)
    assert desk._session_in_use() is exercise.practice_session
    assert real.read_bytes() == before


def test_a_table_of_the_practice_book_that_is_dropped_in_mid_exercise_is_not_taken_into_the_real_one(
    qtbot: QtBot, desk: Desk, real: Path, tmp_path: Path
) -> None:
    before = real.read_bytes()
    exercise = practising(desk)
    table = tmp_path / "jurnal.csv"
    with exercise.practice_session.book.read() as reader, table.open("wb") as stream:
        wish = Wish(ledger.default_ledger(reader), TODAY, translator("id"))
        EXPORTS["csv"].write(reader, wish, stream)
    assert _drop(desk, table)
    assert desk.current() == "import"
    page = desk.page("import")
    qtbot.waitUntil(lambda: "latihan" in page.form.told.words())
    assert not page.record.isEnabled()
    assert real.read_bytes() == before
    desk.go("learn")
    assert desk._session_in_use() is exercise.practice_session, "the exercise waits as it was left"


def test_another_book_that_a_second_start_hands_over_ends_the_exercise(
    qtbot: QtBot, window: Program, desk: Desk, real: Path, tmp_path: Path
) -> None:
    other = tmp_path / "Documents" / "lain.kpm"
    books.group(other).close()
    before, others = real.read_bytes(), other.read_bytes()
    exercise = practising(desk)
    page: LearnPage = desk.page("learn")
    window.take_over(other)
    qtbot.waitUntil(lambda: window.desk is not None and window.desk is not desk)
    assert page.practising() is None
    assert exercise.practice_session.book.path is None
    assert desk_of(qtbot, window).session.book.path == other
    assert (real.read_bytes(), other.read_bytes()) == (before, others)


def test_closing_the_window_in_mid_exercise_leaves_the_book_and_no_file_of_practice(
    qtbot: QtBot, window: Program, desk: Desk, real: Path, tmp_path: Path
) -> None:
    before = real.read_bytes()
    practising(desk)
    window.window.close()
    qtbot.waitUntil(lambda: not window.window.isVisible())
    assert real.read_bytes() == before
    for file in tmp_path.rglob("*.kpm"):
        with house.open_book(file) as book, book.read() as reader:
            assert not book.owner.practice
            assert house.check(reader).ok


def test_locking_in_mid_exercise_covers_it_and_unlocking_goes_on_with_it(
    qtbot: QtBot, window: Program, desk: Desk, real: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_MEMORY_KIB", 64)
    monkeypatch.setattr(keys, "_PASSES", 1)
    exercise = practising(desk)
    change_key(desk.session.book, new_key("ikan di kolam"))
    window._guard()
    before = real.read_bytes()
    window.lock()
    assert not desk.isVisible()
    assert not exercise.isVisible()
    door = window._door
    assert door is not None
    lock_page = door.locking.page()
    assert lock_page is not None
    lock_page.unlocked.emit()
    assert desk.isVisible()
    assert desk._session_in_use() is exercise.practice_session
    assert entries(exercise.practice_session.book) > 0
    assert real.read_bytes() == before


def test_the_real_book_that_is_written_in_while_an_exercise_waits_gets_only_what_was_meant_for_it(
    desk: Desk, real: Path
) -> None:
    exercise = practising(desk)
    practised, real_ones = entries(exercise.practice_session.book), entries(desk.session.book)
    desk.go("record", "in")
    books.record(desk.session.book, "jual_tunai", amount=7_000)
    desk.undo()
    assert entries(desk.session.book) == real_ones + 2
    assert entries(exercise.practice_session.book) == practised
    assert "practice-entry" not in books.faults(real)


def test_the_books_of_a_game_are_not_searched_and_not_corrected(desk: Desk) -> None:
    desk.go("game")
    page = desk.page("game")
    page.begin(1234, pasar.game().businesses[:1], False)
    assert desk._session_in_use() is not desk.session
    desk.search()
    (dialog,) = desk.findChildren(SearchDialog)
    dialog.field.setText("Token")
    dialog.search()
    assert part(dialog, QListWidget, "search_found").count() > 0, "the real book is searched"
    dialog.close()
    page.close_game()
