"""What a person can do for a loan: answer what is asked. Looking is ``reading``'s, putting together ``readiness``'s."""

from collections.abc import Mapping
from datetime import date

from kpmbooks.book import Reader, Tx
from kpmbooks.ledger import LedgerRef
from kpmbooks.loans import tables
from kpmbooks.loans.application import read_answer
from kpmbooks.problems import Problem, Rejected


def answers_of(reader: Reader, ledger: LedgerRef) -> dict[str, str]:
    """The answers of the business as they are kept, by question."""
    return tables.latest_answers(reader, ledger)


def answer(tx: Tx, ledger: LedgerRef, answers: Mapping[str, str], *, today: date) -> int:
    """Keep these answers of the business; an empty one takes an earlier answer back. Gives how many were new.

    Raises ``Rejected`` with every answer that cannot be taken, by its question; nothing is kept then.
    """
    before, problems = tables.latest_answers(tx, ledger), []
    fresh: dict[str, str] = {}
    for question, text in answers.items():
        read = read_answer(question, text, today)
        if isinstance(read, Problem):
            problems.append(read)
        elif read != before.get(question, ""):
            fresh[question] = read
    if problems:
        raise Rejected(problems)
    if fresh:
        tables.insert_answers(tx, ledger, fresh)
        tx.touch("loans")
    return len(fresh)
