"""Putting right what one member paid at a meeting that does not open any more."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kpmbooks import group
from kpmbooks.book import Tx
from kpmbooks.group import GroupRules, Meeting
from kpmbooks.group.money import DUES, FINE, SOLIDARITY
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.pages.meeting_words import called, savings_called
from ui.desktop.session import Session


class MeetingCorrectDialog(AskDialog):
    """Whose, of what, how much it really was, and why; the record of that sum is corrected.

    ``corrected`` tells the uid of the member who gets a slip of it.
    """

    corrected = Signal(bytes)

    def __init__(self, session: Session, meeting: Meeting, parent: QWidget | None = None) -> None:
        _ = session._
        title = _("Correct meeting {number}", number=meeting.number)
        super().__init__(session, title, "pencil-simple", name="meeting_correct", act=_("Correct it"), parent=parent)
        self._meeting = meeting
        ledger = session.ledger
        self._parts = session.ask(lambda reader: group.meeting_parts(reader, meeting)) or {}
        rules = session.ask(lambda reader: group.rules_of(reader, ledger, meeting.day)) or GroupRules(meeting.day)
        self._members = session.ask(lambda reader: group.members_of(reader, meeting.day)) or ()
        self.member = w.Choice(object_name="meeting_correct_member", accessible_name=_("Whose?"))
        for one in self._members:
            self.member.add(called(_, one), one.id)
        self.purse = w.Choice(object_name="meeting_correct_purse", accessible_name=_("Of what?"))
        for purse in self._parts:
            self.purse.add(purse_called(_, rules, purse), purse)
        self.amount = w.AmountEdit(
            _, object_name="meeting_correct_amount", accessible_name=_("How much was it really?")
        )
        self.reason = w.TextField(object_name="meeting_correct_reason", accessible_name=_("Why?"))
        for name, question, field in (
            ("member", _("Whose?"), self.member),
            ("purse", _("Of what?"), self.purse),
            ("amount", _("How much was it really?"), self.amount),
            ("reason", _("Why?"), self.reason),
        ):
            self.ask(name, question, field)
        for choice in (self.member, self.purse):
            choice.activated.connect(lambda _place: self._show_part())
        self.finish()
        self._show_part()
        self.member.setFocus()

    def save(self) -> None:
        member = next((one for one in self._members if one.id == self.member.current()), None)
        purse, amount = self.purse.current(), self.amount.value()
        if member is None or not isinstance(purse, str):
            return
        if amount is None:
            self.amount.setFocus()
            return
        today, reason = self.session.today(), self.reason.text()

        def act(tx: Tx) -> bytes:
            group.correct_part(tx, self._meeting, member, purse, amount, today=today, reason=reason)
            return member.uid

        if (uid := self.act(act)) is not None:
            self.corrected.emit(uid)

    def _show_part(self) -> None:
        """What is written of her now."""
        key, purse = self.member.current(), self.purse.current()
        part = self._parts.get(str(purse), {}).get(key) if isinstance(key, int) else None
        self.amount.set_value(int(part or Rupiah(0)))


def purse_called(_: Translator, rules: GroupRules, purse: str) -> str:
    """What a purse of a meeting is called."""
    plain = {DUES: _("Dues"), SOLIDARITY: _("IKS"), FINE: _("Fine")}
    if purse in plain:
        return plain[purse]
    kind = next((one for one in rules.savings if purse == f"savings:{one.id}"), None)
    return _("Savings") if kind is None else savings_called(_, rules.savings, kind)
