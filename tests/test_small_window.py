"""Every page at 1024x600 with letters of 150 %: what a page is for is in sight, and it scrolls in one direction only.

A page of the tour is looked at here before anything is done on it, of a family and of a group, full and empty.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import examples
from kpmbooks.book import Book
from tests import books, pages
from tests.whole_window import let_go
from ui.desktop.desk import Desk
from ui.desktop.places import PLACES
from ui.desktop.tasks import Tasks
from ui.desktop.theme import Theme
from ui.desktop.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TODAY = date(2026, 11, 23)
LONGER = {"loan_form_next"}
"""Main acts that stand behind what is filled in: each field is kept when it is left, the button only turns the page."""


def _book(name: str) -> Book:
    if name == "group-empty":
        return books.group()
    return examples.example(None, of="family", months_back=1, today=TODAY)


@pytest.fixture(scope="module", params=["family", "group-empty"])
def desk(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Desk]:
    with _book(request.param) as book:
        window = MainWindow(text=1.5)
        window.dress(Theme("light", 1.5))
        window.resize(1024, 600)
        made = Desk(pages.session_on(book, today=TODAY), Tasks(inline=True))
        window.show()
        window.show_desk(made)
        yield made
        made.session.stop()
        window.close()
        window.deleteLater()
        let_go()


def each_page(qtbot: QtBot, desk: Desk) -> Iterator[tuple[str, QWidget]]:
    """Each page of each ledger, as it is when one comes to it, also from the same page of the other ledger."""
    for place in desk.session.ledgers:
        desk.session.switch_ledger(place)
        for known in PLACES:
            desk.go(known.key)
            qtbot.waitUntil(desk.is_whole)
            let_go()
            page = desk.page(known.key)
            if page.isVisible():  # a family has no meetings
                yield f"{known.key} of a {place.kind}", page


def test_what_a_page_is_for_is_in_sight_and_nothing_scrolls_within_what_scrolls(qtbot: QtBot, desk: Desk) -> None:
    hidden, within, sideways, silent = [], [], [], []
    seen = 0
    for name, page in each_page(qtbot, desk):
        seen += 1
        for button in page.findChildren(QAbstractButton):
            if not button.isVisible():
                continue
            if button.property("role") == "primary" and button.objectName() not in LONGER and not _whole(button):
                hidden.append((name, button.objectName()))
            said = button.text() or getattr(button, "label", str)() or button.toolTip() or button.accessibleName()
            if not said:
                silent.append((name, button.objectName()))
        for area in [page, *page.findChildren(QAbstractScrollArea)]:
            if isinstance(area, QAbstractScrollArea) and area.isVisible():
                if area.horizontalScrollBar().maximum() > 0:
                    sideways.append((name, area.objectName()))
                if _scrolls(area) and any(map(_scrolls, _around(area, page))):
                    within.append((name, area.objectName()))
    assert seen > 15
    assert (hidden, within, sideways, silent) == ([], [], [], [])


def _whole(button: QWidget) -> bool:
    return button.visibleRegion().boundingRect().size() == button.size()


def _scrolls(part: QWidget) -> bool:
    return (
        isinstance(part, QAbstractScrollArea)
        and part.verticalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        and part.verticalScrollBar().maximum() > 0
    )


def _around(part: QWidget, page: QWidget) -> Iterator[QWidget]:
    """What ``part`` lies in, up to the page."""
    around = part.parentWidget()
    while part is not page and around is not None:
        yield around
        if around is page:
            return
        around = around.parentWidget()
