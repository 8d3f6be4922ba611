"""A summary's figures as JSON has them: those of the command line's contract, and debts, lines, what-ifs, evidence.

Figures and ids only: whoever is owed has no name here.
"""

from fractions import Fraction
from typing import Any

from kpmbooks.loans.application import Application
from kpmbooks.loans.capacity import Capacity
from kpmbooks.loans.debts import a_month_of_debt
from kpmbooks.loans.evidence import Evidence
from kpmbooks.loans.lines import lines_for
from kpmbooks.loans.plausibility import DaySales, Plausibility
from kpmbooks.loans.readiness import Readiness
from kpmbooks.loans.what_if import what_ifs
from kpmbooks.money import Rupiah


def figures(value: Readiness) -> dict[str, Any]:
    """The keys of the JSON that are figures and ids, nothing worded; amounts in whole rupiah."""
    request, evidence, capacity = value.request, value.evidence, value.capacity
    ratio, quietest = value.ratio_percent, capacity.quietest
    return {
        "lender": request.lender.id,
        "request": {
            "amount": int(request.amount),
            "periods": request.periods,
            "method": request.method,
            "rate": _percent(request.rate),
            "instalment": int(request.instalment),
            "per_selling_day": int(request.per_selling_day),
            "stated_by": request.stated_by,
            "own": list(request.lender.own),
            "every": request.plan.terms.every,
            "paid": int(request.plan.paid),
            "others": [
                {"method": other.terms.method, "instalment": int(other.instalment), "paid": int(other.paid)}
                for other in request.others
            ],
        },
        "evidence": {
            "months_in_business": evidence.months_in_business,
            "months_recorded": evidence.months_recorded,
            "days_recorded": evidence.days_recorded,
            "written_within_2_days_percent": evidence.soon_percent,
            "sources": dict(evidence.sources),
            "records": evidence.records,
            "days_off": evidence.days_off,
            "corrected": evidence.corrected,
            **_evidence_figures(evidence),
        },
        "plausibility": _plausibility_figures(value.books.plausibility),
        "months": [
            {
                "month": f"{month.month.first:%Y-%m}",
                "revenue": int(month.revenue),
                "materials": int(month.materials),
                "expense": int(month.expense),
                "net": int(month.net),
                "cash_end": int(month.cash_end),
                "recorded": month.is_recorded,
            }
            for month in value.books.months
        ],
        "capacity": {
            "net_business": int(capacity.net_business),
            "other_income": int(capacity.other_income),
            "living_cost": int(capacity.living_cost),
            "other_instalments": int(capacity.debts.monthly),
            "left": int(capacity.left),
            "ratio_percent": _percent(ratio),
            "quietest_month": None if quietest is None else f"{quietest.figures.month.first:%Y-%m}",
            "quietest_month_left": None if quietest is None else int(quietest.left),
            "unknown": sorted(capacity.unknown),
            **_capacity_figures(capacity, value.application, request.monthly),
        },
    }


def _capacity_figures(capacity: Capacity, application: Application, instalment: Rupiah) -> dict[str, Any]:
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


def _evidence_figures(evidence: Evidence) -> dict[str, Any]:
    """When it was typed, what was changed later, counts of the money and months without a record."""
    typing, counts, back = evidence.typing, evidence.counts, evidence.clock_back
    return {
        "sheet_days": evidence.sheet_days,
        "missing_months": [f"{month.first:%Y-%m}" for month in evidence.missing_months],
        "typed_on_days": typing.days,
        "typed_most_on": None if typing.most_on is None else typing.most_on.isoformat(),
        "typed_most_percent": typing.most_percent,
        "corrected_later": evidence.changes.corrected,
        "taken_back_later": evidence.changes.taken_back,
        "changed_after_days_at_most": evidence.changes.longest,
        "clock_set_back": back.times,
        "clock_set_back_to": None if back.last is None else back.last.isoformat(),
        "cash_counts": {
            "days": counts.days,
            "differences": counts.differences,
            "short": int(counts.short),
            "over": int(counts.over),
        },
    }


def _plausibility_figures(facts: Plausibility) -> dict[str, Any]:
    """Materials beside sales, days and goods."""
    return {
        "materials_percent_of_sales": _percent(facts.materials),
        "materials_percent_by_month": [
            None if one is None else {"month": f"{one.month:%Y-%m}", "percent": _percent(one.percent)}
            for one in (facts.lowest_share, facts.highest_share)
        ],
        "highest_day": _day(facts.highest),
        "lowest_day": _day(facts.lowest),
        "average_day": _whole(facts.average_day),
        "days_open": [facts.open_least, facts.open_most],
        "goods_percent_of_sales": facts.goods_percent,
        "goods": [
            {
                "name": good.name,
                "quantity_thousandths": good.quantity,
                "price": _whole(good.price),
                "pieces_times_price": _whole(good.expected),
                "amount": int(good.amount),
            }
            for good in facts.goods
        ],
    }


def _day(one: DaySales | None) -> dict[str, Any] | None:
    return None if one is None else {"day": one.day.isoformat(), "amount": int(one.amount)}


def _percent(number: Fraction | None) -> int | float | None:
    """To two decimals; never an amount."""
    if number is None:
        return None
    hundredths = round(number * 100)
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100


def _is_by_sheet(capacity: Capacity, application: Application) -> bool:
    return bool(
        (capacity.living_from == "asked" and application.living)
        or (capacity.income_from == "asked" and application.income)
    )


def _whole(amount: Rupiah | None) -> int | None:
    return None if amount is None else int(amount)
