"""How a business was written down, asked of the book: its records, its days, what was changed, what was counted.

What these figures are called and how they are reckoned is said by ``evidence`` and ``writing``.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from kpmbooks import group, recording
from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import Source
from kpmbooks.loans import tables
from kpmbooks.loans.application import Application
from kpmbooks.loans.evidence import (
    SOON_DAYS,
    Day,
    Evidence,
    MonthEvidence,
    main_source,
    missing_months,
    selling_days_a_month,
    whole_months,
)
from kpmbooks.loans.months import MOST_MONTHS
from kpmbooks.loans.recorded_months import Figure
from kpmbooks.loans.sides import Business
from kpmbooks.loans.tables import CountedRecords
from kpmbooks.loans.writing import CLOCK_SLACK_MINUTES, LATER_MINUTES, CashCounts, Changes, ClockBack, typing_of
from kpmbooks.money import Rupiah


def records_of(reader: Reader, business: Business, today: date) -> tuple[CountedRecords, ...]:
    """The records of the business that make their day one with a record, until ``today``."""
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


def days_of(reader: Reader, business: Business, records: Sequence[CountedRecords], today: date) -> tuple[Day, ...]:
    """Every day of the business of which the book knows anything, in order."""
    span = Period(min(reader.owner.start, today), today)
    off = {one.day for one in recording.days_off(reader, business.ledger, span)}
    known = {day: Day(day, off=True) for day in off}
    for day, same in groupby(records, key=lambda one: one.day):
        rows = tuple(same)
        known[day] = Day(day, sum(one.records for one in rows), any(one.revenue for one in rows), day in off)
    return tuple(known[day] for day in sorted(known))


def evidence_of(
    reader: Reader,
    business: Business,
    records: Sequence[CountedRecords],
    days: Sequence[Day],
    each: Sequence[MonthEvidence],
    today: date,
    application: Application,
) -> Evidence:
    """How well the business is written down; ``each``: its finished months."""
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


def sources_of(records: Sequence[CountedRecords], months: Sequence[Period]) -> dict[Figure, Source | None]:
    """Where most records of each figure come from in the months that are looked at."""
    counts: dict[Figure, Counter[str]] = {"revenue": Counter(), "materials": Counter(), "expense": Counter()}
    for one in records:
        if months and months[0].first <= one.day <= months[-1].last:
            counts["revenue"][one.source] += one.revenue
            counts["materials"][one.source] += one.materials
            counts["expense"][one.source] += one.expense
    return {figure: main_source(count) for figure, count in counts.items()}
