"""Whether kinds and charts fit together: every role exists, no leg crosses a fund, nothing can fall below zero unsaid.

Checked whenever kinds are loaded, so that a fault in content is found by its author and never by a treasurer.
"""

from collections.abc import Mapping

from kpmbooks.recording import rows
from kpmbooks.recording.charts import Chart
from kpmbooks.recording.expressions import Expression
from kpmbooks.recording.kind import Kind, Leg


def check_amounts(kind: Kind) -> None:
    """ValueError when an expression names what it cannot know, or may fall below zero without a refusal."""
    place = f"kinds: {kind.id}"
    types = {field.name: field.type for field in kind.fields}
    known = {name for name, type_ in types.items() if type_ in ("amount", "count")} | set(kind.given)
    names = [field.name for field in kind.fields]
    rows.each_once([*names, *kind.given, *kind.amounts], f"{place}: fields and amounts")
    if (kind.goods is not None) != ("goods" in types.values()) or (kind.given and kind.goods is None):
        raise ValueError(f"{place}: what happens to goods, and a field that names them, come together")
    for name, expression in kind.amounts.items():
        _check_expression(expression, known, types, f"{place}: {name}")
        known.add(name)
        if expression.subtracts and name not in kind.refusals:
            raise ValueError(f"{place}: {name} may fall below zero and has no refusal")
    rows.all_known(kind.refusals, kind.amounts, f"{place}: refusals")
    rows.all_known((refusal.field for refusal in kind.refusals.values()), types, f"{place}: refusals")
    for leg in kind.legs:
        _check_expression(leg.amount, known, types, f"{place}: postings")
        if leg.amount.subtracts:
            raise ValueError(f"{place}: postings: {leg.amount} may fall below zero; give it a name and a refusal")


def check_postings(kind: Kind, charts: Mapping[str, Chart]) -> None:
    """ValueError when a leg, in any ledger kind that has it, names an unknown account or crosses a fund."""
    for ledger in kind.ledgers:
        here = kind.in_ledger(ledger)
        place = f"kinds: {kind.id}: {ledger}"
        if any(leg.end == "own" for leg in here.legs) == kind.day_off:
            raise ValueError(f"{place}: {'a day off moves no money' if kind.day_off else 'no postings'}")
        for field in here.fields:
            if field.type == "box" and _fund(str(field.default), charts[ledger]) is None:
                raise ValueError(f"{place}: {field.name}: unknown account {field.default}")
        for leg in here.legs:
            if leg.end == "own":
                _check_leg(leg, here, charts[ledger], place)
            elif ledger != "usaha" or "@" in leg.debit + leg.credit:
                # Only a family has two ledgers; her own boxes are not those of the household.
                raise ValueError(f"{place}: an end in the household ledger begins in usaha and names its accounts")
            else:
                _check_leg(leg, here, charts["keluarga"], f"{place}: end")


def _check_leg(leg: Leg, kind: Kind, chart: Chart, place: str) -> None:
    funds = set[str | None]()
    for side in (leg.debit, leg.credit):
        box = kind.field(side[1:]) if side.startswith("@") else None
        role = side if box is None else str(box.default)
        funds.add(_fund(role, chart))
        if None in funds:
            raise ValueError(f"{place}: unknown account {side}")
    if len(funds) != 1 or leg.debit == leg.credit:
        raise ValueError(f"{place}: {leg.debit} and {leg.credit} are not two accounts of one fund")


def _fund(role: str, chart: Chart) -> str | None:
    account = chart.account(role)
    return account.fund if account else None


def _check_expression(expression: Expression, known: set[str], types: Mapping[str, str], place: str) -> None:
    rows.all_known(expression.names, known, place)
    for term in expression.terms:
        rupiah = [factor for factor in term.factors if isinstance(factor, str) and types.get(factor) != "count"]
        if len(rupiah) != 1:
            raise ValueError(f"{place}: {term} is not an amount: it must hold exactly one amount")
