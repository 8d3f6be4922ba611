"""Taking records from a file in the window: what is understood is seen, corrected, recorded as one act and undone."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QThread, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import house, ledger
from kpmbooks.book import Book
from kpmbooks.problems import Problem, StorageError
from kpmbooks.safekeeping import copies
from tests import books
from tests.accounting_words import accounting_words
from tests.outside_files import LAUNDRY, cash_rows, table, workbook
from tests.pages import nameless, part, session_on, shown
from tests.whole_window import nobody, texts
from ui.desktop.desk import Desk
from ui.desktop.pages import import_work
from ui.desktop.pages.import_columns import with_column
from ui.desktop.pages.import_page import ImportPage
from ui.desktop.pages.import_rows import RowKey
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import Theme, apply
from ui.desktop.widgets import Choice, RegisterRow
from ui.home_folder import home_folder

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TODAY = date(2026, 2, 10)

WARUNG = """LAPORAN KAS WARUNG BU ANI
Tgl;Keterangan;Masuk;Keluar;Sisa
1/1/2026;Modal awal;1.000.000;;1.000.000
2/1/2026;Beli gula;;25.000;975.000
3/1/2026;Jual nasi uduk;150.000;;1.125.000
4/1/2026;beli  GULA;;30.000;1.095.000
Jumlah;;1.150.000;55.000;
"""
WRONG = """Tgl;Keterangan;Masuk;Keluar
1/1/2026;Modal awal;1.000.000;
31/2/2026;Beli gula;;25.000
3/1/2026;;150.000;
4/1/2026;Beli beras;;60.000
"""
JOURNAL = """tanggal;no;uraian;akun;debet;kredit
1/1/2026;1;Modal awal;Kas;1.000.000;
1/1/2026;1;Modal awal;Modal Bu Ani;;1.000.000
2/1/2026;2;Beli wajan;Peralatan masak;250.000;
2/1/2026;2;Beli wajan;Kas;;250.000
"""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Book]:
    """A gorengan seller's book with nothing in it, in a home of nobody's."""
    nobody(monkeypatch, tmp_path)
    with books.family(tmp_path / "Documents" / "siti.kpm") as made:
        yield made


@pytest.fixture
def session(book: Book) -> Session:
    return session_on(book, today=TODAY)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, session: Session) -> ImportPage:
    return shown(qtbot, qapp, session, ImportPage)


def _file(tmp_path: Path, content: str | bytes, name: str = "kas.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _open(page: ImportPage, tmp_path: Path, content: str | bytes, name: str = "kas.csv") -> ImportPage:
    page.open_path(_file(tmp_path, content, name))
    return page


def _rows(page: ImportPage) -> list[RegisterRow]:
    rows = page.table.table().rows
    return [rows.row(place) for place in range(rows.rowCount())]


def _seen(page: ImportPage, *keys: str) -> list[tuple[str, ...]]:
    """The cells of every row by column; "what" is its title."""
    return [tuple(row.title if key == "what" else row.cell(key) for key in keys) for row in _rows(page)]


def _state(page: ImportPage) -> dict[int, str]:
    """What becomes of each row of the file, by its number."""
    return {
        row.key.line.number: row.cell("state") for row in _rows(page) if isinstance(row.key, RowKey) and row.key.line
    }


def _view(page: ImportPage, view: str) -> ImportPage:
    page.views.part(view).click()
    return page


def _choose(choice: Choice, key: object) -> None:
    """Choose as a person does, with the keyboard."""
    place = choice.findData(key)
    assert place >= 0, key
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    _pick(choice, place)
    assert choice.current() == key


def _pick(choice: Choice, place: int) -> None:
    """Go down the open list and choose."""
    assert choice.view().isVisible()
    QTest.keyClick(choice.view(), Qt.Key.Key_Home)
    for _step in range(place):
        QTest.keyClick(choice.view(), Qt.Key.Key_Down)
    QTest.keyClick(choice.view(), Qt.Key.Key_Return)


def _column(page: ImportPage, letter: str) -> Choice:
    return part(page, Choice, f"import_column_{letter}")


def _kas(book: Book, account: str = "Kas") -> int:
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        found = ledger.find_account(reader, place, account)
        return int(ledger.register_sums(reader, found.id, date(2030, 1, 1)).net)


def _entries(book: Book) -> list[tuple[str, str, int]]:
    """Day, kind and money in Kas of every entry that stands by itself."""
    with book.read() as reader:
        rows = reader.connection.exec_driver_sql(
            "SELECT e.day, e.kind, (SELECT coalesce(sum(p.amount), 0) FROM postings p JOIN accounts a"
            " ON a.id = p.account_id WHERE p.entry_id = e.id AND a.role = 'kas') FROM entries e"
            " WHERE e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id) ORDER BY e.id"
        )
        return [tuple(row) for row in rows]


# What is seen


def test_without_a_file_there_is_one_button_that_asks_for_one(page: ImportPage, tmp_path: Path) -> None:
    assert page.empty.isVisible()
    assert nameless(page) == []
    assert page.empty.button is not None
    page.empty.button.click()
    dialog = part(page, QFileDialog, "import_dialog")
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(_file(tmp_path, WARUNG)))
    dialog.close()
    assert not page.empty.isVisible()
    assert page.record.label() == "Catat 4 baris"


def test_without_a_file_the_keyboard_is_at_that_button_and_not_around_the_whole_page(page: ImportPage) -> None:
    page.setFocus()
    assert QApplication.focusWidget() is page.empty.button


def test_every_row_says_what_was_read_and_what_becomes_of_it(page: ImportPage, tmp_path: Path) -> None:
    _open(page, tmp_path, WARUNG)
    assert _seen(page, "number", "day", "what", "one", "other", "kind", "state") == [
        ("1", "", "LAPORAN KAS WARUNG BU ANI", "", "", "", "Judul"),
        ("2", "", "Tgl · Keterangan · Masuk · Keluar · Sisa", "", "", "", "Judul"),
        ("3", "1 Jan 2026", "Modal awal", "1.000.000", "", "Uang masuk lain", "Akan dicatat"),
        ("4", "2 Jan 2026", "Beli gula", "", "25.000", "Uang keluar lain", "Akan dicatat"),
        ("5", "3 Jan 2026", "Jual nasi uduk", "150.000", "", "Uang masuk lain", "Akan dicatat"),
        ("6", "4 Jan 2026", "beli GULA", "", "30.000", "Uang keluar lain", "Akan dicatat"),
        ("7", "", "Jumlah", "", "", "", "Jumlah"),
    ]
    assert page.foot.counts.text() == "4 akan dicatat"
    assert (page.foot.money_in.amount(), page.foot.money_out.amount()) == (1_150_000, 55_000)
    assert page.name.text() == "kas.csv: Buku kas, uangnya di “Kas”"
    assert nameless(page) == []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_published_month_comes_to_its_published_sums(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    nobody(monkeypatch, tmp_path)
    real: Any = {"kind": "group", "name": "Laundry", "sector": "jasa", "start": date(2015, 4, 1)}
    with house.create(tmp_path / "laundry.kpm", **real) as laundry:
        page = shown(qtbot, qapp, session_on(laundry), ImportPage)
        if form == "csv":
            _open(page, tmp_path, b"\xef\xbb\xbf" + table(cash_rows()).encode())
        else:
            rows = cash_rows(int, lambda one: one)  # type: ignore[arg-type] # real numbers and days
            _open(page, tmp_path, workbook(("Buku kas", rows)), "kas.xlsx")
        assert (page.foot.money_in.amount(), page.foot.money_out.amount()) == (47_200_000, 24_650_000)
        page.record.click()
        assert _kas(laundry) == 22_550_000
        assert len(_entries(laundry)) == len(LAUNDRY)


def test_nothing_is_written_by_looking(page: ImportPage, tmp_path: Path, book: Book) -> None:
    _open(page, tmp_path, WARUNG)
    _view(_view(page, "reading"), "bad")
    assert _entries(book) == []
    assert copies.latest(book.owner.uid, home_folder()) is None


def test_no_page_but_that_of_a_journal_says_an_accountants_word(page: ImportPage, tmp_path: Path) -> None:
    for content in (WARUNG, WRONG, "kode;nama;jenis\n1;Emas;asset\n"):
        _open(page, tmp_path, content)
        for view in ("rows", "bad", "reading"):
            assert accounting_words("\n".join(texts(_view(page, view)))) == [], content
    page.form.what.set_current("opening")
    assert accounting_words("\n".join(texts(page))) == []
    _open(page, tmp_path, JOURNAL)
    assert {"Debit", "Kredit"} <= set(accounting_words("\n".join(texts(page))))


def test_what_is_to_be_known_of_the_whole_file_stands_above_its_rows(page: ImportPage, tmp_path: Path) -> None:
    _open(page, tmp_path, "Tgl;Uraian;Masuk;Keluar\n9/10/2026;Beli gula;;25.000\n")
    assert [row.title for row in _rows(page)][:2] == [
        "9 Oktober 2026 belum tiba. Apakah tanggalnya benar?",
        "Sesudah ini sisa “Kas” jadi −Rp25.000. Apakah ada yang belum dicatat?",
    ]
    assert page.table.words.text() == "9 Oktober 2026 belum tiba. Apakah tanggalnya benar?"


def test_a_total_that_differs_is_said_at_its_row(page: ImportPage, tmp_path: Path) -> None:
    _open(page, tmp_path, WARUNG.replace("Jumlah;;1.150.000;55.000;", "Jumlah;;1.150.000;95.000;"))
    assert _state(page)[7] == "Perlu dilihat"
    page.table.table().choose(6)
    assert page.table.words.text().startswith("Baris 7: ")
    assert "Rp95.000" in page.table.words.text()
    assert page.record.isEnabled()


# Problems


def test_rows_with_a_problem_hold_everything_back_until_it_is_said_otherwise(
    page: ImportPage, tmp_path: Path, book: Book
) -> None:
    _open(page, tmp_path, WRONG)
    assert _state(page) == {1: "Judul", 2: "Akan dicatat", 3: "Bermasalah", 4: "Bermasalah", 5: "Akan dicatat"}
    assert page.foot.counts.text() == "2 akan dicatat · 2 bermasalah"
    assert not page.record.isEnabled()
    assert page.why.text() == "Betulkan file, atau:"
    page.record.click()
    assert _entries(book) == []
    page.partial.click()
    assert page.record.isEnabled()
    page.record.click()
    assert [(day, amount) for day, _kind, amount in _entries(book)] == [
        ("2026-01-01", 1_000_000),
        ("2026-01-04", -60_000),
    ]
    assert page.told.words() == "2 catatan sudah diambil dari kas.csv. 2 baris tidak diambil."


def test_only_the_rows_with_a_problem_are_shown_when_wanted_each_with_its_sentence(
    page: ImportPage, tmp_path: Path
) -> None:
    _open(page, tmp_path, WRONG)
    _view(page, "bad")
    assert [(row.key.line.number, row.detail) for row in _rows(page)] == [  # type: ignore[attr-defined] # keys of rows
        (3, "“31/2/2026” bukan tanggal di kalender. Tulis hari/bulan/tahun, misalnya 5/1/2026."),
        (4, "Baris ini tidak ada uraiannya. Tulis uang apa ini."),
    ]
    QTest.keyClick(page.table.table(), Qt.Key.Key_Down)
    assert page.table.words.text().startswith("Baris 4: Baris ini tidak ada uraiannya.")
    _open(page, tmp_path, WARUNG)
    _view(page, "bad")
    assert page.table.nothing.isVisible()
    assert nameless(page) == []


def test_what_is_no_table_is_refused_in_one_sentence(page: ImportPage, tmp_path: Path) -> None:
    _open(page, tmp_path, b"\x89PNG\r\n\x1a\n\0\0\0", "foto.csv")
    assert page.empty.isVisible()
    assert page.told.words() != ""
    _open(page, tmp_path, WARUNG)
    assert page.told.words() == ""
    page.open_path(tmp_path / "tidak ada.csv")
    assert page.empty.isVisible()
    assert "tidak ada.csv" in page.told.words()


# Correcting


def test_columns_are_corrected_and_the_rows_follow(page: ImportPage, tmp_path: Path, book: Book) -> None:
    _open(page, tmp_path, "Tgl;Untuk apa saja;Catatan;Terima;Bayar\n5/1/2026;Beli gula;dari Bu Ani;;25.000\n")
    assert _seen(page, "what")[-1] == ("dari Bu Ani",)
    _view(page, "reading")
    assert _column(page, "B").current() is None
    _choose(_column(page, "B"), "text")
    assert _column(page, "C").current() is None  # one column has that part
    _choose(_column(page, "D"), "out")
    assert page.foot.money_in.amount() == 0  # nothing is money in any more
    page.form.anew.click()
    assert _column(page, "C").current() == "text"
    _choose(_column(page, "B"), "text")
    _view(page, "rows")
    assert _seen(page, "what", "other")[-1] == ("Beli gula", "25.000")
    page.record.click()
    assert _entries(book) == [("2026-01-05", "uang_keluar_lain", -25_000)]


def test_in_and_out_are_exchanged(page: ImportPage, tmp_path: Path) -> None:
    _open(page, tmp_path, WARUNG)
    _view(page, "reading")
    page.form.swap.click()
    assert (page.foot.money_in.amount(), page.foot.money_out.amount()) == (55_000, 1_150_000)
    page.form.swap.click()
    assert page.foot.money_in.amount() == 1_150_000


def test_a_banks_statement_shows_money_in_and_out(page: ImportPage, tmp_path: Path) -> None:
    statement = "REKENING KORAN\nTanggal;Keterangan;Mutasi;;Saldo\n5/1/2026;Setor;100.000 CR;;100.000\n"
    _open(page, tmp_path, statement + "6/1/2026;Biaya;2.500 DB;;97.500\n")
    assert (page.foot.money_in.amount(), page.foot.money_out.amount()) == (100_000, 2_500)
    _view(page, "reading")
    page.form.swap.click()
    assert (page.foot.money_in.amount(), page.foot.money_out.amount()) == (2_500, 100_000)


def test_the_order_of_day_and_month_is_corrected(page: ImportPage, tmp_path: Path) -> None:
    _open(page, tmp_path, "Tgl;Uraian;Masuk;Keluar\n1/2/2026;Jual nasi;5.000;\n")
    assert _seen(page, "day")[-1] == ("1 Feb 2026",)
    _view(page, "reading")
    _choose(page.form.order, "mdy")
    assert _seen(page, "day")[-1] == ("2 Jan 2026",)


def test_the_habit_of_writing_amounts_is_corrected(page: ImportPage, tmp_path: Path) -> None:
    _open(page, tmp_path, "Tgl;Uraian;Masuk;Keluar\n1/1/2026;Jual nasi;25,000;\n2/1/2026;Jual teh;1.000;\n")
    assert _state(page)[2] == "Bermasalah"
    _view(page, "reading")
    _choose(page.form.decimal, ".")
    _view(page, "rows")
    assert _seen(page, "one", "state")[1:] == [("25.000", "Akan dicatat"), ("", "Bermasalah")]


def test_the_money_goes_to_the_box_that_was_chosen(page: ImportPage, tmp_path: Path, book: Book) -> None:
    with book.write() as tx:
        place = ledger.default_ledger(tx)
        ledger.add_account(tx, place, ledger.NewAccount("1-999", "Bank BRI", "asset", "usaha", None, True, "operasi"))
    _open(page, tmp_path, WARUNG)
    _view(page, "reading")
    box = next(one.id for one in page.run.looked.boxes if one.name == "Bank BRI")  # type: ignore[union-attr] # looked at
    _choose(page.form.box, box)
    assert page.name.text() == "kas.csv: Buku kas, uangnya di “Bank BRI”"
    page.record.click()
    assert (_kas(book), _kas(book, "Bank BRI")) == (0, 1_095_000)


def test_a_sheet_of_a_workbook_is_chosen(page: ImportPage, tmp_path: Path) -> None:
    head = ["Tanggal", "Uraian", "Masuk", "Keluar"]
    months = ("Januari", "Februari")
    sheets: list[tuple[str, list[list[Any]]]] = [(one, [head, [date(2026, 1, 5), one, 1_000, None]]) for one in months]
    _open(page, tmp_path, workbook(*sheets), "kas.xlsx")
    assert _seen(page, "what")[-1] == ("Januari",)
    _view(page, "reading")
    _choose(page.form.sheet, "Februari")
    assert _seen(page, "what")[-1] == ("Februari",)


def test_a_table_without_headings_is_read_once_its_columns_are_said(
    page: ImportPage, tmp_path: Path, book: Book
) -> None:
    _open(page, tmp_path, "5/1/2026;Beli gula;25.000;\n6/1/2026;Jual nasi;;50.000\n")
    assert page.views.current() == "reading"
    assert page.form.told.words() == (
        "Judul kolom tabel ini tidak ditemukan. Pilih isi tiap kolomnya. Yang masih perlu: Tanggal, Uraian."
    )
    assert not page.record.isEnabled()
    _choose(_column(page, "A"), "day")
    assert page.form.told.words().endswith("Yang masih perlu: Uraian.")
    _choose(_column(page, "B"), "text")
    assert page.form.told.words().endswith("Yang masih perlu: Uang masuk.")
    _choose(_column(page, "C"), "out")
    _choose(_column(page, "D"), "in")
    assert page.form.told.words() == ""
    page.record.click()
    assert [(day, amount) for day, _kind, amount in _entries(book)] == [("2026-01-05", -25_000), ("2026-01-06", 50_000)]


def test_the_wheel_scrolls_past_a_question_without_answering_it(page: ImportPage, tmp_path: Path) -> None:
    _open(page, tmp_path, WARUNG)
    _view(page, "reading")
    down, none = QPoint(0, -120), Qt.KeyboardModifier.NoModifier
    for choice in (page.form.order, _column(page, "B")):
        was = choice.current()
        middle = QPointF(choice.rect().center())
        wheel = QWheelEvent(
            middle, middle, QPoint(), down, Qt.MouseButton.NoButton, none, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(choice, wheel)
        assert choice.current() == was


def _samples(page: ImportPage) -> list[str]:
    return [label.text() for label in page.form.columns.findChildren(QLabel) if label.isVisible()]


def test_samples_of_each_column_are_covered_with_the_amounts(
    page: ImportPage, tmp_path: Path, qapp: QApplication
) -> None:
    _open(page, tmp_path, WARUNG)
    _view(page, "reading")
    assert "1.000.000" in _samples(page)
    apply(qapp, Theme(ledger="usaha", private=True))
    _view(page, "rows")
    _view(page, "reading")
    assert "1.000.000" not in _samples(page)
    assert "•.•••.•••" in _samples(page)


# Kinds


def _kind_by_keyboard(page: ImportPage, row: int, kind: str) -> None:
    """Go to the row, open its list with Enter, choose with the arrows and Enter."""
    view = page.table.table()
    view.setFocus()
    view.choose(row)
    QTest.keyClick(view, Qt.Key.Key_Return)
    choice = page.table.kinds
    assert choice.isVisible()
    _pick(choice, choice.findData(kind))
    assert not choice.isVisible()


def test_a_kind_that_is_chosen_in_a_row_is_that_of_all_rows_with_the_same_words(
    page: ImportPage, tmp_path: Path, book: Book
) -> None:
    _open(page, tmp_path, WARUNG)
    _kind_by_keyboard(page, 3, "beli_bahan")
    assert [kind for (kind,) in _seen(page, "kind") if kind] == [
        "Uang masuk lain", "Beli bahan", "Uang masuk lain", "Beli bahan",
    ]  # fmt: skip
    assert page.table.words.text() == "2 baris “Beli gula” jadi: Beli bahan."
    page.record.click()
    assert [kind for _day, kind, _amount in _entries(book)] == [
        "uang_masuk_lain", "beli_bahan", "uang_masuk_lain", "beli_bahan",
    ]  # fmt: skip


def test_the_mouse_chooses_a_kind_too_and_escape_leaves_it(page: ImportPage, tmp_path: Path) -> None:
    _open(page, tmp_path, WARUNG)
    view = page.table.table()
    place = view.visualRect(view.rows.index(4, 2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.table.kinds.isVisible()
    assert page.table.kinds.accessibleName() == "“Jual nasi uduk” dicatat sebagai apa? 1 baris"
    QTest.keyClick(page.table.kinds, Qt.Key.Key_Escape)
    assert not page.table.kinds.isVisible()
    assert _seen(page, "kind")[4] == ("Uang masuk lain",)


def test_rows_that_will_not_be_recorded_ask_for_no_kind(page: ImportPage, tmp_path: Path) -> None:
    _open(page, tmp_path, WRONG)
    view = page.table.table()
    for place in (0, 2):
        view.choose(place)
        QTest.keyClick(view, Qt.Key.Key_Return)
        assert not page.table.kinds.isVisible()


def test_what_nobody_sorted_becomes_the_kind_that_was_said_for_the_rest(
    page: ImportPage, tmp_path: Path, book: Book
) -> None:
    _open(page, tmp_path, WARUNG)
    _view(page, "reading")
    _choose(page.form.kind_in, "jual_tunai")
    page.record.click()
    assert [kind for _day, kind, _amount in _entries(book)] == [
        "jual_tunai", "uang_keluar_lain", "jual_tunai", "uang_keluar_lain",
    ]  # fmt: skip


# Next time


def test_what_was_said_is_remembered_for_the_next_file_with_the_same_headings(
    qtbot: QtBot, qapp: QApplication, page: ImportPage, session: Session, tmp_path: Path, book: Book
) -> None:
    with book.write() as tx:
        place = ledger.default_ledger(tx)
        ledger.add_account(tx, place, ledger.NewAccount("1-999", "Bank BRI", "asset", "usaha", None, True, "operasi"))
    _open(page, tmp_path, "Tgl;Untuk apa saja;Catatan;Terima;Bayar\n1/2/2026;Beli gula;Bu Ani;;25.000\n")
    _view(page, "reading")
    _choose(_column(page, "B"), "text")
    _choose(page.form.order, "mdy")
    box = next(one.id for one in page.run.looked.boxes if one.name == "Bank BRI")  # type: ignore[union-attr] # looked at
    _choose(page.form.box, box)
    _view(page, "rows")
    _kind_by_keyboard(page, len(_rows(page)) - 1, "beli_bahan")
    page.record.click()
    again = shown(qtbot, qapp, session, ImportPage)
    _open(again, tmp_path, "TGL;Untuk Apa Saja;Catatan;Terima;Bayar\n1/3/2026;BELI GULA;Bu Ani;;30.000\n", "lain.csv")
    assert _seen(again, "day", "what", "kind")[-1] == ("3 Jan 2026", "BELI GULA", "Beli bahan")
    assert again.name.text() == "lain.csv: Buku kas, uangnya di “Bank BRI”"


def _what(page: ImportPage) -> str:
    return page.run.choices.what


def test_what_a_file_is_is_remembered_too(page: ImportPage, tmp_path: Path) -> None:
    content = "Akun;Debet;Kredit\nKas;5.000;\nModal;;5.000\n"
    _open(page, tmp_path, content)
    assert _what(page) == "opening"
    _open(page, tmp_path, "Tanggal;Keterangan;Debet;Kredit\n1/1/2026;Kas;5.000;\n1/1/2026;Modal;;5.000\n")
    assert _what(page) == "cash"
    _view(page, "reading")
    _choose(page.form.what, "journal")
    page.record.click()
    _open(page, tmp_path, "Tanggal;Keterangan;Debet;Kredit\n2/1/2026;Kas;5.000;\n2/1/2026;Modal;;5.000\n")
    assert _what(page) == "journal"


def test_a_row_that_is_in_the_book_already_is_marked_and_not_taken_twice(
    page: ImportPage, tmp_path: Path, book: Book
) -> None:
    _open(page, tmp_path, WARUNG)
    page.record.click()
    assert set(_state(page).values()) == {"Judul", "Jumlah", "Sudah ada"}
    assert page.foot.counts.text() == "0 akan dicatat · 4 sudah ada"
    longer = WARUNG.replace("Jumlah;;1.150.000;55.000;", "5/1/2026;Beli beras;;60.000;1.035.000")
    _open(page, tmp_path, longer)
    assert _state(page)[7] == "Akan dicatat"
    assert page.foot.counts.text() == "1 akan dicatat · 4 sudah ada"
    page.record.click()
    assert _kas(book) == 1_035_000


# Taking and undoing


def test_it_is_recorded_as_one_act_and_undone_as_one(page: ImportPage, tmp_path: Path, book: Book) -> None:
    _open(page, tmp_path, WARUNG)
    QTest.keyClick(page.record, Qt.Key.Key_Return)
    assert page.told.words() == "4 catatan sudah diambil dari kas.csv."
    assert _kas(book) == 1_095_000
    assert page.undo.isVisible()
    assert nameless(page) == []
    page.undo.click()
    assert _kas(book) == 0
    assert page.told.words() == "Sudah diurungkan. Buku kembali seperti sebelumnya."
    assert not page.undo.isVisible()
    assert page.record.label() == "Catat 4 baris"
    page.record.click()
    assert _kas(book) == 1_095_000


def test_a_copy_of_the_book_is_made_before(page: ImportPage, tmp_path: Path, book: Book) -> None:
    _open(page, tmp_path, WARUNG)
    page.record.click()
    made = copies.latest(book.owner.uid, home_folder())
    assert made is not None
    assert made.why == "import"
    with house.open_book(made.path) as before:
        assert _entries(before) == []


def test_without_a_copy_nothing_is_recorded(
    page: ImportPage, tmp_path: Path, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise StorageError(Problem("disk-full", "The disk is full. Make room; nothing was changed."))

    monkeypatch.setattr(copies, "before", full)
    _open(page, tmp_path, WARUNG)
    page.record.click()
    assert _entries(book) == []
    assert page.told.words() != ""
    assert page.record.isEnabled()


def test_after_another_record_the_page_no_longer_offers_to_undo_its_own(
    page: ImportPage, tmp_path: Path, book: Book
) -> None:
    _open(page, tmp_path, WARUNG)
    page.record.click()
    assert page.undo.isVisible()
    books.record(book, "jual_tunai", amount=7_000, date="9/1/2026")
    assert not page.undo.isVisible()
    assert _kas(book) == 1_102_000


def test_the_cash_book_is_one_press_away(page: ImportPage, tmp_path: Path) -> None:
    went: list[str] = []
    page.go.connect(lambda key, _wish: went.append(key))
    _open(page, tmp_path, WARUNG)
    page.record.click()
    page.see.click()
    assert went == ["cash_book"]


def test_a_book_that_is_only_looked_at_takes_nothing(
    qtbot: QtBot, qapp: QApplication, book: Book, tmp_path: Path
) -> None:
    path = book.path
    assert path is not None
    with house.open_book(path, "read") as only:
        page = shown(qtbot, qapp, session_on(only), ImportPage)
        _open(page, tmp_path, WARUNG)
        assert _state(page)[3] == "Akan dicatat"
        assert not page.record.isEnabled()
        assert page.why.text() == "Buku ini dibuka hanya untuk dilihat."


def test_nothing_of_a_practice_book_comes_into_a_real_one(page: ImportPage, tmp_path: Path, book: Book) -> None:
    said = [["LATIHAN, bukan catatan sungguhan"], ["Tanggal", "Uraian", "Masuk"], ["5/1/2026", "Jual", "5.000"]]
    _open(page, tmp_path, workbook(("Buku kas", said)), "latihan.xlsx")
    assert "latihan" in page.form.told.words()
    assert not page.record.isEnabled()


# Other kinds of file


def test_a_journal_shows_its_sides_and_the_accounts_that_it_opens(page: ImportPage, tmp_path: Path, book: Book) -> None:
    _open(page, tmp_path, JOURNAL, "jurnal.csv")
    assert _seen(page, "what", "state")[:2] == [("Modal Bu Ani", "Akun baru"), ("Peralatan masak", "Akun baru")]
    assert _seen(page, "day", "what", "one", "other")[3:] == [
        ("1 Jan 2026", "Kas", "1.000.000", ""),
        ("1 Jan 2026", "Modal Bu Ani", "", "1.000.000"),
        ("2 Jan 2026", "Peralatan masak", "250.000", ""),
        ("2 Jan 2026", "Kas", "", "250.000"),
    ]
    assert page.table.words.text() == "“Modal Bu Ani” akan dibuka sebagai: Modal."
    assert page.record.label() == "Ambil 2 catatan"
    page.record.click()
    assert (_kas(book), _kas(book, "Peralatan masak")) == (750_000, 250_000)
    page.undo.click()
    assert _kas(book) == 0


def test_opening_balances_whose_sides_differ_say_so_and_are_taken_when_they_agree(
    page: ImportPage, tmp_path: Path, book: Book
) -> None:
    _open(page, tmp_path, "akun;debet;kredit\nKas;500.000;\nModal Bu Ani;;400.000\n", "awal.csv")
    assert page.views.current() == "reading"
    assert "Rp100.000" in page.form.told.words()
    assert not page.record.isEnabled()
    _open(page, tmp_path, "akun;debet;kredit\nKas;500.000;\nModal Bu Ani;;500.000\n", "awal.csv")
    assert page.views.current() == "rows"
    assert [column.title for column in page.table.table().rows.columns][3:5] == ["Sisi kiri", "Sisi kanan"]
    assert page.record.label() == "Ambil saldo awal"
    page.record.click()
    assert _kas(book) == 500_000


def test_a_list_of_accounts_is_taken_and_not_undone(page: ImportPage, tmp_path: Path, book: Book) -> None:
    _open(page, tmp_path, "kode;nama;jenis\n9-100;Emas batangan;asset\n9-200;Utang Bu RT;bukan\n", "akun.csv")
    assert _seen(page, "code", "what", "state")[1:] == [
        ("9-100", "Emas batangan", "Akan dicatat"), ("9-200", "Utang Bu RT", "Bermasalah"),
    ]  # fmt: skip
    page.partial.click()
    assert page.record.label() == "Ambil 1 akun"
    page.record.click()
    with book.read() as reader:
        assert ledger.find_account(reader, ledger.default_ledger(reader), "9-100").name == "Emas batangan"
    assert not page.undo.isVisible()


def test_another_ledger_has_other_boxes(page: ImportPage, session: Session, tmp_path: Path, book: Book) -> None:
    _open(page, tmp_path, WARUNG)
    home = next(one for one in session.ledgers if one.kind == "keluarga")
    session.switch_ledger(home)
    page.record.click()
    assert _kas(book) == 0
    with book.read() as reader:
        kas = ledger.find_account(reader, home, "Kas")
        assert ledger.register_sums(reader, kas.id, date(2030, 1, 1)).net == 1_095_000


# A large file


def _large(rows: int) -> str:
    lines = (f"{day % 28 + 1}/1/2026;Jual nasi {day % 300};{1_000 + day};" for day in range(rows))
    return "\n".join(["Tgl;Uraian;Masuk;Keluar", *lines]) + "\n"


def test_five_thousand_rows_have_no_widget_each_and_only_what_is_seen_is_worded(
    page: ImportPage, tmp_path: Path
) -> None:
    _open(page, tmp_path, WARUNG)
    few = len(page.findChildren(QWidget))
    worded: list[int] = []
    _open(page, tmp_path, _large(5_000))
    rows = page.table.rows
    assert rows is not None
    row = rows._row

    def counted(place: int) -> RegisterRow:
        worded.append(place)
        return row(place)

    rows._row = counted  # type: ignore[method-assign] # to see which rows are asked for
    page.table.table().choose(4_000)
    QApplication.processEvents()
    assert rows.count() == 5_001
    assert len(page.findChildren(QWidget)) == few
    assert 0 < len(worded) < 1_000


@dataclass
class Ticking:
    """Notes that the window's own loop went round."""

    ticks: list[str]
    name: str
    go_on: threading.Event

    def tick(self) -> None:
        self.ticks.append(self.name)
        self.go_on.set()


def test_the_window_goes_on_while_a_large_file_is_read_and_recorded(
    qtbot: QtBot, qapp: QApplication, session: Session, tmp_path: Path, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = Tasks()
    try:
        page = shown(qtbot, qapp, session, ImportPage, tasks=tasks)
        where: list[bool] = []
        ticks: list[str] = []
        go_on = threading.Event()
        for name in ("look", "take"):
            work = getattr(import_work, name)

            def watched(*args: Any, work: Any = work, name: str = name) -> Any:
                where.append(QThread.isMainThread())
                go_on.clear()
                ticking = Ticking(ticks, name, go_on)
                QTimer.singleShot(0, page, ticking.tick)
                assert go_on.wait(30)  # the window must have gone on, or this would never end
                return work(*args)

            monkeypatch.setattr(import_work, name, watched)
        _open(page, tmp_path, _large(5_000))
        qtbot.waitUntil(lambda: page.run.looked is not None, timeout=30_000)
        page.record.click()
        assert not page.views.isEnabled()
        qtbot.waitUntil(lambda: not page.run.writes and page.is_whole(), timeout=60_000)
        assert where
        assert not any(where)
        assert {"look", "take"} <= set(ticks)
        assert _kas(book) == sum(1_000 + nth for nth in range(5_000))
    finally:
        tasks.close()


def test_recording_can_be_stopped_and_then_nothing_was_recorded(
    qtbot: QtBot, qapp: QApplication, session: Session, tmp_path: Path, book: Book
) -> None:
    tasks = Tasks()
    try:
        page = shown(qtbot, qapp, session, ImportPage, tasks=tasks)
        _open(page, tmp_path, _large(5_000))
        qtbot.waitUntil(lambda: page.run.looked is not None and page.is_whole(), timeout=30_000)
        page.run.far.connect(lambda _count, _total: page.run.stop())
        page.record.click()
        qtbot.waitUntil(lambda: not page.run.writes, timeout=60_000)
        assert page.told.words() == "Dihentikan. Tidak ada yang dicatat."
        assert _entries(book) == []
        assert page.record.isEnabled()
    finally:
        tasks.close()


def test_leaving_the_book_stops_the_recording(
    qtbot: QtBot, qapp: QApplication, session: Session, tmp_path: Path, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = Tasks()
    begun, go_on = threading.Event(), threading.Event()
    take = import_work.take

    def held(*args: Any) -> Any:
        begun.set()
        assert go_on.wait(30)
        return take(*args)

    monkeypatch.setattr(import_work, "take", held)
    page = shown(qtbot, qapp, session, ImportPage, tasks=tasks)
    _open(page, tmp_path, _large(5_000))
    qtbot.waitUntil(lambda: page.run.looked is not None and page.is_whole(), timeout=30_000)
    page.record.click()
    assert begun.wait(30)
    path = book.path
    assert path is not None
    session.close()
    go_on.set()
    tasks.close()
    with house.open_book(path) as again:
        assert _entries(again) == []


# Narrow, and from outside


def test_where_it_is_narrow_every_control_is_named_and_no_amount_is_given_up(
    qtbot: QtBot, qapp: QApplication, session: Session, tmp_path: Path
) -> None:
    page = shown(qtbot, qapp, session, ImportPage, size=(1024, 510))
    apply(qapp, Theme("light", 1.5, "usaha"))
    for content in (WARUNG, WRONG, JOURNAL):
        _open(page, tmp_path, content)
        for view in ("rows", "bad", "reading"):
            _view(page, view)
            QApplication.processEvents()
            assert nameless(page) == []
            assert page.record.mapTo(page, page.record.rect().bottomRight()).y() < page.height()
            assert page.record.mapTo(page, page.record.rect().bottomRight()).x() < page.width()
            assert not page.why.isVisible() or page.why.width() >= page.why.sizeHint().width()
    _open(page, tmp_path, WARUNG)
    view_ = page.table.table()
    hidden = {column.key for place, column in enumerate(view_.rows.columns) if view_.isColumnHidden(place)}
    assert hidden == {"number", "kind", "state"}
    assert _rows(page)[3].detail == "Uang keluar lain"


def test_on_a_very_low_page_the_sums_give_way_to_the_sentence_about_a_row(
    qtbot: QtBot, qapp: QApplication, session: Session, tmp_path: Path
) -> None:
    page = shown(qtbot, qapp, session, ImportPage, size=(980, 390))
    apply(qapp, Theme("light", 1.5, "usaha"))
    _open(page, tmp_path, WRONG)
    page.table.table().choose(2)
    assert page.table.words.isVisible()
    assert not page.foot.isVisible()
    page.table.table().choose(4)
    assert not page.table.words.isVisible()
    assert page.foot.isVisible()
    page.resize(980, 690)
    page.table.table().choose(2)
    assert page.table.words.isVisible()
    assert page.foot.isVisible()


def test_a_table_that_is_dropped_on_the_window_is_read(
    qtbot: QtBot, qapp: QApplication, session: Session, tmp_path: Path
) -> None:
    apply(qapp, Theme(ledger="usaha"))
    desk = Desk(session, Tasks(inline=True))
    qtbot.addWidget(desk)
    desk.resize(1366, 768)
    desk.show()
    desk.begin()

    def drag(path: Path) -> bool:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        act, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(400, 400), act, data, button, none)
        enter.ignore()
        QApplication.sendEvent(desk, enter)
        if enter.isAccepted():
            QApplication.sendEvent(desk, QDropEvent(QPointF(400, 400), act, data, button, none))
        return enter.isAccepted()

    assert not drag(_file(tmp_path, "x", "foto.jpg"))
    assert desk.current() == "home"
    assert drag(_file(tmp_path, WARUNG))
    assert desk.current() == "import"
    assert desk.page("import").record.label() == "Catat 4 baris"


# The columns by themselves


def test_a_column_has_one_part_and_amounts_are_written_in_one_way() -> None:
    columns = {"day": 0, "text": 1, "in": 2, "out": 3}
    assert with_column(columns, 1, None) == {"day": 0, "in": 2, "out": 3}
    assert with_column(columns, 4, "text") == {"day": 0, "text": 4, "in": 2, "out": 3}
    assert with_column(columns, 2, "amount") == {"day": 0, "text": 1, "amount": 2}
    assert with_column(columns, 4, "side") == {"day": 0, "text": 1, "side": 4}
    assert with_column({"day": 0, "amount": 2, "side": 3}, 2, "in") == {"day": 0, "in": 2}
