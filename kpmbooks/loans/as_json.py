"""Further figures of a summary as JSON has them, beside those of the contract: debts, sheet, lines, what-ifs.

Figures and ids only: whoever is owed has no name here.
"""

from typing import Any

from kpmbooks.loans.application import Application
from kpmbooks.loans.capacity import Capacity
from kpmbooks.loans.debts import a_month_of_debt
from kpmbooks.loans.lines import lines_for
from kpmbooks.loans.what_if import what_ifs
from kpmbooks.money import Rupiah


def capacity_figures(capacity: Capacity, application: Application, instalment: Rupiah) -> dict[str, Any]:
    """What is known of household and debts, and what officers and the three what-ifs make of it."""
    return {
        "income_from": capacity.income_from,
        "living_from": capacity.living_from,
        "living_month": application.living_month if _is_by_sheet(capacity, application) else None,
        "dependants": application.dependants,
        "owed": int(capacity.debts.owed),
        "debts_without_instalment": capacity.debts.open,
        "debts": [
            {
                "kind": debt.kind,
                "whose": debt.whose,
                "every": debt.every,
                "instalment": _whole(debt.instalment),
                "a_month": _whole(a_month_of_debt(debt)),
                "owed": _whole(debt.owed),
            }
            for debt in application.debts or ()
        ],
        "lines": [
            {"id": one.line.id, "low": _whole(one.low), "high": _whole(one.high), "source": one.line.source.title}
            for one in lines_for(capacity)
        ],
        "what_if": [
            {
                "id": one.id,
                "quietest_month_left": _whole(one.quietest),
                "left": _whole(one.average),
                "quietest_month_after": _whole(one.after(instalment)[0]),
                "after": _whole(one.after(instalment)[1]),
            }
            for one in what_ifs(capacity)
        ],
    }


def _is_by_sheet(capacity: Capacity, application: Application) -> bool:
    return bool(
        (capacity.living_from == "asked" and application.living)
        or (capacity.income_from == "asked" and application.income)
    )


def _whole(amount: Rupiah | None) -> int | None:
    return None if amount is None else int(amount)
