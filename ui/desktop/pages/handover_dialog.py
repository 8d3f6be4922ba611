"""Handing over the treasury: who takes it, two witnesses, the box counted note by note, what goes along; one act.

Whoever has a button for it calls ``open_handover(session, parent, then)``; ``then`` is told the period in which the
record ("treasurer-handover") is found, which says what the count came to. What the book says is not shown before, so
that nobody counts towards it.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kpmbooks import group
from kpmbooks.book import Tx
from kpmbooks.dates import Period
from kpmbooks.group import NOTES, Member
from kpmbooks.group.handover import THINGS, HandingOver, Handover, hand_over, treasurer_of
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_, Problem
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.pages.members_list import called
from ui.desktop.session import Session
from ui.desktop.theme import look, wear
from ui.desktop.widgets.typed import TypedLine


class HandoverDialog(AskDialog):
    """``made`` is the handover, None while it was not made."""

    def __init__(
        self,
        session: Session,
        known: Sequence[Member],
        then: Callable[[Period], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        _ = session._
        super().__init__(
            session, _("Hand over the treasury"), "handshake", name="handover", act=_("Hand it over"), parent=parent
        )
        self._known, self._then = tuple(known), then
        self.made: Handover | None = None
        old = treasurer_of(self._known, session.today())
        here = [one for one in self._known if one.in_group(session.today()) and (old is None or one.id != old.id)]
        self.new = self._people("handover_new", _("Who takes the treasury?"), here)
        self.first = self._people("handover_witness_1", _("First witness?"), here)
        self.second = self._people("handover_witness_2", _("Second witness?"), here)
        self.day = w.DayEdit(_, session.clock, object_name="handover_day", accessible_name=_("On which day?"))
        self.place = w.TextField(
            object_name="handover_place", accessible_name=_("Where?"), hint=_("may stay empty"), holds_names=True
        )
        name = called(_, old) if old is not None else "–"
        self.column.addWidget(w.text_label(_("Treasurer until now: {name}", name=name), "base", wrap=True))
        self.ask("new", _("Who takes the treasury?"), self.new)
        self.ask("witnesses", _("First witness?"), self.first)
        self.ask("second", _("Second witness?"), self.second)
        self.ask("day", _("On which day?"), self.day)
        self.ask("place", _("Where?"), self.place)
        self.column.addLayout(self.grid)
        self.boxes: dict[int, TypedLine] = {}
        self.total = w.MoneyLabel(0, role="number-xl")
        self.total.setObjectName("handover_counted")
        self.total.setAccessibleName(_("Counted"))
        self._count()
        self.things = [w.Check(_(one), object_name=f"handover_thing_{nth}") for nth, one in enumerate(THINGS)]
        self.column.addWidget(w.text_label(_("Books and things that go along"), "bold", wrap=True))
        for check in self.things:
            self.column.addWidget(check)
        self.column.addWidget(self.message)
        self.column.addStretch(1)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.rest)
        self.buttons.addWidget(self.keep)
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def notes(self) -> dict[int, int]:
        """How many of each are written in the boxes."""
        read = {worth: box.text().strip() for worth, box in self.boxes.items()}
        return {worth: int(text) for worth, text in read.items() if text.isascii() and text.isdigit() and int(text)}

    def save(self) -> None:
        """Do it, or say what is missing."""
        day, new = self.day.day(), self._chosen(self.new)
        if day is None:
            return
        if new is None:
            self.refuse([Problem("handover-nobody", N_("Choose who takes the treasury."), {}, "new")])
            return
        wrong = [box.text().strip() for box in self.boxes.values()]
        if any(text and not (text.isascii() and text.isdigit()) for text in wrong):
            message = N_("Count the box again: a number of notes is not right.")
            self.refuse([Problem("handover-count", message, {}, "notes")])
            return
        witnesses = tuple(one for one in map(self._chosen, (self.first, self.second)) if one is not None)
        things = tuple(THINGS[nth] for nth, check in enumerate(self.things) if check.isChecked())
        what = HandingOver(day, new, witnesses, self.notes(), things, self.place.text())
        session = self.session

        def act(tx: Tx) -> Handover:
            return hand_over(tx, session.ledger, what, today=session.today())

        self.made = self.act(act)
        if self.made is not None and self._then is not None:
            self._then(Period(day, day))

    def _people(self, name: str, question: str, members: Sequence[Member]) -> w.Choice:
        choice = w.Choice(object_name=name, accessible_name=question)
        choice.add(self.session._("Nobody yet"), None)
        for one in members:
            choice.add(called(self.session._, one), one.id)
        return choice

    def _chosen(self, choice: w.Choice) -> Member | None:
        return next((one for one in self._known if one.id == choice.current()), None)

    def _count(self) -> None:
        _, grid = self.session._, QGridLayout()
        grid.setHorizontalSpacing(look().px(12))
        grid.setVerticalSpacing(look().px(5))
        half = (len(NOTES) + 1) // 2
        for place, worth in enumerate(NOTES):
            box = TypedLine()
            box.setObjectName(f"handover_note_{worth}")
            box.setAccessibleName(_("How many of {amount}?", amount=Rupiah(worth)))
            box.setAlignment(Qt.AlignmentFlag.AlignRight)
            box.setMaximumWidth(look().px(90))
            box.textEdited.connect(lambda _text: self._add_up())
            wear(box, role="low")
            label = w.field_label(format_amount(worth), box)
            column = 2 * (place // half)
            grid.addWidget(label, place % half, column)
            grid.addWidget(box, place % half, column + 1)
            self.boxes[worth] = box
        self.fields["notes"] = self.boxes[NOTES[0]]
        self.column.addWidget(w.text_label(_("What lies in the box? Count it together."), "bold", wrap=True))
        self.column.addLayout(grid)
        self.column.addWidget(self.total)

    def _add_up(self) -> None:
        self.total.set_amount(sum(worth * many for worth, many in self.notes().items()))


def open_handover(session: Session, parent: QWidget, then: Callable[[Period], None] | None = None) -> None:
    """Ask for a handover; ``then`` is told the period in which its record is found."""
    known = session.ask(group.members_of)
    if known is not None:
        HandoverDialog(session, known, then, parent).open()
