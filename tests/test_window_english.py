"""No English is left anywhere in the Indonesian window: all that is shown is looked up among the source texts."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import examples, ledger, recording, training
from kpmbooks.book import Book
from kpmbooks.dates import FixedClock, Period
from kpmbooks.i18n import translator
from kpmbooks.problems import Problem
from tests import books, catalogs, pages
from tests.whole_window import close_all_above, let_go, texts, windows_above
from ui.desktop.attempts import Attempts
from ui.desktop.desk import Desk
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.first_run import FirstRunPage
from ui.desktop.pages.passcode_dialog import PasscodeDialog
from ui.desktop.pages.start import StartPage
from ui.desktop.places import PLACES
from ui.desktop.tasks import Tasks
from ui.desktop.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TODAY = date(2026, 11, 23)


def english() -> dict[str, str]:
    """Every source text that says something else in Indonesian, and the English names of kinds and their questions."""
    found = {}
    for message in catalogs.read_translations():
        source, meant = (one[0] if isinstance(one, tuple | list) else one for one in (message.id, message.string))
        if source and meant and "{" not in source:
            found[source] = meant
    for kind in recording.kinds().values():
        found[kind.name_en] = kind.name
        found.update({field.label_en: field.label for field in kind.fields if field.label_en})
    return {source: meant for source, meant in found.items() if source != meant}


ENGLISH = english()
MEANT = frozenset(ENGLISH.values())


def left(*shown: QWidget) -> set[str]:
    """The texts on ``shown`` and on all that is open above it that are still English."""
    said = {line.strip() for one in shown for text in texts(one, painted=False) for line in (text, *text.splitlines())}
    return {text for text in said if text in ENGLISH and text not in MEANT}


@pytest.fixture(scope="module")
def shelf() -> Iterator[dict[str, Book]]:
    """The example books and empty ones, made once; the tests only look at them."""
    made = {of: examples.example(None, of=of, months_back=2, today=TODAY) for of in ("group", "family")}
    made |= {"group-empty": books.group(), "family-empty": books.family()}
    yield made
    for book in made.values():
        book.close()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, shelf: dict[str, Book], request: pytest.FixtureRequest) -> Iterator[Desk]:
    window = MainWindow()
    window.dress(window.theme)
    window.resize(1366, 768)
    made = Desk(pages.session_on(shelf[request.param], today=TODAY), Tasks(inline=True))
    window.show()
    window.show_desk(made)
    qtbot.waitUntil(made.is_whole)
    yield made
    close_all_above(window)
    window.close()
    window.deleteLater()


def found(desk: Desk) -> set[str]:
    let_go()
    return left(desk.window(), *windows_above(desk.window()))


every_book = pytest.mark.parametrize("desk", ["group", "family", "group-empty", "family-empty"], indirect=True)
filled = pytest.mark.parametrize("desk", ["group", "family"], indirect=True)
empty = pytest.mark.parametrize("desk", ["group-empty", "family-empty"], indirect=True)


@every_book
def test_no_page_of_any_ledger(qtbot: QtBot, desk: Desk) -> None:
    for place in desk.session.ledgers:
        desk.session.switch_ledger(place)
        for page in PLACES:
            desk.go(page.key)
            qtbot.waitUntil(desk.is_whole)
            assert found(desk) == set(), page.key


@empty
def test_no_form_of_a_kind_and_no_list_of_kinds(qtbot: QtBot, desk: Desk) -> None:
    page = desk.page("record")
    for place in desk.session.ledgers:
        desk.session.switch_ledger(place)
        for side in ("in", "out", "move"):
            desk.go("record", side)
            page.tiles.show_all(shown=True)
            assert found(desk) == set(), side
        for kind in recording.kinds().values():
            if place.kind in kind.ledgers:
                desk.go("record", kind.id)
                page.form.show_details(shown=True)
                assert left(page) == set(), kind.id


@filled
def test_no_record_that_is_opened(desk: Desk) -> None:
    with desk.session.book.read() as reader:
        kinds = {
            (entry.kind, entry.reversed_by is None): entry.id
            for place in desk.session.ledgers
            for entry in ledger.journal_page(reader, place, Period(date(2026, 1, 1), TODAY), 0, 5_000)
        }
    for key in kinds.values():
        dialog = EntryDialog(desk.session, key, desk)
        dialog.open()
        assert found(desk) == set()
        dialog.ask_to_take_back()
        assert found(desk) == set()
        close_all_above(desk.window())


@filled
def test_no_dialog_menu_or_paper(qtbot: QtBot, desk: Desk) -> None:
    desk.go("home")
    cash_book, reports, sheet, loan, care = (
        desk.page(key) for key in ("cash_book", "reports", "sheet", "loan", "care")
    )
    acts = (
        ("home", desk.open_ledger_menu),
        ("home", desk.open_menu),
        ("home", desk.search),
        ("home", desk.show_keys),
        ("home", lambda: desk.show_trouble((Problem("odd", "This could not be done. Try it again."),))),
        ("cash_book", cash_book.period.open_list),
        ("reports", reports.choices.period.open_list),
        ("reports", reports.save.click),
        ("sheet", sheet.open_paper),
        ("loan", loan.open_papers),
        ("care", lambda: PasscodeDialog(care.session, care.tasks, "set", Attempts(), care).open()),
    )
    for page, act in acts:
        desk.go(page)
        qtbot.waitUntil(desk.is_whole)
        act()
        qtbot.waitUntil(desk.is_whole)
        assert found(desk) == set(), page
        close_all_above(desk.window())


@filled
def test_no_lesson_exercise_or_result(desk: Desk) -> None:
    page = desk.page("learn")
    practised: set[tuple[str, str]] = set()
    for lesson in training.lessons():
        desk.go("learn", lesson.id)
        for at, stop in enumerate(page.lesson.stops):
            if stop.kind != "practice":
                page.lesson.go_to(at)
                assert found(desk) == set(), (lesson.id, stop.name)
        for exercise in lesson.exercises:
            kind = (exercise.task.kind, exercise.task.screen)
            if kind in practised:
                continue  # the words of a kind are the same in every lesson
            practised.add(kind)
            desk.go("learn", exercise.id)
            assert found(desk) == set(), exercise.id
            page.practising().show_result()
            assert found(desk) == set(), exercise.id
    page.show_tour()
    assert found(desk) == set()
    page.show_list()


def test_nothing_before_a_book_is_open(qtbot: QtBot, qapp: QApplication) -> None:
    first = FirstRunPage(translator("id"), FixedClock(TODAY), Tasks(inline=True))
    start = StartPage(translator("id"), FixedClock(TODAY), Tasks(inline=True))
    for page in (first, start):
        qtbot.addWidget(page)
        page.resize(1366, 768)
        page.show()
    for kind in ("group", "family"):
        first.begin(kind)
        for step in ("who", "example", "sector", "name"):
            first.show_step(step)
            let_go()
            assert left(first) == set(), step
        start.form.whose.part(kind).click()
        assert left(start) == set()


def test_in_an_english_window_it_would_be_found(qtbot: QtBot, qapp: QApplication) -> None:
    start = StartPage(translator("en"), FixedClock(TODAY), Tasks(inline=True))
    qtbot.addWidget(start)
    start.show()
    assert {"A new book", "Make the book", "Name of the group"} <= left(start)
