"""Debts that no ledger here knows, by the month: informal and daily ones, and those of the spouse.

A month of debts is always a calendar month: who owes by the day or the week pays more than four weeks in it.
"""

from collections.abc import Iterable

from kpmbooks.loans.asked_lists import OtherDebt
from kpmbooks.loans.household import a_month_of
from kpmbooks.money import Rupiah


def a_month_of_debt(debt: OtherDebt) -> Rupiah | None:
    """What the debt takes in a month, upwards to the rupiah; None where its instalment is not known."""
    return None if debt.instalment is None else a_month_of(debt.instalment, debt.every)


def debts_in_month(debts: Iterable[OtherDebt]) -> Rupiah:
    """What the debts take in a month, as far as their instalments are known."""
    return sum((month for debt in debts if (month := a_month_of_debt(debt)) is not None), Rupiah(0))


def without_instalment(debts: Iterable[OtherDebt]) -> tuple[OtherDebt, ...]:
    """The debts of which nobody said what is paid: their month is missing in every sum."""
    return tuple(debt for debt in debts if debt.instalment is None)


def daily(debts: Iterable[OtherDebt]) -> tuple[OtherDebt, ...]:
    """The debts that are paid day by day: the dearest, and the first to be rid of."""
    return tuple(debt for debt in debts if debt.every == "day")


def costly(debts: Iterable[OtherDebt]) -> tuple[OtherDebt, ...]:
    """The debts to be rid of before a new loan: paid day by day, or to a moneylender or an online lender."""
    return tuple(debt for debt in debts if debt.every == "day" or debt.kind in ("rentenir", "pinjol"))


def owed_in_all(debts: Iterable[OtherDebt]) -> Rupiah | None:
    """What is owed on them, as far as it is known; None where no debt says it."""
    told = [debt.owed for debt in debts if debt.owed is not None]
    return sum(told, Rupiah(0)) if told else None
