"""Figures that exercises reckon without a book are those of the statements, for every record that a book takes."""

from datetime import date
from itertools import count

import pytest

import kpmbooks.house  # noqa: F401 - makes the books beside which figures are reckoned
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import LedgerKind
from kpmbooks.problems import Rejected
from kpmbooks.training import exercises
from kpmbooks.training.exercise import Before, Of
from kpmbooks.training.kind_effects import kinds_of
from kpmbooks.training.reckoned_figures import FIGURES, reckon
from kpmbooks.training.report_figures import FIGURES as OF_THE_BOOK
from kpmbooks.training.report_figures import figure
from kpmbooks.training.report_proof import figure_faults
from kpmbooks.training.scratch import scratch_book, with_records

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))


def test_both_know_the_same_figures() -> None:
    assert FIGURES.keys() == OF_THE_BOOK.keys()


@pytest.mark.parametrize(
    ("of", "ledger", "least"), [("family", "usaha", 70), ("family", "keluarga", 40), ("group", "kelompok", 80)]
)
def test_every_record_that_a_book_takes_is_reckoned_as_the_statements_say(
    of: Of, ledger: LedgerKind, least: int
) -> None:
    first: LedgerKind = "kelompok" if of == "group" else "usaha"
    beginning = Before("saldo_awal", {"cash": 9_000_000}, date(2026, 9, 2), first)
    compared = 0
    with scratch_book(of, "kuliner") as book:
        for kind in kinds_of(ledger).values():
            figures = count(90_000, -7_000)  # what a field is a part of comes before it
            answers: dict[str, str | int | date | None] = {
                field.name: next(figures)
                for field in kind.fields
                if field.type == "amount" and field.name != "discount"
            }
            if any(field.name == "party" for field in kind.fields):
                answers["party"] = "Bu Ani"
            record = Before(kind.id, answers, date(2026, 10, 5), ledger)

            def read(reader: Reader) -> dict[str, int]:
                return {name: figure(reader, name, OCTOBER) for name in FIGURES}

            try:
                said = with_records(book, [beginning, record], OCTOBER.last, read)
            except Rejected:
                continue  # it needs goods, a debt or a date that is not there
            reckoned = reckon(first, [beginning], [record])
            assert {name: FIGURES[name](reckoned) for name in FIGURES} == said, kind.id
            compared += 1
    assert compared >= least


def test_the_reports_of_our_lessons_are_reckoned_as_the_statements_say() -> None:
    start = date(2026, 9, 25)
    for exercise in exercises().values():
        for seed in range(1, 4):
            assert list(figure_faults(exercise, exercise.draw(seed, start), start)) == [], exercise.id
