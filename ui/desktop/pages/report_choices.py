"""What can be chosen of a report: which one, of which time, of which purse, on which paper."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.ledger import Account, Fund
from reports import REPORTS, Report, Request
from reports.document import Size
from ui.desktop.pages.report_names import ReportNames
from ui.desktop.pages.report_work import Wish
from ui.desktop.pages.wishes import ReportWish
from ui.desktop.session import Session
from ui.desktop.widgets import Choice, Segment, SegmentedSwitch, field_label
from ui.desktop.widgets.period_chooser import PeriodChooser

PICTURES: Final = {
    "cash-book": "notebook",
    "monthly": "chart-bar",
    "income": "trend-up",
    "position": "scales",
    "cash-flow": "arrows-left-right",
    "why-no-cash": "question",
}
FIRST: Final = "monthly"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a ledger can be reported on: its cash accounts, its purses; and whether anything was written in it."""

    accounts: tuple[Account, ...]
    funds: tuple[Fund, ...]
    is_empty: bool


def read_parts(reader: Reader, session: Session) -> Parts:
    """The parts of the ledger that is looked at."""
    ledger = session.ledger
    return Parts(
        tuple(one for one in books.accounts(reader, ledger) if one.is_cash),
        books.funds(reader, ledger),
        books.entry_count(reader, ledger) == 0,
    )


class LabelledField(QWidget):
    """A field under its label; the label gives way where it is tight."""

    def __init__(self, label: str, field: QWidget) -> None:
        super().__init__()
        self.label = field_label(label, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.label)
        column.addWidget(field)


class ReportChoices(QObject):
    """The controls; the page gives them their places. ``changed`` tells that something else is wanted now.

    Which report it is, is chosen in ``names`` (a list, where there is room) or in ``name``; both show the same.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._parts = Parts((), (), is_empty=True)
        self._account: int | None = None
        self._fund: int | None = None
        _ = session._
        self.name = Choice(object_name="reports_name", accessible_name=_("Report"))
        for report in REPORTS.values():
            if not report.accounting:
                self.name.add(_(report.title), report.name)
        self.name.setMinimumContentsLength(16)
        self.name.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.name.set_current(FIRST)
        self.names = ReportNames(self.name, PICTURES)
        self.period = PeriodChooser(
            _, session.clock, session.book.owner.start, object_name="reports_period", accessible_name=_("Period")
        )
        self.account = Choice(object_name="reports_account", accessible_name=_("Where the money is"))
        self.fund = Choice(object_name="reports_fund", accessible_name=_("Purse"))
        self.size = SegmentedSwitch(
            (Segment("A4", "A4"), Segment("F4", "F4")), object_name="reports_size", accessible_name=_("Paper")
        )
        self.account_part = LabelledField(_("Where the money is"), self.account)
        self.fund_part = LabelledField(_("Purse"), self.fund)
        self.size_part = LabelledField(_("Paper"), self.size)
        self.name.currentIndexChanged.connect(self._report_chosen)
        self.period.changed.connect(self.changed)
        self.account.activated.connect(self._account_chosen)
        self.fund.activated.connect(self._fund_chosen)
        self.size.chosen.connect(self.changed)
        self._show_report()

    def report(self) -> Report:
        """The report that is chosen."""
        return REPORTS[str(self.name.current())]

    def wish(self) -> Wish:
        """All that is chosen, together."""
        accounts, funds = self._parts.accounts, self._parts.funds
        account = next((one for one in accounts if one.id == self._account), accounts[0])
        fund = next((one for one in funds if one.id == self._fund), None)
        report = self.report()
        session = self._session
        request = Request(session.ledger, account, self.period.period(), fund if report.takes_fund else None)
        size: Size = "F4" if self.size.current() == "F4" else "A4"
        return Wish(session.book, report, request, size)

    def offer(self, parts: Parts) -> None:
        """Offer the parts of a ledger; what was chosen stays chosen while it is there."""
        self._parts = parts
        self.account.clear()
        for one in parts.accounts:
            self.account.add(one.name, one.id)
        if self._account in {one.id for one in parts.accounts}:
            self.account.set_current(self._account)
        self.fund.clear()
        self.fund.add(self._session._("All purses"), None)
        for each in parts.funds:
            self.fund.add(each.name, each.id)
        if self._fund in {one.id for one in parts.funds}:
            self.fund.set_current(self._fund)
        self._show_report()

    def follow(self, wish: ReportWish) -> None:
        """Choose what was wished for, without telling ``changed``."""
        self.blockSignals(True)
        self._account = wish.account
        self.period.set_period(wish.period)
        self.name.set_current(wish.report)
        self._show_report()
        self.blockSignals(False)

    def forget(self) -> None:
        """Another ledger has other purses."""
        self._account = self._fund = None

    def _report_chosen(self) -> None:
        self._show_report()
        self.changed.emit()

    def _show_report(self) -> None:
        report = self.report()
        self.names.show_current()
        self.account_part.setVisible(report.takes_account and len(self._parts.accounts) > 1)
        self.fund_part.setVisible(report.takes_fund and len(self._parts.funds) > 1)

    def _account_chosen(self) -> None:
        chosen = self.account.current()
        self._account = chosen if isinstance(chosen, int) else None
        self.changed.emit()

    def _fund_chosen(self) -> None:
        chosen = self.fund.current()
        self._fund = chosen if isinstance(chosen, int) else None
        self.changed.emit()
