"""The window as assistive technology has it: its tree of names, roles and actions, and nothing of the widgets behind.

Windows of the kind of a menu or a popup are left out, as Qt leaves them out of the tree that it hands to the system.
"""

from collections.abc import Iterator

from PySide6.QtCore import QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.whole_window import let_go


class Client:
    """Finds what is shown by its object name, presses, writes and chooses, each through Qt's accessibility alone."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot

    def shows(self, name: str) -> bool:
        """Whether a part of that name can be found and used now."""
        return self._found(name) is not None

    def find(self, name: str) -> QAccessibleInterface:
        """The part of that name, as soon as it is there."""
        self.qtbot.waitUntil(lambda: self.shows(name))
        found = self._found(name)
        assert found is not None
        return found

    def press(self, name: str) -> None:
        """Do the first action of a part."""
        part = self.find(name)
        button, action = part.object(), part.actionInterface()
        action.doAction(action.actionNames()[0])
        # It is held down for a moment, as if a finger did it.
        self.qtbot.waitUntil(
            lambda: not isValid(button) or not (isinstance(button, QAbstractButton) and button.isDown())
        )
        let_go()

    def write(self, name: str, text: str) -> None:
        """Put ``text`` where something else may stand."""
        self.find(name).setText(QAccessible.Text.Value, text)
        let_go()

    def read(self, name: str) -> str:
        """What a part is called, or what stands in it."""
        found = self.find(name)
        return found.text(QAccessible.Text.Value) or found.text(QAccessible.Text.Name)

    def rows(self, name: str) -> list[str]:
        """What each row of a table or list is called."""
        rows = self._view(name).model()
        said = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole
        columns = range(1 if isinstance(self._view(name), QListView) else rows.columnCount())
        cells = [[rows.index(row, column) for column in columns] for row in range(rows.rowCount())]
        return [" | ".join(str(cell.data(said[0]) or cell.data(said[1]) or "") for cell in row) for row in cells]

    def choose(self, name: str, holds: str) -> None:
        """Choose the last row that holds ``holds``."""
        mark_row(self._view(name), max(place for place, row in enumerate(self.rows(name)) if holds in row))

    def _view(self, name: str) -> QAbstractItemView:
        found = self.find(name).object()
        assert isinstance(found, QAbstractItemView)
        return found

    def _found(self, name: str) -> QAccessibleInterface | None:
        return next((one for one in self._tree() if _shown(one.object(), name)), None)

    def _tree(self) -> Iterator[QAccessibleInterface]:
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window.windowType() != Qt.WindowType.Popup:
                root = QAccessible.queryAccessibleInterface(window)
                assert root is not None
                yield from _below(root)


def mark_row(view: QAbstractItemView, place: int) -> None:
    """What Qt does when it is asked for a row to be chosen: it marks it, and stays where it was."""
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    view.selectionModel().select(view.model().index(place, 0), flags)
    let_go()


def _below(part: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield part
    if isinstance(part.object(), QAbstractItemView | QLineEdit):
        return  # a table is asked for its cells
    for place in range(part.childCount()):
        child = part.child(place)
        if child is not None:
            yield from _below(child)


def _shown(part: QObject | None, name: str) -> bool:
    return isinstance(part, QWidget) and part.objectName() == name and part.isVisible() and part.isEnabled()
