"""The way back to the steps of a loan: the same word at the same place on every page around them, and Esc."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ui.desktop import widgets as w

ESC = "Esc"


class BackToSteps(w.Button):
    """Stands first on ``page`` and leads to the loan; where it is tight it does without the picture of its key."""

    def __init__(self, page: Any, name: str) -> None:
        super().__init__(
            page.session._("Back to the steps"), object_name=name, role="link", picture="caret-left", key_hint=ESC
        )
        self.clicked.connect(lambda: page.go.emit("loan", None))
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), page)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.click)

    def arrange(self, *, narrow: bool) -> None:
        """Give room to what stands beside it."""
        self.show_key("" if narrow else ESC)
