"""The record page where stock is kept: goods named by their first letters, priced, added in place, corrected."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import house, ledger, trade
from kpmbooks.book import Book
from tests import books
from tests.pages import TODAY, nameless, part, session_on, shown
from tests.whole_window import where
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.good_dialog import GoodDialog
from ui.desktop.pages.goods_lines import GoodsLines
from ui.desktop.pages.record import RecordPage
from ui.desktop.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

RICE = {"unit": "kg", "price": "14000"}
SUGAR = {"unit": "kg", "price": "17000"}
EGGS = {"unit": "butir", "price": "2500"}
FLOUR = {"unit": "kg", "sort": "bahan"}


@pytest.fixture
def stall() -> Iterator[Book]:
    """10 kg of rice at 12.000, 40 eggs at 2.000; no sugar and no flour yet."""
    with books.family() as book:
        with book.write() as tx:
            place = ledger.default_ledger(tx)
            for name, facts in (("Beras", RICE), ("Gula pasir", SUGAR), ("Telur", EGGS), ("Tepung", FLOUR)):
                trade.add_good(tx, place, name, facts)
            bought = {"items": "beras 10 @ 12000; telur 40 @ 2000", "date": "5/1/2026"}
            trade.record(tx, "beli_dagangan", bought, ledger=place, today=books.TODAY)
        yield book


def record_page(qtbot: QtBot, qapp: QApplication, book: Book, size: tuple[int, int] = (1162, 697)) -> RecordPage:
    page = shown(qtbot, qapp, session_on(book), RecordPage, size=size)
    QApplication.processEvents()
    return page


def press(key: Qt.Key) -> None:
    QTest.keyClick(focus(), key)


def type_(words: str) -> None:
    QTest.keyClicks(focus(), words)


def focus() -> QWidget:
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return where()


def stock(book: Book, name: str) -> tuple[int, int]:
    """How many thousandths lie at home, and what they cost."""
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        good = trade.find_good(trade.goods_of(reader, place), name)
        there = trade.level(reader, good)
        return there.quantity, int(there.value)


def sums(book: Book) -> dict[str, int]:
    """Debit minus credit by role, of every account that is not zero."""
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        found = ledger.sums_through(reader, place.id, TODAY)
        accounts = {one.id: one for one in ledger.accounts(reader, place)}
        return {str(accounts[key].role): int(one.net) for key, one in found.items() if one.net}


def test_where_no_goods_are_kept_nothing_is_asked_about_them(qtbot: QtBot, qapp: QApplication) -> None:
    with books.family() as book:
        page = record_page(qtbot, qapp, book)
        page.arrive("jual_tunai")
        assert page.form.findChildren(GoodsLines) == []
        assert part(page.form, QLineEdit, "answer_amount-text").hasFocus()
        page.arrive("move")
        page.tiles.show_all(shown=True)
        names = {tile.objectName() for tile in page.tiles.tiles()}
        assert "kind_pindah_uang" in names
        assert not names & {"kind_stok_awal", "kind_produksi", "kind_pakai_bahan", "kind_hitung_barang"}
        page.arrive("produksi")
        assert page.form.kind is None or page.form.kind.id != "produksi"


def test_goods_are_asked_as_soon_as_there_is_one(qtbot: QtBot, qapp: QApplication) -> None:
    with books.family() as book:
        page = record_page(qtbot, qapp, book)
        page.arrive("jual_tunai")
        page.session.act(lambda tx: trade.add_good(tx, page.session.ledger, "Beras", RICE))
        QApplication.processEvents()
        assert [lines.objectName() for lines in page.form.findChildren(GoodsLines)] == ["answer_items"]
        page.arrive("move")
        page.tiles.show_all(shown=True)
        assert {"kind_produksi", "kind_hitung_barang"} <= {tile.objectName() for tile in page.tiles.tiles()}


def test_a_sale_of_one_good_is_three_letters_a_number_and_three_enters(
    qtbot: QtBot, qapp: QApplication, stall: Book
) -> None:
    page = record_page(qtbot, qapp, stall)
    page.arrive("jual_tunai")
    type_("ber")
    press(Qt.Key.Key_Return)
    type_("2,5")
    press(Qt.Key.Key_Return)
    assert part(page.form, QLineEdit, "answer_items_1_price").text() == "14.000"
    assert page.form.answers()["amount"] == "35.000"
    press(Qt.Key.Key_Return)
    assert stock(stall, "Beras") == (7_500, 90_000)
    # 120.000 + 80.000 were bought; 35.000 came in for what had cost 30.000
    assert sums(stall) == {
        "kas": 35_000 - 200_000, "penjualan": -35_000, "hpp": 30_000, "persediaan_dagangan": 170_000,
    }  # fmt: skip
    assert page.form.is_empty()
    assert focus().objectName() == "answer_items_1_name"


def test_several_goods_and_a_discount_are_one_record(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = record_page(qtbot, qapp, stall)
    page.arrive("jual_tunai")
    for name, many in (("beras", "1"), ("tel", "10")):
        type_(name)
        press(Qt.Key.Key_Return)
        type_(many)
        press(Qt.Key.Key_Return)
    assert page.form.answers()["amount"] == "39.000"
    amount = part(page.form, QLineEdit, "answer_amount-text")
    amount.setFocus()
    amount.selectAll()
    type_("38000")
    press(Qt.Key.Key_Return)
    assert stock(stall, "Beras") == (9_000, 108_000)
    assert stock(stall, "Telur") == (30_000, 60_000)
    assert sums(stall)["penjualan"] == -38_000


def test_a_record_without_goods_stays_possible(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = record_page(qtbot, qapp, stall)
    page.arrive("jual_tunai")
    press(Qt.Key.Key_Return)
    assert focus().objectName() == "answer_amount-text"
    type_("5000")
    press(Qt.Key.Key_Return)
    assert sums(stall)["penjualan"] == -5_000
    assert stock(stall, "Beras") == (10_000, 120_000)


def test_a_purchase_begins_with_the_last_price_paid(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = record_page(qtbot, qapp, stall)
    page.arrive("beli_dagangan")
    type_("beras")
    press(Qt.Key.Key_Return)
    type_("5")
    press(Qt.Key.Key_Return)
    assert part(page.form, QLineEdit, "answer_items_1_price").text() == "12.000"
    press(Qt.Key.Key_Return)
    assert stock(stall, "Beras") == (15_000, 180_000)


def test_a_good_bought_for_the_first_time_has_its_price_asked(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = record_page(qtbot, qapp, stall)
    page.arrive("beli_dagangan")
    type_("gul")
    press(Qt.Key.Key_Return)
    type_("3")
    press(Qt.Key.Key_Return)
    assert focus().objectName() == "answer_items_1_price"
    type_("15rb")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert stock(stall, "Gula pasir") == (3_000, 45_000)


def test_only_goods_that_fit_the_question_are_offered(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = record_page(qtbot, qapp, stall)
    page.arrive("beli_bahan")
    lines = part(page.form, GoodsLines, "answer_items")
    completer = lines.lines[0].name.completer()
    model = completer.model()
    assert [model.data(model.index(row, 0)) for row in range(model.rowCount())] == ["Tepung"]


def test_where_no_good_fits_yet_one_can_be_added_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    with books.family() as book:
        with book.write() as tx:
            trade.add_good(tx, ledger.default_ledger(tx), "Beras", RICE)
        page = record_page(qtbot, qapp, book)
        page.arrive("beli_bahan")
        part(page.form, QPushButton, "answer_items_new").click()
        dialog = part(page, GoodDialog, "good_dialog")
        assert dialog.sort.current() == "bahan"


def test_a_name_that_is_no_good_yet_is_added_in_place(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = record_page(qtbot, qapp, stall)
    page.arrive("beli_dagangan")
    type_("Kecap")
    assert part(page.form, QPushButton, "answer_items_new").isVisible()
    press(Qt.Key.Key_Return)
    dialog = part(page, GoodDialog, "good_dialog")
    assert nameless(dialog) == []
    assert part(dialog, QLineEdit, "good_name").text() == "Kecap"
    qtbot.keyClicks(part(dialog, QLineEdit, "good_unit"), "botol")
    qtbot.keyClicks(part(dialog, QLineEdit, "answer_good_price-text"), "9000")
    qtbot.keyClick(part(dialog, QLineEdit, "answer_good_price-text"), Qt.Key.Key_Return)
    assert part(page.form, QLineEdit, "answer_items_1_quantity").hasFocus()
    qtbot.keyClicks(part(page.form, QLineEdit, "answer_items_1_quantity"), "12")
    qtbot.keyClicks(part(page.form, QLineEdit, "answer_items_1_price"), "7500")
    page.save()
    assert stock(stall, "Kecap") == (12_000, 90_000)


@pytest.mark.parametrize(
    ("kind", "lines", "sentence"),
    [
        ("jual_tunai", (("beras", "11"),), "hanya ada 10"),
        ("jual_tunai", (("telur", "1,5"),), "dihitung utuh"),
        ("jual_tunai", (("beras", "0"),), "lebih dari nol"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence_and_nothing_is_written(
    qtbot: QtBot, qapp: QApplication, stall: Book, kind: str, lines: tuple[tuple[str, str], ...], sentence: str
) -> None:
    page = record_page(qtbot, qapp, stall)
    page.arrive(kind)
    before = sums(stall)
    for name, many in lines:
        type_(name)
        press(Qt.Key.Key_Return)
        type_(many)
        press(Qt.Key.Key_Return)
    page.save()
    shown_problem = part(page.form, GoodsLines, "answer_items").message.problem()
    assert shown_problem is not None
    assert sentence in page.session._.problem(shown_problem)
    assert sums(stall) == before


def test_a_correction_shows_the_goods_again_and_moves_them_anew(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    with stall.write() as tx:
        place = ledger.default_ledger(tx)
        sold = trade.record(tx, "jual_tunai", {"items": "beras 2; telur 4"}, ledger=place, today=TODAY)
    page = record_page(qtbot, qapp, stall)
    page.arrive(sold.number)
    lines = part(page.form, GoodsLines, "answer_items")
    assert lines.answer() == "Beras 2 @ 14.000; Telur 4 @ 2.500"
    assert page.form.answers()["amount"] == "38.000"
    many = part(page.form, QLineEdit, "answer_items_1_quantity")
    many.setFocus()
    many.selectAll()
    type_("3")
    assert page.form.answers()["amount"] == "52.000"
    page.save()
    assert stock(stall, "Beras") == (7_000, 84_000)
    assert stock(stall, "Telur") == (36_000, 72_000)
    assert sums(stall)["penjualan"] == -52_000
    with stall.read() as reader:
        assert house.check(reader).ok


def test_a_line_that_is_emptied_goes(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = record_page(qtbot, qapp, stall)
    page.arrive("jual_tunai")
    page.form.put({"items": "beras 2; telur 4"}, "typed")
    first = part(page.form, QLineEdit, "answer_items_1_name")
    first.setFocus()
    first.selectAll()
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Return)
    assert part(page.form, GoodsLines, "answer_items").answer() == "Telur 4 @ 2.500"
    assert page.form.answers()["amount"] == "10.000"


def test_tab_goes_through_the_lines_and_on_to_the_amount(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = record_page(qtbot, qapp, stall)
    page.arrive("jual_tunai")
    way = []
    type_("beras")
    press(Qt.Key.Key_Tab)
    type_("1")
    for _nth in range(5):
        way.append(focus().objectName())
        press(Qt.Key.Key_Tab)
    assert way == [
        "answer_items_1_quantity", "answer_items_1_price", "answer_items_2_name", "answer_items_2_quantity",
        "answer_items_2_price",
    ]  # fmt: skip
    assert focus().objectName() == "answer_amount-text"
    assert nameless(page) == []


@pytest.mark.parametrize(("text", "size"), [(1.0, (1162, 697)), (1.5, (1024, 430))])
@pytest.mark.parametrize("kind", ["jual_tunai", "jual_belum_dibayar", "produksi", "titip_laku"])
def test_the_form_with_goods_has_room_and_its_button_is_seen(
    qtbot: QtBot, qapp: QApplication, stall: Book, kind: str, text: float, size: tuple[int, int]
) -> None:
    page = record_page(qtbot, qapp, stall, size)
    apply(qapp, Theme(text=text, mode="dark"))
    page.arrive(kind)
    QApplication.processEvents()
    assert page.horizontalScrollBar().maximum() == 0
    if text > 1:
        save = page.form.save
        assert save.visibleRegion().boundingRect().size() == save.size()


def test_what_is_made_says_its_cost_before_it_is_saved_and_its_goods_afterwards(
    qtbot: QtBot, qapp: QApplication, stall: Book
) -> None:
    with stall.write() as tx:
        place = ledger.default_ledger(tx)
        trade.record(tx, "beli_bahan", {"items": "tepung 5 @ 12000"}, ledger=place, today=TODAY)
    page = record_page(qtbot, qapp, stall)
    page.arrive("produksi")
    page.form.put({"used": "tepung 2", "items": "gula pasir 3"}, "typed")
    assert "Rp24.000" in page.form.preview.label.text()
    page.save()
    assert stock(stall, "Tepung") == (3_000, 36_000)
    assert stock(stall, "Gula pasir") == (3_000, 24_000)
    with stall.read() as reader:
        last = ledger.entry_count(reader)
    dialog = EntryDialog(page.session, last, page)
    said = {label.text() for label in dialog.findChildren(QLabel)}
    assert "Tepung −2 kg; Gula pasir +3 kg" in said
