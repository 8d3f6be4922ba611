"""The command import: the contract's words, answers and exit codes."""

import json
from pathlib import Path

import pytest

from tests.command_line.calling import Say
from tests.outside_files import cash_rows, table, workbook
from tests.test_understanding_journals import rows as journal_rows

KEYS = {"read", "taken", "already_there", "skipped", "new_accounts", "totals"}


@pytest.fixture
def laundry(say: Say) -> str:
    assert say("new", "wangi.kpm", "--family", "Laundry Wangi", "--sector", "jasa", "--start", "1/4/2015").code == 0
    return "wangi.kpm"


def put(name: str, content: str | bytes) -> str:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    return name


def cash_book(say: Say, book: str) -> dict[str, object]:
    told = say("report", book, "cash-book", "--from", "1/4/2015", "--to", "31/12/2026", "--format", "json").json
    return {key: told[key] for key in ("totals", "closing")} | {"rows": len(told["rows"])}


def test_a_cash_book_comes_in_and_is_told_in_json(say: Say, laundry: str) -> None:
    done = say("import", laundry, put("kas.csv", table(cash_rows())), "--what", "cash", "--json")
    assert done.code == 0
    assert done.json.keys() >= KEYS
    assert {key: done.json[key] for key in KEYS} == {
        "read": 12,
        "taken": 12,
        "already_there": 0,
        "skipped": [],
        "new_accounts": [],
        "totals": {"in": 47_200_000, "out": 24_650_000},
    }
    assert cash_book(say, laundry) == {
        "totals": {"in": 47_200_000, "out": 24_650_000},
        "closing": 22_550_000,
        "rows": 12,
    }
    assert say("check", laundry).code == 0


def test_importing_twice_takes_nothing_the_second_time(say: Say, laundry: str) -> None:
    file = put("kas.csv", table(cash_rows()))
    say("import", laundry, file, "--what", "cash")
    again = say("import", laundry, file, "--what", "cash", "--json")
    assert (again.code, again.json["taken"], again.json["already_there"]) == (0, 0, 12)
    assert cash_book(say, laundry)["rows"] == 12


def test_a_dry_run_tells_the_same_and_changes_nothing(say: Say, laundry: str) -> None:
    file = put("kas.csv", table(cash_rows()))
    before = Path(laundry).read_bytes()
    dry = say("import", laundry, file, "--what", "cash", "--dry-run", "--json")
    assert (dry.code, dry.json["taken"]) == (0, 12)
    assert Path(laundry).read_bytes() == before
    assert say("import", laundry, file, "--what", "cash", "--json").json == dry.json


@pytest.mark.parametrize("wishes", [(), ("--dry-run",)])
def test_bad_rows_refuse_the_file_and_each_is_named(say: Say, laundry: str, wishes: tuple[str, ...]) -> None:
    file = put("kas.csv", table([*cash_rows(), ["31/2/2015", "Beli", "", "5.000"], ["1/4/2015", "", "5.000", ""]]))
    before = Path(laundry).read_bytes()
    done = say("import", laundry, file, "--what", "cash", "--json", *wishes)
    assert done.code == 1
    assert done.problems == [("row-date-impossible", "baris 14"), ("row-no-text", "baris 15")]
    assert [line.partition(":")[0] for line in done.err.splitlines()] == ["baris 14", "baris 15"]
    assert Path(laundry).read_bytes() == before


def test_with_partial_the_good_rows_come_in_and_the_bad_ones_are_named(say: Say, laundry: str) -> None:
    file = put("kas.csv", table([*cash_rows(), ["31/2/2015", "Beli", "", "5.000"], ["1/4/2015", "", "5.000", ""]]))
    done = say("import", laundry, file, "--what", "cash", "--partial", "--json")
    assert done.code == 0
    assert (done.json["read"], done.json["taken"]) == (14, 12)
    assert [one["row"] for one in done.json["skipped"]] == [14, 15]
    assert all(one["reason"].endswith(".") for one in done.json["skipped"])
    told = say("import", laundry, file, "--what", "cash", "--partial")
    assert (told.code, "Baris 14: " in told.err, "Baris 15: " in told.err) == (0, True, True)


def test_rows_become_the_kinds_and_the_source_that_were_wished(say: Say, laundry: str) -> None:
    file = put("kas.csv", table(cash_rows()))
    done = say(
        "import", laundry, file, "--what", "cash", "--account", "Bank", "--kind-in", "jual_tunai", "--kind-out",
        "beli_bahan", "--source", "sheet",
    )  # fmt: skip
    assert done.code == 0
    income = say("report", laundry, "income", "--from", "1/4/2015", "--to", "30/4/2015", "--format", "json").json
    assert (income["totals"]["revenue"], income["totals"]["cost"]) == (47_200_000, 24_650_000)
    assert cash_book(say, laundry)["rows"] == 0


@pytest.mark.parametrize(
    ("words", "code", "where"),
    [
        (("--kind-in", "tidak_ada"), "kind-unknown", "kind"),
        (("--kind-in", "tutup_lapak"), "kind-asks-more", "kind"),
        (("--account", "Penjualan"), "box-not-cash", "account"),
        (("--account", "Tidak ada"), "account-unknown", "account"),
        (("--ledger", "Tidak ada"), "ledger-unknown", "ledger"),
        (("--sheet", "Tidak ada"), "no-headings", "file"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(
    say: Say, laundry: str, words: tuple[str, ...], code: str, where: str
) -> None:
    done = say("import", laundry, put("kas.xlsx", workbook(("Kas", cash_rows()))), "--what", "cash", "--json", *words)
    assert (done.code, done.problems) == (1, [(code, where)])


def test_money_comes_into_the_ledger_that_was_said(say: Say, laundry: str) -> None:
    names = [one["name"] for one in say("ledgers", laundry, "--json").json["ledgers"]]
    done = say("import", laundry, put("kas.csv", table(cash_rows())), "--what", "cash", "--ledger", names[1], "--json")
    assert done.json["taken"] == 12
    report = say("report", laundry, "cash-book", "--ledger", names[1], "--from", "1/4/2015", "--format", "json")
    assert report.json["closing"] == 22_550_000


def test_a_journal_comes_in_with_its_new_accounts(say: Say, laundry: str) -> None:
    file = put("jurnal.csv", table(journal_rows()))
    dry = say("import", laundry, file, "--what", "journal", "--dry-run", "--json").json
    done = say("import", laundry, file, "--what", "journal", "--json")
    assert done.json == dry
    assert (done.json["read"], done.json["taken"]) == (12, 5)
    assert {"name": "Modal Ny. Erma", "type": "equity"} in done.json["new_accounts"]
    assert say("import", laundry, file, "--what", "journal", "--json").json["already_there"] == 5
    assert say("check", laundry).code == 0


def test_opening_balances_come_in_on_the_first_day_and_differing_ones_not_at_all(say: Say, laundry: str) -> None:
    good = put("awal.csv", "akun;debet;kredit\nKas;5.000;\nModal awal;;5.000\n")
    assert say("import", laundry, good, "--what", "opening", "--json").json["taken"] == 1
    wrong = put("salah.csv", "akun;debet;kredit\nKas;5.000;\nModal awal;;4.000\n")
    done = say("import", laundry, wrong, "--what", "opening", "--json")
    assert (done.code, done.problems) == (1, [("journal-unbalanced", "opening")])
    position = say("report", laundry, "position", "--to", "1/4/2015", "--format", "json").json
    assert position["totals"]["assets"] == 5_000


def test_a_list_of_accounts_comes_in(say: Say, laundry: str) -> None:
    file = put(
        "akun.csv", "kode;nama;jenis;kas;arus;dana\n;Kas kecil;asset;ya;operasi;usaha\n6-1;Beban sabun;expense;;;\n"
    )
    done = say("import", laundry, file, "--what", "accounts", "--json").json
    assert done["new_accounts"] == [{"name": "Kas kecil", "type": "asset"}, {"name": "Beban sabun", "type": "expense"}]
    assert (done["taken"], done["totals"]) == (2, {"in": 0, "out": 0})


def test_what_is_pointed_out_does_not_stop_an_import(say: Say, laundry: str) -> None:
    file = put("kas.csv", table([*cash_rows(), ["", "Jumlah", "1.000", ""], ["3/2/2026", "Beli", "", "99.000.000"]]))
    done = say("import", laundry, file, "--what", "cash", "--json")
    assert done.code == 0
    assert [(one["row"], one["code"]) for one in done.json["notes"]] == [(14, "total-differs")]
    assert len(done.err.splitlines()) == 3  # the total, a day that has not come yet, cash below zero


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("kas.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file-xls"),
        ("kas.pdf", b"%PDF-1.7", "file-pdf"),
        ("kosong.csv", b"", "file-empty"),
        ("lain.csv", b"Nama;Alamat\nSiti;RT 3\n", "no-headings"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_sentence(
    say: Say, laundry: str, name: str, content: bytes, code: str
) -> None:
    done = say("import", laundry, put(name, content), "--what", "cash", "--json")
    assert (done.code, done.problems) == (1, [(code, "file")])
    assert len(done.err.splitlines()) == 1


def test_a_file_that_is_not_there_is_refused(say: Say, laundry: str) -> None:
    done = say("import", laundry, "tidak-ada.csv", "--what", "cash", "--json")
    assert (done.code, done.problems) == (1, [("file-unreadable", "file")])
    assert say("import", laundry, ".", "--what", "cash").code == 1


@pytest.mark.parametrize("words", [(), ("--what", "foto"), ("--what", "cash", "--source", "entahlah")])
def test_words_that_are_off_are_told(say: Say, laundry: str, words: tuple[str, ...]) -> None:
    assert say("import", laundry, put("kas.csv", table(cash_rows())), *words).code == 2


def test_a_book_that_is_not_there_cannot_be_used(say: Say) -> None:
    assert say("import", "tidak-ada.kpm", put("kas.csv", table(cash_rows())), "--what", "cash").code == 3


def test_an_import_speaks_the_language_that_was_asked_for(say: Say, laundry: str) -> None:
    file = put("kas.csv", table([*cash_rows(), ["31/2/2015", "Beli", "", "5.000"]]))
    done = say("--lang", "en", "import", laundry, file, "--what", "cash", "--json")
    assert done.problems == [("row-date-impossible", "row 14")]
    assert "is no day of the calendar" in json.dumps(done.json)
