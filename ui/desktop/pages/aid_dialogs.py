"""The acts with aid, each a dialog: the plan, and which records used money for one of its lines."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.book import Tx
from kpmbooks.dates import format_day
from kpmbooks.group import aid
from kpmbooks.group.aid import AidUse, PlanLine
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, read_amount
from kpmbooks.problems import Problem
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.pages.debts_dialogs import money
from ui.desktop.session import Session
from ui.desktop.theme import look, name_shown

MOST_OFFERED = 40
"""So many records that are at no line yet are offered, the latest first."""


class PlanDialog(AskDialog):
    """What the aid is for, line by line."""

    def __init__(self, session: Session, lines: Sequence[PlanLine], parent: QWidget | None = None) -> None:
        _ = session._
        title = _("What is the aid for?")
        super().__init__(session, title, "gift", name="aid_plan", act=_("Save the plan"), parent=parent)
        self._rows: list[_PlanRow] = []
        self._place = QVBoxLayout()
        self._place.setSpacing(look().px(8))
        self.column.addLayout(self._place)
        self.add = w.Button(_("One more line"), object_name="aid_plan_add", picture="plus")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(lambda: self._add("", "", "", go=True))
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.close_up()
        for line in lines:
            self._add(line.id, line.name, f"{int(line.amount):,}".replace(",", "."))
        for _nth in range(max(0, 3 - len(lines))):
            self._add("", "", "")
        self._rows[0].name.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Write the plan; an empty line is none."""
        told: list[tuple[str, str, Rupiah]] = []
        for nth, row in enumerate(self._rows):
            name, text = row.name.text().strip(), row.amount.text().strip()
            if not name and not text:
                continue
            amount = read_amount(text) if text else Rupiah(0)
            if isinstance(amount, Problem):
                self.refuse((amount.at(f"amount {nth}"),))
                return
            told.append((row.key, name, amount))
        ledger = self.session.ledger
        self.act(lambda tx: aid.set_plan(tx, ledger, told))

    def _add(self, key: str, name: str, amount: str, *, go: bool = False) -> None:
        place = len(self._rows)
        row = _PlanRow(self.session._, place + 1, key, name, amount)
        self.fields[f"name {place}"] = row.name
        self.fields[f"amount {place}"] = row.amount
        self._rows.append(row)
        self._place.addWidget(row)
        if go:
            row.name.setFocus(Qt.FocusReason.OtherFocusReason)


class _PlanRow(QWidget):
    def __init__(self, _: Translator, number: int, key: str, name: str, amount: str) -> None:
        super().__init__()
        self.key = key
        self.name = w.TextField(
            name, object_name=f"aid_line_{number}_name", accessible_name=_("Line {n} is for", n=number), hint=_("for")
        )
        self.amount = w.TextField(
            amount,
            object_name=f"aid_line_{number}_amount",
            accessible_name=_("Line {n} may cost", n=number),
            hint=_("rupiah"),
        )
        self.amount.setFixedWidth(look().px(170))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(6))
        row.addWidget(self.name, 1)
        row.addWidget(self.amount)


class UsesDialog(AskDialog):
    """Which records used money for a line: those that are ticked."""

    def __init__(
        self, session: Session, line: PlanLine, offered: Sequence[AidUse], parent: QWidget | None = None
    ) -> None:
        _ = session._
        super().__init__(session, line.name, "receipt", name="aid_uses", act=_("Save"), parent=parent)
        self.line = line
        told = _("Planned {planned}, used {used}.", planned=money(line.amount), used=money(line.used))
        self.column.addWidget(w.text_label(told, "base", "muted", wrap=True))
        self.column.addWidget(w.text_label(_("Tick what was paid for this."), "base", wrap=True))
        self.checks: list[tuple[AidUse, w.Check]] = []
        for nth, use in enumerate((*line.uses, *offered[:MOST_OFFERED]), 1):
            words = _(
                "{day}: {what}, {amount}",
                day=format_day(use.day, _.language, short=True),
                what=name_shown(use.words) or session.kind_name(use.kind),
                amount=money(use.amount),
            )
            check = w.Check(words, object_name=f"aid_use_{nth}")
            check.setChecked(use.line == line.id)
            self.checks.append((use, check))
            self.column.addWidget(check)
        if not self.checks:
            self.column.addWidget(w.text_label(_("Nothing was paid yet. Record it first."), "base", wrap=True))
        self.close_up()
        first = self.checks[0][1] if self.checks else self.rest
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Put the ticked ones to the line, take the others off."""
        ledger, line = self.session.ledger, self.line
        on = [use.uid for use, check in self.checks if check.isChecked() and use.line != line.id]
        off = [use.uid for use, check in self.checks if not check.isChecked() and use.line == line.id]

        def put(tx: Tx) -> None:
            aid.put_to_line(tx, ledger, on, line.id)
            aid.put_to_line(tx, ledger, off, "")

        self.act(put)
