"""What is due this week, on the home page: whom to ask, whom to pay. Nothing is shown while nothing is due.

An instalment that the money there does not reach is said in time, kindly, and never on a shared screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.book import Reader
from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.trade.bills import Side
from kpmbooks.trade.dues import debts_due
from kpmbooks.trade.parties import parties_by_key
from ui.desktop import widgets as w
from ui.desktop.pages.short_label import ShortLabel
from ui.desktop.theme import look, name_shown
from ui.desktop.widgets.labels import covered

if TYPE_CHECKING:
    from kpmbooks.loans.taken_due import LoanDue

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
    due = debts_due(reader, ledger, today + timedelta(days=DAYS))
    names = {key: party.name for key, party in parties_by_key(reader, [one.party for one in due]).items()}
    return tuple(Due(one.account, one.party, one.side, names.get(one.party), one.amount, one.day) for one in due)


def that_have_room(told: Sequence[Due], loans: "Sequence[LoanDue]") -> "tuple[Sequence[LoanDue], Sequence[Due]]":
    """What the card shows, instalments first; the sentence that the money does not reach takes the room of one more."""
    room = MOST_DUES
    shown = []
    for loan in loans:
        if room <= 0:
            break
        shown.append(loan)
        room -= 2 if loan.short > 0 else 1
    return shown, told[: max(room, 0)]


class DuesCard(w.Card):
    """``opened`` carries account and party of the line whose button was pressed, ``all_pressed`` asks for the page;
    ``loan_opened`` carries the uid of the loan whose instalment is due."""

    opened = Signal(object)
    loan_opened = Signal(object)
    all_pressed = Signal()

    def __init__(self, _: Translator) -> None:
        super().__init__(_("Due this week"), object_name="dues_card")
        self._ = _
        self.see_all = w.Button(_("See all"), object_name="see_all_dues", role="link")
        self.see_all.clicked.connect(self.all_pressed)
        self.head.addWidget(self.see_all)
        self._rows: QWidget | None = None
        self.hide()

    def show_dues(self, told: Sequence[Due], today: date, loans: "Sequence[LoanDue]" = ()) -> None:
        """Show the most urgent of them, instalments first; nothing at all where there is none."""
        if self._rows is not None:
            self.body.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
        self._rows = QWidget()
        self.body.addWidget(self._rows)
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(6))
        loans_shown, told_shown = that_have_room(told, loans)
        for nth, loan in enumerate(loans_shown, 1):
            column.addWidget(w.rule())
            column.addLayout(self._loan_row(nth, loan, today))
            if loan.short > 0 and not look().private and not look().nameless:
                sentence = self._("The money there does not reach yet. Talk to the lender before the day.")
                told_early = w.text_label(sentence, "small", "muted", wrap=True)
                told_early.setObjectName(f"loan_due_{nth}_early")
                column.addWidget(told_early)
        for nth, due in enumerate(told_shown, 1):
            column.addWidget(w.rule())
            column.addLayout(self._row(nth, due, today))
        self.see_all.setVisible(bool(told))
        self.setVisible(bool(told or loans))

    def _loan_row(self, nth: int, due: "LoanDue", today: date) -> QHBoxLayout:
        _ = self._
        who = _("Instalment: {lender}", lender=name_shown(due.lender) or _("(name erased)"))
        act = w.Button(_("Pay"), object_name=f"loan_due_{nth}")
        act.clicked.connect(lambda: self.loan_opened.emit(due.loan))
        return self._line("bank", "out", who, due.amount, _day(due.day, today, _), act)

    def _row(self, nth: int, due: Due, today: date) -> QHBoxLayout:
        _, ours = self._, due.side == "owed_to_us"
        who = name_shown(due.name) or _("(name erased)")
        act = w.Button(_("Collect") if ours else _("Pay"), object_name=f"due_{nth}")
        act.clicked.connect(lambda: self.opened.emit((due.account, due.party)))
        picture, tone = ("hand-arrow-down", "money_in") if ours else ("hand-arrow-up", "out")
        return self._line(picture, tone, who, due.amount, _day(due.day, today, _), act)

    def _line(self, picture: str, tone: str, who: str, amount: Rupiah, day: str, act: w.Button) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look().px(10))
        row.addWidget(w.Picture(picture, 28, tone))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ShortLabel(who, "bold"))
        shown = covered() if look().private else format_amount(amount)
        words.addWidget(ShortLabel(f"{shown}, {day}", "small", "muted"))
        row.addLayout(words, 1)
        act.setAccessibleName(f"{act.text()}: {who}")
        row.addWidget(act)
        return row


def _day(day: date, today: date, _: Translator) -> str:
    away = (day - today).days
    if away < 0:
        return _.plural("{n} day late", "{n} days late", -away)
    if away < 2:
        return _("today") if away == 0 else _("tomorrow")
    return format_day(day, _.language, short=True)
