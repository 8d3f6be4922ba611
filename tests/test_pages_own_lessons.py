"""The page of a facilitator's own lessons: copied, changed, handed on and taken; ours never change."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks.training import OURS, find_lesson, lesson_file, own_lessons, own_lessons_lie_in
from tests import pages
from ui.desktop import theme
from ui.desktop.desk import Desk
from ui.desktop.pages.learn import LearnPage
from ui.desktop.pages.own_lesson_edit import OwnLessonDialog
from ui.desktop.pages.own_lessons import OwnLessonsPage
from ui.desktop.pages.question_dialog import QuestionDialog
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.home_folder import own_lessons_folder

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("KPMBOOKS_HOME", str(tmp_path / "home"))
    yield
    own_lessons_lie_in(None)


@pytest.fixture
def session() -> Iterator[Session]:
    made = pages.session_on(pages.laundry())
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, session: Session) -> OwnLessonsPage:
    return pages.shown(qtbot, qapp, session, OwnLessonsPage)


def words(of: QWidget) -> str:
    found = [*of.findChildren(QLabel), *of.findChildren(QPushButton)]
    return " | ".join(one.text() for one in found if one.isVisibleTo(of))


def dialog(page: OwnLessonsPage) -> OwnLessonDialog:
    return pages.part(page, OwnLessonDialog, "own_edit")


def copied(page: OwnLessonsPage) -> OwnLessonDialog:
    page.arrive("PB-2")
    return dialog(page)


def test_an_empty_page_says_how_to_begin(page: OwnLessonsPage) -> None:
    assert "Belum ada pelajaran buatan sendiri" in words(page)


def test_copying_offers_at_once_what_can_be_changed(page: OwnLessonsPage) -> None:
    edit = copied(page)
    offered = [old for old, _new in edit.words if isinstance(old, str)]
    assert "Bu Sari" in offered
    assert len(edit.amounts) >= 6
    assert list(page.cards) == ["PB-2-S1"]


def test_a_name_and_an_amount_are_changed_by_keyboard_and_the_lesson_stays_good(page: OwnLessonsPage) -> None:
    ours = {path.name: path.read_bytes() for path in (OURS / "PB-2").iterdir()}
    edit = copied(page)
    for old, new in edit.words:
        if old == "Bu Sari":
            new.setFocus()
            QTest.keyClicks(new, "Bu Kokom")
    row, (low, high, step) = edit.amounts[0]
    for field, amount in ((low, "200rb"), (high, "400rb"), (step, "10.000")):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, amount)
    edit.save.setFocus()
    QTest.keyClick(edit.save, Qt.Key.Key_Space)
    mine = find_lesson("PB-2-S1")
    assert mine is not None
    assert "Bu Kokom" in mine.story.id
    changed = next(one for one in own_lessons.amounts_of(own_lessons_folder() / "PB-2-S1") if one.path == row.path)
    assert (changed.low, changed.high, changed.step) == (200_000, 400_000, 10_000)
    assert {path.name: path.read_bytes() for path in (OURS / "PB-2").iterdir()} == ours


def test_a_change_that_breaks_the_exercise_is_said_in_the_dialog_and_nothing_is_changed(page: OwnLessonsPage) -> None:
    edit = copied(page)
    before = (own_lessons_folder() / "PB-2-S1" / "lesson.toml").read_bytes()
    _row, (low, high, _step) = edit.amounts[0]
    low.setText("900.000")
    high.setText("100.000")
    edit.save.click()
    QApplication.processEvents()
    place = edit.message.mapTo(edit, QPoint(0, 0)).y()
    assert place + edit.message.height() <= edit.save.mapTo(edit, QPoint(0, 0)).y(), "it is seen above the buttons"
    assert edit.message.height() >= edit.message.sizeHint().height()
    assert edit.isVisible()
    assert edit.save.isEnabled()
    assert (own_lessons_folder() / "PB-2-S1" / "lesson.toml").read_bytes() == before
    low.setText("banyak")
    edit.save.click()
    assert edit.message.isVisibleTo(edit)


def test_a_lesson_is_handed_on_taken_back_and_removed(page: OwnLessonsPage, tmp_path: Path) -> None:
    copied(page).reject()
    page.hand_on("PB-2-S1", tmp_path / f"pelajaran{lesson_file.SUFFIX}")
    assert "pelajaran.kpmpelajaran" in page.told.text()
    page.ask_to_remove("PB-2-S1")
    question = pages.part(page, QuestionDialog, "own_remove")
    question.act.click()
    assert page.cards == {}
    page.take_file(tmp_path / f"pelajaran{lesson_file.SUFFIX}")
    assert list(page.cards) == ["PB-2-S1"]


def test_a_strange_file_is_refused_in_words_and_the_list_stays(page: OwnLessonsPage, tmp_path: Path) -> None:
    copied(page).reject()
    (tmp_path / "aneh.kpmpelajaran").write_bytes(b"bukan pelajaran")
    page.take_file(tmp_path / "aneh.kpmpelajaran")
    assert page.message.isVisibleTo(page)
    page.take_file(tmp_path / "tidak-ada.kpmpelajaran")
    assert page.message.isVisibleTo(page)
    assert list(page.cards) == ["PB-2-S1"]


def test_a_broken_lesson_says_where_and_leaves_the_others_alone(page: OwnLessonsPage) -> None:
    copied(page).reject()
    page.copy("PB-2")
    dialog(page).reject()
    (own_lessons_folder() / "PB-2-S1" / "lesson.toml").write_text("id = [", "utf-8")
    page.refresh()
    assert list(page.cards) == ["PB-2-S2"]
    assert "PB-2-S1 tidak bisa dipakai" in words(page)
    assert "lesson.toml" in words(page)
    assert find_lesson("PB-2-S1") is None
    assert find_lesson("PB-2-S2") is not None


def test_nothing_is_written_over_a_book(page: OwnLessonsPage, tmp_path: Path) -> None:
    copied(page).reject()
    book = tmp_path / "buku.kpm"
    pages.laundry(book).close()
    before = book.read_bytes()
    page.hand_on("PB-2-S1", book)
    assert book.read_bytes() == before
    assert page.message.isVisibleTo(page)


def test_a_lesson_of_ones_own_opens_and_is_practised_in_the_window(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, theme.Theme(ledger="kelompok"))
    desk = Desk(pages.session_on(pages.laundry()), Tasks(inline=True))
    qtbot.addWidget(desk)
    desk.resize(1366, 768)
    with qtbot.waitActive(desk):
        desk.show()
    desk.begin()
    desk.go("own_lessons", "PB-2")
    own: OwnLessonsPage = desk.page("own_lessons")
    dialog(own).reject()
    own.cards["PB-2-S1"].acts["open"].click()
    learn: LearnPage = desk.page("learn")
    assert learn.lesson.lesson is not None
    assert learn.lesson.lesson.id == "PB-2-S1"
    desk.go("learn", "PB-2-S1-catat")
    assert learn.practising() is not None
    learn.show_list()
