"""The sentences about how well a business is written down, and about figures that somebody can check by eye.

One plain sentence each. They say what stands in the book and never what to think of it: paper sheets that are typed
once a month are as good as typing each evening, and are told so.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kpmbooks.dates import Period, format_day
from kpmbooks.i18n import Translator
from kpmbooks.loans import Evidence
from kpmbooks.loans.plausibility import GoodSold, MonthShare, Plausibility
from kpmbooks.loans.writing import Rhythm
from kpmbooks.problems import N_
from kpmbooks.trade import format_quantity
from reports.document import Point, Span
from reports.heading import neutral_name

RHYTHM_WORDS: dict[Rhythm, str] = {
    "once": N_("all at once"),
    "month": N_("once a month"),
    "two-weeks": N_("every two weeks"),
    "week": N_("once a week"),
    "days": N_("every few days"),
}

A_MONTH = 30
NEARLY_EVERY_DAY = 24
"""Of thirty days so many with a sheet, or noted as off, are every day."""

MOST_NAMED = 3
"""So many months are named, further ones are counted."""

_TRUSTED = ("drawer", "receipt", "sheet", "message")


def evidence_points(evidence: Evidence, _: Translator) -> Iterator[Point]:
    """How well it is written down, a short line each; where it comes from is ``sources_legend``'s."""
    if not evidence.records:
        yield Point(_("Nothing was recorded yet."))
        return
    months = _.plural("{n} month", "{n} months", evidence.months_recorded)
    days = _.plural("{n} day with a record", "{n} days with a record", evidence.days_recorded)
    yield Point((Span(months, "strong"), Span(_("recorded,")), Span(days, "strong")))
    for sentence in (*typing_sentences(evidence, _), *change_sentences(evidence, _), *count_sentences(evidence, _)):
        yield Point(sentence)
    if evidence.days_off:
        yield Point(_.plural("{n} day off is noted", "{n} days off are noted", evidence.days_off))


def typing_sentences(evidence: Evidence, _: Translator) -> Iterator[str]:
    """When it was typed, as far as the clock can tell, and months of which nothing was written."""
    yield _typing(evidence, _)
    if evidence.missing_months:
        yield _("{months}: no record at all", months=_named(evidence.missing_months, _))


def change_sentences(evidence: Evidence, _: Translator) -> Iterator[str]:
    """Old records that were changed; whoever mistypes and corrects at once has changed none."""
    changes = evidence.changes
    if changes.total and changes.longest:
        yield _.plural(
            "{n} old record was changed, up to {days} days later; what it said can still be seen",
            "{n} old records were changed, up to {days} days later; what they said can still be seen",
            changes.total,
            days=changes.longest,
        )
    elif changes.total:
        yield _.plural(
            "{n} record was changed on the same day; what it said can still be seen",
            "{n} records were changed on the same day; what they said can still be seen",
            changes.total,
        )


def count_sentences(evidence: Evidence, _: Translator) -> Iterator[str]:
    """On how many days the money was counted, and what differed."""
    counts = evidence.counts
    if not counts.days and not counts.differences:
        return
    days = _.plural("Money was counted on {n} day", "Money was counted on {n} days", counts.days)
    if not counts.differences:
        yield _("{days}; no difference is noted", days=days)
        return
    differences = _.plural("{n} difference", "{n} differences", counts.differences)
    parts = [
        words
        for amount, words in (
            (counts.short, _("short {amount}", amount=counts.short)),
            (counts.over, _("over {amount}", amount=counts.over)),
        )
        if amount
    ]
    yield f"{days}; {differences}: {', '.join(parts)}"


def plausibility_sentences(facts: Plausibility, _: Translator) -> Iterator[str]:
    """Figures that whoever knows the trade can check by eye."""
    if facts.materials is not None:
        low, high = facts.lowest_share, facts.highest_share
        said = _("Materials are {percent}% of sales", percent=round(facts.materials))
        if low is not None and high is not None and round(low.percent) != round(high.percent):
            said = _("{materials}: {low} to {high}", materials=said, low=_share(low, _), high=_share(high, _))
        yield said
    if facts.average_day is not None and facts.highest is not None and facts.lowest is not None:
        yield _(
            "A selling day brings {average} on average, at most {most} ({most_day}), at least {least} ({least_day})",
            average=facts.average_day,
            most=facts.highest.amount,
            most_day=format_day(facts.highest.day, _.language, short=True),
            least=facts.lowest.amount,
            least_day=format_day(facts.lowest.day, _.language, short=True),
        )
    if facts.open_least is not None and facts.open_most is not None:
        yield (
            _.plural("Something was sold on {n} day a month", "Something was sold on {n} days a month", facts.open_most)
            if facts.open_least == facts.open_most
            else _("Something was sold on {least} to {most} days a month", least=facts.open_least, most=facts.open_most)
        )
    for good in facts.goods:
        yield _pieces(good, _)
    if facts.goods and facts.goods_percent < 100:
        yield _("{percent}% of sales name their goods", percent=facts.goods_percent)
    elif facts.average_day is not None and not facts.goods:
        yield _("Sales do not name their goods: pieces times price cannot be told")


def _typing(evidence: Evidence, _: Translator) -> str:
    """How soon it was typed; who writes on paper every evening is not late."""
    typing, back = evidence.typing, evidence.clock_back
    if back.times and back.last is not None:
        last = format_day(back.last, _.language)
        return _.plural(
            "The computer's clock had gone back {n} time, to {day}: when it was typed is not certain",
            "The computer's clock had gone back {n} times, the last time to {day}: when it was typed is not certain",
            back.times,
            day=last,
        )
    if evidence.is_from_sheets and evidence.soon_percent < 50:
        days = min(A_MONTH, round(Fraction(A_MONTH * (evidence.sheet_days + evidence.days_off), max(typing.span, 1))))
        rhythm = _(RHYTHM_WORDS[typing.rhythm])
        if days >= NEARLY_EVERY_DAY:
            return _("Written on daily sheets every day ({n} of 30), typed {rhythm}", n=days, rhythm=rhythm)
        return _("Written on daily sheets ({n} of 30 days), typed {rhythm}", n=days, rhythm=rhythm)
    trusted = sum(count for source, count in evidence.sources.items() if source in _TRUSTED)
    if evidence.soon_percent < 50 and 2 * trusted >= evidence.records:
        return _("Written on the day, typed later ({n} of 100 within 2 days)", n=evidence.soon_percent)
    if typing.is_in_one_go and typing.most_on is not None:
        return _(
            "{n} of 100 records were typed on one day, {day}, not from daily sheets",
            n=typing.most_percent,
            day=format_day(typing.most_on, _.language),
        )
    return _("{n} of 100 typed at most 2 days later", n=evidence.soon_percent)


def _pieces(good: GoodSold, _: Translator) -> str:
    name, quantity = neutral_name(good.name), format_quantity(good.quantity, good.unit)
    if good.price is None or good.expected is None:
        return _("{good}: {quantity}, recorded {amount}", good=name, quantity=quantity, amount=good.amount)
    return _(
        "{good}: {quantity} × {price} = {expected}, recorded {amount}",
        good=name,
        quantity=quantity,
        price=good.price,
        expected=good.expected,
        amount=good.amount,
    )


def _share(one: MonthShare, _: Translator) -> str:
    month = format_day(one.month, _.language, short=True).split()[1]
    return f"{round(one.percent)}% ({month})"


def _named(months: Sequence[Period], _: Translator) -> str:
    names = [format_day(month.first, _.language).split(maxsplit=1)[1] for month in months]
    more = len(names) - MOST_NAMED
    line = ", ".join(names[:MOST_NAMED])
    return line if more <= 0 else _("{names} and {n} more", names=line, n=more)
