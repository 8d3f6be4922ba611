"""What the program says beside the page: nothing here yet, something went wrong, done, still working."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from ui.desktop.theme import look, wear
from ui.desktop.theme.tokens import Weight
from ui.desktop.widgets.button import Button, Picture
from ui.desktop.widgets.card import Card, StripTone
from ui.desktop.widgets.labels import text_label

TOAST_TIME: Final = 4_000
TOAST_TIME_WITH_BUTTON: Final = 8_000
_EMPTY_PICTURE: Final = 84


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say ``text`` without moving the focus."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class EmptyState(QWidget):
    """One picture, one or two short sentences, one button: in the place of an empty table.

    Where it is too low the picture gives way, never a word.
    """

    pressed = Signal()

    def __init__(
        self,
        picture: str,
        title: str,
        sentence: str = "",
        *,
        object_name: str,
        button: str = "",
        button_picture: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        worn = look()
        column = QVBoxLayout(self)
        column.setContentsMargins(worn.px(16), worn.px(24), worn.px(16), worn.px(24))
        column.setSpacing(worn.px(8))
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        self._picture = Picture(picture, _EMPTY_PICTURE, "accent")
        self._plain = False
        column.addWidget(self._picture, 0, centre)
        self.title = text_label(title, "lead", wrap=True)
        self.sentence = text_label(sentence, "base", wrap=True)
        for label in (self.title, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            column.addWidget(label)
        self.sentence.setVisible(bool(sentence))
        self.button: Button | None = None
        if button:
            self.button = Button(
                button, object_name=f"{object_name}-button", role="primary", picture=button_picture, big=True
            )
            self.button.clicked.connect(self.pressed)
            column.addSpacing(worn.px(4))
            column.addWidget(self.button, 0, centre)
        column.addStretch(1)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(0, self._given_way())

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width) + self._given_way()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._plain:
            self._picture.setVisible(self.height() >= self.heightForWidth(self.width()))

    def leave_picture_out(self, *, left_out: bool) -> None:
        """For a page that scrolls, which has all the height that is asked for: the button is more than the picture."""
        self._plain = left_out
        self._picture.setHidden(left_out)
        self.updateGeometry()

    def _given_way(self) -> int:
        """The height that the picture wants while it is not there."""
        return look().px(_EMPTY_PICTURE + 8) if self._picture.isHidden() and not self._plain else 0

    def say(self, title: str, sentence: str, button: str) -> None:
        """Say something else; a button without words is none, and none comes where there was none at first."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        if self.button is not None:
            self.button.setText(button)
            self.button.setAccessibleName(button)
            self.button.setVisible(bool(button))


class ErrorCard(Card):
    """What happened · what is safe and what to do · a short code. "Copy message" puts all of it on the clipboard."""

    pressed = Signal()

    def __init__(
        self,
        _: Translator,
        happened: str,
        what_to_do: str,
        code: str,
        *,
        object_name: str,
        button: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(object_name=object_name, strong=True, parent=parent)
        worn = look()
        said = _("Code: {code}", code=code)
        self.message = f"{happened}\n{what_to_do}\n{said}"
        row = QHBoxLayout()
        row.setSpacing(worn.px(16))
        row.addWidget(Picture("warning-circle", 44, "out", "fill"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(worn.px(6))
        words.addWidget(text_label(happened, "lead", wrap=True))
        words.addWidget(text_label(what_to_do, "base", wrap=True))
        words.addWidget(text_label(_("Code: {code}", code=code), "small", "muted"))
        row.addLayout(words, 1)
        self.body.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(worn.px(10))
        buttons.addStretch(1)
        self.copy = Button(_("Copy message"), object_name=f"{object_name}-copy", picture="copy")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.message))
        buttons.addWidget(self.copy)
        self.button = Button(button, object_name=f"{object_name}-button", role="primary")
        if not button:
            self.button.hide()
        self.button.clicked.connect(self.pressed)
        buttons.addWidget(self.button)
        self.body.addLayout(buttons)


class WorkCard(Card):
    """Long work: its name, how far it is in words, a bar, and the way to stop it. The page stays usable."""

    cancelled = Signal()

    def __init__(self, _: Translator, title: str, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(object_name=object_name, parent=parent)
        row = QHBoxLayout()
        row.addWidget(text_label(title, "bold"), 1)
        self.how_far = text_label("", "base")
        row.addWidget(self.how_far)
        self.bar = QProgressBar()
        self.bar.setObjectName(f"{object_name}-bar")
        self.bar.setAccessibleName(title)
        self.bar.setTextVisible(False)
        self.cancel = Button(_("Cancel"), object_name=f"{object_name}-cancel")
        self.cancel.clicked.connect(self.cancelled)
        self.body.addLayout(row)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)

    def show_progress(self, done: int, total: int | None, words: str = "") -> None:
        """Show how far the work is; without a total the bar only shows that it goes on."""
        self.how_far.setText(words)
        self.bar.setRange(0, total or 0)
        self.bar.setValue(done)


class Toast(QFrame):
    """A short word at the top right under the header, gone after 4 seconds (8 with a button, never while pointed at).

    Never for errors. Made once by the window as a child of the page area, ``margin`` pixels from its corner.
    """

    pressed = Signal()

    def __init__(self, parent: QWidget, *, object_name: str = "toast", margin: int = 16) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self._margin = margin
        self._row = QHBoxLayout(self)
        self._contents: list[QWidget] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(
        self,
        text: str,
        *,
        picture: str = "check-circle",
        weight: Weight = "fill",
        tone: StripTone = "money_in",
        button: str = "",
    ) -> None:
        """Say at most six words; ``button`` is the act that goes with them and tells ``pressed``."""
        for old in self._contents:
            old.hide()
            old.deleteLater()
        worn = look()
        wear(self, role="toast", tone=tone)
        self._row.setContentsMargins(worn.px(16), 2, worn.px(12), 2)
        self._row.setSpacing(worn.px(12))
        self._contents = [Picture(picture, 26, tone or "text", weight), text_label(text, "bold", tone or "text")]
        if button:
            act = Button(button, object_name=f"{self.objectName()}-button", role="link")
            act.clicked.connect(self.pressed)
            act.clicked.connect(self.hide)
            self._contents.append(act)
        for widget in self._contents:
            self._row.addWidget(widget)
        self.setMinimumHeight(worn.px(48))
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(TOAST_TIME_WITH_BUTTON if button else TOAST_TIME)
        announce(self, text)

    def is_waiting(self) -> bool:
        """Whether it will go by itself: not while it is pointed at."""
        return self._timer.isActive()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start(TOAST_TIME)
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.move(max(0, parent.width() - self.width() - self._margin), self._margin)
