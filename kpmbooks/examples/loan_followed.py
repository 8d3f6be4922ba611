"""The loan of the market's cooperative that Bu Siti pays back: followed by its record, with what she bought for it."""

from datetime import date
from fractions import Fraction

from kpmbooks import ledger
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.examples.life import Life, evening
from kpmbooks.instalments import Terms, due_day
from kpmbooks.loans import Use
from kpmbooks.loans import taken_acts as acts
from kpmbooks.loans.taken import find_taken
from kpmbooks.loans.taken_plan import agreed
from kpmbooks.loans.taken_uses import bought_offered, tick
from kpmbooks.money import Rupiah

_PAID_ON = 12
"""The day of the month on which the cooperative collects."""

_USES = (Use("Etalase bekas", 1_000, Rupiah(1_300_000)), Use("Bahan untuk dua minggu", 1_000, Rupiah(660_000)))


def follow_loan(book: Book, life: Life, span: Period) -> None:
    """Follow it from its record on, with every instalment that was paid; nothing where it has not come yet."""
    instant = evening(life, span.last)
    with book.write(pretend=lambda: instant) as tx:
        place, today = ledger.default_ledger(tx), span.last
        receipts = acts.receipts_offered(tx, place, today)
        if not receipts:
            return
        came = receipts[-1]
        day = came.payment.day
        terms = Terms(
            amount=Rupiah(-int(came.payment.principal)),
            rate=Fraction(102, 5),
            periods=12,
            method="flat",
            start=day,
            kept_back=came.kept_back,
            unit=1_000,
            rounding="down",
        )
        uid = acts.take_up(
            tx, place, came.party, agreed(terms, _first(day)), today=today, entry=came.payment.uid, uses=_USES
        )
        loan = find_taken(tx, place, uid, today)
        assert loan is not None  # it was taken up just now
        offered = acts.payments_offered(tx, place, today, loan)
        acts.link(tx, loan, {one.payment.uid: False for one in offered if one.same})
        shelf = [one.link for one in bought_offered(tx, loan, today) if one.words == _USES[0].what]
        tick(tx, loan, "1", shelf, on=True)


def _first(day: date) -> date:
    return due_day(day, "month", 1).replace(day=_PAID_ON)
