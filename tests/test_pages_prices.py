"""The page of prices: worked out while she writes, kept and charged by the keyboard alone, written in a grid."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kpmbooks import ledger, trade
from kpmbooks.trade.price_sheets import named_sheets, sheet_of
from tests import books, pages
from ui.desktop.pages.prices import LIST, PricesPage
from ui.desktop.pages.prices_grid import PRICE
from ui.desktop.pages.prices_import import PricesImport
from ui.desktop.pages.reports import ReportsPage
from ui.desktop.pages.wishes import ACCOUNTING
from ui.desktop.session import Session

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TODAY = date(2026, 2, 10)


@pytest.fixture
def session() -> Iterator[Session]:
    made = pages.session_on(books.family(), today=TODAY)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, session: Session) -> PricesPage:
    return pages.shown(qtbot, qapp, session, PricesPage)


def goods(session: Session) -> dict[str, int | None]:
    with session.book.read() as reader:
        found = trade.goods_of(reader, ledger.default_ledger(reader))
        return {good.name: None if good.price is None else int(good.price) for good in found}


def type_into(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def fill(page: PricesPage, **figures: str) -> None:
    for name, text in figures.items():
        type_into(page.form.fields[name].line, text)


def line(page: PricesPage, name: str) -> str:
    return pages.part(page, QLabel, f"prices_line_{name}").text()


def press(key: Qt.Key) -> None:
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClick(here, key)


def test_whose_the_costs_are_is_said_until_a_part_of_them_is_written(page: PricesPage) -> None:
    fill(page, made="1", materials="300", fixed="300000", days="26", sold="10")
    below = pages.part(page, QLabel, "prices_part_origin")
    assert below.isVisible()
    assert "biaya untuk semua dagangan" in below.text()
    assert line(page, "even").startswith("Laku 116 sehari (3.000 sebulan)")  # each leaves 100 of the price of 400
    fill(page, part="12,5")
    assert not below.isVisible()
    assert line(page, "carried") == "Barang ini menanggung Rp37.500 dari biaya tetap Rp300.000."
    assert line(page, "even").startswith("Laku 15 sehari (375 sebulan)")
    fill(page, part="101")
    assert page.live.problem.problem() is not None


def test_a_price_is_worked_out_at_every_key_and_told_in_words(page: PricesPage) -> None:
    fill(page, made="80", left_over="5", materials="60000", packaging="3000", gas="5000", hours="3", wage="10000")
    fill(page, fixed="300000", days="26", sold="40")
    # as in tests/test_price_sheets.py, by hand: 1.800 a piece, 628.720 a month
    assert page.live.price.amount() == 1_800
    assert line(page, "profit").startswith("Kalau laku 40 sehari, untung Rp24.182 sehari, Rp628.720 sebulan.")
    assert line(page, "carried") == "Semua biaya tetap Rp300.000 ditanggung barang ini."
    assert (
        line(page, "even")
        == "Laku 13 sehari (336 sebulan) baru tidak rugi. Laku 24 sehari, upah sendiri juga terbayar."
    )
    assert "Upah sendiri masuk harga. Di buku bukan biaya" in line(page, "labour")
    assert line(page, "earned") == "Untung Rp493 setiap satu: 38 % di atas modal, 27 % dari harga."


def test_a_calculation_is_kept_and_charged_by_the_keyboard_alone(page: PricesPage, session: Session) -> None:
    page.arrive(None)
    page.what.setFocus()
    press(Qt.Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "Bakwan")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    for text in ("80", "5", "60rb", "3000", "5000"):
        QTest.keyClicks(QApplication.focusWidget(), text)
        press(Qt.Key.Key_Tab)
    page.live.charge.setFocus()
    press(Qt.Key.Key_Space)
    # 68.000 over 75 and 30 percent: 1.178,67, in coins of 200
    assert goods(session) == {"Bakwan": 1_200}
    with session.book.read() as reader:
        kept = sheet_of(reader, trade.goods_of(reader, ledger.default_ledger(reader))[0])
    assert kept is not None
    assert (kept.materials, kept.made) == (60_000, 80)
    assert page.what.currentText() == "Bakwan"


def test_without_a_good_a_calculation_is_kept_under_its_name(page: PricesPage, session: Session) -> None:
    fill(page, made="10", materials="50000")
    page.keep()
    assert page.live.problem.problem() is not None, "what it is for is asked"
    type_into(page.name, "Kue lebaran")
    page.keep()
    with session.book.read() as reader:
        assert list(named_sheets(reader, ledger.default_ledger(reader))) == ["Kue lebaran"]
    assert goods(session) == {}


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"made": "0", "materials": "1000"}, "made"),
        ({"made": "5", "materials": "-1000"}, "materials"),
        ({"made": "5", "left_over": "5", "materials": "1000"}, "left_over"),
        ({"made": "lima", "materials": "1000"}, "made"),
        ({"made": "1,5", "materials": "1000"}, "made"),
        ({"made": "5", "materials": "1000", "percent": "x"}, "percent"),
        ({"made": "5", "materials": "1000", "days": "40"}, "days"),
    ],
)
def test_what_makes_no_price_is_one_sentence_and_nothing_is_kept(
    page: PricesPage, session: Session, figures: dict[str, str], said: str
) -> None:
    type_into(page.name, "Kue")
    fill(page, **figures)
    page.keep()
    page.charge()
    problem = page.live.problem.problem()
    assert problem is not None
    assert problem.field == said
    assert page.live.price.amount() is None
    assert goods(session) == {}
    with session.book.read() as reader:
        assert named_sheets(reader, ledger.default_ledger(reader)) == {}


def test_figures_from_the_book_say_where_they_are_from_until_something_else_is_written(
    page: PricesPage, session: Session
) -> None:
    for day in range(1, 11):
        books.record(session.book, "jual_tunai", amount=100_000, date=date(2026, 1, day))
    books.record(session.book, "beli_bahan", amount=400_000, date=date(2026, 1, 5))
    page.fill_from_book()
    origin = pages.part(page, QLabel, "prices_materials_origin")
    assert page.form.fields["materials"].answer() == "40.000"
    assert origin.text() == "dari buku: Rp400.000 pada Januari 2026, dibagi 10 hari jualan"
    fill(page, materials="50000")
    assert not origin.isVisible()


def test_prices_are_written_in_the_grid_one_after_the_other(page: PricesPage, session: Session) -> None:
    with session.book.write() as tx:
        for name in ("Bakwan", "Risol", "Tahu"):
            trade.add_good(tx, ledger.default_ledger(tx), name, {"price": "1000"})
    page.arrive(LIST)
    page.grid.go_to(0)
    for text in ("1500", "2rb", "0"):
        page.grid.setFocus()
        QTest.keyClick(page.grid, text[0])
        editor = page.grid.indexWidget(page.grid.currentIndex())
        assert isinstance(editor, QLineEdit)
        QTest.keyClicks(editor, text[1:])
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()  # Qt takes what was typed after the key
    assert goods(session) == {"Bakwan": 1_500, "Risol": 2_000, "Tahu": 1_000}
    problem = page.grid_message.problem()
    assert problem is not None
    assert problem.code == "price-zero"
    assert page.grid.currentIndex().column() == PRICE


def test_an_empty_list_asks_for_the_first_price(page: PricesPage) -> None:
    page.arrive(LIST)
    assert page.empty.isVisible()
    assert QApplication.focusWidget() is page.empty.button


def test_a_household_is_led_to_its_business(page: PricesPage, session: Session) -> None:
    home = next(one for one in session.ledgers if one.kind == "keluarga")
    session.switch_ledger(home)
    assert page.elsewhere.isVisible()
    page.elsewhere.pressed.emit()
    assert session.ledger.kind == "usaha"
    assert not page.elsewhere.isVisible()


def test_several_goods_break_even_together_in_the_accountants_view_only(page: PricesPage, session: Session) -> None:
    with session.book.write() as tx:
        for name, price, cost in (("Bakwan", "1000", "600"), ("Risol", "2000", "1400")):
            trade.add_good(tx, ledger.default_ledger(tx), name, {"price": price, "cost": cost, "stocked": "0"})
    page.arrive(None)
    page.what.set_current(page.what.itemData(0))
    fill(page, fixed="100000", days="25")
    assert not page.live.mix.isVisible()
    page.arrive(ACCOUNTING)
    fill(page, fixed="100000", days="25")
    # one of each leaves 1.000: a hundred of each, 300.000 of sales
    assert "Rp300.000 sebulan (Bakwan 100, Risol 100), 8 sehari" in page.live.mix.text()


def test_everything_on_the_page_has_a_name(page: PricesPage, session: Session) -> None:
    with session.book.write() as tx:
        trade.add_good(tx, ledger.default_ledger(tx), "Cuci", {"price": "7000", "sort": "jasa"})
    assert pages.nameless(page) == []


def test_the_printed_list_is_wished_for_in_the_form_that_is_chosen(
    qtbot: QtBot, qapp: QApplication, page: PricesPage, session: Session
) -> None:
    with session.book.write() as tx:
        trade.add_good(tx, ledger.default_ledger(tx), "Bakwan", {"price": "1000"})
    reports = pages.shown(qtbot, qapp, session, ReportsPage)
    page.go.connect(lambda key, wish: reports.arrive(wish) if key == "reports" else None)
    page.arrive(LIST)
    page.print.click()
    choices = reports.choices
    assert [choices.form.itemData(place) for place in range(choices.form.count())] == ["page", "half", "cards"]
    choices.form.set_current("cards")
    wish = choices.wish()
    assert (wish.report.name, wish.request.asked) == ("price-list", {"form": "cards"})


def test_a_list_from_a_file_is_told_before_it_is_taken(page: PricesPage, session: Session, tmp_path: Path) -> None:
    file = tmp_path / "harga.csv"
    file.write_text("barang;satuan;harga\nBakwan;biji;1500\nRisol;;mahal\n", encoding="utf-8")
    page.arrive(LIST)
    page.open_file(file)
    [dialog] = page.findChildren(PricesImport)
    assert dialog.told.text() == "1 harga akan dimasukkan. 1 baris tidak bisa dimasukkan:"
    assert goods(session) == {}
    QTest.keyClick(dialog.keep, Qt.Key.Key_Space)
    assert goods(session) == {"Bakwan": 1_500}


def test_a_file_that_is_no_price_list_is_one_sentence(page: PricesPage, session: Session, tmp_path: Path) -> None:
    file = tmp_path / "catatan.csv"
    file.write_text("halo", encoding="utf-8")
    page.arrive(LIST)
    page.open_file(file)
    assert page.grid_message.problem() is not None
    assert page.grid_message.isVisible()
    assert goods(session) == {}
