"""Rows chosen by assistive technology: Qt marks them there and stays where it was; here that is going to them.

Without it a screen reader's user chooses one row, and what is done next is done with another.
"""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QTimer
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTableView

_MARK = QItemSelectionModel.SelectionFlag.ClearAndSelect


def go_where_selected(view: QAbstractItemView) -> None:
    """Make the row that was marked in ``view`` the current one. To be said once it has its model."""

    def follow(selected: QItemSelection, _deselected: QItemSelection) -> None:
        indexes = selected.indexes()
        if indexes and indexes[0].row() != view.currentIndex().row():
            here = next((one for one in indexes if not _hidden(view, one.column())), indexes[0])
            view.selectionModel().setCurrentIndex(here, QItemSelectionModel.SelectionFlag.NoUpdate)

    view.selectionModel().selectionChanged.connect(follow)


def choose_what_is_selected(choice: QComboBox) -> None:
    """Make the entry that was marked in the list of ``choice`` the chosen one, as if somebody had picked it there."""
    rows = choice.view().selectionModel()

    def look() -> None:
        marked = rows.selectedIndexes()
        if marked and marked[0].row() not in (rows.currentIndex().row(), choice.currentIndex()):
            choice.setCurrentIndex(marked[0].row())
            choice.hidePopup()
            choice.activated.emit(marked[0].row())

    def mark(place: int) -> None:
        rows.setCurrentIndex(choice.model().index(place, choice.modelColumn()), _MARK)

    choice.currentIndexChanged.connect(mark)
    rows.selectionChanged.connect(lambda *_rows: QTimer.singleShot(0, choice, look))  # the arrows go there right after


def _hidden(view: QAbstractItemView, column: int) -> bool:
    """Whether a table does not show ``column``: Qt does not scroll to what is not shown."""
    return bool(view.isColumnHidden(column)) if isinstance(view, QTableView) else False
