"""Figures of a report, reckoned from kinds and charts without a book: drawing an exercise must not make books.

They are those of ``report_figures`` by the same names; ``lesson-check`` and tests prove that the statements over a book
with the same records say the same.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from kpmbooks import recording
from kpmbooks.ledger import AccountType, LedgerKind
from kpmbooks.recording.charts import ChartAccount
from kpmbooks.training.effects import natural, part_of
from kpmbooks.training.exercise import Before
from kpmbooks.training.kind_effects import kinds_of

_Place = tuple[LedgerKind, str]
"""A ledger and the role of an account in it."""


class _Leg(NamedTuple):
    """So much for each rupiah of a field, from one account to another."""

    debit: _Place
    credit: _Place
    times: int


@dataclass(frozen=True, slots=True)
class Reckoned:
    """Debit-signed sums by account: of the records before the month, and of the month; what came in and went out."""

    first: LedgerKind
    before: Mapping[_Place, int]
    moved: Mapping[_Place, int]
    money_in: int
    money_out: int


def reckon(first: LedgerKind, before: Iterable[Before], month: Iterable[Before]) -> Reckoned:
    """The sums of these records. Raises KeyError for a kind that its ledger has not."""
    moved, money_in, money_out = _added(month)
    return Reckoned(first, _added(before)[0], moved, money_in.get(first, 0), money_out.get(first, 0))


def _added(records: Iterable[Before]) -> tuple[Counter[_Place], Counter[LedgerKind], Counter[LedgerKind]]:
    sums: Counter[_Place] = Counter()
    comes: Counter[LedgerKind] = Counter()
    goes: Counter[LedgerKind] = Counter()
    for one in records:
        for leg in _legs_of(one):
            sums[leg.debit] += leg.times
            sums[leg.credit] -= leg.times
            if one.kind == recording.OPENING_KIND:
                continue  # it was there and did not come in
            into, out_of = _account(leg.debit).is_cash, _account(leg.credit).is_cash
            if into and not (out_of or leg.credit[1].startswith(recording.PASSING_ON)):
                comes[leg.debit[0]] += leg.times
            elif out_of and not (into or leg.debit[1].startswith(recording.PASSING_ON)):
                goes[leg.credit[0]] += leg.times
    return sums, comes, goes


def _legs_of(record: Before) -> Iterator[_Leg]:
    for field, value in record.answers.items():
        if isinstance(value, int):
            for leg in _unit(record.kind, record.ledger).get(field, ()):
                yield leg._replace(times=leg.times * value)


@cache
def _unit(kind_id: str, ledger: LedgerKind) -> Mapping[str, tuple[_Leg, ...]]:
    """What one rupiah in each amount field of the kind moves, at home too."""
    kind = kinds_of(ledger)[kind_id]
    found: dict[str, tuple[_Leg, ...]] = {}
    for field in kind.fields:
        if field.type != "amount":
            continue
        numbers = {one.name: 0 for one in recording.kinds()[kind.id].fields if one.type in ("amount", "count")}
        numbers |= dict.fromkeys(kind.given, 0) | {field.name: 1}
        for computed, expression in kind.amounts.items():
            numbers[computed] = expression.evaluate(numbers)
        legs = []
        for leg in kind.legs:
            where: LedgerKind = ledger if leg.end == "own" else "keluarga"
            debit, credit = ((where, _role(kind, side)) for side in (leg.debit, leg.credit))
            legs.append(_Leg(debit, credit, int(leg.amount.evaluate(numbers))))
        found[field.name] = tuple(leg for leg in legs if leg.times)
    return MappingProxyType(found)


def _role(kind: recording.Kind, side: str) -> str:
    if not side.startswith("@"):
        return side
    box = kind.field(side[1:])
    return "" if box is None else box.default or ""


@cache
def _account(place: _Place) -> ChartAccount:
    ledger, role = place
    account = recording.known_charts()[ledger].account(role)
    if account is None:
        raise KeyError(f"a ledger {ledger} has no account for {role}")
    return account


# Figures

_When = Literal["moved", "through"]
_Figure = Callable[[Reckoned], int]

_SECTIONS: Mapping[str, tuple[tuple[AccountType, ...], int]] = {
    "revenue": (("revenue", "contra-revenue"), -1),
    "cost": (("cost", "contra-cost"), 1),
    "expense": (("expense",), 1),
    "other": (("other-revenue", "other-expense"), -1),
    "assets": (("asset", "contra-asset"), 1),
    "liabilities": (("liability",), -1),
}
"""Sections of the statements: of which types, and the sign by which debit − credit becomes their amount."""


def _sums(reckoned: Reckoned, when: _When, ledger: LedgerKind | None = None) -> Iterator[tuple[ChartAccount, int]]:
    wanted = reckoned.first if ledger is None else ledger
    places = reckoned.moved.keys() | (reckoned.before.keys() if when == "through" else frozenset())
    for place in places:
        if place[0] == wanted:
            before = reckoned.before.get(place, 0) if when == "through" else 0
            yield _account(place), before + reckoned.moved.get(place, 0)


def _section(name: str, reckoned: Reckoned, *, when: _When = "moved") -> int:
    types, sign = _SECTIONS[name]
    return sign * sum(amount for account, amount in _sums(reckoned, when) if account.type in types)


def _net(reckoned: Reckoned) -> int:
    revenue, cost, expense, other = (_section(one, reckoned) for one in ("revenue", "cost", "expense", "other"))
    return revenue - cost - expense + other


def _spending(reckoned: Reckoned) -> int:
    return _section("cost", reckoned) + _section("expense", reckoned)


def _equity(reckoned: Reckoned) -> int:
    return _section("assets", reckoned, when="through") - _section("liabilities", reckoned, when="through")


def _cash(reckoned: Reckoned, *, when: _When) -> int:
    return sum(amount for account, amount in _sums(reckoned, when) if account.is_cash)


def _part(word: str, reckoned: Reckoned, *, when: _When = "through", ledger: LedgerKind | None = None) -> int:
    part, sign = natural(word, 1)
    kind = reckoned.first if ledger is None else ledger
    return sign * sum(
        amount for account, amount in _sums(reckoned, when, ledger) if part_of(account, account.fund, kind) == part
    )


FIGURES: Final[Mapping[str, _Figure]] = MappingProxyType(
    {
        **{f"income.{name}": partial(_section, name) for name in ("revenue", "cost", "expense", "other")},
        "income.net": _net,
        "income.spending": _spending,
        "income.net_less_stock": lambda one: _net(one) - _part("stock", one, when="moved"),
        "income.net_less_family": lambda one: _net(one) - _part("family", one, when="moved"),
        "cash.opening": lambda one: _cash(one, when="through") - _cash(one, when="moved"),
        "cash.closing": partial(_cash, when="through"),
        "cash.change": partial(_cash, when="moved"),
        "cash.in": lambda one: one.money_in,
        "cash.out": lambda one: one.money_out,
        "position.assets": partial(_section, "assets", when="through"),
        "position.liabilities": partial(_section, "liabilities", when="through"),
        "position.equity": _equity,
        **{
            name: partial(_part, name)
            for name in ("claims", "debt", "stock", "equipment", "capital", "aid", "deposit", "savings", "social")
        },
        "family": partial(_part, "family", when="moved"),
        "wage": partial(_part, "wage", when="moved"),
        "debt.home": partial(_part, "home_debt", ledger="keluarga"),
        "debt.all": lambda one: _part("debt", one) + _part("home_debt", one, ledger="keluarga"),
        "home.cash": partial(_part, "home_cash", ledger="keluarga"),
        "home.spending": partial(_part, "home_spending", when="moved", ledger="keluarga"),
        "home.income": partial(_part, "home_income", when="moved", ledger="keluarga"),
    }
)
