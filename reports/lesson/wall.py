"""What is hung up, held up and cut apart: the poster of a rule, cards A and B, the slips of an exercise."""

from collections.abc import Iterator
from typing import Final

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.money import format_amount
from kpmbooks.problems import N_
from kpmbooks.training import Choice, Drawn
from reports.document import Block, CardSheet, Column, Document, PaperCard, Paragraph, Row, Table
from reports.heading import ReportHead, furnished
from reports.lesson.asked import LessonPaper, Numbered

POSTER: Final = "lesson-poster"
CARDS: Final = "lesson-cards"
SLIPS: Final = "lesson-slips"
POSTER_TITLE: Final = N_("Poster of a Rule")
CARDS_TITLE: Final = N_("Cards A and B")
SLIPS_TITLE: Final = N_("Slips to Cut")

_FEWEST_SORTED = 3
"""So many questions with the same answers are one heap to be sorted."""


def poster(paper: LessonPaper, head: ReportHead, _: Translator) -> Document:
    """One page: the lesson's picture and its rule."""
    return furnished(POSTER, "", "", paper.ledger, "", head, _, (poster_sheet(paper, _),))


def cards(paper: LessonPaper, head: ReportHead, _: Translator) -> Document:
    """A page for two women; as many pages as copies."""
    return furnished(CARDS, _(CARDS_TITLE), "", paper.ledger, "", head, _, (card_sheet(len(paper.copies) or 1, _),))


def slips(paper: LessonPaper, head: ReportHead, _: Translator) -> Document:
    """The slips of the exercise, eight on a page, a set for each copy."""
    subtitle = f"{paper.lesson.id}. {paper.lesson.title.said(_.language)}"
    return furnished(SLIPS, _(SLIPS_TITLE), subtitle, paper.ledger, "", head, _, slip_blocks(paper, _))


def poster_sheet(paper: LessonPaper, _: Translator) -> CardSheet:
    """The rule as one card on a page."""
    lesson = paper.lesson
    picture = lesson.files.get(lesson.pictures[0].file, b"") if lesson.pictures else b""
    rule = lesson.rule.said(_.language)
    card = PaperCard(title=rule, lines=(lesson.aim.said(_.language),), picture=picture, foot=lesson.id)
    return CardSheet((card,), 1, 1, Table((Column(_("Rule")),), (Row((rule,)),)))


def card_sheet(pages: int, _: Translator) -> CardSheet:
    """Two of each card on every page."""
    a_page = tuple(PaperCard(letter=letter) for letter in ("A", "B", "A", "B"))
    return CardSheet(a_page * pages, 2, 2, Table((Column(_("Card")),), (Row(("A",)), Row(("B",)))))


def slip_blocks(paper: LessonPaper, _: Translator) -> tuple[Block, ...]:
    """What is cut out of the exercise: its slips, else the things to sort or to put in order, else its facts."""
    found = [card for copy in paper.copies for card in _cards_of(copy, paper.lesson.id, _)]
    if not found:
        return (Paragraph(_("The exercise of this lesson has no slips.")),)
    rows = tuple(Row((one.title, " ".join(one.lines), one.figure)) for one in found)
    table = Table((Column(_("Slip")), Column(_("What it says"), weight=3), Column(_("Amount"), "code")), rows)
    return (CardSheet(tuple(found), 2, 4, table),)


def has_slips(paper: LessonPaper, _: Translator) -> bool:
    """Whether anything is to be cut."""
    return any(isinstance(block, CardSheet) for block in slip_blocks(paper, _))


def _cards_of(copy: Numbered, lesson: str, _: Translator) -> Iterator[PaperCard]:
    foot = _("Sheet no. {n}", n=copy.number) + f" · {lesson}"
    drawn = copy.drawn
    if drawn.slips:
        for nth, slip in enumerate(drawn.slips, 1):
            day = format_day(slip.day, _.language)
            yield PaperCard(_("Slip {n}", n=nth), (day, slip.text), format_amount(slip.amount), foot=foot)
        return
    baskets = sorting_baskets(drawn)
    order = next((asked for asked in drawn.asked if asked.form == "order"), None)
    if baskets:
        yield from (PaperCard(lines=(asked.text,), foot=foot) for asked in drawn.asked if asked.choices == baskets)
        yield from (PaperCard(title=one.text, foot=foot) for one in baskets)
    elif order is not None:
        yield from (PaperCard(lines=(one.text,), foot=foot) for one in order.choices)
    else:
        yield from (PaperCard(lines=(line,), foot=foot) for line in told_lines(drawn))


def sorting_baskets(drawn: Drawn) -> tuple[Choice, ...]:
    """Into what things are sorted, where several questions have the same answers; nothing where none are sorted."""
    choices = [asked.choices for asked in drawn.asked if asked.form == "choice"]
    return next((one for one in choices if choices.count(one) >= _FEWEST_SORTED), ())


def told_lines(drawn: Drawn) -> tuple[str, ...]:
    """The drawn facts, a line each, without the dashes of a list."""
    lines = (line.strip().removeprefix("- ").strip() for line in drawn.told.splitlines())
    return tuple(line for line in lines if line)
