"""What the meeting decided, a line for each decision, and when and where it meets again."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from kpmbooks.dates import Clock
from kpmbooks.group import Minutes
from kpmbooks.i18n import Translator
from ui.desktop import widgets as w
from ui.desktop.pages.meeting_lines import LinesEdit
from ui.desktop.pages.meeting_open import put_button, put_in_scroll


class DecisionsStep(QWidget):
    """``written`` tells a fact (decisions, guests, next_day, next_place) and its text; ``went_on``: to the next one."""

    written = Signal(str, str)
    went_on = Signal()

    def __init__(self, _: Translator, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meeting_decisions")
        self._ = _
        self.decisions = LinesEdit(object_name="meeting_decided", accessible_name=_("What was decided?"), rows=6)
        self.agenda = w.text_label("", "base", "muted", wrap=True)
        self.next_day = w.DayEdit(_, clock, object_name="meeting_next_day", accessible_name=_("Next meeting on"))
        self.next_place = w.TextField(
            object_name="meeting_next_place", accessible_name=_("Next meeting at"), hint=_("may stay empty")
        )
        self.go_on = w.Button(_("On to closing"), object_name="meeting_to_close", role="primary", big=True)
        self.guests = LinesEdit(object_name="meeting_guests", accessible_name=_("Guests who came"), rows=2)
        self.guests.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.guests.kept.connect(lambda text: self.written.emit("guests", text))
        self.decisions.kept.connect(lambda text: self.written.emit("decisions", text))
        self.next_day.changed.connect(self._day_changed)
        self.next_place.textEdited.connect(lambda text: self.written.emit("next_place", text))
        self.go_on.clicked.connect(self.went_on)
        self._by_us = False
        self._lay_out()

    def show_minutes(self, minutes: Minutes, suggested: date) -> None:
        """Show what is written; the next meeting is ``suggested`` for a day until somebody says another."""
        self.decisions.show_text("\n".join(minutes.decisions))
        self.guests.show_text("\n".join(minutes.guests))
        self.agenda.setText(self._("On the agenda: {points}", points=", ".join(minutes.agenda)))
        self.agenda.setVisible(bool(minutes.agenda))
        if not self.next_day.line.hasFocus():
            self._by_us = True
            self.next_day.set_day(minutes.next_day or suggested)
            self._by_us = False
        if not self.next_place.hasFocus():
            self.next_place.setText(minutes.next_place)

    def keep(self, minutes: Minutes) -> None:
        """Tell what is not kept yet, and the day of the next meeting as it stands."""
        self.decisions.keep()
        self.guests.keep()
        day = self.next_day.day()
        if day is not None and minutes.next_day is None:
            self.written.emit("next_day", day.isoformat())

    def arrange(self, *, narrow: bool) -> None:
        """Cards beside each other, or one below another."""
        ways = QBoxLayout.Direction
        self._cards.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        put_button(self.go_on, self, self._next, narrow=narrow)

    def _day_changed(self, day: object) -> None:
        if isinstance(day, date) and not self._by_us:
            self.written.emit("next_day", day.isoformat())

    def _lay_out(self) -> None:
        _ = self._
        left = w.Card(_("What was decided?"), picture="list-checks", object_name="meeting_decisions_card")
        left.body.addWidget(self.agenda)
        left.body.addWidget(self.decisions, 1)
        left.body.addWidget(w.text_label(_("A line for each decision."), "base", "muted"))
        right = self._next = w.Card(_("Next meeting"), picture="calendar-blank", object_name="meeting_next")
        for word, field in ((_("Day"), self.next_day), (_("Where?"), self.next_place)):
            right.body.addWidget(w.field_label(word, field))
            right.body.addWidget(field)
        right.body.addWidget(w.field_label(_("Guests who came"), self.guests))
        right.body.addWidget(self.guests)
        hint = _("Name; from where; what for. A line for each guest.")
        right.body.addWidget(w.text_label(hint, "base", "muted", wrap=True))
        right.body.addStretch(1)
        right.body.addWidget(self.go_on)
        inside = QWidget()
        inside.setProperty("role", "page")
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(16)
        self._cards.addWidget(left, 3)
        self._cards.addWidget(right, 2)
        put_in_scroll(self, inside, "meeting_decisions_scroll")
