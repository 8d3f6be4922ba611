"""The record page with all kinds: found under headings and by typing, whole at any size, days off, older books."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import house, ledger, recording
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.group import add_member, decide_rules, note_disbursement
from tests import books
from tests.meetings import RULES
from tests.pages import TODAY, laundry, nameless, part, session_on, shown
from ui.desktop.pages.record import RecordPage
from ui.desktop.pages.record_kind_row import KindRow, needed_width
from ui.desktop.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SAMPLE = Path(__file__).with_name("samples") / "format-1.0.kpm"


@pytest.fixture
def group() -> Iterator[Book]:
    with laundry() as book:
        yield book


@pytest.fixture
def family() -> Iterator[Book]:
    with books.family() as book:
        yield book


def record_page(
    qtbot: QtBot, qapp: QApplication, book: Book, size: tuple[int, int] = (1162, 697), **language: str
) -> RecordPage:
    return shown(qtbot, qapp, session_on(book, **language), RecordPage, size=size)  # type: ignore[arg-type]


def all_kinds(page: RecordPage, side: str) -> RecordPage:
    """The page with every kind of a side."""
    page.arrive(side)
    page.tiles.show_all(shown=True)
    QApplication.processEvents()
    return page


def typed(qtbot: QtBot, page: RecordPage, words: str) -> list[str]:
    """The names that are found, in their order."""
    page.tiles.search.clear()
    qtbot.keyClicks(page.tiles.search, words)
    QApplication.processEvents()
    return [tile.label() for tile in page.tiles.tiles()]


def headings(page: RecordPage) -> list[str]:
    labels = [label for label in page.tiles.findChildren(QLabel) if label.isVisible() and label.text()]
    return [label.text() for label in sorted(labels, key=lambda label: label.mapTo(page, QPoint()).y())]


@pytest.mark.parametrize("side", ["in", "out", "move"])
def test_every_kind_of_a_side_stands_once_under_a_plain_heading(
    qtbot: QtBot, qapp: QApplication, group: Book, side: str
) -> None:
    page = all_kinds(record_page(qtbot, qapp, group), side)
    names = [tile.objectName() for tile in page.tiles.tiles()]
    expected = {
        f"kind_{kind.id}"
        for kind in recording.kinds().values()
        if kind.side == side and "kelompok" in kind.ledgers and not kind.needs_goods  # no stock is kept here
    }
    assert set(names) == expected
    assert len(names) == len(expected)
    groups = {kind.group for kind in recording.kinds().values() if f"kind_{kind.id}" in expected}
    ordered = sorted((group for group in groups if group is not None), key=lambda group: group.order)
    assert headings(page) == [group.name for group in ordered]
    assert nameless(page) == []


@pytest.mark.parametrize(
    ("side", "words", "found"),
    [
        ("out", "gas", ["Gas, listrik, air"]),
        ("out", "GAJI", ["Upah anggota", "Bayar upah"]),  # people call it otherwise
        ("out", "bayar sewa", ["Bayar sewa di depan"]),
        ("in", "brilink", ["Kirim uang pelanggan", "Tarik tunai pelanggan"]),
        # of another side, after those of this one
        ("in", "titip", ["Titipan laku", "Titipan orang laku", "Terima titipan orang"]),
    ],
)
def test_a_kind_is_found_by_its_name_or_by_what_people_call_it(
    qtbot: QtBot, qapp: QApplication, group: Book, side: str, words: str, found: list[str]
) -> None:
    page = all_kinds(record_page(qtbot, qapp, group), side)
    names = typed(qtbot, page, words)
    assert [name for name in names if name in found] == found
    assert names[0] == found[0]


def test_kinds_of_another_side_are_found_under_the_name_of_that_side(
    qtbot: QtBot, qapp: QApplication, group: Book
) -> None:
    page = all_kinds(record_page(qtbot, qapp, group), "out")
    typed(qtbot, page, "libur")
    assert headings(page) == ["Pindah dan lainnya"]
    qtbot.keyClick(page.tiles.search, Qt.Key.Key_Return)
    assert page.sides.current() == "move"
    assert page.form.kind is not None
    assert page.form.kind.id == "libur"


def test_what_no_kind_is_called_leads_to_the_one_for_everything_else(
    qtbot: QtBot, qapp: QApplication, group: Book
) -> None:
    page = all_kinds(record_page(qtbot, qapp, group), "out")
    assert typed(qtbot, page, "kapal terbang") == ["Uang keluar lain"]
    assert headings(page) == ["Tidak ada jenis catatan itu. Coba kata lain, atau pilih:"]


def test_all_kinds_are_reached_chosen_and_left_by_the_keyboard(qtbot: QtBot, qapp: QApplication, group: Book) -> None:
    page = record_page(qtbot, qapp, group)
    page.arrive("out")
    qtbot.keyClick(page.tiles.tiles()[0], "8")
    QApplication.processEvents()
    assert page.tiles.shows_all()
    assert page.tiles.search.hasFocus()
    assert not page.ask.isVisible()
    first = page.tiles.tiles()[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert page.tiles.tiles()[1].hasFocus()
    qtbot.keyClick(page.tiles.tiles()[1], Qt.Key.Key_Return)
    assert not page.tiles.shows_all()
    assert page.form.isVisible()
    part(page, QPushButton, "kind_others").click()
    assert page.tiles.shows_all()
    assert not page.form.isVisible()
    qtbot.keyClick(page.tiles.search, Qt.Key.Key_Escape)
    assert not page.tiles.shows_all()
    assert page.form.isVisible()


def test_what_stands_behind_others_is_marked_there(qtbot: QtBot, qapp: QApplication, group: Book) -> None:
    page = record_page(qtbot, qapp, group)
    page.arrive("promosi")
    assert [tile.objectName() for tile in page.tiles.tiles() if tile.isChecked()] == ["kind_others"]
    page.arrive("transport")
    assert [tile.objectName() for tile in page.tiles.tiles() if tile.isChecked()] == ["kind_transport"]


@pytest.mark.parametrize(("text", "size"), [(1.0, (1162, 697)), (1.5, (1024, 500)), (2.0, (1340, 600))])
def test_no_name_is_cut_at_any_size(
    qtbot: QtBot, qapp: QApplication, family: Book, text: float, size: tuple[int, int]
) -> None:
    page = record_page(qtbot, qapp, family, size)
    apply(qapp, Theme(text=text))
    for side in ("in", "out", "move"):
        all_kinds(page, side)
        rows = page.tiles.tiles()
        assert rows
        for row in rows:
            assert isinstance(row, KindRow)
            assert needed_width(row.label()) <= row.width(), row.label()
        assert page.horizontalScrollBar().maximum() == 0


def test_the_button_that_saves_is_seen_without_scrolling(qtbot: QtBot, qapp: QApplication, family: Book) -> None:
    page = record_page(qtbot, qapp, family, (1024, 430))  # what is left of 1024 x 600 for a page
    apply(qapp, Theme(text=1.5))
    for kind in recording.kinds().values():
        if "usaha" in kind.ledgers:
            page.arrive(kind.id)
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            save = page.form.save
            assert save.visibleRegion().boundingRect().size() == save.size(), kind.id
            assert page.verticalScrollBar().value() == 0


def test_the_form_speaks_as_the_trade_does(qtbot: QtBot, qapp: QApplication, group: Book) -> None:
    page = record_page(qtbot, qapp, group)  # of a laundry
    page.arrive("jual_tunai")
    said = {label.text() for label in page.form.findChildren(QLabel)}
    assert {"Jasa dibayar tunai", "Jasa apa?"} <= said
    assert any("Ibu Rini mencuci" in text for text in said)
    assert not any("bakwan" in text for text in said)


def test_what_help_from_the_iks_is_for_is_chosen_by_a_letter(qtbot: QtBot, qapp: QApplication, group: Book) -> None:
    page = record_page(qtbot, qapp, group)
    page.arrive("bantu_iks")
    assert nameless(page.form) == []
    qtbot.keyClicks(QApplication.focusWidget(), "100rb")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "Ibu Rini")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    purpose = part(page, QComboBox, "answer_purpose")
    assert QApplication.focusWidget() is purpose
    assert [purpose.itemText(nth) for nth in range(purpose.count())] == [
        "tidak disebut", "Sakit", "Duka", "Sekolah", "Bencana", "Sosial lainnya",
    ]  # fmt: skip
    qtbot.keyClicks(purpose, "b")
    qtbot.keyClick(purpose, Qt.Key.Key_Return)
    with group.read() as reader:
        where = ledger.default_ledger(reader)
        act = recording.undoable(reader)
        assert act is not None
        last = ledger.read_entry(reader, ledger.keys_of_batch(reader, act.batch)[0])
        assert (last.kind, last.answers["purpose"], last.ledger) == ("bantu_iks", "bencana", where)


def test_in_english_kinds_and_headings_have_their_english_names(qtbot: QtBot, qapp: QApplication, group: Book) -> None:
    page = all_kinds(record_page(qtbot, qapp, group, language="en"), "in")
    assert headings(page)[0] == "Selling"
    assert typed(qtbot, page, "transfer")[0] == "Transfer for a customer"


def test_a_day_off_is_noted_shown_cancelled_and_undone(qtbot: QtBot, qapp: QApplication, group: Book) -> None:
    page = record_page(qtbot, qapp, group)
    page.arrive("libur")
    qtbot.keyClicks(part(page, QLineEdit, "answer_memo"), "Hujan")
    qtbot.keyClick(part(page, QLineEdit, "answer_memo"), Qt.Key.Key_Return)

    def off() -> list[date]:
        with group.read() as reader:
            found = recording.days_off(reader, ledger.default_ledger(reader), Period(TODAY, TODAY))
            return [one.day for one in found]

    assert off() == [TODAY]
    line = part(page, QWidget, "line_libur-1")
    assert {"Libur", "Hujan"} <= {label.text() for label in line.findChildren(QLabel)}
    assert page.list.title.text() == "Hari ini: 1 catatan"
    assert page.session.name_of(page.session.undoable()) == "Libur"  # type: ignore[arg-type] # there is one
    part(page, QPushButton, "take_back_libur-1").click()
    assert off() == []
    assert page.findChild(QWidget, "line_libur-1").isVisible() is False
    assert page.session.name_of(page.session.undoable()) == "pembatalan Libur"  # type: ignore[arg-type] # as above
    page.session.undo()
    assert off() == [TODAY]


def test_a_day_off_on_which_something_was_sold_is_asked_about_before_it_is_saved(
    qtbot: QtBot, qapp: QApplication, group: Book
) -> None:
    books.record(group, "jual_tunai", amount=7_000, date="10/2/2026")
    page = record_page(qtbot, qapp, group)
    page.arrive("libur")
    qtbot.keyClicks(part(page, QLineEdit, "answer_memo"), "Sakit")
    assert "Benarkah hari itu libur?" in page.form.warning.label.text()


@pytest.mark.parametrize(("kind", "warned"), [("iuran_rapat", True), ("jual_tunai", False)])
def test_dues_on_a_day_on_which_aid_is_paid_out_are_warned_of_while_they_are_typed(
    qtbot: QtBot, qapp: QApplication, group: Book, kind: str, warned: bool
) -> None:
    with group.write() as tx:
        note_disbursement(tx, books.own(tx), TODAY)
    page = record_page(qtbot, qapp, group)
    page.arrive(kind)
    qtbot.keyClicks(part(page.form, QLineEdit, "answer_amount-text"), "2000")
    assert page.form.warning.isVisibleTo(page) is warned
    assert ("Kumpulkan iuran dan tabungan" in page.form.warning.label.text()) is warned


def test_a_loan_above_what_the_rules_allow_is_warned_of_while_it_is_typed(
    qtbot: QtBot, qapp: QApplication, group: Book
) -> None:
    with group.write() as tx:
        decide_rules(tx, books.own(tx), RULES)
        add_member(tx, "Tuti")
    books.record(group, "tabungan_masuk", amount=50_000, party="Tuti", date="10/1/2026")
    page = record_page(qtbot, qapp, group)
    page.arrive("beri_pinjaman")
    qtbot.keyClicks(part(page.form, QLineEdit, "answer_party"), "Tuti")
    qtbot.keyClicks(part(page.form, QLineEdit, "answer_amount-text"), "150001")
    assert "lebih dari 3 kali tabungannya: Rp150.000" in page.form.warning.label.text()


def test_a_kind_whose_place_for_money_an_older_book_lacks_can_be_recorded(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with house.open_book(shutil.copy(SAMPLE, tmp_path / "lama.kpm"), "write") as old:
        page = record_page(qtbot, qapp, old)
        page.arrive("pindah_uang")
        qtbot.keyClicks(part(page.form, QLineEdit, "answer_amount-text"), "50000")
        page.form.put({"to": "Saldo agen"}, "typed")
        page.save()
        page.arrive("agen_pulsa")
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the fields of the form before
        qtbot.keyClicks(part(page.form, QLineEdit, "answer_amount-text"), "12000")
        qtbot.keyClicks(part(page.form, QLineEdit, "answer_cost-text"), "10300")
        assert "Rp1.700" in page.form.preview.label.text()
        page.save()
        with old.read() as reader:
            place = ledger.default_ledger(reader)
            sums = ledger.sums_through(reader, place.id, date(2026, 12, 31))
            assert sums[ledger.find_account(reader, place, "Saldo agen").id].net == 50_000 - 10_300
