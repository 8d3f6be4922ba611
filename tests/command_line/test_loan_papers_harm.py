"""No paper of a loan harms whoever hands it on: no aid in a figure, no programme's word, no whole NIK; in any form."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from kpmbooks import group, ledger, loans, people, recording, trade
from kpmbooks.book import Book
from kpmbooks.ledger import LedgerRef, NewAccount
from kpmbooks.loans.applicant import keep_identity
from kpmbooks.loans.lenders import FactName
from kpmbooks.loans.own_facts import say_fact
from kpmbooks.money import Rupiah
from reports import LOAN, ReportHead
from tests import books, hand_loan
from tests.command_line.calling import Say
from tests.hand_loan import TODAY
from tests.loan_papers import ASKED, FORMS, in_form, offered, wish_of

TELLING = re.compile(
    r"\bKPM\b|\bPKH\b|bansos|bantuan sosial|\bdesil|penerima manfaat|keluarga harapan|\bKKS\b|\bPIP\b|\bBPNT\b",
    re.IGNORECASE,
)
NIK, OTHER_NIK = "3175064412850007", "3175065501900011"  # made up: no such cards


def aided(*, told: bool, path: Path | None = None) -> Book:
    """Bu Siti's book; with ``told`` full of aid, under every name that people give it, else the same without."""
    book = hand_loan.family_book(path)
    hand_loan.record_months(book)
    hand_loan.answer(book, {**hand_loan.ANSWERS, "purpose": "freezer"})
    with book.write() as tx:
        business, family = ledger.ledgers(tx)[:2]
        trade.add_good(
            tx,
            business,
            "Nasi kotak PKH" if told else "Nasi kotak",
            {"unit": "kotak", "price": "10000", "stocked": "0"},
        )
        savings = ledger.add_account(
            tx, business, NewAccount("", "Tabungan KKS desil 2" if told else "Tabungan", "asset", "usaha", is_cash=True)
        )
        cash = ledger.find_account(tx, business, "Kas")
        moved = [(savings, Rupiah(300_000)), (cash, Rupiah(-300_000))]
        recording.record_journal(tx, business, date(2026, 8, 5), moved, memo="Titip KPM" if told else "Titip")
        said: tuple[tuple[str, FactName, str], ...] = (
            ("jakpreneur", "method", "flat"),
            ("koperasi", "rate", "1% sebulan"),
        )
        for lender, fact, value in said:
            who = "Pendamping PKH Rina" if told else "Rina"
            say_fact(tx, loans.find_lender(lender), fact, value, who, "", today=TODAY)
        for kind, answers, place in _ordinary(business, family, told=told):
            trade.record(tx, kind, answers, ledger=place, today=TODAY)
        if told:
            for kind, answers, place in _aid(business, family):
                recording.record(tx, kind, answers, ledger=place, today=TODAY)
            for place, name in ((family, "Cair PIP anak"), (family, "Uang desil 1"), (business, "Bansos PKH tahap 2")):
                fund = "keluarga" if place is family else "usaha"
                own = ledger.add_account(tx, place, NewAccount("", name, "revenue", fund))
                purse = ledger.find_account(tx, place, "Kas")
                lines = [(purse, Rupiah(1_100_000)), (own, Rupiah(-1_100_000))]
                recording.record_journal(tx, place, date(2026, 9, 9), lines, memo="pencairan KKS")
    return book


_Draft = tuple[str, dict[str, str | int | date], LedgerRef]


def _ordinary(business: LedgerRef, family: LedgerRef, *, told: bool) -> Iterator[_Draft]:
    """Records that are none of aid, whatever their words say."""
    on = date(2026, 8, 12)

    def words(said: str) -> str:
        return said if told else "biasa"

    yield (
        "jual_tunai",
        {"items": "Nasi kotak PKH 3" if told else "Nasi kotak 3", "amount": 30_000, "date": on},
        business,
    )
    yield "jual_tunai", {"amount": 50_000, "date": on, "memo": words("snack rapat KPM dan PKH")}, business
    yield "jual_belum_dibayar", {"amount": 40_000, "date": on, "party": words("Pendamping PKH")}, business
    yield "beli_bahan", {"amount": 25_000, "date": on, "memo": words("beras dari kartu KKS")}, business
    yield "belanja_dapur", {"amount": 60_000, "date": on, "memo": words("pakai uang bansos")}, family
    yield "kiriman_masuk", {"amount": 70_000, "date": on, "party": "Kakak", "memo": "bulanan"}, family


def _aid(business: LedgerRef, family: LedgerRef) -> Iterator[_Draft]:
    """Aid as it is recorded: as such, and as what it is not."""
    for month in (5, 7, 10):
        on = date(2026, month, 11)
        yield "bansos_masuk", {"amount": 9_000_000, "date": on, "memo": "PKH tahap 3"}, family
        yield "kiriman_masuk", {"amount": 8_000_000, "date": on, "party": "Pendamping PKH", "memo": "cair"}, family
        yield "kiriman_masuk", {"amount": 7_000_000, "date": on, "party": "Bank", "memo": "uang KPM desil 1"}, family
        yield "upah_masuk", {"amount": 6_000_000, "date": on, "memo": "PIP anak kedua"}, family
        yield "uang_masuk_lain", {"amount": 5_000_000, "date": on, "memo": "bansos BPNT"}, family
        yield "terima_bantuan", {"amount": 4_000_000, "date": on, "party": "PKH", "memo": "KKS"}, business
        yield "uang_masuk_lain", {"amount": 3_000_000, "date": on, "memo": "bansos sembako"}, business
        yield "jual_tunai", {"amount": 2_000_000, "date": on, "memo": "Pencairan PKH tahap 3"}, business


def aided_group(*, told: bool) -> Book:
    """A group of three with their requests; with ``told`` aid in its records and its members' names."""
    book = books.group()
    with book.write() as tx:
        place = ledger.default_ledger(tx)
        said = []
        for name in ("Ani", "Budi", "Cici"):
            member = group.add_member(tx, f"Ibu {name} (PKH)" if told else f"Ibu {name}", {"since": "2026-01-01"})
            people.give_consent(tx, member.person, "berkas_pinjaman", books.TODAY)
            people.keep_number(tx, member.person, "nik", OTHER_NIK)
            said.append({"member": member.uid.hex(), "income": 2_000_000, "cost": 1_500_000, "request": 2_000_000})
        for day in range(1, 29):
            sold: dict[str, str | int | date] = {
                "amount": 150_000,
                "date": date(2026, 1, day),
                "memo": "bakwan acara bansos" if told else "bakwan",
            }
            recording.record(tx, "jual_tunai", sold, ledger=place, today=TODAY)
        if told:
            got: dict[str, str | int | date] = {"amount": 10_000_000, "date": date(2026, 1, 9), "memo": "hibah bansos"}
            recording.record(tx, "terima_bantuan", {**got, "party": "Dinas PKH"}, ledger=place, today=TODAY)
            recording.record(tx, "uang_masuk_lain", got, ledger=place, today=TODAY)
            recording.record(tx, "jual_qris", {**got, "memo": "dana KKS"}, ledger=place, today=TODAY)
        answers = {"members": json.dumps(said), "purpose": "mesin cuci", "other_debts": "0"}
        loans.answer(tx, place, answers, today=TODAY)
    return book


MADE = {"family": aided, "group": aided_group}


def figures_of(book: Book, name: str) -> dict[str, Any]:
    """Everything in a paper's JSON but what says when how much was written down."""
    with book.read() as reader:
        told = LOAN[name].own_figures(LOAN[name].statement(reader, wish_of(reader)))
    told.pop("evidence", None)
    for month in told.get("months") or () if isinstance(told.get("months"), list) else ():
        month.pop("cash_end", None)  # what lies in the box, from wherever it came
    told.get("plausibility", {}).pop("goods", None)
    return told


@pytest.mark.parametrize("of", MADE)
def test_aid_is_in_no_figure_of_any_paper(of: str) -> None:
    with MADE[of](told=True) as full, MADE[of](told=False) as plain:
        assert offered(full)
        for name in offered(full):
            assert figures_of(full, name) == figures_of(plain, name), name


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("of", MADE)
def test_no_form_of_any_paper_tells_of_a_programme(of: str, form: str) -> None:
    with MADE[of](told=True) as book:
        for name in offered(book):
            assert TELLING.findall(in_form(book, name, form)) == [], name


@pytest.mark.parametrize("form", FORMS)
def test_what_she_wrote_of_her_purpose_stays_hers_and_what_she_ticked_is_said(form: str) -> None:
    with aided(told=True) as book:
        hand_loan.answer(book, {"purpose": "oven untuk usaha KPM"})
        told = in_form(book, "loan-summary", form)
        assert TELLING.findall(told) == ([] if form == "json" else ["KPM"] * told.count("oven untuk usaha KPM"))
        hand_loan.answer(book, {"purpose": "oven", "words": "pkh"})
        ticked = in_form(book, "loan-summary", form)
        assert set(TELLING.findall(ticked)) == ({"PKH", "Keluarga Harapan"} if form == "pdf" else set())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("of", MADE)
def test_no_form_has_a_whole_nik_unless_it_is_ticked_and_json_never(of: str, form: str) -> None:
    with MADE[of](told=True) as book:
        with book.write() as tx:
            keep_identity(tx, ledger.default_ledger(tx), "Siti Rohmah", NIK, "3175060101010009", TODAY)
        for name in offered(book):
            told = in_form(book, name, form)
            assert NIK not in told, name
            assert OTHER_NIK not in told, name
            assert not re.search(r"\d{16}", told), name
        hand_loan.answer(book, {"nik_ticked": "yes"})
        whole = {name for name in offered(book) if re.search(r"\d{16}", in_form(book, name, form))}
    tables = {"group-loan-request"} if of == "group" else set()  # a table's forms have none of what stands beside it
    assert whole == {"pdf": {"loan-summary", *tables}, "xlsx": tables, "csv": tables, "json": set()}[form]


@pytest.mark.parametrize("form", ["text", "json", "pdf"])
def test_the_command_says_no_more_than_the_papers(say: Say, tmp_path: Path, form: str) -> None:
    aided(told=True, path=tmp_path / "siti.kpm").close()
    words = ("--lender", ASKED["lender"], "--amount", ASKED["amount"], "--periods", ASKED["periods"])
    answer = say("readiness", "siti.kpm", *words, "--format", form, "-o", f"told.{form}", today="2026-11-23")
    assert answer.code == 0
    file = tmp_path / f"told.{form}"
    told = file.read_text("utf-8") if form != "pdf" else " ".join(page.extract_text() for page in PdfReader(file).pages)
    assert TELLING.findall(told) == []
    if form == "json":
        with aided(told=False) as plain:
            capacity = figures_of(plain, "loan-summary")["capacity"]
        assert json.loads(told)["capacity"] == capacity


@pytest.mark.parametrize("form", [*FORMS, "text"])
def test_what_a_paper_says_on_the_command_line_is_as_neutral(say: Say, tmp_path: Path, form: str) -> None:
    aided(told=True, path=tmp_path / "siti.kpm").close()
    for name in LOAN:
        answer = say(
            "report", "siti.kpm", name, "--amount", ASKED["amount"], "--format", form, "-o", "x", today="2026-11-23"
        )
        assert answer.code == (1 if name == "group-loan-request" else 0), name
        if answer.code == 0 and form in ("json", "csv", "text"):
            assert TELLING.findall((tmp_path / "x").read_text("utf-8")) == [], name


def test_a_name_that_says_nothing_else_still_is_one() -> None:
    head = ReportHead("x", books.JANUARY)
    assert head.neutral("Kas PKH") == "Kas"
    assert head.neutral("PKH") == "Bantuan"
    assert head.neutral("Ibu Ani (KPM)") == "Ibu Ani"
    assert head.neutral("Tabungan desil 2") == "Tabungan"
    assert head.neutral("Desilia") == "Desilia"
