"""Preparing a loan: lenders as data, evidence, what is left to pay from, the ladder, and what only she can answer.

Nothing here is a score or a verdict, and social aid is in no figure.
"""

from typing import TYPE_CHECKING

from kpmbooks.late import late

if TYPE_CHECKING:
    from kpmbooks.loans.application import PAPER, QUESTIONS, SHARES, USUAL_SHARE, Application, State, read_answer
    from kpmbooks.loans.asked_lists import DebtKind, LivingLine, MemberRequest, OtherDebt, Use, Whose
    from kpmbooks.loans.asked_steps import Step
    from kpmbooks.loans.capacity import Capacity, Left
    from kpmbooks.loans.evidence import Evidence, MonthEvidence
    from kpmbooks.loans.ladder import Check, PaperState, Sentence
    from kpmbooks.loans.lenders import Fact, Lender, find_lender, lenders
    from kpmbooks.loans.months import MOST_MONTHS, MonthFigures
    from kpmbooks.loans.readiness import Readiness, amount_within, capacity_of, figures, ready, safe_instalment
    from kpmbooks.loans.reading import BookSide, read_books
    from kpmbooks.loans.request import USUAL_METHOD, USUAL_PERIODS, Request, a_month, a_selling_day
    from kpmbooks.loans.seasons import Season, seasons_in
    from kpmbooks.loans.service import answer, answers_of
    from kpmbooks.loans.tables import GUARDS, TABLES

TOPICS = ("loans",)

__all__ = [
    "GUARDS",
    "MOST_MONTHS",
    "PAPER",
    "QUESTIONS",
    "SHARES",
    "TABLES",
    "TOPICS",
    "USUAL_METHOD",
    "USUAL_PERIODS",
    "USUAL_SHARE",
    "Application",
    "BookSide",
    "Capacity",
    "Check",
    "DebtKind",
    "Evidence",
    "Fact",
    "Left",
    "Lender",
    "LivingLine",
    "MemberRequest",
    "MonthEvidence",
    "MonthFigures",
    "OtherDebt",
    "PaperState",
    "Readiness",
    "Request",
    "Season",
    "Sentence",
    "State",
    "Step",
    "Use",
    "Whose",
    "a_month",
    "a_selling_day",
    "amount_within",
    "answer",
    "answers_of",
    "capacity_of",
    "figures",
    "find_lender",
    "lenders",
    "read_answer",
    "read_books",
    "ready",
    "safe_instalment",
    "seasons_in",
]

late(
    __name__,
    {
        "application": ("PAPER", "QUESTIONS", "SHARES", "USUAL_SHARE", "Application", "State", "read_answer"),
        "asked_lists": ("DebtKind", "LivingLine", "MemberRequest", "OtherDebt", "Use", "Whose"),
        "asked_steps": ("Step",),
        "capacity": ("Capacity", "Left"),
        "evidence": ("Evidence", "MonthEvidence"),
        "ladder": ("Check", "PaperState", "Sentence"),
        "lenders": ("Fact", "Lender", "find_lender", "lenders"),
        "months": ("MOST_MONTHS", "MonthFigures"),
        "readiness": ("Readiness", "amount_within", "capacity_of", "figures", "ready", "safe_instalment"),
        "reading": ("BookSide", "read_books"),
        "request": ("USUAL_METHOD", "USUAL_PERIODS", "Request", "a_month", "a_selling_day"),
        "seasons": ("Season", "seasons_in"),
        "service": ("answer", "answers_of"),
        "tables": ("GUARDS", "TABLES"),
    },
)
