"""The sheet on which goods are counted: all of them down, what was counted across, what differs said in words.

Enter goes down. Nothing has to be counted: an empty box leaves its good as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.problems import N_, Problem
from kpmbooks.trade import Good
from kpmbooks.trade.quantities import format_quantity, read_quantity
from ui.desktop import widgets as w
from ui.desktop.pages.goods_list import GoodSeen
from ui.desktop.theme import look

REASONS = (
    N_("Broken"),
    N_("Spoiled"),
    N_("Eaten at home"),
    N_("Forgot to record"),
    N_("Lost"),
    N_("Counted wrong before"),
)
"""What is offered where somebody must say why a count differs; she may write anything else."""


@dataclass(frozen=True, slots=True)
class _Row:
    seen: GoodSeen
    box: w.TextField
    difference: QLabel


class CountSheet(QWidget):
    """``submitted``: everything was counted and is to be written; ``left``: nothing is."""

    submitted = Signal()
    left = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("count_sheet")
        self._ = _
        self.rows: list[_Row] = []
        self.title = w.text_label(_("Count the goods"), "lead")
        self.back = w.Button(
            _("All goods"), object_name="count_back", role="link", picture="caret-left", key_hint="Esc"
        )
        self._scroll = QScrollArea()
        self._scroll.setObjectName("count_scroll")
        self._scroll.setAccessibleName(_("Goods to count"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reason = w.TextField(object_name="count_reason", accessible_name=_("Why does it differ?"))
        self.reasons = w.Flow(spacing=6)
        for nth, words in enumerate(REASONS, 1):
            chip = w.Button(_(words), object_name=f"count_reason_{nth}", role="chip")
            chip.clicked.connect(lambda _checked=False, words=words: self._take_reason(_(words)))
            self.reasons.add(chip)
        self.message = w.FieldMessage(_, object_name="count_message")
        self.told = w.text_label("", "base", "muted", wrap=True)
        self.save = w.Button(
            _("Save the count"), object_name="count_save", role="primary", picture="check", weight="bold"
        )
        self._why = w.Card(object_name="count_why")
        self._shown: w.Card | None = None
        self._lay_out()
        self.back.clicked.connect(self.left)
        self.save.clicked.connect(self.submitted)
        self.reason.returnPressed.connect(self.submitted)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._show_focused)

    def show_goods(self, goods: Sequence[GoodSeen], first: int | None = None) -> None:
        """Begin a count of these goods, at the one with the key ``first``."""
        self.rows = []
        inside = w.Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(look().px(16))
        grid.setVerticalSpacing(look().px(6))
        for column, (head, stretch) in enumerate(
            ((self._("Goods"), 10), (self._("In the book"), 5), (self._("On the shelf"), 5), (self._("Difference"), 6))
        ):
            grid.addWidget(w.text_label(head, "small", "muted"), 0, column)
            grid.setColumnStretch(column, stretch)
        for nth, seen in enumerate(goods, 1):
            good = seen.good
            box = w.TextField(
                object_name=f"count_{nth}", accessible_name=self._("{good}, counted", good=good.name), hint=good.unit
            )
            row = _Row(seen, box, w.text_label("", "bold"))
            name = w.field_label(good.name, box)
            name.setWordWrap(True)
            for column, widget in enumerate((name, w.text_label(format_quantity(seen.there, good.unit)), box)):
                grid.addWidget(widget, nth, column)
            grid.addWidget(row.difference, nth, 3)
            box.textChanged.connect(lambda _text, row=row: self._counted(row))
            box.returnPressed.connect(lambda row=row: self._down(row))
            self.rows.append(row)
        inside.body.addLayout(grid)
        self._put_rows(inside)
        self.reason.clear()
        self.message.show_problem(None)
        self._say()
        begin = next((row for row in self.rows if row.seen.good.id == first), self.rows[0] if self.rows else None)
        if begin is not None:
            begin.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def counted(self) -> dict[Good, int] | Problem:
        """What was counted of each good whose box was filled in; the first problem with one."""
        found: dict[Good, int] = {}
        for row in self.rows:
            if not row.box.text().strip():
                continue
            quantity = self._read(row)
            if isinstance(quantity, Problem):
                row.box.show_state("error")
                row.box.setFocus(Qt.FocusReason.OtherFocusReason)
                return quantity
            found[row.seen.good] = quantity
        return found

    def show_problem(self, problem: Problem | None) -> None:
        """Say what is wrong above the button."""
        self.message.show_problem(problem)
        self.reason.show_state("error" if problem is not None and problem.field == "memo" else None)
        if problem is not None and problem.field == "memo":
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def differing(self) -> int:
        """How many goods were counted otherwise than the book says."""
        read = ((row, self._read(row)) for row in self.rows if row.box.text().strip())
        return sum(isinstance(quantity, int) and quantity != row.seen.there for row, quantity in read)

    def _read(self, row: _Row) -> int | Problem:
        read = read_quantity(row.box.text(), row.seen.good.unit)
        return Problem(read.code, read.message, read.params) if isinstance(read, Problem) else read

    def _counted(self, row: _Row) -> None:
        row.box.show_state(None)
        self.message.show_problem(None)
        self._say_row(row)
        self._say()

    def _say_row(self, row: _Row) -> None:
        quantity = self._read(row) if row.box.text().strip() else None
        words = ""
        if isinstance(quantity, int):
            away = quantity - row.seen.there
            unit = row.seen.good.unit
            if away < 0:
                words = self._("{quantity} missing", quantity=format_quantity(-away, unit))
            elif away > 0:
                words = self._("{quantity} too many", quantity=format_quantity(away, unit))
            else:
                words = self._("right")
        row.difference.setText(words)
        row.box.setAccessibleDescription(words)

    def _say(self) -> None:
        differ = self.differing()
        filled = sum(bool(row.box.text().strip()) for row in self.rows)
        self._why.setVisible(bool(differ))
        said = self._.plural("{n} good counted", "{n} goods counted", filled)
        away = self._.plural("{n} differs", "{n} differ", differ)
        self.told.setText(f"{said}, {away}" if differ else said)

    def _down(self, row: _Row) -> None:
        """Enter: to the next good; from the last to the reason, or to the button that saves."""
        read = self._read(row) if row.box.text().strip() else None
        if isinstance(read, Problem):
            row.box.show_state("error")
            self.message.show_problem(read)
            return
        place = self.rows.index(row) + 1
        if place < len(self.rows):
            self.rows[place].box.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.differing():
            self.reason.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.save.setFocus(Qt.FocusReason.TabFocusReason)

    def _take_reason(self, words: str) -> None:
        self.reason.setText(words)
        self.save.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_focused(self, _old: QWidget | None, new: QWidget | None) -> None:
        inside = self._scroll.widget()
        if new is not None and inside is not None and inside.isAncestorOf(new):
            self._scroll.ensureWidgetVisible(new)

    def _put_rows(self, rows: w.Card) -> None:
        """Show the rows above the reason; both scroll together, since a low window has room for neither alone."""
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = rows
        self._column.insertWidget(0, rows)

    def _lay_out(self) -> None:
        worn = look()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(worn.px(10))
        head = QHBoxLayout()
        head.addWidget(w.Picture("clipboard-text", 30, "primary"))
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.back)
        column.addLayout(head)
        inside = QWidget()
        inside.setProperty("role", "page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(worn.px(10))
        self._column.addWidget(self._why)
        self._column.addStretch(1)
        self._scroll.setWidget(inside)
        column.addWidget(self._scroll, 1)
        self._why.body.addWidget(w.field_label(self._("Why does it differ?"), self.reason))
        self._why.body.addWidget(self.reason)
        self._why.body.addWidget(self.reasons)
        column.addWidget(self.message)
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(self.save)
        column.addLayout(foot)
