"""The folder in which this person last chose a file from outside or saved one for others."""

import json
from pathlib import Path
from typing import Final

from ui.home_folder import books_folder

_FILE: Final = "folder.json"


def last_folder(folder: Path) -> Path:
    """That folder while it is there, else her documents; ``folder`` is where her own things lie."""
    try:
        found = Path(json.loads((folder / _FILE).read_text("utf-8")))
        return found if found.is_dir() else books_folder()
    except (OSError, ValueError, TypeError):
        return books_folder()


def keep_last_folder(folder: Path, chosen: Path) -> None:
    """Begin there the next time. A folder that cannot be written costs nothing but a longer way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_text(json.dumps(str(chosen.absolute())), "utf-8")
    except OSError:
        return
