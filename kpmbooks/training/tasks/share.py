"""Sharing a group's result by its rules: how much each part is, who gets what, what stays with the group.

Worked out by ``kpmbooks.group.sharing``, as the page of the result does; the ideas that go wrong are the same rules
with another key, or with parts shared out that stay. The practice book has the members, the rules, meetings to which
they came and the result of a month, so that the page says the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from random import Random
from typing import Final, Literal, get_args

from kpmbooks.book import Tx
from kpmbooks.dates import Period, format_period
from kpmbooks.group.sharing import Member, Pool, Shared, Sharing, share
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.training import toml_rows as rows
from kpmbooks.training.asked import Asked
from kpmbooks.training.exercise import Before, Drawn, Range, Screen, TaskKind
from kpmbooks.training.misconception import Misconception
from kpmbooks.training.questions import Asker, near
from kpmbooks.training.reported_month import LAST_DAY, WINDOW, whole_month
from kpmbooks.training.slip_rows import read_range
from kpmbooks.training.toml_rows import Row
from kpmbooks.training.wordings import said

KEYS = ("result", "pools", "members", "round", "asks")

Key = Literal["equal", "attendance", "savings", "none"]

ALIKE: Final = "bagi_rata_padahal_menurut_hadir"
RESERVE_SHARED: Final = "cadangan_ikut_dibagi"
NOT_HUNDRED: Final = "bagian_bukan_seratus"
_KNOWN: Final = frozenset({ALIKE, RESERVE_SHARED, NOT_HUNDRED})

MOST_MEMBERS: Final = 12
MOST_POOLS: Final = 6


@dataclass(frozen=True, slots=True)
class PoolRow:
    """A part of the result; ``percent`` None takes what is missing to 100."""

    name: str
    percent: Range | None
    key: Key


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member before her figures are drawn; ``name`` None is drawn too."""

    name: str | None
    attendance: Range | None
    savings: Range | None


@dataclass(frozen=True, slots=True)
class ShareTask:
    """A result, its parts, the members, and what is asked: ``pool_1``, ``member_2``, ``stays``, ``percent``."""

    result: Range
    pools: tuple[PoolRow, ...]
    members: tuple[MemberRow, ...]
    unit: int
    asks: tuple[str, ...]
    kind: TaskKind = "share"
    screen: Screen = "sharing"
    days: int = WINDOW

    def draw(
        self, dice: Random, start: date, names: tuple[str, ...], misconceptions: tuple[Misconception, ...]
    ) -> Drawn:
        """A result with fresh figures."""
        asker = Asker(frozenset(one.id for one in misconceptions) & _KNOWN)
        shared = asker.until_clear(lambda: self._drawn(dice, names), lambda one: self._questions(asker, one))
        month = whole_month(start)
        return Drawn(
            before=tuple(_records(shared.sharing, month)),
            asked=self._questions(asker, shared),
            told=self._told(shared.sharing, month),
            furnish=partial(_found_group, sharing=shared.sharing, month=month),
            own_records=True,
        )

    def _drawn(self, dice: Random, names: Sequence[str]) -> Shared:
        percents = [Fraction(int(row.percent.draw(dice))) if row.percent else None for row in self.pools]
        left = 100 - sum((one for one in percents if one is not None), Fraction(0))
        pools = tuple(
            Pool(row.name, left if percent is None else percent, row.key)
            for row, percent in zip(self.pools, percents, strict=True)
        )
        free = iter(dict.fromkeys(name for name in names if name not in {row.name for row in self.members}))
        members = tuple(
            Member(
                row.name or next(free),
                None if row.savings is None else row.savings.draw(dice),
                None,
                None if row.attendance is None else Fraction(int(row.attendance.draw(dice))),
            )
            for row in self.members
        )
        return share(Sharing(self.result.draw(dice), pools, members, self.unit))

    def _questions(self, asker: Asker, shared: Shared) -> tuple[Asked, ...]:
        return tuple(self._asked(asker, shared, ask) for ask in self.asks)

    def _asked(self, asker: Asker, shared: Shared, ask: str) -> Asked:
        what, _, number = ask.partition("_")
        nth = int(number or "1") - 1
        if what == "pool":
            return self._pool(asker, shared, ask, nth)
        if what == "member":
            return self._member(asker, shared, ask, nth)
        return self._stays(asker, shared) if what == "stays" else self._percent(asker, shared)

    def _pool(self, asker: Asker, shared: Shared, ask: str, nth: int) -> Asked:
        sharing, one = shared.sharing, shared.pools[nth]
        exact = int(sharing.result) * one.pool.percent / 100
        why = said("share", "why_pool", percent=int(one.pool.percent), amount=sharing.result)
        text = said("share", "ask_pool", name=one.pool.name)
        return asker.amount(ask, text, (int(one.amount), *near(exact)), {}, why=why)

    def _member(self, asker: Asker, shared: Shared, ask: str, nth: int) -> Asked:
        sharing = shared.sharing
        wrong = {
            ALIKE: self._fair(_alike(sharing), nth),
            RESERVE_SHARED: self._fair(_all_shared(sharing), nth),
        }
        text = said("share", "ask_member", name=sharing.members[nth].name)
        return asker.amount(ask, text, self._fair(sharing, nth), wrong, why=said("share", "why_member"))

    def _fair(self, sharing: Sharing, nth: int) -> tuple[int, ...]:
        """A member's part as the rules give it, and as somebody gets it who rounds once at the end, or not at all."""
        exact = sum(
            (
                int(sharing.result) * pool.percent / 100 * _weight(sharing, pool, nth)
                for pool in sharing.pools
                if pool.key != "none"
            ),
            Fraction(0),
        )
        return tuple(dict.fromkeys((int(share(sharing).totals()[nth]), *near(exact, sharing.unit), *near(exact))))

    def _stays(self, asker: Asker, shared: Shared) -> Asked:
        kept = sum((int(one.amount) for one in shared.pools if one.pool.key == "none"), 0)
        percent = sum((one.pool.percent for one in shared.pools if one.pool.key == "none"), Fraction(0))
        exact = int(shared.sharing.result) * percent / 100
        odd = sum((int(one.residual) for one in shared.pools), 0)
        why = said("share", "why_stays")
        # What rounding leaves stays as well: whoever counts it in is right too.
        return asker.amount(
            "stays", said("share", "ask_stays"), (kept, *near(exact), odd), {RESERVE_SHARED: (0,)}, why=why
        )

    def _percent(self, asker: Asker, shared: Shared) -> Asked:
        last = next(pool for pool, row in zip(shared.sharing.pools, self.pools, strict=True) if row.percent is None)
        right = int(last.percent)
        text = said("share", "ask_percent", name=last.name)
        others = 100 - right
        return asker.amount(
            "percent",
            text,
            (right,),
            {NOT_HUNDRED: (right + 5, others)},
            form="number",
            spans={NOT_HUNDRED: (0, 100)},
            why=said("share", "why_percent"),
        )

    def _told(self, sharing: Sharing, month: Period) -> str:
        lines = [said("share", "result", month=format_period(month), amount=sharing.result)]
        for row, pool in zip(self.pools, sharing.pools, strict=True):
            how = said("share", f"by_{row.key}")
            hidden = row.percent is None and "percent" in self.asks
            told = (
                said("share", "pool_rest", name=pool.name)
                if hidden
                else said("share", "pool", name=pool.name, percent=int(pool.percent))
            )
            lines.append(f"{told}{how}.")
        for member in sharing.members:
            if member.attendance is not None:
                lines.append(said("share", "attendance", name=member.name, times=int(member.attendance)))
            if member.savings is not None:
                lines.append(said("share", "savings", name=member.name, amount=member.savings))
        if self.unit > 1:
            lines.append(said("share", "round", amount=Rupiah(self.unit)))
        return "\n".join(lines)


def _records(sharing: Sharing, month: Period) -> Iterator[Before]:
    """What members saved, and sales that are the whole result."""
    for member in sharing.members:
        if member.savings:
            yield Before(
                "tabungan_masuk", {"amount": int(member.savings), "party": member.name}, month.first, "kelompok"
            )
    yield Before("jual_tunai", {"amount": int(sharing.result)}, month.first, "kelompok")


def _found_group(tx: Tx, ledger: LedgerRef, today: date, *, sharing: Sharing, month: Period) -> None:
    """The members, the rules of the group, and as many meetings of the month as somebody came to."""
    from kpmbooks import group  # only where a book is made

    members = [group.add_member(tx, one.name, {"since": today.isoformat()}) for one in sharing.members]
    savings = (group.SavingsKind("sukarela", "Tabungan", Rupiah(0), withdrawable=True),)
    group.decide_rules(tx, ledger, group.GroupRules(today, money=True, savings=savings, pools=sharing.pools))
    came = [int(one.attendance or 0) for one in sharing.members]
    for nth in range(max(came)):
        meeting = group.open_meeting(tx, ledger, month.first + timedelta(days=nth))
        for member, times in zip(members, came, strict=True):
            group.write_cells(tx, meeting, member, {"present": 1 if nth < times else 0, "done": 1})
        group.close_meeting(tx, ledger, meeting)


def _weight(sharing: Sharing, pool: Pool, nth: int) -> Fraction:
    brought = [member.brings(pool.key) or Fraction(0) for member in sharing.members]
    return brought[nth] / sum(brought, Fraction(0))


def _alike(sharing: Sharing) -> Sharing:
    """As whoever shares alike what goes by something else."""
    pools = tuple(pool if pool.key == "none" else replace(pool, key="equal") for pool in sharing.pools)
    return replace(sharing, pools=pools)


def _all_shared(sharing: Sharing) -> Sharing:
    """As whoever shares out what stays with the group, too: in the same proportions, to the last rupiah."""
    given = [pool for pool in sharing.pools if pool.key != "none"]
    whole = sum((pool.percent for pool in given), Fraction(0))
    return replace(sharing, pools=tuple(replace(pool, percent=pool.percent * 100 / whole) for pool in given))


def read(row: Row) -> ShareTask:
    """The task of an exercise's row; ValueError says what is wrong."""
    pools = tuple(_pool(one) for one in rows.rows(row, "pools"))
    members = tuple(_member(one) for one in rows.rows(row, "members"))
    asks = rows.texts(row, "asks")
    if not 2 <= len(pools) <= MOST_POOLS or not 2 <= len(members) <= MOST_MEMBERS:
        raise ValueError(f"there are 2 to {MOST_POOLS} pools and 2 to {MOST_MEMBERS} members")
    open_pools = [pool for pool in pools if pool.percent is None]
    most = sum(pool.percent.high for pool in pools if pool.percent is not None)
    if len(open_pools) > 1 or (open_pools and most >= 100) or ("percent" in asks and not open_pools):
        raise ValueError("pools: one of them may say no percent and takes what the others leave of 100")
    if not open_pools and any(pool.percent is None or pool.percent.low < pool.percent.high for pool in pools):
        raise ValueError("pools: where percents are drawn, one pool says none and takes what is left of 100")
    if not open_pools and most != 100:
        raise ValueError(f"pools: they are {most} percent together, not 100")
    for name in ("attendance", "savings"):
        if any(pool.key == name for pool in pools) and any(getattr(member, name) is None for member in members):
            raise ValueError(f"members: a pool goes by {name}, but not every member has it")
    if all(pool.key == "none" for pool in pools):
        raise ValueError("pools: nothing is shared out")
    named = [member.name for member in members if member.name is not None]
    free = {name for name in rows.texts(row, "names") if name not in named}
    if len(members) - len(named) > len(free):
        raise ValueError("members: there are not enough names")
    if len(set(named)) < len(named) or len({pool.name.casefold() for pool in pools}) < len(pools):
        raise ValueError("members, pools: a name is there twice")
    known = [f"pool_{nth}" for nth in range(1, len(pools) + 1)]
    known += [f"member_{nth}" for nth in range(1, len(members) + 1)]
    asked = tuple(rows.known(asks, (*known, "stays", "percent")))
    if not asked:
        raise ValueError("asks: nothing is asked")
    return ShareTask(
        read_range(row, "result"),
        pools,
        members,
        rows.number(row, "round", 1, 100_000) if "round" in row else 1,
        asked,
    )


def _pool(row: Row) -> PoolRow:
    rows.only(row, ("name", "percent", "key"), "pools")
    percent: Range | None = None
    if isinstance(row.get("percent"), list):
        percent = read_range(row, "percent")
    elif "percent" in row:
        whole = rows.number(row, "percent", 1, 100)
        percent = Range(whole, whole, 1)
    return PoolRow(rows.text(row, "name"), percent, rows.one_of(row, "key", get_args(Key)))


def _member(row: Row) -> MemberRow:
    rows.only(row, ("name", "attendance", "savings"), "members")

    def figure(key: str) -> Range | None:
        return read_range(row, key) if key in row else None

    attendance = figure("attendance")
    if attendance is not None and attendance.high > LAST_DAY + 1:
        raise ValueError(f"members: attendance is at most {LAST_DAY + 1} times in a month")
    return MemberRow(rows.optional_text(row, "name"), attendance, figure("savings"))
