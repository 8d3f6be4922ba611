"""Before a member is forgotten: what would go is shown, also under names that nobody noted as hers, then agreed on."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks import group
from kpmbooks.dates import format_day
from kpmbooks.group import Member
from kpmbooks.group.mentions import Mention
from kpmbooks.problems import Rejected
from ui.desktop import widgets as w
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.pages.members_list import called
from ui.desktop.session import Session, problems_of
from ui.desktop.theme import look, name_shown

MOST_SHOWN: Final = 60
LONGEST: Final = 90
"""Letters of a text that are shown; it goes as a whole."""


class EraseDialog(CardDialog):
    """``agreed`` tells the other names that were written, and the keys of texts that do not mean her. The act is only
    there for what was shown: another name is looked for first."""

    agreed = Signal(tuple, frozenset)

    def __init__(self, session: Session, member: Member, parent: QWidget | None = None) -> None:
        _ = session._
        title = _("Erase all words about {name}?", name=called(_, member))
        super().__init__(title, "trash", object_name="rights_erase_question", parent=parent)
        self.session, self._member = session, member
        self._also: tuple[str, ...] = ()
        self._known: frozenset[int] = frozenset()
        self.also = w.TextField(
            object_name="rights_also", accessible_name=_("Also known as?"), hint=_("may stay empty"), holds_names=True
        )
        self.search = w.Button(_("Look for it"), object_name="rights_also_search", picture="magnifying-glass")
        self.message = w.FieldMessage(_, object_name="rights_also_message")
        self.own = w.text_label("", "base", wrap=True)
        self.own.setObjectName("rights_erase_own")
        self.places = QVBoxLayout()
        self.places.setSpacing(look().px(4))
        self.shown: list[QWidget] = []
        self.ticks: dict[int, w.Check] = {}
        self.rest = w.Button(_("Leave it"), object_name="rights_erase_question_rest")
        self.act = w.Button(
            _("Erase for good"), object_name="rights_erase_question_act", role="danger", picture="trash"
        )
        for button in (self.search, self.rest, self.act):
            button.setAutoDefault(False)
        self._lay_out()
        self.also.textChanged.connect(lambda _text: self._say_act())
        self.also.returnPressed.connect(self.look)
        self.search.clicked.connect(self.look)
        self.rest.clicked.connect(self.reject)
        self.act.clicked.connect(self._agree)
        self._known = frozenset(one.text for one in self._show(()))
        self.rest.setFocus(Qt.FocusReason.OtherFocusReason)

    def look(self) -> None:
        """Show what is found under the names that are written too."""
        self._show(group.read_names(self.also.text()))
        self._say_act()

    def _show(self, also: tuple[str, ...]) -> Sequence[Mention]:
        """Show it; what was found, nothing where a name was refused."""
        _, session, problem = self.session._, self.session, None
        own, found = 0, tuple[Mention, ...]()
        try:
            with session.book.read() as reader:
                own, found = group.found_about(reader, self._member, also=also)
        except Rejected as rejected:
            problem = problems_of(rejected)[0]
        self.message.show_problem(problem)
        self.also.show_state("error" if problem else None)
        if problem is not None:
            return ()
        self._also = also
        self.own.setText(_.plural("{n} text about herself goes.", "{n} texts about herself go.", own))
        for old in self.shown:
            self.places.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.shown, self.ticks = [], {}
        for one in found[:MOST_SHOWN]:
            self._add(one)
        if len(found) > MOST_SHOWN:
            rest = len(found) - MOST_SHOWN
            self._put(w.text_label(_.plural("and {n} text more", "and {n} texts more", rest), "base", "muted"))
        return found

    def _add(self, one: Mention) -> None:
        place, said = self._place(one), self._said(one)
        if one.text in self._known or not self._also:
            self._put(w.text_label(f"{place}: {said}", "base", wrap=True))
            return
        # Under a name that many are called by, not every text means her.
        tick = w.Check(place, object_name=f"rights_erase_text_{one.text}")
        tick.setAccessibleName(f"{place}: {said}")
        tick.setChecked(True)
        self.ticks[one.text] = tick
        self._put(tick)
        self._put(w.text_label(said, "base", "muted", wrap=True))

    def _put(self, widget: QWidget) -> None:
        self.shown.append(widget)
        self.places.addWidget(widget)

    def _place(self, one: Mention) -> str:
        _ = self.session._
        day = format_day(one.day, _.language) if one.day else ""
        return {
            "record": _("Record {number}, {day}", number=one.what, day=day),
            "meeting": _("Meeting {number}, {day}", number=one.what, day=day),
            "lesson": _("Learning session {lesson}, {day}", lesson=one.what, day=day),
            "day-off": _("Day off, {day}", day=day),
            "loan": _("Loan paper"),
            "change": _("List of changes"),
            "note": _("Note"),
        }[one.where]

    def _said(self, one: Mention) -> str:
        line = " ".join(one.words.split())
        short = line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
        return f"“{name_shown(short)}”"

    def _say_act(self) -> None:
        """What is written but was not looked for yet cannot be agreed to."""
        self.act.setEnabled(group.read_names(self.also.text()) == self._also)

    def _agree(self) -> None:
        spare = frozenset(key for key, tick in self.ticks.items() if not tick.isChecked())
        self.accept()
        self.agreed.emit(self._also, spare)

    def _lay_out(self) -> None:
        _, worn = self.session._, look()
        for words in (
            _(
                "Name, phone, address, card numbers and every note that names her are erased for good. Amounts stay."
                " What was printed or copied before is out of reach."
            ),
            _(
                "Write other names too by which people call her, with commas between them."
                " What is found is shown first."
            ),
        ):
            self.column.addWidget(w.text_label(words, "base", wrap=True))
        self.column.addWidget(w.field_label(_("Also known as?"), self.also))
        line = QHBoxLayout()
        line.setSpacing(worn.px(8))
        line.addWidget(self.also, 1)
        line.addWidget(self.search)
        self.column.addLayout(line)
        self.column.addWidget(self.message)
        self.column.addWidget(self.own)
        self.column.addLayout(self.places)
        self.column.addStretch(1)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.rest)
        self.buttons.addWidget(self.act)
