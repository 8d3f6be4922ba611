"""Debts on paper: by age, one party's card, the list of whoever collects; and no name where none was asked for."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from kpmbooks import ledger
from kpmbooks.book import Book, Reader
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.problems import Rejected
from kpmbooks.trade import change_party, debt_accounts, give_name, named_party
from reports import TRADE, ReportHead, Request, find_report
from reports.render import csv, pdf, text, xlsx
from tests.books import START, balance, family, own, record

DAY = date(2026, 6, 30)
PERIOD = Period(START, DAY)
HEAD = ReportHead("Keluarga Bu Siti", PERIOD)
_ = translator("id")


@pytest.fixture
def book() -> Iterator[Book]:
    """What others owe, by the day on which it was to be paid: 30 Jun is 0 days late, 29 Jun one, 30 May 31 …"""
    with family() as made:
        told = (
            ("Bu Wati", 10_000, date(2026, 6, 23), "30 Juni"),  # not late yet
            ("Bu Wati", 20_000, date(2026, 6, 22), "29 Juni"),  # 1 day
            ("Pak Ujang", 40_000, date(2026, 5, 1), "31 Mei"),  # 30 days
            ("Pak Ujang", 80_000, date(2026, 5, 1), "30 Mei"),  # 31 days
            ("Bu Nur", 160_000, date(2026, 4, 1), "1 Mei"),  # 60 days
            ("Bu Nur", 320_000, date(2026, 4, 1), "30 April"),  # 61 days
            ("Bu Lina", 640_000, date(2026, 3, 1), "1 April"),  # 90 days
            ("Bu Lina", 1_280_000, date(2026, 3, 1), "31 Maret"),  # 91 days
            ("Bu Sum", 5_000, date(2026, 6, 29), ""),  # nothing agreed: counted from its own day
        )
        for who, amount, day, due in told:
            record(made, "jual_belum_dibayar", party=who, amount=amount, date=day, due=due)
        record(made, "saldo_awal", bon=7_000, date=START)
        record(made, "beli_belum_dibayar", party="Pak Budi", amount=200_000, date=date(2026, 6, 20), due="30 hari")
        record(made, "jual_belum_dibayar", party="Bu Lunas", amount=9_000, date=date(2026, 6, 1))
        record(made, "terima_bayar_bon", party="Bu Lunas", amount=9_000, date=date(2026, 6, 2))
        with made.write() as tx:
            change_party(tx, named_party(tx, "Bu Wati"), phone="0812-0000-1001")
        yield made


def asked(reader: Reader, **words: str) -> Request:
    place = own(reader)
    return Request(place, ledger.find_account(reader, place, "Kas"), PERIOD, None, words)


def figures(book: Book, name: str, **words: str) -> dict[str, Any]:
    report = TRADE[name]
    with book.read() as reader:
        return report.figures(report.statement(reader, asked(reader, **words)), HEAD, DAY)


def drawn(book: Book, name: str, **words: str) -> str:
    report = TRADE[name]
    with book.read() as reader:
        document = report.document(report.statement(reader, asked(reader, **words)), HEAD, _)
        stream = io.StringIO()
        text.render(document, stream, width=110)
        return stream.getvalue()


def test_debts_stand_under_the_days_by_which_they_are_late(book: Book) -> None:
    ours, theirs = figures(book, "debts", names="1")["accounts"]
    rows = {row["party"]: tuple(row.values())[1:6] for row in ours["rows"]}
    assert rows == {
        "Bu Wati": (10_000, 20_000, 0, 0, 0),
        "Pak Ujang": (0, 40_000, 80_000, 0, 0),
        "Bu Nur": (0, 0, 160_000, 320_000, 0),
        "Bu Lina": (0, 0, 0, 640_000, 1_280_000),
        "Bu Sum": (0, 5_000, 0, 0, 0),
    }
    assert [row["party"] for row in ours["rows"]] == ["Bu Lina", "Bu Nur", "Pak Ujang", "Bu Wati", "Bu Sum"]
    assert (theirs["account"], theirs["side"], theirs["totals"]["total"]) == ("Utang ke pemasok", "we-owe", 200_000)


def test_rows_and_what_has_no_name_make_the_account(book: Book) -> None:
    with book.read() as reader:
        place = own(reader)
        sums = ledger.sums_through(reader, place.id, DAY)
        said = {
            account.name: abs(int(sums[account.id].net))
            for account in ledger.accounts(reader, place)
            if account.id in sums
        }
    for one in figures(book, "debts")["accounts"]:
        assert sum(row["total"] for row in one["rows"]) + one["without_name"] == one["totals"]["total"]
        assert one["totals"]["total"] == said[one["account"]]
    assert figures(book, "debts")["accounts"][0]["without_name"] == 7_000


def test_without_the_wish_no_name_and_no_phone_is_in_any_form_of_any_of_them(book: Book) -> None:
    words = ("Wati", "Ujang", "Nur", "Lina", "Sum", "Budi", "Lunas", "1001")
    for name, report in TRADE.items():
        if not report.takes_names:
            continue
        about = {"party": "Bu Wati"} if report.takes_party else {}
        plain = drawn(book, name, **about) + str(figures(book, name, **about))
        assert [word for word in words if word in plain] == [], name


def test_the_collectors_list_has_who_owes_and_how_to_reach_her_and_not_who_paid(book: Book) -> None:
    rows = figures(book, "collectors-list", names="1")["rows"]
    assert [row["party"] for row in rows] == ["Bu Lina", "Bu Nur", "Pak Ujang", "Bu Wati", "Bu Sum"]
    wati = rows[3]
    assert (wati["phone"], wati["bills"], wati["amount"], wati["days_late"]) == ("6281200001001", 2, 30_000, 1)
    paper = drawn(book, "collectors-list", names="1")
    assert "0812-0000-1001" in paper
    assert "Bu Lunas" not in paper
    assert "Pak Budi" not in paper


def test_the_card_tells_every_record_and_what_was_left_after_it(book: Book) -> None:
    record(book, "terima_bayar_bon", party="Bu Nur", amount=200_000, date=date(2026, 5, 5))
    (card,) = figures(book, "party-card", party="bu nur", names="1")["accounts"]
    assert [(row["day"], row["change"], row["balance"]) for row in card["rows"]] == [
        ("2026-04-01", 160_000, 160_000),
        ("2026-04-01", 320_000, 480_000),
        ("2026-05-05", -200_000, 280_000),
    ]
    assert [(bill["due"], bill["open"]) for bill in card["bills"]] == [("2026-05-01", 0), ("2026-04-30", 280_000)]


def test_a_card_of_a_later_time_begins_with_what_was_left_before(book: Book) -> None:
    record(book, "terima_bayar_bon", party="Bu Nur", amount=200_000, date=date(2026, 5, 5))
    record(book, "jual_belum_dibayar", party="Bu Nur", amount=1_000, date=date(2026, 5, 20))
    report = TRADE["party-card"]
    with book.read() as reader:
        place = own(reader)
        cash = ledger.find_account(reader, place, "Kas")
        told = {}
        for first, last in (((4, 2), (5, 10)), ((5, 6), (5, 10)), ((5, 11), (6, 30))):
            period = Period(date(2026, *first), date(2026, *last))
            asked = Request(place, cash, period, None, {"party": "Bu Nur", "names": "1"})
            statement = report.statement(reader, asked)
            (card,) = report.figures(statement, HEAD, DAY)["accounts"]
            told[first] = (card["opening"], [row["balance"] for row in card["rows"]])
            assert card["opening"] + sum(row["change"] for row in card["rows"]) == sum(
                bill["open"] for bill in card["bills"]
            )
            stream = io.StringIO()
            text.render(report.document(statement, HEAD, _), stream, width=110)
            assert "Sisa sebelum" in stream.getvalue()
    assert told == {(4, 2): (480_000, [280_000]), (5, 6): (280_000, []), (5, 11): (280_000, [281_000])}


def test_a_card_of_nobody_is_refused(book: Book) -> None:
    for words, code in (({}, "party-wanted"), ({"party": "Bu Tak Dikenal"}, "party-unknown")):
        with pytest.raises(Rejected) as caught:
            figures(book, "party-card", **words)
        assert [problem.code for problem in caught.value.problems] == [code]


def test_every_one_of_them_can_be_drawn_in_every_form(book: Book) -> None:
    with book.write() as tx:
        (bon,) = [one for one in debt_accounts(tx, own(tx)) if one.role == "piutang_usaha"]
        give_name(tx, bon, "Bu " + "Panjang " * 10, 7_000, day=DAY)
    with book.read() as reader:
        assert balance(reader, "Bon pelanggan") == 7_000  # at the end of January
        for name in ("debts", "party-card", "collectors-list"):
            report = find_report(name)
            assert report is not None
            statement = report.statement(reader, asked(reader, party="Bu Nur", names="1"))
            document = report.document(statement, HEAD, _)
            pdf.render(document, io.BytesIO())
            xlsx.render(document, io.BytesIO())
            csv.render(document, io.StringIO())


def test_a_book_without_debts_says_so() -> None:
    with family() as made:
        assert "Tidak ada bon" in drawn(made, "debts")
        assert "Tidak ada yang perlu ditagih" in drawn(made, "collectors-list")
