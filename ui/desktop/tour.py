"""The tour: every page as a picture and both prints as files, from the example books, without a screen.

What is drawn is the window itself, so a page that cannot be made fails the tour. The day is fixed: two tours of the
same program differ in nothing but what was changed between them.
"""

import os
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from kpmbooks import examples, house, ledger
from kpmbooks.book import Book
from kpmbooks.dates import FixedClock, Period
from kpmbooks.i18n import translator
from reports import REPORTS, ReportHead, Request
from reports.render import pdf
from ui.desktop.desk import Desk
from ui.desktop.pages.start import StartPage
from ui.desktop.places import PLACES
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import Theme
from ui.desktop.window import MainWindow

TODAY: Final = date(2026, 11, 23)
MONTH: Final = Period(date(2026, 11, 1), TODAY)
SIZE: Final = (1366, 768)
SMALL: Final = (1024, 600)
PRINTS: Final = {"buku-kas": "cash-book", "laporan-bulanan": "monthly"}


def run(folder: Path) -> None:
    """Draw the whole tour into ``folder``, which must exist; files of the same names are replaced."""
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        QApplication(["kpmbooks"])
    kinds: tuple[examples.Of, ...] = ("group", "family")
    _start_page(folder)
    for of in kinds:
        with examples.example(None, of=of, months_back=6, today=TODAY) as book:
            _prints(book, folder, of)
            _pages(book, folder, of)
            _small_and_dark(book, folder, of)
        with _empty_book(of) as book:
            _pages(book, folder, of, ending="-empty")


def _empty_book(of: examples.Of) -> Book:
    name, sector = ("KUBE Melati", "jasa") if of == "group" else ("Keluarga Bu Siti", "kuliner")
    business = None if of == "group" else "Gorengan Bu Siti"
    return house.create(None, kind=of, name=name, business=business, sector=sector, start=MONTH.first)


class _Stage:
    """A window with a desk on it, to be photographed; work beside the window is done at once."""

    def __init__(self, book: Book, theme: Theme, size: tuple[int, int]) -> None:
        self.window = MainWindow(mode=theme.mode, text=theme.text)
        self.window.dress(theme)
        self.window.resize(*size)
        session = Session(book, translator("id"), FixedClock(TODAY))
        self.desk = Desk(session, Tasks(inline=True))
        self.window.show()
        self.window.show_desk(self.desk)

    def photograph(self, page: str, wish: object, path: Path) -> None:
        """Go to ``page`` and draw the window as it stands then."""
        self.desk.go(page, wish)
        _settle()
        self.window.grab().save(str(path))

    def leave(self) -> None:
        """Take the window down; the book stays open."""
        self.window.close()
        self.window.deleteLater()
        _settle()


def _settle() -> None:
    """Let everything happen that waits in the queue: layouts, previews, and deletions, which wait for an event loop."""
    for _round in range(20):
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _pages(book: Book, folder: Path, of: examples.Of, ending: str = "") -> None:
    stage = _Stage(book, Theme("light", 1.0), SIZE)
    for place in PLACES:
        name = place.key.replace("_", "-")
        stage.photograph(place.key, None, folder / f"{name}-{of}{ending}.png")
    stage.leave()


def _small_and_dark(book: Book, folder: Path, of: examples.Of) -> None:
    small = _Stage(book, Theme("light", 1.5), SMALL)
    small.photograph("home", None, folder / f"home-{of}-1024x600-150.png")
    small.photograph("record", "jual_tunai", folder / f"record-{of}-1024x600-150.png")
    small.photograph("cash_book", None, folder / f"cash-book-{of}-1024x600-150.png")
    small.leave()
    dark = _Stage(book, Theme("dark", 1.0), SIZE)
    dark.photograph("home", None, folder / f"home-{of}-dark.png")
    dark.leave()


def _start_page(folder: Path) -> None:
    window = MainWindow()
    window.dress(Theme("light", 1.0))
    window.resize(*SIZE)
    window.furnish(StartPage(translator("id"), FixedClock(TODAY), Tasks(inline=True)))
    window.show()
    _settle()
    window.grab().save(str(folder / "start.png"))
    window.close()
    window.deleteLater()
    _settle()


def _prints(book: Book, folder: Path, of: examples.Of) -> None:
    owner = book.owner
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        request = Request(place, ledger.find_account(reader, place, "Kas"), MONTH)
        head = ReportHead(owner.name, MONTH, practice=owner.practice, sector=owner.sector)
        for name, report in PRINTS.items():
            statement = REPORTS[report].statement(reader, request)
            document = REPORTS[report].document(statement, head, translator("id"))
            pdf.render(document, folder / f"{name}-{of}.pdf", invariant=True)
