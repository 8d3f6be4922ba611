"""The focus ring: 3 pixels, 2 away from the control. A widget cannot paint outside of itself, so it is a frame."""

from typing import ClassVar

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from ui.desktop.theme.look import look
from ui.desktop.theme.tokens import RADIUS_CONTROL

RING = 3
GAP = 2
AROUND = "ringAround"
"""Dynamic property of a part of a larger control: how many parents up the ring goes (1: around its parent)."""

OWN_RING = "ownRing"
"""Dynamic property of a widget that shows its focus itself, inside of its own rectangle."""

_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)


class _Margins(QProxyStyle):
    """Tells the frame how far it stands out, and that it lies above its widget so that no parent cuts it."""

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return RING + GAP
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returned)


class _Frame(QFocusFrame):
    def __init__(self) -> None:
        super().__init__()
        self._margins = _Margins("fusion")  # kept here: a widget does not own its style
        self.setStyle(self._margins)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look().colour("focus"), RING))
        inset = RING / 2
        radius = RADIUS_CONTROL + GAP + inset
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.end()


class FocusRing(QObject):
    """Moves the ring to whatever has the keyboard: always for the keyboard, for the mouse on fields only."""

    NAME: ClassVar = "focusRing"

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName(self.NAME)
        self._frame: _Frame | None = None
        app.focusChanged.connect(self._moved)
        self._moved(None, app.focusWidget())

    def ringed(self) -> QWidget | None:
        """The widget that the ring stands around now."""
        frame = self._living()
        return frame.widget() if frame is not None else None

    def _living(self) -> "_Frame | None":
        """The frame goes down with the window that it was last in: then there is none."""
        if self._frame is not None and not isValid(self._frame):
            self._frame = None
        return self._frame

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        target = _ring_target(new, by_mouse=QApplication.mouseButtons().value != 0)
        frame = self._living()
        if frame is not None:
            frame.setWidget(target)  # type: ignore[arg-type] # None is allowed and hides the frame
        elif target is not None:
            self._frame = _Frame()
            self._frame.setWidget(target)


def _ring_target(widget: QWidget | None, *, by_mouse: bool) -> QWidget | None:
    if widget is None or widget.isWindow() or isinstance(widget, QAbstractItemView):
        return None  # tables show their row themselves
    if widget.property(OWN_RING):
        return None
    if isinstance(widget, QAbstractScrollArea) and not isinstance(widget, _FIELDS):
        return None
    if by_mouse and not isinstance(widget, _FIELDS):
        return None
    target = widget
    for _step in range(int(widget.property(AROUND) or 0)):
        target = target.parentWidget() or target
    return target
