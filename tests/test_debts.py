"""Who owes what: records that name somebody make bills, payments lower them, and nobody pays above what is owed."""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction

import pytest

from kpmbooks import house, ledger, recording
from kpmbooks.book import Book, Reader
from kpmbooks.i18n import translator
from kpmbooks.problems import Rejected
from kpmbooks.trade.bills import DebtAccount, account_balance, bills_of, debt_accounts, nameless, open_bills
from kpmbooks.trade.parties import add_party, change_party, erase_party, find_party, named_party, parties, read_phone
from kpmbooks.trade.paying import Payment, discount_of, give_name, let_go, pay, set_due
from tests.books import JANUARY, TODAY, balance, family, own, record

BON, SUPPLIERS = "piutang_usaha", "utang_usaha"


@pytest.fixture
def book() -> Iterator[Book]:
    with family() as made:
        yield made
        with made.read() as reader:
            assert house.check(reader).faults == ()


def account(reader: Reader, role: str = BON) -> DebtAccount:
    return next(one for one in debt_accounts(reader) if one.role == role)


def bills(book: Book, name: str, role: str = BON) -> list[tuple[date, int]]:
    """Day and what is open of each of her bills, settled ones too."""
    with book.read() as reader:
        found = find_party(reader, name)
        kept = bills_of(reader, found.id) if found else ()
        return [(bill.day, int(bill.open)) for bill in kept if bill.account == account(reader, role).id]


def unnamed(book: Book, role: str = BON) -> int:
    with book.read() as reader:
        return int(nameless(reader, account(reader, role)))


def codes(call: Callable[[], object]) -> tuple[str, ...]:
    with pytest.raises(Rejected) as caught:
        call()
    return tuple(problem.code for problem in caught.value.problems)


def sold(book: Book, name: str, amount: int, day: int = 5, **more: str | int) -> str:
    return record(book, "jual_belum_dibayar", party=name, amount=amount, date=date(2026, 1, day), **more)


def paid(book: Book, name: str, amount: int, day: int = 20) -> str:
    return record(book, "terima_bayar_bon", party=name, amount=amount, date=date(2026, 1, day))


def undo(book: Book) -> None:
    with book.write() as tx:
        recording.undo(tx, today=TODAY)


def test_an_unpaid_sale_is_a_bill_of_the_part_that_was_not_paid(book: Book) -> None:
    sold(book, "Bu Wati", 70_000, paid=20_000)
    assert bills(book, "bu  WATI") == [(date(2026, 1, 5), 50_000)]
    assert unnamed(book) == 0


def test_the_same_name_in_other_letters_and_spaces_is_the_same_person(book: Book) -> None:
    sold(book, "Bu Wati", 10_000)
    sold(book, "  bu   wati ", 5_000, 6)
    with book.read() as reader:
        assert [party.name for party in parties(reader)] == ["Bu Wati"]


def test_a_payment_settles_the_oldest_bill_by_its_day_first(book: Book) -> None:
    sold(book, "Bu Wati", 30_000, 9)
    sold(book, "Bu Wati", 20_000, 4)  # written later, sold earlier
    paid(book, "Bu Wati", 25_000)
    assert bills(book, "Bu Wati") == [(date(2026, 1, 4), 0), (date(2026, 1, 9), 25_000)]


def test_a_payment_for_chosen_bills_leaves_the_older_ones_open(book: Book) -> None:
    sold(book, "Bu Wati", 20_000, 4)
    sold(book, "Bu Wati", 30_000, 9)
    with book.write() as tx:
        party = named_party(tx, "Bu Wati")
        newest = open_bills(tx, party=party.id)[-1]
        pay(tx, party, account(tx), Payment(30_000, TODAY, (newest,)), today=TODAY)
    assert bills(book, "Bu Wati") == [(date(2026, 1, 4), 20_000), (date(2026, 1, 9), 0)]


def test_a_corrected_payment_stays_one_for_its_chosen_bill(book: Book) -> None:
    sold(book, "Bu Wati", 20_000, 4)
    sold(book, "Bu Wati", 30_000, 9)
    with book.write() as tx:
        party = named_party(tx, "Bu Wati")
        newest = open_bills(tx, party=party.id)[-1]
        (done,) = pay(tx, party, account(tx), Payment(30_000, TODAY, (newest,)), today=TODAY)
    with book.write() as tx:
        answers = {"amount": "12.000", "party": "Bu Wati"}
        recording.correct(tx, done.number, "terima_bayar_bon", answers, today=TODAY)
    assert bills(book, "Bu Wati") == [(date(2026, 1, 4), 20_000), (date(2026, 1, 9), 18_000)]


def test_paying_more_than_is_owed_is_refused_with_what_is_owed_and_the_book_stays(book: Book) -> None:
    sold(book, "Bu Wati", 50_000)
    with pytest.raises(Rejected) as caught:
        paid(book, "Bu Wati", 50_001)
    (problem,) = caught.value.problems
    assert (problem.code, problem.field, problem.params["most"]) == ("paid-too-much", "amount", 50_000)
    assert bills(book, "Bu Wati") == [(date(2026, 1, 5), 50_000)]
    with book.read() as reader:
        assert balance(reader, "Bon pelanggan") == 50_000


def test_what_a_buyer_pays_above_her_debt_can_be_kept_as_her_deposit(book: Book) -> None:
    sold(book, "Bu Wati", 50_000)
    with book.write() as tx:
        party = named_party(tx, "Bu Wati")
        pay(tx, party, account(tx), Payment(60_000, TODAY, rest_as_deposit=True), today=TODAY)
    assert bills(book, "Bu Wati") == [(date(2026, 1, 5), 0)]
    assert bills(book, "Bu Wati", "dp_pembeli") == [(TODAY, 10_000)]


def test_somebody_who_owes_nothing_cannot_pay(book: Book) -> None:
    with pytest.raises(Rejected) as caught:
        paid(book, "Pak Ujang", 1_000)
    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == ("paid-too-much", "party")
    assert "Rp0" not in translator("id").problem(problem)
    with book.read() as reader:
        assert ledger.entry_count(reader) == 0
        assert parties(reader) == ()


def test_what_was_sold_without_a_name_can_be_paid_with_or_without_one(book: Book) -> None:
    record(book, "tutup_lapak", drawer=100_000, bon=40_000)
    assert unnamed(book) == 40_000
    record(book, "terima_bayar_bon", amount=15_000)
    paid(book, "Bu Wati", 15_000)
    assert unnamed(book) == 10_000
    assert codes(lambda: record(book, "terima_bayar_bon", amount=10_001)) == ("payer-missing",)
    assert unnamed(book) == 10_000


def test_a_payment_takes_her_own_bills_before_what_has_no_name(book: Book) -> None:
    record(book, "tutup_lapak", drawer=100_000, bon=40_000)
    sold(book, "Bu Wati", 20_000)
    paid(book, "Bu Wati", 50_000)
    assert bills(book, "Bu Wati") == [(date(2026, 1, 5), 0)]
    assert unnamed(book) == 10_000


def test_a_part_without_a_name_becomes_the_bill_of_whoever_is_named(book: Book) -> None:
    record(book, "tutup_lapak", drawer=100_000, bon=40_000)
    with book.write() as tx:
        give_name(tx, account(tx), "Pak Ujang", 25_000, day=TODAY, terms="2 minggu")
        (bill,) = open_bills(tx)
        assert bill.due == date(2026, 2, 14)
    assert bills(book, "Pak Ujang") == [(TODAY, 25_000)]
    assert unnamed(book) == 15_000
    with book.read() as reader:
        assert balance(reader, "Bon pelanggan") == 40_000
    undo(book)
    assert (bills(book, "Pak Ujang"), unnamed(book)) == ([(TODAY, 0)], 40_000)


def test_no_more_can_be_given_a_name_than_has_none(book: Book) -> None:
    record(book, "tutup_lapak", drawer=100_000, bon=40_000)

    def name(amount: int, who: str = "Pak Ujang") -> None:
        with book.write() as tx:
            give_name(tx, account(tx), who, amount, day=TODAY)

    assert codes(lambda: name(40_001)) == ("nameless-too-small",)
    assert codes(lambda: name(0)) == ("field-missing",)
    assert codes(lambda: name(5_000, "  ")) == ("name-missing",)
    assert unnamed(book) == 40_000


def test_purchases_on_account_are_bills_of_the_supplier_and_a_discount_lowers_them(book: Book) -> None:
    record(book, "beli_belum_dibayar", party="Pak Budi", amount=200_000, paid=50_000, date=date(2026, 1, 3))
    record(book, "bayar_utang", party="pak budi", amount=100_000, discount=10_000)
    assert bills(book, "Pak Budi", SUPPLIERS) == [(date(2026, 1, 3), 40_000)]
    over = lambda: record(book, "bayar_utang", party="Pak Budi", amount=40_000, discount=1)  # noqa: E731 - said once
    assert codes(over) == ("paid-too-much",)


def test_returned_goods_lower_the_debt_both_ways(book: Book) -> None:
    sold(book, "Bu Wati", 50_000)
    record(book, "barang_dikembalikan", party="Bu Wati", bon=12_000)
    record(book, "beli_belum_dibayar", party="Pak Budi", amount=80_000)
    record(book, "retur_belanja", party="Pak Budi", owed=30_000)
    assert bills(book, "Bu Wati")[0][1] == 38_000
    assert bills(book, "Pak Budi", SUPPLIERS)[0][1] == 50_000
    assert codes(lambda: record(book, "barang_dikembalikan", party="Bu Wati", bon=38_001)) == ("paid-too-much",)


def test_what_is_let_go_or_returned_above_the_debt_is_no_deposit(book: Book) -> None:
    sold(book, "Bu Wati", 50_000)
    for kind, field in (("bon_direlakan", "amount"), ("barang_dikembalikan", "bon")):
        with pytest.raises(Rejected) as caught:
            record(book, kind, party="Bu Wati", **{field: 50_001})
        (problem,) = caught.value.problems
        assert (problem.code, problem.field) == ("paid-too-much", field)
        assert (
            translator("id").problem(problem)
            == "Bon Bu Wati hanya Rp50.000, bukan Rp50.001. Tulis paling banyak Rp50.000."
        )
    with pytest.raises(Rejected) as caught:
        paid(book, "Bu Wati", 50_001)
    assert "DP" in translator("id").problem(caught.value.problems[0])
    assert bills(book, "Bu Wati") == [(date(2026, 1, 5), 50_000)]


def test_a_debt_that_is_let_go_is_gone_from_the_bill_and_the_account(book: Book) -> None:
    sold(book, "Pak Ujang", 35_000)
    with book.write() as tx:
        let_go(tx, named_party(tx, "Pak Ujang"), account(tx), 35_000, today=TODAY)
    assert bills(book, "Pak Ujang") == [(date(2026, 1, 5), 0)]
    with book.read() as reader:
        assert balance(reader, "Bon pelanggan") == 0
        assert balance(reader, "Bon direlakan") == 35_000


def test_what_we_owe_is_not_ours_to_let_go(book: Book) -> None:
    record(book, "beli_belum_dibayar", party="Pak Budi", amount=80_000)

    def give_up() -> None:
        with book.write() as tx:
            let_go(tx, named_party(tx, "Pak Budi"), account(tx, SUPPLIERS), 1, today=TODAY)

    assert codes(give_up) == ("not-ours-to-let-go",)


def test_a_deposit_is_used_up_by_the_order_and_no_more_than_it_is(book: Book) -> None:
    record(book, "dp_pembeli", party="Bu Lina", amount=200_000)
    assert codes(lambda: record(book, "pesanan_diambil", party="Bu Lina", amount=500_000, deposit=200_001)) == (
        "deposit-too-large",
    )
    record(book, "pesanan_diambil", party="Bu Lina", amount=500_000, deposit=200_000, bon=100_000)
    assert bills(book, "Bu Lina", "dp_pembeli") == [(TODAY, 0)]
    assert bills(book, "Bu Lina") == [(TODAY, 100_000)]


def test_phone_credit_on_account_goods_of_others_and_the_warung_are_bills_too(book: Book) -> None:
    record(book, "pulsa_belum_dibayar", party="Pak Ujang", amount=22_000, cost=20_500)
    record(book, "titipan_orang_laku", party="Bu Nur", amount=40_000, theirs=34_000)
    record(book, "titip_laku", party="Bu Wati", amount=36_000, owed=6_000)
    record(book, "ngebon_warung", ledger_name="Keluarga Bu Siti", party="Bu Wati", amount=15_000)
    assert bills(book, "Pak Ujang") == [(TODAY, 22_000)]
    assert bills(book, "Bu Nur", "utang_titipan") == [(TODAY, 34_000)]
    assert bills(book, "Bu Wati") == [(TODAY, 6_000)]
    assert bills(book, "Bu Wati", "utang_warung") == [(TODAY, 15_000)]
    record(book, "bayar_bon_warung", ledger_name="Keluarga Bu Siti", party="Bu Wati", amount=15_000)
    record(book, "setor_titipan", party="Bu Nur", amount=34_000)
    assert bills(book, "Bu Wati", "utang_warung") == [(TODAY, 0)]
    assert bills(book, "Bu Nur", "utang_titipan") == [(TODAY, 0)]


# due days, from the answers and later


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("minggu depan", date(2026, 1, 12)),
        ("30 hari", date(2026, 2, 4)),
        ("14 Februari", date(2026, 2, 14)),
        ("n/30", date(2026, 2, 4)),
        ("2026-02-01", date(2026, 2, 1)),
    ],
)
def test_the_answer_to_when_it_is_paid_is_the_bills_due_day(book: Book, words: str, day: date) -> None:
    sold(book, "Bu Wati", 50_000, due=words)
    with book.read() as reader:
        (bill,) = open_bills(reader)
        assert bill.due == day
        (entry,) = ledger.journal_page(reader, own(reader), JANUARY, 0, 10)
        assert entry.answers["due"] == day.isoformat()


def test_a_bill_without_a_day_has_none_and_counts_from_its_own(book: Book) -> None:
    sold(book, "Bu Wati", 50_000)
    with book.read() as reader:
        (bill,) = open_bills(reader)
        assert (bill.due, bill.counts_from) == (None, date(2026, 1, 5))


@pytest.mark.parametrize(
    ("words", "code"),
    [("5 Februari 2027", "due-far"), ("2 Januari 2026", "due-before"), ("entah", "terms-unreadable")],
)
def test_a_day_that_cannot_be_meant_is_refused_at_its_question(book: Book, words: str, code: str) -> None:
    with pytest.raises(Rejected) as caught:
        sold(book, "Bu Wati", 50_000, due=words)
    assert [(problem.code, problem.field) for problem in caught.value.problems] == [(code, "due")]
    with book.read() as reader:
        assert ledger.entry_count(reader) == 0


def test_terms_with_a_discount_make_the_bill_smaller_for_whoever_pays_in_time(book: Book) -> None:
    sold(book, "Bu Wati", 50_025, due="2/10, n/30")
    with book.read() as reader:
        (bill,) = open_bills(reader)
    assert (bill.discount, bill.discount_until, bill.due) == (Fraction(2), date(2026, 1, 15), date(2026, 2, 4))
    assert (discount_of(bill, date(2026, 1, 15)), discount_of(bill, date(2026, 1, 16))) == (1_001, 0)  # 1000,5 up
    with book.write() as tx:
        amount = int(bill.open) - 1_001
        payment = Payment(amount, date(2026, 1, 15), discount=1_001)
        pay(tx, named_party(tx, "Bu Wati"), account(tx), payment, today=TODAY)
    assert bills(book, "Bu Wati") == [(date(2026, 1, 5), 0)]
    with book.read() as reader:
        assert balance(reader, "Potongan penjualan") == 1_001


def test_another_day_can_be_agreed_on_and_taken_away(book: Book) -> None:
    sold(book, "Bu Wati", 50_000, due="minggu depan")
    with book.write() as tx:
        (bill,) = open_bills(tx)
        assert set_due(tx, bill, "25 Januari") == date(2026, 1, 25)
    with book.write() as tx:
        (bill,) = open_bills(tx)
        assert bill.due == date(2026, 1, 25)
        set_due(tx, bill, "")
        assert open_bills(tx)[0].due is None

    def agree() -> None:
        with book.write() as tx:
            set_due(tx, bill, "2028-01-01")

    assert codes(agree) == ("due-far",)


# parties


def test_nobody_is_put_into_the_book_twice_or_without_a_name(book: Book) -> None:
    with book.write() as tx:
        wati = add_party(tx, "Bu Wati", phone="0812-3456-7890")
        ujang = add_party(tx, "Pak Ujang")
        assert (wati.phone, ujang.phone) == ("6281234567890", None)

    def add(name: str, phone: str = "") -> None:
        with book.write() as tx:
            add_party(tx, name, phone=phone)

    def rename() -> None:
        with book.write() as tx:
            change_party(tx, ujang, name=" BU wati")

    assert codes(lambda: add("bu wati")) == ("party-twice",)
    assert codes(rename) == ("party-twice",)
    assert codes(lambda: add(" ")) == ("name-missing",)
    assert codes(lambda: add("Bu Nur", "tanya anaknya")) == ("phone-unreadable",)
    with book.read() as reader:
        assert [party.name for party in parties(reader)] == ["Bu Wati", "Pak Ujang"]


def test_a_new_name_keeps_her_bills_and_records_under_it_join_them(book: Book) -> None:
    sold(book, "Bu Wati", 10_000)
    with book.write() as tx:
        change_party(tx, named_party(tx, "Bu Wati"), name="Bu Wati RT 5")
    sold(book, "bu wati rt 5", 5_000, 6)
    assert [left for _, left in bills(book, "Bu Wati RT 5")] == [10_000, 5_000]


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("0812 3456 7890", "6281234567890"),
        ("+62 812-3456-7890", "6281234567890"),
        ("62 812 3456 7890", "6281234567890"),
        ("81234567890", "6281234567890"),
        ("021 8190 000", "62218190000"),
        ("", None),
    ],
)
def test_a_phone_number_gets_the_country_before_it(written: str, digits: str | None) -> None:
    assert read_phone(written) == digits


def test_erasing_somebody_takes_her_words_and_leaves_what_is_owed(book: Book) -> None:
    sold(book, "Bu Ani", 10_000, memo="untuk Bu Ani")
    sold(book, "Bu Anita", 7_000, 6)
    with book.write() as tx:
        assert erase_party(tx, named_party(tx, "Bu Ani")) == 3
    with book.read() as reader:
        assert find_party(reader, "Bu Ani") is None
        assert [party.name for party in parties(reader)] == ["Bu Anita", None]
        assert sum(bill.open for bill in open_bills(reader)) == 17_000
        assert house.check(reader).faults == ()


# taking back


def test_taking_a_payment_back_opens_its_bill_again(book: Book) -> None:
    sold(book, "Bu Wati", 50_000)
    number = paid(book, "Bu Wati", 30_000)
    with book.write() as tx:
        recording.reverse(tx, number, today=TODAY)
    assert bills(book, "Bu Wati") == [(date(2026, 1, 5), 50_000)]
    undo(book)
    assert bills(book, "Bu Wati") == [(date(2026, 1, 5), 20_000)]


def test_a_sale_that_was_paid_in_part_cannot_be_taken_back_before_its_payment(book: Book) -> None:
    number = sold(book, "Bu Wati", 50_000)
    paid(book, "Bu Wati", 30_000)

    def take_back() -> None:
        with book.write() as tx:
            recording.reverse(tx, number, today=TODAY)

    assert codes(take_back) == ("paid-already",)
    assert bills(book, "Bu Wati") == [(date(2026, 1, 5), 20_000)]


def test_what_was_paid_for_a_sale_taken_back_moves_to_her_other_bills_until_it_is_undone(
    book: Book,
) -> None:
    number = sold(book, "Bu Wati", 50_000, 4)
    sold(book, "Bu Wati", 40_000, 9)
    paid(book, "Bu Wati", 30_000)
    with book.write() as tx:
        recording.reverse(tx, number, today=TODAY)
    assert bills(book, "Bu Wati") == [(date(2026, 1, 4), 0), (date(2026, 1, 9), 10_000)]
    undo(book)
    assert bills(book, "Bu Wati") == [(date(2026, 1, 4), 20_000), (date(2026, 1, 9), 40_000)]
    undo(book)
    assert bills(book, "Bu Wati") == [(date(2026, 1, 4), 50_000), (date(2026, 1, 9), 40_000)]
    undo(book)
    undo(book)
    assert bills(book, "Bu Wati") == [(date(2026, 1, 4), 0), (date(2026, 1, 9), 0)]


def test_a_corrected_sale_keeps_what_was_paid_for_it(book: Book) -> None:
    number = sold(book, "Bu Wati", 50_000)
    paid(book, "Bu Wati", 30_000)
    with book.write() as tx:
        answers = {"amount": 45_000, "party": "Bu Wati"}
        recording.correct(tx, number, "jual_belum_dibayar", answers, today=TODAY)
        assert recording.undoable(tx).amount == 45_000
    assert bills(book, "Bu Wati") == [(date(2026, 1, 5), 0), (date(2026, 1, 5), 15_000)]
    with book.write() as tx:
        undone = recording.undo(tx, today=TODAY)
        assert (undone.act, undone.kind) == ("correct", "jual_belum_dibayar")
    assert bills(book, "Bu Wati") == [(date(2026, 1, 5), 20_000), (date(2026, 1, 5), 0)]


def test_the_position_of_a_book_whose_debts_have_no_names_is_what_it_was(book: Book) -> None:
    record(book, "saldo_awal", bon=90_000, payables=40_000)
    assert (unnamed(book), unnamed(book, SUPPLIERS)) == (90_000, 40_000)
    record(book, "bayar_utang", party="Pak Budi", amount=15_000)
    assert unnamed(book, SUPPLIERS) == 25_000
    with book.read() as reader:
        (supplier,) = [one for one in debt_accounts(reader) if one.role == SUPPLIERS]
        assert account_balance(reader, supplier) == 25_000


def test_debts_on_a_day_are_those_of_that_day(book: Book) -> None:
    sold(book, "Bu Wati", 50_000, 5)
    paid(book, "Bu Wati", 30_000, 20)
    with book.read() as reader:
        on = {day: [int(bill.open) for bill in open_bills(reader, on=date(2026, 1, day))] for day in (4, 5, 19, 20)}
    assert on == {4: [], 5: [50_000], 19: [50_000], 20: [20_000]}


def test_a_whole_file_may_pay_what_was_never_written_and_undoing_it_restores_everything(book: Book) -> None:
    sold(book, "Bu Wati", 50_000)
    with book.write() as tx:
        rows = [
            ("terima_bayar_bon", {"amount": 30_000, "party": "Bu Wati", "date": "6/1/2026"}, own(tx), "message"),
            ("terima_bayar_bon", {"amount": 25_000, "date": "7/1/2026"}, own(tx), "message"),
            ("jual_belum_dibayar", {"amount": 9_000, "party": "Bu Nur", "date": "8/1/2026"}, own(tx), "message"),
            # Paid in the file before it is sold there: all debts of an act are made first.
            ("terima_bayar_bon", {"amount": 9_000, "party": "bu nur", "date": "5/1/2026"}, own(tx), "message"),
        ]
        recording.record_many(tx, rows, today=TODAY, act="import")
    assert (bills(book, "Bu Wati")[0][1], bills(book, "Bu Nur")[0][1], unnamed(book)) == (20_000, 0, -25_000)
    undo(book)
    assert (bills(book, "Bu Wati")[0][1], bills(book, "Bu Nur")[0][1], unnamed(book)) == (50_000, 0, 0)


def test_a_journal_written_account_by_account_is_never_refused(book: Book) -> None:
    with book.write() as tx:
        place = own(tx)
        kas, bon = (ledger.find_account(tx, place, name) for name in ("Kas", "Bon pelanggan"))
        recording.record_journal(tx, place, TODAY, [(kas, 70_000), (bon, -70_000)])
    assert unnamed(book) == -70_000
    assert codes(lambda: record(book, "terima_bayar_bon", amount=1)) == ("payer-missing",)
    sold(book, "Bu Wati", 10_000)
    paid(book, "Bu Wati", 10_000)
    assert unnamed(book) == -70_000
