"""import --what members: only the name is needed, bad rows are named, twice takes nothing, what the book says stays."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kpmbooks import group, house
from tests.command_line.calling import Say

HEAD = "nama;panggilan;jabatan;rt_rw;tahun_lahir;hp;masuk\n"
NOTHING = {"new_accounts": [], "totals": {"in": 0, "out": 0}, "notes": []}


@pytest.fixture
def melati(say: Say) -> str:
    assert say("new", "melati.kpm", "--group", "KUBE Melati", "--start", "2026-01-01").code == 0
    return "melati.kpm"


def members(book: str) -> tuple[group.Member, ...]:
    with house.open_book(Path(book)) as opened, opened.read() as reader:
        return group.members_of(reader)


def write(rows: str, head: str = HEAD) -> str:
    Path("anggota.csv").write_text(head + rows, encoding="utf-8")
    return "anggota.csv"


def test_every_column_becomes_what_it_says_and_twice_takes_nothing(say: Say, melati: str) -> None:
    file = write("Sri Wahyuni;Bu Sri;Ketua;05/02;1984;0812-3456-7890;5/1/2026\nTuti;;;;;;\n")
    told = say("import", melati, file, "--what", "members", "--json")
    assert (told.code, told.json) == (0, {"read": 2, "taken": 2, "already_there": 0, "skipped": [], **NOTHING})
    sri, tuti = members(melati)
    assert (sri.name, sri.nickname, sri.office, sri.rt_rw) == ("Sri Wahyuni", "Bu Sri", "ketua", "05/02")
    assert (sri.birth_year, sri.phone, sri.since) == (1984, "0812-3456-7890", date(2026, 1, 5))
    assert (tuti.name, tuti.office, tuti.birth_year, tuti.since) == ("Tuti", "anggota", None, None)
    assert sri.mark != tuti.mark
    again = say("import", melati, file, "--what", "members", "--json")
    assert again.json == {"read": 2, "taken": 0, "already_there": 2, "skipped": [], **NOTHING}


def test_a_list_of_names_alone_is_enough(say: Say, melati: str) -> None:
    assert say("import", melati, write("Sri\nTuti\nRini\n", "nama\n"), "--what", "members").code == 0
    assert [one.name for one in members(melati)] == ["Sri", "Tuti", "Rini"]


def test_what_the_book_says_of_a_member_stays(say: Say, melati: str) -> None:
    say("import", melati, write("Sri;;;;;081234567890;\n"), "--what", "members")
    told = say("import", melati, write("SRI;;ketua;;;089999999999;\n"), "--what", "members", "--json").json
    assert told == {"read": 1, "taken": 0, "already_there": 1, "skipped": [], **NOTHING}
    assert (members(melati)[0].phone, members(melati)[0].office) == ("081234567890", "anggota")


def test_a_dry_run_only_tells(say: Say, melati: str) -> None:
    told = say("import", melati, write("Sri;;;;;;\n"), "--what", "members", "--dry-run", "--json")
    assert (told.code, told.json["taken"]) == (0, 1)
    assert members(melati) == ()


BAD = (
    "Sri;;;;;;\n"
    ";Bu Tuti;;;;;\n"  # no name
    "Rini;;wakil;;;;\n"  # no such office
    "Yanti;;;;84;;\n"  # no year
    "Wati;;;;;nol delapan;\n"  # no number
    "Ratna;;;;;;31/2/2026\n"  # no day
    "sri;;;;;;\n"  # twice
    "=Mira;;;;;;\n"  # a formula
    "Dewi;;;;1850;;\n"  # nobody is so old
)


def test_bad_rows_refuse_the_file_and_are_all_named(say: Say, melati: str) -> None:
    file = write(BAD)
    refused = say("import", melati, file, "--what", "members", "--json")
    assert refused.code == 1
    assert {problem["where"] for problem in refused.json["problems"]} == {f"baris {row}" for row in range(3, 11)}
    assert members(melati) == ()
    partial = say("import", melati, file, "--what", "members", "--partial", "--json")
    assert (partial.code, partial.json["taken"]) == (0, 1)
    assert [row["row"] for row in partial.json["skipped"]] == list(range(3, 11))
    assert [one.name for one in members(melati)] == ["Sri"]


def test_a_family_has_no_members(say: Say, family: str) -> None:
    told = say("import", family, write("Sri;;;;;;\n"), "--what", "members", "--json")
    assert (told.code, [one["code"] for one in told.json["problems"]]) == (1, ["members-not-here"])


def test_a_file_that_is_no_list_of_members_says_which_headings_it_needs(say: Say, melati: str) -> None:
    Path("x.csv").write_text("tanggal;masuk;keluar\n1/1/2026;1000;\n", encoding="utf-8")
    told = say("import", melati, "x.csv", "--what", "members", "--json")
    assert told.code == 1
    assert "nama" in told.json["problems"][0]["text"]


def test_a_spreadsheet_gives_back_the_zero_of_a_phone_and_leaves_card_numbers_alone(say: Say, melati: str) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["Daftar Anggota KUBE Melati"])
    sheet.append(["No", "Nama Lengkap", "NIK", "RT/RW", "Tahun Lahir", "No. HP", "Tanggal masuk"])
    sheet.append([1, "Sri Wahyuni", "3175095203800004", date(2026, 2, 5), 1984, 81234567890, date(2026, 1, 5)])
    made.save("anggota.xlsx")
    told = say("import", melati, "anggota.xlsx", "--what", "members", "--json")
    assert told.code == 0, told
    sri = members(melati)[0]
    assert (sri.name, sri.rt_rw, sri.birth_year, sri.phone) == ("Sri Wahyuni", "05/02", 1984, "081234567890")
    assert sri.since == date(2026, 1, 5)
    assert b"3175095203800004" not in Path(melati).read_bytes()
