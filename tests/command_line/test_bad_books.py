"""What is no book, or may not be written, is said in a sentence and left as it is."""

import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from kpmbooks import house
from tests.command_line.calling import Say
from ui.__main__ import main


def bad_books(folder: Path) -> dict[str, Path]:
    """Everything that is no book."""
    found = {name: folder / f"{name}.kpm" for name in ("missing", "folder", "empty", "text", "random", "other", "cut")}
    found["folder"].mkdir()
    found["empty"].touch()
    found["text"].write_text("Saya bukan buku. " * 500, "utf-8")
    found["random"].write_bytes(bytes(range(7, 256)) * 200)
    with sqlite3.connect(found["other"]) as other:
        other.execute("CREATE TABLE entries (id)")
    made = folder / "utuh.kpm"
    house.create(made, kind="group", name="Melati", start=date(2026, 1, 1)).close()
    found["cut"].write_bytes(made.read_bytes()[:5000])
    made.unlink()
    found["endless name"] = folder / ("x" * 300)
    found["no bytes of UTF-8"] = folder / os.fsdecode(b"\xff\xfe.kpm")
    return found


@pytest.mark.parametrize(
    "name", ["missing", "folder", "empty", "text", "random", "other", "cut", "endless name", "no bytes of UTF-8"]
)
def test_what_is_no_book_cannot_be_used_and_stays_as_it_is(say: Say, tmp_path: Path, name: str) -> None:
    book = bad_books(tmp_path)[name]
    before = book.read_bytes() if name not in ("missing", "folder", "endless name", "no bytes of UTF-8") else None
    for words in (
        ("ledgers", "{}", "--json"),
        ("check", "{}", "--json"),
        ("record", "{}", "jual_tunai", "--amount", "5000", "--json"),
        ("report", "{}", "income", "--format", "json"),
    ):
        answer = say(*(word.format(book) for word in words))
        assert answer.code == 3, words
        assert len(answer.problems) == 1
        assert answer.err.count("\n") == 1
    assert say("reverse", str(book), "2026-A-001").code == 3
    assert say("add-ledger", str(book), "--kind", "usaha", "--name", "A").code == 3
    if before is not None:
        assert book.read_bytes() == before
    assert not list(tmp_path.glob(".*.lock"))


def test_a_book_that_may_only_be_read_is_read_and_not_written(
    say: Say, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    say("record", group, "jual_tunai", "--amount", "5000")
    allowed = os.access
    # Root may write everywhere, so the machine's answer is given here.
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and allowed(path, mode))
    told = say("report", group, "cash-book", "--format", "json")
    assert (told.code, told.json["closing"], told.json["code"]) == (0, 5_000, None)
    refused = say("record", group, "jual_tunai", "--amount", "5000", "--json")
    assert (refused.code, refused.problems) == (3, [("read-only", None)])


def test_a_full_disk_is_said_and_changes_nothing(say: Say, group: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    Path("lama.pdf").write_bytes(b"lama")
    monkeypatch.setattr(os, "fsync", full)
    assert say("report", group, "income", "-o", "lama.pdf").code == 3
    assert Path("lama.pdf").read_bytes() == b"lama"
    assert not list(Path().glob(".kpmbooks-*"))


def test_a_passcode_file_must_be_there(say: Say, group: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--passcode-file", "tiada", "ledgers", group]) == 3
    assert "tiada" in capsys.readouterr().err
    Path("sandi").write_text("rahasia", "utf-8")
    assert main(["--passcode-file", "sandi", "ledgers", group]) == 0
