"""The page of the group's rules: what holds, what is to hold from a day on, who decided; days on which aid is paid."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks import group
from kpmbooks.book import Reader
from kpmbooks.dates import format_day
from kpmbooks.group import GroupRules, Meeting
from kpmbooks.problems import Problem, Rejected, StorageError
from ui.desktop import widgets as w
from ui.desktop.pages.lines_dialog import LinesDialog
from ui.desktop.pages.page import Page
from ui.desktop.pages.rules_form import RulesForm
from ui.desktop.pages.rules_paper import AgreementDialog
from ui.desktop.pages.rules_words import changed_lines, rule_lines
from ui.desktop.pages.said_strip import SaidStrip
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look, wear

_MEETINGS = 12
"""So many of the last meetings are offered as the one that decided."""


@dataclass(frozen=True, slots=True)
class _Seen:
    history: tuple[GroupRules, ...]
    rules: GroupRules
    meetings: tuple[Meeting, ...]
    days: tuple[date, ...]
    treasurer: bool


class RulesPage(Page):
    """``go`` leads back to the members."""

    TOPICS: ClassVar[frozenset[str]] = frozenset({"rules", "meetings", "ledgers", "people"})

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="rules_page", parent=parent)
        _ = session._
        self._seen: _Seen | None = None
        self._shown: GroupRules | None = None
        self.back = w.Button(_("Members"), object_name="rules_back", role="link", picture="caret-left")
        self.state = w.text_label("", "base", "muted", wrap=True)
        self.state.setObjectName("rules_state")
        self.history = w.Button(_("Decisions so far"), object_name="rules_history", picture="clock-counter-clockwise")
        self.paper = w.Button(_("Minutes of the decision"), object_name="rules_minutes", picture="printer")
        self.told = SaidStrip(object_name="rules_told")
        self.form = RulesForm(_)
        self.since = w.DayEdit(_, session.clock, object_name="rules_since", accessible_name=_("From which day?"))
        self.meeting = w.Choice(object_name="rules_meeting", accessible_name=_("Decided in which meeting?"))
        self.message = w.FieldMessage(_, object_name="rules_message")
        self.save = w.Button(_("Note the decision"), object_name="rules_save", role="primary", picture="check")
        self.when = w.text_label("", "base", "muted", wrap=True)
        self.day = w.DayEdit(_, session.clock, object_name="rules_aid_day", accessible_name=_("Which day?"))
        self.add_day = w.Button(_("Note the day"), object_name="rules_aid_add", picture="plus", weight="bold")
        self.days = w.Flow(spacing=8)
        self._day_buttons: list[w.Button] = []
        self._lay_out()
        self.back.clicked.connect(lambda: self.go.emit("members", None))
        self.history.clicked.connect(self._show_history)
        self.paper.clicked.connect(self.show_paper)
        self.save.clicked.connect(self.decide)
        self.since.changed.connect(lambda _day: self._say_when())
        self._say_when()
        self.add_day.clicked.connect(self._add_day)

    def arrive(self, wish: Any) -> None:
        """Show what holds now."""
        self._shown = None
        self.told.hide()
        self.message.show_problem(None)
        self.refresh()

    def refresh(self) -> None:
        seen = self.session.ask(self._look)
        if seen is None:
            return
        self._seen = seen
        self._write(seen)

    def decide(self) -> None:
        """Let what is written hold from its day on, or say what cannot be."""
        seen, session, _ = self._seen, self.session, self.session._
        since = self.since.day()
        if seen is None or since is None:
            return
        read = self.form.read(seen.rules)
        if isinstance(read, Problem):
            self._refuse(read)
            return
        rules = replace(read, since=since, meeting=int(str(self.meeting.current() or 0)))
        begins = rules.money and not seen.rules.money
        try:
            session.act(lambda tx: group.decide_rules(tx, session.ledger, rules))
        except (Rejected, StorageError) as error:
            self._refuse(problems_of(error)[0])
            return
        self.message.show_problem(None)
        self._shown = None
        self.refresh()
        words = _("Noted. It holds from {day} on.", day=rules.since)
        self.told.say(words, "money_in")
        w.announce(self.told, words)
        if begins:
            self.show_paper()

    def show_paper(self) -> None:
        """Show the minutes of the decision to keep money."""
        seen = self._seen
        if seen is not None and seen.history:
            day = max(self.session.today(), seen.history[-1].since)
            AgreementDialog(self.session, self.tasks, day, self).open()

    def _look(self, reader: Reader) -> _Seen:
        ledger, today = self.session.ledger, self.session.today()
        history = group.rules_history(reader, ledger)
        # What was decided for a day to come is what the next decision begins with.
        day = max([today, *(one.since for one in history)])
        return _Seen(
            history,
            group.rules_of(reader, ledger, day),
            group.meetings_of(reader, ledger, _MEETINGS),
            group.disbursement_days(reader, ledger),
            any(one.office == "bendahara" for one in group.members_of(reader, today)),
        )

    def _write(self, seen: _Seen) -> None:
        _, writes = self.session._, self.session.book.mode == "write"
        rules = seen.rules
        if not seen.history:
            self.state.setText(_("Nothing is decided yet. Decide once, then every sum follows."))
        elif rules.meeting:
            self.state.setText(
                _("Holds since {day}, decided in meeting {number}.", day=rules.since, number=rules.meeting)
            )
        else:
            self.state.setText(_("Holds since {day}.", day=rules.since))
        self.history.setVisible(bool(seen.history))
        self.paper.setVisible(rules.money)
        self.save.setEnabled(writes)
        self.add_day.setEnabled(writes)
        if self._shown != rules:  # what is being written just now is left alone
            self._shown = rules
            self.form.put(rules)
            self._offer_meetings(seen)
        self.no_treasurer.setVisible(not seen.treasurer)
        self._write_days(seen, writes=writes)

    def _offer_meetings(self, seen: _Seen) -> None:
        _ = self.session._
        self.meeting.clear()
        for one in seen.meetings:
            day = format_day(one.day, _.language, short=True)
            self.meeting.add(_("Meeting {number}, {day}", number=one.number, day=day), one.number)
        self.meeting.add(_("Before this book, or beside it"), 0)
        if seen.meetings:
            self.since.set_day(max(self.session.today(), seen.meetings[0].day))

    def _write_days(self, seen: _Seen, *, writes: bool) -> None:
        _ = self.session._
        for button in self._day_buttons:
            button.hide()
            button.deleteLater()
        self._day_buttons = []
        for day in seen.days:
            words = f"{format_day(day, _.language, short=True)} {day.year}"
            button = w.Button(
                words,
                object_name=f"rules_aid_{day.isoformat()}",
                accessible_name=_("Take {day} off the list", day=words),
                role="chip",
                picture="x",
                weight="bold",
            )
            button.setEnabled(writes)
            button.clicked.connect(lambda _checked=False, day=day: self._note_day(day, expected=False))
            self.days.add(button)
            self._day_buttons.append(button)
        self.days.setVisible(bool(seen.days))

    def _add_day(self) -> None:
        day = self.day.day()
        if day is not None:
            self._note_day(day, expected=True)

    def _note_day(self, day: date, *, expected: bool) -> None:
        session = self.session
        try:
            session.act(lambda tx: group.note_disbursement(tx, session.ledger, day, expected=expected))
        except (Rejected, StorageError) as error:
            session.failed.emit(problems_of(error))
        self.add_day.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, problem: Problem) -> None:
        self.message.show_problem(problem)
        own: dict[str, QWidget] = {"since": self.since.line, "meeting": self.meeting}
        field = own.get(problem.field or "") or self.form.field(problem.field or "")
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(field)

    def _show_history(self) -> None:
        seen, _ = self._seen, self.session._
        if seen is None:
            return
        lines: list[str] = []
        for nth, rules in enumerate(seen.history):
            head = (
                _("From {day} on, meeting {number}:", day=rules.since, number=rules.meeting)
                if rules.meeting
                else _("From {day} on:", day=rules.since)
            )
            said = changed_lines(seen.history[nth - 1], rules, _) if nth else rule_lines(rules, _)
            lines += [head, *(f"  {line}" for line in said or (_("Nothing changed."),))]
        LinesDialog(_, _("Decisions so far"), lines, self).open()

    def _lay_out(self) -> None:
        _, worn = self.session._, look()
        head = QHBoxLayout()
        head.addWidget(self.state, 1)
        head.addWidget(self.back)
        self.column.addLayout(head)
        acts = w.Flow(spacing=8)
        for button in (self.history, self.paper):
            acts.add(button)
        self.column.addWidget(acts)
        self.column.addWidget(self.told)
        self.no_treasurer = w.Strip(
            _("Nobody is treasurer yet. Give a member the office before money is collected."),
            tone="warn",
            picture="warning",
        )
        self.no_treasurer.setObjectName("rules_no_treasurer")
        self.form.cards["money"].body.addWidget(self.no_treasurer)
        for card in self.form.cards.values():
            self.column.addWidget(card)
        decided = w.Card(_("The decision"), picture="handshake", object_name="rules_card_decision")
        grid = QGridLayout()
        grid.setHorizontalSpacing(worn.px(12))
        grid.setVerticalSpacing(worn.px(8))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for row, (words, field) in enumerate(
            ((_("From which day?"), self.since), (_("Decided in which meeting?"), self.meeting))
        ):
            label = w.field_label(words, field)
            label.setWordWrap(True)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        decided.body.addLayout(grid)
        self.column.addWidget(decided)
        aid = w.Card(_("Days on which aid is paid out"), picture="calendar-blank", object_name="rules_card_aid")
        aid.body.addWidget(
            w.text_label(
                _("The meeting warns when money would be collected on one of them."), "base", "muted", wrap=True
            )
        )
        aid.body.addWidget(self.days)
        aid.body.addWidget(self.day)
        aid.body.addWidget(self.add_day, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(aid)
        self.column.addStretch(1)
        self.set_foot(self._foot_of_page())

    def _foot_of_page(self) -> QFrame:
        """The act of the page, and why it was refused: in sight wherever one reads."""
        worn = look()
        foot = QFrame()
        foot.setObjectName("rules_foot")
        wear(foot, role="foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(worn.px(16), worn.px(8), worn.px(16), worn.px(8))
        column.setSpacing(worn.px(4))
        column.addWidget(self.message)
        row = QHBoxLayout()
        row.setSpacing(worn.px(12))
        row.addWidget(self.save)
        row.addWidget(self.when, 1)
        column.addLayout(row)
        return foot

    def _say_when(self) -> None:
        """From which day on it would hold: its field may be out of sight."""
        day = self.since.day()
        self.when.setText("" if day is None else self.session._("It will hold from {day} on.", day=day))
