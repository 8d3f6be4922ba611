"""A market day of somebody who keeps stock, without a mouse: 12 sales, 3 of them on bon, 2 payments, 2 purchases, a
count; asserted on the book with sums worked out by hand."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kpmbooks import house, ledger, trade
from kpmbooks.book import Reader
from tests import books
from tests.whole_window import TODAY, desk_of, nobody, program, where
from ui.desktop.desk import Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CASH = (
    ("ber", "2"), ("tel", "10"), ("min", "1"), ("ber", "1,5"), ("tel", "4"), ("ber", "3"), ("tel", "6"), ("min", "2"),
    ("ber", "0,5"),
)  # fmt: skip
"""What is typed of the good, and how many. Rice 7 kg at 14.000 = 98.000, 20 eggs at 2.500 = 50.000, 3 litres of oil at
20.000 = 60.000: 208.000 in all."""
BON = (("ber", "5", "Bu Ratna"), ("tel", "20", "Pak Ujang"), ("min", "1", "Bu Ratna"))
"""70.000 and 20.000 for Bu Ratna, 50.000 for Pak Ujang."""
PAID = (("50rb", "Bu Ratna"), ("50.000", "Pak Ujang"))
BOUGHT = (("ber", "25"), ("tel", "30"))
"""At the last price: 300.000 and 60.000."""


class Keys:
    """Presses keys where the keyboard is, and counts those that are no text."""

    def __init__(self) -> None:
        self.beside_text = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QTest.keyClick(where(), key, modifier)
        self.beside_text += 1

    def type(self, text: str) -> None:
        QTest.keyClicks(where(), text)

    def enter(self, text: str) -> None:
        self.type(text)
        self.press(Qt.Key.Key_Return)


@pytest.fixture
def stall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """There are 50 kg of rice at 12.000, 100 eggs at 2.000 and 20 litres of oil at 17.000."""
    nobody(monkeypatch, tmp_path)
    path = tmp_path / "Documents" / "Warung.kpm"
    with books.family(path) as book, book.write() as tx:
        place = ledger.default_ledger(tx)
        for name, unit, price in (("Beras", "kg", "14000"), ("Telur", "butir", "2500"), ("Minyak", "liter", "20000")):
            trade.add_good(tx, place, name, {"unit": unit, "price": price})
        there = "beras 50 @ 12000; telur 100 @ 2000; minyak 20 @ 17000"
        trade.record(tx, "stok_awal", {"items": there, "date": "1/1/2026"}, ledger=place, today=books.TODAY)
    return path


def entries(desk: Desk) -> int:
    with desk.session.book.read() as reader:
        return ledger.entry_count(reader)


def there(reader: Reader, name: str) -> tuple[int, int]:
    known = trade.goods_of(reader, ledger.default_ledger(reader))
    level = trade.level(reader, trade.find_good(known, name))
    return level.quantity, int(level.value)


def test_a_market_day_with_stock_goes_in_without_a_mouse(stall: Path, qtbot: QtBot, qapp: QApplication) -> None:
    with program(qtbot, qapp, stall) as made:
        desk = desk_of(qtbot, made)
        keys = Keys()
        keys.press(Qt.Key.Key_M)
        keys.press(Qt.Key.Key_2)
        form = desk.page("record").form
        assert len([one for one in form.findChildren(QLineEdit) if one.isVisible() and one.objectName()]) >= 3
        for nth, (good, many) in enumerate(CASH):
            before = keys.beside_text
            keys.enter(good)
            keys.enter(many)
            keys.press(Qt.Key.Key_Return)
            assert keys.beside_text - before <= 3
            assert entries(desk) == 1 + nth + 1
        keys.press(Qt.Key.Key_Escape)
        keys.press(Qt.Key.Key_4)
        for nth, (good, many, who) in enumerate(BON):
            keys.enter(good)
            keys.enter(many)
            keys.press(Qt.Key.Key_Return)  # no further good
            _answer_all(keys, desk, {"answer_party": who}, 1 + len(CASH) + nth + 1)
        keys.press(Qt.Key.Key_Escape)
        keys.press(Qt.Key.Key_5)
        for nth, (amount, who) in enumerate(PAID):
            keys.enter(amount)
            _answer_all(keys, desk, {"answer_party": who}, 1 + len(CASH) + len(BON) + nth + 1)
        keys.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        keys.press(Qt.Key.Key_K)
        tiles = [tile.objectName() for tile in desk.page("record").tiles.tiles()]
        keys.press(Qt.Key(Qt.Key.Key_1 + tiles.index("kind_beli_dagangan")))
        for good, many in BOUGHT:
            keys.enter(good)
            keys.enter(many)
            keys.press(Qt.Key.Key_Return)
        assert entries(desk) == 1 + len(CASH) + len(BON) + len(PAID) + len(BOUGHT)
        keys.press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
        for _time in range(10):
            if where().objectName() == "goods_count":
                break
            keys.press(Qt.Key.Key_Backtab)
        keys.press(Qt.Key.Key_Return)
        keys.press(Qt.Key.Key_Return)  # rice is not counted today
        keys.press(Qt.Key.Key_Return)  # nor oil
        keys.type("88")
        keys.press(Qt.Key.Key_Return)
        keys.enter("Pecah")
    with house.open_book(stall) as book, book.read() as reader:
        place = ledger.default_ledger(reader)
        assert ledger.entry_count(reader) == 18
        # 50 − 7 − 5 + 25 kg at 12.000; 100 − 20 − 20 + 30 − 2 eggs at 2.000; 20 − 3 − 1 litres at 17.000
        assert there(reader, "Beras") == (63_000, 756_000)
        assert there(reader, "Telur") == (88_000, 176_000)
        assert there(reader, "Minyak") == (16_000, 272_000)
        accounts = {one.id: one.role for one in ledger.accounts(reader, place)}
        sums = {
            str(accounts[key]): int(one.net)
            for key, one in ledger.sums_through(reader, place.id, TODAY).items()
            if one.net
        }
        assert sums == {
            "kas": 208_000 + 100_000 - 360_000,
            "piutang_usaha": 140_000 - 100_000,
            "persediaan_dagangan": 756_000 + 176_000 + 272_000,
            "modal_awal": -(600_000 + 200_000 + 340_000),
            "penjualan": -(208_000 + 140_000),
            # 12 kg of rice, 40 eggs, 4 litres of oil
            "hpp": 144_000 + 80_000 + 68_000,
            "selisih_stok": 4_000,
        }
        assert house.check(reader).ok
        parties = {one.name: one for one in trade.parties(reader)}
        assert set(parties) == {"Bu Ratna", "Pak Ujang"}


def _answer_all(keys: Keys, desk: Desk, answers: dict[str, str], until: int) -> None:
    """Answer what is asked one after the other, with Enter alone, until there are so many records."""
    for _question in range(8):
        if entries(desk) == until:
            return
        name = where().objectName()
        if name in answers and isinstance(line := where(), QLineEdit) and not line.text():
            keys.type(answers[name])
        keys.press(Qt.Key.Key_Return)
    assert entries(desk) == until
