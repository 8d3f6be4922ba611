"""Aid: capital of the group, in money and in goods; a plan beside what was used, by hand; its paper."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from kpmbooks import group, house, ledger, recording, statements
from kpmbooks.book import Book
from kpmbooks.group import aid, arisan
from kpmbooks.i18n import translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected
from reports import GROUP, ReportHead, Request
from reports.render import pdf
from tests import books, meetings
from tests.books import JANUARY, TODAY, own
from tests.paper_boxes import on_each_other, outside, words_on

_ = translator("id")


@pytest.fixture
def book() -> Iterator[Book]:
    """10.000.000 in money, a stove worth 900.000; a plan of three lines; two purchases and one that is no use."""
    with meetings.with_members(5) as made:
        books.record(made, "terima_bantuan", amount=10_000_000, party="Dinas Sosial", date="5/1/2026")
        books.record(made, "bantuan_barang", tools=900_000, party="Baznas", memo="Kompor", date="6/1/2026")
        plan(made, ("", "Alat", 6_000_000), ("", "Bahan", 3_000_000), ("", "Label", 500_000))
        yield made


def plan(book: Book, *lines: tuple[str, str, int]) -> None:
    with book.write() as tx:
        aid.set_plan(tx, own(tx), [(key, name, Rupiah(amount)) for key, name, amount in lines])


def put(book: Book, number: str, line: str) -> None:
    with book.write() as tx:
        aid.put_to_line(tx, own(tx), [ledger.entry_by_number(tx, number).uid], line)


def told(book: Book, until: date = TODAY) -> aid.Aid:
    with book.read() as reader:
        return aid.aid_of(reader, own(reader), until)


def test_aid_is_capital_and_no_income(book: Book) -> None:
    now = told(book)
    assert (int(now.money), int(now.goods), int(now.planned), int(now.unplanned)) == (
        10_000_000, 900_000, 9_500_000, 500_000,
    )  # fmt: skip
    assert [(one.giver, one.in_goods) for one in now.received] == [("Dinas Sosial", False), ("Baznas", True)]
    with book.read() as reader:
        assert int(statements.income(reader, own(reader), JANUARY).net) == 0
        assert books.balance(reader, "Modal bantuan") == -10_900_000


def test_records_are_put_to_lines_and_what_is_left_follows(book: Book) -> None:
    tools = books.record(book, "beli_alat", amount=5_250_000, memo="Mesin jahit", date="8/1/2026")
    soap = books.record(book, "gas_listrik_air", amount=300_000, date="9/1/2026")
    put(book, tools, "1")
    put(book, soap, "2")
    now = told(book)
    assert [(line.name, int(line.used), int(line.left)) for line in now.lines] == [
        ("Alat", 5_250_000, 750_000), ("Bahan", 300_000, 2_700_000), ("Label", 0, 500_000),
    ]  # fmt: skip
    assert (int(now.used), int(now.left)) == (5_550_000, 4_450_000)
    assert int(told(book, date(2026, 1, 8)).used) == 5_250_000
    put(book, soap, "3")
    assert [int(line.used) for line in told(book).lines] == [5_250_000, 0, 300_000]
    put(book, soap, "")
    assert int(told(book).used) == 5_250_000


def test_a_correction_stays_at_its_line_and_what_is_taken_back_leaves_it(book: Book) -> None:
    number = books.record(book, "gas_listrik_air", amount=300_000, date="9/1/2026")
    put(book, number, "2")
    with book.write() as tx:
        right = recording.correct(tx, number, "gas_listrik_air", {"amount": 30_000}, today=TODAY, reason="nol")
    assert int(told(book).lines[1].used) == 30_000
    with book.write() as tx:
        recording.reverse(tx, right.number, today=TODAY)
    assert told(book).lines[1].uses == ()
    with book.write() as tx:
        recording.undo(tx, today=TODAY)
    assert int(told(book).lines[1].used) == 30_000
    with book.read() as reader:
        assert house.check(reader).faults == ()


def test_what_can_be_put_is_what_spent_the_business_money(book: Book) -> None:
    soap = books.record(book, "gas_listrik_air", amount=300_000, memo="Gas", date="9/1/2026")
    moved: dict[str, str | int | date | None] = {"amount": 1_000_000, "from": "kas", "to": "bank"}
    with book.write() as tx:
        recording.record(tx, "pindah_uang", moved, ledger=own(tx), today=TODAY)
    books.record(book, "tabungan_masuk", amount=50_000, party="Ibu Dewi", date="10/1/2026")
    books.record(book, "tabungan_keluar", amount=50_000, party="Ibu Dewi", date="10/1/2026")
    books.record(book, "jual_tunai", amount=75_000, date="10/1/2026")
    with book.read() as reader:
        found = aid.open_uses(reader, own(reader), books.START, TODAY)
    assert [(one.number, one.words, int(one.amount)) for one in found] == [(soap, "Gas", 300_000)]
    put(book, soap, "1")
    with book.read() as reader:
        assert aid.open_uses(reader, own(reader), books.START, TODAY) == ()


def test_a_line_with_records_cannot_go_and_one_that_is_renamed_keeps_them(book: Book) -> None:
    put(book, books.record(book, "gas_listrik_air", amount=300_000, date="9/1/2026"), "2")
    with pytest.raises(Rejected) as caught:
        plan(book, ("1", "Alat", 6_000_000))
    assert [one.code for one in caught.value.problems] == ["aid-line-used"]
    plan(book, ("2", "Bahan baku", 4_000_000), ("", "Kemasan", 250_000))
    now = told(book)
    assert [(line.id, line.name, int(line.used)) for line in now.lines] == [
        ("2", "Bahan baku", 300_000), ("4", "Kemasan", 0),
    ]  # fmt: skip


def test_a_line_that_names_who_is_forgotten_loses_its_words_and_keeps_its_figures(book: Book) -> None:
    plan(book, ("1", "Gerobak Ibu Dewi", 6_000_000))
    with book.write() as tx:
        group.erase_member(tx, group.members_of(tx)[1])
    with book.read() as reader:
        kept = reader.connection.exec_driver_sql("SELECT count(*) FROM texts WHERE text LIKE '%Dewi%'").scalar()
        told_ = reader.connection.exec_driver_sql("SELECT count(*) FROM facts WHERE value LIKE '%Dewi%'").scalar()
    assert (kept, told_) == (0, 0)
    assert [(line.id, line.name, int(line.amount)) for line in told(book).lines] == [("1", "", 6_000_000)]


def test_a_plan_needs_words_and_amounts_that_differ(book: Book) -> None:
    with pytest.raises(Rejected) as caught:
        plan(book, ("", "", 1), ("", "Alat", 0), ("", "alat", 5))
    assert [one.code for one in caught.value.problems] == [
        "aid-line-name", "aid-line-amount", "aid-line-twice",
    ]  # fmt: skip
    with book.write() as tx, pytest.raises(Rejected):
        aid.put_to_line(tx, own(tx), [], "9")


def paper(book: Book, name: str) -> tuple[Any, PdfReader]:
    report = GROUP[name]
    with book.read() as reader:
        place = own(reader)
        cash = next(one for one in ledger.accounts(reader, place) if one.is_cash)
        statement = report.statement(reader, Request(place, cash, JANUARY))
        head = ReportHead(book.owner.name, JANUARY, datetime(2026, 1, 31, 10, tzinfo=UTC), "7K3M-Q9TD")
        stream = io.BytesIO()
        pdf.render(report.document(statement, head, _), stream, invariant=True)
        return report.own_figures(statement), PdfReader(stream)


def test_the_paper_says_what_was_received_planned_used_and_left(book: Book) -> None:
    put(book, books.record(book, "gas_listrik_air", amount=300_000, memo="Dua tabung gas", date="9/1/2026"), "2")
    figures, pages = paper(book, "aid")
    assert figures["totals"] == {
        "money": 10_000_000, "goods": 900_000, "planned": 9_500_000, "used": 300_000, "left": 9_700_000,
        "unplanned": 500_000,
    }  # fmt: skip
    words = words_on(pages)
    for told_ in ("10.000.000", "900.000", "Dinas Sosial", "Dua tabung gas", "2.700.000"):
        assert told_ in words, told_
    assert outside(pages, "A4") == []
    assert on_each_other(pages) == []


def test_the_arisan_list_is_whole_with_twenty_and_says_the_seed() -> None:
    with meetings.with_members(20) as book:
        with book.write() as tx:
            round_ = arisan.begin_arisan(
                tx, own(tx), "Arisan Melati", Rupiah(50_000), group.members_of(tx), since=books.START
            )
            arisan.draw(tx, own(tx), round_, day=TODAY, seed="melati 12")
        figures, pages = paper(book, "arisan")
    assert figures["pot"] == 1_000_000
    assert [row["turn"] for row in figures["rows"]].count(1) == 1
    assert "melati 12" in words_on(pages)
    assert outside(pages, "A4") == []
    assert on_each_other(pages) == []
