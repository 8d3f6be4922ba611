"""Looking after the book: copies, passcode, place, files in and out, checking and repairing. A card for each."""

from importlib import import_module
from typing import Any, Final

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.desktop.pages.page import Page
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks

CARDS: Final[tuple[tuple[str, str, str], ...]] = (
    ("copies", "ui.desktop.pages.care_copies", "CopiesCard"),
    ("passcode", "ui.desktop.pages.care_passcode", "PasscodeCard"),
    ("exchange", "ui.desktop.pages.care_exchange", "ExchangeCard"),
    ("repair", "ui.desktop.pages.care_repair", "RepairCard"),
    ("place", "ui.desktop.pages.care_place", "PlaceCard"),
)
"""Key, module and class of each card, in the order of reading; ``Class(session, tasks)`` makes it.

A card has ``refresh()``; one that leads to another page has a signal ``go(str, object)``, and one that others send
somebody to has ``arrive()``, called when that key is wished for.
"""


class CarePage(Page):
    """The cards in two columns, in one where it is narrow."""

    TOPICS = frozenset({"entries", "accounts", "ledgers", "settings", "copies"})

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="care_page", parent=parent)
        self.cards: dict[str, Any] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        for key, module, name in CARDS:
            card = getattr(import_module(module), name)(session, tasks)
            if hasattr(card, "go"):
                card.go.connect(self.go)
            self.cards[key] = card
        self.column.addLayout(self._grid)
        self.column.addStretch(1)
        self.reflowed.connect(self._arrange)
        self._arrange(self.arrangement())

    def refresh(self) -> None:
        for card in self.cards.values():
            card.refresh()

    def arrive(self, wish: Any) -> None:
        card = self.cards.get(wish)
        if card is not None:
            self.ensureWidgetVisible(card)
            card.arrive()

    def _arrange(self, span: str) -> None:
        columns = 1 if span == "narrow" else 2
        for place, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, place // columns, place % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
