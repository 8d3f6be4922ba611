"""report with the names of goods and sales: which good, which party, with names or without, in every form."""

from pathlib import Path

import pytest

from kpmbooks import house, ledger, trade
from tests.command_line.calling import HEAD, Say

KEYS = {
    "stock": {"rows", "accounts", "months", "totals"},
    "stock-card": {"cards"},
    "cogs": {
        "keeps_stock", "opening", "bought", "brought_in", "returned", "discount", "available", "spoiled", "missing",
        "family", "other", "closing", "cost",
    },
    "profit-per-good": {"rows", "other", "totals"},
    "sales-by-good": {"rows", "other", "totals"},
    "sales-by-weekday": {"rows", "best", "totals"},
    "simple-report": {
        "in", "out", "sales", "result", "cash", "owed_to_us", "we_owe", "deposits", "borrowed", "stock", "months",
        "totals",
    },
    "consignment-slip": {"slips"},
}  # fmt: skip


@pytest.fixture
def stall(say: Say, family: str) -> str:
    with house.open_book(Path(family), "write") as book, book.write() as tx:
        for name, unit, price in (("Beras", "kg", "15000"), ("Telur", "butir", "2500")):
            trade.add_good(tx, ledger.default_ledger(tx), name, {"unit": unit, "price": price})
    for kind, *said in (
        ("beli_dagangan", "items=Beras 10 x 12000; Telur 30 x 2000"),
        ("jual_tunai", "items=Beras 2,5"),
        ("titip_jual", "items=Telur 12", "party=Warung Bu Eni"),
    ):
        words = [word for one in said for word in ("--field", one)]
        assert say("record", family, kind, *words, "--date", "5/1").code == 0
    return family


@pytest.mark.parametrize("name", KEYS)
def test_a_report_has_its_keys_and_comes_in_every_form(say: Say, stall: str, name: str) -> None:
    told = say("report", stall, name, "--format", "json")
    assert (told.code, told.err) == (0, "")
    assert set(told.json) == HEAD | KEYS[name]
    for form, begins in (("text", b"Usaha Gorengan"), ("csv", b""), ("xlsx", b"PK"), ("pdf", b"%PDF-")):
        assert say("report", stall, name, "-o", f"laporan.{form}", "--format", form).code == 0
        assert Path(f"laporan.{form}").read_bytes().startswith(begins)


def test_the_card_of_one_good_is_found_by_its_name(say: Say, stall: str) -> None:
    [card] = say("report", stall, "stock-card", "--good", "beras", "--format", "json").json["cards"]
    assert card["closing"] == {"quantity": 7.5, "value": 90_000, "unit_cost": 12000}
    assert len(say("report", stall, "stock-card", "--format", "json").json["cards"]) == 2


def test_names_are_told_when_they_are_asked_for(say: Say, stall: str) -> None:
    for name in ("stock", "consignment-slip"):
        assert "Eni" not in say("report", stall, name).out
        assert "Warung Bu Eni" in say("report", stall, name, "--names").out
    [slip] = say("report", stall, "consignment-slip", "--party", "warung bu eni", "--format", "json").json["slips"]
    assert slip["party"] is None
    assert slip["ours"]["goods"][0]["there"] == 12


def test_stock_of_an_earlier_day_is_as_it_was(say: Say, stall: str) -> None:
    told = say("report", stall, "stock", "--to", "4/1", "--format", "json").json
    assert (told["rows"], told["totals"]["account"]) == ([], 0)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("stock-card", "--good", "Emas"), "good-unknown"),
        (("stock", "--good", "Beras"), "good-not-here"),
        (("cogs", "--names"), "names-not-here"),
        (("stock", "--party", "Warung Bu Eni"), "party-not-here"),
        (("consignment-slip", "--party", "Siapa"), "party-unknown"),
    ],
)
def test_what_a_report_cannot_follow_is_refused(say: Say, stall: str, words: tuple[str, ...], code: str) -> None:
    refused = say("report", stall, *words, "--format", "json")
    assert refused.code == 1
    assert [one for one, _where in refused.problems] == [code]


def test_what_is_kept_of_a_print_names_nobody(say: Say, stall: str) -> None:
    printed = say("report", stall, "consignment-slip", "--party", "Warung Bu Eni", "--names", "-o", "nota.pdf")
    code = printed.err.split("Kode periksa ")[1].split()[0]
    assert say("check", stall, "--code", code, "--json").json["print"]["matches"] is True
