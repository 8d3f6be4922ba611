"""backup and restore: copies that count, and books that come back."""

import json
from pathlib import Path

from kpmbooks import house
from kpmbooks.safekeeping import shelf
from tests.command_line.calling import Say


def _sold(say: Say, book: str, amount: str) -> None:
    assert say("record", book, "jual_tunai", "--amount", amount, "--date", "5/1/2026").code == 0


def test_a_backup_says_what_lies_in_it(say: Say, family: str) -> None:
    _sold(say, family, "75rb")
    made = say("backup", family, "-o", "salinan.kpm", "--json")
    assert made.code == 0
    told = made.json
    assert told.pop("made_at")
    assert told == {
        "file": "salinan.kpm",
        "entries": 1,
        "last_entry": {"number": "2026-A-001", "date": "2026-01-05"},
        "cash": 75_000,
        "checked": True,
    }
    assert say("check", "salinan.kpm").code == 0
    assert say("backup", family, "-o", "salinan.kpm").code == 1  # never over another file
    assert say("backup", family, "-o", family).code == 1
    assert say("backup", "tidak-ada.kpm").code == 3
    assert say("backup", family, "-o", "tidak/ada/salinan.kpm").code == 1


def test_an_empty_book_has_a_backup_without_last_entry(say: Say, group: str) -> None:
    told = say("backup", group, "--json").json
    assert (told["entries"], told["last_entry"], told["cash"]) == (0, None, 0)


def test_without_a_file_the_copy_goes_to_the_other_copies_of_the_book(say: Say, family: str, tmp_path: Path) -> None:
    _sold(say, family, "75rb")
    (tmp_path / "stik").mkdir()
    shelf.name_other_place(tmp_path / "home", tmp_path / "stik")
    first, second = (say("backup", family, "--json").json["file"] for _turn in range(2))
    with house.open_book(Path(family)) as book:
        folder = tmp_path / "home" / "salinan" / book.owner.uid.hex()
    assert {Path(first).parent, Path(second).parent} == {folder}
    assert first != second
    assert len(list((tmp_path / "stik").rglob("*.kpm"))) == 2


def test_a_drive_that_is_not_there_is_told_beside_the_answer(say: Say, family: str, tmp_path: Path) -> None:
    shelf.name_other_place(tmp_path / "home", tmp_path / "stik")
    made = say("backup", family, "--json")
    assert made.code == 0
    assert made.json["checked"] is True
    assert "Tempat kedua" in made.err


def test_into_a_folder_the_copy_is_named_by_book_and_moment(say: Say, family: str, tmp_path: Path) -> None:
    (tmp_path / "stik").mkdir()
    made = Path(say("backup", family, "-o", "stik", "--json").json["file"])
    assert made.parent == Path("stik")
    assert made.name.startswith("sri 20")
    assert say("check", str(made)).code == 0


def test_restoring_keeps_the_book_that_was_there(say: Say, family: str) -> None:
    _sold(say, family, "75rb")
    say("backup", family, "-o", "salinan.kpm")
    _sold(say, family, "5rb")
    restored = say("restore", "salinan.kpm", "-o", family)
    assert restored.code == 0
    assert json.loads(say("report", family, "cash-book", "--format", "json").out)["closing"] == 75_000
    kept = next(one for one in Path().iterdir() if " sebelum dipulihkan " in one.name)
    assert kept.name in restored.out
    assert json.loads(say("report", str(kept), "cash-book", "--format", "json").out)["closing"] == 80_000
    assert say("check", family).code == 0


def test_a_restored_book_can_have_a_new_name(say: Say, family: str) -> None:
    _sold(say, family, "75rb")
    say("backup", family, "-o", "salinan.kpm")
    told = say("restore", "salinan.kpm", "-o", "baru.kpm", "--json").json
    assert told == {
        "file": str(Path("baru.kpm").resolve()),
        "kept": None,
        "entries": 1,
        "last_entry": {"number": "2026-A-001", "date": "2026-01-05"},
        "cash": 75_000,
        "erased_again": 0,
    }


def test_what_cannot_be_restored_is_refused_in_a_sentence(say: Say, family: str, group: str) -> None:
    say("backup", group, "-o", "melati-salinan.kpm")
    Path("rusak.kpm").write_bytes(b"nothing of a book")
    refused = say("restore", "melati-salinan.kpm", "-o", family, "--json")
    assert (refused.code, refused.problems) == (1, [("other-book", "file")])
    for file, code in (("rusak.kpm", 3), ("tidak-ada.kpm", 3)):
        answer = say("restore", file, "-o", family)
        assert (answer.code, answer.err.count("\n")) == (code, 1)
    assert say("restore", "melati-salinan.kpm").code == 2
    assert sorted(one.name for one in Path().glob("*.kpm")) == [
        "melati-salinan.kpm",
        "melati.kpm",
        "rusak.kpm",
        "sri.kpm",
    ]


def test_practice_is_never_restored_over_a_real_book(say: Say, family: str) -> None:
    assert say("demo", "contoh.kpm", "--months", "1", "--entries", "20").code == 0
    assert say("backup", "contoh.kpm", "-o", "contoh-salinan.kpm").code == 0
    assert say("restore", "contoh-salinan.kpm", "-o", family, "--json").problems == [("practice-copy", "file")]
    assert say("restore", "contoh-salinan.kpm", "-o", "contoh.kpm").code == 0
