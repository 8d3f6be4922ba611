"""Handing over the treasury: counted, booked, the office changed, in one act or not at all; and what its paper says."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from kpmbooks import group, house, ledger, recording
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.group.handover import HandingOver, Handover, hand_over, handovers_of, treasurer_of
from kpmbooks.i18n import translator
from kpmbooks.problems import Rejected
from reports import GROUP, ReportHead, Request
from reports.render import pdf
from tests.paper_boxes import words_on

START, DAY, TODAY = date(2026, 1, 1), date(2026, 11, 23), date(2026, 11, 25)
YEAR = Period(START, TODAY)
NAMES = ("Hartini", "Sumiyati", "Kokom", "Marni", "Eni")
# 15 × 100,000 + 3 × 5,000 + 4 × 500 = 1,517,000.
NOTES = {100_000: 15, 5_000: 3, 500: 4}
_ = translator("id")


@pytest.fixture
def book() -> Iterator[Book]:
    """Five members; Hartini leads, Sumiyati holds 1,520,000: 1,500,000 sold, 20,000 saved by Marni."""
    with house.create(None, kind="group", name="KUBE Melati", sector="jasa", start=START) as made:
        with made.write() as tx:
            place = ledger.default_ledger(tx)
            for nth, name in enumerate(NAMES):
                office = {0: "ketua 2026-01-01", 1: "bendahara 2026-01-01"}.get(nth)
                group.add_member(tx, name, {"since": "2026-01-01", **({"office": office} if office else {})})
            sold = {"amount": 1_500_000, "date": date(2026, 11, 2)}
            recording.record(tx, "jual_tunai", sold, ledger=place, today=TODAY)
            saved = {"amount": 20_000, "party": "Marni", "date": date(2026, 11, 3)}
            recording.record(tx, "tabungan_masuk", saved, ledger=place, today=TODAY)
        yield made


def give(book: Book, new: int = 2, witnesses: tuple[int, ...] = (3, 4), day: date = DAY, **more: object) -> Handover:
    with book.write() as tx:
        known = group.members_of(tx)
        what = HandingOver(
            day,
            known[new],
            tuple(known[nth] for nth in witnesses),
            more.get("notes", NOTES),
            ("Cash book",),
            "Balai RW",
        )
        return hand_over(tx, ledger.default_ledger(tx), what, today=TODAY)


def codes(caught: pytest.ExceptionInfo[Rejected]) -> set[str]:
    return {problem.code for problem in caught.value.problems}


def state(book: Book) -> tuple[list[str], int, int]:
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        return (
            [one.office for one in group.members_of(reader)],
            int(group.box_before(reader, place, TODAY)),
            ledger.entry_count(reader, place),
        )


def test_the_office_changes_on_its_day_and_what_is_missing_is_booked_as_not_found(book: Book) -> None:
    made = give(book)
    assert (made.expected, made.counted, made.differs) == (1_520_000, 1_517_000, -3_000)
    assert state(book) == (["ketua", "anggota", "bendahara", "anggota", "anggota"], 1_517_000, 3)
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        last = ledger.entry_by_number(reader, "2026-A-003")
        assert (last.kind, last.day, last.source) == ("belum_ketemu", DAY, "drawer")
        holder = treasurer_of(group.members_of(reader), DAY)
        assert holder is not None
        assert (holder.name, holder.office_since) == ("Kokom", DAY)
        terms = [(one.member.name, one.until) for one in group.office_terms(reader) if one.office == "bendahara"]
        assert terms == [("Sumiyati", DAY), ("Kokom", None)]
        assert handovers_of(reader, place) == (made,)
        assert house.check(reader).faults == ()


def test_a_count_that_agrees_books_nothing(book: Book) -> None:
    assert give(book, notes={20_000: 76}).differs == 0
    assert state(book)[1:] == (1_520_000, 2)


def test_more_than_the_book_says_is_booked_as_over(book: Book) -> None:
    assert give(book, notes={100_000: 15, 10_000: 3}).differs == 10_000
    with book.read() as reader:
        assert ledger.entry_by_number(reader, "2026-A-003").kind == "uang_lebih"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"new": 1}, "handover-same"),
        ({"new": 0}, "handover-two-offices"),
        ({"witnesses": (3,)}, "handover-witnesses"),
        ({"witnesses": (3, 3)}, "handover-witnesses"),
        ({"witnesses": (1, 3)}, "handover-witnesses"),
        ({"witnesses": (2, 3)}, "handover-witnesses"),
        ({"notes": {500: -1}}, "handover-count"),
        ({"day": date(2026, 11, 2)}, "handover-day"),
        ({"day": date(2026, 11, 26)}, "handover-day"),
        ({"day": date(2025, 12, 31)}, "handover-stranger"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(book: Book, wrong: dict[str, object], code: str) -> None:
    before = state(book)
    with pytest.raises(Rejected) as caught:
        give(book, **wrong)
    assert code in codes(caught)
    assert state(book) == before


def test_it_waits_for_the_meeting_that_is_open_and_needs_a_treasurer(book: Book) -> None:
    with book.write() as tx:
        group.open_meeting(tx, ledger.default_ledger(tx), DAY)
        group.change_member(tx, group.members_of(tx)[1], {"office": "anggota 2026-11-20"})
    with pytest.raises(Rejected) as caught:
        give(book)
    assert codes(caught) == {"handover-no-treasurer", "meeting-open"}


def test_whoever_serves_the_programme_never_gets_the_money(book: Book) -> None:
    with book.write() as tx:
        group.change_member(tx, group.members_of(tx)[2], {"pkh_role": "ketua_pkh"})
    before = state(book)
    with pytest.raises(Rejected) as caught:
        give(book)
    assert codes(caught) == {"treasurer-serves-pkh"}
    assert state(book) == before


def test_the_paper_says_the_count_the_totals_and_who_signs(book: Book) -> None:
    give(book)
    report = GROUP["treasurer-handover"]
    with book.read() as reader:
        where = ledger.default_ledger(reader)
        cash = next(one for one in ledger.accounts(reader, where) if one.is_cash)
        wish = Request(where, cash, YEAR)
        told = report.own_figures(report.statement(reader, wish))
        head = ReportHead("KUBE Melati", YEAR, datetime(2026, 11, 25, 10, tzinfo=UTC))
        stream = io.BytesIO()
        pdf.render(report.document(report.statement(reader, wish), head, _), stream, invariant=True)
    assert (told["by_book"], told["counted"], told["difference"]) == (1_520_000, 1_517_000, -3_000)
    assert (told["savings"], told["solidarity"], told["loans"]) == (20_000, 0, 0)
    assert [row["savings"] for row in told["rows"]] == [0, 0, 0, 20_000, 0]
    assert sum(one["amount"] for one in told["cash"]) == 1_517_000
    words = words_on(PdfReader(stream))
    assert "satu juta lima ratus tujuh belas ribu rupiah" in words
    for name in ("Sumiyati", "Kokom", "Marni", "Eni", "Balai RW"):
        assert name in words
    assert "hilang" not in words.lower()
    assert "kurang" not in words.lower()
