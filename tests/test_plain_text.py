"""Journals as text: beancount and hledger read them without a word of complaint and come to the book's own balances.

They add up by themselves; nothing of that is ours.
"""

import contextlib
import csv
import io
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from beancount import loader
from beancount.core.data import Commodity, Open, Transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from kpmbooks import house, ledger, recording, trade
from kpmbooks.book import Book, Reader
from kpmbooks.exchange.account_paths import beancount_part, hledger_part
from kpmbooks.exchange.plain_text import write_beancount, write_hledger
from kpmbooks.i18n import translator
from kpmbooks.ledger import NewAccount
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected
from tests.books import START, TODAY, balance, family, group, own, record
from tests.campaign import trade_histories
from tests.lived_in import NASTY, lived_in
from tests.test_history import Meant
from tests.test_history import act as live_a_day

_ = translator("id")
HLEDGER = shutil.which("hledger")


def text(book: Book, write: Callable[..., None] = write_beancount, ledger_name: str | None = None) -> str:
    stream = io.BytesIO()
    with book.read() as reader:
        write(reader, ledger.find_ledger(reader, ledger_name), stream, _)
    return stream.getvalue().decode()


def read_by_beancount(told: str) -> list[Any]:
    entries, errors, _options = loader.load_string(told)
    assert errors == []
    return list(entries)


def added_by_beancount(told: str) -> dict[str, int]:
    """Balances by the true names of the accounts, which their opening carries."""
    sums: Counter[str] = Counter()
    entries = read_by_beancount(told)
    names = {one.account: one.meta["name"] for one in entries if isinstance(one, Open)}
    for entry in entries:
        if isinstance(entry, Transaction):
            for posting in entry.postings:
                assert posting.units is not None
                assert posting.units.currency == "IDR"
                sums[names[posting.account]] += int(posting.units.number)
    return {name: amount for name, amount in sums.items() if amount}


def added_by_hledger(told: str, folder: Path) -> dict[str, int]:
    """Balances by the last part of the accounts' paths; everywhere else the checks of this test are beancount's."""
    file = folder / "buku.journal"
    file.write_text(told, "utf-8")

    def asked(*words: str) -> str:
        assert HLEDGER is not None
        said = subprocess.run(
            [HLEDGER, "-f", str(file), *words],
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert (said.returncode, said.stderr) == (0, "")
        return said.stdout

    asked("check", "--strict", "ordereddates", "uniqueleafnames")
    rows = csv.reader(io.StringIO(asked("balance", "--flat", "--no-total", "-O", "csv")))
    next(rows)
    return {path.rpartition(":")[2]: int(amount.removesuffix(" IDR")) for path, amount in rows}


def in_the_book(book: Book, ledger_name: str | None = None) -> dict[str, int]:
    with book.read() as reader:
        place = ledger.find_ledger(reader, ledger_name)
        found = {one.name: balance(reader, one.name, place) for one in ledger.accounts(reader, place)}
    return {name: amount for name, amount in found.items() if amount}


# The same balances


@given(seed=st.integers(0, 10**9), days=st.integers(1, 15))
@settings(max_examples=12)
def test_whatever_happened_others_come_to_the_same_balances(
    tmp_path_factory: pytest.TempPathFactory, seed: int, days: int
) -> None:
    dice = Random(seed)
    with family() as book:
        meant = Meant()
        for _nth in range(days):
            live_a_day(book, meant, dice)
        expected = in_the_book(book)
        assert added_by_beancount(text(book)) == expected
        if HLEDGER is not None:
            assert added_by_hledger(text(book, write_hledger), tmp_path_factory.mktemp("hledger")) == expected


@pytest.mark.parametrize("seed", range(3))
def test_goods_and_debts_come_to_the_same_balances(tmp_path: Path, seed: int) -> None:
    dice = Random(seed)
    with trade_histories.made() as book:
        for _nth in range(40):
            kind = dice.choice(trade_histories.KINDS)
            with contextlib.suppress(Rejected), book.write() as tx:
                trade.record(tx, kind, trade_histories.answers(dice, kind), ledger=own(tx), today=TODAY)
            if dice.random() < 0.1:
                with book.write() as tx:
                    recording.undo(tx, today=TODAY)
        expected = in_the_book(book)
        assert {"Persediaan dagangan", "Bon pelanggan"} & expected.keys()
        assert added_by_beancount(text(book)) == expected
        if HLEDGER is not None:
            assert added_by_hledger(text(book, write_hledger), tmp_path) == expected


@pytest.mark.parametrize("name", ["Gorengan Bu Siti", "Keluarga Bu Siti"])
def test_a_book_in_which_everything_happened(tmp_path: Path, name: str) -> None:
    lived_in(tmp_path / "x.kpm")
    with house.open_book(tmp_path / "x.kpm") as book:
        expected = in_the_book(book, name)
        assert added_by_beancount(text(book, ledger_name=name)) == expected
        if HLEDGER is not None:
            assert added_by_hledger(text(book, write_hledger, name), tmp_path) == expected


def test_a_group_has_its_purses_in_the_middle(tmp_path: Path) -> None:
    with group() as book:
        record(book, "tabungan_masuk", amount=25_000, party="Ibu Dewi")
        record(book, "jual_tunai", amount=70_000)
        entries = read_by_beancount(text(book))
        paths = {one.account for one in entries if isinstance(one, Open)}
        assert {"Assets:Usaha:Kas", "Assets:Tabungan:Kas-tabungan", "Income:Usaha:Penjualan"} <= paths
        assert added_by_beancount(text(book)) == in_the_book(book)
        assert "account Assets:Tabungan:Kas tabungan  ; type: C\n" in text(book, write_hledger)
        if HLEDGER is not None:
            assert added_by_hledger(text(book, write_hledger), tmp_path) == in_the_book(book)


def test_a_book_without_an_entry_is_read_too(tmp_path: Path) -> None:
    with family() as book:
        assert added_by_beancount(text(book)) == {}
        if HLEDGER is not None:
            assert added_by_hledger(text(book, write_hledger), tmp_path) == {}


# What others read


def test_every_account_opens_on_the_first_day_with_its_true_name() -> None:
    with family() as book:
        entries = read_by_beancount(text(book))
        with book.read() as reader:
            names = {one.name for one in ledger.accounts(reader, own(reader))}
    opened = [one for one in entries if isinstance(one, Open)]
    assert {one.meta["name"] for one in opened} == names
    assert {(one.date, *one.currencies) for one in opened} == {(START, "IDR")}
    assert [(one.currency, one.date) for one in entries if isinstance(one, Commodity)] == [("IDR", START)]
    assert "Expenses:Gas-listrik-air" in {one.account for one in opened}


def test_reversals_stand_beside_what_they_take_back() -> None:
    with family() as book:
        number = record(book, "jual_tunai", amount=5_000)
        with book.write() as tx:
            recording.reverse(tx, number, today=TODAY)
        first, second = (one for one in read_by_beancount(text(book)) if isinstance(one, Transaction))
        assert (first.meta["number"], second.meta["reverses"]) == (number, number)
        assert "kind: jual_tunai, source: typed, reverses: 2026-A-001" in text(book, write_hledger)


def test_every_word_that_a_person_wrote_arrives_in_beancount() -> None:
    with family() as book:
        record(book, "jual_belum_dibayar", amount=1_000, memo=NASTY, party='Bu "Yanti" | RT 05; \\n')
        [found] = (one for one in read_by_beancount(text(book)) if isinstance(one, Transaction))
    assert found.narration.endswith(f": {NASTY.strip()}")
    assert found.payee == 'Bu "Yanti" | RT 05; \\n'


def _journal_entry(book: Book, memo: str, lines: dict[str, int]) -> None:
    with book.write() as tx:
        place = own(tx)
        found = [(ledger.find_account(tx, place, name), Rupiah(amount)) for name, amount in lines.items()]
        recording.record_journal(tx, place, date(2026, 1, 3), found, memo=memo)


@pytest.mark.parametrize(
    "memo",
    [
        "dua\nbaris\tdan tab",
        "\n2026-01-01 * luar\n    Assets:Kas  5 IDR",
        "; komentar",
        "=(a) ! [2026/1/1]",
        "\r\n\\",
    ],
)
def test_lines_and_signs_in_a_memo_make_no_directive(tmp_path: Path, memo: str) -> None:
    with family() as book:
        _journal_entry(book, memo, {"Kas": 7_000, "Penjualan": -7_000})
        entries = [one for one in read_by_beancount(text(book)) if isinstance(one, Transaction)]
        assert [one.narration for one in entries] == [f"Catatan umum: {memo}"]
        if HLEDGER is not None:
            assert added_by_hledger(text(book, write_hledger), tmp_path) == {"Kas": 7_000, "Penjualan": -7_000}


def test_names_that_become_alike_are_numbered(tmp_path: Path) -> None:
    names = ("Kas (lama)", "Kas lama", "Kas: lama", "kas - lama!", "-", "=2+2", "Ünal ½", "銀行", "‰")
    with family() as book:
        with book.write() as tx:
            for nth, name in enumerate(names):
                ledger.add_account(tx, own(tx), NewAccount(f"9-{nth}", name, "asset", "usaha"))
        for nth, name in enumerate(names):
            _journal_entry(book, "isi", {name: 10**nth, "Penjualan": -(10**nth)})
        paths = {one.meta["name"]: one.account for one in read_by_beancount(text(book)) if isinstance(one, Open)}
        assert [paths[name] for name in names] == [
            "Assets:Kas-lama",
            "Assets:Kas-lama-2",
            "Assets:Kas-lama-3",
            "Assets:Kas-lama-4",
            "Assets:X",
            "Assets:2-2",
            "Assets:Ünal",
            "Assets:X銀行",
            "Assets:X-2",
        ]
        assert added_by_beancount(text(book)) == in_the_book(book)
        if HLEDGER is not None:
            expected = {name.replace(":", "-"): amount for name, amount in in_the_book(book).items()}
            assert added_by_hledger(text(book, write_hledger), tmp_path) == expected


@given(st.text(min_size=1))
def test_every_name_fits(name: str) -> None:
    told = f"2026-01-01 open Assets:{beancount_part(name)} IDR\n"
    entries, errors, _options = loader.load_string(told)
    assert (len(entries), errors) == (1, [])
    part = hledger_part(name)
    assert part == " ".join(part.split())
    assert ":" not in part


def test_practice_says_so() -> None:
    with family(practice=True) as book:
        for write in (write_beancount, write_hledger):
            assert "; LATIHAN, bukan catatan sungguhan\n" in text(book, write)


def test_the_same_book_gives_the_same_text() -> None:
    def read_twice(reader: Reader) -> list[bytes]:
        streams = [io.BytesIO(), io.BytesIO()]
        for stream in streams:
            write_beancount(reader, own(reader), stream, _)
        return [stream.getvalue() for stream in streams]

    with family() as book:
        record(book, "jual_tunai", amount=5_000)
        with book.read() as reader:
            first, second = read_twice(reader)
    assert first == second
