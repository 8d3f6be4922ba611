"""What is due this week on the home page: whom to ask and whom to pay, and nothing where nothing is due."""

from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kpmbooks.book import Book
from tests import books
from tests.pages import part, session_on, shown
from ui.desktop.pages.home import HomePage
from ui.desktop.pages.home_dues import dues
from ui.desktop.theme import Theme, apply


def home(qtbot: QtBot, qapp: QApplication, book: Book) -> HomePage:
    page = shown(qtbot, qapp, session_on(book), HomePage)
    qtbot.waitUntil(page.is_whole)
    return page


def with_debts(book: Book) -> None:
    """On 10 February: 5 days late, due on the 17th, due on the 18th; nothing agreed; and a supplier due tomorrow."""
    for who, amount, due in (("Bu Wati", 50_000, "5 Februari"), ("Bu Nur", 30_000, "17 Februari"),
                             ("Bu Lina", 20_000, "18 Februari"), ("Pak Ujang", 9_000, "")):  # fmt: skip
        books.record(book, "jual_belum_dibayar", party=who, amount=amount, due=due, date="1/2/2026")
    books.record(book, "beli_belum_dibayar", party="Pak Budi", amount=200_000, due="11 Februari", date="1/2/2026")


def test_what_is_late_or_due_within_a_week_is_told_with_the_most_urgent_first() -> None:
    with books.family() as book:
        with_debts(book)
        session = session_on(book)
        told = session.ask(lambda reader: dues(reader, session.ledger, session.today()))
        assert told is not None
        assert [(one.name, int(one.amount), one.side) for one in told] == [
            ("Bu Wati", 50_000, "owed_to_us"),
            ("Pak Budi", 200_000, "we_owe"),
            ("Bu Nur", 30_000, "owed_to_us"),
        ]


def test_a_line_leads_to_the_card_and_no_name_is_seen_while_names_are_covered(qtbot: QtBot, qapp: QApplication) -> None:
    with books.family() as book:
        with_debts(book)
        page = home(qtbot, qapp, book)
        with qtbot.waitSignal(page.go) as went:
            part(page, QPushButton, "due_1").click()
        assert went.args[0] == "debts"
        words = [label.text() for label in page.findChildren(QLabel)]
        assert "Rp50.000, lewat 5 hari" in words
        assert "Rp200.000, besok" in words
        apply(qapp, Theme(nameless=True))
        page.refresh()
        qtbot.waitUntil(lambda: not any("Wati" in label.text() for label in page.findChildren(QLabel)))
        assert "Wati" not in part(page, QPushButton, "due_1").accessibleName()
        apply(qapp, Theme())


def test_a_book_in_which_nothing_is_due_shows_no_such_card(qtbot: QtBot, qapp: QApplication) -> None:
    with books.family() as book:
        books.record(book, "jual_belum_dibayar", party="Pak Ujang", amount=9_000, date="1/2/2026")
        page = home(qtbot, qapp, book)
        assert "Jangan lupa" not in [label.text() for label in page.findChildren(QLabel)]
