"""Trying out what was built, as a stranger's machine would run it: nothing of this Python, nothing of this folder."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

_PAGE = b"%PDF-"


def try_out(folder: Path) -> list[str]:
    """What does not work in the package at ``folder``: making, checking and printing a book, and each page once."""
    ending = ".exe" if sys.platform == "win32" else ""
    program, windowed = folder / f"kpmbooks{ending}", folder / f"BukuKPM{ending}"
    faults = [f"{one.name} is not there" for one in (program, windowed) if not one.is_file()]
    if faults:
        return faults
    with tempfile.TemporaryDirectory(prefix="kpmbooks percobaan ") as place:
        home = Path(place)
        book, paper, tour = home / "Buku Melati.kpm", home / "laporan.pdf", home / "tur"
        tour.mkdir()
        steps: tuple[tuple[str, list[str]], ...] = (
            ("demo", ["demo", str(book), "--months", "2"]),
            ("check", ["check", str(book)]),
            ("report", ["report", str(book), "monthly", "-o", str(paper)]),
            ("tour", ["tour", str(tour), "--sample"]),
        )
        for name, words in steps:
            done = _run([str(program), *words], home)
            if done.returncode:
                faults.append(f"{name} ended with {done.returncode}: {done.stderr.strip()[-400:]}")
        if not paper.is_file() or not paper.read_bytes().startswith(_PAGE):
            faults.append("the print is no PDF")
        if not list(tour.glob("home-*.png")):
            faults.append("no page was drawn")
        faults.extend(_window_opens(windowed, book, home))
    return faults


def _run(command: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=_bare(home), capture_output=True, text=True, encoding="utf-8", timeout=300, check=False
    )


def _window_opens(windowed: Path, book: Path, home: Path) -> list[str]:
    """The window on the book stays open until it is ended: a program that cannot start is gone at once."""
    with subprocess.Popen([str(windowed), str(book)], env=_bare(home), stderr=subprocess.PIPE) as started:
        try:
            started.wait(8)
        except subprocess.TimeoutExpired:
            started.terminate()
            started.wait(20)
            return []
        assert started.stderr is not None
        return [f"the window closed by itself with {started.returncode}: {started.stderr.read()[-400:]!r}"]


def _bare(home: Path) -> dict[str, str]:
    """An environment without this Python; without a screen."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "LANG") if name in os.environ}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "KPMBOOKS_HOME": str(home / "rumah"), "HOME": str(home)}
