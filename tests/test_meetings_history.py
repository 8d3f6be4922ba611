"""Over random groups box, funds, accounts and every member's book say the same as a plain reckoning beside them."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpmbooks import group, house, ledger
from kpmbooks.book import Book
from kpmbooks.group.handover import handovers_of
from kpmbooks.money import Rupiah
from tests import books
from tests.books import START, own
from tests.meetings import RULES
from tests.random_groups import LATEST, Reckoning, live


def compare(book: Book, kept: Reckoning) -> None:
    with book.read() as reader:
        assert house.check(reader).ok
        place = own(reader)
        posted = ledger.sums_through(reader, place.id, LATEST)
        roles = {one.role: int(posted[one.id].net) if one.id in posted else 0 for one in ledger.accounts(reader, place)}
        assert int(group.box_before(reader, place, LATEST)) == kept.box
        savings = sum(amount for (_member, purse), amount in kept.purses.items() if purse == "savings:sukarela")
        solidarity = sum(amount for (_member, purse), amount in kept.purses.items() if purse == "iks")
        dues = sum(amount for (_member, purse), amount in kept.purses.items() if purse == "dues")
        charge = sum(amount for (_member, purse), amount in kept.purses.items() if purse == "charge")
        assert roles["tabungan_anggota"] == -savings == -roles["kas_tabungan"]
        assert roles["dana_iks"] == -solidarity == -roles["kas_iks"]
        assert roles["iuran_anggota"] == -dues
        assert roles["jasa_pinjaman"] == -charge
        assert roles["pinjaman_diberikan"] == sum(loan[2] for loan in kept.loans)
        assert roles["kas"] == kept.box - savings - solidarity
        assert int(group.to_ask_again(reader, place, LATEST)) == kept.lost
        members = group.members_of(reader)
        sums = group.member_sums(reader)
        for member in members:
            expected = {purse: amount for (who, purse), amount in kept.purses.items() if who == member.id and amount}
            owed = sum(loan[2] for loan in kept.loans if loan[0] == member.id)
            if owed:
                expected["loan"] = owed
            assert {purse: int(amount) for purse, amount in sums.get(member.id, {}).items()} == expected
            for purse, amount in expected.items():
                assert int(group.passbook(reader, member, purse)[-1].balance) == amount
        standing = sorted((loan.member, int(loan.amount), int(loan.left)) for loan in group.loans_of(reader))
        assert standing == sorted((loan[0], loan[1], loan[2]) for loan in kept.loans if loan[2])
        last = group.meetings_of(reader, place)[0]
        assert int(group.box_now(reader, place, last)) == kept.box


sizes = st.tuples(st.integers(3, 40), st.integers(1, 60)).filter(lambda size: size[0] * size[1] <= 120)


@settings(max_examples=20)
@given(sizes, st.integers(0, 2**32))
def test_box_funds_accounts_and_every_members_book_agree(size: tuple[int, int], seed: int) -> None:
    with books.group() as book:
        compare(book, live(book, *size, Random(seed), corrected=True))


@pytest.mark.parametrize(("members", "meetings"), [(3, 60), (40, 60)])
def test_a_large_group_and_one_of_many_meetings_agree_too(members: int, meetings: int) -> None:
    with books.group() as book:
        compare(book, live(book, members, meetings, Random(5), corrected=True))
        with book.read() as reader:
            assert members < 4 or handovers_of(reader, own(reader))


def test_nothing_of_a_first_closing_is_left_after_the_second() -> None:
    with books.group() as book:
        books.record(book, "saldo_awal", cash=1_000_000, date=START)
        with book.write() as tx:
            group.decide_rules(tx, own(tx), RULES)
            first = group.add_member(tx, "Ibu Aminah")
        with book.write() as tx:
            meeting = group.open_meeting(tx, own(tx), START)
            group.write_cells(tx, meeting, first, {"savings:sukarela": 10_000, "new_loan": 50_000})
            meeting = group.close_meeting(tx, own(tx), meeting)
        with book.write() as tx:
            meeting = group.reopen_meeting(tx, own(tx), meeting, today=START)
            group.write_cells(tx, meeting, first, {"savings:sukarela": 20_000, "new_loan": None})
            group.close_meeting(tx, own(tx), meeting)
        with book.read() as reader:
            assert group.member_sums(reader) == {first.id: {"savings:sukarela": Rupiah(20_000)}}
            assert group.loans_of(reader) == ()
            assert group.box_before(reader, own(reader), START) == 1_020_000
            assert len(group.passbook(reader, first, "savings:sukarela")) == 1
