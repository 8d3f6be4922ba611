"""The page after the loan: by keyboard alone; figures by hand; nothing of arrears on a shared screen; all is named."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import recording
from kpmbooks.book import Book
from kpmbooks.instalments import Terms
from kpmbooks.loans import Use
from kpmbooks.loans import taken_acts as acts
from kpmbooks.loans.taken import TakenLoan, taken_loans
from kpmbooks.loans.taken_plan import agreed
from kpmbooks.money import Rupiah
from tests import books
from tests.books import own
from tests.pages import TODAY, nameless, part, session_on, shown
from ui.desktop.pages.home import HomePage
from ui.desktop.pages.loans_taken import LoansTakenPage
from ui.desktop.pages.loans_taken_pay import AttachDialog, PayDialog
from ui.desktop.pages.loans_taken_plan import PlanDialog
from ui.desktop.pages.loans_taken_terms import AnswerDialog, HandInDialog, TakeUpDialog
from ui.desktop.pages.loans_taken_uses import LoanUsesDialog, TickDialog
from ui.desktop.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

USES = (Use("Kompor", 1_000, Rupiah(400_000)), Use("Bahan", 1_000, Rupiah(600_000)))


@pytest.fixture
def book() -> Iterator[Book]:
    with books.family() as made:
        yield made


def press(page: QWidget, key: Qt.Key) -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if QApplication.focusWidget() is None:
        page.activateWindow()
    QApplication.processEvents()
    found = QApplication.focusWidget()
    assert found is not None
    QTest.keyClick(found, key)
    QApplication.processEvents()


def push(page: QWidget, name: str) -> None:
    """Press a button by the keyboard, when it was reached."""
    button = part(page, QPushButton, name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QApplication.processEvents()


def type_into(dialog: QWidget, name: str, text: str) -> None:
    line = part(dialog, QLineEdit, name)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def said(of: QWidget) -> list[str]:
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [label.text() for label in of.findChildren(QLabel) if label.isVisible()]


def running(book: Book, *, first: date = date(2026, 2, 12), money: int = 0) -> None:
    """1.200.000 flat 12 % over 12 months: 100.000 and 12.000 each time."""
    if money:
        books.record(book, "saldo_awal", cash=money, date="1/1/2026")
    terms = Terms(Rupiah(1_200_000), Fraction(12), 12, "flat", start=date(2026, 1, 5))
    with book.write() as tx:
        acts.hand_in(tx, own(tx), "Koperasi Mawar", Rupiah(1_200_000), 12, day=date(2026, 1, 2), today=TODAY, uses=USES)
        (loan,) = taken_loans(tx, own(tx), TODAY)
        acts.grant(tx, loan, agreed(terms, first), today=TODAY)


def spend(book: Book, amount: int) -> None:
    books.record(book, "beli_bahan", amount=amount, memo="Tepung", date="6/1/2026")


def only(book: Book) -> TakenLoan:
    with book.read() as reader:
        (loan,) = taken_loans(reader, own(reader), TODAY)
        return loan


def test_a_request_is_handed_in_granted_and_paid_by_the_keyboard(qtbot: QtBot, qapp: QApplication, book: Book) -> None:
    page = shown(qtbot, qapp, session_on(book), LoansTakenPage)
    assert nameless(page) == []
    page.arrive(None)
    press(page, Qt.Key.Key_Return)
    dialog = part(page, HandInDialog, "hand_in")
    assert nameless(dialog) == []
    dialog.lender.set_current("")
    type_into(dialog, "hand_in_other", "Koperasi Mawar")
    type_into(dialog, "answer_hand_in_amount-text", "1,2jt")
    type_into(dialog, "hand_in_periods", "12")
    press(dialog, Qt.Key.Key_Return)
    assert only(book).state == "asked"
    push(page, "loan_1_answer")
    answer = part(page, AnswerDialog, "loan_answer")
    assert nameless(answer) == []
    type_into(answer, "loan_answer_rate", "12")
    answer.method.set_current("flat")
    assert "Rp112.000 tiap bulan, 12 kali" in answer.told.text()
    answer.save()
    assert only(book).state == "running"
    assert "Sisa" in " ".join(said(page))
    push(page, "loan_1_pay")
    pay = part(page, PayDialog, "loan_pay")
    assert nameless(pay) == []
    assert (pay.principal.text(), pay.interest.text()) == ("100.000", "12.000")
    press(pay, Qt.Key.Key_Return)
    told = only(book).standing
    assert told is not None
    assert (int(told.paid), int(told.owed_by_book), told.ahead) == (112_000, 1_100_000, 1)
    assert "1 dari 12 cicilan sudah dibayar, 1 sebelum harinya; tepat waktu 1 dari 1." in said(page)


def test_what_is_missing_in_a_request_is_said_at_its_question(qtbot: QtBot, qapp: QApplication, book: Book) -> None:
    page = shown(qtbot, qapp, session_on(book), LoansTakenPage)
    push(page, "loans_taken_take_up")
    dialog = part(page, TakeUpDialog, "take_up")
    for periods, amount, sentence in (
        ("", "", "angka bulat"), ("12", "", "berapa rupiah"), ("1000", "1jt", "1 sampai 600 kali"),
    ):  # fmt: skip
        type_into(dialog, "take_up_periods", periods)
        type_into(dialog, "answer_take_up_amount-text", amount)
        dialog.save()
        assert sentence in " ".join(said(dialog)), periods
    with book.read() as reader:
        assert taken_loans(reader, own(reader), TODAY) == ()


def test_a_refusal_is_written_with_its_reason_and_the_next_date(qtbot: QtBot, qapp: QApplication, book: Book) -> None:
    with book.write() as tx:
        acts.hand_in(tx, own(tx), "Bank Jakarta", Rupiah(5_000_000), 12, day=date(2026, 1, 2), today=TODAY)
    page = shown(qtbot, qapp, session_on(book), LoansTakenPage)
    push(page, "loan_1_answer")
    dialog = part(page, AnswerDialog, "loan_answer")
    dialog.state.set_current("refused")
    type_into(dialog, "loan_answer_reason", "Catatan baru dua bulan")
    type_into(dialog, "loan_answer_again", "kemarin")
    dialog.save()
    assert only(book).state == "asked"
    assert "sesudah dijawab" in " ".join(said(dialog))
    type_into(dialog, "loan_answer_again", "1/6/2026")
    dialog.save()
    assert "Alasannya: Catatan baru dua bulan." in said(page)
    assert "Coba lagi: 1 Juni 2026." in said(page)
    push(page, "loan_1_back")
    assert only(book).state == "asked"


def test_undoing_in_the_window_takes_the_loan_back_by_its_name(qtbot: QtBot, qapp: QApplication, book: Book) -> None:
    running(book)
    session = session_on(book)
    page = shown(qtbot, qapp, session, LoansTakenPage)
    act = session.undoable()
    assert act is not None
    assert session.name_of(act) == "Terima pinjaman Rp1.200.000"
    session.undo()
    assert only(book).state == "asked"
    assert "Catatan uangnya ditarik kembali, jadi menunggu jawaban lagi." in said(page)


def test_money_that_was_recorded_already_is_chosen_in_the_answer(qtbot: QtBot, qapp: QApplication, book: Book) -> None:
    books.record(
        book, "terima_pinjaman", amount=900_000, kept_back=30_000, party="Koperasi Mawar", date=date(2026, 1, 5)
    )
    with book.write() as tx:
        acts.hand_in(tx, own(tx), "Koperasi Mawar", Rupiah(1_200_000), 12, day=date(2026, 1, 2), today=TODAY)
    page = shown(qtbot, qapp, session_on(book), LoansTakenPage)
    push(page, "loan_1_answer")
    dialog = part(page, AnswerDialog, "loan_answer")
    dialog.record.setCurrentIndex(1)
    assert (dialog.amount.text(), dialog.kept_back.text(), dialog.start.day()) == (
        "900.000", "30.000", date(2026, 1, 5),
    )  # fmt: skip
    dialog.save()
    assert (only(book).state, int(only(book).lent)) == ("running", 900_000)


def test_money_that_the_box_does_not_have_is_said_before_it_is_paid(
    qtbot: QtBot, qapp: QApplication, book: Book
) -> None:
    running(book)
    spend(book, 1_150_000)
    page = shown(qtbot, qapp, session_on(book), LoansTakenPage)
    push(page, "loan_1_pay")
    dialog = part(page, PayDialog, "loan_pay")
    assert "sisa “Kas” jadi −Rp62.000" in dialog.after.text()


def test_what_was_recorded_elsewhere_is_attached_by_a_tick(qtbot: QtBot, qapp: QApplication, book: Book) -> None:
    running(book)
    books.record(
        book, "bayar_cicilan", principal=100_000, interest=12_000, party="Koperasi Mawar", date=date(2026, 2, 9)
    )
    page = shown(qtbot, qapp, session_on(book), LoansTakenPage)
    assert "lebih kecil Rp100.000" in page.differs.label.text()
    push(page, "loan_1_attach")
    dialog = part(page, AttachDialog, "loan_attach")
    assert nameless(dialog) == []
    assert [(check.text(), check.isChecked()) for *_rest, check in dialog.checks] == [
        ("9 Feb 2026: Rp112.000, Koperasi Mawar", True)
    ]
    press(dialog, Qt.Key.Key_Return)
    told = only(book).standing
    assert told is not None
    assert int(told.owed_by_book) == 1_100_000
    assert not page.differs.isVisible()


def test_a_loan_of_the_records_is_taken_up_and_a_difference_is_said(
    qtbot: QtBot, qapp: QApplication, book: Book
) -> None:
    books.record(
        book, "terima_pinjaman", amount=1_200_000, kept_back=50_000, party="Koperasi Mawar", date=date(2026, 1, 5)
    )
    page = shown(qtbot, qapp, session_on(book), LoansTakenPage)
    assert "Rp1.200.000" in page.waiting.label.text()
    push(page, "loans_taken_take_up")
    dialog = part(page, TakeUpDialog, "take_up")
    assert nameless(dialog) == []
    assert (dialog.other.text(), dialog.amount.text(), dialog.kept_back.text()) == (
        "Koperasi Mawar", "1.200.000", "50.000",
    )  # fmt: skip
    type_into(dialog, "take_up_periods", "12")
    dialog.method.set_current("flat")
    type_into(dialog, "take_up_rate", "dua belas")
    dialog.save()
    assert "persen" in " ".join(said(dialog)).casefold()
    type_into(dialog, "take_up_rate", "12")
    dialog.save()
    assert only(book).state == "running"
    with book.write() as tx:
        (loan,) = taken_loans(tx, own(tx), TODAY)
        acts.pay(tx, loan, Rupiah(112_000), Rupiah(0), day=date(2026, 2, 5), today=TODAY)
    assert any("Sisa menurut buku Rp1.088.000" in text for text in said(page))


def test_money_that_does_not_reach_is_said_early_with_what_to_do_and_not_on_a_shared_screen(
    qtbot: QtBot, qapp: QApplication, book: Book
) -> None:
    running(book)
    spend(book, 1_150_000)
    page = shown(qtbot, qapp, session_on(book), LoansTakenPage)
    strip = part(page, QFrame, "loan_1_due")
    words = " ".join(said(strip))
    assert "harus bayar Rp112.000; masih kurang Rp62.000" in words
    assert "Sisihkan Rp31.000 setiap hari" in words
    assert "bicarakan dengan pemberi pinjaman sebelum harinya" in words
    for theme in (Theme(private=True), Theme(nameless=True)):
        apply(qapp, theme)
        page.refresh()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert page.findChild(QFrame, "loan_1_due") is None
    shown_words = " ".join(said(page))
    assert "Koperasi" not in shown_words
    apply(qapp, Theme())


def test_late_instalments_are_said_kindly_to_the_person_alone(qtbot: QtBot, qapp: QApplication, book: Book) -> None:
    running(book, first=date(2026, 1, 20))
    page = shown(qtbot, qapp, session_on(book), LoansTakenPage)
    words = " ".join(said(part(page, QFrame, "loan_1_due"))).strip()
    assert words == "1 cicilan lewat harinya, sejak 20 Januari 2026: Rp112.000. Uangnya ada. Bayar, lalu catat di sini."


def test_the_home_page_tells_of_the_instalment_of_this_week(qtbot: QtBot, qapp: QApplication, book: Book) -> None:
    running(book)
    spend(book, 1_150_000)
    page = shown(qtbot, qapp, session_on(book), HomePage)
    qtbot.waitUntil(page.is_whole)
    assert "Cicilan: Koperasi Mawar" in said(page)
    assert "Rp112.000, 12 Feb" in said(page)
    assert "Uangnya belum cukup. Bicarakan dengan pemberi pinjaman sebelum harinya." in said(page)
    with qtbot.waitSignal(page.go) as went:
        part(page, QPushButton, "loan_due_1").click()
    assert went.args == ["loans_taken", only(book).uid]
    apply(qapp, Theme(private=True))
    page.refresh()
    qtbot.waitUntil(lambda: "Rp•••, 12 Feb" in said(page))
    assert not any("belum cukup" in text or "112.000" in text for text in said(page))
    apply(qapp, Theme())


def test_an_instalment_further_away_is_not_on_the_home_page(qtbot: QtBot, qapp: QApplication, book: Book) -> None:
    running(book, first=date(2026, 2, 18))
    page = shown(qtbot, qapp, session_on(book), HomePage)
    qtbot.waitUntil(page.is_whole)
    assert not any(text.startswith("Cicilan:") for text in said(page))


def test_the_plan_has_every_instalment_with_the_day_it_was_paid(qtbot: QtBot, qapp: QApplication, book: Book) -> None:
    running(book)
    with book.write() as tx:
        (loan,) = taken_loans(tx, own(tx), TODAY)
        acts.pay(tx, loan, Rupiah(100_000), Rupiah(12_000), day=date(2026, 2, 8), today=TODAY)
    page = shown(qtbot, qapp, session_on(book), LoansTakenPage)
    push(page, "loan_1_plan")
    dialog = part(page, PlanDialog, "loan_plan")
    assert nameless(dialog) == []
    rows = [dialog.register.table.rows.row(place) for place in range(2)]
    assert [(row.title, row.detail, row.cell("left")) for row in rows] == [
        ("1. 12 Feb", "dibayar 8 Feb", "1.100.000"),
        ("2. 12 Mar", "belum", "1.000.000"),
    ]


def test_use_is_ticked_and_named_line_by_line(qtbot: QtBot, qapp: QApplication, book: Book) -> None:
    running(book)
    spend(book, 250_000)
    page = shown(qtbot, qapp, session_on(book), LoansTakenPage)
    push(page, "loan_1_uses")
    dialog = part(page, LoanUsesDialog, "loan_uses")
    assert nameless(dialog) == []
    type_into(dialog, "loan_use_1_named", "425rb")
    push(dialog, "loan_use_2_records")
    tick = part(page, TickDialog, "loan_tick")
    assert nameless(tick) == []
    assert [check.text() for *_rest, check in tick.checks] == ["6 Jan 2026: Tepung, Rp250.000"]
    QTest.keyClick(tick.checks[0][2], Qt.Key.Key_Space)
    press(tick, Qt.Key.Key_Return)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    again = part(page, LoanUsesDialog, "loan_uses")
    assert (
        again.told.text() == "Diterima Rp1.200.000, rencana Rp1.000.000, terpakai Rp675.000. Sisa uangnya: Rp525.000."
    )
    assert "Terpakai Rp250.000, sisa rencana Rp350.000." in said(again)


def test_a_group_follows_the_loan_of_its_own_ledger(qtbot: QtBot, qapp: QApplication) -> None:
    with books.group() as group:
        running(group)
        page = shown(qtbot, qapp, session_on(group), LoansTakenPage)
        push(page, "loan_1_pay")
        part(page, PayDialog, "loan_pay").save()
        told = only(group).standing
        assert told is not None
        assert int(told.paid) == 112_000
        with group.read() as reader:
            act = recording.undoable(reader)
            assert act is not None
            assert act.kind == "bayar_cicilan"


@pytest.mark.parametrize("size", [(1162, 697), (1000, 420)])
def test_nothing_is_wider_than_the_page(qtbot: QtBot, qapp: QApplication, book: Book, size: tuple[int, int]) -> None:
    running(book, first=date(2026, 1, 20))
    spend(book, 1_190_000)
    page = shown(qtbot, qapp, session_on(book), LoansTakenPage, size=size)
    apply(qapp, Theme(text=1.5 if size[0] == 1000 else 1.0))
    QApplication.processEvents()
    inside = page.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= page.viewport().width()
    apply(qapp, Theme())
