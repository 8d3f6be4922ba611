"""A market day in the window without a mouse, and the way from the example to a printed summary."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from kpmbooks import house, ledger
from tests import books
from tests.whole_window import TODAY, desk_of, nobody, part_of, program, where
from ui.desktop.app import Program

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SALES = (
    ("15000", 15_000), ("3x2500", 7_500), ("12rb", 12_000), ("7.500", 7_500), ("20000", 20_000), ("4x1500", 6_000),
    ("9000", 9_000), ("25rb", 25_000), ("6x2000", 12_000), ("11500", 11_500), ("8000", 8_000), ("2x7500", 15_000),
    ("5rb", 5_000), ("17500", 17_500), ("10x1000", 10_000), ("6500", 6_500),
)  # fmt: skip
"""As a person types them, and what they come to."""
BOUGHT = (("45rb", 45_000), ("2x18000", 36_000), ("22.000", 22_000), ("7500", 7_500))


class Keys:
    """Presses keys where the keyboard is, and counts those that are no text."""

    def __init__(self) -> None:
        self.beside_text = 0

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(where(), key)
        self.beside_text += 1

    def type(self, text: str) -> None:
        QTest.keyClicks(where(), text)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    nobody(monkeypatch, tmp_path)
    return tmp_path


def visible_fields(made: Program) -> list[QLineEdit]:
    assert made.desk is not None
    form = made.desk.page("record").form
    return [one for one in form.findChildren(QLineEdit) if one.isVisible()]


def test_twenty_records_go_in_by_the_keyboard_alone(home: Path, qtbot: QtBot, qapp: QApplication) -> None:
    path = home / "Documents" / "Gorengan.kpm"
    books.family(path).close()
    with program(qtbot, qapp, path) as made:
        desk = desk_of(qtbot, made)
        keys = Keys()
        keys.press(Qt.Key.Key_M)
        for nth, (text, _amount) in enumerate(SALES):
            if nth == 0:
                keys.press(Qt.Key.Key_2)
                assert len(visible_fields(made)) <= 3
            before = keys.beside_text
            keys.type(text)
            keys.press(Qt.Key.Key_Return)
            assert keys.beside_text - before <= 6
        QTest.keyClick(where(), Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        keys.press(Qt.Key.Key_K)
        keys.press(Qt.Key.Key_2)
        for text, _amount in BOUGHT:
            keys.type(text)
            keys.press(Qt.Key.Key_Return)
        assert keys.beside_text <= 20 + 5
        with desk.session.book.read() as reader:
            assert ledger.entry_count(reader) == 20
    with house.open_book(path) as book, book.read() as reader:
        place = ledger.default_ledger(reader)
        cash = ledger.find_account(reader, place, "Kas")
        sold, spent = sum(amount for _text, amount in SALES), sum(amount for _text, amount in BOUGHT)
        assert ledger.register_sums(reader, cash.id, TODAY).net == sold - spent
        assert house.check(reader).ok


def test_a_cash_sale_from_the_home_page_takes_three_keys_beside_its_text(
    home: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    path = home / "Documents" / "Gorengan.kpm"
    books.family(path).close()
    with program(qtbot, qapp, path) as made:
        desk = desk_of(qtbot, made)
        keys = Keys()
        keys.press(Qt.Key.Key_M)
        keys.press(Qt.Key.Key_2)
        assert len(visible_fields(made)) <= 3
        keys.type("25rb")
        keys.press(Qt.Key.Key_Return)
        with desk.session.book.read() as reader:
            assert ledger.entry_count(reader) == 1
        assert keys.beside_text <= 6


def test_from_the_first_start_to_a_printed_summary_of_the_example_are_six_presses_at_most(
    home: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    target = home / "Ringkasan.pdf"
    with program(qtbot, qapp, first_run=True) as made:
        presses = 0

        def click(name: str) -> None:
            nonlocal presses
            QApplication.processEvents()  # what was put into a layout is shown by an event
            button = part_of(made.window, name)
            assert isinstance(button, QAbstractButton)
            assert button.isVisible(), name
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            presses += 1

        click("who_try")
        click("try_family")
        qtbot.waitUntil(lambda: made.desk is not None, timeout=60_000)  # half a year is being lived
        desk = desk_of(qtbot, made)
        click("go-loan")
        qtbot.waitUntil(desk.is_whole)
        click("loan_show")
        paper = desk.page("loan_papers").work.paper
        qtbot.waitUntil(lambda: paper.document.pageCount() == 3)
        click("loan_save")
        qtbot.waitUntil(lambda: bool(made.window.findChildren(QFileDialog)))
        [dialog] = made.window.findChildren(QFileDialog)
        dialog.selectFile(str(target))
        dialog.fileSelected.emit(str(target))  # the dialog's own button
        presses += 1
        dialog.close()
        qtbot.waitUntil(target.is_file)
        qtbot.waitUntil(lambda: part_of(made.window, "loan_save").isEnabled())
        assert presses <= 6
    assert "Ringkasan Usaha untuk Pengajuan Pinjaman" in PdfReader(target).pages[0].extract_text()
