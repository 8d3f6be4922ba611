"""The quick start leaves everything as it was, also what it kept away meanwhile."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def said(program: str) -> list[str]:
    """The words that a new Python says when it runs ``program``."""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_what_was_kept_away_can_be_had_afterwards() -> None:
    program = (
        "import builtins, gc, sys; from ui.desktop.quick_start import quick_start; before = builtins.__import__\n"
        "with quick_start(): import sqlalchemy\n"
        "print('ssl' in sys.modules, builtins.__import__ is before, gc.isenabled())\n"
        "import ssl; print(ssl.create_default_context() is not None)"
    )
    assert said(program) == ["False", "True", "True", "True"]


def test_what_was_there_already_stays() -> None:
    program = (
        "import ssl, sys; from ui.desktop.quick_start import quick_start\n"
        "with quick_start(): import sqlalchemy, asyncio\n"
        "print(sys.modules['ssl'] is ssl)"
    )
    assert said(program) == ["True"]


def test_a_fault_within_leaves_it_as_it_was_too() -> None:
    program = (
        "import builtins, gc, sys; from ui.desktop.quick_start import quick_start; before = builtins.__import__\n"
        "try:\n"
        "    with quick_start(): raise KeyError\n"
        "except KeyError: pass\n"
        "print('ssl' in sys.modules, builtins.__import__ is before, gc.isenabled())"
    )
    assert said(program) == ["False", "True", "True"]
