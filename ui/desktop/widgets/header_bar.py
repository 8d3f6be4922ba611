"""The header: where one is, that everything is saved, the way back. It gives up parts in a fixed order when tight."""

from datetime import time

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from kpmbooks.i18n import Translator
from ui.desktop.theme import look, wear
from ui.desktop.theme.tokens import HEADER
from ui.desktop.widgets.button import Button, Picture
from ui.desktop.widgets.labels import text_label
from ui.desktop.widgets.ledger_block import LedgerBlock
from ui.desktop.widgets.messages import announce
from ui.desktop.widgets.reflow import span


class HeaderBar(QFrame):
    """``menu`` and ``ledger`` are shown where there is no sidebar; ``add_extra`` puts buttons at the right.

    ``more`` is always the last one, and what the extras do must be offered behind it too: they go where it is narrow.
    """

    undo_pressed = Signal()
    menu_pressed = Signal()
    more_pressed = Signal()

    def __init__(self, _: Translator, *, object_name: str = "header", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._undo_name: str | None = None
        self._needs_menu = False
        self.setObjectName(object_name)
        wear(self, role="header")
        self.menu = Button(_("Menu"), object_name="menu", picture="list", weight="bold")
        self.menu.clicked.connect(self.menu_pressed)
        self.ledger = LedgerBlock(object_name="ledger-in-header")
        self.ledger.set_form("header")
        self.title = text_label("", "title")
        self.title.setObjectName("page-title")
        self.beside = text_label("", "base", "muted")
        self.tick = Picture("check-circle", 22, "money_in", "fill")
        self.saved = text_label("", "bold", "money_in")
        self.saved.setObjectName("saved-at")
        self.undo = Button(object_name="undo", accessible_name=_("Undo"), picture="arrow-u-up-left", weight="bold")
        self.undo.clicked.connect(self.undo_pressed)
        self.more = Button(
            object_name="more", accessible_name=_("More acts"), picture="dots-three-vertical", weight="bold"
        )
        self.more.clicked.connect(self.more_pressed)
        self._extras: list[QWidget] = []
        for label in (self.title, self.beside, self.saved):
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        for widget in (self.menu, self.ledger, self.title, self.beside):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        for widget in (self.tick, self.saved, self.undo, self.more):
            self._row.addWidget(widget)
        self._fixed: list[QWidget] = [self.menu, self.ledger, self.tick, self.saved]
        self.tick.hide()
        self.saved.hide()
        self.set_undo(None)
        self._arrange()

    def show_page(self, title: str, beside: str = "") -> None:
        """Say where one is, and in muted letters the day or period beside it."""
        self.title.setText(title)
        self.beside.setText(beside)
        self._arrange()

    def show_saved(self, at: time | None) -> None:
        """Say since when everything is saved; also to a screen reader. None while nothing was recorded yet."""
        if at is not None:
            clock = f"{at:%H.%M}" if self._.language == "id" else f"{at:%H:%M}"
            self.saved.setText(self._("Saved at {time}", time=clock))
            announce(self.saved, self.saved.text())
        self.tick.setVisible(at is not None)
        self.saved.setVisible(at is not None)
        self._arrange()

    def set_undo(self, name: str | None) -> None:
        """Name what would be undone ("Cucian tunai Rp245.000"); None: there is nothing to undo."""
        self._undo_name = name
        self.undo.setEnabled(name is not None)
        whole = self._("Undo") if name is None else self._("Undo: {name}", name=name)
        self.undo.setAccessibleName(whole)
        self.undo.setToolTip(whole)
        self._arrange()

    def need_menu(self, needed: bool) -> None:
        """Show the Menu button and the ledger because there is no sidebar, even if the window is not narrow."""
        if needed != self._needs_menu:
            self._needs_menu = needed
            self._arrange()

    def add_extra(self, widget: QWidget) -> None:
        """Put a button at the right, before the last one; it goes where it is narrow."""
        self._row.insertWidget(self._row.count() - 1, widget)
        self._extras.append(widget)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Next to nothing: the header gives way to the window, the window never grows for its header."""
        return QSize(look().px(200), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and hasattr(self, "_fixed"):
            self._arrange()  # a part has become wider: another text, a larger font
        return done

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._arrange()
        super().changeEvent(event)

    def _arrange(self) -> None:
        """Show as much as fits: whole undo, its word, without the day, without the title, its picture alone."""
        worn = look()
        narrow = span(self) == "narrow"
        menu = narrow or self._needs_menu
        self.setFixedHeight(worn.px(HEADER - (8 if narrow else 0)))
        self._row.setContentsMargins(12 if narrow else 24, 0, 12 if narrow else 24, 0)
        self._row.setSpacing(8 if narrow else worn.px(10))
        self.menu.setVisible(menu)
        self.ledger.setVisible(menu)
        for extra in self._extras:
            extra.setHidden(narrow)
        always = [each for each in (*self._fixed, *self._extras, self.more) if not each.isHidden()]
        word = self._("Undo")
        whole = word if self._undo_name is None else self._("Undo: {name}", name=self._undo_name)
        steps = ((whole, True, True), (word, True, True), (word, False, True), (word, False, False), ("", False, False))
        text, beside, title = steps[-1]
        for text, beside, title in () if narrow else steps:
            parts = [*always, *([self.title] if title else []), *([self.beside] if beside else [])]
            widths = [part.sizeHint().width() for part in parts] + [self.undo.width_of(text)]
            margins = self._row.contentsMargins()
            # One more space than gaps between the parts: the stretch in the middle keeps its own.
            needed = sum(widths) + self._row.spacing() * (len(widths) + 1) + margins.left() + margins.right()
            if needed <= self.width():
                break
        self.beside.setVisible(beside and bool(self.beside.text()))
        self.title.setVisible(title)
        if self.undo.label() != text or bool(self.undo.property("bare")) == bool(text):
            self.undo.setText(text)
            wear(self.undo, bare=not text)
