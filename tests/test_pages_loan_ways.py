"""The ways between the pages of a loan: one word back and one key, the sidebar, what is in sight where it is tight."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import loans
from tests import books, hand_loan, pages
from tests.hand_loan import TODAY
from tests.test_pages_loans_taken import running
from ui.desktop.desk import Desk
from ui.desktop.pages.lenders import LendersPage
from ui.desktop.pages.loan import LoanPage
from ui.desktop.pages.loan_form import LoanFormPage
from ui.desktop.pages.loan_papers import LoanPapersPage
from ui.desktop.pages.loans_taken import LoansTakenPage
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

AROUND = {
    "loan_form": LoanFormPage,
    "lenders": LendersPage,
    "loans_taken": LoansTakenPage,
    "loan_papers": LoanPapersPage,
}


@pytest.fixture
def session() -> Iterator[Session]:
    made = pages.session_on(hand_loan.bu_siti(), today=TODAY)
    yield made
    made.close()


def in_sight(widget: QWidget, page: QWidget) -> bool:
    place = widget.mapTo(page, QPoint(0, 0))
    return page.rect().contains(place) and page.rect().contains(place + widget.rect().bottomRight())


@pytest.mark.parametrize("key", sorted(AROUND))
def test_the_way_back_has_one_word_stands_first_and_is_the_escape_key(
    qtbot: QtBot, qapp: QApplication, session: Session, key: str
) -> None:
    page: Any = pages.shown(qtbot, qapp, session, AROUND[key])
    back = pages.part(page, QPushButton, f"{key}_back")
    assert back.accessibleName() == "Kembali ke langkah"
    assert back.mapTo(page, QPoint(0, 0)).x() < 40
    assert back.mapTo(page, QPoint(0, 0)).y() < 40
    for go_back in (back.click, lambda: QTest.keyClick(page, Qt.Key.Key_Escape)):
        with qtbot.waitSignal(page.go) as gone:
            go_back()
        assert gone.args == ["loan", None]


@pytest.mark.parametrize("key", sorted(AROUND))
def test_the_way_back_can_be_seen_in_a_small_window_with_large_text(
    qtbot: QtBot, qapp: QApplication, session: Session, key: str
) -> None:
    page = pages.shown(qtbot, qapp, session, AROUND[key], size=(974, 422))
    apply(qapp, Theme(ledger="usaha", text=1.5))
    qapp.processEvents()
    back = pages.part(page, QPushButton, f"{key}_back")
    assert back.isVisible()
    assert in_sight(back, page)
    apply(qapp, Theme(ledger="usaha"))


def test_the_sidebar_marks_the_loan_on_every_page_around_it(qtbot: QtBot, session: Session) -> None:
    desk = Desk(session, Tasks(inline=True))
    qtbot.addWidget(desk)
    for key in AROUND:
        desk.go(key)
        assert desk.sidebar.entry("loan").isChecked(), key
    desk.go("home")
    assert not desk.sidebar.entry("loan").isChecked()


def test_the_next_step_wears_the_picture_of_the_page_that_it_leads_to(
    qtbot: QtBot, qapp: QApplication, session: Session
) -> None:
    page = pages.shown(qtbot, qapp, session, LoanPage)
    step = page.next._step
    assert step is not None
    assert step.check is not None
    assert (
        page.next.way.picture()
        == {
            "record": "note-pencil",
            "sheet": "table",
            "loan_form": "identification-card",
            "loan": "pencil-simple",
        }[step.check.place]
    )


def test_in_a_small_window_with_large_text_the_way_to_the_papers_needs_no_scrolling(
    qtbot: QtBot, qapp: QApplication, session: Session
) -> None:
    page = pages.shown(qtbot, qapp, session, LoanPage, size=(974, 422))
    apply(qapp, Theme(ledger="usaha", text=1.5))
    qapp.processEvents()
    assert in_sight(page.show_paper, page)
    apply(qapp, Theme(ledger="usaha"))


def test_short_questions_stay_on_one_line(qtbot: QtBot, qapp: QApplication, session: Session) -> None:
    page = pages.shown(qtbot, qapp, session, LoanPage, size=(1132, 629))
    qapp.processEvents()
    labels = {label.text(): label for label in page.form.request.findChildren(QLabel)}
    for question in ("Mau pinjam berapa?", "Dicicil berapa kali?", "Untuk apa?", "Pinjam ke siapa?"):
        assert labels[question].width() >= labels[question].fontMetrics().horizontalAdvance(question), question


def test_no_name_of_a_paper_is_cut_at_large_text(qtbot: QtBot, qapp: QApplication, session: Session) -> None:
    asked = {"amount": "6000000"}
    session.act(lambda tx: loans.answer(tx, session.ledger, asked, today=TODAY))
    page = pages.shown(qtbot, qapp, session, LoanPapersPage, size=(974, 422))
    apply(qapp, Theme(ledger="usaha", text=1.5))
    qapp.processEvents()
    which = pages.part(page, QComboBox, "loan_papers_which")
    room = which.width() - 80  # its arrow and its frame
    names = [which.itemText(place) for place in range(which.count())]
    assert len(names) == 6
    assert [name for name in names if which.fontMetrics().horizontalAdvance(name) > room] == []
    apply(qapp, Theme(ledger="usaha"))


def test_the_keyboard_stays_at_paying_when_amounts_are_covered(qtbot: QtBot, qapp: QApplication) -> None:
    with books.family() as book:
        running(book)
        page = pages.shown(qtbot, qapp, pages.session_on(book), LoansTakenPage)
        page.arrive(None)
        apply(qapp, Theme(ledger="usaha", private=True))
        qapp.processEvents()
        held = QApplication.focusWidget()
        assert held is not None
        assert held.objectName() == "loan_1_pay"
        assert held.isVisible()
        apply(qapp, Theme(ledger="usaha"))


def test_in_a_small_window_with_large_text_the_instalment_is_paid_without_scrolling(
    qtbot: QtBot, qapp: QApplication
) -> None:
    with books.family() as book:
        running(book)
        page = pages.shown(qtbot, qapp, pages.session_on(book), LoansTakenPage, size=(974, 422))
        apply(qapp, Theme(ledger="usaha", text=1.5))
        qtbot.waitUntil(lambda: in_sight(pages.part(page, QPushButton, "loan_1_pay"), page))
        apply(qapp, Theme(ledger="usaha"))


def test_without_an_amount_the_question_for_it_comes_into_sight(
    qtbot: QtBot, qapp: QApplication, session: Session
) -> None:
    page = pages.shown(qtbot, qapp, session, LoanPage, size=(974, 422))
    apply(qapp, Theme(ledger="usaha", text=1.5))
    qapp.processEvents()
    page.show_paper.click()
    qapp.processEvents()
    field = page.form.fields["amount"]
    assert in_sight(field, page)  # the message of what is missing included
    apply(qapp, Theme(ledger="usaha"))


def test_coming_back_shows_the_next_step_again(qtbot: QtBot, qapp: QApplication, session: Session) -> None:
    page = pages.shown(qtbot, qapp, session, LoanPage, size=(974, 422))
    apply(qapp, Theme(ledger="usaha", text=1.5))
    qapp.processEvents()
    bar = page._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not in_sight(page.next.way, page)
    page.arrive(None)
    assert in_sight(page.next.way, page)
    apply(qapp, Theme(ledger="usaha"))
