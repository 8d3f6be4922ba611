"""What the money was to be for, beside what was bought: the lines of the plan, and the records of each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kpmbooks.book import Tx
from kpmbooks.i18n import Translator
from kpmbooks.loans import taken_acts as acts
from kpmbooks.loans import taken_uses as uses
from kpmbooks.loans.taken import TakenLoan
from kpmbooks.loans.taken_uses import Bought, UseLine, Uses
from kpmbooks.money import Rupiah, format_amount, read_amount
from kpmbooks.problems import Problem
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.pages.loans_taken_words import lender_shown, money, short_day
from ui.desktop.session import Session
from ui.desktop.theme import look, name_shown

FIRST_LINES = 3
"""Lines that stand there to be written in where nothing was planned."""


class LoanUsesDialog(AskDialog):
    """A line each: for what, planned, spent without a record here, and a button for the records of it."""

    def __init__(self, session: Session, loan: TakenLoan, parent: QWidget | None = None) -> None:
        _ = session._
        title = _("Use of the money from {lender}", lender=lender_shown(loan, _))
        super().__init__(session, title, "list-checks", name="loan_uses", act=_("Save"), parent=parent)
        self._loan = loan
        self._seen = session.ask(lambda reader: uses.uses_of_loan(reader, loan)) or Uses(Rupiah(0), ())
        self.told = w.text_label(_told(self._seen, _), "base", wrap=True)
        self.told.setObjectName("loan_uses_told")
        self.column.addWidget(self.told)
        self.rows: list[_UseRow] = []
        self._place = QVBoxLayout()
        self._place.setSpacing(look().px(12))
        self.column.addLayout(self._place)
        self.add = w.Button(_("One more line"), object_name="loan_uses_add", picture="plus")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(lambda: self._add(None, go=True))
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish()
        for line in self._seen.lines:
            self._add(line)
        for _nth in range(0 if self._seen.lines else FIRST_LINES):
            self._add(None)
        self.rows[0].what.setFocus(Qt.FocusReason.OtherFocusReason)
        self.keep.setEnabled(session.book.mode == "write")

    def save(self) -> None:
        """Keep the lines; an empty one is none."""
        lines = self._lines()
        if isinstance(lines, Problem):
            self.refuse((lines,))
            return
        loan, today = self._loan, self.session.today()
        self.act(lambda tx: uses.set_uses(tx, acts.again(tx, loan, today), lines))

    def _lines(self) -> list[tuple[str, str, Rupiah, Rupiah]] | Problem:
        told: list[tuple[str, str, Rupiah, Rupiah]] = []
        for nth, row in enumerate(self.rows):
            texts = (row.what.text().strip(), row.planned.text().strip(), row.named.text().strip())
            if not any(texts):
                continue
            amounts = []
            for name, text in zip(("planned", "named"), texts[1:], strict=True):
                amount = read_amount(text) if text else Rupiah(0)
                if isinstance(amount, Problem):
                    return amount.at(f"{name} {nth}")
                amounts.append(amount)
            told.append((row.line, texts[0], amounts[0], amounts[1]))
        return told

    def _add(self, line: UseLine | None, *, go: bool = False) -> None:
        place = len(self.rows)
        row = _UseRow(self.session._, place + 1, line)
        for name in ("what", "planned", "named"):
            self.fields[f"{name} {place}"] = getattr(row, name)
        if line is not None:
            row.records.clicked.connect(lambda: self._open(line))
        self.rows.append(row)
        self._place.addWidget(row)
        if go:
            row.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, line: UseLine) -> None:
        """Keep what was written, then tick the records of a line; the page opens this dialog again."""
        lines = self._lines()
        if isinstance(lines, Problem):
            self.refuse((lines,))
            return
        session, loan, today = self.session, self._loan, self.session.today()
        page = self.parentWidget()

        def keep(tx: Tx) -> TakenLoan:
            now = acts.again(tx, loan, today)
            if session.book.mode == "write":
                uses.set_uses(tx, now, lines)
            return acts.again(tx, loan, today)

        kept = self.act(keep)
        if kept is not None:
            TickDialog(session, kept, line, page).open()


class TickDialog(AskDialog):
    """Which records bought what a line was planned for: those that are ticked."""

    def __init__(self, session: Session, loan: TakenLoan, line: UseLine, parent: QWidget | None = None) -> None:
        _ = session._
        super().__init__(session, name_shown(line.plan.what), "list-checks", name="loan_tick", act=_("Save"),
                         parent=parent)  # fmt: skip
        self._loan, self._line, self._page = loan, line, parent
        words = _("Planned {planned}, spent {used}.", planned=money(line.plan.amount), used=money(line.spent))
        self.column.addWidget(w.text_label(words, "base", "muted", wrap=True))
        self.column.addWidget(w.text_label(_("Tick what was bought for this."), "base", wrap=True))
        offered = session.ask(lambda reader: uses.bought_offered(reader, loan, session.today())) or ()
        self.checks: list[tuple[Bought, bool, w.Check]] = []
        self._offer(line.records, on=True)
        self._offer(offered, on=False)
        if not self.checks:
            self.column.addWidget(w.text_label(_("Nothing was paid yet. Record it first."), "base", wrap=True))
        self.finish()
        first = self.checks[0][2] if self.checks else self.rest
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finished.connect(self._back)

    def save(self) -> None:
        """Put the ticked ones to the line, take the others off."""
        loan, line, today = self._loan, self._line.plan.line, self.session.today()
        on = [one.link for one, was, check in self.checks if check.isChecked() and not was]
        off = [one.link for one, was, check in self.checks if was and not check.isChecked()]

        def keep(tx: Tx) -> None:
            now = acts.again(tx, loan, today)
            uses.tick(tx, now, line, on, on=True)
            uses.tick(tx, now, line, off, on=False)

        self.act(keep)

    def _offer(self, records: Sequence[Bought], *, on: bool) -> None:
        session, _ = self.session, self.session._
        for one in records:
            what = name_shown(one.words) or session.kind_name(one.kind)
            words = _("{day}: {what}, {amount}", day=short_day(one.day, _), what=what, amount=money(one.amount))
            check = w.Check(words, object_name=f"loan_tick_{len(self.checks) + 1}")
            check.setChecked(on)
            self.checks.append((one, on, check))
            self.column.addWidget(check)

    def _back(self) -> None:
        """To all lines again."""
        loan, session = self._loan, self.session
        LoanUsesDialog(session, loan, self._page).open()


class _UseRow(QWidget):
    """What for, planned, spent besides; below it what the records say."""

    def __init__(self, _: Translator, number: int, line: UseLine | None) -> None:
        super().__init__()
        self.line = "" if line is None else line.plan.line
        self.what = w.TextField(
            "" if line is None else line.plan.what,
            object_name=f"loan_use_{number}_what",
            accessible_name=_("Line {n} is for", n=number),
            hint=_("for"),
            holds_names=True,
        )
        self.planned = w.TextField(
            _typed(line.plan.amount if line is not None else Rupiah(0)),
            object_name=f"loan_use_{number}_planned",
            accessible_name=_("Line {n} was to cost", n=number),
        )
        self.named = w.TextField(
            _typed(line.named if line is not None else Rupiah(0)),
            object_name=f"loan_use_{number}_named",
            accessible_name=_("Line {n}: spent without a record here", n=number),
        )
        self.records = w.Button(
            _("Records ({n})", n=0 if line is None else len(line.records)),
            object_name=f"loan_use_{number}_records",
            accessible_name=_("Records of line {n}", n=number),
            picture="receipt",
        )
        self.records.setAutoDefault(False)
        self.records.setVisible(line is not None)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look().px(6))
        grid.addWidget(self.what, 0, 0, 1, 3)
        grid.addWidget(w.text_label(_("Planned"), "small", "muted"), 1, 0)
        grid.addWidget(w.text_label(_("Without record"), "small", "muted"), 1, 1)
        grid.addWidget(self.planned, 2, 0)
        grid.addWidget(self.named, 2, 1)
        grid.addWidget(self.records, 2, 2)
        for line_edit in (self.planned, self.named):
            line_edit.setMinimumWidth(look().px(136))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        if line is not None:
            words = _("Spent {used}, left of it {left}.", used=money(line.spent), left=money(line.left))
            grid.addWidget(w.text_label(words, "small", "muted", wrap=True), 3, 0, 1, 3)


def _told(seen: Uses, _: Translator) -> str:
    """The sums of all lines."""
    if not seen.lines:
        return _("Write what the money was for; then see what was spent and what is left.")
    return _(
        "Received {received}, planned {planned}, spent {used}. Left of the money: {left}.",
        received=money(seen.received),
        planned=money(seen.planned),
        used=money(seen.spent),
        left=money(seen.left),
    )


def _typed(amount: Rupiah) -> str:
    return format_amount(amount, symbol=False) if amount else ""
