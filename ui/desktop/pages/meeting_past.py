"""The meetings there were, the last first; one that is chosen is shown as it was."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.dates import format_day
from kpmbooks.group import Meeting
from kpmbooks.i18n import Translator
from ui.desktop import widgets as w


class PastMeetings(QWidget):
    """``chosen`` tells the meeting's number; ``left``: back to where one was."""

    chosen = Signal(int)
    left = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meeting_past_list")
        self._ = _
        columns = (
            w.RegisterColumn("number", _("Meeting"), "main"),
            w.RegisterColumn("day", _("Day"), "text", "Selasa, 30 September 2026"),
            w.RegisterColumn("state", _("State"), "text", _("still open")),
        )
        empty = w.EmptyState(
            "users-three", _("There was no meeting yet"), _("Open the first one."), object_name="meeting_past_empty"
        )
        self.register = w.Register(
            columns, empty=empty, object_name="meeting_register", accessible_name=_("Past meetings")
        )
        self.register.table.opened.connect(lambda key: self.chosen.emit(int(key)))
        self.back = w.Button(
            _("Back"), object_name="meeting_past_back", role="link", picture="caret-left", key_hint="Esc"
        )
        self.back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.addWidget(w.text_label(_("Past meetings"), "lead"))
        head.addStretch(1)
        head.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.register, 1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def show_meetings(self, meetings: Sequence[Meeting]) -> None:
        """List them."""
        _ = self._
        rows = [
            w.RegisterRow(
                key=one.number,
                title=_("Meeting {number}", number=one.number),
                cells=(
                    ("day", format_day(one.day, _.language, weekday=True)),
                    ("state", _("still open") if one.is_open else _("closed")),
                ),
            )
            for one in meetings
        ]
        self.register.set_source(w.Rows(rows), at_end=False)
        words = _.plural("{n} meeting", "{n} meetings", len(rows))
        self.register.foot.show_figures(words, {})

    def take_focus(self) -> None:
        """To the latest."""
        self.register.table.setFocus(Qt.FocusReason.OtherFocusReason)
