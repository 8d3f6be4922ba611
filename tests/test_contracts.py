"""Who may know whom: the contracts of pyproject.toml hold, and each of them bites.

Every violation is planted in a copy of the three packages; the copy is then linted as the real tree is.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("kpmbooks", "reports", "ui")
CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
CONTRACTS = {contract["id"]: contract for contract in CONFIGURATION["contracts"]}

# For each contract: files to plant, and the words by which the linter must name each trespass.
VIOLATIONS: tuple[tuple[str, Mapping[str, str], tuple[str, ...]], ...] = (
    (
        "houses",
        {
            "kpmbooks/ledger/planted.py": "import reports",
            "reports/render/planted.py": "def lazily():\n    import ui.desktop",
        },
        ("kpmbooks.ledger.planted -> reports", "reports.render.planted -> ui.desktop"),
    ),
    ("floors", {"kpmbooks/planted/__init__.py": ""}, ("kpmbooks.planted",)),
    (
        "window_and_terminal",
        {
            "ui/command_line/planted.py": "def lazily():\n    import ui.desktop",
            "ui/desktop/planted.py": "import ui.command_line.planted",
        },
        ("ui.command_line.planted -> ui.desktop", "ui.desktop.planted -> ui.command_line.planted"),
    ),
    (
        "no_drawing_in_kpmbooks",
        {
            "kpmbooks/ledger/planted.py": "import PySide6.QtCore",
            "kpmbooks/book/planted.py": "import reportlab.pdfgen.canvas",
            "kpmbooks/recording/planted.py": "from openpyxl import Workbook",
        },
        (
            "kpmbooks.ledger.planted -> PySide6",
            "kpmbooks.book.planted -> reportlab",
            "kpmbooks.recording.planted -> openpyxl",
        ),
    ),
    (
        "no_qt_in_reports",
        {"reports/render/planted.py": "import PySide6.QtGui"},
        ("reports.render.planted -> PySide6",),
    ),
    (
        "qt_in_desktop",
        {"ui/command_line/planted.py": "import PySide6.QtWidgets", "ui/planted.py": "import shiboken6"},
        ("ui.command_line.planted -> PySide6", "ui.planted -> shiboken6"),
    ),
    (
        "sql_in_storage",
        {
            "kpmbooks/ledger/planted.py": "import sqlalchemy.orm",
            "kpmbooks/recording/planted.py": "def lazily():\n    import sqlite3",
            "reports/render/planted.py": "import sqlcipher3.dbapi2",
            "ui/desktop/planted.py": "import alembic.command",
        },
        (
            "kpmbooks.ledger.planted -> sqlalchemy",
            "kpmbooks.recording.planted -> sqlite3",
            "reports.render.planted -> sqlcipher3",
            "ui.desktop.planted -> alembic",
        ),
    ),
    (
        "private_tables",
        {
            "kpmbooks/planted/tables.py": "",
            "kpmbooks/planted/__init__.py": "import kpmbooks.planted.tables",
            "kpmbooks/statements/planted.py": "from kpmbooks.planted.tables import anything",
            "reports/render/planted.py": "import kpmbooks.planted.tables",
        },
        (
            "kpmbooks.statements.planted imports kpmbooks.planted.tables",
            "reports.render.planted imports kpmbooks.planted.tables",
        ),
    ),
)


@pytest.fixture
def planted(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """A copy of the packages into which files can be put."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=_all_but_python)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "import_contracts.py", tmp_path / "tests")

    def plant(files: Mapping[str, str]) -> Path:
        for place, source in files.items():
            path = tmp_path / place
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.parent.parent != tmp_path or path.parent.name not in PACKAGES:
                (path.parent / "__init__.py").touch()
            path.write_text(f'"""Planted."""\n\n{source}\n', "utf-8")
        return tmp_path

    return plant


def _all_but_python(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not name.endswith(".py") and not (Path(folder) / name).is_dir()]


def lint(root: Path, *contracts: str) -> tuple[int, str]:
    """Run import-linter in a folder, as the command does, and give its exit status and words."""
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as lint; lint()",
            *("--no-logo", "--no-cache"),
            *chosen,
        ],
        cwd=root,
        env={**os.environ, "COLUMNS": "400", "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


def test_every_contract_is_kept() -> None:
    status, words = lint(ROOT)
    assert status == 0, words


def test_every_contract_has_a_violation_that_proves_it() -> None:
    assert {contract for contract, _, _ in VIOLATIONS} == set(CONTRACTS)


@pytest.mark.parametrize(("contract", "files", "named"), VIOLATIONS, ids=[contract for contract, _, _ in VIOLATIONS])
def test_a_planted_violation_is_found(
    planted: Callable[[Mapping[str, str]], Path],
    contract: str,
    files: Mapping[str, str],
    named: tuple[str, ...],
) -> None:
    status, words = lint(planted(files), contract)
    assert status == 1
    assert "0 kept, 1 broken" in words, words
    for trespass in named:
        assert trespass in words


def test_every_floor_of_kpmbooks_is_forbidden_to_know_the_one_above(
    planted: Callable[[Mapping[str, str]], Path],
) -> None:
    floors = [layer.strip("()") for layer in CONTRACTS["floors"]["layers"]]
    upward = list(zip(floors[1:], floors, strict=False))
    root = planted({})
    for floor in floors:
        folder = root / "kpmbooks" / floor
        if not folder.with_suffix(".py").exists():
            folder.mkdir(exist_ok=True)
            (folder / "__init__.py").touch()
    for lower, upper in upward:
        folder = root / "kpmbooks" / lower
        place = folder / "planted.py" if folder.is_dir() else folder.with_suffix(".py")
        with place.open("a", encoding="utf-8") as source:
            source.write(f"\ndef lazily():\n    import kpmbooks.{upper}\n")
    status, words = lint(root, "floors")
    assert status == 1
    for lower, upper in upward:
        assert f"kpmbooks.{lower} is not allowed to import kpmbooks.{upper}" in words


def test_an_allowed_import_is_left_alone(planted: Callable[[Mapping[str, str]], Path]) -> None:
    root = planted(
        {
            "ui/desktop/planted.py": "import PySide6.QtWidgets",
            "kpmbooks/book/planted.py": "import sqlalchemy",
            "kpmbooks/ledger/tables.py": "import sqlalchemy",
            "kpmbooks/ledger/planted.py": "import kpmbooks.ledger.tables",
            "reports/render/planted.py": "import reportlab, openpyxl",
        }
    )
    status, words = lint(root)
    assert status == 0, words
