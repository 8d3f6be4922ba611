"""The way from page to page: full entries, a rail of pictures above words, or the list behind the Menu button."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.desktop.theme import look, wear
from ui.desktop.theme.tokens import ENTRY, RADIUS_CONTROL
from ui.desktop.widgets.pressed import CheckableButton

Form = Literal["full", "rail"]


@dataclass(frozen=True, slots=True)
class Place:
    """A page one can go to; ``below`` puts it at the lower end. ``key`` is also its object name, "go-<key>"."""

    key: str
    text: str
    picture: str
    below: bool = False


class _Entry(CheckableButton):
    def __init__(self, place: Place) -> None:
        super().__init__(place.text.replace("&", "&&"))
        self.setObjectName(f"go-{place.key}")
        self.setAccessibleName(place.text)
        self.setProperty("painted", True)
        self.place = place
        self.form: Form = "full"
        self.close_by = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """Where one is, is said by the window, not by the press."""

    def sizeHint(self) -> QSize:
        worn = look()
        if self.form == "rail":
            width = QFontMetrics(worn.font("small-bold")).horizontalAdvance(self.place.text)
            return QSize(width + worn.px(10), worn.px(58))
        width = QFontMetrics(worn.font("bold")).horizontalAdvance(self.place.text)
        return QSize(width + worn.px(14 + 26 + 12 + 12), worn.px(CLOSE_ENTRY if self.close_by else ENTRY))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        here = self.isChecked()
        ink = "accent" if here else "text"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if here or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(worn.colour("accent_soft" if here else "zebra"))
            painter.drawRoundedRect(self.rect(), RADIUS_CONTROL, RADIUS_CONTROL)
        if here:
            # The bar follows the round corners at the left: a filled shape, cut off after four pixels.
            painter.save()
            painter.setClipRect(0, 0, worn.px(4), self.height())
            painter.setBrush(worn.colour("accent_fill" if worn.ledger != "latihan" else "accent"))
            painter.drawRoundedRect(self.rect(), RADIUS_CONTROL, RADIUS_CONTROL)
            painter.restore()
        side = worn.px(26)
        picture = worn.pixmap(self.place.picture, 26, ink, "fill" if here else "duotone", self.devicePixelRatioF())
        painter.setPen(worn.colour(ink))
        if self.form == "rail":
            painter.drawPixmap(round((self.width() - side) / 2), worn.px(6), picture)
            painter.setFont(worn.font("small-bold" if here else "small"))
            words = QRectF(0, worn.px(34), self.width(), worn.px(20))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.place.text)
        else:
            painter.drawPixmap(worn.px(12), round((self.height() - side) / 2), picture)
            painter.setFont(worn.font("bold" if here else "base"))
            words = QRectF(worn.px(12 + 26 + 12), 0, self.width(), self.height())
            painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.place.text)
        painter.end()


_AIRY = 12
"""Up to so many entries there is air between them; more stand close, so that a screen 768 high still shows all."""

CLOSE_ENTRY = 40
"""The height of an entry that stands close to the next: nothing that is pressed is lower."""


class Sidebar(QFrame):
    """The list of places; ``chosen`` carries the key. ``ledger`` (if any) stands above them."""

    chosen = Signal(str)

    def __init__(
        self,
        places: Sequence[Place],
        *,
        object_name: str,
        accessible_name: str,
        above: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        wear(self, role="side")
        self._form: Form = "full"
        self._entries: dict[str, _Entry] = {}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.setSpacing(0)
        if above is not None:
            whole.addWidget(above)
        self._list = QVBoxLayout()
        whole.addLayout(self._list, 1)
        for place in (each for each in places if not each.below):
            self._add(place)
        self._list.addStretch(1)
        for place in (each for each in places if each.below):
            self._add(place)
        self._measure()

    def _add(self, place: Place) -> None:
        entry = _Entry(place)
        entry.clicked.connect(lambda _checked=False, key=place.key: self.chosen.emit(key))
        self._entries[place.key] = entry
        self._list.addWidget(entry)

    def show_place(self, key: str, *, shown: bool) -> None:
        """List a place, or leave it out for now."""
        if self._entries[key].isHidden() == shown:
            self._entries[key].setVisible(shown)
            self._measure()

    def set_current(self, key: str) -> None:
        """Show that one is at ``key``; a page that is not in the list marks none."""
        for name, entry in self._entries.items():
            entry.setChecked(name == key)

    def focus_current(self) -> None:
        """Give the keyboard to the entry where one is, or to the first."""
        here = next((entry for entry in self._entries.values() if entry.isChecked()), None)
        (here or next(iter(self._entries.values()))).setFocus(Qt.FocusReason.PopupFocusReason)

    def set_form(self, form: Form) -> None:
        """Show whole entries, or the rail."""
        self._form = form
        self._measure()

    def entry(self, key: str) -> QPushButton:
        """The button of a place."""
        return self._entries[key]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_entries"):
            self._measure()
        super().changeEvent(event)

    def _measure(self) -> None:
        worn = look()
        rail = self._form == "rail"
        self._list.setContentsMargins(worn.px(4 if rail else 8), worn.px(10), worn.px(4 if rail else 8), worn.px(10))
        shown = sum(not entry.isHidden() for entry in self._entries.values())
        crowded = shown > _AIRY
        self._list.setSpacing(0 if crowded else worn.px(2 if rail else 4))
        for entry in self._entries.values():
            entry.form = self._form
            entry.close_by = crowded
            entry.updateGeometry()
            entry.update()
        widest = max((entry.sizeHint().width() for entry in self._entries.values()), default=0)
        self.setFixedWidth(widest + worn.px(10) if rail else max(worn.px(204), widest + worn.px(18)))
