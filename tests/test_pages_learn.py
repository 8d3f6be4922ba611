"""The learn page: lessons are found, opened, read alone; which were held is seen; the tour is offered once."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kpmbooks import training
from kpmbooks.book import Book
from kpmbooks.training import own_lessons, sessions
from tests.pages import laundry, nameless, part, session_on, shown
from ui.desktop import widgets as w
from ui.desktop.pages.learn import LearnPage
from ui.desktop.pages.learn_blocks import LessonPicture
from ui.desktop.pages.learn_overview import OverviewPane
from ui.desktop.pages.learn_tile import LessonTile
from ui.desktop.pages.learn_tour import PAGES
from ui.desktop.places import PLACES
from ui.desktop.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LESSON = "PB-2"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with laundry(tmp_path / "nyata.kpm") as made:
        yield made


@pytest.fixture
def page(book: Book, qtbot: QtBot, qapp: QApplication) -> Iterator[LearnPage]:
    made = shown(qtbot, qapp, session_on(book), LearnPage)
    yield made
    made.show_list()


def words(of: LearnPage) -> str:
    QApplication.processEvents()  # what was put into a layout is shown by an event
    shown = (label.text() for label in of.findChildren(QLabel) if label.isVisible())
    return unescape(re.sub(r"</?b>", "", "\n".join(shown)))


def press(page: LearnPage, name: str) -> None:
    part(page, w.Button, name).click()


def open_tile(page: LearnPage, lesson: str) -> None:
    part(page, LessonTile, f"open_{lesson}").click()


def hold(book: Book, lesson: str, day: date) -> None:
    with book.write() as tx:
        sessions.finish(tx, sessions.begin(tx, lesson, day), 25)


def test_every_lesson_is_listed_by_track_and_number(page: LearnPage) -> None:
    listed = page.list.shown()
    assert set(listed) == {one.id for one in training.lessons()}
    assert listed.index("PB-2") < listed.index("PB-10"), "ten comes after two"
    assert listed.index("EKO-1") < listed.index("PB-1") < listed.index("PJ-1") < listed.index("PD-1")


def test_a_track_and_a_word_leave_only_the_lessons_that_fit(page: LearnPage) -> None:
    page.list.track.set_current("pinjaman")
    assert set(page.list.shown()) == {"PJ-1", "PJ-2", "PJ-3", "PJ-4"}
    page.list.track.set_current("all")
    page.list.search.setText("dompet")
    assert "PB-1" in page.list.shown()
    assert "KJ-1" not in page.list.shown()
    page.list.search.setText("zzz")
    assert page.list.shown() == ()
    assert "Tidak ada pelajaran dengan kata ini." in words(page)


def test_a_lesson_that_was_held_carries_its_day_and_the_next_one_is_proposed(book: Book, page: LearnPage) -> None:
    assert page.list.tiles["PB-1"].held() == ""
    hold(book, "PB-1", date(2026, 2, 3))
    QApplication.processEvents()
    assert page.list.tiles["PB-1"].held() == "3 Feb"
    assert page.list.tiles["PB-2"].held() == ""
    assert "Catat hari itu juga" in words(page), "PB-2 comes after PB-1"


def test_a_lesson_opens_at_a_glance_with_rule_picture_and_what_to_lay_ready(page: LearnPage) -> None:
    lesson = training.find_lesson(LESSON)
    assert lesson is not None
    open_tile(page, LESSON)
    seen = words(page)
    for text in (lesson.rule.id, lesson.story.id, lesson.paper_only.id):
        assert text in seen
    for one in lesson.materials:
        assert one in seen
    before = training.find_lesson(lesson.before or "")
    assert before is not None
    assert before.title.id in seen, "what was last time stands beside the rule"


def test_the_steps_of_a_lesson_are_gone_through_with_the_keys(page: LearnPage, qtbot: QtBot) -> None:
    lesson = training.find_lesson(LESSON)
    assert lesson is not None
    open_tile(page, LESSON)
    steps = [page_ for page_ in lesson.pages("id").pages() if page_[0].kind in ("title", "step")]
    for nth, blocks in enumerate(steps, 1):
        page.lesson.go_to(nth - 1)
        qtbot.keyClick(page.lesson.stage.currentWidget(), Qt.Key.Key_PageDown)
        assert page.lesson.at() == nth, QApplication.focusWidget()
        for block in blocks:
            practised = page.lesson.stop.kind == "practice"  # there the exercise stands
            assert practised or block.kind in ("title", "step", "picture") or block.text in words(page)
    qtbot.keyClick(page.lesson.stage.currentWidget(), Qt.Key.Key_PageDown)
    assert page.lesson.at() == len(steps), "the last step stays"


def test_whoever_reads_alone_turns_the_pages_with_the_keys(page: LearnPage, qtbot: QtBot) -> None:
    lesson = training.find_lesson(LESSON)
    assert lesson is not None
    open_tile(page, LESSON)
    press(page, "read_alone")
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


def test_the_tour_is_offered_until_it_was_seen_or_put_off_and_can_always_be_opened(
    book: Book, qtbot: QtBot, qapp: QApplication
) -> None:
    first = shown(qtbot, qapp, session_on(book), LearnPage)
    assert part(first, w.Strip, "tour_offer").isVisible()
    press(first, "tour_offer_see")
    for nth in range(len(PAGES)):
        assert first.tour.at() == nth
        press(first, "tour_after")
    assert first.parts.currentWidget() is first.list
    again = shown(qtbot, qapp, session_on(book), LearnPage)
    assert not part(again, w.Strip, "tour_offer").isVisible()
    press(again, "lesson_tour")
    qtbot.keyClick(again.tour.after, Qt.Key.Key_Escape)
    assert again.parts.currentWidget() is again.list


def test_where_it_is_tight_the_steps_stand_in_one_line(page: LearnPage, qapp: QApplication) -> None:
    apply(qapp, Theme("light", 1.5))
    try:
        open_tile(page, LESSON)
        page.resize(1010, 490)  # what a window of 1024 x 600 leaves
        QApplication.processEvents()
        assert not page.lesson.rail.isVisible()
        assert page.lesson.line.isVisible()
        for widget in (page.lesson.line.stop, page.lesson.after, page.lesson.more):
            assert widget.visibleRegion().boundingRect() == widget.rect(), widget.objectName()
        page.resize(1200, 900)
        apply(qapp, Theme("light", 1.0))
        QApplication.processEvents()
        assert page.lesson.rail.isVisible()
        assert page.lesson.after.label() == "Lanjut: Ingat lagi"
    finally:
        apply(qapp, Theme("light", 1.0))


def test_every_tile_says_what_it_leads_to_and_every_control_has_a_name(page: LearnPage) -> None:
    for lesson, tile in page.list.tiles.items():
        assert lesson in tile.accessibleName()
    assert nameless(page) == []
    open_tile(page, LESSON)
    for at in range(len(page.lesson.stops)):
        page.lesson.go_to(at)
        QApplication.processEvents()
        assert nameless(page) == [], page.lesson.stop.name
    page.show_tour()
    assert nameless(page) == []


def test_the_list_leads_to_progress_to_lessons_of_ones_own_and_to_the_game(page: LearnPage, qtbot: QtBot) -> None:
    for key in ("learn_progress", "own_lessons", "game"):
        with qtbot.waitSignal(page.go) as gone:
            press(page, f"lesson_to_{key}")
        assert gone.args == [key, None]
        assert any(place.key == key for place in PLACES)


def test_a_lesson_of_ones_own_is_listed_as_soon_as_it_is_there(page: LearnPage, tmp_path: Path) -> None:
    own = tmp_path / "pelajaran"
    own.mkdir()
    training.own_lessons_lie_in(own)
    try:
        made = own_lessons.copy_lesson(LESSON, own)
        page.arrive(None)
        assert made in page.list.shown()
        open_tile(page, made)
        assert page.lesson.lesson is not None
        assert page.lesson.lesson.id == made
        page.show_list()
    finally:
        training.own_lessons_lie_in(None)
        page.arrive(None)


def test_the_numbers_of_the_programme_stand_on_the_tiles_and_at_a_glance(page: LearnPage) -> None:
    lesson = training.find_lesson("EKO-1")
    assert lesson is not None
    assert lesson.numbers
    open_tile(page, "EKO-1")
    assert lesson.numbers in words(page)


def test_a_lesson_is_made_ones_own_from_its_page(page: LearnPage, qtbot: QtBot) -> None:
    open_tile(page, LESSON)
    with qtbot.waitSignal(page.go) as gone:
        press(page, "copy_lesson")
    assert gone.args == ["own_lessons", LESSON]


def test_where_nothing_is_to_be_said_again_the_other_cards_have_its_room(page: LearnPage) -> None:
    page.open_lesson("EKO-1")  # nothing was held, and no lesson comes before it
    QApplication.processEvents()
    cards = page.lesson.stage.currentWidget()
    assert isinstance(cards, OverviewPane)
    assert not cards.recap.isVisible()
    picture = cards.findChild(LessonPicture)
    assert picture is not None
    assert picture.geometry().left() < cards.width() // 4
