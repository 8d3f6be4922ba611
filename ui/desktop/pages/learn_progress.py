"""How far the group has come: lessons held, how many came, tests before and after, home tasks. Never by person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kpmbooks import training
from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day
from kpmbooks.i18n import Translator
from kpmbooks.problems import Rejected, StorageError
from kpmbooks.training import Content, sessions
from kpmbooks.training.session import LessonSession, When
from kpmbooks.training.session_progress import Gain, gain, percent
from ui.desktop import widgets as w
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.group_paper import GroupPaperDialog
from ui.desktop.pages.learn_list import TRACKS
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Tasks
from ui.desktop.widgets import Span
from ui.desktop.widgets.register_table import Register
from ui.home_folder import own_lessons_folder

RECORD: Final = "lesson-record"
CLASS_REPORT: Final = "class-report"
CERTIFICATE: Final = "lesson-certificate"


@dataclass(frozen=True, slots=True)
class _Seen:
    """Every session, struck ones too, the latest first; and what each track's tests gained."""

    held: tuple[LessonSession, ...]
    gains: tuple[tuple[str, Gain], ...]
    has_members: bool


class LearnProgressPage(FixedPage):
    """Rows open a session: its record on paper, and striking it out where it was none."""

    TOPICS = frozenset({"sessions"})

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="learn_progress_page", parent=parent)
        training.own_lessons_lie_in(own_lessons_folder())  # sessions of these have a title, too
        _ = session._
        self._contents = {one.id: one for one in training.contents()}
        self._seen: _Seen | None = None
        self.back = w.Button(
            _("All lessons"), object_name="progress_back", role="link", picture="caret-left", key_hint="Esc"
        )
        self.report = w.Button(_("Class report"), object_name="progress_report", picture="printer")
        self.certificates = w.Button(_("Certificates"), object_name="progress_certificates", picture="graduation-cap")
        self.told = w.text_label("", "base", wrap=True)
        self.told.setObjectName("progress_told")
        self.empty = w.EmptyState(
            "student",
            _("No lesson was held yet"),
            _("Open a lesson and press “Begin a session”."),
            object_name="progress_empty",
            button=_("All lessons"),
            button_picture="student",
        )
        self.register = Register(
            _columns(_), empty=self.empty, object_name="progress", accessible_name=_("Lessons that were held")
        )
        self.register.foot.hide()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addStretch(1)
        head.addWidget(self.certificates)
        head.addWidget(self.report)
        self.column.addLayout(head)
        self.column.addWidget(self.told)
        self.column.addWidget(self.register, 1)
        self.back.clicked.connect(lambda: self.go.emit("learn", None))
        self.empty.pressed.connect(lambda: self.go.emit("learn", None))
        self.report.clicked.connect(lambda: self.open_paper(CLASS_REPORT))
        self.certificates.clicked.connect(lambda: self.open_paper(CERTIFICATE))
        self.register.table.opened.connect(lambda key: self.open_session(str(key)))
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.back.click)
        self.setFocusProxy(self.register)

    def refresh(self) -> None:
        """Ask the book anew."""
        seen = self.session.ask(self._look)
        if seen is None:
            return
        self._seen = seen
        counted = [one for one in seen.held if one.counts]
        self.told.setText(_summary(counted, seen.gains, self.session._))
        self.told.setVisible(bool(counted))
        self.report.setEnabled(bool(counted))
        self.certificates.setVisible(seen.has_members)
        self.certificates.setEnabled(any(one.present for one in counted))
        self.register.set_source(w.Rows([_row(one, self._contents, self.session._) for one in seen.held]), at_end=False)

    def arrange(self, now: Span) -> None:
        """Where it is tight the tests and the home task stand in the session's own card only."""
        gone = {"narrow": ("before", "after", "home"), "medium": ("home",), "wide": ()}[now]
        for place, column in enumerate(self.register.table.rows.columns):
            self.register.table.setColumnHidden(place, column.key in gone)
        self.back.show_key("" if now == "narrow" else "Esc")

    def open_session(self, uid: str) -> None:
        """Show one session."""
        held = next((one for one in self._seen.held if one.uid.hex() == uid), None) if self._seen else None
        if held is not None:
            content = self._contents.get(held.lesson)
            dialog = SessionDialog(self.session, held, content, self)
            dialog.record_wanted.connect(lambda: self.open_paper(RECORD, uid))
            dialog.open()

    def open_paper(self, name: str, uid: str = "") -> None:
        """Show a paper about what was held."""
        today = self.session.today()
        period = Period(min(self.session.book.owner.start, today), today)
        asked = {"session": uid} if uid else {}
        GroupPaperDialog(self.session, self.tasks, name, period, asked, self).open()

    def _look(self, reader: Reader) -> _Seen:
        held = sessions.sessions_of(reader, struck=True)
        counted = [one for one in held if one.counts]
        tracks = {one.id: one.track for one in training.contents()}
        gains = []
        for track in TRACKS:
            found = gain(one for one in counted if tracks.get(one.lesson) == track)
            if found is not None:
                gains.append((track, found))
        return _Seen(tuple(reversed(held)), tuple(gains), reader.owner.kind == "group")


class SessionDialog(CardDialog):
    """What a session came to in counts; ``record_wanted`` asks for its record on paper."""

    record_wanted = Signal()

    def __init__(
        self, session: Session, held: LessonSession, content: Content | None, parent: QWidget | None = None
    ) -> None:
        _ = session._
        super().__init__(_title(held, content, _), "student", object_name="session_card", parent=parent)
        self.session, self.held = session, held
        for line in _lines(held, _):
            self.column.addWidget(w.text_label(line, wrap=True))
        self.column.addStretch(1)
        self.strike = w.Button(
            _("Count it again") if held.struck else _("It was no session"),
            object_name="session_strike",
            picture="arrow-counter-clockwise" if held.struck else "prohibit",
        )
        self.record = w.Button(_("See the record"), object_name="session_record", role="primary", picture="printer")
        self.strike.setEnabled(session.book.mode == "write")
        self.strike.clicked.connect(self._strike)
        self.record.clicked.connect(self.accept)
        self.record.clicked.connect(self.record_wanted)
        self.buttons.addWidget(self.strike)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.record)
        self.fit()
        self.record.setFocus(Qt.FocusReason.OtherFocusReason)

    def _strike(self) -> None:
        held = self.held
        act = sessions.let_stand if held.struck else sessions.strike_out
        try:
            self.session.act(lambda tx: act(tx, held))
        except (Rejected, StorageError) as error:
            self.session.failed.emit(problems_of(error))
            return
        self.accept()


def _columns(_: Translator) -> tuple[w.RegisterColumn, ...]:
    return (
        w.RegisterColumn("day", _("Day"), "text", "30 Sep 2026"),
        w.RegisterColumn("lesson", _("Lesson"), "main"),
        w.RegisterColumn("came", _("Women there"), "text", "999"),
        w.RegisterColumn("before", _("Before it"), "text", "100 %"),
        w.RegisterColumn("after", _("After it"), "text", "100 %", strong=True),
        w.RegisterColumn("home", _("Home task"), "text", "99 dari 99"),
    )


def _row(held: LessonSession, contents: dict[str, Content], _: Translator) -> w.RegisterRow:
    home = "" if held.home is None else _("{done} of {asked}", done=held.home.done, asked=held.home.asked)
    badge = w.RegisterBadge(_("not finished"), "warning", "warn") if held.is_open else None
    return w.RegisterRow(
        key=held.uid.hex(),
        title=_title(held, contents.get(held.lesson), _),
        cells=(
            ("day", _day(held.day, _)),
            ("came", str(held.attended or "")),
            ("before", _percent(held, "before")),
            ("after", _percent(held, "after")),
            ("home", home),
        ),
        badge=badge,
        struck=held.struck,
    )


def _title(held: LessonSession, content: Content | None, _: Translator) -> str:
    return held.lesson if content is None else f"{content.id} {content.title.said(_.language)}"


def _day(day: date, _: Translator) -> str:
    return f"{format_day(day, _.language, short=True)} {day.year}"


def _percent(held: LessonSession, when: When) -> str:
    share = held.right_share(when)
    return "" if share is None else f"{percent(share)} %"


def _lines(held: LessonSession, _: Translator) -> list[str]:
    lines = [format_day(held.day, _.language, weekday=True)]
    came = _.plural("{n} woman came", "{n} women came", held.attended)
    took = _(", it took {n} minutes", n=held.minutes) if held.minutes is not None else ""
    lines.append(f"{came}{took}.")
    before, after = _percent(held, "before"), _percent(held, "after")
    if before and after:
        lines.append(_("Right cards: {before} before the lesson, {after} after it.", before=before, after=after))
    elif after:
        lines.append(_("Right cards: {after}.", after=after))
    if held.home is not None:
        lines.append(_("{done} of {asked} did the home task.", done=held.home.done, asked=held.home.asked))
    if held.struck:
        lines.append(_("This session was struck out and does not count."))
    elif held.is_open:
        lines.append(_("This session is not finished yet."))
    return lines


def _summary(held: Sequence[LessonSession], gains: Sequence[tuple[str, Gain]], _: Translator) -> str:
    if not held:
        return ""
    lessons = len({one.lesson for one in held})
    told = [
        _.plural("{n} session was held", "{n} sessions were held", len(held)) + _(", {n} different lessons.", n=lessons)
    ]
    for track, found in gains:
        few = _(" (few cards, no measure yet)") if found.few else ""
        words = _(
            "{track}: {before} % right before, {after} % after",
            track=_(TRACKS[track]),
            before=found.before,
            after=found.after,
        )
        told.append(f"{words}{few}.")
    return " ".join(told)
