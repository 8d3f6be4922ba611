"""A book written out for other programs, and one made again from its JSON."""

import csv
import json
import os
from pathlib import Path

import pytest
from beancount import loader
from openpyxl import load_workbook

from kpmbooks import house
from kpmbooks.storage import new_key
from reports.exports import EXPORTS
from tests.books import START
from tests.command_line.calling import Say

FORMS = {
    "hledger": b"; KUBE Melati",
    "beancount": b"; KUBE Melati",
    "json": b'{"format":"kpm-json-1"',
    "xlsx": b"PK\x03\x04",
    "csv": b"tanggal,no,uraian,akun,debet,kredit\n",
    "csv-excel": b"\xef\xbb\xbftanggal;no;uraian;akun;debet;kredit\r\n",
}


def test_the_forms_are_those_of_the_contract() -> None:
    assert EXPORTS.keys() == FORMS.keys()


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_written_whole_and_says_where(say: Say, group: str, form: str) -> None:
    say("record", group, "jual_tunai", "--amount", "5000", "--memo", "=1+1")
    answer = say("export", group, "--as", form, "-o", "keluar.bin")
    assert (answer.code, answer.out) == (0, "")
    assert "keluar.bin" in answer.err
    assert "sandi" not in answer.err
    assert Path("keluar.bin").read_bytes().startswith(FORMS[form])
    assert sorted(path.name for path in Path().iterdir()) == ["home", "keluar.bin", group]


@pytest.mark.parametrize("form", ["hledger", "beancount", "csv", "csv-excel", "json"])
def test_the_day_and_the_language_of_the_call_change_no_byte(say: Say, group: str, form: str) -> None:
    say("record", group, "jual_tunai", "--amount", "5000")
    say("export", group, "--as", form, "-o", "satu")
    say("--lang", "en", "export", group, "--as", form, "-o", "dua", today="2026-06-30")
    assert Path("satu").read_bytes() == Path("dua").read_bytes()


def test_a_family_has_a_text_for_each_ledger(say: Say, family: str) -> None:
    assert say("record", family, "belanja_dapur", "--amount", "45rb", "--ledger", "Keluarga Gorengan Bu Sri").code == 0
    say("export", family, "--as", "beancount", "-o", "usaha.bean")
    say("export", family, "--as", "beancount", "--ledger", "Keluarga Gorengan Bu Sri", "-o", "rumah.bean")
    assert "45000" not in Path("usaha.bean").read_text("utf-8")
    entries, errors, options = loader.load_file(str(Path("rumah.bean").resolve()))
    assert (errors, options["title"]) == ([], "Keluarga Gorengan Bu Sri")
    assert any(getattr(entry, "postings", None) for entry in entries)
    assert say("export", family, "--as", "csv", "--ledger", "tiada", "-o", "x.csv").code == 1
    assert not Path("x.csv").exists()


def test_json_is_of_the_whole_book(say: Say, family: str) -> None:
    refused = say("export", family, "--as", "json", "--ledger", "Keluarga Gorengan Bu Sri", "-o", "x.json")
    assert refused.code == 1
    assert not Path("x.json").exists()


def test_there_and_back_and_there_again(say: Say, group: str) -> None:
    say("record", group, "jual_tunai", "--amount", "5000", "--memo", "cucian")
    say("reverse", group, "2026-A-001", "--reason", "salah")
    assert say("export", group, "--as", "json", "-o", "buku.json").code == 0
    answer = say("salvage", "buku.json", "-o", "lagi.kpm")
    assert answer.code == 0
    assert "KUBE Melati" in answer.out
    assert "kata sandi" in answer.err
    assert say("check", "lagi.kpm", "--json").json["ok"]
    assert say("export", "lagi.kpm", "--as", "json", "-o", "lagi.json").code == 0
    assert Path("lagi.json").read_bytes() == Path("buku.json").read_bytes()
    assert say("record", "lagi.kpm", "jual_tunai", "--amount", "1", "--json").json["number"] == "2026-A-003"


def test_a_changed_json_is_refused_and_leaves_nothing(say: Say, group: str) -> None:
    say("record", group, "jual_tunai", "--amount", "5000")
    say("export", group, "--as", "json", "-o", "buku.json")
    told = json.loads(Path("buku.json").read_text("utf-8"))
    told["tables"]["owner"]["rows"][0][3] = "KUBE Mawar"
    Path("buku.json").write_text(json.dumps(told), "utf-8")
    answer = say("salvage", "buku.json", "-o", "lagi.kpm")
    assert (answer.code, answer.out) == (1, "")
    assert sorted(path.name for path in Path().iterdir()) == ["buku.json", "home", group]


def test_salvage_never_writes_over_a_file(say: Say, group: str) -> None:
    say("export", group, "--as", "json", "-o", "buku.json")
    before = Path(group).read_bytes()
    assert say("salvage", "buku.json", "-o", group).code == 1
    assert say("salvage", "tiada.json", "-o", "lagi.kpm").code == 1
    assert say("salvage", "buku.json", "-o", "tiada/lagi.kpm").code == 3
    assert Path(group).read_bytes() == before


def test_an_export_never_writes_over_a_book(say: Say, group: str) -> None:
    before = Path(group).read_bytes()
    for form in FORMS:
        assert say("export", group, "--as", form, "-o", group).code == 1
    assert Path(group).read_bytes() == before


def test_a_missing_book_or_word_gives_its_exit_code(say: Say, group: str) -> None:
    assert say("export", "tiada.kpm", "--as", "csv", "-o", "x.csv").code == 3
    assert say("export", group, "--as", "doc", "-o", "x.doc").code == 2
    assert say("export", group, "-o", "x.csv").code == 2
    assert say("export", group, "--as", "csv").code == 2
    assert say("salvage", "x.json").code == 2
    assert sorted(path.name for path in Path().iterdir()) == ["home", group]


def test_what_comes_out_of_a_book_with_a_passcode_has_none_and_that_is_said(say: Say) -> None:
    key = new_key("melati 7")
    house.create(Path("rahasia.kpm"), kind="group", name="KUBE Melati", start=START, key=key).close()
    Path("sandi.txt").write_text("melati 7\n", "utf-8")
    answer = say("--passcode-file", "sandi.txt", "export", "rahasia.kpm", "--as", "json", "-o", "buku.json")
    assert answer.code == 0
    assert "kata sandi" in answer.err
    assert say("salvage", "buku.json", "-o", "lagi.kpm").code == 0
    assert say("ledgers", "lagi.kpm").code == 0


def test_a_full_disk_is_told_and_leaves_nothing(say: Say, group: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    assert say("export", group, "--as", "json", "-o", "buku.json").code == 3
    assert sorted(path.name for path in Path().iterdir()) == ["home", group]


def test_the_workbook_of_the_command_has_the_cash_book_first(say: Say, group: str) -> None:
    say("record", group, "jual_tunai", "--amount", "5000", "--memo", "cucian")
    say("export", group, "--as", "xlsx", "-o", "buku.xlsx")
    sheet = load_workbook("buku.xlsx").worksheets[0]
    assert sheet.title == "Buku Kas"
    assert "cucian" in {row[3] for row in sheet.iter_rows(values_only=True)}


def test_the_csv_of_the_command_adds_up(say: Say, group: str) -> None:
    say("record", group, "jual_tunai", "--amount", "5000")
    say("export", group, "--as", "csv", "-o", "jurnal.csv")
    with Path("jurnal.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert sum(int(row["debet"] or 0) for row in rows) == sum(int(row["kredit"] or 0) for row in rows) == 5_000
