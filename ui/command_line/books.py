"""Commands about books and their ledgers: new, demo, ledgers, add-ledger."""

from kpmbooks import examples, house, ledger
from kpmbooks.book.passcodes import read_new_passcode
from kpmbooks.dates import month_of, read_day
from kpmbooks.storage import new_key
from ui.command_line.call import Call, Command, add_book, add_json, taken
from ui.command_line.opening import installation, open_book
from ui.command_line.syntax import Parser
from ui.command_line.terminal import Exit


def _new_words(parser: Parser) -> None:
    _ = parser.translator
    add_book(parser)
    whose = parser.wishes.add_mutually_exclusive_group(required=True)
    whose.add_argument("--group", metavar=_("NAME"), help=_("the book of a group with this name"))
    whose.add_argument("--family", metavar=_("NAME"), help=_("the book of a family whose business has this name"))
    parser.wishes.add_argument("--sector", choices=house.SECTORS, default="umum", help=_("the line of business"))
    parser.wishes.add_argument("--start", metavar=_("DATE"), help=_("the first day of the book"))


def _new(call: Call) -> Exit:
    _, options = call.translator, call.options
    start = month_of(call.today).first if options.start is None else taken(read_day(options.start, call.today), "start")
    passcode = call.passcode_from_file()
    key = None if passcode is None else new_key(taken(read_new_passcode(passcode), "passcode-file"))
    with house.create(
        options.book,
        kind="family" if options.group is None else "group",
        name=options.family if options.group is None else options.group,
        sector=options.sector,
        start=start,
        installation=installation(),
        key=key,
    ) as book:
        name = book.owner.name
    call.terminal.say(
        _("The book of {name} is ready: {file}. It begins on {start}.", name=name, file=str(options.book), start=start)
    )
    return Exit.DONE


def _demo_words(parser: Parser) -> None:
    _ = parser.translator
    add_book(parser)
    parser.wishes.add_argument("--of", choices=("group", "family"), default="group", help=_("whose example"))
    parser.wishes.add_argument("--months", type=int, default=12, metavar="N", help=_("so many months up to today"))
    parser.wishes.add_argument("--entries", type=int, metavar="N", help=_("exactly so many entries"))
    parser.wishes.add_argument("--seed", type=int, default=1, metavar="N", help=_("the same number, the same book"))


def _demo(call: Call) -> Exit:
    _, options = call.translator, call.options
    call.check_passcode_file()
    with (
        examples.example(
            options.book,
            of=options.of,
            months_back=options.months,
            entries=options.entries,
            seed=options.seed,
            today=call.today,
            installation=installation(),
        ) as book,
        book.read() as reader,
    ):
        count = ledger.entry_count(reader)
        name = book.owner.name
    call.terminal.say(
        _.plural(
            "A practice book with {n} record is ready: {name}, {file}",
            "A practice book with {n} records is ready: {name}, {file}",
            count,
            name=name,
            file=str(options.book),
        )
    )
    return Exit.DONE


def _ledgers_words(parser: Parser) -> None:
    add_book(parser)
    add_json(parser)


def _ledgers(call: Call) -> Exit:
    with open_book(call, "read") as book, book.read() as reader:
        owner, found = book.owner.name, ledger.ledgers(reader)
    if call.options.json:
        told = [{"id": one.id, "name": one.name, "kind": one.kind, "owner": owner} for one in found]
        call.terminal.say_json({"ledgers": told})
    else:
        call.terminal.say(*(f"{one.id}  {one.kind:<8}  {one.name}" for one in found))
    return Exit.DONE


def _add_ledger_words(parser: Parser) -> None:
    _ = parser.translator
    add_book(parser)
    parser.wishes.add_argument("--kind", choices=("usaha", "keluarga"), required=True, help=_("what it is about"))
    parser.wishes.add_argument("--name", required=True, metavar=_("NAME"), help=_("what it is called"))


def _add_ledger(call: Call) -> Exit:
    _, options = call.translator, call.options
    with open_book(call, "write") as book, book.write() as tx:
        added = house.add_ledger(tx, options.kind, options.name)
    call.terminal.say(_("The ledger {name} was added.", name=added.name))
    return Exit.DONE


COMMANDS = {
    "new": Command(_new_words, _new),
    "demo": Command(_demo_words, _demo),
    "ledgers": Command(_ledgers_words, _ledgers),
    "add-ledger": Command(_add_ledger_words, _add_ledger),
}
