"""Lines that do not fit on the page: to be read, copied and closed."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kpmbooks.i18n import Translator
from ui.desktop import widgets as w
from ui.desktop.pages.card_dialog import CardDialog


class LinesDialog(CardDialog):
    """Shows ``lines`` under ``title``; Esc closes it."""

    def __init__(self, _: Translator, title: str, lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(title, "list", object_name="lines", parent=parent)
        for line in lines:
            self.column.addWidget(w.text_label(line, "base", wrap=True))
        self.column.addStretch(1)
        copy = w.Button(_("Copy list"), object_name="lines_copy", picture="copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText("\n".join(lines)))
        close = w.Button(_("Close"), object_name="lines_close", role="primary")
        close.clicked.connect(self.accept)
        self.buttons.addStretch(1)
        self.buttons.addWidget(copy)
        self.buttons.addWidget(close)
        close.setFocus()
