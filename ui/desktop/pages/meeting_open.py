"""Opening a meeting: day, place, what it is about; beside it what was decided last time and what is to be found."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kpmbooks.dates import Clock, format_day
from kpmbooks.group import GroupRules, Meeting, Minutes
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem
from ui.desktop import widgets as w
from ui.desktop.pages.meeting_lines import LinesEdit
from ui.desktop.theme import look, name_shown


class OpenStep(QWidget):
    """``opened``: the meeting shall begin, or go on; ``written`` tells a fact and its text; ``past``: show old ones;
    ``slips``: print what each member brings."""

    opened = Signal()
    slips = Signal()
    written = Signal(str, str)
    past = Signal()

    def __init__(self, _: Translator, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meeting_open")
        self._ = _
        self.day = w.DayEdit(_, clock, object_name="meeting_day", accessible_name=_("Day of the meeting"))
        self.fixed = w.text_label("", "bold")
        self.place = w.TextField(object_name="meeting_place", accessible_name=_("Where?"), hint=_("may stay empty"))
        self.agenda = LinesEdit(object_name="meeting_agenda", accessible_name=_("What is it about?"), rows=3)
        self.message = w.FieldMessage(_, object_name="meeting_open_message")
        self.begin = w.Button(
            _("Open the meeting"), object_name="meeting_begin", role="primary", picture="users-three", big=True
        )
        self.old = w.Button(_("Past meetings"), object_name="meeting_past", role="link", picture="list-checks")
        self.aid = w.Strip("", tone="warn", picture="warning")
        self.aid.setObjectName("meeting_aid_day")
        self.aid.hide()
        self.paper = w.Button(_("Print slips"), object_name="meeting_slips", role="link", picture="printer")
        self.paper.clicked.connect(self.slips)
        self._said = QVBoxLayout()
        self._labels: list[QLabel] = []
        self._lay_out()
        self.begin.clicked.connect(self.opened)
        self.old.clicked.connect(self.past)
        self.place.textEdited.connect(lambda text: self.written.emit("place", text))
        self.agenda.kept.connect(lambda text: self.written.emit("agenda", text))

    def show_next(self, number: int, rules: GroupRules, last: Minutes) -> None:
        """Ask for the day and place of a meeting that has not begun; they are as they were agreed."""
        self._begun(None)
        self.begin.setText(self._("Open the meeting"))
        if last.next_day is not None:
            self.day.set_day(last.next_day)
        if not self.place.text():
            self.place.setText(last.next_place or last.place or rules.place)

    def show_meeting(self, meeting: Meeting, minutes: Minutes) -> None:
        """Show what is written of one that has begun."""
        self._begun(meeting.day)
        self.begin.setText(self._("On to the sheet"))
        if not self.place.hasFocus():
            self.place.setText(minutes.place)
        self.agenda.show_text("\n".join(minutes.agenda))

    def show_last(self, last: Meeting | None, minutes: Minutes, missing: Rupiah) -> None:
        """Say what was decided last time, and what is to be asked again."""
        _ = self._
        lines: list[tuple[str, str]] = []
        if last is None:
            lines.append((_("This is the first meeting in this book."), "text"))
        else:
            day = format_day(last.day, _.language)
            lines.append((_("Meeting {number}, {day}", number=last.number, day=day), "muted"))
            lines += [(f"{nth}. {name_shown(text)}", "text") for nth, text in enumerate(minutes.decisions, 1)]
            if not minutes.decisions:
                lines.append((_("Nothing was written down then."), "text"))
        if missing and not look().private:
            told = _("Not found yet: {amount}. Ask again.", amount=missing) if missing > 0 else ""
            lines.append((told or _("Too much in the box: {amount}. Ask again.", amount=Rupiah(-missing)), "warn"))
        self._say(lines)

    def show_warning(self, problem: Problem | None) -> None:
        """Say what to think of on the day that is chosen."""
        self.aid.set_text("" if problem is None else self._.problem(problem))
        self.aid.setVisible(problem is not None)

    def show_problem(self, problem: Problem | None) -> None:
        """Say why it cannot begin."""
        self.message.show_problem(problem)

    def arrange(self, *, narrow: bool) -> None:
        """Cards beside each other, or one below another."""
        ways = QBoxLayout.Direction
        self._cards.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        put_button(self.begin, self, self.card, narrow=narrow)

    def _begun(self, day: date | None) -> None:
        self.day.setVisible(day is None)
        self.fixed.setVisible(day is not None)
        self.fixed.setText("" if day is None else format_day(day, self._.language, weekday=True))

    def _say(self, lines: Sequence[tuple[str, str]]) -> None:
        for label in self._labels:
            self._said.removeWidget(label)
            label.hide()
            label.deleteLater()
        roles = {"warn": "bold"}
        self._labels = [w.text_label(text, roles.get(tone, "base"), tone, wrap=True) for text, tone in lines]
        for label in self._labels:
            self._said.addWidget(label)

    def _lay_out(self) -> None:
        _ = self._
        self.card = w.Card(_("Day and place"), picture="users-three", object_name="meeting_open_card")
        for word, field in ((_("Day of the meeting"), self.day), (_("Where?"), self.place)):
            self.card.body.addWidget(w.field_label(word, field))
            self.card.body.addWidget(field)
            if field is self.day:
                self.card.body.addWidget(self.fixed)
                self.card.body.addWidget(self.aid)
        self.card.body.addWidget(w.field_label(_("What is it about?"), self.agenda))
        self.card.body.addWidget(self.agenda, 1)
        self.card.body.addWidget(self.message)
        self.card.body.addWidget(self.begin)
        read = w.Card(_("Read this out first"), picture="speaker-high", object_name="meeting_last")
        read.body.addLayout(self._said)
        read.body.addStretch(1)
        for button in (self.paper, self.old):
            read.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        inside = QWidget()
        inside.setProperty("role", "page")
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(16)
        self._cards.addWidget(self.card, 1)
        self._cards.addWidget(read, 1)
        put_in_scroll(self, inside, "meeting_open_scroll")


def put_in_scroll(whole: QWidget, inside: QWidget, name: str) -> QScrollArea:
    """Let ``inside`` be all of ``whole``, and scroll where it is too low."""
    scroll = QScrollArea()
    scroll.setObjectName(name)
    scroll.setAccessibleName(inside.accessibleName() or name)
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inside)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(scroll, 1)
    return scroll


def put_button(button: QWidget, whole: QWidget, card: w.Card, *, narrow: bool) -> None:
    """Let the main button be the card's last, or stay in sight below what scrolls."""
    column = whole.layout() if narrow else card.body
    if column is not None:
        column.addWidget(button)
