"""The home page: money in, money out, what there is now. Its cost does not grow with the book.

It comes in two steps: the cash is painted first, and what needs more of the program to be brought in right after it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.desktop import widgets as w
from ui.desktop.pages.home_cards import MOST_LINES, CashCard, ChartCard, LatestCard, MonthCard
from ui.desktop.pages.home_figures import home_cash
from ui.desktop.pages.page import Page
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look

if TYPE_CHECKING:
    from kpmbooks.loans.taken_due import LoanDue
    from ui.desktop.pages.home_dues import Due

_PLACES: Final = {
    "wide": ((0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)),
    "medium": ((0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1), (2, 0, 1, 2)),
    "narrow": ((0, 0, 1, 1), (2, 0, 1, 1), (3, 0, 1, 1), (1, 0, 1, 1)),
}
_STRETCH: Final = {"wide": (29, 43, 37), "medium": (2, 3, 0), "narrow": (1, 0, 0)}

BREATH: Final = 5
"""Milliseconds between the first paint of the cash and the rest: the screen gets the cash first."""

LATER: Final = 30
"""Milliseconds after which what was paid no attention to so far is looked at: where the book and its copies lie."""

WIDE: Final = 66
MEDIUM: Final = 44
ABREAST: Final = 58
"""Widths of the page in em: three columns, two, and the month's numbers beside each other in the second of two."""


class HomePage(Page):
    """Goes to ``record`` (with a side or a kind), ``cash_book``, ``debts`` (a card) and ``loans_taken`` (a loan)."""

    TOPICS = Page.TOPICS | {"copies", "trade", "rules", "loans", "facts"}

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="home_page", parent=parent)
        _ = session._
        self._was_painted = False
        self._has_records = False
        self._is_whole = False
        self._width = 0
        self._tiles = QGridLayout()
        self._tiles.setSpacing(16)
        self._wide_tiles: list[w.WideTile] = []
        self.passcode = QVBoxLayout()  # where a strip asks for one, once the rest is seen
        self._strip: QWidget | None = None
        self._notices = QVBoxLayout()
        self.column.addLayout(self._notices)
        self.column.addLayout(self.passcode)
        self.column.addLayout(self._tiles)
        self.cash, self.month, self.chart = CashCard(_), MonthCard(_), ChartCard(_)
        self.latest = LatestCard(_)
        self.latest.all_pressed.connect(lambda: self.go.emit("cash_book", None))
        self._dues: Any = None  # comes with the details, and only where something is due
        self._side = QWidget()
        beside = QVBoxLayout(self._side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(16)
        beside.addWidget(self.latest, 1)
        self.filled = QWidget()
        self._grid = QGridLayout(self.filled)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        self.empty = self._empty_state()
        self.column.addWidget(self.filled, 1)
        self.column.addWidget(self.empty, 1)
        self._copies: list[Any] = []
        self._below = QWidget()  # has its height from the beginning, so that nothing moves when words come into it
        QVBoxLayout(self._below).setContentsMargins(0, 0, 0, 0)
        if session.book.path is not None and not session.book.owner.practice:
            self._below.setMinimumHeight(look().px(44))
        else:
            self._below.hide()
        self.column.addWidget(self._below)
        self._make_tiles()  # arranged, like the rest, as soon as there is a width
        session.ledger_changed.connect(self._other_tiles)

    def refresh(self) -> None:
        session = self.session
        cash = session.ask(lambda reader: home_cash(reader, session.ledger, session.today()))
        if cash is None:
            return
        self._has_records = cash.last_day is not None
        self.filled.setVisible(self._has_records)
        self.empty.setVisible(not self._has_records)
        if self._has_records:
            self.cash.show_cash(cash, session.today())
        if self._was_painted:
            self._complete()

    def is_whole(self) -> bool:
        return self._is_whole

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(BREATH, self, self._complete)

    def _complete(self) -> None:
        """Show the rest. The cash is seen; only now bring in statements and the content of the kinds."""
        if self._has_records:
            self._show_details()
        self._is_whole = True
        QTimer.singleShot(LATER, self, self._show_copies)

    def _show_copies(self) -> None:
        """Say when the last copy was made, and what else is to be known about where the book lies."""
        self._ask_for_passcode()
        if not self._copies:
            from ui.desktop.pages.home_notices import CopyLine, HomeNotices

            notices, line = HomeNotices(self.session, self.tasks), CopyLine(self.session)
            self._notices.addWidget(notices)
            below = self._below.layout()
            assert below is not None
            below.addWidget(line)
            below.setAlignment(line, Qt.AlignmentFlag.AlignLeft)
            self._below.setMinimumHeight(0)
            self._copies = [notices, line]
            for one in self._copies:
                one.go.connect(self.go)
        self._copies[0].beside_another = self._strip is not None and not self._strip.isHidden()
        for one in self._copies:
            one.refresh()

    def _ask_for_passcode(self) -> None:
        from ui.desktop.pages.passcode_strip import PasscodeStrip

        if self._strip is None:
            strip = self._strip = PasscodeStrip(self.session)
            strip.wanted.connect(lambda: self.go.emit("care", "passcode"))
            self.passcode.addWidget(strip)

    def _show_details(self) -> None:
        from ui.desktop.pages.home_details import home_details
        from ui.desktop.pages.home_dues import that_have_room

        session = self.session
        details = session.ask(lambda reader: home_details(reader, session.ledger, session.today(), session._.language))
        if details is not None:
            self.cash.show_places(details.places, details.lately)
            self.month.show_month(details.flows[-1])
            self.chart.show_months(details.flows)
            self._show_dues(details.dues, details.loans)
            # What is due takes the room of the older records.
            loans, dues = that_have_room(details.dues, details.loans)
            lines = len(dues) + sum(2 if one.short > 0 else 1 for one in loans)
            room = MOST_LINES - (lines + 1 if lines else 0)
            self.latest.show_lines(details.latest[:room])

    def _show_dues(self, dues: "Sequence[Due]", loans: "Sequence[LoanDue]") -> None:
        if not (dues or loans) and self._dues is None:
            return
        if self._dues is None:
            from ui.desktop.pages.home_dues import DuesCard

            self._dues = DuesCard(self.session._)
            self._dues.opened.connect(lambda key: self.go.emit("debts", key))
            self._dues.loan_opened.connect(lambda loan: self.go.emit("loans_taken", loan))
            self._dues.all_pressed.connect(lambda: self.go.emit("debts", None))
            beside = self._side.layout()
            assert isinstance(beside, QVBoxLayout)
            beside.insertWidget(0, self._dues)
        self._dues.show_dues(dues, self.session.today(), loans)

    def _empty_state(self) -> w.Card:
        _ = self.session._
        card = w.Card(object_name="home_empty")
        state = w.EmptyState(
            "notebook",
            _("This book is still empty"),
            _("Begin with the money that moves today."),
            object_name="first_record",
            button=_("Write the first record"),
            button_picture="note-pencil",
        )
        state.pressed.connect(lambda: self.go.emit("record", None))
        opening = w.Button(
            _("There is money already? Fill in the opening balances"), object_name="opening", role="link"
        )
        opening.clicked.connect(lambda: self.go.emit("record", "saldo_awal"))
        centred = QVBoxLayout()
        centred.addStretch(1)
        centred.addWidget(state)
        centred.addWidget(opening)
        centred.addStretch(2)
        card.body.addLayout(centred, 1)
        return card

    def _make_tiles(self) -> None:
        """The acts of this ledger: the two of money, and two that lead further."""
        _ = self.session._
        for old in self._wide_tiles:
            self._tiles.removeWidget(old)
            old.hide()
            old.deleteLater()
        third = (
            (_("Close the stall"), "storefront", "close_stall", "record", "tutup_lapak", _("Five boxes, once a day"))
            if self.session.ledger.kind == "usaha"
            else (_("Meeting"), "users-three", "meeting", "meeting", None, _("Present, paid, decided"))
            if self.session.ledger.kind == "kelompok"
            else (_("Move money"), "arrows-left-right", "move_money", "record", "pindah_uang", _("Between boxes"))
        )
        self._wide_tiles = [
            self._tile(_("Money in"), "arrow-circle-down", "money_in", "record", "in", _("Press M"), tone="money_in"),
            self._tile(_("Money out"), "arrow-circle-up", "money_out", "record", "out", _("Press K"), tone="out"),
            self._tile(*third),
            self._tile(_("Owed and owing"), "handshake", "debts", "debts", None, _("Who has not paid yet")),
        ]

    def _other_tiles(self) -> None:
        self._make_tiles()
        self._arrange_tiles()

    def _tile(
        self, text: str, picture: str, name: str, page: str, wish: str | None, second: str, tone: str = ""
    ) -> w.WideTile:
        tile = w.WideTile(
            text, picture, object_name=f"{name}_tile", tone=tone or "text", filled=bool(tone), second=second
        )
        tile.clicked.connect(lambda: self.go.emit(page, wish))
        return tile

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Told here; asking the viewport itself makes PySide6 get every kind of widget ready, a tenth of the start.
        self._width = event.size().width()
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_width") and self._width:
            self._arrange()
            self.look_again()  # figures may be covered now, and sizes are others

    def _arrange(self) -> None:
        em = self._width / look().em
        span = "wide" if em >= WIDE else "medium" if em >= MEDIUM else "narrow"
        self._arrange_tiles()
        for card, place in zip((self.cash, self.month, self.chart, self._side), _PLACES[span], strict=True):
            self._grid.addWidget(card, *place)
        for column, stretch in enumerate(_STRETCH[span]):
            self._grid.setColumnStretch(column, stretch)
        self._grid.setRowStretch(1, 1 if span != "narrow" else 0)
        self.month.arrange("narrow" if em < ABREAST else span)
        self.cash.fold(folded=span == "narrow")

    def _arrange_tiles(self) -> None:
        """All in one row if they fit; two by two otherwise, and low then."""
        least = sum(tile.minimumSizeHint().width() + self._tiles.spacing() for tile in self._wide_tiles)
        margins = self.column.contentsMargins()
        across = 4 if least <= self._width - margins.left() - margins.right() else 2
        for place, tile in enumerate(self._wide_tiles):
            tile.set_tight(across == 2)
            self._tiles.addWidget(tile, place // across, place % across)
