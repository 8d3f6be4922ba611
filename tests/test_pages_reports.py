"""The reports page: what is seen is what is printed; only what is really printed or saved gets a check code."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from kpmbooks import ledger
from kpmbooks.book import Book, prints
from kpmbooks.dates import Period
from kpmbooks.problems import Cancelled, Rejected
from kpmbooks.progress import NoProgress
from reports import REPORTS, Request
from tests import books, pages
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.pages.report_work import Wish, draw_preview, save
from ui.desktop.pages.reports import ReportsPage
from ui.desktop.pages.wishes import ReportWish
from ui.desktop.printing import printer_for
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import Theme, apply
from ui.desktop.widgets import Button

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

JANUARY = Period(date(2026, 1, 1), date(2026, 1, 31))


@pytest.fixture
def session() -> Iterator[Session]:
    made = pages.session_on(pages.laundry())
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, session: Session) -> ReportsPage:
    made = pages.shown(qtbot, qapp, session, ReportsPage)
    made.arrive(ReportWish("cash-book", JANUARY))
    return made


def seen(page: ReportsPage) -> str:
    """All that stands on the sheets of the preview."""
    document = page.paper.document
    return " ".join(" ".join(document.getAllText(nth).text().split()) for nth in range(document.pageCount()))


def words_of(pdf: Path) -> str:
    return " ".join(" ".join(sheet.extract_text().split()) for sheet in PdfReader(pdf).pages)


def listed(book: Book) -> int:
    with book.read() as reader:
        return int(reader.connection.exec_driver_sql("SELECT count(*) FROM prints").scalar() or 0)


def code_in(words: str) -> str:
    return words.split("Kode periksa ")[1].split()[0]


def cash_book_wish(book: Book) -> Wish:
    with book.read() as reader:
        where = ledger.default_ledger(reader)
        return Wish(
            book, REPORTS["cash-book"], Request(where, ledger.find_account(reader, where, "Kas"), JANUARY), "A4"
        )


def test_the_preview_shows_the_figures_and_has_no_code(page: ReportsPage, session: Session) -> None:
    words = seen(page)
    assert "Buku Kas" in words
    assert "807.000" in words
    assert "Dibetulkan jadi no. 2026-A-006" in words
    assert "Kode periksa" not in words
    assert "Dicetak" not in words
    assert listed(session.book) == 0


def test_every_report_but_the_accountants_can_be_seen(page: ReportsPage) -> None:
    told = {}
    for place in range(page.choices.name.count()):
        page.choices.name.setCurrentIndex(place)
        told[page.choices.name.currentText()] = page.paper.document.pageCount()
    assert set(told) == {
        "Buku Kas",
        "Laporan Bulanan",
        "Untung Rugi",
        "Harta, Utang, dan Modal",
        "Arus Kas",
        "Untung, tapi kok tidak ada uang?",
        "Laporan Usaha Sederhana",
        "Penjualan per Hari",
    }
    assert all(count >= 1 for count in told.values())


def test_another_month_is_another_report(page: ReportsPage) -> None:
    page.choices.period.later.click()
    assert "787.000" in seen(page)
    assert "266.000" not in seen(page)


def test_one_purse_is_reported_alone(page: ReportsPage, session: Session) -> None:
    books.record(session.book, "tabungan_masuk", amount=25_000, party="Ibu Dewi", date="9/1/2026")
    page.choices.name.set_current("position")
    assert "832.000" in seen(page)  # 807.000 and the savings
    page.choices.fund.setCurrentIndex(page.choices.fund.findText("Kantong tabungan"))
    page.choices.fund.activated.emit(page.choices.fund.currentIndex())
    assert "25.000" in seen(page)
    assert "832.000" not in seen(page)


def test_a_saved_pdf_has_the_figures_and_a_code_that_the_book_knows(
    page: ReportsPage, session: Session, tmp_path: Path
) -> None:
    page.work.save_as(tmp_path / "buku.pdf", "pdf")
    words = words_of(tmp_path / "buku.pdf")
    assert "807.000" in words
    assert "1.051.000" in words
    with session.book.read() as reader:
        known = prints.find(reader, code_in(words))
    assert known is not None
    assert known.report == "cash-book"
    assert page.told.words() == f"Tersimpan: buku.pdf, di {tmp_path.name}"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["buku.pdf"]


def test_the_same_figures_saved_again_have_the_same_code(page: ReportsPage, session: Session, tmp_path: Path) -> None:
    page.work.save_as(tmp_path / "one.pdf", "pdf")
    page.work.save_as(tmp_path / "two.pdf", "pdf")
    assert code_in(words_of(tmp_path / "one.pdf")) == code_in(words_of(tmp_path / "two.pdf"))
    assert listed(session.book) == 1


def test_a_saved_workbook_has_real_numbers(page: ReportsPage, tmp_path: Path) -> None:
    page.work.save_as(tmp_path / "buku.xlsx", "xlsx")
    cells = [cell for row in load_workbook(tmp_path / "buku.xlsx").worksheets[0].values for cell in row]
    assert 1_051_000 in cells
    assert 807_000 in cells


def test_csv_is_saved_without_a_code(page: ReportsPage, session: Session, tmp_path: Path) -> None:
    page.work.save_as(tmp_path / "buku.csv", "csv")
    lines = (tmp_path / "buku.csv").read_text(encoding="utf-8-sig").splitlines()
    assert any("266000" in line and "666000" in line for line in lines)
    assert listed(session.book) == 0


def test_a_practice_book_prints_its_practice_and_no_code(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    session = pages.session_on(pages.laundry(practice=True))
    page = pages.shown(qtbot, qapp, session, ReportsPage)
    page.work.save_as(tmp_path / "latihan.pdf", "pdf")
    words = words_of(tmp_path / "latihan.pdf")
    assert "LATIHAN, bukan catatan sungguhan" in words
    assert "Kode periksa" not in words
    assert listed(session.book) == 0
    session.close()


def test_a_print_stays_indonesian_when_the_window_is_english(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    session = pages.session_on(pages.laundry(), language="en")
    page = pages.shown(qtbot, qapp, session, ReportsPage)
    page.arrive(ReportWish("cash-book", JANUARY))
    assert page.print.label() == "Print"
    page.work.save_as(tmp_path / "buku.pdf", "pdf")
    words = words_of(tmp_path / "buku.pdf")
    assert "Sisa sebelum 1 Januari 2026" in words
    assert "Left before" not in words
    session.close()


@pytest.mark.parametrize(("size", "width", "height"), [("A4", 210, 297), ("F4", 215, 330)])
def test_a_print_goes_out_page_by_page_on_the_chosen_paper(
    size: str, width: int, height: int, page: ReportsPage, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page.choices.size.part(size).click()
    printer = printer_for("F4" if size == "F4" else "A4", "Buku Kas")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    page.work.print_to(printer)
    qtbot.waitUntil(lambda: page.told.words() == "Sudah dikirim ke printer.")
    sheets = PdfReader(tmp_path / "paper.pdf").pages
    assert len(sheets) == page.paper.document.pageCount()
    box = sheets[0].mediabox
    assert (round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72)) == (width, height)
    assert len(sheets[0].images) == 1
    assert listed(session.book) == 1


def test_only_the_chosen_pages_are_printed(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    session = pages.session_on(pages.many_sales(300))
    page = pages.shown(qtbot, qapp, session, ReportsPage)
    page.arrive(ReportWish("cash-book", JANUARY))
    assert page.paper.document.pageCount() > 3
    printer = printer_for("A4", "Buku Kas")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    page.work.print_to(printer)
    qtbot.waitUntil(lambda: bool(page.told.words()))
    assert len(PdfReader(tmp_path / "paper.pdf").pages) == 2
    session.close()


@pytest.mark.qt_log_ignore("QPainter::begin", "This plugin does not support", extend=True)
def test_a_printer_that_takes_nothing_is_told_and_no_print_is_listed(
    page: ReportsPage, session: Session, tmp_path: Path
) -> None:
    printer = printer_for("A4", "Buku Kas")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "paper.pdf"))
    page.work.print_to(printer)
    assert page.told.words() == "Printer tidak menjawab. Periksa, lalu cetak lagi."
    assert listed(session.book) == 0


def test_a_book_is_never_overwritten(page: ReportsPage, session: Session, tmp_path: Path) -> None:
    books.family(tmp_path / "siti.kpm").close()
    before = (tmp_path / "siti.kpm").read_bytes()
    (tmp_path / "laporan.pdf").write_bytes(before)
    for name in ("siti.kpm", "laporan.pdf"):
        page.work.save_as(tmp_path / name, "pdf")
        assert page.told.words() == f"{name} adalah file buku, dan file buku tidak pernah ditimpa. Pilih nama lain."
        assert (tmp_path / name).read_bytes() == before
    assert listed(session.book) == 0


def test_a_folder_that_is_not_there_is_told(page: ReportsPage, tmp_path: Path) -> None:
    page.work.save_as(tmp_path / "no such folder" / "buku.pdf", "pdf")
    assert page.told.words() == "buku.pdf tidak bisa disimpan di situ. Pilih folder atau nama lain."
    assert page.print.isEnabled()


class StopsAtOnce:
    def report(self, done: int, total: int | None) -> None:
        raise Cancelled


@pytest.mark.parametrize("wanted", ["pdf", "xlsx", "csv"])
def test_what_is_stopped_leaves_no_file_and_no_code(wanted: str, session: Session, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        save(cash_book_wish(session.book), tmp_path / f"buku.{wanted}", wanted, pages.TODAY, StopsAtOnce())  # type: ignore[arg-type] # parametrized
    assert list(tmp_path.iterdir()) == []
    assert listed(session.book) == 0


def test_an_older_print_survives_one_that_cannot_be_written(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "buku.pdf"
    target.write_bytes(b"%PDF-older")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Rejected) as refused:
        save(cash_book_wish(session.book), target, "csv", pages.TODAY, NoProgress())
    assert refused.value.problems[0].code == "save-no-room"
    assert target.read_bytes() == b"%PDF-older"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["buku.pdf"]


def test_a_preview_beside_the_window_comes_when_it_is_ready(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    session = pages.session_on(pages.laundry(tmp_path / "melati.kpm"))
    tasks = Tasks()
    page = pages.shown(qtbot, qapp, session, ReportsPage, tasks=tasks)
    page.arrive(ReportWish("cash-book", JANUARY))
    qtbot.waitUntil(lambda: page.paper.document.pageCount() == 1)
    assert "807.000" in seen(page)
    tasks.close()
    session.close()


class OpenWork(QObject):
    """Tasks whose work never ends by itself; what was asked of it is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.cancelled = 0
        self.answers: list[object] = []

    def run(self, work: object, done: object, failed: object = None, progressed: object = None) -> "OpenWork":
        self.answers.append(done)
        return self

    def cancel(self) -> None:
        self.cancelled += 1


def test_long_work_says_how_far_it_is_and_can_be_stopped(qtbot: QtBot, qapp: QApplication, session: Session) -> None:
    work = OpenWork()
    page = pages.shown(qtbot, qapp, session, ReportsPage, tasks=work)  # type: ignore[arg-type] # only ``run`` is used
    qtbot.waitUntil(page.drawing.is_speaking)
    page.drawing.tell(12, 40)
    card = page.drawing._card
    assert card is not None
    assert card.how_far.text() == "halaman 12 dari 40"
    card.cancel.click()
    assert work.cancelled == 1
    assert not page.drawing.is_speaking()
    assert page.told.words() == "Laporan tidak jadi dibuat."


def test_what_is_no_longer_wanted_is_not_shown(qtbot: QtBot, qapp: QApplication, session: Session) -> None:
    work = OpenWork()
    page = pages.shown(qtbot, qapp, session, ReportsPage, tasks=work)  # type: ignore[arg-type] # only ``run`` is used
    late = work.answers[-1]
    page.choices.name.set_current("income")
    assert work.cancelled >= 1
    assert callable(late)
    late(draw_preview(cash_book_wish(session.book), NoProgress()))
    assert page.paper.document.pageCount() == 0


def test_leaving_the_page_stops_drawing_so_that_the_book_is_free(
    qtbot: QtBot, qapp: QApplication, session: Session
) -> None:
    work = OpenWork()
    page = pages.shown(qtbot, qapp, session, ReportsPage, tasks=work)  # type: ignore[arg-type] # only ``run`` is used
    page.hide()
    assert work.cancelled == 1
    page.show()
    assert len(work.answers) == 2


def test_an_empty_book_has_nothing_to_print(qtbot: QtBot, qapp: QApplication) -> None:
    session = pages.session_on(books.group())
    page = pages.shown(qtbot, qapp, session, ReportsPage)
    assert page.empty.isVisible()
    assert not page.paper.isVisible()
    assert (page.print.isEnabled(), page.save.isEnabled()) == (False, False)
    books.record(session.book, "jual_tunai", amount=7_000, date="1/2/2026")
    assert page.paper.document.pageCount() >= 1
    assert page.print.isEnabled()
    session.close()


def test_the_keyboard_alone_chooses_a_report_and_a_kind_of_file(page: ReportsPage, qtbot: QtBot) -> None:
    page.choices.names.setFocus()
    QTest.keyClick(page.choices.names, Qt.Key.Key_Down)
    QTest.keyClick(page.choices.names, Qt.Key.Key_Down)
    assert page.choices.report().name == "income"
    assert "Untung Rugi" in seen(page)
    page.save.setFocus()
    QTest.keyClick(page.save, Qt.Key.Key_Return)
    choice = pages.part(page, CardDialog, "reports_formats")
    offered = [pages.part(choice, Button, f"reports_{kind}").label() for kind in ("pdf", "xlsx", "csv")]
    assert offered == ["PDF", "Excel (XLSX)", "CSV"]
    assert pages.nameless(choice) == []
    QTest.keyClick(pages.part(choice, Button, "reports_pdf"), Qt.Key.Key_Return)
    dialog = pages.part(page, QFileDialog, "reports_file")
    assert dialog.isVisible()
    assert Path(dialog.selectedFiles()[0]).name == "Untung Rugi KUBE Melati Januari 2026.pdf"
    dialog.close()


def test_printing_opens_the_printers_dialog_without_holding_the_window(page: ReportsPage) -> None:
    page.print.click()
    dialog = pages.part(page, QPrintDialog, "reports_printer")
    assert dialog.isVisible()
    dialog.close()


def test_the_paper_is_moved_by_keys(qtbot: QtBot, qapp: QApplication) -> None:
    session = pages.session_on(pages.many_sales(300))
    page = pages.shown(qtbot, qapp, session, ReportsPage)
    page.arrive(ReportWish("cash-book", JANUARY))
    bar = page.paper.verticalScrollBar()
    QTest.keyClick(page.paper, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    QTest.keyClick(page.paper, Qt.Key.Key_Home)
    assert bar.value() == 0
    session.close()


def test_privacy_covers_the_paper_too(qtbot: QtBot, qapp: QApplication, page: ReportsPage) -> None:
    plain = page.paper.viewport().grab().toImage()
    apply(qapp, Theme(private=True))
    covered = page.paper.viewport().grab().toImage()
    apply(qapp, Theme())
    assert covered != plain
    assert dark_pixels(covered) < dark_pixels(plain) / 4


def dark_pixels(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).lightness() < 100
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def test_a_screen_reader_hears_the_first_page(page: ReportsPage) -> None:
    assert "807.000" in page.paper.accessibleDescription()


def test_everything_that_can_be_pressed_has_a_name(page: ReportsPage) -> None:
    assert pages.nameless(page) == []


@pytest.mark.parametrize("width", [680, 900, 1162])
def test_no_control_lies_outside_of_the_page(width: int, page: ReportsPage, qtbot: QtBot) -> None:
    page.resize(width, 560)
    qtbot.waitUntil(lambda: page.width() == width)
    for button in (page.print, page.save, page.choices.period.later):
        right = button.mapTo(page, button.rect().topRight()).x()
        assert button.isVisible()
        assert right < width
