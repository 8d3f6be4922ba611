"""The strip at the top of the home page that asks to give the book a passcode, where one would be good to have."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.problems import N_
from ui.desktop import widgets as w
from ui.desktop.passcode_wish import Reason, put_off, reason_to_ask
from ui.desktop.session import Session
from ui.desktop.theme import look
from ui.home_folder import home_folder

WORDS: Final[dict[Reason, str]] = {
    "several": N_("This laptop holds several books. With a passcode nobody reads this one by chance."),
    "stick": N_("This book lies on a stick, and sticks get lost. Give it a passcode."),
}


class PasscodeStrip(QWidget):
    """Takes no room while there is nothing to ask. ``wanted`` asks for where a passcode is set."""

    wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = session._
        self.setObjectName("passcode_strip")
        self._session = session
        self.strip = w.Strip("", tone="warn", picture="lock-key", barred=True)
        self.set = w.Button(_("Set a passcode"), object_name="strip_set_passcode", picture="lock-key")
        self.later = w.Button(_("Not now"), object_name="strip_later", role="link")
        self.set.clicked.connect(self.wanted)
        self.later.clicked.connect(self._put_off)
        row = QHBoxLayout()
        row.setSpacing(look().px(8))
        row.addWidget(self.set)
        row.addWidget(self.later)
        row.addStretch(1)
        self.strip.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.strip)
        session.changed.connect(lambda topics: self.look_again() if "settings" in topics else None)
        self.look_again()

    def look_again(self) -> None:
        """Ask, or be quiet."""
        session = self._session
        reason = reason_to_ask(session.book, home_folder(), session.today())
        if reason is not None:
            self.strip.set_text(session._(WORDS[reason]))
        self.setVisible(reason is not None)

    def _put_off(self) -> None:
        path = self._session.book.path
        if path is not None:
            put_off(home_folder(), path, self._session.today())
        self.look_again()
