"""What a typing helper sees: whose turn it is, the sheets to copy, and the way out. Opaque, over everything else.

With a passcode only who knows it comes back to the book. Without one nothing can keep a helper out, and it says so.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.desktop import widgets as w
from ui.desktop.attempts import Attempts
from ui.desktop.pages.passcode import WIDTH
from ui.desktop.pages.sheet import SheetPage
from ui.desktop.pages.unlock_form import UnlockForm
from ui.desktop.passcode_work import prove
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look, name_shown


class HelpingPage(QWidget):
    """``ended`` tells that the book is its keeper's again."""

    ended = Signal()

    def __init__(self, session: Session, tasks: Tasks, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("helping_page")
        _, worn = session._, look()
        self._session = session
        self.title = w.text_label(_("{name} types", name=name_shown(name)), "lead")
        self.title.setObjectName("helping_title")
        self.saved = w.text_label("", "base", "muted")
        self.saved.setObjectName("helping_saved")
        self.done = w.Button(_("Done typing"), object_name="helping_done", picture="check", weight="bold")
        self.sheets = SheetPage(session, tasks)
        self.sheets.setAccessibleName(_("Paper sheets"))
        self.sheets.blank.hide()  # a helper prints nothing
        self.unlock: UnlockForm | None = None
        head = QHBoxLayout()
        head.setContentsMargins(worn.px(24), worn.px(10), worn.px(24), worn.px(10))
        head.setSpacing(worn.px(12))
        head.addWidget(w.Picture("keyboard", 30, "primary"))
        head.addWidget(self.title)
        head.addWidget(self.saved, 1)
        head.addWidget(self.done)
        self._back = QWidget()
        work = QWidget()
        self._parts = QStackedLayout(work)
        self._parts.addWidget(self.sheets)
        self._parts.addWidget(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(w.rule())
        below = QVBoxLayout()
        if session.book.owner.practice:  # it covers the window, and with it the window's own frame
            below.setContentsMargins(10, 10, 10, 10)
            below.addWidget(w.PracticeFrame(_, work, object_name="helping_frame"))
        else:
            below.addWidget(work)
        column.addLayout(below, 1)
        if session.book.key is not None:
            self._ask_passcode(tasks)
        self.done.clicked.connect(self._leave)
        session.saved.connect(self._say_saved)
        self.setFocusProxy(self.sheets)
        self.setAutoFillBackground(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("bg"))
        painter.end()

    def _leave(self) -> None:
        """With a passcode it is asked; the helper can go back to the sheets."""
        if self.unlock is None:
            self.ended.emit()
            return
        here = self._parts.currentWidget() is self.sheets
        self._parts.setCurrentWidget(self._back if here else self.sheets)
        self.done.setText(self._session._("Back to the sheets") if here else self._session._("Done typing"))
        (self.unlock if here else self.sheets).setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_passcode(self, tasks: Tasks) -> None:
        session, _ = self._session, self._session._
        self.unlock = UnlockForm(
            _, tasks, lambda passcode: prove(session.book, passcode), Attempts(), button=_("Open the book again")
        )
        self.unlock.passed.connect(lambda _nothing: self.ended.emit())
        card = w.Card(_("For whoever keeps the book"), picture="lock-key", tone="primary", object_name="helping_card")
        card.setMaximumWidth(look().px(WIDTH))
        card.body.addWidget(self.unlock)
        column = QVBoxLayout(self._back)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def _say_saved(self, time: str) -> None:
        self.saved.setText(self._session._("Saved at {time}", time=time))
