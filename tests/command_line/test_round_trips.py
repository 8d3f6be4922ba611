"""What goes out comes in again: the cash book through Excel, the journal through CSV, from the command line."""

from pathlib import Path
from typing import Any

import pytest

from tests.command_line.calling import Say

ODD = ("=HYPERLINK(1)", "+62 812 Bu Ani", "-5 kg retur", "@warung", "'kutip' \"dua\"; tiga, empat", "7 × 3.500 – ½ kg")


def _live(say: Say, book: str) -> None:
    """Some days with one taken back, one that moves money both ways, and memos that spreadsheets would run."""
    assert say("record", book, "saldo_awal", "--field", "cash=500rb", "--date", "1/1/2026").code == 0
    for nth, memo in enumerate(ODD, 2):
        words = ("jual_tunai", f"--amount={nth}000", f"--memo={memo}", "--date", f"{nth}/1/2026")
        assert say("record", book, *words).code == 0
    gas = ("gas_listrik_air", "--amount", "22rb", "--memo", "Gas 3 kg", "--date", "9/1/2026")
    assert say("record", book, *gas).code == 0
    assert say("reverse", book, "2026-A-003").code == 0
    boxes = ("drawer=300rb", "float=50rb", "shopping=80rb", "family=40rb")
    evening = ("tutup_lapak", "--date", "10/1/2026", *(word for box in boxes for word in ("--field", box)))
    assert say("record", book, *evening).code == 0
    assert say("record", book, "beli_bahan", "--amount", "75rb", "--memo", "minyak", "--date", "10/1/2026").code == 0


def _new(say: Say, name: str) -> None:
    assert say("new", name, "--family", "Gorengan Bu Sri", "--sector", "kuliner", "--start", "1/1/2026").code == 0


def _cash(say: Say, book: str) -> list[tuple[str, str, int, int, int]]:
    rows: list[dict[str, Any]] = say("report", book, "cash-book", "--format", "json").json["rows"]
    return [(row["date"], row["memo"], row["in"], row["out"], row["balance"]) for row in rows if not row["struck"]]


def test_a_cash_book_goes_through_excel_unchanged(say: Say, family: str) -> None:
    _live(say, family)
    assert say("export", family, "--as", "xlsx", "-o", "buku.xlsx").code == 0
    _new(say, "baru.kpm")
    taken = say("import", "baru.kpm", "buku.xlsx", "--what", "cash", "--json")
    assert (taken.code, taken.json["skipped"]) == (0, [])
    before, after = _cash(say, family), _cash(say, "baru.kpm")
    memos = {memo for _, memo, *_ in before}
    assert set(ODD) - memos == {ODD[1]}  # the one that was taken back
    # A line without words of its own carries the name of its kind.
    named = [(day, memo or "Isi awal buku", came, went, left) for day, memo, came, went, left in before]
    evening = next(nth for nth, row in enumerate(named) if row[2] and row[3])
    day, _, came, went, left = named[evening]
    assert (came, went) == (370_000, 120_000)
    named[evening : evening + 1] = [(day, "Tutup lapak", came, 0, left + went), (day, "Tutup lapak", 0, went, left)]
    assert after == named
    assert say("import", "baru.kpm", "buku.xlsx", "--what", "cash", "--json").json["taken"] == 0


@pytest.mark.parametrize("form", ["csv", "csv-excel"])
def test_a_journal_goes_through_csv_to_the_same_balances(say: Say, family: str, form: str) -> None:
    _live(say, family)
    assert say("export", family, "--as", form, "-o", "jurnal.csv").code == 0
    _new(say, "baru.kpm")
    taken = say("import", "baru.kpm", "jurnal.csv", "--what", "journal", "--json")
    assert (taken.code, taken.json["skipped"], taken.json["new_accounts"]) == (0, [], [])
    balances = [say("report", book, "trial-balance", "--format", "json").json["rows"] for book in (family, "baru.kpm")]
    assert balances[0] == balances[1] != []
    assert say("import", "baru.kpm", "jurnal.csv", "--what", "journal", "--json").json["taken"] == 0


def test_a_group_s_purses_go_through_csv_too(say: Say, group: str) -> None:
    assert say("record", group, "tabungan_masuk", "--amount", "25rb", "--field", "party=Ibu Dewi").code == 0
    assert say("record", group, "jual_tunai", "--amount", "70rb").code == 0
    say("export", group, "--as", "csv", "-o", "jurnal.csv")
    assert say("new", "baru.kpm", "--group", "KUBE Melati", "--start", "1/1/2026").code == 0
    assert say("import", "baru.kpm", "jurnal.csv", "--what", "journal").code == 0
    balances = [say("report", book, "trial-balance", "--format", "json").json["rows"] for book in (group, "baru.kpm")]
    assert balances[0] == balances[1] != []


def test_the_workbook_of_a_practice_book_stays_out_of_a_real_one(say: Say, group: str) -> None:
    assert say("demo", "latihan.kpm", "--months", "1").code == 0
    assert say("export", "latihan.kpm", "--as", "xlsx", "-o", "buku.xlsx").code == 0
    refused = say("import", group, "buku.xlsx", "--what", "cash")
    assert refused.code == 1
    assert Path("buku.xlsx").exists()
    assert say("report", group, "cash-book", "--format", "json").json["rows"] == []
