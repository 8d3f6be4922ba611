"""How a loan stands on a day: which instalments are paid, what is still owed, what is due next, what is late. Pure.

Money that was paid covers one instalment after another. One counts as paid when at least 99 of 100 rupiah that were due
so far are there, so that a few rupiah which a lender rounds away make nobody late; the last one takes what is missing.
What was said to be extra takes principal away instead. What the ledger says stands beside what the plan says: where
the two differ, that is told and never smoothed over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kpmbooks.instalments import Instalment
from kpmbooks.loans.taken_plan import Agreement, instalments_of, shortened
from kpmbooks.money import Rupiah

_NONE = Rupiah(0)
_ENOUGH = 99
"""Of a hundred rupiah due so far."""


@dataclass(frozen=True, slots=True)
class Payment:
    """One record that pays the loan, as it stands today. ``link`` is the uid of the record that was linked, ``uid``
    that of the one that counts in its place. ``extra``: on top of the instalments."""

    link: bytes
    uid: bytes
    number: str
    day: date
    principal: Rupiah
    interest: Rupiah
    extra: bool = False

    @property
    def amount(self) -> Rupiah:
        """What was paid."""
        return self.principal + self.interest


@dataclass(frozen=True, slots=True)
class PlannedInstalment:
    """One instalment of the plan, and when it was paid in whole. ``before``: paid before the book knew the loan."""

    row: Instalment
    paid_on: date | None = None
    before: bool = False

    @property
    def due(self) -> date:
        """When it is due."""
        assert self.row.due is not None
        return self.row.due

    @property
    def is_paid(self) -> bool:
        """Whether it was."""
        return self.before or self.paid_on is not None

    @property
    def on_time(self) -> bool:
        """Whether it was paid on its day or earlier."""
        return self.paid_on is not None and self.paid_on <= self.due


@dataclass(frozen=True, slots=True)
class Standing:
    """A loan on a day.

    ``owed_by_plan`` and ``owed_by_book`` are principal; ``next_amount`` is what is missing for the next instalment
    and all before it. ``late`` instalments are past their day.
    """

    plan: tuple[PlannedInstalment, ...]
    principal_paid: Rupiah
    interest_paid: Rupiah
    owed_by_plan: Rupiah
    owed_by_book: Rupiah
    next_amount: Rupiah
    late: int
    late_since: date | None
    late_amount: Rupiah
    ahead: int
    is_paid_off: bool

    @property
    def paid(self) -> Rupiah:
        """What was paid so far, interest with it."""
        return self.principal_paid + self.interest_paid

    @property
    def next(self) -> PlannedInstalment | None:
        """The instalment that is due next; None when nothing is."""
        return None if self.is_paid_off else next((one for one in self.plan if not one.is_paid), None)

    @property
    def difference(self) -> Rupiah:
        """What the book says is owed more than the plan does; below zero when it says less."""
        return self.owed_by_book - self.owed_by_plan

    @property
    def suggestion(self) -> tuple[Rupiah, Rupiah]:
        """Principal and interest of what is due next; never more principal than is owed by the book."""
        due = self.next
        if due is None:
            return max(self.owed_by_book, _NONE), _NONE
        interest = min(due.row.interest, self.next_amount)
        return min(self.next_amount - interest, max(self.owed_by_book, _NONE)), interest

    @property
    def came_due(self) -> int:
        """Instalments that the book saw paid, or that came due without."""
        return sum(one.paid_on is not None for one in self.plan) + self.late

    @property
    def on_time(self) -> int:
        """How many of ``came_due`` were paid on their day or earlier."""
        return sum(one.on_time for one in self.plan)


def standing(
    agreement: Agreement, payments: Iterable[Payment], today: date, *, before: int = 0, lent: Rupiah
) -> Standing:
    """Where the loan stands on ``today`` after ``payments``.

    ``before``: so many instalments were paid before the book knew of the loan; ``lent`` is the principal that the
    ledger says was owed when it came in.
    """
    paying = sorted(payments, key=lambda one: (one.day, one.number))
    principal = sum((one.principal for one in paying), _NONE)
    walk = _Walk(agreement, before)
    for one in paying:
        walk.pay(one)
    owed_by_book = lent - principal
    paid_off = owed_by_book <= 0 or not walk.open
    late = () if paid_off else tuple(row for row in walk.open if row.due is not None and row.due < today)
    return Standing(
        plan=walk.plan(),
        principal_paid=principal,
        interest_paid=sum((one.interest for one in paying), _NONE),
        owed_by_plan=walk.owed,
        owed_by_book=owed_by_book,
        next_amount=_NONE if paid_off else max(walk.missing(walk.open[:1]), _NONE),
        late=len(late),
        late_since=late[0].due if late else None,
        late_amount=max(walk.missing(late), _NONE) if late else _NONE,
        ahead=sum(row.due is not None and row.due > today for row in walk.rows[before : walk.covered]),
        is_paid_off=paid_off,
    )


class _Walk:
    """The plan while one payment after the other is laid against it."""

    def __init__(self, agreement: Agreement, before: int) -> None:
        self._agreement = agreement
        self.rows = instalments_of(agreement)
        self._before = self.covered = min(before, len(self.rows))
        self._balance = self.rows[self.covered - 1].balance if self.covered else agreement.terms.amount
        self._due = self._paid = sum((row.amount for row in self.rows[: self.covered]), _NONE)
        self._days: list[date] = []

    @property
    def open(self) -> tuple[Instalment, ...]:
        """The instalments that are not paid in whole."""
        return self.rows[self.covered :]

    @property
    def owed(self) -> Rupiah:
        """The principal that the plan still asks for; of a part of an instalment interest comes first."""
        over = self._paid - self._due
        if over > 0:
            interest = self.open[0].interest if self.open else _NONE
            over = max(over - interest, _NONE)
        return max(self._balance - over, _NONE)

    def missing(self, rows: tuple[Instalment, ...]) -> Rupiah:
        """What is not there yet of these open instalments, the first of which is the next one."""
        return sum((row.amount for row in rows), _NONE) + self._due - self._paid

    def pay(self, payment: Payment) -> None:
        """Lay a payment against the plan."""
        if payment.extra:
            self._balance = max(self._balance - payment.principal, _NONE)
            self.rows = shortened(self._agreement, self.rows, self.covered, self._balance)
            return
        self._paid += payment.amount
        while self.covered < len(self.rows):
            row = self.rows[self.covered]
            if not self._is_there(self._due + row.amount):
                break
            self._due += row.amount
            self._balance = row.balance
            self.covered += 1
            self._days.append(payment.day)

    def _is_there(self, due: Rupiah) -> bool:
        if self.covered == len(self.rows) - 1:
            return self._paid >= due
        return int(self._paid) * 100 >= int(due) * _ENOUGH

    def plan(self) -> tuple[PlannedInstalment, ...]:
        """The instalments with the days on which they were paid."""
        days: list[date | None] = [None] * self._before + list(self._days)
        days += [None] * (len(self.rows) - len(days))
        return tuple(
            PlannedInstalment(row, day, nth < self._before)
            for nth, (row, day) in enumerate(zip(self.rows, days, strict=True))
        )
