"""Commands that need no book: terbilang."""

from kpmbooks.money import read_amount
from kpmbooks.words import in_words
from ui.command_line.call import Call, Command, taken
from ui.command_line.syntax import Parser
from ui.command_line.terminal import Exit


def _terbilang_words(parser: Parser) -> None:
    _ = parser.translator
    parser.needed.add_argument("amount", metavar=_("AMOUNT"), help=_("how many rupiah, as people write them"))


def _terbilang(call: Call) -> Exit:
    call.terminal.say(in_words(taken(read_amount(call.options.amount), "amount")))
    return Exit.DONE


COMMANDS = {"terbilang": Command(_terbilang_words, _terbilang)}
