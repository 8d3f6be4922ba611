"""Goal savings: what a member saves for, how much, by when; how far her savings are, and what a week needs.

A goal moves no money: it stands beside her savings, and may be changed or let go at any time.
"""

import json
from dataclasses import dataclass
from datetime import date

from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import facts_of, set_facts
from kpmbooks.book.names import clean_name
from kpmbooks.group.members import Member
from kpmbooks.group.money import SAVINGS, member_sums, savings_of
from kpmbooks.money import LIMIT, Rupiah
from kpmbooks.problems import N_, Problem, Rejected

_GOAL, _NAME = "goal", "goal_name"
WEEK_UNIT = 500
"""What a week needs is rounded up to so many rupiah: nobody saves Rp12.347."""


@dataclass(frozen=True, slots=True)
class Goal:
    """``kind`` is the kind of savings that counts, empty for all; ``by`` the day until which, None for no hurry.

    ``name`` is empty once her words were erased.
    """

    name: str
    amount: Rupiah
    by: date | None
    kind: str


@dataclass(frozen=True, slots=True)
class GoalStanding:
    """A goal beside what is saved: what is missing, in how many weeks, and what each of them needs."""

    goal: Goal
    saved: Rupiah
    weeks: int
    a_week: Rupiah

    @property
    def missing(self) -> Rupiah:
        """What is not saved yet."""
        return max(Rupiah(self.goal.amount - self.saved), Rupiah(0))

    @property
    def is_reached(self) -> bool:
        """Whether it is all there."""
        return not self.missing


def goal_of(reader: Reader, member: Member) -> Goal | None:
    """What a member saves for; None for nothing."""
    said = facts_of(reader, [member.uid]).get(member.uid, {})
    if _GOAL not in said:
        return None
    told = json.loads(said[_GOAL])
    by = None if told["by"] is None else date.fromisoformat(told["by"])
    return Goal(said.get(_NAME, ""), Rupiah(told["amount"]), by, told["kind"])


def set_goal(
    tx: Tx, member: Member, name: str, amount: Rupiah, *, by: date | None, today: date, kind: str = ""
) -> Goal:
    """Say what a member saves for; raises ``Rejected``."""
    line = clean_name(name, N_("Write what she saves for."))
    problems = []
    if not 0 < amount <= LIMIT:
        problems.append(Problem("goal-amount", N_("Write how much it takes."), {}, "amount"))
    if by is not None and by <= today:
        message = N_("This day is over. Choose a later one, or none.")
        problems.append(Problem("goal-day", message, {}, "by"))
    if problems:
        raise Rejected(problems)
    told = {"amount": int(amount), "by": None if by is None else by.isoformat(), "kind": kind}
    set_facts(tx, member.uid, {_GOAL: json.dumps(told)}, words={_NAME: line}, about=member.person)
    tx.touch("members")
    return Goal(line, amount, by, kind)


def let_goal_go(tx: Tx, member: Member) -> None:
    """She saves for nothing in particular any more."""
    set_facts(tx, member.uid, {_GOAL: None}, words={_NAME: None}, about=member.person)
    tx.touch("members")


def goal_standing(reader: Reader, member: Member, today: date) -> GoalStanding | None:
    """How far she is; None where she saves for nothing in particular."""
    goal = goal_of(reader, member)
    if goal is None:
        return None
    sums = member_sums(reader).get(member.id, {})
    saved = sums.get(f"{SAVINGS}:{goal.kind}", Rupiah(0)) if goal.kind else savings_of(sums)
    return standing_of(goal, saved, today)


def standing_of(goal: Goal, saved: Rupiah, today: date) -> GoalStanding:
    """What the weeks until then need: what is missing, divided among them and rounded up."""
    missing = max(Rupiah(goal.amount - saved), Rupiah(0))
    if goal.by is None or goal.by <= today:
        return GoalStanding(goal, saved, 0, Rupiah(0))
    weeks = max(1, (goal.by - today).days // 7)
    steps = -(-int(missing) // (weeks * WEEK_UNIT))
    return GoalStanding(goal, saved, weeks, Rupiah(steps * WEEK_UNIT))
