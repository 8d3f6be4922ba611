"""What a locked window shows, and nothing else: a field for the passcode, over everything that was on it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.book import Book
from kpmbooks.i18n import Translator
from ui.desktop import widgets as w
from ui.desktop.attempts import Attempts
from ui.desktop.pages.passcode import WIDTH
from ui.desktop.pages.unlock_form import UnlockForm
from ui.desktop.passcode_work import prove
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look


class LockPage(QWidget):
    """Opaque, and says no name. ``unlocked`` comes with the right passcode.

    ``forgotten`` and ``left`` ask to close the book.
    """

    unlocked = Signal()
    forgotten = Signal()
    left = Signal()

    def __init__(
        self, _: Translator, tasks: Tasks, book: Book, attempts: Attempts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("lock_page")
        self._ = _
        self.unlock = UnlockForm(_, tasks, lambda passcode: prove(book, passcode), attempts, button=_("Unlock"))
        self.unlock.passed.connect(lambda _nothing: self.unlocked.emit())
        self.waiting = w.Strip("", tone="primary", picture="info")
        self.waiting.setObjectName("lock_waiting")
        self.waiting.hide()
        card = w.Card(_("Locked"), picture="lock-key", tone="primary", object_name="lock_card")
        card.setMaximumWidth(look().px(WIDTH))
        card.body.addWidget(w.text_label(_("What you were writing is still there."), "base", "muted", wrap=True))
        card.body.addWidget(self.waiting)
        card.body.addWidget(self.unlock)
        card.body.addWidget(w.rule())
        self.forgot = w.Button(_("Forgot the passcode?"), object_name="lock_forgotten", role="link", picture="key")
        self.leave = w.Button(_("Close this book"), object_name="lock_leave", role="link", picture="sign-out")
        self.forgot.clicked.connect(self.forgotten)
        self.leave.clicked.connect(self.left)
        links = w.Flow(spacing=8)
        links.add(self.forgot)
        links.add(self.leave)
        card.body.addWidget(links)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 1000)
        row.addStretch(1)
        scroll = w.PageScroll(object_name="lock_scroll")
        scroll.column.addStretch(1)
        scroll.column.addLayout(row)
        scroll.column.addStretch(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.setFocusProxy(self.unlock)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("bg"))
        painter.end()

    def show_waiting(self, path: Path) -> None:
        """Say that another book is to be opened, once this window is unlocked."""
        self.waiting.set_text(self._("{file} can be opened once this is unlocked.", file=path.name))
        self.waiting.show()
