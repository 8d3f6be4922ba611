"""What can be chosen of a report: which one, of which time, purse, good or party, with names or not, on which paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.group import Member, members_of
from kpmbooks.ledger import Account, Fund
from kpmbooks.trade import Good, Party, consignees, goods_of
from reports import GROUP, REPORTS, TRADE, Report, Request
from reports.business_reports import FORM
from reports.document import Size
from ui.desktop.pages.report_names import ReportNames
from ui.desktop.pages.report_work import Wish
from ui.desktop.pages.wishes import ReportWish
from ui.desktop.session import Session
from ui.desktop.theme import name_shown
from ui.desktop.widgets import Check, Choice, Segment, SegmentedSwitch, field_label
from ui.desktop.widgets.period_chooser import PeriodChooser

PICTURES: Final = {
    "cash-book": "notebook",
    "monthly": "chart-bar",
    "income": "trend-up",
    "position": "scales",
    "cash-flow": "arrows-left-right",
    "why-no-cash": "question",
    "debts": "hand-coins",
    "simple-report": "clipboard-text",
    "sales-by-weekday": "calendar-check",
    "sales-by-good": "shopping-bag",
    "profit-per-good": "chart-line-up",
    "stock": "package",
    "stock-card": "cards",
    "cogs": "tag",
    "consignment-slip": "handbag",
    "price-list": "list-numbers",
    "equipment": "wrench",
    "members": "users-three",
    "officers": "user-gear",
    "attendance": "list-checks",
    "minutes-book": "note",
    "meeting-recap": "table",
    "guest-book": "door",
    "cash-book-sheet": "notebook",
    "savings-book": "piggy-bank",
    "solidarity-book": "hands-praying",
    "loans-book": "hand-coins",
    "payment-slips": "ticket",
    "member-cards": "identification-card",
    "passbooks": "notebook",
    "meeting-minutes": "clipboard-text",
    "treasurer-handover": "handshake",
    "sharing": "percent",
    "aid": "gift",
    "arisan": "ticket",
}
FIRST: Final = "monthly"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a ledger can be reported on: cash accounts, purses, goods whose stock is kept, with whom goods lie, members.

    ``offered`` are the names of the reports that have a place in its list; ``is_empty``: nothing was written in it.
    """

    accounts: tuple[Account, ...]
    funds: tuple[Fund, ...]
    is_empty: bool
    goods: tuple[Good, ...] = ()
    parties: tuple[Party, ...] = ()
    members: tuple[Member, ...] = ()
    offered: tuple[str, ...] = ()


def read_parts(reader: Reader, session: Session) -> Parts:
    """The parts of the ledger that is looked at."""
    ledger = session.ledger
    return Parts(
        tuple(one for one in books.accounts(reader, ledger) if one.is_cash),
        books.funds(reader, ledger),
        books.entry_count(reader, ledger) == 0,
        tuple(good for good in goods_of(reader, ledger) if good.stocked),
        consignees(reader, ledger),
        members_of(reader) if ledger.kind == "kelompok" else (),
        tuple(name for name, report in _all().items() if not report.accounting and report.offered(reader, ledger)),
    )


def _all() -> dict[str, Report]:
    return {**REPORTS, **TRADE, **GROUP}


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
        self._good: str | None = None
        self._no_good_yet = True
        self._party: str | None = None
        self._member: str | None = None
        _ = session._
        self.name = Choice(object_name="reports_name", accessible_name=_("Report"))
        self._offer_names([name for name, report in _all().items() if not report.accounting])
        self.name.setMinimumContentsLength(16)
        self.name.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.name.set_current(FIRST)
        self.names = ReportNames(self.name, PICTURES)
        self.period = PeriodChooser(
            _, session.clock, session.book.owner.start, object_name="reports_period", accessible_name=_("Period")
        )
        self.account = Choice(object_name="reports_account", accessible_name=_("Where the money is"))
        self.fund = Choice(object_name="reports_fund", accessible_name=_("Purse"))
        self.good = Choice(object_name="reports_good", accessible_name=_("Good"))
        self.party = Choice(object_name="reports_party", accessible_name=_("With whom"))
        self.member = Choice(object_name="reports_member", accessible_name=_("Of which member"))
        self.form = Choice(object_name="reports_form", accessible_name=_("Form"))
        self.with_names = Check(_("With names of people"), object_name="reports_with_names")
        self.size = SegmentedSwitch(
            (Segment("A4", "A4"), Segment("F4", "F4")), object_name="reports_size", accessible_name=_("Paper")
        )
        self.account_part = LabelledField(_("Where the money is"), self.account)
        self.fund_part = LabelledField(_("Purse"), self.fund)
        self.good_part = LabelledField(_("Good"), self.good)
        self.party_part = LabelledField(_("With whom"), self.party)
        self.member_part = LabelledField(_("Of which member"), self.member)
        self.form_part = LabelledField(_("Form"), self.form)
        self.size_part = LabelledField(_("Paper"), self.size)
        self.name.currentIndexChanged.connect(self._report_chosen)
        self.period.changed.connect(self.changed)
        self.account.activated.connect(self._account_chosen)
        self.fund.activated.connect(self._fund_chosen)
        self.good.activated.connect(self._good_chosen)
        self.party.activated.connect(self._party_chosen)
        self.member.activated.connect(self._member_chosen)
        self.form.activated.connect(self.changed)
        self.with_names.toggled.connect(lambda _on: self.changed.emit())
        self.size.chosen.connect(self.changed)
        self._show_report()

    def report(self) -> Report:
        """The report that is chosen."""
        return _all()[str(self.name.current())]

    def wish(self) -> Wish:
        """All that is chosen, together."""
        accounts, funds = self._parts.accounts, self._parts.funds
        account = next((one for one in accounts if one.id == self._account), accounts[0])
        fund = next((one for one in funds if one.id == self._fund), None)
        report = self.report()
        session = self._session
        fund = fund if report.takes_fund else None
        request = Request(session.ledger, account, self.period.period(), fund, self._asked(report))
        size: Size = "F4" if self.size.current() == "F4" else "A4"
        return Wish(session.book, report, request, size)

    def _asked(self, report: Report) -> dict[str, str]:
        """The good, the party, the member, the tick and the form, as far as the report takes them."""
        asked: dict[str, str] = {}
        if report.takes_good and self._good is not None:
            asked["good"] = self._good
        if report.takes_party and self._party is not None:
            asked["party"] = self._party
        if report.takes_member and self._member is not None:
            asked["member"] = self._member
        if report.takes_names and self.with_names.isChecked():
            asked["names"] = "1"
        if report.forms:
            asked[FORM] = str(self.form.current() or report.forms[0])
        return asked

    def offer(self, parts: Parts) -> None:
        """Offer the parts of a ledger; what was chosen stays chosen while it is there."""
        self._parts = parts
        self._offer_names(parts.offered)
        self._offer_goods()
        self._offer_parties()
        self._offer_members()
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

    def _offer_names(self, names: Sequence[str]) -> None:
        """Show these reports in both lists; a choice that is not among them becomes the usual one."""
        if [self.name.itemData(place) for place in range(self.name.count())] == list(names):
            return
        before = self.name.current()
        blocked = self.name.blockSignals(True)
        self.name.clear()
        for name in names:
            self.name.add(self._session._(_all()[name].title), name)
        if names:
            self.name.set_current(before if before in names else FIRST)
        self.name.blockSignals(blocked)

    def _offer_goods(self) -> None:
        """The first good is chosen where none is: a card of each would be a book."""
        goods = {good.uid.hex(): good.name for good in self._parts.goods}
        self.good.clear()
        self.good.add(self._session._("All goods"), None)
        for uid, name in goods.items():
            self.good.add(name, uid)
        if self._good not in goods and goods and (self._good is not None or self._no_good_yet):
            self._good = next(iter(goods))
        self._no_good_yet = self._no_good_yet and not goods
        self.good.set_current(self._good if self._good in goods else None)

    def _offer_parties(self) -> None:
        _ = self._session._
        self.party.clear()
        self.party.add(_("All of them"), None)
        known = [party.uid.hex() for party in self._parts.parties]
        for party in self._parts.parties:
            self.party.add(name_shown(party.name) if party.name else _("(name erased)"), party.uid.hex())
        self._party = self._party if self._party in known else None
        self.party.set_current(self._party)

    def _offer_members(self) -> None:
        _ = self._session._
        self.member.clear()
        self.member.add(_("All of them"), None)
        for one in self._parts.members:
            name = one.name or one.nickname
            self.member.add(name_shown(name) if name else _("Member {number}", number=one.id), one.uid.hex())
        self._member = self._member if self.member.findData(self._member) >= 0 else None
        self.member.set_current(self._member)

    def follow(self, wish: ReportWish) -> None:
        """Choose what was wished for, without telling ``changed``."""
        self.blockSignals(True)
        self._account = wish.account
        self._good, self._party = wish.good or self._good, wish.party or self._party
        if wish.member is not None and self.member.findData(wish.member) >= 0:
            self._member = wish.member
            self.member.set_current(wish.member)
        self.period.set_period(wish.period)
        self.name.set_current(wish.report)
        self._show_report()
        if wish.form in self.report().forms:
            self.form.set_current(wish.form)
        self.blockSignals(False)

    def forget(self) -> None:
        """Another ledger has other purses."""
        self._account = self._fund = None
        self._good = self._party = self._member = None
        self._no_good_yet = True

    def _report_chosen(self) -> None:
        self._show_report()
        self.changed.emit()

    def _show_report(self) -> None:
        report = self.report()
        self.names.show_current()
        self.account_part.setVisible(report.takes_account and len(self._parts.accounts) > 1)
        self.fund_part.setVisible(report.takes_fund and len(self._parts.funds) > 1)
        self.good_part.setVisible(report.takes_good and bool(self._parts.goods))
        self.party_part.setVisible(report.takes_party and bool(self._parts.parties))
        self.member_part.setVisible(report.takes_member and bool(self._parts.members))
        self.with_names.setVisible(report.takes_names)
        self.form_part.setVisible(bool(report.forms))
        if tuple(self.form.itemData(place) for place in range(self.form.count())) != report.forms:
            self.form.clear()
            for form in report.forms:
                self.form.add(self._session._(report.form_names.get(form, form)), form)

    def _account_chosen(self) -> None:
        chosen = self.account.current()
        self._account = chosen if isinstance(chosen, int) else None
        self.changed.emit()

    def _fund_chosen(self) -> None:
        chosen = self.fund.current()
        self._fund = chosen if isinstance(chosen, int) else None
        self.changed.emit()

    def _good_chosen(self) -> None:
        chosen = self.good.current()
        self._good = chosen if isinstance(chosen, str) else None
        self.changed.emit()

    def _party_chosen(self) -> None:
        chosen = self.party.current()
        self._party = chosen if isinstance(chosen, str) else None
        self.changed.emit()

    def _member_chosen(self) -> None:
        chosen = self.member.current()
        self._member = chosen if isinstance(chosen, str) else None
        self.changed.emit()
