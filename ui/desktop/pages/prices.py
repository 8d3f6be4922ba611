"""The page of prices: one is worked out from a batch and the book's own records; the price list is written in a grid.

Whoever keeps no goods can work out a price as well, under a name of its own.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from kpmbooks import trade
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.trade import prices as rules
from kpmbooks.trade.goods import Good
from kpmbooks.trade.price_list import Priced, new_facts, price_list
from kpmbooks.trade.price_sheets import PriceSheet, charge, named_sheets, save_sheet, sheet_of, work_out
from kpmbooks.trade.price_sources import FromBook, from_book
from ui.desktop import widgets as w
from ui.desktop.pages.equipment_list import money_words
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.good_dialog import GoodDialog
from ui.desktop.pages.prices_form import PriceForm
from ui.desktop.pages.prices_grid import PriceGrid
from ui.desktop.pages.prices_import import PricesImport, rows_of
from ui.desktop.pages.prices_live import PriceLive
from ui.desktop.pages.wishes import ACCOUNTING, ReportWish
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look

CALCULATOR, LIST = "calculator", "list"
_OTHER = "+"
_NO_NAME = Problem("price-name", N_("Write what the price is for."), {}, "name")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was read from the book in one go."""

    goods: tuple[Priced, ...]
    named: dict[str, PriceSheet]


class PricesPage(FixedPage):
    """``arrive`` takes ``CALCULATOR``, ``LIST``, ``ACCOUNTING``, or the key of a good whose price is worked out."""

    TOPICS: ClassVar[frozenset[str]] = FixedPage.TOPICS | {"goods"}

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="prices_page", parent=parent)
        _ = session._
        self._seen: _Seen | None = None
        self._accounting = False
        self._what: object = None
        self.which = w.SegmentedSwitch(
            (
                w.Segment(CALCULATOR, _("Work out a price"), "calculator"),
                w.Segment(LIST, _("Price list"), "list-numbers"),
            ),
            object_name="prices_which",
            accessible_name=_("What is shown?"),
        )
        self.equipment = w.Button(_("List of equipment"), object_name="prices_equipment", role="link", picture="wrench")
        self.what = w.Choice(object_name="prices_what", accessible_name=_("What is the price for?"))
        self.name = w.TextField(
            object_name="prices_name", accessible_name=_("What is it called?"), hint=_("What is it called?")
        )
        self.from_records = w.Button(_("Take figures from the book"), object_name="prices_fill", picture="notebook")
        self.form = PriceForm(_, self)
        self.live = PriceLive(_)
        self.grid = PriceGrid(_)
        self.new = w.Button(_("New price"), object_name="prices_new", picture="plus", weight="bold")
        self.take = w.Button(_("Take from a file"), object_name="prices_take", picture="file-csv")
        self.print = w.Button(_("Print the price list"), object_name="prices_print", picture="printer")
        self.grid_message = w.FieldMessage(_, object_name="prices_grid_message")
        self.empty = w.EmptyState(
            "tag",
            _("No prices are written yet."),
            _("Write what is sold, and for how much. The list can be printed and hung up."),
            object_name="prices_empty",
            button=_("New price"),
            button_picture="plus",
        )
        self.take_first = w.Button(
            _("Take from a file"), object_name="prices_take_first", role="link", picture="file-csv"
        )
        self.elsewhere = w.EmptyState(
            "storefront",
            _("Prices belong to a business"),
            _("Open the business's book first."),
            object_name="prices_elsewhere",
            button=_("Open the business's book"),
            button_picture="storefront",
        )
        self._lay_out()
        self.which.chosen.connect(self._show_part)
        self.equipment.clicked.connect(lambda: self.go.emit("equipment", None))
        self.what.currentIndexChanged.connect(lambda _index: self._choose())
        self.name.textChanged.connect(lambda _text: self._reckon())
        self.from_records.clicked.connect(self.fill_from_book)
        self.form.edited.connect(self._reckon)
        self.live.keep.clicked.connect(self.keep)
        self.live.charge.clicked.connect(self.charge)
        self.new.clicked.connect(self._add)
        self.empty.pressed.connect(self._add)
        for button in (self.take, self.take_first):
            button.clicked.connect(self._ask_file)
        self.print.clicked.connect(self._print)
        self.elsewhere.pressed.connect(self._to_business)
        self.grid.opened.connect(self._change)
        self.grid.prices.written.connect(self._write_price)
        self.grid.prices.refused.connect(self.grid_message.show_problem)

    def arrive(self, wish: Any) -> None:
        """Show a part of the page, or the calculator of a good."""
        self._accounting = wish == ACCOUNTING
        if wish in (CALCULATOR, LIST):
            self.which.set_current(str(wish))
        self.look_again()
        if isinstance(wish, int):
            self.which.set_current(CALCULATOR)
            self.what.set_current(wish)
        self._show_part(self.which.current())

    def other_ledger(self) -> None:
        """Another ledger has other prices."""
        self._seen = self._what = None
        self.look_again()

    def arrange(self, now: w.Span) -> None:
        """The result stands beside the questions where there is room, else below the first of them."""
        wide = now == "wide"
        sides: tuple[tuple[QWidget, ...], tuple[QWidget, ...]]
        sides = ((self.form.batch, self.form.month), (self.live, self.form.price))
        if not wide:
            sides = ((self.form.batch, self.form.price, self.live, self.form.month), ())
        for column, cards in zip((self._left, self._right), sides, strict=True):
            for place, card in enumerate(cards):
                column.insertWidget(place, card)
        self._across.setStretch(1, 10 if wide else 0)
        self._across.setSpacing(16 if wide else 0)
        self.grid.set_narrow(narrow=now == "narrow")
        self._grid_hint.setVisible(now != "narrow")

    def refresh(self) -> None:
        session = self.session
        business = session.ledger.kind != "keluarga"
        self._elsewhere_card.setVisible(not business)
        self._inside.setVisible(business)
        if not business:
            return
        seen = session.ask(lambda reader: _look(reader, session.ledger))
        if seen is None:
            return
        self._seen = seen
        writes = session.book.mode == "write"
        self.grid.prices.show_lines(seen.goods, writes=writes)
        self._list_card.setVisible(bool(seen.goods))
        self._empty_card.setVisible(not seen.goods)
        for button in (self.new, self.take, self.take_first, self.empty.button):
            if button is not None:
                button.setEnabled(writes)
        self.print.setEnabled(any(one.good.price is not None for one in seen.goods))
        self._offer(seen)

    def fill_from_book(self) -> None:
        """Take over what the records say; each figure then says where it is from."""
        session, good = self.session, self._good()
        found = session.ask(lambda reader: from_book(reader, session.ledger, good, session.today()))
        if found is None:
            return
        self._tell_source(found)
        self.form.fill(found)

    def keep(self) -> None:
        """Keep the calculation with its good, or under its name."""
        sheet = self._sheet_to_keep()
        if sheet is not None:
            good, name, ledger = self._good(), self._name(), self.session.ledger

            def act(tx: Any) -> bool:
                save_sheet(tx, ledger, sheet, good=good, name=name)
                return True

            if self._act(act):
                self._what = name if good is None else good.id
                self.what.set_current(self._what)
                self._say(self.session._("The calculation is kept."))

    def charge(self) -> None:
        """Let the price be that of the good; what is not among the goods yet is added."""
        sheet = self._sheet_to_keep()
        if sheet is None:
            return
        good, name, ledger = self._good(), self._name(), self.session.ledger

        def act(tx: Any) -> int:
            known = good or next((one for one in trade.goods_of(tx, ledger) if _same(one.name, name)), None)
            chosen = known or trade.add_good(tx, ledger, name, dict(new_facts(tx, ledger)))
            return charge(tx, ledger, chosen, sheet).id

        key = self._act(act)
        if isinstance(key, int):
            self.what.set_current(key)
            self._say(self.session._("The price is in the list."))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        w.announce(self.said, words)

    def _sheet_to_keep(self) -> PriceSheet | None:
        """The sheet with a name; None with the problems said where they are."""
        sheet = self.form.sheet()
        if isinstance(sheet, tuple):
            self.form.show_problems(sheet, focus=True)
            return None
        if self._good() is None and not self._name():
            self.live.problem.show_problem(_NO_NAME)
            self.name.show_state("error")
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return sheet

    def _act(self, act: Any) -> object:
        try:
            return self.session.act(act)
        except Rejected as rejected:
            self.form.show_problems(rejected.problems, focus=True)
            self.live.problem.show_problem(rejected.problems[0])
        except StorageError as error:
            self.session.failed.emit(problems_of(error))
        return None

    def _offer(self, seen: _Seen) -> None:
        """The goods, the kept calculations without a good, and one that is new."""
        _ = self.session._
        before = self.what.current() if self._what is not None else None
        self.what.blockSignals(True)
        self.what.clear()
        for one in seen.goods:
            self.what.add(one.good.name, one.good.id)
        for name in seen.named:
            self.what.add(name, name)
        self.what.add(_("Something new: write its name"), _OTHER)
        first = seen.goods[0].good.id if seen.goods else next(iter(seen.named), _OTHER)
        known = [self.what.itemData(place) for place in range(self.what.count())]
        self.what.set_current(before if before in known else first)
        self.what.blockSignals(False)
        if self.what.current() != self._what:
            self._choose()
        else:
            self._reckon()

    def _choose(self) -> None:
        """Show what is kept of the chosen one, else what the book says."""
        self._what = self.what.current()
        new = self._what == _OTHER
        self.name.setVisible(new)
        seen, session, good = self._seen, self.session, self._good()
        if seen is None:
            return
        kept = seen.named.get(str(self._what)) if good is None else None
        if good is not None:
            kept = session.ask(lambda reader: sheet_of(reader, good))
        self.form.put(kept or PriceSheet(price=int(good.price or 0) if good is not None else 0))
        self.source.setText("")
        self.source.hide()
        if kept is None:
            self.fill_from_book()
        self._reckon()

    def _reckon(self) -> None:
        """Work out what is written, at every key."""
        self.name.show_state(None)
        self.said.setText("")
        self.form.clear_problems()
        sheet = self.form.sheet()
        if isinstance(sheet, tuple):
            self.live.show_nothing(sheet)
            return
        try:
            worked = work_out(sheet)
        except Rejected as rejected:
            self.live.show_nothing(rejected.problems, begun=bool(self.form.fields["made"].line.text().strip()))
            return
        good = self._good()
        writes = self.session.book.mode == "write"
        self.live.show_worked(sheet, worked, good.unit if good is not None else "", writes=writes)
        if self._span == "narrow":
            # The card with the price lies further down there.
            self.said.setText(self.session._("Price: {price}", price=money_words(worked.price)))
        self._tell_mix(sheet)

    def _tell_mix(self, sheet: PriceSheet) -> None:
        """Breaking even with all goods whose cost is known, in the shares in which they sold, for the accountant."""
        goods = tuple(one for one in self._seen.goods if one.cost is not None and one.good.price) if self._seen else ()
        if not self._accounting or len(goods) < 2:
            self.live.show_mix((), None, sheet.days)
            return
        session = self.session
        sold = session.ask(
            lambda reader: [
                from_book(reader, session.ledger, one.good, session.today()).figures.get("sold", 1) for one in goods
            ]
        )
        parts = [
            rules.Good(one.good.name, rules.rounded(one.cost or Fraction(0)), one.price, share)
            for one, share in zip(goods, sold or [1] * len(goods), strict=True)
        ]
        try:
            self.live.show_mix(goods, rules.break_even_of_mix(Rupiah(sheet.fixed), parts), sheet.days)
        except Rejected as rejected:
            self.live.show_mix(goods, rejected.problems[0], sheet.days)

    def _tell_source(self, found: FromBook) -> None:
        _ = self.session._
        words = _("The book says nothing of it yet. Write the figures by hand.")
        if found.figures:
            words = _("Taken from the book. Each figure says where it is from; write over what does not fit.")
        self.source.setText(words)
        self.source.show()

    def _good(self) -> Good | None:
        seen, key = self._seen, self.what.current()
        return None if seen is None else next((one.good for one in seen.goods if one.good.id == key), None)

    def _name(self) -> str:
        key = self.what.current()
        return self.name.text().strip() if key == _OTHER else str(key)

    def _write_price(self, good: Good, facts: dict[str, str | None]) -> None:
        """Write what was typed in the grid, or say why it cannot be."""
        self.grid_message.show_problem(None)
        session = self.session
        try:
            session.act(lambda tx: trade.change_good(tx, session.ledger, good, facts))
        except (Rejected, StorageError) as error:
            self.grid_message.show_problem(problems_of(error)[0])

    def _add(self) -> None:
        GoodDialog(self.session, parent=self).open()

    def _change(self, good: Good) -> None:
        if self.session.book.mode == "write":
            GoodDialog(self.session, good=good, parent=self).open()

    def open_file(self, path: Path) -> None:
        """Show what a file would bring, or say why it is no price list."""
        rows = rows_of(path, self.session)
        if isinstance(rows, Problem):
            self.grid_message.show_problem(rows)
            return
        try:
            dialog = PricesImport(self.session, path.name, rows, self)
        except Rejected as rejected:  # a list of practice, in a real book
            self.grid_message.show_problem(rejected.problems[0])
            return
        self.grid_message.show_problem(None)
        dialog.open()

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, self.take.label())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setObjectName("prices_file")
        dialog.setNameFilter("CSV, Excel (*.csv *.xlsx *.txt)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open_file(Path(name)))
        dialog.open()

    def _print(self) -> None:
        today: date = self.session.today()
        self.go.emit("reports", ReportWish("price-list", Period(min(self.session.book.owner.start, today), today)))

    def _to_business(self) -> None:
        business = next((one for one in self.session.ledgers if one.kind != "keluarga"), None)
        if business is not None:
            self.session.switch_ledger(business)

    def _show_part(self, part: str) -> None:
        calculating = part == CALCULATOR
        self._parts.setCurrentIndex(0 if calculating else 1)
        here: QWidget = self.what
        if not calculating:
            here = self.grid
            if self._seen is not None and not self._seen.goods and self.empty.button is not None:
                here = self.empty.button
            self.grid.go_to(max(0, self.grid.currentIndex().row()))
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        worn = look()
        self._inside = QWidget()
        whole = QVBoxLayout(self._inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(worn.px(10))
        top = w.Flow(spacing=8)
        top.add(self.which)
        top.add(self.equipment)
        whole.addWidget(top)
        # It has its place before its parts: a stack without one would show the first as a window of its own.
        self._parts = QStackedLayout()
        whole.addLayout(self._parts, 1)
        self._parts.addWidget(self._calculator())
        self._parts.addWidget(self._list())
        self._elsewhere_card = w.Card(object_name="prices_elsewhere_card")
        self._elsewhere_card.body.addWidget(self.elsewhere)
        self._elsewhere_card.hide()
        self.column.addWidget(self._inside, 1)
        self.column.addWidget(self._elsewhere_card, 1)

    def _calculator(self) -> QWidget:
        worn = look()
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(worn.px(10))
        row = w.Flow(spacing=8)
        for field in (self.what, self.name, self.from_records):
            row.add(field)
        self.what.setMinimumWidth(worn.px(240))
        self.name.setMinimumWidth(worn.px(220))
        self.source = w.text_label("", "small", "muted", wrap=True)
        self.source.setObjectName("prices_source")
        self.source.hide()
        inside = QWidget()
        inside.setProperty("role", "page")
        down = QVBoxLayout(inside)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(worn.px(10))
        first = QVBoxLayout()
        first.setContentsMargins(6, 6, 6, 0)  # room for the ring around what has the focus, inside what scrolls
        first.addWidget(row)
        down.addLayout(first)
        down.addWidget(self.source)
        self._across = QHBoxLayout()
        down.addLayout(self._across, 1)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for side in (self._left, self._right):
            side.setSpacing(16)
            side.addStretch(1)
            self._across.addLayout(side)
        self._across.setStretch(0, 10)
        for card in (self.form.batch, self.form.month, self.form.price, self.live):
            card.setParent(inside)  # in the order of the Tab key
        scroll = QScrollArea()
        scroll.setObjectName("prices_scroll")
        scroll.setAccessibleName(self.session._("Questions and figures"))
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        column.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setSpacing(worn.px(12))
        self.said = w.text_label("", "base", "muted", wrap=True)
        self.said.setObjectName("prices_said")
        foot.addWidget(self.said, 1)
        foot.addWidget(self.live.keep)
        foot.addWidget(self.live.charge)
        column.addLayout(foot)
        return part

    def _list(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(10))
        self._list_card = QWidget()
        inner = QVBoxLayout(self._list_card)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(look().px(10))
        acts = w.Flow(spacing=8)
        for button in (self.new, self.take, self.print):
            acts.add(button)
        inner.addWidget(acts)
        self._grid_hint = w.text_label(
            self.session._("Write a price where it stands, then press Enter. Enter on a name opens all about it."),
            "small",
            "muted",
            wrap=True,
        )
        inner.addWidget(self._grid_hint)
        card = w.Card(object_name="prices_grid_card")
        card.body.addWidget(self.grid)
        inner.addWidget(card, 1)
        self._empty_card = w.Card(object_name="prices_empty_card")
        self._empty_card.body.addWidget(self.empty, 1)
        self._empty_card.body.addWidget(self.take_first, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.grid_message)
        column.addWidget(self._list_card, 1)
        column.addWidget(self._empty_card, 1)
        return part


def _look(reader: Reader, ledger: LedgerRef) -> _Seen:
    return _Seen(price_list(reader, ledger, unpriced=True), dict(named_sheets(reader, ledger)))


def _same(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()
