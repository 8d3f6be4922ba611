"""The members' part of the form for a loan: three amounts each, kept as one list, added up, covered, by keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kpmbooks import group, ledger, loans
from kpmbooks.loans.asked_lists import MemberRequest, members_of
from kpmbooks.money import Rupiah
from tests import books, pages
from ui.desktop.pages.loan_form import LoanFormPage
from ui.desktop.pages.loan_form_members import MembersAsked
from ui.desktop.session import Session
from ui.desktop.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def session() -> Iterator[Session]:
    book = books.group()
    with book.write() as tx:
        for name in ("Ibu Ani", "Ibu Budi"):
            group.add_member(tx, name, {"since": "2026-01-01"})
        loans.answer(tx, ledger.default_ledger(tx), {"amount": "2jt"}, today=books.TODAY)
    made = pages.session_on(book, today=books.TODAY)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, session: Session) -> LoanFormPage:
    made = pages.shown(qtbot, qapp, session, LoanFormPage)
    made.arrive("members")
    return made


def asked(page: LoanFormPage) -> MembersAsked:
    assert page.members is not None
    return page.members


def kept(session: Session) -> tuple[MemberRequest, ...] | None:
    with session.book.read() as reader:
        return members_of(loans.answers_of(reader, session.ledger).get("members", ""))


def write(page: LoanFormPage, number: int, column: str, text: str) -> None:
    cell = list(asked(page).cells.values())[3 * number + ("income", "cost", "request").index(column)]
    cell.line.setFocus()
    cell.line.clear()
    QTest.keyClicks(cell.line, text)
    QTest.keyClick(cell.line, Qt.Key.Key_Tab)


def test_each_amount_is_kept_when_its_field_is_left_and_the_sum_follows(page: LoanFormPage, session: Session) -> None:
    write(page, 0, "income", "2jt")
    write(page, 0, "request", "1jt")
    told = kept(session)
    assert told is not None
    assert [(one.income, one.cost, one.request) for one in told] == [(Rupiah(2_000_000), None, Rupiah(1_000_000))]
    assert asked(page).sum.text() == "Usulan semuanya: Rp1.000.000."
    write(page, 1, "request", "1,5jt")
    assert asked(page).sum.text() == "Usulan semuanya: Rp2.500.000. Kelompok mengajukan Rp2.000.000."
    write(page, 1, "request", "1jt")
    assert asked(page).sum.text() == "Usulan semuanya: Rp2.000.000."


def test_taking_everything_out_asks_nobody_again(page: LoanFormPage, session: Session) -> None:
    write(page, 0, "income", "2jt")
    write(page, 0, "income", "")
    assert kept(session) is None


def test_what_cannot_be_read_is_not_kept_and_stays_to_be_bettered(page: LoanFormPage, session: Session) -> None:
    write(page, 0, "income", "banyak")
    assert kept(session) is None
    assert next(iter(asked(page).cells.values())).text() == "banyak"


def test_the_amounts_come_back_and_looking_writes_nothing(
    qtbot: QtBot, qapp: QApplication, page: LoanFormPage, session: Session
) -> None:
    write(page, 1, "cost", "1.250.000")
    before = kept(session)
    other = pages.shown(qtbot, qapp, session, LoanFormPage)
    other.arrive("members")
    assert list(asked(other).cells.values())[4].value() == 1_250_000
    other.hide()
    assert kept(session) == before


def test_every_control_has_a_name_and_amounts_can_be_covered(qapp: QApplication, page: LoanFormPage) -> None:
    write(page, 0, "request", "1jt")
    assert pages.nameless(page) == []
    apply(qapp, Theme(ledger="kelompok", private=True))
    asked(page).arrange(narrow=True)
    assert "1.000.000" not in asked(page).sum.text()
    apply(qapp, Theme(ledger="kelompok"))
