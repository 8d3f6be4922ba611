"""The learn page: a lesson is read, its exercise done on the real record page, and nothing reaches the real book."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import ledger, practice, training
from kpmbooks.book import Book
from tests.pages import TODAY, laundry, nameless, part, session_on, shown
from ui.desktop import widgets as w
from ui.desktop.desk import Desk
from ui.desktop.pages.learn import LearnPage
from ui.desktop.pages.learn_practice import LessonPractice
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import Theme, apply
from ui.desktop.trouble import TroubleDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LESSON, EXERCISE = "PB-2", "PB-2-catat"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with laundry(tmp_path / "nyata.kpm") as made:
        yield made


@pytest.fixture
def page(book: Book, qtbot: QtBot, qapp: QApplication) -> Iterator[LearnPage]:
    made = shown(qtbot, qapp, session_on(book), LearnPage)
    yield made
    made._end_practice()


def words(of: LearnPage) -> str:
    QApplication.processEvents()  # what was put into a layout is shown by an event
    shown = (label.text() for label in of.findChildren(QLabel) if label.isVisible())
    return unescape(re.sub(r"</?b>", "", "\n".join(shown)))


def press(page: LearnPage, name: str) -> None:
    part(page, w.Button, name).click()


def practising(page: LearnPage) -> LessonPractice:
    shown = page.parts.currentWidget()
    assert isinstance(shown, LessonPractice)
    return shown


def test_a_lesson_is_turned_page_by_page_with_the_keys(page: LearnPage, qtbot: QtBot) -> None:
    lesson = training.find_lesson(LESSON)
    assert lesson is not None
    assert lesson.rule.id in words(page)
    press(page, f"open_{LESSON}")
    pages = lesson.pages("id").pages()
    for nth, blocks in enumerate(pages):
        assert page.reader.at() == nth
        for block in blocks:
            assert block.kind == "picture" or block.text in words(page)
        qtbot.keyClick(page.reader.page, Qt.Key.Key_PageDown)
    for question in lesson.questions:
        assert question.text.id in words(page)
        assert question.why.id not in words(page), "the answer is shown only when it is asked for"
    press(page, "answer_1")
    assert lesson.questions[0].why.id in words(page)
    qtbot.keyClick(page.reader.page, Qt.Key.Key_PageDown)
    assert page.reader.at() == len(pages), "the last page stays"


def test_six_slips_recorded_by_the_keyboard_are_all_right(page: LearnPage, qtbot: QtBot) -> None:
    page.arrive(EXERCISE)
    exercise = practising(page)
    for slip in exercise.slips:
        exercise.record.arrive(slip.kind)
        qtbot.keyClicks(QApplication.focusWidget(), str(int(slip.amount)))
        while exercise.record.form.answers().get("amount"):  # Enter goes from field to field, and saves at the last
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    press(page, "see_result")
    assert "6 dari 6 slip sudah benar." in words(page)
    press(page, "fresh_numbers")
    assert practising(page).slips != exercise.slips


def test_a_wrong_record_is_named_and_can_be_corrected_from_there(page: LearnPage) -> None:
    page.arrive(EXERCISE)
    exercise = practising(page)
    with exercise.practice_session.book.write() as tx:
        practice.record_model(tx, exercise.slips, today=TODAY)
    press(page, "see_result")
    assert "6 dari 6" in words(page)
    exercise.practice_session.undo()
    press(page, "back_to_recording")
    press(page, "see_result")
    assert "0 dari 6" not in words(page)
    feedback = {one.id: one.feedback.id for one in training.exercises()[EXERCISE].misconceptions}
    assert feedback["slip_terlupa"] in words(page)


def test_practising_changes_no_byte_of_the_real_book_and_undo_stays_in_the_practice(
    book: Book, qtbot: QtBot, qapp: QApplication
) -> None:
    assert book.path is not None
    before = book.path.read_bytes()
    session = session_on(book)
    apply(qapp, Theme(ledger="kelompok"))
    desk = Desk(session, Tasks(inline=True))
    qtbot.addWidget(desk)
    desk.resize(1366, 768)
    with qtbot.waitActive(desk):
        desk.show()
    desk.begin()
    desk.go("learn", EXERCISE)
    page: LearnPage = desk.page("learn")
    exercise = practising(page)
    with exercise.practice_session.book.write() as tx:
        practice.record_model(tx, exercise.slips[:1], today=TODAY)
    with book.read() as reader:
        real = ledger.entry_count(reader)
    desk.undo()
    desk.undo()
    with exercise.practice_session.book.read() as reader:
        assert ledger.entry_count(reader) == 3, "opening, sale, and the sale undone; what was given stays"
    assert not desk.header.undo.isEnabled()
    desk.findChild(TroubleDialog).close()  # type: ignore[union-attr] # it says that there is nothing to undo
    with book.read() as reader:
        assert ledger.entry_count(reader) == real
    assert book.path.read_bytes() == before
    desk.go("home")
    assert desk._session_in_use() is session
    page._end_practice()


def test_leaving_the_exercise_gives_undo_back_to_the_real_book(page: LearnPage) -> None:
    page.arrive(EXERCISE)
    assert isinstance(page.session_in_use(), Session)
    press(page, "leave_exercise")
    assert page.session_in_use() is None


def test_slips_turn_over_and_come_round(page: LearnPage) -> None:
    page.arrive(EXERCISE)
    exercise = practising(page)
    seen = []
    for _ in exercise.slips:
        seen.append(exercise.slip.text.text())
        press(page, "slip_after")
    assert seen == [slip.text for slip in exercise.slips]
    assert exercise.slip.text.text() == seen[0]


def test_in_a_low_window_what_is_asked_and_pressed_is_seen_without_scrolling(
    page: LearnPage, qapp: QApplication
) -> None:
    apply(qapp, Theme("light", 1.5))
    try:
        page.arrive(EXERCISE)
        page.resize(1010, 490)  # what a window of 1024 x 600 leaves
        exercise = practising(page)
        exercise.record.choose_kind("jual_tunai")
        QApplication.processEvents()
        assert exercise.record.form.kind is not None
        amount = part(page, QWidget, "answer_amount").findChild(QLineEdit)
        seen = (exercise.done, exercise.slip.text, exercise.slip.after, exercise.record.form.save, amount)
        for widget in seen:
            assert widget is not None
            assert widget.visibleRegion().boundingRect() == widget.rect(), widget.objectName()
        assert exercise.slip.after.shortcut().toString() == "F8", "the key stays when the words go"
        press(page, "see_result")
        QApplication.processEvents()
        assert exercise.leave.isVisible()
        press(page, "back_to_recording")
        page.resize(1200, 900)
        QApplication.processEvents()
        assert exercise.leave.label() == "Kembali ke pelajaran"
        assert exercise.slip.after.label() == "Slip berikut"
    finally:
        apply(qapp, Theme("light", 1.0))


def test_the_amber_frame_is_there_on_a_real_book(page: LearnPage) -> None:
    page.arrive(EXERCISE)
    assert part(page, w.PracticeFrame, "exercise_frame").isVisible()


def test_the_sheet_of_a_lesson_stands_as_far_from_the_edge_as_everything_else(page: LearnPage) -> None:
    page.resize(1100, 700)
    for name in ("lesson_PB-2", "lesson_sheet"):
        if name == "lesson_sheet":
            press(page, f"open_{LESSON}")
        QApplication.processEvents()
        card = part(page, w.Card, name)
        left = card.mapTo(page, card.rect().topLeft())
        assert left.y() <= 60, f"{name} begins at {left.y()}"
        assert left.x() >= 24, name
    sheet = part(page, w.Card, "lesson_sheet")
    left = sheet.mapTo(page, sheet.rect().topLeft()).x()
    right = page.width() - left - sheet.width()
    assert abs(left - right) <= 24, "the sheet stands in the middle"


def test_every_control_of_lesson_exercise_and_result_has_a_name(page: LearnPage) -> None:
    assert nameless(page) == []
    press(page, f"open_{LESSON}")
    assert nameless(page) == []
    page.arrive(EXERCISE)
    press(page, "see_result")
    assert nameless(page) == []
