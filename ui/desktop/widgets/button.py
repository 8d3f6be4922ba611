"""Buttons with a picture, a word and sometimes the key that presses them; pictures alone; key caps."""

from typing import Final, Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QStyle, QStyleOptionButton, QWidget

from ui.desktop.theme import Look, look, wear
from ui.desktop.theme.tokens import RADIUS_INNER, Weight

Role = Literal["", "primary", "danger", "link", "quiet", "chip", "key", "cap"]

SIGNS: Final = frozenset({"plus", "check"})
"""Strokes without a body: in duotone they would be a sign in a grey box, so a button shows them bold."""

_TONES = {"primary": "on_fill", "danger": "out", "link": "primary"}


def _weight_of(picture: str, weight: Weight) -> Weight:
    return "bold" if picture in SIGNS else weight


class Button(QPushButton):
    """A button; ``role="primary"`` for the one main action of a page, outlined otherwise. Enter presses it too.

    Without a text it is a square with a picture: then ``accessible_name`` is its word and its tooltip. ``tone`` colours
    the picture alone. ``key_hint`` is drawn as a key cap ("Enter"), it does not make the key work. Role "key" is a
    square of 40, "cap" the same with a small key cap drawn in it.
    """

    def __init__(
        self,
        text: str = "",
        *,
        object_name: str,
        accessible_name: str = "",
        role: Role = "",
        picture: str = "",
        weight: Weight = "duotone",
        tone: str = "",
        big: bool = False,
        key_hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setProperty("role", role)
        self.setProperty("big", big)
        self.setProperty("bare", not text and role not in ("key", "cap"))
        self._role = role
        self._picture = picture
        self._weight = _weight_of(picture, weight)
        self._tone = tone
        self._hint = key_hint
        self._named = bool(accessible_name)
        self.setText(text)
        self.setAccessibleName(accessible_name or text)
        if not text:
            self.setToolTip(accessible_name)

    def setText(self, text: str) -> None:
        """Show ``text`` as it is: an ampersand is a letter here ("Bon & utang"), not a mark for a shortcut."""
        self._label = text
        super().setText(text.replace("&", "&&"))
        if not self._named:
            self.setAccessibleName(text)
        self.updateGeometry()

    def label(self) -> str:
        """The text as it is read."""
        return self._label

    def picture(self) -> str:
        """The picture that it shows; empty for none."""
        return self._picture

    def set_picture(self, name: str, weight: Weight = "duotone") -> None:
        """Show another picture; an empty name shows none."""
        self._picture, self._weight = name, _weight_of(name, weight)
        self.updateGeometry()
        self.update()

    def show_key(self, key_hint: str) -> None:
        """Draw another key cap; an empty text draws none."""
        self._hint = key_hint
        self.updateGeometry()
        self.update()

    def show_role(self, role: Role) -> None:
        """Become the main one of the page, or be one among others."""
        if role != self._role:
            self._role = role
            wear(self, role=role)

    def sizeHint(self) -> QSize:
        worn = look()
        least = worn.px(40 if self._role in ("key", "cap", "chip") else 52 if self.property("big") else 44)
        return QSize(max(self.width_of(self._label), least), least)

    def width_of(self, text: str) -> int:
        """How wide the button would be with ``text`` on it."""
        self.ensurePolished()
        worn = look()
        bare = not text or self._role in ("key", "cap")
        padding = 0 if bare else 2 * worn.px({"link": 8, "quiet": 8, "chip": 12}.get(self._role, 16))
        return max(
            round(self._contents_width(text, worn)) + padding + 4,
            0 if text or self._role in ("key", "cap") else worn.px(44),
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _contents_width(self, text: str, worn: Look) -> float:
        metrics = self.fontMetrics()
        parts = []
        if self._picture:
            parts.append(float(worn.px(24)))
        if text:
            parts.append(float(metrics.horizontalAdvance(text)))
        if self._hint:
            parts.append(_cap_width(self._hint, worn))
        return sum(parts) + worn.px(8) * max(0, len(parts) - 1)

    def _text_tone(self) -> str:
        if not self.isEnabled():
            return "muted"
        return _TONES.get(self._role, "text")

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        option.state &= ~QStyle.StateFlag.State_HasFocus  # the ring says it; Fusion would lay a panel under the words
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        self._paint_contents(painter, worn)
        painter.end()

    def _paint_contents(self, painter: QPainter, worn: Look) -> None:
        text_tone = self._text_tone()
        if self._role == "cap":
            self._paint_cap(painter, worn)
            return
        gap, height = worn.px(8), float(self.height())
        x = (self.width() - self._contents_width(self._label, worn)) / 2
        if self._picture:
            side = worn.px(24)
            tone = self._tone if self._tone and self.isEnabled() else text_tone
            picture = worn.pixmap(self._picture, 24, tone, self._weight, self.devicePixelRatioF())
            painter.drawPixmap(round(x), round((height - side) / 2), picture)
            x += side + gap
        if self._label:
            width = self.fontMetrics().horizontalAdvance(self._label)
            painter.setFont(self.font())
            painter.setPen(worn.colour(text_tone))
            place = QRectF(x, 0, width + 4, height)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._label)
            x += width + gap
        if self._hint:
            paint_key_cap(painter, x, height / 2, self._hint, text_tone, worn)

    def _paint_cap(self, painter: QPainter, worn: Look) -> None:
        side, small = worn.px(24), worn.px(14)
        frame = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(worn.colour("edge"), 1))
        painter.setBrush(worn.colour("sunken" if self.isDown() else "surface"))
        painter.drawRoundedRect(frame, RADIUS_INNER - 1, RADIUS_INNER - 1)
        picture = worn.pixmap(self._picture, 14, self._text_tone(), self._weight, self.devicePixelRatioF())
        painter.drawPixmap(round((self.width() - small) / 2), round((self.height() - small) / 2), picture)


def _cap_width(key: str, worn: Look) -> float:
    return QFontMetrics(worn.font("small")).horizontalAdvance(key) + worn.px(14)


def paint_key_cap(painter: QPainter, left: float, middle: float, key: str, tone: str, worn: Look) -> None:
    """A key of the keyboard as a small frame with its name in it, ``middle`` being the height of its centre."""
    height = worn.px(22)
    frame = QRectF(left, middle - height / 2, _cap_width(key, worn), height)
    painter.setPen(QPen(worn.colour(tone), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame, RADIUS_INNER - 2, RADIUS_INNER - 2)
    painter.setFont(worn.font("small"))
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, key)


class Picture(QLabel):
    """An icon in the colour of a token; decoration, so screen readers pass over it unless it has an accessible name."""

    def __init__(
        self,
        name: str,
        size: float = 24,
        tone: str = "text",
        weight: Weight = "duotone",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self.show_icon(name, tone, weight)

    def show_icon(self, name: str, tone: str = "text", weight: Weight = "duotone") -> None:
        """Show another icon."""
        self._name, self._tone, self._weight = name, tone, weight
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        worn = look()
        self.setPixmap(worn.pixmap(self._name, self._size, self._tone, self._weight, self.devicePixelRatioF()))
        self.setFixedSize(worn.px(self._size), worn.px(self._size))
