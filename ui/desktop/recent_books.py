"""Which books this person opened last, so that the daily one needs no file dialog. Only their paths are kept."""

import json
from pathlib import Path
from typing import Final

MOST: Final = 4


def recent_books(folder: Path) -> tuple[Path, ...]:
    """The books that were opened last, the latest first, as far as they are still there."""
    try:
        kept = json.loads((folder / "books.json").read_text("utf-8"))
        paths = [Path(str(one)) for one in kept]
    except (OSError, ValueError, TypeError):
        return ()
    return tuple(path for path in paths if path.is_file())[:MOST]


def remember_book(folder: Path, path: Path) -> None:
    """Put ``path`` first. A folder that cannot be written costs nothing but a file dialog."""
    path = path.absolute()
    paths = [path, *(one for one in recent_books(folder) if one != path)][:MOST]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "books.json").write_text(json.dumps([str(one) for one in paths]), "utf-8")
    except OSError:
        return
