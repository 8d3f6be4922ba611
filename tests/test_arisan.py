"""Arisan: the same from everybody, each draws once, by hand or by a chance that anybody can work out again."""

import hashlib
from collections.abc import Iterator
from datetime import date

import pytest

from kpmbooks import group, ledger
from kpmbooks.book import Book
from kpmbooks.group import arisan
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected
from tests import meetings
from tests.books import START, TODAY, own


@pytest.fixture
def book() -> Iterator[Book]:
    with meetings.with_members(4) as made:
        yield made


def begin(book: Book, count: int = 4, amount: int = 50_000, winners: int = 1) -> arisan.Arisan:
    with book.write() as tx:
        members = group.members_of(tx)[:count]
        return arisan.begin_arisan(tx, own(tx), "Arisan Melati", Rupiah(amount), members, since=START, winners=winners)


def test_everybody_draws_once_and_then_it_is_over(book: Book) -> None:
    one = begin(book)
    assert int(one.pot) == 200_000
    with book.write() as tx:
        for turn, waiting in ((1, 4), (2, 3), (3, 2), (4, 1)):
            now = arisan.arisans_of(tx, own(tx))[0]
            assert (now.turn, len(now.waiting)) == (turn, waiting)
            arisan.draw(tx, own(tx), now, day=TODAY, member=now.waiting[-1])
        over = arisan.arisans_of(tx, own(tx))[0]
        assert [one.member.name for one in over.draws] == ["Ibu Hartini", "Ibu Fatimah", "Ibu Dewi", "Ibu Aminah"]
        assert not over.is_open
        with pytest.raises(Rejected) as caught:
            arisan.draw(tx, own(tx), over, day=TODAY, seed="7")
    assert caught.value.problems[0].code == "arisan-over"


def test_a_draw_by_chance_is_what_its_seed_says_and_nothing_else(book: Book) -> None:
    one = begin(book)
    # Worked out here again: the first throw of "anggrek 7" among four who wait, the second among the three left.
    first = int(hashlib.sha256(b"anggrek 7:1").hexdigest(), 16) % 4
    second = int(hashlib.sha256(b"anggrek 7:2").hexdigest(), 16) % 3
    names = ["Ibu Aminah", "Ibu Dewi", "Ibu Fatimah", "Ibu Hartini"]
    with book.write() as tx:
        drawn = [arisan.draw(tx, own(tx), one, day=TODAY, seed=" anggrek  7 ") for _ in range(2)]
    wanted = [names.pop(first), names.pop(second)]
    assert [one.member.name for one in drawn] == wanted
    assert {one.seed for one in drawn} == {"anggrek 7"}
    with book.write() as tx, pytest.raises(Rejected) as caught:
        arisan.draw(tx, own(tx), one, day=TODAY)
    assert caught.value.problems[0].code == "arisan-seed"


def test_chance_favours_nobody(book: Book) -> None:
    one = begin(book)
    found = [arisan.chosen(one, str(seed)) for seed in range(4_000)]
    # Four members, 4.000 seeds: about 1.000 each, and never as far off as 150 (five deviations).
    assert all(abs(found.count(member) - 1_000) < 150 for member in one.members)


def test_nobody_draws_twice_or_before_the_last_draw(book: Book) -> None:
    one = begin(book)
    with book.write() as tx:
        arisan.draw(tx, own(tx), one, day=date(2026, 1, 20), member=one.members[0])
        for day, member, code in ((TODAY, 0, "arisan-drawn"), (date(2026, 1, 19), 1, "arisan-day")):
            with pytest.raises(Rejected) as caught:
                arisan.draw(tx, own(tx), one, day=day, member=one.members[member])
            assert caught.value.problems[0].code == code
        back = arisan.take_back_draw(tx, own(tx), one)
        assert (len(back.waiting), back.draws) == (4, ())


def test_two_may_draw_at_each_turn_and_share_the_pot(book: Book) -> None:
    one = begin(book, winners=2)
    assert int(one.pot) == 100_000
    with book.write() as tx:
        for member in one.members[:3]:
            arisan.draw(tx, own(tx), one, day=TODAY, member=member)
        assert [draw.turn for draw in arisan.arisans_of(tx, own(tx))[0].draws] == [1, 1, 2]


@pytest.mark.parametrize(
    ("count", "amount", "winners", "code"),
    [
        (1, 50_000, 1, "arisan-members"),
        (4, 0, 1, "arisan-amount"),
        (4, 50_000, 3, "arisan-winners"),
        (4, 50_000, 0, "arisan-winners"),
    ],
)
def test_what_cannot_come_out_even_is_refused(book: Book, count: int, amount: int, winners: int, code: str) -> None:
    with pytest.raises(Rejected) as caught:
        begin(book, count, amount, winners)
    assert [one.code for one in caught.value.problems] == [code]


def test_an_arisan_moves_no_account_and_may_end_early(book: Book) -> None:
    with book.read() as reader:
        before = ledger.entry_count(reader)
    one = begin(book)
    with book.write() as tx:
        arisan.draw(tx, own(tx), one, day=TODAY, member=one.members[0])
        ended = arisan.end_arisan(tx, own(tx), one, TODAY)
        assert not ended.is_open
        assert arisan.end_arisan(tx, own(tx), one, None).is_open
    with book.read() as reader:
        assert ledger.entry_count(reader) == before
        assert group.member_sums(reader) == {}
