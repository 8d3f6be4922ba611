"""Where the large screen is: which slide, whether the answer is seen, how many cards were raised. No widget.

The page on the laptop and the large screen look at one ``LessonShow``, so that either can be used.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from kpmbooks.training.lesson import Card
from kpmbooks.training.session import When
from ui.desktop.pages.presenter_slides import ShownSlide

MOST_CARDS: Final = 999


class LessonShow(QObject):
    """``turned``: another slide or the answer is seen; ``counted`` carries the number of a question."""

    turned = Signal()
    counted = Signal(int)

    def __init__(self, slides: Sequence[ShownSlide], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.slides = tuple(slides)
        self._at = 0
        self._revealed = False
        self._counts: dict[tuple[When, int], Counter[Card]] = {}
        self._pressed: list[tuple[When, int, Card]] = []

    @property
    def slide(self) -> ShownSlide:
        """The slide that is shown."""
        return self.slides[self._at]

    @property
    def at(self) -> int:
        """Its place, from 0."""
        return self._at

    @property
    def revealed(self) -> bool:
        """Whether the answer of this question is seen."""
        return self._revealed and self.slide.kind == "question"

    def show_slides(self, slides: Sequence[ShownSlide]) -> None:
        """Show other slides from the first; what was counted stays."""
        self.slides = tuple(slides)
        self._at, self._revealed = 0, False
        self.turned.emit()

    def turn(self, by: int) -> None:
        """Go so many slides on, or back; the ends stay."""
        self.go_to(self._at + by)

    def go_to(self, at: int) -> None:
        """Show the slide at this place."""
        at = max(0, min(at, len(self.slides) - 1))
        if at != self._at:
            self._at, self._revealed = at, False
            self.turned.emit()

    def go_to_step(self, step: int) -> None:
        """Show the first slide of a step; one whose slide is shown already stays."""
        if self.slide.step != step:
            found = next((at for at, slide in enumerate(self.slides) if slide.step == step), None)
            if found is not None:
                self.go_to(found)

    def reveal(self) -> None:
        """Show the answer, or cover it again; on a slide without one go on."""
        if self.slide.kind == "question":
            self._revealed = not self._revealed
            self.turned.emit()
        else:
            self.turn(1)

    def raise_card(self, card: Card) -> None:
        """One card more for the question that is shown."""
        if self.slide.kind == "question":
            number = self.slide.number
            self._pressed.append((self.slide.when, number, card))
            self.set_count(number, card, self.count(number)[card] + 1)

    def take_back(self) -> None:
        """Take the last press back, as long as it belongs to the question that is shown."""
        if self._pressed and self._pressed[-1][:2] == (self.slide.when, self.slide.number):
            _when, number, card = self._pressed.pop()
            self.set_count(number, card, self.count(number)[card] - 1)

    def set_count(self, number: int, card: Card, count: int) -> None:
        """So many cards were raised for that question, at the time of the slide that is shown."""
        self._counts.setdefault((self.slide.when, number), Counter())[card] = max(0, min(count, MOST_CARDS))
        self.counted.emit(number)

    def count(self, number: int) -> Mapping[Card, int]:
        """How many cards of each were raised for that question, at the time of the slide that is shown."""
        return self._counts.get((self.slide.when, number), Counter())

    def counted_cards(self, when: When, number: int) -> tuple[int, int]:
        """How many of A and of B were raised for a question, before or after."""
        count = self._counts.get((when, number), Counter())
        return count["a"], count["b"]

    def put_counts(self, when: When, number: int, a: int, b: int) -> None:
        """What was counted earlier in this session."""
        self._counts[when, number] = Counter({"a": a, "b": b})
