"""Holding a learning session: beginning it, who came, cards, exercises, home task, notes, the end. One act each.

Each act is kept when it is done, so a session that breaks off goes on where it stopped. Nothing is ever deleted: what
was miscounted is said anew, and a session that was none is struck out and can be let stand again. The window's undo
takes back records of money and does not reach here. What a group learns from it is ``session_progress`` and ``recap``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol

from kpmbooks import people
from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import facts_of, forget_words, set_facts
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.storage import new_uid
from kpmbooks.training.session import (
    CARD_LETTERS,
    FINISHED,
    GUESTS,
    HOME,
    MINUTES,
    NOTE,
    PRESENT,
    STEP,
    STEPS,
    STORY,
    STRUCK,
    WHENS,
    LessonSession,
    SessionRow,
    When,
    cards_fact,
    read_session,
    work_fact,
    write_work,
)

if TYPE_CHECKING:
    from kpmbooks.training.lesson import Card

MOST_PEOPLE: Final = 500
"""More than come to any session in any hall: above it a count is a slip of the pen."""
MOST_MINUTES: Final = 600
LONGEST_NOTE: Final = 1_000

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


# Reading


def rows_of(reader: Reader) -> tuple[SessionRow, ...]:
    """Every session that was ever begun, the latest last."""
    rows = reader.connection.exec_driver_sql(
        "SELECT s.id, s.uid, s.lesson, s.day, s.begun_at, w.letter FROM lesson_sessions s"
        " JOIN writers w ON w.id = s.writer_id ORDER BY s.day, s.id"
    )
    return tuple(
        SessionRow(key, uid, lesson, date.fromisoformat(day), begun, letter)
        for key, uid, lesson, day, begun, letter in rows
    )


def said_of(reader: Reader, rows: Iterable[SessionRow]) -> Mapping[bytes, Mapping[str, str]]:
    """What is said of each session."""
    return facts_of(reader, [row.uid for row in rows])


def sessions_of(reader: Reader, *, struck: bool = False) -> tuple[LessonSession, ...]:
    """The sessions of this book by day, the latest last; those that were struck out only when asked for."""
    rows = rows_of(reader)
    said = said_of(reader, rows)
    found = (read_session(row, said.get(row.uid, {})) for row in rows)
    return tuple(one for one in found if struck or not one.struck)


def session(reader: Reader, uid: bytes) -> LessonSession | None:
    """The session with this uid, as it stands."""
    row = next((one for one in rows_of(reader) if one.uid == uid), None)
    return None if row is None else read_session(row, facts_of(reader, [uid]).get(uid, {}))


def open_session(reader: Reader) -> LessonSession | None:
    """The latest session that was begun and not finished: the one to go on with, if any."""
    return next((one for one in reversed(sessions_of(reader)) if one.is_open), None)


def sessions_held(reader: Reader) -> bool:
    """Whether any session was ever begun in this book; costs one look."""
    return reader.connection.exec_driver_sql("SELECT 1 FROM lesson_sessions LIMIT 1").scalar() is not None


# Holding one


def begin(tx: Tx, lesson: str, day: date, *, today: date | None = None) -> LessonSession:
    """Begin a session of the lesson with this id; one of the same lesson and day that is open goes on instead.

    Raises ``Rejected`` for what is no lesson's id, and for a day after ``today`` where that is told.
    """
    if not _ID.fullmatch(lesson):
        message = N_("There is no lesson {lesson}. Choose one of the list.")
        raise Rejected(Problem("lesson-unknown", message, {"lesson": lesson[:40]}, "lesson"))
    if today is not None and day > today:
        message = N_("{day} is still to come. A session is written down when it is held.")
        raise Rejected(Problem("session-day", message, {"day": day}, "day"))
    for known in sessions_of(tx):
        if known.is_open and known.lesson == lesson and known.day == day:
            return known
    uid, at = new_uid(), tx.written_at().milliseconds
    tx.connection.exec_driver_sql(
        "INSERT INTO lesson_sessions (uid, lesson, day, begun_at, writer_id) VALUES (?, ?, ?, ?, ?)",
        (uid, lesson, day.isoformat(), at, tx.writer.id),
    )
    return _told(tx, uid)


def attend(tx: Tx, held: LessonSession, present: Iterable[bytes], *, guests: int | None = None) -> LessonSession:
    """Who is there: the uids of persons of the book, all of them, and how many guests (None: as it was said before).

    Whoever was written down before and is not among them is taken off. Raises ``Rejected``.
    """
    here = set(present)
    known = {one.uid for one in people.persons(tx)}
    if here - known:
        message = N_("Somebody is ticked whom this book does not know. Look at the list again.")
        raise Rejected(Problem("session-person", message, {}, "present"))
    before = facts_of(tx, [held.uid]).get(held.uid, {})
    facts: dict[str, str | None] = {fact: None for fact in before if fact.startswith(PRESENT)}
    facts |= {PRESENT + uid.hex(): "1" for uid in here}
    if guests is not None:
        facts[GUESTS] = str(_count(guests, "guests")) if guests else None
    return _say(tx, held, facts)


def count_cards(
    tx: Tx, held: LessonSession, question: int, a: int, b: int, *, answer: "Card", when: When = "after"
) -> LessonSession:
    """How many raised A and B at a question (counted from 1), whose right card is ``answer``; told again it is that.

    None raised at all takes the count back. Raises ``Rejected``.
    """
    if question not in range(1, 100) or answer not in CARD_LETTERS or when not in WHENS:
        message = N_("This is no question of the lesson. Choose one of its questions.")
        raise Rejected(Problem("session-question", message, {}, "question"))
    told = f"{_count(a, 'a')} {_count(b, 'b')} {answer}" if a or b else None
    return _say(tx, held, {cards_fact(question, when): told})


class Graded(Protocol):
    """What a grade tells here (``training.Grade``): which ideas were found."""

    @property
    def findings(self) -> Sequence["FoundIdea"]:
        """What is not right."""


class FoundIdea(Protocol):
    """One thing that is not right, and by which ideas it can have come about."""

    @property
    def misconception(self) -> str:
        """Which idea it was."""

    @property
    def also(self) -> tuple[str, ...]:
        """Others that leave the same book."""


def ideas_in(graded: Graded) -> Mapping[str, int]:
    """How often each wrong idea was found; of a pair that leaves the same book both are meant."""
    from kpmbooks.training.grading import ANOTHER_ANSWER, EXTRA, OTHERWISE, SPOILT  # brings the exercises

    no_idea = (ANOTHER_ANSWER, EXTRA, OTHERWISE, SPOILT)
    named = (idea for finding in graded.findings for idea in dict.fromkeys((finding.misconception, *finding.also)))
    return Counter(idea for idea in named if idea not in no_idea)


def found(
    tx: Tx,
    held: LessonSession,
    exercise: str,
    seed: int,
    *,
    score: int,
    full: int,
    ideas: Mapping[str, int],
    person: bytes | None = None,
) -> LessonSession:
    """What a look at an exercise found (``ideas_in`` a grade): for all together, or for one person's own progress.

    Looked at again after mending, the same exercise counts once: the score is the last one, an idea stays found.
    Raises ``Rejected``.
    """
    if not all(_ID.fullmatch(name) for name in (exercise, *ideas)) or not 0 <= score <= full <= MOST_PEOPLE:
        message = N_("This is no result of an exercise. Check the exercise again.")
        raise Rejected(Problem("session-result", message, {}, "exercise"))
    if person is not None and person not in {one.uid for one in people.persons(tx)}:
        message = N_("Somebody is ticked whom this book does not know. Look at the list again.")
        raise Rejected(Problem("session-person", message, {}, "person"))
    counted = {idea: _count(often, "ideas") for idea, often in ideas.items() if often}
    fact = work_fact(exercise, seed, person)
    before = facts_of(tx, [held.uid]).get(held.uid, {}).get(fact)
    return _say(tx, held, {fact: write_work(before, score, full, counted)})


def look_at_home_task(tx: Tx, held: LessonSession, lesson: str, *, done: int, asked: int) -> LessonSession:
    """How many did the home task of an earlier lesson, of how many who were asked. Never who. Raises ``Rejected``."""
    if not _ID.fullmatch(lesson):
        message = N_("There is no lesson {lesson}. Choose one of the list.")
        raise Rejected(Problem("lesson-unknown", message, {"lesson": lesson[:40]}, "lesson"))
    if _count(done, "done") > _count(asked, "asked"):
        message = N_("More did the task than were asked. Count again.")
        raise Rejected(Problem("session-home", message, {}, "done"))
    return _say(tx, held, {HOME: f"{lesson} {done} {asked}" if asked else None})


def note(tx: Tx, held: LessonSession, text: str, *, number: int | None = None) -> LessonSession:
    """Write a note, or write note ``number`` anew; an empty one erases the words that were there.

    Notes are words that can be erased: what names somebody goes with her. Raises ``Rejected`` for one that is too long.
    """
    line = text.strip()
    if len(line) > LONGEST_NOTE:
        message = N_("This note is longer than {most} letters. Write it in two notes.")
        raise Rejected(Problem("note-long", message, {"most": LONGEST_NOTE}, "note"))
    if number is None:
        if not line:
            return held
        every = tx.connection.exec_driver_sql(
            "SELECT count(DISTINCT fact) FROM facts WHERE subject = ? AND fact LIKE 'note:%'", (held.uid,)
        )
        number = 1 + int(every.scalar() or 0)
    fact = f"{NOTE}{number}"
    set_facts(tx, held.uid, words={fact: line or None})
    if not line:
        forget_words(tx, held.uid, [fact])
    return _told(tx, held.uid)


def tell_story(tx: Tx, held: LessonSession, person: bytes | None) -> LessonSession:
    """Whose own story is told in place of the lesson's; None for the lesson's. Only that it was, never its words.

    Raises ``Rejected`` while her consent to telling it does not stand.
    """
    if person is not None and not people.agreed_to(tx, person, "kisah"):
        message = N_("She has not agreed yet that her story is told. Ask her first, and note it on her card.")
        raise Rejected(Problem("story-no-consent", message, {}, "story"))
    return _say(tx, held, {STORY: person.hex() if person else None})


def go_to_step(tx: Tx, held: LessonSession, step: int) -> LessonSession:
    """Where the session is (from 0), so that one that broke off goes on there."""
    return _say(tx, held, {STEP: str(_count(step, "step")) if step else None})


def finish(tx: Tx, held: LessonSession, minutes: int, *, steps: Sequence[int] = ()) -> LessonSession:
    """The end: how many minutes it really took, and each step. Told again it is corrected. Raises ``Rejected``."""
    if not 0 <= minutes <= MOST_MINUTES or any(not 0 <= one <= MOST_MINUTES for one in steps):
        message = N_("A session takes at most {most} minutes. Write how long it really took.")
        raise Rejected(Problem("session-minutes", message, {"most": MOST_MINUTES}, "minutes"))
    at = facts_of(tx, [held.uid]).get(held.uid, {}).get(FINISHED) or tx.written_at().milliseconds
    facts = {MINUTES: str(minutes), STEPS: " ".join(map(str, steps)) or None, FINISHED: str(at)}
    return _say(tx, held, facts)


def strike_out(tx: Tx, held: LessonSession) -> LessonSession:
    """It was no session, or another book's: it counts nowhere any more. What was written stays and can be let stand."""
    return _stand(tx, held, "1", "session-struck")


def let_stand(tx: Tx, held: LessonSession) -> LessonSession:
    """A session that was struck out counts again."""
    return _stand(tx, held, None, "session-stands")


def _stand(tx: Tx, held: LessonSession, struck: str | None, act: str) -> LessonSession:
    now = _told(tx, held.uid)
    if now.struck == (struck is not None):
        return now
    tx.note_audit(act, held.uid.hex())
    return _say(tx, now, {STRUCK: struck})


def _say(tx: Tx, held: LessonSession, facts: Mapping[str, str | None]) -> LessonSession:
    set_facts(tx, held.uid, facts)
    return _told(tx, held.uid)


def _told(tx: Tx, uid: bytes) -> LessonSession:
    tx.touch("sessions")
    now = session(tx, uid)
    if now is None:
        raise LookupError("this session is not in this book")
    return now


def _count(number: int, field: str) -> int:
    if not 0 <= number <= MOST_PEOPLE:
        message = N_("This is a count from 0 to {most}. Write how many there were.")
        raise Rejected(Problem("session-count", message, {"most": MOST_PEOPLE}, field))
    return number
