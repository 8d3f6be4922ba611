"""What goes wrong under the open window: the page stays, what was typed stays, one sentence says what to do."""

import os
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from kpmbooks import house, ledger
from kpmbooks.book import change_key
from kpmbooks.storage import FORMAT, new_key
from tests import books, pages
from tests.books import stranger
from tests.failing_disk import no_file_beyond
from tests.test_faults_cut_off import cut_off
from tests.test_repair import _pages, _spoil
from tests.whole_window import desk_of, let_go, nobody, part_of, press, program, texts, type_text
from ui.desktop.desk import Desk
from ui.desktop.pages.care_repair import RepairCard
from ui.desktop.pages.passcode import PasscodePage
from ui.desktop.pages.start import StartPage
from ui.desktop.tasks import Tasks
from ui.desktop.trouble import TroubleDialog
from ui.desktop.watching import Watch

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    nobody(monkeypatch, tmp_path)
    for name in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, name, getattr(sys, name))
    return tmp_path


@pytest.fixture
def path(home: Path) -> Path:
    found = home / "Documents" / "bu-siti.kpm"
    with books.family(found) as book:
        for nth in range(4):
            books.record(book, "jual_tunai", amount=75_000 + nth, memo=f"bakwan {nth}", date="5/1/2026")
    return found


def _type_a_record(desk: Desk) -> None:
    desk.go("record", "jual_tunai")
    type_text("25000")


def _troubles(desk: Desk) -> list[TroubleDialog]:
    return [one for one in desk.findChildren(TroubleDialog) if one.isVisible()]


def _cash(path: Path) -> int:
    with house.open_book(path) as book, book.read() as reader:
        place = ledger.default_ledger(reader)
        sums = ledger.sums_through(reader, place.id, date(2026, 12, 31))
        return int(sums[ledger.find_account(reader, place, "Kas").id].net)


BEFORE = sum(75_000 + nth for nth in range(4))


def _is_seen(desk: Desk, button: str) -> bool:
    """Whether there is such a button to be pressed: one that was just made is not shown at once."""
    return any(one.isVisible() for one in desk.findChildren(QAbstractButton, button))


def test_a_full_disk_leaves_the_draft_and_is_told_once(path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    with program(qtbot, qapp, path) as made:
        desk = desk_of(qtbot, made)
        _type_a_record(desk)
        with no_file_beyond(5_000):
            desk.page("record").save()
        assert [one.codes for one in _troubles(desk)] in ([("unreadable",)], [("disk-full",)])
        for dialog in _troubles(desk):
            dialog.close()
        let_go()
        assert desk.current() == "record"
        assert desk.page("record").form.answers()["amount"] == "25000"
        desk.page("record").save()  # there is room again
        assert _troubles(desk) == []
    assert _cash(path) == BEFORE + 25_000


def test_a_stick_that_was_pulled_out_is_told_and_the_draft_can_be_saved_when_it_is_back(
    path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    aside = path.with_name("dicabut.kpm")
    with program(qtbot, qapp, path) as made:
        desk = desk_of(qtbot, made)
        _type_a_record(desk)
        path.rename(aside)
        desk.page("record").save()
        desk.go("home")  # asks many things, which all fail alike
        desk.page("home").refresh()
        assert [one.codes for one in _troubles(desk)] == [("file-gone",)]
        aside.rename(path)
        let_go()
        for dialog in _troubles(desk):
            dialog.close()
        let_go()
        desk.go("record")
        assert desk.page("record").form.answers()["amount"] == "25000"
        desk.page("record").save()
        assert _troubles(desk) == []
    assert _cash(path) == BEFORE + 25_000


def test_a_book_that_somebody_else_writes_in_is_told_on_the_start_page(
    path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    with house.open_book(path, "write"), program(qtbot, qapp, path) as made:
        page = made.window.centralWidget()
        assert isinstance(page, StartPage)
        assert "sedang dibuka" in page.trouble.label.text() or "dibuka" in page.trouble.label.text()
        assert not page.repair.isVisible()


def test_a_book_that_was_cut_off_opens_and_says_so_on_the_home_page(
    path: Path, home: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    victim = home / "Documents" / "mati listrik.kpm"
    cut_off(path, victim)
    with program(qtbot, qapp, victim) as made:
        desk = desk_of(qtbot, made)
        qtbot.waitUntil(lambda: any("terputus" in text for text in texts(desk)))
    assert _cash(victim) == BEFORE


def _alter_a_sum(path: Path) -> None:
    with stranger(path) as raw:
        raw.execute("UPDATE account_months SET debit = debit + 1000000 WHERE account_id = 1")
        raw.execute("UPDATE account_days SET debit = debit + 1000000 WHERE account_id = 1")


def test_a_wrong_sum_is_told_before_anybody_rests_on_it_and_repairing_ends_it(
    path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    _alter_a_sum(path)
    with program(qtbot, qapp, path) as made:
        desk = desk_of(qtbot, made)
        qtbot.waitUntil(lambda: _troubles(desk) != [])
        assert [one.codes for one in _troubles(desk)] == [("damaged",)]
        assert "aman" not in _troubles(desk)[0].card.message
        _troubles(desk)[0].close()
        qtbot.waitUntil(lambda: _is_seen(desk, "to_repair"))
        part_of(desk, "to_repair").click()  # type: ignore[attr-defined] # a button
        assert desk.current() == "care"
        card = desk.page("care").cards["repair"]
        qtbot.waitUntil(card.repair.isVisible)
        card.ask_to_repair()
        part_of(card, "repair_question_act").click()  # type: ignore[attr-defined] # a button
        qtbot.waitUntil(lambda: made.desk is not None and made.desk is not desk)
        again = desk_of(qtbot, made)
        qtbot.waitUntil(lambda: any("perlu dirapikan" in text for text in texts(again)))
        assert made.desk is not None
        assert made.desk.session.book.path == path
    assert _cash(path) == BEFORE
    assert len(list(path.parent.glob("bu-siti sebelum dirapikan *.kpm"))) == 1


def test_a_book_that_does_not_open_is_repaired_from_the_start_page(
    path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    _spoil(path, _pages(path, "texts")[0])
    with program(qtbot, qapp, path) as made:
        page = made.window.centralWidget()
        assert isinstance(page, StartPage)
        assert page.repair.isVisible()
        page.repair.click()
        desk = desk_of(qtbot, made)
        assert desk.session.book.path != path
        qtbot.waitUntil(lambda: _is_seen(desk, "show_losses"))
        part_of(desk, "show_losses").click()  # type: ignore[attr-defined] # a button
        dialog = part_of(desk, "lines")
        assert any("Keterangan" in text or "catatan" in text for text in texts(dialog))
        dialog.close()
        let_go()
    assert path.is_file()


# The card


def test_the_card_says_that_everything_holds_and_offers_no_repair(path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    session = pages.session_on(house.open_book(path, "write"))
    card = pages.shown(qtbot, qapp, session, RepairCard)
    assert pages.nameless(card) == []
    card.check.click()
    assert "4 catatan" in card.told.words()
    assert not card.repair.isVisible()
    session.close()


@pytest.mark.parametrize(("damage", "word"), [("DROP TRIGGER entries_no_delete", "dirapikan"), ("", "rusak")])
def test_the_card_tells_untidy_from_damaged_and_shows_what_does_not_hold(
    damage: str, word: str, path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    if damage:
        with stranger(path) as raw:
            raw.execute(damage)
    else:
        _alter_a_sum(path)
    session = pages.session_on(house.open_book(path, "write"))
    asked: list[object] = []
    session.asked.connect(asked.append)
    card = pages.shown(qtbot, qapp, session, RepairCard)
    card.arrive()
    assert word in card.told.words()
    assert card.repair.isVisible()
    card.details.click()
    part_of(card, "lines").close()
    let_go()
    card.ask_to_repair()
    button = part_of(card, "repair_question_rest")
    assert isinstance(button, QAbstractButton)
    button.click()
    let_go()
    assert asked == []
    session.close()


def test_looking_through_a_book_lets_go_when_somebody_writes(path: Path, qtbot: QtBot) -> None:
    session = pages.session_on(house.open_book(path, "write"))
    watch = Watch(session, Tasks(inline=True))
    found: list[object] = []
    ended: list[bool] = []
    watch.found.connect(found.append)
    watch.ended.connect(lambda: ended.append(True))
    session.book._writes = 1  # somebody waits to write
    watch.look()
    assert (found, ended) == ([], [])
    assert watch._timer.isActive()
    session.book._writes = 0
    watch.look()
    assert (found, ended) == ([], [True])
    watch.stop()
    session.close()


def test_the_keyboard_reaches_the_repair_of_a_damaged_book(path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    os.truncate(path, 4096 * 7)
    with program(qtbot, qapp, path) as made:
        page = made.window.centralWidget()
        assert isinstance(page, StartPage)
        page.repair.setFocus()
        press(Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: "tidak terbaca" in page.trouble.label.text() or page.trouble.isHidden())


def test_a_damaged_book_with_a_passcode_is_repaired_from_its_door(path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    key = new_key("melati 7")
    with house.open_book(path, "write") as book:
        change_key(book, key)
    _spoil(path, _pages(path, "ix_entries_kind", key)[0])
    with program(qtbot, qapp, path) as made:
        page = made.window.centralWidget()
        assert isinstance(page, PasscodePage)
        page.unlock.field.edit.setText("melati 7")
        page.unlock.attempt()
        qtbot.waitUntil(page.repair.isVisible)
        page.repair.click()
        desk = desk_of(qtbot, made)
        assert desk.session.book.path == path
        assert desk.session.book.key is not None
    assert len(list(path.parent.glob("bu-siti sebelum dirapikan *.kpm"))) == 1


def test_a_book_of_a_newer_program_is_shown_and_nothing_can_be_recorded(
    path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    with stranger(path) as raw:
        raw.execute(f"PRAGMA user_version={FORMAT.major * 1000 + FORMAT.minor + 1}")
    with program(qtbot, qapp, path) as made:
        desk = desk_of(qtbot, made)
        desk.go("record")
        assert desk.page("record").closed.isVisible()
        assert desk.session.book.mode == "read"
