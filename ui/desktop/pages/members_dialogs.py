"""The acts with members, each a dialog: adding one, changing what is said of her, her leaving."""

from datetime import date
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from kpmbooks import group
from kpmbooks.dates import read_day
from kpmbooks.group import OFFICES, PICTOGRAMS, Leaving, Member
from kpmbooks.problems import Problem
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.pages.debts_dialogs import money
from ui.desktop.pages.meeting_words import OFFICES as OFFICE_WORDS
from ui.desktop.pages.members_list import ROLES, called, mark_words
from ui.desktop.session import Session
from ui.desktop.theme import look

_LINES: Final = ("name", "nickname", "phone", "address", "rt_rw", "birth_year", "household", "children")
"""The facts that are typed as they are kept."""
_OF_HERS: Final = ("name", "nickname", "phone", "address", "rt_rw")


class MemberDialog(AskDialog):
    """Adds a member, or changes what is said of one. ``known`` are all members: a picture that is taken says so."""

    def __init__(
        self, session: Session, known: tuple[Member, ...], member: Member | None = None, parent: QWidget | None = None
    ) -> None:
        _ = session._
        title = _("New member") if member is None else _("Change “{name}”", name=called(_, member))
        super().__init__(session, title, "user", name="member_dialog", act=_("Save"), parent=parent)
        self.member = member
        questions = {
            "name": (_("Full name?"), ""),
            "nickname": (_("What is she called?"), _("may stay empty")),
            "phone": (_("Phone?"), _("may stay empty")),
            "address": (_("Address?"), _("may stay empty")),
            "rt_rw": (_("RT/RW?"), "05/02"),
            "birth_year": (_("Year of birth?"), _("may stay empty")),
            "household": (_("Number of her household?"), _("only if others live with her")),
            "children": (_("How many children?"), _("only the number")),
        }
        self.lines = {
            name: w.TextField(
                object_name=f"member_{name}",
                accessible_name=question,
                hint=hint,
                holds_names=name in _OF_HERS,
            )
            for name, (question, hint) in questions.items()
        }
        self.mark = w.Choice(object_name="member_mark", accessible_name=_("Picture"))
        self.mark.setIconSize(QSize(look().px(28), look().px(28)))
        taken = {one.mark for one in known if one.left is None and (member is None or one.id != member.id)}
        for mark in PICTOGRAMS:
            words = mark_words(mark, _)
            shown = _("{picture} (taken)", picture=words) if mark in taken else words
            self.mark.addItem(QIcon(look().pixmap(mark, 28, "text", "fill")), shown, mark)
        self.office = w.Choice(object_name="member_office", accessible_name=_("Which office?"))
        for office in reversed(OFFICES):
            self.office.add(_(OFFICE_WORDS[office]) if office in OFFICE_WORDS else _("Member"), office)
        self.office_since = w.TextField(
            object_name="member_office_since", accessible_name=_("In this office since?"), hint=_("day/month/year")
        )
        self.since = w.TextField(
            object_name="member_since", accessible_name=_("Member since?"), hint=_("day/month/year")
        )
        self.role = w.Choice(object_name="member_pkh_role", accessible_name=_("What does she do for PKH?"))
        for role, words in ROLES.items():
            self.role.add(_(words), role)
        for name in ("name", "nickname"):
            self.ask(name, questions[name][0], self.lines[name])
        self.ask("mark", _("Picture"), self.mark)
        self.ask("office", _("Which office?"), self.office)
        self.ask("office_since", _("In this office since?"), self.office_since)
        self.ask("since", _("Member since?"), self.since)
        for name in _LINES[2:]:
            self.ask(name, questions[name][0], self.lines[name])
        self.ask("pkh_role", _("What does she do for PKH?"), self.role)
        self._fill(known)
        self.finish()
        self.lines["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Write the member, or say what cannot be taken."""
        facts = self._facts()
        if isinstance(facts, Problem):
            self.refuse((facts,))
            return
        member = self.member
        if member is None:
            name = facts.pop("name") or ""
            self.act(lambda tx: group.add_member(tx, name, facts))
        else:
            self.act(lambda tx: group.change_member(tx, member, facts))

    def _facts(self) -> dict[str, str | None] | Problem:
        today = self.session.today()
        facts: dict[str, str | None] = {name: line.text().strip() or None for name, line in self.lines.items()}
        days = {}
        for name, line in (("since", self.since), ("office_since", self.office_since)):
            day = read_day(line.text(), today) if line.text().strip() else None
            if isinstance(day, Problem):
                return day.at(name)
            days[name] = day
        facts["since"] = None if days["since"] is None else days["since"].isoformat()
        office, held_since = str(self.office.current()), days["office_since"]
        now = self.member
        if now is None or office != now.office or held_since != now.office_since:
            facts["office"] = office if held_since is None else f"{office} {held_since.isoformat()}"
        facts["mark"] = str(self.mark.current())
        facts["pkh_role"] = str(self.role.current()) or None
        return facts

    def _fill(self, known: tuple[Member, ...]) -> None:
        member, today = self.member, self.session.today()
        if member is None:
            taken = {one.mark for one in known if one.left is None}
            self.mark.set_current(next((one for one in PICTOGRAMS if one not in taken), PICTOGRAMS[0]))
            self.since.setText(_typed(today))
            return
        self.lines["name"].setText(member.name or "")
        self.lines["nickname"].setText(member.nickname)
        self.lines["phone"].setText(member.phone)
        self.lines["address"].setText(member.address)
        self.lines["rt_rw"].setText(member.rt_rw)
        for name, number in (
            ("birth_year", member.birth_year),
            ("household", member.household or None),
            ("children", member.children or None),
        ):
            self.lines[name].setText("" if number is None else str(number))
        self.mark.set_current(member.mark)
        self.office.set_current(member.office)
        self.office_since.setText(_typed(member.office_since))
        self.since.setText(_typed(member.since))
        self.role.set_current(member.pkh_role or "")


class LeaveDialog(AskDialog):
    """She leaves: what she still has and owes is said before, the day is asked, nothing is paid by it."""

    def __init__(self, session: Session, member: Member, told: Leaving, parent: QWidget | None = None) -> None:
        _ = session._
        title = _("Does {name} leave the group?", name=called(_, member))
        super().__init__(session, title, "door", name="member_leave", act=_("Note that she left"), parent=parent)
        self.member = member
        lines = [
            _("{kind}, to be paid back: {amount}", kind=_(kind), amount=money(sum_)) for kind, sum_ in told.savings
        ]
        lines += [
            _("Loan of {day}, still to be paid: {amount}", day=loan.day, amount=money(loan.left)) for loan in told.loans
        ]
        if told.is_even:
            lines = [_("Nothing is open on either side.")]
        self.told = w.text_label("\n".join(lines), "base", wrap=True)
        self.told.setObjectName("member_leave_open")
        self.column.addWidget(self.told)
        if not told.is_even:
            self.column.addWidget(
                w.text_label(
                    _("Pay out and take in afterwards, as records with her name."), "small", "muted", wrap=True
                )
            )
        self.day = w.DayEdit(_, session.clock, object_name="member_leave_day", accessible_name=_("From which day?"))
        self.why = w.TextField(
            object_name="member_leave_why", accessible_name=_("Why?"), hint=_("may stay empty"), holds_names=True
        )
        self.ask("left", _("From which day?"), self.day)
        self.ask("left_why", _("Why?"), self.why)
        self.finish()
        self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Note it."""
        day = self.day.day()
        if day is None:
            return
        member, why = self.member, self.why.text()
        self.act(lambda tx: group.leave_group(tx, member, day, why))


def _typed(day: date | None) -> str:
    """A day as it is typed."""
    return "" if day is None else f"{day.day}/{day.month}/{day.year}"
