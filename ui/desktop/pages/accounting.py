"""Tampilan akuntansi: trial balance, journal and accounts, for whoever reads the book with an accountant's eyes.

The only page that says debit, kredit and jurnal.
"""

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kpmbooks import ledger as books
from kpmbooks import trade
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.i18n import Translator
from kpmbooks.ledger import Fund
from ui.desktop.pages.accounting_lines import ENTRIES_PER_PAGE, AccountKey, Sheet, accounts, journal, trial_balance
from ui.desktop.pages.accounting_loan import show_lines
from ui.desktop.pages.cash_book_lines import LineKey
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.good_card import offer_buttons
from ui.desktop.pages.records_behind import RecordsBehindDialog
from ui.desktop.pages.wishes import ACCOUNTING, METHODS
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.widgets import (
    Button,
    Choice,
    EmptyState,
    Flow,
    Register,
    RegisterColumn,
    Rows,
    Segment,
    SegmentedSwitch,
    Span,
    text_label,
)
from ui.desktop.widgets.period_chooser import PeriodChooser


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the page shows: the purses to choose from and the sheet that was asked for."""

    funds: tuple[Fund, ...]
    sheet: Sheet
    keeps_goods: bool


class AccountingPage(FixedPage):
    """The page. A line of the journal opens the record, one of an account those behind it; ``go`` asks to correct one
    (its number), or to say how goods are costed."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="accounting_page", parent=parent)
        _ = session._
        self._first = 0
        self._fund: int | None = None
        self.views = SegmentedSwitch(
            (
                Segment("trial", _("Trial Balance"), "scales"),
                Segment("journal", _("Journal"), "notebook"),
                Segment("accounts", _("Accounts"), "books"),
            ),
            object_name="accounting_views",
            accessible_name=_("What to see"),
        )
        self.period = PeriodChooser(
            _, session.clock, session.book.owner.start, object_name="accounting_period", accessible_name=_("Period")
        )
        self.fund = Choice(object_name="accounting_fund", accessible_name=_("Purse"))
        self.earlier = Button(
            object_name="accounting_earlier", accessible_name=_("Earlier records"), picture="caret-left", weight="bold"
        )
        self.which = text_label("", "base", "muted")
        self.later = Button(
            object_name="accounting_later", accessible_name=_("Later records"), picture="caret-right", weight="bold"
        )
        self.methods = Button(_("How goods are costed"), object_name="accounting_methods", picture="package")
        self.equipment = Button(_("Depreciation"), object_name="accounting_equipment", picture="wrench")
        self.break_even = Button(_("Break-even"), object_name="accounting_break_even", picture="tag")
        self.lines = Button(_("Lines for an instalment"), object_name="accounting_lines", picture="bank")
        self.more = Button(
            object_name="accounting_more",
            accessible_name=_("More of accounting"),
            picture="dots-three-vertical",
            weight="bold",
        )
        self._offered: list[Button] = []
        self._narrow = False
        self.empty = EmptyState(
            "calculator",
            _("Nothing was recorded yet"),
            _("Begin with the money that moves today."),
            object_name="accounting_empty",
            button=_("Record the first one"),
            button_picture="note-pencil",
        )
        self.register = Register(
            _columns(_), empty=self.empty, object_name="accounting", accessible_name=_("Lines of the accounts")
        )
        self.register.foot.add_figure("debit", _("Debit"), picture="scales")
        self.register.foot.add_figure("credit", _("Credit"), picture="scales")
        self._lay_out()
        self.setFocusProxy(self.register.table)
        self.views.chosen.connect(self._show_from_start)
        self.period.changed.connect(self._show_from_start)
        self.fund.activated.connect(self._fund_chosen)
        self.earlier.clicked.connect(lambda: self._turn(-1))
        self.later.clicked.connect(lambda: self._turn(1))
        self.empty.pressed.connect(lambda: self.go.emit("record", None))
        self.register.table.opened.connect(self._open)
        self.methods.clicked.connect(lambda: self.go.emit("goods", METHODS))
        self.equipment.clicked.connect(lambda: self.go.emit("equipment", ACCOUNTING))
        self.more.clicked.connect(lambda: offer_buttons(self.more, self._offered))
        self.break_even.clicked.connect(lambda: self.go.emit("prices", ACCOUNTING))
        self.lines.clicked.connect(lambda: show_lines(session, self))

    def refresh(self) -> None:
        """Read everything again, the same page of the journal."""
        seen = self.session.ask(self._look)
        if seen is None:
            return
        _, sheet, view = self.session._, seen.sheet, self.views.current()
        self._offer(seen.funds)
        self.register.set_source(Rows(sheet.rows), at_end=False)
        table = self.register.table
        for place, column in enumerate(table.rows.columns):
            if column.key == "balance":
                table.setColumnHidden(place, view != "accounts")
        last = self._first + sheet.entries
        self.which.setText(_("Records {first}–{last}", first=self._first + 1, last=last) if sheet.entries else "")
        self.earlier.setEnabled(self._first > 0)
        self.later.setEnabled(sheet.more)
        self._pager.setVisible(view == "journal")
        self.methods.setVisible(view == "accounts" and seen.keeps_goods)
        business = self.session.ledger.kind != "keluarga"
        for button in (self.equipment, self.break_even, self.lines):
            button.setVisible(view == "accounts" and business)
        ways = (self.methods, self.equipment, self.break_even, self.lines)
        self._offered = [one for one in ways if not one.isHidden()]
        self._show_acts()
        captions = {
            "trial": _("Until {day}", day=self.period.period().last),
            "journal": _("These records"),
            "accounts": _("Moved in {period}", period=self.period.period()),
        }
        self.register.foot.show_figures(captions[view], {"debit": sheet.debit, "credit": sheet.credit})

    def other_ledger(self) -> None:
        """Begin anew with the other ledger."""
        self._fund, self._first = None, 0
        self.look_again()

    def arrange(self, now: Span) -> None:
        """Where it is tight, words and captions give way, and the ways to other pages stand in a list."""
        self._narrow = now == "narrow"
        self.which.setHidden(self._narrow)
        self.register.foot.set_tight(self._narrow)
        self._show_acts()

    def _show_acts(self) -> None:
        self._acts.setVisible(bool(self._offered) and not self._narrow)
        self.more.setVisible(bool(self._offered) and self._narrow)

    def _look(self, reader: Reader) -> _Seen:
        session, period = self.session, self.period.period()
        funds = books.funds(reader, session.ledger)
        fund = next((one for one in funds if one.id == self._fund), None)
        match self.views.current():
            case "journal":
                sheet = journal(reader, session, period, fund, self._first)
            case "accounts":
                sheet = accounts(reader, session, period, fund)
            case _view:
                sheet = trial_balance(reader, session, period, fund)
        return _Seen(funds, sheet, trade.has_goods(reader, session.ledger))

    def _offer(self, funds: tuple[Fund, ...]) -> None:
        self.fund.clear()
        self.fund.add(self.session._("All purses"), None)
        for one in funds:
            self.fund.add(one.name, one.id)
        if self._fund in {one.id for one in funds}:
            self.fund.set_current(self._fund)
        self.fund.setVisible(len(funds) > 1)

    def _show_from_start(self) -> None:
        self._first = 0
        self.refresh()

    def _fund_chosen(self) -> None:
        chosen = self.fund.current()
        self._fund = chosen if isinstance(chosen, int) else None
        self._show_from_start()

    def _turn(self, pages: int) -> None:
        self._first = max(0, self._first + pages * ENTRIES_PER_PAGE)
        self.refresh()

    def _open(self, key: object) -> None:
        if isinstance(key, LineKey):
            dialog = EntryDialog(self.session, key.entry, self)
            dialog.correct_asked.connect(lambda number: self.go.emit("record", number))
            dialog.open()
        elif isinstance(key, AccountKey):
            period = self.period.period()
            if self.views.current() == "trial":  # balances are of everything until then
                period = Period(self.session.book.owner.start, period.last)
            behind = RecordsBehindDialog(self.session, period, key.account, self)
            behind.correct_asked.connect(lambda number: self.go.emit("record", number))
            behind.open()

    def _lay_out(self) -> None:
        for button in (self.earlier, self.later):
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self._pager = QWidget()
        pager = QHBoxLayout(self._pager)
        pager.setContentsMargins(0, 0, 0, 0)
        pager.addWidget(self.earlier)
        pager.addWidget(self.which)
        pager.addWidget(self.later)
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(self.views)
        upper.addStretch(1)
        upper.addWidget(self._pager)
        lower.addWidget(self.period)
        lower.addWidget(self.fund)
        lower.addStretch(1)
        lower.addWidget(self.more)
        self._acts = Flow(spacing=8)
        for button in (self.methods, self.equipment, self.break_even, self.lines):
            self._acts.add(button)
        for row in (upper, lower):
            row.setSpacing(12)
            self.column.addLayout(row)
        self.column.addWidget(self._acts)
        self.column.addWidget(self.register, 1)


def _columns(_: Translator) -> tuple[RegisterColumn, ...]:
    return (
        RegisterColumn("code", _("Code"), "number", "0-00000"),
        RegisterColumn("account", _("Account"), "main"),
        RegisterColumn("debit", _("Debit"), "money", "9.999.999.999"),
        RegisterColumn("credit", _("Credit"), "money", "9.999.999.999"),
        RegisterColumn("balance", _("Balance"), "money", "9.999.999.999", strong=True),
    )
