"""Where a person's own things lie: her own folder, the one that is named, or beside a portable package."""

import sys
from pathlib import Path

import pytest

from ui.home_folder import HOME, home_folder, portable_folder


def test_the_folder_that_is_named_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(HOME, str(tmp_path / "lain"))
    assert home_folder() == tmp_path / "lain"


def test_a_package_marked_portable_keeps_everything_beside_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(HOME, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "BukuKPM"))
    (tmp_path / "portable.ini").touch()
    assert portable_folder() is None, "only a package is portable, not a checkout"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert home_folder() == tmp_path / "data"
    (tmp_path / "portable.ini").unlink()
    assert home_folder() != tmp_path / "data"
