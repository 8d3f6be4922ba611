"""Every print of a book as a file, for the tour: reports, blank sheets, the loan summary, the recovery sheet."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Final

from kpmbooks import examples, ledger
from kpmbooks.book import Book, Owner, Reader
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.storage import Key
from reports import GAME_NAMES, GROUP, LOAN, REPORTS, SHEETS, TRADE, ReportHead, Request, find_report
from reports.document import Document
from reports.recovery_sheet import sheets
from reports.render import pdf

PRINTS: Final[Mapping[str, str]] = {
    "buku-kas": "cash-book",
    "laporan-bulanan": "monthly",
    "untung-rugi": "income",
    "harta-utang-modal": "position",
    "arus-kas": "cash-flow",
    "untung-tapi-tidak-ada-uang": "why-no-cash",
    "neraca-saldo": "trial-balance",
}
"""The file of each report."""

OF_TRADE: Final[Mapping[str, str]] = {
    "laporan-usaha-sederhana": "simple-report",
    "penjualan-per-hari": "sales-by-weekday",
    "penjualan-per-barang": "sales-by-good",
    "untung-per-barang": "profit-per-good",
    "persediaan-barang": "stock",
    "kartu-stok": "stock-card",
    "modal-barang-laku": "cogs",
    "nota-titip-jual": "consignment-slip",
    "bon-dan-utang": "debts",
    "daftar-tagih": "collectors-list",
    "daftar-harga": "price-list",
    "daftar-alat": "equipment",
}
"""What is asked of trade; the names of parties are not ticked, as nobody's names are in what goes around."""

OF_GROUP: Final[Mapping[str, tuple[str, str]]] = {
    "daftar-anggota": ("members", "list"),
    "data-anggota": ("members", "more"),
    "susunan-pengurus": ("officers", "filled"),
    "daftar-hadir": ("attendance", "filled"),
    "daftar-hadir-tanda-tangan": ("attendance", "sign"),
    "buku-notulen": ("minutes-book", "filled"),
    "rekap-rapat": ("meeting-recap", "filled"),
    "buku-tamu-kosong": ("guest-book", "blank"),
    "buku-kas-kosong": ("cash-book-sheet", "blank"),
    "buku-tabungan": ("savings-book", "filled"),
    "buku-tabungan-kosong": ("savings-book", "blank"),
    "buku-iks": ("solidarity-book", "filled"),
    "buku-pinjaman": ("loans-book", "list"),
    "kartu-pinjaman": ("loans-book", "cards"),
    "slip-setoran-sebelum": ("payment-slips", "before-8"),
    "slip-setoran-sesudah": ("payment-slips", "after-4"),
    "slip-pembetulan": ("correction-slips", "4"),
    "kartu-anggota": ("member-cards", "8"),
    "buku-tabungan-anggota": ("passbooks", "filled"),
    "berita-acara-rapat": ("meeting-minutes", "filled"),
    "serah-terima-bendahara-kosong": ("treasurer-handover", "blank"),
    "bagi-hasil": ("sharing", "minutes"),
    "slip-bagi-hasil": ("sharing", "slips-8"),
    "penggunaan-bantuan": ("aid", ""),
    "daftar-arisan": ("arisan", ""),
}
"""The papers of a group: the file of each, its report and the form of it."""

OF_LOAN: Final[Mapping[str, str]] = {
    "ringkasan-usaha": "loan-summary",
    "permohonan-kelompok": "group-loan-request",
    "lembar-survei": "survey-sheet",
    "kartu-angsuran": "instalment-card",
    "lembar-sisihkan": "putting-aside",
    "perbandingan-pinjaman": "loan-comparison",
    "siap-disurvei": "survey-ready",
}
"""The papers of a loan; a family has all but the group's request."""

OF_LEARNING: Final[Mapping[str, str]] = {
    "lembar-kerja": "lesson-worksheet",
    "kunci-jawaban": "lesson-key",
    "slip-latihan": "lesson-slips",
    "kartu-a-b": "lesson-cards",
    "poster-aturan": "lesson-poster",
    "pelajaran-di-kertas": "lesson-plan",
    "formulir-tanpa-laptop": "lesson-form",
    "daftar-hadir-pelajaran": "lesson-attendance",
    "paket-kelas": "class-pack",
    "laporan-kelas": "class-report",
    "permainan-pasar": "game-papers",
    "sesudah-permainan": "game-result",
}
"""The papers of a lesson and of the market game."""

OF_SESSIONS: Final[Mapping[str, str]] = {"catatan-sesi": "lesson-record", "surat-tanda-belajar": "lesson-certificate"}
"""The papers of sessions that were held; the example of a family has none."""

LESSON: Final = "PB-2"
BLANKS: Final[Mapping[str, str]] = {"lembar-harian": "daily-sheet", "lembar-mingguan": "weekly-sheet"}
HOUR: Final = time(10, 50)
_OF_ONE_LESSON: Final = frozenset(OF_LEARNING.values()) - {"class-report", *GAME_NAMES}
_KEY: Final = Key(bytes(range(32)), bytes(16))  # of no book: the words on the sheet open nothing


def names(of: examples.Of) -> tuple[str, ...]:
    """The files of all prints of a book."""
    own = (*OF_GROUP, *OF_SESSIONS) if of == "group" else ()
    loans = (name for name, report in OF_LOAN.items() if of == "group" or report != "group-loan-request")
    always = (*PRINTS, *OF_TRADE, *BLANKS, *OF_LEARNING)
    return tuple(f"{name}-{of}.pdf" for name in (*always, *loans, *own, "lembar-pemulihan"))


def draw(book: Book, folder: Path, month: Period, wanted: Callable[[str], bool]) -> None:
    """Draw what is ``wanted`` of the prints of ``book`` into ``folder``: the month's, and the loan's up to its end."""
    of = book.owner.kind
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        for name, document in _documents(reader, place, book.owner, month, wanted):
            pdf.render(document, folder / f"{name}-{of}.pdf", invariant=True)


def _documents(
    reader: Reader, place: LedgerRef, owner: Owner, month: Period, wanted: Callable[[str], bool]
) -> Iterator[tuple[str, Document]]:
    _ = translator("id")
    printed = datetime.combine(month.last, HOUR, UTC)
    head = ReportHead(owner.name, month, printed, practice=owner.practice, sector=owner.sector)
    request = Request(place, ledger.find_account(reader, place, "Kas"), month)
    for name, report in {**PRINTS, **OF_TRADE, **BLANKS}.items():
        if wanted(f"{name}-{owner.kind}.pdf"):
            known = REPORTS.get(report) or TRADE.get(report) or SHEETS[report]
            yield name, known.document(known.statement(reader, request), head, _)
    for name, (report, form) in OF_GROUP.items() if owner.kind == "group" else ():
        if wanted(f"{name}-group.pdf"):
            paper = GROUP[report]
            wish = replace(request, asked={"form": form} if form else {})
            yield name, paper.document(paper.statement(reader, wish), head, _)
    span = Period(owner.start, month.last)
    for name, report in OF_LOAN.items():
        paper = LOAN[report]
        if paper.offered(reader, place) and wanted(f"{name}-{owner.kind}.pdf"):
            value = paper.statement(reader, replace(request, period=span))
            yield name, paper.document(value, replace(head, period=span), _)
    for name, report in {**OF_LEARNING, **(OF_SESSIONS if owner.kind == "group" else {})}.items():
        of_learning = find_report(report) if wanted(f"{name}-{owner.kind}.pdf") else None
        if of_learning is not None:
            wish = replace(request, period=span, asked={"lesson": LESSON} if report in _OF_ONE_LESSON else {})
            yield name, of_learning.document(of_learning.statement(reader, wish), replace(head, period=span), _)
    if wanted(f"lembar-pemulihan-{owner.kind}.pdf"):
        yield "lembar-pemulihan", sheets(owner, _KEY, printed, _)[0]
