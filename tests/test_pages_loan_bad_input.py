"""What makes no loan, in the window: a plain sentence where it is written, and the book as it was before."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import ledger, loans
from kpmbooks.book import Book
from kpmbooks.loans.own_facts import lender_as_known
from tests import hand_loan, pages
from tests.hand_loan import TODAY
from ui.desktop.pages.lenders import LendersPage
from ui.desktop.pages.lenders_fact import FactDialog
from ui.desktop.pages.loan import LoanPage
from ui.desktop.pages.loan_form import LoanFormPage
from ui.desktop.pages.loan_papers import LoanPapersPage
from ui.desktop.pages.record_fields import AmountAnswer, CountAnswer
from ui.desktop.session import Session

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

PAGES = (LoanPage, LoanFormPage, LendersPage, LoanPapersPage)


def _young() -> Book:
    book = hand_loan.bu_siti()
    hand_loan.answer(book, {"since": "Oktober 2026", "amount": "6jt"})
    return book


def _empty() -> Book:
    book = hand_loan.family_book()
    hand_loan.answer(book, {"amount": "6jt"})
    return book


@pytest.fixture
def session() -> Iterator[Session]:
    made = pages.session_on(hand_loan.bu_siti(), today=TODAY)
    yield made
    made.close()


def answers(session: Session) -> dict[str, str]:
    with session.book.read() as reader:
        return loans.answers_of(reader, ledger.default_ledger(reader))


def labels(of: QWidget) -> str:
    found: list[QLabel | QPushButton] = [*of.findChildren(QLabel), *of.findChildren(QPushButton)]
    return " | ".join(one.text() for one in found if one.isVisibleTo(of))


def write(field: QWidget, text: str) -> None:
    assert isinstance(field, AmountAnswer | CountAnswer)
    field.line.setFocus()
    field.line.clear()
    QTest.keyClicks(field.line, text)
    QTest.keyClick(field.line, Qt.Key.Key_Tab)


@pytest.mark.parametrize("text", ["0", "-5", "banyak"])
def test_an_amount_that_is_none_is_said_beside_its_field_and_not_kept(
    qtbot: QtBot, qapp: QApplication, session: Session, text: str
) -> None:
    before = answers(session)
    page = pages.shown(qtbot, qapp, session, LoanPage)
    write(page.form.fields["amount"], text)
    assert answers(session) == before
    assert page.live.instalment.text() == "–"
    assert "lebih dari nol" in labels(page) or "Tulis" in labels(page)
    page.hide()
    assert answers(session) == before


@pytest.mark.parametrize(
    ("question", "text", "code"),
    [
        ("since", "Desember 2026", "since-ahead"),
        ("dependants", "tiga", "number-unreadable"),
        ("phone", "0" * 60, "answer-too-long"),
    ],
)
def test_what_the_form_cannot_take_is_said_and_not_kept(
    qtbot: QtBot, qapp: QApplication, session: Session, question: str, text: str, code: str
) -> None:
    before = answers(session)
    page = pages.shown(qtbot, qapp, session, LoanFormPage)
    part = page.family if question == "dependants" else page.applicant
    page.arrive("family" if question == "dependants" else "applicant")
    field = part.fields[question]
    write(field, text)
    assert isinstance(field, CountAnswer)
    problem = field.message.problem()
    assert problem is not None
    assert problem.code == code
    assert answers(session) == before


@pytest.mark.parametrize("text", ["0", "-5", "banyak"])
def test_nothing_is_compared_for_an_amount_that_is_none(
    qtbot: QtBot, qapp: QApplication, session: Session, text: str
) -> None:
    page = pages.shown(qtbot, qapp, session, LendersPage)
    page.compare.amount.line.clear()
    QTest.keyClicks(page.compare.amount.line, text)
    assert page.compare.register.is_empty()
    assert not page.compare.print.isEnabled()
    said = page.compare.problem.problem() or page.compare.amount.problem()
    assert said is not None


@pytest.mark.parametrize(("name", "text"), [("rate", "-1"), ("rate", "900"), ("most_periods", "1000"), ("fees", "100")])
def test_terms_that_no_lender_has_are_said_and_not_kept(
    qtbot: QtBot, qapp: QApplication, session: Session, name: str, text: str
) -> None:
    page = pages.shown(qtbot, qapp, session, LendersPage)
    page.arrive("koperasi")
    page.say_fact(name)
    dialog = pages.part(page, FactDialog, "lender_fact")
    dialog.value.setText(text)
    dialog.who.setText("Bu Tini")
    dialog.save()
    assert dialog.isVisible()
    assert dialog.message.problem() is not None
    with session.book.read() as reader:
        assert lender_as_known(reader, ledger.default_ledger(reader), "koperasi", TODAY).own == ()


def test_without_an_amount_the_papers_say_what_is_missing(qtbot: QtBot, qapp: QApplication, session: Session) -> None:
    page = pages.shown(qtbot, qapp, session, LoanPapersPage)
    assert page.none.isVisible()
    assert not page.work.print.isVisible()


@pytest.mark.parametrize("made", [_young, _empty])
@pytest.mark.parametrize("of", PAGES)
def test_a_young_business_and_an_empty_book_are_shown_on_every_page(
    qtbot: QtBot, qapp: QApplication, of: type[QWidget], made: Callable[[], Book]
) -> None:
    shown_on = pages.session_on(made(), today=TODAY)
    before = answers(shown_on)
    page = pages.shown(qtbot, qapp, shown_on, of)
    told = labels(page)
    assert told
    assert "None" not in told
    assert "nan" not in told.split()
    page.hide()
    assert answers(shown_on) == before
    shown_on.close()


def test_an_empty_book_names_no_amount_that_is_left(qtbot: QtBot, qapp: QApplication) -> None:
    shown_on = pages.session_on(_empty(), today=date(2026, 11, 23))
    page = pages.shown(qtbot, qapp, shown_on, LoanPage)
    assert page.live.left.text() in ("–", "belum diketahui")
    assert page.live.instalment.text() == "Rp516.399"
    shown_on.close()
