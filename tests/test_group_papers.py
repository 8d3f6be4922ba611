"""The papers of a group at their worst: forty members of forty letters, three years; every form, filled and blank."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from kpmbooks import group, house, ledger, recording
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.group.solidarity import purpose_of
from kpmbooks.i18n import translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected
from reports import REPORTS, TRADE, ReportHead, Request
from reports.document import Document, Signatures, Size, Table, in_one_column, said
from reports.group import attendance
from reports.group_reports import GROUP_REPORTS
from reports.render import csv, pdf, text, xlsx
from tests.group_of_years import LAST, LONG, RULES, START, TODAY, group_of_years, name
from tests.paper_boxes import TELLING, on_each_other, outside, words_on

_ = translator("id")
YEARS = Period(START, LAST)
NOVEMBER = Period(date(2026, 11, 1), LAST)
KNOWN = {report.name: report for report in (*GROUP_REPORTS, REPORTS["cash-book"], TRADE["equipment"])}
PAPERS = [(name_, form) for name_, report in KNOWN.items() for form in report.forms or ("",)]
BLANKS = [(one, form) for one, form in PAPERS if "blank" in form]


@pytest.fixture(scope="module")
def full() -> Iterator[Book]:
    with group_of_years() as book:
        yield book


@pytest.fixture(scope="module")
def empty() -> Iterator[Book]:
    with house.create(None, kind="group", name=LONG, sector="jasa", start=START) as book:
        yield book


def document(book: Book, name_: str, form: str, period: Period = YEARS, size: Size = "A4") -> Document:
    report = KNOWN[name_]
    with book.read() as reader:
        where = ledger.default_ledger(reader)
        cash = next(one for one in ledger.accounts(reader, where) if one.is_cash)
        wish = Request(where, cash, period, asked={"form": form} if form else {})
        head = ReportHead(book.owner.name, period, datetime(2026, 11, 25, 10, tzinfo=UTC), "7K3M-Q9TD", size=size)
        return report.document(report.statement(reader, wish), head, _)


def drawn(made: Document) -> PdfReader:
    stream = io.BytesIO()
    assert pdf.render(made, stream, invariant=True).missing == frozenset()
    return PdfReader(stream)


@pytest.mark.parametrize("size", ["A4", "F4"])
@pytest.mark.parametrize(("name_", "form"), PAPERS)
def test_every_form_of_every_paper_is_whole(full: Book, name_: str, form: str, size: Size) -> None:
    made = document(full, name_, form, size=size)
    pages = drawn(made)
    assert outside(pages, size) == []
    assert on_each_other(pages) == []
    words = words_on(pages)
    assert TELLING.findall(words) == []
    for block in in_one_column(made.blocks):
        for row in block.rows if isinstance(block, Table) else ():
            for cell, column in zip(row.cells, block.columns, strict=True):
                if column.kind == "money" and isinstance(cell, int) and column.shown != "sheet":
                    assert said(cell, "money", "id") in words


@pytest.mark.parametrize(("name_", "form"), PAPERS)
def test_a_group_without_members_and_meetings_has_whole_papers_too(empty: Book, name_: str, form: str) -> None:
    pages = drawn(document(empty, name_, form))
    assert outside(pages, "A4") == []
    assert on_each_other(pages) == []


@pytest.mark.parametrize(("name_", "form"), BLANKS)
def test_a_blank_paper_is_one_full_page_and_names_nobody(full: Book, name_: str, form: str) -> None:
    for size in ("A4", "F4"):
        pages = drawn(document(full, name_, form, size=size))
        assert len(pages.pages) == 1
        assert name(1) not in words_on(pages)


@pytest.mark.parametrize(("name_", "form"), PAPERS)
def test_text_tables_and_workbooks_say_them_too(full: Book, name_: str, form: str) -> None:
    made = document(full, name_, form, NOVEMBER)
    told, table, book = io.StringIO(), io.StringIO(), io.BytesIO()
    text.render(made, told)
    csv.render(made, table)
    xlsx.render(made, book)
    assert _(KNOWN[name_].title) in told.getvalue()
    assert book.getbuffer().nbytes > 2_000


def figures(book: Book, name_: str, period: Period, **asked: str) -> dict[str, Any]:
    report = KNOWN[name_]
    with book.read() as reader:
        where = ledger.default_ledger(reader)
        cash = next(one for one in ledger.accounts(reader, where) if one.is_cash)
        return report.own_figures(report.statement(reader, Request(where, cash, period, asked=asked)))


def test_the_savings_register_adds_up_to_its_accounts_year_by_year(full: Book) -> None:
    for period in (YEARS, NOVEMBER, Period(date(2025, 1, 1), date(2025, 12, 31))):
        told = figures(full, "savings-book", period)
        with full.read() as reader:
            place = ledger.default_ledger(reader)
            sums = ledger.sums_through(reader, place.id, period.last)
            roles = {one.role: one.id for one in ledger.accounts(reader, place)}
            account = -sum(int(sums[roles[role]].net) for role in ("tabungan_anggota", "simpanan_tetap"))
        assert told["closing"] == account
        assert sum(row["closing"] for row in told["rows"]) + told["without_name"] == account
        for row in told["rows"]:
            assert row["opening"] + sum(row["months"].values()) == row["closing"]


def test_what_nobody_was_named_for_is_a_line_of_its_own(full: Book) -> None:
    assert figures(full, "savings-book", YEARS)["without_name"] == 75_000
    assert figures(full, "savings-book", Period(START, date(2026, 10, 8)))["without_name"] == 0


def test_the_first_members_year_is_what_she_put_in(full: Book) -> None:
    # Wajib 20,000 at every meeting but the 5th (turn 4), and a million at turns 0, 5 and 10: counted by hand.
    row = figures(full, "savings-book", Period(START, date(2024, 12, 31)))["rows"][0]
    assert row["months"]["2024-01"] == 1_020_000
    assert "2024-05" not in row["months"]
    assert row["closing"] == 11 * 20_000 + 3 * 1_000_000


def test_help_from_the_fund_has_its_purpose_and_lowers_the_fund_only(full: Book) -> None:
    told = figures(full, "solidarity-book", Period(date(2026, 10, 1), date(2026, 10, 31)))
    assert [(one["purpose"], one["amount"]) for one in told["given"]] == [("sakit", 250_000)]
    paid = sum(row["months"].get("2026-10", 0) for row in told["rows"])
    assert told["closing"] == told["opening"] + paid - 250_000


@pytest.mark.parametrize(
    ("words", "purpose"),
    [
        ("menjenguk Ibu Rini yang sakit", "sakit"),
        ("Takziah ke rumah Bu Sumi, suaminya sakit lalu meninggal", "duka"),
        ("beli seragam dan buku", "sekolah"),
        ("tetangga kebanjiran", "bencana"),
        ("sembako untuk lansia", "sosial"),
        ("", "sosial"),
    ],
)
def test_the_purpose_is_read_in_the_words_of_the_record(words: str, purpose: str) -> None:
    assert purpose_of(words) == purpose


def test_a_purpose_that_was_chosen_goes_before_the_words_of_its_record() -> None:
    with group_of_years(members=5, large=False) as book:
        for answers in (
            {"memo": "untuk yang sakit", "purpose": "Bencana"},
            {"memo": "untuk yang sakit"},
            {"memo": "uang kaget", "purpose": "sekolah"},
        ):
            with book.write() as tx:
                told = {"amount": 10_000, "date": LAST, **answers}
                made = recording.record(tx, "bantu_iks", told, ledger=ledger.default_ledger(tx), today=TODAY)
        given = figures(book, "solidarity-book", Period(LAST, LAST))["given"]
        assert [one["purpose"] for one in given] == ["bencana", "sakit", "sekolah"]
        with book.write() as tx:  # the wrong one was chosen
            right = {"amount": 10_000, "memo": "uang kaget", "purpose": "duka"}
            recording.correct(tx, made.number, "bantu_iks", right, today=TODAY, reason="Salah pilih")
        given = figures(book, "solidarity-book", Period(LAST, LAST))["given"]
        assert [one["purpose"] for one in given] == ["bencana", "sakit", "duka"]
        with book.read() as reader:
            assert house.check(reader).faults == ()
        told = {"amount": 10_000, "purpose": "jalan-jalan"}
        with book.write() as tx, pytest.raises(Rejected, match="choice-unknown"):
            recording.record(tx, "bantu_iks", told, ledger=ledger.default_ledger(tx), today=TODAY)


def test_the_recap_of_a_meeting_is_what_its_members_paid(full: Book) -> None:
    # Turn 0: rows 4, 13, 22, 31 stay away; 36 pay 5,000 + 2,000 + 20,000; eight save a million and their number.
    first = figures(full, "meeting-recap", YEARS)["rows"][0]
    assert (first["present"], first["members"]) == (36, 40)
    assert (first["dues"], first["solidarity"]) == (36 * 5_000, 36 * 2_000)
    savers = [nth for nth in range(40) if nth % 5 == 0 and nth % 9 != 4]
    assert first["savings"] == 36 * 20_000 + sum(1_000_000 + nth for nth in savers)
    assert first["paid"] == first["dues"] + first["solidarity"] + first["savings"]


def test_the_loans_left_are_the_account_of_members_loans(full: Book) -> None:
    told = figures(full, "loans-book", YEARS)
    with full.read() as reader:
        place = ledger.default_ledger(reader)
        sums = ledger.sums_through(reader, place.id, LAST)
        account = next(one for one in ledger.accounts(reader, place) if one.role == "pinjaman_diberikan")
        assert told["totals"]["left"] == int(sums[account.id].net)
    # 1.2 million over ten instalments at 1.5 % flat: 120,000 and 18,000.
    assert {(one["principal"], one["charge"]) for row in told["rows"] for one in row["payments"]} == {(120_000, 18_000)}


def test_no_register_tells_a_phone_number_but_the_one_whose_heading_asks(full: Book) -> None:
    for name_, form in PAPERS:
        told = words_on(drawn(document(full, name_, form, NOVEMBER)))
        assert ("0812 3456" in told) == ((name_, form) == ("members", "more")), (name_, form)


def test_a_member_who_left_is_in_the_register_of_her_time_only(full: Book) -> None:
    names = {row["member"] for row in figures(full, "members", YEARS)["rows"]}
    assert name(39) not in names
    assert name(39) in {row["member"] for row in figures(full, "members", Period(START, date(2026, 8, 31)))["rows"]}


def test_a_slip_before_the_meeting_says_what_the_rules_ask_and_what_was_left_over(full: Book) -> None:
    told = figures(full, "payment-slips", YEARS, form="before-8")
    assert (told["meeting"], told["date"]) == (36, "2026-11-23")
    first, fifth = told["rows"][0], told["rows"][4]
    # 5,000 dues, 2,000 IKS, 20,000 wajib, she decides on sukarela; 1.2 million over ten: 120,000 + 18,000.
    assert first["amounts"] == {
        "dues": 5_000,
        "iks": 2_000,
        "savings:sukarela": None,
        "savings:wajib": 20_000,
        "instalment": 138_000,
    }
    assert first["total"] == 165_000
    # Lent at meeting 29; of the six since then she was away once, the fifth member never.
    assert (first["left_over"], first["loan_left"]) == (120_000, 1_200_000 - 5 * 120_000)
    assert (fifth["left_over"], fifth["loan_left"]) == (0, 1_200_000 - 6 * 120_000)


def test_a_slip_afterwards_says_what_she_paid_and_never_what_was_left_over(full: Book) -> None:
    told = figures(full, "payment-slips", YEARS, form="after-4")
    assert told["meeting"] == 35
    assert len(told["rows"]) == sum((nth + 34) % 9 != 4 for nth in range(39))
    second = told["rows"][1]
    assert second["amounts"]["savings:sukarela"] == 1_000_001
    assert second["total"] == 5_000 + 2_000 + 20_000 + 1_000_001 + 138_000
    assert {row["left_over"] for row in told["rows"]} == {0}
    words = words_on(drawn(document(full, "payment-slips", "after-4", NOVEMBER)))
    assert "satu juta seratus enam puluh lima ribu satu rupiah" in words
    assert "sebelumnya" not in words


def test_a_slip_of_a_correction_says_what_was_written_and_what_stands_and_only_hers() -> None:
    with group_of_years(members=5, large=False) as book:
        with book.read() as reader:
            meeting = group.meetings_of(reader, ledger.default_ledger(reader))[5]
            first, second, *_rest = group.members_of(reader)
        day = Period(meeting.day, meeting.day)
        assert figures(book, "correction-slips", day)["rows"] == []
        for member, purse, amount in (
            (second, "dues", 50_000),
            (second, "savings:wajib", 2_000),
            (first, "iks", 9_000),
            (first, "iks", 2_000),  # and back again
        ):
            with book.write() as tx:
                group.correct_part(tx, meeting, member, purse, Rupiah(amount), today=TODAY, reason="Salah baca")
        told = figures(book, "correction-slips", day)
        assert told["meeting"] == meeting.number
        assert [(row["member"], row["amounts"], row["now"]) for row in told["rows"]] == [
            (name(0), {"iks": {"written": 2_000, "now": 2_000}}, 2_000),
            (
                name(1),
                {"dues": {"written": 5_000, "now": 50_000}, "savings:wajib": {"written": 20_000, "now": 2_000}},
                52_000,
            ),
        ]
        asked = {"member": second.uid.hex(), "meeting": str(meeting.number)}
        assert [row["member"] for row in figures(book, "correction-slips", YEARS, **asked)["rows"]] == [name(1)]
        words = words_on(drawn(document(book, "correction-slips", "8", day)))
        assert f"PEMBETULAN rapat ke-{meeting.number}" in words
        assert "tertulis dulu" in words
        assert "lima puluh dua ribu rupiah" in words
        # The slips of the meeting, printed again, say what stands.
        again = {row["member"]: row["amounts"] for row in figures(book, "payment-slips", day, form="after-8")["rows"]}
        assert (again[name(1)]["dues"], again[name(1)]["savings:wajib"]) == (50_000, 2_000)
        with book.write() as tx:
            recording.undo(tx, today=TODAY)
            recording.undo(tx, today=TODAY)
        assert [row["member"] for row in figures(book, "correction-slips", day)["rows"]] == [name(1)]


def test_the_savings_books_add_up_to_what_the_members_have(full: Book) -> None:
    told = figures(full, "passbooks", NOVEMBER)
    register_ = figures(full, "savings-book", NOVEMBER)
    assert told["closing"] + register_["without_name"] == register_["closing"]
    for one in told["books"]:
        assert one["opening"] + sum(row["amount"] for row in one["rows"]) == one["closing"]


def test_a_savings_book_can_be_of_one_member_and_ends_in_words(full: Book) -> None:
    with full.read() as reader:
        third = group.members_of(reader)[2]
    assert [one["member"] for one in figures(full, "passbooks", YEARS, member=third.uid.hex())["books"]] == [name(2)]
    with pytest.raises(Rejected, match="member-unknown"):
        figures(full, "passbooks", YEARS, member="00" * 16)
    told = figures(full, "passbooks", Period(START, date(2024, 1, 31)))["books"][0]
    assert told["closing"] == 1_020_000
    words = words_on(drawn(document(full, "passbooks", "filled", Period(START, date(2024, 1, 31)))))
    assert "satu juta dua puluh ribu rupiah" in words


def test_the_slips_of_an_open_meeting_are_of_that_meeting() -> None:
    with group_of_years(members=5, large=False) as book:
        with book.write() as tx:
            group.open_meeting(tx, ledger.default_ledger(tx), LAST)
        told = figures(book, "payment-slips", YEARS, form="before-8")
        assert (told["meeting"], told["date"]) == (36, "2026-11-23")


def test_nothing_on_these_papers_is_told_by_colour(full: Book) -> None:
    for name_, form in PAPERS:
        for page in drawn(document(full, name_, form, NOVEMBER)).pages:
            assert re.findall(rb"(?:^|\s)(?:rg|RG|k|K|sc|SC|scn|SCN)(?=\s)", page.get_contents().get_data()) == []


def test_the_record_of_a_meeting_names_no_fine_no_debtor_and_nobody_who_stayed_away() -> None:
    with group_of_years(members=5, large=False) as book:
        with book.write() as tx:
            place = ledger.default_ledger(tx)
            group.decide_rules(tx, place, replace(RULES, since=LAST, fine=Rupiah(1_000)))
            meeting = group.open_meeting(tx, place, LAST)
            first, second, away, *rest = group.sheet_of(tx, place, meeting)
            for row in (first, second, *rest):
                group.pay_by_rules(tx, meeting, row)
            group.write_cells(tx, meeting, first.member, {"fine": 1_000})
            group.write_cells(tx, meeting, second.member, {"new_loan": 400_000})
            group.write_cells(tx, meeting, away.member, {"present": 0, "done": 1})
            group.close_meeting(tx, place, meeting)
        made = document(book, "meeting-minutes", "filled", NOVEMBER)
        words = words_on(drawn(made))
        assert name(3) in words
        assert away.member.name is not None
        signers = [block for block in in_one_column(made.blocks) if isinstance(block, Signatures)]
        assert [one.role for one in signers[0].blocks] == ["Ketua", "Sekretaris", "Bendahara"]
        # She signs nothing (the treasury went to another), and is not told to have come.
        assert words.count(away.member.name) == sum(one.name == away.member.name for one in signers[0].blocks)
        assert "denda" not in words.lower()
        assert "400.000" in words
        told = figures(book, "meeting-minutes", NOVEMBER)
        assert told["money"]["fines"] == 1_000
        assert told["money"]["lent"] == 400_000


def test_what_was_taken_back_corrected_or_opened_again_stands_once_in_every_register() -> None:
    with group_of_years(members=5, large=False) as book:
        with book.write() as tx:
            place = ledger.default_ledger(tx)
            saved = {"amount": 40_000, "party": name(1), "date": LAST}
            wrong = recording.record(tx, "tabungan_masuk", saved, ledger=place, today=TODAY).number
        with book.write() as tx:
            right = {**saved, "amount": 4_000}
            recording.correct(tx, wrong, "tabungan_masuk", right, today=TODAY, reason="Nolnya kelebihan")
        with book.write() as tx:
            place = ledger.default_ledger(tx)
            gone = {"amount": 9_000, "party": name(1), "date": LAST}
            back = recording.record(tx, "tabungan_masuk", gone, ledger=place, today=TODAY).number
        with book.write() as tx:
            recording.reverse(tx, back, today=TODAY)
        with book.write() as tx:
            both = recording.record(tx, "tabungan_masuk", gone, ledger=place, today=TODAY).number
            recording.reverse(tx, both, today=TODAY)
        with book.write() as tx:
            place = ledger.default_ledger(tx)
            meeting = group.meetings_of(tx, place)[0]
            opened = group.reopen_meeting(tx, place, meeting, today=TODAY)
            group.close_meeting(tx, place, opened)
        until = Period(date(2026, 11, 1), TODAY)
        register_, passbooks = figures(book, "savings-book", until), figures(book, "passbooks", until)
        assert sum(row["closing"] for row in register_["rows"]) + register_["without_name"] == register_["closing"]
        assert passbooks["closing"] + register_["without_name"] == register_["closing"]
        hers = passbooks["books"][1]["rows"]
        # Turn 34: she pays 20,000 wajib and saves a million and one; then 4,000, and nothing of the 9,000.
        assert sum(row["amount"] for row in hers) == 20_000 + 1_000_001 + 4_000
        with book.read() as reader:
            assert house.check(reader).faults == ()


def test_guests_who_were_written_down_stand_in_the_guest_book() -> None:
    with house.create(None, kind="group", name="KUBE Melati", sector="jasa", start=START) as book:
        with book.write() as tx:
            place = ledger.default_ledger(tx)
            group.add_member(tx, "Ibu Dewi")
            meeting = group.open_meeting(tx, place, LAST)
            group.write_minutes(tx, meeting, {"guests": "Ibu Ratna; Puskesmas; penyuluhan\nPak Budi"})
            group.close_meeting(tx, place, meeting)
        with book.read() as reader:
            listed = attendance.guests(reader, ledger.default_ledger(reader), NOVEMBER, "filled")
    day = LAST.isoformat()
    assert attendance.guest_figures(listed)["rows"] == [
        {"date": day, "name": "Ibu Ratna", "origin": "Puskesmas", "purpose": "penyuluhan"},
        {"date": day, "name": "Pak Budi", "origin": "", "purpose": ""},
    ]
