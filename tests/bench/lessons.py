"""What learning costs: a lesson's page and grading beside opening an empty practice book, a class set beside a canvas.

The canvas draws the same lines of the same pages, worksheets and keys, in the program's own letters.
"""

import io
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtWidgets import QApplication
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kpmbooks import house, ledger, practice, training
from kpmbooks.book import Book
from kpmbooks.dates import FixedClock, Period
from kpmbooks.i18n import translator
from kpmbooks.training import Exercise
from reports import ReportHead, Request, find_report
from reports.render import pdf
from reports.render.pdf import letters
from tests.bench.figures import Figure, medians
from tests.bench.loans import PLAIN, STRONG, bare
from tests.bench.shelf import TODAY, Shelf
from ui.desktop.pages.home import HomePage
from ui.desktop.pages.learn import LearnPage
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import Theme, apply

LESSON = "PB-2"
CLASS = 30
START = date(2026, 1, 1)
CLOCK = FixedClock(TODAY)
ROOM = (1162, 697)


def run(shelf: Shelf, entries: int) -> Iterator[Figure]:
    """The same whatever the size of other books."""
    empty = shelf.folder / "latihan-kosong.kpm"
    if not empty.exists():
        house.create(empty, kind="family", name="Latihan", business="Gorengan", start=START, practice=True).close()

    def opening() -> None:
        house.open_book(empty, "write").close()

    yield from _page(empty)
    yield from _grading(opening)
    yield from _class_set()


def _page(empty: Path) -> Iterator[Figure]:
    """A lesson's page made anew and painted, beside the same of the book: opened, and its home page painted."""
    app = QApplication.instance() or QApplication(["bench"])
    assert isinstance(app, QApplication)
    apply(app, Theme())
    session = Session(house.create(None, kind="family", name="Bu Sari", start=START), translator("id"), CLOCK)
    page = LearnPage(session, Tasks())
    page.resize(*ROOM)
    page.show()
    app.processEvents()
    lesson = training.find_lesson(LESSON)
    assert lesson is not None

    def ours() -> None:
        page.show_list()
        page.open_lesson(lesson.id)
        page.grab()

    def opened() -> None:
        shown = Session(house.open_book(empty, "write"), translator("id"), CLOCK)
        home = HomePage(shown, Tasks())
        home.resize(*ROOM)
        home.show()
        home.grab()
        home.close()
        home.deleteLater()
        shown.close()

    value, beside = medians((ours, opened), runs=15, warm_up=3)
    yield Figure(f"the page of lesson {LESSON}", value, "ms", "opening an empty practice book", beside, most_times=3)
    page.close()
    page.deleteLater()
    session.close()
    app.processEvents()


def _grading(opening: Callable[[], None]) -> Iterator[Figure]:
    """Every exercise of every lesson, one with its model solution and one untouched: the slowest counts."""
    slowest: tuple[float, float, str] | None = None
    together = 0.0
    found = training.exercises()
    for exercise in found.values():
        for book, seed in _books(exercise):
            with book, book.read() as reader:
                grading = partial(training.grade_book, reader, exercise, seed)
                value, beside = medians((grading, opening), runs=5, warm_up=1)
                together += value / 2
                if slowest is None or value / beside > slowest[0] / slowest[1]:
                    slowest = (value, beside, exercise.id)
    assert slowest is not None
    value, beside, name = slowest
    yield Figure(f"grading {name}, the slowest of {len(found)}", value, "ms", "opening it", beside, most_times=3)
    yield Figure("grading an exercise on average", together / len(found), "ms")


def _books(exercise: Exercise) -> Iterator[tuple[Book, int]]:
    """A right book, and one that nobody has written in."""
    for seed, solved in ((1, True), (2, False)):
        made, drawn = practice.exercise_book(None, exercise, seed=seed, today=TODAY)
        if solved:
            with made.write() as tx:
                practice.record_model(tx, drawn.slips, today=TODAY)
        yield made, seed


def _class_set() -> Iterator[Figure]:
    pdfmetrics.registerFont(TTFont(PLAIN, str(letters.FOLDER / f"{letters.REGULAR}.ttf")))
    pdfmetrics.registerFont(TTFont(STRONG, str(letters.FOLDER / f"{letters.BOLD}.ttf")))
    with house.create(None, kind="group", name="KUBE Melati", start=START) as book, book.read() as reader:
        place = ledger.default_ledger(reader)
        asked = {"lesson": LESSON, "copies": str(CLASS)}
        wish = Request(place, ledger.find_account(reader, place, "Kas"), Period(START, TODAY), asked=asked)
        head = ReportHead("KUBE Melati", wish.period)

        def ours() -> list[bytes]:
            drawn = []
            for name in ("lesson-worksheet", "lesson-key"):
                report = find_report(name)
                assert report is not None
                stream = io.BytesIO()
                told = report.statement(reader, wish)
                pdf.render(report.document(told, head, translator("id")), stream, invariant=True)
                drawn.append(stream.getvalue())
            return drawn

        lines = [[page.extract_text().splitlines() for page in PdfReader(io.BytesIO(one)).pages] for one in ours()]
        value, beside = medians((ours, lambda: bare(lines)), runs=9, warm_up=2)
        pages = sum(map(len, lines))
        name = f"a class set of {CLASS} worksheets with keys, {pages} pages"
        yield Figure(name, value, "ms", "bare drawing", beside, most_times=3)
