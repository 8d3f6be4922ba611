"""The records behind a figure: an account with what moved in it, line by line; each line opens its record."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day
from kpmbooks.ledger import DEBIT_TYPES, Account
from kpmbooks.ledger.register import register_page, register_sums
from kpmbooks.money import Rupiah, format_amount
from ui.desktop import widgets as w
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.entry_line import EntryLine, entry_lines
from ui.desktop.session import Session
from ui.desktop.theme import look
from ui.desktop.widgets.labels import covered
from ui.desktop.widgets.selected import go_where_selected

MOST_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class _Behind:
    """An account's latest records in the period, the newest first, each with what it did on the natural side."""

    lines: tuple[tuple[EntryLine, Rupiah], ...]
    total: Rupiah
    count: int


class RecordsBehindDialog(CardDialog):
    """Every account that moved in ``period``, beginning with ``account``. ``correct_asked`` carries a number."""

    WIDE = 680
    correct_asked = Signal(str)

    def __init__(
        self, session: Session, period: Period, account: int | None = None, parent: QWidget | None = None
    ) -> None:
        _ = session._
        super().__init__(_("Records behind a figure"), "magnifying-glass", object_name="records_behind", parent=parent)
        self._session, self._period = session, period
        self._accounts = {one.id: one for one in session.ask(self._moved) or ()}
        self.account = w.Choice(object_name="records_behind_account", accessible_name=_("Which figure?"))
        for one in self._accounts.values():
            self.account.add(one.name, one.id)
        if account in self._accounts:
            self.account.set_current(account)
        self.told = w.text_label("", "base", "muted", wrap=True)
        self.records = QListWidget()
        self.records.setObjectName("records_behind_list")
        self.records.setAccessibleName(_("Records of this figure"))
        self.records.setUniformItemSizes(True)
        self.records.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.records.setMinimumHeight(look().px(260))
        go_where_selected(self.records)
        self.column.addWidget(w.field_label(_("Which figure?"), self.account))
        self.column.addWidget(self.account)
        self.column.addWidget(self.told)
        self.column.addWidget(self.records, 1)
        close = w.Button(_("Close"), object_name="records_behind_close")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        self.buttons.addStretch(1)
        self.buttons.addWidget(close)
        self.account.currentIndexChanged.connect(lambda _index: self.show_records())
        self.records.itemActivated.connect(self._open)
        self.records.itemClicked.connect(self._open)
        self.show_records()
        self.account.setFocus()

    def show_records(self) -> None:
        """List the records of the account that is chosen."""
        session, _ = self._session, self._session._
        self.records.clear()
        chosen = self.account.current()
        account = self._accounts.get(chosen) if isinstance(chosen, int) else None
        if account is None:
            self.told.setText(_("Nothing moved in {period}.", period=self._period))
            return
        found = session.ask(lambda reader: self._behind(reader, account))
        if found is None:
            return
        for line, amount in found.lines:
            item = QListWidgetItem(look().icon(line.picture), self._said(line, amount))
            item.setData(Qt.ItemDataRole.UserRole, line.entry)
            font = look().font("base")
            font.setStrikeOut(line.struck)
            item.setFont(font)
            self.records.addItem(item)
        self.records.setCurrentRow(0)
        total = covered() if look().private else format_amount(found.total)
        words = _("{total} in {period}", total=total, period=self._period)
        if found.count > len(found.lines):
            most = _("The {n} latest records are shown.", n=MOST_SHOWN)
            words = f"{words}. {most}"
        self.told.setText(words)

    def _moved(self, reader: Reader) -> tuple[Account, ...]:
        ledger = self._session.ledger
        moved = books.sums_in(reader, ledger.id, self._period)
        return tuple(one for one in books.accounts(reader, ledger) if one.id in moved and moved[one.id].lines)

    def _behind(self, reader: Reader, account: Account) -> _Behind:
        period = self._period
        before = register_sums(reader, account.id, period.first - timedelta(days=1))
        until = register_sums(reader, account.id, period.last)
        count, sign = until.lines - before.lines, 1 if account.type in DEBIT_TYPES else -1
        rows = register_page(reader, account.id, period, max(0, count - MOST_SHOWN), MOST_SHOWN)[::-1]
        entries = {one.id: one for one in books.read_entries(reader, [row.entry for row in rows])}
        lines = entry_lines(reader, (entries[row.entry] for row in rows), self._session._.language)
        amounts = (Rupiah(sign * (row.debit - row.credit)) for row in rows)
        return _Behind(tuple(zip(lines, amounts, strict=True)), Rupiah(sign * (until.net - before.net)), count)

    def _open(self, item: QListWidgetItem) -> None:
        if any(one.isVisible() for one in self.findChildren(EntryDialog)):
            return  # a double click is one wish
        dialog = EntryDialog(self._session, int(item.data(Qt.ItemDataRole.UserRole)), self)
        dialog.correct_asked.connect(self._correct)
        dialog.open()

    def _correct(self, number: str) -> None:
        self.accept()
        self.correct_asked.emit(number)

    def _said(self, line: EntryLine, amount: Rupiah) -> str:
        figure = covered() if look().private else format_amount(amount)
        words = f" – {line.words}" if line.words else ""
        day = format_day(line.day, self._session._.language, weekday=True)
        return f"{line.name} {figure}{words}\n{day}   {line.number}"
