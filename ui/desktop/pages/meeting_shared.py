"""The screen that everybody at the meeting looks at: pictures for names, large figures, what is in the box.

No name, no arrears, no fine, no debtor and no loan stands on it or is said of it. The sheet can be written in as on the
page; what is not shown here is not accepted from here.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpmbooks.dates import format_day
from kpmbooks.group.minutes import Step
from kpmbooks.group.telling import tell_meeting
from kpmbooks.i18n import Translator
from kpmbooks.words import in_words
from ui.desktop import widgets as w
from ui.desktop.pages.meeting_columns import columns_of
from ui.desktop.pages.meeting_foot import SheetFoot
from ui.desktop.pages.meeting_sheet import SheetTable
from ui.desktop.pages.meeting_work import MeetingSeen
from ui.desktop.theme import look, wear


class SharedScreen(QWidget):
    """``left``: back to the page, by Esc, F11 or the button."""

    left = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("meeting_shared")
        self._ = _
        wear(self, role="page")
        self.setAutoFillBackground(True)
        self.title = w.text_label("", "title", wrap=True)
        self.table = SheetTable(
            _, object_name="meeting_shared_sheet", accessible_name=_("Sheet for all to see"), shared=True
        )
        self.foot = SheetFoot(_, self.table)
        self.foot.setObjectName("meeting_shared_foot")
        self.now = w.MoneyLabel(role="number-xl")
        self.now.setObjectName("meeting_shared_now")
        self.now.setAccessibleName(_("In the box now"))
        self.words = w.text_label("", "lead", wrap=True)
        self.present = w.text_label("", "lead", wrap=True)
        self.back = w.Button(_("Close the large screen"), object_name="meeting_shared_back", key_hint="Esc")
        self.back.clicked.connect(self.left)
        self._told = QVBoxLayout()
        self._labels: list[QLabel] = []
        self._sheet, self._summary = QFrame(), w.Card(object_name="meeting_shared_sum")
        self._sheet.setObjectName("meeting_shared_card")
        wear(self._sheet, role="card")
        self._lay_out()
        for key in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(self.left)

    def show_meeting(self, seen: MeetingSeen, step: Step) -> None:
        """Show the sheet while it is written, and what is read aloud at the end."""
        _ = self._
        day = format_day(seen.meeting.day, _.language, weekday=True)
        self.title.setText(_("Meeting {number}, {day}", number=seen.meeting.number, day=day))
        at_end = step in ("decisions", "close") or not seen.meeting.is_open
        self._sheet.setVisible(not at_end)
        self._summary.setVisible(at_end)
        self.table.show_sheet(columns_of(_, seen.rules, shared=True), seen.rows, writable=seen.meeting.is_open)
        self.foot.refresh()
        # Before the end nobody but two people knows what was counted; at the end it is what lies there.
        box = seen.figures.box if at_end else seen.expected
        self._money.setVisible(seen.rules.money)
        self.now.set_amount(box)
        self.words.setText("" if look().private else in_words(box))
        self.present.setText(_.plural("{n} member is here", "{n} members are here", seen.figures.present))
        if at_end:
            told = tell_meeting(_, seen.figures, seen.rules, next_day=seen.minutes.next_day, shared=True)
            self._say([(one.sentence, one.words) for one in told])

    def take_focus(self) -> None:
        """Into the sheet."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, told: Sequence[tuple[str, str]]) -> None:
        for old in self._labels:
            self._told.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._labels = []
        for sentence, words in told:
            if words and look().private:
                continue
            self._labels.append(w.text_label(sentence, "title", wrap=True))
            if words:
                self._labels.append(w.text_label(words, "lead", "muted", wrap=True))
        for label in self._labels:
            self._told.addWidget(label)

    def _lay_out(self) -> None:
        worn = look()
        inside = QVBoxLayout(self._sheet)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.foot)
        self._summary.body.addLayout(self._told)
        self._summary.body.addStretch(1)
        self._money = QWidget()
        box = QGridLayout(self._money)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(w.Picture("vault", 52, "accent"), 0, 0, 2, 1)
        box.addWidget(w.text_label(self._("In the box now"), "lead"), 0, 1)
        box.addWidget(self.now, 1, 1)
        box.addWidget(self.words, 0, 2, 2, 1)
        box.setColumnStretch(2, 1)
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.present)
        head.addLayout(words, 1)
        head.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(worn.px(24), worn.px(16), worn.px(24), worn.px(16))
        column.setSpacing(worn.px(12))
        column.addLayout(head)
        column.addWidget(self._sheet, 1)
        column.addWidget(self._summary, 1)
        column.addWidget(self._money)
