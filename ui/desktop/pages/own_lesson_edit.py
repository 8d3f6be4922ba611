"""Changing a lesson of one's own: its title, the names and goods in it, the amounts that its exercise draws from."""

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from kpmbooks.money import format_amount, read_amount
from kpmbooks.problems import Problem, Rejected
from kpmbooks.training import own_lessons
from kpmbooks.training.lesson import Lesson
from kpmbooks.training.lesson_reading import read_lesson
from kpmbooks.training.own_lessons import AmountRow, Changes
from ui.desktop import widgets as w
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Tasks

_MORE_WORDS: Final = 4
"""Empty lines for words that are not offered."""


class OwnLessonDialog(CardDialog):
    """Nothing is changed before the button, and all or nothing by it. Raises ``Rejected`` for one that is broken."""

    WIDE = 760

    def __init__(self, session: Session, tasks: Tasks, folder: Path, parent: QWidget | None = None) -> None:
        _ = session._
        lesson = read_lesson(folder)
        if not isinstance(lesson, Lesson):
            raise Rejected([Problem("lesson-faulty", fault.text, {}, fault.where) for fault in lesson])
        super().__init__(
            _("Change “{title}”", title=lesson.title.said(_.language)),
            "pencil-simple",
            object_name="own_edit",
            parent=parent,
        )
        self.session, self.tasks, self.folder = session, tasks, folder
        self._title = lesson.title.id
        self.title = w.TextField(lesson.title.id, object_name="own_title", accessible_name=_("Title"))
        self.column.addWidget(w.field_label(_("Title"), self.title))
        self.column.addWidget(self.title)
        self.words: list[tuple[w.TextField | str, w.TextField]] = []
        self.amounts: list[tuple[AmountRow, tuple[w.TextField, ...]]] = []
        self.column.addWidget(w.text_label(_("Names and goods"), "lead"))
        self.column.addWidget(
            w.text_label(_("Each is changed wherever it stands: story, questions, slips, pictures."), wrap=True)
        )
        self._add_words(own_lessons.changeable_words(folder))
        self.column.addWidget(w.text_label(_("Amounts of the exercise"), "lead"))
        self.column.addWidget(
            w.text_label(_("Every time a number between the two is drawn, in such steps."), wrap=True)
        )
        self._add_amounts(own_lessons.amounts_of(folder))
        self.message = w.FieldMessage(_, object_name="own_edit_message")
        self.keep_above_buttons(self.message)
        self.column.addStretch(1)
        self.rest = w.Button(_("Leave it as it was"), object_name="own_edit_rest")
        self.save = w.Button(
            _("Save the changes"), object_name="own_edit_save", role="primary", picture="check", weight="bold"
        )
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.rest)
        self.buttons.addWidget(self.save)
        self.rest.clicked.connect(self.reject)
        self.save.clicked.connect(self.save_now)
        self.fit()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_now(self) -> None:
        """Check the changed lesson beside the window; what passes takes the place of what was there."""
        changes = self._changes()
        if isinstance(changes, Problem):
            self.message.show_problem(changes)
            return
        folder = self.folder
        self.message.show_problem(None)
        self.save.setEnabled(False)
        self.tasks.run(
            lambda _progress: own_lessons.change(folder, changes), lambda _done: self.accept(), self._refused
        )

    def _refused(self, error: Exception) -> None:
        self.save.setEnabled(True)
        self.message.show_problem(problems_of(error)[0])

    def _changes(self) -> Changes | Problem:
        title = self.title.text().strip()
        words: dict[str, str] = {}
        for old, new in self.words:
            before = old if isinstance(old, str) else old.text().strip()
            after = new.text().strip()
            if before and after and after != before:
                words[before] = after
        amounts: dict[tuple[str | int, ...], tuple[int, int, int]] = {}
        for row, fields in self.amounts:
            read = [read_amount(one.text()) for one in fields]
            for one, field in zip(read, fields, strict=True):
                if isinstance(one, Problem):
                    field.setFocus(Qt.FocusReason.OtherFocusReason)
                    return one
            low, high, step = (int(one) for one in read if not isinstance(one, Problem))
            if (low, high, step) != (row.low, row.high, row.step):
                amounts[row.path] = (low, high, step)
        return Changes(None if title == self._title else title, words, amounts)

    def _add_words(self, offered: tuple[str, ...]) -> None:
        _ = self.session._
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        for nth, word in enumerate((*offered, *("",) * _MORE_WORDS)):
            old: w.TextField | str = word
            if word:
                grid.addWidget(w.text_label(word, wrap=True), nth, 0)
            else:
                old = w.TextField(
                    object_name=f"own_word_{nth}", accessible_name=_("Another word of the lesson"), hint=_("a word")
                )
                grid.addWidget(old, nth, 0)
            grid.addWidget(w.Picture("arrow-right", 16, "muted"), nth, 1)
            name = _("Instead of {word}", word=word) if word else _("Instead of that word")
            new = w.TextField(object_name=f"own_new_{nth}", accessible_name=name, hint=_("may stay empty"))
            grid.addWidget(new, nth, 2)
            self.words.append((old, new))
        self.column.addLayout(grid)

    def _add_amounts(self, rows: tuple[AmountRow, ...]) -> None:
        _ = self.session._
        names = {"low": _("From"), "high": _("To"), "step": _("In steps of")}
        for nth, row in enumerate(rows):
            self.column.addWidget(w.text_label(_sentence(row.text), "small", "muted", wrap=True))
            line = QHBoxLayout()
            fields = []
            for key, name in names.items():
                field = w.TextField(
                    format_amount(getattr(row, key), symbol=False),
                    object_name=f"own_{key}_{nth}",
                    accessible_name=f"{name}: {_sentence(row.text)}",
                )
                line.addWidget(w.text_label(name, "small", "muted"))
                line.addWidget(field, 1)
                fields.append(field)
            self.column.addLayout(line)
            self.amounts.append((row, tuple(fields)))


def _sentence(text: str) -> str:
    """The sentence with a gap where the number comes."""
    return re.sub(r"\{\w+\}", "…", text)
