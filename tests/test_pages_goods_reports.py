"""The reports page of a trader who keeps stock: what is offered, of which good or warung; no name without its tick."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kpmbooks import ledger, trade
from tests import books, pages
from tests.books import JANUARY, TODAY, own
from ui.desktop.pages.goods import GoodsPage
from ui.desktop.pages.reports import ReportsPage
from ui.desktop.pages.wishes import ReportWish
from ui.desktop.session import Session

GOODS_REPORTS = (
    "Laporan Usaha Sederhana", "Penjualan per Hari", "Penjualan per Barang", "Untung per Barang", "Persediaan Barang",
    "Kartu Stok", "Modal Barang yang Laku (HPP)", "Nota Titip Jual",
)  # fmt: skip


@pytest.fixture
def session() -> Iterator[Session]:
    book = books.family()
    with book.write() as tx:
        place = own(tx)
        for name, unit in (("Beras", "kg"), ("Telur", "butir")):
            trade.add_good(tx, place, name, {"unit": unit, "price": "15000"})
        for kind, said in (
            ("stok_awal", {"items": "Beras 20 x 12000; Telur 30 x 2000"}),
            ("jual_tunai", {"items": "Beras 5"}),
            ("titip_jual", {"items": "Telur 10 x 2500", "party": "Warung Bu Eni"}),
        ):
            trade.record(tx, kind, {**said, "date": TODAY}, ledger=place, today=TODAY)
    made = pages.session_on(book)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, session: Session) -> ReportsPage:
    made = pages.shown(qtbot, qapp, session, ReportsPage)
    made.arrive(ReportWish("stock", JANUARY))
    return made


def seen(page: ReportsPage) -> str:
    document = page.paper.document
    return " ".join(" ".join(document.getAllText(nth).text().split()) for nth in range(document.pageCount()))


def test_who_has_goods_is_offered_their_reports(page: ReportsPage) -> None:
    names = [page.choices.name.itemText(place) for place in range(page.choices.name.count())]
    assert set(GOODS_REPORTS) <= set(names)


def test_the_household_of_the_same_book_is_not(page: ReportsPage, session: Session) -> None:
    with session.book.read() as reader:
        household = ledger.ledgers(reader)[-1]
    session.switch_ledger(household)
    page.other_ledger()
    names = {page.choices.name.itemText(place) for place in range(page.choices.name.count())}
    assert not names & set(GOODS_REPORTS)
    assert page.choices.report().name == "monthly"


def test_a_card_is_of_the_good_that_is_chosen(page: ReportsPage) -> None:
    page.arrive(ReportWish("stock-card", JANUARY))
    assert page.choices.good.currentText() == "Beras"
    # 20 kg came, 5 went: 15 are left.
    assert "Beras (kg)" in seen(page)
    assert "Telur (butir)" not in seen(page)
    page.choices.good.setCurrentIndex(page.choices.good.findText("Telur"))
    page.choices.good.activated.emit(page.choices.good.currentIndex())
    assert "Telur (butir)" in seen(page)
    assert "Beras (kg)" not in seen(page)


def test_a_page_can_ask_for_the_card_of_a_good(page: ReportsPage, session: Session) -> None:
    with session.book.read() as reader:
        telur = trade.find_good(trade.goods_of(reader, own(reader)), "telur")
    page.arrive(ReportWish("stock-card", JANUARY, good=telur.uid.hex()))
    assert "Telur (butir)" in seen(page)
    assert page.choices.good.currentText() == "Telur"


def test_with_whom_goods_lie_is_told_when_it_is_ticked(page: ReportsPage) -> None:
    assert "dititipkan" in seen(page)
    assert "Bu Eni" not in seen(page)
    page.choices.with_names.setChecked(True)
    assert "Warung Bu Eni" in seen(page)


def test_what_cannot_be_chosen_of_a_report_is_not_shown(page: ReportsPage) -> None:
    choices = page.choices

    def shown() -> tuple[bool, bool, bool]:
        return choices.good_part.isVisible(), choices.party_part.isVisible(), choices.with_names.isVisible()

    told = {}
    for name in ("stock", "stock-card", "consignment-slip", "cogs"):
        page.arrive(ReportWish(name, JANUARY))
        told[name] = shown()
    assert told == {
        "stock": (False, False, True),
        "stock-card": (True, False, False),
        "consignment-slip": (False, True, True),
        "cogs": (False, False, False),
    }


def test_a_good_s_own_page_asks_for_its_card_on_paper(
    qtbot: QtBot, qapp: QApplication, session: Session, page: ReportsPage
) -> None:
    goods = pages.shown(qtbot, qapp, session, GoodsPage)
    with session.book.read() as reader:
        telur = trade.find_good(trade.goods_of(reader, own(reader)), "telur")
    goods.arrive(telur.id)
    asked: list[tuple[str, object]] = []
    goods.go.connect(lambda key, wish: asked.append((key, wish)))
    goods.card.paper.click()
    [(key, wish)] = asked
    assert key == "reports"
    page.arrive(wish)
    assert "Telur (butir)" in seen(page)
