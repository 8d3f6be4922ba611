"""What is known of a lender in words: the name of each fact, its value, who says it and of when.

Screen and paper say the same. Content of lenders is Indonesian in every language; only what stands around it is said in
the reader's.
"""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.instalments import Every, Rounding
from kpmbooks.loans.lenders import Fact, FactName, Lender, SourceOfFact
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_
from reports.loan_words import METHOD_WORDS, percent

FACT_NAMES: Final[Mapping[FactName, str]] = {
    "floor": N_("Lends more than"),
    "ceiling": N_("Lends at most"),
    "every": N_("Paid back"),
    "rate": N_("Rate a year"),
    "method": N_("Charged on"),
    "charge": N_("What it is called"),
    "most_periods": N_("Instalments at most"),
    "grace": N_("Only the charge at first"),
    "unit": N_("Instalment rounded to"),
    "rounding": N_("Rounded which way"),
    "kept_back": N_("Kept back at the start"),
    "deposit": N_("Set aside until later"),
    "fees": N_("Fee, part of the loan"),
    "admin": N_("Administration"),
    "business_months": N_("Business runs at least"),
    "training": N_("Training first"),
    "survey": N_("Visit at home"),
    "joint": N_("Members stand in for each other"),
    "collateral": N_("Something as a pledge"),
    "one_a_family": N_("Only one for each family card"),
    "late_fine": N_("Fine when late"),
}
"""In the order in which they are told; ``year_of`` is part of what is said of the rate."""

EVERY_DONE: Final[Mapping[Every, str]] = {
    "month": N_("every month"),
    "two-weeks": N_("every two weeks"),
    "week": N_("every week"),
    "day": N_("every day"),
}
ROUNDING_WORDS: Final[Mapping[Rounding, str]] = {
    "nearest": N_("to the nearest"),
    "up": N_("upwards"),
    "down": N_("downwards"),
}
CHECK_FIRST: Final = N_("check first")


def fact_words(name: FactName, value: Any, lender: Lender, _: Translator) -> str:
    """The value of a fact as a person says it."""
    say: Callable[[], str] | None = {
        "floor": lambda: format_amount(value),
        "ceiling": lambda: format_amount(value),
        "admin": lambda: amount_or_none(value, _),
        "unit": lambda: format_amount(value),
        "every": lambda: _(EVERY_DONE[value]),
        "method": lambda: _(METHOD_WORDS[value]),
        "rounding": lambda: _(ROUNDING_WORDS[value]),
        "charge": lambda: str(value),
        "rate": lambda: rate_words(value, lender, _),
        "kept_back": lambda: _("{percent} of the loan", percent=percent(value, _)),
        "deposit": lambda: _("{percent} of the loan", percent=percent(value, _)),
        "fees": lambda: _("{percent} of the loan", percent=percent(value, _)) if value else _("none"),
        "business_months": lambda: _.plural("{n} month", "{n} months", value),
        "most_periods": lambda: _.plural("{n} time", "{n} times", value),
        "grace": lambda: _.plural("{n} time", "{n} times", value),
    }.get(name)
    return say() if say is not None else _("yes") if value else _("no")


def rate_words(rate: Fraction, lender: Lender, _: Translator) -> str:
    """``25% a year of 50 instalments`` where the lender's year is its own, else ``6% a year``."""
    if lender.year_of is None:
        return _("{rate} a year", rate=percent(rate, _))
    return _("{rate} a year of {n} instalments", rate=percent(rate, _), n=lender.year_of.value)


def source_words(source: SourceOfFact, _: Translator) -> str:
    """Who says it and of when it is."""
    if source.kind == "rules":
        return _("rules of the group since {day}", day=_day(source.date, _))
    if source.kind == "own":
        return _("as {who} said, {day}", who=source.title, day=_day(source.date, _))
    return f"{source.title}, {_day(source.date, _)}"


def own_terms(lender: Lender, _: Translator) -> list[str]:
    """A sentence for each fact that a person of the book was told herself, with whose it is and what we know."""
    told = []
    for name, fact in lender.facts():
        if fact.is_own and name in FACT_NAMES:
            told.append(
                _(
                    "{name}: {value}, {source}.",
                    name=_(FACT_NAMES[name]),
                    value=fact_words(name, fact.value, lender, _),
                    source=source_words(fact.source, _),
                )
            )
    return told


def ours_words(name: FactName, fact: Fact[Any], lender: Lender, _: Translator) -> str:
    """What we know beside a fact of the person's own; empty where we know nothing."""
    ours = fact.ours
    if ours is None:
        return ""
    return _(
        "Ours: {value}, {source}",
        value=fact_words(name, ours.value, lender, _),
        source=source_words(ours.source, _),
    )


def years_words(name: FactName, lender: Lender, _: Translator) -> str:
    """How the fact was in which year; empty for one that has no history."""
    told = [f"{fact.since}: {fact_words(name, fact.value, lender, _)}" for fact in lender.history.get(name, ())]
    return _("By year: {years}", years="; ".join(told)) if told else ""


def amount_or_none(amount: Rupiah, _: Translator) -> str:
    """The amount, or that there is none."""
    return format_amount(amount) if amount else _("none")


def _day(text: str, _: Translator) -> str:
    """``2023``, ``Oktober 2023`` or ``12 November 2026``, as much as is known."""
    parts = text.split("-")
    if len(parts) == 1:
        return text
    day = date(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) > 2 else 1)
    words = format_day(day, _.language)
    return words if len(parts) > 2 else words.split(maxsplit=1)[1]
