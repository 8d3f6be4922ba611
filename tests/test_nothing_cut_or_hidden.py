"""What a look at every picture found, held for good: nothing cut short, askew, or out of sight where there is room."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import ledger, statements, trade
from kpmbooks.book import Book
from kpmbooks.dates import Period
from tests import books
from tests.pages import laundry, part, session_on, shown
from ui.desktop import widgets as w
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.pages.home import HomePage
from ui.desktop.pages.record import RecordPage
from ui.desktop.pages.search_dialog import SearchDialog
from ui.desktop.pages.short_label import ShortLabel
from ui.desktop.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    apply(qapp, Theme("light", 1.0))


@pytest.fixture
def stall() -> Iterator[Book]:
    """A seller's book with one good for sale."""
    with books.family() as book:
        with book.write() as tx:
            trade.add_good(tx, ledger.default_ledger(tx), "Kerupuk", {"unit": "bungkus", "price": "2000"})
        yield book


def lines(count: int) -> w.Rows:
    return w.Rows([w.RegisterRow(key=nth, title=f"Bon {nth}", cells=(("left", "80.000"),)) for nth in range(count)])


@pytest.mark.parametrize(("rows", "at_edge"), [(3, True), (80, False)])
def test_amounts_keep_off_the_edge_of_the_card_unless_a_scroll_bar_does_it(
    rows: int, at_edge: bool, qtbot: QtBot
) -> None:
    columns = (w.RegisterColumn("what", "Nama", "main"), w.RegisterColumn("left", "Sisa", "money", "999.999.999"))
    register = w.Register(columns, empty=QWidget(), object_name="probe", accessible_name="Bon")
    qtbot.addWidget(register)
    register.resize(700, 400)
    register.show()
    register.set_source(lines(rows))
    QApplication.processEvents()
    assert [register.table.is_at_edge(place) for place in (0, 1)] == [False, at_edge]


def test_a_total_under_its_word_ends_where_the_amounts_above_end(qtbot: QtBot) -> None:
    foot = w.RegisterFoot(object_name="foot")
    qtbot.addWidget(foot)
    foot.add_figure("worth", "Modal semua barang", picture="package", large=True)
    foot.set_tight(True)
    foot.show_figures("", {"worth": 500})
    foot.resize(600, 90)
    foot.show()
    QApplication.processEvents()
    amount, word = (next(one for one in foot.findChildren(QLabel) if one.text() == text)
                    for text in ("Rp500", "Modal semua barang"))  # fmt: skip
    assert amount.geometry().right() == word.geometry().right()
    assert amount.geometry().left() > word.geometry().left()


@pytest.mark.parametrize("sign", ["plus", "check"])
def test_a_sign_on_a_button_is_bold_whoever_puts_it_there(sign: str, qtbot: QtBot) -> None:
    pictures = []
    for button in (
        w.Button("Tambah", object_name="plain", picture=sign),
        w.Button("Tambah", object_name="bold", picture=sign, weight="bold"),
    ):
        qtbot.addWidget(button)
        button.resize(160, 44)
        pictures.append(button.grab().toImage())
    assert pictures[0] == pictures[1]


def test_a_name_stays_whole_while_the_words_behind_it_give_way(qtbot: QtBot) -> None:
    row = QWidget()
    qtbot.addWidget(row)
    across = QHBoxLayout(row)
    name = ShortLabel("Beli dagangan", "bold", keeps=True)
    words = ShortLabel("Kerupuk 20 bungkus, air mineral 31 gelas, telur asin 9 butir, kaleng kerupuk")
    across.addWidget(name)
    across.addWidget(words)
    row.resize(260, 40)
    row.show()
    QApplication.processEvents()
    assert name.width() >= name.sizeHint().width()
    assert words.width() < words.sizeHint().width()


def test_the_line_around_a_dialog_is_nowhere_covered(qtbot: QtBot) -> None:
    dialog = CardDialog("Pak Ujang membayar", "hand-coins", object_name="probe")
    qtbot.addWidget(dialog)
    dialog.column.addWidget(QLabel("Sisanya Rp80.000"))
    dialog.show()
    QApplication.processEvents()
    edges = (QPoint(0, 20), QPoint(dialog.width() - 1, 20), QPoint(80, 0), QPoint(80, dialog.height() - 1))
    assert [dialog.childAt(edge) for edge in edges] == [None] * 4


def test_cards_in_columns_leave_no_hole_beside_a_high_one(qtbot: QtBot) -> None:
    columns, cards = w.Columns(), [QLabel(str(nth)) for nth in range(3)]
    qtbot.addWidget(columns)
    for card, height in zip(cards, (400, 100, 100), strict=True):
        card.setFixedHeight(height)
    columns.put(((cards[0],), (cards[1], cards[2])))
    columns.resize(600, columns.sizeHint().height())
    columns.show()
    QApplication.processEvents()
    assert columns.height() == 400
    assert [card.geometry().top() for card in cards] == [0, 0, 116]
    columns.put((cards,))
    QApplication.processEvents()
    assert columns.sizeHint().height() == 400 + 100 + 100 + 2 * 16


def test_naming_goods_leaves_the_button_that_saves_in_sight(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = shown(qtbot, qapp, session_on(stall), RecordPage, size=(1122, 630))  # in the frame of a practice book
    page.arrive("jual_tunai")
    page.form.put({"items": "Kerupuk 4; Kerupuk 3"}, "typed")
    QApplication.processEvents()
    below = page.form.save.mapTo(page.viewport(), QPoint(0, page.form.save.height())).y()
    assert page.verticalScrollBar().value() == 0
    assert below <= page.viewport().height()


def test_all_kinds_begin_with_their_search(qtbot: QtBot, qapp: QApplication) -> None:
    with books.family() as book:
        page = shown(qtbot, qapp, session_on(book), RecordPage, size=(1000, 420))
        page.arrive("out")
        page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
        page.tiles.show_all(shown=True)
        qtbot.waitUntil(lambda: page.verticalScrollBar().value() == 0)
        assert page.verticalScrollBar().maximum() > 0


def test_looking_for_nothing_yet_takes_no_more_room_than_the_question(qtbot: QtBot) -> None:
    with laundry() as book:
        dialog = SearchDialog(session_on(book))
        qtbot.addWidget(dialog)
        dialog.show()
        low = dialog.height()
        dialog.field.setText("token")
        dialog.search()
        assert dialog.found.count() > 0
        assert dialog.height() > low


def test_what_came_and_went_in_a_few_days_counts_as_in_a_month() -> None:
    with books.family() as book:
        books.record(book, "saldo_awal", cash=100_000, date="1/1/2026")
        books.record(book, "jual_tunai", amount=50_000, date="4/2/2026")
        books.record(book, "transport", amount=7_000, date="10/2/2026")
        with book.read() as reader:
            days = [(date(2026, 2, 10), date(2026, 2, 10)), (date(2026, 2, 4), date(2026, 2, 10)),
                    (date(2026, 1, 1), date(2026, 1, 31))]  # fmt: skip
            told = statements.span_flows(reader, books.own(reader), [Period(*each) for each in days])
        # What was there when the book began is neither in nor out.
        assert [(int(one.money_in), int(one.money_out)) for one in told] == [(0, 7_000), (50_000, 7_000), (0, 0)]


def test_the_cash_card_tells_of_today_and_of_seven_days_where_it_has_little_else(
    qtbot: QtBot, qapp: QApplication
) -> None:
    with books.family() as book:
        books.record(book, "jual_tunai", amount=50_000, date="4/2/2026")
        books.record(book, "transport", amount=7_000, date="10/2/2026")
        page = shown(qtbot, qapp, session_on(book), HomePage)
        qtbot.waitUntil(page.is_whole)
        told = [one.accessibleName() for one in page.cash.findChildren(w.MoneyLabel)]
        assert [one for one in told if "hari" in one] == [
            "Masuk hari ini Rp0", "Keluar hari ini Rp7.000", "Masuk 7 hari Rp50.000", "Keluar 7 hari Rp7.000"
        ]  # fmt: skip
        assert part(page, w.MoneyLabel, "cash_now").text() == "Rp43.000"


def test_a_button_that_has_nothing_to_say_is_not_there(qtbot: QtBot) -> None:
    empty = w.EmptyState("wrench", "Kosong", object_name="empty", button="Tambah", button_picture="plus")
    qtbot.addWidget(empty)
    empty.show()
    assert empty.button is not None
    for words, seen in (("", False), ("Buka", True)):
        empty.say("Kosong", "", words)
        assert empty.button.isVisible() is seen
