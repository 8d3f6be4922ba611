"""Lessons are listed, copied and taken from files whatever else lies among a facilitator's own ones."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kpmbooks.house  # noqa: F401 - says how the scratch books are made in which exercises are proved
from kpmbooks.problems import StorageError
from kpmbooks.training import OURS, contents, lesson_file, own_lessons, own_lessons_lie_in
from kpmbooks.training.folder import LARGEST

OWN = "PB-2-S1"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    """A folder with one good lesson of somebody's own."""
    shutil.copytree(OURS / "PB-2", tmp_path / OWN)
    toml = tmp_path / OWN / "lesson.toml"
    toml.write_text(toml.read_text("utf-8").replace('"PB-2', f'"{OWN}'), "utf-8")
    own_lessons_lie_in(tmp_path)
    yield tmp_path
    own_lessons_lie_in(None)


def _written(text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / "lesson.toml").write_text(text, "utf-8")


BROKEN: dict[str, Callable[[Path], object]] = {
    "nested without end": _written(f"a = {'[' * 5_000}"),
    "a number of five thousand digits": _written(f"minutes = {'9' * 5_000}"),
    "no TOML": _written("Halo"),
    "large": _written("#" * (LARGEST + 1)),
    "another id": _written((OURS / "PB-3" / "lesson.toml").read_text("utf-8")),
    "nothing": lambda _folder: None,
    "a folder": lambda folder: (folder / "lesson.toml").mkdir(),
    "a link that never ends": lambda folder: (folder / "lesson.toml").symlink_to("/dev/zero"),
    "a pipe": lambda folder: os.mkfifo(folder / "lesson.toml"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_lesson_is_not_listed_and_all_others_are(own: Path, name: str) -> None:
    (own / "PB-3-S1").mkdir()
    BROKEN[name](own / "PB-3-S1")
    ids = [one.id for one in contents()]
    assert ids[-1] == OWN
    assert "PB-3-S1" not in ids
    assert {path.parent.name for path in OURS.glob("*/lesson.toml")} == {*ids[:-1]}


def test_a_lesson_under_one_of_our_ids_takes_no_place_of_ours(own: Path) -> None:
    shutil.copytree(OURS / "PB-3", own / "PB-3")
    ids = [one.id for one in contents()]
    assert ids.count("PB-3") == 1


@pytest.mark.parametrize("broken", ["id = [", "", 'title = "Tanpa nama"', "exercise = 3"])
def test_a_lesson_is_taken_from_a_file_beside_a_broken_one(
    own: Path, tmp_path_factory: pytest.TempPathFactory, broken: str
) -> None:
    handed = lesson_file.pack(own / OWN)
    hers = tmp_path_factory.mktemp("hers")
    shutil.copytree(own / OWN, hers / OWN)
    (hers / OWN / "lesson.toml").write_text(broken, "utf-8")
    assert lesson_file.receive(handed, hers) == "PB-2-S2"
    assert (hers / OWN / "lesson.toml").read_text("utf-8") == broken


def test_a_folder_that_cannot_be_written_is_said_in_words(own: Path) -> None:
    handed = lesson_file.pack(own / OWN)
    no_folder = own / "berkas"
    no_folder.write_text("x")
    acts: tuple[Callable[[], str], ...] = (
        lambda: lesson_file.receive(handed, no_folder),
        lambda: own_lessons.copy_lesson("PB-3", no_folder),
    )
    for act in acts:
        with pytest.raises(StorageError) as refused:
            act()
        assert refused.value.problem.code == "lesson-folder"


def test_a_change_that_the_disk_refuses_at_the_last_moment_loses_nothing(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.read_bytes() for path in (own / OWN).iterdir()}
    real = Path.rename

    def full(path: Path, target: Path) -> Path:
        if path.name == OWN and target == own / OWN:
            raise OSError(28, "No space left on device")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(StorageError) as refused:
        own_lessons.change(own / OWN, own_lessons.Changes(title="Lain"))
    assert refused.value.problem.code == "disk-full"
    assert {path.name: path.read_bytes() for path in (own / OWN).iterdir()} == before
