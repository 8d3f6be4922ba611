"""The command readiness: what a business's books say beside a loan that is asked for; as text, JSON or paper."""

import argparse
import io
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from kpmbooks import ledger, loans
from kpmbooks.dates import Period
from kpmbooks.i18n import Translator, translator
from kpmbooks.instalments import METHODS
from kpmbooks.loans import Readiness
from kpmbooks.money import read_amount
from reports import LOAN_SUMMARY, ReportHead, Request
from reports.loan_summary import asked, worded
from reports.prints import draw_print
from ui.command_line.call import Call, Command, add_book, taken
from ui.command_line.opening import check_before_showing, open_book
from ui.command_line.output import delivered
from ui.command_line.reporting import MAIN_CASH
from ui.command_line.syntax import Parser, WordsOffError
from ui.command_line.terminal import Exit

_FORMATS = ("text", "json", "pdf")
_WIDTH = 100


def _words(parser: Parser) -> None:
    _ = parser.translator
    add_book(parser)
    add = parser.wishes.add_argument
    add("--ledger", metavar=_("LEDGER"), help=_("the ledger's name or id"))
    for name, metavar, help_ in (
        ("lender", _("LENDER"), _("the lender's id: {names}", names=", ".join(loans.lenders()))),
        ("amount", _("AMOUNT"), _("how many rupiah are asked for")),
    ):
        parser.needed.add_argument(f"--{name}", metavar=metavar, required=True, help=help_)
    parser.needed.add_argument("--periods", metavar="N", type=int, required=True, help=_("in how many instalments"))
    add("--method", choices=METHODS, help=_("how interest is worked out, where the lender does not state it"))
    add("--format", choices=_FORMATS, help=_("text unless the file's name says another"))
    add("-o", "--output", type=Path, metavar=_("FILE"), help=_("write into this file"))


def _format(options: argparse.Namespace) -> str:
    if options.format is None and options.output is not None and options.output.suffix[1:].lower() in _FORMATS:
        return str(options.output.suffix[1:].lower())
    return options.format or "text"


def _asks_json(options: argparse.Namespace) -> bool:
    return _format(options) == "json" and options.output is None


def _readiness(call: Call) -> Exit:
    _, options, terminal = call.translator, call.options, call.terminal
    wanted, output = _format(options), options.output
    if wanted == "pdf" and output is None and terminal.is_screen():
        raise WordsOffError(_("A file of this kind cannot be shown here. Say where it goes with -o FILE."))
    lender = loans.find_lender(options.lender)
    amount = taken(read_amount(options.amount), "amount")
    wishes = asked(lender.id, amount, options.periods, options.method)
    with open_book(call, "read") as book:
        with book.read() as reader:
            check_before_showing(call, reader)
            where = ledger.find_ledger(reader, options.ledger)
            span = Period(min(book.owner.start, call.today), call.today)
            request = Request(where, ledger.find_account(reader, where, MAIN_CASH), span, asked=wishes)
        head = ReportHead(
            owner=book.owner.name,
            period=span,
            printed_at=datetime.combine(call.today, datetime.now(UTC).astimezone().timetz()),
            practice=book.owner.practice,
            sector=book.owner.sector,
        )
        with delivered(output, terminal) as stream:

            def draw(value: Readiness, code: str | None) -> str | None:
                stream.seek(0)
                stream.truncate()
                _draw(value, replace(head, code=code), wanted, stream, call)
                return code

            if wanted == "text":  # what is only looked at needs no check code
                with book.read() as reader:
                    code = draw(LOAN_SUMMARY.statement(reader, request), None)
            else:
                code = draw_print(book, LOAN_SUMMARY, request, draw)
    if output is not None:
        terminal.note(_("Written: {file}", file=str(output)))
        if code is not None:
            terminal.note(_("Check code {code}", code=code))
    return Exit.DONE


def _draw(value: Readiness, head: ReportHead, wanted: str, stream: IO[bytes], call: Call) -> None:
    """Draw the summary; the paper is in Indonesian whatever language the messages have."""
    paper: Translator = translator()
    text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
    match wanted:
        case "json":
            from reports.render import json

            told = LOAN_SUMMARY.figures(value, head, call.today)
            json.render({**told, **worded(value, call.translator)}, text)
        case "pdf":
            from reports.render import pdf

            pdf.render(LOAN_SUMMARY.document(value, head, paper), stream)
        case _:
            from reports.render import text as plain

            on_screen = call.options.output is None and call.terminal.is_screen()
            width = shutil.get_terminal_size().columns if on_screen else _WIDTH
            plain.render(LOAN_SUMMARY.document(value, head, paper), text, width=width)
    text.detach()


COMMANDS = {"readiness": Command(_words, _readiness, _asks_json)}
