"""The campaign of groups that share and of broken files, sampled: the same seeded ones at every run."""

import random
from fractions import Fraction

from kpmbooks.group.sharing import Member, Pool, PoolShared, Shared, Sharing, share
from kpmbooks.money import Rupiah
from tests.campaign import share_files as campaign


def test_whole_groups_share_as_reckoned_elsewhere_and_no_broken_file_brings_a_wrong_share() -> None:
    for kind, figures in campaign.run(1, 400).items():
        assert figures["faults"] == [], kind
        assert figures["files"] == 400
    assert figures["shared"] > 20
    assert len(figures["problems"]) > 15


def test_the_campaign_notices_a_share_that_is_wrong_and_a_rupiah_that_is_lost() -> None:
    told = {"result": 10, "pools": [{"name": "A", "percent": 100, "key": "equal"}], "members": [{}, {}, {}]}
    pool = Pool("A", Fraction(100), "equal")
    right = share(Sharing(Rupiah(10), (pool,), (Member("a"), Member("b"), Member("c"))))
    assert campaign._wrong(told, 1, right) is None
    for shares, amount in (((4, 3, 3), 10), ((3, 3, 3), 9)):
        wrong = Shared(right.sharing, (PoolShared(pool, Rupiah(amount), tuple(map(Rupiah, shares))),))
        assert campaign._wrong(told, 1, wrong)


def test_the_groups_of_the_campaign_are_as_different_as_real_ones() -> None:
    chance = random.Random(2)
    groups = [campaign.some_group(chance) for _nth in range(50)]
    assert {pool["key"] for group in groups for pool in group["pools"]} == set(campaign.KEYS)
    assert len({len(group["members"]) for group in groups}) > 5
