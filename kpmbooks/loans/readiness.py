"""Everything that a summary for a loan says, put together: the books' side, what is asked, what is left, the ladder.

A value that screens, prints and files word in their own ways. It holds no verdict, because there is none.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kpmbooks.instalments import Method
from kpmbooks.ledger import LedgerRef
from kpmbooks.loans.application import Application
from kpmbooks.loans.as_json import capacity_figures, evidence_figures, plausibility_figures
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

    @property
    def quietest_after(self) -> Rupiah | None:
        """What is left in the quietest month when the asked instalment is paid."""
        quietest = self.capacity.quietest
        return None if quietest is None else quietest.left - self.request.monthly


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
        books, request, capacity, ladder, papers(lender, books), needed_papers(books), next_step(ladder, saving)
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


def figures(value: Readiness) -> dict[str, Any]:
    """The keys of the JSON that are figures and ids, nothing worded; amounts in whole rupiah."""
    request, evidence, capacity = value.request, value.evidence, value.capacity
    ratio, quietest = value.ratio_percent, capacity.quietest
    return {
        "lender": request.lender.id,
        "request": {
            "amount": int(request.amount),
            "periods": request.periods,
            "method": request.method,
            "rate": _number(request.rate),
            "instalment": int(request.instalment),
            "per_selling_day": int(request.per_selling_day),
            "stated_by": request.stated_by,
            "own": list(request.lender.own),
            "every": request.plan.terms.every,
            "paid": int(request.plan.paid),
            "others": [
                {"method": other.terms.method, "instalment": int(other.instalment), "paid": int(other.paid)}
                for other in request.others
            ],
        },
        "evidence": {
            "months_in_business": evidence.months_in_business,
            "months_recorded": evidence.months_recorded,
            "days_recorded": evidence.days_recorded,
            "written_within_2_days_percent": evidence.soon_percent,
            "sources": dict(evidence.sources),
            "records": evidence.records,
            "days_off": evidence.days_off,
            "corrected": evidence.corrected,
            **evidence_figures(evidence),
        },
        "plausibility": plausibility_figures(value.books.plausibility),
        "months": [
            {
                "month": f"{month.month.first:%Y-%m}",
                "revenue": int(month.revenue),
                "materials": int(month.materials),
                "expense": int(month.expense),
                "net": int(month.net),
                "cash_end": int(month.cash_end),
                "recorded": month.is_recorded,
            }
            for month in value.books.months
        ],
        "capacity": {
            "net_business": int(capacity.net_business),
            "other_income": int(capacity.other_income),
            "living_cost": int(capacity.living_cost),
            "other_instalments": int(capacity.debts.monthly),
            "left": int(capacity.left),
            "ratio_percent": None if ratio is None else _number(ratio),
            "quietest_month": None if quietest is None else f"{quietest.figures.month.first:%Y-%m}",
            "quietest_month_left": None if quietest is None else int(quietest.left),
            "unknown": sorted(capacity.unknown),
            **capacity_figures(capacity, value.application, request.monthly),
        },
    }


def _number(percent: Fraction) -> int | float:
    """A percentage as JSON has numbers, to two decimals; never an amount."""
    hundredths = round(percent * 100)
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100
