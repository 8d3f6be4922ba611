"""A typing helper copies sheets under her own letter; the book lets her do nothing else, nor does the window."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import group, house, ledger, recording
from kpmbooks.book import Book, Installation, Tx
from kpmbooks.book.helping import helpers_of
from kpmbooks.book.rekeying import change_key
from kpmbooks.group import GroupRules
from kpmbooks.problems import Rejected
from kpmbooks.recording.sheets import SheetDay, record_sheet, sheet_of
from kpmbooks.storage import keys, new_key
from tests import books
from tests.books import START, own
from tests.pages import TODAY, nameless, part, session_on
from tests.whole_window import desk_of, nobody, program
from ui.desktop.asks import BeginHelping
from ui.desktop.desk import Desk
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.helping import HelpingPage
from ui.desktop.pages.helping_dialog import HelpingDialog
from ui.desktop.tasks import Tasks
from ui.desktop.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

MONDAY = date(2026, 1, 5)


def type_sheet(book: Book, first: date = MONDAY, drawer: str = "100rb") -> None:
    days = [SheetDay(first, {"drawer": drawer}), SheetDay(first + timedelta(days=1), off=True)]
    with book.write() as tx:
        record_sheet(tx, own(tx), sheet_of(START, first), days, today=TODAY)


def numbers(book: Book) -> list[str]:
    with book.read() as reader:
        keys_ = reader.connection.exec_driver_sql("SELECT id FROM entries ORDER BY id").scalars().all()
        return [ledger.read_entry(reader, key).number for key in keys_]


# The book


def test_each_record_tells_by_its_letter_who_typed_it(tmp_path: Path) -> None:
    with books.family(tmp_path / "siti.kpm") as book:
        books.record(book, "jual_tunai", amount=5_000)
        book.helper = "Ani"
        type_sheet(book)
        book.helper = "Budi"
        type_sheet(book, MONDAY + timedelta(days=7))
        book.helper = "ani "  # the same girl
        type_sheet(book, MONDAY + timedelta(days=14))
        book.helper = None
        books.record(book, "jual_tunai", amount=6_000)
        assert [number.split("-")[1] for number in numbers(book)] == ["A", "B", "C", "B", "A"]
        with book.read() as reader:
            assert [(one.name, one.letter) for one in helpers_of(reader)] == [("ani ", "B"), ("Budi", "C")]
            assert house.check(reader).ok


def test_a_helper_goes_on_under_her_letter_after_the_program_was_closed(tmp_path: Path) -> None:
    path, notes = tmp_path / "siti.kpm", tmp_path / "writers"
    books.family(path).close()
    for week in range(2):
        with house.open_book(path, "write", installation=Installation(notes)) as book:
            book.helper = "Ani"
            type_sheet(book, MONDAY + timedelta(days=7 * week))
    with house.open_book(path) as book:
        assert {number.split("-")[1] for number in numbers(book)} == {"B"}  # A made the book
        with book.read() as reader:
            assert house.check(reader).ok
    assert not any("Ani" in str(file) or b"Ani" in file.read_bytes() for file in notes.rglob("*") if file.is_file())


def _reverse(tx: Tx) -> object:
    number = ledger.read_entry(tx, 1).number
    return recording.reverse(tx, number, today=TODAY)


FORBIDDEN: dict[str, Callable[[Tx], Any]] = {
    "record": lambda tx: recording.record(tx, "jual_tunai", {"amount": 1_000}, ledger=own(tx), today=TODAY),
    "take back": _reverse,
    "undo": lambda tx: recording.undo(tx, today=TODAY),
    "close a month": lambda tx: ledger.close_period(tx, own(tx), date(2026, 1, 31)),
    "add a member": lambda tx: group.add_member(tx, "Rini"),
    "decide rules": lambda tx: group.decide_rules(tx, own(tx), GroupRules(date(2026, 2, 1))),
    "open a meeting": lambda tx: group.open_meeting(tx, own(tx), date(2026, 2, 1)),
    "erase a member": lambda tx: group.erase_member(tx, group.members_of(tx)[0]),
    "open an account": lambda tx: tx.touch("settings"),
}


@pytest.mark.parametrize("act", FORBIDDEN)
def test_the_book_refuses_a_helper_everything_but_sheets_and_stays_as_it_was(act: str) -> None:
    with books.group() as book:
        books.record(book, "jual_tunai", amount=5_000)
        with book.write() as tx:
            group.add_member(tx, "Sri")
        before = numbers(book)
        book.helper = "Ani"
        with pytest.raises(Rejected) as caught, book.write() as tx:
            FORBIDDEN[act](tx)
        assert caught.value.problems[0].code == "helper-may-not"
        book.helper = None
        assert numbers(book) == before
        with book.read() as reader:
            assert [one.name for one in group.members_of(reader)] == ["Sri"]
            assert group.rules_history(reader, own(reader)) == ()
            assert group.meetings_of(reader, own(reader)) == ()


def test_the_keeper_undoes_what_a_helper_typed() -> None:
    with books.family() as book:
        book.helper = "Ani"
        type_sheet(book)
        book.helper = None
        with book.write() as tx:
            recording.undo(tx, today=TODAY)
        with book.read() as reader:
            assert house.check(reader).ok
        assert books.balance(book.read().__enter__(), "Kas") == 0


# The window


@pytest.fixture
def melati(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Book]:
    nobody(monkeypatch, tmp_path)
    with books.group(tmp_path / "melati.kpm") as book:
        books.record(book, "saldo_awal", cash=400_000, date="1/1/2026")
        yield book


def desk_on(qtbot: QtBot, qapp: QApplication, book: Book) -> Desk:
    apply(qapp, Theme(ledger="kelompok"))
    session = session_on(book)
    desk = Desk(session, Tasks(inline=True))

    def answer(ask: object) -> None:
        if isinstance(ask, BeginHelping):
            desk.begin_helping(ask.name)

    session.asked.connect(answer)
    qtbot.addWidget(desk)
    desk.resize(1366, 768)
    with qtbot.waitActive(desk):
        desk.show()
    desk.begin()
    return desk


def let_her_type(desk: Desk, name: str = "Ani") -> HelpingPage:
    desk.go("settings")
    part(desk, QPushButton, "begin_helping").click()
    dialog = part(desk, HelpingDialog, "helping_dialog")
    assert nameless(dialog) == []
    part(dialog, QLineEdit, "helping_name").setText(name)
    dialog.begin.click()
    page = desk.helping()
    assert page is not None
    QApplication.processEvents()
    return page


def test_only_the_sheets_can_be_seen_or_reached_while_a_helper_types(
    qtbot: QtBot, qapp: QApplication, melati: Book
) -> None:
    desk = desk_on(qtbot, qapp, melati)
    page = let_her_type(desk)
    assert page.geometry() == desk.rect()
    assert part(page, QLabel, "helping_title").text() == "Ani mengetik"
    others = [
        one
        for one in desk.findChildren(QWidget)
        if one.isEnabled() and one is not page and not page.isAncestorOf(one) and not one.isWindow()
        and one.window() is desk.window()
    ]  # fmt: skip
    assert others == []
    assert not any(keys_.isEnabled() for keys_ in desk.findChildren(QShortcut, options=Qt.FindDirectChildrenOnly))
    for key in ("home", "reports", "members", "care"):
        before = desk.current()
        desk.go(key)
        assert desk.current() == before
    assert page.sheets.blank.isHidden()
    assert nameless(page) == []
    desk.resize(1024, 600)
    assert page.geometry() == desk.rect()


def test_what_she_types_is_in_the_book_with_her_name_at_the_record(
    qtbot: QtBot, qapp: QApplication, melati: Book
) -> None:
    desk = desk_on(qtbot, qapp, melati)
    page = let_her_type(desk)
    page.sheets.show_week(MONDAY)
    page.sheets.daily.grid.boxes[0][0].setText("150000")
    page.sheets.record()
    assert "10.42" in page.saved.text()
    page.done.click()  # no passcode: nothing can keep her in
    assert desk.helping() is None
    assert melati.helper is None
    assert desk.current() == "home"
    with melati.read() as reader:
        key = int(reader.connection.exec_driver_sql("SELECT max(id) FROM entries").scalar_one())
    dialog = EntryDialog(desk.session, key, desk)
    assert "Ani" in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.close()
    page = let_her_type(desk, "ANI")
    assert part(page, QLabel, "helping_title").text() == "Ani mengetik"  # known already


def test_with_a_passcode_only_who_knows_it_comes_back(
    qtbot: QtBot, qapp: QApplication, melati: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_MEMORY_KIB", 64)
    monkeypatch.setattr(keys, "_PASSES", 1)
    change_key(melati, new_key("ikan di kolam"))
    desk = desk_on(qtbot, qapp, melati)
    page = let_her_type(desk)
    page.done.click()
    assert desk.helping() is page
    passcode = part(page, QLineEdit, "passcode")
    passcode.setText("ikan di laut")
    part(page, QPushButton, "unlock").click()
    assert desk.helping() is page
    page.done.click()  # back to the sheets
    assert page.sheets.isVisible()
    page.done.click()
    passcode.setText("ikan di kolam")
    part(page, QPushButton, "unlock").click()
    assert desk.helping() is None


def test_a_helper_has_a_name(qtbot: QtBot, qapp: QApplication, melati: Book) -> None:
    desk = desk_on(qtbot, qapp, melati)
    desk.go("settings")
    part(desk, QPushButton, "begin_helping").click()
    dialog = part(desk, HelpingDialog, "helping_dialog")
    dialog.begin.click()
    assert dialog.message.problem() is not None
    assert desk.helping() is None


def test_the_window_answers_a_page_that_asks_for_a_helper(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody(monkeypatch, tmp_path)
    path = tmp_path / "Documents" / "melati.kpm"
    books.group(path).close()
    with program(qtbot, qapp, path) as made:
        desk = desk_of(qtbot, made)
        desk.session.asked.emit(BeginHelping("Ani"))
        qtbot.waitUntil(lambda: desk.helping() is not None)
        assert desk.session.book.helper == "Ani"
        made.open_path(path)  # whoever opens a book leaves this one, and the helper with it
        qtbot.waitUntil(lambda: made.desk is not None and made.desk is not desk)
        assert made.desk is not None
        assert made.desk.session.book.helper is None
