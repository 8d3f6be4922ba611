"""Worksheets with fresh numbers, one a woman, and their keys apart: nobody's answers stand on her own sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_
from kpmbooks.recording import kinds
from kpmbooks.recording.sheets import SHEET_KIND
from kpmbooks.training import Asked, Before, Choice, Drawn, Exercise, Slip
from reports.document import (
    Block,
    Column,
    Document,
    Facts,
    Form,
    FormColumn,
    Heading,
    PageBreak,
    Paragraph,
    Point,
    Points,
    Row,
    Span,
    Table,
)
from reports.heading import ReportHead, furnished
from reports.lesson.asked import LessonPaper, Numbered
from reports.lesson.wall import given_slips, sorting_baskets, told_lines

WORKSHEET: Final = "lesson-worksheet"
KEY: Final = "lesson-key"
WORKSHEET_TITLE: Final = N_("Worksheet")
KEY_TITLE: Final = N_("Answer Key")

LARGE: Final = 1.3
"""What women read and write on is so many times as large as what offices read."""

_OWED: Final = frozenset({"claims", "debt", "deposit"})
"""Parts that say that somebody has still to pay."""

_LINE = 22.0
_PURSES: Final = frozenset({"savings_cash", "social_cash"})
"""Parts of an effect that say that a group's money lies in more than one purse."""
_MENDING_LINES = 3
"""More than there are mistakes: how many there are is to be found."""
_WIDEST = Rupiah(99_999_999)


def worksheets(paper: LessonPaper, head: ReportHead, _: Translator) -> Document:
    """A sheet for each copy, beginning on a page of its own."""
    blocks = tuple(worksheet_blocks(paper, _))
    drawn = furnished(WORKSHEET, _(WORKSHEET_TITLE), _subtitle(paper, _), paper.ledger, "", head, _, blocks)
    return replace(drawn, scale=LARGE)


def keys(paper: LessonPaper, head: ReportHead, _: Translator) -> Document:
    """The right answers by the number of the sheet."""
    blocks = tuple(key_blocks(paper, _))
    return furnished(KEY, _(KEY_TITLE), _subtitle(paper, _), paper.ledger, "", head, _, blocks)


def worksheet_blocks(paper: LessonPaper, _: Translator) -> Iterator[Block]:
    """The sheets one after the other."""
    if paper.exercise is None:
        yield Paragraph(_("This lesson has no exercise with numbers."))
    for nth, one in enumerate(paper.copies):
        if nth:
            yield PageBreak()
        yield from _sheet(paper, paper.exercise, one, _) if paper.exercise else ()


def key_blocks(paper: LessonPaper, _: Translator) -> Iterator[Block]:
    """The keys one below the other."""
    if paper.exercise is None:
        yield Paragraph(_("This lesson has no exercise with numbers."))
        return
    for one in paper.copies:
        yield Heading(_("Sheet no. {n}", n=one.number))
        yield _key(paper.exercise, one.drawn, _)


def _subtitle(paper: LessonPaper, _: Translator) -> str:
    return f"{paper.lesson.id}. {paper.lesson.title.said(_.language)}"


def _sheet(paper: LessonPaper, exercise: Exercise, one: Numbered, _: Translator) -> Iterator[Block]:
    yield Heading(_("Sheet no. {n}", n=one.number), note=paper.lesson.rule.said(_.language))
    yield Facts(((_("Name"), ""), (_("Day, date"), "")))
    if exercise.told is not None:
        yield Paragraph(exercise.told.said(_.language))
    if lines := told_lines(one.drawn):
        yield Points(tuple(Point(line) for line in lines))
    if one.drawn.opening is not None:
        counted = any(slip.worked_out for slip in one.drawn.slips)
        words = N_("In the book before the slips: {amount}.") if counted else N_("In the drawer at first: {amount}.")
        yield Paragraph(_(words, amount=one.drawn.opening))
    wrong = any(before.graded for before in one.drawn.before)
    if one.drawn.before and not one.drawn.own_records:
        yield _filled_book(exercise, one.drawn.before, _)
    if slips := given_slips(one.drawn):
        yield Heading(_("Slips"))
        yield Facts(tuple((f"{nth}.", text) for nth, text in enumerate(_slip_lines(slips, _), 1)))
        yield _mending_form(one, _) if wrong else _recording_form(slips, one.number, _)
    baskets = sorting_baskets(one.drawn)
    if baskets:
        yield _sorting(baskets, one.drawn, _)
    for written, run in groupby(
        ((nth, asked) for nth, asked in enumerate(one.drawn.asked, 1) if not baskets or asked.choices != baskets),
        key=lambda one: one[1].form in ("amount", "number"),
    ):
        if written:
            yield _figures_asked(tuple(run), _)
        else:
            for nth, asked in run:
                yield from _question(nth, asked, _)


def _figures_asked(asked: Sequence[tuple[int, Asked]], _: Translator) -> Table:
    """Questions that are answered with a figure, and a box for each."""
    rows = tuple(Row((str(nth), one.text, "Rp" if one.form == "amount" else "")) for nth, one in asked)
    columns = (Column(_("No."), "code", widest="99"), Column(_("Question"), weight=3), Column(_("Answer"), weight=2))
    return Table(columns, rows, name=_("Questions"), ruled=True, least=_LINE)


def _sorting(baskets: Sequence[Choice], drawn: Drawn, _: Translator) -> Table:
    """What is to be sorted down the side, the baskets across: a tick for each."""
    columns = (
        Column(_("No."), "code", widest="99"),
        Column(_("To sort"), weight=4),
        *(Column(one.text, weight=1) for one in baskets),
    )
    rows = [
        Row((str(nth), asked.text, *("" for _one in baskets)))
        for nth, asked in enumerate(drawn.asked, 1)
        if asked.choices == baskets
    ]
    return Table(columns, tuple(rows), name=_("Tick where it belongs"), ruled=True, least=_LINE)


def _slip_lines(slips: Sequence[Slip], _: Translator) -> Iterator[str]:
    """The slips as sentences, each after its day; a day of a stall says its own."""
    for slip in slips:
        yield slip.text if slip.kind == SHEET_KIND else f"{format_day(slip.day, _.language, short=True)}: {slip.text}"


def _filled_book(exercise: Exercise, records: Sequence[Before], _: Translator) -> Table:
    """What lies in the book already: to be mended by what it is written as, to be read by what the slips said."""
    graded = any(record.graded for record in records)
    homes = {record.ledger for record in records}
    rows = []
    for nth, record in enumerate(sorted(records, key=lambda one: one.day), 1):
        amounts = [value for value in record.answers.values() if isinstance(value, int) and value]
        name = _kind_name(record.kind, exercise)
        if not graded:
            words = [str(value) for value in record.answers.values() if isinstance(value, str)]
            name = record.text or f"{name}: {', '.join((*map(format_amount, amounts), *words))}"
        at_home = len(homes) > 1 and record.ledger == "keluarga"
        cell = (Span(name), Span(_("in the household"), "muted")) if at_home else name
        rows.append((str(nth), record.day, cell, *((amounts[0] if len(amounts) == 1 else None,) if graded else ())))
    columns = (
        Column(_("No."), "code", widest="99"),
        Column(_("Day"), "day"),
        Column(_("Written as") if graded else _("What took place"), weight=3),
        *((Column(_("Amount"), "money", widest=int(_WIDEST)),) if graded else ()),
    )
    return Table(columns, tuple(Row(row) for row in rows), name=_("The book"), ruled=True)


def _recording_form(slips: Sequence[Slip], number: int, _: Translator) -> Form:
    """Lines for a pencil: a stall's day in its boxes, anything else in and out, with the purse or the bon beside."""
    if any(slip.kind == SHEET_KIND for slip in slips):
        return _day_form(slips, number, _)
    parts = {part for slip in slips for effect in slip.effects for part in effect}
    columns = (
        FormColumn(_("Money in"), weight=1.2),
        FormColumn(_("Money out"), weight=1.2),
        *((FormColumn(_("Bon or debt"), weight=1.2),) if parts & _OWED else ()),
        *((FormColumn(_("Which purse?"), weight=1.2),) if parts & _PURSES else ()),
        FormColumn(_("What for?"), weight=2.4),
    )
    rows = tuple((str(nth), "") for nth, _slip in enumerate(slips, 1))
    return Form(_("Write them here"), "", str(number), columns, rows, row_height=_LINE)


def _day_form(slips: Sequence[Slip], number: int, _: Translator) -> Form:
    """The boxes of closing the stall, a line a day, and what was sold."""
    asked = [field for field in kinds()[SHEET_KIND].fields if field.type == "amount"]
    names = [field.label_en if _.language == "en" and field.label_en else field.label for field in asked]
    columns = (*(FormColumn(name.rstrip("?")) for name in names), FormColumn(_("Sold")))
    rows = tuple((format_day(slip.day, _.language, weekday=True).partition(",")[0], "") for slip in slips)
    return Form(_("Write them here"), "", str(number), columns, rows, row_height=_LINE)


def _mending_form(one: Numbered, _: Translator) -> Form:
    columns = (FormColumn(_("Record no."), weight=0.8), FormColumn(_("What should it be?"), weight=3))
    return Form(
        _("What is to be mended?"), "", str(one.number), columns, (("1", ""), ("2", ""), ("3", "")), row_height=_LINE
    )


def _question(nth: int, asked: Asked, _: Translator) -> Iterator[Block]:
    text = Span(f"{nth}. {asked.text}", "strong")
    if asked.form == "choice":
        yield Paragraph((text,))
        yield Points(tuple(Point(one.text, "open") for one in asked.choices))
    else:
        yield Paragraph((text,))
        yield Points(tuple(Point(f"____  {one.text}") for one in asked.choices))


def _key(exercise: Exercise, drawn: Drawn, _: Translator) -> Table:
    rows = []
    for nth, slip in enumerate(drawn.slips, 1):
        rows.append(Row((str(nth), _slip_answer(exercise, slip, _))))
    for nth, asked in enumerate(drawn.asked, 1):
        rows.append(Row((str(nth), _answer(asked, _))))
    return Table((Column(_("No."), "code", widest="99"), Column(_("Right answer"))), tuple(rows))


def _slip_answer(exercise: Exercise, slip: Slip, _: Translator) -> str:
    """The kind and its amounts: the model's way; others may be right as well."""
    kind = kinds()[slip.kind]
    name = _kind_name(slip.kind, exercise)
    amounts = []
    for field_name, amount in slip.fields.items():
        asked = kind.field(field_name)
        label = "" if asked is None or len(slip.fields) == 1 else f"{asked.label.rstrip('?')} "
        amounts.append(f"{label}{format_amount(slip.amounts[amount])}")
    day = format_day(slip.day, _.language, short=True)
    told = f"{name}: {', '.join(amounts)} ({day})"
    idea = next((one for one in exercise.misconceptions if one.id == slip.wrongly), None)
    return told if idea is None else _("{right}. To be mended: {idea}.", right=told, idea=idea.name.said(_.language))


def _answer(asked: Asked, _: Translator) -> str:
    told = [asked.text_of(one) for one in asked.right]
    if asked.form == "amount":
        told = [format_amount(Rupiah(int(one))) for one in asked.right]
    return " ".join(filter(None, (f"{' / '.join(told)}.", asked.why)))


def _kind_name(kind: str, exercise: Exercise) -> str:
    return kinds()[kind].in_sector(exercise.sector).name
