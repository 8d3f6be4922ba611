"""One rule of thumb at a time on the home page: with what can be done, covered where it must be, let go for a month."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks.book import Book
from kpmbooks.problems import Problem
from tests import books
from tests.pages import part, session_on, shown
from ui.desktop.pages.home import HomePage
from ui.desktop.theme import Theme, apply

FRIDAY = date(2026, 2, 27)


@pytest.fixture
def bons(tmp_path: Path) -> Book:
    """A stall with two bons of January, a sale of yesterday and a count of the drawer."""
    book = books.family(tmp_path / "siti.kpm")
    books.record(book, "saldo_awal", cash=400_000, date="1/1/2026")
    for who, amount in (("Bu Wati", 50_000), ("Pak Ujang", 25_000)):
        books.record(book, "jual_belum_dibayar", party=who, amount=amount, date="5/1/2026")
    books.record(book, "uang_lebih", amount=1_000, date="26/2/2026")
    return book


def home(qtbot: QtBot, qapp: QApplication, book: Book, today: date = FRIDAY) -> HomePage:
    page = shown(qtbot, qapp, session_on(book, today=today), HomePage)
    qtbot.waitUntil(lambda: len(page._copies) == 2)
    return page


def said(page: HomePage) -> list[str]:
    return [strip.accessibleName() for strip in page._copies[0]._strips]


def test_one_thing_is_said_with_what_can_be_done_and_the_lesson(qtbot: QtBot, qapp: QApplication, bons: Book) -> None:
    page = home(qtbot, qapp, bons)
    assert said(page) == ["Bon lebih dari sebulan: 2, jumlahnya Rp75.000. Tagih baik-baik, satu per satu."]
    with qtbot.waitSignal(page.go) as went:
        part(page, QPushButton, "kind_act").click()
    assert went.args == ["debts", None]
    with qtbot.waitSignal(page.go) as went:
        part(page, QPushButton, "kind_lesson").click()
    assert went.args == ["learn", "PB-6"]


def test_what_was_put_off_is_let_go_for_the_month_and_nothing_else_follows_it(
    qtbot: QtBot, qapp: QApplication, bons: Book
) -> None:
    late = FRIDAY + timedelta(days=1)
    page = home(qtbot, qapp, bons)
    part(page, QPushButton, "kind_later").click()
    assert said(page) == []
    assert said(home(qtbot, qapp, bons, late)) == [], "kept beside the books, also for the next window"
    in_march = said(home(qtbot, qapp, bons, date(2026, 3, 3)))
    assert in_march == ["Bon lebih dari sebulan: 2, jumlahnya Rp75.000. Tagih baik-baik, satu per satu."]


def test_amounts_are_covered_and_on_a_screen_for_all_nothing_is_said(
    qtbot: QtBot, qapp: QApplication, bons: Book
) -> None:
    page = home(qtbot, qapp, bons)
    apply(qapp, Theme(private=True))
    page._copies[0].refresh()
    (sentence,) = said(page)
    assert "75" not in sentence
    assert "jumlahnya Rp•" in sentence
    apply(qapp, Theme(nameless=True))
    page._copies[0].refresh()
    assert said(page) == []
    apply(qapp, Theme())


def test_a_book_for_practice_is_asked_nothing(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    book = books.family(tmp_path / "latihan.kpm", practice=True)
    books.record(book, "jual_belum_dibayar", party="Bu Wati", amount=50_000, date="5/1/2026")
    assert said(home(qtbot, qapp, book)) == []


def test_what_is_louder_is_said_alone(qtbot: QtBot, qapp: QApplication, bons: Book) -> None:
    bons.notes = (Problem("clock-back", "The book could not be copied."),)
    assert len(said(home(qtbot, qapp, bons))) == 1
    assert "Bon" not in said(home(qtbot, qapp, bons))[0]


def test_while_a_passcode_is_asked_for_nothing_else_is(qtbot: QtBot, qapp: QApplication, bons: Book) -> None:
    page = home(qtbot, qapp, bons)
    part(page, QWidget, "passcode_strip").setVisible(True)
    page._show_copies()
    assert said(page) == []
