"""The tour: every page as a picture and both prints as files, from the example books, without a screen.

What is drawn is the window itself, so a page that cannot be made fails the tour. The day is fixed, and nothing of the
person's own machine is looked at: two tours of the same program differ in nothing but what was changed between them.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QEvent, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from kpmbooks import examples, house, ledger
from kpmbooks.book import Book
from kpmbooks.dates import FixedClock, Period
from kpmbooks.i18n import translator
from reports import LOAN_SUMMARY, REPORTS, ReportHead, Request
from reports.loan_summary import asked
from reports.render import pdf
from ui.desktop.desk import Desk
from ui.desktop.pages.start import StartPage
from ui.desktop.places import PLACES
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import Theme
from ui.desktop.window import MainWindow
from ui.home_folder import HOME

TODAY: Final = date(2026, 11, 23)
MONTH: Final = Period(date(2026, 11, 1), TODAY)
SIZE: Final = (1366, 768)
SMALL: Final = (1024, 600)
PRINTS: Final = {"buku-kas": "cash-book", "laporan-bulanan": "monthly"}
LOAN: Final = asked("jakpreneur", 6_000_000, 12, None)
PATIENCE: Final = 30_000
"""Milliseconds that a page may take until it is whole."""

_NAMES: Final[Mapping[examples.Of, tuple[str, str | None, str]]] = {
    "group": ("KUBE Melati", None, "jasa"),
    "family": ("Keluarga Bu Siti", "Gorengan Bu Siti", "kuliner"),
}
_TYPED: Final[Mapping[examples.Of, tuple[str, Mapping[str, object]]]] = {
    "group": ("jual_tunai", {"amount": "35x7000", "memo": "Kos Bu Ratna"}),
    "family": ("tutup_lapak", {"drawer": "415000", "float": "50000", "shopping": "120rb", "bon": "12000"}),
}
"""What stands in the form of the record page: a kind and its answers as a person types them."""


def run(folder: Path) -> None:
    """Draw the whole tour into ``folder``, which must exist; files of the same names are replaced."""
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        QApplication(["kpmbooks"])
    with _nobody(), _without_remarks():
        for of in _NAMES:
            _start_page(folder, of)
            with examples.example(None, of=of, months_back=6, today=TODAY) as book:
                _prints(book, folder, of)
                _pages(book, folder, of)
                _small_and_dark(book, folder, of)
            with _empty_book(of) as book:
                _pages(book, folder, of, ending="-empty")


@contextmanager
def _nobody() -> Iterator[None]:
    """A person with an empty folder of her own."""
    before = os.environ.get(HOME)
    with TemporaryDirectory(prefix="kpmbooks-tour-") as home:
        os.environ[HOME] = home
        try:
            yield
        finally:
            os.environ.pop(HOME)
            if before is not None:
                os.environ[HOME] = before


@contextmanager
def _without_remarks() -> Iterator[None]:
    """Qt says of each window that a screen which is none cannot know its smallest size; anything else is handed on."""

    def hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if "propagateSizeHints" in message:
            return
        if before is not None:
            before(kind, context, message)
        else:
            os.write(2, f"{message}\n".encode())

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _empty_book(of: examples.Of) -> Book:
    name, business, sector = _NAMES[of]
    return house.create(None, kind=of, name=name, business=business, sector=sector, start=MONTH.first)


class _Stage:
    """A window with a desk on it, to be photographed; work beside the window is done at once."""

    def __init__(self, book: Book, theme: Theme, size: tuple[int, int]) -> None:
        self.window = _window(theme, size)
        session = Session(book, translator("id"), FixedClock(TODAY))
        self.desk = Desk(session, Tasks(inline=True))
        self.window.show()
        self.window.show_desk(self.desk)

    def photograph(
        self, page: str, path: Path, wish: object = None, answers: Mapping[str, object] | None = None
    ) -> None:
        """Go to ``page`` and draw the window when everything is there; ``answers`` fill the form of the record page."""
        self.desk.go(page, wish)
        if answers is not None:
            self.desk.page(page).form.put(answers, "typed")
        deadline = QDeadlineTimer(PATIENCE)
        _settle()
        while not self.desk.is_whole():
            if deadline.hasExpired():
                raise TimeoutError(f"the page {page} was not whole in time")
            _settle()
        _save(self.window, path)

    def leave(self) -> None:
        """Take the window down; the book stays open."""
        _take_down(self.window)


def _window(theme: Theme, size: tuple[int, int]) -> MainWindow:
    window = MainWindow(mode=theme.mode, text=theme.text)
    window.dress(theme)
    window.resize(*size)
    return window


def _save(window: QWidget, path: Path) -> None:
    if not window.grab().save(str(path)):
        raise OSError(f"the picture could not be written: {path}")


def _take_down(window: QWidget) -> None:
    window.close()
    window.deleteLater()
    _settle()


def _settle() -> None:
    """Let everything happen that waits in the queue: layouts, previews, and deletions, which wait for an event loop."""
    for _round in range(20):
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _pages(book: Book, folder: Path, of: examples.Of, ending: str = "") -> None:
    stage = _Stage(book, Theme("light", 1.0), SIZE)
    for place in PLACES:
        path = folder / f"{place.key.replace('_', '-')}-{of}{ending}.png"
        if place.key == "record" and not ending:
            stage.photograph(place.key, path, *_TYPED[of])
        else:
            stage.photograph(place.key, path)
    stage.leave()


def _small_and_dark(book: Book, folder: Path, of: examples.Of) -> None:
    small = _Stage(book, Theme("light", 1.5), SMALL)
    small.photograph("home", folder / f"home-{of}-1024x600-150.png")
    small.photograph("record", folder / f"record-{of}-1024x600-150.png", *_TYPED[of])
    small.photograph("cash_book", folder / f"cash-book-{of}-1024x600-150.png")
    small.leave()
    dark = _Stage(book, Theme("dark", 1.0), SIZE)
    dark.photograph("home", folder / f"home-{of}-dark.png")
    dark.leave()


def _start_page(folder: Path, of: examples.Of) -> None:
    """The start page, filled in for a new book of this kind."""
    window = _window(Theme("light", 1.0), SIZE)
    page = StartPage(translator("id"), FixedClock(TODAY), Tasks(inline=True))
    name, business, sector = _NAMES[of]
    page.form.whose.part(of).click()
    page.form.name.setText(name)
    page.form.business.setText(business or "")
    page.form.sector.set_current(sector)
    page.form.place.setText(str(Path("Documents") / f"{name}.kpm"))  # not where this machine would put it
    window.furnish(page)
    window.show()
    _settle()
    _save(window, folder / f"start-{of}.png")
    _take_down(window)


def _prints(book: Book, folder: Path, of: examples.Of) -> None:
    owner = book.owner
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        request = Request(place, ledger.find_account(reader, place, "Kas"), MONTH)
        printed = datetime.combine(TODAY, time(10, 50), UTC)
        head = ReportHead(owner.name, MONTH, printed, practice=owner.practice, sector=owner.sector)
        for name, report in PRINTS.items():
            statement = REPORTS[report].statement(reader, request)
            document = REPORTS[report].document(statement, head, translator("id"))
            pdf.render(document, folder / f"{name}-{of}.pdf", invariant=True)
        if of == "family":
            span = Period(owner.start, TODAY)
            value = LOAN_SUMMARY.statement(reader, Request(place, request.account, span, asked=LOAN))
            summary = LOAN_SUMMARY.document(value, replace(head, period=span), translator("id"))
            pdf.render(summary, folder / f"ringkasan-usaha-{of}.pdf", invariant=True)
