"""What went wrong beside the page: a card over it with what happened, what is safe, what to do; Esc closes it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.problems import Problem
from ui.desktop.theme import look
from ui.desktop.widgets import ErrorCard


class TroubleDialog(QDialog):
    """Says ``problems``; nothing else can be done here but reading, copying and closing."""

    def __init__(self, _: Translator, problems: Sequence[Problem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trouble")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sentences = " ".join(_.problem(problem) for problem in problems)
        happened, _dot, rest = sentences.partition(". ")
        self.setWindowTitle(_("Not done"))
        safe = _("Your book is safe.")
        self.card = ErrorCard(
            _,
            f"{happened.removesuffix('.')}.",
            f"{rest} {safe}".strip(),
            problems[0].code if problems else "-",
            object_name="trouble_card",
            button=_("Close"),
        )
        self.card.pressed.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        self.setMinimumWidth(look().px(480))
        self.card.button.setFocus()
