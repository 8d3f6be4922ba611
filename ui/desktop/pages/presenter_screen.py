"""The large screen of a lesson: one slide at a time, on the second screen where there is one.

It shows what a ``LessonShow`` says and tells it what is pressed: A and B count, Backspace takes the last card back, the
space bar shows the answer, arrows turn, F11 makes it a window, Esc ends. No name, no amount of a person, no tool stands
on it, and its words are counted.
"""

import re
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.training import Lesson
from ui.desktop import widgets as w
from ui.desktop.pages.presenter_parts import (
    CHOICE,
    HUGE,
    QUESTION,
    RULE,
    TEXT,
    AnswerCard,
    SlidePicture,
    drawn,
    sized,
    words,
)  # fmt: skip
from ui.desktop.pages.presenter_show import LessonShow
from ui.desktop.pages.presenter_slides import MOST_WORDS, ShownSlide, SlideKind, count_words, step_names
from ui.desktop.theme import wear

_TURNS: Final = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageUp: -1,
}
_BREAKS: Final = re.compile(r"\s+|(?<=-)")
"""Where a line may end."""
_WAYS: Final = ((True, True), (False, True), (False, False))
"""With the picture or without, with the line above or without."""

_SIZES: Final[Mapping[SlideKind, tuple[tuple[float, float], ...]]] = {
    "title": (HUGE, RULE, QUESTION),
    "text": (RULE, QUESTION, CHOICE, TEXT),
    "rule": (HUGE, RULE, QUESTION),
    "question": (RULE, QUESTION),
}


class PresenterScreen(QWidget):
    """``left``: by Esc or by closing the window."""

    left = Signal()

    def __init__(self, _: Translator, lesson: Lesson, show: LessonShow, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("presenter")
        self.setAccessibleName(_("Large screen"))
        self.setWindowTitle(lesson.title.said(_.language))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        wear(self, role="presenter-screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._ = _
        self._lesson, self.show_of = lesson, show
        self.cards: dict[str, AnswerCard] = {}
        self._content: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.build)
        show.turned.connect(self.build)
        show.counted.connect(self._show_counts)

    def open_on(self, beside: QWidget) -> None:
        """Fill the second screen, or this one where there is no other; ``beside`` is the window that stays."""
        here = beside.screen()
        other = next((screen for screen in QGuiApplication.screens() if screen is not here), None)
        self.setGeometry((other or here).geometry())
        self.showFullScreen()
        if other is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.activateWindow()

    def texts(self) -> tuple[str, ...]:
        """All that can be read on it now."""
        if self._content is None:
            return ()
        labels = [label.accessibleName() for label in self._content.findChildren(QLabel) if not label.isHidden()]
        return (*labels, *(card.upper() for card in self.cards))

    def build(self) -> None:
        """Put the slide together in the size of the screen."""
        if self._content is not None:
            self._content.hide()
            self._column.removeWidget(self._content)
            self._content.deleteLater()
        self.cards = {}
        slide = self.show_of.slide
        self._content = self._fitting(slide)
        self._column.addWidget(self._content)
        self._content.show()
        self._show_counts()
        said = ". ".join(
            text for text in (slide.text, slide.a and f"A: {slide.a}", slide.b and f"B: {slide.b}") if text
        )
        self.setAccessibleDescription(said)
        w.announce(self, said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, show = event.key(), self.show_of
        if key == Qt.Key.Key_A:
            show.raise_card("a")
        elif key == Qt.Key.Key_B:
            show.raise_card("b")
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            show.take_back()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            show.reveal()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_F11:
            self._change_window()
        elif turn := next((by for one, by in _TURNS.items() if one == key), 0):
            show.turn(turn)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A card that is pressed counts; elsewhere a press goes on, as on any screen for talks."""
        place = event.position().toPoint()
        for card, part in self.cards.items():
            if part.rect().contains(part.mapFrom(self, place)):
                self.show_of.raise_card("a" if card == "a" else "b")
                return
        self.show_of.turn(1 if event.button() == Qt.MouseButton.LeftButton else -1)

    def closeEvent(self, event: object) -> None:
        self.left.emit()

    def _change_window(self) -> None:
        if self.isFullScreen():
            self.showNormal()
            self.resize(960, 600)
        else:
            self.showFullScreen()

    def _show_counts(self, _number: int = 0) -> None:
        show = self.show_of
        if show.slide.kind != "question":
            return
        count = show.count(show.slide.number)
        for card, part in self.cards.items():
            state = "" if not show.revealed else "right" if show.slide.answer == card else "other"
            part.show_state(state, count["a" if card == "a" else "b"])

    def _fitting(self, slide: ShownSlide) -> QWidget:
        """The slide with all that finds room: the largest letters go first, then the picture, then the line above; on a
        small screen the answers are smaller at last, as no word may be cut.
        """
        ways = [(size, CHOICE, picture, head) for picture, head in _WAYS for size in _SIZES[slide.kind]]
        if slide.kind == "question":
            ways += [(size, TEXT, False, head) for size in (QUESTION, CHOICE) for head in (True, False)]
        for nth, (size, answers, picture, head) in enumerate(ways, 1):
            self.cards = {}
            made = self._slide(slide, size, answers, picture=picture, head=head)
            made.setParent(self)
            made.resize(self.size())
            for part in (made, *self.cards.values()):  # nothing hidden is laid out by itself
                layout = part.layout()
                assert layout is not None
                layout.activate()
                layout.setGeometry(part.rect())
            if nth == len(ways) or all(_is_whole(label) for label in made.findChildren(QLabel)):
                return made
            made.setParent(None)
            made.deleteLater()
        raise AssertionError("there is always a last way")

    def _slide(
        self, slide: ShownSlide, size: tuple[float, float], answers: tuple[float, float], *, picture: bool, head: bool
    ) -> QWidget:
        height, dots = self.height(), self.logicalDpiY()
        edge = round(height * 0.055)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, round(edge * 0.7))
        column.setSpacing(round(edge * 0.6))
        if head and slide.kind != "title":
            column.addWidget(self._head(slide, height, dots, edge))
        else:
            column.addSpacing(round(edge * 0.5))
        middle = QHBoxLayout()
        middle.setContentsMargins(edge, 0, edge, 0)
        middle.setSpacing(edge)
        file = slide.picture if picture else ""
        if file in self._lesson.files:
            shows = {one.file: one.shows.said(self._.language) for one in self._lesson.pictures}
            drawing = SlidePicture(self._lesson.files[file], shows.get(file, ""))
            drawing.setMinimumSize(round(self.width() * 0.3), round(height * 0.3))
            middle.addWidget(drawing, 5)
        middle.addWidget(self._text(slide, size, height, dots), 6)
        column.addLayout(middle, 1)
        if slide.kind == "question":
            row = QHBoxLayout()
            row.setContentsMargins(edge, 0, edge, 0)
            row.setSpacing(round(edge * 0.7))
            for card, answer in (("a", slide.a), ("b", slide.b)):
                self.cards[card] = AnswerCard(card, answer, height, dots, answers)
                row.addWidget(self.cards[card], 1)
            column.addLayout(row)
        return made

    def _text(self, slide: ShownSlide, size: tuple[float, float], height: int, dots: int) -> QLabel:
        text = slide.text
        if self.show_of.revealed and slide.why and count_words(slide.why, slide.a, slide.b) <= MOST_WORDS - 4:
            text = slide.why
        label = words(
            text, sized(size, height, dots, bold=slide.kind in ("title", "rule")), object_name="presenter_text"
        )
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        return label

    def _head(self, slide: ShownSlide, height: int, dots: int, edge: int) -> QWidget:
        _ = self._
        head = QWidget()
        row = QHBoxLayout()
        row.setContentsMargins(edge, round(edge * 0.35), edge, round(edge * 0.1))
        row.setSpacing(round(edge * 0.4))
        font = sized(TEXT, height, dots, bold=True)
        name = {"rule": "lightbulb", "question": "cards"}.get(slide.kind, "student")
        row.addWidget(drawn(name, font.pixelSize(), self.devicePixelRatioF()))
        said = self._("Rule") if slide.kind == "rule" else self._step_name(slide)
        if slide.kind == "question":
            asked = self._asked()
            said = _("Ask {n}/{all}", n=asked.index(slide) + 1, all=len(asked))
        row.addWidget(words(said, font, "primary", object_name="presenter_head"), 1)
        line = QFrame()
        wear(line, role="presenter-line")
        line.setFixedHeight(6)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(line)
        return head

    def _step_name(self, slide: ShownSlide) -> str:
        """The name of the slide's step, as long as that leaves few enough words."""
        names = step_names(self._lesson, self._.language)
        name = names[slide.step - 1] if slide.step <= len(names) else ""
        return name if count_words(name, slide.text) <= MOST_WORDS else ""

    def _asked(self) -> list[ShownSlide]:
        """The questions that are asked together with the one that is shown."""
        show = self.show_of
        return [one for one in show.slides if one.kind == "question" and one.when == show.slide.when]


def _is_whole(label: QLabel) -> bool:
    """Whether all its words are seen."""
    if not label.wordWrap():
        return label.width() >= label.sizeHint().width()
    widest = max(
        (label.fontMetrics().horizontalAdvance(word) for word in _BREAKS.split(label.accessibleName())), default=0
    )
    return label.heightForWidth(label.width()) <= label.height() and widest <= label.width()
