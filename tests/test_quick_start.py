"""The quick start leaves everything as it was, and brings nothing along that no open book needs."""

import subprocess
import sys
from pathlib import Path

from tests import books

ROOT = Path(__file__).parents[1]


def said(program: str, *words: str) -> list[str]:
    """The words that a new Python says when it runs ``program``."""
    asked = [sys.executable, "-c", program, *words]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()


def test_afterwards_modules_are_imported_and_garbage_is_collected_as_before() -> None:
    program = (
        "import builtins, gc; from ui.desktop.quick_start import quick_start; import PySide6.QtCore\n"
        "before = builtins.__import__\n"
        "with quick_start(): print(builtins.__import__ is before, gc.isenabled())\n"
        "print(builtins.__import__ is before, gc.isenabled())"
    )
    assert said(program) == ["False", "False", "True", "True"]


def test_a_fault_within_leaves_it_as_it_was_too() -> None:
    program = (
        "import builtins, gc; from ui.desktop.quick_start import quick_start; import PySide6.QtCore\n"
        "before = builtins.__import__\n"
        "try:\n"
        "    with quick_start(): raise KeyError\n"
        "except KeyError: pass\n"
        "print(builtins.__import__ is before, gc.isenabled())"
    )
    assert said(program) == ["True", "True"]


def test_a_book_is_opened_shown_and_written_to_without_what_lays_out_tables(tmp_path: Path) -> None:
    path = tmp_path / "bu-siti.kpm"
    with books.family(path) as book:
        books.record(book, "jual_tunai", amount=75_000)
    program = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from kpmbooks import house, ledger, recording\n"
        "from ui.desktop.pages.home_details import home_details; from ui.desktop.pages.home_figures import home_cash\n"
        "with house.open_book(Path(sys.argv[1]), 'write') as book:\n"
        "    with book.write() as tx:\n"
        "        own, today = ledger.default_ledger(tx), date(2026, 1, 31)\n"
        "        recording.record(tx, 'jual_tunai', {'amount': '5.000'}, ledger=own, today=today)\n"
        "    with book.read() as reader:\n"
        "        print(int(home_cash(reader, own, today).cash), len(home_details(reader, own, today, 'id').latest))\n"
        "print(*sorted({'sqlalchemy', 'alembic', 'asyncio', 'ssl'} & set(sys.modules)))"
    )
    assert said(program, str(path)) == ["80000", "2"]
