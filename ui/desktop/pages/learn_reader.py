"""A lesson page by page: what the pages say, the questions asked aloud, and the way to the exercise."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.training import Block, Lesson
from ui.desktop import widgets as w
from ui.desktop.pages.learn_blocks import block_widget
from ui.desktop.theme import look

WIDEST = 46
"""Em of a line of reading: longer ones are lost on the way back."""


class LessonReader(QWidget):
    """``left`` asks for the list, ``practise`` carries the exercise to begin."""

    left = Signal()
    practise = Signal(object)

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lesson_reader")
        self._ = _
        self._lesson: Lesson | None = None
        self._pages: list[Sequence[Block]] = []
        self._at = 0
        self._sheet: w.Card | None = None
        self.page = w.PageScroll(object_name="lesson_page", margins=False)
        self.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.page.setAccessibleName(_("Lesson page"))
        self._middle = QHBoxLayout()
        self._middle.addStretch(1)
        self._middle.addStretch(1)
        self.page.column.addLayout(self._middle)
        self.page.column.addStretch(1)
        self.back = w.Button(_("All lessons"), object_name="all_lessons", role="link", picture="caret-left")
        self.back.clicked.connect(self.left)
        self.before = w.Button(_("Back"), object_name="page_before", picture="caret-left")
        self.where = w.text_label("", "small", "muted")
        self.page.reflowed.connect(lambda span: self.where.setVisible(span != "narrow"))
        self.after = w.Button(_("Next"), object_name="page_after", picture="caret-right", role="primary")
        self.exercise = w.Button(_("Begin the exercise"), object_name="begin_exercise", picture="pencil-simple")
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.exercise.clicked.connect(self._begin)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.where)
        foot.addWidget(self.before)
        foot.addWidget(self.exercise)
        foot.addWidget(self.after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page, 1)
        column.addLayout(foot)
        for keys, step in (("PgDown", 1), ("PgUp", -1), ("Right", 1), ("Left", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.turn(step))

    def show_lesson(self, lesson: Lesson) -> None:
        """Show ``lesson`` from its first page."""
        self._lesson = lesson
        self._pages = list(lesson.pages(self._.language).pages())
        self._at = 0
        self._show()

    def turn(self, step: int) -> None:
        """Go so many pages on, or back; the ends stay."""
        at = max(0, min(self._at + step, self._last()))
        if at != self._at:
            self._at = at
            self._show()

    def take_focus(self) -> None:
        """To the page, which scrolls with the keys."""
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def at(self) -> int:
        """The page that is shown, from 0; the questions are the last one."""
        return self._at

    def _last(self) -> int:
        return len(self._pages)  # behind the pages: the questions

    def _begin(self) -> None:
        if self._lesson is not None and self._lesson.exercises:
            self.practise.emit(self._lesson.exercises[0])

    def _show(self) -> None:
        lesson, _ = self._lesson, self._
        if lesson is None:
            return
        sheet = w.Card(object_name="lesson_sheet")
        sheet.setMaximumWidth(round(WIDEST * look().em))
        if self._at < len(self._pages):
            for block in self._pages[self._at]:
                shows = {one.file: one.shows.said(_.language) for one in lesson.pictures}
                picture = QByteArray(lesson.files.get(block.picture, b""))
                sheet.body.addWidget(block_widget(block, picture, shows.get(block.picture, "")))
        else:
            self._add_questions(sheet, lesson)
        self._replace(sheet)
        self.where.setText(_("Page {page} of {pages}", page=self._at + 1, pages=self._last() + 1))
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at < self._last())
        self.exercise.setVisible(bool(lesson.exercises))

    def _replace(self, sheet: w.Card) -> None:
        """Show ``sheet`` from its top in the place of the one before."""
        if self._sheet is not None:
            self._sheet.hide()
            self._middle.removeWidget(self._sheet)
            self._sheet.deleteLater()
        self._sheet = sheet
        self._middle.insertWidget(1, sheet, 1000)
        self.page.verticalScrollBar().setValue(0)

    def _add_questions(self, sheet: w.Card, lesson: Lesson) -> None:
        _, language = self._, self._.language
        sheet.body.addWidget(w.text_label(_("Questions to ask aloud"), "lead"))
        for nth, question in enumerate(lesson.questions, 1):
            sheet.body.addWidget(w.rule())
            sheet.body.addWidget(w.text_label(f"{nth}. {question.text.said(language)}", "bold", wrap=True))
            sheet.body.addWidget(w.text_label(f"A   {question.a.said(language)}", wrap=True))
            sheet.body.addWidget(w.text_label(f"B   {question.b.said(language)}", wrap=True))
            why = w.Strip(f"{question.answer.upper()}. {question.why.said(language)}", picture="check-circle")
            why.hide()
            show = w.Button(_("Show the answer"), object_name=f"answer_{nth}", role="link", picture="eye")
            show.clicked.connect(why.show)
            show.clicked.connect(show.hide)
            sheet.body.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
            sheet.body.addWidget(why)
        sheet.body.addWidget(w.rule())
        sheet.body.addWidget(w.text_label(_("At home"), "lead"))
        sheet.body.addWidget(w.text_label(lesson.at_home.said(language), wrap=True))
        sheet.body.addWidget(w.text_label(_("Next time"), "lead"))
        sheet.body.addWidget(w.text_label(lesson.next_time.said(language), wrap=True))
