"""The rules of a group in plain sentences: what holds, and what a decision changed."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from kpmbooks.group import GroupRules
from kpmbooks.i18n import Translator
from kpmbooks.money import format_amount
from kpmbooks.problems import N_

RHYTHMS: Final = {
    "week": N_("Every week"),
    "two-weeks": N_("Every two weeks"),
    "month": N_("Every month"),
    "free": N_("As agreed each time"),
}
CHARGES: Final = {"jasa": N_("Jasa"), "bunga": N_("Bunga"), "margin": N_("Margin")}
METHODS: Final = {"flat": N_("Of what was lent (flat)"), "declining": N_("Of what is left (declining)")}
KEYS: Final = {
    "equal": N_("The same for all"),
    "attendance": N_("By meetings attended"),
    "savings": N_("By savings"),
    "transactions": N_("By trade with the group"),
    "none": N_("Stays with the group"),
}
RESTS: Final = {
    "group": N_("Stays with the group"),
    "solidarity": N_("To the solidarity fund (IKS)"),
    "reserve": N_("To the reserve"),
}


def percent_words(exact: Fraction) -> str:
    """A percentage as people write it: "12,5"."""
    return f"{float(exact):g}".replace(".", ",")


def rule_lines(rules: GroupRules, _: Translator) -> tuple[str, ...]:
    """Everything that the rules say, a sentence each."""
    return tuple(_lines(rules, _))


def changed_lines(before: GroupRules, after: GroupRules, _: Translator) -> tuple[str, ...]:
    """What ``after`` says that ``before`` did not, and what it no longer says."""
    was, now = rule_lines(before, _), rule_lines(after, _)
    new = tuple(_("New: {rule}", rule=line) for line in now if line not in was)
    gone = tuple(_("No longer: {rule}", rule=line) for line in was if line not in now)
    return (*new, *gone)


def _lines(rules: GroupRules, _: Translator) -> Iterator[str]:
    place = f", {rules.place}" if rules.place else ""
    yield _("Meeting: {rhythm}{place}", rhythm=_(RHYTHMS[rules.rhythm]), place=place)
    if not rules.money:
        yield _("The group keeps no money of its members.")
    else:
        yield _("The group keeps money of its members.")
        if rules.dues:
            yield _("Dues: {amount}", amount=rules.dues)
        if rules.solidarity:
            yield _("Solidarity fund (IKS): {amount}", amount=rules.solidarity)
        for kind in rules.savings:
            how = _("can be taken back") if kind.withdrawable else _("stays until she leaves")
            amount = format_amount(kind.amount) if kind.amount else _("as much as she likes")
            yield _("{name}: {amount}, {how}", name=kind.name, amount=amount, how=how)
        if rules.fine:
            yield _("Fine for staying away without word: {amount}", amount=rules.fine)
        if rules.loans.allowed:
            loans = rules.loans
            yield _(
                "Loans: up to {multiple} times her savings, at most {periods} instalments, {charge} {rate} % a month,"
                " {method}",
                multiple=str(loans.multiple),
                periods=str(loans.periods),
                charge=_(CHARGES[loans.charge]).lower(),
                rate=percent_words(loans.rate),
                method=_(METHODS[loans.method]).lower(),
            )
    for pool in rules.pools:
        yield _(
            "Result, {name}: {percent} %, {key}",
            name=pool.name,
            percent=percent_words(pool.percent),
            key=_(KEYS[pool.key]).lower(),
        )
    if rules.pools and rules.rest != "group":
        yield _("What cannot be divided: {where}", where=_(RESTS[rules.rest]).lower())
    if rules.cash_ceiling:
        yield _("More than {amount} goes to the bank.", amount=rules.cash_ceiling)
