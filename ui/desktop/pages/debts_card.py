"""The card of one party: what is open with her, bill by bill, what happened, and the acts."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.book import Reader
from kpmbooks.dates import format_day
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.trade import Bill, DebtAccount, Party, debt_accounts
from kpmbooks.trade.ageing import ageing
from kpmbooks.trade.debt_statements import CardRow, PartyDebt, PartyPage, party_page
from kpmbooks.trade.parties import parties_by_key
from reports.debt_words import phone_text
from ui.desktop import widgets as w
from ui.desktop.pages.cash_book_lines import picture_of
from ui.desktop.pages.debts_dialogs import BillDialog, PartyDialog, PayDialog, boxes_for
from ui.desktop.pages.debts_list import late_words, party_shown
from ui.desktop.pages.debts_paper import DebtsPaperDialog
from ui.desktop.pages.debts_reminder import ReminderDialog
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look, name_shown, names_covered
from ui.desktop.widgets.register_table import Register

_EARLIER = ("earlier",)


@dataclass(frozen=True, slots=True)
class _Seen:
    party: Party
    page: PartyPage

    @property
    def account(self) -> DebtAccount:
        return self.page.account

    @property
    def open(self) -> tuple[Bill, ...]:
        return self.page.bills


class DebtsCard(QWidget):
    """``left`` goes back to the list."""

    left = Signal()

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("debts_card")
        self.session, self.tasks = session, tasks
        self._key = (0, 0)
        self._before = date.max  # what happened is shown since a page before this day
        self._seen: _Seen | None = None
        _ = session._
        self.back = w.Button(
            _("All of them"), object_name="debts_back", role="link", picture="caret-left", key_hint="Esc"
        )
        self.title = w.text_label("", "lead")
        self.detail = w.text_label("", "base", "muted", wrap=True)
        self.amount = w.MoneyLabel(role="number-m")
        self.amount.setObjectName("debts_card_open")
        self.amount.setAccessibleName(_("Left to pay"))
        self.pay = w.Button("-", object_name="debts_pay", role="primary", picture="hand-coins")
        self.remind = w.Button(_("Remind"), object_name="debts_remind", picture="chat-circle-text")
        self.change = w.Button(_("Name and phone"), object_name="debts_change", picture="pencil-simple", weight="bold")
        self.print = w.Button(_("Print the card"), object_name="debts_print_card", picture="printer")
        self.which = w.SegmentedSwitch(
            (
                w.Segment("open", _("Not paid yet"), "receipt"),
                w.Segment("history", _("What happened"), "clock-counter-clockwise"),
            ),
            object_name="debts_which",
            accessible_name=_("What is shown?"),
        )
        self.empty = w.EmptyState("check-circle", "-", object_name="debts_card_empty")
        self.register = Register(
            (
                w.RegisterColumn("picture", "", "picture"),
                w.RegisterColumn("what", _("Description"), "main"),
                w.RegisterColumn("due", _("Promised for"), "text", "30 Agu 2026"),
                w.RegisterColumn("change", _("More or less"), "money", "−99.999.999"),
                w.RegisterColumn("open", _("Left to pay"), "money", "999.999.999", strong=True),
            ),
            empty=self.empty,
            object_name="debts_lines",
            accessible_name=_("Bills and payments"),
        )
        self.register.foot.hide()
        self._lay_out()
        self.back.clicked.connect(self.left)
        self.pay.clicked.connect(self.ask_payment)
        self.remind.clicked.connect(self._remind)
        self.change.clicked.connect(self._change)
        self.print.clicked.connect(self._print)
        self.which.chosen.connect(lambda _key: self._write_rows())
        self.register.table.opened.connect(self._open)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def show_party(self, account: int, party: int) -> None:
        """Show what is between her and us on that account."""
        self._key = (account, party)
        self._before = date.max
        self.which.set_current("open")
        self.refresh()
        self.register.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Ask the book anew."""
        self._seen = self.session.ask(self._look) if self._key[1] else None
        if self._seen is not None:
            self._write(self._seen)

    def set_narrow(self, *, narrow: bool) -> None:
        """Where it is narrow the day gives way."""
        self._hide("due", narrow or self.which.current() == "history")
        self.print.setVisible(not narrow)

    def _look(self, reader: Reader) -> _Seen | None:
        account, key = self._key
        party = parties_by_key(reader, [key]).get(key)
        if party is None:
            return None
        found = next((one for one in debt_accounts(reader, self.session.ledger) if one.id == account), None)
        return None if found is None else _Seen(party, party_page(reader, party, found, self._before))

    def _write(self, seen: _Seen) -> None:
        _, account = self.session._, seen.account
        self.title.setText(party_shown(seen.party.name, _))
        facts = (account.name, name_shown(phone_text(seen.party.phone)), name_shown(seen.party.note))
        self.detail.setText(" · ".join(fact for fact in facts if fact))
        self.amount.set_amount(int(seen.page.total))
        self.pay.setText(_("Take in a payment") if account.side == "owed_to_us" else _("Pay"))
        writes = self.session.book.mode == "write"
        self.pay.setVisible(account.side != "deposit")
        self.pay.setEnabled(writes and bool(seen.open))
        self.remind.setVisible(account.side == "owed_to_us")
        # Both show her name where it is written: never before a projector.
        seen_by_all = names_covered()
        self.remind.setEnabled(bool(seen.open) and seen.party.name is not None and not seen_by_all)
        self.change.setEnabled(writes and not seen_by_all)
        self._write_rows()

    def _write_rows(self) -> None:
        seen, _ = self._seen, self.session._
        if seen is None:
            return
        history = self.which.current() == "history"
        self._hide("due", history)
        self._hide("change", not history)
        if history:
            rows = tuple(self._line(one) for one in seen.page.rows)
            if seen.page.first is not None:
                rows = (self._earlier(seen.page.first, seen.page.opening), *rows)
            self.empty.say(_("Nothing has been written yet."), "", "")
        else:
            rows = tuple(self._bill(bill) for bill in seen.open)
            self.empty.say(_("All of it is paid."), "", "")
        self.register.set_source(w.Rows(rows), at_end=history)

    def _bill(self, bill: Bill) -> w.RegisterRow:
        _, today = self.session._, self.session.today()
        late = 0 if bill.due is None else (today - bill.due).days
        memo = name_shown(self._seen.page.memos.get(bill.entry)) if self._seen is not None else ""
        return w.RegisterRow(
            key=("bill", bill.id),
            title=_("Bill of {day}", day=format_day(bill.day, _.language, short=True)),
            detail=memo,
            picture="receipt",
            badge=w.RegisterBadge(late_words(late, _), "warning", "warn") if late > 0 else None,
            cells=(
                ("due", "" if bill.due is None else format_day(bill.due, _.language, short=True)),
                ("open", format_amount(bill.open, symbol=False)),
            ),
        )

    def _earlier(self, first: date, opening: Rupiah) -> w.RegisterRow:
        """What was open before the rows that are shown; pressing it shows older ones."""
        _ = self.session._
        return w.RegisterRow(
            key=_EARLIER,
            title=_("Left before {day}", day=format_day(first, _.language, short=True)),
            detail=_("see older ones"),
            picture="clock-counter-clockwise",
            cells=(("open", format_amount(opening, symbol=False)),),
        )

    def _line(self, row: CardRow) -> w.RegisterRow:
        _ = self.session._
        memo = name_shown(row.memo)
        day = format_day(row.day, _.language, short=True)
        return w.RegisterRow(
            key=("entry", row.entry),
            title=self.session.kind_name(row.kind),
            detail=", ".join(part for part in (day, memo) if part),
            picture=picture_of(row.kind),
            cells=(
                ("change", format_amount(row.change, symbol=False)),
                ("open", format_amount(row.balance, symbol=False)),
            ),
        )

    def _hide(self, key: str, hidden: bool) -> None:
        for place, column in enumerate(self.register.table.rows.columns):
            if column.key == key:
                self.register.table.setColumnHidden(place, hidden)

    def ask_payment(self) -> None:
        """Open the dialog of a payment."""
        if (seen := self._seen) is not None and seen.open:
            account = seen.account
            PayDialog(self.session, seen.party, account, seen.open, boxes_for(self.session, account), self).open()

    def _remind(self) -> None:
        if (seen := self._seen) is not None and seen.open:
            told = ageing(((bill.counts_from, bill.open) for bill in seen.open), self.session.today())
            ReminderDialog(self.session, PartyDebt(seen.party, seen.open, told), self).open()

    def _change(self) -> None:
        if self._seen is not None:
            PartyDialog(self.session, self._seen.party, self).open()

    def _print(self) -> None:
        if self._seen is not None:
            asked = {"party": self._seen.party.uid.hex()}
            DebtsPaperDialog(self.session, self.tasks, "party-card", asked, self).open()

    def _open(self, key: object) -> None:
        seen = self._seen
        match key:
            case ("earlier",):
                self._show_earlier()
            case ("entry", int(entry)):
                EntryDialog(self.session, entry, self).open()
            case ("bill", int(bill)) if seen is not None:
                found = next((one for one in seen.open if one.id == bill), None)
                if found is not None and self.session.book.mode == "write":
                    self._open_bill(seen.account, found)

    def _show_earlier(self) -> None:
        """A page more, with what is older in sight."""
        if (seen := self._seen) is not None and seen.page.first is not None:
            shown = len(seen.page.rows)
            self._before = seen.page.first
            self.refresh()
            table = self.register.table
            table.choose(max(0, table.rows.rowCount() - shown - 1))

    def _open_bill(self, account: DebtAccount, bill: Bill) -> None:
        if self._seen is not None:
            BillDialog(self.session, self._seen.party, account, bill, self).open()

    def _lay_out(self) -> None:
        worn = look()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(worn.px(10))
        head = QHBoxLayout()
        head.setSpacing(worn.px(12))
        head.addWidget(w.Picture("user", 36, "primary"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        head.addLayout(words, 1)
        head.addWidget(self.amount)
        head.addWidget(self.back)
        column.addLayout(head)
        acts = w.Flow(spacing=8)
        for button in (self.pay, self.remind, self.change, self.print):
            acts.add(button)
        column.addWidget(acts)
        column.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.register, 1)
