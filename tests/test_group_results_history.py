"""Whatever a group earned, saved and decided: parts make the result, shares make the account, and paid is paid."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as some

from kpmbooks import group, house, recording
from kpmbooks.group import Pool
from kpmbooks.group.sharing import KEYS
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected
from tests import meetings
from tests.books import JANUARY, TODAY, balance, own


@settings(max_examples=12, deadline=None)
@given(
    count=some.integers(3, 8),
    sold=some.integers(0, 5_000_000),
    cuts=some.lists(some.integers(1, 99), min_size=1, max_size=4, unique=True),
    keys=some.lists(some.sampled_from([key for key in KEYS if key != "transactions"]), min_size=5, max_size=5),
    away=some.sets(some.integers(0, 7), max_size=4),
    unit=some.sampled_from([1, 100, 1_000]),
    paid=some.sets(some.integers(0, 7)),
)
def test_parts_make_the_result_and_shares_their_account(
    count: int, sold: int, cuts: list[int], keys: list[str], away: set[int], unit: int, paid: set[int]
) -> None:
    edges = [0, *sorted(cuts), 100]
    names = ("Anggota", "Cadangan modal", "IKS", "Pengurus", "Kelompok")
    pools = tuple(
        Pool(names[nth], Fraction(last - first), next(key for key in KEYS if key == keys[nth]))
        for nth, (first, last) in enumerate(pairwise(edges))
    )
    with meetings.with_members(count) as book:
        with book.write() as tx:
            group.decide_rules(tx, own(tx), replace(meetings.RULES, pools=pools))
            if sold:
                recording.record(tx, "jual_tunai", {"amount": sold}, ledger=own(tx), today=TODAY)
        meetings.hold(book, date(2026, 1, 12), absent=[f"Ibu {meetings.NAMES[nth]}" for nth in away])
        told: group.Proposal | None = None
        refused: set[str] = set()
        with book.write() as tx:
            try:
                told = group.propose(tx, own(tx), JANUARY, unit=unit)
                group.post_result(tx, own(tx), told, day=TODAY)
            except Rejected as rejected:
                refused = {one.code for one in rejected.problems}
        assert refused <= {"share-no-base", "share-nothing"}
        if refused or told is None:
            return
        assert sum(int(pool.amount) for pool in told.shared.pools) == int(told.net)
        residuals = sum(int(pool.residual) for pool in told.shared.pools)
        assert sum(map(int, told.shared.totals())) + residuals == int(told.net)
        with book.write() as tx:
            owed = group.shares_owed(tx)
            for nth, (member, _amount) in enumerate(owed):
                if nth in paid:
                    group.pay_share(tx, own(tx), member, day=TODAY)
        left = sum(int(amount) for nth, (_member, amount) in enumerate(owed) if nth not in paid)
        with book.read() as reader:
            account = balance(reader, "Bagi hasil belum dibayar") if told.to_members else 0
            assert -account == left == sum(int(amount) for _member, amount in group.shares_owed(reader))
            assert house.check(reader).faults == ()
            assert group.results_shared(reader, own(reader))[0].proposal.shared.totals() == told.shared.totals()
            assert Rupiah(0) <= group.earned(reader, own(reader), JANUARY).left == told.net
