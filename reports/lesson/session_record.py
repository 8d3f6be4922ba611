"""The record of one session: what was taught, who came, what cards and exercises showed, what was agreed.

It is kept by the group, so it names who came; what went wrong is said of all together, never of one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from kpmbooks import people, training
from kpmbooks.book import Reader
from kpmbooks.dates import format_day
from kpmbooks.group import Member, members_of
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.training import Lesson
from kpmbooks.training.session import Cards, LessonSession
from kpmbooks.training.session_progress import Gain, gain
from kpmbooks.training.sessions import session, sessions_of
from reports.document import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Pictogram,
    Point,
    Points,
    Row,
    Span,
    Table,
)
from reports.heading import ReportHead, furnished
from reports.report import Request

NAME: Final = "lesson-record"
TITLE: Final = N_("Record of a Session")
SESSION: Final = "session"
"""Of ``Request.asked``: the uid of the session in hex; the latest where it is not said."""


@dataclass(frozen=True, slots=True)
class Held:
    """A session, its lesson (None where it is not known here), and who of those present the book knows by name."""

    ledger: LedgerRef
    session: LessonSession
    lesson: Lesson | None
    present: tuple[tuple[str, str], ...]
    gain: Gain | None


def statement(reader: Reader, wish: Request) -> Held:
    """The session that was asked for; raises ``Rejected`` where there is none."""
    held = _session(reader, wish.asked.get(SESSION, ""))
    marks = {one.person: one for one in members_of(reader)}
    names = {one.uid: one.name for one in people.persons(reader)}
    present = sorted((_called(marks.get(uid), names.get(uid)), _mark(marks.get(uid))) for uid in held.present)
    return Held(wish.ledger, held, training.find_lesson(held.lesson), tuple(present), gain([held]))


def _session(reader: Reader, wanted: str) -> LessonSession:
    found: LessonSession | None
    if wanted:
        try:
            found = session(reader, bytes.fromhex(wanted))
        except ValueError:
            found = None
    else:
        found = next(reversed(sessions_of(reader)), None)
    if found is None:
        message = N_("There is no such session in this book. Hold one first, under Learn.")
        raise Rejected(Problem("session-unknown", message, {}, SESSION))
    return found


def _called(member: Member | None, name: str | None) -> str:
    return (member.name or member.nickname if member is not None else None) or name or ""


def _mark(member: Member | None) -> str:
    return member.mark if member is not None else ""


def figures(value: Held) -> dict[str, Any]:
    """The JSON: counts, never who raised which card."""
    held = value.session
    return {
        "session": held.uid.hex(),
        "lesson": held.lesson,
        "date": held.day.isoformat(),
        "minutes": held.minutes,
        "attended": held.attended,
        "guests": held.guests,
        "cards": [
            {"question": one.question, "when": one.when, "a": one.a, "b": one.b, "right": one.answer}
            for one in held.cards
        ],
        "exercises": [{"exercise": one.exercise, "score": one.score, "full": one.full} for one in held.works],
        "ideas": dict(held.ideas()),
        "home_task": None
        if held.home is None
        else {"lesson": held.home.lesson, "done": held.home.done, "asked": held.home.asked},
    }


def document(value: Held, head: ReportHead, _: Translator) -> Document:
    """One page, or two where many came; signed by whoever kept it."""
    held, lesson = value.session, value.lesson
    title = held.lesson if lesson is None else f"{lesson.id}. {lesson.title.said(_.language)}"
    day = format_day(held.day, _.language, weekday=True)
    blocks = tuple(_blocks(value, _))
    return furnished(NAME, _(TITLE), f"{title}. {day}", value.ledger, day, head, _, blocks, signed=True)


def _blocks(value: Held, _: Translator) -> Iterator[Block]:
    held, lesson = value.session, value.lesson
    yield KeyFigures(tuple(_key_figures(value, _)))
    if held.struck:
        yield Paragraph(_("This session was struck out and does not count."))
    elif held.is_open:
        yield Paragraph(_("This session is not finished yet."))
    if lesson is not None:
        facts = [(_("Rule"), lesson.rule.said(_.language)), (_("At home"), lesson.at_home.said(_.language))]
        if lesson.numbers:
            facts.insert(0, (_("Number"), lesson.numbers))
        yield Facts(tuple(facts))
    if held.home is not None:
        told = _("{done} of {asked} brought what was to be done at home.", done=held.home.done, asked=held.home.asked)
        yield Paragraph(told)
    if held.cards:
        yield Heading(_("What the cards said"))
        yield _cards(held.cards, lesson, _)
    if held.works:
        yield Heading(_("Exercises"))
        yield Points(tuple(Point(text) for text in _works(held, _)))
    if held.notes:
        yield Heading(_("Notes"))
        yield Points(tuple(Point(text) for text in held.notes.values()))
    yield Heading(_("Present"), note=_("{n} guests", n=held.guests) if held.guests else "")
    yield _present(value, _)


def _key_figures(value: Held, _: Translator) -> Iterator[KeyFigure]:
    held = value.session
    yield KeyFigure(_("Women there"), str(held.attended), strong=True)
    if held.minutes is not None:
        yield KeyFigure(_("Minutes"), str(held.minutes))
    if value.gain is not None:
        told = _("of {n} percent before", n=value.gain.before)
        few = _("few cards, take it with care") if value.gain.few else told
        yield KeyFigure(_("Right afterwards"), f"{value.gain.after} %", few, quiet=value.gain.few)
    if held.works:
        best = held.works[-1]
        yield KeyFigure(_("Exercise"), _("{score} of {full}", score=best.score, full=best.full), _("are right"))


def _cards(cards: tuple[Cards, ...], lesson: Lesson | None, _: Translator) -> Table:
    words = {"before": _("before"), "after": _("after")}
    rows = []
    for one in cards:
        asked = f"{one.question}"
        if lesson is not None and one.question <= len(lesson.questions):
            asked = f"{one.question}. {lesson.questions[one.question - 1].text.said(_.language)}"
        rows.append(Row((asked, words[one.when], one.a, one.b, one.answer.upper())))
    columns = (
        Column(_("Question"), weight=3),
        Column(_("When"), "code"),
        Column("A", "number"),
        Column("B", "number"),
        Column(_("Right"), "code"),
    )
    return Table(columns, tuple(rows))


def _works(held: LessonSession, _: Translator) -> Iterator[tuple[Span, ...]]:
    known = training.misconceptions()
    together = [work for work in held.works if work.person is None]
    for nth, work in enumerate(together, 1):
        yield (Span(_("Exercise {n}: {score} of {full} right", n=nth, score=work.score, full=work.full)),)
    for idea, often in sorted(held.ideas().items(), key=lambda one: (-one[1], one[0])):
        told = known.get(idea)
        if told is not None:
            yield (Span(told.name.said(_.language), "strong"), Span(f" ({often}×). {told.feedback.said(_.language)}"))


def _present(value: Held, _: Translator) -> Table:
    rows = [
        Row((nth, Pictogram(mark) if mark else "", name or _("Member {n}", n=nth), ""))
        for nth, (name, mark) in enumerate(value.present, 1)
    ]
    columns = (
        Column(_("No."), "number"),
        Column("", "picture", shown="page"),
        Column(_("Name")),
        Column(_("Signature")),
    )
    return Table(columns, tuple(rows), _("Nobody was ticked."), _("Present"), ruled=True, least=22)
