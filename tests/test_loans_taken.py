"""Loans after the answer: in the ledger, on their plan, paid, corrected, undone; against plans worked out by hand."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpmbooks import house, ledger, recording
from kpmbooks.book import Book, Reader, Tx
from kpmbooks.book.facts import set_facts
from kpmbooks.i18n import translator
from kpmbooks.instalments import Terms
from kpmbooks.loans import taken_acts as acts
from kpmbooks.loans import taken_uses
from kpmbooks.loans.asked_lists import Use
from kpmbooks.loans.taken import TakenLoan, book_loans, taken_loans
from kpmbooks.loans.taken_plan import Agreement, agreed, instalments_of, read_agreement, write_agreement
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected
from kpmbooks.recording import Answers
from reports import loan_summary
from reports.loan_before import before_rows
from tests import books
from tests.books import own

TODAY = date(2026, 4, 20)


def flat(amount: int = 1_200_000, **other: Any) -> Agreement:
    """Flat 12 % over 12 months from 5 January: 100.000 and 12.000 each time, first due 5 February."""
    told = {"rate": Fraction(12), "periods": 12, "method": "flat", "start": date(2026, 1, 5), **other}
    return agreed(Terms(amount=Rupiah(amount), **told))


@pytest.fixture
def book() -> Iterator[Book]:
    with books.family() as made:
        yield made


def only(reader: Reader, today: date = TODAY) -> TakenLoan:
    (loan,) = taken_loans(reader, own(reader), today)
    return loan


def granted(book: Book, agreement: Agreement | None = None) -> None:
    with book.write() as tx:
        acts.hand_in(tx, own(tx), "Koperasi Mawar", Rupiah(1_200_000), 12, day=date(2026, 1, 2), today=TODAY)
        acts.grant(tx, only(tx), agreement or flat(), today=TODAY)


def pay(book: Book, day: date, principal: int = 100_000, interest: int = 12_000, *, extra: bool = False) -> str:
    with book.write() as tx:
        loan = only(tx)
        return acts.pay(tx, loan, Rupiah(principal), Rupiah(interest), day=day, today=TODAY, extra=extra).number


def owed(reader: Reader) -> int:
    sums = ledger.sums_through(reader, own(reader).id, TODAY)
    found = sums.get(ledger.find_account(reader, own(reader), "Sisa pinjaman").id)
    return 0 if found is None else -int(found.net)


def test_a_granted_loan_stands_in_the_ledger_with_what_was_kept_back(book: Book) -> None:
    granted(book, flat(kept_back=Rupiah(60_000)))
    with book.read() as reader:
        assert (owed(reader), books.balance(reader, "Kas")) == (1_200_000, 1_140_000)
        loan = only(reader)
        assert loan.state == "running"
        assert loan.standing is not None
        assert [one.due for one in loan.standing.plan[:3]] == [date(2026, month, 5) for month in (2, 3, 4)]
        assert (int(loan.standing.owed_by_book), int(loan.standing.owed_by_plan)) == (1_200_000, 1_200_000)
        assert (loan.standing.late, loan.standing.late_since) == (3, date(2026, 2, 5))
        assert int(loan.standing.late_amount) == 336_000


def test_undoing_the_money_takes_the_grant_back_and_the_request_waits_again(book: Book) -> None:
    granted(book)
    with book.write() as tx:
        recording.undo(tx, today=TODAY)
    with book.read() as reader:
        loan = only(reader)
        assert loan.state == "asked"
        assert loan.request is not None
        assert int(loan.request.amount) == 1_200_000
        assert owed(reader) == 0


def test_an_instalment_is_suggested_paid_and_linked_in_one_act(book: Book) -> None:
    granted(book)
    with book.read() as reader:
        told = only(reader).standing
        assert told is not None
        assert tuple(map(int, told.suggestion)) == (100_000, 12_000)
    pay(book, date(2026, 2, 5))
    with book.read() as reader:
        told = only(reader).standing
        assert told is not None
        assert (int(told.paid), int(told.principal_paid), int(told.owed_by_book)) == (112_000, 100_000, 1_100_000)
        assert told.next is not None
        assert told.next.due == date(2026, 3, 5)
        assert (told.late, told.came_due, told.on_time) == (2, 3, 1)
        assert told.difference == 0


def test_a_correction_counts_in_the_place_of_what_it_corrects_and_an_undo_brings_it_back(book: Book) -> None:
    granted(book)
    number = pay(book, date(2026, 2, 5), 10_000)
    with book.write() as tx:
        answers: Answers = {
            "principal": 100_000,
            "interest": 12_000,
            "party": "Koperasi Mawar",
            "date": date(2026, 2, 6),
        }
        recording.correct(tx, number, "bayar_cicilan", answers, today=TODAY)
    with book.read() as reader:
        told = only(reader).standing
        assert told is not None
        assert (int(told.principal_paid), owed(reader), told.on_time) == (100_000, 1_100_000, 0)
    with book.write() as tx:
        recording.undo(tx, today=TODAY)
    with book.read() as reader:
        told = only(reader).standing
        assert told is not None
        assert (int(told.principal_paid), owed(reader)) == (10_000, 1_190_000)


def test_what_was_paid_elsewhere_is_offered_by_the_lenders_name_and_attached(book: Book) -> None:
    granted(book)
    for party in ("Koperasi Mawar", "Bank lain"):
        books.record(book, "bayar_cicilan", principal=100_000, interest=12_000, party=party, date="5/2/2026")
    with book.write() as tx:
        offered = acts.payments_offered(tx, own(tx), TODAY, only(tx))
        assert [(one.party, one.same) for one in offered] == [("Koperasi Mawar", True), ("Bank lain", False)]
        acts.link(tx, only(tx), {offered[0].payment.uid: False})
        assert [one.party for one in acts.payments_offered(tx, own(tx), TODAY, only(tx))] == ["Bank lain"]
        assert int(book_loans(tx, own(tx), TODAY).unclaimed) == -100_000
        acts.link(tx, only(tx), {offered[0].payment.uid: None})
        assert len(acts.payments_offered(tx, own(tx), TODAY, only(tx))) == 2


def test_extra_principal_makes_fewer_instalments_of_the_same_size(book: Book) -> None:
    granted(book)
    pay(book, date(2026, 2, 5))
    pay(book, date(2026, 2, 20), 350_000, 0, extra=True)
    with book.read() as reader:
        told = only(reader).standing
        assert told is not None
        # 1.100.000 less 350.000 are 750.000: seven of 100.000 and a last one of 50.000, flat interest as agreed.
        assert [int(one.row.principal) for one in told.plan[1:]] == [100_000] * 7 + [50_000]
        assert (int(told.owed_by_plan), int(told.owed_by_book)) == (750_000, 750_000)


def test_extra_principal_makes_interest_on_the_rest_less(book: Book) -> None:
    granted(book, flat(method="declining"))
    pay(book, date(2026, 2, 5))
    pay(book, date(2026, 2, 6), 100_000, 0, extra=True)
    with book.read() as reader:
        told = only(reader).standing
        assert told is not None
        assert [int(one.row.interest) for one in told.plan[1:4]] == [10_000, 9_000, 8_000]
        assert told.plan[-1].row.balance == 0


def test_a_few_rupiah_that_were_rounded_away_make_nobody_late_and_the_last_one_takes_them(book: Book) -> None:
    terms = Terms(Rupiah(10_000_000), Fraction(6), 3, "annuity", start=date(2026, 1, 5))
    granted(book, agreed(terms))  # 3.366.722 each time
    for month, (principal, interest) in enumerate(((3_316_000, 50_000), (3_333_000, 33_000)), 2):
        pay(book, date(2026, month, 5), principal, interest)
    with book.read() as reader:
        told = only(reader).standing
        assert told is not None
        assert (told.late, told.on_time) == (1, 2)
        paid = 3_316_000 + 50_000 + 3_333_000 + 33_000
        assert int(told.next_amount) == sum(int(row.amount) for row in instalments_of(agreed(terms))) - paid


def test_paying_everything_early_finishes_the_loan(book: Book) -> None:
    granted(book)
    pay(book, date(2026, 2, 5), 1_200_000)
    with book.read() as reader:
        loan = only(reader)
        assert loan.state == "paid"
        assert loan.standing is not None
        assert (loan.standing.next, loan.standing.late, int(loan.standing.owed_by_book)) == (None, 0, 0)


def test_more_than_is_owed_is_refused_at_its_field(book: Book) -> None:
    granted(book)
    with pytest.raises(Rejected) as refused:
        pay(book, date(2026, 2, 5), 1_200_001)
    assert [(one.code, one.field) for one in refused.value.problems] == [("loan-over", "principal")]


def test_nothing_is_paid_back_before_the_money_came(book: Book) -> None:
    granted(book)
    with pytest.raises(Rejected) as refused:
        pay(book, date(2026, 1, 4))
    assert [(one.code, one.field) for one in refused.value.problems] == [("loan-paid-early", "day")]


def test_records_behind_many_that_are_attached_are_offered_too(book: Book) -> None:
    granted(book)
    answers: Answers = {"principal": 1_000, "party": "Koperasi Mawar"}
    with book.write() as tx:
        days = [date(2026, 1, 6) + timedelta(days=nth) for nth in range(70)]
        recording.record_many(
            tx, [("bayar_cicilan", {**answers, "date": day}, own(tx), "typed") for day in days], today=TODAY
        )
        offered = acts.payments_offered(tx, own(tx), TODAY, only(tx))
        acts.link(tx, only(tx), {one.payment.uid: False for one in offered})
        assert len(offered) == 60
        assert len(acts.payments_offered(tx, own(tx), TODAY, only(tx))) == 10


def test_a_refusal_keeps_its_reason_and_the_next_date_and_can_be_taken_back(book: Book) -> None:
    with book.write() as tx:
        acts.hand_in(tx, own(tx), "Bank Jakarta", Rupiah(5_000_000), 12, day=date(2026, 3, 2), today=TODAY)
        acts.answer_request(
            tx, only(tx), "refused", day=date(2026, 3, 20), today=TODAY,
            reason="Catatannya baru dua bulan", again=date(2026, 7, 1),
        )  # fmt: skip
    with book.write() as tx:
        loan = only(tx)
        assert loan.answer is not None
        assert (loan.state, loan.answer.reason, loan.answer.again, loan.answer.shown) == (
            "refused", "Catatannya baru dua bulan", date(2026, 7, 1), False,
        )  # fmt: skip
        acts.show_refusal(tx, loan, shown=True)
        acts.take_back_answer(tx, only(tx))
        assert (only(tx).state, only(tx).answer) == ("asked", None)


def test_an_answer_that_cannot_be_is_refused_with_everything_at_once(book: Book) -> None:
    with book.write() as tx:
        acts.hand_in(tx, own(tx), "Bank Jakarta", Rupiah(5_000_000), 12, day=date(2026, 3, 2), today=TODAY)
        with pytest.raises(Rejected) as refused:
            acts.answer_request(
                tx, only(tx), "refused", day=date(2026, 3, 1), today=TODAY, reason="x" * 121, again=date(2026, 2, 1)
            )
        assert {one.field for one in refused.value.problems} == {"day", "again", "reason"}


def test_the_words_of_a_loan_can_be_erased_and_its_figures_stay(book: Book) -> None:
    granted(book)
    with book.write() as tx:
        tx.erase_texts([key for (key,) in tx.connection.exec_driver_sql("SELECT id FROM texts")])
    with book.read() as reader:
        loan = only(reader)
        assert (loan.lender, loan.state, int(loan.amount)) == ("", "running", 1_200_000)
        assert house.check(reader).faults == ()


def test_a_loan_that_runs_is_taken_up_from_the_opening_balance(book: Book) -> None:
    books.record(book, "saldo_awal", cash=500_000, loans=900_000, date="1/1/2026")
    with book.write() as tx:
        agreement = flat(start=date(2025, 10, 5))
        acts.take_up(tx, own(tx), "Koperasi Mawar", agreement, today=TODAY, before=3)
    pay(book, date(2026, 2, 5))
    with book.read() as reader:
        loan = only(reader)
        assert loan.standing is not None
        assert (int(loan.standing.owed_by_book), owed(reader)) == (800_000, 800_000)
        assert int(book_loans(reader, own(reader), TODAY).unclaimed) == 0
        # Three of November to January were paid before; February's on its day; March's and April's are late.
        assert (loan.standing.on_time, loan.standing.came_due) == (1, 3)


def test_a_loan_that_the_book_recorded_is_taken_up_by_its_record(book: Book) -> None:
    books.record(book, "terima_pinjaman", amount=1_200_000, kept_back=50_000, party="Koperasi Mawar", date="5/1/2026")
    with book.write() as tx:
        (found,) = acts.receipts_offered(tx, own(tx), TODAY)
        assert (found.party, int(found.payment.principal)) == ("Koperasi Mawar", -1_200_000)
        acts.take_up(tx, own(tx), found.party, flat(), today=TODAY, entry=found.payment.uid)
        assert acts.receipts_offered(tx, own(tx), TODAY) == ()
        with pytest.raises(Rejected):
            acts.take_up(tx, own(tx), "Lain", flat(), today=TODAY, entry=found.payment.uid)
        assert only(tx).standing.difference == 0  # type: ignore[union-attr]


def test_money_that_was_recorded_already_is_not_recorded_again_when_the_loan_is_granted(book: Book) -> None:
    books.record(book, "terima_pinjaman", amount=1_200_000, party="Koperasi Mawar", date="5/1/2026")
    with book.write() as tx:
        acts.hand_in(tx, own(tx), "Koperasi Mawar", Rupiah(1_200_000), 12, day=date(2026, 1, 2), today=TODAY)
        (found,) = acts.receipts_offered(tx, own(tx), TODAY)
        assert acts.grant(tx, only(tx), flat(), today=TODAY, entry=found.payment.uid) is None
    with book.read() as reader:
        assert (only(reader).state, owed(reader), ledger.entry_count(reader)) == ("running", 1_200_000, 1)


def test_what_the_ledger_says_otherwise_is_a_difference_and_not_smoothed_over(book: Book) -> None:
    granted(book)
    with book.write() as tx:
        acts.pay(tx, only(tx), Rupiah(112_000), Rupiah(0), day=date(2026, 2, 5), today=TODAY)
    with book.read() as reader:
        told = only(reader).standing
        assert told is not None
        assert (told.late, int(told.owed_by_plan), int(told.owed_by_book), int(told.difference)) == (
            2, 1_100_000, 1_088_000, -12_000,
        )  # fmt: skip


def test_a_daily_loan_is_paid_by_the_kind_of_daily_instalments(book: Book) -> None:
    granted(book, flat(every="day", periods=100, rate=Fraction(365), kept_back=Rupiah(100_000)))
    with book.read() as reader:
        assert acts.paying_kind(only(reader)) == "cicilan_harian"
        told = only(reader).standing
        assert told is not None
        assert [int(part) for part in told.suggestion] == [12_000, 12_000]
    pay(book, date(2026, 1, 6), 12_000, 12_000)
    with book.read() as reader:
        told = only(reader).standing
        assert told is not None
        assert told.plan[0].paid_on == date(2026, 1, 6)
        assert told.late == 99  # all others: the last of the hundred was due on 15 April


def test_a_household_pays_its_loan_by_its_own_kind_of_record(book: Book) -> None:
    with book.write() as tx:
        home = ledger.ledgers(tx)[1]
        acts.take_up(tx, home, "Leasing Motor", flat(), today=TODAY, before=2, owed=Rupiah(990_000))
        (loan,) = taken_loans(tx, home, TODAY)
        number = acts.pay(tx, loan, Rupiah(100_000), Rupiah(12_000), day=date(2026, 4, 5), today=TODAY).number
        assert ledger.entry_by_number(tx, number).kind == "cicilan_keluarga"
        (loan,) = taken_loans(tx, home, TODAY)
        assert loan.standing is not None
        # The lender said 990.000 were left after two, the plan says 1.000.000: both are told.
        assert (int(loan.standing.owed_by_book), int(loan.standing.owed_by_plan)) == (890_000, 900_000)
        assert taken_loans(tx, own(tx), TODAY) == ()


def test_a_group_has_its_loans_in_its_own_ledger() -> None:
    with books.group() as group:
        granted(group)
        pay(group, date(2026, 2, 5))
        with group.read() as reader:
            assert owed(reader) == 1_100_000
            assert only(reader).ledger.kind == "kelompok"


def test_use_stands_beside_the_plan_by_ticked_records_and_named_amounts(book: Book) -> None:
    uses = (Use("Kompor", 1_000, Rupiah(400_000)), Use("Bahan", 2_000, Rupiah(300_000)))
    with book.write() as tx:
        acts.hand_in(tx, own(tx), "Koperasi Mawar", Rupiah(1_200_000), 12, day=date(2026, 1, 2), today=TODAY, uses=uses)
        acts.grant(tx, only(tx), flat(kept_back=Rupiah(60_000)), today=TODAY)
    books.record(book, "beli_bahan", amount=250_000, memo="Tepung", date="7/1/2026")
    pay(book, date(2026, 2, 5))
    with book.write() as tx:
        offered = taken_uses.bought_offered(tx, only(tx), TODAY)
        assert [(one.words, int(one.amount)) for one in offered] == [("Tepung", 250_000)]
        taken_uses.tick(tx, only(tx), "2", [offered[0].link], on=True)
        assert taken_uses.bought_offered(tx, only(tx), TODAY) == ()
        taken_uses.set_uses(
            tx,
            only(tx),
            [("1", "Kompor", Rupiah(400_000), Rupiah(425_000)), ("2", "Bahan", Rupiah(600_000), Rupiah(0))],
        )
        told = taken_uses.uses_of_loan(tx, only(tx))
        assert [(int(line.spent), int(line.left)) for line in told.lines] == [(425_000, -25_000), (250_000, 350_000)]
        assert (int(told.received), int(told.spent), int(told.left)) == (1_140_000, 675_000, 465_000)
        with pytest.raises(Rejected):
            taken_uses.set_uses(tx, only(tx), [("1", "Kompor", Rupiah(400_000), Rupiah(0))])


def test_check_tells_of_a_linked_record_that_is_not_there_and_of_a_plan_that_does_not_close(book: Book) -> None:
    granted(book)
    with book.read() as reader:
        assert house.check(reader).ok
    with book.write() as tx:
        uid = only(tx).uid
        set_facts(tx, uid, {f"pays:{'ab' * 16}": "instalment", "agreement": '{"amount": 5}'})
    with book.read() as reader:
        assert {fault.code for fault in house.check(reader).faults} == {"loan-record-missing", "loan-plan-open"}
        (note,) = house.check_before_showing(reader)  # no figure hangs on them: the book can be looked at
        assert note.code == "untidy"


def test_an_agreement_is_read_as_it_was_written() -> None:
    for terms in (
        Terms(Rupiah(3_500_000), Fraction(35, 2), 50, "annuity", "week", date(2026, 1, 31), unit=1_000, rounding="up"),
        Terms(Rupiah(1_000_000), Fraction(0), 10, "declining", "two-weeks", date(2026, 2, 28), grace=2),
    ):
        made = agreed(terms, date(2026, 3, 31))
        assert read_agreement(write_agreement(made)) == made


def test_due_days_follow_the_first_one_that_the_lender_named() -> None:
    made = agreed(Terms(Rupiah(900_000), Fraction(0), 3, "flat", start=date(2026, 1, 10)), date(2026, 1, 31))
    assert [row.due for row in instalments_of(made)] == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]


METHODS = st.sampled_from(("flat", "annuity", "declining"))


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), method=METHODS, rate=st.integers(0, 40), periods=st.integers(1, 14))
def test_whatever_is_paid_corrected_and_undone_the_linked_principal_is_the_fall_of_the_account(
    seed: int, method: Any, rate: int, periods: int
) -> None:
    dice = random.Random(seed)
    terms = Terms(Rupiah(1_000_000), Fraction(rate), periods, method, start=date(2026, 1, 5))
    with books.family() as book:
        granted(book, agreed(terms))
        day = date(2026, 1, 5)
        for _step in range(12):
            day = min(day + timedelta(days=dice.randint(0, 20)), TODAY)
            with book.write() as tx:
                _act(tx, dice, day)
            with book.read() as reader:
                _holds(reader)


def _act(tx: Tx, dice: random.Random, day: date) -> None:
    loans = taken_loans(tx, own(tx), TODAY)
    if not loans or loans[0].standing is None:
        return
    loan, told = loans[0], loans[0].standing
    answers: Answers
    match dice.choice(("pay", "pay", "pay", "part", "extra", "correct", "undo", "reverse", "elsewhere")):
        case "pay":
            principal, interest = told.suggestion
            if principal + interest > 0:
                acts.pay(tx, loan, principal, interest, day=day, today=TODAY)
        case "part" if told.owed_by_book > 1:
            part = Rupiah(dice.randint(1, int(told.owed_by_book)))
            acts.pay(tx, loan, part, Rupiah(dice.randint(0, 50_000)), day=day, today=TODAY)
        case "extra" if told.owed_by_book > 1:
            part = Rupiah(dice.randint(1, int(told.owed_by_book)))
            acts.pay(tx, loan, part, Rupiah(0), day=day, today=TODAY, extra=True)
        case "correct" if loan.payments:
            one = dice.choice(loan.payments)
            answers = {"principal": dice.randint(1, 200_000), "interest": dice.randint(0, 20_000) or None, "date": day}
            recording.correct(tx, one.number, "bayar_cicilan", answers, today=TODAY)
        case "undo" if recording.undoable(tx) is not None:
            recording.undo(tx, today=TODAY)
        case "reverse" if loan.payments:
            recording.reverse(tx, dice.choice(loan.payments).number, today=TODAY)
        case "elsewhere":
            answers = {"principal": dice.randint(1, 90_000), "interest": 1_000, "party": "Koperasi Mawar", "date": day}
            recording.record(tx, "bayar_cicilan", answers, ledger=own(tx), today=TODAY)
            offered = acts.payments_offered(tx, own(tx), TODAY, loan)
            acts.link(tx, loan, {dice.choice(offered).payment.uid: False})


def _holds(reader: Reader) -> None:
    loans = taken_loans(reader, own(reader), TODAY)
    if not loans or loans[0].standing is None:
        assert (
            owed(reader)
            + sum(int(one.payment.principal) for one in acts.payments_offered(reader, own(reader), TODAY))
            + sum(int(one.principal) for loan in loans for one in loan.payments)
            == 0
        )
        return
    (loan,), told = loans, loans[0].standing
    linked = sum(int(one.principal) for one in loan.payments)
    unlinked = sum(int(one.payment.principal) for one in acts.payments_offered(reader, own(reader), TODAY, loan))
    assert owed(reader) == 1_000_000 - linked - unlinked
    assert int(told.owed_by_book) == 1_000_000 - linked
    assert int(book_loans(reader, own(reader), TODAY).unclaimed) == -unlinked
    assert told.owed_by_plan >= 0
    assert told.next_amount >= 0
    assert told.late_amount >= 0
    assert told.plan[-1].row.balance == 0
    assert all(one.row.principal >= 0 and one.row.interest >= 0 for one in told.plan)
    assert told.on_time <= told.came_due
    if told.owed_by_book < 0:
        assert told.is_paid_off


def test_the_next_summary_tells_how_the_last_loan_went_and_a_refusal_only_where_she_ticked_it(book: Book) -> None:
    granted(book)
    pay(book, date(2026, 2, 5))
    pay(book, date(2026, 3, 9))
    with book.write() as tx:
        acts.hand_in(tx, own(tx), "Bank Jakarta", Rupiah(5_000_000), 12, day=date(2026, 3, 2), today=TODAY)
        asked = next(one for one in taken_loans(tx, own(tx), TODAY) if one.state == "asked")
        acts.answer_request(
            tx, asked, "refused", day=date(2026, 3, 20), today=TODAY, reason="Catatan baru", again=date(2026, 7, 1)
        )
    wishes = loan_summary.asked("jakpreneur", 3_000_000, 12, "flat")
    _ = translator("id")
    with book.write() as tx:
        value = loan_summary.statement(tx, own(tx), TODAY, wishes)
        told = loan_summary.figures(value)
        # February's on its day, March's four days late, April's not yet.
        assert told["loan_before"] == {
            "amount": 1_200_000, "periods": 12, "state": "running", "came_due": 3, "on_time": 1,
        }  # fmt: skip
        assert told["answers_before"] == []
        assert dict(before_rows(value.books.before, _)) == {
            "Pinjaman terakhir": "Rp1.200.000, berjalan, dibayar tepat waktu 1 dari 3"
        }
        asked = next(one for one in taken_loans(tx, own(tx), TODAY) if one.state == "refused")
        acts.show_refusal(tx, asked, shown=True)
        value = loan_summary.statement(tx, own(tx), TODAY, wishes)
        assert loan_summary.figures(value)["answers_before"] == [
            {"state": "refused", "day": "2026-03-20", "again": "2026-07-01"}
        ]
        assert dict(before_rows(value.books.before, _))["Pernah diajukan"] == (
            "belum disetujui 20 Maret 2026 (Catatan baru)"
        )
