"""The whole window, used without a mouse: from the start page to the paper, and what the book says then."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kpmbooks import house, ledger, recording, statements
from kpmbooks.book import Book, Reader
from kpmbooks.dates import Period
from tests import books, pages
from tests.whole_window import desk_of, nobody, part_of, press, program, texts, type_text, where
from ui.desktop.app import Program
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.start import StartPage
from ui.desktop.widgets import ActList

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key
Modifier = Qt.KeyboardModifier
CTRL, ALT, SHIFT = Modifier.ControlModifier, Modifier.AltModifier, Modifier.ShiftModifier
FEBRUARY = Period(date(2026, 2, 1), date(2026, 2, 28))
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
AMOUNT = re.compile(r"\d\.\d{3}|ribu rupiah")
ROOT = Path(__file__).parents[1]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    nobody(monkeypatch, tmp_path)
    return tmp_path


@pytest.fixture
def window(home: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Program]:
    with program(qtbot, qapp) as made:
        yield made


def cash(reader: Reader, account: str = "Kas") -> int:
    place = ledger.default_ledger(reader)
    return int(statements.cash_book(reader, place, ledger.find_account(reader, place, account), FEBRUARY).closing)


def now(made: Program) -> int:
    assert made.desk is not None
    with made.desk.session.book.read() as reader:
        return cash(reader)


def seen(made: Program) -> str:
    """The words of all labels and buttons that are shown."""
    parts = [*made.window.findChildren(QLabel), *made.window.findChildren(QAbstractButton)]
    return "\n".join(part.text() for part in parts if part.isVisible())


def make_group(qtbot: QtBot, made: Program, name: str) -> None:
    type_text(name)
    press(Key.Key_Return)
    desk_of(qtbot, made)


def test_a_month_goes_in_and_comes_out_by_the_keyboard_alone(home: Path, qtbot: QtBot, qapp: QApplication) -> None:
    path = home / "Documents" / "KUBE Mawar.kpm"
    with program(qtbot, qapp) as made:
        make_group(qtbot, made, "KUBE Mawar")
        desk = desk_of(qtbot, made)
        assert path.is_file()

        # Money in: M from the home page, a digit for the kind, Enter saves and opens the next.
        press("M")
        press("2")
        type_text("12x3500")
        press(Key.Key_Tab)
        type_text("Kos Bu Ratna")
        press(Key.Key_Return)
        type_text("250rb")
        press(Key.Key_Return)
        assert now(made) == 42_000 + 250_000

        # Money out: home again, K, the kind by its digit.
        press("1", CTRL)
        press("K")
        press("1")
        type_text("85.000")
        press(Key.Key_Return)
        assert now(made) == 207_000

        # The last line of the cash book is chosen: Enter opens it, and what it says is corrected.
        press("4", CTRL)
        press(Key.Key_Return)
        [dialog] = desk.findChildren(EntryDialog)
        qtbot.waitUntil(lambda: dialog.isAncestorOf(where()))
        while where() is not dialog.correct:
            press(Key.Key_Tab)
        press(Key.Key_Return)
        qtbot.waitUntil(lambda: desk.current() == "record" and isinstance(where(), QLineEdit))
        press("A", CTRL)
        type_text("58.000")
        press(Key.Key_Return)
        assert now(made) == 234_000

        # Undo by the keys of every other program: the correction goes, then the record itself.
        press("Z", CTRL)
        assert now(made) == 207_000
        press("Z", CTRL)
        assert now(made) == 292_000

        # The cash book shows it, the preview of its print says it.
        press("4", CTRL)
        shown = desk.page("cash_book").statement()
        assert (int(shown.total_in), int(shown.total_out), int(shown.closing)) == (292_000, 0, 292_000)
        press("6", CTRL)
        report = desk.page("reports")
        qtbot.waitUntil(lambda: report.paper.document.pageCount() > 0)
        assert "292.000" in report.paper.document.getAllText(0).text()

    with house.open_book(path) as book, book.read() as reader:
        assert cash(reader) == 292_000
        assert house.check(reader).ok


def test_a_family_closes_its_stall_by_the_keyboard_alone(window: Program, home: Path, qtbot: QtBot) -> None:
    press(Key.Key_Backtab, SHIFT)
    press(Key.Key_Right)  # from the group's book, which is chosen, to the family's
    press(Key.Key_Tab)
    type_text("Keluarga Bu Siti")
    press(Key.Key_Tab)
    type_text("Gorengan Bu Siti")
    press(Key.Key_Return)
    desk = desk_of(qtbot, window)
    assert desk.session.book.owner.kind == "family"
    press("M")
    press("1")
    # Drawer, change to begin with, spent for the business, taken for the family, on account: Enter goes on, then saves.
    for box in ("415.000", "50.000", "120rb", "30.000", "12.000", ""):
        type_text(box)
        press(Key.Key_Return)
    with desk.session.book.read() as reader:
        place = ledger.default_ledger(reader)
        assert statements.income(reader, place, FEBRUARY).revenue == 415_000 - 50_000 + 120_000 + 30_000 + 12_000
        assert cash(reader) == 365_000
        family = ledger.find_ledger(reader, "Keluarga Bu Siti")
        assert statements.income(reader, family, FEBRUARY).revenue == 30_000


def test_alt_and_a_digit_change_the_kind_while_something_is_typed(window: Program, qtbot: QtBot) -> None:
    make_group(qtbot, window, "KUBE Mawar")
    press("M")
    press("2")
    type_text("15.000")
    press("7", ALT)
    press(Key.Key_Return)
    assert window.desk is not None
    with window.desk.session.book.read() as reader:
        [entry] = ledger.journal_page(reader, ledger.default_ledger(reader), FEBRUARY, 0, 10)
    assert (entry.kind, now(window)) == ("uang_masuk_lain", 15_000)


def test_what_cannot_be_read_is_not_written_and_keeps_the_keyboard(window: Program, qtbot: QtBot) -> None:
    make_group(qtbot, window, "KUBE Mawar")
    press("M")
    press("2")
    field = where()
    for wrong in ("besok", "1.5", "-3"):
        press("A", CTRL)
        type_text(wrong)
        press(Key.Key_Return)
        assert where() is field, wrong
        assert now(window) == 0, wrong
    press("A", CTRL)
    type_text("1.500")
    press(Key.Key_Return)
    assert now(window) == 1_500


def test_a_name_that_is_missing_is_said_at_its_field(window: Program, home: Path, qtbot: QtBot) -> None:
    press(Key.Key_Return)
    start = window.window.centralWidget()
    assert isinstance(start, StartPage)
    assert window.desk is None
    qtbot.waitUntil(lambda: start.form.name_message.problem() is not None)
    assert where() is start.form.name
    assert not list((home / "Documents").iterdir())


def test_the_book_of_yesterday_is_one_press_away(home: Path, qtbot: QtBot, qapp: QApplication) -> None:
    with program(qtbot, qapp) as made:
        make_group(qtbot, made, "KUBE Mawar")
    with program(qtbot, qapp) as made:
        recent = part_of(made.window, "recent_1")
        while where() is not recent:
            press(Key.Key_Tab)
        press(Key.Key_Space)
        assert desk_of(qtbot, made).session.book.owner.name == "KUBE Mawar"


def test_a_book_that_cannot_be_opened_is_told_on_the_start_page(home: Path, qtbot: QtBot, qapp: QApplication) -> None:
    broken = home / "rusak.kpm"
    broken.write_bytes(b"nothing of a book" * 100)
    with program(qtbot, qapp, broken) as made:
        start = made.window.centralWidget()
        assert isinstance(start, StartPage)
        assert start.trouble.isVisible()
        assert broken.read_bytes() == b"nothing of a book" * 100


def open_ledgers(qtbot: QtBot) -> None:
    """Ask for the ledgers, and wait until the keyboard is in their list: it comes as a window does."""
    press("L", CTRL)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), ActList))


def test_another_book_is_opened_by_the_menu_of_the_ledger(window: Program, qtbot: QtBot) -> None:
    make_group(qtbot, window, "KUBE Mawar")
    open_ledgers(qtbot)
    press(Key.Key_Up)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.window.centralWidget(), StartPage))
    assert window.desk is None


def test_the_other_ledger_is_chosen_by_the_keyboard_and_its_figures_are_shown(
    home: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    path = home / "siti.kpm"
    with books.family(path) as book:
        books.record(book, "jual_tunai", amount=90_000, date="5/1/2026")
        books.record(book, "ambil_untuk_keluarga", amount=20_000, date="6/1/2026")
    with program(qtbot, qapp, path) as made:
        desk = desk_of(qtbot, made)
        open_ledgers(qtbot)
        press(Key.Key_Down)
        press(Key.Key_Return)
        assert desk.session.ledger.kind == "keluarga"
        press("4", CTRL)
        desk.page("cash_book").arrive(books.JANUARY)
        assert int(desk.page("cash_book").statement().closing) == 20_000


def test_a_larger_text_stays_larger_the_next_time(home: Path, qtbot: QtBot, qapp: QApplication) -> None:
    with program(qtbot, qapp) as made:
        press(Key.Key_Equal, CTRL)
        press(Key.Key_Equal, CTRL)
        assert made.window.theme.text == 1.5
    with program(qtbot, qapp) as made:
        assert made.window.theme.text == 1.5


def test_no_amount_is_seen_while_they_are_covered(home: Path, qtbot: QtBot, qapp: QApplication) -> None:
    path = home / "melati.kpm"
    pages.laundry(path).close()
    with program(qtbot, qapp, path, date(2026, 2, 3)) as made:
        desk = desk_of(qtbot, made)
        for wish in (("home", None), ("record", None), ("cash_book", FEBRUARY), ("cash_book", MARCH)):
            desk.go(*wish)
            qtbot.waitUntil(desk.is_whole)
            assert AMOUNT.search(seen(made)), wish
            desk.privacy.click()
            assert AMOUNT.search(seen(made)) is None, wish
            assert "•••" in seen(made), wish
            desk.privacy.click()
        desk.privacy.click()
        desk.undo()
        assert AMOUNT.search(desk.toast.findChildren(QLabel)[-1].text()) is None


def test_a_second_start_hands_its_book_to_the_window_that_is_there(
    home: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    path = home / "melati.kpm"
    pages.laundry(path).close()
    with program(qtbot, qapp) as made:
        qtbot.waitUntil(lambda: made._alone._server is not None)
        second = subprocess.Popen(
            [sys.executable, "-m", "ui", str(path)],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stderr=subprocess.PIPE,
        )
        try:
            assert desk_of(qtbot, made).session.book.path == path
            qtbot.waitUntil(lambda: second.poll() is not None)
            assert second.returncode == 0
        finally:
            second.kill()
            second.communicate()
        with made.desk.session.book.read() as reader:
            assert cash(reader) == 787_000


def test_undo_names_the_act_that_it_undoes(home: Path, qtbot: QtBot, qapp: QApplication) -> None:
    path = home / "melati.kpm"
    pages.laundry(path).close()
    with program(qtbot, qapp, path) as made:
        desk = desk_of(qtbot, made)
        with desk.session.book.read() as reader:
            found = recording.undoable(reader)
        assert found is not None
        assert desk.session.name_of(found) in desk.header.undo.accessibleName()
        assert "Rp20.000" in desk.header.undo.accessibleName()


def test_the_print_dialog_speaks_as_the_program_does(window: Program, qtbot: QtBot) -> None:
    printer = QPrinter()
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    dialog.show()
    said = {text for text in texts(dialog) if text}
    assert {"Cetak", "&Cetak", "&Nama:", "Jenis:", "Ke &file:"} <= said
    assert not {"Print", "&Print", "&Name:", "Type:", "Options", "Copies", "All Pages"} & said


def test_after_the_opening_balance_the_home_page_shows_what_there_is(window: Program, qtbot: QtBot) -> None:
    make_group(qtbot, window, "KUBE Mawar")
    desk = desk_of(qtbot, window)
    desk.page("home").go.emit("record", "saldo_awal")
    type_text("1.500.000")
    press(Key.Key_Return, CTRL)
    assert desk.current() == "home"
    assert now(window) == 1_500_000
    assert desk.page("home").cash.amount.text() == "Rp1.500.000"


def test_on_a_screen_that_is_no_larger_the_window_fills_it(home: Path, qtbot: QtBot, qapp: QApplication) -> None:
    with program(qtbot, qapp) as made:
        made.window.appear()
        qtbot.waitUntil(made.window.isMaximized)  # the screen of the tests is 800 by 800


def test_a_whole_file_is_undone_beside_the_window(window: Program, home: Path, qtbot: QtBot) -> None:
    path = home / "banyak.kpm"
    with books.group(path) as book, book.write() as tx:
        place = ledger.default_ledger(tx)
        sales: list[tuple[str, dict[str, str | int | date | None], ledger.LedgerRef, ledger.Source]] = [
            ("jual_tunai", {"amount": 1_000 + nth, "date": date(2026, 1, 5)}, place, "sheet") for nth in range(250)
        ]
        recording.record_many(tx, sales, today=date(2026, 1, 5), act="import")
    window.open_path(path)
    desk = desk_of(qtbot, window)
    desk.undo()
    assert cash_of(desk.session.book) != 0, "it is not done while the window waits"
    qtbot.waitUntil(lambda: cash_of(desk.session.book) == 0, timeout=60_000)
    qtbot.waitUntil(desk.toast.isVisible)


def test_undoing_a_whole_file_can_be_stopped_and_then_nothing_is_undone(
    window: Program, home: Path, qtbot: QtBot
) -> None:
    path = home / "banyak.kpm"
    with books.group(path) as book, book.write() as tx:
        place = ledger.default_ledger(tx)
        sales: list[tuple[str, dict[str, str | int | date | None], ledger.LedgerRef, ledger.Source]] = [
            ("jual_tunai", {"amount": 1_000, "date": date(2026, 1, 5)}, place, "sheet") for _nth in range(2_500)
        ]
        recording.record_many(tx, sales, today=date(2026, 1, 5), act="import")
    window.open_path(path)
    desk = desk_of(qtbot, window)
    desk.undo()
    assert desk._long_undo is not None
    desk._long_undo.stop()
    qtbot.waitUntil(lambda: desk.header.undo.isEnabled() and desk.toast.isVisible(), timeout=60_000)
    assert not desk._long_undo.is_going_on()
    assert cash_of(desk.session.book) == 2_500_000
    with desk.session.book.read() as reader:
        assert ledger.entry_count(reader) == 2_500


def cash_of(book: Book) -> int:
    with book.read() as reader:
        account = ledger.find_account(reader, ledger.default_ledger(reader), "Kas")
        return int(ledger.register_sums(reader, account.id, date(2026, 12, 31)).net)
