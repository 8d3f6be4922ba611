"""The rows of the rules: kinds of savings, and the parts into which a result is split."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kpmbooks.group import Pool, SavingsKind
from kpmbooks.group.sharing import Key
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem
from ui.desktop import widgets as w
from ui.desktop.pages.record_fields import AmountAnswer
from ui.desktop.pages.rules_words import KEYS, percent_words
from ui.desktop.theme import look

MOST_KINDS: Final = 4
MOST_POOLS: Final = 8
_PERCENT: Final = re.compile(r"\d{1,3}(?:[.,]\d{1,4})?")


def read_percent(text: str, field: str) -> Fraction | Problem:
    """A percentage: "40", "12,5"."""
    plain = text.strip().removesuffix("%").strip()
    if not _PERCENT.fullmatch(plain):
        message = N_("Write a percentage, such as 40 or 12,5.")
        return Problem("percent-unreadable", message, {}, field)
    return Fraction(plain.replace(",", "."))


class SavingsRows(QWidget):
    """Kinds of savings: what each is called, how much a meeting asks, whether it can be taken back."""

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._ids: list[str] = []
        self.names: list[w.TextField] = []
        self.amounts: list[AmountAnswer] = []
        self.withdrawable: list[w.Check] = []
        self._rows: list[QWidget] = []
        self.more = w.Button(_("Another kind"), object_name="savings_more", role="link", picture="plus", weight="bold")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        self._column = column
        column.addWidget(self.more)
        self.more.clicked.connect(self._show_next)

    def put(self, kinds: Sequence[SavingsKind]) -> None:
        """Show the kinds that there are, and one empty row where there is none."""
        while len(self._rows) < max(1, len(kinds)):
            self._add_row()
        for nth in range(len(self._rows)):
            kind = kinds[nth] if nth < len(kinds) else None
            self._ids[nth] = "" if kind is None else kind.id
            self.names[nth].setText("" if kind is None else kind.name)
            self.amounts[nth].put(None if kind is None else int(kind.amount))
            self.withdrawable[nth].setChecked(kind is None or kind.withdrawable)
            self._rows[nth].setVisible(kind is not None or (nth == 0 and not kinds))
        self._fit()

    def read(self) -> tuple[SavingsKind, ...] | Problem:
        """The kinds as they were written; a row without a name and amount is none."""
        found: list[SavingsKind] = []
        for nth, line in enumerate(self.names):
            name, typed = line.text().strip(), self.amounts[nth].text().strip()
            if not name and not typed:
                continue
            amount = self.amounts[nth].value() if typed else Rupiah(0)
            if amount is None:
                return Problem("savings-amount", N_("Write the amount anew, in rupiah."), {}, f"savings.{nth}")
            can = self.withdrawable[nth].isChecked()
            key = self._ids[nth] or _new_id(name, can, {one.id for one in found} | set(self._ids))
            found.append(SavingsKind(key, name, amount, can))
        return tuple(found)

    def _add_row(self) -> None:
        """One more row, empty; there are as many as were needed so far."""
        _, nth = self._, len(self._rows)
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look().px(10))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        name = w.TextField(
            object_name=f"savings_name_{nth}", accessible_name=_("Savings {n}: what is it called?", n=nth + 1)
        )
        amount = AmountAnswer(_, f"savings_amount_{nth}", _("Savings {n}: how much?", n=nth + 1), small=True)
        check = w.Check(
            _("Can be taken back"),
            object_name=f"savings_withdrawable_{nth}",
            accessible_name=_("Savings {n}: can be taken back", n=nth + 1),
        )
        grid.addWidget(name, 0, 0)
        grid.addWidget(amount, 0, 1)
        grid.addWidget(check, 1, 0, 1, 2)
        self._column.insertWidget(nth, row)
        self.names.append(name)
        self.amounts.append(amount)
        self.withdrawable.append(check)
        self._ids.append("")
        self._rows.append(row)

    def _show_next(self) -> None:
        if not any(row.isHidden() for row in self._rows):
            self._add_row()
            self.withdrawable[-1].setChecked(True)
        hidden = next((row for row in self._rows if row.isHidden()), self._rows[-1])
        hidden.show()
        self.names[self._rows.index(hidden)].setFocus()
        self._fit()

    def _fit(self) -> None:
        self.more.setVisible(sum(not row.isHidden() for row in self._rows) < MOST_KINDS)


def _new_id(name: str, withdrawable: bool, taken: set[str]) -> str:
    """The id of a new kind: that under which records by hand stand already, where it is free."""
    usual = "sukarela" if withdrawable else "wajib"
    plain = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_") or "tabungan"
    candidates = (usual, plain, *(f"{plain}_{nth}" for nth in range(2, 100)))
    return next(one for one in candidates if one not in taken)


class PoolRows(QWidget):
    """The parts of a result: what each is called, how many percent, by what it is shared. ``changed`` at every key."""

    changed = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self.names: list[w.TextField] = []
        self.percents: list[w.TextField] = []
        self.keys: list[w.Choice] = []
        self._rows: list[QWidget] = []
        self.sum = w.text_label("", "bold", wrap=True)
        self.sum.setObjectName("pools_sum")
        self.more = w.Button(_("Another part"), object_name="pools_more", role="link", picture="plus", weight="bold")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        self._column = column
        column.addWidget(self.sum)
        column.addWidget(self.more)
        self.more.clicked.connect(self._show_next)

    def put(self, pools: Sequence[Pool]) -> None:
        """Show the parts that there are."""
        while len(self._rows) < len(pools):
            self._add_row()
        for nth in range(len(self._rows)):
            pool = pools[nth] if nth < len(pools) else None
            self.names[nth].setText("" if pool is None else pool.name)
            self.percents[nth].setText("" if pool is None else percent_words(pool.percent))
            self.keys[nth].set_current("equal" if pool is None else pool.key)
            self._rows[nth].setVisible(pool is not None)
        self._add_up()
        self._fit()

    def read(self) -> tuple[Pool, ...] | Problem:
        """The parts as they were written; an empty row is none."""
        found = []
        for nth, line in enumerate(self.names):
            name, typed = line.text().strip(), self.percents[nth].text().strip()
            if not name and not typed:
                continue
            percent = read_percent(typed, f"pools.{nth}")
            if isinstance(percent, Problem):
                return percent
            if not name:
                return Problem("pool-name", N_("Write what this part is for."), {}, f"pools.{nth}")
            found.append(Pool(name, percent, cast(Key, self.keys[nth].current())))
        return tuple(found)

    def _add_up(self) -> None:
        """Say at every key how much it comes to."""
        _ = self._
        total = Fraction(0)
        for line in self.percents:
            read = read_percent(line.text(), "")
            if isinstance(read, Fraction):
                total += read
        if total == 100:
            self.sum.setText(_("Together exactly 100 %."))
        elif total:
            lacks = total < 100
            words = (
                N_("Together {total} %: {rest} % are missing.")
                if lacks
                else N_("Together {total} %: {rest} % too many.")
            )
            self.sum.setText(_(words, total=percent_words(total), rest=percent_words(abs(100 - total))))
        self.sum.setVisible(bool(total))
        self.changed.emit()

    def _add_row(self) -> None:
        """One more row, empty; there are as many as were needed so far."""
        _, nth = self._, len(self._rows)
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look().px(10))
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 2)
        name = w.TextField(object_name=f"pool_name_{nth}", accessible_name=_("Part {n}: what is it for?", n=nth + 1))
        percent = w.TextField(
            object_name=f"pool_percent_{nth}", accessible_name=_("Part {n}: how many percent?", n=nth + 1), hint="%"
        )
        key = w.Choice(object_name=f"pool_key_{nth}", accessible_name=_("Part {n}: shared by what?", n=nth + 1))
        key.setMinimumContentsLength(8)
        for share, words in KEYS.items():
            key.add(_(words), share)
        for place, part in enumerate((name, percent, key)):
            grid.addWidget(part, 0, place)
        self._column.insertWidget(nth, row)
        self.names.append(name)
        self.percents.append(percent)
        self.keys.append(key)
        self._rows.append(row)
        percent.textChanged.connect(lambda _text: self._add_up())

    def _show_next(self) -> None:
        if not any(row.isHidden() for row in self._rows):
            self._add_row()
        hidden = next((row for row in self._rows if row.isHidden()), self._rows[-1])
        hidden.show()
        self.names[self._rows.index(hidden)].setFocus()
        self._fit()

    def _fit(self) -> None:
        self.more.setVisible(sum(not row.isHidden() for row in self._rows) < MOST_POOLS)
