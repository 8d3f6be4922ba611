"""``kpmbooks``: a subcommand works in the terminal and never imports Qt; without one the window opens."""

import sys
from collections.abc import Sequence
from pathlib import Path

from ui.command_line import Doors, Globals, run


def main(argv: Sequence[str] | None = None) -> int:
    """Act on the words of the command line (without the program's name) and give the exit code."""
    return run(sys.argv[1:] if argv is None else argv, Doors(window=_window, tour=_tour))


def _window(book: Path | None, wished: Globals) -> int:
    from ui.desktop.start import run_window

    return run_window(book, clock=wished.clock, language=wished.language, passcode_file=wished.passcode_file)


def _tour(folder: Path) -> None:
    from ui.desktop import tour

    tour.run(folder)


if __name__ == "__main__":
    sys.exit(main())
