"""What makes a tired evening easier: finding, suggesting, keys in a date, the page of keys, settings."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from kpmbooks.book import Book
from kpmbooks.dates import FixedClock
from kpmbooks.i18n import translator
from tests.pages import TODAY, laundry, nameless, part, session_on, shown
from tests.whole_window import desk_of, nobody, program
from ui.desktop import widgets as w
from ui.desktop.asks import ChangeLook
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.keys_dialog import KeysDialog
from ui.desktop.pages.record import RecordPage
from ui.desktop.pages.search_dialog import SearchDialog
from ui.desktop.pages.settings import SettingsPage
from ui.desktop.preferences import Preferences, keep_preferences, read_preferences
from ui.desktop.theme import Theme, apply
from ui.home_folder import home_folder

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Key = Qt.Key


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    apply(qapp, Theme())


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with laundry(tmp_path / "melati.kpm") as made:
        yield made


def test_a_record_is_found_as_one_types_and_opened_with_enter(book: Book, qtbot: QtBot) -> None:
    dialog = SearchDialog(session_on(book))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    found = part(dialog, QListWidget, "search_found")
    qtbot.keyClicks(dialog.field, "token")
    qtbot.waitUntil(lambda: found.count() == 2)  # the wrong one is found too, struck through
    assert [found.item(nth).font().strikeOut() for nth in range(2)] == [False, True]
    qtbot.keyClick(dialog.field, Key.Key_Down)
    assert found.currentRow() == 1
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.keyClick(dialog.field, Key.Key_Return)
    with book.read() as reader:
        from kpmbooks import ledger

        assert ledger.read_entry(reader, chosen.args[0]).memo == "Token"


def test_what_is_not_there_is_said(book: Book, qtbot: QtBot) -> None:
    dialog = SearchDialog(session_on(book))
    qtbot.addWidget(dialog)
    dialog.field.setText("kambing")
    dialog.search()
    assert part(dialog, QListWidget, "search_found").count() == 0
    assert "Tidak ada" in dialog.told.text()
    assert nameless(dialog) == []


def test_records_are_looked_among_by_side_and_time_also_without_words(book: Book, qtbot: QtBot) -> None:
    dialog = SearchDialog(session_on(book))
    qtbot.addWidget(dialog)
    dialog.open()
    found = part(dialog, QListWidget, "search_found")
    dialog.side.set_current("in")
    dialog.search()
    came_in = {found.item(nth).text().split("\n")[0] for nth in range(found.count())}
    assert came_in
    assert not any("Token" in words for words in came_in)
    dialog.side.set_current("out")
    dialog.field.setText("token")
    dialog.search()
    assert found.count() == 2
    for time, there in (("month", 0), ("last-month", 2), ("year", 2)):
        dialog.time.set_current(time)
        assert found.count() == there
    assert nameless(dialog) == []


def test_a_page_that_no_menu_lists_is_found_by_its_name(book: Book, qtbot: QtBot) -> None:
    dialog = SearchDialog(session_on(book))
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.field.setText("pemberi")
    dialog.search()
    found = part(dialog, QListWidget, "search_found")
    assert [found.item(nth).text() for nth in range(found.count())] == ["Halaman: Pemberi pinjaman"]
    assert dialog.told.text() == "1 halaman ditemukan"
    with qtbot.waitSignal(dialog.page_chosen) as chosen:
        qtbot.keyClick(dialog.field, Key.Key_Return)
    assert chosen.args == ["lenders"]


def test_words_used_before_are_offered_and_amounts_never(book: Book, qtbot: QtBot, qapp: QApplication) -> None:
    page = shown(qtbot, qapp, session_on(book), RecordPage)
    page.arrive("gas_listrik_air")
    memo = part(page, QLineEdit, "answer_memo")
    completer = memo.completer()
    assert completer is not None
    model = completer.model()
    assert [model.data(model.index(row, 0)) for row in range(model.rowCount())] == ["Token", "2 tabung"]
    assert part(page, QLineEdit, "answer_amount-text").completer() is None


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ("+", date(2026, 2, 11)),
        ("-", date(2026, 2, 9)),
        ("[", date(2026, 1, 10)),
        ("]", date(2026, 3, 10)),
        ("]t", date(2026, 2, 10)),
    ],
)
def test_keys_in_a_date_move_it(qtbot: QtBot, qapp: QApplication, keys: str, day: date) -> None:
    field = w.DayEdit(translator("id"), FixedClock(TODAY), object_name="day", accessible_name="Hari")
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, keys)
    assert field.day() == day


def test_a_month_on_from_its_end_is_the_end_of_a_shorter_month(qtbot: QtBot) -> None:
    field = w.DayEdit(translator("id"), FixedClock(date(2026, 1, 31)), object_name="day", accessible_name="Hari")
    qtbot.addWidget(field)
    qtbot.keyClick(field.line, Key.Key_PageUp)
    assert field.day() == date(2026, 2, 28)
    qtbot.keyClick(field.line, Key.Key_Up)
    assert field.day() == date(2026, 3, 1)


def test_f1_lists_every_page_and_ctrl_f_finds(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, qapp: QApplication
) -> None:
    path = book.path
    book.close()
    nobody(monkeypatch, tmp_path)
    with program(qtbot, qapp, path) as made:
        desk = desk_of(qtbot, made)
        QTest.keyClick(desk, Key.Key_F1)
        keys = part(desk, KeysDialog, "keys")
        assert nameless(keys) == []
        keys.close()
        QTest.keyClick(desk, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        search = part(desk, SearchDialog, "search")
        search.field.setText("Bensin")
        search.search()
        QTest.keyClick(search.field, Key.Key_Return)
        qtbot.waitUntil(lambda: desk.findChild(EntryDialog) is not None)
        desk.findChild(EntryDialog).close()  # type: ignore[union-attr] # it was just waited for


def test_who_knows_no_keys_finds_by_a_button_and_where_there_is_no_room_for_it_behind_one_that_is_always_there(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, qapp: QApplication
) -> None:
    path = book.path
    book.close()
    nobody(monkeypatch, tmp_path)
    with program(qtbot, qapp, path) as made:
        desk = desk_of(qtbot, made)
        finding = part(desk, QPushButton, "find")
        assert (finding.accessibleName(), finding.toolTip()) == ("Cari catatan", "Cari catatan (Ctrl+F)")
        finding.click()
        part(desk, SearchDialog, "search").close()
        more = part(desk, QPushButton, "more")
        assert (more.isVisible(), more.accessibleName()) == (True, "Lainnya")
        made.window.resize(640, 480)
        qtbot.waitUntil(lambda: not finding.isVisible())
        assert more.isVisible()
        more.setFocus()
        QTest.keyClick(more, Key.Key_Return)
        acts = part(desk, w.ActList, "more_acts")
        assert [act.label() for act in acts.acts] == [
            "Cari catatan",
            "Tutupi semua jumlah uang",
            "Tutupi semua nama",
            "Lihat semua tombol",
        ]
        assert nameless(acts) == []
        QTest.keyClick(acts.acts[0], Key.Key_Return)
        part(desk, SearchDialog, "search").close()
        desk.open_more()
        qtbot.waitUntil(lambda: desk.findChild(w.ActList, "more_acts") is not None)
        part(desk, QPushButton, "more_amounts").click()
        assert desk.is_private()
        qtbot.waitUntil(lambda: desk.findChild(w.ActList, "more_acts") is None)
        desk.open_more()
        assert part(desk, QPushButton, "more_amounts").accessibleName() == "Tampilkan semua jumlah uang"


def test_settings_are_asked_for_and_show_what_is_kept(book: Book, qtbot: QtBot, qapp: QApplication) -> None:
    session = session_on(book)
    page = shown(qtbot, qapp, session, SettingsPage)
    asked: list[object] = []
    session.asked.connect(asked.append)
    page.text.part("1.5").click()
    page.brightness.part("dark").click()
    page.language.part("en").click()
    assert asked == [ChangeLook(text=1.5), ChangeLook(brightness="dark"), ChangeLook(language="en")]
    assert nameless(page) == []


def test_the_window_obeys_its_settings_and_keeps_them(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, qapp: QApplication
) -> None:
    path = book.path
    book.close()
    nobody(monkeypatch, tmp_path)
    with program(qtbot, qapp, path) as made:
        desk = desk_of(qtbot, made)
        desk.session.asked.emit(ChangeLook(text=1.5, brightness="dark"))
        qtbot.waitUntil(lambda: made.window.theme.text == 1.5)
        assert made.window.theme.mode == "dark"
        desk.session.asked.emit(ChangeLook(language="en"))
        qtbot.waitUntil(lambda: made.desk is not None and made.desk is not desk)
        assert desk_of(qtbot, made).session._.language == "en"
        assert read_preferences(home_folder()) == Preferences(1.5, "dark", language="en")


def test_preferences_that_cannot_be_read_are_as_at_first(tmp_path: Path) -> None:
    keep_preferences(tmp_path, Preferences(language="en"))
    assert read_preferences(tmp_path).language == "en"
    (tmp_path / "window.json").write_text('{"text": 1.0, "brightness": "light", "language": "jv"}')
    assert read_preferences(tmp_path) == Preferences(1.0, "light")
