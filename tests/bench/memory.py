"""What the window holds in memory with a five-year book, beside a minimal PySide6 window; on Linux."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kpmbooks import examples
from kpmbooks.dates import SystemClock
from tests.bench.figures import Figure
from tests.bench.shelf import Shelf

ROOT = Path(__file__).parents[2]
MONTHS = 60
MOST = 250.0

_MINIMAL = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.resize(1366, 768); window.show()
for _ in range(20): app.processEvents()
"""
_BOOK = """
import sys; from pathlib import Path
from PySide6.QtWidgets import QApplication
from kpmbooks import house
from kpmbooks.dates import SystemClock
from kpmbooks.i18n import translator
from ui.desktop.desk import Desk
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.window import MainWindow
app = QApplication([])
book = house.open_book(Path(sys.argv[1]))
window = MainWindow(); window.dress(window.theme); window.resize(1366, 768); window.show()
desk = Desk(Session(book, translator("id"), SystemClock()), Tasks(inline=True)); window.show_desk(desk)
for page in ("home", "record", "cash_book", "reports", "loan", "home"):
    desk.go(page)
    for _ in range(30): app.processEvents()
"""
_RESIDENT = """
import os
print(next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS")), flush=True)
os._exit(0)  # how it ends is not measured
"""


def run(shelf: Shelf, entries: int) -> Iterator[Figure]:
    """Resident after the pages one uses most were seen, each in a process of its own."""
    del shelf, entries
    with tempfile.TemporaryDirectory(prefix="kpmbooks-memory-") as folder:
        path = Path(folder) / "five-years.kpm"
        examples.example(path, of="family", months_back=MONTHS, today=SystemClock().today()).close()
        minimal = _megabytes(_MINIMAL, folder)
        ours = _megabytes(_BOOK, folder, str(path))
    beside = "minimal PySide6 window"
    yield Figure(f"resident with {MONTHS} months, five pages seen", ours, "MB", beside, minimal, most=MOST)


def _megabytes(program: str, home: str, *words: str) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "KPMBOOKS_HOME": home}
    done = subprocess.run(
        [sys.executable, "-c", program + _RESIDENT, *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=True,
        text=True,
    )
    return int(done.stdout.split()[-1]) / 1024
