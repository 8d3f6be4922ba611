"""A question with two answers, each a verb; Esc is the harmless one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop import widgets as w
from ui.desktop.theme import look


class QuestionDialog(QDialog):
    """``agreed`` comes when the person chose ``act``; ``rest`` and Esc change nothing. Open it with ``open()``."""

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
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        worn = look()
        column = QVBoxLayout(self)
        column.setContentsMargins(worn.px(24), worn.px(20), worn.px(24), worn.px(20))
        column.setSpacing(worn.px(16))
        head = QHBoxLayout()
        head.setSpacing(worn.px(16))
        head.addWidget(w.Picture(picture, 44, "primary"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(worn.px(6))
        words.addWidget(w.text_label(question, "lead", wrap=True))
        words.addWidget(w.text_label(sentence, "base", wrap=True))
        head.addLayout(words, 1)
        column.addLayout(head)
        buttons = QHBoxLayout()
        buttons.setSpacing(worn.px(10))
        buttons.addStretch(1)
        self.rest = w.Button(rest, object_name=f"{object_name}_rest")
        self.act = w.Button(act, object_name=f"{object_name}_act", role="primary")
        buttons.addWidget(self.rest)
        buttons.addWidget(self.act)
        column.addLayout(buttons)
        self.setMinimumWidth(worn.px(440))
        self.rest.clicked.connect(self.reject)
        self.act.clicked.connect(self.accept)
        self.accepted.connect(self.agreed)
        self.act.setFocus()
