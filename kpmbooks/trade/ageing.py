"""How long debts are overdue. Pure: which debts there are is asked elsewhere."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple, get_args

from kpmbooks.money import Rupiah

Bucket = Literal["not_due", "d30", "d60", "d90", "over"]
BUCKETS: tuple[Bucket, ...] = get_args(Bucket)
"""Not yet due, and 1 to 30, 31 to 60, 61 to 90 and more days past the day on which it was to be paid."""

_UP_TO: tuple[tuple[int, Bucket], ...] = ((0, "not_due"), (30, "d30"), (60, "d60"), (90, "d90"))
_NONE = Rupiah(0)


class Ageing(NamedTuple):
    """What is owed, by how long it is overdue; its parts are in the order of ``BUCKETS``."""

    not_due: Rupiah = _NONE
    d30: Rupiah = _NONE
    d60: Rupiah = _NONE
    d90: Rupiah = _NONE
    over: Rupiah = _NONE

    @property
    def overdue(self) -> Rupiah:
        """All that should have been paid."""
        return Rupiah(int(self.d30) + int(self.d60) + int(self.d90) + int(self.over))

    @property
    def all(self) -> Rupiah:
        """All that is owed."""
        return Rupiah(int(self.not_due) + int(self.overdue))


def days_past_due(due: date, on: date) -> int:
    """Days since the debt was to be paid; negative for days that are left, 0 on the day itself."""
    return (on - due).days


def bucket(due: date, on: date) -> Bucket:
    """Where a debt belongs on that day; on the day it is due it is not overdue yet."""
    late = days_past_due(due, on)
    for most, name in _UP_TO:
        if late <= most:
            return name
    return "over"


def ageing(debts: Iterable[tuple[date, Rupiah]], on: date) -> Ageing:
    """The totals of debts, each with the day it is due and what is still owed."""
    # Plain whole numbers until the end: a page adds up hundreds of these.
    sums: dict[Bucket, int] = dict.fromkeys(BUCKETS, 0)
    known: dict[date, Bucket] = {}
    for due, amount in debts:
        if due not in known:
            known[due] = bucket(due, on)
        sums[known[due]] += int(amount)
    return Ageing(*map(Rupiah, sums.values()))
