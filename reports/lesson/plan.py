"""A lesson on paper: for whoever runs it what to do and say step by step, and the form where there is no laptop."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kpmbooks import training
from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from kpmbooks.training import Lesson
from reports.document import (
    Block,
    Column,
    Document,
    Facts,
    Form,
    FormColumn,
    Frame,
    Heading,
    Illustration,
    PageBreak,
    Paragraph,
    Point,
    Points,
    Row,
    Span,
    Table,
)
from reports.heading import ReportHead, furnished
from reports.lesson.asked import LessonPaper
from reports.lesson.worksheet import LARGE

PLAN: Final = "lesson-plan"
FORM: Final = "lesson-form"
PLAN_TITLE: Final = N_("Lesson on Paper")
FORM_TITLE: Final = N_("Form without a Laptop")

_PICTURE = 300.0
_HAND = 24.0
_MOST_LINES: Final = 15
"""As many lines as stand on the first page, under the title."""

_DAYS: Final = ("Hari", "Tanggal", "No")
"""Heads of columns that need little room and stand before what a line is about."""

_ABOUT: Final = 2.0
_FEW: Final = 6
"""With more columns than these, all are boxes for figures."""

_LETTERS: Final = 8
"""Letters of a word that a column of the usual width holds."""


def plan(paper: LessonPaper, head: ReportHead, _: Translator) -> Document:
    """The whole lesson, to be held without a laptop as well."""
    lesson = paper.lesson
    subtitle = _("{n} minutes", n=lesson.minutes)
    title = f"{lesson.id}. {lesson.title.said(_.language)}"
    return furnished(PLAN, title, subtitle, paper.ledger, "", head, _, tuple(plan_blocks(lesson, _)))


def form(paper: LessonPaper, head: ReportHead, _: Translator) -> Document:
    """The lesson's forms, each on a page of its own."""
    title = f"{paper.lesson.id}. {paper.lesson.title.said(_.language)}"
    drawn = furnished(FORM, title, _(FORM_TITLE), paper.ledger, "", head, _, tuple(form_blocks(paper.lesson, _)))
    return replace(drawn, scale=LARGE)


def plan_blocks(lesson: Lesson, _: Translator) -> Iterator[Block]:
    """Aim, rule, materials, steps, questions with their answers, home task, and how it goes without a laptop."""
    language = _.language
    facts = [(_("Aim"), lesson.aim.said(language)), (_("Rule"), lesson.rule.said(language))]
    if lesson.materials:
        facts.append((_("To bring"), ", ".join(lesson.materials)))
    if lesson.numbers:
        facts.append((_("Number"), lesson.numbers))
    yield Facts(tuple(facts))
    for block in lesson.pages(language).blocks:
        yield from _block(lesson, block, _)
    yield Heading(_("Questions with cards A and B"))
    yield _questions(lesson, _)
    yield Heading(_("At home"))
    yield Paragraph(lesson.at_home.said(language))
    yield Frame(Heading(_("Next time")), (Paragraph(lesson.next_time.said(language)),))
    yield Frame(Heading(_("Without a laptop")), (Paragraph(lesson.paper_only.said(language)),))
    if lesson.song:
        yield Frame(Heading(_("Song or yel-yel")), (Paragraph(lesson.song),))
    if lesson.sources:
        yield Heading(_("Where facts come from"))
        yield Points(tuple(Point(f"{one.fact}: {one.source} ({one.date})") for one in lesson.sources))


def _questions(lesson: Lesson, _: Translator) -> Table:
    """Each question with its cards and its answer: a row is never split over two pages."""
    rows = []
    for nth, question in enumerate(lesson.questions, 1):
        words = (question.text.said(_.language), question.a.said(_.language), question.b.said(_.language))
        rows.append(Row((str(nth), *words, f"{question.answer.upper()}. {question.why.said(_.language)}")))
    columns = (
        Column(_("No."), "code", widest="9"),
        Column(_("Question"), weight=4),
        Column("A", weight=2),
        Column("B", weight=2),
        Column(_("Right, and why"), weight=5),
    )
    return Table(columns, tuple(rows), name=_("Questions with cards A and B"), ruled=True)


def form_blocks(lesson: Lesson, _: Translator) -> Iterator[Block]:
    """Each form under its title, a long one on several pages; a sentence where the lesson has none."""
    if not lesson.forms:
        yield Paragraph(_("This lesson has no form."))
    for one in lesson.forms:
        columns = tuple(FormColumn(name, weight=share) for name, share in _shares(one.columns))
        rows = tuple((str(row), "") for row in range(1, one.rows + 1))
        foot = (one.note,) if one.note else ()
        a_page = -(-one.rows // -(-one.rows // _MOST_LINES))
        for first in range(0, one.rows, a_page):
            if first or one is not lesson.forms[0]:
                yield PageBreak()
            some = rows[first : first + a_page]
            yield Form(one.title, lesson.rule.said(_.language), "", columns, some, foot, _HAND)


def _shares(columns: Sequence[str]) -> Iterator[tuple[str, float]]:
    """What a line is about is written out, so its column is wide; no head is broken within a word."""
    about = next((name for name in columns if name not in _DAYS), "") if len(columns) <= _FEW else ""
    for name in columns:
        longest = max((len(word) for word in name.split()), default=1)
        yield name, max(_ABOUT if name == about else 1.0, longest / _LETTERS)


def _block(lesson: Lesson, block: training.Block, _: Translator) -> Iterator[Block]:
    spans = _spans(block)
    match block.kind:
        case "title":
            return
        case "step":
            yield Heading(block.text)
        case "picture":
            if block.picture in lesson.files:
                yield Illustration(lesson.files[block.picture], block.text, _PICTURE)
        case "item":
            yield Points((Point(spans),))
        case "number":
            number, __, words = block.text.partition(". ")
            yield Facts(((f"{number}.", words),))
        case "quote":
            yield Frame(Heading(_("Story")), (Paragraph(spans),))
        case _:
            yield Paragraph(spans)


def _spans(block: training.Block) -> tuple[Span, ...]:
    """Bold and plain pieces; a stop or comma stays with the word before it, since pieces stand apart on paper."""
    found: list[Span] = []
    for one in block.spans:
        words = one.text.strip()
        stop = words[: len(words) - len(words.lstrip(".,;:!?”)"))]
        if stop and found:
            found[-1] = replace(found[-1], text=found[-1].text + stop)
            words = words[len(stop) :].strip()
        if words:
            found.append(Span(words, "strong" if one.strong else "plain"))
    return tuple(found)
