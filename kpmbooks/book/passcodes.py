"""What a new passcode must be, and when it is easily guessed. How a key is made of it is not known here."""

import re
import unicodedata

from kpmbooks.problems import N_, Problem

LEAST = 6
"""Letters, digits or signs."""

LONGEST = 1024

_DIGITS = "0123456789" * 2
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_YEAR = re.compile(r"(?:19|20)\d\d")


def read_new_passcode(text: str) -> str | Problem:
    """The passcode as it was typed, or what is wrong with it. Nothing is cut off: a space is a sign like others."""
    length = len(unicodedata.normalize("NFC", text))
    if length < LEAST:
        message = N_("A passcode has at least {least} letters or digits. Three words are easy to remember.")
        return Problem("passcode-short", message, {"least": LEAST}, "passcode")
    if length > LONGEST:
        message = N_("This passcode is too long. Keep it below {most} letters.")
        return Problem("passcode-long", message, {"most": LONGEST}, "passcode")
    return text


def hint(passcode: str) -> str | None:
    """Why this passcode is easily guessed, as a source text; None when nothing is seen. It never stops anybody."""
    plain = re.sub(r"[\W_]", "", passcode.casefold())
    if len(set(plain)) <= 2 or _is_in_a_row(plain):
        return N_("Easily guessed: the same sign or a row of the keyboard.")
    if plain.isdecimal():
        if _YEAR.search(plain) or _is_a_day(plain):
            return N_("Easily guessed by people who know you: it looks like a date.")
        if len(plain) < 8:
            return N_("Digits alone are tried quickly. Add a word.")
    return None


def _is_in_a_row(plain: str) -> bool:
    rows = (_DIGITS, _LETTERS, *_KEYBOARD)
    return any(plain in row or plain in row[::-1] for row in rows)


def _is_a_day(plain: str) -> bool:
    """Six digits as in 170845: day, month, year."""
    return len(plain) == 6 and 1 <= int(plain[:2]) <= 31 and 1 <= int(plain[2:4]) <= 12
