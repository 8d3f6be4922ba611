"""The command report: what is asked becomes a request, the document goes to a file or to standard output."""

import argparse
import io
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from kpmbooks import ledger, training
from kpmbooks.book import Reader
from kpmbooks.dates import Period, read_day
from kpmbooks.group import Member, find_member, members_of
from kpmbooks.i18n import DEFAULT_LANGUAGE, LANGUAGES, translator
from kpmbooks.instalments import METHODS
from kpmbooks.ledger import Account, Fund, LedgerRef
from kpmbooks.loans import find_lender
from kpmbooks.money import read_amount
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.trade import find_good, goods_of, named_party
from reports import GAME_NAMES, GROUP, LESSON_NAMES, LOAN, REPORTS, TRADE, Report, ReportHead, Request, find_report
from reports.prints import draw_print
from ui.command_line.call import Call, Command, add_book, taken
from ui.command_line.opening import check_before_showing, open_book
from ui.command_line.output import delivered
from ui.command_line.syntax import Parser, WordsOffError
from ui.command_line.terminal import Exit
from ui.home_folder import own_lessons_folder

_FORMATS = ("text", "json", "csv", "xlsx", "pdf")
_CODED = ("json", "xlsx", "pdf")
"""What is handed on carries a check code; what is only looked at needs none."""
MAIN_CASH = "Kas"
_NAMES = (*REPORTS, *TRADE, *GROUP, *LOAN, *sorted(LESSON_NAMES), *sorted(GAME_NAMES))
_OF_A_LOAN = ("lender", "amount", "periods", "method")
"""What the papers of a loan can be told; what is not said is taken from the answers that the book keeps."""
_OF_A_LESSON = ("lesson", "exercise", "seed", "copies", "session")
"""What the papers of learning can be told."""
_OF_A_GAME = ("seed", "played")
"""What the papers of the market game can be told: its number, and the decisions of its groups."""
_WIDTH = 100


def _words(parser: Parser) -> None:
    _ = parser.translator
    add_book(parser)
    names = ", ".join(_NAMES)
    parser.needed.add_argument("name", choices=_NAMES, metavar=_("REPORT"), help=_("one of: {names}", names=names))
    add = parser.wishes.add_argument
    add("--ledger", metavar=_("LEDGER"), help=_("the ledger's name or id"))
    add("--fund", metavar=_("PURSE"), help=_("only this purse"))
    add("--account", metavar=_("ACCOUNT"), help=_("code or name of the account of a cash book"))
    add("--party", metavar=_("NAME"), help=_("only of this party"))
    add("--good", metavar=_("GOOD"), help=_("only of this good"))
    add("--member", metavar=_("NAME"), help=_("only of this member"))
    add("--meeting", type=int, metavar=_("NUMBER"), help=_("of the meeting with this number"))
    add("--names", action="store_true", help=_("with the names of parties"))
    add("--form", metavar=_("FORM"), help=_("which form of the paper, where it has several"))
    add("--lender", metavar=_("LENDER"), help=_("of a loan: the lender's id"))
    add("--amount", metavar=_("AMOUNT"), help=_("of a loan: how many rupiah are asked for"))
    add("--periods", type=int, metavar="N", help=_("of a loan: in how many instalments"))
    add("--method", choices=METHODS, help=_("of a loan: how interest is worked out"))
    add("--lesson", metavar=_("LESSON"), help=_("of learning: the lesson's id"))
    add("--exercise", metavar=_("EXERCISE"), help=_("of learning: the exercise; the lesson's first unless said"))
    add("--seed", type=int, metavar="N", help=_("of learning: the same number, the same worksheet"))
    add("--copies", type=int, metavar="N", help=_("of learning: how many worksheets"))
    add("--played", metavar=_("DECISIONS"), help=_("of the market game: a business and seven digits a week; …"))
    add("--session", metavar=_("SESSION"), help=_("of learning: the session's id; the latest unless said"))
    add("--from", dest="first", metavar=_("DATE"), help=_("the first day"))
    add("--to", dest="last", metavar=_("DATE"), help=_("the last day"))
    add("--format", choices=_FORMATS, help=_("text unless the file's name says another"))
    add("-o", "--output", type=Path, metavar=_("FILE"), help=_("write into this file"))
    add("--print-lang", choices=LANGUAGES, default=DEFAULT_LANGUAGE, help=_("the language of the report"))


def _format(options: argparse.Namespace) -> str:
    if options.format is None and options.output is not None and options.output.suffix[1:].lower() in _FORMATS:
        return str(options.output.suffix[1:].lower())
    return options.format or "text"


def _asks_json(options: argparse.Namespace) -> bool:
    return _format(options) == "json" and options.output is None


def _report(call: Call) -> Exit:
    _, options, terminal = call.translator, call.options, call.terminal
    wanted, output = _format(options), options.output
    if wanted in ("xlsx", "pdf") and output is None and terminal.is_screen():
        raise WordsOffError(_("A file of this kind cannot be shown here. Say where it goes with -o FILE."))
    report = find_report(options.name)
    assert report is not None  # the parser lets only these names through
    with open_book(call, "read") as book:
        with book.read() as reader:
            check_before_showing(call, reader)
            request = _request(reader, report, call)
        head = ReportHead(
            owner=book.owner.name,
            period=request.period,
            printed_at=datetime.combine(call.today, datetime.now(UTC).astimezone().timetz()),
            practice=book.owner.practice,
            sector=book.owner.sector,
        )
        with delivered(output, terminal) as stream:

            def draw(statement: Any, code: str | None) -> str | None:
                stream.seek(0)
                stream.truncate()
                _draw(report, statement, replace(head, code=code), wanted, stream, call)
                return code

            if wanted in _CODED:
                code = draw_print(book, report, request, draw)
            else:
                with book.read() as reader:
                    code = draw(report.statement(reader, request), None)
    if output is not None:
        terminal.note(_("Written: {file}", file=str(output)))
        if code is not None:
            terminal.note(_("Check code {code}", code=code))
    return Exit.DONE


def _draw(report: Report, statement: Any, head: ReportHead, wanted: str, stream: IO[bytes], call: Call) -> None:
    """Draw a statement; each renderer is imported when it is asked for, because some are slow to come."""
    paper = translator(call.options.print_lang)
    text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
    match wanted:
        case "json":
            from reports.render import json

            json.render(report.figures(statement, head, call.today), text)
        case "csv":
            from reports.render import csv

            csv.render(report.document(statement, head, paper), text)
        case "xlsx":
            from reports.render import xlsx

            xlsx.render(report.document(statement, head, paper), stream)
        case "pdf":
            from reports.render import pdf

            pdf.render(report.document(statement, head, paper), stream)
        case _:
            from reports.render import text as plain

            on_screen = call.options.output is None and call.terminal.is_screen()
            width = shutil.get_terminal_size().columns if on_screen else _WIDTH
            plain.render(report.document(statement, head, paper), text, width=width)
    text.detach()


def _request(reader: Reader, report: Report, call: Call) -> Request:
    options = call.options
    where = ledger.find_ledger(reader, options.ledger)
    fund = None if options.fund is None else ledger.find_fund(reader, where, options.fund)
    if options.account is not None and not report.takes_account:
        message = N_("This report is of all accounts. Leave the account out.")
        raise Rejected(Problem("account-not-here", message, {}, "account"))
    account = _account(reader, where, fund, options.account)
    # A cash book is of one account, and so of the purse in which that lies.
    if fund is not None and report.takes_account and (report.name != "cash-book" or account.fund != fund.id):
        message = N_("This report cannot be of this purse alone. Leave the purse out.")
        raise Rejected(Problem("fund-not-here", message, {}, "fund"))
    period, asked = _period(reader, call), _asked(reader, where, report, options)
    return Request(where, account, period, fund if report.takes_fund else None, asked)


def _asked(reader: Reader, where: LedgerRef, report: Report, options: argparse.Namespace) -> dict[str, str]:
    """Of whom, of which good, whether names may be told, in which form; what a report cannot follow is refused.

    Parties and goods are named by their uids from here on: what is kept of a print tells nobody's name.
    """
    if options.names and not report.takes_names:
        message = N_("This report tells no names of persons. Leave --names out.")
        raise Rejected(Problem("names-not-here", message, {}, "names"))
    if options.party is not None and not report.takes_party:
        message = N_("This report is of everybody. Leave --party out.")
        raise Rejected(Problem("party-not-here", message, {}, "party"))
    if options.good is not None and not report.takes_good:
        message = N_("This report is not of one good. Leave --good out.")
        raise Rejected(Problem("good-not-here", message, {}, "good"))
    if options.member is not None and not report.takes_member:
        message = N_("This report is not of one member. Leave --member out.")
        raise Rejected(Problem("member-not-here", message, {}, "member"))
    if options.meeting is not None and not report.takes_meeting:
        message = N_("This report is not of one meeting. Leave --meeting out.")
        raise Rejected(Problem("meeting-not-here", message, {}, "meeting"))
    if options.form is not None and options.form not in report.forms:
        if not report.forms:
            message = N_("This report has one form only. Leave --form out.")
            raise Rejected(Problem("form-not-here", message, {}, "form"))
        message = N_("There is no form {form}. Choose one of: {forms}.")
        params = {"form": options.form, "forms": ", ".join(report.forms)}
        raise Rejected(Problem("form-unknown", message, params, "form"))
    asked = {"names": "1"} if options.names else {}
    if options.form is not None:
        asked["form"] = options.form
    if options.party is not None:
        asked["party"] = named_party(reader, options.party).uid.hex()
    if options.member is not None:
        asked["member"] = _member(reader, options.member).uid.hex()
    if options.meeting is not None:
        asked["meeting"] = str(options.meeting)
    asked |= _asked_of_a_loan(report, options)
    asked |= _asked_of_a_game(options) if report.name in GAME_NAMES else _asked_of_a_lesson(report, options)
    if options.good is not None:
        asked["good"] = find_good(goods_of(reader, where), options.good).uid.hex()
    return asked


def _asked_of_a_loan(report: Report, options: argparse.Namespace) -> dict[str, str]:
    said = [name for name in _OF_A_LOAN if getattr(options, name) is not None]
    if said and report.name not in LOAN:
        message = N_("This report is of no loan. Leave --{name} out.")
        raise Rejected(Problem("loan-not-here", message, {"name": said[0]}, said[0]))
    asked = {name: str(getattr(options, name)) for name in said}
    if options.amount is not None:
        asked["amount"] = str(int(taken(read_amount(options.amount), "amount")))
    if options.lender is not None:
        asked["lender"] = find_lender(options.lender).id
    return asked


def _asked_of_a_lesson(report: Report, options: argparse.Namespace) -> dict[str, str]:
    said = [name for name in (*_OF_A_LESSON, "played") if getattr(options, name) is not None]
    if said and (report.name not in LESSON_NAMES or "played" in said):
        message = N_("This report is of no lesson. Leave --{name} out.")
        raise Rejected(Problem("lesson-not-here", message, {"name": said[0]}, said[0]))
    if report.name in LESSON_NAMES:
        training.own_lessons_lie_in(own_lessons_folder())
    return {name: str(getattr(options, name)) for name in said}


def _asked_of_a_game(options: argparse.Namespace) -> dict[str, str]:
    for name in _OF_A_LESSON:
        if name not in _OF_A_GAME and getattr(options, name) is not None:
            message = N_("This report is of no lesson. Leave --{name} out.")
            raise Rejected(Problem("lesson-not-here", message, {"name": name}, name))
    return {name: str(getattr(options, name)) for name in _OF_A_GAME if getattr(options, name) is not None}


def _member(reader: Reader, name: str) -> Member:
    found = find_member(members_of(reader), name)
    if found is None:
        message = N_("No member is called {name}. Look at the names in the register of members.")
        raise Rejected(Problem("member-unknown", message, {"name": name}, "member"))
    return found


def _account(reader: Reader, where: LedgerRef, fund: Fund | None, wanted: str | None) -> Account:
    if wanted is not None or fund is None:
        return ledger.find_account(reader, where, MAIN_CASH if wanted is None else wanted)
    main = ledger.find_account(reader, where, MAIN_CASH)
    boxes = [one for one in ledger.accounts(reader, where) if one.is_cash and one.fund == fund.id]
    return main if main in boxes or not boxes else boxes[0]


def _period(reader: Reader, call: Call) -> Period:
    options, start = call.options, reader.owner.start
    last = call.today if options.last is None else taken(read_day(options.last, call.today), "to")
    first = min(start, last) if options.first is None else taken(read_day(options.first, call.today), "from")
    if first > last:
        message = N_("The period would end on {last}, before it begins on {first}. Write the days again.")
        raise Rejected(Problem("period-reversed", message, {"first": first, "last": last}, "from"))
    return Period(first, last)


COMMANDS = {"report": Command(_words, _report, _asks_json)}
