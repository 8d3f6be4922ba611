"""What a group decided once: rhythm, contributions, savings, fines, loans to members, how a result is shared.

A change holds from its day on and has the minutes of a meeting behind it, so the rules of any day can be asked for.
Pure values; they lie in the book as facts of the ledger, in JSON.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal, get_args

from kpmbooks.group.sharing import Pool, Rest, pool_problems
from kpmbooks.instalments import METHODS
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem

Rhythm = Literal["week", "two-weeks", "month", "free"]
RHYTHMS: tuple[Rhythm, ...] = get_args(Rhythm)
ChargeName = Literal["jasa", "bunga", "margin"]
CHARGE_NAMES: tuple[ChargeName, ...] = get_args(ChargeName)
LoanMethod = Literal["flat", "declining"]
LOAN_METHODS: tuple[LoanMethod, ...] = get_args(LoanMethod)
assert set(LOAN_METHODS) <= set(METHODS)

_NO_MONEY = Rupiah(0)


@dataclass(frozen=True, slots=True)
class SavingsKind:
    """A kind of savings. ``amount`` is what each meeting asks for, 0 where everybody decides herself.

    ``withdrawable``: whether a member can take it back while she stays. Then the group owes it to her; otherwise it is
    capital of the group, as cooperative teaching has it (kept as a policy that the group can change).
    """

    id: str
    name: str
    amount: Rupiah
    withdrawable: bool


@dataclass(frozen=True, slots=True)
class LoanRules:
    """Loans to members: at most ``multiple`` times her savings (0: no such limit), in at most ``periods`` instalments.

    ``rate`` is percent a month of the charge that the group calls ``charge``; ``unit`` what instalments are rounded up
    to, in rupiah.
    """

    allowed: bool = False
    multiple: int = 3
    periods: int = 10
    charge: ChargeName = "jasa"
    rate: Fraction = Fraction(1)
    method: LoanMethod = "flat"
    unit: int = 500


@dataclass(frozen=True, slots=True)
class GroupRules:
    """The rules from the day ``since`` on. Amounts are rupiah per member and meeting.

    ``money``: whether the group keeps members' money at all. ``fine``: for who stays away without word, 0 for none.
    ``cash_ceiling``: what may lie in the box before it should go to the bank, 0 for none. ``meeting`` is the number of
    the meeting that decided, 0 where it was before the book. ``rest`` is where what cannot be divided of a result goes.
    """

    since: date
    rhythm: Rhythm = "month"
    place: str = ""
    money: bool = False
    dues: Rupiah = _NO_MONEY
    solidarity: Rupiah = _NO_MONEY
    savings: tuple[SavingsKind, ...] = ()
    fine: Rupiah = _NO_MONEY
    loans: LoanRules = field(default_factory=LoanRules)
    pools: tuple[Pool, ...] = ()
    rest: Rest = "group"
    cash_ceiling: Rupiah = _NO_MONEY
    meeting: int = 0


def check_rules(rules: GroupRules) -> tuple[Problem, ...]:
    """What cannot be decided so; empty when all is well."""
    problems = []
    amounts = {
        "dues": rules.dues,
        "solidarity": rules.solidarity,
        "fine": rules.fine,
        "cash_ceiling": rules.cash_ceiling,
        **{f"savings.{kind.id}": kind.amount for kind in rules.savings},
    }
    for name, amount in amounts.items():
        if amount < 0:
            problems.append(Problem("rule-negative", N_("An amount cannot be less than zero."), {}, name))
    names = [kind.name.strip().casefold() for kind in rules.savings]
    if len(set(names)) != len(names) or not all(names):
        message = N_("Each kind of savings needs a name of its own.")
        problems.append(Problem("savings-names", message, {}, "savings"))
    if not rules.money and any((rules.dues, rules.solidarity, rules.savings, rules.fine, rules.loans.allowed)):
        message = N_("The group keeps no money of its members yet. Switch that on first, as the members decided.")
        problems.append(Problem("money-off", message, {}, "money"))
    loans = rules.loans
    if loans.periods < 1 or loans.multiple < 0 or not 0 <= loans.rate <= 10 or loans.unit < 1:
        message = N_("A loan has at least one instalment, and at most 10 percent a month.")
        problems.append(Problem("loan-rules", message, {}, "loans"))
    if rules.pools:
        problems += pool_problems(rules.pools)
    return tuple(problems)


def write_rules(rules: GroupRules) -> str:
    """The rules as the book keeps them."""
    return json.dumps(asdict(rules), default=_plain, sort_keys=True, separators=(",", ":"))


def read_rules(text: str) -> GroupRules:
    """The rules that ``write_rules`` wrote; raises ValueError for what is none."""
    told = json.loads(text)
    loans = LoanRules(**{**told["loans"], "rate": Fraction(told["loans"]["rate"])})
    return GroupRules(
        **{
            **told,
            **{name: Rupiah(told[name]) for name in ("dues", "solidarity", "fine", "cash_ceiling")},
            "since": date.fromisoformat(told["since"]),
            "savings": tuple(_savings(row) for row in told["savings"]),
            "loans": loans,
            "pools": tuple(Pool(row["name"], Fraction(row["percent"]), row["key"]) for row in told["pools"]),
        }
    )


def rules_on(history: Sequence[GroupRules], day: date) -> GroupRules | None:
    """Those that hold on ``day``: of the latest decision of that day or before. ``history`` in the order of writing."""
    holding = [rules for rules in history if rules.since <= day]
    # Of two decisions for one day the later counts.
    return max(reversed(holding), key=lambda rules: rules.since) if holding else None


def _savings(row: Mapping[str, Any]) -> SavingsKind:
    return SavingsKind(row["id"], row["name"], Rupiah(row["amount"]), bool(row["withdrawable"]))


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no part of rules")
