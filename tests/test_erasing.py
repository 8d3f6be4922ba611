"""Words can go, figures stay."""

from pathlib import Path

import pytest

from kpmbooks import house, people, recording
from kpmbooks.problems import Rejected
from tests.books import TODAY, balance, family, faults, own, record

NAME = "Ningsih Wulandari"


def _book_with_words_about_her(path: Path) -> people.Person:
    with family(path) as book:
        record(book, "jual_tunai", amount=50_000, memo="Pelanggan biasa")
        with book.write() as tx:
            person = people.add_person(tx, NAME)
        with book.write() as tx:
            for day in range(1, 31):  # many pages, so that words have moved from page to page
                recording.record(
                    tx,
                    "jual_belum_dibayar",
                    {"amount": 10_000, "party": "Bu Ning RT 05", "memo": f"titip {day} " + "keripik " * 20},
                    ledger=own(tx),
                    today=TODAY,
                    about=person.uid,
                )
        record(book, "jual_tunai", amount=20_000, memo=f"dari {NAME.upper()} lewat anaknya")
    return person


def test_erased_words_are_nowhere_in_the_file_and_everything_else_holds(tmp_path: Path) -> None:
    path = tmp_path / "buku.kpm"
    person = _book_with_words_about_her(path)
    words = (b"Ningsih", b"NINGSIH", b"Bu Ning", b"keripik")
    assert all(word in path.read_bytes() for word in words)
    with house.open_book(path, "write") as book:
        with book.read() as reader:
            before = {name: balance(reader, name) for name in ("Kas", "Bon pelanggan", "Penjualan")}
        with book.write() as tx:
            erased = people.erase_person(tx, person)
        with book.read() as reader:
            assert {name: balance(reader, name) for name in before} == before
            result = house.check(reader)
    # Her name, also as a customer; memo and party of thirty records; the memo that mentions her.
    assert erased == 2 + 30 * 2 + 1
    assert (result.ok, result.erased_texts) == (True, erased)
    assert not any(word in path.read_bytes() for word in words)
    assert b"Pelanggan biasa" in path.read_bytes()
    assert faults(path) == set()


def test_the_erased_person_is_still_somebody_without_a_name(tmp_path: Path) -> None:
    path = tmp_path / "buku.kpm"
    person = _book_with_words_about_her(path)
    with house.open_book(path, "write") as book:
        with book.write() as tx:
            people.erase_person(tx, person)
        with book.read() as reader:
            assert people.persons(reader) == (people.Person(person.uid, None),)


def test_an_erased_record_can_still_be_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "buku.kpm"
    person = _book_with_words_about_her(path)
    with house.open_book(path, "write") as book:
        with book.write() as tx:
            people.erase_person(tx, person)
        with book.read() as reader:
            owed = balance(reader, "Bon pelanggan")
        with book.write() as tx:
            recording.reverse(tx, "2026-A-002", today=TODAY)
        with book.read() as reader:
            assert balance(reader, "Bon pelanggan") == owed - 10_000
    assert faults(path) == set()


def test_a_person_without_a_name_is_not_added() -> None:
    with family() as book, pytest.raises(Rejected), book.write() as tx:
        people.add_person(tx, "  ")
