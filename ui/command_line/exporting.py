"""The commands export and salvage: a book written out for other programs, and one made again from its JSON."""

from pathlib import Path

from kpmbooks import ledger
from kpmbooks.i18n import DEFAULT_LANGUAGE, translator
from kpmbooks.problems import N_, Problem, Rejected
from reports.exports import EXPORTS, Wish
from ui.command_line.call import Call, Command, add_book
from ui.command_line.opening import check_before_showing, open_book
from ui.command_line.output import delivered
from ui.command_line.syntax import Parser
from ui.command_line.terminal import Exit


def _export_words(parser: Parser) -> None:
    _ = parser.translator
    add_book(parser)
    add = parser.needed.add_argument
    add("--as", dest="form", choices=tuple(EXPORTS), required=True, help=_("for which program"))
    add("-o", "--output", type=Path, metavar=_("FILE"), required=True, help=_("write into this file"))
    parser.wishes.add_argument("--ledger", metavar=_("LEDGER"), help=_("the ledger's name or id"))
    parser.wishes.add_argument("--names", action="store_true", help=_("with the names of parties"))


def _export(call: Call) -> Exit:
    _, options = call.translator, call.options
    export = EXPORTS[options.form]
    if export.whole_book and options.ledger is not None:
        message = N_("This is always of the whole book. Leave the ledger out.")
        raise Rejected(Problem("ledger-not-here", message, {}, "ledger"))
    with open_book(call, "read") as book, book.read() as reader:
        if options.form != "json":  # which tells rows, not figures, and whose reader checks all of it
            check_before_showing(call, reader)
        # Others read it in the language of the books, as prints are, whatever language the terminal speaks.
        where = ledger.find_ledger(reader, options.ledger)
        wish = Wish(where, call.today, translator(DEFAULT_LANGUAGE), names=options.names)
        with delivered(options.output, call.terminal) as stream:
            export.write(reader, wish, stream)
        keyed = book.key is not None
    call.terminal.note(_("Written: {file}", file=str(options.output)))
    if keyed:
        call.terminal.note(_("This file has no passcode: whoever gets it can read it. Keep it as you keep the book."))
    return Exit.DONE


def _salvage_words(parser: Parser) -> None:
    _ = parser.translator
    add = parser.needed.add_argument
    add("file", type=Path, metavar=_("FILE"), help=_("a book that was written out as JSON"))
    add("-o", "--output", type=Path, metavar=_("BOOK"), required=True, help=_("the new book; never over another file"))


def _salvage(call: Call) -> Exit:
    from kpmbooks.safekeeping.salvage import salvage

    _, options = call.translator, call.options
    call.check_passcode_file()
    made = salvage(options.file, options.output)
    call.terminal.say(
        _.plural(
            "The book of {name} is there again with {n} record: {file}",
            "The book of {name} is there again with {n} records: {file}",
            made.entries,
            name=made.owner.name,
            file=str(options.output),
        )
    )
    call.terminal.note(_("It has no passcode, also where the first one had. Set one if others use this computer."))
    return Exit.DONE


COMMANDS = {"export": Command(_export_words, _export), "salvage": Command(_salvage_words, _salvage)}
