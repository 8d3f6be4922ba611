"""Sharing a result: pools in percent, each shared by a key, and what rounding leaves of it.

Nothing is a fraction of a rupiah: the pools take the whole result between them, shares are rounded down to a unit, and
what that leaves is the pool's residual, which is nobody's. Who decided so, and what is paid out and posted,
is not said here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Literal, get_args

from kpmbooks.money import Rupiah, allocate
from kpmbooks.problems import N_, Problem, Rejected

Key = Literal["equal", "attendance", "savings", "transactions", "none"]
"""By what a pool is shared: alike, by days or meetings attended, by what was saved, by what was bought or brought in.
``none``: it stays with the group."""

KEYS: tuple[Key, ...] = get_args(Key)

Rest = Literal["group", "solidarity", "reserve"]
"""Where what rounding leaves goes: it stays in the box of the group, to its solidarity fund, or to its reserve."""

RESTS: tuple[Rest, ...] = get_args(Rest)

WHOLE = Fraction(100)
"""Percent; printed lists of 105 % exist."""

_NONE = Rupiah(0)


@dataclass(frozen=True, slots=True)
class Pool:
    """A part of the result: ``percent`` of it, shared by ``key``."""

    name: str
    percent: Fraction
    key: Key


@dataclass(frozen=True, slots=True)
class Member:
    """What a member brings to each key; None is not known, which is not zero.

    ``attendance`` in days or meetings, halves included; the others in rupiah.
    """

    name: str
    savings: Rupiah | None = None
    transactions: Rupiah | None = None
    attendance: Fraction | None = None

    def brings(self, key: Key) -> Fraction | None:
        """The member's weight in a pool with that key."""
        match key:
            case "equal":
                return Fraction(1)
            case "attendance":
                return self.attendance
            case "savings":
                return None if self.savings is None else Fraction(int(self.savings))
            case "transactions":
                return None if self.transactions is None else Fraction(int(self.transactions))
            case "none":
                return Fraction(0)


@dataclass(frozen=True, slots=True)
class Sharing:
    """What is to be shared and how. ``unit``: shares are rounded down to a multiple of so many rupiah."""

    result: Rupiah
    pools: tuple[Pool, ...]
    members: tuple[Member, ...] = ()
    unit: int = 1


@dataclass(frozen=True, slots=True)
class PoolShared:
    """A pool's ``amount`` and each member's share of it, in the members' order; none where it stays with the group."""

    pool: Pool
    amount: Rupiah
    shares: tuple[Rupiah, ...]

    @property
    def residual(self) -> Rupiah:
        """What stays with the group: all of a pool that nobody shares, else what rounding down leaves."""
        return self.amount - sum(self.shares, _NONE)


@dataclass(frozen=True, slots=True)
class Shared:
    """A result that is shared: every pool, in the order in which they were named."""

    sharing: Sharing
    pools: tuple[PoolShared, ...]

    def totals(self) -> tuple[Rupiah, ...]:
        """What each member gets out of all pools, in the members' order."""
        given = [pool.shares for pool in self.pools if pool.shares]
        return tuple(sum((shares[nth] for shares in given), _NONE) for nth in range(len(self.sharing.members)))


def share(sharing: Sharing) -> Shared:
    """Share a result; raises ``Rejected`` with everything that keeps it from being shared.

    Where a percentage of the result is no whole rupiah, the odd ones go to the pools with the largest remainders.
    """
    if found := tuple(_problems(sharing)):
        raise Rejected(found)
    scale = lcm(*(pool.percent.denominator for pool in sharing.pools))
    amounts = allocate(sharing.result, [int(pool.percent * scale) for pool in sharing.pools])
    return Shared(
        sharing,
        tuple(
            PoolShared(pool, amount, _shares(pool, amount, sharing))
            for pool, amount in zip(sharing.pools, amounts, strict=True)
        ),
    )


def _shares(pool: Pool, amount: Rupiah, sharing: Sharing) -> tuple[Rupiah, ...]:
    if pool.key == "none":
        return ()
    brought = [member.brings(pool.key) or Fraction(0) for member in sharing.members]
    scale = lcm(*(one.denominator for one in brought))
    weights = [int(one * scale) for one in brought]
    steps = sum(weights) * sharing.unit
    return tuple(Rupiah(int(amount) * weight // steps * sharing.unit) for weight in weights)


def place(part: str, number: int, key: str = "") -> str:
    """Where something stands, as a person counts: ``pools 2 percent``."""
    return f"{part} {number} {key}".rstrip()


def _problems(sharing: Sharing) -> Iterator[Problem]:
    if sharing.unit < 1:
        yield Problem("share-round", N_("Shares are rounded down to one rupiah or more. Write 1 or more."), {}, "round")
    yield from result_problems(sharing.result)
    yield from pool_problems(sharing.pools)
    yield from _twice("members", [member.name for member in sharing.members])
    yield from _base_problems(sharing)


def result_problems(result: Rupiah) -> Iterator[Problem]:
    """Why this cannot be shared out, whatever the rules."""
    if result < 0:
        message = N_("A loss cannot be shared out. Decide in a meeting how the group bears it.")
        yield Problem("share-loss", message, {}, "result")


def pool_problems(pools: Sequence[Pool]) -> Iterator[Problem]:
    """Why these parts make no rule, whoever is there to share: their percentages and their names."""
    for number, pool in enumerate(pools, 1):
        if pool.percent < 0:
            message = N_("The part {pool} has a percentage below zero. Write zero or more.")
            yield Problem("share-percent-negative", message, {"pool": pool.name}, place("pools", number, "percent"))
    total = sum((pool.percent for pool in pools), Fraction(0))
    if not pools:
        message = N_("No parts are named. Say into which parts the result is divided; together they are 100 %.")
        yield Problem("share-no-pools", message, {}, "pools")
    elif total != WHOLE:
        message = N_("The parts add up to {sum} %, not to 100 %. Change them until they are exactly 100 %.")
        yield Problem("share-not-100", message, {"sum": format_percent(total)}, "pools")
    yield from _twice("pools", [pool.name for pool in pools])


def _twice(part: str, names: Sequence[str]) -> Iterator[Problem]:
    said = set()
    for number, name in enumerate(names, 1):
        key = " ".join(name.casefold().split())
        if key in said:
            message = N_("{name} stands there twice. Leave one out, or add something that tells the two apart.")
            yield Problem(f"share-{part[:-1]}-twice", message, {"name": name}, place(part, number, "name"))
        said.add(key)


def _base_problems(sharing: Sharing) -> Iterator[Problem]:
    used = {pool.key for pool in sharing.pools}
    if used - {"none"} and not sharing.members:
        message = N_("Nobody is there to share with. Name the members, or let every part stay with the group.")
        yield Problem("share-no-members", message, {}, "members")
        return
    bases: dict[Key, Fraction] = {}
    for key in KEYS:
        brought = [member.brings(key) for member in sharing.members]
        found = tuple(_brought_problems(sharing.members, brought, key, needed=key in used))
        yield from found
        if not found:
            bases[key] = sum((one for one in brought if one is not None), Fraction(0))
    for number, pool in enumerate(sharing.pools, 1):
        if pool.key != "none" and bases.get(pool.key) == 0:
            message = N_("The part {pool} cannot be shared: {key} is 0 for everybody. Choose another key.")
            params = {"pool": pool.name, "key": pool.key}
            yield Problem("share-no-base", message, params, place("pools", number, "key"))


def _brought_problems(
    members: Sequence[Member], brought: Sequence[Fraction | None], key: Key, *, needed: bool
) -> Iterator[Problem]:
    for number, (member, one) in enumerate(zip(members, brought, strict=True), 1):
        where, params = place("members", number, key), {"name": member.name, "key": key}
        if one is None and needed:
            message = N_("{name} has no {key}, but a part is shared by it. Write it down; 0 where there is none.")
            yield Problem("share-unknown", message, params, where)
        elif one is not None and one < 0:
            message = N_("{name} has {key} below zero. Write zero or more.")
            yield Problem("share-negative", message, params, where)


def format_percent(percent: Fraction) -> str:
    """With all its digits and a comma, as amounts are: ``105``, ``99,999``, ``12,5``; at most twenty behind it."""
    sign, size = ("−", -percent) if percent < 0 else ("", percent)
    whole, part = divmod(int((2 * size * _FINEST + 1) // 2), _FINEST)
    return f"{sign}{whole:,}".replace(",", ".") + (f",{part:020}".rstrip("0") if part else "")


_FINEST = 10**20
