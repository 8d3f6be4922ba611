"""Sharing a group's result: what the rules give whom, what is posted, what is paid out. Worked out by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from kpmbooks import group, house, recording
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.group import GroupRules, Pool, SavingsKind, results
from kpmbooks.group.sharing import Rest
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected
from tests.books import JANUARY, START, TODAY, balance, own
from tests.books import group as group_book

POOLS = (
    Pool("Anggota rata", Fraction(30), "equal"),
    Pool("Anggota menurut kehadiran", Fraction(20), "attendance"),
    Pool("Anggota menurut tabungan", Fraction(10), "savings"),
    Pool("Cadangan modal", Fraction(25), "none"),
    Pool("IKS", Fraction(15), "none"),
)

SAVINGS = (SavingsKind("sukarela", "Tabungan", Rupiah(0), True),)


@pytest.fixture
def book() -> Iterator[Book]:
    """Three members; two meetings; 1.000.000 earned besides what members paid."""
    with group_book() as made:
        with made.write() as tx:
            members = [group.add_member(tx, name) for name in ("Aminah", "Dewi", "Fatimah")]
            group.decide_rules(tx, own(tx), GroupRules(START, money=True, savings=SAVINGS, pools=POOLS))
            for day, present in ((5, (1, 1, 0)), (12, (1, 0, 0))):
                meeting = group.open_meeting(tx, own(tx), date(2026, 1, day))
                for member, came, saved in zip(members, present, (20_000, 10_000, 20_000), strict=True):
                    group.write_cells(tx, meeting, member, {"present": came, "savings:sukarela": saved})
                group.close_meeting(tx, own(tx), meeting)
            recording.record(tx, "jual_tunai", {"amount": 1_000_000}, ledger=own(tx), today=TODAY)
        yield made


def post(book: Book, what: group.Proposal, meeting: int = 0) -> None:
    with book.write() as tx:
        group.post_result(tx, own(tx), what, day=TODAY, meeting=meeting)


def pay(book: Book, name: str, amount: int) -> None:
    with book.write() as tx:
        recording.record(tx, "bayar_bagi_hasil", {"amount": amount, "party": name}, ledger=own(tx), today=TODAY)


def proposal(book: Book, unit: int = 1) -> group.Proposal:
    with book.read() as reader:
        return group.propose(reader, own(reader), JANUARY, unit=unit)


def test_each_key_gives_what_it_says(book: Book) -> None:
    shared = proposal(book).shared
    assert [int(pool.amount) for pool in shared.pools] == [300_000, 200_000, 100_000, 250_000, 150_000]
    # Alike; two, one and no meeting of three; 40.000, 20.000 and 40.000 saved of 100.000.
    assert [int(one) for one in shared.pools[0].shares] == [100_000, 100_000, 100_000]
    assert [int(one) for one in shared.pools[1].shares] == [133_333, 66_666, 0]
    assert [int(one) for one in shared.pools[2].shares] == [40_000, 20_000, 40_000]
    assert [int(one) for one in shared.totals()] == [273_333, 186_666, 140_000]
    assert int(shared.pools[1].residual) == 1


def test_posting_owes_each_member_her_part_and_keeps_the_rest(book: Book) -> None:
    post(book, proposal(book, 1_000), meeting=2)
    with book.read() as reader:
        owed = {member: int(sums["share"]) for member, sums in group.member_sums(reader).items()}
        assert list(owed.values()) == [273_000, 186_000, 140_000]
        assert balance(reader, "Bagi hasil belum dibayar") == -599_000
        assert balance(reader, "Cadangan modal") == -250_000
        assert balance(reader, "Kas IKS") == 150_000
        assert house.check(reader).faults == ()
    pay(book, "dewi", 186_000)
    with pytest.raises(Rejected) as caught:
        pay(book, "dewi", 1_000)
    assert caught.value.problems[0].code == "share-paid-too-much"
    with book.read() as reader:
        assert balance(reader, "Bagi hasil belum dibayar") == -413_000
        assert house.check(reader).faults == ()


def test_a_period_is_shared_once_unless_that_was_undone(book: Book) -> None:
    post(book, proposal(book))
    again = Period(date(2026, 1, 10), date(2026, 1, 31))
    with book.read() as reader:
        late = group.propose(reader, own(reader), again, result=Rupiah(10_000))
    with pytest.raises(Rejected) as caught:
        post(book, late)
    assert caught.value.problems[0].code == "shared-already"
    with book.write() as tx:
        recording.undo(tx, today=TODAY)
    with book.read() as reader:
        assert group.results_shared(reader, own(reader)) == ()
        assert not any(sums.get("share") for sums in group.member_sums(reader).values())
    post(book, late)


def test_a_loss_and_a_part_that_nobody_has_a_base_for_are_refused(book: Book) -> None:
    with book.read() as reader, pytest.raises(Rejected) as caught:
        group.propose(reader, own(reader), JANUARY, result=Rupiah(-1))
    assert refused(caught) == ["share-loss"]
    quiet = Period(date(2026, 1, 13), TODAY)  # the sale, and no meeting
    with book.read() as reader, pytest.raises(Rejected) as caught:
        group.propose(reader, own(reader), quiet, result=Rupiah(10_000))
    assert refused(caught) == ["share-no-base"]


def refused(caught: pytest.ExceptionInfo[Rejected]) -> list[str]:
    return [one.code for one in caught.value.problems]


def test_less_than_was_earned_may_be_shared_but_never_more(book: Book) -> None:
    with book.read() as reader:
        low = group.propose(reader, own(reader), JANUARY, result=Rupiah(100_000))
        assert int(low.to_members) == 59_999  # 30 % and 10 % whole; 20 % by two and one of three meetings leaves 1
        with pytest.raises(Rejected) as caught:
            group.propose(reader, own(reader), JANUARY, result=Rupiah(1_000_001))
    assert refused(caught) == ["share-more"]
    assert caught.value.problems[0].params["left"] == 1_000_000


def test_what_was_shared_by_hand_before_is_not_shared_again(book: Book) -> None:
    with book.write() as tx:
        recording.record(tx, "bagi_hasil", {"amount": 150_000}, ledger=own(tx), today=TODAY)
        recording.record(tx, "sisihkan_iks", {"amount": 50_000}, ledger=own(tx), today=TODAY)
    with book.read() as reader:
        told = group.earned(reader, own(reader), JANUARY)
        assert (int(told.net), int(told.taken), int(told.left)) == (1_000_000, 200_000, 800_000)
        assert int(group.propose(reader, own(reader), JANUARY).shared.sharing.result) == 800_000
    with book.write() as tx:
        recording.undo(tx, today=TODAY)
    with book.read() as reader:
        assert int(group.earned(reader, own(reader), JANUARY).left) == 850_000


def test_the_part_for_the_solidarity_fund_needs_its_money_in_cash(book: Book) -> None:
    with book.write() as tx:
        recording.record(
            tx, "pindah_uang", {"amount": 900_000, "from": "kas", "to": "bank"}, ledger=own(tx), today=TODAY
        )
    told = proposal(book)
    with pytest.raises(Rejected) as caught:
        post(book, told)  # 150.000 for the IKS, 100.000 in the box
    assert refused(caught) == ["share-no-cash"]
    assert (caught.value.problems[0].params["amount"], caught.value.problems[0].params["left"]) == (150_000, 100_000)
    with book.write() as tx:
        bank = next(one for one, _ in results.boxes_for_solidarity(tx, own(tx), TODAY) if one.role == "bank")
        group.post_result(tx, own(tx), told, day=TODAY, box=bank)
    with book.read() as reader:
        assert (balance(reader, "Bank"), balance(reader, "Kas"), balance(reader, "Kas IKS")) == (
            750_000, 100_000, 150_000,
        )  # fmt: skip


def test_savings_and_members_are_those_of_the_last_day_of_the_period(book: Book) -> None:
    february = date(2026, 2, 10)
    with book.write() as tx:
        recording.record(tx, "tabungan_keluar", {"amount": 40_000, "party": "Aminah"}, ledger=own(tx), today=february)
        dewi = group.members_of(tx)[1]
        group.leave_group(tx, dewi, february)
    shared = proposal(book).shared
    assert [int(one) for one in shared.pools[2].shares] == [40_000, 20_000, 40_000]
    with book.write() as tx:
        group.change_member(tx, group.members_of(tx)[1], {"left": "2026-01-20"})
    with book.read() as reader:
        assert [one.name for one in group.left_within(reader, JANUARY)] == ["Dewi"]
        without = group.propose(reader, own(reader), JANUARY)
        assert [one.name for one in without.members] == ["Aminah", "Fatimah"]
        assert [int(one) for one in without.shared.pools[0].shares] == [150_000, 150_000]
        with_her = group.propose(reader, own(reader), JANUARY, also=[2])
        assert [int(one) for one in with_her.shared.totals()] == [273_333, 186_666, 140_000]


def test_a_result_is_not_shared_before_its_months_are_over_nor_by_a_meeting_that_was_not(book: Book) -> None:
    told = proposal(book)
    with book.write() as tx, pytest.raises(Rejected) as caught:
        group.post_result(tx, own(tx), told, day=date(2026, 1, 30), meeting=3)
    # The sale of the 31st is in no box on the 30th.
    assert refused(caught) == ["share-early", "share-meeting", "share-no-cash"]


def test_a_result_that_became_smaller_since_it_was_looked_at_is_not_posted(book: Book) -> None:
    told = proposal(book)
    with book.write() as tx:
        recording.record(tx, "gas_listrik_air", {"amount": 1_000}, ledger=own(tx), today=TODAY)
    with pytest.raises(Rejected) as caught:
        post(book, told)
    assert refused(caught) == ["share-more"]


def test_a_part_by_transactions_asks_for_those_of_everybody(book: Book) -> None:
    pools = (Pool("Jasa usaha", Fraction(60), "transactions"), Pool("Cadangan", Fraction(40), "none"))
    with book.write() as tx:
        group.decide_rules(tx, own(tx), GroupRules(date(2026, 1, 12), money=True, savings=SAVINGS, pools=pools))
        with pytest.raises(Rejected) as caught:
            group.propose(tx, own(tx), JANUARY, transactions={1: Rupiah(300_000), 2: Rupiah(0)})
        assert [(one.code, one.params["name"]) for one in caught.value.problems] == [("share-unknown", "Fatimah")]
        sold = {1: Rupiah(300_000), 2: Rupiah(0), 3: Rupiah(100_000)}
        told = group.propose(tx, own(tx), JANUARY, transactions=sold)
    # 600.000 in the proportion of 300.000, nothing and 100.000.
    assert [int(one) for one in told.shared.totals()] == [450_000, 0, 150_000]


def test_what_was_shared_is_kept_to_the_rupiah(book: Book) -> None:
    told = proposal(book, 500)
    post(book, told, meeting=2)
    with book.read() as reader:
        kept = group.results_shared(reader, own(reader))[0]
    assert (kept.day, kept.meeting, kept.proposal.period) == (TODAY, 2, JANUARY)
    assert kept.proposal.shared.totals() == told.shared.totals()
    assert [pool.amount for pool in kept.proposal.shared.pools] == [pool.amount for pool in told.shared.pools]
    # 133.333 and 66.666 rounded down to 500, and the rupiah that was left of them.
    assert int(kept.proposal.stays) == int(told.stays) == 333 + 166 + 1
    assert [int(one.savings or 0) for one in kept.proposal.shared.sharing.members] == [40_000, 20_000, 40_000]


@pytest.mark.parametrize(
    ("rest", "reserve", "solidarity"),
    [("group", 250_000, 150_000), ("reserve", 250_500, 150_000), ("solidarity", 250_000, 150_500)],
)
def test_what_rounding_leaves_goes_where_the_rules_say(book: Book, rest: Rest, reserve: int, solidarity: int) -> None:
    with book.write() as tx:
        rules = group.rules_of(tx, own(tx), TODAY)
        group.decide_rules(tx, own(tx), replace(rules, since=TODAY, rest=rest))
    told = proposal(book, 500)  # 333, 166 and the 1 that two and one of three meetings leave
    post(book, told)
    with book.read() as reader:
        assert balance(reader, "Bagi hasil belum dibayar") == -599_500
        assert balance(reader, "Cadangan modal") == -reserve
        assert balance(reader, "Kas IKS") == solidarity
        assert group.results_shared(reader, own(reader))[0].proposal.rest == rest
        assert house.check(reader).faults == ()


def test_each_is_paid_by_name_until_nobody_is_owed_anything(book: Book) -> None:
    post(book, proposal(book, 1_000))
    with book.write() as tx:
        owed = group.shares_owed(tx)
        assert [(one.name, int(amount)) for one, amount in owed] == [
            ("Aminah", 273_000), ("Dewi", 186_000), ("Fatimah", 140_000),
        ]  # fmt: skip
        group.pay_share(tx, own(tx), owed[0][0], day=TODAY)
        group.pay_share(tx, own(tx), owed[1][0], day=TODAY, amount=Rupiah(86_000))
        with pytest.raises(Rejected):
            group.pay_share(tx, own(tx), owed[1][0], day=TODAY, amount=Rupiah(100_001))
        with pytest.raises(Rejected):
            group.pay_share(tx, own(tx), owed[0][0], day=TODAY)
    with book.read() as reader:
        assert [int(amount) for _, amount in group.shares_owed(reader)] == [100_000, 140_000]
        assert balance(reader, "Bagi hasil belum dibayar") == -240_000
        assert house.check(reader).faults == ()
    with book.write() as tx:
        recording.undo(tx, today=TODAY)
    with book.read() as reader:
        assert int(group.shares_owed(reader)[0][1]) == 186_000


def test_who_is_owed_a_part_is_paid_even_after_her_name_was_erased(book: Book) -> None:
    post(book, proposal(book, 1_000))
    with book.write() as tx:
        group.erase_member(tx, group.members_of(tx)[0])
    with book.write() as tx:
        member, amount = group.shares_owed(tx)[0]
        assert (member.name, int(amount)) == (None, 273_000)
        group.pay_share(tx, own(tx), member, day=TODAY)
    with book.read() as reader:
        assert len(group.shares_owed(reader)) == 2
        assert house.check(reader).faults == ()


def test_who_leaves_is_told_of_her_part(book: Book) -> None:
    post(book, proposal(book, 1_000))
    with book.read() as reader:
        told = group.leaving_of(reader, own(reader), group.members_of(reader)[1], TODAY)
    assert [int(amount) for _, amount in told.savings] == [20_000, 186_000]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("IKS", "sisihkan_iks"), ("Dana sosial", "sisihkan_iks"), ("Cadangan modal", "sisihkan_cadangan"),
        ("Kas kelompok", None), ("Refleksi", None), ("Biaya transportasi sosialisasi", None),
    ],
)  # fmt: skip
def test_a_part_that_nobody_shares_is_kept_by_its_name(name: str, kind: str | None) -> None:
    assert results.kept_by(Pool(name, Fraction(10), "none")) == kind
    assert results.kept_by(Pool(name, Fraction(10), "equal")) is None
