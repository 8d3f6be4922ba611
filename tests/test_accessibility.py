"""What assistive technology finds: each control with a role and a name, reached by Tab, pressed by its first action."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import examples, ledger
from tests import pages
from tests.whole_window import let_go
from ui.desktop.desk import Desk
from ui.desktop.tasks import Tasks
from ui.desktop.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TODAY = date(2026, 11, 23)
PAGES = ("home", "record", "sheet", "cash_book", "reports", "loan", "learn", "settings", "care")
INTERACTIVE = (QAbstractButton, QLineEdit, QComboBox)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    window = MainWindow()
    window.dress(window.theme)
    window.resize(1366, 768)
    with examples.example(None, of="family", months_back=1, today=TODAY) as book:
        made = Desk(pages.session_on(book, today=TODAY), Tasks(inline=True))
        window.show()
        window.show_desk(made)
        window.activateWindow()
        qtbot.waitUntil(made.is_whole)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        yield made
        window.close()
        window.deleteLater()
        let_go()


def controls(of: QWidget) -> list[QWidget]:
    """What can be used of ``of`` now."""
    return [
        one
        for one in of.findChildren(QWidget)
        if isinstance(one, INTERACTIVE) and one.isVisible() and one.isEnabled() and one.window() is of.window()
    ]


def ring(window: QWidget) -> list[QWidget]:
    """Where Tab leads, from where the keyboard is until it comes round."""
    found: list[QWidget] = []
    for _press in range(300):
        begin = QApplication.focusWidget()
        assert begin is not None
        QTest.keyClick(begin, Qt.Key.Key_Tab)  # a page that was gone to has the keyboard, and is in no ring
        where = QApplication.focusWidget()
        assert where is not None
        if where in found:
            assert where is found[0], f"Tab is caught at {where.objectName()}"
            return found
        found.append(where)
    raise AssertionError("Tab never comes round")


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_role_a_name_and_an_action(desk: Desk, page: str) -> None:
    desk.go(page)
    let_go()
    for one in controls(desk.window()):
        spoken = QAccessible.queryAccessibleInterface(one)
        assert spoken is not None, one
        assert spoken.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client), one.objectName()
        assert spoken.text(QAccessible.Text.Name), one.objectName()
        assert not spoken.state().invisible
        if isinstance(one, QAbstractButton):
            act = spoken.actionInterface()
            assert act is not None, one.objectName()
            assert {"Press", "Toggle", "ShowMenu"} & set(act.actionNames()), one.objectName()


@pytest.mark.parametrize("page", PAGES)
def test_tab_comes_to_everything_once_and_downwards(desk: Desk, page: str) -> None:
    desk.go(page)
    let_go()
    found = ring(desk.window())
    assert len(found) > 2
    shown = desk.page(page)
    # What takes the keyboard by Tab is reached; the parts of one choice are reached by the arrows from its chosen one.
    for one in controls(shown):
        by_tab = one.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        within = any(one.isAncestorOf(two) or one is two or two.focusProxy() is one for two in found)
        if by_tab and isinstance(one, QAbstractButton) and one.group() is not None and one.group().exclusive():
            within = within or any(two in one.group().buttons() for two in found)
        assert not by_tab or within, one.objectName()


def test_a_choice_is_made_by_the_first_action_as_by_a_press(qtbot: QtBot, desk: Desk) -> None:
    def act(name: str) -> None:
        part = next(one for one in desk.window().findChildren(QWidget, name) if one.isVisible())
        spoken = QAccessible.queryAccessibleInterface(part)
        assert spoken is not None
        action = spoken.actionInterface()
        action.doAction(action.actionNames()[0])
        let_go()

    act("go-record")
    qtbot.waitUntil(lambda: desk.current() == "record")
    act("go-record")  # where one is already, nothing is unchecked
    assert next(one for one in desk.findChildren(QAbstractButton, "go-record") if one.isVisible()).isChecked()
    act("kind_jual_tunai")
    form = desk.page("record").form
    qtbot.waitUntil(form.isVisible)
    amount = next(one for one in form.findChildren(QLineEdit, "answer_amount-text") if one.isVisible())
    spoken = QAccessible.queryAccessibleInterface(amount)
    assert spoken is not None
    spoken.setText(QAccessible.Text.Value, "12x3500")
    amount.textEdited.emit(amount.text())
    with desk.session.book.read() as reader:
        before = ledger.entry_count(reader)
    act("save_record")
    qtbot.waitUntil(lambda: desk.session.saved_at is not None)
    with desk.session.book.read() as reader:
        assert ledger.entry_count(reader) == before + 1


def test_an_amount_is_said_with_what_it_is_of_and_not_while_it_is_covered(qtbot: QtBot, desk: Desk) -> None:
    cash = next(one for one in desk.page("home").findChildren(QWidget, "cash_now"))
    spoken = QAccessible.queryAccessibleInterface(cash)
    assert spoken is not None
    assert spoken.text(QAccessible.Text.Name) == f"Uang kas sekarang {cash.property('text')}"
    assert "Rp" in spoken.text(QAccessible.Text.Name)
