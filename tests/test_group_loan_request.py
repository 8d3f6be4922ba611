"""The request of a group: the members' table adds up, the burdens are said before the signing, nothing is made up."""

import json
import re
from datetime import date, datetime, time
from io import BytesIO

import pytest
from pypdf import PdfReader

from kpmbooks import group, ledger, loans, people
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.loans import GroupRequest
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected
from reports import LOAN, ReportHead, Request
from reports.document import Size
from reports.render import pdf
from tests import books

NAMES = ("Ani", "Budi", "Cici", "Dewi", "Eka", "Fitri", "Gita", "Hana", "Ika", "Juli", "Kiki", "Lina")
REPORT = LOAN["group-loan-request"]


def made(*, members: int = 12, requests: dict[str, dict[str, int]] | None = None, amount: int = 6_000_000) -> Book:
    book = books.group()
    with book.write() as tx:
        known = [group.add_member(tx, f"Ibu {name}", {"since": "2026-01-01"}) for name in NAMES[:members]]
        for chair in known[:1]:
            group.change_member(tx, chair, {"office": "ketua"})
        told = [
            {"member": one.uid.hex(), **requests[(one.name or "").removeprefix("Ibu ")]}
            for one in known
            if requests and (one.name or "").removeprefix("Ibu ") in requests
        ]
        answers = {"amount": str(amount), "periods": "10", "lender": "jakpreneur", "method": "flat"}
        loans.answer(tx, ledger.default_ledger(tx), {**answers, "members": json.dumps(told)}, today=books.TODAY)
    return book


def asked(book: Book) -> Request:
    with book.read() as reader:
        of = ledger.default_ledger(reader)
        cash = next(one for one in ledger.accounts(reader, of) if one.is_cash)
    return Request(of, cash, Period(book.owner.start, books.TODAY))


def statement(book: Book) -> GroupRequest:
    wish = asked(book)
    with book.read() as reader:
        told: GroupRequest = REPORT.statement(reader, wish)
        return told


def printed(book: Book, size: Size = "A4") -> list[str]:
    head = ReportHead("KUBE Melati", asked(book).period, datetime.combine(books.TODAY, time(10, 5)), size=size)
    drawn = BytesIO()
    pdf.render(REPORT.document(statement(book), head, translator("id")), drawn)
    return [" ".join(page.extract_text().split()) for page in PdfReader(drawn).pages]


EQUAL = {name: {"income": 2_000_000, "cost": 1_500_000, "request": 500_000} for name in NAMES}


def test_equal_parts_make_the_whole_instalment_and_the_burden_of_two_is_a_fifth() -> None:
    with made(requests=EQUAL) as book:
        value = statement(book)
    # 6.000.000 in 10 months, flat 6 % a year: 600.000 + 30.000 = 630.000; a twelfth of it is 52.500
    assert value.readiness.request.instalment == 630_000
    assert [line.instalment for line in value.lines] == [Rupiah(52_500)] * 12
    assert {line.can_pay for line in value.lines} == {Rupiah(500_000)}
    assert {line.burden.extra for line in value.lines if line.burden} == {Rupiah(10_500)}  # 2 x 52.500 / 10
    assert value.is_divided


def test_the_published_example_of_a_group_form_comes_out() -> None:
    """Wina of the PNPM form: 2.150.000 − 1.400.000 = 750.000, asks for 5.000.000 over 24 months, pays 284.000."""
    wina = {"Ani": {"income": 2_150_000, "cost": 1_400_000, "request": 5_000_000}}
    with made(members=1, requests=wina, amount=5_000_000) as book:
        with book.write() as tx:
            answers = {"lender": "pnpm", "periods": "24"}
            loans.answer(tx, ledger.default_ledger(tx), answers, today=books.TODAY)
        (line,) = statement(book).lines
    assert line.can_pay == 750_000
    assert line.instalment == 284_000


def test_what_others_carry_in_all_lasts_as_long_as_the_loan_whatever_its_rhythm() -> None:
    with made(requests=EQUAL) as book:
        with book.write() as tx:
            loans.answer(tx, ledger.default_ledger(tx), {"lender": "mekaar", "periods": "50"}, today=books.TODAY)
        lines = statement(book).lines
    # 500.000 with 25 % over 50 weeks: 12.500 a week, 625.000 in all; two of twelve fail, ten carry 125.000 each.
    for line in lines:
        assert line.burden is not None
        assert 125_000 <= int(line.burden.most) <= 125_020


def test_what_a_member_did_not_say_stays_empty_and_nothing_is_summed_over_it() -> None:
    with made(requests={"Ani": EQUAL["Ani"]}) as book:
        value = statement(book)
        pages = printed(book)
    assert value.lines[1].request is None
    assert value.lines[0].burden is None
    assert "Yang masih kosong diisi di rapat" in pages[0]
    assert "baru bisa dihitung kalau usulan semua anggota sudah diisi" in pages[-1]
    assert not re.search(r"Jumlah 2\.000\.000", pages[0])


def test_parts_that_are_not_the_whole_are_said() -> None:
    with made(requests=EQUAL, amount=7_000_000) as book:
        assert "Usulan anggota semuanya Rp1.000.000 lebih kecil dari permohonan kelompok." in printed(book)[0]
    with made(requests=EQUAL, amount=5_500_000) as book:
        assert "Usulan anggota semuanya Rp500.000 lebih besar dari permohonan kelompok." in printed(book)[0]


@pytest.mark.parametrize("size", ["A4", "F4"])
def test_twelve_members_need_three_sheets_and_each_is_signed(size: Size) -> None:
    with made(requests=EQUAL) as book:
        pages = printed(book, size)
    assert len(pages) == 3
    assert all("Ketua kelompok" in page for page in pages)
    assert "enam juta rupiah" in pages[0]
    assert "Berita Acara Musyawarah" in pages[1]
    assert "Kalau 2 dari 12 orang tidak bayar, tiap anggota lain menanggung paling banyak Rp10.500 lagi" in pages[2]
    assert "Tidak wajib tanda tangan" in pages[2]
    assert "Meterai" in pages[2]
    assert not re.search(r"\b(?:KPM|PKH|bansos|layak)\b", " ".join(pages), re.IGNORECASE)


def test_a_book_without_members_is_told_what_to_do() -> None:
    with made(members=0) as book, pytest.raises(Rejected) as rejected:
        statement(book)
    assert rejected.value.problems[0].code == "no-members"


def test_a_member_who_left_is_not_asked() -> None:
    with made(requests=EQUAL) as book:
        with book.write() as tx:
            last = group.members_of(tx)[-1]
            group.change_member(tx, last, {"left": date(2026, 1, 20).isoformat()})
        assert len(statement(book).lines) == 11


def test_members_niks_stand_on_the_statement_only_where_ticked_and_agreed() -> None:
    nik = "3175064412850007"  # made up: no such card
    with made(requests=EQUAL) as book:
        with book.write() as tx:
            first, second = group.members_of(tx)[:2]
            people.give_consent(tx, first.person, "berkas_pinjaman", books.TODAY)
            people.keep_number(tx, first.person, "nik", nik)
        assert nik not in " ".join(printed(book))
        with book.write() as tx:
            loans.answer(tx, ledger.default_ledger(tx), {"nik_ticked": "yes"}, today=books.TODAY)
        pages = printed(book)
        with book.write() as tx:
            people.withdraw_consent(tx, first.person, "berkas_pinjaman", books.TODAY)
        assert nik not in " ".join(printed(book))
    assert nik in pages[2]
    assert nik not in pages[0] + pages[1]
    assert second.name in pages[2]
