"""Leaving a book in the window: it is copied when something changed, and nothing can keep anybody from leaving."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks.problems import Problem, StorageError
from kpmbooks.safekeeping import carrying, copies, shelf
from tests import books
from tests.pages import nameless, part
from tests.whole_window import desk_of, nobody, program
from ui.desktop.app import Program
from ui.desktop.veil import Veil

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    nobody(monkeypatch, tmp_path)
    return tmp_path / "own"


@pytest.fixture
def path(own: Path) -> Path:
    made = own.parent / "Documents" / "melati.kpm"
    with books.group(made) as book:
        books.record(book, "jual_tunai", amount=50_000)
    return made


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, path: Path) -> Iterator[Program]:
    with program(qtbot, qapp, path) as made:
        desk_of(qtbot, made)
        yield made


def _copies(own: Path) -> list[shelf.Copy]:
    return [copy for folder in (own / "salinan").glob("*") for copy in shelf.listed(folder)]


class _Slow:
    """Copying that waits until it is let go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on = threading.Event()
        real = copies.make

        def slow(*given: object, **named: object) -> object:
            self.go_on.wait(20)
            return real(*given, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(copies, "make", slow)


def test_closing_the_window_copies_what_changed_and_closes(
    qtbot: QtBot, qapp: QApplication, own: Path, path: Path
) -> None:
    with program(qtbot, qapp, path) as made:
        desk_of(qtbot, made)
        made.window.close()
        qtbot.waitUntil(lambda: not made.window.isVisible())
    (copy,) = _copies(own)
    assert copy.why == "close"
    assert books.faults(copy.path) == set()
    with program(qtbot, qapp, path) as again:  # nothing was written since: closing is closing
        desk_of(qtbot, again)
        again.window.close()
        assert not again.window.isVisible()
    assert len(_copies(own)) == 1


def test_leaving_for_another_book_copies_too(qtbot: QtBot, window: Program, own: Path) -> None:
    window.show_start()
    qtbot.waitUntil(lambda: window.desk is None)
    assert len(_copies(own)) == 1
    assert window.window.centralWidget().objectName() == "start_page"


def test_a_practice_book_is_left_without_a_copy(qtbot: QtBot, qapp: QApplication, own: Path) -> None:
    practice = own.parent / "latihan.kpm"
    books.group(practice, practice=True).close()
    with program(qtbot, qapp, practice) as made:
        desk_of(qtbot, made)
        made.window.close()
        assert not made.window.isVisible()
    assert _copies(own) == []


def test_a_copy_that_takes_longer_is_shown_and_can_be_skipped(
    qtbot: QtBot, window: Program, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = _Slow(monkeypatch)
    window.window.close()
    qtbot.waitUntil(lambda: window.window.findChild(QWidget, "veil_work") is not None)
    assert window.window.isVisible()
    veil = part(window.window, Veil, "veil")
    assert veil.geometry() == window.window.rect()
    assert nameless(veil) == []
    assert window.desk is not None
    assert not window.desk.isEnabled()  # what is written now would be missing in the copy
    part(veil, QPushButton, "veil_work-cancel").click()
    qtbot.waitUntil(lambda: not window.window.isVisible())
    slow.go_on.set()


def test_who_closes_a_second_time_leaves_at_once(
    qtbot: QtBot, window: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = _Slow(monkeypatch)
    window.window.close()
    assert window.window.isVisible()
    window.window.close()
    assert not window.window.isVisible()
    slow.go_on.set()


def test_when_no_copy_can_be_made_the_person_decides(
    qtbot: QtBot, window: Program, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise StorageError(
            Problem("disk-full", "The disk is full. Make room, then try again; the book is as it was before.")
        )

    monkeypatch.setattr(copies, "make", full)
    window.window.close()
    qtbot.waitUntil(lambda: window.window.findChild(QWidget, "veil_question") is not None)
    assert window.window.isVisible()
    veil = part(window.window, Veil, "veil")
    assert nameless(veil) == []
    QTest.keyClick(veil, Qt.Key.Key_Escape)  # back to the book
    assert not veil.isVisible()
    assert window.desk is not None
    assert window.desk.isEnabled()

    window.window.close()
    qtbot.waitUntil(veil.isVisible)
    monkeypatch.undo()
    monkeypatch.setenv("KPMBOOKS_HOME", str(own))
    part(veil, QPushButton, "copy_again").click()
    qtbot.waitUntil(lambda: not window.window.isVisible())
    assert len(_copies(own)) == 1


def test_without_a_copy_one_can_leave_all_the_same(
    qtbot: QtBot, window: Program, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own / "salinan").write_text("a file where the folder should be")
    window.window.close()
    qtbot.waitUntil(lambda: window.window.findChild(QWidget, "veil_question") is not None)
    part(window.window, QPushButton, "leave_without_copy").click()
    qtbot.waitUntil(lambda: not window.window.isVisible())


def test_a_fetched_book_is_brought_back_only_when_the_person_says_so(
    qtbot: QtBot, qapp: QApplication, own: Path, path: Path
) -> None:
    with books.house.open_book(path, "write") as book:
        fetched = carrying.take_home(book, own.parent, own)
    with books.house.open_book(fetched, "write") as book:
        books.record(book, "jual_tunai", amount=1_000)
    for answer, entries in (("leave_stick", 1), ("bring_back", 3)):
        with program(qtbot, qapp, fetched) as made:
            desk = desk_of(qtbot, made)
            desk.session.act(lambda tx: books.recording.record(
                tx, "jual_tunai", {"amount": 1_000}, ledger=books.own(tx), today=books.TODAY
            ))  # fmt: skip
            made.window.close()
            qtbot.waitUntil(lambda: made.window.findChild(QWidget, "veil_question") is not None)
            part(made.window, QPushButton, answer).click()
            qtbot.waitUntil(lambda: not made.window.isVisible())
        with books.stranger(path) as raw:
            assert raw.execute("SELECT count(*) FROM entries").fetchone()[0] == (1 if entries == 1 else 4)


def test_a_second_start_during_the_copy_gets_its_book(
    qtbot: QtBot, window: Program, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = own.parent / "kenanga.kpm"
    books.family(other).close()
    slow = _Slow(monkeypatch)
    window.show_start()
    window.take_over(other)
    slow.go_on.set()
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.session.book.path == other)
    assert len(_copies(own)) == 1
