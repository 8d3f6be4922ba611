"""What the rules on fines come to at a meeting: who stayed away without a word since she last came. A suggestion only.

Who was excused owes nothing, and what was asked for at a meeting that she came to is settled there, paid or not: a fine
never waits for a woman from one meeting to the next.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kpmbooks.group.sheet import Attendance
from kpmbooks.money import Rupiah

LOOKED_BACK: Final = 12
"""So many meetings are looked at: a year of monthly ones."""


@dataclass(frozen=True, slots=True)
class MeetingBefore:
    """A meeting that is over: the fine that the rules of its day knew, and who came, by member."""

    fine: Rupiah
    came: Mapping[int, Attendance]


def fines_suggested(members: Iterable[int], before: Sequence[MeetingBefore]) -> Mapping[int, Rupiah]:
    """For each member the fines of the meetings that she missed without a word since she last came; who has none is
    left out. ``before`` are the meetings that are over, the last first."""
    found = {key: _missed(key, before) for key in members}
    return {key: Rupiah(amount) for key, amount in found.items() if amount}


def _missed(member: int, before: Sequence[MeetingBefore]) -> int:
    total = 0
    for one in before:
        said = one.came.get(member)
        if said == "present":
            break
        if said == "absent":
            total += int(one.fine)
    return total
