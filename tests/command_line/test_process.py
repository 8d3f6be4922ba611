"""The program as a process among others: beside a writer, behind pipes, without Qt, with a bug in it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kpmbooks import house
from tests.command_line.calling import ROOT, TODAY, Say, process


def test_a_second_writer_is_told_who_writes_and_readers_work(say: Say, group: str) -> None:
    say("record", group, "jual_tunai", "--amount", "5000")
    with house.open_book(Path(group), "write"):
        refused = process("--today", TODAY, "record", group, "jual_tunai", "--amount", "1000", "--json")
        assert refused.returncode == 3
        (problem,) = json.loads(refused.stdout)["problems"]
        assert problem["code"] == "in-use"
        assert f", {os.uname().nodename}" in problem["text"]
        assert json.loads(process("check", group, "--json").stdout)["entries"] == 1
        told = json.loads(process("--today", TODAY, "report", group, "cash-book", "--format", "json").stdout)
        assert told["closing"] == 5_000
    assert say("record", group, "jual_tunai", "--amount", "1000").code == 0


def test_two_calls_are_one_writer(say: Say, group: str) -> None:
    numbers = [say("record", group, "jual_tunai", "--amount", "5000", "--json").json["number"] for _ in range(2)]
    assert numbers == ["2026-A-001", "2026-A-002"]
    assert list(Path("home/writers").glob("*.json"))


def test_no_command_imports_qt(say: Say, group: str) -> None:
    watch = (
        "import sys; from ui.__main__ import main; code = main(sys.argv[1:]);"
        " sys.exit(code or any(name.startswith(('PySide6', 'shiboken6')) for name in sys.modules) and 99)"
    )
    for words in (
        ("new", "b.kpm", "--group", "B"),
        ("demo", "c.kpm", "--months", "1", "--entries", "3"),
        ("ledgers", group),
        ("kinds",),
        ("record", group, "jual_tunai", "--amount", "5000"),
        ("report", group, "monthly", "-o", "b.pdf"),
        ("report", group, "income", "-o", "b.xlsx"),
        ("check", group),
        ("terbilang", "5"),
    ):
        done = subprocess.run(
            [sys.executable, "-P", "-c", watch, *words],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, (words, done.stderr)


def test_standard_output_is_utf8_on_every_machine(say: Say, group: str) -> None:
    say("record", group, "uang_keluar_lain", "--amount", "5000", "--memo", "beras 5 kg × 1")
    told = process("report", group, "cash-book", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert told.returncode == 0
    assert "beras 5 kg × 1" in told.stdout.decode("utf-8")
    help_ = process("--help", PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    help_.stdout.decode("utf-8")


def test_binary_reports_go_into_a_pipe(say: Say, group: str) -> None:
    assert process("report", group, "income", "--format", "pdf").stdout.startswith(b"%PDF-")


def test_whoever_has_read_enough_may_go(say: Say) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "ui", "kinds", "--json"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_answer_that_cannot_be_written_is_said(say: Say) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "ui", "kinds"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert done.returncode == 74
    assert done.stderr.count(b"\n") == 1


def test_a_bug_is_one_sentence_without_what_a_person_wrote(
    say: Say, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise ValueError("Ibu Aminah berutang 750000")

    monkeypatch.setattr("kpmbooks.recording.record", stumble)
    fallen = say("record", group, "jual_tunai", "--amount", "750000", "--memo", "Ibu Aminah")
    assert (fallen.code, fallen.out) == (70, "")
    assert "ValueError" in fallen.err
    assert "Aminah" not in fallen.err
    assert "750" not in fallen.err
    assert say("check", group, "--json").json["entries"] == 0


def test_names_cannot_steer_the_terminal(say: Say) -> None:
    made = say("new", "a.kpm", "--group", "Me\x1b[31mlati\x07")
    assert "\x1b" not in made.out
    assert "\x07" not in made.out
    assert "\x1b" not in say("terbilang", "\x1b[31m5").err


def test_words_that_are_no_text_are_refused(say: Say, group: str) -> None:
    odd = os.fsdecode(b"\xff\xfe")
    refused = say("record", group, "jual_tunai", "--amount", odd, "--json")
    assert (refused.code, refused.problems) == (1, [("text-unreadable", "amount")])
    assert say("new", "b.kpm", "--group", odd).code == 1
    assert not Path("b.kpm").exists()
    long = say("record", group, "x" * 100_000, "--amount", "5000", "--json")
    assert long.code == 1
    assert len(long.out) < 1000
