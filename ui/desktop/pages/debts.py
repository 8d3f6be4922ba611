"""Bon & utang: who owes us, whom we owe, by when; the card of each with the acts; what has no name yet gets one."""

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from kpmbooks import trade
from kpmbooks.money import Rupiah
from ui.desktop import widgets as w
from ui.desktop.pages.debts_card import DebtsCard
from ui.desktop.pages.debts_dialogs import NameDialog
from ui.desktop.pages.debts_list import (
    NAMELESS,
    DebtsSeen,
    debt_columns,
    debt_rows,
    debts_seen,
    late_of,
    total_of,
)
from ui.desktop.pages.debts_paper import DebtsPaperDialog
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look
from ui.desktop.widgets.register_table import Register


class DebtsPage(FixedPage):
    """``arrive`` takes a side ("owed_to_us", "we_owe"), or account and party of a card."""

    TOPICS: ClassVar[frozenset[str]] = FixedPage.TOPICS | {"trade"}

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="debts_page", parent=parent)
        _ = session._
        self._seen: DebtsSeen | None = None
        self.which = w.SegmentedSwitch(
            (
                w.Segment("owed_to_us", _("What others owe us"), "hand-arrow-down"),
                w.Segment("we_owe", _("What we owe"), "hand-arrow-up"),
            ),
            object_name="debts_side",
            accessible_name=_("Which debts?"),
        )
        self.new = w.Button("-", object_name="debts_new", picture="plus", weight="bold")
        self.print = w.Button(_("Collector's list"), object_name="debts_print_list", picture="printer")
        self.by_age = w.Button(_("Age of debts"), object_name="debts_print_ages", picture="printer")
        self.empty = w.EmptyState(
            "handshake",
            "-",
            "-",
            object_name="debts_empty",
            button=_("Write one down"),
            button_picture="note-pencil",
        )
        self.register = Register(
            debt_columns(_), empty=self.empty, object_name="debts", accessible_name=_("Who, by when, how much")
        )
        self.register.foot.add_figure("late", _("Late"), picture="warning", tone="warn")
        self.register.foot.add_figure("total", _("Left to pay"), picture="handshake", large=True)
        self.card = DebtsCard(session, tasks)
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(10))
        self._top = QHBoxLayout()
        self._top.addWidget(self.which)
        self._top.addStretch(1)
        column.addLayout(self._top)
        self._acts = w.Flow(spacing=8)
        for button in (self.new, self.print, self.by_age):
            self._acts.add(button)
        column.addWidget(self._acts)
        column.addWidget(self.register, 1)
        self._parts = QStackedLayout()
        self.column.addLayout(self._parts, 1)  # first: a part that is shown without a page would be a window
        for part in (self._list, self.card):
            self._parts.addWidget(part)
        self.setFocusProxy(self.register.table)

        self.which.chosen.connect(lambda _side: self._write())
        self.new.clicked.connect(self._record)
        self.empty.pressed.connect(self._record)
        self.print.clicked.connect(lambda: self._paper("collectors-list"))
        self.by_age.clicked.connect(lambda: self._paper("debts"))
        self.register.table.opened.connect(self._open)
        self.card.left.connect(self.show_list)

    def arrive(self, wish: Any) -> None:
        """Show a side, the card of a party, or the list as it was."""
        match wish:
            case (int(account), int(party)):
                self._open((account, party))
            case "owed_to_us" | "we_owe":
                self.which.set_current(wish)
                self.show_list()
                self._write()
            case _other:
                self.show_list()

    def other_ledger(self) -> None:
        """Show the debts of the other ledger."""
        self._seen = None
        self.show_list()
        self.look_again()

    def arrange(self, now: w.Span) -> None:
        """Where it is tight the caption gives way, and what other pages offer as well."""
        narrow = now == "narrow"
        if narrow:  # the one that is asked for at a door stays
            self._top.addWidget(self.print)
        else:
            for button in (self.new, self.print, self.by_age):
                self._acts.add(button)
        self._acts.setHidden(narrow)
        self.register.foot.set_tight(narrow)
        self.card.set_narrow(narrow=narrow)
        self._write()

    def refresh(self) -> None:
        session = self.session
        seen = session.ask(lambda reader: debts_seen(reader, session.ledger, session.today()))
        if seen is None:
            return
        self._seen = seen
        if not seen.can_be_owed:
            self.which.set_current("we_owe")
        self.which.setVisible(seen.can_be_owed)
        self._write()
        if self._parts.currentWidget() is self.card:
            self.card.refresh()

    def show_list(self) -> None:
        """Show everybody."""
        self._parts.setCurrentWidget(self._list)
        here: QWidget = self.register.table
        if self.register.is_empty() and self.empty.button is not None:
            here = self.empty.button
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self) -> None:
        seen, _ = self._seen, self.session._
        if seen is None:
            return
        ours = self.which.current() == "owed_to_us"
        accounts = seen.side(self.which.current())
        if ours:
            self.empty.say(
                _("Nobody owes us anything."),
                _("What is sold and not yet paid stands here, by name."),
                _("Write one down"),
            )
        else:
            self.empty.say(
                _("We owe nothing."), _("What is bought and not yet paid stands here, by name."), _("Write one down")
            )
        rows = debt_rows(accounts, seen.day, _, phones=self._span != "narrow")
        self.register.set_source(w.Rows(rows), at_end=False)
        writes = self.session.book.mode == "write"
        self.new.setText(self.session.kind_name(self._kind()))
        self.new.setEnabled(writes)
        self.new.setVisible(bool(accounts))
        self.print.setVisible(ours and any(one.rows for one in accounts))
        self.by_age.setVisible(seen.has_records)
        people = len({row.party.id for one in accounts for row in one.rows})
        figures = {"late": int(late_of(accounts, seen.day)), "total": int(total_of(accounts))}
        self.register.foot.show_figures(_.plural("{n} person", "{n} persons", people), figures)

    def _kind(self) -> str:
        if self.which.current() == "owed_to_us":
            return "jual_belum_dibayar"
        return "ngebon_warung" if self.session.ledger.kind == "keluarga" else "beli_belum_dibayar"

    def _record(self) -> None:
        self.go.emit("record", self._kind())

    def _paper(self, name: str) -> None:
        DebtsPaperDialog(self.session, self.tasks, name, {}, self).open()

    def _open(self, key: object) -> None:
        match key:
            case (int(account), int(party)) if party == NAMELESS:
                self._give_name(account)
            case (int(account), int(party)):
                self._parts.setCurrentWidget(self.card)
                self.card.show_party(account, party)

    def _give_name(self, account: int) -> None:
        session, seen = self.session, self._seen
        if seen is None or session.book.mode != "write":
            return
        found = next((one for one in (*seen.owed_to_us, *seen.we_owe) if one.account.id == account), None)
        if found is not None and found.nameless > Rupiah(0):
            known = session.ask(trade.parties) or ()
            names = [party.name for party in known if party.name]
            NameDialog(session, found.account, found.nameless, names, self).open()
