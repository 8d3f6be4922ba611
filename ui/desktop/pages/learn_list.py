"""The lessons as cards: what it is called, its rule of thumb, how long it takes."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kpmbooks import training
from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from kpmbooks.training import Lesson
from ui.desktop import widgets as w

TRACKS = {
    "ekonomi": N_("P2K2, economy module"),
    "pembukuan": N_("Bookkeeping"),
    "pinjaman": N_("Borrowing"),
    "komputer": N_("Laptop and numbers"),
    "kelompok": N_("The group"),
    "pendamping": N_("For the facilitator"),
}


class LessonList(w.PageScroll):
    """``opened`` carries the lesson that was chosen."""

    opened = Signal(object)

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(object_name="lesson_list", margins=False, parent=parent)
        self._ = _
        self.setAccessibleName(_("Lessons"))
        self.lessons = training.lessons()
        self.told = w.text_label(_("One rule of thumb each, tried out with numbers that change every time."), wrap=True)
        self.column.addWidget(self.told)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self.cards = [self._card(lesson) for lesson in self.lessons]
        self.column.addLayout(self._grid)
        self.column.addStretch(1)
        self.reflowed.connect(self._arrange)
        self._arrange(self.arrangement())

    def take_focus(self) -> None:
        """To the first lesson."""
        if self.cards:
            self.cards[0].button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, lesson: Lesson) -> "_LessonCard":
        card = _LessonCard(lesson, self._)
        card.button.clicked.connect(partial(self.opened.emit, lesson))
        return card

    def _arrange(self, span: str) -> None:
        columns = 1 if span == "narrow" else 2
        self.told.setVisible(span != "narrow")
        for nth, card in enumerate(self.cards):
            self._grid.addWidget(card, nth // columns, nth % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)


class _LessonCard(w.Card):
    def __init__(self, lesson: Lesson, _: Translator) -> None:
        language = _.language
        super().__init__(
            lesson.title.said(language), picture="student", tone="primary", object_name=f"lesson_{lesson.id}"
        )
        minutes = _("{n} minutes", n=lesson.minutes)
        self.body.addWidget(w.text_label(f"{_(TRACKS[lesson.track])} · {minutes}", "small", "muted"))
        self.body.addWidget(w.Strip(lesson.rule.said(language), tone="primary", picture="lightbulb"))
        self.body.addWidget(w.text_label(lesson.aim.said(language), wrap=True))
        self.button = w.Button(
            _("Open the lesson"),
            object_name=f"open_{lesson.id}",
            accessible_name=_("Open the lesson {title}", title=lesson.title.said(language)),
            picture="play-circle",
        )
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
