"""Commands about records."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kpmbooks import house, ledger, trade
from kpmbooks.group import add_member, decide_rules, note_disbursement
from kpmbooks.ledger import entry_by_number
from kpmbooks.recording import kinds
from tests.command_line.calling import Say
from tests.meetings import RULES
from ui.__main__ import main


def test_a_stall_is_closed_with_five_boxes(say: Say, family: str) -> None:
    boxes = {"drawer": "350rb", "float": "50.000", "shopping": "80000", "family": "40 ribu", "bon": "15.000"}
    fields = [word for name, value in boxes.items() for word in ("--field", f"{name}={value}")]
    done = say("record", family, "tutup_lapak", *fields, "--date", "5/1", "--source", "drawer", "--json")
    assert done.code == 0
    assert set(done.json) == {"number", "entry"}
    assert len(bytes.fromhex(done.json["entry"])) == 16
    told = say("report", family, "income", "--format", "json").json
    assert told["totals"] == {"revenue": 435_000, "cost": 80_000, "expense": 0, "other": 0, "net": 355_000}
    # What was taken for the family has arrived in her household ledger.
    home = next(one for one in say("ledgers", family, "--json").json["ledgers"] if one["kind"] == "keluarga")
    book = say("report", family, "cash-book", "--ledger", str(home["id"]), "--format", "json").json
    assert book["totals"] == {"in": 40_000, "out": 0}


def test_short_words_are_fields(say: Say, group: str) -> None:
    one = say("record", group, "jual_tunai", "--amount", "12x3500", "--date", "6/1", "--memo", "tahu isi")
    two = say(
        "record", group, "jual_tunai", "--field", "amount=42.000", "--field", "date=2026-01-06",
        "--field", "memo=tahu isi",
    )  # fmt: skip
    assert (one.code, two.code) == (0, 0)
    first, second = say("report", group, "cash-book", "--format", "json").json["rows"]
    assert {key: first[key] for key in ("date", "memo", "in")} == {
        "date": "2026-01-06",
        "memo": "tahu isi",
        "in": 42_000,
    }
    assert {key: first[key] for key in ("date", "memo", "in")} == {key: second[key] for key in ("date", "memo", "in")}


def test_the_answer_names_the_record(say: Say, group: str) -> None:
    done = say("record", group, "jual_tunai", "--amount", "1000")
    assert "2026-A-001" in done.out
    assert done.err == ""


def test_a_record_says_where_it_comes_from(say: Say, group: str) -> None:
    say("record", group, "jual_tunai", "--amount", "5000", "--source", "remembered")
    say("record", group, "jual_tunai", "--amount", "5000")
    with house.open_book(Path(group)) as book, book.read() as reader:
        assert [entry_by_number(reader, f"2026-A-00{n}").source for n in (1, 2)] == ["remembered", "typed"]


def test_an_ambiguous_amount_is_asked_back_with_its_readings(say: Say, group: str) -> None:
    asked = say("record", group, "jual_tunai", "--amount", "1.5", "--json")
    assert (asked.code, asked.problems) == (1, [("amount-ambiguous", "amount")])
    assert asked.json["problems"][0]["choices"] == [1_500, 1_500_000]
    assert say("check", group, "--json").json["entries"] == 0


def test_every_problem_is_told_at_once_each_in_a_line(say: Say, group: str) -> None:
    words = ("--amount", "banyak", "--date", "31/2/2026", "--field", "warna=merah")
    refused = say("record", group, "jual_tunai", *words)
    assert (refused.code, refused.out) == (1, "")
    assert sorted(line.split(":")[0] for line in refused.err.splitlines()) == ["amount", "date", "warna"]
    told = say("record", group, "jual_tunai", *words, "--json")
    assert sorted(str(where) for _, where in told.problems) == ["amount", "date", "warna"]
    assert all(set(one) == {"code", "text", "where"} for one in told.json["problems"])


def test_negative_amounts_are_amounts_and_no_options(say: Say, group: str) -> None:
    for written in ("-5000", "-5.000", "-5rb", "-Rp5.000", "−5.000"):
        refused = say("record", group, "jual_tunai", "--amount", written, "--json")
        assert (refused.code, refused.problems) == (1, [("field-negative", "amount")]), written


def test_cash_below_zero_is_a_warning(say: Say, group: str) -> None:
    done = say("record", group, "uang_keluar_lain", "--amount", "20rb", "--json")
    assert done.code == 0
    assert done.json["number"] == "2026-A-001"
    assert "−Rp20.000" in done.err


def test_a_date_of_next_year_is_one_plain_sentence_and_nothing_is_written(say: Say, group: str) -> None:
    refused = say("record", group, "jual_tunai", "--amount", "5000", "--date", "2027-01-05")
    assert (refused.code, len(refused.err.splitlines())) == (1, 1)
    assert "5 Januari 2027" in refused.err
    assert say("check", group, "--json").json["entries"] == 0


def test_a_record_is_taken_back_once(say: Say, group: str) -> None:
    number = say("record", group, "jual_tunai", "--amount", "5000", "--json").json["number"]
    assert say("reverse", group, number, "--reason", "keliru").code == 0
    assert say("reverse", group, number).code == 1
    told = say("report", group, "cash-book", "--format", "json").json
    assert [(row["struck"], row["balance"]) for row in told["rows"]] == [(True, None)]
    assert (told["totals"], told["closing"]) == ({"in": 0, "out": 0}, 0)


def test_the_ledger_is_chosen_by_name_or_id(say: Say, family: str) -> None:
    home = say("ledgers", family, "--json").json["ledgers"][1]
    for wish in (home["name"], home["name"].upper(), str(home["id"])):
        assert say("record", family, "upah_masuk", "--amount", "10rb", "--ledger", wish).code == 0, wish
    told = say("report", family, "income", "--ledger", home["name"], "--format", "json").json
    assert (told["ledger"], told["totals"]["revenue"]) == (home["name"], 30_000)
    unknown = say("record", family, "upah_masuk", "--amount", "10rb", "--ledger", "kas desa", "--json")
    assert (unknown.code, unknown.problems) == (1, [("ledger-unknown", "ledger")])


def test_a_day_off_is_recorded_and_taken_back_by_its_number(say: Say, group: str) -> None:
    done = say("record", group, "libur", "--date", "5/1", "--memo", "Hujan", "--json")
    assert (done.code, done.json["number"]) == (0, "libur-1")
    assert len(bytes.fromhex(done.json["entry"])) == 16
    again = say("record", group, "libur", "--date", "5/1", "--json")
    assert (again.code, again.problems) == (1, [("day-off-twice", "date")])
    assert say("record", group, "libur", "--amount", "5000", "--json").problems == [("field-unknown", "amount")]
    told = {kind["id"]: kind for kind in say("kinds", "--json").json["kinds"]}["libur"]
    assert (told["ledgers"], told["postings"]) == (["kelompok", "usaha"], [])
    assert "5 Januari 2026" in say("reverse", group, "libur-1").out
    assert say("reverse", group, "libur-1").code == 1
    assert say("record", group, "libur", "--date", "5/1").code == 0
    assert say("check", group).code == 0


def test_today_is_only_the_default_date(say: Say, group: str) -> None:
    say("record", group, "jual_tunai", "--amount", "5000", today="2026-01-09")
    say("record", group, "jual_tunai", "--amount", "5000", "--date", "kemarin", today="2026-01-09")
    rows = say("report", group, "cash-book", "--format", "json").json["rows"]
    assert [row["date"] for row in rows] == ["2026-01-08", "2026-01-09"]
    with house.open_book(Path(group)) as book, book.read() as reader:
        written = reader.connection.exec_driver_sql("SELECT written_at FROM entries").scalars().all()
    moment = date.fromtimestamp(min(written) / 1000)  # noqa: DTZ012 - the machine's own day is what is asked
    assert moment == date.today()  # noqa: DTZ011


def test_kinds_are_told_with_fields_and_postings(say: Say) -> None:
    told = {kind["id"]: kind for kind in say("kinds", "--json").json["kinds"]}
    assert list(told) == list(kinds())
    assert {"id", "name", "ledgers", "fields", "postings"} <= set(told["jual_tunai"])
    amount = next(field for field in told["jual_tunai"]["fields"] if field["name"] == "amount")
    assert (amount["type"], amount["required"]) == ("amount", True)
    postings = told["tutup_lapak"]["postings"]
    assert {"debit": "@box", "credit": "penjualan", "amount": "cash_sales", "end": "own"} in postings
    assert told["tutup_lapak"]["amounts"]["cash_sales"] == "drawer − float + shopping + family"


def test_kinds_are_told_in_the_language_asked_for(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Tutup lapak" in say("kinds").out
    assert main(["--lang", "en", "kinds"]) == 0
    assert "Close the stall" in capsys.readouterr().out


def test_goods_are_named_in_a_record_and_the_amount_follows_from_them(say: Say, family: str) -> None:
    with house.open_book(Path(family), "write") as book, book.write() as tx:
        trade.add_good(tx, ledger.default_ledger(tx), "Beras", {"unit": "kg", "price": "14000"})
    bought = say("record", family, "beli_dagangan", "--field", "items=beras 10 x 12000", "--date", "5/1")
    sold = say("record", family, "jual_tunai", "--field", "items=beras 2,5", "--date", "6/1")
    assert (bought.code, sold.code) == (0, 0)
    totals = say("report", family, "income", "--format", "json").json["totals"]
    assert totals == {"revenue": 35_000, "cost": 30_000, "expense": 0, "other": 0, "net": 5_000}


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ("beras 11", "stock-short"),
        ("gula 1", "good-unknown"),
        ("beras", "goods-quantity-missing"),
        ("beras 1 x 0", "price-zero"),
        ("beras 0", "stock-nothing"),
        ("telur 1,5", "quantity-not-whole"),
    ],
)
def test_goods_that_cannot_be_are_one_sentence_and_change_nothing(say: Say, family: str, items: str, code: str) -> None:
    with house.open_book(Path(family), "write") as book, book.write() as tx:
        place = ledger.default_ledger(tx)
        trade.add_good(tx, place, "Beras", {"unit": "kg", "price": "14000"})
        trade.add_good(tx, place, "Telur", {"unit": "butir", "price": "2500"})
        there = {"items": "beras 10 x 12000; telur 40 x 2000"}
        trade.record(tx, "stok_awal", there, ledger=place, today=date(2026, 1, 5))
    refused = say("record", family, "jual_tunai", "--field", f"items={items}", "--json")
    assert refused.code == 1
    assert refused.problems == [(code, "items")]
    assert say("report", family, "income", "--format", "json").json["totals"]["revenue"] == 0


def test_the_list_of_kinds_says_which_fields_name_goods(say: Say) -> None:
    told = {one["id"]: one for one in say("kinds", "--json").json["kinds"]}
    assert [field["name"] for field in told["produksi"]["fields"] if field["type"] == "goods"] == [
        "used", "items", "failed",
    ]  # fmt: skip
    assert {"debit": "hpp", "credit": "persediaan_dagangan", "amount": "cost", "end": "own"} in told["jual_tunai"][
        "postings"
    ]


def test_money_of_members_on_a_day_on_which_aid_is_paid_out_is_taken_and_noted(say: Say, group: str) -> None:
    with house.open_book(Path(group), "write") as book, book.write() as tx:
        note_disbursement(tx, ledger.default_ledger(tx), date(2026, 1, 12))
    quiet = [
        say("record", group, "iuran_rapat", "--amount", "2000", "--date", "13/1"),
        say("record", group, "jual_tunai", "--amount", "2000", "--date", "12/1"),
    ]
    assert [(one.code, one.err) for one in quiet] == [(0, ""), (0, "")]
    warned = say("record", group, "iuran_rapat", "--amount", "2000", "--date", "12/1")
    assert warned.code == 0
    assert "12 Januari 2026" in warned.err


def test_a_loan_above_what_the_rules_allow_is_taken_and_noted(say: Say, group: str) -> None:
    with house.open_book(Path(group), "write") as book, book.write() as tx:
        place = ledger.default_ledger(tx)
        decide_rules(tx, place, replace(RULES, loans=replace(RULES.loans, multiple=3)))
        add_member(tx, "Tuti")
    say("record", group, "saldo_awal", "--field", "cash=1000000", "--date", "1/1")
    say("record", group, "tabungan_masuk", "--amount", "50000", "--field", "party=Tuti")
    within = say("record", group, "beri_pinjaman", "--amount", "150000", "--field", "party=Tuti")
    assert (within.code, within.err) == (0, "")
    above = say("record", group, "beri_pinjaman", "--amount", "1", "--field", "party=Tuti")
    assert above.code == 0
    assert "Rp150.001" in above.err  # what she owes now; three times 50.000 are 150.000
    assert "Rp150.000" in above.err
