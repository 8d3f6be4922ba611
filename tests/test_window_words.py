"""Every page of the window: its headings, the names of its controls, and that only one speaks as accountants do."""

import traceback
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import examples, ledger, recording
from kpmbooks.book import Book
from kpmbooks.dates import FixedClock, Period
from kpmbooks.i18n import translator
from kpmbooks.problems import Problem
from tests import books, pages
from tests.accounting_words import accounting_words
from tests.whole_window import close_all_above, let_go, texts, windows_above
from ui.desktop.desk import Desk
from ui.desktop.pages.cash_book_lines import LineKey
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.start import StartPage
from ui.desktop.places import PLACES
from ui.desktop.tasks import Tasks
from ui.desktop.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TODAY = date(2026, 11, 23)
OTHERS = tuple(place.key for place in PLACES if place.key != "accounting")
KINDS_OF_BOOK = ("group", "family", "group-empty", "family-empty")

HEADINGS = {
    ("home", "filled"): (
        "Beranda", "Uang masuk", "Uang keluar", "Laporan", "Uang kas sekarang", "Masuk bulan ini", "Keluar bulan ini",
        "6 bulan terakhir", "Catatan terakhir",
    ),
    ("home", "empty"): ("Beranda", "Uang masuk", "Uang keluar", "Laporan", "Buku ini masih kosong"),
    ("record", "filled"): ("Catat", "Uang masuk", "Uang keluar", "Pindah dan lainnya", "Mau catat apa?", "Hari ini: "),
    ("record", "empty"): ("Catat", "Uang masuk", "Uang keluar", "Pindah dan lainnya", "Mau catat apa?", "Hari ini: "),
    ("cash_book", "filled"): ("Buku kas", "No.", "Uraian", "Masuk", "Keluar", "Sisa kas"),
    ("goods", "filled"): ("Hitung barang", "Barang masuk", "Ada", "Modalnya", "Modal semua barang"),
    ("goods", "empty"): ("Anda tidak harus mencatat stok.", "Tambah barang"),
    ("cash_book", "empty"): ("Buku kas", "Buku ini masih kosong"),
    ("reports", "filled"): (
        "Laporan", "Buku Kas", "Laporan Bulanan", "Untung Rugi", "Harta, Utang, dan Modal", "Arus Kas",
        "Untung, tapi kok tidak ada uang?", "Kertas",
    ),
    ("reports", "empty"): ("Laporan", "Buku Kas", "Laporan Bulanan", "Untung Rugi", "Belum ada yang dicetak"),
    ("accounting", "filled"): ("Akuntansi", "Neraca Saldo", "Jurnal", "Daftar akun", "Kode", "Akun", "Debit", "Kredit"),
    ("accounting", "empty"): ("Akuntansi", "Neraca Saldo", "Jurnal", "Daftar akun", "Belum ada catatan"),
}  # fmt: skip
"""What must be read on each page, filled and empty; a page that is not here only has to show its title."""


class OwnWindows(QObject):
    """Notes each part that is shown as a window of its own, with the place in our code that did it."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            ours = [frame for frame in traceback.extract_stack() if "desktop" in frame.filename]
            meant = isinstance(watched, QDialog | MainWindow) or watched.windowType() == Qt.WindowType.Popup
            if not meant:
                self.shown.append(f"{type(watched).__name__} {watched.objectName()}: {ours[-1] if ours else '?'}")
        return False


@pytest.fixture(scope="module")
def shelf() -> Iterator[dict[str, Book]]:
    """The example books and empty ones, made once; the tests only look at them."""
    made = {of: examples.example(None, of=of, months_back=2, today=TODAY) for of in ("group", "family")}
    made |= {"group-empty": books.group(), "family-empty": books.family()}
    yield made
    for book in made.values():
        book.close()


@pytest.fixture(params=KINDS_OF_BOOK)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def book(shelf: dict[str, Book], kind: str) -> Book:
    return shelf[kind]


def whole(qtbot: QtBot, qapp: QApplication, book: Book) -> Iterator[Desk]:
    """A window with a desk, and afterwards nothing of it; no part of it was ever a window of its own."""
    watch = OwnWindows()
    qapp.installEventFilter(watch)
    window = MainWindow()
    window.dress(window.theme)
    window.resize(1366, 768)
    made = Desk(pages.session_on(book, today=TODAY), Tasks(inline=True))
    window.show()
    window.show_desk(made)
    qtbot.waitUntil(made.is_whole)
    yield made
    close_all_above(window)
    window.close()
    window.deleteLater()
    let_go()
    qapp.removeEventFilter(watch)
    assert watch.shown == []


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, book: Book) -> Iterator[Desk]:
    yield from whole(qtbot, qapp, book)


@pytest.fixture(scope="class", params=KINDS_OF_BOOK)
def standing(request: pytest.FixtureRequest, qapp: QApplication, shelf: dict[str, Book]) -> Iterator[tuple[str, Desk]]:
    """The kind of a book, and a desk on it that stays for all pages: these tests only go from page to page."""
    for desk in whole(QtBot(request), qapp, shelf[request.param]):
        yield str(request.param), desk


def went(qtbot: QtBot, desk: Desk, page: str, wish: object = None) -> QWidget:
    """The page, when everything of it is seen."""
    desk.go(page, wish)
    qtbot.waitUntil(desk.is_whole)
    let_go()
    shown = desk.page(page)
    assert isinstance(shown, QWidget)
    assert shown.isVisible()
    return shown


def heard(desk: Desk) -> list[str]:
    """Accountants' words in all that is shown now: the window and what is open above it."""
    window = desk.window()
    said = [*texts(window), *(text for above in windows_above(window) for text in texts(above))]
    return accounting_words("\n".join(said))


class TestPageByPage:
    @pytest.mark.parametrize("page", [place.key for place in PLACES])
    def test_each_page_shows_its_headings(self, qtbot: QtBot, standing: tuple[str, Desk], page: str) -> None:
        kind, desk = standing
        went(qtbot, desk, page)
        read = "\n".join(texts(desk.window()))
        title = next(translator("id")(place.title) for place in PLACES if place.key == page)
        for heading in (title, *HEADINGS.get((page, "empty" if "empty" in kind else "filled"), ())):
            assert heading in read, heading

    def test_every_control_of_every_page_has_a_name(self, qtbot: QtBot, standing: tuple[str, Desk]) -> None:
        _kind, desk = standing
        for place in PLACES:
            went(qtbot, desk, place.key)
            assert pages.nameless(desk.window()) == [], place.key

    def test_no_page_but_one_says_an_accountants_word(self, qtbot: QtBot, standing: tuple[str, Desk]) -> None:
        _kind, desk = standing
        for place in desk.session.ledgers:
            desk.session.switch_ledger(place)
            for page in OTHERS:
                went(qtbot, desk, page)
                assert heard(desk) == [], page


def test_the_accountants_page_says_them_and_so_the_listener_hears(qtbot: QtBot, desk: Desk) -> None:
    page = desk.page("accounting")
    for view in ("trial", "journal", "accounts"):
        page.views.part(view).click()
        went(qtbot, desk, "accounting")
    assert {word.capitalize() for word in heard(desk)} >= {"Debit", "Kredit", "Jurnal"}


@pytest.mark.parametrize("kind", ["group-empty", "family-empty"], indirect=True)
def test_no_form_of_a_kind_says_them_in_any_ledger(qtbot: QtBot, desk: Desk) -> None:
    for place in desk.session.ledgers:
        desk.session.switch_ledger(place)
        for kind in recording.kinds().values():
            if place.kind in kind.ledgers:
                page = desk.page("record")
                went(qtbot, desk, "record", kind.id)
                page.form.show_details(shown=True)
                assert page.form.title.isVisible(), kind.id
                assert accounting_words("\n".join(texts(page))) == [], kind.id
                assert pages.nameless(page) == [], kind.id


def test_no_list_of_all_kinds_says_them(qtbot: QtBot, desk: Desk) -> None:
    for place in desk.session.ledgers:
        desk.session.switch_ledger(place)
        for side in ("in", "out", "move"):
            page = desk.page("record")
            went(qtbot, desk, "record", side)
            page.tiles.show_all(shown=True)
            assert heard(desk) == []
            assert pages.nameless(page) == []


def test_no_record_that_is_opened_says_them(qtbot: QtBot, desk: Desk) -> None:
    with desk.session.book.read() as reader:
        kinds: dict[str, int] = {}
        for place in desk.session.ledgers:
            for entry in ledger.journal_page(reader, place, Period(date(2026, 1, 1), TODAY), 0, 5_000):
                kinds[f"{entry.kind} {entry.reversed_by is None} {entry.corrects is None}"] = entry.id
    for key in kinds.values():
        dialog = EntryDialog(desk.session, key, desk)
        dialog.open()
        assert heard(desk) == [], kinds
        assert pages.nameless(dialog) == [], kinds
        dialog.ask_to_take_back()
        assert heard(desk) == [], kinds
        close_all_above(desk.window())


def test_no_list_or_menu_says_them(qtbot: QtBot, desk: Desk, kind: str) -> None:
    home = went(qtbot, desk, "home")
    cash_book = desk.page("cash_book")
    reports = desk.page("reports")
    opened: list[tuple[str, Callable[[], object]]] = [
        ("home", desk.open_ledger_menu),
        ("home", desk.open_menu),
        ("cash_book", cash_book.period.open_list),
        ("reports", reports.choices.period.open_list),
        ("reports", reports.save.click),
    ]
    if "empty" not in kind:
        rows = cash_book.register.table.rows

        def open_row() -> None:
            keys = [rows.row(place).key for place in range(rows.rowCount())]
            cash_book._open_menu(next(key for key in keys if isinstance(key, LineKey)), QPoint(0, 0))

        opened += [("cash_book", open_row), ("home", home.chart.chart.figures.click)]
    for page, act in opened:
        went(qtbot, desk, page)
        act()
        assert heard(desk) == []
        close_all_above(desk.window())


def test_no_report_on_the_page_says_them(qtbot: QtBot, desk: Desk) -> None:
    for place in desk.session.ledgers:
        desk.session.switch_ledger(place)
        page = went(qtbot, desk, "reports")
        names = page.choices.name  # type: ignore[attr-defined] # of the reports page
        for number in range(names.count()):
            names.setCurrentIndex(number)
            assert heard(desk) == [], names.currentText()


def test_what_went_wrong_is_said_without_them(desk: Desk) -> None:
    desk.show_trouble((Problem("odd", "This could not be done. Try it again."),))
    assert heard(desk) == []
    assert all(pages.nameless(above) == [] for above in windows_above(desk.window()))


def test_a_narrow_window_with_large_text_names_and_says_the_same(qtbot: QtBot, desk: Desk) -> None:
    window = desk.window()
    assert isinstance(window, MainWindow)
    window.dress(type(window.theme)("light", 1.5, window.theme.ledger))
    window.resize(1024, 600)
    for page in OTHERS:
        shown = went(qtbot, desk, page)
        assert heard(desk) == []
        assert pages.nameless(shown) == []
        assert window.size().toTuple() == (1024, 600), page


def test_the_start_page_names_its_controls_and_says_none_of_them(qtbot: QtBot, qapp: QApplication) -> None:
    page = StartPage(translator("id"), FixedClock(TODAY), Tasks(inline=True))
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    for whose in ("group", "family"):
        page.form.whose.part(whose).click()
        read = list(texts(page))
        assert {"Buku baru", "Buku yang sudah ada", "Coba dengan contoh"} <= set(read)
        assert accounting_words("\n".join(read)) == []
        assert pages.nameless(page) == []
    assert all(field.accessibleName() for field in page.findChildren(QLineEdit) if field.isVisible())
