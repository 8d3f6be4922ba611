"""A question with two answers, each a verb; Esc is the harmless one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desktop import widgets as w
from ui.desktop.pages.card_dialog import CardDialog


class QuestionDialog(CardDialog):
    """``agreed`` comes when the person chose ``act``; ``rest`` and Esc change nothing."""

    agreed = Signal()

    def __init__(
        self,
        question: str,
        sentence: str,
        *,
        act: str,
        rest: str,
        object_name: str,
        picture: str = "question",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(question, picture, object_name=object_name, parent=parent)
        self.column.addWidget(w.text_label(sentence, "base", wrap=True))
        self.column.addStretch(1)
        self.rest = w.Button(rest, object_name=f"{object_name}_rest")
        self.act = w.Button(act, object_name=f"{object_name}_act", role="primary")
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.rest)
        self.buttons.addWidget(self.act)
        self.rest.clicked.connect(self.reject)
        self.act.clicked.connect(self.accept)
        self.accepted.connect(self.agreed)
        self.act.setFocus()
