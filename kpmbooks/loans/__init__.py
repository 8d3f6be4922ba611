"""Preparing a loan: lenders as data, evidence, what is left to pay from, the ladder, and what only she can answer.

Nothing here is a score or a verdict, and social aid is in no figure.
"""

from typing import TYPE_CHECKING

from kpmbooks.late import late

if TYPE_CHECKING:
    from kpmbooks.loans.application import PAPER, QUESTIONS, SHARES, USUAL_SHARE, Application, State, read_answer
    from kpmbooks.loans.as_json import figures
    from kpmbooks.loans.asked_lists import DebtKind, IncomeLine, LivingLine, MemberRequest, OtherDebt, Use, Whose
    from kpmbooks.loans.asked_steps import Step
    from kpmbooks.loans.capacity import Capacity, Left
    from kpmbooks.loans.documents import PaperState
    from kpmbooks.loans.evidence import Evidence, MonthEvidence
    from kpmbooks.loans.group_request import GroupRequest, MemberLine, group_request
    from kpmbooks.loans.ladder import HELPERS, Check, Sentence
    from kpmbooks.loans.lenders import Fact, Lender, find_lender, lenders
    from kpmbooks.loans.months import MOST_MONTHS, MonthFigures
    from kpmbooks.loans.next_step import READY, SAVE_FIRST, NextStep, next_step
    from kpmbooks.loans.own_facts import lender_as_known, lenders_as_known
    from kpmbooks.loans.readiness import Readiness, amount_within, capacity_of, ready, safe_instalment
    from kpmbooks.loans.reading import BookSide, read_books
    from kpmbooks.loans.request import USUAL_LENDER, USUAL_METHOD, USUAL_PERIODS, Request, a_month, a_selling_day
    from kpmbooks.loans.seasons import Season, seasons_in
    from kpmbooks.loans.service import answer, answers_of
    from kpmbooks.loans.tables import GUARDS, TABLES
    from kpmbooks.loans.taken_checks import CHECKS

TOPICS = ("loans",)

__all__ = [
    "CHECKS",
    "GUARDS",
    "HELPERS",
    "MOST_MONTHS",
    "PAPER",
    "QUESTIONS",
    "READY",
    "SAVE_FIRST",
    "SHARES",
    "TABLES",
    "TOPICS",
    "USUAL_LENDER",
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
    "GroupRequest",
    "IncomeLine",
    "Left",
    "Lender",
    "LivingLine",
    "MemberLine",
    "MemberRequest",
    "MonthEvidence",
    "MonthFigures",
    "NextStep",
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
    "group_request",
    "lender_as_known",
    "lenders",
    "lenders_as_known",
    "next_step",
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
        "as_json": ("figures",),
        "asked_lists": ("DebtKind", "IncomeLine", "LivingLine", "MemberRequest", "OtherDebt", "Use", "Whose"),
        "asked_steps": ("Step",),
        "capacity": ("Capacity", "Left"),
        "documents": ("PaperState",),
        "evidence": ("Evidence", "MonthEvidence"),
        "group_request": ("GroupRequest", "MemberLine", "group_request"),
        "ladder": ("HELPERS", "Check", "Sentence"),
        "lenders": ("Fact", "Lender", "find_lender", "lenders"),
        "months": ("MOST_MONTHS", "MonthFigures"),
        "next_step": ("READY", "SAVE_FIRST", "NextStep", "next_step"),
        "own_facts": ("lender_as_known", "lenders_as_known"),
        "readiness": ("Readiness", "amount_within", "capacity_of", "ready", "safe_instalment"),
        "reading": ("BookSide", "read_books"),
        "request": ("USUAL_LENDER", "USUAL_METHOD", "USUAL_PERIODS", "Request", "a_month", "a_selling_day"),
        "seasons": ("Season", "seasons_in"),
        "service": ("answer", "answers_of"),
        "tables": ("GUARDS", "TABLES"),
        "taken_checks": ("CHECKS",),
    },
)
