"""While names are covered none is seen, heard or shown in a tip on any page; the book and its prints keep them."""

import re
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import house, ledger, loans, recording
from tests import books, pages
from tests.pages import part
from tests.whole_window import desk_of, nobody, program, texts
from ui.desktop.app import Program
from ui.desktop.asks import Cover
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.search_dialog import SearchDialog
from ui.desktop.places import PLACES
from ui.desktop.theme import COVERED_NAME
from ui.desktop.widgets.ledger_block import LedgerBlock

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TODAY = date(2026, 1, 31)
NAMES = re.compile("Siti|Wati|Joko|Ratna|Budi|Melati")
"""Whoever stands in the book: family, customers, lenders; Melati only where a group is the owner."""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    nobody(monkeypatch, tmp_path)
    path = tmp_path / "Documents" / "buku.kpm"
    with books.family(path) as book:
        books.record(book, "saldo_awal", cash=400_000, date="1/1/2026")
        books.record(book, "jual_tunai", amount=75_000, memo="Pesanan Bu Wati", date="30/1/2026")
        books.record(book, "jual_belum_dibayar", amount=20_000, party="Pak Joko", memo="Nasi", date="31/1/2026")
        books.record(book, "libur", memo="Hajatan Bu Ratna", date="29/1/2026")
        wrong = books.record(book, "beli_bahan", amount=15_000, memo="Tepung dari Budi", date="31/1/2026")
        with book.write() as tx:
            recording.reverse(tx, wrong, today=TODAY, reason="Salah, punya Budi")
            answers = {"applicant": "Siti Aminah", "companion": "Ibu Ratna", "address": "Gang Wati 3"}
            loans.answer(tx, books.own(tx), answers, today=TODAY)
    return path


def seen(made: Program) -> str:
    """Everything that can be read or heard of the window, its title and the painted names of ledgers too.

    What parts keep for themselves and do not show (the ledger in the answer of a question) is not looked at.
    """
    painted = [block._name for block in made.window.findChildren(LedgerBlock)]
    return "\n".join([made.window.windowTitle(), *painted, *texts(made.window, painted=False)])


def test_no_name_is_seen_on_any_page_that_was_open_before_names_were_covered(
    path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    with program(qtbot, qapp, path, TODAY) as made:
        desk = desk_of(qtbot, made)
        for place in PLACES:
            desk.go(place.key)
            qtbot.waitUntil(desk.is_whole)
        for key in ("home", "cash_book", "loan", "debts"):  # there is something to cover
            page = desk.page(key)
            qtbot.waitUntil(lambda page=page: NAMES.search("\n".join(texts(page))) is not None)
        for before in ("home", "cash_book", "debts"):  # what is in sight when covering begins
            desk.go(before)
            qtbot.waitUntil(desk.is_whole)
            desk.names.click()
            qtbot.waitUntil(desk.is_whole)
            assert [one for one in seen(made).splitlines() if NAMES.search(one)] == [], before
            desk.names.click()
        desk.names.click()
        for place in PLACES:
            desk.go(place.key)
            qtbot.waitUntil(desk.is_whole)
            assert [one for one in seen(made).splitlines() if NAMES.search(one)] == [], place.key


def test_no_name_is_seen_on_any_page_that_is_opened_while_names_are_covered(
    path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    with program(qtbot, qapp, path, TODAY) as made:
        desk = desk_of(qtbot, made)
        desk.names.click()
        for place in PLACES:
            desk.go(place.key)
            qtbot.waitUntil(desk.is_whole)
            assert [one for one in seen(made).splitlines() if NAMES.search(one)] == [], place.key
        desk.go("cash_book")
        assert COVERED_NAME in seen(made)


def test_what_is_found_and_a_record_that_is_opened_say_no_name(path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    with program(qtbot, qapp, path, TODAY) as made:
        desk = desk_of(qtbot, made)
        desk.cover(names=True)
        desk.search()
        dialog = part(desk, SearchDialog, "search")
        dialog.field.setText("15000")
        dialog.search()
        assert dialog.found.count() > 0
        assert NAMES.findall("\n".join(texts(dialog))) == []
        dialog.close()
        with desk.session.book.read() as reader:
            keys = [entry.id for entry in ledger.journal_page(reader, desk.session.ledger, books.JANUARY, 0, 50)]
        for key in keys:
            record = EntryDialog(desk.session, key, desk)
            record.open()
            assert NAMES.findall("\n".join(texts(record))) == []
            record.close()


def test_a_record_that_is_corrected_shows_its_words_as_dots_and_keeps_them(
    path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    with program(qtbot, qapp, path, TODAY) as made:
        desk = desk_of(qtbot, made)
        desk.cover(names=True)
        desk.go("record", "2026-A-002")
        qtbot.waitUntil(desk.is_whole)
        memo = part(desk.page("record"), QLineEdit, "answer_memo")
        assert memo.text() == "Pesanan Bu Wati"
        assert NAMES.findall(seen(made)) == []
        desk.cover(names=False)
        assert memo.displayText() == "Pesanan Bu Wati"


def test_a_file_that_is_taken_in_and_the_list_of_ledgers_say_no_name(
    path: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    file = tmp_path / "kas.csv"
    file.write_text("Tanggal;Uraian;Masuk;Keluar\n5/1/2026;Pesanan Bu Wati;50.000;\n6/1/2026;Titipan Joko;;7.000\n")
    with program(qtbot, qapp, path, TODAY) as made:
        desk = desk_of(qtbot, made)
        desk.go("import", file)
        page = desk.page("import")
        qtbot.waitUntil(lambda: page.table.table().rows.rowCount() > 0, timeout=30_000)
        assert NAMES.search("\n".join(texts(page, painted=False)))
        desk.cover(names=True)
        qtbot.waitUntil(desk.is_whole)
        assert [one for one in seen(made).splitlines() if NAMES.search(one)] == []
        desk.open_ledger_menu()
        menu = part(desk, QWidget, "ledger_menu")
        assert "••••" in "\n".join(texts(menu, painted=False))
        assert NAMES.findall("\n".join(texts(menu, painted=False))) == []


def test_a_paper_on_the_screen_is_covered_and_the_paper_itself_keeps_its_names(
    path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    with program(qtbot, qapp, path, TODAY) as made:
        desk = desk_of(qtbot, made)
        desk.go("reports")
        paper = desk.page("reports").work.paper
        qtbot.waitUntil(lambda: paper.document.pageCount() > 0, timeout=30_000)
        open_picture = paper.grab().toImage()
        desk.cover(names=True)
        qtbot.waitUntil(lambda: paper.document.pageCount() > 0, timeout=30_000)
        assert paper.grab().toImage() != open_picture
        assert NAMES.findall("\n".join(texts(paper))) == []
        assert "Siti" in paper.document.getAllText(0).text()


def test_a_groups_name_is_no_persons_name_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, qapp: QApplication
) -> None:
    nobody(monkeypatch, tmp_path)
    path = tmp_path / "Documents" / "kelompok.kpm"
    pages.laundry(path).close()
    with program(qtbot, qapp, path, TODAY) as made:
        desk = desk_of(qtbot, made)
        desk.cover(names=True)
        assert "KUBE Melati" in made.window.windowTitle()
        assert "KUBE Melati" in desk.ledger.accessibleName()


def test_amounts_and_names_are_covered_each_by_itself_by_keys_and_in_the_settings(
    path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    with program(qtbot, qapp, path, TODAY) as made:
        desk = desk_of(qtbot, made)
        desk.go("settings")
        page = desk.page("settings")
        page.names.click()
        qtbot.waitUntil(desk.is_nameless)
        assert not desk.is_private()
        desk.session.asked.emit(Cover(amounts=True))
        qtbot.waitUntil(desk.is_private)
        assert (page.amounts.isChecked(), page.names.isChecked()) == (True, True)
        desk.privacy.click()
        assert (page.amounts.isChecked(), page.names.isChecked()) == (False, True)
        desk.other_book.emit()
        qtbot.waitUntil(lambda: made.desk is None)
        assert not made.window.theme.nameless


def test_the_book_itself_knows_nothing_of_covering(path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    with program(qtbot, qapp, path, TODAY) as made:
        desk = desk_of(qtbot, made)
        desk.cover(names=True)
        books.record(desk.session.book, "jual_tunai", amount=1_000, memo="Bu Wati lagi", date="31/1/2026")
        assert NAMES.findall(seen(made)) == []
    with house.open_book(path) as book, book.read() as reader:
        entries = ledger.journal_page(reader, ledger.default_ledger(reader), books.JANUARY, 0, 50)
        assert [entry.memo for entry in entries if entry.party or entry.memo][-1] == "Bu Wati lagi"
