"""What is hung up, held up and cut apart: the poster of a rule, cards A and B, the slips of an exercise."""

from collections.abc import Iterator, Sequence
from typing import Final

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.money import format_amount
from kpmbooks.problems import N_
from kpmbooks.recording.sheets import SHEET_KIND
from kpmbooks.training import Choice, Drawn, Slip
from reports.document import Block, CardSheet, Column, Document, PaperCard, Paragraph, Row, Table
from reports.heading import ReportHead, furnished
from reports.lesson.asked import LessonPaper, Numbered, each_exercise

POSTER: Final = "lesson-poster"
CARDS: Final = "lesson-cards"
SLIPS: Final = "lesson-slips"
POSTER_TITLE: Final = N_("Poster of a Rule")
CARDS_TITLE: Final = N_("Cards A and B")
SLIPS_TITLE: Final = N_("Slips to Cut")

_FEWEST_CUT = 2
"""One sentence alone, that a book is filled, is nothing to cut."""

_FEWEST_SORTED = 3
"""So many questions with the same answers are one heap to be sorted."""


def poster(paper: LessonPaper, head: ReportHead, _: Translator) -> Document:
    """One page: the lesson's picture and its rule."""
    return furnished(POSTER, "", "", paper.ledger, "", head, _, (poster_sheet(paper, _),))


def cards(paper: LessonPaper, head: ReportHead, _: Translator) -> Document:
    """A page for two women; as many pages as copies."""
    return furnished(CARDS, _(CARDS_TITLE), "", paper.ledger, "", head, _, (card_sheet(len(paper.copies) or 1, _),))


def slips(paper: LessonPaper, head: ReportHead, _: Translator) -> Document:
    """The slips of the exercises, eight on a page, a set for each copy."""
    subtitle = f"{paper.lesson.id}. {paper.lesson.title.said(_.language)}"
    return furnished(SLIPS, _(SLIPS_TITLE), subtitle, paper.ledger, "", head, _, slip_blocks(each_exercise(paper), _))


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


def slip_blocks(papers: Sequence[LessonPaper], _: Translator) -> tuple[Block, ...]:
    """What is cut out of exercises: their slips, else the things to sort or to put in order, else their facts."""
    found: list[PaperCard] = []
    for paper in papers:
        foot = paper.exercise.id if paper.exercise else paper.lesson.id
        sets = [list(_cards_of(copy, foot, _)) for copy in paper.copies]
        found += [card for cards_ in sets if len(cards_) >= _FEWEST_CUT for card in cards_]
    if not found:
        return (Paragraph(_("The exercise of this lesson has no slips.")),)
    rows = tuple(Row((one.title, " ".join(one.lines), one.figure)) for one in found)
    table = Table((Column(_("Slip")), Column(_("What it says"), weight=3), Column(_("Amount"), "code")), rows)
    return (CardSheet(tuple(found), 2, 4, table),)


def has_slips(papers: Sequence[LessonPaper], _: Translator) -> bool:
    """Whether anything is to be cut."""
    return any(isinstance(block, CardSheet) for block in slip_blocks(papers, _))


def _cards_of(copy: Numbered, exercise: str, _: Translator) -> Iterator[PaperCard]:
    foot = _("Sheet no. {n}", n=copy.number) + f" · {exercise}"
    drawn = copy.drawn
    if drawn.slips:
        for nth, slip in enumerate(given_slips(drawn), 1):
            day = format_day(slip.day, _.language)
            # A day's boxes are said in its words; no one of them is what the slip is about.
            figure = format_amount(slip.amount) if slip.amount and slip.kind != SHEET_KIND else ""
            yield PaperCard(_("Slip {n}", n=nth), (day, slip.text), figure, foot=foot)
        return
    baskets = sorting_baskets(drawn)
    order = next((asked for asked in drawn.asked if asked.form == "order"), None)
    if baskets:
        for nth, asked in enumerate(drawn.asked, 1):
            if asked.choices == baskets:
                yield PaperCard(_("Slip {n}", n=nth), (asked.text,), foot=foot)
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
    """The drawn facts, a line each, without the dashes of a list and without what is only said at a screen."""
    lines = (line for line in drawn.told.splitlines() if line not in drawn.at_screen)
    return tuple(plain for line in lines if (plain := line.strip().removeprefix("- ").strip()))


def given_slips(drawn: Drawn) -> tuple[Slip, ...]:
    """The slips that lie on the table; what has to be worked out is none."""
    return tuple(slip for slip in drawn.slips if not slip.worked_out)
