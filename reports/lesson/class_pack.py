"""Everything for one lesson with a whole class in one print: plan, attendance, poster, cards, slips, sheets, keys."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from kpmbooks.book import Reader
from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from reports.document import Block, Document, Heading, PageBreak, Paragraph, Point, Points
from reports.heading import ReportHead, furnished
from reports.lesson import asked, attendance_sheet, plan, wall, worksheet
from reports.lesson.asked import LessonPaper
from reports.lesson.attendance_sheet import Expected
from reports.report import Request

NAME: Final = "class-pack"
TITLE: Final = N_("Class Pack")
USUAL: Final = 10
"""Worksheets where nobody says how many."""

_CARD_PAGES = 1
"""Cards A and B are printed once and copied."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The lesson with as many worksheets as women, and who is expected."""

    paper: LessonPaper
    expected: Expected

    @property
    def ledger(self) -> Any:
        """Whose paper it is."""
        return self.paper.ledger


def statement(reader: Reader, wish: Request) -> Pack:
    """As many worksheets as asked for, else one for each member. Raises ``Rejected``."""
    expected = attendance_sheet.statement(reader, wish)
    usual = min(len(expected.members) or USUAL, asked.MOST_COPIES)
    return Pack(asked.statement(wish, usual_copies=usual), expected)


def figures(value: Pack) -> dict[str, Any]:
    """The JSON: that of the worksheets."""
    return asked.figures(value.paper)


def document(value: Pack, head: ReportHead, _: Translator) -> Document:
    """Each part begins on a new page; the first page says what is in it."""
    paper = value.paper
    title = f"{paper.lesson.id}. {paper.lesson.title.said(_.language)}"
    return furnished(NAME, title, _(TITLE), paper.ledger, "", head, _, tuple(_blocks(value, _)))


def _blocks(value: Pack, _: Translator) -> Iterator[Block]:
    paper = value.paper
    sets = asked.each_exercise(replace(paper, copies=paper.copies[:1]))
    others = [one for one in sets if one.exercise != paper.exercise and wall.has_slips((one,), _)]
    parts: list[tuple[str, Iterable[Block]]] = [
        (_(plan.PLAN_TITLE), plan.plan_blocks(paper.lesson, _)),
        (_(attendance_sheet.TITLE), attendance_sheet.attendance_blocks(value.expected, _)),
        (_(wall.POSTER_TITLE), (wall.poster_sheet(paper, _),)),
        (_(wall.CARDS_TITLE), (wall.card_sheet(_CARD_PAGES, _),)),
        (_(wall.SLIPS_TITLE), wall.slip_blocks(sets, _)),
        (_(plan.FORM_TITLE), plan.form_blocks(paper.lesson, _)),
        (_(worksheet.WORKSHEET_TITLE), worksheet.worksheet_blocks(paper, _)),
        (_(worksheet.KEY_TITLE), (*worksheet.key_blocks(paper, _), *_keys_of(others, _))),
    ]
    if not wall.has_slips(sets, _):
        parts = [part for part in parts if part[0] != _(wall.SLIPS_TITLE)]
    if not paper.lesson.forms:
        parts = [part for part in parts if part[0] != _(plan.FORM_TITLE)]
    yield Paragraph(_("In this pack, in this order. Worksheets and keys are apart: keep the keys yourself."))
    yield Points(tuple(Point(name, "open") for name, _blocks_of in parts))
    for _name, blocks in parts:
        yield PageBreak()
        yield from blocks


def _keys_of(sets: Iterable[LessonPaper], _: Translator) -> Iterator[Block]:
    """The keys of what is cut for the lesson's other exercises, under the names that stand on their slips."""
    for one in sets:
        if one.exercise is not None:
            yield Heading(_(wall.SLIPS_TITLE), note=one.exercise.id)
            yield from worksheet.key_blocks(one, _)
