"""The papers of a lesson in the window: from which number on, how many, and the sheet of the exercise on the screen."""

from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.pages import TODAY, laundry, part, session_on, shown
from ui.desktop import widgets as w
from ui.desktop.pages.learn import LearnPage
from ui.desktop.pages.learn_paper import LessonPaperDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

DAY_OF_YEAR = str((TODAY - TODAY.replace(month=1, day=1)).days + 1)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Iterator[LearnPage]:
    with laundry() as book:
        made = shown(qtbot, qapp, session_on(book), LearnPage)
        yield made
        made.show_list()


def papers(page: LearnPage) -> LessonPaperDialog:
    part(page, w.Button, "open_worksheet").click()
    dialog = page.findChild(LessonPaperDialog)
    assert dialog is not None
    return dialog


def asked(dialog: LessonPaperDialog, paper: str) -> Mapping[str, str]:
    dialog.which.set_current(paper)
    QApplication.processEvents()
    return dialog.asked()


def test_each_day_has_sheets_of_its_own_and_the_key_goes_with_them(page: LearnPage) -> None:
    page.open_lesson("PB-2")
    dialog = papers(page)
    sheet = asked(dialog, "lesson-worksheet")
    assert (sheet["seed"], sheet["copies"]) == (DAY_OF_YEAR, "1")
    assert asked(dialog, "lesson-key") == sheet
    assert asked(dialog, "lesson-slips")["seed"] == DAY_OF_YEAR
    assert "seed" not in asked(dialog, "lesson-poster")
    dialog.close()


def test_a_sheet_of_another_day_is_printed_again_by_its_number(page: LearnPage) -> None:
    page.open_lesson("PB-2")
    dialog = papers(page)
    dialog.number.line.selectAll()
    dialog.number.line.insert("12")
    dialog.number.line.textEdited.emit("12")
    assert asked(dialog, "lesson-key")["seed"] == "12"
    dialog.close()


def test_a_pack_has_a_sheet_for_each_member_until_somebody_says_how_many(page: LearnPage) -> None:
    page.open_lesson("PB-2")
    dialog = papers(page)
    assert asked(dialog, "class-pack")["copies"] == "10"
    assert asked(dialog, "lesson-worksheet")["copies"] == "1"
    dialog.copies.more.click()
    assert asked(dialog, "class-pack")["copies"] == "2"
    dialog.close()


def test_the_sheet_of_an_exercise_on_the_screen_has_its_numbers(page: LearnPage) -> None:
    page.arrive("PB-2-catat")
    exercise = page.practising()
    assert exercise is not None
    dialog = papers(page)
    sheet = asked(dialog, "lesson-worksheet")
    assert (sheet["exercise"], sheet["seed"]) == ("PB-2-catat", str(exercise.seed))
    assert not dialog.number.isVisible()
    dialog.close()
