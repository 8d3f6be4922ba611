"""The page of debts: who owes, by when, how much; the card and its acts by the keyboard; names only for who asks."""

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import unquote

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import house, ledger, trade
from kpmbooks.book import Book
from kpmbooks.trade import debt_accounts, named_party
from tests import books
from tests.pages import TODAY, nameless, part, session_on, shown
from ui.desktop.pages.debts import DebtsPage
from ui.desktop.pages.debts_dialogs import BillDialog, NameDialog, PartyDialog, PayDialog
from ui.desktop.pages.debts_paper import DebtsPaperDialog
from ui.desktop.pages.debts_reminder import ReminderDialog
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.record import RecordPage
from ui.desktop.theme import COVERED_NAME, Theme, apply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def stall() -> Iterator[Book]:
    """By hand on 10 February: Bu Wati owes 50.000 (5 days late) and 30.000, Pak Ujang 20.000 without a day; 15.000 have
    no name; we owe Pak Budi 200.000."""
    with books.family() as book:
        books.record(
            book, "jual_belum_dibayar", party="Bu Wati", amount=50_000, date="29/1/2026", due="5 Februari", memo="risol"
        )
        books.record(book, "jual_belum_dibayar", party="Bu Wati", amount=30_000, date="6/2/2026", due="minggu depan")
        books.record(book, "jual_belum_dibayar", party="Pak Ujang", amount=20_000, date="7/2/2026")
        books.record(book, "tutup_lapak", drawer=100_000, bon=15_000, date="7/2/2026")
        books.record(book, "beli_belum_dibayar", party="Pak Budi", amount=200_000, date="7/2/2026", due="30 hari")
        with book.write() as tx:
            trade.change_party(tx, named_party(tx, "Bu Wati"), phone="0812-0000-1001")
        yield book
        with book.read() as reader:
            assert house.check(reader).faults == ()


def debts_page(qtbot: QtBot, qapp: QApplication, book: Book, size: tuple[int, int] = (1162, 697)) -> DebtsPage:
    page = shown(qtbot, qapp, session_on(book), DebtsPage, size=size)
    page.arrive(None)
    QApplication.processEvents()
    return page


def rows(page: DebtsPage) -> list[tuple[str, str, str]]:
    table = page.register.table.rows
    found = [table.row(place) for place in range(table.rowCount())]
    return [(row.title, row.cell("due"), row.cell("open")) for row in found]


def card_rows(page: DebtsPage) -> list[tuple[str, str]]:
    table = page.card.register.table.rows
    found = [table.row(place) for place in range(table.rowCount())]
    return [(row.title, row.cell("open")) for row in found]


def press(key: Qt.Key, times: int = 1) -> None:
    for _nth in range(times):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QTest.keyClick(_under_the_keys(), key)


def type_(words: str) -> None:
    for letter in words:
        QTest.keyClicks(_under_the_keys(), letter)


def _under_the_keys() -> QWidget:
    """Where the next key goes: what drops down takes it first."""
    QApplication.processEvents()
    found = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert found is not None
    return found


def dialog(qtbot: QtBot, page: DebtsPage, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(lambda: bool(page.findChildren(kind)))
    found = page.findChildren(kind)[-1]
    qtbot.waitUntil(found.isActiveWindow)
    return found


def left(book: Book, name: str) -> int:
    with book.read() as reader:
        party = named_party(reader, name)
        return sum(int(trade.owed(reader, party, account)) for account in debt_accounts(reader))


def test_what_is_late_stands_first_and_what_has_no_name_last(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = debts_page(qtbot, qapp, stall)
    assert rows(page) == [
        ("Bu Wati", "5 Feb", "80.000"),
        ("Pak Ujang", "", "20.000"),
        ("Belum ada namanya", "", "15.000"),
    ]
    first = page.register.table.rows.row(0)
    assert first.badge is not None
    assert first.badge.text == "lewat 5 hari"
    assert (page.register.foot._amounts["total"].text(), page.register.foot._amounts["late"].text()) == (
        "Rp115.000", "Rp50.000",
    )  # fmt: skip
    page.which.part("we_owe").click()
    assert rows(page) == [("Pak Budi", "9 Mar", "200.000")]


def test_a_payment_is_taken_in_by_the_keyboard_alone(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = debts_page(qtbot, qapp, stall)
    page.register.table.setFocus()
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)
    assert card_rows(page) == [("Bon 29 Jan", "50.000"), ("Bon 6 Feb", "30.000")]
    press(Qt.Key.Key_Backtab)  # to the switch, and on to the acts
    page.card.pay.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Space)
    asked = dialog(qtbot, page, PayDialog)
    assert nameless(asked) == []
    type_("60.000")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: left(stall, "Bu Wati") == 20_000)
    assert card_rows(page) == [("Bon 6 Feb", "20.000")]
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.card.register.table.setFocus()
    press(Qt.Key.Key_Escape)
    assert page.register.isVisible()


def test_a_long_card_begins_with_what_was_left_and_shows_older_ones_when_asked(
    qtbot: QtBot, qapp: QApplication
) -> None:
    with books.family() as book:
        for nth in range(75):  # three a day, on 25 days
            day = books.START + timedelta(days=nth // 3)
            books.record(book, "jual_belum_dibayar", party="Bu Wati", amount=1_000, date=day, memo=f"nomor {nth}")
        page = debts_page(qtbot, qapp, book)
        page.register.table.setFocus()
        press(Qt.Key.Key_Home)
        press(Qt.Key.Key_Return)
        page.card.which.part("history").click()
        # The latest 60 are those of 20 days: the first 5 days left 15.000.
        assert card_rows(page)[0] == ("Sisa sebelum 6 Jan", "15.000")
        assert len(card_rows(page)) == 61
        assert card_rows(page)[-1][1] == "75.000"
        page.card.register.table.setFocus()
        press(Qt.Key.Key_Home)
        press(Qt.Key.Key_Return)
        assert len(card_rows(page)) == 75
        assert card_rows(page)[0][1] == "1.000"
        shown = page.card.register.table.current_row()
        assert shown is not None
        assert shown.cell("open") == "15.000", "what is older ends where the eye was"
        page.card.which.part("open").click()
        first = page.card.register.table.rows.row(0)
        assert first.detail == "nomor 0", "also the oldest open bill has its words"


def test_ticked_bills_are_paid_and_more_than_is_owed_is_asked_about(
    qtbot: QtBot, qapp: QApplication, stall: Book
) -> None:
    page = debts_page(qtbot, qapp, stall)
    page.register.table.opened.emit(page.register.table.rows.row(0).key)
    page.card.ask_payment()
    asked = dialog(qtbot, page, PayDialog)
    assert isinstance(asked, PayDialog)
    asked.chosen[1][1].click()
    assert asked.amount.value() == 30_000
    asked.amount.set_value(95_001)
    asked.save()
    assert asked.message.isVisible()
    assert asked.deposit.isVisible()
    assert left(stall, "Bu Wati") == 80_000
    asked.deposit.setChecked(True)
    asked.save()
    with stall.read() as reader:
        party = named_party(reader, "Bu Wati")
        told = {one.role: int(trade.owed(reader, party, one)) for one in debt_accounts(reader)}
    assert (told["piutang_usaha"], told["dp_pembeli"]) == (0, 15_001)


def test_another_day_is_agreed_on_and_a_debt_is_let_go_after_a_second_press(
    qtbot: QtBot, qapp: QApplication, stall: Book
) -> None:
    page = debts_page(qtbot, qapp, stall)
    page.register.table.opened.emit(page.register.table.rows.row(1).key)  # Pak Ujang
    lines = page.card.register.table
    lines.opened.emit(lines.rows.row(0).key)
    asked = dialog(qtbot, page, BillDialog)
    type_("entah kapan")
    press(Qt.Key.Key_Return)
    assert asked.isVisible()
    for _nth in range(11):
        press(Qt.Key.Key_Backspace)
    type_("20 Februari")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lines.rows.row(0).cell("due") == "20 Feb")
    lines.opened.emit(lines.rows.row(0).key)
    asked = dialog(qtbot, page, BillDialog)
    assert isinstance(asked, BillDialog)
    asked.let_go.click()
    assert left(stall, "Pak Ujang") == 20_000
    asked.let_go.click()
    assert left(stall, "Pak Ujang") == 0


def test_what_has_no_name_gets_one(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = debts_page(qtbot, qapp, stall)
    page.register.table.opened.emit(page.register.table.rows.row(2).key)
    dialog(qtbot, page, NameDialog)
    type_("Bu Sum")
    press(Qt.Key.Key_Tab)
    type_("10.000")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ("Bu Sum", "", "10.000") in rows(page))
    assert ("Belum ada namanya", "", "5.000") in rows(page)


def test_a_name_that_is_taken_is_refused_and_a_phone_is_kept_with_its_country(
    qtbot: QtBot, qapp: QApplication, stall: Book
) -> None:
    page = debts_page(qtbot, qapp, stall)
    page.register.table.opened.emit(page.register.table.rows.row(1).key)
    page.card.change.click()
    asked = dialog(qtbot, page, PartyDialog)
    assert isinstance(asked, PartyDialog)
    asked.name.setText("bu wati")
    asked.save()
    assert asked.isVisible()
    asked.name.setText("Pak Ujang Becak")
    asked.phone.setText("0812 0000 1002")
    asked.save()
    with stall.read() as reader:
        assert named_party(reader, "Pak Ujang Becak").phone == "6281200001002"
    assert page.card.title.text() == "Pak Ujang Becak"


def test_a_reminder_can_be_changed_and_copied_and_nothing_is_sent(
    qtbot: QtBot, qapp: QApplication, stall: Book
) -> None:
    page = debts_page(qtbot, qapp, stall)
    page.register.table.opened.emit(page.register.table.rows.row(0).key)
    page.card.remind.click()
    asked = dialog(qtbot, page, ReminderDialog)
    assert isinstance(asked, ReminderDialog)
    assert nameless(asked) == []
    texts = set()
    for tone in ("soft", "plain", "firm"):
        asked.tone.part(tone).click()
        text = asked.text.toPlainText()
        assert all(word in text for word in ("Bu Wati", "Rp80.000", "5 Februari 2026", "Gorengan Bu Siti"))
        texts.add(text)
    assert len(texts) == 3
    asked.text.setPlainText("Bu, bonnya ya & terima kasih")
    assert asked.link.toPlainText().startswith("https://wa.me/6281200001001?text=")
    assert unquote(asked.link.toPlainText()).endswith("text=Bu, bonnya ya & terima kasih")
    asked.copy.click()
    assert QGuiApplication.clipboard().text() == "Bu, bonnya ya & terima kasih"


def test_the_paper_has_names_only_while_they_are_ticked(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = debts_page(qtbot, qapp, stall)
    page.print.click()
    asked = dialog(qtbot, page, DebtsPaperDialog)
    assert isinstance(asked, DebtsPaperDialog)
    assert not asked.names.isChecked()
    assert "names" not in asked._wish().request.asked
    asked.names.click()
    assert asked._wish().request.asked["names"] == "1"


def test_no_name_and_no_phone_is_seen_while_names_are_covered(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = debts_page(qtbot, qapp, stall)
    page.register.table.opened.emit(page.register.table.rows.row(0).key)
    apply(qapp, Theme(nameless=True))
    page.refresh()
    shown_words = [label.text() for label in page.findChildren(QLabel)]
    table = page.register.table.rows
    shown_words += [table.row(place).spoken() for place in range(table.rowCount())]
    told = "\n".join(shown_words)
    assert COVERED_NAME in told
    assert [word for word in ("Wati", "Ujang", "0812", "risol") if word in told] == []
    assert not page.card.remind.isEnabled()
    apply(qapp, Theme())


def test_an_empty_book_says_so_and_leads_to_the_record(qtbot: QtBot, qapp: QApplication) -> None:
    with books.family() as book:
        page = debts_page(qtbot, qapp, book)
        assert page.empty.title.text() == "Tidak ada yang ngebon."
        assert nameless(page) == []
        with qtbot.waitSignal(page.go) as went:
            assert page.empty.button is not None
            page.empty.button.click()
        assert went.args == ["record", "jual_belum_dibayar"]


def test_a_household_is_only_asked_what_it_owes(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    home = "Keluarga Bu Siti"
    books.record(stall, "ngebon_warung", ledger_name=home, party="Bu Wati", amount=15_000, date="8/2/2026")
    page = debts_page(qtbot, qapp, stall)
    page.session.switch_ledger(next(one for one in page.session.ledgers if one.name == home))
    assert not page.which.isVisible()
    assert rows(page) == [("Bu Wati", "", "15.000")]


def test_everything_has_a_name_for_whoever_does_not_see_it(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    page = debts_page(qtbot, qapp, stall, (700, 420))
    assert nameless(page) == []
    page.register.table.opened.emit(page.register.table.rows.row(0).key)
    page.card.which.part("history").click()
    assert nameless(page) == []
    assert card_rows(page) == [("Jual, belum dibayar", "50.000"), ("Jual, belum dibayar", "80.000")]
    assert page.session.today() == TODAY


def test_while_somebody_is_named_in_a_record_her_debt_is_told_below_her_name(
    qtbot: QtBot, qapp: QApplication, stall: Book
) -> None:
    page = shown(qtbot, qapp, session_on(stall), RecordPage)
    page.arrive("jual_belum_dibayar")
    told = part(page, QLabel, "answer_party_told")
    page.form.put({"amount": "10000", "party": "bu wati"}, "typed")
    assert told.text() == "Bon Bu Wati sekarang Rp80.000."
    page.form.put({"party": "Bu Tak Dikenal"}, "typed")
    assert told.text() == ""
    page.arrive("bayar_utang")
    page.form.put({"party": "Pak Budi"}, "typed")
    assert page.findChildren(QLabel, "answer_party_told")[-1].text() == "Utang ke Pak Budi sekarang Rp200.000."


def test_a_sale_that_is_corrected_shows_its_due_day_as_people_write_it(
    qtbot: QtBot, qapp: QApplication, stall: Book
) -> None:
    page = shown(qtbot, qapp, session_on(stall), RecordPage)
    page.correct("2026-A-001")
    assert page.form.answers()["due"] == "5 Februari 2026"


def test_a_corrected_sale_keeps_its_discount_and_the_day_that_was_agreed_since(
    qtbot: QtBot, qapp: QApplication, stall: Book
) -> None:
    number = books.record(
        stall, "jual_belum_dibayar", party="Bu Lina", amount=100_000, date="3/2/2026", due="2,5/10, n/30"
    )
    page = shown(qtbot, qapp, session_on(stall), RecordPage)
    page.correct(number)
    assert page.form.answers()["due"] == "2,5/10, n/30"
    page.form.put({**page.form.answers(), "amount": 90_000}, "typed")
    page.save()
    with stall.read() as reader:
        [bill] = trade.open_bills(reader, party=named_party(reader, "Bu Lina").id)
    # 10 and 30 days after 3 February; 2,5 % of 90.000
    told = (int(bill.open), bill.due, bill.discount_until, trade.discount_of(bill, date(2026, 2, 13)))
    assert told == (90_000, date(2026, 3, 5), date(2026, 2, 13), 2_250)
    with stall.write() as tx:
        trade.set_due(tx, bill, "1/5, n/10")
    with stall.read() as reader:
        entry = ledger.read_entry(reader, bill.entry)
    page.correct(entry.number)
    assert page.form.answers()["due"] == "1/5, n/10"


def test_the_day_of_a_bill_is_asked_with_its_discount(qtbot: QtBot, qapp: QApplication, stall: Book) -> None:
    books.record(stall, "jual_belum_dibayar", party="Bu Lina", amount=100_000, date="3/2/2026", due="2/10, n/30")
    page = debts_page(qtbot, qapp, stall)
    place = [row[0] for row in rows(page)].index("Bu Lina")
    page.register.table.opened.emit(page.register.table.rows.row(place).key)
    page.card.register.table.opened.emit(page.card.register.table.rows.row(0).key)
    asked = dialog(qtbot, page, BillDialog)
    assert isinstance(asked, BillDialog)
    assert asked.due.text() == "2/10, n/30"
    asked.save()
    with stall.read() as reader:
        [bill] = trade.open_bills(reader, party=named_party(reader, "Bu Lina").id)
    assert bill.discount == 2


def test_a_name_is_erased_after_a_second_press_and_what_is_owed_stays(
    qtbot: QtBot, qapp: QApplication, stall: Book
) -> None:
    page = debts_page(qtbot, qapp, stall)
    page.register.table.opened.emit(page.register.table.rows.row(0).key)
    page.card.change.click()
    asked = dialog(qtbot, page, PartyDialog)
    assert isinstance(asked, PartyDialog)
    asked.erase.click()
    assert left(stall, "Bu Wati") == 80_000
    asked.erase.click()
    assert page.card.title.text() == "(nama dihapus)"
    assert ("(nama dihapus)", "5 Feb", "80.000") in rows(page)


def test_a_name_given_later_stands_in_the_history_and_opens_its_record(
    qtbot: QtBot, qapp: QApplication, stall: Book
) -> None:
    with stall.write() as tx:
        (bon,) = [one for one in debt_accounts(tx) if one.role == "piutang_usaha"]
        trade.give_name(tx, bon, "Bu Sum", 15_000, day=TODAY)
    page = debts_page(qtbot, qapp, stall)
    (key,) = [row.key for row in map(page.register.table.rows.row, range(3)) if row.title == "Bu Sum"]
    page.register.table.opened.emit(key)
    page.card.which.part("history").click()
    assert card_rows(page) == [("Bon dirapikan", "15.000")]
    page.card.register.table.opened.emit(page.card.register.table.rows.row(0).key)
    asked = dialog(qtbot, page, EntryDialog)
    assert isinstance(asked, EntryDialog)
    assert asked.correct.isHidden()
    assert not asked.take_back.isHidden()
