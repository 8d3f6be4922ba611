"""When a book cannot be opened any more: its copies, one of which can take its place."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kpmbooks.i18n import Translator
from kpmbooks.safekeeping.copies import Seen, copies_of_path, look_into
from kpmbooks.safekeeping.shelf import local_now
from ui.desktop import widgets as w
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.pages.copy_list import CopyList, CopyRow
from ui.desktop.pages.restore_dialog import RestoreDialog
from ui.desktop.tasks import Tasks
from ui.home_folder import home_folder


class StartCopies(CardDialog):
    """``agreed`` carries the copy that is to be the book, and the key that opens it."""

    agreed = Signal(object, object)

    def __init__(self, _: Translator, tasks: Tasks, path: Path, parent: QWidget | None = None) -> None:
        title = _("Copies of {book}", book=path.stem)
        super().__init__(title, "clock-counter-clockwise", object_name="start_copies", parent=parent)
        self._ = _
        self._tasks = tasks
        self.list = CopyList(_)
        self.list.wanted.connect(self._look_into)
        self.list.chosen.connect(self._ask)
        self.column.addWidget(self.list)
        self.column.addStretch(1)
        self.rest = w.Button(_("Close"), object_name="start_copies_rest")
        self.rest.clicked.connect(self.reject)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.rest)
        self.list.show_copies(copies_of_path(path, home_folder()), local_now())
        self.rest.setFocus()

    def _look_into(self, row: CopyRow) -> None:
        def show(seen: Seen) -> None:
            if row in self.list.rows:
                row.show_seen(seen)
                row.look.hide()  # there is no book to come back to

        self._tasks.run(lambda _progress: look_into(row.copy, None), show)

    def _ask(self, row: CopyRow) -> None:
        self.hide()  # one question at a time
        dialog = RestoreDialog(self._, self._tasks, row.copy, None, self.parentWidget())
        dialog.agreed.connect(lambda key: self.agreed.emit(row.copy, key))
        dialog.finished.connect(self._answered)
        dialog.open()

    def _answered(self, result: int) -> None:
        if result:
            self.accept()
        else:
            self.show()


def has_copies(path: Path) -> bool:
    """Whether there is a copy of the book that lay at ``path``."""
    return bool(copies_of_path(path, home_folder()))
