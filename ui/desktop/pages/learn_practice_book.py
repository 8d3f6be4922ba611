"""The real pages over a practice book: those that an exercise may need, each made when it is first gone to.

Nothing leads from here to another book: what only the window can do is asked of nobody, and a page that belongs to the
care of a file is not there.
"""

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kpmbooks.ledger import LedgerKind
from ui.desktop import widgets as w
from ui.desktop.pages.loan_back import BackToSteps
from ui.desktop.places import PLACES
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look

REACHED: Final = frozenset(
    {"record", "sheet", "cash_book", "debts", "goods", "prices", "reports", "lenders", "sharing", "equipment"}
)

SLIM: Final = 42
"""Below so many em of width the record page puts fewer tiles beside each other."""


class PracticeBook(QWidget):
    """Begins at the page ``first``, which shows what is its ``wish``; pages lead to each other as in the window, within
    ``REACHED``.

    ``moved``: another page is shown.
    """

    moved = Signal()

    def __init__(
        self,
        session: Session,
        tasks: Tasks,
        first: str,
        ledgers: frozenset[LedgerKind],
        wish: object = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        _ = session._
        self.setObjectName("practice_book")
        self._session, self._tasks, self._first = session, tasks, first
        self._pages: dict[str, Any] = {}
        self._names = {place.key: _(place.title) for place in PLACES}
        self._margins = True
        self._low = False
        self.stack = QStackedWidget()
        self.home = w.Button(
            _("Back to: {page}", page=self._names[first]),
            object_name="practice_home",
            role="link",
            picture="caret-left",
        )
        self.home.clicked.connect(lambda: self.go_to(first))
        self.home.hide()
        self.purse: w.SegmentedSwitch | None = None
        self._bar = QHBoxLayout()
        self._bar.setContentsMargins(0, 0, 0, 0)
        self._offer_ledgers(ledgers)
        self._bar.addWidget(self.home)
        self._bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._bar)
        column.addWidget(self.stack, 1)
        self.go_to(first, wish)

    def go_to(self, key: str, wish: object = None) -> None:
        """Show a page, as far as an exercise may need it; ``wish`` is what it should show."""
        if key not in REACHED:
            return
        page = self.page(key)
        self.stack.setCurrentWidget(page)
        self.home.setVisible(key != self._first)
        page.arrive(wish)
        self.moved.emit()

    def page(self, key: str) -> Any:
        """The page of that name, made now if it was not yet."""
        if key not in self._pages:
            place = {one.key: one for one in PLACES}[key]
            page: Any = place.make(self._session, self._tasks)
            page.setObjectName(f"practice_{key}")
            page.setAccessibleName(self._session._("{page}, for practice", page=self._names[key]))
            page.go.connect(self.go_to)
            for back in page.findChildren(BackToSteps):
                back.hide()  # it leads to a page that no exercise has
            self._pages[key] = page
            self.stack.addWidget(page)
            self._fit(page)
        return self._pages[key]

    def current(self) -> str:
        """The name of the page that is shown."""
        return next((key for key, page in self._pages.items() if page is self.stack.currentWidget()), self._first)

    def take_focus(self) -> None:
        """To what the page begins with."""
        page: Any = self.stack.currentWidget()
        page.arrive(None)

    def set_margins(self, shown: bool) -> None:
        """Stand off from the edges, or not: what it was put into may do so already."""
        self._margins = shown
        for page in self._pages.values():
            self._fit(page)

    def set_low(self, *, low: bool) -> None:
        """Where it is low the record page shows only what is asked and pressed."""
        self._low = low
        for page in self._pages.values():
            self._fit(page)

    def show_ledger(self, kind: LedgerKind) -> None:
        """Look at the ledger of this kind."""
        found = next((one for one in self._session.ledgers if one.kind == kind), None)
        if found is not None:
            self._session.switch_ledger(found)
            if self.purse is not None:
                self.purse.set_current(kind)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for page in self._pages.values():
            self._fit(page)

    def _fit(self, page: Any) -> None:
        if hasattr(page, "set_margins"):
            page.set_margins(self._margins)
        if hasattr(page, "set_low"):
            page.set_low(low=self._low)
            page.set_slim(slim=self.width() < SLIM * look().em)

    def _offer_ledgers(self, wanted: frozenset[LedgerKind]) -> None:
        """Where both purses are dealt with one can look at either; where only the other one is, it is shown."""
        _, there = self._session._, [one for one in self._session.ledgers if one.kind in wanted]
        if len(there) == 1:
            self._session.switch_ledger(there[0])
        if len(there) < 2:
            return
        words = {"usaha": _("Business"), "keluarga": _("Family"), "kelompok": _("Group")}
        pictures = {"usaha": "storefront", "keluarga": "house-line", "kelompok": "users-three"}
        self.purse = w.SegmentedSwitch(
            tuple(w.Segment(one.kind, words[one.kind], pictures[one.kind]) for one in there),
            object_name="practice_ledger",
            accessible_name=_("Which book?"),
        )
        self.purse.set_current(self._session.ledger.kind)
        self.purse.chosen.connect(self.show_ledger)
        self._bar.addWidget(self.purse)
