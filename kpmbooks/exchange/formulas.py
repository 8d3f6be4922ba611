"""Texts that a spreadsheet would run as a formula, and the apostrophe that keeps it from doing so.

An apostrophe in front is what spreadsheets themselves use for "this is a text", so people know it. It is put and taken
off so that what went out comes in again letter by letter, also where a person typed an apostrophe herself. Numbers are
never touched: only texts are asked about here.
"""

import re

# Blanks before the sign, and the wide signs of East Asian keyboards, are skipped or read alike by some programs.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
_GUARDED = re.compile(rf"'(?='*(?:{_FORMULA.pattern}))")


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet may run ``text`` as a formula."""
    return _FORMULA.match(text) is not None


def guarded(text: str) -> str:
    """``text`` as no spreadsheet runs it."""
    return f"'{text}" if begins_formula(text) or _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """What ``guarded`` was given."""
    return text[1:] if _GUARDED.match(text) else text
