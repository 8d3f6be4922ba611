"""A book of an older format that was cut off in the middle of writing is finished first, then copied, then upgraded."""

import shutil
from pathlib import Path

from kpmbooks import house
from kpmbooks.storage import FORMAT
from tests.books import faults, stranger

SAMPLE = Path(__file__).with_name("samples") / "format-1.0.kpm"


def _cut_off(path: Path) -> None:
    """A copy of the sample as it lies on the disk when the power goes during a large write: half new, with journal."""
    writing = path.with_name("menulis.kpm")
    shutil.copyfile(SAMPLE, writing)
    with stranger(writing) as raw:
        raw.execute("PRAGMA cache_size=1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("CREATE TABLE heap AS SELECT randomblob(3000) AS stuff FROM accounts, accounts LIMIT 300")
        raw.execute("UPDATE settings SET value = 'half'")
        shutil.copyfile(writing, path)
        shutil.copyfile(writing.with_name("menulis.kpm-journal"), path.with_name(f"{path.name}-journal"))
        raw.execute("ROLLBACK")
    writing.unlink()


def test_the_old_file_that_is_kept_is_whole_and_so_is_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "lama.kpm"
    _cut_off(path)
    assert path.read_bytes() != SAMPLE.read_bytes()
    with house.open_book(path, "write"):
        pass
    kept = tmp_path / "lama.format-1.0.kpm"
    assert sorted(one.name for one in tmp_path.iterdir()) == [kept.name, path.name]
    assert faults(path) == set()
    with stranger(kept) as old, stranger(SAMPLE) as sample, stranger(path) as new:
        assert old.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for sql in (
            "SELECT name FROM sqlite_master WHERE name = 'heap'",
            "SELECT * FROM entries ORDER BY id",
            "SELECT * FROM postings ORDER BY id",
        ):
            assert old.execute(sql).fetchall() == sample.execute(sql).fetchall()
        assert (
            new.execute("SELECT count(*) FROM entries").fetchall()
            == sample.execute("SELECT count(*) FROM entries").fetchall()
        )
        assert new.execute("PRAGMA user_version").fetchone()[0] == FORMAT.major * 1000 + FORMAT.minor


def test_what_an_upgrade_that_was_killed_left_is_not_played_into_the_next(tmp_path: Path) -> None:
    path = tmp_path / "lama.kpm"
    shutil.copyfile(SAMPLE, path)
    _cut_off(tmp_path / "bekas.kpm")
    (tmp_path / "bekas.kpm").rename(tmp_path / ".lama.kpm.upgrade")
    (tmp_path / "bekas.kpm-journal").rename(tmp_path / ".lama.kpm.upgrade-journal")
    with house.open_book(path, "write"):
        pass
    assert faults(path) == set()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["lama.format-1.0.kpm", "lama.kpm"]
