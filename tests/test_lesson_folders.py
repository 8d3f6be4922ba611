"""Lessons that come on a stick: read as data, and refused whole for whatever does not belong into one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import kpmbooks.house  # noqa: F401 - makes the books in which the models of exercises are proved
from kpmbooks import training
from kpmbooks.training import OURS, check_lessons
from kpmbooks.training.folder import LARGEST
from kpmbooks.training.pictures import picture_faults
from kpmbooks.training.plain_reading import is_long, known_words, reading_of, running_text
from kpmbooks.training.prose import read_prose


@pytest.fixture(scope="module")
def ours() -> training.Checked:
    return check_lessons(OURS)


def test_our_lessons_have_no_fault_and_read_easily(ours: training.Checked) -> None:
    assert ours.faults == ()
    folders = {path.name for path in OURS.iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert {one.id for one in ours.lessons} == folders
    assert ours.reading.mean_sentence_words <= 12
    assert ours.reading.long_words_percent <= 15


CURRICULUM = {
    *(f"EKO-{nth}" for nth in range(1, 4)),
    *(f"PB-{nth}" for nth in range(1, 13)),
    *(f"PJ-{nth}" for nth in range(1, 5)),
    *(f"KJ-{nth}" for nth in range(3)),
    *(f"KB-{nth}" for nth in range(1, 4)),
    *(f"PD-{nth}" for nth in range(1, 6)),
}


def test_the_whole_curriculum_is_there_and_listed_as_it_is_taught() -> None:
    ids = [one.id for one in training.contents()]
    assert set(ids) == CURRICULUM
    assert ids.index("PB-2") < ids.index("PB-10") < ids.index("PJ-1")
    assert [one.id for one in training.lessons()] == ids


def test_at_least_twenty_five_ideas_have_words_a_picture_and_an_exercise(ours: training.Checked) -> None:
    ideas = training.misconceptions().values()
    assert len(ideas) >= 25
    for idea in ideas:
        sentences = [part for part in idea.feedback.id.replace("?", ".").split(". ") if part.strip(" .")]
        assert 1 <= len(sentences) <= 3, idea.id
        assert not {"debit", "kredit", "jurnal", "debet"} & set(idea.feedback.id.casefold().split())
        assert (training.PICTURES / idea.picture).is_file()
        assert idea.treated_by in training.exercises()


Spoil = Callable[[Path], object]


def _replace(file: str, old: str, new: str) -> Spoil:
    def spoil(folder: Path) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")

    return spoil


@pytest.mark.parametrize(
    ("spoil", "where", "sign"),
    [
        (lambda whole: (whole / "_pictures" / "dua_kali.svg").unlink(), "misconceptions.toml dua_kali", "is missing"),
        (lambda whole: (whole / "_pictures" / "x.svg").write_text("<svg/>"), "_pictures/x.svg", "belongs to no idea"),
        (_replace("misconceptions.toml", "\ntimes = 10", "\ntimes = 12"), "misconceptions.toml", "nol_kelebihan"),
        (_replace("misconceptions.toml", "\ntimes = ", "\nday = true\ntimes = "), "misconceptions.toml", "exactly"),
        (_replace("misconceptions.toml", "feedback_en = ", "feedback_id = "), "misconceptions.toml", "unknown"),
        (_replace("misconceptions.toml", "{ family = ", "{ laba = "), "misconceptions.toml", "laba is no part"),
        (_replace("misconceptions.toml", '"PB-2-catat"', '"PB-2-lain"'), "misconceptions.toml", "PB-2-lain"),
        (_replace("PB-1/lesson.toml", 'basket = "keluarga"', 'basket = "usaha"'), "exercise PB-1-pilah", "swapped"),
        (_replace("PB-1/lesson.toml", "title_en = ", "# title_en = "), "title", "title_en is missing"),
        (_replace("PB-2/lesson.toml", 'before = "PB-1"', 'before = "PB-0"'), "before", "PB-0"),
    ],
)
def test_a_curriculum_that_is_broken_anywhere_says_where(tmp_path: Path, spoil: Spoil, where: str, sign: str) -> None:
    whole = tmp_path / "pelajaran"
    for name in ("PB-1", "PB-2", "_pictures"):
        shutil.copytree(OURS / name, whole / name)
    shutil.copy(OURS / "misconceptions.toml", whole)
    spoil(whole)
    found = check_lessons(whole).faults
    assert any(where in one.where and sign in one.text for one in found), found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of one of our lessons, to be spoiled."""
    shutil.copytree(OURS / "PB-2", tmp_path / "PB-2")
    return tmp_path / "PB-2"


def _append(file: str, more: str) -> Spoil:
    return lambda folder: (folder / file).write_text((folder / file).read_text("utf-8") + more, "utf-8")


TWO_AMOUNTS = ("[61000, 98000, 1000]", "[41000, 59000, 1000]")

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
    "an idea nobody knows": (_replace("lesson.toml", '"pinjaman_jadi_jualan"', '"laba_ditahan"'), "laba_ditahan"),
    "an idea that touches nothing": (_replace("lesson.toml", '"ambil_jadi_upah"', '"dp_jadi_jualan"'), "with nothing"),
    "a newer form of lessons": (_replace("lesson.toml", 'id = "PB-2"', 'format = 2\nid = "PB-2"'), "newer"),
    "an answer swapped": (_replace("lesson.toml", 'answer = "a"', 'answer = "b"'), "question 1: right says"),
    "an answer said nowhere": (_replace("lesson.toml", "right = ", "# right = "), "right is missing"),
    "the sum of minutes": (_replace("id.md", "(3 menit)", "(4 menit)"), "minutes"),
    "a step without a number": (_replace("id.md", "## Langkah 2. ", "## "), "Langkah 2"),
    "a picture gone": (lambda folder: (folder / "hari-itu-juga.svg").unlink(), "hari-itu-juga.svg"),
    "a picture that runs": (_replace("hari-itu-juga.svg", "<rect", '<rect onload="x()"'), "hari-itu-juga.svg"),
    "an effect that its kind has not": (
        _replace("lesson.toml", "effects = [{ cash = 1, debt = 1 }]", "effects = [{ cash = 1, capital = 1 }]"),
        "exercise PB-2-catat: slip 4: effects do not say what terima_pinjaman does",
    ),
    "a kind nobody knows": (_replace("lesson.toml", '"terima_pinjaman"', '"terima_uang"'), "terima_uang"),
    "a field nobody asks": (_replace("lesson.toml", 'field = "amount"', 'field = "jumlah"'), "jumlah"),
    "a slip that does not say how much": (
        _replace("lesson.toml", "semua dibayar tunai: {amount}.", "semua dibayar tunai."),
        "exercise PB-2-catat: slip 1: its text does not say how much: {amount}",
    ),
    "amounts that cannot tell": (
        lambda folder: [_replace("lesson.toml", old, "[41000, 41000, 1]")(folder) for old in TWO_AMOUNTS],
        "cannot tell",
    ),
    "no materials": (_replace("lesson.toml", "materials = ", "# "), "materials"),
    "two lines to remember": (_replace("lesson.toml", ', "Libur juga ditulis."', ""), "remember"),
    "a form without columns": (_replace("lesson.toml", "columns = ", "columns = []\n# "), "columns"),
    "a slide of many words": (_replace("lesson.toml", 'text = "Tangan', 'text = "' + "satu " * 20 + "Tangan"), "slide"),
    "a card of many words": (_replace("lesson.toml", 'a = "Malam ini"', 'a = "Malam ini juga sebelum tidur"'), "card"),
    "a rule of many words": (_replace("lesson.toml", 'rule = "', 'rule = "' + "satu " * 8), "rule"),
    "no home task": (_replace("lesson.toml", "at_home = ", "# "), "at_home"),
    "a huge number": (_replace("lesson.toml", "[180000, 320000, 5000]", f"[1, {10**30}, 1]"), "amounts"),
    "a number with a point": (_replace("lesson.toml", "[180000, 320000, 5000]", "[1.5, 2.5, 1]"), "whole numbers"),
    "a picture that is not there": (_replace("lesson.toml", "hari-itu-juga.svg", "lain.svg"), "lain.svg"),
    "a text with HTML": (_replace("lesson.toml", 'shows = "', "shows = \"<img src='//jahat/x.png'>"), "'<i'"),
    "a text that turns round": (_replace("lesson.toml", 'story = "', 'story = "\\u202e'), "not allowed"),
    "a text with a sign that nobody sees": (_replace("lesson.toml", 'story = "', 'story = "\\u0000'), "not allowed"),
    "a picture's words with HTML": (_append("id.md", "\n![<img src=x>](hari-itu-juga.svg)\n"), "<i"),
    "a page that turns round": (_append("id.md", "\nTulis \u202eini.\n"), "not allowed"),
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
    reading = reading_of(running_text(prose))
    # Two sentences, five words, one of them ("Pembukuannya", twelve letters) of more than ten.
    assert (reading.mean_sentence_words, reading.long_words_percent) == (2.5, 20.0)


def test_a_word_of_ten_letters_is_short_and_one_of_eleven_long() -> None:
    assert (len("pengeluaran"), len("pembukuan"), len("keterangan")) == (11, 9, 10)
    assert not is_long("keterangan")
    assert is_long("menuliskannya")
    assert not any(len(word) <= 10 or word != word.casefold() for word in known_words())


def test_a_lesson_that_is_broken_leaves_the_others_as_they_are(folder: Path) -> None:
    training.own_lessons_lie_in(folder.parent)
    try:
        folder.rename(folder.with_name("PB-2-S1"))
        (folder.parent / "PB-2-S2").mkdir()
        (folder.parent / "PB-2-S2" / "lesson.toml").write_text("[[", "utf-8")
        assert training.find_lesson("PB-2-S1") is None  # its id is another
        assert training.find_lesson("PB-2-S2") is None
        assert training.find_lesson("PB-2") is not None
        assert "PB-2-catat" in training.exercises()
    finally:
        training.own_lessons_lie_in(None)
