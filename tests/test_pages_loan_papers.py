"""The papers of a loan on the screen: chosen, drawn as they will be, printed, saved with a code; the NIK ticked."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from kpmbooks import group, house, ledger, loans
from kpmbooks.book import Book, prints
from kpmbooks.loans.applicant import identity_of
from tests import books, hand_loan, pages
from tests.hand_loan import TODAY
from ui.desktop.pages.loan_identity import IdentityDialog
from ui.desktop.pages.loan_papers import LoanPapersPage
from ui.desktop.printing import printer_for
from ui.desktop.session import Session
from ui.desktop.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NIK = "3175064412850007"  # made up: no such card


@pytest.fixture
def session() -> Iterator[Session]:
    book = hand_loan.bu_siti()
    hand_loan.answer(book, {"amount": "6jt", "periods": "12", "lender": "jakpreneur"})
    made = pages.session_on(book, today=TODAY)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, session: Session) -> LoanPapersPage:
    return pages.shown(qtbot, qapp, session, LoanPapersPage)


def answers(book: Book) -> dict[str, str]:
    with book.read() as reader:
        return loans.answers_of(reader, ledger.default_ledger(reader))


def seen(page: LoanPapersPage) -> str:
    document = page.work.paper.document
    return " ".join(" ".join(document.getAllText(nth).text().split()) for nth in range(document.pageCount()))


def choose(page: LoanPapersPage, name: str) -> None:
    page.which.set_current(name)
    page.which.activated.emit(page.which.currentIndex())


def test_the_preview_is_the_paper_and_has_no_code(page: LoanPapersPage) -> None:
    words = seen(page)
    assert page.work.paper.document.pageCount() == 3
    assert "Ringkasan Usaha untuk Pengajuan Pinjaman" in words
    assert "Rp323.601" in words
    assert "Kode periksa" not in words
    assert page.talk.isVisible()


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("survey-sheet", "Lembar Survei"),
        ("survey-ready", "Siap Disurvei"),
        ("instalment-card", "Kartu Angsuran"),
        ("loan-summary", "Ringkasan Usaha"),
    ],
)
def test_each_paper_can_be_chosen_and_seen(page: LoanPapersPage, name: str, title: str) -> None:
    choose(page, name)
    assert title in seen(page)


def test_a_family_is_not_offered_the_papers_of_a_group_and_a_group_is(
    qtbot: QtBot, qapp: QApplication, page: LoanPapersPage
) -> None:
    assert page.which.findData("group-loan-request") < 0
    session = pages.session_on(books.group(), today=books.TODAY)
    session.act(lambda tx: group.add_member(tx, "Ibu Sri"))
    session.act(lambda tx: loans.answer(tx, session.ledger, {"amount": "5jt"}, today=books.TODAY))
    other = pages.shown(qtbot, qapp, session, LoanPapersPage)
    assert other.which.findData("group-loan-request") >= 0
    session.close()


def test_a_saved_summary_has_a_code_that_the_book_knows(page: LoanPapersPage, session: Session, tmp_path: Path) -> None:
    page.work.save_as(tmp_path / "ringkasan.pdf", "pdf")
    reader = PdfReader(tmp_path / "ringkasan.pdf")
    code = reader.pages[0].extract_text().split("Kode periksa ")[1].split()[0]
    with session.book.read() as book:
        known = prints.find(book, code)
    assert known is not None
    assert known.report == "loan-summary"
    assert len(reader.pages) == 3


def test_it_is_printed_on_the_paper_that_was_chosen(qtbot: QtBot, page: LoanPapersPage, tmp_path: Path) -> None:
    page.paper_size.set_current("F4")
    page.work.show_wish()
    size = page.work.paper.document.pagePointSize(0)
    assert round(size.height() / 72 * 25.4) == 330
    printer = printer_for("F4", "ringkasan")
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    page.work.print_to(printer)
    qtbot.waitUntil(lambda: page.work.told.words() == "Sudah dikirim ke printer.")
    assert len(PdfReader(tmp_path / "out.pdf").pages) == 3


def test_no_programme_is_printed_unless_it_is_ticked(page: LoanPapersPage, session: Session) -> None:
    assert not re.search(r"KPM|PKH", seen(page))
    hand_loan.answer(session.book, {"words": "pkh"})
    page.refresh()
    assert "PKH" in seen(page)
    assert "KPM" not in seen(page)


def test_the_nik_is_kept_with_consent_ticked_for_the_lender_and_taken_back(
    page: LoanPapersPage, session: Session
) -> None:
    assert not page.nik.isEnabled()
    page.identity.click()
    dialog = page.findChild(IdentityDialog)
    assert dialog is not None
    pages.part(dialog, QLineEdit, "loan_identity_nik").setText(NIK)
    dialog.save()
    assert "berakhir 0007" in seen(page)
    assert NIK not in seen(page)
    page.nik.click()
    assert answers(session.book)["nik_ticked"] == "yes"
    assert NIK in seen(page)
    page.identity.click()
    again = [one for one in page.findChildren(IdentityDialog) if one.isVisible()][-1]
    again.forget.click()
    with session.book.read() as reader:
        assert identity_of(reader, ledger.default_ledger(reader)).nik is None
    assert "NIK" not in seen(page)


def test_a_nik_with_letters_is_refused_at_its_field_and_nothing_is_kept(page: LoanPapersPage, session: Session) -> None:
    page.identity.click()
    dialog = page.findChild(IdentityDialog)
    assert dialog is not None
    pages.part(dialog, QLineEdit, "loan_identity_nik").setText("tiga satu tujuh")
    dialog.save()
    assert dialog.isVisible()
    assert dialog.message.problem() is not None
    with session.book.read() as reader:
        assert not identity_of(reader, ledger.default_ledger(reader)).agreed


def test_without_an_amount_the_way_to_the_loan_is_shown(qtbot: QtBot, qapp: QApplication) -> None:
    session = pages.session_on(hand_loan.bu_siti(), today=TODAY)
    page = pages.shown(qtbot, qapp, session, LoanPapersPage)
    gone: list[str] = []
    page.go.connect(lambda place, _wish: gone.append(place))
    assert page.none.isVisible()
    assert not page.work.print.isVisible()
    page.setFocus()
    assert page.none.button is not None
    assert page.none.button.hasFocus()  # and not the list of papers, which cannot be seen
    page.none.pressed.emit()
    assert gone == ["loan"]
    session.close()


def test_escape_goes_back_and_a_book_that_is_only_looked_at_ticks_nothing(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    book = hand_loan.bu_siti(tmp_path / "siti.kpm")
    hand_loan.answer(book, {"amount": "6jt"})
    book.close()
    session = pages.session_on(house.open_book(tmp_path / "siti.kpm", "read"), today=TODAY)
    page = pages.shown(qtbot, qapp, session, LoanPapersPage)
    assert "Rp516.399" in seen(page)
    assert not page.nik.isEnabled()
    assert not page.identity.isEnabled()
    gone: list[str] = []
    page.go.connect(lambda place, _wish: gone.append(place))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert gone == ["loan"]
    session.close()


def test_every_control_has_a_name(page: LoanPapersPage) -> None:
    assert pages.nameless(page) == []


def test_at_the_smallest_size_with_large_text_the_main_acts_are_in_sight(
    qtbot: QtBot, qapp: QApplication, session: Session
) -> None:
    page = pages.shown(qtbot, qapp, session, LoanPapersPage, size=(1024, 510))
    apply(qapp, Theme(ledger="usaha", text=1.5))
    qapp.processEvents()
    for button in (page.back, page.identity, page.work.save, page.work.print):
        place = button.mapTo(page, QPoint(0, 0))
        assert 0 <= place.x() <= page.width() - button.width()
        assert 0 <= place.y() <= page.height() - button.height()
    apply(qapp, Theme(ledger="usaha"))


def test_the_day_of_the_paper_is_the_sessions(page: LoanPapersPage) -> None:
    assert page._wish().request.period.last == date(2026, 11, 23)


def test_the_figures_are_saved_as_a_workbook_too(page: LoanPapersPage, tmp_path: Path) -> None:
    page.sheet.click()
    (dialog,) = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "ringkasan.xlsx"))
    dialog.close()
    book = load_workbook(tmp_path / "ringkasan.xlsx")
    assert any(cell.value == 516_399 for sheet in book for row in sheet.iter_rows() for cell in row)
