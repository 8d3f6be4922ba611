"""What tests of pages need: a session on a small book whose figures are known by hand, a page that is shown."""

from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kpmbooks import ledger, recording
from kpmbooks.book import Book
from kpmbooks.dates import FixedClock
from kpmbooks.i18n import Language, translator
from tests import books
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import Theme, apply

TODAY = date(2026, 2, 10)
Part = TypeVar("Part", bound=QObject)


def laundry(path: Path | None = None, *, practice: bool = False) -> Book:
    """A group's January and February: 400.000 to begin with, and by hand

    5 January   266.000 in, 44.000 out     622.000 left
    6 January   2.000.000 out, corrected to 200.000, 385.000 in     807.000 left
    3 February  20.000 out     787.000 left
    """
    book = books.group(path, practice=practice)
    books.record(book, "saldo_awal", cash=400_000, date="1/1/2026")
    books.record(book, "jual_tunai", amount=266_000, memo="38 kg", date="5/1/2026")
    books.record(book, "gas_listrik_air", amount=44_000, memo="2 tabung", date="5/1/2026")
    wrong = books.record(book, "gas_listrik_air", amount=2_000_000, memo="Token", date="6/1/2026")
    right = {"amount": "200000", "memo": "Token"}
    with book.write() as tx:
        recording.correct(tx, wrong, "gas_listrik_air", right, today=TODAY, reason="Nolnya kelebihan")
    books.record(book, "jual_tunai", amount=385_000, memo="55 kg", date="6/1/2026")
    books.record(book, "transport", amount=20_000, memo="Bensin", date="3/2/2026")
    return book


def many_sales(count: int, amount: int = 1_000) -> Book:
    """A group's book with ``count`` cash sales of ``amount`` rupiah, 100 a day from 1 January 2026 on."""
    book = books.group()
    with book.write() as tx:
        place = ledger.default_ledger(tx)
        days = [date.fromordinal(books.START.toordinal() + nth // 100) for nth in range(count)]
        sales: list[tuple[str, dict[str, Any], Any, Any]] = [
            ("jual_tunai", {"amount": amount, "date": day}, place, "sheet") for day in days
        ]
        recording.record_many(tx, sales, today=TODAY)
    return book


def session_on(book: Book, language: Language = "id", today: date = TODAY) -> Session:
    """A session as the window makes it, on a day that does not move."""
    return Session(book, translator(language), FixedClock(today), now=lambda: time(10, 42))


def shown(
    qtbot: QtBot,
    qapp: QApplication,
    session: Session,
    make: Callable[[Session, Tasks], Part],
    *,
    tasks: Tasks | None = None,
    size: tuple[int, int] = (1162, 697),
) -> Part:
    """The page that ``make`` makes, on the screen; work is done at once unless ``tasks`` are given."""
    apply(qapp, Theme(ledger=session.ledger.kind))
    page = make(session, tasks or Tasks(inline=True))
    assert isinstance(page, QWidget)
    qtbot.addWidget(page)
    page.resize(*size)
    with qtbot.waitActive(page):
        page.show()
    return page


def part(of: QObject, kind: type[Part], name: str) -> Part:
    """The part of a page by its object name."""
    found = of.findChild(kind, name)
    assert found is not None, name
    return found


def nameless(of: QWidget) -> list[str]:
    """What can be pressed, typed in or moved through, and lacks a name for whoever does not see it."""
    return [
        f"{type(widget).__name__} {widget.objectName()!r} {widget.accessibleName()!r}"
        for widget in _interactive(of)
        if not widget.objectName() or not widget.accessibleName()
    ]


def _interactive(of: QWidget) -> Iterator[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QAbstractScrollArea)
    for widget in of.findChildren(QWidget):
        inside = isinstance(widget.parent(), QComboBox | QAbstractItemView) or widget.window() is not of.window()
        # A button that is hidden and says nothing gets its words when it is shown.
        silent = isinstance(widget, QAbstractButton) and not widget.text() and not widget.isVisibleTo(of)
        if isinstance(widget, kinds) and not inside and not silent and not widget.objectName().startswith("qt_"):
            yield widget
