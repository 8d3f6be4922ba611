"""Practising: each kind of exercise on the real pages, slips marked, ideas named; nothing reaches the real book."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import ledger, practice, recording, training
from kpmbooks.book import Book
from tests import books
from tests.pages import TODAY, laundry, nameless, part, session_on, shown
from ui.desktop import widgets as w
from ui.desktop.desk import Desk
from ui.desktop.pages.learn import LearnPage
from ui.desktop.pages.learn_asked import AskedPart, PickRow
from ui.desktop.pages.learn_order import OrderList
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
    made.show_list()


@pytest.fixture
def desk(book: Book, qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    apply(qapp, Theme(ledger="kelompok"))
    made = Desk(session_on(book), Tasks(inline=True))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
    made.begin()
    yield made
    made.page("learn").show_list()


def words(of: QWidget) -> str:
    QApplication.processEvents()  # what was put into a layout is shown by an event
    shown = (label.text() for label in of.findChildren(QLabel) if label.isVisible())
    return unescape(re.sub(r"</?b>", "", "\n".join(shown)))


def press(page: QWidget, name: str) -> None:
    part(page, w.Button, name).click()


def practising(page: LearnPage) -> LessonPractice:
    found = page.practising()
    assert found is not None
    return found


def solve(of: LessonPractice, slips: slice = slice(None)) -> None:
    """Record the model solution, and give the right answers."""
    with of.practice_session.book.write() as tx:
        practice.record_model(tx, of.drawn.slips[slips], today=TODAY)
        for asked in of.drawn.asked:
            training.answer(tx, of.exercise.id, asked, asked.right[0])


def wrongly(of: LessonPractice, slip: int, kind: str) -> None:
    """Record a slip as another kind of the same amount."""
    told = of.drawn.slips[slip]
    with of.practice_session.book.write() as tx:
        place = ledger.default_ledger(tx)
        recording.record(tx, kind, {"amount": int(told.amount), "date": told.day}, ledger=place, today=TODAY)


def test_six_slips_recorded_by_the_keyboard_are_all_right(page: LearnPage, qtbot: QtBot) -> None:
    page.arrive(EXERCISE)
    exercise = practising(page)
    assert exercise.book is not None
    record = exercise.book.page("record")
    for slip in exercise.drawn.slips:
        record.arrive(slip.kind)
        qtbot.keyClicks(QApplication.focusWidget(), str(int(slip.amount)))
        while record.form.answers().get("amount"):  # Enter goes from field to field, and saves at the last
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(exercise, Qt.Key.Key_F9)
    assert "6 dari 6 sudah benar." in words(page)
    press(page, "fresh_numbers")
    assert practising(page).drawn.slips != exercise.drawn.slips


def test_a_slip_that_is_in_the_book_has_its_sign_and_the_next_one_is_dealt_with(page: LearnPage) -> None:
    page.arrive(EXERCISE)
    exercise = practising(page)
    assert [paper.mark() for paper in exercise.board.papers] == [""] * 6
    solve(exercise, slice(0, 2))
    assert [paper.mark() for paper in exercise.board.papers] == ["right", "right", "", "", "", ""]
    assert exercise.board.progress.said() == "2 dari 6"
    wrongly(exercise, 3, "jual_tunai")  # a loan as sales
    assert exercise.board.papers[3].mark() == "look"
    exercise.practice_session.undo()
    assert exercise.board.papers[3].mark() == ""


def test_a_loan_as_sales_is_named_pictured_and_treated_by_a_fresh_exercise(page: LearnPage) -> None:
    page.arrive(EXERCISE)
    exercise = practising(page)
    solve(exercise, slice(0, 3))
    wrongly(exercise, 3, "jual_tunai")
    press(page, "see_result")
    idea = training.misconceptions()["pinjaman_jadi_jualan"]
    seen = words(page)
    assert "3 dari 6 sudah benar." in seen
    assert idea.name.id in seen
    assert idea.feedback.id in seen
    assert training.misconceptions()["slip_terlupa"].feedback.id in seen
    assert len([one for one in exercise.result.findChildren(QWidget, "lesson_picture") if one.isVisible()]) >= 1
    press(page, "treat_1")
    assert practising(page).exercise.id == idea.treated_by


def test_a_record_that_is_not_right_is_corrected_from_the_result(page: LearnPage) -> None:
    page.arrive(EXERCISE)
    exercise = practising(page)
    wrongly(exercise, 3, "jual_tunai")
    press(page, "see_result")
    press(page, "correct_1")
    assert exercise.book is not None
    assert exercise.book.current() == "record"
    assert exercise.book.page("record")._correcting is not None


def test_ideas_that_leave_the_same_book_are_named_together(page: LearnPage) -> None:
    page.arrive(EXERCISE)
    exercise = practising(page)
    slip = exercise.drawn.slips[0]
    finding = training.Finding("nol_kelebihan", None, slip, "…", also=("dua_kali",))
    exercise.result.show_grade(training.Grade(0, 6, (finding,), (), ()), (), {})
    exercise.pages.setCurrentWidget(exercise.result)
    known = training.misconceptions()
    assert known["nol_kelebihan"].name.id in words(page)
    assert f"Bisa juga karena: {known['dua_kali'].name.id}" in words(page)


def one_of_each() -> list[str]:
    """An exercise of each kind and page."""
    found: dict[tuple[str, str], str] = {}
    for name, one in training.exercises().items():
        found.setdefault((one.task.kind, one.task.screen), name)
    return sorted(found.values())


@pytest.mark.parametrize("wanted", one_of_each())
def test_each_kind_of_exercise_opens_on_its_page_and_its_solution_is_all_right(page: LearnPage, wanted: str) -> None:
    page.arrive(wanted)
    exercise = practising(page)
    if exercise.book is not None:
        assert exercise.book.current() == exercise.exercise.task.screen
    QApplication.processEvents()
    assert nameless(page) == []
    mended = [slip for slip in exercise.drawn.slips if slip.wrongly]
    if mended:
        return  # a wrong record is mended by hand, one by one; the next test does it
    solve(exercise)
    press(page, "see_result")
    assert f"{exercise.drawn.full} dari {exercise.drawn.full} sudah benar." in words(page)


def test_a_mistake_in_a_filled_book_is_found_mended_and_no_sign_points_at_it(page: LearnPage) -> None:
    page.arrive("PB-7-cari")
    exercise = practising(page)
    assert exercise.book is not None
    assert {paper.mark() for paper in exercise.board.papers} == {""}
    wrong = next(nth for nth, slip in enumerate(exercise.drawn.slips) if slip.wrongly)
    slip = exercise.drawn.slips[wrong]
    with exercise.practice_session.book.read() as reader:
        graded = training.grade_book(reader, exercise.exercise, exercise.seed)
    entry = next(finding.entry for finding in graded.findings if finding.slip == slip)
    assert entry is not None
    exercise.book.page("cash_book").go.emit("record", entry)
    assert exercise.book.current() == "record", "pages lead to each other within the practice"
    with exercise.practice_session.book.write() as tx:
        place = next(one for one in ledger.ledgers(tx) if one.kind == slip.ledger)
        recording.reverse(tx, entry, today=TODAY)
        recording.record(tx, slip.kind, slip.answers, ledger=place, today=TODAY)
    assert exercise.board.progress.said() == f"1 dari {exercise.drawn.full}"


def test_questions_are_answered_by_amount_card_and_order_with_the_keyboard(page: LearnPage, qtbot: QtBot) -> None:
    for wanted in ("PJ-2-harian", "PB-1-pilah", "PB-4-urutan"):
        page.arrive(wanted)
        exercise = practising(page)
        for asked in exercise.drawn.asked:
            answer(exercise, part(exercise, AskedPart, f"asked_{asked.id}"), asked.right[0], qtbot)
        qtbot.keyClick(exercise, Qt.Key.Key_F9)
        full = exercise.drawn.full
        assert f"{full} dari {full} sudah benar." in words(page), wanted


def answer(exercise: LessonPractice, asked: AskedPart, right: str, qtbot: QtBot) -> None:
    field = asked.field
    if isinstance(field, w.AmountEdit | w.TextField):
        line = field.line if isinstance(field, w.AmountEdit) else field
        line.setFocus()
        qtbot.keyClicks(line, right)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    elif isinstance(field, PickRow):
        button = part(field, QWidget, f"{field.objectName()}_{right}")
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Return)
    else:
        assert isinstance(field, OrderList)
        for place, step in enumerate(right.split(",")):
            while field.order().index(step) > place:
                up = part(field, QWidget, f"{field.objectName()}_{step}_up")
                qtbot.keyClick(up, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)


def test_an_amount_above_a_hundred_thousand_is_read_back_in_words(page: LearnPage, qtbot: QtBot) -> None:
    page.arrive("PJ-2-harian")
    first = practising(page).form.parts[0].field
    assert isinstance(first, w.AmountEdit)
    qtbot.keyClicks(first.line, "644000")
    assert "enam ratus empat puluh empat ribu rupiah" in words(page)


def test_what_cannot_be_read_is_said_at_its_question(page: LearnPage, qtbot: QtBot) -> None:
    page.arrive("KB-3-bagi")
    asked = next(one for one in practising(page).form.parts if one.asked.form == "number")
    assert isinstance(asked.field, w.TextField)
    qtbot.keyClicks(asked.field, "banyak")
    qtbot.keyClick(asked.field, Qt.Key.Key_Return)
    assert "Tulis" in words(asked)
    assert not asked.is_answered


def test_practising_changes_no_byte_of_the_real_book_and_undo_stays_in_the_practice(book: Book, desk: Desk) -> None:
    assert book.path is not None
    before = book.path.read_bytes()
    desk.go("learn", EXERCISE)
    page: LearnPage = desk.page("learn")
    exercise = practising(page)
    with book.read() as reader:
        real = ledger.entry_count(reader)
    solve(exercise, slice(0, 1))
    said = desk.header.undo.accessibleName()
    assert "Jual tunai" in said, "in the words of Bu Sari's stall, not of the laundry whose book is open"
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
    assert desk._session_in_use() is desk.session
    desk.go("learn")
    assert desk._session_in_use() is exercise.practice_session, "the exercise waits as it was left"


def test_no_page_of_a_practice_leads_out_of_it(desk: Desk) -> None:
    desk.go("learn", EXERCISE)
    exercise = practising(desk.page("learn"))
    assert exercise.book is not None
    for out in ("care", "import", "settings", "home", "meeting", "loan", "accounting"):
        exercise.book.page("record").go.emit(out, None)
        assert exercise.book.current() == "record"
        assert desk.current() == "learn"


def test_looking_at_another_ledger_of_the_real_book_leaves_the_exercise_alone(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with books.family(tmp_path / "keluarga.kpm") as family:
        session = session_on(family)
        page = shown(qtbot, qapp, session, LearnPage)
        page.arrive(EXERCISE)
        exercise = practising(page)
        mine = exercise.practice_session.ledger
        session.switch_ledger(session.ledgers[-1])
        assert exercise.practice_session.ledger == mine
        solve(exercise)
        with family.read() as reader:
            assert ledger.entry_count(reader) == 0
        page.show_list()


def test_when_the_book_is_let_go_of_in_mid_exercise_the_practice_goes_with_it(book: Book, desk: Desk) -> None:
    assert book.path is not None
    before = book.path.read_bytes()
    desk.go("learn", EXERCISE)
    page: LearnPage = desk.page("learn")
    exercise = practising(page)
    solve(exercise, slice(0, 3))
    desk.session.stop()
    assert page.practising() is None
    assert book.path.read_bytes() == before


def test_leaving_the_lesson_gives_undo_back_to_the_real_book(page: LearnPage) -> None:
    page.arrive(EXERCISE)
    assert isinstance(page.session_in_use(), Session)
    page.lesson.go_to(0)
    assert page.session_in_use() is None
    page.lesson.go_to(4)
    assert isinstance(page.session_in_use(), Session), "the exercise goes on where it was"
    page.show_list()
    assert page.session_in_use() is None
    assert page.practising() is None


def test_slips_turn_over_with_the_keys_and_come_round(page: LearnPage, qtbot: QtBot) -> None:
    page.arrive(EXERCISE)
    exercise = practising(page)
    seen = []
    for _slip in exercise.drawn.slips:
        seen.append(exercise.slip.text.text())
        qtbot.keyClick(exercise, Qt.Key.Key_F8)
    assert seen == [slip.text for slip in exercise.drawn.slips]
    assert exercise.slip.text.text() == seen[0]
    qtbot.keyClick(exercise, Qt.Key.Key_F7)
    assert exercise.slip.text.text() == seen[-1]


def test_in_a_low_window_what_is_asked_and_pressed_is_seen_without_scrolling(
    page: LearnPage, qapp: QApplication
) -> None:
    apply(qapp, Theme("light", 1.5))
    try:
        page.arrive(EXERCISE)
        page.resize(1010, 490)  # what a window of 1024 x 600 leaves
        exercise = practising(page)
        assert exercise.book is not None
        record = exercise.book.page("record")
        record.choose_kind("jual_tunai")
        QApplication.processEvents()
        amount = part(page, QWidget, "answer_amount").findChild(QLineEdit)
        for widget in (exercise.done, exercise.slip.text, exercise.slip.after, record.form.save, amount):
            assert widget is not None
            assert widget.visibleRegion().boundingRect() == widget.rect(), widget.objectName()
        press(page, "see_result")
        QApplication.processEvents()
        assert exercise.working.isVisible()
        press(page, "back_to_work")
        page.resize(1200, 900)
        apply(qapp, Theme("light", 1.0))
        QApplication.processEvents()
        assert not exercise.slip.isVisible()
        assert exercise.board.isVisible()
    finally:
        apply(qapp, Theme("light", 1.0))


def test_the_amber_frame_is_there_on_a_real_book(page: LearnPage) -> None:
    page.arrive(EXERCISE)
    assert part(page, w.PracticeFrame, "exercise_frame").isVisible()


def test_both_purses_can_be_chosen_where_the_slips_belong_to_two(page: LearnPage) -> None:
    page.arrive("PB-1-dua-dompet")
    exercise = practising(page)
    assert exercise.book is not None
    assert exercise.book.purse is not None
    exercise.book.purse.part("keluarga").click()
    assert exercise.practice_session.ledger.kind == "keluarga"
    exercise.choose_slip(1)
    assert exercise.practice_session.ledger.kind == "keluarga", "no slip says which book it belongs to"


def test_every_control_of_exercise_and_result_has_a_name(page: LearnPage) -> None:
    page.arrive(EXERCISE)
    assert nameless(page) == []
    press(page, "see_result")
    assert nameless(page) == []


def test_a_step_that_sends_to_an_exercise_offers_it_and_is_come_back_to(page: LearnPage) -> None:
    page.arrive("EKO-1")
    step = next(at for at, stop in enumerate(page.lesson.stops) if stop.name == "Susun anggaran")
    page.lesson.go_to(step)
    QApplication.processEvents()
    offered = [one for one in page.lesson.findChildren(w.Button) if one.objectName().startswith("exercise_EKO")]
    assert [one.objectName() for one in offered if one.isVisible()] == ["exercise_EKO-1-butuh-ingin"]
    press(page, "exercise_EKO-1-butuh-ingin")
    exercise = practising(page)
    press(page, "see_result")
    assert exercise.next.label() == f"Lanjut: {page.lesson.stops[step + 1].name}"
    page.lesson.leave_practice()
    assert page.lesson.at() == step


def test_questions_without_an_answer_are_said_of_together(page: LearnPage) -> None:
    page.arrive("PB-1-pilah")
    exercise = practising(page)
    press(page, "see_result")
    seen = words(page)
    assert seen.count("Belum ada jawabannya.") == 1
    assert all(asked.text in seen for asked in exercise.drawn.asked)


def test_the_result_can_be_asked_for_where_the_steps_of_a_long_lesson_have_no_column(
    qtbot: QtBot, qapp: QApplication
) -> None:
    apply(qapp, Theme())
    with books.group(practice=True) as example:  # its yellow frame leaves less height
        made = Desk(session_on(example), Tasks(inline=True))
        qtbot.addWidget(made)
        made.resize(1366, 768)
        with qtbot.waitActive(made):
            made.show()
        made.begin()
        made.go("learn", "PB-6")
        page: LearnPage = made.page("learn")
        QApplication.processEvents()
        page.lesson.begin_session()
        QApplication.processEvents()
        page.lesson.go_to(next(at for at, stop in enumerate(page.lesson.stops) if stop.kind == "practice"))
        for _round in range(5):
            QApplication.processEvents()
        exercise = practising(page)
        for button in (exercise.done, exercise.next):
            assert button.isVisible(), button.objectName()
            assert exercise.rect().contains(button.mapTo(exercise, button.rect().center()))
        page.show_list()
        made.session.stop()


def test_a_sheet_that_is_filled_in_an_exercise_has_its_button_in_sight(desk: Desk) -> None:
    desk.go("learn", "PB-3-minggu")
    exercise = practising(desk.page("learn"))
    for _round in range(5):
        QApplication.processEvents()
    save = exercise.findChild(w.Button, "record_sheet")
    assert save is not None
    assert save.isVisible()
    assert not save.visibleRegion().isEmpty()
    assert save.visibleRegion().boundingRect().height() == save.height()
