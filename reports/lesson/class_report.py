"""The report of a class: lessons held in a period, how many came, what the tests gained, what to say again.

No names stand on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from kpmbooks import training
from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_period
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_
from kpmbooks.training.recap import Recap, recap
from kpmbooks.training.session import LessonSession
from kpmbooks.training.session_progress import Gain, gain, percent
from kpmbooks.training.sessions import sessions_of
from reports.document import (
    Block,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Point,
    Points,
    Row,
    Span,
    Table,
)
from reports.heading import ReportHead, furnished
from reports.report import Request

NAME: Final = "class-report"
TITLE: Final = N_("Class Report")


@dataclass(frozen=True, slots=True)
class ClassReport:
    """The sessions of a period that count, their tests' gain, and what the group most often got wrong until today."""

    ledger: LedgerRef
    period: Period
    sessions: tuple[LessonSession, ...]
    gain: Gain | None
    recap: Recap


def statement(reader: Reader, wish: Request) -> ClassReport:
    """The class as the book knows it."""
    held = tuple(one for one in sessions_of(reader) if one.counts and wish.period.contains(one.day))
    return ClassReport(wish.ledger, wish.period, held, gain(held), recap(reader))


def figures(value: ClassReport) -> dict[str, Any]:
    """The JSON; shares in whole percent, null where no card was counted."""
    return {
        "sessions": [
            {
                "date": one.day.isoformat(),
                "lesson": one.lesson,
                "attended": one.attended,
                "minutes": one.minutes,
                "right_before": _share(one, "before"),
                "right_after": _share(one, "after"),
                "home_done": None if one.home is None else one.home.done,
                "home_asked": None if one.home is None else one.home.asked,
            }
            for one in value.sessions
        ],
        "gain": None
        if value.gain is None
        else {"before": value.gain.before, "after": value.gain.after, "people": value.gain.people},
        "recap": [{"lesson": one.lesson, "idea": one.idea, "question": one.question} for one in value.recap.items],
    }


def document(value: ClassReport, head: ReportHead, _: Translator) -> Document:
    """A page for a class of a year."""
    words = format_period(value.period, _.language)
    blocks = tuple(_blocks(value, _))
    return furnished(NAME, _(TITLE), words, value.ledger, words, head, _, blocks, signed=True)


def _blocks(value: ClassReport, _: Translator) -> Iterator[Block]:
    if not value.sessions:
        yield Paragraph(_("No lesson was held in this period."))
        return
    lessons = len({one.lesson for one in value.sessions})
    came = sum(one.attended for one in value.sessions)
    shown = [
        KeyFigure(_("Lessons held"), str(len(value.sessions)), _("{n} different ones", n=lessons), strong=True),
        KeyFigure(_("Came on average"), str((2 * came + len(value.sessions)) // (2 * len(value.sessions)))),
    ]
    if value.gain is not None:
        note = _("few cards, take it with care") if value.gain.few else _("of {n} percent before", n=value.gain.before)
        shown.append(KeyFigure(_("Right afterwards"), f"{value.gain.after} %", note, quiet=value.gain.few))
    yield KeyFigures(tuple(shown))
    yield _table(value, _)
    if value.recap.items:
        yield Heading(_("To say again"))
        yield Points(
            tuple(
                Point((Span(one.name.said(_.language), "strong"), Span(f" {one.words.said(_.language)}")))
                for one in value.recap.items
            )
        )


def _table(value: ClassReport, _: Translator) -> Table:
    rows = []
    for one in value.sessions:
        lesson = training.find_lesson(one.lesson)
        title = one.lesson if lesson is None else f"{lesson.id}. {lesson.title.said(_.language)}"
        home = "" if one.home is None else _("{done} of {asked}", done=one.home.done, asked=one.home.asked)
        shares = (_percent(_share(one, "before")), _percent(_share(one, "after")))
        rows.append(Row((one.day, title, one.attended, *shares, home)))
    columns = (
        Column(_("Day"), "day"),
        Column(_("Lesson"), weight=3),
        Column(_("Women there"), "number"),
        Column(_("Before it"), "code"),
        Column(_("After it"), "code"),
        Column(_("Home task"), "code"),
    )
    return Table(columns, tuple(rows), name=_("Lessons"))


def _share(one: LessonSession, when: Any) -> int | None:
    share = one.right_share(when)
    return None if share is None else percent(share)


def _percent(share: int | None) -> str:
    return "" if share is None else f"{share} %"
