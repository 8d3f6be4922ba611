"""A passcode comes from a file or from the terminal, never from the words of a call; without it nothing can be read."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kpmbooks import house
from kpmbooks.storage import is_keyed, key_for
from tests.command_line.calling import ROOT, TODAY, Answer, Say, process
from ui.__main__ import main

PASSCODE = "melati di 2026"
ENTER = b"\r"


@pytest.fixture
def sandi(tmp_path: Path) -> str:
    (tmp_path / "sandi").write_text(f"{PASSCODE}\n", "utf-8")
    return "sandi"


@pytest.fixture
def keyed(say: Say, sandi: str) -> str:
    made = say("--passcode-file", sandi, "new", "rahasia.kpm", "--group", "KUBE Kenanga", "--start", "1/1/2026")
    assert made.code == 0
    return "rahasia.kpm"


def test_a_book_that_is_made_with_a_passcode_file_is_locked_with_it(say: Say, keyed: str, sandi: str) -> None:
    assert is_keyed(Path(keyed))
    house.open_book(Path(keyed), key=key_for(Path(keyed), PASSCODE)).close()
    recorded = say(
        "--passcode-file", sandi, "record", keyed, "jual_tunai", "--amount", "25rb", "--memo", "Bu Ratnasari"
    )
    assert recorded.code == 0
    assert b"Ratnasari" not in Path(keyed).read_bytes()
    told = say("--passcode-file", sandi, "report", keyed, "cash-book", "--format", "json")
    assert told.json["closing"] == 25_000


@pytest.mark.parametrize(
    "words",
    [
        ("ledgers", "{}", "--json"),
        ("check", "{}", "--json"),
        ("record", "{}", "jual_tunai", "--amount", "5000", "--json"),
        ("report", "{}", "income", "--format", "json"),
        ("reverse", "{}", "2026-A-001"),
        ("add-ledger", "{}", "--kind", "usaha", "--name", "A"),
        ("export", "{}", "--as", "json", "-o", "keluar.json"),
    ],
    ids=lambda words: words[0],
)
def test_every_command_ends_with_3_without_the_passcode_and_with_another(
    say: Say, keyed: str, sandi: str, words: tuple[str, ...]
) -> None:
    call = [word.format(keyed) for word in words]
    before = Path(keyed).read_bytes()
    missing = say(*call)
    Path("lain").write_text("bukan sandinya", "utf-8")
    wrong = say("--passcode-file", "lain", *call)
    for answer, problem in ((missing, "passcode-needed"), (wrong, "passcode-wrong")):
        assert answer.code == 3
        assert answer.err.count("\n") == 1
        if words[-1] in ("--json", "json"):
            assert answer.problems == [(problem, None)]
        else:
            assert not answer.out
    assert Path(keyed).read_bytes() == before
    assert not Path("keluar.json").exists()
    assert not list(Path().glob(".*.lock"))
    assert say("--passcode-file", sandi, "ledgers", keyed).code == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (PASSCODE.encode(), 0),
        (f"{PASSCODE}\n".encode(), 0),
        (f"{PASSCODE}\r\n".encode(), 0),
        (f"\ufeff{PASSCODE}\n".encode(), 0),  # as the editor of Windows writes it
        (f"{PASSCODE}\n\n".encode(), 3),
        (f"{PASSCODE} ".encode(), 3),
        (f" {PASSCODE}".encode(), 3),
        (PASSCODE.upper().encode(), 3),
        (b"", 3),
        (b"\xff\xfe", 3),
        (PASSCODE.encode() + b" " * (1 << 20), 3),
    ],
)
def test_only_one_newline_at_the_end_of_the_file_is_no_part_of_the_passcode(
    say: Say, keyed: str, content: bytes, code: int
) -> None:
    Path("isi").write_bytes(content)
    assert say("--passcode-file", "isi", "ledgers", keyed).code == code


@pytest.mark.parametrize("words", [("ledgers", "{}"), ("new", "lagi.kpm", "--group", "A"), ("demo", "contoh.kpm")])
def test_a_passcode_file_that_cannot_be_read_ends_with_3_and_is_named(
    say: Say, keyed: str, words: tuple[str, ...]
) -> None:
    for file in ("tiada", "."):
        answer = say("--passcode-file", file, *(word.format(keyed) for word in words))
        assert answer.code == 3
        assert file in answer.err
        assert sorted(path.name for path in Path().glob("*.kpm")) == [keyed]


def test_a_book_without_a_passcode_does_not_look_at_the_file(say: Say, group: str, sandi: str) -> None:
    assert say("--passcode-file", sandi, "record", group, "jual_tunai", "--amount", "5000").code == 0
    assert not is_keyed(Path(group))


def test_a_new_passcode_that_is_too_short_is_refused_and_makes_no_book(say: Say) -> None:
    for content in (b"", b"12345", b"12345\n"):
        Path("pendek").write_bytes(content)
        answer = say("--passcode-file", "pendek", "new", "a.kpm", "--family", "Bu Sri")
        assert answer.code == 1
        assert answer.err.startswith("passcode-file: ")
        assert not Path("a.kpm").exists()
    Path("pas").write_bytes("énam66".encode())
    assert say("--passcode-file", "pas", "new", "a.kpm", "--family", "Bu Sri").code == 0


def test_a_practice_book_gets_no_passcode(say: Say, sandi: str) -> None:
    assert say("--passcode-file", sandi, "demo", "contoh.kpm", "--entries", "5").code == 0
    assert not is_keyed(Path("contoh.kpm"))


def test_the_passcode_is_no_word_of_a_call(say: Say, keyed: str) -> None:
    assert say("--passcode", PASSCODE, "ledgers", keyed).code == 2
    assert say("ledgers", keyed, "--passcode-file", "sandi").code == 2


def test_a_passcode_is_asked_for_at_the_terminal_only(keyed: str) -> None:
    # Standard input that is no terminal may hold anything: it is not read.
    piped = subprocess.run(
        [sys.executable, "-P", "-m", "ui", "ledgers", keyed],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=f"{PASSCODE}\n".encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert piped.returncode == 3
    assert process("ledgers", keyed).returncode == 3


def at_terminal(*words: str, typed: bytes) -> Answer:
    """The program with a terminal of its own, whose user types ``typed`` when asked; what stands on it is ``err``."""
    reading, writing = os.pipe()
    child, screen = pty.fork()
    if child == 0:
        os.dup2(writing, 1)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever began these tests in the background ignores it
        os.environ["PYTHONPATH"] = str(ROOT)
        os.execv(sys.executable, [sys.executable, "-P", "-m", "ui", "--today", TODAY, *words])
    os.close(writing)
    shown = b""
    asked, patience = False, 20
    try:
        while patience:
            if not select.select([screen], [], [], 3)[0]:
                patience -= 1
                if asked:  # a terminal may drop what is typed in the very moment in which it is asked
                    os.write(screen, typed)
                continue
            try:
                piece = os.read(screen, 1024)
            except OSError:  # how a terminal ends on Linux
                break
            if not piece:
                break
            shown += piece
            if b"rahasia.kpm: " in shown and not asked:
                asked = True
                os.write(screen, typed)
        _pid, status = os.waitpid(child, 0)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        os.close(screen)
    with os.fdopen(reading, "rb") as out:
        return Answer(os.waitstatus_to_exitcode(status), out.read().decode(), shown.decode())


def test_what_is_typed_at_the_terminal_opens_the_book_and_is_not_shown(keyed: str) -> None:
    answer = at_terminal("ledgers", keyed, "--json", typed=PASSCODE.encode() + ENTER)
    assert answer.code == 0
    assert [one["name"] for one in json.loads(answer.out)["ledgers"]] == ["KUBE Kenanga"]
    assert "rahasia.kpm" in answer.err
    assert PASSCODE not in answer.err


def test_a_wrong_word_the_end_of_input_and_ctrl_c_at_the_terminal(keyed: str) -> None:
    before = Path(keyed).read_bytes()
    wrong = at_terminal("ledgers", keyed, typed=b"qwertyuiop" + ENTER)
    assert (wrong.code, wrong.out) == (3, "")
    assert "qwertyuiop" not in wrong.err
    assert at_terminal("ledgers", keyed, typed=b"\x04").code == 3
    assert at_terminal("ledgers", keyed, typed=b"\x03").code == 130
    assert Path(keyed).read_bytes() == before


def test_with_a_passcode_file_nobody_is_asked(keyed: str, sandi: str) -> None:
    answer = at_terminal("--passcode-file", sandi, "ledgers", keyed, typed=b"")
    assert (answer.code, answer.err) == (0, "")


def test_the_passcode_reaches_no_message(say: Say, keyed: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("lain").write_text("sandi-yang-salah", "utf-8")
    for words in (("ledgers", keyed), ("check", keyed, "--json"), ("new", keyed, "--group", "A")):
        main(["--passcode-file", "lain", *words])
        out, err = capsys.readouterr()
        assert "sandi-yang-salah" not in out + err
