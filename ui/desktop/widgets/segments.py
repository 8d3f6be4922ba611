"""A switch of two or more parts side by side, one of them chosen: money in or money out; all, in, out."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.desktop.theme import look
from ui.desktop.theme.tokens import RADIUS_CONTROL
from ui.desktop.widgets.pressed import PaintedButton


@dataclass(frozen=True, slots=True)
class Segment:
    """One part: its key, word, picture, and the token that fills it when chosen ("" for the ledger's soft ground)."""

    key: str
    text: str
    picture: str = ""
    tone: str = ""


class _Part(PaintedButton):
    def __init__(self, segment: Segment, *, big: bool, first: bool, last: bool) -> None:
        super().__init__(segment.text.replace("&", "&&"))
        self.setProperty("painted", True)
        self.setAccessibleName(segment.text)
        self._segment = segment
        self._big, self._first, self._last = big, first, last
        self._slim = False
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if big else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed
        )

        self.take_tab_key(False)

    def take_tab_key(self, chosen: bool) -> None:
        """Tab comes to the chosen part alone, and the arrows lead on from there, as with radio buttons."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)

    def set_slim(self, *, slim: bool) -> None:
        """Be words alone, in smaller letters."""
        self._slim = slim
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        worn = look()
        lead = self._big and not self._slim
        width = QFontMetrics(worn.font("lead" if lead else "bold")).horizontalAdvance(self._segment.text)
        if self._slim:
            return QSize(width + worn.px(16), worn.px(48))
        if self._segment.picture:
            width += worn.px(36 if self._big else 30)
        return QSize(width + worn.px(32 if self._big else 28), worn.px(54 if self._big else 48))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        chosen, segment = self.isChecked(), self._segment
        filled = chosen and bool(segment.tone) and self._big
        if chosen:
            ground, ink = (segment.tone, "on_fill") if filled else ("accent_soft", "accent")
        else:
            ground, ink = "zebra" if self.underMouse() else "surface", "text"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Wider than the part where it joins its neighbour, so that only the outer corners are round.
        frame = QRectF(self.rect()).adjusted(0.5 if self._first else -20, 0.5, -0.5 if self._last else 20, -0.5)
        path = QPainterPath()
        path.addRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.fillPath(path, worn.colour(ground))
        painter.setPen(QPen(worn.colour("edge"), 1))
        painter.drawPath(path)
        if not self._first:
            painter.drawLine(0, 1, 0, self.height() - 1)

        # Chosen words are bold in both sizes: the choice is not told by colour alone.
        font = worn.font("lead" if self._big and not self._slim else "bold" if chosen else "base")
        width = QFontMetrics(font).horizontalAdvance(segment.text)
        pictured = bool(segment.picture) and not self._slim
        side = worn.px(24 if self._big else 22) if pictured else 0
        gap = worn.px(12 if self._big else 8) if pictured else 0
        x = (self.width() - width - side - gap) / 2
        if pictured:
            pixmap = worn.pixmap(
                segment.picture, 24 if self._big else 22, ink if filled else segment.tone or ink,
                "duotone" if self._big and not filled else "fill", self.devicePixelRatioF(),
            )  # fmt: skip
            painter.drawPixmap(round(x), round((self.height() - side) / 2), pixmap)
        painter.setFont(font)
        painter.setPen(worn.colour(ink))
        painter.drawText(
            QRectF(x + side + gap, 0, width + 4, self.height()), int(Qt.AlignmentFlag.AlignVCenter), segment.text
        )
        painter.end()


class SegmentedSwitch(QWidget):
    """Shows the parts as one control; the arrows go from one to the next. ``chosen`` carries the key."""

    chosen = Signal(str)

    def __init__(
        self,
        segments: tuple[Segment, ...],
        *,
        object_name: str,
        accessible_name: str,
        big: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self._parts: dict[str, _Part] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, segment in enumerate(segments):
            part = _Part(segment, big=big, first=place == 0, last=place == len(segments) - 1)
            part.setObjectName(f"{object_name}-{segment.key}")
            part.toggled.connect(part.take_tab_key)
            part.clicked.connect(lambda _checked=False, key=segment.key: self.chosen.emit(key))
            group.addButton(part)
            row.addWidget(part)
            self._parts[segment.key] = part
        self.set_current(segments[0].key)

    def current(self) -> str:
        """The key of the chosen part."""
        return next(key for key, part in self._parts.items() if part.isChecked())

    def set_current(self, key: str) -> None:
        """Choose a part without telling ``chosen``. Raises KeyError for a key that is none of ours."""
        self._parts[key].setChecked(True)

    def set_slim(self, *, slim: bool) -> None:
        """Give up pictures and large letters, where there is little width."""
        for part in self._parts.values():
            part.set_slim(slim=slim)

    def part(self, key: str) -> QPushButton:
        """The button of a part."""
        return self._parts[key]
