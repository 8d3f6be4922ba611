"""Goal savings on the card of a member: what she saves for, and one sentence of what a week needs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kpmbooks.dates import read_day
from kpmbooks.group import Member, goals
from kpmbooks.group.goals import GoalStanding
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import Problem
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.pages.debts_dialogs import money
from ui.desktop.pages.members_list import called
from ui.desktop.session import Session
from ui.desktop.theme import name_shown


def goal_sentence(told: GoalStanding, _: Translator) -> str:
    """How far she is, in one sentence."""
    if told.is_reached:
        return _("It is all there.")
    if told.goal.by is None:
        return _("{missing} of {whole} to go.", missing=money(told.missing), whole=money(told.goal.amount))
    if not told.weeks:
        return _("{missing} are missing, and the day is here.", missing=money(told.missing))
    return _.plural(
        "{missing} to go in {n} week: {week} a week is enough.",
        "{missing} to go in {n} weeks: {week} a week is enough.",
        told.weeks,
        missing=money(told.missing),
        week=money(told.a_week),
    )


def goal_row(told: GoalStanding, _: Translator) -> w.RegisterRow:
    """Her goal among what she has."""
    return w.RegisterRow(
        key="goal",
        title=_("For: {name}", name=name_shown(told.goal.name) or "–"),
        detail=goal_sentence(told, _),
        picture="star",
        badge=w.RegisterBadge(_("reached"), "check") if told.is_reached else None,
        cells=(("has", format_amount(told.saved, symbol=False)),),
    )


class GoalDialog(AskDialog):
    """What she saves for, how much it takes, by when."""

    def __init__(
        self, session: Session, member: Member, told: GoalStanding | None, parent: QWidget | None = None
    ) -> None:
        _ = session._
        title = _("What does {name} save for?", name=called(_, member))
        super().__init__(session, title, "star", name="member_goal_dialog", act=_("Save"), parent=parent)
        self.member = member
        self.name = w.TextField(object_name="goal_name", accessible_name=_("What for?"), holds_names=True)
        self.amount = w.AmountEdit(_, object_name="goal_amount", accessible_name=_("How much does it take?"))
        self.by = w.TextField(object_name="goal_by", accessible_name=_("By when?"), hint=_("may stay empty"))
        if told is not None:
            self.name.setText(told.goal.name)
            self.amount.set_text(format_amount(told.goal.amount, symbol=False))
            self.by.setText("" if told.goal.by is None else f"{told.goal.by:%d/%m/%Y}")
            self.column.addWidget(w.text_label(goal_sentence(told, _), "base", "muted", wrap=True))
        self.ask("name", _("What for?"), self.name)
        self.ask("amount", _("How much does it take?"), self.amount)
        self.ask("by", _("By when?"), self.by)
        self.let_go = w.Button(_("No goal any more"), object_name="goal_let_go", picture="x")
        self.let_go.setAutoDefault(False)
        self.let_go.setVisible(told is not None)
        self.let_go.clicked.connect(lambda: self.act(lambda tx: goals.let_goal_go(tx, member)))
        self.buttons.addWidget(self.let_go)
        self.finish()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Write it down."""
        member, today, text = self.member, self.session.today(), self.by.text().strip()
        by = read_day(text, today) if text else None
        if isinstance(by, Problem):
            self.refuse((by.at("by"),))
            return
        name, amount = self.name.text(), self.amount.value() or Rupiah(0)
        self.act(lambda tx: goals.set_goal(tx, member, name, amount, by=by, today=today))
