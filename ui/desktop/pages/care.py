"""Looking after the book: copies, passcode, place, files in and out, checking and repairing. A card for each."""

from importlib import import_module
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from ui.desktop import widgets as w
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
        self._columns = w.Columns()
        for key, module, name in CARDS:
            card = getattr(import_module(module), name)(session, tasks)
            if hasattr(card, "go"):
                card.go.connect(self.go)
            self.cards[key] = card
        self.column.addWidget(self._columns)
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
        cards = tuple(self.cards.values())
        # The tallest, that of files, has a side of its own with where they lie; the others stand beside it.
        self._columns.put((cards,) if span == "narrow" else ((cards[0], cards[2]), (cards[1], *cards[3:])))
