"""A group's decisions as they are typed from its decision sheet: seven digits, one for each line of the sheet."""

from typing import Any

from kpmbooks.problems import N_, Problem
from kpmbooks.training.game.values import OPTIONS, Choices


def read_choices(text: str) -> Choices | Problem:
    """The decisions of one week, such as ``3221212``; blanks between the digits do not matter."""
    digits = "".join(text.split())
    if len(digits) != len(OPTIONS) or not (digits.isascii() and digits.isdigit()):
        message = N_("A sheet has {n} digits. Type the number of each line, from top to bottom.")
        return Problem("game-digits", message, {"n": len(OPTIONS)}, "sheet")
    chosen: dict[str, Any] = {}
    for nth, ((line, options), digit) in enumerate(zip(OPTIONS.items(), digits, strict=True), 1):
        if not 1 <= int(digit) <= len(options):
            message = N_("Line {line} has the numbers 1 to {most}. Look at the sheet again.")
            return Problem("game-option", message, {"line": nth, "most": len(options)}, line)
        chosen[line] = options[int(digit) - 1]
    return Choices(**chosen)


def typed(choices: Choices) -> str:
    """The digits that stand for these decisions."""
    return "".join(str(options.index(getattr(choices, line)) + 1) for line, options in OPTIONS.items())
