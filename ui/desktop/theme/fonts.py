"""The family "Buku KPM" for Qt; the files are shared with the reports."""

from pathlib import Path
from typing import Final

from PySide6.QtGui import QFontDatabase

FAMILY: Final = "Buku KPM"
# By path: importing `reports` for its place would bring SQL and PDF along before the window is painted.
FOLDER: Final = Path(__file__).resolve().parents[3] / "reports" / "resources" / "fonts"


def load() -> None:
    """Make the family known to Qt; a second call changes nothing. Raises RuntimeError when a file cannot be read."""
    if FAMILY in QFontDatabase.families():
        return
    for weight in ("Regular", "Bold"):
        if QFontDatabase.addApplicationFont(str(FOLDER / f"BukuKPM-{weight}.ttf")) < 0:
            raise RuntimeError(f"font cannot be read: BukuKPM-{weight}.ttf")
