"""The loan page: reckons while she writes, shows the next step, leads to the pages around it; no verdict anywhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import examples, house, ledger, loans
from kpmbooks.book import Book
from kpmbooks.dates import FixedClock
from kpmbooks.i18n import translator
from tests import hand_loan, pages
from tests.hand_loan import TODAY
from ui.desktop.desk import Desk
from ui.desktop.pages.loan import LoanPage
from ui.desktop.pages.loan_fields import ChoiceAnswer
from ui.desktop.pages.record_fields import AmountAnswer, CountAnswer
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import Theme, apply
from ui.desktop.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

VERDICTS = re.compile(r"\blayak\b|\bskor\b|\blulus\b|\bditolak\b|\bdisetujui\b|\bnilai kredit\b", re.IGNORECASE)


@pytest.fixture
def session() -> Iterator[Session]:
    made = pages.session_on(hand_loan.bu_siti(), today=TODAY)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, session: Session) -> LoanPage:
    return pages.shown(qtbot, qapp, session, LoanPage)


def answers(book: Book) -> dict[str, str]:
    with book.read() as reader:
        return loans.answers_of(reader, ledger.default_ledger(reader))


def write(page: LoanPage, question: str, text: str) -> None:
    """Write into a field as a person does, and leave it by the Tab key."""
    field = page.form.fields[question]
    assert isinstance(field, AmountAnswer | CountAnswer)
    field.line.setFocus()
    field.line.clear()
    QTest.keyClicks(field.line, text)
    QTest.keyClick(field.line, Qt.Key.Key_Tab)


def choose(page: LoanPage, question: str, key: str) -> None:
    field = page.form.fields[question]
    assert isinstance(field, ChoiceAnswer)
    field.choice.set_current(key)


def labels(of: QWidget) -> str:
    """All that can be read on a page."""
    found = [*of.findChildren(QLabel), *of.findChildren(QPushButton)]
    return " | ".join(one.text() for one in found if not one.isHidden())


def test_nothing_is_reckoned_before_an_amount_is_said(page: LoanPage) -> None:
    assert page.live.instalment.text() == "–"
    assert "Isi dulu mau pinjam berapa." in labels(page.live)
    assert page.live.left.text() == "Rp840.000"  # what July leaves is known without it
    assert "Belanja keluarga diketahui" in labels(page.ladder)


def test_it_reckons_while_she_writes(page: LoanPage) -> None:
    write(page, "amount", "6jt")
    assert page.live.instalment.text() == "Rp516.399"
    assert page.live.day.text() == "Rp25.820"
    assert page.live.after.text() == "Rp323.601"
    assert page.live.left_name.text() == "Uang sisa, Juli 2026 (paling sepi)"
    assert "kalau flat: Rp530.000" in page.live.other.text()
    assert page.live.days.text() == "20 hari jualan sebulan"
    choose(page, "periods", "24")
    assert page.live.instalment.text() == "Rp265.924"
    choose(page, "method", "flat")
    assert page.live.instalment.text() == "Rp280.000"
    assert "flat" not in page.live.other.text()


def test_the_safe_line_is_a_third_and_can_be_another_part(page: LoanPage, session: Session) -> None:
    write(page, "amount", "6jt")
    # A third of 840.000; an annuity of 280.000 in 12 instalments repays 3.253.000
    assert page.live.line.text() == "Garis aman: Rp280.000 sebulan. Dengan itu kira-kira Rp3.250.000, dicicil 12 kali."
    page.live.share.choice.set_current("1/5")
    assert page.live.line.text().startswith("Garis aman: Rp168.000 sebulan.")
    assert answers(session.book)["safe_share"] == "1/5"


def test_each_answer_is_kept_when_its_field_is_left(page: LoanPage, session: Session) -> None:
    write(page, "amount", "6jt")
    write(page, "purpose", "etalase kaca")
    choose(page, "periods", "24")
    kept = answers(session.book)
    assert {name: kept[name] for name in ("amount", "purpose", "periods")} == {
        "amount": "6000000",
        "purpose": "etalase kaca",
        "periods": "24",
    }


def test_looking_and_leaving_writes_nothing(page: LoanPage, session: Session) -> None:
    before = answers(session.book)
    page.hide()
    page.show()
    assert answers(session.book) == before


def test_where_the_kitchen_is_unknown_it_says_so_and_leads_there(qtbot: QtBot, qapp: QApplication) -> None:
    book = hand_loan.family_book()
    hand_loan.record_months(book, household=False)
    session = pages.session_on(book, today=TODAY)
    other = pages.shown(qtbot, qapp, session, LoanPage)
    assert "Uang sisa belum diketahui" in labels(other.live)
    hand_loan.answer(book, {"living_cost": "1jt"})
    other.refresh()
    assert other.live.left.text() == "Rp390.000"  # July earned 1.390.000
    session.close()


def test_the_next_step_leads_where_it_is_done(page: LoanPage, session: Session) -> None:
    gone: list[tuple[str, object]] = []
    page.go.connect(lambda place, wish: gone.append((place, wish)))
    hand_loan.answer(session.book, {"p.1": "Maret 2025"})
    page.refresh()
    write(page, "amount", "3jt")
    assert page.next.name.text() == "Catatan pinjaman sendiri (SLIK) sudah dilihat"
    page.next.way.click()
    assert gone == [("loan_form", "debts")]
    page.next.done.click()
    assert answers(session.book)["slik"] == "done"
    assert page.next.name.text() == "Kartu dan PIN dipegang sendiri"
    pages.part(page, QPushButton, "loan_step_documents_open").click()
    assert gone[-1] == ("loan_form", "papers")


def test_an_instalment_above_the_line_leads_to_the_amount(page: LoanPage) -> None:
    write(page, "amount", "9jt")
    assert page.next.name.text() == "Cicilan muat di bulan paling sepi"
    page.next.way.click()
    amount = page.form.fields["amount"]
    assert isinstance(amount, AmountAnswer)
    assert amount.line.hasFocus()


def test_saving_first_is_said_kindly_and_has_no_way_to_a_loan(page: LoanPage) -> None:
    write(page, "amount", "1jt")
    assert page.next.name.text() == "Belum perlu meminjam: menabung dulu"
    assert "Hebat" in page.next.how.text()
    assert page.next.way.isHidden()
    assert page.next.done.isHidden()


def test_the_pages_around_it_are_one_press_away(page: LoanPage) -> None:
    gone: list[tuple[str, object]] = []
    page.go.connect(lambda place, wish: gone.append((place, wish)))
    write(page, "amount", "6jt")
    for key in ("loan_form", "lenders", "loans_taken"):
        page.ways[key].click()
    page.show_paper.click()
    assert [place for place, _wish in gone] == ["loan_form", "lenders", "loans_taken", "loan_papers"]


def test_without_an_amount_no_paper_is_made(page: LoanPage) -> None:
    page.show_paper.click()
    assert page.show_paper.isVisible()
    amount = page.form.fields["amount"]
    assert isinstance(amount, AmountAnswer)
    assert amount.message.problem() is not None
    assert amount.line.hasFocus()


def test_covered_amounts_are_covered_on_this_page_too(qapp: QApplication, page: LoanPage) -> None:
    write(page, "amount", "6jt")
    apply(qapp, Theme(ledger="usaha", private=True))
    page.refresh()
    seen = [
        one for one in page.findChildren(QLabel) if one.isVisibleTo(page) and not page.form.request.isAncestorOf(one)
    ]
    told = " | ".join(one.text() for one in seen)
    assert "Garis aman Anda Rp••• sebulan." in told
    assert not re.search(r"Rp\d", told), told
    apply(qapp, Theme(ledger="usaha"))


def test_the_familys_ledger_leads_to_the_business(page: LoanPage, session: Session) -> None:
    session.switch_ledger(session.ledgers[1])
    assert page.elsewhere.isVisible()
    assert not page.show_paper.isVisible()
    pages.part(page, QPushButton, "loan_elsewhere-button").click()
    assert session.ledger.kind == "usaha"
    assert page.show_paper.isVisible()


def test_a_book_that_is_only_looked_at_is_reckoned_and_printed_but_keeps_nothing(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    hand_loan.bu_siti(tmp_path / "siti.kpm").close()
    session = pages.session_on(house.open_book(tmp_path / "siti.kpm", "read"), today=TODAY)
    page = pages.shown(qtbot, qapp, session, LoanPage)
    assert not page.form.fields["purpose"].isEnabled()
    write(page, "amount", "3jt")
    assert page.live.instalment.text() == "Rp258.199"
    assert page.next.done.isHidden()
    assert "amount" not in answers(session.book)
    session.close()


def test_another_business_has_answers_of_its_own(page: LoanPage, session: Session) -> None:
    other = session.act(lambda tx: house.add_ledger(tx, "usaha", "Es Teh Bu Siti"))
    session.switch_ledger(other)
    assert page.form.fields["purpose"].answer() == ""
    write(page, "purpose", "es batu")
    with session.book.read() as reader:
        assert loans.answers_of(reader, other) == {"purpose": "es batu"}


def test_every_control_has_a_name(page: LoanPage) -> None:
    write(page, "amount", "6jt")
    assert pages.nameless(page) == []


@pytest.mark.parametrize("amount", ["", "6jt", "50jt", "999999999999"])
def test_no_word_on_the_page_gives_a_verdict(page: LoanPage, amount: str) -> None:
    write(page, "amount", amount)
    assert VERDICTS.findall(labels(page)) == []


def test_the_page_goes_without_a_mouse(page: LoanPage, session: Session) -> None:
    amount = page.form.fields["amount"]
    assert isinstance(amount, AmountAnswer)
    amount.line.setFocus()
    QTest.keyClicks(amount.line, "6jt")
    for _nth in range(60):
        widget = QApplication.focusWidget()
        assert widget is not None
        if widget is page.show_paper:
            break
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert page.show_paper.hasFocus()
    assert answers(session.book)["amount"] == "6000000"
    gone: list[str] = []
    page.go.connect(lambda place, _wish: gone.append(place))
    QTest.keyClick(page.show_paper, Qt.Key.Key_Return)
    assert gone == ["loan_papers"]


def test_from_the_example_to_the_printer_is_three_presses_on_the_desk(qtbot: QtBot, qapp: QApplication) -> None:
    """The start page takes two (the card, whose example), the printer's own dialog one: six in all."""
    book = examples.example(None, of="family", months_back=4, today=TODAY)
    session = Session(book, translator("id"), FixedClock(TODAY))
    apply(qapp, Theme(ledger="latihan"))
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    desk = Desk(session, Tasks(inline=True))
    with qtbot.waitExposed(window):
        window.show()
    window.show_desk(desk)
    qtbot.waitUntil(lambda: desk.findChild(QAbstractButton, "go-loan").isVisible())
    presses = 0
    for name in ("go-loan", "loan_show", "loan_print"):
        button = next(one for one in desk.findChildren(QAbstractButton, name) if one.isVisible())
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        presses += 1
        qapp.processEvents()
    dialog = desk.findChild(QPrintDialog, "loan_printer")
    assert dialog is not None
    assert presses == 3
    dialog.reject()
    session.close()


def test_at_the_smallest_size_with_large_text_the_main_act_is_in_sight(qtbot: QtBot, qapp: QApplication) -> None:
    session = pages.session_on(hand_loan.bu_siti(), today=TODAY)
    page = pages.shown(qtbot, qapp, session, LoanPage, size=(1024, 510))
    apply(qapp, Theme(ledger="usaha", text=1.5))
    qapp.processEvents()
    place = page.next.way.mapTo(page, QPoint(0, 0))
    assert 0 <= place.y() <= page.height() - page.next.way.height()
    assert 0 <= place.x() <= page.width() - page.next.way.width()
    apply(qapp, Theme(ledger="usaha"))
    session.close()


def test_the_bar_stripes_the_part_that_the_instalment_takes(page: LoanPage) -> None:
    write(page, "amount", "6jt")
    picture = QImage(page.live.bar.size(), QImage.Format.Format_RGB32)
    page.live.bar.render(picture)
    middle = picture.height() // 2
    taken = {picture.pixel(x, middle) for x in range(4, round(picture.width() * 0.58))}
    free = {picture.pixel(x, middle) for x in range(round(picture.width() * 0.66), picture.width() - 6)}
    assert len(taken) > 2  # 516.399 of 840.000 is 61 %
    assert len(free) == 1


def test_a_weekly_lender_is_asked_for_weeks_and_says_what_a_week_costs(page: LoanPage) -> None:
    write(page, "amount", "2jt")
    choose(page, "lender", "mekaar")
    periods = page.form.fields["periods"]
    assert isinstance(periods, ChoiceAnswer)
    assert periods.choice.findData("50") >= 0
    choose(page, "periods", "50")
    assert page.live.instalment.text() == "Rp50.000"  # 2.000.000 x 1,25 / 50
    assert "Cicilan seminggu" in labels(page.live)


def test_whoever_is_only_there_to_be_compared_with_is_not_asked_for_a_loan(page: LoanPage) -> None:
    lender = page.form.fields["lender"]
    assert isinstance(lender, ChoiceAnswer)
    assert lender.choice.findData("koperasi") >= 0
    assert lender.choice.findData("rentenir") < 0
    assert lender.choice.findData("pinjol") < 0
