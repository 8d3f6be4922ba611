"""The parts around a page put together: ledger block, sidebar or rail or menu, header, page, toast, practice frame."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from ui.desktop.theme import look, wear
from ui.desktop.theme.tokens import HEADER, Ledger
from ui.desktop.widgets.drop import Drop
from ui.desktop.widgets.header_bar import HeaderBar
from ui.desktop.widgets.ledger_block import LedgerBlock
from ui.desktop.widgets.messages import Toast
from ui.desktop.widgets.practice import PracticeFrame
from ui.desktop.widgets.reflow import span
from ui.desktop.widgets.sidebar import Place, Sidebar


class Shell(QWidget):
    """What stays while pages change. Pages are kept by key on ``pages``; going there is asked for by ``chosen``.

    It does not go anywhere by itself: whoever owns the pages answers ``chosen`` with ``show_page``. ``ledger_pressed``
    and ``undo_pressed`` are handed on from the block and the header.
    """

    chosen = Signal(str)
    ledger_pressed = Signal()
    undo_pressed = Signal()

    def __init__(
        self, _: Translator, places: Sequence[Place], *, practice: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ = _
        self._places = tuple(places)
        self._current = self._marked = ""
        self._left_out: set[str] = set()
        self.ledger = LedgerBlock()
        self.sidebar = Sidebar(places, object_name="sidebar", accessible_name=_("Pages"), above=self.ledger)
        self.sidebar.setMinimumHeight(1)  # a window may become lower than its entries: they go behind the Menu button
        self.header = HeaderBar(_)
        self.pages = QStackedWidget()
        self.pages.setObjectName("pages")
        self._keys: dict[str, QWidget] = {}
        below = QWidget()
        around = QVBoxLayout(below)
        margin = 10 if practice else 0
        around.setContentsMargins(margin, margin, margin, margin)
        around.addWidget(PracticeFrame(_, self.pages) if practice else self.pages)
        self.toast = Toast(below)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addWidget(below, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.sidebar)
        whole.addLayout(right, 1)
        self.sidebar.chosen.connect(self.chosen)
        self.ledger.clicked.connect(self.ledger_pressed)
        self.header.ledger.clicked.connect(self.ledger_pressed)
        self.header.undo_pressed.connect(self.undo_pressed)
        self.header.menu_pressed.connect(self.open_menu)
        self._arrange()

    def add_page(self, key: str, page: QWidget) -> None:
        """Keep ``page`` under ``key``."""
        self._keys[key] = page
        self.pages.addWidget(page)

    def show_page(self, key: str, title: str, beside: str = "", *, marked: str = "") -> None:
        """Go to the page ``key``; header and sidebar say so. Raises KeyError for a page that was not added.

        ``marked``: the entry to mark for a page that has none of its own.
        """
        self._current, self._marked = key, marked or key
        self.pages.setCurrentWidget(self._keys[key])
        self.sidebar.set_current(self._marked)
        self.header.show_page(title, beside)

    def show_place(self, key: str, *, shown: bool) -> None:
        """List a page in sidebar and menu, or leave it out for now."""
        (self._left_out.discard if shown else self._left_out.add)(key)
        self.sidebar.show_place(key, shown=shown)
        self._arrange()

    def current(self) -> str:
        """The key of the page that is shown."""
        return self._current

    def show_ledger(self, ledger: Ledger, kind: str, name: str, *, only: bool = False, picture: str = "") -> None:
        """Say whose ledger is open, in both places where it may stand."""
        for block in (self.ledger, self.header.ledger):
            block.show_ledger(ledger, kind, name, only=only, picture=picture)

    def open_menu(self) -> None:
        """Show the list of pages over the page, at its full height; Esc or a press beside it closes it."""
        popup = Drop(self._("Pages"), object_name="page_list", parent=self, margin=0)
        listed = [place for place in self._places if place.key not in self._left_out]
        menu = Sidebar(listed, object_name="menu-list", accessible_name=self._("Pages"))
        menu.set_current(self._marked)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(menu)
        popup.column.addWidget(scroll)
        menu.chosen.connect(popup.close)
        menu.chosen.connect(self.chosen)
        top = self.header.height()
        height = self.height() - top
        bar = 0 if menu.minimumSizeHint().height() <= height else scroll.verticalScrollBar().sizeHint().width()
        popup.setFixedSize(menu.width() + bar + 2, height)  # with its border
        popup.open_at(self.mapToGlobal(QPoint(0, top)))
        menu.focus_current()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "header"):
            self._arrange()
        super().changeEvent(event)

    def _arrange(self) -> None:
        now = span(self)
        self.ledger.setFixedHeight(look().px(HEADER))
        rail = now == "medium"
        self.ledger.set_form("rail" if rail else "block")
        self.sidebar.set_form("rail" if rail else "full")
        # A low window with large text has no room for all the entries one below another either.
        menu = now == "narrow" or self.sidebar.minimumSizeHint().height() > self.height()
        self.sidebar.setVisible(not menu)
        self.header.need_menu(menu)
        wear(self, arrangement=now)
