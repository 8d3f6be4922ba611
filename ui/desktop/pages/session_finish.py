"""The end of a session: what it came to, a note, and the record on paper."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.training import Lesson
from kpmbooks.training.session import LessonSession
from kpmbooks.training.session_progress import gain
from ui.desktop import widgets as w
from ui.desktop.pages.count_box import CountBox
from ui.desktop.pages.meeting_lines import LinesEdit
from ui.desktop.theme import look


class FinishPane(w.PageScroll):
    """``finished``: the session is over, its record is wanted; ``noted`` carries what was written."""

    finished = Signal()
    noted = Signal(str)

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(object_name="session_finish", margins=False, parent=parent)
        self._ = _
        self.setAccessibleName(_("This session"))
        self.card = w.Card(_("This session"), picture="check-circle", object_name="finish_card")
        self._told = QVBoxLayout()
        self._lines: list[QLabel] = []
        self.card.body.addLayout(self._told)
        self.minutes = CountBox(_, object_name="finish_minutes", accessible_name=_("Minutes it took"))
        self.card.body.addWidget(w.field_label(_("Minutes it took"), self.minutes))
        self.card.body.addWidget(self.minutes)
        self.note = LinesEdit(object_name="finish_note", accessible_name=_("Note"), rows=3)
        self.note.kept.connect(self.noted)
        self.card.body.addWidget(w.field_label(_("What to remember (may stay empty)"), self.note))
        self.card.body.addWidget(self.note)
        self.end = w.Button(
            _("Finish and see the record"), object_name="session_end", role="primary", picture="printer", big=True
        )
        self.end.clicked.connect(self.finished)
        self.column.addWidget(self.card)
        self.column.addStretch(1)
        foot = QWidget()
        acts = QHBoxLayout(foot)
        acts.setContentsMargins(look().px(6), look().px(6), look().px(6), look().px(6))  # with the ring around it
        acts.addWidget(self.end)
        acts.addStretch(1)
        self.set_foot(foot)

    def show_session(self, held: LessonSession, lesson: Lesson, minutes: int) -> None:
        """Say what the session came to, in counts and never by person."""
        self._say(_told(self._, held, lesson))
        self.minutes.set_count(held.minutes if held.minutes is not None else minutes)
        number = max(held.notes, default=None)
        self.note.show_text("" if number is None else held.notes[number])

    def take_focus(self) -> None:
        """To the end."""
        self.end.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, lines: Sequence[str]) -> None:
        for label in self._lines:
            self._told.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._lines = [w.text_label(line, wrap=True) for line in lines]
        for label in self._lines:
            self._told.addWidget(label)


def _told(_: Translator, held: LessonSession, lesson: Lesson) -> list[str]:
    lines = [f"{lesson.id} · {lesson.title.said(_.language)}", _.plural("{n} was here", "{n} were here", held.attended)]
    gained = gain([held])
    if gained is not None:
        lines.append(_("Right cards: {before} % before, {after} % after", before=gained.before, after=gained.after))
    elif (share := held.right_share()) is not None:
        lines.append(_("Right cards: {after} %", after=round(share * 100)))
    lines += [_("Exercise: {score} of {full} right", score=work.score, full=work.full) for work in held.works]
    if held.home is not None:
        lines.append(_("Home task: {done} of {asked}", done=held.home.done, asked=held.home.asked))
    return lines
