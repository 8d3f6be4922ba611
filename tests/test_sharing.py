"""Sharing a result: whatever the group, the parts add up, nobody gets more than her part, and nothing is lost."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kpmbooks.group.sharing import KEYS, Key, Member, Pool, Shared, Sharing, format_percent, share
from kpmbooks.money import LIMIT, Rupiah

amounts = st.integers(0, int(LIMIT)).map(Rupiah)
small = st.integers(0, 50).map(Rupiah)


@st.composite
def sharings(draw: st.DrawFn) -> Sharing:
    """Pools of exactly 100 %, in billionths, and members of whom the first brings something to every key."""
    cuts = sorted(draw(st.lists(st.integers(0, 100 * 10**9), max_size=7)))
    edges = [0, *cuts, 100 * 10**9]
    parts = [Fraction(after - before, 10**9) for before, after in pairwise(edges)]
    keys: list[Key] = draw(st.lists(st.sampled_from(KEYS), min_size=len(parts), max_size=len(parts)))
    bases = draw(st.sampled_from((amounts, small)))
    halves = st.integers(0, 800).map(lambda number: Fraction(number, 2))
    first = Member("anggota 0", Rupiah(1), Rupiah(1), Fraction(1))
    others = range(1, draw(st.integers(1, 40)))
    members = (first, *(Member(f"anggota {nth}", draw(bases), draw(bases), draw(halves)) for nth in others))
    pools = tuple(Pool(f"pos {number}", part, key) for number, (part, key) in enumerate(zip(parts, keys, strict=True)))
    unit = draw(st.sampled_from((1, 1, 5, 100, 500, 1_000, 50_000)))
    return Sharing(draw(amounts), pools, members, unit)


def exact(shared: Shared, number: int, member: int) -> Fraction:
    """A member's part of a pool before it is rounded down, from the pool's amount."""
    sharing, pool = shared.sharing, shared.pools[number]
    weights = {
        "equal": [Fraction(1) for _ in sharing.members],
        "attendance": [one.attendance or Fraction(0) for one in sharing.members],
        "savings": [Fraction(int(one.savings or 0)) for one in sharing.members],
        "transactions": [Fraction(int(one.transactions or 0)) for one in sharing.members],
    }[pool.pool.key]
    return int(pool.amount) * weights[member] / sum(weights)


@given(sharings())
def test_the_pools_take_the_whole_result_each_within_a_rupiah_of_its_percentage(sharing: Sharing) -> None:
    shared = share(sharing)
    assert sum(pool.amount for pool in shared.pools) == sharing.result
    for pool in shared.pools:
        assert abs(int(pool.amount) - int(sharing.result) * pool.pool.percent / 100) < 1


@given(sharings())
def test_shares_and_what_stays_make_the_pool_and_no_share_is_rounded_by_a_whole_unit(sharing: Sharing) -> None:
    shared = share(sharing)
    for number, pool in enumerate(shared.pools):
        assert sum(pool.shares) + pool.residual == pool.amount
        assert len(pool.shares) == (0 if pool.pool.key == "none" else len(sharing.members))
        for member, one in enumerate(pool.shares):
            assert int(one) % sharing.unit == 0
            assert 0 <= exact(shared, number, member) - int(one) < sharing.unit
    assert sum(shared.totals()) + sum(pool.residual for pool in shared.pools) == sharing.result


@given(sharings())
def test_in_which_order_members_are_named_makes_no_difference(sharing: Sharing) -> None:
    turned = Sharing(sharing.result, sharing.pools, sharing.members[::-1], sharing.unit)
    assert share(turned).totals() == share(sharing).totals()[::-1]


@given(st.integers(-(10**12), 10**12))
def test_a_percentage_is_written_with_all_its_digits(billionths: int) -> None:
    text = format_percent(Fraction(billionths, 10**9))
    assert Fraction(text.replace(".", "").replace(",", ".").replace("−", "-")) == Fraction(billionths, 10**9)
