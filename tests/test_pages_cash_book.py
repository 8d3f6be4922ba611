"""The cash book page: every line in its place, mistakes seen, records opened, corrected and taken back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from kpmbooks import house, ledger, recording, statements
from kpmbooks.dates import Period
from kpmbooks.money import format_amount
from tests import books, pages
from ui.desktop.pages.cash_book import CashBookPage
from ui.desktop.pages.cash_book_lines import CashBookLines, LineKey
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.wishes import ReportWish
from ui.desktop.session import Session
from ui.desktop.widgets import ActList, RegisterRow

# The platform without a screen cannot raise a window or tell a least size, and says so each time.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

JANUARY = Period(date(2026, 1, 1), date(2026, 1, 31))


@pytest.fixture
def session() -> Iterator[Session]:
    made = pages.session_on(pages.laundry())
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, session: Session) -> CashBookPage:
    made = pages.shown(qtbot, qapp, session, CashBookPage)
    made.arrive(JANUARY)
    return made


def rows(page: CashBookPage) -> list[RegisterRow]:
    table = page.register.table
    return [table.rows.row(place) for place in range(table.rows.rowCount())]


def left(page: CashBookPage) -> list[str]:
    return [row.cell("left") for row in rows(page) if row.kind == "entry"]


def foot(page: CashBookPage) -> tuple[str, ...]:
    return tuple(pages.part(page, QLabel, f"cash_book-foot-{key}").text() for key in ("in", "out", "left"))


def opened(page: CashBookPage) -> EntryDialog:
    dialogs = [one for one in page.findChildren(EntryDialog) if one.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0]


def open_line(page: CashBookPage, number: str) -> EntryDialog:
    place = next(
        place for place, row in enumerate(rows(page)) if isinstance(row.key, LineKey) and row.key.number == number
    )
    page.register.table.choose(place)
    QTest.keyClick(page.register.table, Qt.Key.Key_Return)
    return opened(page)


def test_each_line_stands_under_its_day_with_what_was_left(page: CashBookPage) -> None:
    assert [(row.kind, row.title, row.cell("in"), row.cell("out"), row.cell("left")) for row in rows(page)][:5] == [
        ("day", "Kamis, 1 Januari", "400.000", "", ""),
        ("entry", "Isi awal buku", "400.000", "", "400.000"),
        ("day", "Senin, 5 Januari", "266.000", "44.000", ""),
        ("entry", "Jasa dibayar tunai", "266.000", "", "666.000"),
        ("entry", "Gas, listrik, air", "", "44.000", "622.000"),
    ]
    assert foot(page) == ("Rp1.051.000", "Rp244.000", "Rp807.000")


def test_a_corrected_pair_is_one_struck_line_and_the_new_one(page: CashBookPage) -> None:
    sixth = [row for row in rows(page) if row.kind == "entry"][3:]
    assert [(row.struck, row.cell("out"), row.cell("left"), row.badge and row.badge.text) for row in sixth] == [
        (True, "2.000.000", "", "Dibetulkan jadi no. 2026-A-006"),
        (False, "200.000", "422.000", "Pembetulan no. 2026-A-004"),
        (False, "", "807.000", None),
    ]


def test_what_is_struck_counts_in_no_sum_of_its_day(page: CashBookPage) -> None:
    days = [row for row in rows(page) if row.kind == "day"]
    assert (days[-1].cell("in"), days[-1].cell("out")) == ("385.000", "200.000")


def test_a_later_month_begins_with_what_was_left_before(page: CashBookPage) -> None:
    page.period.later.click()
    assert page.period.period() == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert [(row.kind, row.title, row.cell("left")) for row in rows(page)] == [
        ("fold", "Sisa sebelum 1 Februari 2026", "807.000"),
        ("day", "Selasa, 3 Februari", ""),
        ("entry", "Transport", "787.000"),
    ]
    assert foot(page) == ("Rp0", "Rp20.000", "Rp787.000")


def test_nothing_lies_before_the_first_month(page: CashBookPage) -> None:
    assert not page.period.earlier.isEnabled()


def test_an_own_period_is_typed_as_people_write_it(page: CashBookPage) -> None:
    page.period.open_list()
    field = pages.part(page.period, QLineEdit, "cash_book_period-typed")
    QTest.keyClicks(field, "5/1-5/1")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert left(page) == ["666.000", "622.000"]
    assert foot(page) == ("Rp266.000", "Rp44.000", "Rp622.000")


def test_what_is_no_period_is_told_and_changes_nothing(page: CashBookPage) -> None:
    before = left(page)
    page.period.open_list()
    field = pages.part(page.period, QLineEdit, "cash_book_period-typed")
    QTest.keyClicks(field, "31/2")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.property("state") == "error"
    assert left(page) == before
    field.window().close()


def test_everything_goes_from_the_first_day_on(page: CashBookPage) -> None:
    page.period.open_list()
    pages.part(page.period, QPushButton, "cash_book_period-everything").click()
    assert page.period.current.label() == "Semuanya"
    assert left(page)[-1] == "787.000"
    assert foot(page) == ("Rp1.051.000", "Rp264.000", "Rp787.000")


def test_another_purse_shows_its_own_lines(page: CashBookPage, session: Session) -> None:
    books.record(session.book, "tabungan_masuk", amount=25_000, party="Ibu Dewi", date="9/1/2026")
    page.purse.setCurrentIndex(page.purse.findText("Kas tabungan"))
    page.purse.activated.emit(page.purse.currentIndex())
    assert left(page) == ["25.000"]


def test_a_record_tells_who_wrote_it_when_and_why_it_was_corrected(page: CashBookPage) -> None:
    dialog = open_line(page, "2026-A-004")
    words = " | ".join(label.text() for label in _labels(dialog))
    assert "Nomor | 2026-A-004" in words
    assert "Hari | Selasa, 6 Januari 2026" in words
    assert "laptop A" in words
    assert "Dibetulkan jadi no. | 2026-A-006" in words
    assert "Sebab | Nolnya kelebihan" in words
    assert dialog.correct.isHidden()
    assert dialog.take_back.isHidden()


def _labels(dialog: EntryDialog) -> list[QLabel]:
    return [label for label in dialog.findChildren(QLabel) if label.text()]


def test_correcting_leads_to_the_record_page_with_the_number(page: CashBookPage, qtbot: QtBot) -> None:
    dialog = open_line(page, "2026-A-003")
    with qtbot.waitSignal(page.go) as asked:
        dialog.correct.click()
    assert asked.args == ["record", "2026-A-003"]


def test_taking_back_asks_first_and_then_strikes_the_line(page: CashBookPage, session: Session) -> None:
    dialog = open_line(page, "2026-A-003")
    dialog.take_back.click()
    QTest.keyClicks(dialog.reason, "Dobel")
    dialog.confirm.click()
    assert not dialog.isVisible()
    third = next(row for row in rows(page) if row.cell("number") == "2026-A-003")
    assert (third.struck, third.badge and third.badge.text) == (True, "Dibatalkan")
    assert foot(page) == ("Rp1.051.000", "Rp200.000", "Rp851.000")
    with session.book.read() as reader:
        back = ledger.entry_by_number(reader, "2026-A-009")
        assert (back.memo, back.reverses) == ("Dobel", ledger.entry_by_number(reader, "2026-A-003").id)


def test_escape_takes_nothing_back(page: CashBookPage, session: Session) -> None:
    dialog = open_line(page, "2026-A-003")
    dialog.take_back.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert foot(page) == ("Rp1.051.000", "Rp244.000", "Rp807.000")


def test_what_an_undo_restored_says_so_and_can_be_taken_back_again(page: CashBookPage, session: Session) -> None:
    session.act(lambda tx: recording.reverse(tx, "2026-A-003", today=pages.TODAY))
    session.undo()
    assert len(left(page)) == 6 + 1  # the record is struck, what restored it stands
    restored = next(row for row in rows(page) if row.badge and row.badge.text.startswith("Memulihkan"))
    assert restored.badge is not None
    assert (restored.badge.text, restored.cell("out")) == ("Memulihkan no. 2026-A-003", "44.000")
    assert foot(page) == ("Rp1.051.000", "Rp244.000", "Rp807.000")
    assert not open_line(page, restored.cell("number")).take_back.isHidden()


def test_a_book_that_is_only_looked_at_offers_no_change(
    qtbot: QtBot, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("book") / "melati.kpm"
    pages.laundry(path).close()
    session = pages.session_on(house.open_book(path))
    page = pages.shown(qtbot, qapp, session, CashBookPage)
    page.arrive(JANUARY)
    dialog = open_line(page, "2026-A-003")
    assert (dialog.correct.isHidden(), dialog.take_back.isHidden()) == (True, True)
    dialog.close()
    session.close()


def test_a_row_offers_its_acts_in_a_menu(page: CashBookPage) -> None:
    table = page.register.table
    struck = next(place for place, row in enumerate(rows(page)) if row.struck)
    table.choose(struck)
    QTest.keyClick(table, Qt.Key.Key_Menu)
    menu = pages.part(page, ActList, "cash_book_menu")
    assert [act.label() for act in menu.acts] == ["Lihat"]
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert table.hasFocus()


def test_the_keyboard_alone_takes_a_record_back(page: CashBookPage) -> None:
    page.arrive(None)
    table = page.register.table
    assert table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_Home)
    for _step in range(2):
        QTest.keyClick(table, Qt.Key.Key_Down)
    current = table.current_row()
    assert current is not None
    assert current.cell("number") == "2026-A-003"  # the arrow goes past the row of the day
    QTest.keyClick(table, Qt.Key.Key_Return)
    dialog = opened(page)
    assert dialog.focusWidget() is dialog.close_button
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Backtab)
    assert dialog.focusWidget() is dialog.take_back
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.reason
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert foot(page)[2] == "Rp851.000"


def test_home_and_end_go_to_the_first_and_the_last_record(page: CashBookPage) -> None:
    table = page.register.table
    QTest.keyClick(table, Qt.Key.Key_Home)
    first = table.current_row()
    QTest.keyClick(table, Qt.Key.Key_End)
    last = table.current_row()
    assert first is not None
    assert last is not None
    assert (first.cell("number"), last.cell("number")) == ("2026-A-001", "2026-A-007")


def test_what_is_written_meanwhile_is_seen_without_losing_the_place(qtbot: QtBot, qapp: QApplication) -> None:
    session = pages.session_on(pages.many_sales(1_000))
    page = pages.shown(qtbot, qapp, session, CashBookPage)
    page.arrive(Period(books.START, date(2026, 1, 31)))
    table = page.register.table
    table.choose(100)
    place, chosen = table.verticalScrollBar().value(), table.currentIndex().row()
    books.record(session.book, "jual_tunai", amount=7_000, date="31/1/2026")
    assert (table.verticalScrollBar().value(), table.currentIndex().row()) == (place, chosen)
    assert foot(page)[2] == "Rp1.007.000"
    session.close()


def test_five_thousand_lines_end_with_the_right_balance_and_few_are_read(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = pages.session_on(pages.many_sales(5_000))
    asked: list[int] = []
    one_page = statements.cash_book_page

    def counted(*args: object) -> object:
        found = one_page(*args)  # type: ignore[arg-type] # handed on as it came
        asked.append(len(found))
        return found

    monkeypatch.setattr("kpmbooks.statements.cash_book_page", counted)
    page = pages.shown(qtbot, qapp, session, CashBookPage)
    asked.clear()
    page.arrive(page.period.whole())
    table = page.register.table
    assert table.rows.rowCount() == 5_000 + 50  # one row for each of the fifty days
    last = table.rows.row(table.rows.rowCount() - 1)
    assert last.cell("left") == "5.000.000"
    assert foot(page)[2] == "Rp5.000.000"
    assert sum(asked) <= 800
    started = perf_counter()
    QTest.keyClick(table, Qt.Key.Key_Home)
    QTest.keyClick(table, Qt.Key.Key_End)
    assert perf_counter() - started < 1.0
    session.close()


@pytest.mark.parametrize("first", [0, 1, 99, 100, 101, 150, 202, 333])
def test_rows_read_from_anywhere_are_those_read_from_the_start(
    first: int, qapp: QApplication, lines: CashBookLines
) -> None:
    whole = lines.rows(0, lines.count())
    assert tuple(lines.rows(first, 57)) == tuple(whole[first : first + 57])


@pytest.fixture(scope="module")
def lines(qapp: QApplication) -> Iterator[CashBookLines]:
    session = pages.session_on(pages.many_sales(400))
    period = Period(date(2026, 1, 2), date(2026, 1, 31))
    with session.book.read() as reader:
        kas = ledger.find_account(reader, session.ledger, "Kas")
        book = statements.cash_book(reader, session.ledger, kas, period)
        days = statements.cash_book_days(reader, kas, period)
    made = CashBookLines(session, kas, period, book.opening, days)
    assert made.count() == 1 + 300 + 3
    yield made
    session.close()


def test_a_new_book_asks_for_the_first_record_and_shows_no_table(qtbot: QtBot, qapp: QApplication) -> None:
    session = pages.session_on(books.group())
    page = pages.shown(qtbot, qapp, session, CashBookPage)
    assert page.register.is_empty()
    assert page.empty.title.text() == "Buku ini masih kosong"
    with qtbot.waitSignal(page.go) as asked:
        page.empty.button.click()
    assert asked.args == ["record", None]
    assert page.record.isHidden()  # one main button, not two
    session.close()


def test_a_month_without_records_says_what_was_left(page: CashBookPage) -> None:
    page.arrive(Period(date(2026, 3, 1), date(2026, 3, 31)))
    assert page.empty.title.text() == "Tidak ada catatan di Maret 2026"
    assert page.empty.sentence.text() == "Kas tetap Rp787.000."


def test_printing_asks_for_what_is_seen(page: CashBookPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.go) as asked:
        page.print.click()
    name, wish = asked.args
    assert name == "reports"
    assert isinstance(wish, ReportWish)
    assert (wish.report, wish.period) == ("cash-book", JANUARY)


def test_the_page_reads_nothing_while_it_is_not_seen(page: CashBookPage, session: Session) -> None:
    before = foot(page)
    page.hide()
    books.record(session.book, "jual_tunai", amount=7_000, date="31/1/2026")
    assert foot(page) == before
    page.show()
    assert foot(page)[2] == "Rp814.000"


def test_everything_that_can_be_pressed_has_a_name(page: CashBookPage) -> None:
    dialog = open_line(page, "2026-A-003")
    assert pages.nameless(page) == []
    assert pages.nameless(dialog) == []


def test_a_narrow_page_keeps_every_amount(page: CashBookPage) -> None:
    page.resize(680, 400)
    table = page.register.table
    hidden = {column.key for place, column in enumerate(table.rows.columns) if table.isColumnHidden(place)}
    assert hidden == {"number", "menu"}
    QTest.keyClick(table, Qt.Key.Key_End)
    current = table.current_row()
    assert current is not None
    assert current.cell("left") == "807.000"


def test_words_use_the_empty_cells_behind_them_and_columns_are_no_wider_than_their_sums(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    with pages.laundry(tmp_path / "buku.kpm") as made:
        page = pages.shown(qtbot, qapp, pages.session_on(made), CashBookPage)
        table = page.register.table
        places = {column.key: place for place, column in enumerate(table.rows.columns)}
        book = page.statement()
        assert book is not None
        widest = {column.key: column.widest for column in table.rows.columns}
        assert widest["in"] == format_amount(book.total_in, symbol=False)
        assert widest["out"] == format_amount(book.total_out, symbol=False)
        assert table.columnWidth(places["in"]) < 130
