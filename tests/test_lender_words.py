"""What is known of lenders in words: every fact can be said, and the summary says whose it is."""

import re
from datetime import date
from fractions import Fraction

import pytest

from kpmbooks import ledger, loans
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.loans.lenders import FACTS, FactName
from kpmbooks.loans.own_facts import say_fact
from reports import LOAN_SUMMARY, ReportHead, Request
from reports.document import Document, Paragraph, in_one_column
from reports.lender_words import FACT_NAMES, fact_words, own_terms, source_words
from reports.loan_summary import asked
from tests import hand_loan
from tests.accounting_words import accounting_words
from tests.hand_loan import TODAY
from tests.paper_boxes import TELLING

_ = translator("id")


def say(book: Book, lender: str, name: FactName, text: str) -> None:
    with book.write() as tx:
        of = loans.lender_as_known(tx, ledger.default_ledger(tx), lender, TODAY)
        say_fact(tx, of, name, text, "petugas loket 3", "20/11/2026", today=TODAY)


def summary(book: Book, lender: str, amount: int = 6_000_000) -> Document:
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        span = Period(hand_loan.START, TODAY)
        request = Request(place, ledger.find_account(reader, place, "Kas"), span, asked=asked(lender, amount, 12, None))
        return LOAN_SUMMARY.document(LOAN_SUMMARY.statement(reader, request), ReportHead("x", span), _)


def paragraphs(document: Document) -> str:
    found = [block.text for block in in_one_column(document.blocks) if isinstance(block, Paragraph)]
    return " | ".join(text if isinstance(text, str) else " ".join(span.text for span in text) for text in found)


@pytest.mark.parametrize("name", sorted(loans.lenders()))
def test_everything_that_is_known_can_be_said_without_an_accountants_word(name: str) -> None:
    lender = loans.find_lender(name, TODAY)
    told = [lender.name, lender.label, lender.about]
    for key, fact in lender.facts():
        told.append(fact_words(key, fact.value, lender, _))
        told += [fact.note or "", source_words(fact.source, _)]
        assert told[-3]
    told += [fact.value for fact in lender.open.values()]
    told += [] if lender.notice is None else [lender.notice.value]
    told += [words for paper in lender.documents for words in (paper.name, paper.how)]
    for words in told:
        assert not accounting_words(words), words
        assert not TELLING.search(words), words
        assert not re.search(r"\blayak\b|\bskor\b", words), words


def test_each_fact_but_the_lenders_own_year_has_a_name_that_is_told() -> None:
    assert tuple(FACT_NAMES) == tuple(name for name in FACTS if name != "year_of")


@pytest.mark.parametrize(
    ("lender", "name", "words"),
    [
        ("mekaar", "rate", "25% setahun (50 kali angsuran)"),
        ("mekaar", "every", "tiap minggu"),
        ("kur-mikro", "ceiling", "Rp100.000.000"),
        ("pnpm", "unit", "Rp1.000"),
        ("pnpm", "rounding", "ke atas"),
        ("kur-mikro", "fees", "tidak ada"),
        ("mekaar", "deposit", "5% dari pinjaman"),
        ("mekaar", "collateral", "tidak"),
        ("jakpreneur", "training", "ya"),
        ("jakpreneur", "business_months", "6 bulan"),
        ("rentenir", "rate", "243,33% setahun"),
    ],
)
def test_facts_are_said_as_a_person_says_them(lender: str, name: FactName, words: str) -> None:
    one = loans.find_lender(lender, TODAY)
    fact = one.fact(name)
    assert fact is not None
    assert fact_words(name, fact.value, one, _) == words


def test_the_source_is_named_with_what_is_known_of_its_day() -> None:
    rate = loans.find_lender("kur-super-mikro", date(2023, 5, 1)).rate
    assert rate is not None
    assert source_words(rate.source, _).endswith(", September 2023")


def test_the_summary_reckons_with_what_she_was_told_and_says_by_whom() -> None:
    with hand_loan.bu_siti() as book:
        say(book, "jakpreneur", "rate", "7%")
        say(book, "jakpreneur", "method", "flat")
        document = summary(book, "jakpreneur")
        with book.read() as reader:
            lender = loans.lender_as_known(reader, ledger.default_ledger(reader), "jakpreneur", TODAY)
            value = loans.ready(hand_loan.books_side(reader), lender, hand_loan.Rupiah(6_000_000), 12)
    # 6.000.000 / 12 + 7 % of 6.000.000 a year
    assert (value.request.instalment, value.request.stated_by) == (535_000, "lender")
    assert value.request.rate == Fraction(7)
    told = paragraphs(document)
    assert "petugas loket 3" in told
    assert "20 November 2026" in told
    assert len(own_terms(lender, _)) == 2


def test_the_summary_says_what_is_not_clear_about_a_year() -> None:
    with hand_loan.bu_siti() as book:
        assert "2026 belum jelas" in paragraphs(summary(book, "kur-super-mikro"))
