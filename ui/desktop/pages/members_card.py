"""The card of one member: who she is, what she has and owes, which offices she held; the acts."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks import group
from kpmbooks.book import Reader
from kpmbooks.group import Leaving, Member, OfficeTerm
from kpmbooks.group.goals import GoalStanding, goal_standing
from kpmbooks.group.loan_plan import LoanStanding, loan_standings
from kpmbooks.i18n import Translator
from kpmbooks.money import format_amount
from kpmbooks.people import masked, number_of
from kpmbooks.problems import Rejected, StorageError
from kpmbooks.training.session_progress import MemberProgress, progress_of_member
from ui.desktop import widgets as w
from ui.desktop.pages.debts_dialogs import money
from ui.desktop.pages.meeting_words import OFFICES
from ui.desktop.pages.members_dialogs import LeaveDialog, MemberDialog
from ui.desktop.pages.members_goal import GoalDialog, goal_row
from ui.desktop.pages.members_list import ROLES, called, day_words, mark_words, office_words
from ui.desktop.session import Session, problems_of
from ui.desktop.theme import look, name_shown, names_covered
from ui.desktop.widgets.register_table import Register


@dataclass(frozen=True, slots=True)
class _Seen:
    member: Member
    told: Leaving
    loans: tuple[LoanStanding, ...]
    terms: tuple[OfficeTerm, ...]
    nik: str | None
    goal: GoalStanding | None
    learnt: MemberProgress


class MemberCard(QWidget):
    """``left`` goes back to the list, ``rights_asked`` to what she may ask of the book."""

    left = Signal()
    rights_asked = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("member_card")
        self.session = session
        self._key = 0
        self._seen: _Seen | None = None
        _ = session._
        self.back = w.Button(
            _("All members"), object_name="member_back", role="link", picture="caret-left", key_hint="Esc"
        )
        self.picture = w.Picture("flower", 56, "primary", "fill")
        self.title = w.text_label("", "lead", wrap=True)
        self.detail = w.text_label("", "base", "muted", wrap=True)
        self.change = w.Button(_("Change"), object_name="member_change", picture="pencil-simple", weight="bold")
        self.leave = w.Button(_("She leaves"), object_name="member_leaves", picture="door")
        self.return_ = w.Button(_("She is back"), object_name="member_returns", picture="arrow-counter-clockwise")
        self.goal = w.Button(_("Saving for something"), object_name="member_goal", picture="star")
        self.rights = w.Button(_("Her rights"), object_name="member_rights", picture="lock-key")
        self.empty = w.EmptyState("piggy-bank", _("Nothing is open with her."), object_name="member_empty")
        self.register = Register(
            (
                w.RegisterColumn("picture", "", "picture"),
                w.RegisterColumn("what", _("Description"), "main"),
                w.RegisterColumn("has", _("Hers"), "money", "999.999.999", strong=True),
                w.RegisterColumn("owes", _("Still to pay"), "money", "999.999.999"),
            ),
            empty=self.empty,
            object_name="member_money",
            accessible_name=_("What she has and owes"),
        )
        self.register.foot.hide()
        self._lay_out()
        self.back.clicked.connect(self.left)
        self.change.clicked.connect(self._change)
        self.leave.clicked.connect(self._leave)
        self.return_.clicked.connect(self._return)
        self.goal.clicked.connect(self._ask_goal)
        self.rights.clicked.connect(self._ask_rights)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def show_member(self, key: int) -> None:
        """Show the member with that key."""
        self._key = key
        self.refresh()
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Ask the book anew."""
        seen = self.session.ask(self._look) if self._key else None
        if seen is not None:
            self._seen = seen
            self._write(seen)

    def _look(self, reader: Reader) -> _Seen | None:
        member = next((one for one in group.members_of(reader) if one.id == self._key), None)
        if member is None:
            return None
        told = group.leaving_of(reader, self.session.ledger, member, self.session.today())
        terms = tuple(one for one in group.office_terms(reader) if one.member.id == member.id)
        goal = goal_standing(reader, member, self.session.today())
        loans = loan_standings(reader, self.session.ledger, member, self.session.today())
        nik = number_of(reader, member.person, "nik")
        return _Seen(member, told, loans, terms, nik, goal, progress_of_member(reader, member.person))

    def _write(self, seen: _Seen) -> None:
        _, member = self.session._, seen.member
        self.picture.show_icon(member.mark, "primary", "fill")
        self.picture.setAccessibleName(mark_words(member.mark, _))
        self.title.setText(called(_, member))
        self.detail.setText("\n".join(line for line in self._facts(seen) if line))
        writes = self.session.book.mode == "write"
        for button in (self.change, self.goal, self.leave, self.return_):
            button.setEnabled(writes)
        self.goal.setVisible(member.left is None)
        self.leave.setVisible(member.left is None)
        self.return_.setVisible(member.left is not None)
        rows = [
            w.RegisterRow(
                key=None, title=_(kind), picture="piggy-bank", cells=(("has", format_amount(amount, symbol=False)),)
            )
            for kind, amount in seen.told.savings
        ]
        rows += [_loan_row(one, _) for one in seen.loans]
        if seen.goal is not None:
            rows.append(goal_row(seen.goal, _))
        self.register.set_source(w.Rows(tuple(rows)), at_end=False)

    def _facts(self, seen: _Seen) -> list[str]:
        _, member = self.session._, seen.member
        nickname = member.nickname if member.nickname != member.name else ""
        born = _("born {year}", year=str(member.birth_year)) if member.birth_year else ""
        children = _.plural("{n} child", "{n} children", member.children) if member.children else ""
        since = _("member since {day}", day=member.since) if member.since else ""
        left = _("left {day}", day=member.left) if member.left else ""
        role = _(ROLES[member.pkh_role]) if member.pkh_role else ""
        return [
            _joined(name_shown(nickname), office_words(member, _), role),
            _joined(name_shown(member.phone), name_shown(member.address), name_shown(_rt(member))),
            _joined(born, children, since, left, _("NIK {digits}", digits=masked(seen.nik)) if seen.nik else ""),
            *(self._term(term, _) for term in seen.terms),
            self._lessons(seen.learnt),
        ]

    def _lessons(self, learnt: MemberProgress) -> str:
        """At how many lessons she was; hers alone, so nothing of it where others look on."""
        if not learnt.of or names_covered():
            return ""
        return self.session._("{n} of {all} lessons", n=len(learnt.attended), all=learnt.of)

    def _term(self, term: OfficeTerm, _: Translator) -> str:
        office = _(OFFICES[term.office])
        if term.until is None:
            return _("{office} since {day}", office=office, day=term.since) if term.since else ""
        first = day_words(term.since, _) or "…"
        return _("{office} from {first} to {last}", office=office, first=first, last=term.until)

    def _change(self) -> None:
        known = self.session.ask(group.members_of)
        if self._seen is not None and known is not None:
            MemberDialog(self.session, known, self._seen.member, self).open()

    def _leave(self) -> None:
        if self._seen is not None:
            LeaveDialog(self.session, self._seen.member, self._seen.told, self).open()

    def _return(self) -> None:
        seen = self._seen
        if seen is None:
            return
        try:
            self.session.act(lambda tx: group.come_back(tx, seen.member))
        except (Rejected, StorageError) as error:
            self.session.failed.emit(problems_of(error))

    def _ask_goal(self) -> None:
        if self._seen is not None:
            GoalDialog(self.session, self._seen.member, self._seen.goal, self).open()

    def _ask_rights(self) -> None:
        if self._seen is not None:
            self.rights_asked.emit(self._seen.member.id)

    def _lay_out(self) -> None:
        worn = look()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(worn.px(10))
        head = QHBoxLayout()
        head.setSpacing(worn.px(12))
        head.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        head.addLayout(words, 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        acts = w.Flow(spacing=8)
        for button in (self.change, self.goal, self.rights, self.leave, self.return_):
            acts.add(button)
        column.addWidget(acts)
        column.addWidget(self.register, 1)


def _loan_row(told: LoanStanding, _: Translator) -> w.RegisterRow:
    """A loan with the instalments to come, and what was left over of those that are past: seen by officers only."""
    loan = told.loan
    lent = _("lent: {amount}", amount=money(loan.amount))
    to_come = ""
    if told.plan:
        to_come = _.plural(
            "{n} more instalment, now {amount}",
            "{n} more instalments, now {amount}",
            len(told.plan),
            amount=money(told.plan[0].amount),
        )
    badge = None
    if told.left_over:
        badge = w.RegisterBadge(_("left over: {amount}", amount=money(told.left_over)), "clock", "warn")
    return w.RegisterRow(
        key=None,
        title=_("Loan of {day}", day=loan.day),
        detail=_joined(lent, to_come),
        picture="hand-coins",
        badge=badge,
        cells=(("owes", format_amount(loan.left, symbol=False)),),
    )


def _rt(member: Member) -> str:
    return f"RT/RW {member.rt_rw}" if member.rt_rw else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
