"""The weekly form of the sheet page: lines of money in and out typed by the keyboard alone, asserted on the book."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kpmbooks import ledger
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.recording.sheets import sheet_of
from kpmbooks.recording.week_lines import written_lines
from tests import books
from tests.pages import nameless, part, session_on, shown
from ui.desktop import widgets as w
from ui.desktop.pages.sheet import SheetPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key
WEEK, MONDAY, TUESDAY = 6, date(2026, 2, 2), date(2026, 2, 3)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with books.group(tmp_path / "melati.kpm") as made:
        yield made


@pytest.fixture
def page(book: Book, qtbot: QtBot, qapp: QApplication) -> SheetPage:
    made = shown(qtbot, qapp, session_on(book), SheetPage)
    made.show_week(MONDAY)
    qtbot.mouseClick(made.forms.part("weekly"), Qt.MouseButton.LeftButton)
    return made


def focus() -> str:
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.objectName()


def keys(qtbot: QtBot, *texts: str, then: Qt.Key = Key.Key_Return) -> None:
    """Type each text into the box that has the keyboard, and go on."""
    for text in texts:
        qtbot.keyClicks(QApplication.focusWidget(), text)
        qtbot.keyClick(QApplication.focusWidget(), then)


def lines_in(book: Book) -> list[tuple[date, str | None, int, int, bool]]:
    with book.read() as reader:
        written = written_lines(reader, ledger.default_ledger(reader), sheet_of(books.START, MONDAY))
    return [(one.day, one.words, one.money_in, one.money_out, one.receipt) for one in written]


def test_a_week_is_copied_by_enter_alone_and_recorded_as_one_act(page: SheetPage, book: Book, qtbot: QtBot) -> None:
    assert focus() == "line_1_1"
    # What for, down the page: Enter on an empty line goes to the next day.
    keys(qtbot, "Cuci kiloan", "Sabun", "", "Cuci selimut", "", "", "", "", "", "")
    # Money in; then money out, where nothing came in; then the receipts.
    assert focus() == "line_1_2"
    keys(qtbot, "85rb", "", "40000")
    assert focus() == "line_2_3"
    keys(qtbot, "32.000")
    assert focus() == "line_1_4"
    keys(qtbot, "", " ", "")
    assert focus() == "record_sheet"
    keys(qtbot, "")
    assert lines_in(book) == [
        (MONDAY, "Cuci kiloan", 85_000, 0, False),
        (MONDAY, "Sabun", 0, 32_000, True),
        (TUESDAY, "Cuci selimut", 40_000, 0, False),
    ]
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        entry = ledger.journal_page(reader, place, week_of_the_sheet(), 0, 1)[0]
        assert (entry.source, entry.answers["sheet"]) == ("sheet", WEEK)
    assert page.number.text() == str(WEEK + 1), "the next sheet is ready"
    page.session.undo()
    assert lines_in(book) == []


def week_of_the_sheet() -> Period:
    return Period(MONDAY, date(2026, 2, 8))


def test_tab_goes_across_a_line_and_on_to_the_next(page: SheetPage, qtbot: QtBot) -> None:
    keys(qtbot, "Cuci", "85rb", then=Key.Key_Tab)
    assert focus() == "line_1_3"
    keys(qtbot, "", "", then=Key.Key_Tab)
    assert focus() == "line_2_1"
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Up)
    assert focus() == "line_1_1"


def test_what_a_line_is_recorded_as_is_said_while_it_is_typed(page: SheetPage, book: Book, qtbot: QtBot) -> None:
    books.record(book, "beli_bahan", amount=20_000, memo="Sabun", date="1/2/2026")
    keys(qtbot, "sabun", then=Key.Key_Tab)
    keys(qtbot, "", "32rb", then=Key.Key_Tab)
    assert page.weekly.grid.lines[0].result.text() == page.session.kind_name("beli_bahan")
    assert page.weekly.grid.totals[1].text() == "32.000"


def test_what_cannot_be_taken_is_said_at_its_box_and_nothing_is_written(
    page: SheetPage, book: Book, qtbot: QtBot
) -> None:
    keys(qtbot, "Cuci", "85rb", then=Key.Key_Tab)
    page.weekly.grid.go(1, 0)
    keys(qtbot, "Sabun", "", "1.5", then=Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert focus() == "line_2_3"
    assert page.weekly.grid.lines[1].money_out.property("state") == "error"
    sentence = page.weekly.grid.lines[1].money_out.accessibleDescription()
    assert sentence
    assert page.weekly.grid.lines[1].wrong.text() == sentence
    assert page.weekly.grid.lines[1].wrong.isVisible()
    assert not page.weekly.grid.lines[0].wrong.isVisible()
    assert part(page, w.Strip, "sheet_problem").isVisible()
    assert lines_in(book) == []


def test_what_was_copied_is_shown_and_cannot_be_typed_again(page: SheetPage, book: Book, qtbot: QtBot) -> None:
    keys(qtbot, "Cuci", "85rb", then=Key.Key_Tab)
    page.record()
    page.show_week(MONDAY)
    first, second = page.weekly.grid.lines[0], page.weekly.grid.lines[1]
    assert (first.words.text(), first.money_in.text(), first.words.isEnabled()) == ("Cuci", "85.000", False)
    assert second.words.isEnabled()
    assert focus() != "line_1_1"
    page.weekly.grid.take_focus()
    keys(qtbot, "Sabun", "", "5rb", then=Key.Key_Tab)
    page.record()
    assert [line[1] for line in lines_in(book)] == ["Cuci", "Sabun"]
    page.show_week(MONDAY)
    page.session.undo()
    page.session.undo()
    assert (page.weekly.grid.lines[0].words.text(), page.weekly.grid.lines[0].words.isEnabled()) == ("", True)


def test_a_line_that_was_recorded_elsewhere_is_asked_about_before_it_is_written_once_more(
    page: SheetPage, book: Book, qtbot: QtBot
) -> None:
    books.record(book, "beli_bahan", amount=32_000, memo="Sabun", date="2/2/2026")
    keys(qtbot, "Sabun", "", "32rb", then=Key.Key_Tab)
    page.record()
    assert part(page, w.Strip, "sheet_problem").isVisible()
    assert page.weekly.grid.lines[0].words.property("state") == "question"
    assert lines_in(book) == []
    page.record()
    assert len(lines_in(book)) == 1


def test_what_was_counted_is_compared_with_the_book_and_the_lines(page: SheetPage, book: Book, qtbot: QtBot) -> None:
    books.record(book, "jual_tunai", amount=100_000, date="1/2/2026")
    keys(qtbot, "Cuci", "85rb", then=Key.Key_Tab)
    page.weekly.counted.setFocus()
    qtbot.keyClicks(page.weekly.counted, "185rb")
    assert page.weekly.agrees.text() == "Cocok dengan buku."
    page.weekly.counted.selectAll()
    qtbot.keyClicks(page.weekly.counted, "180rb")
    assert page.weekly.agrees.text() == "Kurang Rp5.000 dari buku."


def test_another_form_is_not_shown_over_what_is_typed(page: SheetPage, qtbot: QtBot) -> None:
    keys(qtbot, "Cuci", "85rb", then=Key.Key_Tab)
    qtbot.mouseClick(page.forms.part("daily"), Qt.MouseButton.LeftButton)
    assert page.weekly.isVisible()
    assert page.forms.current() == "weekly"
    assert page.weekly.grid.lines[0].words.text() == "Cuci"
    assert part(page, w.Strip, "sheet_problem").isVisible()


def test_days_that_are_not_yet_there_are_closed(page: SheetPage) -> None:
    page.show_week(date(2026, 2, 10))  # today, a Tuesday
    assert [page.weekly.grid.lines[3 * day].words.isEnabled() for day in range(7)] == [True, True, *[False] * 5]


def test_the_paper_is_the_form_that_is_being_copied(page: SheetPage) -> None:
    page.open_paper()
    assert page.paper.kind.current() == "weekly-sheet"
    page.close_paper()
    assert page.weekly.isVisible()


def test_the_headings_are_those_of_the_paper(page: SheetPage) -> None:
    heads = [label.text() for label in page.weekly.grid.findChildren(QLabel) if label.text()]
    assert {"Untuk apa?", "Uang masuk", "Uang keluar", "Ada nota?"} <= set(heads)


def test_every_control_has_a_name(page: SheetPage) -> None:
    assert nameless(page) == []
