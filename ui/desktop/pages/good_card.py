"""The card of one good: what lies there, what it cost and brought, its prices; each figure opens its records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks import trade
from kpmbooks.book import Reader
from kpmbooks.dates import format_day, month_of
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import Rejected, StorageError
from kpmbooks.trade import Good
from kpmbooks.trade.good_history import GoodSale, prices_of, sales_of
from kpmbooks.trade.quantities import THOUSAND, format_quantity
from kpmbooks.trade.stock_cards import CardLine, stock_card
from ui.desktop import widgets as w
from ui.desktop.pages.cash_book_lines import picture_of
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.good_dialog import SORT_WORDS, GoodDialog
from ui.desktop.pages.goods_list import GoodSeen, goods_seen, money_words, there_words
from ui.desktop.pages.wishes import RecordWish, ReportWish
from ui.desktop.session import Session, problems_of
from ui.desktop.theme import look, name_shown
from ui.desktop.widgets.period_chooser import PeriodChooser
from ui.desktop.widgets.register_table import Register

Shown = Literal["moves", "sales", "prices"]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the card shows of a good in a period."""

    good: GoodSeen
    moves: tuple[CardLine, ...]
    sales: tuple[GoodSale, ...]
    prices: tuple[tuple[date, Rupiah | None], ...]


class GoodCard(QWidget):
    """``left`` goes back to the list, ``go`` asks the window for a page, ``count_asked`` for counting this good."""

    left = Signal()
    go = Signal(str, object)
    count_asked = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("good_card")
        self.session = session
        self._good = 0
        self._seen: _Seen | None = None
        self._shown: Shown = "moves"
        self._narrow = False
        self.accounting = False  # whether changing a good also asks how its cost is worked out
        _ = session._
        self.back = w.Button(_("All goods"), object_name="good_back", role="link", picture="caret-left", key_hint="Esc")
        self.back_alone = w.Button(
            object_name="good_back_alone", accessible_name=_("All goods"), picture="caret-left", weight="bold"
        )
        self.title = w.text_label("", "lead", wrap=True)
        self.detail = w.text_label("", "small", "muted", wrap=True)
        self.picture = w.Picture("package", 40, "primary")
        self.change = w.Button(_("Change"), object_name="good_change", picture="pencil-simple", weight="bold")
        self.arrived = w.Button(_("Goods arrived"), object_name="good_arrived", picture="truck")
        self.family = w.Button(_("For the family"), object_name="good_family", picture="house-line")
        self.spoiled = w.Button("-", object_name="good_spoiled", picture="trash")
        self.count = w.Button(_("Count"), object_name="good_count", picture="clipboard-text")
        self.price = w.Button(_("Work out a price"), object_name="good_price_sheet", picture="tag")
        self.hide_good = w.Button(_("Hide"), object_name="good_hide", picture="eye-slash")
        self.acts = w.Button(
            object_name="good_acts",
            accessible_name=_("What can be done with this good"),
            picture="dots-three-vertical",
            weight="bold",
        )
        self.prices = w.Button(_("Prices"), object_name="good_prices", picture="tag")  # only in the list of acts
        self.prices.setParent(self)
        self.prices.hide()
        self.prices.clicked.connect(lambda: self._open_figure("prices"))
        self.period = PeriodChooser(
            _, session.clock, session.book.owner.start, object_name="good_period", accessible_name=_("Period")
        )
        self.paper = w.Button(
            _("Print"),
            object_name="good_paper",
            accessible_name=_("Stock card on paper"),
            picture="printer",
        )
        self.figures = {
            name: w.Button("-", object_name=f"good_figure_{name}") for name in ("there", "value", "sold", "profit")
        }
        self.which = w.SegmentedSwitch(
            (
                w.Segment("moves", _("In and out")),
                w.Segment("sales", _("What was sold")),
                w.Segment("prices", _("Prices")),
            ),
            object_name="good_which",
            accessible_name=_("What is shown?"),
        )
        self.empty = w.EmptyState("package", "-", object_name="good_empty")
        self.register = Register(
            (
                w.RegisterColumn("picture", "", "picture"),
                w.RegisterColumn("what", _("Description"), "main"),
                w.RegisterColumn("moved", _("How many of it"), "text", "−9.999,5 bungkus"),
                w.RegisterColumn("amount", _("Amount"), "money", "99.999.999"),
                w.RegisterColumn("left", _("Left"), "text", "9.999,5 bungkus"),
                w.RegisterColumn("worth", _("Worth of what is left"), "money", "999.999.999", strong=True),
            ),
            empty=self.empty,
            object_name="good_lines",
            accessible_name=_("What happened to this good"),
        )
        self.register.foot.hide()
        self._lay_out()
        self.back.clicked.connect(self.left)
        self.back_alone.clicked.connect(self.left)
        self.acts.clicked.connect(self._open_acts)
        self.change.clicked.connect(self._change)
        self.hide_good.clicked.connect(self._hide)
        self.price.clicked.connect(lambda: self.go.emit("prices", self._good))
        self.count.clicked.connect(lambda: self.count_asked.emit(self._good))
        self.arrived.clicked.connect(lambda: self._ask_for_record("arrived"))
        self.family.clicked.connect(lambda: self._ask_for_record("family"))
        self.spoiled.clicked.connect(lambda: self._ask_for_record("spoiled"))
        self.paper.clicked.connect(self._print)
        self.period.changed.connect(lambda _period: self.refresh())
        self.which.chosen.connect(self._choose)
        for name, shown in (("there", "moves"), ("value", "moves"), ("sold", "sales"), ("profit", "sales")):
            self.figures[name].clicked.connect(lambda _checked=False, shown=shown: self._open_figure(shown))
        self.register.table.opened.connect(self._open)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def show_good(self, good: int) -> None:
        """Show the good with that key, this month."""
        self._good = good
        self._shown = "moves"
        self.which.set_current("moves")
        self.period.set_period(month_of(self.session.today()))
        self.refresh()
        self.register.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Ask the book anew."""
        seen = self.session.ask(self._look) if self._good else None
        if seen is None:
            return
        self._seen = seen
        self._write(seen)

    def set_narrow(self, *, narrow: bool) -> None:
        """Where it is narrow the acts stand in a list, and the figures alone choose what is shown below them."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for place, column in enumerate(self.register.table.rows.columns):
            if column.key == "worth":
                self.register.table.setColumnHidden(place, narrow)
        self.detail.setVisible(not narrow)
        for part in (self._acts, self._own, self.picture, self.back, self.which):
            part.setVisible(not narrow)
        for part in (self.acts, self.back_alone):
            part.setVisible(narrow)
        if narrow:
            self._head.insertWidget(self._head.count() - 1, self.period)
        else:
            self._row.insertWidget(0, self.period)
        self.paper.setParent(self)
        if narrow:
            self._strip.add(self.paper)
        else:
            self._row.addWidget(self.paper)
        if self._seen is not None:
            self._write(self._seen)

    def _print(self) -> None:
        """Show the card as it will be on paper."""
        if self._seen is not None:
            uid = self._seen.good.good.uid.hex()
            self.go.emit("reports", ReportWish("stock-card", self.period.period(), good=uid))

    def _look(self, reader: Reader) -> _Seen | None:
        found = goods_seen(reader, self.session.ledger, hidden=True)
        good = next((one for one in found.goods if one.good.id == self._good), None)
        if good is None:
            return None
        card = stock_card(reader, good.good, self.period.period())
        return _Seen(
            good,
            tuple(card.rows),
            sales_of(reader, good.good, self.period.period()),
            prices_of(reader, good.good),
        )

    def _write(self, seen: _Seen) -> None:
        _, good = self.session._, seen.good.good
        self.title.setText(good.name)
        self.picture.show_icon(good.picture, "primary")
        self.paper.setVisible(good.stocked)
        unit = good.unit.lower() or _("piece")
        price = "" if good.price is None else _("{price} per {unit}", price=money_words(good.price), unit=unit)
        counted = "" if good.counted is None else _("last counted {day}", day=date.fromisoformat(good.counted))
        self.detail.setText(" · ".join(one for one in (_(SORT_WORDS[good.sort]), price, counted) if one))
        sold = sum(one.quantity for one in seen.sales)
        brought = sum((one.amount for one in seen.sales), Rupiah(0))
        profit = sum((one.profit for one in seen.sales), Rupiah(0))
        unit_cost = ""
        if seen.good.there + seen.good.elsewhere > 0:
            whole = seen.good.there + seen.good.elsewhere
            each = Rupiah((2 * int(seen.good.value) * THOUSAND + whole) // (2 * whole))
            unit_cost = _("{price} per {unit}", price=money_words(each), unit=unit)
        narrow = self._narrow  # one row of figures: cost beside what is there, and what was earned in place of sold
        self._say("there", _("There"), there_words(seen.good, _), money_words(seen.good.value) if narrow else "")
        self._say("value", _("What it cost"), money_words(seen.good.value), unit_cost)
        self._say("sold", _("Sold of it"), format_quantity(sold, good.unit), money_words(brought))
        self._say("profit", _("Earned with it"), money_words(profit), "")
        self.figures["there"].setEnabled(good.stocked)
        self.figures["value"].setVisible(good.stocked and not narrow)
        self.figures["sold"].setVisible(not (good.stocked and narrow))
        self.figures["profit"].setVisible(good.stocked)
        writes = self.session.book.mode == "write"
        for button in self._buttons():
            button.setEnabled(writes)
        self.spoiled.setText(self.session.kind_name("sisa_tidak_laku"))
        self.family.setVisible(good.stocked and self.session.ledger.kind == "usaha")
        for button in (self.spoiled, self.count, self.arrived):
            button.setVisible(good.stocked)
        self.price.setVisible(good.sort != "bahan" and self.session.ledger.kind != "keluarga")
        self.hide_good.setText(_("Show again") if good.hidden else _("Hide"))
        self._write_rows(seen)

    def _say(self, name: str, word: str, figure: str, beside: str) -> None:
        words = f"{word}: {figure}" + (f" · {beside}" if beside else "")
        self.figures[name].setText(words)

    def _write_rows(self, seen: _Seen) -> None:
        _ = self.session._
        rows: tuple[w.RegisterRow, ...]
        match self._shown:
            case "moves":
                rows = tuple(self._move(one, seen.good.good) for one in seen.moves)
                nothing = _("Nothing came in or went out in this period.")
            case "sales":
                rows = tuple(self._sale(one, seen.good.good) for one in seen.sales)
                nothing = _("Nothing of it was sold in this period.")
            case _other:
                rows = tuple(
                    w.RegisterRow(
                        key=None,
                        title=_("No price") if price is None else money_words(price),
                        detail=_("since {day}", day=day),
                        picture="tag",
                    )
                    for day, price in seen.prices
                )
                nothing = _("No price was written yet.")
        self.empty.say(nothing, "", "")
        # As wide as what stands there: the words and their day get what is left.
        widest = {key: max((row.cell(key) for row in rows), key=len, default="") for key in ("moved", "left")}
        self.register.table.set_widest(widest)
        self.register.set_source(w.Rows(rows), at_end=self._shown != "prices")

    def _move(self, one: CardLine, good: Good) -> w.RegisterRow:
        moved = one.came - one.went
        return w.RegisterRow(
            key=one.entry,
            title=self.session.kind_name(one.kind),
            detail=self._day(one.day),
            picture=picture_of(one.kind),
            struck=one.struck,
            cells=(
                ("moved", ("+" if moved > 0 else "") + format_quantity(moved, good.unit)),
                ("amount", format_amount(one.value, symbol=False)),
                ("left", "" if one.left is None else format_quantity(one.left, good.unit)),
                ("worth", "" if one.worth is None else format_amount(one.worth, symbol=False)),
            ),
        )

    def _sale(self, one: GoodSale, good: Good) -> w.RegisterRow:
        _ = self.session._
        earned = _("earned {amount}", amount=money_words(one.profit)) if good.stocked else ""
        words = (self._day(one.day), name_shown(one.party), earned)
        return w.RegisterRow(
            key=one.entry,
            title=self.session.kind_name(one.kind),
            detail=" · ".join(part for part in words if part),
            picture=picture_of(one.kind),
            cells=(
                ("moved", format_quantity(one.quantity, good.unit)),
                ("amount", format_amount(one.amount, symbol=False)),
            ),
        )

    def _day(self, day: date) -> str:
        return f"{day.day}/{day.month}" if self._narrow else format_day(day, self.session._.language)

    def _choose(self, shown: str) -> None:
        self._shown = next(one for one in get_args(Shown) if one == shown)
        if self._seen is not None:
            self._write_rows(self._seen)

    def _open_figure(self, shown: str) -> None:
        self.which.set_current(shown)
        self._choose(shown)
        self.register.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, entry: object) -> None:
        if isinstance(entry, int):
            dialog = EntryDialog(self.session, entry, self)
            dialog.correct_asked.connect(lambda number: self.go.emit("record", number))
            dialog.open()

    def _change(self) -> None:
        if self._seen is not None:
            GoodDialog(self.session, good=self._seen.good.good, accounting=self.accounting, parent=self).open()

    def _hide(self) -> None:
        """Offer the good no longer, or again; what was recorded of it stays."""
        if self._seen is None:
            return
        session, good = self.session, self._seen.good.good
        told = {"hidden": None if good.hidden else "1"}
        try:
            session.act(lambda tx: trade.change_good(tx, session.ledger, good, told))
        except (Rejected, StorageError) as error:
            session.failed.emit(problems_of(error))

    def _ask_for_record(self, what: str) -> None:
        if self._seen is None:
            return
        good = self._seen.good.good
        kind = {
            "arrived": "beli_bahan" if good.sort == "bahan" else "beli_dagangan",
            "family": "ambil_dagangan",
            "spoiled": "sisa_tidak_laku",
        }[what]
        self.go.emit("record", RecordWish(kind, goods=good.name))

    def _buttons(self) -> tuple[w.Button, ...]:
        return (self.arrived, self.count, self.spoiled, self.family, self.price, self.change, self.hide_good)

    def _open_acts(self) -> None:
        """Offer the same acts in a list, where there is no room for their buttons."""
        offer_buttons(self.acts, [*(button for button in self._buttons() if not button.isHidden()), self.prices])

    def _lay_out(self) -> None:
        worn = look()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(worn.px(10))
        head = self._head = QHBoxLayout()
        head.setSpacing(worn.px(12))
        head.addWidget(self.back_alone)
        self.back_alone.hide()
        head.addWidget(self.picture)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        head.addLayout(words, 1)
        self._own = QWidget()  # what is done with the good itself stands at its name
        own = QHBoxLayout(self._own)
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(worn.px(8))
        own.addWidget(self.change)
        own.addWidget(self.hide_good)
        head.addWidget(self._own)
        head.addWidget(self.back)
        head.addWidget(self.acts)
        self.acts.hide()
        column.addLayout(head)
        self._acts = w.Flow(spacing=8)
        for button in self._buttons()[:-2]:
            self._acts.add(button)
        column.addWidget(self._acts)
        strip = self._strip = w.Flow(spacing=8)
        for figure in self.figures.values():
            strip.add(figure)
        column.addWidget(strip)
        self._row = QHBoxLayout()
        self._row.setSpacing(worn.px(8))
        self._row.addWidget(self.period)
        self._row.addWidget(self.which)
        self._row.addStretch(1)
        self._row.addWidget(self.paper)
        column.addLayout(self._row)
        column.addWidget(self.register, 1)


def offer_buttons(above: w.Button, buttons: Sequence[w.Button]) -> None:
    """Let a list drop from ``above`` in which each of ``buttons`` stands that may be pressed."""
    offered = [button for button in buttons if button.isEnabled()]
    if not offered:
        return
    acts = w.ActList(above.accessibleName(), object_name=f"{above.objectName()}_list", parent=above.window())
    for button in offered:
        acts.offer(button.label(), button.click, name=f"{button.objectName()}_act", picture=button.picture())
    acts.open_under(above)
