"""The very first start, as a stranger meets it: few presses, no file dialog, and a first record within a minute."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from kpmbooks import house, ledger
from tests.pages import nameless, part
from tests.whole_window import desk_of, nobody, press, program, type_text, where
from ui.desktop.app import Program
from ui.desktop.pages.first_run import FirstRunPage
from ui.desktop.pages.start import StartPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, qapp: QApplication) -> Iterator[Program]:
    nobody(monkeypatch, tmp_path)
    with program(qtbot, qapp, first_run=True) as made:
        yield made


def page_of(made: Program) -> FirstRunPage:
    shown = made.window.centralWidget()
    assert isinstance(shown, FirstRunPage)
    return shown


class Presses:
    """Counts the presses of the mouse."""

    def __init__(self, made: Program) -> None:
        self.made, self.count = made, 0

    def __call__(self, name: str) -> None:
        QApplication.processEvents()  # what was put into a layout is shown by an event
        button = part(self.made.window, QAbstractButton, name)
        assert button.isVisible(), name
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.count += 1


def test_a_seller_has_her_first_record_after_five_presses(window: Program, qtbot: QtBot, tmp_path: Path) -> None:
    click = Presses(window)
    click("who_family")
    click("sector_kuliner")
    type_text("Bu Siti")
    press(Qt.Key.Key_Return)
    type_text("Gorengan Bu Siti")
    press(Qt.Key.Key_Return)
    desk_of(qtbot, window)
    click("first_record-button")
    click("kind_jual_tunai")
    type_text("25000")
    press(Qt.Key.Key_Return)
    while where().objectName() and not _entries(window):
        press(Qt.Key.Key_Return)
    assert click.count <= 5
    desk = desk_of(qtbot, window)
    book = desk.session.book
    assert book.path == tmp_path / "own" / "buku" / "Gorengan Bu Siti.kpm"
    assert (book.owner.name, book.owner.sector, book.owner.kind) == ("Keluarga Bu Siti", "kuliner", "family")
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        cash = ledger.find_account(reader, place, "Kas")
        assert ledger.register_sums(reader, cash.id, desk.session.today()).net == 25_000


def _entries(made: Program) -> int:
    assert made.desk is not None
    with made.desk.session.book.read() as reader:
        return ledger.entry_count(reader)


def test_by_keyboard_alone_a_treasurer_begins_a_groups_book(window: Program, qtbot: QtBot) -> None:
    press("2")
    press("3")
    type_text("KUBE Melati")
    press(Qt.Key.Key_Return)
    owner = desk_of(qtbot, window).session.book.owner
    assert (owner.name, owner.kind, owner.sector, owner.practice) == ("KUBE Melati", "group", "jasa", False)


@pytest.mark.parametrize(("card", "ledger_kind"), [("try_group", "kelompok"), ("try_family", "usaha")])
def test_the_examples_are_practice_books(window: Program, qtbot: QtBot, card: str, ledger_kind: str) -> None:
    click = Presses(window)
    click("who_try")
    click(card)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=60_000)  # half a year is being lived
    desk = desk_of(qtbot, window)
    assert desk.session.book.owner.practice
    assert desk.session.ledger.kind == ledger_kind


def test_a_name_that_is_missing_is_asked_for_and_nothing_is_made(window: Program, qtbot: QtBot, tmp_path: Path) -> None:
    press("2")
    press("1")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(page_of(window).trouble.isVisible)
    assert not list((tmp_path / "own").rglob("*.kpm"))


def test_two_books_of_one_name_lie_beside_each_other(window: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "own" / "buku"
    folder.mkdir(parents=True)
    (folder / "KUBE Melati.kpm").write_bytes(b"")
    press("2")
    press("3")
    type_text("KUBE Melati")
    press(Qt.Key.Key_Return)
    assert desk_of(qtbot, window).session.book.path == folder / "KUBE Melati 2.kpm"


def test_one_goes_back_question_by_question(window: Program) -> None:
    press("3")
    press("4")
    assert page_of(window).step() == "name"
    for step in ("sector", "who", "who"):
        press(Qt.Key.Key_Escape)
        assert page_of(window).step() == step


def test_a_facilitator_is_shown_every_way_and_so_is_who_has_a_book(window: Program, qtbot: QtBot) -> None:
    press("1")
    qtbot.waitUntil(lambda: isinstance(window.window.centralWidget(), StartPage))


def test_digits_in_a_name_are_letters(window: Program) -> None:
    press("2")
    press("1")
    type_text("KUBE 12")
    assert page_of(window).name.text() == "KUBE 12"


def test_every_card_of_every_question_has_a_name(window: Program) -> None:
    page = page_of(window)
    for step in ("who", "example", "sector", "name"):
        page.show_step(step)  # type: ignore[arg-type] # each of them
        assert nameless(page) == []


def test_whoever_has_had_a_book_is_not_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, qapp: QApplication
) -> None:
    from ui.desktop.recent_books import remember_book
    from ui.home_folder import home_folder

    nobody(monkeypatch, tmp_path)
    path = tmp_path / "melati.kpm"
    house.create(path, kind="group", name="KUBE Melati", start=date(2026, 1, 1)).close()
    remember_book(home_folder(), path)
    with program(qtbot, qapp, first_run=True) as made:
        assert isinstance(made.window.centralWidget(), StartPage)
