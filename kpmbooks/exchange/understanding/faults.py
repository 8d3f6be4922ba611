"""What can be wrong with a row of a file, each as one sentence of what happened and one of what to do."""

from kpmbooks.exchange.understanding.numbers import Fault
from kpmbooks.exchange.understanding.texts import TextFault
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem

NO_DAY = Problem("row-no-date", N_("This row has no date. Write its day, as in the other rows."))
NO_TEXT = Problem("row-no-text", N_("This row does not say what it was for. Write a description."))
NO_AMOUNT = Problem("row-no-amount", N_("This row has a date but no amount. Write the amount, or take the date out."))
BOTH_SIDES = Problem("row-both-sides", N_("This row has two amounts, one on each side. Make two rows of it."))
NEGATIVE = Problem(
    "row-negative", N_("This amount has a minus or brackets. Write it without, in the column on the other side.")
)
TOO_FEW = Problem("row-too-few-columns", N_("This row has fewer columns than the headings. Fill in the missing cells."))
TOO_MANY = Problem(
    "row-too-many-columns",
    N_("This row has more columns than the headings. Look for a stray comma or semicolon in it."),
)
NO_ACCOUNT = Problem("row-no-account", N_("This row names no account. Write the account."))
NO_NAME = Problem("row-no-name", N_("This row names no account. Write its name."))
NO_TYPE = Problem("row-no-type", N_("This account has no type (jenis). Write one, for example asset or expense."))
NAME_TWICE = Problem("row-name-twice", N_("This account stands in the list twice. Keep one of the two rows."))
CODE_TWICE = Problem("row-code-twice", N_("This code stands in the list twice. Give one of the two another code."))
BAD_RECORD = Problem(
    "row-of-bad-record", N_("Another row of this record cannot be read, so the record is incomplete. Correct that row.")
)
SIDE_UNCLEAR = Problem(
    "row-side-unclear", N_("This row does not say whether the money came in or went out. Write masuk or keluar.")
)

_NUMBERS: dict[Fault, tuple[str, str]] = {
    "unreadable": ("row-amount-unreadable", N_("“{text}” is not an amount. Write it in figures, for example 25.000.")),
    "ambiguous": (
        "row-amount-ambiguous",
        N_("“{text}” could be two different amounts. Write it as the other amounts in this file are written."),
    ),
    "fraction": ("row-fraction", N_("“{text}” is not in whole rupiah. Round it.")),
    "too-large": ("row-too-large", N_("“{text}” is more than 999 triliun. Check the zeros.")),
}
_TEXTS: dict[TextFault, tuple[str, str]] = {
    "formula": (
        "row-formula",
        N_("“{text}” begins like a spreadsheet formula. Let it begin with a letter or a digit."),
    ),
    "too-long": (
        "row-text-too-long",
        N_("“{text}” is too long. Keep descriptions below 500 letters and names below 120."),
    ),
    "swallowed": (
        "row-swallowed",
        N_("“{text}” holds further rows, because a quotation mark is missing. Write the marks again."),
    ),
}
_SHOWN = 40


def number_problem(fault: Fault, text: str) -> Problem:
    """What is wrong with an amount that is written as ``text``."""
    code, message = _NUMBERS[fault]
    return Problem(code, message, {"text": _short(text)})


def text_problem(fault: TextFault, text: str) -> Problem:
    """What is wrong with a description or a name."""
    code, message = _TEXTS[fault]
    return Problem(code, message, {"text": _short(text)})


def day_problem(text: str) -> Problem:
    """What is wrong with what stands where a day should."""
    message = N_("“{text}” is no day of the calendar. Write day/month/year, for example 5/1/2026.")
    return Problem("row-date-impossible", message, {"text": _short(text)})


def unbalanced(rest: int) -> Problem:
    """The two sides of a record differ by ``rest``."""
    message = N_("The two sides of this record differ by {rest}. They must be equal.")
    return Problem("row-unbalanced", message, {"rest": Rupiah(abs(rest))})


def total_differs(said: int, found: int) -> Problem:
    """A total or balance of the file is not what its rows come to; it was only used to check."""
    message = N_("The file says {said} here, but its rows come to {found}. Is a row missing?")
    return Problem("total-differs", message, {"said": Rupiah(said), "found": Rupiah(found)})


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
