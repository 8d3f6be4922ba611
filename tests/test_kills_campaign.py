"""The campaigns of kills and power cuts, sampled; and that they would notice."""

import shutil
from pathlib import Path
from random import Random

import pytest

from tests import books
from tests.campaign import kills, power_cuts
from tests.campaign.power_cuts import Disk


def test_a_program_that_is_killed_at_any_moment_leaves_every_act_that_it_told_and_no_half_one() -> None:
    for name, figures in kills.run(4, 70).items():
        assert figures["faults"] == [], name


def test_files_copied_at_any_moment_of_a_run_open_to_a_whole_state() -> None:
    # Whether a write is under way at a moment is the machine's chance: moments are taken until one was.
    for seed in range(2, 22):
        figures = power_cuts.stopped(seed, 6)
        assert figures["faults"] == []
        if figures.get("with a journal"):
            break
    assert figures["with a journal"] > 0
    kills.forget_unkilled()


@pytest.fixture
def scene(tmp_path: Path) -> kills.Scene:
    found = kills.Scene(tmp_path / "scene")
    kills.build(found.folder)
    return found


def test_the_campaign_notices_a_lost_act_and_a_half_one(scene: kills.Scene) -> None:
    kind = kills.KINDS[0]
    told = [["ready"], ["begin"], ["done", 1]]
    shutil.copytree(scene.folder, scene.folder.with_name("before"))
    assert kills.judged(kind, scene, 0, told) is not None  # nothing was done, and one act was told
    again = kills.Scene(scene.folder.with_name("before"))
    assert kills.judged(kind, again, 0, [["ready"], ["begin"]]) is None
    with books.stranger(again.path) as raw:
        raw.execute("UPDATE account_months SET count = count + 1")
    assert kills.judged(kind, again, 0, [["ready"]]) == "StorageError: damaged"
    kills.forget_unkilled()


# The disk of the power cuts


def _hex(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def _contents(disk: Disk, folder: Path, seed: int) -> dict[str, bytes]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    disk.after_a_cut(folder, Random(seed))
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def test_what_was_not_synchronised_may_be_there_or_not_and_what_was_is(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    (folder / "melati.kpm").write_bytes(b"A" * 2048)
    disk = Disk(folder)
    disk.play("openat", f'AT_FDCWD, "{_hex(str(folder / "melati.kpm"))}", O_RDWR', 3)
    disk.play("pwrite64", f'3, "{_hex("B" * 1024)}", 1024, 1024', 1024)
    found = {_contents(disk, tmp_path / "cut", seed)["melati.kpm"] for seed in range(60)}
    assert found == {b"A" * 1024 + one + two for one in (b"A" * 512, b"B" * 512) for two in (b"A" * 512, b"B" * 512)}
    disk.play("fdatasync", "3", 0)
    found = {_contents(disk, tmp_path / "cut", seed)["melati.kpm"] for seed in range(20)}
    assert found == {b"A" * 1024 + b"B" * 1024}


def test_a_name_that_was_taken_away_may_come_back_until_the_folder_is_synchronised(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    for name in ("melati.kpm", "melati.kpm-journal"):
        (folder / name).write_bytes(b"x")
    disk = Disk(folder)
    disk.play("unlink", f'"{_hex(str(folder / "melati.kpm-journal"))}"', 0)
    seen = {len(_contents(disk, tmp_path / "cut", seed)) for seed in range(30)}
    assert seen == {1, 2}
    disk.play("openat", f'AT_FDCWD, "{_hex(str(folder))}", O_RDONLY', 4)
    disk.play("fsync", "4", 0)
    assert {len(_contents(disk, tmp_path / "cut", seed)) for seed in range(10)} == {1}
