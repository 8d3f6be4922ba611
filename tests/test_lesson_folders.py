"""Lessons that come on a stick: read as data, and refused whole for whatever does not belong into one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kpmbooks import training
from kpmbooks.training import OURS, check_lessons
from kpmbooks.training.folder import LARGEST
from kpmbooks.training.pictures import picture_faults
from kpmbooks.training.prose import read_prose, reading_of


def test_our_lessons_have_no_fault_and_read_easily() -> None:
    checked = check_lessons(OURS)
    assert checked.faults == ()
    assert [one.id for one in checked.lessons] == sorted(path.name for path in OURS.iterdir() if path.is_dir())
    assert checked.reading.mean_sentence_words <= 12
    assert checked.reading.long_words_percent <= 15


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of one of our lessons, to be spoiled."""
    shutil.copytree(OURS / "PB-2", tmp_path / "PB-2")
    return tmp_path / "PB-2"


Spoil = Callable[[Path], object]


def _replace(file: str, old: str, new: str) -> Spoil:
    def spoil(folder: Path) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")

    return spoil


def _append(file: str, more: str) -> Spoil:
    return lambda folder: (folder / file).write_text((folder / file).read_text("utf-8") + more, "utf-8")


SPOILT: dict[str, tuple[Spoil, str]] = {
    "a program": (lambda folder: (folder / "mulai.py").write_text("print(1)"), "mulai.py"),
    "a hidden file": (lambda folder: (folder / ".x.svg").write_text("<svg/>"), ".x.svg"),
    "a folder inside": (lambda folder: (folder / "lain").mkdir(), "lain"),
    "a link to somewhere else": (lambda folder: (folder / "a.svg").symlink_to("/etc/hostname"), "a.svg"),
    "too large": (lambda folder: (folder / "a.svg").write_bytes(b"x" * (LARGEST + 1)), "larger"),
    "no pages": (lambda folder: (folder / "id.md").unlink(), "id.md is missing"),
    "no lesson": (lambda folder: (folder / "lesson.toml").unlink(), "lesson.toml is missing"),
    "another id": (_replace("lesson.toml", 'id = "PB-2"', 'id = "PB-3"'), "folder's name"),
    "a key nobody knows": (_replace("lesson.toml", "minutes = 25", "minutes = 25\nmenit = 3"), "menit"),
    "minutes that are none": (_replace("lesson.toml", "minutes = 25", 'minutes = "lama"'), "minutes"),
    "no TOML": (_append("lesson.toml", "\n[["), "TOML"),
    "four questions": (_replace("lesson.toml", "[[question]]", "[[picture]]"), "unknown"),
    "a place that reaches further": (_replace("lesson.toml", "{amount}.", "{amount.__class__}."), "places"),
    "a place with a width": (_replace("lesson.toml", "{amount}.", "{amount:>999999999}."), "places"),
    "amounts that are none": (_replace("lesson.toml", "[180000, 320000, 5000]", "[180000, 3, 5000]"), "amounts"),
    "a part nobody knows": (_replace("lesson.toml", "sales = 1", "laba = 1"), "laba"),
    "two ways of going wrong": (_replace("lesson.toml", "times = 10", "times = 10\nmissing = true"), "exactly one"),
    "a picture that is not there": (_replace("lesson.toml", "hari-itu-juga.svg", "lain.svg"), "lain.svg"),
    "a page with HTML": (_append("id.md", "\n<script>alert(1)</script>\n"), "<s"),
    "a link": (_append("id.md", "\n[di sini](http://contoh.id)\n"), "not allowed"),
    "no UTF-8": (lambda folder: (folder / "id.md").write_bytes(b"# Hari\n\xff\xfe"), "UTF-8"),
    "hard to read": (
        _append("id.md", "\n" + "Pertanggungjawaban penyelenggaraan keadministrasian perkumpulan " * 40 + ".\n"),
        "words",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_lesson_is_refused_and_says_where(folder: Path, name: str) -> None:
    spoil, sign = SPOILT[name]
    spoil(folder)
    checked = check_lessons(folder)
    assert any(sign in f"{fault.where}: {fault.text}" for fault in checked.faults), checked.faults
    assert all(fault.lesson == "PB-2" for fault in checked.faults)
    assert checked.lessons == ()


def test_a_folder_of_lessons_is_checked_one_by_one(folder: Path) -> None:
    shutil.copytree(folder, folder.parent / "PB-9")
    checked = check_lessons(folder.parent)
    assert [one.id for one in checked.lessons] == ["PB-2"]
    assert {fault.lesson for fault in checked.faults} == {"PB-9"}


def test_a_folder_that_is_not_there_is_a_fault_and_no_traceback(tmp_path: Path) -> None:
    assert check_lessons(tmp_path / "tidak ada").faults


@pytest.mark.parametrize(
    "content",
    [
        b"<svg",
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&a;</svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>1</script></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><image href="/etc/passwd"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect fill="url(http://x)"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect onclick="x()"/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><linearGradient/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">' + b"<rect/>" * 61 + b"</svg>",
    ],
)
def test_a_picture_that_could_fetch_run_or_flood_is_refused(content: bytes) -> None:
    assert picture_faults(content)


def test_a_plain_picture_is_taken() -> None:
    assert picture_faults(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9"/></svg>') == ()


def test_pages_begin_at_steps_and_keep_their_words() -> None:
    text = "# Judul\n\nSatu **tebal** di sini\nmasih satu.\n\n## Langkah 1\n\n- a\n- b\n\n> kata\n> lanjut\n"
    prose = read_prose(text)
    assert not isinstance(prose, tuple)
    pages = prose.pages()
    assert [[block.kind for block in page] for page in pages] == [
        ["title", "paragraph"],
        ["step", "item", "item", "quote"],
    ]
    assert pages[0][1].text == "Satu tebal di sini masih satu."
    assert [span.text for span in pages[0][1].spans if span.strong] == ["tebal"]
    assert pages[1][3].text == "kata lanjut"


def test_reading_counts_words_a_sentence_and_long_words() -> None:
    prose = read_prose("# Judul\n\nIni satu dua. Pembukuannya ada!\n")
    assert not isinstance(prose, tuple)
    reading = reading_of(prose)
    # Two sentences, five words, one of them ("Pembukuannya") of ten letters or more.
    assert (reading.mean_sentence_words, reading.long_words_percent) == (2.5, 20.0)


def test_every_exercise_names_kinds_that_exist_and_parts_its_model_really_moves() -> None:
    from kpmbooks import recording

    for exercise in training.exercises().values():
        for slip in exercise.slips:
            assert slip.kind in recording.kinds()
            assert recording.kinds()[slip.kind].field(slip.field) is not None
