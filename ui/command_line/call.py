"""One call of a subcommand: what it was given and where it answers; and how it gets hold of a book."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from kpmbooks.i18n import Translator
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from ui.command_line.syntax import Doors, Parser
from ui.command_line.terminal import Exit, Terminal

T = TypeVar("T")

_LONGEST = 1 << 16
"""Bytes of a passcode file; what is longer is another file."""


@dataclass(frozen=True, slots=True)
class Call:
    """``today`` is the default date and the date of reports; it never touches when an entry was written."""

    terminal: Terminal
    translator: Translator
    today: date
    options: argparse.Namespace
    passcode_file: Path | None
    doors: Doors

    def check_passcode_file(self) -> None:
        """Raise ``StorageError`` when a passcode file was named that cannot be read."""
        self.passcode_from_file()

    def passcode_from_file(self) -> str | None:
        """What the passcode file says, None where none was named; one newline at its end is not part of it.

        Raises ``StorageError`` when it cannot be read.
        """
        file = self.passcode_file
        if file is None:
            return None
        try:
            with file.open("rb") as stream:
                content = stream.read(_LONGEST + 1)
            if len(content) > _LONGEST:
                raise ValueError
            words = content.decode("utf-8-sig")  # some editors put a mark before the first letter
        except (OSError, ValueError) as error:
            message = N_("The passcode cannot be read from {file}.")
            raise StorageError(Problem("passcode-file", message, {"file": str(file)})) from error
        return words[: -2 if words.endswith("\r\n") else -1] if words.endswith("\n") else words


def _asks_json(options: argparse.Namespace) -> bool:
    return bool(getattr(options, "json", False))


@dataclass(frozen=True, slots=True)
class Command:
    """One subcommand: the words it takes, what it does, and whether its words ask for JSON."""

    words: Callable[[Parser], None]
    act: Callable[[Call], Exit]
    asks_json: Callable[[argparse.Namespace], bool] = _asks_json


def taken(reading: T | Problem, where: str) -> T:
    """What a person's text was read as; raises ``Rejected``, naming the option."""
    if isinstance(reading, Problem):
        raise Rejected(reading.at(where))
    return reading


def add_book(parser: Parser) -> None:
    """Every command that works on a book names it first."""
    _ = parser.translator
    parser.needed.add_argument("book", type=Path, metavar=_("BOOK"), help=_("the file of the book"))


def add_json(parser: Parser) -> None:
    """``--json``: one JSON object on standard output and nothing else there."""
    _ = parser.translator
    parser.wishes.add_argument("--json", action="store_true", help=_("answer as JSON"))


def refuse_unreadable(options: argparse.Namespace) -> None:
    """Raise ``Rejected`` for words that are no text: the machine hands on bytes of any encoding as they come."""
    for name, value in vars(options).items():
        answers = value if isinstance(value, dict) else {name: value}
        for place, text in answers.items():
            if not (_is_text(place) and _is_text(text)):
                message = N_("This is not readable text. Write it again.")
                raise Rejected(Problem("text-unreadable", message, {}, place))


def _is_text(value: object) -> bool:
    # A file may be called anything that the machine allows; only what ends a name there is no name.
    if isinstance(value, Path):
        return "\0" not in str(value)
    return not isinstance(value, str) or not any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value)
