"""What the form for a loan asks, as data: the parts, the single questions of each, and the columns of its lists."""

from dataclasses import dataclass
from typing import Final, Literal

from kpmbooks.i18n import Translator
from kpmbooks.instalments import Every
from kpmbooks.loans import Lender
from kpmbooks.loans.documents import papers_by_law
from kpmbooks.problems import N_
from reports.loan_debts import KINDS, RHYTHMS, WHOSE
from reports.loan_words import LIVING_MONTH_WORDS
from ui.desktop.pages.loan_questions import Options, Question

PartName = Literal["applicant", "members", "family", "debts", "uses", "papers", "seven"]

PARTS: Final[dict[PartName, tuple[str, str]]] = {
    "applicant": (N_("Applicant"), "user"),
    "family": (N_("Family"), "house-line"),
    "debts": (N_("Debts"), "handshake"),
    "uses": (N_("What for"), "shopping-cart"),
    "papers": (N_("Documents"), "files"),
    "seven": (N_("7 steps"), "steps"),
}
"""Name and picture of each part, in the order in which they are asked."""

_DONE: Final[Options] = (("", N_("not asked yet")), ("missing", N_("not done yet")), ("done", N_("yes")))
_THERE: Final[Options] = (("", N_("not looked for yet")), ("missing", N_("not there yet")), ("done", N_("there")))

APPLICANT: Final = (
    Question("applicant", N_("Name")),
    Question("phone", N_("Phone")),
    Question("address", N_("Address")),
    Question("landmark", N_("Landmark"), hint=N_("For whoever comes to visit: beside, opposite, behind what.")),
    Question("business", N_("Which business, where?")),
    Question("since", N_("Running since when?"), hint=N_("For example Maret 2025.")),
    Question("place", N_("Place of signing")),
    Question("companion", N_("Seen by"), hint=N_("A companion's name, only if she should sign. No guarantor.")),
)

FAMILY: Final = (
    Question("dependants", N_("How many live on it?"), hint=N_("Children and everybody who eats from it.")),
    Question("purses_apart", N_("Is business money kept apart from kitchen money?"), "choice", options=_DONE),
    Question("talked_over", N_("Talked over with the family?"), "choice", options=_DONE),
)

LIVING_MONTH: Final = Question(
    "living_month",
    N_("What is a month here?"),
    "choice",
    options=tuple((key, LIVING_MONTH_WORDS[key]) for key in ("four_weeks", "calendar")),
    hint=N_("Four weeks as in the learning sessions; then things by the day count 28 times."),
)

DEBTS: Final = (
    Question(
        "slik",
        N_("Looked at one's own entries at SLIK?"),
        "choice",
        options=_DONE,
        hint=N_("Free at idebku.ojk.go.id. Paylater that was forgotten stands there too."),
    ),
    Question(
        "kur_in_kk",
        N_("Does somebody on the family card have a KUR?"),
        "choice",
        options=(("", N_("not asked yet")), ("none", N_("nobody")), ("one", N_("yes, one runs"))),
    ),
    Question(
        "kks_kept",
        N_("Are the cards and their PINs with her?"),
        "choice",
        options=_DONE,
        hint=N_("No card is ever a pledge for a loan."),
    ),
)

USES: Final = (Question("purpose", N_("In one sentence?"), hint=N_("For example: a used freezer, to sell more ice.")),)


GROUP_PARTS: Final[dict[PartName, tuple[str, str]]] = {
    "applicant": PARTS["applicant"],
    "members": (N_("Members"), "address-book-tabs"),
    **PARTS,
    "family": (N_("Decision"), "users-three"),
}
"""A group has no household: what it asks instead is whether its members decided it."""

GROUP: Final = (Question("talked_over", N_("Decided by the members at a meeting?"), "choice", options=_DONE),)


def papers(lender: Lender, sector: str, _: Translator) -> tuple[Question, ...]:
    """Training and lessons, then papers: the lender's, and those that the trade needs by law; the unsure say so."""
    training = (
        Question("training", N_("Training"), "choice", options=_DONE),
        Question("training_of", N_("Which, when?")),
        Question("lessons", N_("Which lessons?"), hint=N_("In the group or alone, for example PB-1, PB-2.")),
    )
    by_law = {key: law for key, law in papers_by_law().items() if sector in law.sectors}
    told = [(one.id, one.name, one.how, one.uncertain) for one in by_law.values()]
    told += [(one.id, one.name, one.how, one.uncertain) for one in lender.documents]
    named = {key: (name, f"{how} {_('Check first.')}" if doubtful else how) for key, name, how, doubtful in told}
    asked = list(dict.fromkeys((*(paper.id for paper in lender.documents), *by_law)))
    return (
        *training,
        *(Question(f"paper.{key}", named[key][0], "choice", options=_THERE, hint=named[key][1]) for key in asked),
    )


DAYS: Final[Options] = tuple((str(number), N_("{n} days a week")) for number in range(1, 8))


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One cell of a row. ``line``: in which line of its row it stands; ``usual`` is chosen at first."""

    name: str
    label: str
    kind: Literal["words", "amount", "choice"]
    options: Options = ()
    usual: str = ""
    line: int = 0
    stretch: int = 2


def _every(usual: str, *, line: int = 0) -> ListColumn:
    return ListColumn("every", N_("How often?"), "choice", tuple(RHYTHMS.items()), usual, line, 2)


COLUMNS: Final[dict[str, tuple[ListColumn, ...]]] = {
    "living": (
        ListColumn("what", N_("What for?"), "words", stretch=3),
        ListColumn("amount", N_("How much?"), "amount", stretch=3),
        _every("month"),
    ),
    "income": (
        ListColumn("what", N_("From what?"), "words", stretch=3),
        ListColumn("amount", N_("How much?"), "amount", stretch=3),
        _every("month"),
        ListColumn("days", N_("If a day: how often?"), "choice", DAYS, "6", line=1, stretch=3),
    ),
    "debts": (
        ListColumn("to", N_("To whom?"), "words", stretch=3),
        ListColumn("kind", N_("What kind?"), "choice", tuple(KINDS.items()), "lain"),
        ListColumn("whose", N_("Whose?"), "choice", tuple(WHOSE.items()), "self", stretch=3),
        ListColumn("instalment", N_("How much each time?"), "amount", line=1, stretch=3),
        _every("month", line=1),
        ListColumn("owed", N_("Still owed?"), "amount", line=1, stretch=3),
    ),
    "uses": (
        ListColumn("what", N_("What is bought?"), "words", stretch=3),
        ListColumn("quantity", N_("How many?"), "words", usual="1", stretch=1),
        ListColumn("price", N_("What does one cost?"), "amount", stretch=3),
    ),
}

LIVING_NAMES: Final = (
    N_("Rice and side dishes"),
    N_("Gas and water"),
    N_("Electricity"),
    N_("Rent"),
    N_("School and pocket money"),
    N_("Phone credit"),
    N_("Cigarettes"),
)
"""What stands in the sheet at first, to be filled in; what stays without an amount is not kept."""

_LIVING_EVERY: Final[dict[str, Every]] = {LIVING_NAMES[0]: "day", LIVING_NAMES[1]: "week", LIVING_NAMES[6]: "day"}


def usual_rhythm(name: str) -> Every:
    """How often the household pays for what the sheet names at first."""
    return _LIVING_EVERY.get(name, "month")
