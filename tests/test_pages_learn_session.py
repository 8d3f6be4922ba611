"""A session: begun, ticked, counted, gone on with, finished, on paper; in few clicks, by keys, never by person."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import group, people, practice, training
from kpmbooks.book import Book
from kpmbooks.training import sessions
from kpmbooks.training.session import LessonSession
from tests import books
from tests.pages import TODAY, laundry, nameless, part, session_on, shown
from ui.desktop import widgets as w
from ui.desktop.desk import Desk
from ui.desktop.pages.count_box import CountBox
from ui.desktop.pages.learn import LearnPage
from ui.desktop.pages.learn_paper import LessonPaperDialog
from ui.desktop.pages.learn_practice import LessonPractice
from ui.desktop.pages.learn_tile import LessonTile
from ui.desktop.pages.presenter_slides import step_names, step_with_questions, step_with_rule
from ui.desktop.pages.session_cards import CardButton, QuestionsPart
from ui.desktop.pages.session_clock import SessionClock
from ui.desktop.tasks import Tasks
from ui.desktop.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LESSON = "PB-2"
NAMES = ("Ani", "Budi", "Citra", "Dewi")
MOST_CLICKS = 15


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with laundry(tmp_path / "nyata.kpm") as made:
        with made.write() as tx:
            for name in NAMES:
                group.add_member(tx, name, {"since": "2026-01-01"})
        yield made


@pytest.fixture
def page(book: Book, qtbot: QtBot, qapp: QApplication) -> Iterator[LearnPage]:
    made = shown(qtbot, qapp, session_on(book), LearnPage)
    yield made
    made.show_list()


def press(page: QWidget, name: str) -> None:
    part(page, w.Button, name).click()


def words(of: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in of.findChildren(QLabel) if label.isVisible())


def held(book: Book) -> LessonSession:
    with book.read() as reader:
        (only,) = sessions.sessions_of(reader)
    return only


def begin(page: LearnPage) -> None:
    page.open_lesson(LESSON)
    press(page, "session_begin")


def stop_of(page: LearnPage, kind: str) -> int:
    return next(nth for nth, stop in enumerate(page.lesson.stops) if stop.kind == kind)


def click(on: QWidget) -> None:
    """One click of the mouse on the middle of something that is seen."""
    QApplication.processEvents()
    assert on.isVisible(), on.objectName()
    assert on.isEnabled(), on.objectName()
    QTest.mouseClick(on, Qt.MouseButton.LeftButton, pos=QPoint(on.width() // 2, on.height() // 2))
    QApplication.processEvents()


def test_from_home_to_the_record_on_paper_it_takes_at_most_fifteen_clicks_besides_the_exercise(
    book: Book, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply(qapp, Theme(ledger="kelompok"))
    desk = Desk(session_on(book), Tasks(inline=True))
    qtbot.addWidget(desk)
    desk.resize(1366, 768)
    with qtbot.waitActive(desk):
        desk.show()
    desk.begin()
    clicks = 0

    def pressed(on: QWidget) -> None:
        nonlocal clicks
        clicks += 1
        click(on)

    pressed(desk.sidebar.entry("learn"))
    page: LearnPage = desk.page("learn")
    pressed(part(page, LessonTile, f"open_{LESSON}"))
    pressed(part(page, w.Button, "session_begin"))
    pressed(part(page, w.Button, "attend_all"))
    while page.lesson.stop.kind != "finish":
        if page.lesson.stop.kind == "practice":
            exercise = page.practising()
            assert isinstance(exercise, LessonPractice)
            with exercise.practice_session.book.write() as tx:  # the exercise itself is not counted
                practice.record_model(tx, exercise.drawn.slips, today=TODAY)
            exercise.show_result()
            pressed(exercise.next)
            continue
        if page.lesson.stop.kind in ("recap", "questions"):
            count_by_keys(page, qtbot)
        pressed(page.lesson.after)
    pressed(part(page, w.Button, "session_end"))
    dialog = page.findChild(LessonPaperDialog)
    assert dialog is not None
    asked: list[bool] = []
    monkeypatch.setattr("ui.desktop.pages.paper_work.QPrintDialog.open", lambda *_args: asked.append(True))
    pressed(dialog.work.print)
    assert clicks <= MOST_CLICKS
    record = held(book)
    assert record.counts
    assert record.attended == len(NAMES)
    assert {(one.when, one.question) for one in record.cards} == {
        *(("before", number) for number in training.find_lesson(LESSON).before_after),  # type: ignore[union-attr] # ours
        *(("after", number) for number in range(1, 6)),
    }
    assert record.works[0].score == record.works[0].full == 6
    dialog.close()
    page.show_list()


def count_by_keys(page: LearnPage, qtbot: QtBot) -> None:
    """Every question of the stop: two cards A and one B by their keys, the answer, and on with the arrow."""
    there = page.lesson.stage.currentWidget().findChildren(QuestionsPart)
    cards = next((one for one in there if one.isVisible()), None)
    if cards is None:
        return
    cards.setFocus()
    asked = len([one for one in cards.show_of.slides if one.kind == "question" and one.when == cards._when])
    for _question in range(asked):
        for key in (Qt.Key.Key_A, Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_Space, Qt.Key.Key_Right):
            qtbot.keyClick(cards, key)


def test_a_whole_session_is_held_by_the_keyboard(page: LearnPage, book: Book, qtbot: QtBot) -> None:
    page.open_lesson(LESSON)
    qtbot.keyClick(part(page, w.Button, "session_begin"), Qt.Key.Key_Return)
    qtbot.keyClick(part(page, w.Button, "attend_all"), Qt.Key.Key_Return)
    for _stop in range(len(page.lesson.stops)):
        if page.lesson.stop.kind in ("recap", "questions"):
            count_by_keys(page, qtbot)
        shown_now = page.lesson.stage.currentWidget()
        assert shown_now is not None
        qtbot.keyClick(shown_now, Qt.Key.Key_PageDown)
    assert page.lesson.stop.kind == "finish"
    qtbot.keyClick(part(page, w.Button, "session_end"), Qt.Key.Key_Return)
    record = held(book)
    assert record.counts
    assert record.attended == len(NAMES)
    assert {(one.a, one.b) for one in record.cards} == {(2, 1)}
    dialog = page.findChild(LessonPaperDialog)
    assert dialog is not None
    dialog.close()


def test_a_card_too_many_is_taken_back_and_a_count_can_be_typed(page: LearnPage, book: Book, qtbot: QtBot) -> None:
    begin(page)
    page.lesson.go_to(stop_of(page, "questions"))
    cards = part(page, QuestionsPart, "questions_after")
    for key in (Qt.Key.Key_A, Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_Backspace):
        qtbot.keyClick(cards, key)
    assert (cards.boxes["a"].count(), cards.boxes["b"].count()) == (2, 0)
    line = cards.boxes["b"].line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "14")
    qtbot.keyClick(line, Qt.Key.Key_A)  # a letter is no part of a count: it raises a card
    assert (cards.boxes["a"].count(), cards.boxes["b"].count()) == (3, 14)
    cards.cards["b"].click()
    page.lesson.go_to(0)
    (counted,) = held(book).cards
    assert (counted.question, counted.when, counted.a, counted.b) == (1, "after", 3, 15)


def test_what_is_counted_on_the_large_screen_stands_on_the_laptop_and_in_the_book(
    page: LearnPage, book: Book, qtbot: QtBot
) -> None:
    begin(page)
    page.lesson.go_to(stop_of(page, "questions"))
    page.lesson.open_presenter()
    screen = page.lesson.presenter
    assert screen is not None
    while screen.show_of.slide.kind != "question" or screen.show_of.slide.when != "after":
        qtbot.keyClick(screen, Qt.Key.Key_Right)
    qtbot.keyClick(screen, Qt.Key.Key_B)
    assert part(page, QuestionsPart, "questions_after").boxes["b"].count() == 1
    qtbot.keyClick(screen, Qt.Key.Key_Right)
    assert held(book).cards[0].b == 1, "it is written when the next question comes"
    seen = " ".join(screen.texts())
    assert not any(name in seen for name in NAMES)
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    assert page.lesson.presenter is None


def test_the_slides_follow_the_steps_on_the_laptop(page: LearnPage) -> None:
    begin(page)
    for at, stop in enumerate(page.lesson.stops):
        page.lesson.go_to(at)
        if stop.step:
            assert page.lesson.show_of.slide.step == stop.step


def test_members_are_ticked_one_by_one_and_guests_are_counted(page: LearnPage, book: Book) -> None:
    begin(page)
    attend = page.lesson.attendance
    assert [check.text() for check in attend.checks.values()] == list(NAMES)
    next(iter(attend.checks.values())).click()
    attend.guests.more.click()
    attend.guests.more.click()
    record = held(book)
    assert (len(record.present), record.guests) == (1, 2)
    press(page, "attend_all")
    assert len(held(book).present) == len(NAMES)
    press(page, "attend_none")
    assert held(book).present == frozenset()


def test_a_familys_book_has_nobody_to_tick(qtbot: QtBot, qapp: QApplication) -> None:
    with books.family() as family:
        page = shown(qtbot, qapp, session_on(family), LearnPage)
        begin(page)
        assert not page.lesson.attendance.checks
        assert "Berapa orang hadir?" in words(page)
        page.lesson.attendance.guests.more.click()
        assert held(family).attended == 1
        page.show_list()


def test_a_session_that_broke_off_goes_on_where_it_stopped(
    book: Book, page: LearnPage, qtbot: QtBot, qapp: QApplication
) -> None:
    begin(page)
    press(page, "attend_all")
    page.lesson.go_to(stop_of(page, "questions"))
    cards = part(page, QuestionsPart, "questions_after")
    qtbot.keyClick(cards, Qt.Key.Key_A)
    page.show_list()  # as when the power goes: nothing is pressed to save
    later = shown(qtbot, qapp, session_on(book), LearnPage)
    assert "Sesi ini belum selesai" in words(later)
    press(later, "next_resume")
    assert later.lesson.stop.kind == "questions"
    assert part(later, QuestionsPart, "questions_after").boxes["a"].count() == 1
    later.lesson.go_to(0)
    assert len(later.lesson.attendance.present()) == len(NAMES)
    assert len([held(book)]) == 1, "it is the same session"
    later.show_list()


def test_the_clock_counts_what_went_by_stands_when_told_to_and_never_hurries(qapp: QApplication) -> None:
    now = [time(9, 0)]
    clock = SessionClock(lambda: now[0])
    clock.begin(0)
    now[0] = time(9, 4, 30)
    assert clock.minutes() == 4
    clock.go_to(1)
    now[0] = time(9, 10)
    assert (clock.minutes(0), clock.minutes(1), clock.minutes()) == (4, 5, 10)
    clock.pause()
    now[0] = time(9, 40)
    assert clock.minutes() == 10
    assert clock.stands
    clock.pause()
    now[0] = time(0, 0)  # over midnight
    assert clock.minutes() == 10 + 14 * 60 + 20


def test_the_minutes_that_are_left_are_seen_and_a_longer_session_is_no_alarm(
    book: Book, qtbot: QtBot, qapp: QApplication
) -> None:
    session = session_on(book)
    now = [time(9, 0)]
    session._now = lambda: now[0]
    page = shown(qtbot, qapp, session, LearnPage)
    begin(page)
    said = page.lesson.rail.clock.said
    assert said.text() == "25 menit lagi"
    now[0] = time(9, 11)
    page.lesson.show_minutes()
    assert said.text() == "14 menit lagi"
    now[0] = time(9, 32)
    page.lesson.show_minutes()
    assert said.text() == "lewat 7 menit"
    assert said.property("tone") == "muted"
    press(page, "lesson_pause")
    assert said.text() == "Jam berhenti"
    page.show_list()


def test_the_task_of_last_time_is_counted_and_what_was_hard_is_said_again(page: LearnPage, book: Book) -> None:
    with book.write() as tx:
        first = sessions.begin(tx, "PB-1", date(2026, 2, 3))
        sessions.found(tx, first, "PB-1-dua-dompet", 1, score=3, full=6, ideas={"keluarga_jadi_usaha": 2})
        sessions.finish(tx, first, 25)
    begin(page)
    press(page, "attend_all")
    page.lesson.go_to(stop_of(page, "recap"))
    assert training.misconceptions()["keluarga_jadi_usaha"].name.id in words(page)
    done, asked = part(page, CountBox, "home_done"), part(page, CountBox, "home_asked")
    assert asked.count() == len(NAMES)
    for _one in range(3):
        done.more.click()
    with book.read() as reader:
        latest = sessions.sessions_of(reader)[-1]
    assert latest.home is not None
    assert (latest.home.lesson, latest.home.done, latest.home.asked) == ("PB-1", 3, 4)


def test_what_an_exercise_showed_is_kept_of_all_together_and_of_nobody(page: LearnPage, book: Book) -> None:
    begin(page)
    page.lesson.go_to(stop_of(page, "practice"))
    exercise = page.practising()
    assert exercise is not None
    with exercise.practice_session.book.write() as tx:
        practice.record_model(tx, exercise.drawn.slips[:2], today=TODAY)
    exercise.show_result()
    (work,) = held(book).works
    assert (work.exercise, work.score, work.full, work.person) == ("PB-2-catat", 2, 6, None)
    assert work.ideas["slip_terlupa"] == 4


def test_a_note_is_kept_and_stands_in_the_finished_session(page: LearnPage, book: Book) -> None:
    begin(page)
    page.lesson.go_to(stop_of(page, "finish"))
    page.lesson._panes["finish"].note.setPlainText("Minggu depan bawa nota")
    press(page, "session_end")
    assert list(held(book).notes.values()) == ["Minggu depan bawa nota"]
    dialog = page.findChild(LessonPaperDialog)
    assert dialog is not None
    dialog.close()


def test_a_book_that_is_only_looked_at_begins_no_session(qtbot: QtBot, qapp: QApplication, book: Book) -> None:
    session = session_on(book)
    book.mode = "read"  # as a copy is opened
    page = shown(qtbot, qapp, session, LearnPage)
    page.open_lesson(LESSON)
    assert not part(page, w.Button, "session_begin").isEnabled()
    book.mode = "write"


def test_the_figure_of_ones_own_book_is_covered_while_amounts_are(book: Book, qtbot: QtBot, qapp: QApplication) -> None:
    page = shown(qtbot, qapp, session_on(book), LearnPage)
    page.open_lesson("KB-1")  # asks for the cash of the group
    page.lesson.go_to(stop_of(page, "own"))
    assert "Rp787.000" in words(page)
    apply(qapp, Theme(ledger="kelompok", private=True))
    page.lesson.go_to(0)
    page.lesson.go_to(stop_of(page, "own"))
    assert "Rp787.000" not in words(page)
    apply(qapp, Theme(ledger="kelompok"))
    page.show_list()


@pytest.mark.parametrize("lesson", [one.id for one in training.contents()])
def test_every_lesson_can_be_gone_through_in_a_session_with_a_name_on_every_control(
    lesson: str, page: LearnPage
) -> None:
    page.open_lesson(lesson)
    page.lesson.begin_session()
    for at, stop in enumerate(page.lesson.stops):
        if stop.kind == "practice":
            continue  # the exercises have tests of their own
        page.lesson.go_to(at)
        QApplication.processEvents()
        assert nameless(page) == [], (lesson, stop.name)
    assert page.lesson.stops[-1].kind == "finish"


def test_the_papers_of_a_lesson_are_chosen_and_drawn(page: LearnPage) -> None:
    page.open_lesson(LESSON)
    press(page, "open_worksheet")
    dialog = page.findChild(LessonPaperDialog)
    assert dialog is not None
    for at in range(dialog.which.count()):
        dialog.which.setCurrentIndex(at)
        QApplication.processEvents()
        assert not dialog.work.is_drawing()
        assert "halaman" in dialog.work.pages.text(), dialog.which.currentText()
    dialog.close()


def test_a_members_own_story_is_offered_only_after_she_agreed(page: LearnPage, book: Book) -> None:
    with book.read() as reader:
        ani = next(one for one in group.members_of(reader) if one.name == "Ani")
    begin(page)
    page.lesson.go_to(2)
    assert page.lesson.stop.name == "Cerita"
    assert part(page, w.Choice, "story_who").count() == 1
    with book.write() as tx:
        people.give_consent(tx, ani.person, "kisah", TODAY)
    page.lesson.go_to(3)
    page.lesson.go_to(2)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    who = part(page, w.Choice, "story_who")
    assert [who.itemText(at) for at in range(who.count())] == ["Cerita pelajaran ini", "Ani"]
    who.setCurrentIndex(1)
    who.activated.emit(1)
    assert held(book).story == ani.person


def test_the_questions_and_the_rule_of_the_economy_module_stand_in_the_steps_that_say_them() -> None:
    for lesson, rule, asked in (("EKO-1", 3, -1), ("EKO-3", 6, -1), ("PB-2", 3, 6)):
        found = training.find_lesson(lesson)
        assert found is not None
        steps = len(step_names(found, "id"))
        assert step_with_rule(found, "id") == rule, lesson
        assert step_with_questions(found, "id") == (asked if asked > 0 else steps), lesson


def test_names_and_figures_are_covered_at_once_also_in_the_middle_of_a_session(
    page: LearnPage, qapp: QApplication
) -> None:
    begin(page)
    QApplication.processEvents()
    assert "Ani" in [check.text() for check in page.lesson.attendance.checks.values()]
    apply(qapp, Theme(ledger="kelompok", nameless=True))
    QApplication.processEvents()
    assert "Ani" not in [check.text() for check in page.lesson.attendance.checks.values()]
    apply(qapp, Theme(ledger="kelompok"))
    QApplication.processEvents()
    assert "Ani" in [check.text() for check in page.lesson.attendance.checks.values()]


def test_keys_count_cards_right_after_going_on_whatever_has_the_keyboard(page: LearnPage, qtbot: QtBot) -> None:
    begin(page)
    for kind, name in (("recap", "questions_before"), ("questions", "questions_after")):
        page.lesson.go_to(stop_of(page, kind) - 1)
        press(page, "stop_after")
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for key in (Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_B):
            qtbot.keyClick(QApplication.focusWidget(), key)
        cards = part(page, QuestionsPart, name)
        assert (cards.boxes["a"].count(), cards.boxes["b"].count()) == (1, 2), kind
        page.lesson.after.setFocus()
        qtbot.keyClick(page.lesson.after, Qt.Key.Key_A)
        assert cards.boxes["a"].count() == 2, "also from a button beside it"


@pytest.mark.parametrize(("text", "size"), [(1.0, (1162, 697)), (1.5, (1010, 490)), (1.0, (900, 640))])
def test_no_word_of_a_card_is_cut_on_the_laptop(
    text: float, size: tuple[int, int], page: LearnPage, qapp: QApplication
) -> None:
    apply(qapp, Theme("light", text, ledger="kelompok"))
    try:
        page.resize(*size)
        longest = sorted(training.lessons(), key=lambda one: max(len(q.a.id + q.b.id) for q in one.questions))[-6:]
        for lesson in longest:
            page.open_lesson(lesson.id)
            page.lesson.begin_session()
            for kind in ("recap", "questions"):
                if kind not in {stop.kind for stop in page.lesson.stops}:
                    continue
                page.lesson.go_to(stop_of(page, kind))
                for _question in lesson.questions:
                    for _round in range(3):
                        QApplication.processEvents()
                    shown_now = [one for one in page.lesson.findChildren(CardButton) if one.isVisible()]
                    cut = [(one.text(), one.size(), one.minimumSizeHint()) for one in shown_now if not one.words_fit()]
                    assert cut == [], (lesson.id, kind)
                    page.lesson.show_of.turn(1)
    finally:
        apply(qapp, Theme(ledger="kelompok"))


def test_the_economy_module_asks_before_says_again_and_ends_with_figure_and_task(page: LearnPage) -> None:
    lesson = training.find_lesson("EKO-1")
    assert lesson is not None
    assert lesson.own is not None
    page.open_lesson("EKO-1")
    page.lesson.begin_session()
    page.lesson.go_to(1)
    assert page.lesson.stop.kind == "recap"
    assert part(page, QuestionsPart, "questions_before").isVisible()
    page.lesson.go_to(stop_of(page, "questions"))
    assert lesson.at_home.id in words(page)
    assert lesson.own.text.split("{figure}")[0] in words(page)
