"""The box beside a meeting's sheet: what was in it, what came and went, what should lie there now, in words too; and
the loan card of the member whose row is chosen."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.group import SheetRow, ceiling, savings_of
from kpmbooks.group.lending import charge_due, instalment_due, terms_by
from kpmbooks.group.sheet import LOAN_PERIODS
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_
from kpmbooks.words import in_words
from ui.desktop import widgets as w
from ui.desktop.pages.meeting_words import called
from ui.desktop.pages.meeting_work import MeetingSeen
from ui.desktop.theme import look, wear
from ui.desktop.widgets.typed import TypedLine

CHARGES: Final = {"jasa": N_("service"), "bunga": N_("interest"), "margin": N_("margin")}


class BoxCard(w.Card):
    """``pressed``: everything is written, on to counting; ``periods`` tells how often a new loan is paid back."""

    pressed = Signal()
    periods = Signal(int)

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(_("Cash box"), picture="vault", object_name="meeting_box", parent=parent)
        self._ = _
        self.before = w.MoneyLabel(role="bold")
        self.paid = w.MoneyLabel(role="bold", tone="money_in", signed=True)
        self.lent = w.MoneyLabel(role="bold", tone="out")
        self.now = w.MoneyLabel(role="number-l")
        self.now.setObjectName("meeting_box_now")
        self.words = w.text_label("", "base", "muted", wrap=True)
        self.member = MemberCard(_)
        self.member.periods.connect(self.periods)
        self.go_on = w.Button(_("Count the box"), object_name="meeting_to_count", role="primary", big=True)
        self.go_on.clicked.connect(self.pressed)
        self.waiting = w.text_label("", "base", "muted")
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()

    def show_box(self, seen: MeetingSeen) -> None:
        """Show what the sheet comes to."""
        _ = self._
        figures = seen.figures
        self.before.set_amount(figures.before)
        self.paid.set_amount(figures.paid)
        self.lent.set_amount(-figures.lent)
        self.now.set_amount(seen.expected)
        self.words.setText("" if look().private else in_words(seen.expected))
        self.before.setAccessibleName(_("In the box before"))
        self.paid.setAccessibleName(_("Paid in"))
        self.lent.setAccessibleName(_("Lent out"))
        self.now.setAccessibleName(_("In the box now"))
        left = seen.waiting
        self.waiting.setText(
            _.plural("{n} member left", "{n} members left", left) if left else _("All members are done")
        )

    def _lay_out(self) -> None:
        _ = self._
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look().px(6))
        grid.setVerticalSpacing(look().px(8))
        grid.setColumnStretch(1, 1)
        told = (
            (_("In the box before"), "", "text", self.before),
            (_("Paid in"), "arrow-circle-down", "money_in", self.paid),
            (_("Lent out"), "arrow-circle-up", "out", self.lent),
        )
        for place, (word, picture, tone, amount) in enumerate(told):
            if picture:
                grid.addWidget(w.Picture(picture, 22, tone, "fill"), place, 0)
                grid.addWidget(w.text_label(word, "base", tone), place, 1)
            else:
                grid.addWidget(w.text_label(word), place, 0, 1, 2)
            grid.addWidget(amount, place, 2, Qt.AlignmentFlag.AlignRight)
        line = QFrame()
        wear(line, role="line")
        now = w.text_label(_("In the box now"))
        self.body.addWidget(rows)
        self.body.addWidget(line)
        figures = QVBoxLayout()
        figures.setSpacing(2)
        figures.addWidget(now)
        figures.addWidget(self.now)
        figures.addWidget(self.words)
        self.body.addLayout(figures)
        self.body.addSpacing(look().px(4))
        self.body.addWidget(self.member)
        self.body.addStretch(1)
        self.body.addWidget(self.go_on)
        self.body.addWidget(self.waiting)


class BoxStrip(QFrame):
    """The box as a low strip at the foot of a small page: what is in it, and the button. Bare it stands in a line with
    the steps, where the page is lower still."""

    pressed = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meeting_box_strip")
        self._ = _
        self._bare = False
        self.now = w.MoneyLabel(role="number-m")
        self.now.setObjectName("meeting_strip_now")
        self.go_on = w.Button(_("Count the box"), object_name="meeting_strip_to_count", role="primary")
        self.go_on.clicked.connect(self.pressed)
        self.words = w.text_label("", "small", "muted", wrap=True)
        self.vault = w.Picture("vault", 26, "accent")
        self.row = QHBoxLayout(self)
        self.row.addWidget(self.words, 1)
        for widget in (self.vault, self.now, self.go_on):
            self.row.addWidget(widget)
        self.set_bare(bare=False)

    def set_bare(self, *, bare: bool) -> None:
        """Only the amount and the button, without a frame."""
        self._bare = bare
        wear(self, role="plain" if bare else "card")
        across, down = (0, 0) if bare else (look().px(10), look().px(5))
        self.row.setContentsMargins(across, down, across, down)
        for widget in (self.words, self.vault):
            widget.setVisible(not bare)

    def show_box(self, seen: MeetingSeen) -> None:
        """Show what is in the box."""
        self.now.setVisible(seen.rules.money)
        self.now.set_amount(seen.expected)
        self.now.setAccessibleName(self._("In the box now"))
        self.words.setText("" if look().private or not seen.rules.money else in_words(seen.expected))
        self.words.setVisible(not self._bare)


class MemberCard(QFrame):
    """Who is in the chosen row, what she owes and what a new loan would ask of her. For the officers' eyes only."""

    periods = Signal(int)

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meeting_member")
        wear(self, role="soft")
        self._ = _
        self.mark = w.Picture("star", 30, "accent", "fill")
        self.name = w.text_label("", "lead", wrap=True)
        self.loan = w.text_label("", "base", wrap=True)
        self.left = w.text_label("", "base", "muted", wrap=True)
        self.warning = w.text_label("", "base", "warn", wrap=True)
        self.times_word = w.text_label(_("How many times?"), "bold")
        self.times = TypedLine()
        self.times.setObjectName("meeting_periods")
        self.times.setAccessibleName(_("Paid back in how many times?"))
        self.times.setMaximumWidth(look().px(64))
        wear(self.times, role="low")
        self.times_word.setBuddy(self.times)
        self.times.editingFinished.connect(self._said)
        head = QHBoxLayout()
        head.addWidget(self.mark)
        head.addWidget(self.name, 1)
        column = QVBoxLayout(self)
        worn = look()
        column.setContentsMargins(worn.px(12), worn.px(10), worn.px(12), worn.px(10))
        column.setSpacing(worn.px(4))
        column.addLayout(head)
        column.addWidget(self.loan)
        column.addWidget(self.left)
        times = QHBoxLayout()
        times.addWidget(self.times_word, 1)
        times.addWidget(self.times)
        column.addLayout(times)
        column.addWidget(self.warning)

    def show_member(self, row: SheetRow | None, seen: MeetingSeen) -> None:
        """Show who is chosen."""
        self.setVisible(row is not None)
        if row is None:
            return
        _ = self._
        self.mark.show_icon(row.member.mark, "accent", "fill")
        self.name.setText(called(_, row.member))
        private = look().private
        self.loan.setText("")
        self.left.setText("")
        if row.loans and not private:
            loan, terms = row.loans[0]
            paid = loan.amount - loan.left
            part = max(-(-int(loan.amount) // max(terms.periods, 1)), 1)
            nth = min(int(paid) // part + 1, terms.periods)
            self.loan.setText(_("Instalment {nth} of {all}", nth=nth, all=terms.periods))
            left = Rupiah(sum(int(each.left) for each, _terms in row.loans))
            self.left.setText("" if row.gets else _("Loan left {amount}", amount=left))
        self._show_new(row, seen, private=private)
        for label in (self.loan, self.left, self.warning):
            label.setVisible(bool(label.text()))

    def _show_new(self, row: SheetRow, seen: MeetingSeen, *, private: bool) -> None:
        _ = self._
        rules = seen.rules.loans
        asked = row.gets and rules.allowed and not private
        self.times_word.setVisible(bool(asked))
        self.times.setVisible(bool(asked))
        self.warning.setText("")
        if not asked:
            return
        periods = row.written.get(LOAN_PERIODS) or rules.periods
        if not self.times.hasFocus():
            self.times.setText(str(periods))
        terms = terms_by(rules, periods)
        self.loan.setText(
            _(
                "New loan: {n} times {instalment}, with {charge} {part} each month.",
                n=periods,
                instalment=instalment_due(terms, row.gets, row.gets),
                charge=_(CHARGES[terms.charge]),
                part=charge_due(terms, row.gets, row.gets),
            )
        )
        most = ceiling(rules, savings_of(seen.sums.get(row.member.id, {})))
        owed = Rupiah(int(row.gets) + sum(int(loan.left) for loan, _terms in row.loans))
        if most is not None and owed > most:
            self.warning.setText(_("More than {n} times her savings. The meeting decides.", n=rules.multiple))
            self.warning.setToolTip(_("At most {amount}", amount=most))

    def _said(self) -> None:
        text = self.times.text().strip()
        if text.isascii() and text.isdigit() and 0 < int(text) <= 120:
            self.periods.emit(int(text))
