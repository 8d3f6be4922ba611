"""The passcode in the window: asked for at every door, set and changed on the care page, locking what is open."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import house
from kpmbooks.book import Book, change_key
from kpmbooks.i18n import translator
from kpmbooks.storage import is_keyed, key_for, keys, new_key, salt_of
from kpmbooks.storage.recovery import two_halves, whole_sheet
from tests import books, pages
from ui.desktop.app import Program
from ui.desktop.attempts import FREE, PAUSES, Attempts
from ui.desktop.idle import IdleWatch
from ui.desktop.locking import Locking
from ui.desktop.one_window import OneWindow
from ui.desktop.pages.care_passcode import PasscodeCard
from ui.desktop.pages.passcode import PasscodePage
from ui.desktop.pages.passcode_dialog import PasscodeDialog
from ui.desktop.pages.passcode_strip import PasscodeStrip
from ui.desktop.passcode_wish import put_off, reason_to_ask
from ui.desktop.preferences import LOCK_MINUTES, Preferences, keep_preferences, read_preferences
from ui.desktop.recent_books import remember_book
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import Theme, apply
from ui.desktop.window import NAME, MainWindow
from ui.home_folder import home_folder

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SANDI = "ikan di kolam"
_ = translator()


class Clock:
    """Stands still until somebody moves it."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def a_quick_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes guessing slow would make these tests slow, too; nothing here depends on it."""
    monkeypatch.setattr(keys, "_MEMORY_KIB", 64)
    monkeypatch.setattr(keys, "_PASSES", 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "KUBE Melati.kpm"


@pytest.fixture
def keyed(path: Path) -> Path:
    with pages.laundry(path) as book:
        change_key(book, new_key(SANDI))
    return path


@pytest.fixture
def session(path: Path, keyed: Path) -> Iterator[Session]:
    made = pages.session_on(house.open_book(path, "write", key=key_for(keyed, SANDI)))
    yield made
    made.close()


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Session]:
    made = pages.session_on(pages.laundry(tmp_path / "Kenanga.kpm"))
    yield made
    made.close()


def settle() -> None:
    for _round in range(10):
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(of: QObject, name: str) -> None:
    pages.part(of, QPushButton, name).click()
    settle()


def type_into(of: QObject, name: str, words: str) -> None:
    pages.part(of, QLineEdit, name).setText(words)


def asking(qtbot: QtBot, qapp: QApplication, path: Path, attempts: Attempts | None = None) -> PasscodePage:
    apply(qapp, Theme())
    page = PasscodePage(_, Tasks(inline=True), path, attempts or Attempts())
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    return page


def said(of: QObject, name: str) -> str:
    """The sentence that a message says now, nothing while it is hidden."""
    from ui.desktop.widgets import FieldMessage

    problem = pages.part(of, FieldMessage, name).problem()
    return "" if problem is None else problem.code


# ------------------------------------------------------------------------------------------- opening


def test_the_right_passcode_opens_the_book_and_is_forgotten(qtbot: QtBot, qapp: QApplication, keyed: Path) -> None:
    page = asking(qtbot, qapp, keyed)
    type_into(page, "passcode", SANDI)
    with qtbot.waitSignal(page.opened) as caught:
        qtbot.keyClick(page.unlock.field.edit, Qt.Key.Key_Return)
    (book,) = caught.args
    assert book.owner.name == "KUBE Melati"
    assert page.unlock.field.text() == ""
    book.close()


def test_a_wrong_passcode_is_said_and_can_be_typed_over(qtbot: QtBot, qapp: QApplication, keyed: Path) -> None:
    before = keyed.read_bytes()
    page = asking(qtbot, qapp, keyed)
    type_into(page, "passcode", "ikan di laut")
    press(page, "unlock")
    assert said(page, "passcode_message") == "passcode-wrong"
    assert page.unlock.field.edit.selectedText()
    qtbot.keyClicks(page.unlock.field.edit, "i")
    assert said(page, "passcode_message") == ""
    assert page.unlock.field.text() == "i"
    assert keyed.read_bytes() == before


def test_what_is_typed_is_covered_until_the_eye_is_pressed(qtbot: QtBot, qapp: QApplication, keyed: Path) -> None:
    page = asking(qtbot, qapp, keyed)
    field = page.unlock.field
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    field.eye.click()
    assert field.edit.echoMode() == QLineEdit.EchoMode.Normal
    field.forget()
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password


def test_after_five_wrong_ones_each_next_try_waits_longer(qtbot: QtBot, qapp: QApplication, keyed: Path) -> None:
    now = Clock()
    page = asking(qtbot, qapp, keyed, Attempts(now))
    waits = []
    for _nth in range(FREE + len(PAUSES) + 1):
        type_into(page, "passcode", "salah terus")
        page.unlock.attempt()
        waits.append(page.unlock.pause.isVisible())
        if page.unlock.pause.isVisible():
            type_into(page, "passcode", SANDI)
            page.unlock.attempt()  # nothing is tried during the pause, not even the right one
            assert page.unlock.field.text() == SANDI
            now.now += PAUSES[-1]
            page.unlock.look_at_pause()
            assert not page.unlock.pause.isVisible()
    assert waits == [False] * (FREE - 1) + [True] * (len(PAUSES) + 2)
    with qtbot.waitSignal(page.opened) as caught:
        page.unlock.attempt()
    caught.args[0].close()


def test_the_pauses_grow_and_end_with_the_right_passcode() -> None:
    now = Clock()
    attempts = Attempts(now)
    seen = []
    for _nth in range(12):
        attempts.wrong()
        seen.append(attempts.seconds_left())
        now.now += attempts.seconds_left()
        assert attempts.seconds_left() == 0
    assert seen == [0, 0, 0, 0, 5, 10, 20, 40, 60, 60, 60, 60]
    attempts.wrong()
    attempts.right()
    assert attempts.seconds_left() == 0
    attempts.wrong()
    assert attempts.seconds_left() == 0


def test_the_words_of_the_sheet_open_the_book_with_a_new_passcode(
    qtbot: QtBot, qapp: QApplication, keyed: Path
) -> None:
    words = whole_sheet(key_for(keyed, SANDI)).words()
    page = asking(qtbot, qapp, keyed)
    press(page, "passcode_forgotten")
    field = pages.part(page, QPlainTextEdit, "recovery_words")
    field.setPlainText(" ".join(words[:23]))
    press(page, "recovery_read")
    assert said(page, "recovery_message") == "recovery-count"
    field.setPlainText("\n".join(f"{nth}. {word.upper()}" for nth, word in enumerate(words, 1)))
    press(page, "recovery_read")
    assert field.toPlainText() == ""
    type_into(page, "new_passcode", "burung")
    type_into(page, "new_passcode_again", "burungg")
    press(page, "recovery_save")
    assert said(page, "new_passcode_again_message") == "passcode-differs"
    type_into(page, "new_passcode_again", "burung")
    with qtbot.waitSignal(page.opened) as caught:
        pages.part(page, QPushButton, "recovery_save").click()
    caught.args[0].close()
    house.open_book(keyed, key=key_for(keyed, "burung")).close()
    page.ask_for_sheet()
    field.setPlainText(" ".join(words))
    press(page, "recovery_read")
    assert said(page, "recovery_message") == "recovery-other-book"


def test_a_groups_book_opens_with_both_halves_in_either_order_and_with_no_other(
    qtbot: QtBot, qapp: QApplication, keyed: Path
) -> None:
    key = key_for(keyed, SANDI)
    first, second = two_halves(key)
    other_first, _other_second = two_halves(key)
    page = asking(qtbot, qapp, keyed)
    page.ask_for_sheet()
    field = pages.part(page, QPlainTextEdit, "recovery_words")

    def read(*sheets: object) -> None:
        for sheet in sheets:
            field.setPlainText(" ".join(sheet.words()))  # type: ignore[attr-defined]
            press(page, "recovery_read")

    read(first, first)
    assert said(page, "recovery_message") == "recovery-halves"
    read(second)
    page.recovery.forget()
    read(other_first, second)  # halves that were printed at different times
    assert said(page, "recovery_message") == "recovery-other-book"
    read(second, first)
    assert page.recovery.new.isVisible()


def test_every_part_of_card_and_dialogs_has_a_name(qtbot: QtBot, qapp: QApplication, session: Session) -> None:
    card = card_on(qtbot, qapp, session)
    assert pages.nameless(card) == []
    for name in ("change_passcode", "remove_passcode", "recovery_sheet"):
        press(card, name)
        (dialog,) = [one for one in card.findChildren(QDialog) if one.isVisible()]
        assert pages.nameless(dialog) == []
        dialog.close()
        settle()


def test_a_passcode_page_can_be_used_by_name_and_keyboard(qtbot: QtBot, qapp: QApplication, keyed: Path) -> None:
    page = asking(qtbot, qapp, keyed)
    page.ask_for_sheet()
    assert pages.nameless(page) == []
    field = pages.part(page, QPlainTextEdit, "recovery_words")
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert not field.hasFocus()


# ------------------------------------------------------------------------------------------- the card


def card_on(qtbot: QtBot, qapp: QApplication, session: Session) -> PasscodeCard:
    apply(qapp, Theme())
    card = PasscodeCard(session, Tasks(inline=True))
    qtbot.addWidget(card)
    with qtbot.waitActive(card):
        card.show()
    card.refresh()
    return card


def dialog_of(card: QWidget, kind: type[QDialog]) -> QDialog:
    settle()
    found = [one for one in card.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_a_passcode_is_set_with_two_equal_words_and_the_sheet_is_offered(
    qtbot: QtBot, qapp: QApplication, plain: Session
) -> None:
    path = plain.book.path
    assert path is not None
    card = card_on(qtbot, qapp, plain)
    assert not card.change.isVisible()
    press(card, "set_passcode")
    dialog = dialog_of(card, PasscodeDialog)
    type_into(dialog, "new_passcode", "12345")
    press(dialog, "passcode_do")
    assert said(dialog, "new_passcode_message") == "passcode-short"
    type_into(dialog, "new_passcode", SANDI)
    type_into(dialog, "new_passcode_again", SANDI)
    assert not is_keyed(path)
    press(dialog, "passcode_do")
    assert is_keyed(path)
    books.record(plain.book, "jual_tunai", amount=1_000)
    assert not card.set.isVisible()
    assert card.told.words() == "Kata sandi sudah terpasang, juga pada salinannya."
    question = pages.part(card, QDialog, "sheet_question")
    pages.part(question, QPushButton, "sheet_question_act").click()
    settle()
    sheet = pages.part(card, QDialog, "sheet_dialog")
    assert pages.part(sheet, QPushButton, "sheet_print").isVisible()  # the passcode was typed just now
    sheet.close()


def test_changing_and_removing_ask_for_the_present_passcode(
    qtbot: QtBot, qapp: QApplication, session: Session, keyed: Path
) -> None:
    card = card_on(qtbot, qapp, session)
    salt = salt_of(keyed)
    press(card, "change_passcode")
    dialog = dialog_of(card, PasscodeDialog)
    for typed, code in (("", "passcode-missing"), ("ikan di laut", "passcode-wrong")):
        type_into(dialog, "present_passcode", typed)
        type_into(dialog, "new_passcode", "burung elang")
        type_into(dialog, "new_passcode_again", "burung elang")
        press(dialog, "passcode_do")
        assert said(dialog, "present_passcode_message") == code
        assert salt_of(keyed) == salt
    type_into(dialog, "present_passcode", SANDI)
    press(dialog, "passcode_do")
    assert session.book.key == key_for(keyed, "burung elang")
    pages.part(card, QDialog, "sheet_question").reject()
    settle()
    press(card, "remove_passcode")
    dialog = dialog_of(card, PasscodeDialog)
    type_into(dialog, "present_passcode", SANDI)
    press(dialog, "passcode_do")
    assert is_keyed(keyed)
    type_into(dialog, "present_passcode", "burung elang")
    press(dialog, "passcode_do")
    assert not is_keyed(keyed)
    assert card.set.isVisible()
    assert card.findChild(QDialog, "sheet_question") is None


def test_the_sheet_is_printed_only_for_whoever_types_the_passcode(
    qtbot: QtBot, qapp: QApplication, session: Session
) -> None:
    card = card_on(qtbot, qapp, session)
    press(card, "recovery_sheet")
    sheet = pages.part(card, QDialog, "sheet_dialog")
    button = pages.part(sheet, QPushButton, "sheet_print")
    assert not button.isVisible()
    type_into(sheet, "passcode", "ikan di laut")
    press(sheet, "unlock")
    assert not button.isVisible()
    type_into(sheet, "passcode", SANDI)
    press(sheet, "unlock")
    assert button.isVisible()
    sheet.close()


def test_after_a_wrong_passcode_five_times_the_dialog_waits(qtbot: QtBot, qapp: QApplication, session: Session) -> None:
    apply(qapp, Theme())
    now = Clock()
    room = QWidget()
    qtbot.addWidget(room)
    room.show()
    dialog = PasscodeDialog(session, Tasks(inline=True), "remove", Attempts(now), room)
    dialog.open()
    for _nth in range(FREE):
        type_into(dialog, "present_passcode", "ikan di laut")
        dialog.submit()
    type_into(dialog, "present_passcode", SANDI)
    dialog.submit()
    assert said(dialog, "present_passcode_message") == "passcode-pause"
    assert session.book.key is not None
    now.now += PAUSES[0]
    dialog.submit()
    assert session.book.key is None


def test_copies_that_lie_open_are_told_and_locked_with_one_press(
    qtbot: QtBot, qapp: QApplication, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KPMBOOKS_HOME", str(tmp_path / "home"))
    from kpmbooks.safekeeping import copies

    change_key(session.book, None)
    copy = copies.make(session.book, "hand", home_folder()).copy.path
    change_key(session.book, new_key(SANDI))
    card = card_on(qtbot, qapp, session)
    assert card.open_copies.isVisible()
    press(card, "lock_copies")
    assert is_keyed(copy)
    assert not card.open_copies.isVisible()


def test_practice_and_a_book_in_memory_offer_no_passcode(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    for book in (pages.laundry(tmp_path / "latihan.kpm", practice=True), pages.laundry()):
        session = pages.session_on(book)
        card = card_on(qtbot, qapp, session)
        visible = {one.objectName() for one in card.findChildren(QPushButton) if one.isVisible()}
        assert visible == set()
        session.close()


def test_the_minutes_until_it_locks_are_kept(
    qtbot: QtBot, qapp: QApplication, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KPMBOOKS_HOME", str(tmp_path / "home"))
    keep_preferences(home_folder(), Preferences(text=1.5))
    card = card_on(qtbot, qapp, session)
    assert card.minutes.current() == 10
    card.minutes.set_current(30)
    assert read_preferences(home_folder()) == Preferences(text=1.5, lock=30)
    (home_folder() / "window.json").write_text('{"text": 1.5, "brightness": "dark", "lock": 7}')
    assert read_preferences(home_folder()) == Preferences(1.5, "dark", 10)
    assert set(LOCK_MINUTES) == {5, 10, 30, 0}


# ------------------------------------------------------------------------------------------- locking


class Room:
    """A window with a desk on a book, and the lock over it with a clock of its own."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, session: Session, minutes: Callable[[], int]) -> None:
        from ui.desktop.desk import Desk

        self.clock = Clock()
        self.window = MainWindow()
        self.window.dress(Theme())
        qtbot.addWidget(self.window)
        self.tasks = Tasks(inline=True)
        self.desk = Desk(session, self.tasks)
        self.locking = Locking(qapp, self.window, _, self.tasks, minutes, (self.clock,))
        self.window.show_desk(self.desk)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.locking.guard(session.book)
        settle()

    def unlock(self, passcode: str = SANDI) -> None:
        page = self.locking.page()
        assert page is not None
        page.unlock.field.edit.setText(passcode)
        page.unlock.attempt()
        settle()

    def can_be_read(self) -> str:
        """Everything that stands on the screen or is told to a screen reader."""
        words = []
        for top in QApplication.topLevelWidgets():
            if top.isVisible():
                for one in (top, *top.findChildren(QWidget)):
                    if one.isVisible():
                        text = getattr(one, "text", None)
                        words += [one.windowTitle(), one.accessibleName(), text() if callable(text) else ""]
        return " | ".join(word for word in words if word)


@pytest.fixture
def room(qtbot: QtBot, qapp: QApplication, session: Session) -> Iterator[Room]:
    made = Room(qtbot, qapp, session, lambda: 5)
    yield made
    made.locking.guard(None)


def test_a_locked_window_shows_no_name_and_no_amount(room: Room) -> None:
    assert "KUBE Melati" in room.can_be_read()
    assert "787.000" in room.can_be_read()
    assert room.locking.lock()
    settle()
    told = room.can_be_read()
    assert "Terkunci" in told
    for secret in ("KUBE", "Melati", "787", "Rp", "Bensin"):
        assert secret not in told
    assert room.window.windowTitle() == NAME
    page = room.locking.page()
    assert page is not None
    assert page.geometry() == room.window.rect()
    room.window.resize(1024, 600)
    settle()
    assert page.geometry() == room.window.rect()
    corner = room.window.grab().toImage().pixelColor(4, 4)
    assert corner == page.grab().toImage().pixelColor(4, 4)


def test_what_was_half_typed_is_there_after_unlocking(qtbot: QtBot, room: Room) -> None:
    room.desk.go("record", "jual_tunai")
    settle()
    fields = [one for one in room.desk.findChildren(QLineEdit) if one.isVisible()]
    fields[0].setFocus()
    QTest.keyClicks(fields[0], "12345")
    typed = fields[0].text()
    room.locking.lock()
    settle()
    assert not fields[0].isVisible()
    room.unlock("ikan di laut")
    assert room.locking.is_locked()
    room.unlock()
    assert not room.locking.is_locked()
    assert fields[0].isVisible()
    assert fields[0].text() == typed
    assert fields[0].hasFocus()
    assert room.window.windowTitle().startswith("KUBE Melati")
    assert room.desk.current() == "record"


def test_keys_and_dialogs_of_the_book_do_nothing_while_it_is_locked(qtbot: QtBot, room: Room) -> None:
    dialog = QDialog(room.desk)
    dialog.setWindowTitle("KUBE Melati 400.000")
    dialog.open()
    room.desk.open_ledger_menu()
    settle()
    room.locking.lock()
    settle()
    assert not dialog.isVisible()
    late = QDialog(room.window)
    late.setWindowTitle("KUBE Melati terlambat")
    late.open()
    settle()
    assert "KUBE" not in room.can_be_read()
    qtbot.keyClick(room.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert room.desk.current() == "home"
    room.unlock()
    assert dialog.isVisible()
    assert late.isVisible()
    for one in (dialog, late):
        one.close()


def test_it_locks_by_itself_after_the_minutes_without_a_sign_of_anybody(qtbot: QtBot, room: Room) -> None:
    room.clock.now += 5 * 60 - 1
    room.locking.watch.look()
    assert not room.locking.is_locked()
    qtbot.keyClick(room.desk, Qt.Key.Key_Shift)
    room.clock.now += 5 * 60 - 1
    room.locking.watch.look()
    assert not room.locking.is_locked()
    qtbot.mouseMove(room.desk.header)
    qtbot.mouseClick(room.desk.header, Qt.MouseButton.LeftButton)
    room.clock.now += 5 * 60 - 1
    room.locking.watch.look()
    assert not room.locking.is_locked()
    room.clock.now += 1
    room.locking.watch.look()
    assert room.locking.is_locked()


def test_never_means_never_and_a_book_without_passcode_does_not_lock(
    qtbot: QtBot, qapp: QApplication, session: Session, plain: Session
) -> None:
    never = Room(qtbot, qapp, session, lambda: 0)
    never.clock.now += 10_000_000
    never.locking.watch.look()
    assert not never.locking.is_locked()
    never.locking.guard(None)
    unlocked = Room(qtbot, qapp, plain, lambda: 5)
    unlocked.clock.now += 10_000_000
    unlocked.locking.watch.look()
    assert not unlocked.locking.is_locked()
    assert not unlocked.locking.lock()
    unlocked.locking.guard(None)


def test_a_laptop_that_slept_locks_though_one_of_its_clocks_stood_still(qapp: QApplication) -> None:
    awake, wall = Clock(), Clock()
    watch = IdleWatch(qapp, lambda: 5, (awake, wall))
    heard: list[int] = []
    watch.idle.connect(lambda: heard.append(1))
    watch.begin()
    wall.now += 3_600
    watch.look()
    watch.look()
    assert heard == [1]
    watch.saw_somebody()
    wall.now -= 3_600  # somebody set the clock back
    awake.now += 301
    watch.look()
    assert heard == [1, 1]
    watch.end()


def test_unlocking_looks_at_the_file_and_trusts_memory_only_where_there_is_none(room: Room, keyed: Path) -> None:
    room.locking.lock()
    away = keyed.with_name("away")
    keyed.rename(away)  # the stick was pulled out
    room.unlock("ikan di laut")
    assert room.locking.is_locked()
    room.unlock()
    assert not room.locking.is_locked()
    away.rename(keyed)


# ------------------------------------------------------------------------------------------- the whole program


@pytest.fixture
def program(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[[Path | None], Program]]:
    monkeypatch.setenv("KPMBOOKS_HOME", str(tmp_path / "home"))
    made: list[Program] = []

    def start(path: Path | None) -> Program:
        started = Program(qapp, OneWindow(home_folder()), path, None, "id")
        qtbot.addWidget(started.window)
        with qtbot.waitSignal(started.window.painted):
            started.window.show()
        settle()
        made.append(started)
        return started

    yield start
    for one in made:
        one.window.may_close = None
        one.end()
        one.deleteLater()
    settle()


def passcode_page(program: Program) -> PasscodePage:
    page = program.window.centralWidget()
    assert isinstance(page, PasscodePage)
    return page


def enter(qtbot: QtBot, program: Program, passcode: str = SANDI) -> None:
    page = passcode_page(program)
    page.unlock.field.edit.setText(passcode)
    page.unlock.attempt()
    qtbot.waitUntil(lambda: program.desk is not None)
    settle()


def test_a_book_with_a_passcode_asks_for_it_from_every_door(
    qtbot: QtBot, program: Callable[[Path | None], Program], keyed: Path, tmp_path: Path
) -> None:
    started = program(keyed)
    assert passcode_page(started).path == keyed
    assert started.window.windowTitle() == NAME
    enter(qtbot, started)
    started.show_start()
    qtbot.waitUntil(lambda: started.desk is None)
    settle()
    start = started.window.centralWidget()
    start.open_path(keyed)  # type: ignore[attr-defined] # as its buttons and its file dialog do
    qtbot.waitUntil(lambda: isinstance(started.window.centralWidget(), PasscodePage))
    passcode_page(started).other.click()
    settle()
    started.take_over(keyed)
    settle()
    enter(qtbot, started)
    assert started.desk is not None


def test_a_second_start_while_locked_opens_nothing_before_the_passcode_and_a_question(
    qtbot: QtBot, program: Callable[[Path | None], Program], keyed: Path, tmp_path: Path
) -> None:
    other = tmp_path / "Kenanga.kpm"
    pages.laundry(other).close()
    started = program(keyed)
    enter(qtbot, started)
    desk = started.desk
    started.lock()
    started.take_over(other)
    settle()
    assert started.desk is desk
    assert started._door is not None
    locking = started._door.locking
    assert locking.is_locked()
    page = locking.page()
    assert page is not None
    assert "Kenanga" in page.waiting.label.text()

    def unlock() -> QDialog:
        lock_page = locking.page()
        assert lock_page is not None
        lock_page.unlock.field.edit.setText(SANDI)
        lock_page.unlock.attempt()
        qtbot.waitUntil(lambda: not locking.is_locked())
        settle()
        return pages.part(started.window, QDialog, "waiting_question")

    unlock().reject()
    settle()
    assert started.desk is desk
    started.lock()
    started.take_over(other)
    question = unlock()
    pages.part(question, QPushButton, "waiting_question_act").click()
    qtbot.waitUntil(lambda: started.desk is not None and started.desk is not desk)
    assert started.desk is not None
    assert started.desk.session.book.path == other


def test_a_locked_book_can_be_closed_or_recovered_without_being_seen(
    qtbot: QtBot, program: Callable[[Path | None], Program], keyed: Path
) -> None:
    started = program(keyed)
    enter(qtbot, started)
    started.lock()
    assert started._door is not None
    page = started._door.locking.page()
    assert page is not None
    page.forgot.click()
    qtbot.waitUntil(lambda: isinstance(started.window.centralWidget(), PasscodePage))
    settle()
    assert started.desk is None
    assert passcode_page(started).recovery.isVisible()
    press(passcode_page(started), "recovery_back")
    enter(qtbot, started)
    started.lock()
    page = started._door.locking.page()
    assert page is not None
    page.leave.click()
    qtbot.waitUntil(lambda: started.desk is None)
    settle()
    assert not started._door.locking.is_locked()


def test_the_key_locks_a_book_with_a_passcode_and_leads_to_one_otherwise(
    qtbot: QtBot, program: Callable[[Path | None], Program], keyed: Path, tmp_path: Path
) -> None:
    other = tmp_path / "Kenanga.kpm"
    pages.laundry(other).close()
    started = program(other)
    assert started.desk is not None
    started.lock()
    settle()
    assert started.desk.current() == "care"
    assert started._door is None
    started.open_path(keyed)
    qtbot.waitUntil(lambda: isinstance(started.window.centralWidget(), PasscodePage))
    enter(qtbot, started)
    with_both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(started.window, Qt.Key.Key_L, with_both)
    assert started._door is not None
    locking = started._door.locking
    page = locking.page()
    assert page is not None
    page.unlock.field.edit.setText(SANDI)
    page.unlock.attempt()
    qtbot.waitUntil(lambda: not locking.is_locked())
    assert started.desk is not None
    started.desk.go("care", "passcode")
    settle()
    press(started.window, "lock_now")
    assert locking.is_locked()


def test_a_passcode_set_just_now_locks_at_once_and_one_removed_does_not(
    qtbot: QtBot, program: Callable[[Path | None], Program], tmp_path: Path
) -> None:
    path = tmp_path / "Kenanga.kpm"
    pages.laundry(path).close()
    started = program(path)
    assert started.desk is not None
    change_key(started.desk.session.book, new_key(SANDI))
    settle()
    started.lock()
    assert started._door is not None
    assert started._door.locking.is_locked()
    page = started._door.locking.page()
    assert page is not None
    page.unlock.field.edit.setText(SANDI)
    page.unlock.attempt()
    qtbot.waitUntil(lambda: started._door is not None and not started._door.locking.is_locked())
    change_key(started.desk.session.book, None)
    settle()
    started.lock()
    assert not started._door.locking.is_locked()


# ------------------------------------------------------------------------------------------- being asked to have one

TODAY = date(2026, 11, 23)


def test_a_passcode_is_wished_for_where_several_books_lie_and_put_off_for_a_week(
    plain: Session, keyed: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "home"
    book = plain.book
    assert book.path is not None
    remember_book(folder, book.path)
    assert reason_to_ask(book, folder, TODAY) is None
    remember_book(folder, keyed)
    assert reason_to_ask(book, folder, TODAY) == "several"
    put_off(folder, book.path, TODAY)
    assert reason_to_ask(book, folder, TODAY) is None
    assert reason_to_ask(book, folder, TODAY + timedelta(days=6)) is None
    assert reason_to_ask(book, folder, TODAY + timedelta(days=7)) == "several"
    (folder / "passcode-later.json").write_text("[broken")
    assert reason_to_ask(book, folder, TODAY) == "several"


def test_a_book_on_a_stick_is_asked_to_have_one_and_one_that_has_it_is_left_in_peace(
    plain: Session, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.desktop.passcode_wish.is_removable", lambda _path: True)
    assert reason_to_ask(plain.book, tmp_path, TODAY) == "stick"
    assert reason_to_ask(session.book, tmp_path, TODAY) is None
    with books.group(tmp_path / "latihan.kpm", practice=True) as practice:
        assert reason_to_ask(practice, tmp_path, TODAY) is None
    with house.open_book(_path_of(plain.book)) as reading:
        assert reason_to_ask(reading, tmp_path, TODAY) is None
    with books.group() as in_memory:
        assert reason_to_ask(in_memory, tmp_path, TODAY) is None


def _path_of(book: Book) -> Path:
    assert book.path is not None
    return book.path


def test_the_strip_asks_goes_there_and_is_quiet_for_a_week(
    qtbot: QtBot, qapp: QApplication, plain: Session, keyed: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KPMBOOKS_HOME", str(tmp_path / "home"))
    apply(qapp, Theme())
    for path in (keyed, _path_of(plain.book)):
        remember_book(home_folder(), path)
    strip = PasscodeStrip(plain)
    qtbot.addWidget(strip)
    assert not strip.isHidden()
    with qtbot.waitSignal(strip.wanted):
        strip.set.click()
    strip.later.click()
    assert strip.isHidden()
    assert PasscodeStrip(plain).isHidden()
