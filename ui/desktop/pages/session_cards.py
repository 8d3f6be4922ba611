"""The questions with cards A and B on the laptop: what is asked, how many raised which card, the answer and why.

The same ``LessonShow`` is on the large screen. Keys: A and B count, Backspace takes the last card back, the space bar
shows the answer, arrows go to another question.
"""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.training.lesson import Card
from kpmbooks.training.session import When
from ui.desktop import widgets as w
from ui.desktop.pages.count_box import CountBox
from ui.desktop.pages.presenter_show import LessonShow
from ui.desktop.pages.presenter_slides import ShownSlide
from ui.desktop.theme import look
from ui.desktop.theme.tokens import RADIUS_CARD, RADIUS_INNER
from ui.desktop.widgets.pressed import CheckableButton

_TURNS: Final[Mapping[int, int]] = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Left: -1,
}
_WORDS: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
_BESIDE_WORDS: Final = 14 + 44 + 12 + 10
"""Pixels of a card that its letter and its edges take."""
_INSET: Final = 4
BESIDE: Final = 26
"""Em of width from which the two cards stand beside each other."""
_LETTERS: Final = (Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_Space)


class QuestionsPart(w.Card):
    """Shows the questions of the show that are asked ``when``; on another slide the last one stays here."""

    def __init__(
        self, _: Translator, show: LessonShow, when: When, *, object_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(object_name=object_name, parent=parent)
        self._ = _
        self.show_of, self._when = show, when
        self._slide = self._asked()[0]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Questions with cards"))
        self.where = w.text_label("", "small-bold", "primary")
        self.text = w.text_label("", "title" if when == "after" and look().text < 1.5 else "lead", wrap=True)
        self.text.setObjectName("question_text")
        self.cards: dict[Card, CardButton] = {}
        self.boxes: dict[Card, CountBox] = {}
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(12)
        letters: tuple[Card, ...] = ("a", "b")
        for card in letters:
            button = CardButton(card, object_name=f"card_{card}")
            button.setToolTip(_("One card more (key {key})", key=card.upper()))
            button.clicked.connect(lambda _checked=False, card=card: self._raise(card))
            box = CountBox(_, object_name=f"count_{card}", accessible_name=_("Cards {card}", card=card.upper()))
            box.changed.connect(lambda count, card=card: self._typed(card, count))
            self.cards[card], self.boxes[card] = button, box
            side = QVBoxLayout()
            side.setSpacing(6)
            side.addWidget(button, 1)
            side.addWidget(box)
            self._across.addLayout(side, 1)
        self.why = w.Strip("", tone="money_in", picture="check-circle")
        self.why.hide()
        self.before = w.Button(
            object_name="question_before", accessible_name=_("Question before"), picture="caret-left"
        )
        self.after = w.Button(_("Next question"), object_name="question_after", picture="caret-right")
        self.back = w.Button(
            object_name="card_back",
            accessible_name=_("Take the last card back"),
            picture="arrow-u-up-left",
            weight="bold",
        )
        self.answer = w.Button(_("Show the answer"), object_name="question_answer", picture="eye", key_hint=_("Space"))
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.back.clicked.connect(show.take_back)
        self.answer.clicked.connect(self._reveal)
        foot = w.Flow(spacing=8)
        for button_ in (self.before, self.after, self.answer, self.back):
            foot.add(button_)
        for part in (self.where, self.text):
            self.body.addWidget(part)
        self.body.addLayout(self._across)
        self.body.addWidget(self.why)
        self.body.addWidget(foot)
        for typed in self.boxes.values():
            typed.line.installEventFilter(self)
        show.turned.connect(self.look_again)
        show.counted.connect(self._show_counts)
        self.look_again()

    def look_again(self) -> None:
        """Show the question that the show is at."""
        show, _, asked = self.show_of, self._, self._asked()
        if show.slide in asked:
            self._slide = show.slide
        slide, revealed = self._slide, show.revealed and show.slide is self._slide
        where = _("Question {n} of {all}", n=asked.index(slide) + 1, all=len(asked))
        early = _("Before the lesson")
        self.where.setText(f"{early} · {where}" if self._when == "before" else where)
        self.text.setText(slide.text)
        for card, text in (("a", slide.a), ("b", slide.b)):
            right = revealed and slide.answer == card
            self.cards["a" if card == "a" else "b"].show_answer(text, right=right)
        self.why.set_text(f"{slide.answer.upper()}. {slide.why}")
        self.why.setVisible(revealed)
        self.answer.setText(_("Cover the answer") if revealed else _("Show the answer"))
        self.before.setEnabled(slide is not asked[0])
        self.after.setEnabled(slide is not asked[-1])
        self._show_counts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A above B where one beside the other has no room for its words."""
        super().resizeEvent(event)
        beside = self.width() >= BESIDE * look().em
        ways = QBoxLayout.Direction
        self._across.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In a field of a count letters are no count: they raise cards there, too."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        return event.key() in _LETTERS and self.take_key(event)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what the key says here, and whether it said something."""
        key = event.key()
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key == Qt.Key.Key_A:
            self._raise("a")
        elif key == Qt.Key.Key_B:
            self._raise("b")
        elif key == Qt.Key.Key_Backspace:
            self.show_of.take_back()
        elif key == Qt.Key.Key_Space:
            self._reveal()
        elif key in _TURNS:
            self._turn(_TURNS[key])
        else:
            return False
        return True

    def _asked(self) -> list[ShownSlide]:
        return [one for one in self.show_of.slides if one.kind == "question" and one.when == self._when]

    def _here(self) -> None:
        """Let the large screen show the question that is shown here."""
        self.show_of.go_to(self.show_of.slides.index(self._slide))

    def _raise(self, card: Card) -> None:
        self._here()
        self.show_of.raise_card(card)

    def _reveal(self) -> None:
        self._here()
        self.show_of.reveal()

    def _turn(self, by: int) -> None:
        asked = self._asked()
        self._slide = asked[max(0, min(asked.index(self._slide) + by, len(asked) - 1))]
        self._here()
        self.look_again()

    def _typed(self, card: Card, count: int) -> None:
        self._here()
        self.show_of.set_count(self._slide.number, card, count)

    def _show_counts(self, _number: int = 0) -> None:
        counted = self.show_of.counted_cards(self._when, self._slide.number)
        for box, count in zip(self.boxes.values(), counted, strict=True):
            box.set_count(count)


class CardButton(CheckableButton):
    """One answer with its letter as on the cards in the hand: A in a square, B in a circle and a dashed frame."""

    def __init__(self, card: Card, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setCheckable(False)
        self.setObjectName(object_name)
        self.setProperty("painted", True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys A and B do the same
        self._card: Card = card
        self._text, self._right = "", False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_answer(self, text: str, *, right: bool) -> None:
        """Show its words, and whether it is seen to be right."""
        self._text, self._right = text, right
        said = f"{self._card.upper()}. {text}"
        self.setText(said.replace("&", "&&"))
        self.setAccessibleName(said)
        self._stand_up()
        self.update()

    def sizeHint(self) -> QSize:
        worn = look()
        return QSize(worn.px(220), self.heightForWidth(max(self.width(), worn.px(140))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stand_up()

    def minimumSizeHint(self) -> QSize:
        worn = look()
        metrics = QFontMetrics(worn.font("lead"))
        widest = max((metrics.horizontalAdvance(word) for word in self._text.split()), default=0)
        return QSize(widest + worn.px(_BESIDE_WORDS) + 4, self.heightForWidth(max(self.width(), worn.px(140))))

    def heightForWidth(self, width: int) -> int:
        """So high that all its words are seen."""
        worn = look()
        return max(worn.px(76), self._words_height(width) + worn.px(16))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_text"):
            self._stand_up()
        super().changeEvent(event)

    def _stand_up(self) -> None:
        """Other words or another width: other lines, another height, which nothing beside it may squeeze."""
        self.setMinimumHeight(self.heightForWidth(max(self.width(), look().px(140))))
        self.updateGeometry()

    def words_fit(self) -> bool:
        """Whether every word is seen in the room it has."""
        high = self.height() - 2 * _INSET >= self._words_height(self.width())
        return high and self.width() >= self.minimumSizeHint().width()

    def _words_height(self, width: int) -> int:
        worn = look()
        room = max(width - worn.px(_BESIDE_WORDS), 40)
        return QFontMetrics(worn.font("lead")).boundingRect(0, 0, room, 10_000, _WORDS, self._text).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        ink = "money_in" if self._right else "primary" if self._card == "a" else "text"
        ground = "money_in_soft" if self._right else "primary_soft" if self._card == "a" else "zebra"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(worn.colour(ink), 3 if self._right else 2)
        if self._card == "b":
            pen.setDashPattern([4, 2.5])
        painter.setPen(pen)
        painter.setBrush(worn.colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), RADIUS_CARD, RADIUS_CARD)
        side = worn.px(44)
        letter = QRectF(worn.px(14), (self.height() - side) / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour(ink))
        if self._card == "a":
            painter.drawRoundedRect(letter, RADIUS_INNER, RADIUS_INNER)
        else:
            painter.drawEllipse(letter)
        painter.setFont(worn.font("title"))
        painter.setPen(worn.colour("surface"))
        painter.drawText(letter, Qt.AlignmentFlag.AlignCenter, self._card.upper())
        painter.setFont(worn.font("lead"))
        painter.setPen(worn.colour(ink))
        left = letter.right() + worn.px(12)
        room = QRectF(left, _INSET, self.width() - left - worn.px(10), self.height() - 2 * _INSET)
        painter.drawText(room, _WORDS, self._text)
        painter.end()
