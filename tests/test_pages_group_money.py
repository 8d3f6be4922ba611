"""The pages of aid and arisan: by keyboard; figures by hand; names covered; everything has a name of its own."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import group
from kpmbooks.book import Book
from kpmbooks.group import aid, arisan
from kpmbooks.money import Rupiah
from tests import books, meetings
from tests.books import own
from tests.pages import TODAY, nameless, part, session_on, shown
from ui.desktop.pages.aid import AidPage
from ui.desktop.pages.aid_dialogs import PlanDialog, UsesDialog
from ui.desktop.pages.arisan import ArisanPage
from ui.desktop.pages.arisan_dialogs import DrawDialog, NewArisanDialog
from ui.desktop.pages.group_paper import GroupPaperDialog
from ui.desktop.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def melati() -> Iterator[Book]:
    with meetings.with_members(4) as book:
        yield book


def press(page: QWidget, key: Qt.Key) -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if QApplication.focusWidget() is None:
        page.activateWindow()
    QApplication.processEvents()
    found = QApplication.focusWidget()
    assert found is not None
    QTest.keyClick(found, key)
    QApplication.processEvents()


def closed() -> None:
    """Let dialogs that were closed go, so that the next of the same name is found."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_plan_is_typed_and_what_was_paid_is_ticked_by_the_keyboard(
    qtbot: QtBot, qapp: QApplication, melati: Book
) -> None:
    books.record(melati, "terima_bantuan", amount=2_000_000, party="Dinas Sosial", date="5/1/2026")
    books.record(melati, "gas_listrik_air", amount=150_000, memo="Gas", date="9/1/2026")
    page = shown(qtbot, qapp, session_on(melati), AidPage)
    page.arrive(None)
    assert nameless(page) == []
    press(page, Qt.Key.Key_Return)
    dialog = part(page, PlanDialog, "aid_plan")
    assert nameless(dialog) == []
    for nth, (name, amount) in enumerate((("Bahan", "1,5jt"), ("Alat", "400rb")), 1):
        QTest.keyClicks(part(dialog, QLineEdit, f"aid_line_{nth}_name"), name)
        QTest.keyClicks(part(dialog, QLineEdit, f"aid_line_{nth}_amount"), amount)
    dialog.save()
    page.arrive(None)
    assert "Belum direncanakan: Rp100.000." in page.told.label.text()
    press(page, Qt.Key.Key_Return)
    uses = part(page, UsesDialog, "aid_uses")
    assert nameless(uses) == []
    assert "Gas, Rp150.000" in uses.checks[0][1].text()
    press(page, Qt.Key.Key_Space)
    uses.save()
    row = page.register.table.rows.row(0)
    assert (row.title, row.cell("planned"), row.cell("used"), row.cell("left")) == (
        "Bahan", "1.500.000", "150.000", "1.350.000",
    )  # fmt: skip
    with melati.read() as reader:
        assert int(aid.aid_of(reader, own(reader), TODAY).left) == 1_850_000
    closed()
    page._open("1")
    again = part(page, UsesDialog, "aid_uses")
    again.checks[0][1].setChecked(False)
    again.save()
    assert page.register.table.rows.row(0).cell("used") == "0"


def test_what_is_wrong_in_a_plan_is_said_at_its_line(qtbot: QtBot, qapp: QApplication, melati: Book) -> None:
    page = shown(qtbot, qapp, session_on(melati), AidPage)
    page._ask_plan()
    dialog = part(page, PlanDialog, "aid_plan")
    part(dialog, QLineEdit, "aid_line_1_name").setText("Alat")
    part(dialog, QLineEdit, "aid_line_2_amount").setText("banyak")
    dialog.save()
    assert dialog.message.problem() is not None
    part(dialog, QLineEdit, "aid_line_2_amount").setText("")
    dialog.save()
    problem = dialog.message.problem()
    assert problem is not None
    assert problem.code == "aid-line-amount"
    with melati.read() as reader:
        assert aid.aid_of(reader, own(reader), TODAY).lines == ()


def test_the_report_of_the_use_of_aid_is_shown_for_printing(qtbot: QtBot, qapp: QApplication, melati: Book) -> None:
    books.record(melati, "terima_bantuan", amount=2_000_000, party="Dinas Sosial", date="5/1/2026")
    page = shown(qtbot, qapp, session_on(melati), AidPage)
    page.print.click()
    dialog = part(page, GroupPaperDialog, "group_paper_dialog")
    assert dialog._wish().report.name == "aid"
    assert dialog.form.isHidden()


def test_an_arisan_begins_and_is_drawn_by_chance_and_by_hand(qtbot: QtBot, qapp: QApplication, melati: Book) -> None:
    page = shown(qtbot, qapp, session_on(melati), ArisanPage)
    page.arrive(None)
    assert nameless(page) == []
    press(page, Qt.Key.Key_Return)
    new = part(page, NewArisanDialog, "arisan_new")
    assert nameless(new) == []
    QTest.keyClicks(part(new, QLineEdit, "arisan_name"), "Arisan Melati")
    new.amount.set_text("25rb")
    new.checks[3][1].setChecked(False)
    new.save()
    assert page.title.text() == "Arisan Melati: putaran 1, 3 belum dapat"
    page.draw.click()
    chance = part(page, DrawDialog, "arisan_draw")
    assert nameless(chance) == []
    part(chance, QLineEdit, "arisan_seed").setText("7")
    chance.save()
    assert "Rp75.000" in page.told.words()
    closed()
    waiting = page._round.waiting if page._round else ()
    page._open(waiting[0].id)
    part(page, DrawDialog, "arisan_draw").save()
    rows = page.register.table.rows
    assert sum(rows.row(nth).badge is not None for nth in range(rows.rowCount())) == 2
    assert [rows.row(nth).detail for nth in range(3)].count("dikocok, 7") == 1
    page.back.click()
    with melati.read() as reader:
        assert len(arisan.arisans_of(reader, own(reader))[0].draws) == 1


def test_names_of_an_arisan_can_be_covered(qtbot: QtBot, qapp: QApplication, melati: Book) -> None:
    with melati.write() as tx:
        arisan.begin_arisan(tx, own(tx), "Arisan", Rupiah(10_000), group.members_of(tx), since=date(2026, 1, 5))
    page = shown(qtbot, qapp, session_on(melati), ArisanPage)
    apply(qapp, Theme(ledger="kelompok", nameless=True))
    page.look_again()
    rows = page.register.table.rows
    assert "Aminah" not in " ".join(rows.row(nth).spoken() for nth in range(rows.rowCount()))


def test_in_a_family_the_pages_are_empty_and_whole(qtbot: QtBot, qapp: QApplication) -> None:
    with books.family() as book:
        assert shown(qtbot, qapp, session_on(book), AidPage, size=(1024, 480)).register.is_empty()
        assert shown(qtbot, qapp, session_on(book), ArisanPage, size=(1024, 480)).register.is_empty()
