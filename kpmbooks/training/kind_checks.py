"""Rules of thumb on a real book, said kindly: one sentence, the lesson that helps, one thing that can be done.

Pure rules over figures that ``kind_figures`` reads. They are questions and never verdicts: no reproach, no name,
nothing that presses anybody to save. Whoever has begun nothing is not asked, a day off is a day with a record, and
while the last records are old only that is said, because all else would rest on what is no longer so. Bounds are ours.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from kpmbooks.ledger import LedgerKind, Source
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_

SILENT: Final[Mapping[LedgerKind, int]] = {"usaha": 7, "keluarga": 14, "kelompok": 35}
"""Days without a record after which it is asked; a group meets once a month."""
FORGOTTEN: Final = 90
"""After so long a book is only looked at: nothing is asked any more."""
UNCOUNTED: Final[Mapping[LedgerKind, int]] = {"usaha": 14, "kelompok": 45}
OLD_BON: Final = 30
FAR_INTO_THE_MONTH: Final = 15
"""From this day on the month itself is looked at, before it the one before."""
TIME_TO_CLOSE: Final = 10
LATE_DAYS: Final = 8
SOON: Final = timedelta(days=2)
"""So many days typed in one evening, each later than two days after it was."""
LATELY: Final = timedelta(days=14)
A_THIRD: Final = 3
MONTHS_TO_TELL: Final = 2

_NONE: Final = Rupiah(0)


@dataclass(frozen=True, slots=True)
class MonthSums:
    """One month of a ledger: ``result`` before interest on loans; ``taken``: for the family, in so many lines."""

    first: date
    revenue: Rupiah = _NONE
    result: Rupiah = _NONE
    taken: Rupiah = _NONE
    taken_lines: int = 0
    savings_lines: int = 0
    differences: int = 0


@dataclass(frozen=True, slots=True)
class Typed:
    """A record or paper line as it was typed: on which day of the clock, of which day, from what."""

    typed_on: date
    day: date
    source: Source


@dataclass(frozen=True, slots=True)
class Figures:
    """What the rules look at. ``months``: three whole ones and the one that goes on, the latest last.

    ``first_day``, ``last_day``: of records, days off with them; None: nothing was begun. ``counted``: when the box was
    counted last, as far as the book knows. ``week_of_materials``: what a usual week's shopping costs. ``instalments``:
    of a month. ``purses_mixed``: what savings and IKS lent to other purses, or gave beyond what they had. ``typed``:
    the latest records, newest first.
    """

    kind: LedgerKind
    today: date
    first_day: date | None = None
    last_day: date | None = None
    months: tuple[MonthSums, ...] = ()
    cash: Rupiah = _NONE
    counted: date | None = None
    old_bons: int = 0
    old_bons_amount: Rupiah = _NONE
    week_of_materials: Rupiah = _NONE
    below_cost: int = 0
    instalments: Rupiah = _NONE
    not_found: Rupiah = _NONE
    purses_mixed: Rupiah = _NONE
    closed_through: date | None = None
    typed: tuple[Typed, ...] = ()


@dataclass(frozen=True, slots=True)
class KindCheck:
    """One thing to say: a source text and what stands in its places, the lesson, and what can be done.

    ``place`` is a page of the window, ``wish`` what to show there, ``act`` the words of its button. ``private``: not to
    be said where others see the screen, whatever is covered.
    """

    id: str
    sentence: str
    lesson: str
    place: str
    act: str
    wish: str | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    private: bool = False


def kind_checks(figures: Figures) -> tuple[KindCheck, ...]:
    """What there is to say, the most useful first."""
    if figures.first_day is None or figures.last_day is None:
        return ()
    silent = (figures.today - figures.last_day).days
    if silent > FORGOTTEN:
        return ()
    if silent >= SILENT[figures.kind]:
        return (
            KindCheck(
                "no_record",
                N_("No records for {n} days now. What do you still remember? Days off count as well."),
                "PB-2",
                "record",
                N_("Write it down"),
                params={"n": silent},
            ),
        )
    return tuple(found for rule in _RULES for found in rule(figures))


def _instalments(figures: Figures) -> Iterator[KindCheck]:
    left = _left(figures)
    if figures.instalments > 0 and left is not None and int(figures.instalments) * A_THIRD > max(left, 0):
        yield KindCheck(
            "instalments",
            N_("Instalments take more than a third of what a month leaves. Look at the quietest month first."),
            "PJ-3",
            "loans_taken",
            N_("Look at the loans"),
            private=True,
        )


def _left(figures: Figures) -> int | None:
    """What a month left on average, the family's part taken off; None while too few months are known."""
    whole = [one for one in figures.months[:-1] if one.revenue > 0]
    if len(whole) < MONTHS_TO_TELL:
        return None
    return sum(int(one.result) - int(one.taken) for one in whole) // len(whole)


def _purses_mixed(figures: Figures) -> Iterator[KindCheck]:
    if figures.kind == "kelompok" and figures.purses_mixed > 0:
        yield KindCheck(
            "purses_mixed",
            N_("Savings or IKS got mixed with other money: {amount}. Decide together how it goes back."),
            "KB-2",
            "cash_book",
            N_("See the cash book"),
            params={"amount": figures.purses_mixed},
        )


def _more_taken_than_left(figures: Figures) -> Iterator[KindCheck]:
    if figures.kind != "usaha":
        return
    this, before = _this_and_before(figures)
    month = this if figures.today.day >= FAR_INTO_THE_MONTH else before
    if month is not None and month.revenue > 0 and month.taken > max(month.result, _NONE):
        yield KindCheck(
            "taken_more",
            N_("More went to the family than the business earned. Agree on an amount for each week."),
            "PB-5",
            "reports",
            N_("See the report"),
        )


def _materials_first(figures: Figures) -> Iterator[KindCheck]:
    if figures.kind != "keluarga" and figures.week_of_materials > 0 and figures.cash < figures.week_of_materials:
        yield KindCheck(
            "materials_first",
            N_("A week's shopping costs about {amount}; less than that is there. Put the capital aside first."),
            "PB-7",
            "cash_book",
            N_("See the cash book"),
            params={"amount": figures.week_of_materials},
        )


def _below_cost(figures: Figures) -> Iterator[KindCheck]:
    if figures.below_cost > 0:
        yield KindCheck(
            "below_cost",
            N_("Goods priced below what they cost: {n}. Work the price out once more."),
            "PB-8",
            "prices",
            N_("Look at the prices"),
            params={"n": figures.below_cost},
        )


def _old_bons(figures: Figures) -> Iterator[KindCheck]:
    if figures.old_bons > 0:
        yield KindCheck(
            "old_bons",
            N_("Bons older than a month: {n}, together {amount}. Ask kindly, one after the other."),
            "PB-6",
            "debts",
            N_("See the bons"),
            params={"n": figures.old_bons, "amount": figures.old_bons_amount},
        )


def _not_found(figures: Figures) -> Iterator[KindCheck]:
    lately = any(one.differences for one in figures.months[-MONTHS_TO_TELL:])
    if figures.not_found > 0 and lately:
        yield KindCheck(
            "not_found",
            N_("{amount} is still to be found. Count together once more; it is nobody's fault."),
            "PB-4",
            "record",
            N_("It was found"),
            wish="uang_ketemu",
            params={"amount": figures.not_found},
        )


def _uncounted(figures: Figures) -> Iterator[KindCheck]:
    after = UNCOUNTED.get(figures.kind)
    since = figures.counted or figures.first_day
    if after is None or since is None or figures.cash <= 0 or (figures.today - since).days <= after:
        return
    place, wish = ("meeting", None) if figures.kind == "kelompok" else ("record", "tutup_lapak")
    yield KindCheck(
        "uncounted",
        N_("When was the money last counted? Count it with somebody; then book and box agree."),
        "PB-4",
        place,
        N_("Count now"),
        wish=wish,
    )


def _one_evening(figures: Figures) -> Iterator[KindCheck]:
    """Sheets, receipts and messages were there on the day itself: they are as good whenever they are typed.

    Nor is it asked of whoever begins by typing what her exercise book says: nothing was typed before that evening.
    """
    late: dict[date, set[date]] = {}
    for one in figures.typed:
        if one.source in ("typed", "remembered") and one.typed_on - one.day > SOON:
            late.setdefault(one.typed_on, set()).add(one.day)
    begun = min((one.typed_on for one in figures.typed), default=figures.today)
    lately = [days for evening, days in late.items() if evening > begun and figures.today - evening <= LATELY]
    if any(len(days) >= LATE_DAYS for days in lately):
        yield KindCheck(
            "one_evening",
            N_("Many days were typed in one evening. A paper sheet each evening keeps them for you."),
            "PB-3",
            "sheet",
            N_("To the paper sheets"),
        )


def _purses_apart(figures: Figures) -> Iterator[KindCheck]:
    if figures.kind != "usaha" or len(figures.months) <= MONTHS_TO_TELL:
        return
    whole = figures.months[-1 - MONTHS_TO_TELL : -1]
    if all(one.revenue > 0 and not one.taken_lines for one in whole) and not figures.months[-1].taken_lines:
        yield KindCheck(
            "purses_apart",
            N_("Nothing for the kitchen was written for two months. Is it paid from this drawer? Then write it down."),
            "PB-1",
            "record",
            N_("Write what was taken"),
            wish="ambil_untuk_keluarga",
        )


def _month_open(figures: Figures) -> Iterator[KindCheck]:
    """Only where a group closes its months: who never did is not asked."""
    if figures.kind != "kelompok" or figures.closed_through is None or figures.today.day < TIME_TO_CLOSE:
        return
    _, before = _this_and_before(figures)
    if before is not None and before.revenue > 0 and figures.closed_through < before.first:
        yield KindCheck(
            "month_open",
            N_("The month before is still open. Close it at the next meeting, when everybody has seen it."),
            "PB-12",
            "meeting",
            N_("To the meeting"),
        )


def _savings(figures: Figures) -> Iterator[KindCheck]:
    """Only where savings were written before. What somebody can put aside is hers to know."""
    earlier, lately = figures.months[:-MONTHS_TO_TELL], figures.months[-MONTHS_TO_TELL:]
    saved_before = any(one.savings_lines for one in earlier)
    if not saved_before or any(one.savings_lines for one in lately) or figures.today.day < FAR_INTO_THE_MONTH:
        return
    if figures.kind == "kelompok":
        yield KindCheck(
            "savings",
            N_("No savings were written lately. That is all right; was something left out?"),
            "KB-2",
            "meeting",
            N_("To the meeting"),
        )
    else:
        yield KindCheck(
            "savings",
            N_("Nothing was put aside lately. A little is enough, and only when it is there."),
            "EKO-2",
            "record",
            N_("Put money aside"),
            wish="menabung",
        )


_RULES: Final[Sequence[Callable[[Figures], Iterator[KindCheck]]]] = (
    _instalments,
    _purses_mixed,
    _below_cost,
    _more_taken_than_left,
    _materials_first,
    _old_bons,
    _not_found,
    _uncounted,
    _one_evening,
    _purses_apart,
    _month_open,
    _savings,
)
"""The order in which they are said."""


def _this_and_before(figures: Figures) -> tuple[MonthSums | None, MonthSums | None]:
    months = figures.months
    return (months[-1] if months else None, months[-2] if len(months) > 1 else None)
