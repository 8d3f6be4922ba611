"""``kpmbooks``: a subcommand works in the terminal and never imports Qt; without one the window opens."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpmbooks.dates import Clock
    from kpmbooks.i18n import Language


def main(argv: Sequence[str] | None = None) -> int:
    """Act on the words of the command line (without the program's name) and give the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    # The usual start, by an icon or a double click on a book: the first paint waits for nothing that it can do without.
    if not words:
        return _window(None, None, "id")
    if len(words) == 1 and words[0].lower().endswith(".kpm"):
        return _window(Path(words[0]), None, "id")
    from ui.command_line import Doors, run

    return run(words, Doors(window=_window, tour=_tour))


def _window(book: Path | None, clock: "Clock | None", language: "Language") -> int:
    from ui.desktop import app

    return app.run(book, clock, language)


def _tour(folder: Path, sample: bool) -> None:
    from ui.desktop import tour

    if sample:
        tour.run(folder, tour.is_sample)
    else:
        tour.run(folder)


if __name__ == "__main__":
    sys.exit(main())
