"""Every figure of a report leads to the records that make it, and these to each record."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kpmbooks import ledger, statements
from kpmbooks.dates import Period
from tests import books, pages
from ui.desktop.pages.accounting import AccountingPage
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.records_behind import RecordsBehindDialog
from ui.desktop.pages.reports import ReportsPage
from ui.desktop.pages.wishes import ReportWish
from ui.desktop.session import Session

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

FEBRUARY = Period(date(2026, 2, 1), date(2026, 2, 28))


@pytest.fixture
def session() -> Iterator[Session]:
    book = books.family()
    books.record(book, "saldo_awal", cash=400_000, date="1/1/2026")
    books.record(book, "jual_tunai", amount=75_000, memo="Pagi", date="30/1/2026")
    books.record(book, "jual_belum_dibayar", amount=20_000, party="Pak Joko", date="31/1/2026")
    books.record(book, "gas_listrik_air", amount=15_000, date="31/1/2026")
    made = pages.session_on(book)
    yield made
    made.close()


def chosen(dialog: RecordsBehindDialog, name: str) -> list[str]:
    dialog.account.setCurrentIndex(dialog.account.findText(name))
    return [dialog.records.item(nth).text().split("\n")[0] for nth in range(dialog.records.count())]


def behind(page: ReportsPage | AccountingPage) -> RecordsBehindDialog:
    (dialog,) = page.findChildren(RecordsBehindDialog)
    return dialog


def test_each_figure_of_the_position_and_the_income_is_the_sum_of_the_records_behind_it(
    qtbot: QtBot, qapp: QApplication, session: Session
) -> None:
    page = pages.shown(qtbot, qapp, session, ReportsPage)
    with session.book.read() as reader:
        position = statements.position(reader, session.ledger, books.TODAY)
        income = statements.income(reader, session.ledger, books.JANUARY)
    figures = {row.name: int(row.amount) for row in (*position.rows, *income.rows)}
    page.arrive(ReportWish("position", books.JANUARY))
    QTest.mouseClick(page.behind, Qt.MouseButton.LeftButton)
    dialog = behind(page)
    names = [dialog.account.itemText(nth) for nth in range(dialog.account.count())]
    assert {"Kas", "Bon pelanggan", "Penjualan"} <= set(names)
    assert chosen(dialog, "Bon pelanggan") == ["Jual, belum dibayar Rp20.000 – Pak Joko"]
    assert [line.split(" – ")[0] for line in chosen(dialog, "Penjualan")] == [
        "Jual, belum dibayar Rp20.000", "Jual tunai Rp75.000",
    ]  # fmt: skip
    assert figures["Penjualan"] == 20_000 + 75_000
    assert [line.split(" – ")[0] for line in chosen(dialog, "Kas")] == [
        "Gas, listrik, air −Rp15.000", "Jual tunai Rp75.000", "Isi awal buku Rp400.000",
    ]  # fmt: skip
    assert figures["Kas"] == 400_000 + 75_000 - 15_000
    assert "Rp460.000" in dialog.told.text()


def test_a_balance_counts_from_the_beginning_and_a_movement_in_its_period(
    qtbot: QtBot, qapp: QApplication, session: Session
) -> None:
    page = pages.shown(qtbot, qapp, session, ReportsPage)
    for name, moved in (("position", True), ("income", False)):
        page.arrive(ReportWish(name, FEBRUARY))
        page.behind.click()
        dialog = behind(page)
        assert bool(dialog.records.count()) == moved, name
        dialog.close()
        qtbot.waitUntil(lambda: not page.findChildren(RecordsBehindDialog))


def test_a_line_of_an_account_opens_its_records_and_enter_opens_the_record(
    qtbot: QtBot, qapp: QApplication, session: Session
) -> None:
    page = pages.shown(qtbot, qapp, session, AccountingPage)
    page.period.set_period(books.JANUARY)
    page.refresh()
    table = page.register.table
    row = next(row for nth in range(table.rows.rowCount()) if (row := table.rows.row(nth)).title == "Bon pelanggan")
    table.opened.emit(row.key)
    dialog = behind(page)
    assert dialog.account.currentText() == "Bon pelanggan"
    dialog.records.setFocus()
    QTest.keyClick(dialog.records, Qt.Key.Key_Return)
    dialog.records.itemClicked.emit(dialog.records.item(0))  # the second click of two
    (record,) = dialog.findChildren(EntryDialog)
    with session.book.read() as reader:
        number = ledger.read_entry(reader, dialog.records.item(0).data(Qt.ItemDataRole.UserRole)).number
    asked: list[object] = []
    page.go.connect(lambda key, wish: asked.append((key, wish)))
    record.correct_asked.emit(number)
    assert asked == [("record", number)]
