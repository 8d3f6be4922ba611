"""What the books know for a loan: evidence, months, household, debts; read in one go, whatever is then asked for.

Which account means what is decided by ``sides``. How all was written down is asked by ``recorded_evidence``, what the
months come to by ``recorded_months``; here it is put together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final
from weakref import WeakKeyDictionary

from kpmbooks import group, statements, trade
from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.dates import Period
from kpmbooks.instalments import rounded
from kpmbooks.ledger import Fund, LedgerRef, Source
from kpmbooks.loans import tables
from kpmbooks.loans.aid import ROOTS, tells_of_aid, tells_of_aid_paid
from kpmbooks.loans.applicant import Identity, identity_of
from kpmbooks.loans.application import Application, read_application
from kpmbooks.loans.evidence import (
    Evidence,
    MonthEvidence,
    by_month,
    finished_months,
)
from kpmbooks.loans.lessons_held import lessons_held
from kpmbooks.loans.loan_before import LoansBefore, loans_before
from kpmbooks.loans.months import MOST_MONTHS, MonthFigures
from kpmbooks.loans.plausibility import GoodSold, Plausibility, look_at
from kpmbooks.loans.recorded_evidence import days_of, evidence_of, records_of, sources_of
from kpmbooks.loans.recorded_months import Figure, HouseholdKept, aid_sold, figures_of, net_of, span_of
from kpmbooks.loans.sides import Business, Household
from kpmbooks.loans.taken import taken_loans
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.statements import Position

RECENT_MONTHS = 3
"""What is paid on a loan now is looked up in so many finished months."""


@dataclass(frozen=True, slots=True)
class RecordedDebts:
    """Loans as the ledgers know them: what is still owed, and what was paid on them in a recent month."""

    owed: Rupiah
    monthly: Rupiah


_NOBODY = Identity()
_NO_LOAN_BEFORE = LoansBefore()
_OF_OTHERS: Final = ("alat_pinjaman", "milik_pemilik_alat")


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
    if not application.lessons:
        application = replace(application, lessons=lessons_held(reader))
    if ledger.kind == "kelompok":
        application = _of_group(reader, ledger, today, application)
    business = Business(reader, ledger)
    household = Household.of(reader)
    records = records_of(reader, business, today)
    days = days_of(reader, business, records, today)
    finished = finished_months(reader.owner.start, today)
    while finished and not any(finished[0].contains(one.day) for one in days):
        finished = finished[1:]  # months before the first record are none of this business
    each = by_month(days, finished)
    looked_at = each[-MOST_MONTHS:]
    texts = tables.texts_with(reader, ROOTS)
    kept = HouseholdKept(reader, household, looked_at, [key for key, words in texts if tells_of_aid(words)])
    aid = aid_sold(reader, business, looked_at, [key for key, words in texts if tells_of_aid_paid(words)])
    figures = tuple(figures_of(reader, business, household, kept, aid, month) for month in looked_at)
    return BookSide(
        ledger=ledger,
        business=ledger.name,
        sector=reader.owner.sector,
        today=today,
        evidence=evidence_of(reader, business, records, days, each, today, application),
        each_month=each,
        months=figures,
        debts=_debts(reader, business, household, [month.month for month in looked_at], today),
        plausibility=_plausibility(reader, business, figures, looked_at, aid),
        position=_means(reader, ledger, today),
        main_sources={
            **sources_of(records, [month.month for month in looked_at]),
            "earned": kept.main_source("earned"),
            "spent": kept.main_source("spent"),
        },
        has_household=household is not None,
        application=application,
        identity=identity_of(reader, ledger),
        before=loans_before(taken_loans(reader, ledger, today)),
    )


def _means(reader: Reader, ledger: LedgerRef, today: date) -> Position:
    """What the business owns and owes; tools of others, which it only uses, are neither and leave the sums alone."""
    whole = statements.position(reader, ledger, today, _purse(reader, ledger))
    of_others = {one.code for one in books.accounts(reader, ledger) if one.role in _OF_OTHERS}
    return replace(whole, rows=tuple(row for row in whole.rows if row.code not in of_others))


def _purse(reader: Reader, ledger: LedgerRef) -> Fund | None:
    """The business's own purse: what members save and put together for each other is none of its means."""
    return next((fund for fund in books.funds(reader, ledger) if fund.role == "usaha"), None)


def _plausibility(
    reader: Reader,
    business: Business,
    figures: Sequence[MonthFigures],
    months: Sequence[MonthEvidence],
    sold_aid: Mapping[date, Rupiah],
) -> Plausibility:
    """By the months that are looked at; goods only of whoever keeps any."""
    if not months:
        return look_at((), {}, (), ())
    span = span_of(months)
    sold = trade.goods_sold(reader, business.ledger, span).rows if trade.has_goods(reader, business.ledger) else ()
    goods = [GoodSold(row.good.name, row.good.unit, row.quantity, row.good.price, row.amount) for row in sold]
    days = tables.sales_by_day(reader, business.ledger, span, business.revenue)
    for day, amount in sold_aid.items():
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
        owed -= net_of(books.sums_through(reader, side.ledger.id, today), side.loans)
    if owed <= 0:
        return RecordedDebts(Rupiah(0), Rupiah(0))
    paid = []
    for month in months[-RECENT_MONTHS:]:
        amount = 0
        for side in sides:
            sums = books.sums_in(reader, side.ledger.id, month)
            amount += sum(sums[key].debit for key in side.loans if key in sums) + int(net_of(sums, side.interest))
        if amount > 0:
            paid.append(amount)
    return RecordedDebts(owed, rounded(Fraction(sum(paid), len(paid)), way="up") if paid else Rupiah(0))
