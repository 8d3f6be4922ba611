"""What the books know for a loan: evidence, months, household, debts; read in one go, whatever is then asked for.

Which account means what is decided here. The household's earnings are its wages and what relatives send; aid, money of
the own business and money of which nobody knows where it came from are no earnings. An account that a person added
herself counts by its type, unless its name tells of aid.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Literal

from kpmbooks import ledger as books
from kpmbooks import recording
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.instalments import rounded
from kpmbooks.ledger import Account, LedgerRef, Source, Sums
from kpmbooks.loans import tables
from kpmbooks.loans.aid import is_aid_account, tells_of_aid
from kpmbooks.loans.application import Application, read_application
from kpmbooks.loans.evidence import (
    SOON_DAYS,
    Day,
    Evidence,
    MonthEvidence,
    by_month,
    finished_months,
    main_source,
    selling_days_a_month,
    whole_months,
)
from kpmbooks.loans.months import MOST_MONTHS, MonthFigures
from kpmbooks.loans.tables import CountedRecords
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected

Figure = Literal["revenue", "materials", "expense", "earned", "spent"]

RECENT_MONTHS = 3
"""What is paid on a loan now is looked up in so many finished months."""


@dataclass(frozen=True, slots=True)
class RecordedDebts:
    """Loans as the ledgers know them: what is still owed, and what was paid on them in a recent month."""

    owed: Rupiah
    monthly: Rupiah


@dataclass(frozen=True, slots=True)
class BookSide:
    """Everything that the book says of a business on ``today``.

    ``main_sources``: where most records come from, by the figure that they are of.
    """

    ledger: LedgerRef
    business: str
    sector: str
    today: date
    evidence: Evidence
    each_month: tuple[MonthEvidence, ...]
    months: tuple[MonthFigures, ...]
    debts: RecordedDebts
    main_sources: Mapping[Figure, Source | None]
    has_household: bool
    application: Application


def read_books(reader: Reader, ledger: LedgerRef, today: date) -> BookSide:
    """What the book knows; raises ``Rejected`` for a ledger that is no business's."""
    if ledger.kind == "keluarga":
        message = N_("A loan is asked for by a business. Choose the business's ledger, not {name}.")
        raise Rejected(Problem("ledger-no-business", message, {"name": ledger.name}, "ledger"))
    application = read_application(tables.latest_answers(reader, ledger))
    business = _Business(reader, ledger)
    household = _Household.of(reader)
    records = _records(reader, business, today)
    days = _days(reader, business, records, today)
    finished = finished_months(reader.owner.start, today)
    while finished and not any(finished[0].contains(one.day) for one in days):
        finished = finished[1:]  # months before the first record are none of this business
    each = by_month(days, finished)
    looked_at = each[-MOST_MONTHS:]
    kept = _Kept(reader, household, looked_at)
    return BookSide(
        ledger=ledger,
        business=ledger.name,
        sector=reader.owner.sector,
        today=today,
        evidence=_evidence(reader, business, records, days, each, today, application),
        each_month=each,
        months=tuple(_figures(reader, business, household, kept, month) for month in looked_at),
        debts=_debts(reader, business, household, [month.month for month in looked_at], today),
        main_sources={
            **_business_sources(records, [month.month for month in looked_at]),
            "earned": kept.main_source("earned"),
            "spent": kept.main_source("spent"),
        },
        has_household=household is not None,
        application=application,
    )


_LOANS = ("utang_pinjaman", "utang_lain")
_PRICE_OF_LOANS = ("bunga_pinjaman", "potongan_pinjaman")
_WRITTEN_DOWN = ("penyusutan", "akumulasi_penyusutan")
_ONCE_ONLY = ("laba_rugi_alat",)
"""What comes once and repays no loan: a machine that was sold for more than its book value."""
_UNSORTED = "pendapatan_lain"
_OWN_BUSINESS = "uang_dari_usaha"
_FROM_RELATIVES = "kiriman"


class _Business:
    """The accounts of a business's ledger by what they are for a loan; of a group only those of its business purse."""

    def __init__(self, reader: Reader, ledger: LedgerRef) -> None:
        self.ledger = ledger
        known = [one for one in books.accounts(reader, ledger) if one.fund_role == "usaha"]
        self.cash = _ids(known, lambda one: one.is_cash)
        self.revenue = _ids(
            known,
            lambda one: (
                one.type in ("revenue", "contra-revenue") and not (one.role is None and is_aid_account(one.name))
            ),
        )
        self.materials = _ids(known, lambda one: one.type in ("cost", "contra-cost"))
        self.expense = _ids(
            known,
            lambda one: one.type in ("expense", "other-expense") and one.role not in (*_PRICE_OF_LOANS, *_ONCE_ONLY),
        )
        self.unsorted = _ids(known, lambda one: one.role == _UNSORTED)
        self.loans = _ids(known, lambda one: one.role in _LOANS)
        self.interest = _ids(known, lambda one: one.role == "bunga_pinjaman")
        # Of one's own making a contra account can only be for wear; those of the chart are also for others' goods.
        self.written_down = _ids(
            known, lambda one: one.role in _WRITTEN_DOWN or (one.role is None and one.type == "contra-asset")
        )


class _Household:
    """The accounts of the family's ledger by what they are for a loan."""

    def __init__(self, reader: Reader, ledger: LedgerRef) -> None:
        self.ledger = ledger
        known = books.accounts(reader, ledger)
        self.earning = _ids(known, _is_earning)
        self.spending = _ids(
            known,
            lambda one: (
                one.type in ("cost", "contra-cost", "expense", "other-expense") and one.role not in _PRICE_OF_LOANS
            ),
        )
        self.unsorted = _ids(known, lambda one: one.role == _UNSORTED)
        self.loans = _ids(known, lambda one: one.role in _LOANS)
        self.interest = _ids(known, lambda one: one.role == "bunga_pinjaman")

    @classmethod
    def of(cls, reader: Reader) -> "_Household | None":
        ledger = next((one for one in books.ledgers(reader) if one.kind == "keluarga"), None)
        return None if ledger is None else cls(reader, ledger)


def _is_earning(account: Account) -> bool:
    if account.role == _OWN_BUSINESS or is_aid_account(account.name):
        return False
    return account.type in ("revenue", "contra-revenue") or account.role == _FROM_RELATIVES


def _ids(accounts: Sequence[Account], wanted: Callable[[Account], bool]) -> tuple[int, ...]:
    return tuple(account.id for account in accounts if wanted(account))


class _Kept:
    """In which months the household's own ledger was kept, and from what its records come.

    ``aid`` is what was recorded as earned there while its words tell of aid, by month.
    """

    def __init__(self, reader: Reader, household: _Household | None, months: Sequence[MonthEvidence]) -> None:
        self._records: tuple[tuple[str, str, int, int], ...] = ()
        self.aid: dict[str, Rupiah] = {}
        if household is not None and months:
            span = Period(months[0].month.first, months[-1].month.last)
            self._records = tables.household_records(
                reader, household.ledger, span, spending=household.spending, earning=household.earning
            )
            aid = tables.worded_sums(reader, span, household.earning)
            for month, memo, party, amount in aid:
                if tells_of_aid(memo) or tells_of_aid(party):
                    self.aid[month] = self.aid.get(month, Rupiah(0)) - amount
        self.spent = {month for month, _source, spent, _earned in self._records if spent}
        self.any = {month for month, _source, spent, earned in self._records if spent or earned}

    def main_source(self, what: str) -> Source | None:
        counts: dict[str, int] = {}
        for _month, source, spent, earned in self._records:
            counts[source] = counts.get(source, 0) + (spent if what == "spent" else earned)
        return main_source(counts)


def _records(reader: Reader, business: _Business, today: date) -> tuple[CountedRecords, ...]:
    return tables.counted_records(
        reader,
        business.ledger,
        Period(min(reader.owner.start, today), today),
        uncounted=tuple(kind.id for kind in recording.kinds().values() if not kind.counts_day),
        revenue=business.revenue,
        materials=business.materials,
        expense=business.expense,
        written_down=business.written_down,
    )


def _days(reader: Reader, business: _Business, records: Sequence[CountedRecords], today: date) -> tuple[Day, ...]:
    """Every day of the business of which the book knows anything, in order."""
    span = Period(min(reader.owner.start, today), today)
    off = {one.day for one in recording.days_off(reader, business.ledger, span)}
    known = {day: Day(day, off=True) for day in off}
    for day, same in groupby(records, key=lambda one: one.day):
        rows = tuple(same)
        known[day] = Day(day, sum(one.records for one in rows), any(one.revenue for one in rows), day in off)
    return tuple(known[day] for day in sorted(known))


def _evidence(
    reader: Reader,
    business: _Business,
    records: Sequence[CountedRecords],
    days: Sequence[Day],
    each: Sequence[MonthEvidence],
    today: date,
    application: Application,
) -> Evidence:
    span = Period(min(reader.owner.start, today), today)
    counts: Counter[str] = Counter()
    for one in records:
        counts[one.source] += one.records
    written = recording.written_within(reader, business.ledger, span, SOON_DAYS)
    first = next((one.day for one in days if one.records), None)
    # A business cannot be younger than its first record.
    since = min((day for day in (application.since, first) if day is not None), default=None)
    recorded = [month for month in each[-MOST_MONTHS:] if month.is_recorded]
    return Evidence(
        since=since,
        since_asked=application.since is not None and since == application.since,
        months_in_business=None if since is None else whole_months(since, today),
        months_recorded=sum(month.is_recorded for month in each),
        days_recorded=len(days),
        days_sold=sum(one.sold for one in days),
        days_off=sum(one.off and not one.records for one in days),
        records=counts.total(),
        soon_percent=written.percent,
        sources={source: counts[source] for source in books.SOURCES},
        corrected=tables.corrected_count(reader, business.ledger, span),
        selling_days=selling_days_a_month(recorded),
    )


def _business_sources(records: Sequence[CountedRecords], months: Sequence[Period]) -> dict[Figure, Source | None]:
    """Where most records of each figure come from in the months that are looked at."""
    counts: dict[Figure, Counter[str]] = {"revenue": Counter(), "materials": Counter(), "expense": Counter()}
    for one in records:
        if months and months[0].first <= one.day <= months[-1].last:
            counts["revenue"][one.source] += one.revenue
            counts["materials"][one.source] += one.materials
            counts["expense"][one.source] += one.expense
    return {figure: main_source(count) for figure, count in counts.items()}


def _figures(
    reader: Reader, business: _Business, household: _Household | None, kept: _Kept, evidence: MonthEvidence
) -> MonthFigures:
    month = evidence.month
    own = _sums(reader, business.ledger, month)
    through = books.sums_through(reader, business.ledger.id, month.last)
    home: Mapping[int, Sums] = {} if household is None else _sums(reader, household.ledger, month)
    name = f"{month.first:%Y-%m}"
    aid = kept.aid.get(name, Rupiah(0))
    return MonthFigures(
        month=month,
        revenue=-_net(own, business.revenue),
        materials=_net(own, business.materials),
        expense=_net(own, business.expense),
        cash_end=_net(through, business.cash),
        earned=-_net(home, household.earning) - aid if household is not None and name in kept.any else None,
        spent=_net(home, household.spending) if household is not None and name in kept.spent else None,
        unsorted=-_net(own, business.unsorted) - (_net(home, household.unsorted) if household is not None else 0),
        days=evidence.days,
        is_recorded=evidence.is_recorded,
        aid=aid,
    )


def _debts(
    reader: Reader, business: _Business, household: _Household | None, months: Sequence[Period], today: date
) -> RecordedDebts:
    """What is owed now, and what a month of paying it costs: the mean of those recent months in which it was paid."""
    sides: list[_Business | _Household] = [business] if household is None else [business, household]
    owed = Rupiah(0)
    for side in sides:
        owed -= _net(books.sums_through(reader, side.ledger.id, today), side.loans)
    if owed <= 0:
        return RecordedDebts(Rupiah(0), Rupiah(0))
    paid = []
    for month in months[-RECENT_MONTHS:]:
        amount = 0
        for side in sides:
            sums = books.sums_in(reader, side.ledger.id, month)
            amount += sum(sums[key].debit for key in side.loans if key in sums) + int(_net(sums, side.interest))
        if amount > 0:
            paid.append(amount)
    return RecordedDebts(owed, rounded(Fraction(sum(paid), len(paid)), way="up") if paid else Rupiah(0))


def _sums(reader: Reader, ledger: LedgerRef, month: Period) -> Mapping[int, Sums]:
    """The month's sums without opening balances: what was sold before the book began is no sale of its first month."""
    sums = dict(books.sums_in(reader, ledger.id, month))
    for account, debit, credit in tables.opening_sums(reader, ledger, month):
        found = sums[account]
        sums[account] = Sums(found.debit - debit, found.credit - credit, found.lines)
    return sums


def _net(sums: Mapping[int, Sums], accounts: Sequence[int]) -> Rupiah:
    return sum((sums[key].net for key in accounts if key in sums), Rupiah(0))
