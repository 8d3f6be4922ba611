"""The papers of learning as whoever asks by name knows them; they are opened from the lesson, not from the list."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from kpmbooks.book import Reader
from kpmbooks.i18n import Translator
from reports.document import Document
from reports.heading import ReportHead
from reports.lesson import asked, attendance_sheet, certificate, class_pack, class_report, plan, session_record, wall
from reports.lesson import worksheet as sheets
from reports.lesson.asked import LessonPaper
from reports.report import Report, Request


def _of_a_lesson(_reader: Reader, wish: Request) -> LessonPaper:
    return asked.statement(wish)


def _content(document: Callable[[Any, ReportHead, Translator], Document]) -> Callable[..., Document]:
    """A paper with numbers that were drawn: they do not stand under the name of those whose book is open."""
    return lambda value, head, _: replace(document(value, head, _), owner="", ledger="")


def _report(
    name: str,
    title: str,
    document: Callable[[Any, ReportHead, Translator], Document],
    statement: Callable[[Reader, Request], Any] = _of_a_lesson,
    figures: Callable[[Any], dict[str, Any]] = asked.figures,
    *,
    takes_member: bool = False,
    coded: bool = True,
) -> Report:
    return Report(name, title, statement, figures, document, takes_fund=False, takes_member=takes_member, coded=coded)


LESSON: Final[Mapping[str, Report]] = MappingProxyType(
    {
        report.name: report
        for report in (
            _report(sheets.WORKSHEET, sheets.WORKSHEET_TITLE, _content(sheets.worksheets), coded=False),
            _report(sheets.KEY, sheets.KEY_TITLE, _content(sheets.keys), coded=False),
            _report(wall.POSTER, wall.POSTER_TITLE, _content(wall.poster), coded=False),
            _report(wall.CARDS, wall.CARDS_TITLE, _content(wall.cards), coded=False),
            _report(wall.SLIPS, wall.SLIPS_TITLE, _content(wall.slips), coded=False),
            _report(plan.PLAN, plan.PLAN_TITLE, _content(plan.plan), coded=False),
            _report(plan.FORM, plan.FORM_TITLE, _content(plan.form), coded=False),
            _report(
                attendance_sheet.NAME,
                attendance_sheet.TITLE,
                attendance_sheet.document,
                attendance_sheet.statement,
                attendance_sheet.figures,
            ),
            _report(
                session_record.NAME,
                session_record.TITLE,
                session_record.document,
                session_record.statement,
                session_record.figures,
            ),
            _report(
                certificate.NAME,
                certificate.TITLE,
                certificate.document,
                certificate.statement,
                certificate.figures,
                takes_member=True,
            ),
            _report(
                class_report.NAME,
                class_report.TITLE,
                class_report.document,
                class_report.statement,
                class_report.figures,
            ),
            _report(
                class_pack.NAME,
                class_pack.TITLE,
                _content(class_pack.document),
                class_pack.statement,
                class_pack.figures,
                coded=False,
            ),
        )
    }
)
"""Papers about lessons and sessions."""
