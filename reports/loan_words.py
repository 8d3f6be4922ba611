"""The sentences of a loan summary: what is not written down, how interest is worked out, what things are called.

How well it is written down is said by ``loan_evidence_words``. Screen and paper say the same; neither says whether a
loan is good or bad.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kpmbooks.dates import Period, format_day, format_period
from kpmbooks.i18n import Translator
from kpmbooks.instalments import Every, Method
from kpmbooks.loans import MOST_MONTHS, Evidence, MonthFigures, Readiness, Season, Sentence, seasons_in
from kpmbooks.loans.application import Application, Word
from kpmbooks.loans.household import LivingMonth
from kpmbooks.loans.seven import trained
from kpmbooks.money import Rupiah, allocate
from kpmbooks.problems import N_
from reports.cash_book import SOURCE_WORDS
from reports.document import Mark, SourceLegend

METHOD_WORDS: dict[Method, str] = {
    "annuity": N_("on what is still owed, equal instalments (annuity)"),
    "declining": N_("on what is still owed, falling instalments"),
    "flat": N_("on the first amount (flat)"),
}
SHORT_METHODS: dict[Method, str] = {
    "annuity": N_("annuity"),
    "declining": N_("declining"),
    "flat": N_("flat"),
}
EVERY_WORDS: dict[Every, str] = {
    "month": N_("Instalment a month"),
    "two-weeks": N_("Instalment every two weeks"),
    "week": N_("Instalment a week"),
    "day": N_("Instalment a day"),
}
LIVING_MONTH_WORDS: dict[LivingMonth, str] = {
    "four_weeks": N_("a month is 4 weeks (28 days)"),
    "calendar": N_("a month is 30 days"),
}
SEASON_WORDS: dict[Season, str] = {"ramadan": N_("Ramadan"), "lebaran": N_("Lebaran")}
PROGRAMME_WORDS: dict[Word, str] = {
    "kpm": N_("Keluarga Penerima Manfaat (KPM)"),
    "pkh": N_("Program Keluarga Harapan (PKH)"),
}


def said(sentence: Sentence, _: Translator) -> str:
    """A check's sentence in the translator's language."""
    params = {name: said(one, _) if isinstance(one, Sentence) else one for name, one in sentence.params.items()}
    return _(sentence.message, **params)


def month_name(month: Period, _: Translator) -> str:
    """``Jul``."""
    return format_day(month.first, _.language, short=True).split()[1]


def whole_month(month: Period, _: Translator) -> str:
    """``Juli 2026``, also of a month that is not held whole."""
    return format_day(month.first, _.language).split(maxsplit=1)[1]


def seasons_of(month: Period, _: Translator) -> str:
    """What makes the month unlike others, in words one after another; empty for most."""
    return " ".join(_(SEASON_WORDS[season]) for season in seasons_in(month))


def percent(number: Fraction, _: Translator) -> str:
    """``6%`` or ``18,5%``, to two decimals."""
    hundredths = round(number * 100)
    whole, rest = divmod(hundredths, 100)
    if not rest:
        return f"{whole}%"
    return f"{whole}{',' if _.language == 'id' else '.'}{rest:02}".rstrip("0") + "%"


def in_hundred(evidence: Evidence) -> tuple[tuple[Mark, int], ...]:
    """Of a hundred records, how many come from each source; those without any are left out. Marks are unworded."""
    weights = list(evidence.sources.values())
    if not any(weights):
        return ()
    shares = allocate(Rupiah(100), weights)
    return tuple(
        (Mark(source, SOURCE_WORDS[source]), int(share))
        for source, share in zip(evidence.sources, shares, strict=True)
        if evidence.sources[source]
    )


def sources_legend(value: Readiness, _: Translator) -> SourceLegend:
    """The source marks with their share of a hundred records; without one where only the household uses it."""
    shares = {mark.source: share for mark, share in in_hundred(value.evidence)}
    used = {source for source in value.books.main_sources.values() if source is not None} | shares.keys()
    if "asked" in (value.capacity.living_from, value.capacity.income_from):
        used.add("remembered")
    return SourceLegend(
        tuple(
            Mark(source, f"{shares[source]} {_(words)}" if source in shares else _(words))
            for source, words in SOURCE_WORDS.items()
            if source in used
        )
    )


def open_points(value: Readiness, _: Translator) -> Iterator[str]:
    """What has no record and no proof, the weightiest first; a short line each."""
    capacity, answers, books = value.capacity, value.application, value.books
    if "net_business" in capacity.unknown:
        yield _("No month is recorded yet")
    if "living_cost" in capacity.unknown:
        yield _("What the family spends: no record")
    elif capacity.living_from == "asked":
        yield _living(answers, _)
    if capacity.other_income and (capacity.income_from == "asked" or books.main_sources.get("earned") == "remembered"):
        yield _("{name}: remembered", name=income_name(value, _))
    if capacity.debts.asked is None:
        yield _("Other debts: not asked yet")
    elif capacity.debts.open:
        yield debts_open_words(capacity.debts.open, _)
    if capacity.debts.owed and not capacity.debts.recorded:
        yield _("A debt of {amount}: no instalment is recorded", amount=capacity.debts.owed)
    yield from _months_open(value, _)
    if value.request.stated_by == "nobody":
        yield _("How interest is worked out: not asked yet")
    for state, words in (("missing", N_("{names}: not there yet")), ("unchecked", N_("{names}: not looked for yet"))):
        names = [paper.name for paper in value.documents if paper.state == state]
        if names:
            yield _(words, names=", ".join(names))
    training = trained(value.request.lender, answers)
    if value.request.lender.training is not None and training != "done":
        yield _("Training: not yet") if training == "missing" else _("Training: not asked yet")
    if answers.since is None:
        yield _("Since when the business runs: not asked yet")
    elif not value.evidence.since_asked and value.evidence.since is not None:
        first = value.evidence.since  # a record is older than what she said
        yield _(
            "Runs since {said} as she says, but the first record is of {month}: ask again",
            said=whole_month(Period(answers.since, answers.since), _),
            month=whole_month(Period(first, first), _),
        )
    # What only its words make unsure is told with it: paper names no aid.
    if unsorted := sum((month.unsorted + month.aid for month in books.months), Rupiah(0)):
        yield _("{amount} unsorted, not counted", amount=unsorted)


def debts_open_words(n: int, _: Translator) -> str:
    """That of so many debts nobody knows what is paid on them."""
    return _.plural("{n} debt: what is paid on it is not known", "{n} debts: what is paid on them is not known", n)


def _living(answers: Application, _: Translator) -> str:
    """What the family spends was asked: by the sheet, whose month is named, or in one amount."""
    if not answers.living or all(line.amount is None for line in answers.living):
        return _("What the family spends: remembered")
    without = sum(line.amount is None for line in answers.living)
    said = _("What the family spends: asked, {month}", month=_(LIVING_MONTH_WORDS[answers.living_month]))
    if not without:
        return said
    unknown = _.plural("{n} without amount", "{n} without amount", without)
    return f"{said}, {unknown}"


def _months_open(value: Readiness, _: Translator) -> Iterator[str]:
    thin = [month for month in value.books.months if not month.is_recorded]
    if thin and len(thin) < len(value.books.months):
        yield _("Few records or none: {months}", months=_listed(thin, _))
    recorded = value.evidence.months_recorded
    if 0 < recorded < MOST_MONTHS:
        yield _.plural(
            "The quiet season may be missing ({n} month so far)",
            "The quiet season may be missing ({n} months so far)",
            recorded,
        )


def _listed(months: Sequence[MonthFigures], _: Translator) -> str:
    names = [month_name(month.month, _) for month in months]
    more = len(names) - 4
    return ", ".join(names) if more <= 0 else _("{names} and {n} more", names=", ".join(names[:4]), n=more)


def income_name(value: Readiness, _: Translator) -> str:
    """What the household's other income is called."""
    return value.application.other_income_from or _("Other family income")


def rate_words(value: Readiness, _: Translator) -> str:
    """The rate with how it is worked out, as far as somebody says."""
    request = value.request
    rate = percent(request.rate, _)
    if request.stated_by == "nobody":
        return _("{rate} a year, how it is worked out is not stated", rate=rate)
    return _("{rate} a year {method}", rate=rate, method=_(METHOD_WORDS[request.method]))


def looked_at(value: Readiness) -> Period | None:
    """From the first to the last month that the figures rest on."""
    months = value.books.months
    return Period(months[0].month.first, months[-1].month.last) if months else None


def looked_at_words(value: Readiness, _: Translator) -> str:
    """The same in words; empty where there is none."""
    period = looked_at(value)
    return "" if period is None else format_period(period, _.language)
