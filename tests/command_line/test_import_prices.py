"""import --what prices: new goods are added, known ones take the new price, bad rows are named, twice takes nothing."""

from pathlib import Path

from kpmbooks import house, ledger, trade
from tests.command_line.calling import Say

HEAD = "barang;satuan;harga;modal\n"


def prices(book: str) -> dict[str, tuple[str, int | None]]:
    with house.open_book(Path(book)) as opened, opened.read() as reader:
        goods = trade.goods_of(reader, ledger.default_ledger(reader))
        return {good.name: (good.unit, None if good.price is None else int(good.price)) for good in goods}


def write(rows: str) -> str:
    Path("harga.csv").write_text(HEAD + rows, encoding="utf-8")
    return "harga.csv"


def test_new_goods_are_added_and_known_ones_take_the_new_price(say: Say, family: str) -> None:
    first = say("import", family, write("Beras;kg;14.000;12500\nGula;kg;18000;\n"), "--what", "prices", "--json")
    assert (first.code, first.json) == (
        0,
        {
            "read": 2,
            "taken": 2,
            "already_there": 0,
            "skipped": [],
            "new_accounts": [],
            "totals": {"in": 0, "out": 0},
            "notes": [],
        },
    )
    again = say("import", family, write("beras;;15000;\nGula;kg;Rp18.000;\nTeh;;5rb;\n"), "--what", "prices", "--json")
    assert (again.json["taken"], again.json["already_there"]) == (2, 1)
    assert prices(family) == {"Beras": ("kg", 15_000), "Gula": ("kg", 18_000), "Teh": ("", 5_000)}


def test_importing_twice_takes_nothing_the_second_time(say: Say, family: str) -> None:
    file = write("Beras;kg;14000;12500\n")
    assert say("import", family, file, "--what", "prices").code == 0
    again = say("import", family, file, "--what", "prices", "--json").json
    assert (again["read"], again["taken"], again["already_there"]) == (1, 0, 1)


def test_a_dry_run_changes_nothing(say: Say, family: str) -> None:
    told = say("import", family, write("Beras;kg;14000;\n"), "--what", "prices", "--dry-run", "--json")
    assert told.json["taken"] == 1
    assert prices(family) == {}


def test_bad_rows_are_named_and_partial_takes_the_good_ones(say: Say, family: str) -> None:
    file = write(
        "Beras;kg;14000;\nGula;kg;0;\n;kg;5000;\nTeh;;mahal;\nKopi;;;\nberas;kg;15000;\nEs;;-500;\na;b;100;\n12;;100;\n"
    )
    refused = say("import", family, file, "--what", "prices", "--json")
    assert refused.code == 1
    assert [one["where"] for one in refused.json["problems"]] == [f"baris {row}" for row in (3, 4, 5, 6, 7, 8, 10)]
    assert prices(family) == {}
    partial = say("import", family, file, "--what", "prices", "--partial", "--json")
    assert (partial.code, partial.json["taken"]) == (0, 2)
    assert [one["row"] for one in partial.json["skipped"]] == [3, 4, 5, 6, 7, 8, 10]
    assert prices(family) == {"Beras": ("kg", 14_000), "a": ("b", 100)}


def test_a_file_without_the_needed_columns_is_refused_in_one_sentence(say: Say, family: str) -> None:
    Path("x.csv").write_text("tanggal;jumlah\n1/1/2026;5\n", encoding="utf-8")
    refused = say("import", family, "x.csv", "--what", "prices", "--json")
    assert (refused.code, [one["code"] for one in refused.json["problems"]]) == (1, ["no-headings"])


def test_a_household_has_no_price_list(say: Say, family: str) -> None:
    words = ("import", family, write("Beras;kg;14000;\n"), "--what", "prices", "--ledger", "Keluarga Gorengan Bu Sri")
    refused = say(*words, "--json")
    assert (refused.code, [one["code"] for one in refused.json["problems"]]) == (1, ["prices-not-here"])


def test_who_keeps_no_stock_is_not_made_to_by_a_price_list(say: Say, family: str) -> None:
    assert say("import", family, write("Beras;kg;14000;\n"), "--what", "prices").code == 0
    assert say("record", family, "jual_tunai", "--field", "items=beras 2").code == 0
    with house.open_book(Path(family)) as opened, opened.read() as reader:
        good = trade.goods_of(reader, ledger.default_ledger(reader))[0]
        assert not good.stocked
        assert house.check(reader).faults == ()
