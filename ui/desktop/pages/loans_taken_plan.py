"""The instalments of one loan as a list: when each is due, what it is made of, and when it was paid."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kpmbooks.dates import format_day
from kpmbooks.loans.taken import TakenLoan
from kpmbooks.loans.taken_standing import PlannedInstalment
from kpmbooks.money import format_amount
from ui.desktop import widgets as w
from ui.desktop.pages.card_dialog import ROOM, CardDialog
from ui.desktop.pages.loans_taken_words import charge_word, is_shared, lender_shown, plan_line, short_day
from ui.desktop.session import Session
from ui.desktop.theme import look
from ui.desktop.theme.tokens import ROW
from ui.desktop.widgets.register_table import Register

WIDTH, HEIGHT = 680, 340
"""Of the list, in pixels at normal text."""


class PlanDialog(CardDialog):
    """Shows; nothing is changed here."""

    def __init__(self, session: Session, loan: TakenLoan, parent: QWidget | None = None) -> None:
        _ = session._
        title = _("The instalments to {lender}", lender=lender_shown(loan, _))
        super().__init__(title, "calendar-check", object_name="loan_plan", parent=parent)
        assert loan.standing is not None  # only a loan that runs has instalments
        self._session, self._loan = session, loan
        charge = charge_word(loan, _)
        self.register = Register(
            (
                w.RegisterColumn("picture", "", "picture"),
                w.RegisterColumn("what", _("Due"), "main"),
                w.RegisterColumn("amount", _("Instalment"), "money", "9.999.999", strong=True),
                w.RegisterColumn(
                    "interest", charge if charge != _("Interest or fee") else _("Cost"), "money", "9.999.999"
                ),
                w.RegisterColumn("left", _("Rest"), "money", "99.999.999"),
            ),
            empty=w.EmptyState("calendar-blank", _("Nothing is due any more."), object_name="loan_plan_empty"),
            object_name="loan_plan_rows",
            accessible_name=_("The instalments"),
        )
        self.resize(look().px(WIDTH), look().px(HEIGHT))
        self.register.foot.hide()
        self.column.addWidget(w.text_label(plan_line(loan, _), "base", "muted", wrap=True))
        self.column.addWidget(self.register, 1)
        done = w.Button(_("Close"), object_name="loan_plan_close", role="primary")
        done.clicked.connect(self.accept)
        self.buttons.addStretch(1)
        self.buttons.addWidget(done)
        # Where the screen is low the list is lower, or it would scroll within the dialog's own scrolling.
        around = self.column.sizeHint().height() - self.register.sizeHint().height() + self.buttons.sizeHint().height()
        room = self.screen().availableSize().height() - ROOM - around - look().px(10)
        self.register.setMinimumHeight(max(look().px(4 * ROW), min(look().px(HEIGHT), room)))
        self.register.set_source(w.Rows([self._row(one) for one in loan.standing.plan]), at_end=False)
        self.register.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _day(self, day: date) -> str:
        """Without the year in this one: the list is narrow."""
        _ = self._session._
        same = day.year == self._session.today().year
        return format_day(day, _.language, short=True) if same else short_day(day, _)

    def _row(self, one: PlannedInstalment) -> w.RegisterRow:
        _, session, row = self._session._, self._session, one.row
        late = not one.is_paid and one.due < session.today() and not is_shared()
        if one.before:
            detail = _("paid before the book")
        elif one.paid_on is None:
            detail = _("still to pay")
        elif one.paid_on == one.due:
            detail = _("paid that day")
        else:
            detail = _("paid on {day}", day=self._day(one.paid_on))
        return w.RegisterRow(
            key=row.number,
            title=f"{row.number}. {self._day(one.due)}",
            detail=detail,
            picture="check-circle" if one.is_paid else "clock" if late else "calendar-blank",
            cells=(
                ("amount", format_amount(row.amount, symbol=False)),
                ("interest", format_amount(row.interest, symbol=False)),
                ("left", format_amount(row.balance, symbol=False)),
            ),
        )
