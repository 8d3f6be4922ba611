"""The page of equipment: put into the list, wear in one act, sold or broken, by the keyboard alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import house, ledger, recording
from kpmbooks.money import Rupiah
from kpmbooks.trade import equipment, equipment_acts
from kpmbooks.trade.equipment import Piece
from kpmbooks.trade.equipment_acts import NewPiece
from tests import books, pages
from ui.desktop.pages.equipment import EquipmentPage
from ui.desktop.pages.equipment_dialogs import PieceCard, WearDialog
from ui.desktop.pages.equipment_leaving import LeavingDialog, WhichDialog
from ui.desktop.pages.equipment_piece import PieceDialog
from ui.desktop.pages.question_dialog import QuestionDialog
from ui.desktop.pages.record import RecordPage
from ui.desktop.session import Session

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TODAY = date(2026, 6, 10)


@pytest.fixture
def session() -> Iterator[Session]:
    made = pages.session_on(books.group(), today=TODAY)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, session: Session) -> EquipmentPage:
    return pages.shown(qtbot, qapp, session, EquipmentPage)


def pieces(session: Session) -> tuple[Piece, ...]:
    with session.book.read() as reader:
        return equipment.pieces_of(reader, ledger.default_ledger(reader))


def whole(session: Session) -> bool:
    with session.book.read() as reader:
        return not house.check(reader).faults


def buy(session: Session) -> None:
    books.record(session.book, "beli_alat", amount=2_400_000, memo="mesin cuci", date=date(2026, 2, 3))


def dialog(page: QWidget, kind: type[QDialog]) -> QDialog:
    found = [one for one in page.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def type_into(of: QWidget, name: str, text: str) -> None:
    field = pages.part(of, QLineEdit, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def press(of: QWidget, name: str) -> None:
    button = pages.part(of, QPushButton, name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_what_a_record_brought_is_put_into_the_list(page: EquipmentPage, session: Session) -> None:
    buy(session)
    assert page.waiting.isVisible()
    press(page, "equipment_take")
    asked = dialog(page, PieceDialog)
    assert pages.part(asked, QLineEdit, "piece_name").text() == "Mesin cuci", "the record's words stand there already"
    type_into(asked, "piece_years", "4")
    QTest.keyClick(pages.part(asked, QLineEdit, "piece_years"), Qt.Key.Key_Return)
    assert [(one.name, one.cost, one.years, one.origin) for one in pieces(session)] == [
        ("Mesin cuci", 2_400_000, 4, "beli")
    ]
    assert not page.waiting.isVisible()
    assert whole(session)


def test_what_is_in_no_record_is_recorded_with_it(page: EquipmentPage, session: Session) -> None:
    page.arrive(None)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    asked = dialog(page, PieceDialog)
    type_into(asked, "piece_name", "Gerobak")
    type_into(asked, "answer_piece_cost-text", "1,2jt")
    QTest.keyClick(pages.part(asked, QLineEdit, "answer_piece_cost-text"), Qt.Key.Key_Return)
    assert [(one.name, one.cost, one.years) for one in pieces(session)] == [("Gerobak", 1_200_000, None)]
    with session.book.read() as reader:
        assert equipment.unexplained(reader, ledger.default_ledger(reader)) == (0, 0)


def test_wear_is_seen_month_by_month_and_entered_and_undone_in_one_act(page: EquipmentPage, session: Session) -> None:
    buy(session)
    with session.book.write() as tx:
        place = ledger.default_ledger(tx)
        entry = equipment.open_origins(tx, place)[0].entry
        new = NewPiece("Mesin cuci", "beli", date(2026, 2, 3), Rupiah(2_400_000), years=4)
        equipment_acts.add_piece(tx, place, new, entry=entry)
    press(page, "equipment_wear")
    asked = dialog(page, WearDialog)
    assert isinstance(asked, WearDialog)
    # February to May, 50.000 a month
    assert asked.total.amount() == 200_000
    assert asked.keep.isDefault()
    QTest.keyClick(asked, Qt.Key.Key_Return)
    assert [one.worn for one in pieces(session)] == [200_000]
    assert not page.wear.isVisible()
    session.undo()
    assert [one.worn for one in pieces(session)] == [0]
    assert page.wear.isVisible()
    assert whole(session)


def listed(session: Session, page: EquipmentPage, new: NewPiece) -> PieceCard:
    """The card of a piece that is in the list, opened by Enter on its row."""
    with session.book.write() as tx:
        equipment_acts.record_piece(tx, ledger.default_ledger(tx), new, today=TODAY)
    page.register.table.setFocus()
    page.register.table.choose(0)
    QTest.keyClick(page.register.table, Qt.Key.Key_Return)
    found = dialog(page, PieceCard)
    assert isinstance(found, PieceCard)
    return found


def test_a_sold_piece_says_what_it_wins_and_leaves_the_list(page: EquipmentPage, session: Session) -> None:
    card = listed(session, page, NewPiece("Kompor", "beli", date(2026, 6, 1), Rupiah(500_000), years=4))
    press(card, "piece_leave")
    asked = dialog(page, LeavingDialog)
    type_into(asked, "answer_leaving_amount-text", "600rb")
    assert "Untung Rp100.000." in pages.part(asked, QLabel, "leaving_result").text()
    press(asked, "leaving_act")
    assert [one.gone for one in pieces(session)] == [TODAY]
    assert page.register.is_empty()
    assert page.gone.isVisible()
    session.undo()
    assert [one.gone for one in pieces(session)] == [None]
    assert whole(session)


def test_some_of_several_are_sold_and_the_rest_stays_in_the_list(page: EquipmentPage, session: Session) -> None:
    new = NewPiece("Meja", "beli", date(2026, 6, 1), Rupiah(900_000), quantity=3_000, unit="buah")
    card = listed(session, page, new)
    press(card, "piece_leave")
    asked = dialog(page, LeavingDialog)
    assert pages.part(asked, QLineEdit, "leaving_quantity").text() == "3 buah", "all of them, until somebody says fewer"
    for text, code in (("4", "piece-not-so-many"), ("1,5", "quantity-not-whole"), ("0", "piece-not-so-many")):
        type_into(asked, "leaving_quantity", text)
        type_into(asked, "answer_leaving_amount-text", "250rb")
        press(asked, "leaving_act")
        assert isinstance(asked, LeavingDialog)
        problem = asked.message.problem()
        assert problem is not None
        assert problem.code == code
    type_into(asked, "leaving_quantity", "1")
    assert "Rugi Rp50.000." in pages.part(asked, QLabel, "leaving_result").text()
    press(asked, "leaving_act")
    assert [(one.quantity, int(one.cost), one.gone) for one in pieces(session)] == [(2_000, 600_000, None)]
    assert page.register.table.rows.row(0).title == "Meja (2 buah)"
    session.undo()
    assert page.register.table.rows.row(0).title == "Meja (3 buah)"
    assert whole(session)


def test_a_sale_by_hand_asks_which_piece_it_was(page: EquipmentPage, session: Session) -> None:
    with session.book.write() as tx:
        place = ledger.default_ledger(tx)
        for name, cost in (("Kompor", 500_000), ("Oven", 800_000)):
            new = NewPiece(name, "beli", date(2026, 2, 1), Rupiah(cost))
            equipment_acts.record_piece(tx, place, new, today=TODAY)
        said = {"amount": 300_000, "cost": 800_000, "date": date(2026, 5, 2)}
        recording.record(tx, "jual_alat", said, ledger=place, today=TODAY)
    page.look_again()
    assert page.left.isVisible()
    assert "Rp800.000" in page.left.label.text()
    press(page, "equipment_which")
    asked = dialog(page, WhichDialog)
    assert isinstance(asked, WhichDialog)
    assert pages.nameless(asked) == []
    assert asked.piece.currentText().startswith("Oven"), "what cost as much is offered first"
    press(asked, "which_piece_act")
    assert [(one.name, one.gone) for one in pieces(session)] == [("Kompor", None), ("Oven", date(2026, 5, 2))]
    assert not page.left.isVisible()
    assert whole(session)


def test_nothing_or_a_text_for_what_it_was_sold_for_is_refused_and_the_book_stays(
    page: EquipmentPage, session: Session
) -> None:
    card = listed(session, page, NewPiece("Kompor", "beli", date(2026, 6, 1), Rupiah(500_000)))
    press(card, "piece_leave")
    asked = dialog(page, LeavingDialog)
    for text in ("0", "-5", "murah", ""):
        type_into(asked, "answer_leaving_amount-text", text)
        press(asked, "leaving_act")
        assert isinstance(asked, LeavingDialog)
        assert asked.message.problem() is not None
    assert [one.gone for one in pieces(session)] == [None]


def test_a_borrowed_piece_is_given_back(page: EquipmentPage, session: Session) -> None:
    card = listed(session, page, NewPiece("Oven", "pinjam", date(2026, 6, 1), Rupiah(800_000), owner="Bu Ratna"))
    press(card, "piece_return")
    press(dialog(page, QuestionDialog), "piece_return_question_act")
    assert [one.gone for one in pieces(session)] == [TODAY]
    assert whole(session)


def test_a_piece_is_changed_and_taken_out_again(page: EquipmentPage, session: Session) -> None:
    card = listed(session, page, NewPiece("Kompr", "beli", date(2026, 6, 1), Rupiah(500_000)))
    press(card, "piece_change")
    asked = dialog(page, PieceDialog)
    type_into(asked, "piece_name", "Kompor")
    type_into(asked, "piece_quantity", "2 buah")
    press(asked, "piece_act")
    assert [(one.name, one.quantity, one.unit, one.cost) for one in pieces(session)] == [
        ("Kompor", 2_000, "buah", 500_000)
    ]
    page.register.table.choose(0)
    QTest.keyClick(page.register.table, Qt.Key.Key_Return)
    press(dialog(page, PieceCard), "piece_remove")
    press(dialog(page, QuestionDialog), "piece_remove_question_act")
    assert pieces(session) == ()
    assert page.waiting.isVisible()


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("piece_name", " ", "piece-name"),
        ("answer_piece_cost-text", "0", "depreciation-cost"),
        ("answer_piece_cost-text", "9jt", "piece-more-than-record"),
        ("piece_years", "empat", "years-unreadable"),
        ("piece_years", "0", "depreciation-years"),
        ("piece_quantity", "banyak", "quantity-unreadable"),
    ],
)
def test_what_no_piece_can_be_is_one_sentence_and_nothing_is_written(
    page: EquipmentPage, session: Session, field: str, text: str, code: str
) -> None:
    buy(session)
    press(page, "equipment_take")
    asked = dialog(page, PieceDialog)
    assert isinstance(asked, PieceDialog)
    type_into(asked, field, text)
    press(asked, "piece_act")
    problem = asked.message.problem()
    assert problem is not None
    assert problem.code == code
    assert pieces(session) == ()


@pytest.mark.parametrize(("kind", "origin", "cost"), [("beli_alat", "beli", 800_000), ("pinjam_alat", "pinjam", 0)])
def test_after_a_record_that_brought_equipment_it_is_offered_to_put_it_into_the_list(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, kind: str, origin: str, cost: int
) -> None:
    session = pages.session_on(books.group(tmp_path / "melati.kpm"), today=TODAY)
    record = pages.shown(qtbot, qapp, session, RecordPage)
    listed = pages.shown(qtbot, qapp, session, EquipmentPage)
    record.go.connect(lambda key, wish: listed.arrive(wish) if key == "equipment" else None)
    record.arrive("jual_tunai")
    record.form.put({"amount": "5000"}, "typed")
    record.save()
    assert not record.equipment.isVisibleTo(record), "nothing is asked after anything else"
    record.arrive(kind)
    record.form.put({"amount": "800000", "memo": "oven"}, "typed")
    record.save()
    assert record.equipment.isVisibleTo(record)
    press(record, "record_equipment_put")
    press(dialog(listed, PieceDialog), "piece_act")
    assert [(one.name, one.origin, one.cost) for one in pieces(session)] == [("Oven", origin, cost)]
    session.close()


def test_everything_on_the_page_and_its_dialogs_has_a_name(page: EquipmentPage, session: Session) -> None:
    card = listed(session, page, NewPiece("Kompor", "beli", date(2026, 2, 1), Rupiah(500_000), years=4))
    assert pages.nameless(page) == []
    assert pages.nameless(card) == []
    press(card, "piece_change")
    assert pages.nameless(dialog(page, PieceDialog)) == []


def test_a_household_is_led_to_its_business_by_a_button_that_says_so(qtbot: QtBot, qapp: QApplication) -> None:
    session = pages.session_on(books.family(), today=TODAY)
    session.switch_ledger(next(one for one in session.ledgers if one.kind == "keluarga"))
    page = pages.shown(qtbot, qapp, session, EquipmentPage)
    qtbot.waitUntil(page.is_whole)
    button = page.empty.button
    assert button is not None
    assert (button.isVisible(), button.label(), button.picture()) == (True, "Buka buku usaha", "storefront")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert session.ledger.kind == "usaha"
    qtbot.waitUntil(lambda: button.label() == "Tambah alat")
    session.close()
