"""Where the book lies, said on the care page, and moving it from there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kpmbooks import house
from kpmbooks.book import Book
from kpmbooks.storage import copying
from tests import books
from tests.pages import nameless, part, session_on, shown
from tests.whole_window import desk_of, nobody, program
from ui.desktop.app import Program
from ui.desktop.asks import MoveBook
from ui.desktop.pages import care_place
from ui.desktop.pages.care import CarePage
from ui.desktop.pages.care_place import PlaceCard
from ui.desktop.pages.question_dialog import QuestionDialog
from ui.desktop.recent_books import recent_books
from ui.desktop.trouble import TroubleDialog
from ui.home_folder import home_folder

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A group's book with one sale of 50.000."""
    nobody(monkeypatch, tmp_path)
    (tmp_path / "baru").mkdir()
    path = tmp_path / "Documents" / "melati.kpm"
    with books.group(path) as made:
        books.record(made, "jual_tunai", amount=50_000)
    return path


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    with house.open_book(path, "write") as made:
        yield made


@pytest.fixture
def asked() -> list[object]:
    return []


@pytest.fixture
def card(qtbot: QtBot, qapp: QApplication, book: Book, asked: list[object]) -> PlaceCard:
    session = session_on(book)
    session.asked.connect(asked.append)
    return shown(qtbot, qapp, session, PlaceCard)


def test_the_card_says_where_the_book_lies_and_everything_on_it_has_a_name(card: PlaceCard, path: Path) -> None:
    card.refresh()
    assert card.place.text() == f"melati.kpm ada di {path.parent}"
    assert nameless(card) == []


def test_an_ordinary_folder_is_asked_of_the_window_at_once(
    card: PlaceCard, tmp_path: Path, asked: list[object]
) -> None:
    card.move_to(tmp_path / "baru")
    assert asked == [MoveBook(tmp_path / "baru")]


def test_a_folder_that_cannot_be_is_told_on_the_card_and_the_book_stays_open(
    card: PlaceCard, path: Path, asked: list[object]
) -> None:
    card.move_to(path.parent)
    assert card.told.words() == "Buku sudah ada di folder ini. Pilih folder lain."
    assert asked == []


def test_a_stick_is_warned_of_with_the_advice_to_give_a_passcode(
    card: PlaceCard, tmp_path: Path, asked: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(care_place, "is_removable", lambda _path: True)
    card.move_to(tmp_path / "baru")
    assert asked == []
    question = part(card, QuestionDialog, "move_question")
    said = " ".join(label.text() for label in question.findChildren(QLabel))
    assert "kata sandi" in said
    question.rest.click()
    assert asked == []
    card.move_to(tmp_path / "baru")
    card.findChildren(QuestionDialog)[-1].act.click()
    assert asked == [MoveBook(tmp_path / "baru")]


def test_a_folder_of_a_cloud_service_is_warned_of_by_name(card: PlaceCard, tmp_path: Path, asked: list[object]) -> None:
    (tmp_path / "Dropbox").mkdir()
    card.move_to(tmp_path / "Dropbox")
    question = part(card, QuestionDialog, "move_question")
    assert any("Dropbox" in label.text() for label in question.findChildren(QLabel))
    assert asked == []


def test_a_book_that_is_only_looked_at_is_not_moved(qtbot: QtBot, qapp: QApplication, path: Path) -> None:
    with house.open_book(path, "read") as only:
        page = shown(qtbot, qapp, session_on(only), CarePage)
        page.refresh()
        assert not page.cards["place"].move_book.isVisible()


def _moved(qtbot: QtBot, window: Program, path: Path, folder: Path) -> None:
    window.open_path(path)
    desk_of(qtbot, window).session.asked.emit(MoveBook(folder))


def test_the_window_goes_on_with_the_book_at_its_new_place_and_offers_it_from_there(
    qtbot: QtBot, qapp: QApplication, path: Path, tmp_path: Path
) -> None:
    new = tmp_path / "baru" / "melati.kpm"
    with program(qtbot, qapp) as window:
        _moved(qtbot, window, path, new.parent)
        qtbot.waitUntil(lambda: window.desk is not None and window.desk.session.book.path == new, timeout=30_000)
        assert not path.exists()
        assert recent_books(home_folder()) == (new,)
        assert [note.code for note in desk_of(qtbot, window).session.book.notes] == ["moved"]
        assert books.record(desk_of(qtbot, window).session.book, "jual_tunai", amount=1_000)


def test_a_move_that_fails_says_why_over_the_book_where_it_was(
    qtbot: QtBot, qapp: QApplication, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = copying._pour

    def full(connection: object, part: Path, *rest: object) -> None:
        if part.parent == tmp_path / "baru":
            raise OSError(28, "No space left on device")
        real(connection, part, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(copying, "_pour", full)
    with program(qtbot, qapp) as window:
        _moved(qtbot, window, path, tmp_path / "baru")
        qtbot.waitUntil(lambda: window.window.findChild(TroubleDialog) is not None, timeout=30_000)
        assert desk_of(qtbot, window).session.book.path == path
        assert list((tmp_path / "baru").iterdir()) == []
