"""Present & paid: the sheet, its sums and what the keys do at the left, the box at the right, or below where it is
narrow."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.problems import Problem
from ui.desktop import widgets as w
from ui.desktop.pages.meeting_box import BoxCard, BoxStrip
from ui.desktop.pages.meeting_columns import columns_of
from ui.desktop.pages.meeting_foot import SheetFoot
from ui.desktop.pages.meeting_sheet import SheetTable
from ui.desktop.pages.meeting_work import MeetingSeen
from ui.desktop.theme import look, wear

BOX_WIDTH = 262
LEAST_WITH_SUMS = 300


class SheetStep(QWidget):
    """Holds ``table`` and ``box``; ``went_on``: everything is written. ``saves_nothing`` and ``by_rules`` are the
    buttons' twins of the keys T and Enter."""

    went_on = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meeting_sheet_step")
        self._ = _
        self.table = SheetTable(_, object_name="meeting_sheet", accessible_name=_("Sheet of the meeting"))
        self.foot = SheetFoot(_, self.table)
        self.box = BoxCard(_)
        self.strip = BoxStrip(_)
        for box in (self.box, self.strip):
            box.pressed.connect(self.went_on)
        self.by_rules = w.Button(
            _("Pays by the rules"),
            object_name="meeting_by_rules",
            role="chip",
            picture="check-circle",
            key_hint="Enter",
        )
        self.saves_nothing = w.Button(
            _("No savings today"), object_name="meeting_saves_nothing", role="chip", picture="piggy-bank", key_hint="T"
        )
        self.excused = w.Button(_("Excused"), object_name="meeting_excused", role="chip", key_hint="I")
        self.fine = w.Button(_("Fine"), object_name="meeting_fine", role="chip", key_hint="D")
        self.fine.hide()
        self.by_rules.clicked.connect(lambda: self._press("accepted"))
        self.saves_nothing.clicked.connect(lambda: self._press("saves_nothing"))
        self.excused.clicked.connect(lambda: self._press("excused"))
        self.fine.clicked.connect(lambda: self._press("fine"))
        self.message = w.FieldMessage(_, object_name="meeting_sheet_message")
        self._narrow = False
        self._hints = QWidget()
        self.table.ended.connect(self._to_button)
        self._lay_out()

    def show_meeting(self, seen: MeetingSeen) -> None:
        """Show what is written."""
        self.table.show_sheet(columns_of(self._, seen.rules), seen.rows, writable=seen.meeting.is_open)
        self.foot.refresh()
        self.box.show_box(seen)
        self.saves_nothing.setVisible(bool(seen.rules.money and seen.rules.savings))
        for button in (self.box.go_on, self.strip.go_on):
            button.setText(self._("Count the box") if seen.rules.money else self._("On to the decisions"))
        self.show_chosen(seen)

    def show_chosen(self, seen: MeetingSeen) -> None:
        """Show whose row is chosen."""
        row = self.table.current_row()
        self.fine.setVisible(row is not None and seen.meeting.is_open and bool(row.turn_fine()))
        self.box.member.show_member(row, seen)
        self.strip.show_box(seen)

    def show_problem(self, problem: Problem | None) -> None:
        """Say what cannot be written so."""
        self.message.show_problem(problem)

    def take_focus(self) -> None:
        """Into the sheet."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self, *, narrow: bool) -> None:
        """The box at the right, or as a strip below."""
        self.box.setVisible(not narrow)
        self.strip.setVisible(narrow)
        self._hints.setVisible(not narrow)
        self._narrow = narrow
        self.table.set_tight(narrow)
        self._fold_sums()
        self.box.setFixedWidth(look().px(BOX_WIDTH))

    def give_strip(self) -> BoxStrip:
        """Take the strip away from the foot, to stand elsewhere."""
        self._column.removeWidget(self.strip)
        self.strip.set_bare(bare=True)
        return self.strip

    def take_strip(self) -> None:
        """Have the strip at the foot again."""
        self.strip.set_bare(bare=False)
        self._column.addWidget(self.strip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_sums()

    def _fold_sums(self) -> None:
        """Where there is room for few rows only, they get that of the sums."""
        self.foot.setVisible(not self._narrow or self.height() >= look().px(LEAST_WITH_SUMS))

    def _to_button(self) -> None:
        """Everybody is written: Enter goes on to what comes next."""
        (self.strip if self._narrow else self.box).go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self, what: str) -> None:
        index = self.table.currentIndex()
        if not index.isValid():
            return
        if what == "accepted":
            self.table.accept_current()
        elif what == "saves_nothing":
            self.table.saves_nothing.emit(index.row())
        elif what == "fine":
            self.table.fined.emit(index.row())
        else:
            self.table.attended.emit(index.row(), 2)
        self.take_focus()

    def _lay_out(self) -> None:
        worn = look()
        sheet = QFrame()
        sheet.setObjectName("meeting_sheet_card")
        wear(sheet, role="card")
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.foot)
        hints = QVBoxLayout(self._hints)
        hints.setContentsMargins(worn.px(12), worn.px(6), worn.px(12), worn.px(6))
        row = w.Flow(spacing=8)
        for button in (self.by_rules, self.saves_nothing, self.excused, self.fine):
            row.add(button)
        hints.addWidget(row)
        inside.addWidget(self._hints)
        cards = QHBoxLayout()
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(worn.px(14))
        cards.addWidget(sheet, 1)
        cards.addWidget(self.box)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(worn.px(6))
        column.addWidget(self.message)
        column.addLayout(cards, 1)
        column.addWidget(self.strip)
