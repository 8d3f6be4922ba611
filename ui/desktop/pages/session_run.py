"""A learning session while it is held: what was ticked and counted goes into the book at once.

Acts are those of ``kpmbooks.training.sessions``, one transaction each, in the real book; the practice book of an
exercise is never asked. Cards are written a moment after the last one was raised, and whenever another slide is shown.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from kpmbooks import group
from kpmbooks.book import Reader, Tx
from kpmbooks.problems import Rejected, StorageError
from kpmbooks.training import Exercise, Grade, Lesson, sessions
from kpmbooks.training.session import LessonSession, When
from ui.desktop.pages.presenter_show import LessonShow
from ui.desktop.pages.session_clock import SessionClock
from ui.desktop.session import Session, problems_of

MOMENT: Final = 1_200
"""Milliseconds after the last card until the count is written."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody of the book who may be ticked; the name is for the laptop of whoever leads, not for the large screen."""

    uid: bytes
    name: str
    mark: str = ""


def expected(reader: Reader, day: date) -> tuple[Guest, ...]:
    """Whom the book knows as members on that day; nobody in a family's book."""
    if reader.owner.kind != "group":
        return ()
    return tuple(
        Guest(one.person, one.nickname or one.name or "", one.mark)
        for one in group.members_of(reader, day)
        if one.name or one.nickname
    )


class SessionRun(QObject):
    """``changed``: something was written into the session. ``show`` has the cards that are counted."""

    changed = Signal()

    def __init__(
        self, session: Session, lesson: Lesson, show: LessonShow, held: LessonSession, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.lesson, self.show_of, self.held = session, lesson, show, held
        self.clock = SessionClock(session.now)
        self._dirty: set[tuple[When, int]] = set()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(MOMENT)
        self._later.timeout.connect(self.keep_cards)
        for cards in held.cards:
            show.put_counts(cards.when, cards.question, cards.a, cards.b)
        show.counted.connect(self._counted)
        show.turned.connect(self.keep_cards)

    @classmethod
    def begin(cls, session: Session, lesson: Lesson, show: LessonShow, day: date) -> "SessionRun | None":
        """A session of that day, or the one of that day that was not finished; None and ``failed`` when refused."""
        try:
            held = session.act(lambda tx: sessions.begin(tx, lesson.id, day, today=session.today()))
        except (Rejected, StorageError) as error:
            session.failed.emit(problems_of(error))
            return None
        return cls(session, lesson, show, held)

    def attend(self, present: Iterable[bytes], guests: int) -> bool:
        """These are here, and so many guests."""
        here = tuple(present)
        return self._do(lambda tx: sessions.attend(tx, self.held, here, guests=guests))

    def look_at_home(self, lesson: str, done: int, asked: int) -> bool:
        """So many did the home task of the lesson before, of so many."""
        return self._do(lambda tx: sessions.look_at_home_task(tx, self.held, lesson, done=done, asked=asked))

    def tell_story(self, person: bytes | None) -> bool:
        """Her own story is told, or that of the lesson."""
        return self._do(lambda tx: sessions.tell_story(tx, self.held, person))

    def note(self, text: str) -> bool:
        """Write the note of this session anew."""
        number = max(self.held.notes, default=None)
        if text.strip() == (self.held.notes.get(number, "") if number is not None else ""):
            return True
        return self._do(lambda tx: sessions.note(tx, self.held, text, number=number))

    def go_to(self, stop: int) -> None:
        """Be at another stop from now on."""
        self.keep_cards()
        self.clock.go_to(stop)
        if stop != self.held.step:
            self._do(lambda tx: sessions.go_to_step(tx, self.held, stop))

    def found(self, exercise: Exercise, seed: int, graded: Grade) -> None:
        """What an exercise showed that all did together."""
        ideas = sessions.ideas_in(graded)
        self._do(
            lambda tx: sessions.found(
                tx, self.held, exercise.id, seed, score=graded.score, full=graded.full, ideas=ideas
            )
        )

    def finish(self, minutes: int, steps: Iterable[int]) -> bool:
        """The session is over; it took so many minutes."""
        self.keep_cards()
        each = tuple(steps)
        return self._do(lambda tx: sessions.finish(tx, self.held, minutes, steps=each))

    def keep_cards(self) -> None:
        """Write the cards that were counted."""
        self._later.stop()
        dirty, self._dirty = sorted(self._dirty), set()
        for when, number in dirty:
            a, b = self.show_of.counted_cards(when, number)
            answer = self.lesson.questions[number - 1].answer
            self._do(
                # mypy infers no lambda with defaults; they hold what the loop says now.
                lambda tx, when=when, number=number, a=a, b=b, answer=answer: sessions.count_cards(  # type: ignore[misc]
                    tx, self.held, number, a, b, answer=answer, when=when
                )
            )

    def _counted(self, number: int) -> None:
        self._dirty.add((self.show_of.slide.when, number))
        self._later.start()

    def _do(self, act: Callable[[Tx], LessonSession]) -> bool:
        try:
            self.held = self.session.act(act)
        except (Rejected, StorageError) as error:
            self.session.failed.emit(problems_of(error))
            return False
        self.changed.emit()
        return True
