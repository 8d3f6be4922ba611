"""A certificate for each woman: the lessons at which she was. No marks and no rank stand on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kpmbooks import training
from kpmbooks.book import Reader
from kpmbooks.dates import format_day
from kpmbooks.group import Member, members_of
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.training.session import LessonSession
from kpmbooks.training.sessions import sessions_of
from reports.document import Block, Diploma, Document, PageBreak, Signature, Signatures
from reports.heading import ReportHead, furnished
from reports.report import Request

NAME: Final = "lesson-certificate"
TITLE: Final = N_("Certificate of Lessons")
MEMBER: Final = "member"
"""Of ``Request.asked``: the uid of the member in hex; all who came to a lesson where it is not said."""


@dataclass(frozen=True, slots=True)
class Hers:
    """One woman and the lessons that she was at, each once, with the day of the first time."""

    member: Member
    lessons: tuple[tuple[str, date], ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class Certificates:
    """Those of a period."""

    ledger: LedgerRef
    women: tuple[Hers, ...]
    day: date


def statement(reader: Reader, wish: Request) -> Certificates:
    """Who came to which lessons; raises ``Rejected`` where nobody did."""
    held = [one for one in sessions_of(reader) if one.counts and wish.period.contains(one.day)]
    wanted = wish.asked.get(MEMBER, "")
    women = tuple(
        hers
        for member in members_of(reader)
        if (not wanted or member.uid.hex() == wanted) and (hers := _hers(member, held)).lessons
    )
    if not women:
        message = N_("Nobody was ticked as present at a lesson in this period. Tick who was there, then print again.")
        raise Rejected(Problem("certificate-nobody", message, {}, MEMBER))
    return Certificates(wish.ledger, women, wish.period.last)


def _hers(member: Member, held: list[LessonSession]) -> Hers:
    there = [one for one in held if member.person in one.present]
    first: dict[str, date] = {}
    for one in there:
        first.setdefault(one.lesson, one.day)
    return Hers(member, tuple(first.items()), sum(one.minutes or 0 for one in there))


def figures(value: Certificates) -> dict[str, Any]:
    """The JSON: lessons by member."""
    return {
        "certificates": [
            {
                "member": one.member.name,
                "lessons": [{"lesson": lesson, "date": day.isoformat()} for lesson, day in one.lessons],
            }
            for one in value.women
        ]
    }


def document(value: Certificates, head: ReportHead, _: Translator) -> Document:
    """A page for each woman."""
    blocks = tuple(_blocks(value, head, _))
    return furnished(NAME, "", "", value.ledger, "", head, _, blocks, turned=True)


def _blocks(value: Certificates, head: ReportHead, _: Translator) -> Iterator[Block]:
    hands = Signatures(
        f"{head.place or '_' * 14}, {format_day(value.day, _.language)}",
        (
            Signature(_("Given by,"), head.names.get("maker", ""), _("Who held the lessons")),
            Signature(_("Seen by,"), head.names.get("chair", ""), _("Chair of the group")),
        ),
    )
    for nth, one in enumerate(value.women):
        if nth:
            yield PageBreak()
        name = one.member.name or one.member.nickname or _("Member {n}", n=one.member.id)
        took = _.plural("{n} lesson", "{n} lessons", len(one.lessons))
        praise = _("learnt to keep simple books with {group}: {lessons}", group=head.owner, lessons=took)
        told = tuple(_lesson(lesson, _) for lesson, _day in one.lessons)
        yield Diploma(_(TITLE), _("is given to"), name, one.member.mark, praise, told, hands)


def _lesson(lesson_id: str, _: Translator) -> str:
    lesson = training.find_lesson(lesson_id)
    return lesson_id if lesson is None else f"{lesson.id} {lesson.title.said(_.language)}"
