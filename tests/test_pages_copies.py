"""The card about copies, what home says about them, restoring and looking at a copy in the window."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import house
from kpmbooks.book import Book
from kpmbooks.i18n import translator
from kpmbooks.safekeeping import carrying, copies, shelf
from kpmbooks.storage import new_key
from kpmbooks.training import sessions
from tests import books
from tests.pages import nameless, part, session_on, shown
from tests.whole_window import desk_of, nobody, program
from ui.desktop.app import Program
from ui.desktop.asks import OpenBook, RestoreCopy
from ui.desktop.pages import home_notices
from ui.desktop.pages.care import CarePage
from ui.desktop.pages.care_copies import CopiesCard
from ui.desktop.pages.copy_words import said_size, said_when
from ui.desktop.pages.home import HomePage
from ui.desktop.pages.restore_dialog import RestoreDialog
from ui.desktop.pages.start_copies import StartCopies
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

HOUR = timedelta(hours=1)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    nobody(monkeypatch, tmp_path)
    monkeypatch.setattr(copies, "_restored", set())
    return tmp_path / "own"


@pytest.fixture
def book(own: Path) -> Iterator[Book]:
    """A group's book with one sale of 50.000."""
    with books.group(own.parent / "Documents" / "melati.kpm") as made:
        books.record(made, "jual_tunai", amount=50_000)
        yield made


@pytest.fixture
def session(book: Book) -> Session:
    return session_on(book)


def _card(qtbot: QtBot, qapp: QApplication, session: Session) -> CopiesCard:
    page = shown(qtbot, qapp, session, CarePage)
    card = page.cards["copies"]
    assert isinstance(card, CopiesCard)
    card.page = page  # type: ignore[attr-defined] # who drops the page drops the card
    return card


def _text(of: QWidget, name: str) -> str:
    found = part(of, QWidget, name)
    return str(found.text()) if hasattr(found, "text") else str(found.words())  # type: ignore[attr-defined]


def _lines(card: CopiesCard) -> list[tuple[str, str, str]]:
    return [(row.when.text(), row.words.text(), row.cash.text()) for row in card.list.rows]


# The card


def test_without_a_copy_the_card_says_so_and_makes_one(
    qtbot: QtBot, qapp: QApplication, session: Session, own: Path
) -> None:
    card = _card(qtbot, qapp, session)
    assert card.last.words() == "Belum ada salinan buku ini."
    assert card.list.rows == []
    card.now.click()
    made = copies.latest(session.book.owner.uid, own)
    assert made is not None
    assert card.last.words() == f"Salinan terakhir: hari ini {made.at:%H.%M}"
    assert card.told.words() == "Salinan sudah dibuat, dibuka, dan dibandingkan."
    assert [cash for _when, _words, cash in _lines(card)] == ["Rp50.000"]
    assert nameless(card) == []


def test_the_list_says_what_lies_in_each_copy(qtbot: QtBot, qapp: QApplication, session: Session, own: Path) -> None:
    now = shelf.local_now()
    for age, why in ((3, "close"), (2, "import"), (1, "hand")):
        copies.make(session.book, why, own, now=now - timedelta(days=7 * age))  # type: ignore[arg-type]
        books.record(session.book, "jual_tunai", amount=1_000)
    first = copies.copies_of(session.book, own)[-1]
    first.path.write_bytes(b"x" * 3000)
    card = _card(qtbot, qapp, session)
    last = "Terakhir 2026-A-00{}, 31 Jan 2026"
    size = said_size(copies.copies_of(session.book, own)[0].path.stat().st_size, translator("id"))
    assert [(words, cash) for _when, words, cash in _lines(card)] == [
        (f"Disalin sendiri, {size}\n{last.format(3)}", "Rp52.000"),
        (f"Sebelum ambil dari file, {size}\n{last.format(2)}", "Rp51.000"),
        ("Saat ditutup. Salinan ini tidak bisa dibaca.", ""),
    ]
    assert not card.list.rows[2].restore.isVisible()
    assert not card.list.rows[2].look.isVisible()
    assert card.last.words().endswith(f"{(now - timedelta(days=7)):%H.%M}")


def test_only_some_are_shown_until_all_are_asked_for(
    qtbot: QtBot, qapp: QApplication, session: Session, own: Path
) -> None:
    for hour in range(8):
        copies.make(session.book, "close", own, now=shelf.local_now() - hour * HOUR)
    card = _card(qtbot, qapp, session)
    assert len(card.list.rows) == 5
    assert card.list.all.label() == "Tampilkan 3 lagi"
    card.list.all.click()
    assert len(card.list.rows) == 8
    assert not card.list.all.isVisible()
    assert all(row.seen is not None for row in card.list.rows)
    assert nameless(card) == []


def test_a_practice_book_and_one_in_memory_have_no_copies(qtbot: QtBot, qapp: QApplication, own: Path) -> None:
    with books.group(practice=True) as practice:
        card = _card(qtbot, qapp, session_on(practice))
        assert card.none.isVisible()
        assert not card.now.isVisible()
        assert not card.list.isVisible()


def test_a_second_place_is_named_used_and_given_up(
    qtbot: QtBot, qapp: QApplication, session: Session, own: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "STIK"
    stick.mkdir()
    card = _card(qtbot, qapp, session)
    assert "hanya ada di laptop ini" in card.place.text()
    card.name_place.click()
    part(card, QFileDialog, "place_dialog").fileSelected.emit(str(stick))
    assert card.place.text() == f"Tempat kedua: {stick}"
    card.now.click()
    assert len(list(stick.rglob("*.kpm"))) == 1
    stick.rename(tmp_path / "dicabut")
    card.now.click()
    assert "Tempat kedua sedang tidak ada" in card.told.words()
    assert card.place.text().endswith("Sekarang sedang tidak ada.")
    card.forget_place.click()
    assert shelf.other_place(own) is None
    assert not card.forget_place.isVisible()


def test_a_copy_can_be_taken_along(qtbot: QtBot, qapp: QApplication, session: Session, tmp_path: Path) -> None:
    card = _card(qtbot, qapp, session)
    card.take.click()
    part(card, QFileDialog, "take_dialog").fileSelected.emit(str(tmp_path))
    (made,) = tmp_path.glob("*.kpm")
    assert made.name.startswith("melati 20")
    assert str(made) in card.told.words()
    assert books.faults(made) == set()


def test_what_the_disk_refuses_is_said_on_the_card(
    qtbot: QtBot, qapp: QApplication, session: Session, own: Path
) -> None:
    own.mkdir(exist_ok=True)
    (own / "salinan").write_text("a file where the folder should be")
    card = _card(qtbot, qapp, session)
    card.now.click()
    assert card.told.words().startswith("Salinan tidak bisa ditulis di")
    assert card.now.isEnabled()


# Restoring


def test_the_question_says_what_would_be_different_and_changes_nothing_by_itself(
    qtbot: QtBot, qapp: QApplication, session: Session, own: Path
) -> None:
    copies.make(session.book, "close", own)
    books.record(session.book, "jual_tunai", amount=5_000)
    books.record(session.book, "jual_tunai", amount=6_000)
    card = _card(qtbot, qapp, session)
    asked: list[object] = []
    session.asked.connect(asked.append)
    card.list.rows[0].restore.click()
    dialog = part(card, RestoreDialog, "restore_dialog")
    assert nameless(dialog) == []
    assert dialog.difference.label.text() == "2 catatan di buku ini tidak ada di salinan."
    assert part(dialog, QLabel, "restore_cash_there").text() == "Rp50.000"
    assert part(dialog, QLabel, "restore_cash_here").text() == "Rp61.000"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert asked == []
    card.list.rows[0].restore.click()
    part(dialog.parentWidget(), RestoreDialog, "restore_dialog")
    for one in card.findChildren(RestoreDialog):
        if one.isVisible():
            one.act.click()
    assert asked == [RestoreCopy(card.list.rows[0].copy.path, None)]


def test_a_session_that_is_not_in_the_copy_is_told_where_the_records_are_the_same(
    qtbot: QtBot, qapp: QApplication, session: Session, own: Path
) -> None:
    copies.make(session.book, "close", own)
    with session.book.write() as tx:
        sessions.begin(tx, "PB-2", books.TODAY)
    card = _card(qtbot, qapp, session)
    card.list.rows[0].restore.click()
    dialog = part(card, RestoreDialog, "restore_dialog")
    assert dialog.difference.label.text() == (
        "Catatan di salinan dan buku sama, tetapi sesi belajar, rapat, atau jawabannya tidak."
    )
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_copy_with_another_passcode_asks_for_it(qtbot: QtBot, qapp: QApplication, own: Path) -> None:
    path, key = own.parent / "terkunci.kpm", new_key("kata sandi lama")
    house.create(path, kind="group", name="KUBE Melati", start=books.START, key=key).close()
    with house.open_book(path, "write", key=key) as book:
        copies.make(book, "close", own)
    copy = next(iter((own / "salinan").glob("*/*.kpm")))
    keyed = copy.read_bytes()
    with house.open_book(path, "write", key=key) as book:
        house.book.change_key(book, None)
        copy.write_bytes(keyed)  # one that was in a drawer meanwhile
        session = session_on(book)
        card = _card(qtbot, qapp, session)
        assert card.list.rows[0].words.text().endswith("Dikunci dengan kata sandi lain.")
        card.list.rows[0].restore.click()
        dialog = part(card, RestoreDialog, "restore_dialog")
        assert not dialog.act.isEnabled()
        unlock = dialog._unlock
        assert unlock is not None
        unlock.field.edit.setText("salah sekali")
        unlock.attempt()
        assert not dialog.act.isEnabled()
        unlock.field.edit.setText("kata sandi lama")
        unlock._attempts.right()
        unlock.attempt()
        assert dialog.act.isEnabled()
        asked: list[object] = []
        session.asked.connect(asked.append)
        dialog.act.click()
        assert asked == [RestoreCopy(copy, key)]


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, book: Book, own: Path) -> Iterator[Program]:
    """The window on a book whose only copy is a sale of 5.000 behind."""
    copies.make(book, "hand", own, now=shelf.local_now() - HOUR)
    books.record(book, "jual_tunai", amount=5_000)
    assert book.path is not None
    book.close()
    with program(qtbot, qapp, book.path) as made:
        desk_of(qtbot, made)
        yield made


def _entries(session: Session) -> int:
    with session.book.read() as reader:
        return house.ledger.entry_count(reader)


def test_a_restored_book_is_opened_and_says_where_the_one_from_before_is(
    qtbot: QtBot, window: Program, own: Path
) -> None:
    assert window.desk is not None
    before = window.desk.session
    copy = next(one for one in (own / "salinan").glob("*/*disalin sendiri.kpm"))
    before.asked.emit(RestoreCopy(copy, None))
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.session is not before)
    desk = desk_of(qtbot, window)
    assert _entries(desk.session) == 1
    assert desk.session.book.mode == "write"
    kept = next(one for one in desk.session.book.path.parent.iterdir() if " sebelum dipulihkan " in one.name)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: desk.findChild(QPushButton, "notice_restored") is not None)
    strip = part(desk, QPushButton, "notice_restored")
    assert strip.isVisible()
    assert any(kept.name in label.text() for label in desk.findChildren(QLabel))
    strip.click()
    qtbot.waitUntil(lambda: not any(kept.name in one.text() for one in desk.findChildren(QLabel) if one.isVisible()))


def test_a_copy_that_cannot_be_restored_leads_back_to_the_book(qtbot: QtBot, window: Program, own: Path) -> None:
    assert window.desk is not None
    before = window.desk.session
    copy = own.parent / "rusak.kpm"
    copy.write_bytes(b"x" * 3000)
    before.asked.emit(RestoreCopy(copy, None))
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.session is not before)
    desk = desk_of(qtbot, window)
    assert _entries(desk.session) == 2
    assert part(desk, QWidget, "trouble").isVisible()


def test_a_copy_is_looked_at_without_being_changed(qtbot: QtBot, window: Program, own: Path) -> None:
    assert window.desk is not None
    before = window.desk.session
    copy = next(one for one in (own / "salinan").glob("*/*disalin sendiri.kpm"))
    content, path = copy.read_bytes(), before.book.path
    window.desk.go("care", "copies")
    card = window.desk.page("care").cards["copies"]
    qtbot.waitUntil(lambda: bool(card.list.rows) and card.list.rows[0].seen is not None)
    card.list.rows[0].look.click()
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.session is not before)
    desk = desk_of(qtbot, window)
    assert (desk.session.book.path, desk.session.book.mode, _entries(desk.session)) == (copy, "read", 1)
    qtbot.waitUntil(lambda: desk.findChild(QPushButton, "notice_back") is not None)
    part(desk, QPushButton, "notice_back").click()
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.session.book.path == path)
    assert copy.read_bytes() == content
    assert window.desk is not None
    assert _entries(window.desk.session) == 2


def test_a_book_that_cannot_be_opened_any_more_is_made_again_from_its_copy(
    qtbot: QtBot, qapp: QApplication, book: Book, own: Path
) -> None:
    copies.make(book, "hand", own)
    path = book.path
    assert path is not None
    book.close()
    path.write_bytes(b"damaged " * 1000)
    with program(qtbot, qapp, path) as made:
        page = made.window.centralWidget()
        see = part(page, QPushButton, "see_copies")
        qtbot.waitUntil(see.isVisible)
        see.click()
        listed = part(page, StartCopies, "start_copies")
        qtbot.waitUntil(lambda: bool(listed.list.rows) and listed.list.rows[0].seen is not None)
        assert nameless(listed) == []
        assert listed.list.rows[0].cash.text() == "Rp50.000"
        listed.list.rows[0].restore.click()
        question = part(page, RestoreDialog, "restore_dialog")
        qtbot.waitUntil(question.act.isEnabled)
        assert not question.difference.isVisible()
        question.act.click()
        desk = desk_of(qtbot, made)
        assert _entries(desk.session) == 1
    kept = next(one for one in path.parent.iterdir() if " sebelum dipulihkan " in one.name)
    assert kept.read_bytes() == b"damaged " * 1000


def test_where_there_is_no_copy_none_is_offered(qtbot: QtBot, qapp: QApplication, own: Path) -> None:
    path = own.parent / "rusak.kpm"
    path.write_bytes(b"damaged " * 1000)
    with program(qtbot, qapp, path) as made:
        page = made.window.centralWidget()
        qtbot.waitUntil(part(page, QWidget, "start_problem").isVisible)
        assert not part(page, QPushButton, "see_copies").isVisible()


# Home


def test_home_says_when_the_last_copy_was_made_and_leads_to_it(
    qtbot: QtBot, qapp: QApplication, session: Session, own: Path
) -> None:
    made = copies.make(session.book, "close", own)
    page = shown(qtbot, qapp, session, HomePage)
    qtbot.waitUntil(lambda: bool(page._copies))
    line = part(page, QPushButton, "copy_line")
    assert line.accessibleName() == f"Salinan terakhir: hari ini {made.copy.at:%H.%M}"
    went: list[tuple[str, object]] = []
    page.go.connect(lambda where, wish: went.append((where, wish)))
    line.click()
    assert went == [("care", "copies")]
    assert not part(page, QWidget, "home_notices").isVisible()


@pytest.mark.parametrize(("days", "warns"), [(6, False), (8, True)])
def test_home_warns_when_the_last_copy_is_older_than_a_week(
    qtbot: QtBot, qapp: QApplication, session: Session, own: Path, days: int, warns: bool
) -> None:
    copies.make(session.book, "close", own, now=shelf.local_now() - timedelta(days=days))
    page = shown(qtbot, qapp, session, HomePage)
    qtbot.waitUntil(lambda: bool(page._copies))
    assert part(page, QWidget, "home_notices").isVisible() is warns
    assert part(page, QPushButton, "copy_line").isVisible() is not warns


def test_home_does_not_alarm_about_a_book_of_today_and_does_about_an_old_one_without_copies(
    qtbot: QtBot, qapp: QApplication, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(qtbot, qapp, session, HomePage)
    qtbot.waitUntil(lambda: bool(page._copies))
    notices = part(page, QWidget, "home_notices")
    assert not notices.isVisible()
    assert part(page, QPushButton, "copy_line").accessibleName() == "Salinan dibuat saat buku ditutup."
    monkeypatch.setattr(home_notices, "_is_young", lambda _reader: False)
    page.refresh()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in notices.findChildren(QPushButton, "to_copies")))


def test_home_of_a_practice_book_says_nothing_about_copies(qtbot: QtBot, qapp: QApplication, own: Path) -> None:
    with books.group(own.parent / "latihan.kpm", practice=True) as practice:
        books.record(practice, "jual_tunai", amount=1_000)
        page = shown(qtbot, qapp, session_on(practice), HomePage)
        qtbot.waitUntil(lambda: bool(page._copies))
        assert not part(page, QWidget, "home_notices").isVisible()
        assert not part(page, QPushButton, "copy_line").isVisible()


def test_a_book_on_a_stick_is_warned_about_until_the_person_has_heard_it(
    qtbot: QtBot, qapp: QApplication, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home_notices, "is_removable", lambda path: path == session.book.path)
    page = shown(qtbot, qapp, session, HomePage)
    qtbot.waitUntil(lambda: bool(page._copies))
    notices = part(page, QWidget, "home_notices")
    assert notices.isVisible()
    assert nameless(notices) == []
    part(page, QPushButton, "dismiss_place").click()
    assert not notices.isVisible()
    again = shown(qtbot, qapp, session, HomePage)
    qtbot.waitUntil(lambda: bool(again._copies))
    assert not part(again, QWidget, "home_notices").isVisible()


def test_a_book_in_a_cloud_folder_is_fetched_to_this_laptop(
    qtbot: QtBot, qapp: QApplication, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud = own.parent / "OneDrive - Yayasan"
    cloud.mkdir()
    books.group(cloud / "melati.kpm").close()
    with program(qtbot, qapp, cloud / "melati.kpm") as made:
        desk = desk_of(qtbot, made)
        qtbot.waitUntil(lambda: desk.findChild(QPushButton, "take_home") is not None)
        labels = [one.text() for one in desk.findChildren(QLabel) if one.isVisible()]
        assert "Buku ini ada di folder OneDrive, yang bisa menimpanya dengan isi lama." in labels
        part(desk, QPushButton, "take_home").click()
        target = own.parent / "Documents" / "melati.kpm"
        qtbot.waitUntil(lambda: made.desk is not None and made.desk.session.book.path == target)
        desk = desk_of(qtbot, made)
        qtbot.waitUntil(lambda: desk.findChild(QPushButton, "notice_taken-home") is not None)
        assert carrying.origin(target, own) == cloud / "melati.kpm"


def test_where_documents_lie_in_the_cloud_another_folder_is_taken(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDrive", str(own.parent / "Documents"))
    assert home_notices.local_folder() == own.parent / "Buku KPM"
    monkeypatch.setenv("OneDrive", str(own.parent))
    monkeypatch.setenv("KPMBOOKS_HOME", str(own.parent.parent / "lain"))
    assert home_notices.local_folder() == own.parent.parent / "lain" / "buku"


def test_a_fetched_book_offers_the_way_back_on_the_card(
    qtbot: QtBot, qapp: QApplication, session: Session, own: Path, tmp_path: Path
) -> None:
    fetched = carrying.take_home(session.book, tmp_path, own)
    with house.open_book(fetched, "write") as book:
        here = session_on(book)
        card = _card(qtbot, qapp, here)
        assert not card.back.isVisible()
        books.record(book, "jual_tunai", amount=1_000)
        card.refresh()
        assert card.back.isVisible()
        session.book.close()
        card.back.click()
        assert "Buku di flashdisk sudah diperbarui." in card.told.words()
        assert not card.back.isVisible()


# Words


def test_moments_are_said_as_people_say_them() -> None:
    now = shelf.local_now().replace(year=2026, month=1, day=5, hour=17, minute=3)
    _ = translator("id")
    told = [said_when(now - timedelta(days=days, hours=2), now, _) for days in (0, 1, 2, 30)]
    assert told == ["hari ini 15.03", "kemarin 15.03", "Sabtu, 3 Jan 15.03", "Sabtu, 6 Des 2025 15.03"]
    assert said_when(now, now, translator("en")) == "today 17:03"
    assert [said_size(size, _) for size in (10, 319_488, 1_250_000)] == ["1 kB", "319 kB", "1,2 MB"]


def test_asking_to_open_a_book_keeps_its_key(own: Path) -> None:
    assert OpenBook(own).key is None
    assert Tasks(inline=True)
