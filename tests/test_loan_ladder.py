"""The ladder of steps: nine families, each with another next step; saving first is an answer; no verdict anywhere."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

import pytest
from pypdf import PdfReader

from kpmbooks import ledger, loans, recording
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.loans import Readiness
from kpmbooks.loans.documents import papers_by_law
from kpmbooks.loans.saving import SavingPlan
from kpmbooks.money import Rupiah
from reports import LOAN_SUMMARY, ReportHead, Request, find_report
from reports.loan_words import said
from reports.render import pdf
from tests import hand_loan
from tests.hand_loan import TODAY

VERDICT = re.compile(
    r"\b(?:tidak )?layak\b|\bskor\b|\blulus\b|\bnilai kredit\b|\bpasti (?:di)?(?:terima|setujui)\b|\bgagal\b",
    re.IGNORECASE,
)
ALL_DONE = {
    "slik": "done",
    "kks_kept": "done",
    "talked_over": "done",
    "method": "annuity",
    "uses": json.dumps([{"what": "Freezer bekas", "price": 2_000_000}, {"what": "Etalase", "price": 1_000_000}]),
    "p.1": "2026-03",
    "paper.nib_sku": "done",
    "paper.halal": "done",
    "paper.pirt": "done",
    "paper.label": "done",
}


@dataclass(frozen=True, slots=True)
class Family:
    """One family: how her book came to be, what she answered beside the rest, and what she asks for."""

    name: str
    step: str
    make: Callable[[], Book]
    amount: int = 3_000_000
    answers: Mapping[str, str] | None = None


def _just_started() -> Book:
    book = hand_loan.family_book()
    with book.write() as tx:
        values = {"amount": 50_000, "date": date(2026, 11, 20)}
        recording.record(tx, "jual_tunai", values, ledger=ledger.default_ledger(tx), today=TODAY)
    return book


def _without_household() -> Book:
    book = hand_loan.family_book()
    hand_loan.record_months(book, household=False)
    return book


def _whole() -> Book:
    return hand_loan.bu_siti(answered=False)


DEBTS = [{"to": "Bank keliling", "kind": "rentenir", "every": "day", "instalment": 20_000, "owed": 400_000}]
LARGE = [{"to": "Koperasi", "kind": "koperasi", "every": "month", "instalment": 900_000, "owed": 9_000_000}]
FAMILIES = (
    Family("just started", "records", _just_started),
    Family("kitchen unknown", "household", _without_household, answers={"purses_apart": "done"}),
    Family("debts unnamed", "debts", _whole, answers={"other_debts": ""}),
    Family("daily debt", "daily_debts", _whole, answers={"debts": json.dumps(DEBTS)}),
    Family("nothing left in July", "save_first", _whole, answers={"debts": json.dumps(LARGE)}),
    Family("asks for much", "safe_line", _whole, amount=9_000_000),
    Family("not trained", "training", _whole, answers={"training": "missing"}),
    Family("no licence", "documents", _whole, answers={"paper.nib_sku": "missing"}),
    Family("ready", "ready", _whole),
)


def made(family: Family) -> Book:
    book = family.make()
    hand_loan.answer(book, {**hand_loan.ANSWERS, **ALL_DONE, **(family.answers or {})})
    return book


def ready(book: Book, amount: int) -> Readiness:
    with book.read() as reader:
        return hand_loan.ready(reader, amount)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda one: one.name)
def test_each_family_has_the_next_step_that_helps_her(family: Family) -> None:
    with made(family) as book:
        assert ready(book, family.amount).next.id == family.step


def test_the_families_have_as_many_different_next_steps() -> None:
    assert len({family.step for family in FAMILIES}) == len(FAMILIES) >= 8


def test_a_loan_that_a_few_months_of_saving_replace_is_answered_by_saving() -> None:
    with made(FAMILIES[-1]) as book:
        step = ready(book, 1_000_000).next
    # A third of 1.200.000 on average is 400.000 a month: three months for a million.
    assert step.id == "save_first"
    assert step.saving == SavingPlan("soon-saved", Rupiah(1_000_000), Rupiah(400_000), 3)
    words = said(step.how, translator("id"))
    assert "Rp400.000" in words
    assert "3 bulan" in words
    assert "Rp1.000.000" in words


def test_saving_first_says_in_how_many_months_even_where_the_quietest_leaves_nothing() -> None:
    with made(FAMILIES[4]) as book:
        step = ready(book, 3_000_000).next
    # 1.200.000 less 900.000 leaves 300.000 on average, 840.000 less 900.000 nothing in July.
    assert step.saving == SavingPlan("nothing-left", Rupiah(3_000_000), Rupiah(100_000), 30)


def test_where_no_month_leaves_anything_no_number_of_months_is_made_up() -> None:
    debts = [{"to": "Koperasi", "kind": "koperasi", "every": "month", "instalment": 2_000_000}]
    with made(Family("", "", _whole, answers={"debts": json.dumps(debts)})) as book:
        step = ready(book, 3_000_000).next
    assert step.saving is not None
    assert step.saving.months is None
    assert not re.search(r"\d", said(step.how, translator("id")))


def test_what_is_not_known_is_asked_before_saving_is_proposed() -> None:
    with made(FAMILIES[1]) as book:
        value = ready(book, 100_000)
    assert value.next.saving is None


def test_every_step_says_how_to_get_further_and_leads_to_a_page_where_it_is_done() -> None:
    from ui.desktop.places import PLACES  # only names of pages, no window

    known = {place.key for place in PLACES}
    for family in FAMILIES:
        with made(family) as book:
            for check in ready(book, family.amount).ladder:
                assert said(check.how, translator("id")).endswith((".", "?"))
                assert check.place in known, check.id
                assert check.helper is None or check.helper in loans.HELPERS


def test_a_group_is_asked_nothing_that_only_a_family_can_answer() -> None:
    from tests import books

    with books.group() as book, book.read() as reader:
        books_side = loans.read_books(reader, ledger.default_ledger(reader), books.TODAY)
        ladder = loans.ready(books_side, loans.find_lender("jakpreneur"), Rupiah(5_000_000), 12).ladder
    assert not {"daily_debts", "slik", "cards_kept", "purses_apart"} & {check.id for check in ladder}
    assert ladder[-1].helper == "group"


def test_papers_that_food_needs_are_asked_of_food_sellers_only_and_marked_as_to_be_checked() -> None:
    assert all(one.sectors == ("kuliner",) and one.uncertain for one in papers_by_law().values())
    with made(FAMILIES[-1]) as book:
        assert {one.id for one in ready(book, 3_000_000).needed} == {"halal", "pirt", "label"}


def texts(value: Readiness, book: Book) -> Iterator[str]:
    """Everything that is said about a family: steps, JSON, both papers."""
    _ = translator("id")
    yield from (said(value.next.text, _), said(value.next.how, _))
    for check in value.ladder:
        yield from (said(check.text, _), said(check.how, _))
    for report in (LOAN_SUMMARY, find_report("survey-ready")):
        assert report is not None
        with book.read() as reader:
            of = ledger.default_ledger(reader)
            cash = next(one for one in ledger.accounts(reader, of) if one.is_cash)
            wish = Request(
                of,
                cash,
                Period(book.owner.start, TODAY),
                asked={"lender": "jakpreneur", "amount": str(value.request.amount), "periods": "12"},
            )
            head = ReportHead("Bu Siti", wish.period, datetime.combine(TODAY, time(10, 5)))
            told = report.statement(reader, wish)
            yield json.dumps(report.own_figures(told))
            drawn = BytesIO()
            pdf.render(report.document(told, head, _), drawn)
        yield " ".join(page.extract_text() for page in PdfReader(drawn).pages)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda one: one.name)
def test_nothing_that_is_said_or_printed_is_a_verdict_and_nothing_printed_tells_of_aid(family: Family) -> None:
    with made(family) as book:
        value = ready(book, family.amount)
        for text in texts(value, book):
            assert not VERDICT.search(text.replace("penilaian kelayakan", "")), text
            assert not re.search(r"\b(?:KPM|PKH|KKS|bansos)\b", text, re.IGNORECASE), text
