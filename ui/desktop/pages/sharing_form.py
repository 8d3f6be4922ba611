"""The first step of sharing: where the result comes from, how much of it is shared, its parts to the last percent."""

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from kpmbooks.group.sharing import PoolShared, format_percent
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem
from reports.group.sharing import KEY_NAMES, said_problem
from ui.desktop import widgets as w
from ui.desktop.pages.meeting_open import put_in_scroll
from ui.desktop.pages.members_list import called, day_words
from ui.desktop.pages.sharing_work import UNITS, SharingSeen, SharingWishes
from ui.desktop.theme import look


class SharingForm(QWidget):
    """``changed``: something else is wished for; ``pools_asked`` and ``transactions_asked`` want their dialogs;
    ``pressed`` goes on to what each member gets."""

    changed = Signal()
    pools_asked = Signal()
    transactions_asked = Signal()
    pressed = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sharing_form")
        self._ = _
        self._filling = False
        self._seen: SharingSeen | None = None
        self._gone: list[tuple[int, w.Check]] = []
        self._lines: QWidget | None = None
        self._parts: QWidget | None = None
        self.told = w.Strip("-", tone="warn", picture="warning")
        self.told.setObjectName("sharing_problem")
        self.result_card = w.Card(_("Where the result comes from"), picture="chart-line-up")
        self.pool_card = w.Card(_("The parts"), picture="percent")
        self.result = w.AmountEdit(_, object_name="sharing_result", accessible_name=_("How much is shared?"))
        self.unit = w.Choice(object_name="sharing_unit", accessible_name=_("Rounded down to"))
        for unit in UNITS:
            self.unit.add(_("one rupiah") if unit == 1 else f"Rp{unit:,}".replace(",", "."), unit)
        self.who_left = QVBoxLayout()
        self.pools = w.Button(_("Change the parts"), object_name="sharing_pools", picture="percent")
        self.transactions = w.Button(
            _("Write everybody's transactions"), object_name="sharing_transactions", picture="receipt"
        )
        self.go_on = w.Button(
            _("What each member gets"), object_name="sharing_go_on", role="primary", picture="users-three", big=True
        )
        self._lay_out()
        self.result.changed.connect(self._read)
        self.unit.currentIndexChanged.connect(self._read)
        self.pools.clicked.connect(self.pools_asked)
        self.transactions.clicked.connect(self.transactions_asked)
        self.go_on.clicked.connect(self.pressed)
        self.result.submitted.connect(lambda _amount: self.pressed.emit() if self.go_on.isEnabled() else None)

    def wishes(self, before: SharingWishes) -> SharingWishes:
        """What stands in the fields; parts and transactions stay as they were."""
        seen = self._seen
        most = None if seen is None else seen.earned.left
        typed = self.result.value()
        unit = self.unit.current()
        return SharingWishes(
            None if typed is None or typed == most else typed,
            unit if isinstance(unit, int) else 1,
            frozenset(key for key, check in self._gone if check.isChecked()),
            before.transactions,
            before.pools,
        )

    def show_seen(self, seen: SharingSeen, wishes: SharingWishes, *, writes: bool, fresh: bool) -> None:
        """Show it; ``fresh`` fills the fields anew, because other months are looked at."""
        self._filling = True
        self._seen = seen
        if fresh:
            whole = seen.proposal.shared.sharing.result if seen.posted and seen.proposal else seen.earned.left
            self.result.set_text("" if whole <= 0 else f"{int(whole):,}".replace(",", "."))
            self._offer_gone(seen, wishes)
        if isinstance(self.unit.current(), int) and self.unit.current() != wishes.unit:
            self.unit.set_current(wishes.unit if wishes.unit in UNITS else 1)
        self._show_lines(seen)
        self._show_parts(seen)
        self._say(seen.problems)
        may = writes and seen.posted is None
        for field in (self.result, self.unit, self.pools, self.transactions):
            field.setEnabled(may)
        self.transactions.setVisible(seen.asks_transactions and seen.posted is None)
        self.go_on.setEnabled(seen.proposal is not None)
        self._filling = False

    def arrange(self, *, narrow: bool) -> None:
        """Cards beside each other; or one below another, what is missing above them and the button always in sight."""
        (self._cards if narrow else self._whole).insertWidget(0, self.told)
        (self._whole if narrow else self.pool_card.body).addWidget(self.go_on)
        ways = QBoxLayout.Direction
        self._cards.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def take_focus(self) -> None:
        """To the amount, or to what is missing."""
        seen = self._seen
        first: QWidget = self.pools if seen is not None and not seen.pools else self.result
        (first if first.isEnabled() else self.go_on).setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        if not self._filling:
            self.changed.emit()

    def _say(self, problems: Sequence[Problem]) -> None:
        self.told.setVisible(bool(problems))
        if problems:
            words = said_problem(problems[0], self._)
            self.told.set_text(words)
            self.told.setAccessibleName(words)

    def _offer_gone(self, seen: SharingSeen, wishes: SharingWishes) -> None:
        for _key, check in self._gone:
            self.who_left.removeWidget(check)
            check.hide()
            check.deleteLater()
        self._gone = []
        for one in seen.gone:
            words = self._(
                "{name} left on {day}: she gets a part too", name=called(self._, one), day=day_words(one.left, self._)
            )
            check = w.Check(words, object_name=f"sharing_gone_{one.id}")
            check.setChecked(one.id in wishes.also)
            check.toggled.connect(self._read)
            self._gone.append((one.id, check))
            self.who_left.addWidget(check)

    def _show_lines(self, seen: SharingSeen) -> None:
        """How what can be shared comes about."""
        _, income = self._, seen.income
        lines = [(_("Money from sales"), income.revenue), (_("Costs"), Rupiah(-(income.cost + income.expense)))]
        if income.other:
            lines.append((_("Members' dues, fees on loans and other money"), income.other))
        lines.append((_("Result of the months"), seen.earned.net))
        if seen.earned.taken:
            lines += [
                (_("Shared or set aside before"), Rupiah(-seen.earned.taken)),
                (_("Can be shared"), seen.earned.left),
            ]
        self._lines = self._replace(self._lines, self._line_place, _amounts(lines))

    def _show_parts(self, seen: SharingSeen) -> None:
        """The parts with their percentages, the sum always in sight."""
        _ = self._
        amounts: Sequence[PoolShared] = () if seen.proposal is None else seen.proposal.shared.pools
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look().px(10))
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight
        for nth, pool in enumerate(seen.pools):
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(w.text_label(pool.name, "bold", wrap=True))
            words.addWidget(w.text_label(_(KEY_NAMES[pool.key]), "small", "muted"))
            grid.addLayout(words, nth, 0)
            grid.addWidget(w.text_label(f"{format_percent(pool.percent)} %"), nth, 1, right)
            if amounts:
                label = w.MoneyLabel(int(amounts[nth].amount))
                label.setAccessibleName(pool.name)
                grid.addWidget(label, nth, 2, right)
        whole = sum((one.percent for one in seen.pools), Fraction(0))
        last = len(seen.pools)
        grid.addWidget(w.rule(), last, 0, 1, 3)
        tone = "text" if whole == 100 else "out"
        grid.addWidget(w.text_label(_("Together"), "bold", tone), last + 1, 0)
        total = w.text_label(f"{format_percent(whole)} %", "bold", tone)
        total.setObjectName("sharing_percent")
        grid.addWidget(total, last + 1, 1, right)
        self._parts = self._replace(self._parts, self._part_place, rows)

    def _replace(self, old: QWidget | None, place: QVBoxLayout, new: QWidget) -> QWidget:
        if old is not None:
            place.removeWidget(old)
            old.hide()
            old.deleteLater()
        place.addWidget(new)
        return new

    def _lay_out(self) -> None:
        _ = self._
        self._line_place, self._part_place = QVBoxLayout(), QVBoxLayout()
        body = self.result_card.body
        body.addLayout(self._line_place)
        body.addWidget(w.rule())
        body.addWidget(w.field_label(_("How much is shared?"), self.result))
        body.addWidget(self.result)
        body.addWidget(w.field_label(_("Rounded down to"), self.unit))
        body.addWidget(self.unit)
        body.addLayout(self.who_left)
        body.addStretch(1)
        body = self.pool_card.body
        body.addLayout(self._part_place)
        acts = w.Flow(spacing=8)
        acts.add(self.pools)
        acts.add(self.transactions)
        body.addWidget(acts)
        body.addStretch(1)
        body.addWidget(self.go_on)
        inside = QWidget()
        inside.setProperty("role", "page")
        inside.setAccessibleName(_("The result and its parts"))
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(16)
        self._cards.addWidget(self.result_card, 1)
        self._cards.addWidget(self.pool_card, 1)
        above = QWidget()
        put_in_scroll(above, inside, "sharing_scroll")
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look().px(10))
        whole.addWidget(self.told)
        whole.addWidget(above, 1)


def _amounts(lines: Sequence[tuple[str, Rupiah]]) -> QWidget:
    rows = QWidget()
    grid = QGridLayout(rows)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setColumnStretch(0, 1)
    for nth, (words, amount) in enumerate(lines):
        grid.addWidget(w.text_label(words, "base", wrap=True), nth, 0)
        label = w.MoneyLabel(int(amount), tone="out" if amount < 0 else "text")
        label.setAccessibleName(words)
        grid.addWidget(label, nth, 1, Qt.AlignmentFlag.AlignRight)
    return rows
