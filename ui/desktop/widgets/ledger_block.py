"""The block that says whose ledger is open, in its colour: at the top left, or in the header of a narrow window."""

from typing import Final, Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.desktop.theme import look
from ui.desktop.theme.focus import OWN_RING, RING
from ui.desktop.theme.tokens import BUTTON, HEADER, RADIUS_CONTROL, Ledger

PICTURES: Final[dict[Ledger, str]] = {
    "kelompok": "users-three",
    "usaha": "storefront",
    "keluarga": "house-line",
    "latihan": "storefront",
}

Form = Literal["block", "rail", "header"]
_MOST_LINES: Final = 3
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class LedgerBlock(QPushButton):
    """Picture, kind of ledger, its name. Pressing it (``clicked``) is for changing the ledger.

    form "block" has two lines, "rail" only picture and name below each other, "header" one line with round corners.
    """

    def __init__(self, *, object_name: str = "ledger", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(OWN_RING, True)
        self.setProperty("painted", True)
        self._ledger: Ledger = "kelompok"
        self._kind = ""
        self._name = ""
        self._picture = PICTURES[self._ledger]
        self._form: Form = "block"
        self._only = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_ledger(self, ledger: Ledger, kind: str, name: str, *, only: bool = False, picture: str = "") -> None:
        """Show the ledger ``name`` of the worded ``kind`` ("Buku kelompok"); ``only``: there is no other to go to.

        ``picture``: another than that of ``ledger``'s colour, which all practice shares.
        """
        self._ledger, self._kind, self._name, self._only = ledger, kind, name, only
        self._picture = picture or PICTURES[ledger]
        self.setAccessibleName(f"{kind} {name}")
        self.setToolTip(f"{kind} {name}")
        self.updateGeometry()
        self.update()

    def set_form(self, form: Form) -> None:
        """Take the shape for where it stands."""
        self._form = form
        self.setProperty(OWN_RING, form != "header")
        self.setSizePolicy(
            QSizePolicy.Policy.Preferred if form == "header" else QSizePolicy.Policy.Expanding,
            QSizePolicy.Policy.Fixed,
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        worn = look()
        name = QFontMetrics(worn.font("bold")).horizontalAdvance(self._name)
        if self._form == "header":
            return QSize(name + worn.px(14 + 30 + 10 + 12 + 20 + 10), worn.px(BUTTON))
        height = worn.px(HEADER)
        if self._form == "rail":
            return QSize(worn.px(60), height)
        kind = QFontMetrics(worn.font("small")).horizontalAdvance(self._kind)
        return QSize(max(name, kind) + worn.px(12 + 30 + 10 + 8 + 20 + 8), height)

    def minimumSizeHint(self) -> QSize:
        worn = look()
        # In the header the name gives way before "Tersimpan" does; picture, colour and tooltip stay.
        width = {"rail": 60, "header": 14 + 30 + 8 + 20 + 8, "block": 120}[self._form]
        return QSize(worn.px(width), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _lines(self, room: int) -> list[tuple[str, QFont]]:
        """Kind and name in three lines at most; a name too long for one is smaller, and the kind gives way to it."""
        worn = look()
        name = [(self._name, worn.font("bold"))]
        if QFontMetrics(name[0][1]).horizontalAdvance(self._name) > room:
            small = worn.font("small-bold")
            name = [(line, small) for line in _broken(self._name, QFontMetrics(small), room)]
        font = worn.font("small")
        kind = [(line, font) for line in _broken(self._kind, QFontMetrics(font), room)]
        return [*kind, *name] if len(kind) + len(name) <= _MOST_LINES else name[:_MOST_LINES]

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        accent = worn.accent_of(self._ledger)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.hex_colour(accent.fill))
        round_by = RADIUS_CONTROL if self._form == "header" else 0
        painter.drawRoundedRect(self.rect(), round_by, round_by)
        ink = worn.hex_colour(accent.on_fill)
        picture = worn.pixmap_of(self._picture, 30, accent.on_fill, "fill", self.devicePixelRatioF())
        side = worn.px(30)
        if self._form == "rail":
            painter.drawPixmap(round((self.width() - side) / 2), worn.px(8), picture)
            painter.setPen(ink)
            font = worn.font("small-bold")
            painter.setFont(font)
            width = self.width() - 8
            name = QFontMetrics(font).elidedText(self._name, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(4, worn.px(40), width, worn.px(22)), int(Qt.AlignmentFlag.AlignCenter), name)
        else:
            left = worn.px(14 if self._form == "header" else 10)
            painter.drawPixmap(left, round((self.height() - side) / 2), picture)
            caret = 0 if self._only else worn.px(20 if self._form == "header" else 16)
            x = left + side + worn.px(10 if self._form == "header" else 8)
            room = self.width() - x - caret - worn.px(10)
            lines = [(self._name, worn.font("bold"))]
            if self._form == "block":
                lines = self._lines(room)
            closer = worn.px(2) if len(lines) == _MOST_LINES else 0  # three lines keep a margin above and below, too
            heights = [QFontMetrics(font).height() - closer for _text, font in lines]
            y = (self.height() - sum(heights) - closer) / 2
            painter.setPen(ink)
            for text, font in lines:
                metrics = QFontMetrics(font)
                painter.setFont(font)
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room) if room >= worn.px(24) else ""
                painter.drawText(QRectF(x, y, room + 2, metrics.height()), _LEFT, shown)
                y += metrics.height() - closer
            if not self._only:
                size = 20 if self._form == "header" else 16
                down = worn.pixmap_of("caret-down", size, accent.on_fill, "bold", self.devicePixelRatioF())
                painter.drawPixmap(self.width() - caret - worn.px(10), round((self.height() - caret) / 2), down)
        if self.hasFocus() and self._form != "header":
            # At the edge of the window a ring around the block would be cut off: it has its own, inside.
            painter.setPen(QPen(ink, RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 6, 6)
        painter.end()


def _broken(text: str, metrics: QFontMetrics, room: int) -> list[str]:
    """``text`` in lines no wider than ``room``, broken between words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
