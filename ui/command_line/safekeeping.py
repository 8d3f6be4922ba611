"""Commands that keep a book safe: backup, restore."""

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from kpmbooks.book import Book
from kpmbooks.i18n import Translator
from kpmbooks.money import format_amount
from kpmbooks.problems import Problem
from kpmbooks.safekeeping import copies
from kpmbooks.safekeeping.glance import Glance, glance
from kpmbooks.safekeeping.restoring import Restored, restore
from kpmbooks.storage import Key, salt_of
from ui.command_line.call import Call, Command, add_book, add_json
from ui.command_line.opening import installation, key_of, open_book
from ui.command_line.syntax import Parser
from ui.command_line.terminal import Exit
from ui.home_folder import home_folder


def _backup_words(parser: Parser) -> None:
    _ = parser.translator
    add_book(parser)
    parser.wishes.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar=_("FILE"),
        help=_("where the copy goes; without it, to the other copies of this book"),
    )
    add_json(parser)


def _backup(call: Call) -> Exit:
    _ = call.translator
    with open_book(call, "read", look=False) as book:  # the copy is looked through, which finds the same damage
        made, problem = _made(book, call.options.output)
    # Looked at in the copy itself: what is told here is what lies there.
    with copies.opened(made, book.key) as reader:
        seen = glance(reader)
    if problem is not None:
        call.terminal.note(_.problem(problem))
    if call.options.json:
        at = datetime.fromtimestamp(made.stat().st_mtime, UTC).astimezone().isoformat(timespec="seconds")
        call.terminal.say_json({"file": str(made), "made_at": at, **_told(seen), "checked": True})
    else:
        call.terminal.say(_("The copy was made and looked through: {file}", file=str(made)), _in_words(seen, _))
    return Exit.DONE


def _made(book: Book, output: Path | None) -> tuple[Path, Problem | None]:
    if output is None:
        made = copies.make(book, "hand", home_folder())
        return made.copy.path, made.problem
    target = output / copies.name_for_copy(book) if output.is_dir() else output
    copies.copy_to(book, target)
    return target, None


def _restore_words(parser: Parser) -> None:
    _ = parser.translator
    parser.needed.add_argument("file", type=Path, metavar=_("FILE"), help=_("the copy"))
    parser.needed.add_argument(
        "-o", "--output", type=Path, required=True, metavar=_("BOOK"), help=_("the book that it becomes")
    )
    add_json(parser)


def _restore(call: Call) -> Exit:
    _, options = call.translator, call.options
    key = key_of(call, options.file)
    restored = restore(
        options.file,
        options.output,
        home_folder(),
        key=key,
        present_key=_key_of_present(call, options.output, key),
        installation=installation(),
    )
    if not restored.holds:
        call.terminal.note(
            _("Not everything in the restored book holds. Check it: {command}", command=_check(restored))
        )
    if options.json:
        kept = None if restored.kept is None else str(restored.kept)
        call.terminal.say_json(
            {"file": str(restored.path), "kept": kept, **_told(restored.glance), "erased_again": restored.erased}
        )
        return Exit.DONE
    call.terminal.say(_("The book was restored: {file}", file=str(restored.path)), _in_words(restored.glance, _))
    if restored.kept is not None:
        call.terminal.say(_("The book that was there is kept as {file}", file=str(restored.kept)))
    return Exit.DONE


def _key_of_present(call: Call, path: Path, key: Key | None) -> Key | None:
    """The key of the book that is there now: as a rule that of its copies, so that nobody is asked twice."""
    with contextlib.suppress(OSError):
        if key is not None and path.is_file() and salt_of(path) == key.salt:
            return key
        if call.passcode_file is not None and path.is_file():
            return key_of(call, path)
    return None


def _check(restored: Restored) -> str:
    return f"kpmbooks check {restored.path}"


def _told(seen: Glance) -> dict[str, object]:
    last = None
    if seen.last_day is not None:
        last = {"number": seen.last_number, "date": seen.last_day.isoformat()}
    return {"entries": seen.entries, "last_entry": last, "cash": int(seen.cash)}


def _in_words(seen: Glance, _: Translator) -> str:
    if seen.last_day is None:
        return _("Nothing is recorded in it yet.")
    return _.plural(
        "{n} record, the last one {number} of {day}; cash {cash}.",
        "{n} records, the last one {number} of {day}; cash {cash}.",
        seen.entries,
        number=seen.last_number,
        day=seen.last_day,
        cash=format_amount(seen.cash),
    )


COMMANDS = {"backup": Command(_backup_words, _backup), "restore": Command(_restore_words, _restore)}
