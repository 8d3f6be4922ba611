"""What the loan page asks about the request, as data: of what kind each question is, with the words beside it."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.instalments import METHODS, Every
from kpmbooks.loans import SHARES, USUAL_PERIODS, USUAL_SHARE, lenders
from kpmbooks.money import format_amount
from kpmbooks.problems import N_
from reports.loan_words import METHOD_WORDS

Kind = Literal["line", "amount", "choice"]
Options = tuple[tuple[str, str], ...]
"""Key and source text of each; the key is kept."""

PERIODS: Final[dict[Every, tuple[int, ...]]] = {
    "month": (6, 10, 12, 18, 24, 36),
    "two-weeks": (12, 25, 26, 50),
    "week": (10, 25, 50, 52),
    "day": (30, 60, 100),
}
"""How many instalments are offered, by their rhythm."""

USUAL: Final = {"periods": str(USUAL_PERIODS), "safe_share": str(USUAL_SHARE)}
"""What stands chosen where nothing was answered."""

SHARE_WORDS: Final[dict[Fraction, str]] = {
    Fraction(1, 5): N_("a fifth"),
    Fraction(1, 4): N_("a quarter"),
    Fraction(1, 3): N_("a third"),
    Fraction(2, 5): N_("two fifths"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``hint`` stands below its field."""

    id: str
    label: str
    kind: Kind = "line"
    hint: str = ""
    options: Options = ()


REQUEST: Final = (
    Question("amount", N_("How much is asked for?"), "amount"),
    Question("periods", N_("In how many instalments?"), "choice"),
    Question("purpose", N_("What for?"), hint=N_("Say the things to be bought, for example a used freezer.")),
    Question("lender", N_("From whom?"), "choice"),
    Question(
        "method",
        N_("How is interest worked out?"),
        "choice",
        options=(("", N_("not asked yet")), *((method, METHOD_WORDS[method]) for method in METHODS)),
    ),
)


def options_of(question: Question, _: Translator, kept: str, every: Every = "month") -> list[tuple[str, str]]:
    """Keys and words of a choice; what was answered before is always among them.

    ``every`` is the rhythm of the instalments. Whoever is only there to be compared with is not asked for a loan.
    """
    if question.id == "periods":
        numbers = sorted({*PERIODS[every], *((int(kept),) if kept.isdecimal() else ())})
        return [(str(number), _.plural("{n} time", "{n} times", number)) for number in numbers]
    if question.id == "lender":
        offered = [one for one in lenders().values() if not one.only_compared or one.id == kept]
        return [(lender.id, lender.label) for lender in offered]
    if question.id == "safe_share":
        return [(str(share), _(SHARE_WORDS[share])) for share in SHARES]
    return [(key, _(words)) for key, words in question.options]


def shown(question: Question, kept: str, _: Translator) -> str:
    """A kept answer as a person reads it: an amount with dots, a month in words."""
    if question.kind == "amount" and kept.isdecimal():
        return format_amount(int(kept), symbol=False)
    if question.id == "since" and kept:
        day = date.fromisoformat(kept)
        words = format_day(day, _.language)
        return words.split(maxsplit=1)[1] if day.day == 1 else words
    return kept
