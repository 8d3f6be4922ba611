"""What is hung up, held up and cut apart: the poster of a rule, cards A and B, the slips of an exercise."""

from typing import Final

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.money import format_amount
from kpmbooks.problems import N_
from reports.document import Block, CardSheet, Column, Document, PaperCard, Paragraph, Row, Table
from reports.heading import ReportHead, furnished
from reports.lesson.asked import LessonPaper

POSTER: Final = "lesson-poster"
CARDS: Final = "lesson-cards"
SLIPS: Final = "lesson-slips"
POSTER_TITLE: Final = N_("Poster of a Rule")
CARDS_TITLE: Final = N_("Cards A and B")
SLIPS_TITLE: Final = N_("Slips to Cut")


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
    """The slips to be cut; a sentence where the exercise has none."""
    found, rows = [], []
    for copy in paper.copies:
        for nth, slip in enumerate(copy.drawn.slips, 1):
            title, amount = _("Slip {n}", n=nth), format_amount(slip.amount)
            day = format_day(slip.day, _.language)
            foot = _("Sheet no. {n}", n=copy.number) + f" · {paper.lesson.id}"
            found.append(PaperCard(title, (day, slip.text), amount, foot=foot))
            rows.append(Row((title, slip.text, int(slip.amount))))
    if not found:
        return (Paragraph(_("The exercise of this lesson has no slips.")),)
    table = Table((Column(_("Slip")), Column(_("What it says"), weight=3), Column(_("Amount"), "money")), tuple(rows))
    return (CardSheet(tuple(found), 2, 4, table),)
