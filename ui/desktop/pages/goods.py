"""The page of goods: what there is of each, the card of one, counting; the ways to record what happens to them.

Nobody has to keep stock: without a good the page says so and offers to begin.
"""

from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from kpmbooks.problems import Rejected, StorageError
from kpmbooks.trade.counting import count_goods
from ui.desktop import widgets as w
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.good_card import GoodCard, offer_buttons
from ui.desktop.pages.good_dialog import GoodDialog
from ui.desktop.pages.goods_count import CountSheet
from ui.desktop.pages.goods_list import GoodsSeen, good_columns, good_rows, goods_seen, money_words
from ui.desktop.pages.wishes import COUNT, METHODS, RecordWish
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look
from ui.desktop.widgets.register_table import Register


class GoodsPage(FixedPage):
    """``arrive`` takes the key of a good, ``COUNT``, or ``METHODS``."""

    TOPICS: ClassVar[frozenset[str]] = FixedPage.TOPICS | {"goods"}

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="goods_page", parent=parent)
        _ = session._
        self._seen: GoodsSeen | None = None
        self._hidden = self._narrow = False
        self.new = w.Button(_("New good"), object_name="goods_new", picture="plus", weight="bold")
        self.count_all = w.Button(_("Count the goods"), object_name="goods_count", picture="clipboard-text")
        self.arrived = w.Button(_("Goods arrived"), object_name="goods_arrived", picture="truck")
        self.make = w.Button(session.kind_name("produksi"), object_name="goods_make", picture="cooking-pot")
        self.opening = w.Button(_("There before the book"), object_name="goods_opening", picture="package")
        self.more = w.Button(
            object_name="goods_more",
            accessible_name=_("What else can be done with goods"),
            picture="dots-three-vertical",
            weight="bold",
        )
        self.hidden = w.Button("-", object_name="goods_hidden", role="link", picture="eye")
        self.empty = w.EmptyState(
            "package", "-", "-", object_name="goods_empty", button="-", button_picture="arrow-right"
        )
        self.register = Register(
            good_columns(_), empty=self.empty, object_name="goods", accessible_name=_("Goods and what lies there")
        )
        self.register.foot.add_figure("value", _("What all of it cost"), picture="package", large=True)
        self.card = GoodCard(session)
        self.sheet = CountSheet(_)
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(10))
        self._acts = w.Flow(spacing=8)
        for button in (self.count_all, self.arrived, self.make, self.opening, self.new, self.hidden, self.more):
            self._acts.add(button)
        column.addWidget(self._acts)
        column.addWidget(self.register, 1)
        self._parts = QStackedLayout()
        self.column.addLayout(self._parts, 1)
        for part in (self._list, self.card, self.sheet):
            self._parts.addWidget(part)

        self.new.clicked.connect(self._add)
        self.empty.pressed.connect(self._add)
        self.count_all.clicked.connect(partial(self.count, None))
        self.arrived.clicked.connect(lambda: self._record("beli_dagangan"))
        self.make.clicked.connect(lambda: self._record("produksi"))
        self.opening.clicked.connect(lambda: self._record("stok_awal"))
        self.hidden.clicked.connect(self._turn_hidden)
        self.more.clicked.connect(lambda: offer_buttons(self.more, self._rare()))
        self.register.table.opened.connect(self._open)
        self.card.left.connect(self.show_list)
        self.card.go.connect(self.go)
        self.card.count_asked.connect(self.count)
        self.sheet.left.connect(self.show_list)
        self.sheet.submitted.connect(self._save_count)

    def arrive(self, wish: Any) -> None:
        """Show the card of a good, the sheet for counting, or the list."""
        self.card.accounting = wish == METHODS
        if isinstance(wish, int):
            self._open(wish)
        elif wish == COUNT:
            self.count()
        else:
            self.show_list()

    def other_ledger(self) -> None:
        """Show the goods of the other ledger."""
        self._seen = None
        self.show_list()
        self.look_again()

    def arrange(self, now: w.Span) -> None:
        """Where it is tight the price and the caption give way."""
        narrow = self._narrow = now == "narrow"
        self.register.foot.set_tight(narrow)
        for place, column in enumerate(self.register.table.rows.columns):
            if column.key == "price":
                self.register.table.setColumnHidden(place, narrow)
        self.card.set_narrow(narrow=narrow)
        if self._seen is not None:
            self._write(self._seen)

    def refresh(self) -> None:
        session = self.session
        seen = session.ask(lambda reader: goods_seen(reader, session.ledger, hidden=self._hidden))
        if seen is None:
            return
        first = self._seen is None
        self._seen = seen
        source = w.Rows(good_rows(seen.goods, session._))
        if first:
            self.register.set_source(source, at_end=False)
        else:
            self.register.renew(source)
        self._write(seen)
        if self._parts.currentWidget() is self.card:
            self.card.refresh()

    def show_list(self) -> None:
        """Show all goods."""
        self._parts.setCurrentWidget(self._list)
        here: QWidget = self.register.table
        if self.register.is_empty() and self.empty.button is not None:
            here = self.empty.button
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def count(self, first: int | None = None) -> None:
        """Show the sheet for counting, with the keyboard at the good ``first``."""
        session = self.session
        seen = session.ask(lambda reader: goods_seen(reader, session.ledger))
        if seen is None or session.book.mode != "write":
            return
        self._parts.setCurrentWidget(self.sheet)
        self.sheet.show_goods([one for one in seen.goods if one.good.stocked], first)

    def _write(self, seen: GoodsSeen) -> None:
        _, writes = self.session._, self.session.book.mode == "write"
        nothing = not seen.goods
        self._acts.setVisible(not nothing)
        for button in (self.new, self.count_all, self.arrived, self.make, self.opening):
            button.setEnabled(writes)
        if self.empty.button is not None:
            self.empty.button.setEnabled(writes)
        self._say_empty()
        rare = self._rare()
        for button in (self.make, self.opening, self.new, self.hidden):
            button.setVisible(button in rare and not self._narrow)
        self.more.setVisible(self._narrow)
        self.hidden.setText(_("Without the hidden ones") if self._hidden else _("Show {n} hidden", n=seen.hidden))
        caption = _.plural("{n} good", "{n} goods", len(seen.goods))
        if seen.undetailed:
            caption += " · " + _("not itemised: {amount}", amount=money_words(seen.undetailed))
        self.register.foot.show_figures(caption, {"value": seen.value})

    def _say_empty(self) -> None:
        _ = self.session._
        if self.session.ledger.kind == "keluarga":
            picture = "arrow-right"
            self.empty.say(
                _("Goods are kept in the business's book."),
                _("What the family takes of them is recorded there too."),
                _("To the business's book"),
            )
        else:
            picture = "plus"
            self.empty.say(
                _("You need not keep stock."),
                _("Purchases are costs then, and the report says so. To know what lies there, begin with one."),
                _("Add a good"),
            )
        if self.empty.button is not None:
            self.empty.button.set_picture(picture, "bold")

    def _rare(self) -> list[w.Button]:
        """What is done less often: where it is narrow these stand in a list."""
        offered = [self.make, self.opening, self.new]
        return [*offered, self.hidden] if self._seen is not None and self._seen.hidden else offered

    def _save_count(self) -> None:
        session, counted = self.session, self.sheet.counted()
        if not isinstance(counted, dict):
            self.sheet.show_problem(counted)
            return
        if not counted:
            self.show_list()
            return
        reason, today, language = self.sheet.reason.text(), session.today(), session._.language
        try:
            session.act(lambda tx: count_goods(tx, session.ledger, counted, reason, today=today, language=language))
        except Rejected as rejected:
            self.sheet.show_problem(rejected.problems[0])
        except StorageError as error:
            session.failed.emit(problems_of(error))
        else:
            self.show_list()

    def _open(self, good: object) -> None:
        if isinstance(good, int):
            self._parts.setCurrentWidget(self.card)
            self.card.show_good(good)

    def _add(self) -> None:
        session = self.session
        business = next((one for one in session.ledgers if one.kind != "keluarga"), session.ledger)
        if session.ledger.kind == "keluarga":
            session.switch_ledger(business)
        else:
            GoodDialog(session, parent=self).open()

    def _record(self, kind: str) -> None:
        self.go.emit("record", RecordWish(kind))

    def _turn_hidden(self) -> None:
        self._hidden = not self._hidden
        self.look_again()
