"""When a person is asked to give her book a passcode, and how she puts that off for a week."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Final, Literal

from kpmbooks.book import Book
from ui.desktop.locations import is_removable
from ui.desktop.recent_books import recent_books

Reason = Literal["several", "stick"]

PUT_OFF: Final = timedelta(days=7)
_FILE: Final = "passcode-later.json"


def reason_to_ask(book: Book, folder: Path, today: date) -> Reason | None:
    """Why this book should have a passcode: several books lie on this laptop, or it lies on a stick; None to be quiet.

    ``folder`` is the person's own. Practice needs none, and a book that can only be read here cannot be given one.
    """
    if book.key is not None or book.path is None or book.owner.practice or book.mode != "write":
        return None
    reason: Reason | None = None
    if is_removable(book.path):
        reason = "stick"
    elif any(_is_another(path, book.path) for path in recent_books(folder)):
        reason = "several"
    if reason is not None and today < _asked_again_on(folder, book.path):
        return None
    return reason


def put_off(folder: Path, path: Path, today: date) -> None:
    """Ask again in a week. A folder that cannot be written costs nothing but being asked next time."""
    kept = _kept(folder)
    kept[str(path.absolute())] = (today + PUT_OFF).isoformat()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_text(json.dumps(kept), "utf-8")
    except OSError:
        return


def _is_another(path: Path, book: Path) -> bool:
    try:
        return not path.samefile(book)
    except OSError:
        return False


def _asked_again_on(folder: Path, path: Path) -> date:
    try:
        return date.fromisoformat(str(_kept(folder).get(str(path.absolute()))))
    except ValueError:
        return date.min


def _kept(folder: Path) -> dict[str, str]:
    try:
        kept = json.loads((folder / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
