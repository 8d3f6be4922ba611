"""Reports in every form, and where they are written."""

import os
from pathlib import Path

import pytest

from tests.command_line.calling import HEAD, KEYS, TODAY, Say
from ui.__main__ import main


@pytest.mark.parametrize("name", KEYS)
def test_a_report_has_the_keys_of_the_contract(say: Say, group: str, name: str) -> None:
    say("record", group, "jual_tunai", "--amount", "5000")
    answer = say("report", group, name, "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    assert set(answer.json) == HEAD | KEYS[name]
    assert (answer.json["report"], answer.json["book"], answer.json["ledger"]) == (name, "KUBE Melati", "KUBE Melati")
    assert (answer.json["from"], answer.json["to"], answer.json["generated_on"]) == ("2026-01-01", TODAY, TODAY)


@pytest.mark.parametrize("name", [*KEYS, "monthly"])
@pytest.mark.parametrize(
    ("form", "begins"), [("text", b"KUBE Melati"), ("csv", b""), ("xlsx", b"PK\x03\x04"), ("pdf", b"%PDF-")]
)
def test_every_report_comes_in_every_form(say: Say, group: str, name: str, form: str, begins: bytes) -> None:
    say("record", group, "jual_tunai", "--amount", "5000")
    answer = say("report", group, name, "--format", form, "-o", f"keluar.{form}")
    assert (answer.code, answer.out) == (0, "")
    content = Path(f"keluar.{form}").read_bytes()
    assert content.startswith(begins)
    assert len(content) > 40
    assert not list(Path().glob(".kpmbooks-*"))


def test_a_period_is_as_asked(say: Say, group: str) -> None:
    for day in ("3/1", "10/1", "20/1"):
        say("record", group, "jual_tunai", "--amount", "5000", "--date", day)
    told = say("report", group, "cash-book", "--from", "4 Januari 2026", "--to", "2026-01-10", "--format", "json").json
    assert (told["from"], told["to"]) == ("2026-01-04", "2026-01-10")
    assert (told["opening"], told["totals"]["in"], told["closing"]) == (5_000, 5_000, 10_000)


def test_a_period_that_ends_before_it_begins_is_refused(say: Say, group: str) -> None:
    refused = say("report", group, "income", "--from", "5/1", "--to", "4/1", "--format", "json")
    assert (refused.code, refused.problems) == (1, [("period-reversed", "from")])


def test_a_day_before_the_book_gives_an_empty_report(say: Say, group: str) -> None:
    told = say("report", group, "cash-book", "--format", "json", today="2025-06-30").json
    assert (told["from"], told["to"], told["rows"]) == ("2025-06-30", "2025-06-30", [])


def test_a_cash_book_of_a_purse_is_of_the_money_in_it(say: Say, group: str) -> None:
    say("record", group, "tabungan_masuk", "--amount", "25rb", "--field", "party=Ibu Dewi")
    told = say("report", group, "cash-book", "--fund", "tabungan", "--format", "json").json
    assert told["closing"] == 25_000
    assert say("report", group, "cash-book", "--account", "Kas", "--fund", "tabungan").code == 1
    assert say("report", group, "position", "--fund", "usaha", "--format", "json").json["totals"]["assets"] == 0


def test_the_language_of_a_report_is_its_own(say: Say, group: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "--today", TODAY, "report", group, "cash-book"]) == 0
    assert "Buku Kas" in capsys.readouterr().out
    assert "Cash Book" in say("report", group, "cash-book", "--print-lang", "en").out


def test_the_form_follows_the_files_name_unless_said(say: Say, group: str) -> None:
    say("report", group, "income", "-o", "hasil.PDF")
    say("report", group, "income", "-o", "hasil.json", "--format", "text")
    assert Path("hasil.PDF").read_bytes().startswith(b"%PDF-")
    assert Path("hasil.json").read_text("utf-8").startswith("KUBE Melati")


def test_an_older_report_is_replaced_and_a_book_never(say: Say, group: str) -> None:
    Path("lama.txt").write_text("lama", "utf-8")
    assert say("report", group, "income", "-o", "lama.txt").code == 0
    assert "lama" not in Path("lama.txt").read_text("utf-8")
    before = Path(group).read_bytes()
    Path("jalan-lain").symlink_to(group)
    Path("terkunci.kpm").write_bytes(b"\x93\x11")
    for target in (group, "jalan-lain", f"../{Path.cwd().name}/{group}", "terkunci.kpm"):
        refused = say("report", group, "income", "--format", "pdf", "-o", target)
        assert refused.code == 1, target
    assert Path(group).read_bytes() == before
    assert Path("terkunci.kpm").read_bytes() == b"\x93\x11"


def test_a_link_is_written_through(say: Say, group: str) -> None:
    Path("asli.txt").write_text("lama", "utf-8")
    Path("tautan.txt").symlink_to("asli.txt")
    assert say("report", group, "income", "-o", "tautan.txt").code == 0
    assert Path("tautan.txt").is_symlink()
    assert Path("asli.txt").read_text("utf-8").startswith("KUBE Melati")


def test_a_pipe_or_device_is_written_into_and_not_replaced(say: Say, group: str) -> None:
    # A pipe of our own stands for every special file: a fault found by root would cost the machine a real device.
    os.mkfifo("pipa")
    reader = os.open("pipa", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert say("report", group, "income", "-o", "pipa").code == 0
        assert Path("pipa").is_fifo()
        assert os.read(reader, 1 << 16).startswith(b"KUBE Melati")
    finally:
        os.close(reader)


def test_an_unwritable_place_is_refused_and_leaves_nothing(say: Say, group: str) -> None:
    Path("folder").mkdir()
    for target in ("folder", "tiada/keluar.pdf", f"{'x' * 300}.pdf"):
        refused = say("report", group, "income", "--format", "pdf", "-o", target)
        assert (refused.code, refused.out) == (1, ""), target
    assert sorted(path.name for path in Path().iterdir()) == ["folder", "home", group]
