"""A row of buttons that goes on in the next line where there is no room: chips, answers."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from ui.desktop.theme import look


class Flow(QWidget):
    """Holds widgets side by side and breaks them into lines as words of a text.

    It places them itself. A ``QLayout`` written in Python would hold items that belong to Qt, and the program ends
    when one of them went without its knowing.
    """

    def __init__(self, *, spacing: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spacing = look().px(spacing)
        self._widgets: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Add ``widget`` at the end; it leaves the place where it was."""
        hidden = widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        self._widgets = [one for one in self._held() if one is not widget]
        self._widgets.append(widget)
        widget.setParent(self)
        widget.setVisible(not hidden)
        self._changed()

    def clear(self) -> None:
        """Remove everything."""
        for widget in self._held():
            widget.hide()
            widget.deleteLater()
        self._widgets = []
        self._changed()

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        sizes = [_size(widget) for widget in self._seen()]
        width = sum(size.width() for size in sizes) + self._spacing * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        sizes = [widget.minimumSizeHint().expandedTo(widget.minimumSize()) for widget in self._seen()]
        return QSize(
            max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0)
        )

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # one of them came, went, or says something else
            self._changed()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), move=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._changed()  # nobody says so of what cannot be seen

    def _changed(self) -> None:
        self.updateGeometry()
        self._place(self.width(), move=True)

    def _held(self) -> list[QWidget]:
        """Those that are still there: others may have taken one away."""
        return [widget for widget in self._widgets if isValid(widget) and widget.parentWidget() is self]

    def _seen(self) -> list[QWidget]:
        return [widget for widget in self._held() if not widget.isHidden()]

    def _place(self, width: int, *, move: bool) -> int:
        """Lay the widgets out in ``width`` and answer the height that they take."""
        x = y = line = 0
        for widget in self._seen():
            size = _size(widget)
            if line and x + size.width() > width:
                x, y, line = 0, y + line + self._spacing, 0
            if move:
                widget.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._spacing
            line = max(line, size.height())
        return y + line


def _size(widget: QWidget) -> QSize:
    wanted = widget.sizeHint().expandedTo(widget.minimumSizeHint())
    return wanted.boundedTo(widget.maximumSize()).expandedTo(widget.minimumSize())
