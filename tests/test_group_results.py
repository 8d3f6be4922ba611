"""Sharing a group's result: what the rules give whom, what is posted, what is paid out. Worked out by hand."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest

from kpmbooks import group, house, recording
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.group import GroupRules, Pool, SavingsKind
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


@pytest.fixture
def book() -> Iterator[Book]:
    """Three members; two meetings; 1.000.000 earned besides what members paid."""
    with group_book() as made:
        with made.write() as tx:
            members = [group.add_member(tx, name) for name in ("Aminah", "Dewi", "Fatimah")]
            savings = (SavingsKind("sukarela", "Tabungan", Rupiah(0), True),)
            group.decide_rules(tx, own(tx), GroupRules(START, money=True, savings=savings, pools=POOLS))
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
    with book.read() as reader, pytest.raises(Rejected):
        group.propose(reader, own(reader), JANUARY, result=Rupiah(-1))
    quiet = Period(date(2026, 2, 1), date(2026, 2, 28))
    with book.read() as reader, pytest.raises(Rejected) as caught:
        group.propose(reader, own(reader), quiet, result=Rupiah(10_000))
    assert [one.code for one in caught.value.problems] == ["share-no-base"]
