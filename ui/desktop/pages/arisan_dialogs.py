"""The acts of an arisan, each a dialog: beginning one, a draw by chance, a draw by hand."""

import secrets
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kpmbooks.group import Member, arisan
from kpmbooks.group.arisan import Arisan
from kpmbooks.money import Rupiah
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.pages.debts_dialogs import money
from ui.desktop.pages.members_list import called
from ui.desktop.session import Session


class NewArisanDialog(AskDialog):
    """A name, what each puts in, how many draw at a time, and who takes part."""

    def __init__(self, session: Session, members: Sequence[Member], parent: QWidget | None = None) -> None:
        _ = session._
        super().__init__(session, _("New arisan"), "ticket", name="arisan_new", act=_("Begin it"), parent=parent)
        self.name = w.TextField(object_name="arisan_name", accessible_name=_("What is it called?"))
        self.amount = w.AmountEdit(_, object_name="arisan_amount", accessible_name=_("What does each put in?"))
        self.winners = w.Choice(object_name="arisan_winners", accessible_name=_("How many draw at each turn?"))
        for many in range(1, 6):
            self.winners.add(str(many), many)
        self.ask("name", _("What is it called?"), self.name)
        self.ask("amount", _("What does each put in?"), self.amount)
        self.ask("winners", _("How many draw at each turn?"), self.winners)
        self.column.addLayout(self.grid)
        self.column.addWidget(w.text_label(_("Who takes part?"), "bold"))
        self.checks: list[tuple[Member, w.Check]] = []
        for one in members:
            check = w.Check(called(_, one), object_name=f"arisan_member_{one.id}")
            check.setChecked(True)
            self.checks.append((one, check))
            self.column.addWidget(check)
        if self.checks:
            self.fields["members"] = self.checks[0][1]
        self.close_up()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Begin it."""
        session, name, winners = self.session, self.name.text(), self.winners.current()
        amount = self.amount.value() or Rupiah(0)
        there = [one for one, check in self.checks if check.isChecked()]
        self.act(
            lambda tx: arisan.begin_arisan(
                tx,
                session.ledger,
                name,
                amount,
                there,
                since=session.today(),
                winners=winners if isinstance(winners, int) else 1,
            )
        )


class DrawDialog(AskDialog):
    """A draw: by chance from what the meeting calls out, or, with ``member``, as the slip of paper said.

    ``drawn`` tells who it was.
    """

    drawn = Signal(object)

    def __init__(
        self, session: Session, round_: Arisan, member: Member | None = None, parent: QWidget | None = None
    ) -> None:
        _ = session._
        title = _("Draw") if member is None else _("{name} draws?", name=called(_, member))
        super().__init__(session, title, "ticket", name="arisan_draw", act=_("Draw now"), parent=parent)
        self.round, self.member = round_, member
        told = _("Turn {turn}: the pot is {amount}.", turn=round_.turn, amount=money(round_.pot))
        self.column.addWidget(w.text_label(told, "base", wrap=True))
        self.seed = w.TextField(
            f"{secrets.randbelow(1_000_000):06d}",
            object_name="arisan_seed",
            accessible_name=_("A number that the members call out?"),
        )
        self.day = w.DayEdit(_, session.clock, object_name="arisan_day", accessible_name=_("Which day?"))
        if member is None:
            words = _(
                "{n} members wait. The same number always draws the same one: anybody can try it again.",
                n=len(round_.waiting),
            )
            self.column.addWidget(w.text_label(words, "base", "muted", wrap=True))
            self.ask("seed", _("A number that the members call out?"), self.seed)
        else:
            self.seed.setParent(self)
            self.seed.hide()
        self.ask("day", _("Which day?"), self.day)
        self.finish()
        if member is None:
            self.seed.selectAll()
            self.seed.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Draw."""
        day = self.day.day()
        if day is None:
            return
        session, round_, member, seed = self.session, self.round, self.member, self.seed.text()
        made = self.act(lambda tx: arisan.draw(tx, session.ledger, round_, day=day, member=member, seed=seed))
        if made is not None:
            self.drawn.emit(made)
