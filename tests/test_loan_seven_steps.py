"""The seven steps (7P), trainings and lessons: on the ladder, on paper and in files, for whom they concern."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from kpmbooks import ledger, loans
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.loans import Check, Readiness
from kpmbooks.money import Rupiah
from kpmbooks.training import sessions
from reports import loan_summary
from reports.heading import ReportHead
from reports.loan_words import said
from reports.render import pdf
from tests import hand_loan
from tests.hand_loan import TODAY

ID = translator("id")
ANSWERED = {
    "training": "",
    "training_of": "",
    "p.1": "Maret 2026",
    "p.2": "12-9-2026",
    "p.3": "missing",
    "p.4": "done",
    "p_order": "1,3,2,4,5,6,7",
    "lessons": "PB-1, PB-2",
}


def ready(lender: str = "jakpreneur", answers: Mapping[str, str] | None = None) -> Readiness:
    with hand_loan.bu_siti() as book:
        hand_loan.answer(book, ANSWERED if answers is None else answers)
        with book.read() as reader:
            side = loans.read_books(reader, ledger.default_ledger(reader), TODAY)
            return loans.ready(side, loans.find_lender(lender), Rupiah(6_000_000), 12)


def check(value: Readiness, key: str) -> Check | None:
    return next((one for one in value.ladder if one.id == key), None)


def printed(value: Readiness) -> list[str]:
    head = ReportHead("Bu Siti", Period(TODAY, TODAY), None)
    drawn = BytesIO()
    pdf.render(loan_summary.document(value, head, ID), drawn)
    return [" ".join(page.extract_text().split()) for page in PdfReader(drawn).pages]


def test_the_ladder_counts_the_steps_and_names_the_next_in_her_order() -> None:
    step = check(ready(), "seven_steps")
    assert step is not None
    assert step.state == "done"
    assert "3" in said(step.text, ID)
    assert "P3 Pendampingan" in said(step.how, ID)  # in her order it comes before the training


def test_who_is_not_registered_yet_is_told_so_and_nobody_else_is_held_up_by_a_step() -> None:
    states = {}
    for answers in ({}, {"p.1": "missing"}, {"p.2": "done"}, {"p.1": "2026"}):
        step = check(ready(answers=answers), "seven_steps")
        assert step is not None
        states[str(answers)] = step.state
    assert list(states.values()) == ["unchecked", "missing", "missing", "done"]


def test_the_programmes_training_is_training() -> None:
    value = ready()
    training = check(value, "training")
    assert training is not None
    assert training.state == "done"
    assert "Pelatihan: belum" not in " ".join(printed(value))


def test_lessons_and_training_are_named_on_the_ladder() -> None:
    value = ready(answers={"lessons": "PB-1, PB-2"})
    training, lessons = check(value, "training"), check(value, "lessons")
    assert training is not None
    assert lessons is not None
    assert "Tata boga, 12 September 2026" in said(training.text, ID)
    assert "PB-1, PB-2" in said(lessons.text, ID)


def test_nobody_is_asked_for_lessons() -> None:
    assert check(ready(answers={}), "lessons") is None


def test_lessons_that_were_held_in_this_book_are_known_unless_she_says_otherwise() -> None:
    with hand_loan.bu_siti() as book:
        with book.write() as tx:
            for day, lesson in enumerate(("EKO-1", "PB-1", "PB-2", "PB-1", "PD-1"), 1):
                sessions.finish(tx, sessions.begin(tx, lesson, date(2026, 1, day)), 20)
            sessions.strike_out(tx, sessions.finish(tx, sessions.begin(tx, "PB-3", date(2026, 1, 8)), 20))
            sessions.begin(tx, "PB-4", date(2026, 1, 9))

        def told() -> str:
            with book.read() as reader:
                side = loans.read_books(reader, ledger.default_ledger(reader), TODAY)
                value = loans.ready(side, loans.find_lender("jakpreneur"), Rupiah(6_000_000), 12)
            lessons = check(value, "lessons")
            assert lessons is not None
            assert lessons.state == "done"
            return said(lessons.text, ID)

        # What belongs to a programme or to the facilitator is no lender's business, and only what was finished counts.
        assert told().endswith("PB-1, PB-2")
        with book.write() as tx:
            for number in range(3, 13):
                sessions.finish(tx, sessions.begin(tx, f"PB-{number}", date(2026, 2, number)), 20)
        assert told().endswith("12 (PB-1 … PB-12)")
        hand_loan.answer(book, {"lessons": "PB-7"})
        assert told().endswith("PB-7")


@pytest.mark.parametrize("lender", ["jakpreneur", "monas-pemula-2018"])
def test_paper_tells_the_steps_by_name_with_their_dates_in_her_order(lender: str) -> None:
    first, *others = printed(ready(lender))
    page = " ".join(others)
    for words in (
        "P1 Pendaftaran: Maret 2026.",
        "P3 Pendampingan: belum.",
        "P2 Pelatihan: 12 September 2026.",
        "P4 Perizinan: sudah.",
        "Belum ditanya: P5 Pemasaran, P6 Pelaporan keuangan, P7 Permodalan.",
        "PB-1, PB-2.",
    ):
        assert words in page, page
    assert page.index("P3 Pendampingan") < page.index("P2 Pelatihan")
    assert "P1 Pendaftaran" not in first


def test_another_lender_is_told_nothing_of_them() -> None:
    value = ready("kur-super-mikro")
    assert check(value, "seven_steps") is None
    assert "P1 Pendaftaran" not in " ".join(printed(value))
    assert loan_summary.figures(value)["seven_steps"] == []


def test_files_hold_each_step_with_its_days() -> None:
    steps = loan_summary.figures(ready())["seven_steps"]
    assert [one["step"] for one in steps] == [1, 3, 2, 4, 5, 6, 7]
    assert steps[0] == {"step": 1, "state": "done", "from": "2026-03-01", "to": "2026-03-31"}
    assert steps[1] == {"step": 3, "state": "missing", "from": None, "to": None}
