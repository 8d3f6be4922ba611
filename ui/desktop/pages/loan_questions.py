"""What the loan page asks, as data: which questions in which group, of what kind, with the words beside them."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.instalments import METHODS
from kpmbooks.loans import PAPER, SHARES, USUAL_PERIODS, USUAL_SHARE, Lender, lenders
from kpmbooks.money import format_amount
from kpmbooks.problems import N_
from reports.loan_words import METHOD_WORDS

Kind = Literal["line", "amount", "choice"]
Options = tuple[tuple[str, str], ...]
"""Key and source text of each; the key is kept."""

PERIODS: Final = (6, 10, 12, 18, 24, 36)

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
    """One question. ``hint`` stands below its field; ``only_unknown``: asked only where the ledger does not know."""

    id: str
    label: str
    kind: Kind = "line"
    hint: str = ""
    options: Options = ()
    only_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under a heading."""

    name: str
    picture: str
    questions: tuple[Question, ...]


_STATES: Final[Options] = (("", N_("not looked for yet")), ("missing", N_("not there yet")), ("done", N_("there")))
_TRAINING: Final[Options] = (("", N_("not asked yet")), ("missing", N_("not yet")), ("done", N_("taken part")))

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

GROUPS: Final = (
    Group(
        N_("Applicant"),
        "user",
        (
            Question("applicant", N_("Name")),
            Question("phone", N_("Phone")),
            Question("address", N_("Address")),
            Question("landmark", N_("Landmark"), hint=N_("For whoever comes to visit: beside, opposite, behind what.")),
            Question("business", N_("Which business, where?")),
            Question("since", N_("Running since when?"), hint=N_("For example Maret 2025.")),
        ),
    ),
    Group(
        N_("Family and debts"),
        "house-line",
        (
            Question(
                "other_debts",
                N_("Other instalments a month?"),
                "amount",
                hint=N_("Those that no book here has: daily lenders, the spouse's paylater. 0 if there are none."),
            ),
            Question("other_debts_to", N_("To whom?")),
            Question("dependants", N_("How many live on it?")),
            Question(
                "living_cost",
                N_("What does the family spend a month?"),
                "amount",
                hint=N_("Because the family's money book is not kept."),
                only_unknown=True,
            ),
            Question(
                "other_income",
                N_("Other income a month?"),
                "amount",
                hint=N_("Wages of the family. Never social aid: it may end."),
                only_unknown=True,
            ),
            Question("other_income_from", N_("Income from what?"), hint=N_("For example wages of the husband.")),
        ),
    ),
    Group(
        N_("On the paper"),
        "printer",
        (
            Question("place", N_("Place of signing")),
            Question("companion", N_("Seen by"), hint=N_("A companion's name, only if she should sign. No guarantor.")),
        ),
    ),
)


def training_and_papers(lender: Lender) -> Group:
    """What this lender asks to be done and to be there."""
    training = (
        (
            Question("training", N_("Training"), "choice", options=_TRAINING),
            Question("training_of", N_("Which, when?")),
        )
        if lender.training is not None and lender.training.value
        else ()
    )
    papers = tuple(Question(f"{PAPER}{paper.id}", paper.name, "choice", options=_STATES) for paper in lender.documents)
    return Group(N_("Training and documents"), "files", (*training, *papers))


def options_of(question: Question, _: Translator, kept: str) -> list[tuple[str, str]]:
    """Keys and words of a choice; what was answered before is always among them."""
    if question.id == "periods":
        numbers = sorted({*PERIODS, *((int(kept),) if kept.isdecimal() else ())})
        return [(str(number), _.plural("{n} time", "{n} times", number)) for number in numbers]
    if question.id == "lender":
        return [(lender.id, lender.label) for lender in lenders().values()]
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
