"""What went wrong beside the page: a card over it with what happened, what is safe, what to do; Esc closes it."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.problems import Problem
from ui.desktop.repair_notes import DAMAGED
from ui.desktop.theme import look
from ui.desktop.widgets import ErrorCard

NOT_SAFE: Final = DAMAGED | {"file-gone", "file-replaced", "not-rewritten", "not-durable"}
"""Codes with which nobody should be told that the book is safe: the sentence says what is known."""


class TroubleDialog(QDialog):
    """Says ``problems``; nothing else can be done here but reading, copying and closing.

    ``report`` gives what is copied where whoever helps needs more than the sentence.
    """

    def __init__(
        self,
        _: Translator,
        problems: Sequence[Problem],
        parent: QWidget | None = None,
        *,
        report: Callable[[], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("trouble")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.codes = tuple(problem.code for problem in problems)
        sentences = " ".join(_.problem(problem) for problem in problems)
        happened, _dot, rest = sentences.partition(". ")
        self.setWindowTitle(_("Not done"))
        safe = "" if any(code in NOT_SAFE for code in self.codes) else _("Your book is safe.")
        self.card = ErrorCard(
            _,
            f"{happened.removesuffix('.')}.",
            f"{rest} {safe}".strip(),
            problems[0].code if problems else "-",
            object_name="trouble_card",
            button=_("Close"),
        )
        if report is not None:
            self.card.message = f"{self.card.message}\n\n{report()}"
            self.card.copy.setText(_("Copy report"))
            self.card.copy.setAccessibleName(_("Copy report"))
        self.card.pressed.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        self.setMinimumWidth(look().px(480))
        self.card.button.setFocus()
