"""A veil over the window while it cannot be used: what is going on, or a question that has to be answered first."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from ui.desktop.theme import look
from ui.desktop.theme.tokens import Weight
from ui.desktop.widgets import Button, Card, Picture, WorkCard, announce, text_label

WIDTH: Final = 560
THICKNESS: Final = 225
"""Of 255: what lies below can be made out, and is seen to be out of reach."""

Answer = tuple[str, str, Callable[[], None]]
"""The words of a button, its name, and what it does."""


class Veil(QWidget):
    """Covers ``over`` and keeps its size. Esc presses the last answer, which has to be the harmless one."""

    def __init__(self, _: Translator, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("veil")
        self._ = _
        self._over = over
        self._escape: Callable[[], None] | None = None
        self._column = QVBoxLayout(self)
        self._card: QWidget | None = None
        over.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setGeometry(over.rect())
        self.hide()

    def show_work(self, title: str, stop: str, stopped: Callable[[], None]) -> WorkCard:
        """Say what is going on; ``stop`` is the word of the button that ends it."""
        card = WorkCard(self._, title, object_name="veil_work")
        card.cancel.setText(stop)
        card.cancel.setAccessibleName(stop)
        card.cancelled.connect(stopped)
        self._put(card, card.cancel, None)
        announce(self, title)
        return card

    def ask(self, picture: str, tone: str, title: str, sentence: str, answers: Sequence[Answer]) -> None:
        """Ask; the first answer is the one that is meant as a rule and stands at the right."""
        worn = look()
        card = Card(object_name="veil_question", strong=True)
        row = QHBoxLayout()
        row.setSpacing(worn.px(16))
        weight: Weight = "fill" if tone == "warn" else "duotone"
        row.addWidget(Picture(picture, 44, tone, weight), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.addWidget(text_label(title, "lead", wrap=True))
        words.addWidget(text_label(sentence, "base", wrap=True))
        row.addLayout(words, 1)
        card.body.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(worn.px(10))
        buttons.addStretch(1)
        made = []
        for place, (text, name, act) in enumerate(answers):
            button = Button(text, object_name=name, role="" if place else "primary")
            button.clicked.connect(act)
            made.append(button)
        for button in reversed(made):
            buttons.addWidget(button)
        card.body.addLayout(buttons)
        self._put(card, made[0], answers[-1][2])
        announce(self, f"{title} {sentence}")

    def lift(self) -> None:
        """Let the window be used again."""
        self._clear()
        self.hide()

    def _put(self, card: QWidget, first: QWidget, escape: Callable[[], None] | None) -> None:
        self._clear()
        self._card, self._escape = card, escape
        card.setFixedWidth(min(look().px(WIDTH), max(200, self._over.width() - 48)))
        self._column.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self._escape = None
        if self._card is not None:
            self._column.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
            self._card = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
            if self._card is not None:
                self._card.setFixedWidth(min(look().px(WIDTH), max(200, self._over.width() - 48)))
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._escape is not None:
            self._escape()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = look().colour("bg")
        colour.setAlpha(THICKNESS)
        painter.fillRect(self.rect(), colour)
        painter.end()
