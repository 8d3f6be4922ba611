"""A facilitator's own lessons: copied, changed and handed on as a file; what would break one changes nothing."""

import io
import stat
import warnings
import zipfile
from pathlib import Path
from random import Random

import pytest

import kpmbooks.house  # noqa: F401  # an exercise is proved in books, and the house makes them
from kpmbooks.problems import Rejected
from kpmbooks.training import OURS, Lesson, check_lessons, lesson_file, own_lessons
from kpmbooks.training.folder import LARGEST
from kpmbooks.training.own_lessons import Changes

OF = "PB-2"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "pelajaran"


@pytest.fixture
def copied(own: Path) -> Path:
    return own / own_lessons.copy_lesson(OF, own)


def the_lesson(folder: Path) -> Lesson:
    checked = check_lessons(folder)
    assert checked.faults == ()
    return checked.lessons[0]


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_copy_is_the_same_lesson_under_an_id_of_its_own(copied: Path) -> None:
    ours, mine = the_lesson(OURS / OF), the_lesson(copied)
    assert mine.id == "PB-2-S1"
    assert [one.id for one in mine.exercises] == [one.id.replace("PB-2", "PB-2-S1") for one in ours.exercises]
    assert (mine.title, mine.rule, mine.questions) == (ours.title, ours.rule, ours.questions)


def test_a_copy_of_a_copy_takes_the_next_number_and_nothing_is_overwritten(own: Path, copied: Path) -> None:
    before = everything(copied)
    assert own_lessons.copy_lesson("PB-2-S1", own) == "PB-2-S2"
    assert own_lessons.copy_lesson(OF, own) == "PB-2-S3"
    assert everything(copied) == before


def test_names_are_offered_and_changed_wherever_they_are_read(copied: Path) -> None:
    assert "Bu Sari" in own_lessons.changeable_words(copied)
    own_lessons.change(copied, Changes(title="Tulis malam ini", words={"Bu Sari": "Bu Kokom", "gorengan": "keripik"}))
    mine = the_lesson(copied)
    assert mine.title.id == "Tulis malam ini"
    read = "".join(path.read_text("utf-8") for path in copied.iterdir())
    assert "Bu Sari" not in read
    assert "gorengan" not in read
    assert "Gorengan" not in read, "nor where the word begins a name"
    assert "Bu Kokom" in mine.story.id
    assert mine.exercises[0].owner == "Keluarga Bu Kokom"


def test_two_words_can_change_places(copied: Path) -> None:
    first, second = own_lessons.changeable_words(copied)[2:4]
    before = (copied / "lesson.toml").read_text("utf-8")
    own_lessons.change(copied, Changes(words={first: second, second: first}))
    after = (copied / "lesson.toml").read_text("utf-8")
    assert (after.count(first), after.count(second)) == (before.count(second), before.count(first))


def test_amounts_are_changed_and_drawn(copied: Path) -> None:
    row = own_lessons.amounts_of(copied)[1]
    assert "{amount}" in row.text
    own_lessons.change(copied, Changes(amounts={row.path: (700_000, 900_000, 5_000)}))
    assert own_lessons.amounts_of(copied)[1].low == 700_000
    assert the_lesson(copied).id == "PB-2-S1"


@pytest.mark.parametrize(
    "changes",
    [
        Changes(words={"Bu Sari": ""}),
        Changes(words={"Bu Sari": "{name.__class__}"}),
        Changes(words={"Bu Sari": "a" * 61}),
        Changes(words={"Bu Sari": "<b>Bu</b>"}),
        Changes(words={"": "Bu Tini"}),
        Changes(title="Dua\nbaris"),
        Changes(amounts={("exercise", 0, "opening"): (300_000, 100_000, 1_000)}),
        Changes(amounts={("exercise", 0, "opening"): (1, 10**12, 1)}),
        Changes(amounts={("exercise", 0, "lain"): (1_000, 2_000, 100)}),
        # Every slip would have the same amount: no idea could be told from another.
        Changes(amounts={("exercise", 0, "slip", nth, "amount"): (50_000, 50_000, 1) for nth in range(6)}),
    ],
)
def test_a_change_that_breaks_the_lesson_is_refused_with_its_place_and_changes_nothing(
    own: Path, copied: Path, changes: Changes
) -> None:
    before = everything(own)
    with pytest.raises(Rejected) as refused:
        own_lessons.change(copied, changes)
    assert all(one.field for one in refused.value.problems)
    assert everything(own) == before


def test_our_lessons_are_never_removed_and_her_own_are(own: Path, copied: Path) -> None:
    with pytest.raises(Rejected):
        own_lessons.remove(OURS / OF)
    assert (OURS / OF).is_dir()
    own_lessons.remove(copied)
    assert list(own.iterdir()) == []


def test_a_lesson_travels_as_a_file_and_is_the_same_at_the_other_end(copied: Path, tmp_path: Path) -> None:
    own_lessons.change(copied, Changes(words={"Bu Sari": "Bu Kokom"}))
    handed = lesson_file.pack(copied)
    assert lesson_file.pack(copied) == handed
    hers = tmp_path / "hers"
    assert lesson_file.receive(handed, hers) == "PB-2-S1"
    assert the_lesson(hers / "PB-2-S1").story == the_lesson(copied).story
    assert lesson_file.receive(handed, hers) == "PB-2-S1"
    assert [path.name for path in hers.iterdir()] == ["PB-2-S1"]


def test_another_lesson_under_a_taken_id_takes_the_next_number(own: Path, copied: Path, tmp_path: Path) -> None:
    hers = tmp_path / "hers"
    own_lessons.copy_lesson(OF, hers)
    own_lessons.change(hers / "PB-2-S1", Changes(title="Lain sekali"))
    before = everything(copied)
    assert lesson_file.receive(lesson_file.pack(hers / "PB-2-S1"), own) == "PB-2-S2"
    assert everything(copied) == before
    assert the_lesson(own / "PB-2-S2").title.id == "Lain sekali"
    assert lesson_file.receive(lesson_file.pack(OURS / OF), own) == "PB-2-S1"  # the very same under another id


def zipped(*files: tuple[str, bytes], mode: int = 0) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        warnings.simplefilter("ignore")  # the same name twice, which is what is to be refused
        for name, data in files:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            packed.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def ours(**more: bytes) -> tuple[tuple[str, bytes], ...]:
    files = {path.name: path.read_bytes() for path in (OURS / OF).iterdir()}
    return tuple((f"{OF}/{name}", data) for name, data in {**files, **more}.items())


STRANGE = {
    "a path that climbs out": zipped(*ours(), (f"{OF}/../../jahat.svg", b"<svg/>")),
    "a folder that climbs out": zipped(("../PB-2/lesson.toml", b"")),
    "an absolute path": zipped(("/tmp/lesson.toml", b"")),
    "a drive": zipped(*ours(), (f"{OF}/C:x.svg", b"<svg/>")),
    "a backslash": zipped(*ours(), (f"{OF}/..\\x.svg", b"<svg/>")),
    "a folder inside": zipped(*ours(), (f"{OF}/lain/a.svg", b"<svg/>")),
    "two lessons": zipped(*ours(), ("PB-3/lesson.toml", b"")),
    "the same file twice": zipped(*ours(), ours()[0]),
    "a link": zipped((f"{OF}/lesson.toml", b"/etc/hostname"), mode=stat.S_IFLNK | 0o777),
    "fifty megabytes that pack small": zipped(*ours(**{"a.svg": b" " * 50 * 1024 * 1024})),
    "more than a lesson may have": b"PK" + Random(1).randbytes(LARGEST + 100_000),
    "a program": zipped(*ours(**{"mulai.py": b"print(1)"})),
    "nothing": b"",
    "no archive": b"Halo",
    "an empty archive": zipped(),
    "half a file": zipped(*ours())[:-200],
    "a lesson with a fault": zipped(*ours(**{"lesson.toml": b'id = "PB-2"'})),
    "an id that is a path": zipped(("..", b"")),
}


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_file_is_refused_in_one_sentence_and_leaves_nothing_behind(
    own: Path, copied: Path, name: str
) -> None:
    before = everything(own.parent)
    with pytest.raises(Rejected) as refused:
        lesson_file.receive(STRANGE[name], own)
    assert refused.value.problems
    assert everything(own.parent) == before


@pytest.mark.parametrize("seed", range(150))
def test_a_spoilt_file_is_taken_whole_or_refused(own: Path, seed: int) -> None:
    dice = Random(seed)
    spoilt = bytearray(zipped(*ours()))
    for _ in range(dice.randint(1, 6)):
        spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
    try:
        lesson_id = lesson_file.receive(bytes(spoilt), own)
    except Rejected:
        assert everything(own) == {}
    else:
        assert check_lessons(own / lesson_id).faults == ()
