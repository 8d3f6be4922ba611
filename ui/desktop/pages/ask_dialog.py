"""A dialog with questions and one act: what is refused is said above the buttons, the keyboard at its question."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kpmbooks.book import Tx
from kpmbooks.problems import Problem, Rejected, StorageError
from ui.desktop import widgets as w
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.session import Session, problems_of
from ui.desktop.theme import look
from ui.desktop.theme.tokens import AMOUNT_FIELD, FIELD

T = TypeVar("T")


def question_label(question: str, field: QWidget) -> QLabel:
    """A question beside the middle of the box that is typed in, whatever is said below it."""
    label = w.field_label(question, field)
    label.setWordWrap(True)
    label.setMinimumHeight(look().px(AMOUNT_FIELD if isinstance(field, w.AmountEdit) else FIELD))
    return label


class AskDialog(CardDialog):
    """Ask with ``ask``, then ``finish``; ``save`` is called by the act's button and by Enter."""

    def __init__(
        self, session: Session, title: str, picture: str, *, name: str, act: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, picture, object_name=name, parent=parent)
        self.session = session
        self.fields: dict[str, Any] = {}
        self.labels: dict[str, QLabel] = {}
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(look().px(12))
        self.grid.setVerticalSpacing(look().px(8))
        self.grid.setColumnStretch(1, 1)
        self.message = w.FieldMessage(session._, object_name=f"{name}_message")
        self.keep = w.Button(act, object_name=f"{name}_act", role="primary", picture="check", weight="bold")
        self.rest = w.Button(session._("Leave it"), object_name=f"{name}_rest")
        for button in (self.rest, self.keep):
            button.setAutoDefault(False)
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.save)
        self.rest.clicked.connect(self.reject)

    def save(self) -> None:
        """Do the act, or say why it cannot be done."""
        raise NotImplementedError

    def ask(self, name: str, question: str, field: QWidget) -> None:
        """Put a question with its field below the others."""
        if isinstance(field, w.Choice):
            # A long entry is shortened in the field and whole in its list; it never makes the dialog wider.
            field.setMinimumContentsLength(10)
            field.setSizeAdjustPolicy(w.Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        label = question_label(question, field)
        row = self.grid.rowCount()
        self.grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(field, row, 1)
        self.fields[name] = field
        self.labels[name] = label

    def show_question(self, name: str, *, shown: bool) -> None:
        """Ask it, or leave it out for now."""
        self.fields[name].setVisible(shown)
        self.labels[name].setVisible(shown)

    def finish(self) -> None:
        """Put what was asked on the dialog, and message and buttons below it."""
        self.column.addLayout(self.grid)
        self.close_up()

    def close_up(self) -> None:
        """Put message and buttons below what is there."""
        self.column.addWidget(self.message)
        self.column.addStretch(1)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.rest)
        self.buttons.addWidget(self.keep)

    def act(self, act: Callable[[Tx], T]) -> T | None:
        """Do it and close; what is refused stays and is said."""
        try:
            done = self.session.act(act)
        except (Rejected, StorageError) as error:
            self.refuse(problems_of(error))
            return None
        self.accept()
        return done

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Say what is wrong, the keyboard at the first question that it concerns."""
        for field in self.fields.values():
            self._mark(field, None)
        found = tuple(problems)
        self.message.show_problem(found[0] if found else None)
        for problem in found[:1]:
            field = self.fields.get(problem.field or "")
            if field is not None:
                self._mark(field, "error")
                field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark(self, field: QWidget, state: str | None) -> None:
        if isinstance(field, w.TextField):
            field.show_state(state)
