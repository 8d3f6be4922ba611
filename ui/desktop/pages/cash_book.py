"""The cash book: what went in and out of one purse, day by day, nothing hidden; corrections stay, crossed out."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kpmbooks import ledger as books
from kpmbooks import statements
from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_period
from kpmbooks.i18n import Translator
from kpmbooks.ledger import Account
from kpmbooks.money import format_amount
from kpmbooks.statements import CashBook, CashBookDay
from ui.desktop.pages.cash_book_lines import CashBookLines, LineKey
from ui.desktop.pages.entry_dialog import EntryDialog, acts_of
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.wishes import ReportWish
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look
from ui.desktop.widgets import ActList, Button, Choice, EmptyState, Register, RegisterColumn, Span
from ui.desktop.widgets.labels import covered
from ui.desktop.widgets.period_chooser import PeriodChooser


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the page shows: the purses to choose from, the cash book of one, its days, and whether it has any line."""

    purses: tuple[Account, ...]
    book: CashBook
    days: tuple[CashBookDay, ...]
    is_new: bool


class CashBookPage(FixedPage):
    """The page; ``arrive`` takes a period. ``go`` asks to record, to correct (a number), or to print what is seen."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="cash_book_page", parent=parent)
        self._purse: int | None = None
        self._seen: _Seen | None = None
        _ = session._
        self.period = PeriodChooser(
            _, session.clock, session.book.owner.start, object_name="cash_book_period", accessible_name=_("Period")
        )
        self.purse = Choice(object_name="cash_book_purse", accessible_name=_("Where the money is"))
        self.acts = Button(
            object_name="cash_book_acts",
            accessible_name=_("Correct or cancel the chosen record"),
            picture="dots-three-vertical",
            weight="bold",
        )
        self.print = Button(_("Print"), object_name="cash_book_print", picture="printer")
        self.record = Button(_("Record"), object_name="cash_book_record", role="primary", picture="note-pencil")
        self.empty = EmptyState(
            "notebook", "-", "-", object_name="cash_book_empty", button="-", button_picture="note-pencil"
        )
        self.register = Register(
            _columns(_), empty=self.empty, object_name="cash_book", accessible_name=_("Lines of the cash book")
        )
        foot = self.register.foot
        foot.add_figure("in", _("In"), picture="arrow-circle-down", tone="money_in")
        foot.add_figure("out", _("Out"), picture="arrow-circle-up", tone="out")
        foot.add_figure("left", _("Cash left"), picture="wallet", large=True)
        for button in (self.acts, self.print, self.record):
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self._bar = QHBoxLayout()
        self._bar.addWidget(self.period)
        self._bar.addWidget(self.purse)
        self._bar.addStretch(1)
        self._bar.addWidget(self.acts)
        self._bar.addWidget(self.print)
        self._bar.addWidget(self.record)
        self.column.addLayout(self._bar)
        self.column.addWidget(self.register, 1)

        self.period.changed.connect(lambda: self._show(at_end=True))
        self.purse.activated.connect(self._purse_chosen)
        self.print.clicked.connect(self._ask_to_print)
        self.record.clicked.connect(lambda: self.go.emit("record", None))
        self.empty.pressed.connect(lambda: self.go.emit("record", None))
        self.register.table.opened.connect(self._open)
        self.register.table.menu_asked.connect(self._open_menu)
        self.register.table.moved.connect(self._name_acts)
        self.acts.clicked.connect(lambda: self._open_menu(self._chosen()))

    def refresh(self) -> None:
        """Read everything again; the lines stay where they were."""
        self._show(at_end=self._seen is None)

    def arrive(self, wish: Any) -> None:
        """Show the period that was wished for."""
        if isinstance(wish, Period):
            self.period.set_period(wish)
            self._seen = None
            self.look_again()
        # No focus proxy: on its way to the page Tab would jump to the lines, past everything above them.
        self.register.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def other_ledger(self) -> None:
        """Show the first purse of the other ledger, from its end."""
        self._purse = None
        self._seen = None
        self.look_again()

    def arrange(self, now: Span) -> None:
        """Where it is tight, the number, the menu, the caption and printing give way; never an amount."""
        narrow = now == "narrow"
        self._bar.setSpacing(12)
        self.print.setVisible(not narrow)
        self.register.foot.set_tight(now != "wide")
        for place, column in enumerate(self.register.table.rows.columns):
            if column.key in ("number", "menu"):
                self.register.table.setColumnHidden(place, narrow)
        if self._seen is not None:
            self._write_empty(self._seen)  # its amount may be covered now

    def statement(self) -> CashBook | None:
        """The cash book that is shown; None before the page was first seen."""
        return None if self._seen is None else self._seen.book

    def _show(self, *, at_end: bool) -> None:
        session = self.session
        seen = session.ask(self._look)
        if seen is None:
            return
        self._seen = seen
        self._write_purses(seen)
        self._write_empty(seen)
        book = seen.book
        self.register.table.set_widest(_widest(book))
        lines = CashBookLines(session, book.account, book.period, book.opening, seen.days)
        if at_end:
            self.register.set_source(lines)
            self.register.table.choose(lines.count() - 1)
        else:
            self.register.renew(lines)
        self._name_acts()
        self.acts.setVisible(not self.register.is_empty())
        self.record.setVisible(not self.register.is_empty())  # the empty state has the page's one main button itself
        self.register.foot.show_figures(
            self._caption(book.period), {"in": book.total_in, "out": book.total_out, "left": book.closing}
        )

    def _look(self, reader: Reader) -> _Seen:
        ledger = self.session.ledger
        purses = tuple(account for account in books.accounts(reader, ledger) if account.is_cash)
        purse = next((one for one in purses if one.id == self._purse), purses[0])
        period = self.period.period()
        return _Seen(
            purses=purses,
            book=statements.cash_book(reader, ledger, purse, period),
            days=statements.cash_book_days(reader, purse, period),
            is_new=not any(books.register_sums(reader, one.id, self.period.whole().last).lines for one in purses),
        )

    def _write_purses(self, seen: _Seen) -> None:
        self.purse.clear()
        for one in seen.purses:
            self.purse.add(one.name, one.id)
        self.purse.set_current(seen.book.account.id)
        self.purse.setVisible(len(seen.purses) > 1)

    def _write_empty(self, seen: _Seen) -> None:
        _ = self.session._
        if seen.is_new:
            title, sentence, button = (
                _("This book is still empty"),
                _("Begin with the money that moves today."),
                _("Record the first one"),
            )
        else:
            title = _("Nothing was recorded in {period}", period=seen.book.period)
            left = covered() if look().private else seen.book.closing
            sentence = _("“{purse}” stayed at {amount}.", purse=seen.book.account.name, amount=left)
            button = _("Record")
        self.empty.say(title, sentence, button)

    def _caption(self, period: Period) -> str:
        session = self.session
        _, today = session._, session.today()
        if period == self.period.whole():
            return _("Everything, until today")
        if period.contains(today) and period.last > today:
            return _("{period}, until today", period=period)
        return format_period(period, _.language)

    def _purse_chosen(self) -> None:
        chosen = self.purse.current()
        assert isinstance(chosen, int)
        self._purse = chosen
        self._show(at_end=True)

    def _ask_to_print(self) -> None:
        if self._seen is not None:
            book = self._seen.book
            self.go.emit("reports", ReportWish("cash-book", book.period, book.account.id))

    def _chosen(self) -> LineKey | None:
        """The record whose line is chosen."""
        row = self.register.table.current_row()
        return row.key if row is not None and isinstance(row.key, LineKey) else None

    def _name_acts(self) -> None:
        """Say which record it is that something can be done with; at a day or a balance there is none."""
        chosen, _ = self._chosen(), self.session._
        self.acts.setEnabled(chosen is not None)
        words = _("Correct or cancel the chosen record")
        self.acts.setAccessibleDescription("" if chosen is None else _("Record {number}", number=chosen.number))
        self.acts.setToolTip(words if chosen is None else f"{words}: {chosen.number}")

    def _open(self, key: object) -> None:
        if isinstance(key, LineKey):
            self._dialog_of(key).open()

    def _take_back(self, key: LineKey) -> None:
        dialog = self._dialog_of(key)
        dialog.open()
        dialog.ask_to_take_back()

    def _dialog_of(self, key: LineKey) -> EntryDialog:
        dialog = EntryDialog(self.session, key.entry, self)
        dialog.correct_asked.connect(lambda number: self.go.emit("record", number))
        return dialog

    def _open_menu(self, key: object, place: QPoint | None = None) -> None:
        """Offer what can be done with a record, at ``place`` or below the button that does it without a mouse."""
        if not isinstance(key, LineKey) or self.findChild(ActList, "cash_book_menu") is not None:
            return
        session, _ = self.session, self.session._
        acts = acts_of(session, key.entry)
        menu = ActList(_("Record {number}", number=key.number), object_name="cash_book_menu", parent=self)
        menu.offer(_("Look at it"), partial(self._open, key), name="line_look", picture="eye")
        if acts.correct:
            correct = partial(self.go.emit, "record", key.number)
            menu.offer(_("Correct"), correct, name="line_correct", picture="pencil-simple")
        if acts.take_back:
            take_back = partial(self._take_back, key)
            menu.offer(_("Cancel the record"), take_back, name="line_take_back", picture="arrow-u-up-left")
        if place is None:
            menu.open_under(self.acts)
        else:
            menu.open_at(place)


def _widest(book: CashBook) -> dict[str, str]:
    """The longest that can stand in the columns of money: no amount is more than all of its side."""
    left = (book.opening + book.total_in, book.opening - book.total_out)
    return {
        "in": format_amount(book.total_in, symbol=False),
        "out": format_amount(book.total_out, symbol=False),
        "left": max((format_amount(one, symbol=False) for one in left), key=len),
    }


def _columns(_: Translator) -> tuple[RegisterColumn, ...]:
    return (
        RegisterColumn("number", _("No."), "number", "2026-B-0000"),
        RegisterColumn("picture", "", "picture"),
        RegisterColumn("what", _("Description"), "main"),
        RegisterColumn("in", _("In"), "money", "999.999.999", tone="money_in"),
        RegisterColumn("out", _("Out"), "money", "999.999.999", tone="out"),
        RegisterColumn("left", _("Cash left"), "money", "9.999.999.999", strong=True),
        RegisterColumn("menu", "", "menu"),
    )
