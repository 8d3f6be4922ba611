"""The months of a business and its household as figures, asked of the ledgers.

What was recorded as sold or earned while its words tell of aid is taken out here.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import LedgerRef, Source, Sums
from kpmbooks.loans import tables
from kpmbooks.loans.evidence import (
    MonthEvidence,
    main_source,
)
from kpmbooks.loans.months import MonthFigures
from kpmbooks.loans.sides import Business, Household
from kpmbooks.money import Rupiah

Figure = Literal["revenue", "materials", "expense", "earned", "spent"]


class HouseholdKept:
    """In which months the household's own ledger was kept, and from what its records come.

    ``aid`` is what was recorded as earned there while its words tell of aid, by month.
    """

    def __init__(
        self, reader: Reader, household: Household | None, months: Sequence[MonthEvidence], texts: Sequence[int]
    ) -> None:
        self._records: tuple[tuple[str, str, int, int], ...] = ()
        self.aid: dict[str, Rupiah] = {}
        if household is not None and months:
            span = span_of(months)
            self._records = tables.household_records(
                reader, household.ledger, span, spending=household.spending, earning=household.earning
            )
            self.aid = _by_month(tables.worded_sums(reader, household.ledger, span, household.earning, texts))
        self.spent = {month for month, _source, spent, _earned in self._records if spent}
        self.any = {month for month, _source, spent, earned in self._records if spent or earned}

    def main_source(self, what: str) -> Source | None:
        """Where most records of what was ``earned`` or ``spent`` come from."""
        counts: dict[str, int] = {}
        for _month, source, spent, earned in self._records:
            counts[source] = counts.get(source, 0) + (spent if what == "spent" else earned)
        return main_source(counts)


def aid_sold(
    reader: Reader, business: Business, months: Sequence[MonthEvidence], texts: Sequence[int]
) -> dict[date, Rupiah]:
    """By day what was recorded as sold while its words say that aid was paid out."""
    if not months:
        return {}
    found = tables.worded_sums(reader, business.ledger, span_of(months), business.revenue, texts)
    return {day: Rupiah(-amount) for day, amount in found.items()}


def _by_month(amounts: Mapping[date, int]) -> dict[str, Rupiah]:
    """What came in on days, as credits, by month."""
    months: dict[str, Rupiah] = {}
    for day, amount in amounts.items():
        name = f"{day:%Y-%m}"
        months[name] = months.get(name, Rupiah(0)) - amount
    return months


def span_of(months: Sequence[MonthEvidence]) -> Period:
    """From the first to the last of these months; there is at least one."""
    return Period(months[0].month.first, months[-1].month.last)


def figures_of(
    reader: Reader,
    business: Business,
    household: Household | None,
    kept: HouseholdKept,
    sold_aid: Mapping[date, Rupiah],
    evidence: MonthEvidence,
) -> MonthFigures:
    """One month of business and household; ``sold_aid``: by day what was aid and no sale."""
    month = evidence.month
    own = _sums(reader, business.ledger, month)
    through = books.sums_through(reader, business.ledger.id, month.last)
    home: Mapping[int, Sums] = {} if household is None else _sums(reader, household.ledger, month)
    name = f"{month.first:%Y-%m}"
    aid = kept.aid.get(name, Rupiah(0))
    sold = sum((amount for day, amount in sold_aid.items() if month.contains(day)), Rupiah(0))
    return MonthFigures(
        month=month,
        revenue=-net_of(own, business.revenue) - sold,
        materials=net_of(own, business.materials),
        expense=net_of(own, business.expense),
        cash_end=net_of(through, business.cash),
        earned=-net_of(home, household.earning) - aid if household is not None and name in kept.any else None,
        spent=net_of(home, household.spending) if household is not None and name in kept.spent else None,
        unsorted=-net_of(own, business.unsorted) - (net_of(home, household.unsorted) if household is not None else 0),
        days=evidence.days,
        is_recorded=evidence.is_recorded,
        aid=aid + sold,
    )


def _sums(reader: Reader, ledger: LedgerRef, month: Period) -> Mapping[int, Sums]:
    """The month's sums without opening balances: what was sold before the book began is no sale of its first month."""
    sums = dict(books.sums_in(reader, ledger.id, month))
    for account, debit, credit in tables.opening_sums(reader, ledger, month):
        found = sums[account]
        sums[account] = Sums(found.debit - debit, found.credit - credit, found.lines)
    return sums


def net_of(sums: Mapping[int, Sums], accounts: Sequence[int]) -> Rupiah:
    """What these accounts come to together, debits less credits."""
    return sum((sums[key].net for key in accounts if key in sums), Rupiah(0))
