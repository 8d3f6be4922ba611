"""Everything that a summary for a loan says, put together: the books' side, what is asked, what is left, the ladder.

A value that screens, prints and files word in their own ways. It holds no verdict, because there is none.
"""

from dataclasses import dataclass
from fractions import Fraction

from kpmbooks.instalments import Method
from kpmbooks.ledger import LedgerRef
from kpmbooks.loans.application import Application
from kpmbooks.loans.capacity import Capacity, Debts, Household, weigh
from kpmbooks.loans.debts import without_instalment
from kpmbooks.loans.documents import PaperState, needed_papers, papers
from kpmbooks.loans.evidence import Evidence
from kpmbooks.loans.ladder import Check, climb
from kpmbooks.loans.lenders import Lender
from kpmbooks.loans.next_step import NextStep, next_step
from kpmbooks.loans.reading import BookSide
from kpmbooks.loans.request import Request, ask_for
from kpmbooks.loans.saving import part_of, saving_plan
from kpmbooks.money import Rupiah


@dataclass(frozen=True, slots=True)
class Readiness:
    """A request beside what the books say. ``documents`` are the lender's, ``needed`` those of the trade by law."""

    books: BookSide
    request: Request
    capacity: Capacity
    ladder: tuple[Check, ...]
    documents: tuple[PaperState, ...]
    needed: tuple[PaperState, ...]
    next: NextStep

    @property
    def ledger(self) -> LedgerRef:
        """The business's ledger."""
        return self.books.ledger

    @property
    def evidence(self) -> Evidence:
        """How well the business is written down."""
        return self.books.evidence

    @property
    def application(self) -> Application:
        """What was asked."""
        return self.books.application

    @property
    def ratio_percent(self) -> Fraction | None:
        """How many percent of what is left the asked instalment takes."""
        return self.capacity.share_of(self.request.monthly)


def capacity_of(books: BookSide) -> Capacity:
    """What is left to pay from, whatever is then asked for."""
    answers = books.application
    return weigh(
        books.months,
        Household(answers.other_income, answers.living_cost, books.has_household),
        Debts(books.debts.monthly, books.debts.owed, answers.other_debts, len(without_instalment(answers.debts or ()))),
    )


def ready(books: BookSide, lender: Lender, amount: Rupiah, periods: int, method: Method | None = None) -> Readiness:
    """The request beside the books; ``method`` where it is not the one answered. Raises ``Rejected``."""
    request = ask_for(
        lender,
        amount,
        periods,
        method=method or books.application.method,
        selling_days=books.evidence.usual_days,
    )
    capacity = capacity_of(books)
    ladder = climb(lender, request, books, capacity)
    saving = saving_plan(capacity, amount, books.application.safe_share)
    return Readiness(
        books, request, capacity, ladder, papers(lender, books, amount), needed_papers(books), next_step(ladder, saving)
    )


def safe_instalment(capacity: Capacity, share: Fraction) -> Rupiah | None:
    """The safe line: ``share`` of what is left in the quietest month, down to a thousand rupiah; None: not known."""
    quietest = capacity.quietest
    if quietest is None or not capacity.is_told:
        return None
    return part_of(quietest.left, share)


def amount_within(request: Request, instalment: Rupiah) -> Rupiah:
    """About how much could be asked for on the same terms so that a month takes no more than ``instalment``.

    In steps of fifty thousand, downwards; near enough to talk about, the schedule says it to the rupiah.
    """
    monthly = int(request.monthly)
    return Rupiah(int(request.amount) * int(instalment) // monthly // _STEP * _STEP) if monthly else Rupiah(0)


_STEP = 50_000
