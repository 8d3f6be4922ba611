"""What tests of the whole window need: a program of nobody, a person at the keyboard, all that can be read."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks.dates import FixedClock
from kpmbooks.problems import Problem
from ui.desktop.app import Program
from ui.desktop.desk import Desk
from ui.desktop.leave_undo import LeaveUndo
from ui.desktop.one_window import OneWindow
from ui.desktop.pages.first_run import FirstRunPage
from ui.desktop.pages.start import StartPage
from ui.desktop.qt_texts import QtTexts
from ui.desktop.widgets.paper_view import PaperView
from ui.home_folder import HOME, home_folder

TODAY = date(2026, 2, 10)


def nobody(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """A person whose home and documents are ``folder``, and nothing of whoever runs the tests."""
    (folder / "Documents").mkdir()
    monkeypatch.setenv(HOME, str(folder / "own"))
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(folder))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # the program puts its own there


@contextmanager
def program(
    qtbot: QtBot, app: QApplication, path: Path | None = None, today: date = TODAY, *, first_run: bool = False
) -> Iterator[Program]:
    """The program as ``app.run`` makes it, with its first page on the screen; afterwards nothing of it is left.

    Whoever has no book yet is asked who she is; without ``first_run`` she has gone on to the page with every way.
    """
    alone = OneWindow(home_folder(), app)
    assert alone.is_first()
    made = Program(app, alone, path, FixedClock(today), "id")
    faults: list[Problem] = []
    made._tell_fault = faults.append  # type: ignore[method-assign] # a fault fails the test instead of being told
    made.window.resize(1366, 768)
    made.window.show()
    try:
        qtbot.waitUntil(lambda: (shown := made.window.centralWidget()) is not None and shown.isVisible())
        if isinstance(made.window.centralWidget(), FirstRunPage) and not first_run:
            made.show_start()
            qtbot.waitUntil(lambda: isinstance(made.window.centralWidget(), StartPage))
        made.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        let_go()
        yield made
        assert faults == []
    finally:
        made.end()
        made.window.close()
        for leaver in app.findChildren(LeaveUndo):
            app.focusChanged.disconnect(leaver._moved)
            leaver.deleteLater()
        for texts in app.findChildren(QtTexts):
            app.removeTranslator(texts)
            texts.deleteLater()
        made.window.deleteLater()
        made.deleteLater()
        alone.deleteLater()


def desk_of(qtbot: QtBot, made: Program) -> Desk:
    """The desk, when a book was opened and everything is seen."""
    qtbot.waitUntil(lambda: made.desk is not None and made.desk.is_whole())
    assert made.desk is not None
    return made.desk


def press(key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
    """Press a key where the keyboard is, as a person does who sees only the ring."""
    for _time in range(times):
        QTest.keyClick(where(), key if isinstance(key, Qt.Key) else ord(key.upper()), modifier)


def type_text(text: str) -> None:
    """Type where the keyboard is."""
    QTest.keyClicks(where(), text)


def where() -> QWidget:
    """What has the keyboard."""
    if QApplication.activeWindow() is None:
        # A dialog was closed, and without a screen there is no window manager that gives the window its turn again.
        next(one for one in QApplication.topLevelWidgets() if one.isVisible()).activateWindow()
        QApplication.processEvents()
    popup = QApplication.activePopupWidget()
    found = (popup and (popup.focusWidget() or popup)) or QApplication.focusWidget() or QApplication.activeWindow()
    assert found is not None, "the keyboard is nowhere"
    return found


def texts(of: QWidget, *, painted: bool = True) -> Iterator[str]:
    """Everything that can be read of what is shown: on it, in its tips, by a screen reader, in lists and on paper.

    Parts that paint their own words keep them as plain attributes, which is where they are found; without ``painted``
    they are only heard, by their accessible names.
    """
    for part in [of, *of.findChildren(QWidget)]:
        if part is not of and not part.isVisibleTo(of):
            continue
        yield from _own_texts(part, painted=painted)
        if isinstance(part, QComboBox):
            yield from (part.itemText(place) for place in range(part.count()))
        if isinstance(part, QAbstractItemView):
            yield from _cells(part)
        if isinstance(part, PaperView) and not part.is_covered():
            yield from (part.document.getAllText(sheet).text() for sheet in range(part.document.pageCount()))


def _own_texts(part: QWidget, *, painted: bool) -> Iterator[str]:
    yield from (part.accessibleName(), part.accessibleDescription(), part.toolTip(), part.statusTip())
    yield from (part.whatsThis(), part.windowTitle())
    for name in ("text", "placeholderText", "title", "currentText", "plainText"):
        value = part.property(name)
        if name == "text" and isinstance(part, QLineEdit):
            value = part.displayText()  # dots, where what is typed is covered
        if isinstance(value, str):
            yield value
    for value in vars(part).values() if painted else ():
        yield from _painted(value)
    spoken = QAccessible.queryAccessibleInterface(part)
    if spoken is not None:
        yield from (spoken.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description))


def _painted(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _painted(one)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _painted(getattr(value, name))


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
    for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(), 400)):
            for role in roles:
                yield str(model.index(row, column).data(role) or "")


def windows_above(window: QWidget) -> list[QWidget]:
    """The dialogs, menus and lists that are open over ``window``."""
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]


def close_all_above(window: QWidget) -> None:
    """Close them, and let them go."""
    for one in windows_above(window):
        one.close()
    let_go()


def let_go() -> None:
    """Let everything happen that waits; what was taken away goes, which otherwise waits for an event loop."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def part_of(of: QObject, name: str) -> QWidget:
    """The one visible part of that object name."""
    found = [one for one in of.findChildren(QWidget, name) if one.isVisible()]
    assert len(found) == 1, (name, found)
    return found[0]
