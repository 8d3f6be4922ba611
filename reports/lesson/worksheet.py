"""Worksheets with fresh numbers, one a woman, and their keys apart: nobody's answers stand on her own sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_
from kpmbooks.recording import kinds
from kpmbooks.training import Asked, Before, Drawn, Exercise, Slip
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

WORKSHEET: Final = "lesson-worksheet"
KEY: Final = "lesson-key"
WORKSHEET_TITLE: Final = N_("Worksheet")
KEY_TITLE: Final = N_("Answer Key")

LARGE: Final = 1.3
"""What women read and write on is so many times as large as what offices read."""

_LINE = 22.0
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


def slip_lines(drawn: Drawn) -> tuple[str, ...]:
    """The slips as sentences, in their order."""
    return tuple(slip.text for slip in drawn.slips)


def _subtitle(paper: LessonPaper, _: Translator) -> str:
    return f"{paper.lesson.id}. {paper.lesson.title.said(_.language)}"


def _sheet(paper: LessonPaper, exercise: Exercise, one: Numbered, _: Translator) -> Iterator[Block]:
    yield Heading(_("Sheet no. {n}", n=one.number), note=paper.lesson.rule.said(_.language))
    yield Facts(((_("Name"), ""), (_("Day, date"), "")))
    if exercise.told is not None:
        yield Paragraph(exercise.told.said(_.language))
    if one.drawn.told:
        yield Points(tuple(Point(line) for line in one.drawn.told.splitlines() if line.strip()))
    if one.drawn.opening is not None:
        yield Paragraph(_("In the drawer at first: {amount}.", amount=one.drawn.opening))
    shown = [before for before in one.drawn.before if before.graded]
    if shown:
        yield _filled_book(exercise, shown, _)
    if one.drawn.slips:
        yield Heading(_("Slips"))
        yield Facts(tuple((f"{nth}.", text) for nth, text in enumerate(slip_lines(one.drawn), 1)))
        yield _mending_form(one, _) if shown else _recording_form(one, _)
    for nth, asked in enumerate(one.drawn.asked, 1):
        yield from _question(nth, asked, _)


def _filled_book(exercise: Exercise, records: Sequence[Before], _: Translator) -> Table:
    """What somebody wrote, with a mistake or two in it."""
    rows = []
    for nth, record in enumerate(records, 1):
        amount = sum(value for value in record.answers.values() if isinstance(value, int))
        cells = (str(nth), record.day, _kind_name(record.kind, exercise), amount)
        rows.append(Row(cells))
    columns = (
        Column(_("No."), "code", widest="99"),
        Column(_("Day"), "day"),
        Column(_("Written as")),
        Column(_("Amount"), "money", widest=int(_WIDEST)),
    )
    return Table(columns, tuple(rows), name=_("The book"), ruled=True, least=_LINE)


def _recording_form(one: Numbered, _: Translator) -> Form:
    columns = (
        FormColumn(_("Money in"), weight=1.2),
        FormColumn(_("Money out"), weight=1.2),
        FormColumn(_("What for?"), weight=2.6),
    )
    rows = tuple((str(nth), "") for nth, _slip in enumerate(one.drawn.slips, 1))
    return Form(_("Write them here"), "", str(one.number), columns, rows, row_height=_LINE)


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
    elif asked.form == "order":
        yield Paragraph((text,))
        yield Points(tuple(Point(f"____  {one.text}") for one in asked.choices))
    else:
        unit = "Rp " if asked.form == "amount" else ""
        yield Paragraph((text,))
        yield Facts(((_("Answer"), f"{unit}______________________"),))


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
    mended = _(" (to be mended)") if slip.wrongly else ""
    day = format_day(slip.day, _.language, short=True)
    return f"{name}: {', '.join(amounts)} ({day}){mended}"


def _answer(asked: Asked, _: Translator) -> str:
    told = [asked.text_of(one) for one in asked.right]
    if asked.form == "amount":
        told = [format_amount(Rupiah(int(one))) for one in asked.right]
    return " ".join(filter(None, (f"{' / '.join(told)}.", asked.why)))


def _kind_name(kind: str, exercise: Exercise) -> str:
    return kinds()[kind].in_sector(exercise.sector).name
