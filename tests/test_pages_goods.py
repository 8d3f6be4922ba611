"""The page of goods: nobody has to keep any; the list, the card whose figures open records, counting, hiding."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import house, ledger, recording, trade
from kpmbooks.book import Book
from kpmbooks.ledger.recent import recent_entries
from tests import books
from tests.pages import TODAY, nameless, part, session_on, shown
from tests.whole_window import where
from ui.desktop.pages.cash_book import CashBookPage
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.entry_line import entry_lines
from ui.desktop.pages.good_dialog import GoodDialog
from ui.desktop.pages.goods import GoodsPage
from ui.desktop.pages.wishes import COUNT, METHODS, RecordWish
from ui.desktop.theme import Theme, apply
from ui.desktop.widgets import RegisterRow, RegisterTable

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def stall() -> Iterator[Book]:
    """By hand, on 5 and 6 February: 10 kg of rice at 12.000 and 40 eggs at 2.000 came in; 4 kg of rice at 14.000 and
    10 eggs at 2.500 were sold. So 6 kg (72.000) and 30 eggs (60.000) are left; rice earned 8.000, eggs 5.000."""
    with books.family() as book:
        with book.write() as tx:
            place = ledger.default_ledger(tx)
            trade.add_good(tx, place, "Beras", {"unit": "kg", "price": "14000", "picture": "grains", "low": "6000"})
            trade.add_good(tx, place, "Telur", {"unit": "butir", "price": "2500", "picture": "egg"})
            trade.add_good(tx, place, "Antar ke rumah", {"sort": "jasa", "price": "5000"})
            for kind, items, day in (
                ("beli_dagangan", "beras 10 @ 12000; telur 40 @ 2000", "5/2/2026"),
                ("jual_tunai", "beras 4", "6/2/2026"),
                ("jual_tunai", "telur 10", "6/2/2026"),
            ):
                trade.record(tx, kind, {"items": items, "date": day}, ledger=place, today=TODAY)
        yield book


def goods_page(qtbot: QtBot, qapp: QApplication, book: Book, size: tuple[int, int] = (1162, 697)) -> GoodsPage:
    page = shown(qtbot, qapp, session_on(book), GoodsPage, size=size)
    page.arrive(None)
    QApplication.processEvents()
    return page


def row(page: GoodsPage, place: int) -> dict[str, str]:
    found = page.register.table.rows.row(place)
    return {"title": found.title, **dict(found.cells)}


def lines(table: RegisterTable) -> list[RegisterRow]:
    return [table.rows.row(place) for place in range(table.rows.rowCount())]


def press(key: Qt.Key) -> None:
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.keyClick(where(), key)


def type_(words: str) -> None:
    QTest.keyClicks(where(), words)


def stock(book: Book, name: str) -> tuple[int, int]:
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        there = trade.level(reader, trade.find_good(trade.goods_of(reader, place), name))
        return there.quantity, int(there.value)


def test_nobody_has_to_keep_stock_and_one_button_begins(qtbot: QtBot, qapp: QApplication) -> None:
    with books.family() as book:
        page = goods_page(qtbot, qapp, book)
        assert page.register.is_empty()
        assert "tidak harus" in page.empty.title.text()
        press(Qt.Key.Key_Return)  # the keyboard is at the button
        dialog = part(page, GoodDialog, "good_dialog")
        qtbot.keyClicks(part(dialog, QLineEdit, "good_name"), "Beras")
        qtbot.keyClick(part(dialog, QLineEdit, "good_name"), Qt.Key.Key_Return)
        assert row(page, 0) == {"title": "Beras", "there": "0", "price": "", "value": "0"}


def test_the_list_says_what_lies_there_and_what_it_cost(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = goods_page(qtbot, qapp, stall)
    assert [row(page, nth) for nth in range(3)] == [
        {"title": "Antar ke rumah", "there": "jasa", "price": "5.000", "value": ""},
        {"title": "Beras", "there": "6 kg", "price": "14.000", "value": "72.000"},
        {"title": "Telur", "there": "30 butir", "price": "2.500", "value": "60.000"},
    ]
    badge = page.register.table.rows.row(1).badge
    assert badge is not None
    assert badge.text == "Tinggal sedikit"
    assert part(page, QLabel, "goods-foot-value").text() == "Rp132.000"
    assert nameless(page) == []


def test_what_no_good_explains_is_said(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    books.record(stall, "saldo_awal", goods=50_000, date="1/1/2026")
    page = goods_page(qtbot, qapp, stall)
    assert "Rp50.000" in page.register.foot.caption.text()


def test_the_card_says_what_a_good_brought_and_its_figures_open_the_records(
    qtbot: QtBot, qapp: QApplication, stall: Book
) -> None:
    page = goods_page(qtbot, qapp, stall)
    page.register.table.choose(1)
    press(Qt.Key.Key_Return)
    card = page.card
    assert card.isVisible()
    assert card.title.text() == "Beras"
    said = {name: figure.label() for name, figure in card.figures.items()}
    assert said["there"].endswith("6 kg")
    assert "Rp72.000" in said["value"]
    assert "Rp12.000" in said["value"]  # each
    assert "4 kg" in said["sold"]
    assert "Rp56.000" in said["sold"]
    assert said["profit"].endswith("Rp8.000")
    table = card.register.table
    assert [(one.title, one.cell("moved"), one.cell("left"), one.cell("worth")) for one in lines(table)] == [
        ("Beli dagangan", "+10 kg", "10 kg", "120.000"),
        ("Jual tunai", "−4 kg", "6 kg", "72.000"),
    ]
    card.figures["profit"].setFocus()
    press(Qt.Key.Key_Return)
    assert [one.cell("amount") for one in lines(table)] == ["56.000"]
    table.choose(0)
    press(Qt.Key.Key_Return)
    dialog = part(card, EntryDialog, "entry_dialog")
    assert dialog.isVisible()
    dialog.close()
    assert nameless(page) == []
    page.activateWindow()
    table.setFocus()
    press(Qt.Key.Key_Escape)
    assert page.register.isVisible()


def test_prices_of_the_past_stay_to_be_seen(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = goods_page(qtbot, qapp, stall)
    good = next(one for one in page._seen.goods if one.good.name == "Telur")  # type: ignore[union-attr] # it was shown
    page.arrive(good.good.id)
    page.card.change.click()
    dialog = part(page.card, GoodDialog, "good_dialog")
    price = part(dialog, QLineEdit, "answer_good_price-text")
    price.selectAll()
    qtbot.keyClicks(price, "3000")
    qtbot.keyClick(price, Qt.Key.Key_Return)
    page.card._open_figure("prices")
    assert [one.title for one in lines(page.card.register.table)] == ["Rp3.000", "Rp2.500"]


def test_a_count_goes_down_with_enter_and_says_why_it_differs(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = goods_page(qtbot, qapp, stall)
    page.arrive(COUNT)
    assert [one.seen.good.name for one in page.sheet.rows] == ["Beras", "Telur"]  # no shelf holds a service
    type_("6")
    press(Qt.Key.Key_Return)
    type_("27")
    assert page.sheet.rows[1].difference.text() == "kurang 3 butir"
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)  # without a reason
    assert part(page.sheet, QWidget, "count_message").isVisible()
    assert stock(stall, "Telur") == (30_000, 60_000)
    type_("Pecah")
    press(Qt.Key.Key_Return)
    assert page.register.isVisible()
    assert stock(stall, "Telur") == (27_000, 54_000)
    with stall.read() as reader:
        undoable = recording.undoable(reader)
        assert undoable is not None
        assert (undoable.kind, undoable.amount, undoable.entries) == ("hitung_barang", 6_000, 1)
        place = ledger.default_ledger(reader)
        good = trade.find_good(trade.goods_of(reader, place), "beras")
        assert good.counted == TODAY.isoformat()
        assert house.check(reader).ok
    page.session.undo()
    assert stock(stall, "Telur") == (30_000, 60_000)


def test_a_count_that_agrees_writes_no_record(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = goods_page(qtbot, qapp, stall)
    with stall.read() as reader:
        before = ledger.entry_count(reader)
    page.arrive(COUNT)
    type_("6")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert part(page.sheet, QPushButton, "count_save").hasFocus()
    press(Qt.Key.Key_Return)
    with stall.read() as reader:
        assert ledger.entry_count(reader) == before
        counted = {one.name: one.counted for one in trade.goods_of(reader, ledger.default_ledger(reader))}
    assert counted == {"Antar ke rumah": None, "Beras": TODAY.isoformat(), "Telur": None}


def test_half_an_egg_cannot_be_counted(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = goods_page(qtbot, qapp, stall)
    page.arrive(COUNT)
    press(Qt.Key.Key_Return)
    type_("1,5")
    press(Qt.Key.Key_Return)
    problem = page.sheet.message.problem()
    assert problem is not None
    assert "dihitung utuh" in page.session._.problem(problem)
    assert page.sheet.rows[1].box.hasFocus()


def test_lists_of_records_name_the_goods(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    cash_book = shown(qtbot, qapp, session_on(stall), CashBookPage)
    details = [one.detail for one in lines(cash_book.register.table) if one.kind == "entry"]
    assert details == ["Beras 10 kg, Telur 40 butir", "Beras 4 kg", "Telur 10 butir"]
    with stall.read() as reader:
        last = entry_lines(reader, recent_entries(reader, ledger.default_ledger(reader), 1), "id")
    assert [line.words for line in last] == ["Telur 10 butir"]


def test_what_happens_to_a_good_is_recorded_with_its_name(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = goods_page(qtbot, qapp, stall)
    asked: list[tuple[str, object]] = []
    page.go.connect(lambda key, wish: asked.append((key, wish)))
    page.register.table.choose(1)
    press(Qt.Key.Key_Return)
    assert page.card.spoiled.label() == "Tidak laku, basi"  # as a food stall says it
    for button in (page.card.arrived, page.card.family, page.card.spoiled):
        button.click()
    assert asked == [
        ("record", RecordWish("beli_dagangan", "Beras")),
        ("record", RecordWish("ambil_dagangan", "Beras")),
        ("record", RecordWish("sisa_tidak_laku", "Beras")),
    ]


def test_a_good_that_is_hidden_is_offered_no_more_and_comes_back(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = goods_page(qtbot, qapp, stall)
    page.register.table.choose(0)
    press(Qt.Key.Key_Return)
    page.card.hide_good.click()
    page.show_list()
    assert [row(page, nth)["title"] for nth in range(page.register.table.rows.rowCount())] == ["Beras", "Telur"]
    page.hidden.click()
    assert row(page, 0)["title"] == "Antar ke rumah"


def test_a_name_that_is_there_already_is_refused_where_it_stands(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = goods_page(qtbot, qapp, stall)
    page.new.click()
    dialog = part(page, GoodDialog, "good_dialog")
    qtbot.keyClicks(part(dialog, QLineEdit, "good_name"), "beras")
    dialog.save()
    assert dialog.isVisible()
    assert "Sudah ada barang" in page.session._.problem(dialog.message.problem())  # type: ignore[arg-type] # it is shown


@pytest.mark.parametrize(("text", "size"), [(1.0, (1162, 697)), (1.5, (1024, 500))])
def test_everything_fits_in_the_dark_and_with_large_letters(
    qtbot: QtBot, qapp: QApplication, stall: Book, text: float, size: tuple[int, int]
) -> None:
    page = goods_page(qtbot, qapp, stall, size)
    apply(qapp, Theme(text=text, mode="dark"))
    QApplication.processEvents()
    page.arrive(None)
    QApplication.processEvents()
    assert page._seen is not None
    for wish in (None, page._seen.goods[1].good.id, COUNT):
        page.arrive(wish)
        QApplication.processEvents()
        for button in page.findChildren(QPushButton):
            if button.isVisible():
                inside = button.mapTo(page, button.rect().topRight()).x()
                assert inside <= page.width(), button.objectName()


def test_covered_amounts_are_covered_here_too(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = goods_page(qtbot, qapp, stall)
    apply(qapp, Theme(private=True))
    page.look_again()
    page.register.table.choose(1)
    press(Qt.Key.Key_Return)
    assert not any("Rp7" in figure.label() or "Rp8" in figure.label() for figure in page.card.figures.values())


def test_how_cost_is_worked_out_is_asked_from_the_accountants_view_only_and_lifo_is_refused(
    qtbot: QtBot, qapp: QApplication
) -> None:
    with books.family() as book:
        with book.write() as tx:
            trade.add_good(tx, ledger.default_ledger(tx), "Beras", {"unit": "kg"})
        page = goods_page(qtbot, qapp, book)
        for wish, asked in ((None, False), (METHODS, True)):
            page.arrive(wish)
            page._open(1)
            page.card.change.click()
            dialog = page.card.findChildren(GoodDialog)[-1]
            assert dialog.method.isVisible() is asked
        dialog.method.set_current("lifo")
        problem = dialog.message.problem()
        assert problem is not None
        assert "SAK EMKM" in page.session._.problem(problem)
        dialog.save()
        assert dialog.isVisible()
        dialog.method.set_current("fifo")
        dialog.save()
        with book.read() as reader:
            assert trade.goods_of(reader, ledger.default_ledger(reader))[0].method == "fifo"


def test_a_households_book_leads_to_the_business_where_goods_are_kept(
    qtbot: QtBot, qapp: QApplication, stall: Book
) -> None:
    page = goods_page(qtbot, qapp, stall)
    home = next(one for one in page.session.ledgers if one.kind == "keluarga")
    page.session.switch_ledger(home)
    QApplication.processEvents()
    assert page.register.is_empty()
    press(Qt.Key.Key_Return)
    assert page.session.ledger.kind == "usaha"
    assert row(page, 1)["title"] == "Beras"
