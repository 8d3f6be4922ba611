"""A line of text with a picture at its left and a quiet word at its right, as long as there is room for it."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.desktop.theme import look, names_covered, wear
from ui.desktop.widgets.button import paint_key_cap
from ui.desktop.widgets.typed import TypedLine


class TextField(TypedLine):
    """``hint`` ("boleh kosong") and ``key_hint`` ("Ctrl F") stand at the right until the text needs the room.

    A hint is no label: give the field one with ``field_label``. One that ``holds_names`` shows dots while names are
    covered.
    """

    def __init__(
        self,
        text: str = "",
        *,
        object_name: str,
        accessible_name: str,
        picture: str = "",
        hint: str = "",
        key_hint: str = "",
        holds_names: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setAccessibleDescription(hint)
        self._picture = picture
        self._hint = hint
        self._key_hint = key_hint
        self._holds_names = holds_names
        self._space()

    def show_hint(self, hint: str) -> None:
        """Let another quiet word stand at the right."""
        if hint != self._hint:
            self._hint = hint
            self.setAccessibleDescription(hint)
            self.update()

    def show_state(self, state: str | None) -> None:
        """Mark the field as "error" or "question", or as fine (None); the sentence is for a ``FieldMessage``."""
        wear(self, state=state)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_hint"):
            self._space()
        super().changeEvent(event)

    def _space(self) -> None:
        if self._holds_names:
            cover_names(self)
        self.setTextMargins(look().px(34) if self._picture else 0, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = worn.px(24)
        if self._picture:
            picture = worn.pixmap(self._picture, 24, "text", ratio=self.devicePixelRatioF())
            painter.drawPixmap(worn.px(12), round((self.height() - side) / 2), picture)
        words = self.displayText() or self.placeholderText()
        taken = worn.px(46 if self._picture else 12) + self.fontMetrics().horizontalAdvance(words) + worn.px(16)
        small = QFontMetrics(worn.font("small"))
        if self._hint and taken + small.horizontalAdvance(self._hint) + worn.px(12) <= self.width():
            painter.setFont(worn.font("small"))
            painter.setPen(worn.colour("muted"))
            place = QRectF(0, 0, self.width() - worn.px(13), self.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._hint)
        cap = small.horizontalAdvance(self._key_hint) + worn.px(14)
        if self._key_hint and taken + cap + worn.px(12) <= self.width():
            paint_key_cap(painter, self.width() - cap - worn.px(12), self.height() / 2, self._key_hint, "muted", worn)
        painter.end()


def cover_names(line: QLineEdit) -> None:
    """Let the line show dots while names are covered, else what is in it; it can be written in all the same."""
    wanted = QLineEdit.EchoMode.Password if names_covered() else QLineEdit.EchoMode.Normal
    if line.echoMode() != wanted:
        line.setEchoMode(wanted)
