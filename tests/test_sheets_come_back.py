"""What goes out as a spreadsheet comes in again as the same cash book, crossed-out pairs and all."""

from datetime import date
from pathlib import Path

import pytest

from kpmbooks import house, ledger, recording, statements
from kpmbooks.book import Book
from kpmbooks.exchange.importing import Options, take
from kpmbooks.exchange.understanding import Understood, understand
from tests.books import JANUARY, START, TODAY, group, own, record
from ui.__main__ import main

Line = tuple[date, int, int, int | None]


def filled(path: Path) -> None:
    """A month with a mistake taken back, another corrected, odd words, and money in two places."""
    with group(path) as book:
        record(book, "saldo_awal", cash="500.000", bank="2jt", date=START)
        record(book, "jual_tunai", amount="25.000", memo='Kos Bu Wati; 10 kilo, "cepat"', date=date(2026, 1, 5))
        mistaken = record(book, "jual_tunai", amount="99.000", memo="Salah tulis", date=date(2026, 1, 5))
        wrong = record(book, "uang_keluar_lain", amount="7.500", memo="Parkir", date=date(2026, 1, 6))
        record(book, "uang_keluar_lain", amount="600.000", date=date(2026, 1, 7))
        record(book, "pindah_uang", amount="300rb", **{"from": "Bank", "to": "Kas"}, date=date(2026, 1, 8))
        with book.write() as tx:
            recording.reverse(tx, mistaken, today=TODAY)
            recording.correct(tx, wrong, "uang_keluar_lain", {"amount": "5.000", "memo": "Parkir"}, today=TODAY)


def lines(book: Book) -> list[Line]:
    with book.read() as reader:
        kas = ledger.find_account(reader, own(reader), "Kas")
        statement = statements.cash_book(reader, own(reader), kas, JANUARY)
        return [
            (row.day, int(row.money_in), int(row.money_out), row.balance) for row in statement.rows if not row.struck
        ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("export", "asal.kpm", "--as", "xlsx", "-o"), "semua.xlsx"),
        (("report", "asal.kpm", "cash-book", "--format", "xlsx", "-o"), "kas.xlsx"),
        (("report", "asal.kpm", "cash-book", "--format", "csv", "-o"), "kas.csv"),
    ],
)
def test_a_cash_book_that_went_out_comes_in_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KPMBOOKS_HOME", str(tmp_path / "home"))
    filled(tmp_path / "asal.kpm")
    assert main(["--today", TODAY.isoformat(), *words, name]) == 0
    found = understand((tmp_path / name).read_bytes(), "cash", name=name, today=TODAY)
    assert isinstance(found, Understood), found
    assert not found.bad
    with house.open_book(tmp_path / "asal.kpm") as asal, group() as other:
        with other.write() as tx:
            take(tx, found, Options(own(tx), TODAY))
        assert lines(other) == lines(asal)
        assert len(lines(other)) == 5
