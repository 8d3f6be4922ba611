"""The tour: every page and every print of the examples, drawn by the window's own parts behind ``Doors.tour``."""

from pathlib import Path

from kpmbooks.problems import N_, Problem, Rejected
from ui.command_line.call import Call, Command
from ui.command_line.syntax import Parser
from ui.command_line.terminal import Exit


def _tour_words(parser: Parser) -> None:
    _ = parser.translator
    parser.needed.add_argument("folder", type=Path, metavar=_("FOLDER"), help=_("where the pictures and files go"))
    parser.add_argument(
        "--sample", action="store_true", help=_("only a sample: each page once and each print once, of a family's book")
    )


def _tour(call: Call) -> Exit:
    folder: Path = call.options.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = N_("Nothing can be put into {folder}. Choose another folder.")
        raise Rejected(Problem("output-unwritable", message, {"folder": str(folder)}, "folder")) from error
    call.doors.tour(folder, call.options.sample)
    call.terminal.say(*sorted(file.name for file in folder.iterdir() if file.suffix in (".png", ".pdf")))
    return Exit.DONE


COMMANDS = {"tour": Command(_tour_words, _tour)}
