"""A learning session as a value, read from facts: who came, what the cards said, what went wrong, how long it took.

No words about persons are among the facts themselves: persons are uids, guests a number, and notes are words that can
be erased. The acts that write all this are ``sessions``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

if TYPE_CHECKING:
    from kpmbooks.training.lesson import Card

When = Literal["before", "after"]
WHENS: Final[tuple[When, ...]] = get_args(When)
"""Asked before the lesson, and after it; what is asked once only counts as after."""

CARD_LETTERS: Final = ("a", "b")
"""Of the two cards; the lessons themselves need not be read for what the cards said."""

PRESENT: Final = "present:"
CARDS: Final = "cards:"
WORK: Final = "work:"
NOTE: Final = "note:"
GUESTS: Final = "guests"
HOME: Final = "home"
STORY: Final = "story"
STEP: Final = "step"
STEPS: Final = "steps"
MINUTES: Final = "minutes"
FINISHED: Final = "finished_at"
STRUCK: Final = "struck"


@dataclass(frozen=True, slots=True)
class SessionRow:
    """What stands in the table: when it was begun (milliseconds) and by the writer of which letter."""

    id: int
    uid: bytes
    lesson: str
    day: date
    begun_at: int
    writer: str


@dataclass(frozen=True, slots=True)
class Cards:
    """How many raised A and B at a question (counted from 1), and which card was right."""

    question: int
    when: When
    a: int
    b: int
    answer: "Card"

    @property
    def raised(self) -> int:
        """All cards that were counted."""
        return self.a + self.b

    @property
    def right(self) -> int:
        """The right ones among them."""
        return self.a if self.answer == "a" else self.b


@dataclass(frozen=True, slots=True)
class Work:
    """An exercise done at the session, by all together or by one (the uid of her as a person).

    ``first`` slips were right at the first look, ``score`` at the last, of ``full``. ``ideas`` says how often each
    wrong idea was found, at whichever look it was most.
    """

    exercise: str
    seed: int
    person: bytes | None
    first: int
    score: int
    full: int
    ideas: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HomeTask:
    """The home task of ``lesson``, looked at: ``done`` of ``asked`` brought it. Counted, and never by person."""

    lesson: str
    done: int
    asked: int


@dataclass(frozen=True, slots=True)
class LessonSession:
    """One session. ``steps`` are the minutes that each step really took, ``minutes`` all of it.

    ``story`` is the uid of the person whose own story was told, None for the lesson's. ``step`` is where it is, counted
    from 0. ``finished_at`` is in milliseconds; ``struck`` says that it does not count.
    """

    id: int
    uid: bytes
    lesson: str
    day: date
    begun_at: int
    writer: str
    present: frozenset[bytes] = frozenset()
    guests: int = 0
    cards: tuple[Cards, ...] = ()
    works: tuple[Work, ...] = ()
    home: HomeTask | None = None
    notes: Mapping[int, str] = field(default_factory=dict)
    story: bytes | None = None
    step: int = 0
    steps: tuple[int, ...] = ()
    minutes: int | None = None
    finished_at: int | None = None
    struck: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.finished_at is None and not self.struck

    @property
    def counts(self) -> bool:
        """Whether it counts as a lesson that was held."""
        return self.finished_at is not None and not self.struck

    @property
    def attended(self) -> int:
        """How many were there, guests among them."""
        return len(self.present) + self.guests

    def right_share(self, when: When = "after") -> Fraction | None:
        """The part of all cards that were right; None where none was counted."""
        counted = [one for one in self.cards if one.when == when and one.raised]
        if not counted:
            return None
        return Fraction(sum(one.right for one in counted), sum(one.raised for one in counted))

    def ideas(self, person: bytes | None = None) -> Mapping[str, int]:
        """How often each wrong idea was found at the session, or at one person's own exercises."""
        found: dict[str, int] = {}
        for work in self.works:
            if person is None or work.person == person:
                for idea, often in work.ideas.items():
                    found[idea] = found.get(idea, 0) + often
        return found


def read_session(row: SessionRow, said: Mapping[str, str]) -> LessonSession:
    """The session of a row and what is said of it; raises ValueError, KeyError or TypeError where nobody wrote that."""
    return LessonSession(
        id=row.id,
        uid=row.uid,
        lesson=row.lesson,
        day=row.day,
        begun_at=row.begun_at,
        writer=row.writer,
        present=frozenset(bytes.fromhex(fact.removeprefix(PRESENT)) for fact in said if fact.startswith(PRESENT)),
        guests=int(said.get(GUESTS, "0")),
        cards=tuple(
            sorted(
                (_cards(fact, text) for fact, text in said.items() if fact.startswith(CARDS)),
                key=lambda one: (WHENS.index(one.when), one.question),
            )
        ),
        works=tuple(_work(fact, text) for fact, text in sorted(said.items()) if fact.startswith(WORK)),
        home=_home(said[HOME]) if HOME in said else None,
        notes={int(fact.removeprefix(NOTE)): text for fact, text in sorted(said.items()) if fact.startswith(NOTE)},
        story=bytes.fromhex(said[STORY]) if STORY in said else None,
        step=int(said.get(STEP, "0")),
        steps=tuple(int(one) for one in said.get(STEPS, "").split()),
        minutes=int(said[MINUTES]) if MINUTES in said else None,
        finished_at=int(said[FINISHED]) if FINISHED in said else None,
        struck=STRUCK in said,
    )


def cards_fact(question: int, when: When) -> str:
    """Under which name the cards of a question are kept."""
    return f"{CARDS}{when}:{question}"


def work_fact(exercise: str, seed: int, person: bytes | None) -> str:
    """Under which name an exercise is kept that all did together, or one person."""
    return f"{WORK}{exercise}:{seed}" + (f":{person.hex()}" if person else "")


def write_work(before: str | None, score: int, full: int, ideas: Mapping[str, int]) -> str:
    """What is kept of an exercise after another look at it; ``before`` is what was kept so far."""
    known = {} if before is None else json.loads(before)
    most = {idea: int(often) for idea, often in known.get("ideas", {}).items()}
    for idea, often in ideas.items():
        most[idea] = max(often, most.get(idea, 0))
    told = {"first": known.get("first", score), "score": score, "full": full, "ideas": most}
    return json.dumps(told, separators=(",", ":"), sort_keys=True)


def _cards(fact: str, text: str) -> Cards:
    when, _, question = fact.removeprefix(CARDS).partition(":")
    a, b, answer = text.split()
    if when not in WHENS or answer not in CARD_LETTERS:
        raise ValueError(f"{fact} is no question with two cards")
    return Cards(int(question), when, int(a), int(b), cast("Card", answer))


def _work(fact: str, text: str) -> Work:
    exercise, seed, *hers = fact.removeprefix(WORK).split(":")
    told = json.loads(text)
    return Work(
        exercise,
        int(seed),
        bytes.fromhex(hers[0]) if hers else None,
        int(told["first"]),
        int(told["score"]),
        int(told["full"]),
        {str(idea): int(often) for idea, often in told["ideas"].items()},
    )


def _home(text: str) -> HomeTask:
    lesson, done, asked = text.split()
    return HomeTask(lesson, int(done), int(asked))
