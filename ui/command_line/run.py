"""From words to an exit code: find the command, let it act, and say in one sentence whatever goes wrong.

A traceback never reaches the person: it would show names and amounts, and help nobody who reads it.
"""

import errno
from collections.abc import Sequence
from pathlib import Path

from kpmbooks.i18n import Translator, translator
from kpmbooks.problems import N_, Cancelled, Problem, Rejected, StorageError
from ui.command_line.call import Call, Command, refuse_unreadable
from ui.command_line.syntax import (
    COMMANDS,
    PROGRAM,
    Doors,
    Parser,
    WordsOffError,
    language_wished,
    read_command,
    read_globals,
)
from ui.command_line.terminal import Exit, OutputLostError, Terminal
from ui.logbook import logbook

_ROOT = Path(__file__).resolve().parents[2]
_OURS = ("kpmbooks", "reports", "ui")
_BUG = N_("There is a fault in the program ({fault}). What was not finished was not written. Please report it.")
_OUTPUT_LOST = N_("The answer could not be written out: the disk is full or gone. What was recorded stays recorded.")


def run(words: Sequence[str], doors: Doors) -> int:
    """Act on the words of one call and give the exit code; a lone book, or no word at all, opens the window."""
    terminal = Terminal()
    _ = translator(language_wished(words))
    try:
        status = _refusals_told(words, doors, terminal, _)
        terminal.finish()
    except WordsOffError as off:
        terminal.note(*off.lines)
        return Exit.WORDS_OFF
    except OutputLostError:
        terminal.note(_(_OUTPUT_LOST))
        return Exit.OUTPUT_LOST
    except (KeyboardInterrupt, Cancelled):
        terminal.note(_("Stopped."))
        return Exit.STOPPED
    except Exception as fault:  # noqa: BLE001 - the last line: a bug is named by its place, never by its values
        logbook().fault(fault, command=_known(words))
        terminal.note(_(_BUG, fault=_place(fault)))
        return Exit.BUG
    return status


def _refusals_told(words: Sequence[str], doors: Doors, terminal: Terminal, _: Translator) -> int:
    asks_json = "--json" in words
    try:
        wished, rest = read_globals(words)
        command = _command(rest[0]) if rest else None
        if command is None:
            return doors.window(_lone_book(rest, _), wished.clock, wished.language)
        parser = Parser(f"{PROGRAM} {rest[0]}", _(COMMANDS[rest[0]]), _)
        command.words(parser)
        options = read_command(parser, rest[1:])
        asks_json = command.asks_json(options)
        refuse_unreadable(options)
        return command.act(Call(terminal, _, wished.clock.today(), options, wished.passcode_file, doors))
    except Rejected as rejected:
        terminal.refuse(rejected.problems, _, as_json=asks_json)
        return Exit.REFUSED
    except StorageError as error:
        terminal.refuse([error.problem], _, as_json=asks_json)
        return Exit.UNUSABLE
    except OSError as error:
        terminal.refuse([_machine_problem(error)], _, as_json=asks_json)
        return Exit.UNUSABLE
    except SystemExit:  # argparse has shown the help that was asked for
        return Exit.DONE


def _command(name: str) -> Command | None:
    """The command of that name; each group is imported when it is asked for, so that the window need not wait."""
    match name:
        case "new" | "demo" | "ledgers" | "add-ledger":
            from ui.command_line import books

            return books.COMMANDS[name]
        case "kinds" | "record" | "reverse":
            from ui.command_line import records

            return records.COMMANDS[name]
        case "report":
            from ui.command_line import reporting

            return reporting.COMMANDS[name]
        case "export" | "salvage":
            from ui.command_line import exporting

            return exporting.COMMANDS[name]
        case "import":
            from ui.command_line import importing

            return importing.COMMANDS[name]
        case "check":
            from ui.command_line import checking

            return checking.COMMANDS[name]
        case "repair":
            from ui.command_line import repairing

            return repairing.COMMANDS[name]
        case "readiness":
            from ui.command_line import loans

            return loans.COMMANDS[name]
        case "stock" | "ageing" | "price" | "depreciation":
            from ui.command_line import trade_figures

            return trade_figures.COMMANDS[name]
        case "share":
            from ui.command_line import sharing

            return sharing.COMMANDS[name]
        case "schedule":
            from ui.command_line import instalments

            return instalments.COMMANDS[name]
        case "backup" | "restore":
            from ui.command_line import safekeeping

            return safekeeping.COMMANDS[name]
        case "lessons" | "lesson-check" | "exercises" | "exercise" | "grade":
            from ui.command_line import training

            return training.COMMANDS[name]
        case "answer":
            from ui.command_line import answering

            return answering.COMMANDS[name]
        case "terbilang":
            from ui.command_line import words

            return words.COMMANDS[name]
        case "tour":
            from ui.command_line import tour

            return tour.COMMANDS[name]
    return None


def _known(words: Sequence[str]) -> str:
    """The command among the words, for the log: no other word of a call belongs there."""
    return next((word for word in words if word in COMMANDS), "none")


def _lone_book(rest: Sequence[str], _: Translator) -> Path | None:
    """The book that is to be opened in the window; raises ``WordsOffError`` for anything that is no command either."""
    if not rest:
        return None
    book = Path(rest[0])
    if len(rest) == 1 and (book.suffix.lower() == ".kpm" or _is_file(book)):
        return book
    raise WordsOffError(
        _("There is no command called {name}.", name=rest[0]),
        _("{command} --help explains every word.", command=PROGRAM),
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than any file's
        return False


def _machine_problem(error: OSError) -> Problem:
    if error.errno == errno.ENOSPC:
        return Problem("disk-full", N_("The disk is full. Make room, then try again; the book is as it was before."))
    return Problem("file-unusable", N_("A file or folder cannot be used. Check that it is there and yours to use."))


def _place(fault: BaseException) -> str:
    """Which fault it is and where in the program, without anything that a person wrote."""
    import traceback

    told = [type(fault).__name__]
    for frame in traceback.extract_tb(fault.__traceback__):
        place = Path(frame.filename)
        if place.is_relative_to(_ROOT) and place.relative_to(_ROOT).parts[0] in _OURS:
            told.append(f"{place.relative_to(_ROOT).as_posix()} {frame.lineno}")
    return ", ".join((told[0], *told[1:][-2:]))
