"""The workbook of a whole ledger, read back with another library."""

import errno
import gc
import io
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kpmbooks import house, ledger, recording, statements
from kpmbooks.book import Book
from kpmbooks.exchange.understanding import Understood, understand
from kpmbooks.i18n import translator
from kpmbooks.problems import Cancelled
from kpmbooks.progress import Progress
from kpmbooks.recording import kind_name
from reports import ReportHead
from reports.workbook import write_workbook
from tests.books import JANUARY, START, TODAY, family, group, own, record
from tests.lived_in import NASTY, lived_in
from tests.test_history import Meant
from tests.test_history import act as live_a_day

_ = translator("id")
HEADINGS = [
    "Tanggal", "No.", "Jenis catatan", "Uraian", "Dengan siapa", "Masuk", "Keluar", "Saldo", "Sumber", "Pembetulan",
]  # fmt: skip


def written(
    book: Book, today: date = TODAY, progress: Progress | None = None, stream: io.BytesIO | None = None
) -> bytes:
    stream = stream or io.BytesIO()
    with book.read() as reader:
        place = own(reader)
        cash = ledger.find_account(reader, place, "Kas")
        head = ReportHead(book.owner.name, JANUARY, practice=book.owner.practice, sector=book.owner.sector)
        write_workbook(reader, place, cash, head, stream, _, today=today, progress=progress)
    return stream.getvalue()


def cash_lines(content: bytes, sheet: int = 0) -> list[dict[str, Any]]:
    """The lines of a cash sheet below its headings, by heading."""
    rows = list(load_workbook(io.BytesIO(content)).worksheets[sheet].iter_rows(values_only=True))
    head = next(nth for nth, row in enumerate(rows) if row[0] == "Tanggal")
    assert list(rows[head]) == HEADINGS
    return [dict(zip(HEADINGS, row, strict=True)) for row in rows[head + 1 :]]


def test_there_is_a_sheet_for_every_report_and_the_cash_book_is_first() -> None:
    with group() as book:
        record(book, "jual_tunai", amount=70_000)
        record(book, "tabungan_masuk", amount=25_000, party="Ibu Dewi")
        found = load_workbook(io.BytesIO(written(book)))
    assert found.sheetnames == [
        "Buku Kas",
        "Untung Rugi",
        "Harta, Utang, dan Modal",
        "Arus Kas",
        "Untung, tapi kok tidak ada uang",
        "Neraca Saldo",
        "Buku Kas, Kas tabungan",
    ]
    for sheet in found.worksheets:
        first = next(row[0] for row in sheet.iter_rows() if row[0].fill.fgColor.rgb == "00EDEDED")
        assert sheet.freeze_panes == f"A{first.row + 1}", sheet.title


def test_the_cash_sheet_says_what_the_cash_book_says(tmp_path: Path) -> None:
    lived_in(tmp_path / "x.kpm")
    with house.open_book(tmp_path / "x.kpm") as book:
        lines = [line for line in cash_lines(written(book)) if line["Tanggal"]]
        with book.read() as reader:
            place = own(reader)
            cash = statements.cash_book(reader, place, ledger.find_account(reader, place, "Kas"), JANUARY)
            rows = [row for row in cash.rows if not row.struck]
            closing = int(cash.closing)
    counted = [line for line in lines if not str(line["Uraian"]).endswith("]")]
    by_number: dict[str, list[dict[str, Any]]] = {}
    for line in counted:
        by_number.setdefault(line["No."], []).append(line)
    assert list(by_number) == [row.number for row in rows]
    for row in rows:
        one = by_number[row.number]
        assert sum(line["Masuk"] or 0 for line in one) == row.money_in
        assert sum(line["Keluar"] or 0 for line in one) == row.money_out
        assert one[-1]["Saldo"] == row.balance
        assert {line["Tanggal"] for line in one} == {datetime(row.day.year, row.day.month, row.day.day)}  # noqa: DTZ001
        assert all(isinstance(line["Masuk"] or line["Keluar"], int) for line in one)
    running = 0
    for line in counted:
        assert bool(line["Masuk"]) != bool(line["Keluar"])
        running += (line["Masuk"] or 0) - (line["Keluar"] or 0)
        assert line["Saldo"] == running
    # 405.001 after the first weeks; 150.000 for the wok and 20.000 that were lent went out
    assert running == closing == 235_001


def test_what_was_crossed_out_is_shown_and_adds_to_nothing(tmp_path: Path) -> None:
    lived_in(tmp_path / "x.kpm")
    with house.open_book(tmp_path / "x.kpm") as book:
        lines = cash_lines(written(book))
    struck = [line for line in lines if line["Saldo"] is None]
    assert [line["Masuk"] or line["Keluar"] for line in struck] == ["50.000", "22.000", "75.000", "4.000"]
    assert struck[0]["Uraian"] == f"'{NASTY.strip()} [Dibetulkan jadi no. 2026-B-007]"
    assert struck[1]["Uraian"].endswith(" [Dibatalkan]")
    corrected = next(line for line in lines if line["No."] == "2026-B-007")
    assert (corrected["Uraian"], corrected["Pembetulan"]) == (f"'{NASTY.strip()}", "Pembetulan no. 2026-B-003")


@given(seed=st.integers(0, 10**9), days=st.integers(1, 25))
@settings(max_examples=15)
def test_whatever_happened_the_sheet_comes_in_again_as_the_same_cash_book(seed: int, days: int) -> None:
    dice, meant = Random(seed), Meant()
    with family() as book:
        for _nth in range(days):
            live_a_day(book, meant, dice)
        understood = understand(written(book), "cash", name="buku.xlsx", today=TODAY)
        with book.read() as reader:
            place = own(reader)
            cash = statements.cash_book(reader, place, ledger.find_account(reader, place, "Kas"), JANUARY)
            rows = [row for row in cash.rows if not row.struck]
    assert isinstance(understood, Understood)
    assert understood.notes == ()
    told = [(line.day, line.text, line.amount, line.balance) for line in understood.lines if line.kind == "entry"]
    assert told == [
        (row.day, row.memo or kind_name(row.kind, "kuliner"), row.money_in - row.money_out, row.balance) for row in rows
    ]


def test_words_stand_alone_and_are_never_missing() -> None:
    with family() as book:
        record(book, "saldo_awal", bon=5_000)
        record(book, "terima_bayar_bon", amount=5_000, memo="bon Senin", party="Bu Yanti")
        record(book, "jual_tunai", amount=5_000)
        first, second, _total = cash_lines(written(book))
    assert (first["Jenis catatan"], first["Uraian"], first["Dengan siapa"]) == (
        "Terima bayar bon", "bon Senin", "Bu Yanti",
    )  # fmt: skip
    assert (second["Jenis catatan"], second["Uraian"]) == ("Jual tunai", "Jual tunai")


def test_nothing_in_it_runs() -> None:
    with family() as book:
        record(book, "jual_tunai", amount=5_000, memo='=HYPERLINK("http://x")')
        content = written(book)
        assert cash_lines(content)[0]["Uraian"] == '\'=HYPERLINK("http://x")'
    with ZipFile(io.BytesIO(content)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_it_reaches_from_the_start_of_the_book_to_its_latest_entry() -> None:
    with family() as book:
        record(book, "jual_tunai", amount=5_000, date=START)
        record(book, "jual_tunai", amount=7_000, date=date(2026, 2, 20))
        assert [line["Saldo"] for line in cash_lines(written(book))] == [5_000, 12_000, 12_000]


def test_a_book_without_an_entry_and_one_that_begins_tomorrow_have_their_sheets_too() -> None:
    with family() as book:
        for today in (TODAY, date(2025, 6, 30)):
            [total] = cash_lines(written(book, today))
            assert (total["Uraian"], total["Saldo"]) == ("Jumlah", 0)


def test_practice_says_so_on_every_sheet() -> None:
    with family(practice=True) as book:
        record(book, "jual_tunai", amount=5_000)
        for sheet in load_workbook(io.BytesIO(written(book))).worksheets:
            assert "LATIHAN, bukan catatan sungguhan" in {row[0] for row in sheet.iter_rows(values_only=True)}


def test_it_can_be_stopped() -> None:
    class Stopping:
        def report(self, done: int, total: int | None) -> None:
            raise Cancelled

    with family() as book:
        record(book, "jual_tunai", amount=5_000)
        with pytest.raises(Cancelled):
            written(book, progress=Stopping())


class FullDisk(io.BytesIO):
    """A disk that takes so many bytes and no more."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, content: Any) -> int:
        if self.tell() + len(content) > self._most:
            raise OSError(errno.ENOSPC, "full")
        return super().write(content)


def test_a_full_disk_is_told_once_and_leaves_nothing_open() -> None:
    with family() as book:
        record(book, "jual_tunai", amount=5_000)
        whole = len(written(book))
        for nth in range(20):
            with pytest.raises(OSError, match="full"):
                written(book, stream=FullDisk(whole * nth // 20))
            gc.collect()  # what was left open would complain here


def test_a_reversal_on_a_later_day_is_a_line_of_its_own() -> None:
    with family() as book:
        number = record(book, "jual_tunai", amount=5_000, date=START)
        with book.write() as tx:
            ledger.close_period(tx, own(tx), START)
            recording.reverse(tx, number, today=TODAY)
        lines = cash_lines(written(book))
    told = [(line["Masuk"], line["Keluar"], line["Saldo"]) for line in lines[:2]]
    assert told == [(5_000, None, 5_000), (None, 5_000, 0)]
    assert lines[1]["Pembetulan"] == f"Membatalkan no. {number}"
