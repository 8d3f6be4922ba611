"""A facilitator's own lessons: those she copied or was handed, to be opened, changed, handed on and removed."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.training import lesson_file, own_lessons, own_lessons_lie_in
from kpmbooks.training.folder import LARGEST
from kpmbooks.training.lesson import Lesson
from kpmbooks.training.lesson_reading import LessonFault, read_lesson
from kpmbooks.training.lessons import lesson_folders
from ui.desktop import widgets as w
from ui.desktop.last_folder import last_folder
from ui.desktop.pages.own_lesson_edit import OwnLessonDialog
from ui.desktop.pages.page import Page
from ui.desktop.pages.question_dialog import QuestionDialog
from ui.desktop.pages.report_work import put_in_place, refuse_books
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Tasks
from ui.home_folder import home_folder, own_lessons_folder

_UNREADABLE: Final = N_("This file cannot be read. Copy it onto this laptop, then choose it again.")


class OwnLessonsPage(Page):
    """``arrive`` takes the id of a lesson of which a copy is wanted, or None."""

    TOPICS = frozenset()

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="own_lessons_page", parent=parent)
        own_lessons_lie_in(own_lessons_folder())
        _ = session._
        self._shown: QWidget | None = None
        self.cards: dict[str, OwnLessonCard] = {}
        self.back = w.Button(_("All lessons"), object_name="own_back", role="link", picture="caret-left")
        self.take = w.Button(_("Take a lesson from a file"), object_name="own_take", picture="folder-open")
        self.back.clicked.connect(lambda: self.go.emit("learn", None))
        self.take.clicked.connect(self.ask_for_file)
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addStretch(1)
        head.addWidget(self.take)
        self.message = w.FieldMessage(_, object_name="own_message")
        self.told = w.text_label("", "base", "primary", wrap=True)
        self.told.setObjectName("own_told")
        self.told.hide()
        self.column.addLayout(head)
        self.column.addWidget(
            w.text_label(
                _("Copy a lesson, then change names, goods and amounts, so that it is about people you know."),
                wrap=True,
            )
        )
        self.column.addWidget(self.message)
        self.column.addWidget(self.told)
        self._list = QVBoxLayout()
        self.column.addLayout(self._list)
        self.column.addStretch(1)

    def arrive(self, wish: Any) -> None:
        """Copy the lesson that is wished for, and offer to change it."""
        if isinstance(wish, str):
            self.copy(wish)

    def refresh(self) -> None:
        """Read the folder of her own lessons beside the window."""
        folder = own_lessons_folder()
        self.tasks.run(lambda _progress: _read(folder), self._show, self._fail)

    def copy(self, lesson_id: str) -> None:
        """Make a copy of a lesson and open it for changing."""
        folder = own_lessons_folder()
        self._work(lambda: own_lessons.copy_lesson(lesson_id, folder), self._changed_and_edit)

    def edit(self, lesson_id: str) -> None:
        """Ask what is to be other."""
        try:
            dialog = OwnLessonDialog(self.session, self.tasks, own_lessons_folder() / lesson_id, self)
        except Rejected as rejected:
            self._fail(rejected)
            return
        dialog.accepted.connect(self.refresh)
        dialog.open()

    def ask_for_file(self) -> None:
        """Let a lesson's file be chosen."""
        _ = self.session._
        dialog = QFileDialog(self, _("Choose a file"), str(last_folder(home_folder())))
        dialog.setObjectName("own_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{_('Lessons')} (*{lesson_file.SUFFIX})", _("All Files (*)")])
        dialog.fileSelected.connect(lambda name: self.take_file(Path(name)))
        dialog.open()

    def take_file(self, path: Path) -> None:
        """Put the lesson in the file beside her own ones; what does not belong into a lesson refuses it whole."""
        folder = own_lessons_folder()
        self._work(lambda: lesson_file.receive(_content(path), folder), lambda _id: self.refresh())

    def ask_where_to(self, lesson_id: str) -> None:
        """Let a place for the lesson's file be chosen."""
        _ = self.session._
        dialog = QFileDialog(self, _("Hand the lesson on as a file"), str(last_folder(home_folder())))
        dialog.setObjectName("own_save")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(lesson_file.SUFFIX.removeprefix("."))
        dialog.selectFile(f"{lesson_id}{lesson_file.SUFFIX}")
        dialog.fileSelected.connect(lambda name: self.hand_on(lesson_id, Path(name)))
        dialog.open()

    def hand_on(self, lesson_id: str, path: Path) -> None:
        """Write the lesson into a file, whole or not at all."""
        folder = own_lessons_folder() / lesson_id
        self._work(lambda: _write(folder, path), lambda _done: self._say_written(path))

    def ask_to_remove(self, lesson_id: str) -> None:
        """Removing has no way back, so it is asked."""
        _ = self.session._
        dialog = QuestionDialog(
            _("Remove this lesson?"),
            _("It is gone from this laptop. The lesson that it was copied from stays."),
            act=_("Remove it"),
            rest=_("Keep it"),
            object_name="own_remove",
            picture="trash",
            parent=self,
        )
        dialog.agreed.connect(lambda: self.remove(lesson_id))
        dialog.open()

    def remove(self, lesson_id: str) -> None:
        """Remove one of her own."""
        folder = own_lessons_folder() / lesson_id
        self._work(lambda: own_lessons.remove(folder), lambda _done: self.refresh())

    def _changed_and_edit(self, lesson_id: str) -> None:
        self.refresh()
        self.edit(lesson_id)

    def _work(self, act: Any, done: Any) -> None:
        self.message.show_problem(None)
        self.told.hide()
        self.tasks.run(lambda _progress: act(), done, self._fail)

    def _fail(self, error: Exception) -> None:
        self.message.show_problem(problems_of(error)[0])

    def _say_written(self, path: Path) -> None:
        _ = self.session._
        self.told.setText(_("Written: {file}", file=path.name))
        self.told.show()
        w.announce(self, self.told.text())

    def _show(self, found: tuple[Sequence[Lesson], Sequence[LessonFault]]) -> None:
        lessons, faults = found
        _ = self.session._
        if self._shown is not None:
            self._shown.hide()
            self._list.removeWidget(self._shown)
            self._shown.deleteLater()
        self.cards = {one.id: OwnLessonCard(one, self) for one in lessons}
        self._shown = QWidget()
        grid = QGridLayout(self._shown)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        for nth, card in enumerate(self.cards.values()):
            grid.addWidget(card, nth, 0)
        broken: dict[str, list[LessonFault]] = {}
        for fault in faults:
            broken.setdefault(fault.lesson, []).append(fault)
        for nth, (lesson_id, wrong) in enumerate(broken.items(), len(self.cards)):
            grid.addWidget(_broken_card(lesson_id, wrong, self), nth, 0)
        if not self.cards and not broken:
            empty = w.EmptyState(
                "books",
                _("No lessons of your own yet"),
                _("Open a lesson and press “Copy and change”, or take one from a file."),
                object_name="own_empty",
            )
            grid.addWidget(empty, 0, 0)
        self._list.addWidget(self._shown)
        self._shown.show()


class OwnLessonCard(w.Card):
    """One of her lessons, and what can be done with it."""

    def __init__(self, lesson: Lesson, page: OwnLessonsPage) -> None:
        _ = page.session._
        title = lesson.title.said(_.language)
        super().__init__(title, picture="student", tone="primary", object_name=f"own_{lesson.id}")
        told = _("{id}, copied from {from_}", id=lesson.id, from_=own_lessons.copied_from(lesson.id))
        self.body.addWidget(w.text_label(told, "small", "muted"))
        self.body.addWidget(w.Strip(lesson.rule.said(_.language), tone="primary", picture="lightbulb"))
        self.acts: dict[str, w.Button] = {}
        acts = w.Flow()
        for name, words, picture, act in (
            ("open", _("Open"), "play-circle", partial(page.go.emit, "learn", lesson.id)),
            ("edit", _("Change"), "pencil-simple", partial(page.edit, lesson.id)),
            ("hand_on", _("Hand on"), "usb", partial(page.ask_where_to, lesson.id)),
            ("remove", _("Remove"), "trash", partial(page.ask_to_remove, lesson.id)),
        ):
            button = w.Button(
                words,
                object_name=f"own_{name}_{lesson.id}",
                accessible_name=f"{words}: {title}",
                picture=picture,
            )
            button.clicked.connect(act)
            self.acts[name] = button
            acts.add(button)
        self.body.addWidget(acts)


def _broken_card(lesson_id: str, faults: Sequence[LessonFault], page: OwnLessonsPage) -> w.Card:
    """A lesson that cannot be used says where it is wrong; the others are not touched by it."""
    _ = page.session._
    card = w.Card(
        _("{id} cannot be used", id=lesson_id), picture="warning", tone="out", object_name=f"own_{lesson_id}"
    )
    for fault in faults[:3]:
        card.body.addWidget(w.text_label(f"{fault.where}: {fault.text}", wrap=True))
    if own_lessons.is_own(lesson_id):
        remove = w.Button(_("Remove"), object_name=f"own_remove_{lesson_id}", picture="trash")
        remove.clicked.connect(partial(page.ask_to_remove, lesson_id))
        card.body.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeft)
    return card


def _read(folder: Path) -> tuple[Sequence[Lesson], Sequence[LessonFault]]:
    """The lessons that can be used and what is wrong with the others; what each exercise proves is not proved here."""
    if not folder.is_dir():
        return (), ()
    read = [read_lesson(one) for one in lesson_folders(folder) if one != folder]
    lessons = [one for one in read if isinstance(one, Lesson)]
    return lessons, [fault for one in read if not isinstance(one, Lesson) for fault in one]


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(2 * LARGEST)
    except OSError as error:
        raise Rejected(Problem("lesson-file-unreadable", _UNREADABLE)) from error


def _write(folder: Path, path: Path) -> None:
    packed = lesson_file.pack(folder)
    refuse_books(path)
    with put_in_place(path) as stream:
        stream.write(packed)
