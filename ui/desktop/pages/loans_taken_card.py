"""The card of one loan: how it stands, what is due, what was answered, and what can be done with it now."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from kpmbooks.loans.taken import TakenLoan
from kpmbooks.loans.taken_due import LoanDue
from ui.desktop import widgets as w
from ui.desktop.pages.loans_taken_words import (
    STATES,
    answer_lines,
    charge_word,
    difference_words,
    due_words,
    is_shared,
    lender_shown,
    money,
    plan_line,
    short_day,
)
from ui.desktop.session import Session
from ui.desktop.theme import look


class LoanCard(w.Card):
    """``wished`` carries what was pressed: pay, plan, attach, uses, answer, back, go."""

    wished = Signal(str)
    shown = Signal(bool)

    def __init__(
        self, session: Session, loan: TakenLoan, due: LoanDue | None, offered: int, number: int, *, narrow: bool
    ) -> None:
        _ = session._
        words, picture, tone = STATES[loan.state]
        super().__init__(lender_shown(loan, _), picture="bank", object_name=f"loan_{number}")
        self._session, self._loan, self._number, self._narrow = session, loan, number, narrow
        self.head.addWidget(w.Badge(_(words), picture=picture, tone=tone, weight="duotone"))
        writes = session.book.mode == "write"
        for line in answer_lines(loan, _):
            self.body.addWidget(w.text_label(line, "base", wrap=True))
        self.acts = w.Flow(spacing=8)
        if loan.standing is not None:
            self.body.addLayout(self._figures(slice(0, 1 if narrow and loan.standing.next else None)))
            if narrow and loan.standing.next:  # the next instalment and how to pay it come into sight first
                self.body.addWidget(self.acts)
                self.body.addLayout(self._figures(slice(1, None)))
            self.body.addWidget(w.text_label(plan_line(loan, _), "base", "muted", wrap=True))
        if due is not None and not is_shared() and (sentence := due_words(due, session.today(), _)):
            strip = w.Strip(sentence, tone="warn" if due.late else "primary", picture="calendar-check", barred=True)
            strip.setObjectName(f"loan_{number}_due")
            self.body.addWidget(strip)
        if (differs := difference_words(loan, _)) and not is_shared():
            strip = w.Strip(differs, tone="warn", picture="question", barred=True)
            strip.setObjectName(f"loan_{number}_differs")
            self.body.addWidget(strip)
        if loan.state in ("refused", "put-off"):
            tick = w.Check(_("May stand on the next summary"), object_name=f"loan_{number}_shown")
            tick.setChecked(loan.answer is not None and loan.answer.shown)
            tick.setEnabled(writes)
            tick.toggled.connect(self.shown)
            self.body.addWidget(tick)
        self.first: w.Button | None = None
        for name, text, sign, act in self._acts(offered):
            button = w.Button(text, object_name=f"loan_{number}_{name}", picture=sign, role=act)  # type: ignore[arg-type]  # roles are named below
            button.setAccessibleName(f"{text}: {lender_shown(loan, _)}")
            button.setEnabled(writes or name == "plan")
            button.clicked.connect(self._wish(name))
            self.acts.add(button)
            self.first = self.first or button
        if self.body.indexOf(self.acts) < 0:
            self.body.addWidget(self.acts)

    def _wish(self, name: str) -> Callable[[], None]:
        return lambda: self.wished.emit(name)

    def _acts(self, offered: int) -> list[tuple[str, str, str, str]]:
        """Name, words, picture and role of what can be done now; the likeliest first."""
        _, loan = self._session._, self._loan
        match loan.state:
            case "asked":
                found = [("answer", _("Write the answer"), "check", "primary")]
            case "running":
                found = [("pay", _("Pay an instalment"), "hand-arrow-up", "primary"), *self._plan()]
                if offered:
                    words = _.plural("Attach {n} record", "Attach records ({n})", offered)
                    found.append(("attach", words, "plus-circle", ""))
                found.append(("uses", _("Use of the money"), "list-checks", ""))
            case "paid":
                found = [*self._plan(), ("uses", _("Use of the money"), "list-checks", "")]
            case _other:
                found = [("back", _("Take the answer back"), "arrow-counter-clockwise", "")]
        if loan.standing is None or loan.record is None or loan.request is None:
            found.append(("go", _("Follow it no longer"), "eye-slash", "link"))
        return found

    def _plan(self) -> list[tuple[str, str, str, str]]:
        return [("plan", self._session._("The instalments"), "calendar-check", "")]

    def _figures(self, which: slice) -> QGridLayout:
        """What is due next, what was paid, what is still owed: those of ``which``, side by side where there is room."""
        _, told = self._session._, self._loan.standing
        assert told is not None
        due = told.next
        paid = _(
            "of it {charge}: {amount}", charge=charge_word(self._loan, _).lower(), amount=money(told.interest_paid)
        )
        parts = [
            (_("Paid so far"), money(told.paid), paid),
            (_("Still owed"), money(max(told.owed_by_book, 0)), _("principal, by the book")),
        ]
        if due is not None:
            parts.insert(0, (_("Next instalment"), money(told.next_amount), short_day(due.due, _)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look().px(20))
        grid.setVerticalSpacing(look().px(2))
        for nth, (title, amount, detail) in enumerate(parts[which]):
            words = w.text_label(title, "small", "muted")
            figure = w.text_label(amount, "lead" if self._narrow else "number-l")
            more = w.text_label(detail, "small", "muted", wrap=True)
            if self._narrow:
                grid.addWidget(words, 2 * nth, 0)
                grid.addWidget(figure, 2 * nth, 1, Qt.AlignmentFlag.AlignRight)
                grid.addWidget(more, 2 * nth + 1, 0, 1, 2)
            else:
                grid.addWidget(words, 0, nth)
                grid.addWidget(figure, 1, nth)
                grid.addWidget(more, 2, nth, Qt.AlignmentFlag.AlignTop)
                grid.setColumnStretch(nth, 1)
        return grid
