"""The command repair: how it ends, what it says, what it leaves."""

from pathlib import Path

from tests.command_line.calling import Say
from tests.test_repair import _pages, _spoil


def _records(say: Say, book: str, count: int = 3) -> None:
    for nth in range(count):
        assert say("record", book, "jual_tunai", "--amount", str(5_000 + nth), "--memo", f"es teh {nth}").code == 0


def test_a_book_that_holds_is_said_to_hold(say: Say, group: str) -> None:
    _records(say, group)
    answer = say("repair", group, "--json")
    assert (answer.code, answer.json["level"], answer.json["entries"]) == (0, "whole", 3)
    assert Path(answer.json["book"]).name == group


def test_damaged_lists_are_made_anew_and_the_old_file_is_kept(say: Say, group: str) -> None:
    _records(say, group)
    _spoil(Path(group), _pages(Path(group), "ix_entries_kind")[0])
    assert say("check", group).code == 4
    assert say("report", group, "cash-book").code == 3
    answer = say("repair", group)
    assert answer.code == 0
    assert "perlu dirapikan" in answer.out
    assert say("check", group).code == 0
    assert say("report", group, "cash-book", "--format", "json").json["closing"] == 15_003
    assert len(list(Path().glob("melati sebelum dirapikan *.kpm"))) == 1


def test_lost_records_end_with_faults_and_are_named(say: Say, group: str) -> None:
    _records(say, group)
    book = Path(group)
    for name in ("entries", "ix_entries_ledger_day", "ix_entries_kind"):
        _spoil(book, _pages(book, name)[0])
    answer = say("repair", group, "--json")
    assert answer.code == 3
    assert answer.problems == [("unreadable-book", None)]
    assert list(Path().glob("*.kpm")) == [book]


def test_altered_words_are_told_to_be_lost(say: Say, group: str) -> None:
    _records(say, group)
    book = Path(group)
    book.write_bytes(book.read_bytes().replace(b"es teh 1", b"ES KOPI!"))
    answer = say("repair", group, "--json")
    assert (answer.code, answer.json["level"], answer.json["lost_words"]) == (4, "partly", 1)
    assert (answer.json["missing"], answer.json["doubtful"], answer.json["kept"]) == ([], [], str(book.absolute()))
    new = answer.json["book"]
    assert say("check", new).code == 0
    assert say("report", new, "cash-book", "--format", "json").json["closing"] == 15_003


def test_what_is_no_book_cannot_be_repaired(say: Say) -> None:
    Path("x.kpm").write_text("Saya bukan buku.")
    assert say("repair", "x.kpm", "--json").problems == [("unreadable-book", None)]
    assert say("repair", "tiada.kpm").code == 3
