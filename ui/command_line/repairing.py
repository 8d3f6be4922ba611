"""The command repair: write a damaged book anew, and say what is missing."""

from kpmbooks.safekeeping.repair import Repaired, repair
from kpmbooks.safekeeping.repair_words import losses, outcome
from kpmbooks.safekeeping.rescue import Named
from ui.command_line.call import Call, Command, add_book, add_json
from ui.command_line.opening import installation, key_of
from ui.command_line.syntax import Parser
from ui.command_line.terminal import Exit


def _words(parser: Parser) -> None:
    add_book(parser)
    add_json(parser)


def _repair(call: Call) -> Exit:
    """Ends as ``check`` does: with faults when something is missing in the book that came of it."""
    _, path = call.translator, call.options.book
    repaired = repair(path, key=key_of(call, path), installation=installation())
    if call.options.json:
        call.terminal.say_json(_told(repaired))
    else:
        call.terminal.say(_.problem(outcome(repaired)), *losses(repaired, _))
    return Exit.FAULTS if repaired.level == "partly" else Exit.DONE


def _told(repaired: Repaired) -> dict[str, object]:
    return {
        "level": repaired.level,
        "book": str(repaired.path),
        "kept": None if repaired.kept is None else str(repaired.kept),
        "entries": repaired.entries,
        "missing": list(map(_entry, repaired.missing)),
        "without_words": list(map(_entry, repaired.without_words)),
        "doubtful": list(map(_entry, repaired.doubtful)),
        "renumbered": repaired.renumbered,
        "lost_words": repaired.lost_words,
        "lost_photos": repaired.lost_photos,
        "lost_rows": repaired.lost_rows,
        "uncertain": list(repaired.uncertain),
        "months": None if repaired.months is None else list(repaired.months),
    }


def _entry(one: Named) -> dict[str, object]:
    return {
        "number": one.number,
        "date": None if one.day is None else one.day.isoformat(),
        "amount": one.amount,
        "kind": one.kind,
    }


COMMANDS = {"repair": Command(_words, _repair)}
