"""The commands export and salvage: a book written out for other programs, and one made again from its JSON."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from kpmbooks import ledger
from kpmbooks.book import Reader
from kpmbooks.i18n import DEFAULT_LANGUAGE, translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_, Problem, Rejected
from ui.command_line.call import Call, Command, add_book
from ui.command_line.opening import open_book
from ui.command_line.output import delivered
from ui.command_line.reporting import MAIN_CASH
from ui.command_line.syntax import Parser
from ui.command_line.terminal import Exit

Write = Callable[[Call, Reader, LedgerRef, IO[bytes]], None]

# What others read is in the language of the books, as prints are, whatever language the terminal speaks.
_paper = translator(DEFAULT_LANGUAGE)


def _export_words(parser: Parser) -> None:
    _ = parser.translator
    add_book(parser)
    parser.needed.add_argument("--as", dest="form", choices=tuple(_WRITERS), required=True, help=_("for which program"))
    parser.needed.add_argument(
        "-o", "--output", type=Path, metavar=_("FILE"), required=True, help=_("write into this file")
    )
    parser.wishes.add_argument("--ledger", metavar=_("LEDGER"), help=_("the ledger's name or id"))


def _export(call: Call) -> Exit:
    _, options = call.translator, call.options
    if options.form == "json" and options.ledger is not None:
        message = N_("JSON is always of the whole book. Leave the ledger out.")
        raise Rejected(Problem("ledger-not-here", message, {}, "ledger"))
    with open_book(call, "read") as book, book.read() as reader:
        where = ledger.find_ledger(reader, options.ledger)
        with delivered(options.output, call.terminal) as stream:
            _WRITERS[options.form](call, reader, where, stream)
        keyed = book.key is not None
    call.terminal.note(_("Written: {file}", file=str(options.output)))
    if keyed:
        call.terminal.note(_("This file has no passcode: whoever gets it can read it. Keep it as you keep the book."))
    return Exit.DONE


def _json(call: Call, reader: Reader, where: LedgerRef, stream: IO[bytes]) -> None:
    from kpmbooks.exchange.lossless import write_json

    write_json(reader, stream)


def _hledger(call: Call, reader: Reader, where: LedgerRef, stream: IO[bytes]) -> None:
    from kpmbooks.exchange.plain_text import write_hledger

    write_hledger(reader, where, stream, _paper)


def _beancount(call: Call, reader: Reader, where: LedgerRef, stream: IO[bytes]) -> None:
    from kpmbooks.exchange.plain_text import write_beancount

    write_beancount(reader, where, stream, _paper)


def _csv(call: Call, reader: Reader, where: LedgerRef, stream: IO[bytes]) -> None:
    from kpmbooks.exchange.journal_csv import write_journal

    write_journal(reader, where, stream, _paper)


def _csv_excel(call: Call, reader: Reader, where: LedgerRef, stream: IO[bytes]) -> None:
    from kpmbooks.exchange.journal_csv import EXCEL, write_journal

    write_journal(reader, where, stream, _paper, EXCEL)


def _xlsx(call: Call, reader: Reader, where: LedgerRef, stream: IO[bytes]) -> None:
    from kpmbooks.dates import Period
    from reports import ReportHead
    from reports.workbook import write_workbook

    head = ReportHead(
        owner=reader.owner.name,
        period=Period(reader.owner.start, reader.owner.start),
        printed_at=datetime.combine(call.today, datetime.now(UTC).astimezone().timetz()),
        practice=reader.owner.practice,
        sector=reader.owner.sector,
    )
    main_cash = ledger.find_account(reader, where, MAIN_CASH)
    write_workbook(reader, where, main_cash, head, stream, _paper, today=call.today)


_WRITERS: Mapping[str, Write] = {
    "hledger": _hledger,
    "beancount": _beancount,
    "json": _json,
    "xlsx": _xlsx,
    "csv": _csv,
    "csv-excel": _csv_excel,
}


def _salvage_words(parser: Parser) -> None:
    _ = parser.translator
    parser.needed.add_argument("file", type=Path, metavar=_("FILE"), help=_("a book that was written out as JSON"))
    parser.needed.add_argument(
        "-o", "--output", type=Path, metavar=_("BOOK"), required=True, help=_("the new book; never over another file")
    )


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
