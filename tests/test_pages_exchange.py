"""The card about files: the way to taking records from one, and the book written out for other programs."""

import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from kpmbooks import house
from kpmbooks.book import Book
from kpmbooks.safekeeping.salvage import salvage
from kpmbooks.storage import new_key
from reports.exports import EXPORTS
from tests import books
from tests.pages import nameless, part, session_on, shown
from tests.whole_window import nobody
from ui.desktop.last_folder import last_folder
from ui.desktop.pages import export_work
from ui.desktop.pages.care import CarePage
from ui.desktop.pages.care_exchange import FORMS, OTHERS, ExchangeCard
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.widgets import ActList
from ui.home_folder import home_folder

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Book]:
    """A gorengan seller's book with a sale of 50.000, in a home of nobody's."""
    nobody(monkeypatch, tmp_path)
    with books.family(tmp_path / "Documents" / "siti.kpm") as made:
        books.record(made, "jual_tunai", amount=50_000, memo="40 biji")
        yield made


@pytest.fixture
def session(book: Book) -> Session:
    return session_on(book)


def _card(qtbot: QtBot, qapp: QApplication, session: Session, tasks: Tasks | None = None) -> ExchangeCard:
    page = shown(qtbot, qapp, session, CarePage, tasks=tasks)
    card = page.cards["exchange"]
    assert isinstance(card, ExchangeCard)
    card.page = page  # type: ignore[attr-defined] # who drops the page drops the card
    return card


@pytest.fixture
def card(qtbot: QtBot, qapp: QApplication, session: Session) -> ExchangeCard:
    return _card(qtbot, qapp, session)


def test_every_form_that_there_is_can_be_chosen(card: ExchangeCard) -> None:
    assert {form for form, _words, _picture in (*FORMS, *OTHERS)} == set(EXPORTS)
    assert nameless(card) == []


def test_the_way_to_taking_records_from_a_file_is_here(card: ExchangeCard) -> None:
    went: list[str] = []
    page = card.page  # type: ignore[attr-defined] # kept by ``_card``
    page.go.connect(lambda key, _wish: went.append(key))
    card.take.click()
    assert went == ["import"]
    page.arrive("exchange")
    assert card.take.hasFocus()


@pytest.mark.parametrize(
    ("form", "name"),
    [("xlsx", "Gorengan Bu Siti 2026-02-10.xlsx"), ("csv-excel", "Gorengan Bu Siti 2026-02-10.csv")],
)
def test_a_file_is_asked_for_with_the_book_and_the_day_as_its_name(card: ExchangeCard, form: str, name: str) -> None:
    card.forms[form].click()
    dialog = part(card, QFileDialog, "export_dialog")
    assert Path(dialog.selectedFiles()[0]).name == name
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.close()


def test_the_other_forms_are_in_a_menu_that_the_keyboard_opens(card: ExchangeCard, tmp_path: Path) -> None:
    card.others.setFocus()
    QTest.keyClick(card.others, Qt.Key.Key_Return)
    menu = part(card, ActList, "export_menu")
    assert [act.label() for act in menu.acts] == [
        "CSV umum, semua catatan", "JSON, seluruh buku", "Teks untuk hledger", "Teks untuk beancount",
    ]  # fmt: skip
    QTest.keyClick(menu.acts[0], Qt.Key.Key_J)
    assert menu.focusWidget() is menu.acts[1]
    QTest.keyClick(menu.acts[1], Qt.Key.Key_Return)
    dialog = part(card, QFileDialog, "export_dialog")
    assert Path(dialog.selectedFiles()[0]).name == "Keluarga Bu Siti 2026-02-10.json"  # always of the whole book
    target = tmp_path / "buku.json"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    with _again(target, tmp_path / "lagi.kpm") as again:
        assert again.owner.name == "Keluarga Bu Siti"


def _again(source: Path, target: Path) -> Book:
    salvage(source, target)
    return house.open_book(target)


def test_a_workbook_is_saved_whole_and_its_folder_remembered(
    card: ExchangeCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    stick = tmp_path / "stik"
    stick.mkdir()
    card.save("xlsx", stick / "buku.xlsx")
    assert card.told.words() == "Tersimpan: buku.xlsx, di stik"
    sheet = openpyxl.load_workbook(stick / "buku.xlsx").worksheets[0]
    assert 50_000 in [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert [one.name for one in stick.iterdir()] == ["buku.xlsx"]
    assert last_folder(home_folder()) == stick
    card.open.click()
    assert [Path(url.toLocalFile()) for url in opened] == [stick]


@pytest.mark.parametrize("form", list(EXPORTS))
def test_each_form_is_written_and_the_book_stays_as_it_was(
    card: ExchangeCard, book: Book, tmp_path: Path, form: str
) -> None:
    path = book.path
    assert path is not None
    before = path.read_bytes()
    target = tmp_path / f"keluar{EXPORTS[form].suffix}"
    card.save(form, target)
    assert target.stat().st_size > 0
    assert path.read_bytes() == before


def test_a_book_is_never_written_over(card: ExchangeCard, book: Book, tmp_path: Path) -> None:
    path = book.path
    assert path is not None
    card.save("json", path)
    assert card.told.words() == "siti.kpm adalah file buku, dan file buku tidak pernah ditimpa. Pilih nama lain."
    assert not card.open.isVisible()
    with books.stranger(path) as plain:
        assert plain.execute("SELECT count(*) FROM entries").fetchone() == (1,)


def test_where_it_cannot_be_written_it_says_so_and_leaves_nothing(card: ExchangeCard, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    card.save("csv", tmp_path / "file" / "x.csv")
    assert "x.csv" in card.told.words()
    assert card.forms["xlsx"].isEnabled()


def test_what_is_stopped_leaves_no_file(
    qtbot: QtBot, qapp: QApplication, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = Tasks()
    try:
        card = _card(qtbot, qapp, session, tasks)
        export = export_work.export

        def stopped(*args: object, names: bool = False) -> object:
            job = args[-1]
            job.cancel()  # type: ignore[attr-defined] # the job is its own progress
            return export(*args, names=names)  # type: ignore[arg-type] # handed on as they came

        monkeypatch.setattr(export_work, "export", stopped)
        target = tmp_path / "x.json"
        card.save("json", target)
        assert not card.others.isEnabled()
        qtbot.waitUntil(card.others.isEnabled)
        assert card.told.words() == "Dihentikan. Tidak ada yang disimpan."
        assert [one.name for one in tmp_path.iterdir() if one.name.startswith((".", "x"))] == []
    finally:
        tasks.close()


def test_only_a_book_with_a_passcode_says_that_files_have_none(
    qtbot: QtBot, qapp: QApplication, card: ExchangeCard, tmp_path: Path
) -> None:
    assert not card.keyed.isVisible()
    key = new_key("ikan di kolam")
    with house.create(
        tmp_path / "kunci.kpm",
        kind="group",
        name="KUBE",
        sector="jasa",
        start=books.START,
        key=key,
    ) as keyed:
        other = _card(qtbot, qapp, session_on(keyed))
        assert other.keyed.label.text() == (
            "File yang disimpan di sini tanpa kata sandi: siapa pun yang mendapatnya bisa membacanya."
        )
        assert other.keyed.isVisible()
        assert not other.which.isVisible()  # a group has one ledger
        assert nameless(other) == []


def test_whose_records_they_are_is_said_where_there_are_several(card: ExchangeCard, session: Session) -> None:
    assert card.which.text() == "Catatan “Gorengan Bu Siti”:"
    session.switch_ledger(next(one for one in session.ledgers if one.kind == "keluarga"))
    assert card.which.text() != "Catatan “Gorengan Bu Siti”:"


def test_a_book_that_is_only_looked_at_can_be_written_out_but_takes_nothing(
    qtbot: QtBot, qapp: QApplication, book: Book, tmp_path: Path
) -> None:
    path = book.path
    assert path is not None
    with house.open_book(path, "read") as only:
        card = _card(qtbot, qapp, session_on(only))
        assert not card.take.isEnabled()
        card.save("json", tmp_path / "x.json")
        assert json.loads((tmp_path / "x.json").read_text("utf-8"))
