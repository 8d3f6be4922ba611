"""What was recorded today and in this sitting, days off too, with the ways to correct a record and to take it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kpmbooks import ledger as books
from kpmbooks import recording
from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day
from kpmbooks.i18n import Language, Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.ledger.recent import recent_entries
from kpmbooks.money import Rupiah
from kpmbooks.recording import DayOff, day_off_by_number
from ui.desktop import widgets as w
from ui.desktop.pages.entry_line import EntryLine, entry_lines
from ui.desktop.pages.home_cards import money_of
from ui.desktop.pages.short_label import ShortLabel
from ui.desktop.theme import look, name_shown, wear

LOOKED_AT = 200
MOST_SHOWN = 25


@dataclass(frozen=True, slots=True)
class Sitting:
    """The lines to show, the latest first; how many records are dated today and stand; the cash of today.

    ``off``: the days off that are today or were noted in this sitting.
    """

    lines: tuple[EntryLine, ...]
    off: tuple[DayOff, ...]
    count: int
    money_in: Rupiah
    money_out: Rupiah
    cash: Rupiah


def sitting(
    reader: Reader, ledger: LedgerRef, today: date, written_here: frozenset[str], language: Language
) -> Sitting:
    """Records dated ``today`` and those ``written_here`` (numbers), as far as they are among the latest."""
    lines = [
        line
        for line in entry_lines(reader, recent_entries(reader, ledger, LOOKED_AT), language)
        if line.day == today or line.number in written_here
    ]
    of_today = [line for line in lines if line.day == today and not line.struck]
    cash = [account for account in books.accounts(reader, ledger) if account.is_cash]
    noted = [day_off_by_number(reader, number) for number in sorted(written_here)]
    off = {one.day: one for one in noted if one is not None and one.ledger == ledger.id}
    off |= {one.day: one for one in recording.days_off(reader, ledger, Period(today, today))}
    return Sitting(
        lines=tuple(lines[:MOST_SHOWN]),
        off=tuple(off[day] for day in sorted(off, reverse=True)),
        count=len(of_today) + (today in off),
        money_in=sum((line.money_in for line in of_today), Rupiah(0)),
        money_out=sum((line.money_out for line in of_today), Rupiah(0)),
        cash=sum((books.register_sums(reader, account.id, today).net for account in cash), Rupiah(0)),
    )


class SittingList(QFrame):
    """``correct_asked`` carries the number of a record, ``take_back_asked`` its row in the book.

    ``open_asked`` carries the number of a day off that was none.
    """

    correct_asked = Signal(str)
    take_back_asked = Signal(int)
    open_asked = Signal(str)

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wear(self, role="card")
        self.setObjectName("sitting_list")
        self._ = _
        self._rows: QWidget | None = None
        self.title = w.text_label("", "lead")
        self.money_in = w.MoneyLabel(role="bold", tone="money_in")
        self.money_out = w.MoneyLabel(role="bold", tone="out")
        self.cash = w.MoneyLabel(role="bold")
        self._figures = QWidget()
        figures = QHBoxLayout(self._figures)
        figures.setContentsMargins(0, 0, 0, 0)
        for picture, tone, word, amount, name in (
            ("arrow-circle-down", "money_in", _("In"), self.money_in, "today_in"),
            ("arrow-circle-up", "out", _("Out"), self.money_out, "today_out"),
            ("wallet", "text", _("Cash"), self.cash, "cash_left"),
        ):
            amount.setObjectName(name)
            amount.setAccessibleName(word)
            figures.addWidget(w.Picture(picture, 20, tone, "duotone" if tone == "text" else "fill"))
            figures.addWidget(w.text_label(word, "base", tone))
            figures.addWidget(amount)
            figures.addSpacing(14)
        self._head = QGridLayout()
        self._head.setColumnStretch(0, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.arrange("wide")

    def arrange(self, span: str) -> None:
        """Put the sums beside the title, or below it where that is narrow."""
        self._span = span
        worn = look()
        self._head.setContentsMargins(worn.px(18), worn.px(8), worn.px(4), worn.px(6))
        self._head.addWidget(self.title, 0, 0)
        if span == "narrow":
            self._head.addWidget(self._figures, 1, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._head.addWidget(self._figures, 0, 1)

    def show_sitting(self, shown: Sitting, today: date, *, writable: bool) -> None:
        """Show these lines; ``writable``: they may be corrected and taken back."""
        _ = self._
        self.title.setText(_.plural("Today: {n} record", "Today: {n} records", shown.count))
        self.money_in.set_amount(shown.money_in)
        self.money_out.set_amount(shown.money_out)
        self.cash.set_amount(shown.cash)
        if self._rows is not None:
            self._column.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
        self._rows = QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, look().px(6))
        column.setSpacing(0)
        for off in shown.off:
            column.addWidget(w.rule())
            column.addWidget(self._row_of_day_off(off, writable=writable))
        for line in shown.lines:
            column.addWidget(w.rule())
            column.addWidget(self._row(line, today, writable=writable))
        if not shown.lines and not shown.off:
            column.addWidget(w.rule())
            nothing = w.text_label(_("Nothing was recorded today yet."), "base", "muted")
            nothing.setContentsMargins(look().px(18), look().px(8), 0, look().px(4))
            column.addWidget(nothing)
        self._column.addWidget(self._rows)

    def _row(self, line: EntryLine, today: date, *, writable: bool) -> QWidget:
        worn, _ = look(), self._
        row = QWidget()
        row.setObjectName(f"line_{line.number}")
        across = QHBoxLayout(row)
        across.setContentsMargins(worn.px(18), 0, worn.px(10), 0)
        across.setSpacing(worn.px(10))
        when = w.text_label(_when(line, today, _), "base", "muted")
        when.setMinimumWidth(worn.px(56))
        across.addWidget(when)
        across.addWidget(w.Picture(line.picture, 26, "muted" if line.struck else "text"))
        tone = "muted" if line.struck else "text"
        name = ShortLabel(line.name, "bold", tone, keeps=True)
        words = ShortLabel(line.words, "base", "muted")
        both: QHBoxLayout | QVBoxLayout = QVBoxLayout() if self._span == "narrow" else QHBoxLayout()
        both.setSpacing(0 if self._span == "narrow" else worn.px(10))
        for label in (name, words):
            if line.struck:
                label.strike()
            if label.text():
                both.addWidget(label)
        across.addLayout(both)
        mark = _mark(line, _)
        if mark is not None:
            across.addWidget(mark)
        across.addStretch(1)
        across.addWidget(
            money_of(line, "muted" if line.struck or not line.cash else "money_in" if line.cash > 0 else "out")
        )
        for button in self._acts(line, writable=writable):
            across.addWidget(button)
        row.setMinimumHeight(worn.px(44))
        return row

    def _row_of_day_off(self, off: DayOff, *, writable: bool) -> QWidget:
        worn, _ = look(), self._
        row = QWidget()
        row.setObjectName(f"line_{off.number}")
        across = QHBoxLayout(row)
        across.setContentsMargins(worn.px(18), 0, worn.px(10), 0)
        across.setSpacing(worn.px(10))
        kind = recording.kinds()[recording.DAY_OFF_KIND]
        day = format_day(off.day, _.language, short=True)
        when = w.text_label(day, "base", "muted")
        when.setMinimumWidth(worn.px(56))
        across.addWidget(when)
        across.addWidget(w.Picture(kind.picture, 26, "text"))
        name = recording.kind_name(kind.id, "umum", _.language)
        across.addWidget(ShortLabel(name, "bold", "text"))
        if off.words:
            across.addWidget(ShortLabel(name_shown(off.words), "base", "muted"))
        across.addStretch(1)
        open_again = w.Button(
            _("Cancel"),
            object_name=f"take_back_{off.number}",
            accessible_name=_("Cancel {record}", record=f"{name} {day}"),
            role="quiet",
        )
        open_again.clicked.connect(lambda: self.open_asked.emit(off.number))
        across.addWidget(open_again)
        if not writable:
            open_again.hide()
        row.setMinimumHeight(worn.px(44))
        return row

    def _acts(self, line: EntryLine, *, writable: bool) -> Sequence[w.Button]:
        _ = self._
        named = _("{kind} {amount}", kind=line.name, amount=line.amount)
        correct = w.Button(
            _("Correct"),
            object_name=f"correct_{line.number}",
            accessible_name=_("Correct {record}", record=named),
            role="link",
            picture="pencil-simple",
        )
        take_back = w.Button(
            _("Cancel"),
            object_name=f"take_back_{line.number}",
            accessible_name=_("Cancel {record}", record=named),
            role="quiet",
        )
        correct.clicked.connect(lambda: self.correct_asked.emit(line.number))
        take_back.clicked.connect(lambda: self.take_back_asked.emit(line.entry))
        for button, allowed in ((correct, line.correctable), (take_back, True)):
            button.setEnabled(writable and allowed and not line.struck)
            # Kept as an empty place, so that the amounts stay below each other.
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
            if not button.isEnabled():
                button.hide()
        return (correct, take_back)


def _when(line: EntryLine, today: date, _: Translator) -> str:
    """The hour where it was written on its own day, else the day that it is dated."""
    if line.day == today:
        return line.written.strftime("%H.%M" if _.language == "id" else "%H:%M")
    return format_day(line.day, _.language, short=True)


def _mark(line: EntryLine, _: Translator) -> w.Badge | None:
    if line.replaced_by is not None:
        return w.Badge(
            _("Corrected as no. {number}", number=line.replaced_by), picture="arrow-bend-down-right", weight="bold"
        )
    if line.struck:
        return w.Badge(_("Cancelled"), picture="arrow-u-up-left", weight="bold")
    if line.corrects is not None:
        return w.Badge(_("Correction of no. {number}", number=line.corrects), tone="primary", picture="pencil-simple")
    return None
