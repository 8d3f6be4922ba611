"""The sheet page: a week of boxes typed by the keyboard alone, asserted on the book."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kpmbooks import ledger, recording
from kpmbooks.book import Book
from kpmbooks.dates import Period
from tests import books
from tests.pages import TODAY, nameless, part, session_on, shown
from ui.desktop import widgets as w
from ui.desktop.pages.sheet import SheetPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key
# 10 February 2026 is a Tuesday; the week before begins on Monday 2 February, the sixth week of the book.
WEEK, MONDAY = 6, date(2026, 2, 2)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with books.family(tmp_path / "siti.kpm") as made:
        yield made


@pytest.fixture
def page(book: Book, qtbot: QtBot, qapp: QApplication) -> SheetPage:
    made = shown(qtbot, qapp, session_on(book), SheetPage)
    made.show_week(MONDAY)
    made.daily.take_focus()
    return made


def focus() -> str:
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.objectName()


def type_in(qtbot: QtBot, text: str, key: Qt.Key = Key.Key_Return) -> int:
    """Type into the box that has the keyboard and go on; gives how many keys beside digits that took."""
    qtbot.keyClicks(QApplication.focusWidget(), text)
    qtbot.keyClick(QApplication.focusWidget(), key)
    return 1 + sum(not letter.isdigit() for letter in text)


def test_a_week_is_copied_in_forty_keys_beside_digits(page: SheetPage, book: Book, qtbot: QtBot) -> None:
    columns = (  # drawer, float, shopping, family, bon, qris; Thursday was a day off
        ("310000", "295000", "280000", "l", "410000", "520000", "505000"),
        ("50000", "50000", "50000", "", "50000", "50000", "50000"),
        ("120000", "90000", "85000", "", "140000", "160000", "150000"),
        ("40000", "40000", "40000", "", "40000", "60000", "60000"),
        ("15000", "", "", "", "22000", "", ""),
        ("", "", "", "", "", "", ""),
    )
    assert page.number.text() == str(WEEK)
    keys = 0
    for column in columns:
        for day, text in enumerate(column):
            if text or day != 3:  # Enter passes a day off by
                keys += type_in(qtbot, text)
    assert focus() == "record_sheet"
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
    keys += 1
    assert keys <= 40
    # By hand, day by day: drawer − float + shopping + family + bon.
    sold = [
        310_000 - 50_000 + 120_000 + 40_000 + 15_000,
        295_000 - 50_000 + 90_000 + 40_000,
        280_000 - 50_000 + 85_000 + 40_000,
        410_000 - 50_000 + 140_000 + 40_000 + 22_000,
        520_000 - 50_000 + 160_000 + 60_000,
        505_000 - 50_000 + 150_000 + 60_000,
    ]
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        sales = ledger.find_account(reader, place, "Penjualan")
        assert -ledger.register_sums(reader, sales.id, TODAY).net == sum(sold)
        assert len(recording.days_off(reader, place, Period(MONDAY, date(2026, 2, 8)))) == 1
        assert ledger.entry_count(reader) == 12, "six days, each with its other end in the household"
    assert page.number.text() == str(WEEK + 1), "the next sheet is ready"


def test_enter_goes_down_and_tab_across(page: SheetPage, qtbot: QtBot) -> None:
    assert focus() == "box_1_1"
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert focus() == "box_2_1"
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    assert focus() == "box_2_2"
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Up)
    assert focus() == "box_1_2"
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Up)
    assert focus() == "box_1_2"


def test_what_a_day_comes_to_is_shown_while_it_is_typed(page: SheetPage, qtbot: QtBot) -> None:
    type_in(qtbot, "310rb", Key.Key_Tab)
    type_in(qtbot, "50rb", Key.Key_Tab)
    type_in(qtbot, "120rb", Key.Key_Tab)
    assert page.daily.grid._results[0].text() == "Rp380.000"
    assert page.daily.grid._totals[-1].text() == "Rp380.000"


def test_what_cannot_be_taken_is_said_at_its_box_and_nothing_is_written(
    page: SheetPage, book: Book, qtbot: QtBot
) -> None:
    type_in(qtbot, "310rb")
    type_in(qtbot, "1.5")
    page.record()
    assert focus() == "box_2_1"
    assert page.daily.grid.boxes[1][0].property("state") == "error"
    assert page.daily.grid.boxes[1][0].accessibleDescription()
    assert part(page, w.Strip, "sheet_problem").isVisible()
    with book.read() as reader:
        assert ledger.entry_count(reader) == 0
    page.daily.grid.boxes[1][0].setText("15000")
    page.record()
    with book.read() as reader:
        assert ledger.entry_count(reader) == 2


def test_days_that_are_recorded_or_not_yet_there_are_closed(page: SheetPage, qtbot: QtBot) -> None:
    type_in(qtbot, "100rb")
    page.record()
    page.show_week(MONDAY)
    assert not page.daily.grid.boxes[0][0].isEnabled()
    assert page.daily.grid.boxes[1][0].isEnabled()
    page.show_week(TODAY)
    assert [line[0].isEnabled() for line in page.daily.grid.boxes] == [True, True, False, False, False, False, False]


def test_undo_opens_the_days_again(page: SheetPage, qtbot: QtBot) -> None:
    type_in(qtbot, "100rb")
    page.record()
    page.session.undo()
    page.show_week(MONDAY)
    assert page.daily.grid.boxes[0][0].isEnabled()


def test_the_number_on_the_paper_leads_to_its_week(page: SheetPage, qtbot: QtBot) -> None:
    page.number.setText("2")
    page.number.editingFinished.emit()
    assert page.daily.grid.days()[0].day == date(2026, 1, 5)
    page.number.setText("dua")
    page.number.editingFinished.emit()
    assert part(page, w.Strip, "sheet_problem").isVisible()
    assert page.number.text() == "2"


def test_another_week_is_not_shown_over_what_is_typed(page: SheetPage, qtbot: QtBot) -> None:
    type_in(qtbot, "310rb")
    page.show_week(TODAY)
    assert page.daily.grid.boxes[0][0].text() == "310rb"
    assert page.number.text() == str(WEEK)
    assert part(page, w.Strip, "sheet_problem").isVisible()


def test_a_household_has_the_weekly_sheet_alone(page: SheetPage, book: Book) -> None:
    with book.read() as reader:
        home = next(one for one in ledger.ledgers(reader) if one.kind == "keluarga")
    page.session.switch_ledger(home)
    assert page.weekly.isVisible()
    assert not page.daily.isVisible()
    assert not page.forms.isVisible()
    page.open_paper()
    assert page.paper.kind.current() == "weekly-sheet"
    assert not page.paper.kind.isVisible()
    page.close_paper()
    page.session.switch_ledger(page.session.ledgers[0])
    assert page.forms.isVisible()


def test_a_photo_is_kept_with_its_sheet(page: SheetPage, tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    assert picture.save(str(tmp_path / "lembar.png"))
    page.keep_photo(tmp_path / "lembar.png")
    assert page.photo.label() == "1 foto disimpan"
    page.keep_photo(tmp_path / "tidak-ada.png")
    assert part(page, w.Strip, "sheet_problem").isVisible()


def test_blank_sheets_are_shown_on_paper(page: SheetPage) -> None:
    page.open_paper()
    assert page.paper.work.pages.text() == "1 halaman"
    page.paper.weeks.set_current("8")
    page.paper.work.show_wish()
    assert page.paper.work.pages.text() == "4 halaman"
    page.close_paper()
    assert page.daily.grid.isVisible()


def test_every_control_has_a_name(page: SheetPage) -> None:
    assert nameless(page) == []
    page.open_paper()
    assert nameless(page) == []
