"""The command import: what a file says, taken into a book, or only told with --dry-run."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kpmbooks import ledger
from kpmbooks.book import Reader, Tx
from kpmbooks.exchange import importing
from kpmbooks.exchange.importing import KIND_IN, KIND_OUT, Options, Outcome
from kpmbooks.exchange.member_lists import read_members
from kpmbooks.exchange.trading import read_prices
from kpmbooks.exchange.understanding import WHATS, Habits, Note, Understood, read_file, understand
from kpmbooks.i18n import Translator
from kpmbooks.problems import Problem, Rejected
from ui.command_line.call import Call, Command, add_book, add_json, taken
from ui.command_line.opening import open_book
from ui.command_line.syntax import Parser
from ui.command_line.terminal import Exit

PRICES, MEMBERS = "prices", "members"


def _words(parser: Parser) -> None:
    _ = parser.translator
    add_book(parser)
    parser.needed.add_argument("file", type=Path, metavar=_("FILE"), help=_("a table as .csv or .xlsx"))
    parser.needed.add_argument(
        "--what", choices=(*WHATS, PRICES, MEMBERS), required=True, help=_("what the file holds")
    )
    add = parser.wishes.add_argument
    add("--account", metavar=_("ACCOUNT"), help=_("the cash account that a cash book is about; Kas by default"))
    add("--ledger", metavar=_("LEDGER"), help=_("the ledger's name or id"))
    add("--kind-in", metavar=_("KIND"), default=KIND_IN, help=_("what money in becomes"))
    add("--kind-out", metavar=_("KIND"), default=KIND_OUT, help=_("what money out becomes"))
    add("--source", choices=ledger.SOURCES, default="typed", help=_("where it comes from"))
    add("--sheet", metavar=_("NAME"), help=_("which sheet of a spreadsheet"))
    add("--dry-run", action="store_true", help=_("only tell what would be taken"))
    add("--partial", action="store_true", help=_("take the good rows and name the bad ones"))
    add_json(parser)


def _import(call: Call) -> Exit:
    if call.options.what == PRICES:
        rows = taken(read_prices(taken(read_file(call.options.file), "file"), call.today), "file")
        return _import_rows(
            call,
            lambda reader: importing.preview_prices(reader, rows, _wished(call, reader)),
            lambda tx: importing.take_prices(tx, rows, _wished(call, tx)),
        )
    if call.options.what == MEMBERS:
        listed = taken(read_members(taken(read_file(call.options.file), "file"), call.today), "file")
        return _import_rows(
            call,
            lambda reader: importing.preview_members(reader, listed, _wished(call, reader)),
            lambda tx: importing.take_members(tx, listed, _wished(call, tx)),
        )
    understood = _understood(call)
    options = call.options
    if options.dry_run:
        with open_book(call, "read") as book, book.read() as reader:
            outcome = importing.preview(reader, understood, _wished(call, reader))
        if outcome.skipped and not options.partial:
            raise Rejected(_rows_named(outcome.refusals, call.translator))
    else:
        with open_book(call, "write") as book, book.write() as tx:
            try:
                outcome = importing.take(tx, understood, _wished(call, tx))
            except Rejected as rejected:
                raise Rejected(_rows_named(rejected.problems, call.translator)) from rejected
    _tell(call, understood.notes, outcome)
    return Exit.DONE


def _import_rows(call: Call, look: Callable[[Reader], Outcome], take: Callable[[Tx], Outcome]) -> Exit:
    """Prices and members: no records come of them, so they have a way of their own; what is told is the same."""
    options = call.options
    if options.dry_run:
        with open_book(call, "read") as book, book.read() as reader:
            outcome = look(reader)
        if outcome.skipped and not options.partial:
            raise Rejected(_rows_named(outcome.refusals, call.translator))
    else:
        with open_book(call, "write") as book, book.write() as tx:
            try:
                outcome = take(tx)
            except Rejected as rejected:
                raise Rejected(_rows_named(rejected.problems, call.translator)) from rejected
    _tell(call, (), outcome)
    return Exit.DONE


def _understood(call: Call) -> Understood:
    file: Path = call.options.file
    data = taken(read_file(file), "file")
    found = understand(
        data, call.options.what, name=file.name, today=call.today, habits=Habits(sheet=call.options.sheet)
    )
    if isinstance(found, tuple):
        raise Rejected(problem if problem.field else problem.at("file") for problem in found)
    return found


def _wished(call: Call, reader: Reader) -> Options:
    options = call.options
    return Options(
        ledger=ledger.find_ledger(reader, options.ledger),
        today=call.today,
        account=options.account,
        kind_in=options.kind_in,
        kind_out=options.kind_out,
        source=options.source,
        partial=options.partial,
        language=call.translator.language,
    )


def _rows_named(problems: tuple[Problem, ...], _: Translator) -> Iterator[Problem]:
    """The problems, those of a row saying that it is one."""
    for problem in problems:
        is_row = problem.field is not None and problem.field.isdecimal()
        yield problem.at(_("row {row}", row=problem.field)) if is_row else problem


def _tell(call: Call, notes: Sequence[Note], outcome: Outcome) -> None:
    _ = call.translator
    for row, note in notes:
        told = _.problem(note)
        call.terminal.note(_("Row {row}: {note}", row=row, note=told) if row else told)
    call.terminal.note(*(_("Please note: {problem}", problem=warning) for warning in outcome.warnings))
    skipped = [(row, " ".join(_.problem(problem) for problem in problems)) for row, problems in outcome.skipped]
    if call.options.json:
        call.terminal.say_json(
            {
                "read": outcome.read,
                "taken": outcome.taken,
                "already_there": outcome.already_there,
                "skipped": [{"row": row, "reason": reason} for row, reason in skipped],
                "new_accounts": [{"name": account.name, "type": account.type} for account in outcome.new_accounts],
                "totals": {"in": int(outcome.total_in), "out": int(outcome.total_out)},
                "notes": [{"row": row, "code": note.code, "text": _.problem(note)} for row, note in notes],
            }
        )
        return
    call.terminal.note(*(_("Row {row}: {note}", row=row, note=reason) for row, reason in skipped))
    call.terminal.say(*_lines(call, outcome))


def _lines(call: Call, outcome: Outcome) -> list[str]:
    _ = call.translator
    lines = [_.plural("{n} row was read.", "{n} rows were read.", outcome.read)]
    if call.options.what == "accounts":
        lines.append(_("Accounts opened or changed: {count}", count=outcome.taken))
    elif call.options.what == PRICES:
        lines.append(_("Prices taken over: {count}", count=outcome.taken))
    elif call.options.what == MEMBERS:
        lines.append(_("Members added: {count}", count=outcome.taken))
    elif call.options.dry_run:
        lines.append(_("Records that would be written: {count}", count=outcome.taken))
    else:
        lines.append(_("Records written: {count}", count=outcome.taken))
    if outcome.already_there:
        lines.append(_("Already there: {count}", count=outcome.already_there))
    if outcome.skipped:
        lines.append(_("Rows left out: {count}", count=len(outcome.skipped)))
    if outcome.total_in or outcome.total_out:
        lines.append(_("In {money_in}, out {money_out}", money_in=outcome.total_in, money_out=outcome.total_out))
    lines += [
        _("New account: {name} ({type})", name=account.name, type=account.type) for account in outcome.new_accounts
    ]
    return lines


COMMANDS = {"import": Command(_words, _import)}
