"""The command check: does everything in the book hold, and does a paper say what the book says?"""

from kpmbooks import house
from kpmbooks.house import CheckResult
from kpmbooks.i18n import Translator
from kpmbooks.ledger import Fault
from kpmbooks.problems import N_, Problem
from reports import find_report
from reports.prints import Comparison, compare
from ui.command_line.call import Call, Command, add_book, add_json
from ui.command_line.opening import open_book
from ui.command_line.syntax import Parser
from ui.command_line.terminal import Exit


def _words(parser: Parser) -> None:
    _ = parser.translator
    add_book(parser)
    parser.wishes.add_argument("--code", metavar=_("CODE"), help=_("compare the print with this check code"))
    add_json(parser)


def _check(call: Call) -> Exit:
    _, options = call.translator, call.options
    with open_book(call, "read", look=False) as book, book.read() as reader:
        result = house.check(reader)
        comparison = None if options.code is None else compare(reader, options.code)
    faults = result.faults
    if options.code is not None and comparison is None:
        message = N_("This book has no print with the code {code}. Look at the code on the paper again.")
        faults = (
            *faults,
            Fault("print-unknown", options.code, Problem("print-unknown", message, {"code": options.code})),
        )
    if options.json:
        call.terminal.say_json(
            _told(result, faults, _) | ({} if options.code is None else {"print": _print_told(comparison)})
        )
    else:
        call.terminal.say(*_lines(result, faults, _), *(() if comparison is None else _compared(comparison, _)))
    return Exit.FAULTS if faults else Exit.DONE


def _told(result: CheckResult, faults: tuple[Fault, ...], _: Translator) -> dict[str, object]:
    return {
        "ok": not faults,
        "entries": result.entries,
        "erased_texts": result.erased_texts,
        "faults": [{"code": fault.code, "where": fault.where, "text": _.problem(fault.problem)} for fault in faults],
    }


def _print_told(comparison: Comparison | None) -> dict[str, object] | None:
    if comparison is None:
        return None
    return {
        "report": comparison.report,
        "printed_on": comparison.printed_on.isoformat(),
        "matches": comparison.matches,
    }


def _lines(result: CheckResult, faults: tuple[Fault, ...], _: Translator) -> list[str]:
    lines = [
        result.owner.name,
        _.plural("{n} record was checked.", "{n} records were checked.", result.entries),
    ]
    if result.erased_texts:
        lines.append(
            _.plural(
                "{n} text was erased on request; the figures stand.",
                "{n} texts were erased on request; the figures stand.",
                result.erased_texts,
            )
        )
    if not faults:
        return [*lines, _("Everything in this book holds.")]
    lines.append(_.plural("{n} thing does not hold:", "{n} things do not hold:", len(faults)))
    lines += [f"- {fault.where}: {_.problem(fault.problem)}" for fault in faults]
    if result.faults:
        lines.append(_("Keep a copy of this file as it is, write nothing more into it, and ask your companion."))
    return lines


def _compared(comparison: Comparison, _: Translator) -> list[str]:
    report = find_report(comparison.report)
    what = comparison.report if report is None else _(report.title)
    if comparison.matches:
        told = _("The print “{report}” of {day} and the book say the same.", report=what, day=comparison.printed_on)
        return [told, _("That is all it shows: that paper and book are alike, not that every record is true.")]
    told = _(
        "The print “{report}” of {day} and the book no longer say the same.", report=what, day=comparison.printed_on
    )
    return [told, _("Something in its time was recorded or corrected after it was printed. Print it again.")]


COMMANDS = {"check": Command(_words, _check)}
