"""Tampilan akuntansi: trial balance, journal and accounts say what the book says, on both sides."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kpmbooks.dates import Period
from tests import books, hand_loan, pages
from ui.desktop.pages.accounting import AccountingPage
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.lines_dialog import LinesDialog
from ui.desktop.session import Session
from ui.desktop.widgets import RegisterRow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

JANUARY = Period(date(2026, 1, 1), date(2026, 1, 31))


@pytest.fixture
def session() -> Iterator[Session]:
    made = pages.session_on(pages.laundry())
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, session: Session) -> AccountingPage:
    made = pages.shown(qtbot, qapp, session, AccountingPage)
    made.period.earlier.click()
    return made


def rows(page: AccountingPage) -> list[RegisterRow]:
    table = page.register.table
    return [table.rows.row(place) for place in range(table.rows.rowCount())]


def sides(page: AccountingPage) -> list[tuple[str, str, str]]:
    return [(row.title, row.cell("debit"), row.cell("credit")) for row in rows(page)]


def foot(page: AccountingPage) -> tuple[str, str]:
    debit, credit = (pages.part(page, QLabel, f"accounting-foot-{key}").text() for key in ("debit", "credit"))
    return debit, credit


def choose_purse(page: AccountingPage, name: str) -> None:
    page.fund.setCurrentIndex(page.fund.findText(name))
    page.fund.activated.emit(page.fund.currentIndex())


def test_the_trial_balance_stands_on_both_sides_alike(page: AccountingPage) -> None:
    assert page.period.period() == JANUARY
    # By hand: 400.000 to begin with, 651.000 sold, 244.000 for gas and power.
    assert sides(page) == [
        ("Kantong usaha", "", ""),
        ("Kas", "807.000", ""),
        ("Modal awal", "", "400.000"),
        ("Penjualan", "", "651.000"),
        ("Gas, listrik, air", "244.000", ""),
    ]
    assert foot(page) == ("Rp1.051.000", "Rp1.051.000")


def test_one_purse_balances_alone(page: AccountingPage, session: Session) -> None:
    books.record(session.book, "tabungan_masuk", amount=25_000, party="Ibu Dewi", date="9/1/2026")
    choose_purse(page, "Kantong tabungan")
    assert foot(page) == ("Rp25.000", "Rp25.000")
    assert "Kas tabungan" in [row.title for row in rows(page)]
    assert "Penjualan" not in [row.title for row in rows(page)]


def test_the_journal_shows_every_entry_with_its_postings(page: AccountingPage) -> None:
    page.views.part("journal").click()
    told = sides(page)
    assert told[:6] == [
        ("1 Januari 2026  2026-A-001 · Isi awal buku", "", ""),
        ("Kas", "400.000", ""),
        ("Modal awal", "", "400.000"),
        ("5 Januari 2026  2026-A-002 · Jasa dibayar tunai · 38 kg", "", ""),
        ("Kas", "266.000", ""),
        ("Penjualan", "", "266.000"),
    ]
    assert "6 Januari 2026  2026-A-004 · Gas, listrik, air · Token · Dibatalkan oleh no. 2026-A-005" in [
        title for title, _debit, _credit in told
    ]
    # 400 + 266 + 44 + 2.000 + 2.000 back + 200 + 385, all thousands.
    assert foot(page) == ("Rp5.295.000", "Rp5.295.000")


def test_a_long_journal_comes_fifty_at_a_time(qtbot: QtBot, qapp: QApplication) -> None:
    session = pages.session_on(pages.many_sales(60))
    page = pages.shown(qtbot, qapp, session, AccountingPage)
    page.period.earlier.click()
    page.views.part("journal").click()
    assert page.which.text() == "Catatan 1–50"
    assert len([row for row in rows(page) if row.kind == "day"]) == 50
    assert (page.earlier.isEnabled(), page.later.isEnabled()) == (False, True)
    page.later.click()
    assert page.which.text() == "Catatan 51–60"
    assert (page.earlier.isEnabled(), page.later.isEnabled()) == (True, False)
    assert foot(page) == ("Rp10.000", "Rp10.000")
    page.views.part("trial").click()
    assert not page.earlier.isVisible()
    session.close()


def test_accounts_show_what_moved_and_what_is_left(page: AccountingPage) -> None:
    page.views.part("accounts").click()
    kas = next(row for row in rows(page) if row.title == "Kas")
    assert (kas.cell("debit"), kas.cell("credit"), kas.cell("balance")) == ("1.051.000", "244.000", "807.000")
    sold = next(row for row in rows(page) if row.title == "Penjualan")
    assert (sold.cell("credit"), sold.cell("balance")) == ("651.000", "651.000")
    page.period.later.click()
    kas = next(row for row in rows(page) if row.title == "Kas")
    assert (kas.cell("debit"), kas.cell("credit"), kas.cell("balance")) == ("", "20.000", "787.000")


def test_accounts_stand_under_their_purse(page: AccountingPage) -> None:
    page.views.part("accounts").click()
    purses = [row.title for row in rows(page) if row.kind == "day"]
    assert purses == ["Kantong usaha", "Kantong tabungan", "Kantong sosial (IKS)"]


def test_a_line_of_the_journal_opens_its_record(page: AccountingPage) -> None:
    page.views.part("journal").click()
    page.setFocus()
    QTest.keyClick(page.register.table, Qt.Key.Key_Home)
    QTest.keyClick(page.register.table, Qt.Key.Key_Return)
    dialog = page.findChild(EntryDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "Catatan 2026-A-001"
    dialog.close()


def test_a_new_record_is_seen_at_once(page: AccountingPage, session: Session) -> None:
    books.record(session.book, "jual_tunai", amount=9_000, date="31/1/2026")
    assert foot(page) == ("Rp1.060.000", "Rp1.060.000")


def test_an_empty_book_shows_no_table(qtbot: QtBot, qapp: QApplication) -> None:
    session = pages.session_on(books.group())
    page = pages.shown(qtbot, qapp, session, AccountingPage)
    assert page.register.is_empty()
    session.close()


def test_a_family_has_its_two_ledgers_apart(qtbot: QtBot, qapp: QApplication) -> None:
    session = pages.session_on(books.family())
    books.record(session.book, "jual_tunai", amount=50_000, date="5/1/2026")
    household = next(one for one in session.ledgers if one.kind == "keluarga")
    page = pages.shown(qtbot, qapp, session, AccountingPage)
    assert foot(page) == ("Rp50.000", "Rp50.000")
    session.switch_ledger(household)
    assert page.register.is_empty()
    session.close()


def test_everything_that_can_be_pressed_has_a_name(page: AccountingPage) -> None:
    assert pages.nameless(page) == []


def test_officers_lines_are_shown_with_whose_they_are(qtbot: QtBot, qapp: QApplication) -> None:
    made = pages.session_on(hand_loan.bu_siti(), today=hand_loan.TODAY)
    page = pages.shown(qtbot, qapp, made, AccountingPage)
    page.views.set_current("accounts")
    page.refresh()
    page.lines.click()
    dialog = page.findChild(LinesDialog)
    assert dialog is not None
    said = [label.text() for label in dialog.findChildren(QLabel)]
    # A third of July's 840.000; 36 to 38 % of the 1.200.000 of an average month
    assert any(line.startswith("Sepertiga dari sisa di bulan paling sepi: Rp280.000. Sumber: ") for line in said)
    assert any("Rp432.000–456.000. Sumber: Formulir pinjaman bergulir PNPM" in line for line in said)
    assert "Sakit sebulan, tidak jualan: rata-rata tersisa −Rp850.000, di bulan paling sepi −Rp850.000" in said
    assert "batas bank" not in " ".join(said)
    made.close()


def test_without_the_household_no_line_is_drawn(qtbot: QtBot, qapp: QApplication) -> None:
    book = hand_loan.family_book()
    hand_loan.record_months(book, household=False, months=2)
    made = pages.session_on(book, today=hand_loan.TODAY)
    page = pages.shown(qtbot, qapp, made, AccountingPage)
    page.lines.click()
    dialog = page.findChild(LinesDialog)
    assert dialog is not None
    assert not any("Sumber" in label.text() for label in dialog.findChildren(QLabel))
    made.close()
