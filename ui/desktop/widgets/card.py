"""Cards and what lies on them: the white sheet with a title, the soft strip with a sentence, the small badge."""

from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.theme import look, wear
from ui.desktop.theme.tokens import BADGE, Weight
from ui.desktop.widgets.button import Picture
from ui.desktop.widgets.labels import text_label

StripTone = Literal["", "primary", "money_in", "out", "warn"]


class Card(QFrame):
    """A white sheet with one line of border: things go on ``body``; ``head`` holds the title and what is beside it."""

    def __init__(
        self,
        title: str = "",
        *,
        picture: str = "",
        tone: str = "accent",
        object_name: str = "",
        strong: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        wear(self, role="card", strong=strong)
        self.head = QHBoxLayout()
        self.body = QVBoxLayout()
        whole = QVBoxLayout(self)
        if title:
            if picture:
                self.head.addWidget(Picture(picture, 30, tone))
            self.title = text_label(title, "lead")
            self.head.addWidget(self.title)
            self.head.addStretch(1)
        whole.addLayout(self.head)
        whole.addLayout(self.body, 1)
        self._space()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        super().changeEvent(event)

    def _space(self) -> None:
        worn = look()
        whole = self.layout()
        if whole is not None:
            whole.setContentsMargins(worn.px(18), worn.px(16), worn.px(18), worn.px(16))
            whole.setSpacing(worn.px(8))
        self.head.setSpacing(worn.px(8))
        self.body.setSpacing(worn.px(8))


class Strip(QFrame):
    """A sentence on a soft ground with its picture; ``barred`` adds the bar at its left, for what wants an answer."""

    def __init__(
        self,
        text: str,
        *,
        tone: StripTone = "primary",
        picture: str = "",
        weight: Weight = "fill",
        barred: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        wear(self, role="strip", tone=tone, barred=barred)
        worn = look()
        row = QHBoxLayout(self)
        row.setContentsMargins(worn.px(12), worn.px(8), worn.px(12), worn.px(8))
        row.setSpacing(worn.px(10))
        if picture:
            where = Qt.AlignmentFlag.AlignTop if barred else Qt.AlignmentFlag.AlignVCenter
            row.addWidget(Picture(picture, 24, tone or "text", weight), 0, where)
        self.label = text_label(text, "base", "text" if barred else tone or "text", wrap=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(worn.px(6))
        self.body.addWidget(self.label)
        row.addLayout(self.body, 1)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self.label.setText(text)


class Badge(QFrame):
    """A small rounded mark: a picture and a word or number."""

    def __init__(
        self,
        text: str,
        *,
        tone: StripTone = "",
        picture: str = "",
        weight: Weight = "fill",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        wear(self, role="badge", tone=tone)
        worn = look()
        row = QHBoxLayout(self)
        row.setContentsMargins(worn.px(10), 0, worn.px(10), 0)
        self.setFixedHeight(worn.px(BADGE))
        row.setSpacing(worn.px(6))
        if picture:
            row.addWidget(Picture(picture, 18, tone or "text", weight))
        self.label = text_label(text, "small-bold", tone or "text")
        row.addWidget(self.label)

    def set_text(self, text: str) -> None:
        """Show another word or number."""
        self.label.setText(text)
