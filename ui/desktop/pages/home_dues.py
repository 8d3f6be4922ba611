"""What is due this week, on the home page: whom to ask, whom to pay. Nothing is shown while nothing is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks import trade
from kpmbooks.book import Reader
from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.trade.bills import Side
from kpmbooks.trade.parties import parties_by_key
from ui.desktop import widgets as w
from ui.desktop.pages.short_label import ShortLabel
from ui.desktop.theme import look, name_shown
from ui.desktop.widgets.labels import covered

DAYS: Final = 7
MOST_DUES: Final = 2


@dataclass(frozen=True, slots=True)
class Due:
    """What one party owes us, or we her, by ``day`` at the earliest."""

    account: int
    party: int
    side: Side
    name: str | None
    amount: Rupiah
    day: date


def dues(reader: Reader, ledger: LedgerRef, today: date) -> tuple[Due, ...]:
    """What should be paid until a week from ``today``, the most urgent first; what was late before is with it."""
    last = today + timedelta(days=DAYS)
    found: dict[tuple[int, int], list[tuple[date, Rupiah]]] = {}
    sides = {account.id: account.side for account in trade.debt_accounts(reader, ledger)}
    for account in sides:
        for bill in trade.open_bills(reader, account=account):
            if bill.due is not None and bill.due <= last:
                found.setdefault((account, bill.party), []).append((bill.due, bill.open))
    names = {key: party.name for key, party in parties_by_key(reader, [party for _, party in found]).items()}
    told = (
        Due(
            account,
            party,
            sides[account],
            names.get(party),
            sum((amount for _, amount in bills), Rupiah(0)),
            min(day for day, _ in bills),
        )
        for (account, party), bills in found.items()
    )
    return tuple(sorted(told, key=lambda due: (due.day, -due.amount, due.party)))


class DuesCard(w.Card):
    """``opened`` carries account and party of the line whose button was pressed, ``all_pressed`` asks for the page."""

    opened = Signal(object)
    all_pressed = Signal()

    def __init__(self, _: Translator) -> None:
        super().__init__(_("Due this week"), object_name="dues_card")
        self._ = _
        self.see_all = w.Button(_("See all"), object_name="see_all_dues", role="link")
        self.see_all.clicked.connect(self.all_pressed)
        self.head.addWidget(self.see_all)
        self._rows: QWidget | None = None
        self.hide()

    def show_dues(self, told: Sequence[Due], today: date) -> None:
        """Show the most urgent of them; nothing at all where there is none."""
        if self._rows is not None:
            self.body.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
        self._rows = QWidget()
        self.body.addWidget(self._rows)
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(6))
        for nth, due in enumerate(told[:MOST_DUES], 1):
            column.addWidget(w.rule())
            column.addLayout(self._row(nth, due, today))
        self.setVisible(bool(told))

    def _row(self, nth: int, due: Due, today: date) -> QHBoxLayout:
        _, ours = self._, due.side == "owed_to_us"
        row = QHBoxLayout()
        row.setSpacing(look().px(10))
        row.addWidget(w.Picture("hand-arrow-down" if ours else "hand-arrow-up", 28, "money_in" if ours else "out"))
        words = QVBoxLayout()
        words.setSpacing(0)
        who = name_shown(due.name) or _("(name erased)")
        words.addWidget(ShortLabel(who, "bold"))
        amount = covered() if look().private else format_amount(due.amount)
        words.addWidget(ShortLabel(f"{amount}, {_day(due.day, today, _)}", "small", "muted"))
        row.addLayout(words, 1)
        act = w.Button(_("Collect") if ours else _("Pay"), object_name=f"due_{nth}")
        act.setAccessibleName(f"{act.text()}: {who}")
        act.clicked.connect(lambda: self.opened.emit((due.account, due.party)))
        row.addWidget(act)
        return row


def _day(day: date, today: date, _: Translator) -> str:
    away = (day - today).days
    if away < 0:
        return _.plural("{n} day late", "{n} days late", -away)
    if away < 2:
        return _("today") if away == 0 else _("tomorrow")
    return format_day(day, _.language, short=True)
