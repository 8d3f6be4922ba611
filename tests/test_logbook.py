"""The log: enough to find a fault by, nothing by which to find a person; and it never stops the program."""

import os
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

import kpmbooks
from kpmbooks import house, recording
from kpmbooks.problems import StorageError
from kpmbooks.storage import driver
from tests import books, pages
from tests.command_line.calling import ROOT
from tests.whole_window import desk_of, nobody, part_of, press, program, type_text
from ui.__main__ import main
from ui.desktop.app import Program
from ui.desktop.faults import tell_faults
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.logbook import MOST_BYTES, Logbook, book_mark, logbook

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SECRETS = ("Ningsih", "gorengan", "73.450", "73450", "Rahasia", "bu-ningsih")


@pytest.fixture
def log(tmp_path: Path) -> Logbook:
    return Logbook(tmp_path / "log")


def _all_that_is_written(folder: Path) -> str:
    return "\n".join(one.read_text("utf-8", "replace") for one in sorted(folder.rglob("*")) if one.is_file())


def test_the_version_of_the_program_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == kpmbooks.VERSION


def test_facts_are_numbers_and_words_of_the_program_and_nothing_else(log: Logbook, tmp_path: Path) -> None:
    log.note("act", name="RecordPage.save.<locals>.<lambda>", ms=12, keyed=True, share=0.25)
    log.note("act", memo="bakwan Ningsih", path=Path("/home/ningsih/buku.kpm"), amount="Rp73.450", who=None)
    lines = (tmp_path / "log" / "kpmbooks.log").read_text("utf-8").splitlines()
    assert lines[0].endswith("act name=RecordPage.save.<locals>.<lambda> ms=12 keyed=1 share=0.250")
    assert lines[1].split(" ", 1)[1] == "act memo=? path=? amount=Rp73.450 who=?"


def test_a_book_is_known_by_a_mark_that_says_nothing_of_it() -> None:
    uid = bytes(range(16))
    assert len(book_mark(uid)) == 8
    assert book_mark(uid) not in uid.hex()
    assert book_mark(uid) == book_mark(bytes(uid)) != book_mark(uid[::-1])


def _fail_with_secrets() -> None:
    try:
        os.open("/tidak/ada/Rahasia Ningsih/bu-ningsih.kpm", os.O_RDONLY)
    except OSError as error:
        raise ValueError("gorengan Ningsih Rp73.450") from error


def test_of_a_fault_kinds_and_places_are_kept_and_never_its_words(log: Logbook, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="gorengan") as caught:
        _fail_with_secrets()
    log.fault(caught.value, command="record")
    written = _all_that_is_written(tmp_path / "log")
    assert "fault command=record" in written
    assert "ValueError" in written
    assert "FileNotFoundError ENOENT" in written
    assert "tests/test_logbook.py" in written
    assert not any(secret in written for secret in SECRETS)


def test_of_a_fault_in_the_database_its_number_is_kept_and_no_value(log: Logbook, tmp_path: Path) -> None:
    with books.family(tmp_path / "bu-ningsih.kpm") as book, pytest.raises(Exception, match=r".") as caught:
        _break_a_guard(book)
    log.fault(caught.value)
    written = _all_that_is_written(tmp_path / "log")
    assert "SQLITE_CONSTRAINT" in written
    assert not any(secret in written for secret in SECRETS)
    assert not any(secret in str(caught.value) for secret in SECRETS)  # SQLAlchemy would name the values


def _break_a_guard(book: object) -> None:
    from kpmbooks.book import Book

    assert isinstance(book, Book)
    with book.write() as tx:
        tx.connection.exec_driver_sql(
            "INSERT INTO texts (id, text, digest) VALUES (1, ?, NULL)", ("gorengan Ningsih 73450",)
        )


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "log"
    blocked.write_text("a file where the folder should be")
    log = Logbook(blocked)
    log.note("act", ms=1)
    log.fault(ValueError("x"))
    assert log.begin() is False
    assert "Buku KPM" in log.report()
    log.end()
    assert blocked.read_text() == "a file where the folder should be"


def test_a_log_does_not_grow_beyond_two_files(log: Logbook, tmp_path: Path) -> None:
    for nth in range(9_000):
        log.note("act", name="RecordPage.save.<locals>.<lambda>", ms=nth)
    found = sorted(one.name for one in (tmp_path / "log").iterdir())
    assert found == ["kpmbooks.1.log", "kpmbooks.log"]
    assert all((tmp_path / "log" / name).stat().st_size < MOST_BYTES + 200 for name in found)
    assert "ms=8999" in log.report()
    assert len(log.report().splitlines()) < 130


def test_an_end_that_was_no_end_is_known_at_the_next_start(log: Logbook, tmp_path: Path) -> None:
    assert log.begin() is False
    log.end()
    assert log.begin() is False
    log.end()
    (tmp_path / "log" / "running").write_text("123\n")  # what a power cut leaves
    assert log.begin() is True
    assert "ended-badly crashed=0" in log.report()
    log.end()


def test_a_crash_is_written_down_and_told_without_the_folders_of_the_machine(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    program = (
        "import faulthandler; from pathlib import Path; from ui.logbook import Logbook\n"
        f"Logbook(Path({str(folder)!r})).begin(); faulthandler._sigsegv()\n"
    )
    died = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    assert died.returncode != 0
    log = Logbook(folder)
    assert log.begin() is True
    report = log.report()
    log.end()
    assert "crash Fatal Python error: Segmentation fault" in report
    assert "ended-badly crashed=1" in report
    assert str(ROOT) not in _all_that_is_written(folder)


def test_a_fault_of_the_command_line_goes_to_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KPMBOOKS_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(import_module("ui.command_line.run"), "read_command", lambda *_words: _fail_with_secrets())
    assert main(["terbilang", "73450"]) == 70
    written = _all_that_is_written(tmp_path / "home")
    assert "fault command=terbilang" in written
    assert "ValueError" in written
    assert not any(secret in written + capsys.readouterr().err for secret in SECRETS)


# In the window


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    nobody(monkeypatch, tmp_path)
    for name in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, name, getattr(sys, name))
    return tmp_path


@pytest.fixture
def book(home: Path) -> Path:
    path = home / "Documents" / "bu-ningsih.kpm"
    with house.create(
        path, kind="family", name="Keluarga Ningsih", business="Gorengan Rahasia", start=books.START
    ) as made:
        books.record(made, "jual_tunai", amount=73_450, memo="gorengan Ningsih", date="5/1/2026")
    return path


def test_a_whole_session_leaves_nothing_of_a_person_in_the_log(
    home: Path, book: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    with program(qtbot, qapp, book) as made:
        desk = desk_of(qtbot, made)
        press("M")
        press("1")
        type_text("73450")
        press_tab_and_type(desk, "gorengan Ningsih")
        desk.session.act(lambda tx: recording.undo(tx, today=books.TODAY))
        with pytest.raises(StorageError):
            desk.session.act(_refused)
        desk.go("care")
        desk.go("reports")
        qtbot.waitUntil((home / "own" / "log" / "running").exists)
    written = _all_that_is_written(home / "own" / "log")
    assert "start version=" in written
    assert "qt=" in written
    assert "opened book=" in written
    assert "act name=test_a_whole_session_leaves_nothing_of_a_person_in_the_log.<locals>.<lambda> ms=" in written
    assert "how=StorageError" in written
    assert "closed" in written
    assert written.rstrip().endswith("end")
    assert not any(secret in written for secret in SECRETS)
    assert str(home) not in written


def press_tab_and_type(desk: object, text: str) -> None:
    from PySide6.QtCore import Qt

    press(Qt.Key.Key_Tab)
    type_text(text)
    press(Qt.Key.Key_Return)


def _refused(_tx: object) -> None:
    from kpmbooks.problems import Problem

    raise StorageError(Problem("disk-full", "gorengan Ningsih"))


def test_a_fault_in_the_window_can_be_copied_as_a_report(
    home: Path, book: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    with program(qtbot, qapp, book) as made:
        desk_of(qtbot, made)
        Program._tell_fault(made, _fault_of_a_slot(made))
        dialog = part_of(made.window, "trouble")
        assert "73450" not in dialog.card.message
        dialog.card.copy.click()
        copied = QGuiApplication.clipboard().text()
        dialog.close()
    assert "Buku KPM" in copied
    assert "ValueError" in copied
    assert not any(secret in copied for secret in SECRETS)


def _fault_of_a_slot(made: Program) -> object:
    told: list[object] = []
    tell_faults(told.append, made._logbook())
    try:
        _fail_with_secrets()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    return told[0]


def test_work_beside_the_window_is_written_down_by_its_name_and_time(tmp_path: Path, qtbot: QtBot) -> None:
    tasks = Tasks(inline=True)
    tasks.log = Logbook(tmp_path / "log")
    heard: list[Exception] = []
    tasks.run(lambda _progress: 5, lambda _value: None)
    tasks.run(lambda _progress: _refused(None), lambda _value: None, heard.append)
    written = _all_that_is_written(tmp_path / "log")
    assert "work name=" in written
    assert "how=done" in written
    assert "how=StorageError" in written
    assert len(heard) == 1


def test_after_a_sudden_end_the_next_start_offers_the_report(
    home: Path, book: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    log = logbook()
    log.note("act", name="Page.save", ms=3)
    (home / "own" / "log" / "running").write_text("123\n")  # what a power cut leaves
    with program(qtbot, qapp, book) as made:
        desk = desk_of(qtbot, made)
        qtbot.waitUntil(lambda: any(one.isVisible() for one in desk.findChildren(QAbstractButton, "copy_report")))
        part_of(desk, "copy_report").click()
        assert "ended-badly" in QGuiApplication.clipboard().text()
    with program(qtbot, qapp) as made:
        qtbot.waitUntil((home / "own" / "log" / "running").exists)
        assert [one.isVisible() for one in made.window.findChildren(QAbstractButton, "start_report")] == [False]


def test_the_session_of_a_test_needs_no_log(tmp_path: Path) -> None:
    with pages.laundry(tmp_path / "x.kpm") as made:
        session: Session = pages.session_on(made)
        assert session.log is None
        session.act(lambda tx: recording.undo(tx, today=pages.TODAY))
    assert driver() is not None
