"""report price-list and report equipment, in the forms that their papers take."""

from pathlib import Path

from tests.command_line.calling import Say


def test_the_command_line_gives_both_reports_and_their_forms(say: Say, family: str) -> None:
    Path("harga.csv").write_text("barang;satuan;harga\nBakwan;biji;1000\n", encoding="utf-8")
    assert say("import", family, "harga.csv", "--what", "prices").code == 0
    listed = say("report", family, "price-list", "--format", "json").json
    assert listed["rows"] == [
        {"name": "Bakwan", "unit": "biji", "sort": "dagangan", "price": 1000, "hours": 0, "transport": 0}
    ]
    assert say("report", family, "price-list", "--form", "cards", "-o", "kartu.pdf").code == 0
    assert say("record", family, "beli_alat", "--field", "amount=500000").code == 0
    assert say("report", family, "equipment", "--format", "json").json["not_listed"] == {
        "cost": 500_000,
        "depreciation": 0,
    }
    assert say("report", family, "equipment", "--form", "blank").code == 0
    assert say("report", family, "equipment", "--form", "cards").code == 1
    assert say("report", family, "income", "--form", "cards").code == 1
