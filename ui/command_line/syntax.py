"""Words of the command line: which there are, and what to say when they are off. Reads no book.

argparse does the reading; what it would say in English is said here in the person's language.
"""

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from kpmbooks.dates import Clock, FixedClock, SystemClock, read_day
from kpmbooks.i18n import DEFAULT_LANGUAGE, LANGUAGES, Language, Translator, translator
from kpmbooks.problems import N_, Problem, Rejected

PROGRAM = "kpmbooks"

COMMANDS: Mapping[str, str] = {
    "new": N_("make a new book"),
    "demo": N_("make an example book to practise with"),
    "ledgers": N_("which ledgers a book has"),
    "add-ledger": N_("add a ledger to a family's book"),
    "kinds": N_("what can be recorded"),
    "record": N_("record something"),
    "reverse": N_("take a record back"),
    "report": N_("a report as text, file or print"),
    "import": N_("take a table from a file into a book"),
    "export": N_("write a book out for other programs"),
    "salvage": N_("make a book again from its JSON"),
    "check": N_("check that everything in a book holds"),
    "repair": N_("write a damaged book anew from what can be read of it"),
    "readiness": N_("what the books say beside a loan that is asked for"),
    "stock": N_("what goods cost, from a file of what came and went"),
    "ageing": N_("how long debts are overdue, from a file of them"),
    "price": N_("how many must be sold before nothing is lost"),
    "depreciation": N_("how equipment wears off, year by year"),
    "share": N_("a result shared by parts and keys, from a file that says how"),
    "schedule": N_("what a loan asks for when, and what it really costs"),
    "backup": N_("copy a book, opened and compared"),
    "restore": N_("make a copy the book again"),
    "lessons": N_("which lessons there are"),
    "lesson-check": N_("check a lesson's folder"),
    "exercises": N_("which exercises there are"),
    "exercise": N_("make a practice book for an exercise"),
    "answer": N_("answer what an exercise asks, in its practice book"),
    "grade": N_("how a book answers an exercise"),
    "terbilang": N_("an amount in Indonesian words"),
    "tour": N_("every page and every print as pictures and files"),
}


@dataclass(frozen=True, slots=True)
class Globals:
    """The words before the subcommand. ``clock`` stands still where ``--today`` was said."""

    clock: Clock
    language: Language
    passcode_file: Path | None


@dataclass(frozen=True, slots=True)
class Doors:
    """What lies behind the command line and is not its own: the window (on a book, or none), and the tour.

    The window is told which day is today (None: the machine says so) and gives the exit code when it was closed; the
    tour is told whether a sample is enough.
    """

    window: Callable[[Path | None, Clock | None, Language], int]
    tour: Callable[[Path, bool], None]


class WordsOffError(Exception):
    """The words make no command; carries the lines to say."""

    def __init__(self, *lines: str) -> None:
        self.lines = lines
        super().__init__(*lines)


# What argparse says, and how it is said here. The English is matched, so the machine's language must not change it:
# argparse asks gettext for a catalog "messages" that no Python brings.
_SAID: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (?P<names>.+)", N_("This is missing: {names}.")),
    (r"one of the arguments (?P<names>.+) is required", N_("One of these is missing: {names}.")),
    (r"unrecognized arguments: (?P<words>.+)", N_("This is not understood: {words}.")),
    (r"argument (?P<name>.+): expected .*argument.*", N_("A value must follow {name}.")),
    (
        r"argument (?P<name>.+): invalid choice: (?P<word>.+) \(choose from (?P<choices>.+)\)",
        N_("{name} cannot be {word}. Choose one of: {choices}."),
    ),
    (r"argument (?P<name>.+): invalid int value: (?P<word>.+)", N_("{name} must be a whole number, not {word}.")),
    (r"argument (?P<name>.+): not allowed with argument (?P<other>.+)", N_("{name} and {other} do not go together.")),
    (r"argument (?P<name>.+): ignored explicit argument (?P<word>.+)", N_("{name} takes no value.")),
    (r"argument (?P<name>.+): given twice", N_("{name} is given twice.")),
    (r"argument (?P<name>.+): not name=value", N_("{name} is written name=value, for example --field amount=25000.")),
)
_OFF = N_("This command is not written as it should be.")
_LONGEST = 80
_NEGATIVE = re.compile(r"-(rp|idr)?\.?\d\S*", re.IGNORECASE)
_PLAIN_NEGATIVE = re.compile(r"-\d+")  # argparse sees by itself that this is no option


class Parser(argparse.ArgumentParser):
    """argparse in the person's language: no abbreviated options, no English, no exit behind our back."""

    def __init__(self, name: str, description: str, _: Translator) -> None:
        self.translator = _
        super().__init__(
            prog=name,
            description=description,
            formatter_class=lambda prog: _Help(prog, _),
            allow_abbrev=False,
            add_help=False,
        )
        self.needed = self.add_argument_group(_("What it needs"))
        self.wishes = self.add_argument_group(_("What may be said"))
        self.wishes.add_argument("-h", "--help", action="help", help=_("show this help"))

    def error(self, message: str) -> NoReturn:
        """Raise ``WordsOffError`` instead of printing and leaving."""
        _ = self.translator
        usage = " ".join(self.format_usage().split())
        raise WordsOffError(_said(message, _), usage, _("{command} --help explains every word.", command=self.prog))


class _Help(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str, _: Translator) -> None:
        super().__init__(prog, max_help_position=32, width=100)
        self._words = _

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        _ = self._words
        said = _("Write:")
        super().add_usage(usage, actions, groups, f"{said} " if prefix is None else prefix)


def _said(message: str, _: Translator) -> str:
    for pattern, sentence in _SAID:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return _(sentence, **{name: _short(word) for name, word in found.groupdict().items()})
    return _(_OFF)


def _short(word: str) -> str:
    unquoted = word.replace("'", "")
    return unquoted if len(unquoted) <= _LONGEST or ", " in word else f"{unquoted[:_LONGEST]}…"


def read_globals(words: Sequence[str]) -> tuple[Globals, list[str]]:
    """The words before the subcommand, and the rest.

    Raises ``WordsOffError``, ``Rejected`` for a day that is none, and SystemExit after showing help.
    """
    _ = translator(language_wished(words))
    parser = Parser(PROGRAM, _("Books for groups and families. Without a command the window opens."), _)
    parser.epilog = "\n".join((_("Commands:"), *(f"  {name:<12} {_(why)}" for name, why in COMMANDS.items())))
    wishes = parser.wishes
    wishes.add_argument("--today", metavar=_("DATE"), help=_("the date that is meant where none is said"))
    wishes.add_argument("--lang", choices=LANGUAGES, default=DEFAULT_LANGUAGE, help=_("the language of messages"))
    wishes.add_argument("--passcode-file", type=Path, metavar=_("FILE"), help=_("a file that holds the passcode"))
    parser.needed.add_argument(
        "words", nargs=argparse.REMAINDER, metavar=_("COMMAND"), help=_("a command with its words, or a book to open")
    )
    found = parser.parse_args(words)
    rest = found.words[1:] if found.words[:1] == ["--"] else found.words
    return Globals(_clock(found.today), found.lang, found.passcode_file), rest


def _clock(today: str | None) -> Clock:
    clock = SystemClock()
    if today is None:
        return clock
    day = read_day(today, clock.today())
    if isinstance(day, Problem):
        raise Rejected(day.at("today"))
    return FixedClock(day)


def read_command(parser: Parser, words: Sequence[str]) -> argparse.Namespace:
    """The words of one subcommand; raises ``WordsOffError``, or SystemExit after showing help."""
    return parser.parse_args([_no_option(word) for word in words])


def language_wished(words: Sequence[str]) -> Language:
    """The language of messages, also for help and for words that are off, before the words are read."""
    said = {*words, *(f"{word}={value}" for word, value in pairwise(words))}
    return next((language for language in LANGUAGES if f"--lang={language}" in said), DEFAULT_LANGUAGE)


def _no_option(word: str) -> str:
    """``-5rb`` and ``-Rp5.000`` are amounts, not options: the minus becomes the sign that is one in every typeface."""
    return f"−{word[1:]}" if _NEGATIVE.fullmatch(word) and not _PLAIN_NEGATIVE.fullmatch(word) else word
