"""What the books know for a loan: evidence, months, household, debts; read in one go, whatever is then asked for.

Which account means what is decided by ``sides``. What was recorded as earned while its words tell of aid is taken out
here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Literal
from weakref import WeakKeyDictionary

from kpmbooks import group, recording, statements, trade
from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.dates import Period
from kpmbooks.instalments import rounded
from kpmbooks.ledger import Fund, LedgerRef, Source, Sums
from kpmbooks.loans import tables
from kpmbooks.loans.aid import ROOTS, tells_of_aid, tells_of_aid_paid
from kpmbooks.loans.applicant import Identity, identity_of
from kpmbooks.loans.application import Application, read_application
from kpmbooks.loans.evidence import (
    SOON_DAYS,
    Day,
    Evidence,
    MonthEvidence,
    by_month,
    finished_months,
    main_source,
    missing_months,
    selling_days_a_month,
    whole_months,
)
from kpmbooks.loans.loan_before import LoansBefore, loans_before
from kpmbooks.loans.months import MOST_MONTHS, MonthFigures
from kpmbooks.loans.plausibility import GoodSold, Plausibility, look_at
from kpmbooks.loans.sides import Business, Household
from kpmbooks.loans.tables import CountedRecords
from kpmbooks.loans.taken import taken_loans
from kpmbooks.loans.writing import CLOCK_SLACK_MINUTES, LATER_MINUTES, CashCounts, Changes, ClockBack, typing_of
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.statements import Position

Figure = Literal["revenue", "materials", "expense", "earned", "spent"]

RECENT_MONTHS = 3
"""What is paid on a loan now is looked up in so many finished months."""


@dataclass(frozen=True, slots=True)
class RecordedDebts:
    """Loans as the ledgers know them: what is still owed, and what was paid on them in a recent month."""

    owed: Rupiah
    monthly: Rupiah


_NOBODY = Identity()
_NO_LOAN_BEFORE = LoansBefore()


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
    plausibility: Plausibility
    position: Position
    main_sources: Mapping[Figure, Source | None]
    has_household: bool
    application: Application
    identity: Identity = _NOBODY
    before: LoansBefore = _NO_LOAN_BEFORE


_SEEN: WeakKeyDictionary[Reader, dict[tuple[int, date], BookSide]] = WeakKeyDictionary()
"""What was read already within the life of a reader: the papers of a loan are drawn one after another."""


def read_books(reader: Reader, ledger: LedgerRef, today: date) -> BookSide:
    """What the book knows; raises ``Rejected`` for a ledger that is no business's.

    A reader sees the book as it was when it began, so that what it has read once holds; who writes reads anew.
    """
    if isinstance(reader, Tx):
        return _read(reader, ledger, today)
    seen = _SEEN.setdefault(reader, {})
    if (ledger.id, today) not in seen:
        seen[ledger.id, today] = _read(reader, ledger, today)
    return seen[ledger.id, today]


def _read(reader: Reader, ledger: LedgerRef, today: date) -> BookSide:
    if ledger.kind == "keluarga":
        message = N_("A loan is asked for by a business. Choose the business's ledger, not {name}.")
        raise Rejected(Problem("ledger-no-business", message, {"name": ledger.name}, "ledger"))
    application = read_application(tables.latest_answers(reader, ledger))
    if ledger.kind == "kelompok":
        application = _of_group(reader, ledger, today, application)
    business = Business(reader, ledger)
    household = Household.of(reader)
    records = _records(reader, business, today)
    days = _days(reader, business, records, today)
    finished = finished_months(reader.owner.start, today)
    while finished and not any(finished[0].contains(one.day) for one in days):
        finished = finished[1:]  # months before the first record are none of this business
    each = by_month(days, finished)
    looked_at = each[-MOST_MONTHS:]
    texts = tables.texts_with(reader, ROOTS)
    kept = _Kept(reader, household, looked_at, [key for key, words in texts if tells_of_aid(words)])
    aid = _aid_sold(reader, business, looked_at, [key for key, words in texts if tells_of_aid_paid(words)])
    figures = tuple(_figures(reader, business, household, kept, aid, month) for month in looked_at)
    return BookSide(
        ledger=ledger,
        business=ledger.name,
        sector=reader.owner.sector,
        today=today,
        evidence=_evidence(reader, business, records, days, each, today, application),
        each_month=each,
        months=figures,
        debts=_debts(reader, business, household, [month.month for month in looked_at], today),
        plausibility=_plausibility(reader, business, figures, looked_at, aid),
        position=statements.position(reader, ledger, today, _purse(reader, ledger)),
        main_sources={
            **_business_sources(records, [month.month for month in looked_at]),
            "earned": kept.main_source("earned"),
            "spent": kept.main_source("spent"),
        },
        has_household=household is not None,
        application=application,
        identity=identity_of(reader, ledger),
        before=loans_before(taken_loans(reader, ledger, today)),
    )


def _purse(reader: Reader, ledger: LedgerRef) -> Fund | None:
    """The business's own purse: what members save and put together for each other is none of its means."""
    return next((fund for fund in books.funds(reader, ledger) if fund.role == "usaha"), None)


class _Kept:
    """In which months the household's own ledger was kept, and from what its records come.

    ``aid`` is what was recorded as earned there while its words tell of aid, by month.
    """

    def __init__(
        self, reader: Reader, household: Household | None, months: Sequence[MonthEvidence], texts: Sequence[int]
    ) -> None:
        self._records: tuple[tuple[str, str, int, int], ...] = ()
        self.aid: dict[str, Rupiah] = {}
        if household is not None and months:
            span = _span(months)
            self._records = tables.household_records(
                reader, household.ledger, span, spending=household.spending, earning=household.earning
            )
            self.aid = _by_month(tables.worded_sums(reader, household.ledger, span, household.earning, texts))
        self.spent = {month for month, _source, spent, _earned in self._records if spent}
        self.any = {month for month, _source, spent, earned in self._records if spent or earned}

    def main_source(self, what: str) -> Source | None:
        counts: dict[str, int] = {}
        for _month, source, spent, earned in self._records:
            counts[source] = counts.get(source, 0) + (spent if what == "spent" else earned)
        return main_source(counts)


def _aid_sold(
    reader: Reader, business: Business, months: Sequence[MonthEvidence], texts: Sequence[int]
) -> dict[date, Rupiah]:
    """By day what was recorded as sold while its words say that aid was paid out."""
    if not months:
        return {}
    found = tables.worded_sums(reader, business.ledger, _span(months), business.revenue, texts)
    return {day: Rupiah(-amount) for day, amount in found.items()}


def _by_month(amounts: Mapping[date, int]) -> dict[str, Rupiah]:
    """What came in on days, as credits, by month."""
    months: dict[str, Rupiah] = {}
    for day, amount in amounts.items():
        name = f"{day:%Y-%m}"
        months[name] = months.get(name, Rupiah(0)) - amount
    return months


def _span(months: Sequence[MonthEvidence]) -> Period:
    return Period(months[0].month.first, months[-1].month.last)


def _records(reader: Reader, business: Business, today: date) -> tuple[CountedRecords, ...]:
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


def _days(reader: Reader, business: Business, records: Sequence[CountedRecords], today: date) -> tuple[Day, ...]:
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
    business: Business,
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
        sheet_days=len({one.day for one in records if one.source == "sheet"}),
        missing_months=missing_months(each),
        typing=typing_of((one.day, one.written, one.records) for one in records),
        changes=_changes(reader, business, span),
        clock_back=ClockBack(*tables.clock_set_back(reader, CLOCK_SLACK_MINUTES)),
        counts=_counts(reader, business, records, span),
        selling_days=selling_days_a_month(recorded),
    )


def _changes(reader: Reader, business: Business, span: Period) -> Changes:
    corrected, taken_back, longest = tables.changed_later(reader, business.ledger, span, LATER_MINUTES)
    return Changes(corrected, taken_back, longest // _A_DAY)


def _counts(reader: Reader, business: Business, records: Sequence[CountedRecords], span: Period) -> CashCounts:
    """Counted is money when the stall is closed, when a record says that it comes from the drawer, and at a meeting."""
    days = {one.day for one in records if one.closings or one.source == "drawer"}
    if business.ledger.kind == "kelompok":
        met = [one for one in group.meetings_of(reader, business.ledger) if span.contains(one.day)]
        days |= {one.day for one in met if group.minutes_of(reader, one).counts}
    sums = books.sums_in(reader, business.ledger.id, span)
    found = [sums[key] for key in business.not_found if key in sums]
    return CashCounts(
        len(days),
        sum((Rupiah(one.debit) for one in found), Rupiah(0)),
        sum((Rupiah(one.credit) for one in found), Rupiah(0)),
        sum(one.lines for one in found),
    )


_A_DAY = 24 * 60 * 60 * 1_000


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
    reader: Reader,
    business: Business,
    household: Household | None,
    kept: _Kept,
    aid_sold: Mapping[date, Rupiah],
    evidence: MonthEvidence,
) -> MonthFigures:
    month = evidence.month
    own = _sums(reader, business.ledger, month)
    through = books.sums_through(reader, business.ledger.id, month.last)
    home: Mapping[int, Sums] = {} if household is None else _sums(reader, household.ledger, month)
    name = f"{month.first:%Y-%m}"
    aid = kept.aid.get(name, Rupiah(0))
    sold = sum((amount for day, amount in aid_sold.items() if month.contains(day)), Rupiah(0))
    return MonthFigures(
        month=month,
        revenue=-_net(own, business.revenue) - sold,
        materials=_net(own, business.materials),
        expense=_net(own, business.expense),
        cash_end=_net(through, business.cash),
        earned=-_net(home, household.earning) - aid if household is not None and name in kept.any else None,
        spent=_net(home, household.spending) if household is not None and name in kept.spent else None,
        unsorted=-_net(own, business.unsorted) - (_net(home, household.unsorted) if household is not None else 0),
        days=evidence.days,
        is_recorded=evidence.is_recorded,
        aid=aid + sold,
    )


def _plausibility(
    reader: Reader,
    business: Business,
    figures: Sequence[MonthFigures],
    months: Sequence[MonthEvidence],
    aid_sold: Mapping[date, Rupiah],
) -> Plausibility:
    """By the months that are looked at; goods only of whoever keeps any."""
    if not months:
        return look_at((), {}, (), ())
    span = _span(months)
    sold = trade.goods_sold(reader, business.ledger, span).rows if trade.has_goods(reader, business.ledger) else ()
    goods = [GoodSold(row.good.name, row.good.unit, row.quantity, row.good.price, row.amount) for row in sold]
    days = tables.sales_by_day(reader, business.ledger, span, business.revenue)
    for day, amount in aid_sold.items():
        days[day] = days.get(day, 0) - int(amount)
    return look_at(figures, days, [month.sold for month in months if month.is_recorded], goods)


def _of_group(reader: Reader, ledger: LedgerRef, today: date, answered: Application) -> Application:
    """Who asks and where, as the group's own lists say it, where nothing else was answered."""
    chair = next((one.name for one in group.members_of(reader, today) if one.office == "ketua"), None)
    place = group.rules_of(reader, ledger, today).place
    return replace(answered, applicant=answered.applicant or chair or "", address=answered.address or place)


def _debts(
    reader: Reader, business: Business, household: Household | None, months: Sequence[Period], today: date
) -> RecordedDebts:
    """What is owed now, and what a month of paying it costs: the mean of those recent months in which it was paid."""
    sides: list[Business | Household] = [business] if household is None else [business, household]
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
