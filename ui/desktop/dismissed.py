"""Warnings that a person does not want to see again, each for one book at one place."""

import json
from pathlib import Path
from typing import Final

MOST: Final = 200


def is_dismissed(folder: Path, what: str, book: Path) -> bool:
    """Whether she said so of the book at this place."""
    return [what, str(book.absolute())] in _kept(folder)


def dismiss(folder: Path, what: str, book: Path) -> None:
    """Keep that. A folder that cannot be written costs nothing but saying it again."""
    _keep(folder, [what, str(book.absolute())])


def _keep(folder: Path, one: list[str]) -> None:
    kept = [*_kept(folder), one][-MOST:]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "dismissed.json").write_text(json.dumps(kept), "utf-8")
    except OSError:
        return


def is_dismissed_for_all(folder: Path, what: str) -> bool:
    """Whether she said so on this machine, whatever book is open."""
    return [what] in _kept(folder)


def dismiss_for_all(folder: Path, what: str) -> None:
    """Keep that for every book."""
    if not is_dismissed_for_all(folder, what):
        _keep(folder, [what])


def _kept(folder: Path) -> list[list[str]]:
    try:
        kept = json.loads((folder / "dismissed.json").read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [one for one in kept if isinstance(one, list)] if isinstance(kept, list) else []
