"""The sheet on which everybody who comes to a lesson signs: members by name, then empty lines for guests."""

from dataclasses import dataclass
from typing import Any, Final

from kpmbooks.book import Reader
from kpmbooks.group import Member, members_of
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_
from kpmbooks.training import Lesson
from reports.document import Block, Cell, Column, Document, Facts, Pictogram, Row, Table
from reports.heading import ReportHead, furnished
from reports.lesson.asked import statement as lesson_asked
from reports.report import Request

NAME: Final = "lesson-attendance"
TITLE: Final = N_("Who Comes to the Lesson")

_GUESTS = 6
_BOOK_WITHOUT_MEMBERS = 25
_HAND = 23.0


@dataclass(frozen=True, slots=True)
class Expected:
    """The members of today, and the lesson that they come to."""

    ledger: LedgerRef
    lesson: Lesson
    members: tuple[Member, ...]


def statement(reader: Reader, wish: Request) -> Expected:
    """Who is expected; raises ``Rejected`` for a lesson that is none."""
    members = tuple(one for one in members_of(reader, wish.period.last) if one.left is None)
    return Expected(wish.ledger, lesson_asked(wish).lesson, members)


def figures(value: Expected) -> dict[str, Any]:
    """The JSON."""
    return {"lesson": value.lesson.id, "members": [one.name for one in value.members]}


def document(value: Expected, head: ReportHead, _: Translator) -> Document:
    """The sheet to sign."""
    title = f"{value.lesson.id}. {value.lesson.title.said(_.language)}"
    return furnished(NAME, _(TITLE), title, value.ledger, "", head, _, attendance_blocks(value, _), filed=True)


def attendance_blocks(value: Expected, _: Translator) -> tuple[Block, ...]:
    """Day and place to be written, and a line for each."""
    named: list[tuple[Cell, str]] = [(Pictogram(one.mark), one.name or one.nickname) for one in value.members]
    empty: list[tuple[Cell, str]] = [("", "")] * (_GUESTS if named else _BOOK_WITHOUT_MEMBERS)
    rows = [Row((nth, mark, name, "", "")) for nth, (mark, name) in enumerate((*named, *empty), 1)]
    columns = (
        Column(_("No."), "number"),
        Column("", "picture", shown="page"),
        Column(_("Name"), weight=3),
        Column(_("RT/RW"), weight=1),
        Column(_("Signature"), weight=2),
    )
    facts = Facts(((_("Day, date"), ""), (_("Place"), "")))
    return (facts, Table(columns, tuple(rows), name=_(TITLE), ruled=True, least=_HAND))
