"""A book of format 1.0, made before the chart had grown: what it lacks is opened when a record first needs it."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kpmbooks import house, ledger, recording, statements
from kpmbooks.book import Book, Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import LedgerRef, NewAccount
from kpmbooks.problems import Rejected
from tests.books import TODAY, balance, own, record

SAMPLE = Path(__file__).with_name("samples") / "format-1.0.kpm"


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Book]:
    """The book of a family, as a program of 1.0 left it; opening it for writing brings it up to date."""
    with house.open_book(shutil.copy(SAMPLE, tmp_path / "lama.kpm"), "write") as book:
        yield book


def _roles(reader: Reader, place: LedgerRef | None = None) -> set[str | None]:
    return {account.role for account in ledger.accounts(reader, place or own(reader))}


def _add(book: Book, account: NewAccount) -> None:
    with book.write() as tx:
        ledger.add_account(tx, own(tx), account)


def test_an_account_that_the_book_lacks_is_opened_by_the_first_record_that_needs_it(old: Book) -> None:
    with old.read() as reader:
        assert {"jaminan", "komisi", "saldo_agen"}.isdisjoint(_roles(reader))
    record(old, "bayar_jaminan", amount=150_000)
    with old.read() as reader:
        opened = ledger.find_account(reader, own(reader), "Uang jaminan")
        assert (opened.code, opened.role, opened.type, opened.fund_role) == ("1-1550", "jaminan", "asset", "usaha")
        assert balance(reader, "Uang jaminan") == 150_000
        assert {"komisi", "saldo_agen"}.isdisjoint(_roles(reader)), "only what is needed"
    record(old, "bayar_jaminan", amount=30_000)
    with old.read() as reader:
        assert balance(reader, "Uang jaminan") == 180_000
        assert house.check(reader).ok


def test_every_kind_can_be_recorded_in_an_older_book(old: Book) -> None:
    with old.read() as reader:
        places = ledger.ledgers(reader)
    today = date(2026, 11, 23)
    # Nobody pays what is not owed.
    owed = ("jual_belum_dibayar", "beli_belum_dibayar", "dp_pembeli", "titipan_orang_laku", "ngebon_warung")
    kinds = sorted(recording.kinds().values(), key=lambda kind: kind.id not in owed)
    for place in places:
        for kind in kinds:
            if place.kind in kind.ledgers and not any(one.type == "goods" and one.required for one in kind.fields):
                amounts = [field for field in kind.in_ledger(place.kind).fields if field.type == "amount"]
                first = 100_000 if kind.id in owed else 5_000
                answers = {one.name: first if one is amounts[0] or one.name == "theirs" else 0 for one in amounts}
                with old.write() as tx:
                    recording.record(tx, kind.id, answers, ledger=place, today=today)
    with old.read() as reader:
        assert house.check(reader).ok
        for place in places:
            trial = statements.trial_balance(reader, place, today)
            assert trial.total_debit == trial.total_credit > 0


def test_a_preview_shows_the_account_as_it_will_be_and_opens_nothing(old: Book) -> None:
    with old.read() as reader:
        seen = recording.preview(
            reader, "agen_pulsa", {"amount": 12_000, "cost": 10_300}, ledger=own(reader), today=TODAY
        )
    assert [(line.account.name, line.amount) for line in seen.lines] == [
        ("Kas", 10_300),
        ("Saldo agen", -10_300),
        ("Kas", 1_700),
        ("Komisi dan ongkos agen", -1_700),
    ]
    assert [warning.code for warning in seen.warnings] == ["cash-below-zero"]  # the balance was never filled
    with old.read() as reader:
        assert "saldo_agen" not in _roles(reader)


def test_a_place_for_money_that_the_book_lacks_can_be_chosen_by_its_name(old: Book) -> None:
    with old.read() as reader:
        places = recording.cash_accounts(reader, own(reader))
        assert [account.name for account in places] == ["Kas", "QRIS", "Saldo agen", "Bank"]
        assert [account.name for account in places if not account.uid] == ["Saldo agen"]
    record(old, "pindah_uang", amount=50_000, to="saldo agen")
    with old.read() as reader:
        assert balance(reader, "Saldo agen") == 50_000
        assert all(account.uid for account in recording.cash_accounts(reader, own(reader)))
    with pytest.raises(Rejected, match="account-unknown"):
        record(old, "pindah_uang", amount=50_000, to="Lemari")


def test_what_is_refused_opens_no_account(old: Book) -> None:
    with pytest.raises(Rejected, match="before-start"):
        record(old, "bayar_jaminan", amount=1_000, date="1/1/2020")
    with old.read() as reader:
        assert "jaminan" not in _roles(reader)


def test_an_account_of_the_same_name_and_purpose_plays_the_part(old: Book) -> None:
    _add(old, NewAccount("8-0001", "uang jaminan", "asset", "usaha"))
    record(old, "bayar_jaminan", amount=1_000)
    with old.read() as reader:
        hers = ledger.find_account(reader, own(reader), "8-0001")
        assert (hers.name, hers.role) == ("uang jaminan", "jaminan")
        assert balance(reader, "8-0001") == 1_000
        assert house.check(reader).ok


def test_an_account_of_the_same_name_for_something_else_stays_what_it_is(old: Book) -> None:
    _add(old, NewAccount("8-0001", "Promosi", "asset", "usaha"))
    _add(old, NewAccount("8-0002", "Promosi (2)", "expense", "usaha"))
    record(old, "promosi", amount=1_000)
    with old.read() as reader:
        opened = ledger.find_account(reader, own(reader), "Promosi (3)")
        assert (opened.role, opened.type, opened.code) == ("promosi", "expense", "6-1550")
        assert balance(reader, "8-0001") == balance(reader, "8-0002") == 0


def test_a_code_that_a_person_gave_away_stays_hers(old: Book) -> None:
    _add(old, NewAccount("6-1550", "Sewa tenda", "expense", "usaha"))
    record(old, "promosi", amount=1_000)
    with old.read() as reader:
        opened = ledger.find_account(reader, own(reader), "Promosi")
        assert opened.code != "6-1550"
        assert (opened.role, balance(reader, "Promosi"), balance(reader, "6-1550")) == ("promosi", 1_000, 0)


def test_many_records_at_once_open_an_account_once(old: Book) -> None:
    with old.write() as tx:
        place = own(tx)
        fees: list[tuple[str, recording.Answers, LedgerRef, ledger.Source]] = [
            ("promosi", {"amount": 1_000 * nth}, place, "sheet") for nth in (1, 2, 3)
        ]
        assert recording.record_many(tx, fees, today=TODAY) == 3
    with old.read() as reader:
        assert balance(reader, "Promosi") == 6_000


def test_the_household_end_of_a_transfer_opens_what_it_needs(old: Book) -> None:
    record(old, "ambil_dagangan", goods=7_000)
    record(old, "menabung", amount=5_000, ledger_name="2")
    with old.read() as reader:
        home = next(one for one in ledger.ledgers(reader) if one.kind == "keluarga")
        january = Period(date(2026, 1, 1), date(2026, 1, 31))
        assert statements.income(reader, home, january).expense >= 7_000
        assert balance(reader, "Tabungan keluarga", home) == 5_000
        assert house.check(reader).ok
