"""Debts that no ledger knows, one by one on paper: to whom, what kind and whose, each time, a month, still owed.

What kinds and rhythms are called stands here for the screen too.
"""

from collections.abc import Iterator
from typing import Final

from kpmbooks.i18n import Translator
from kpmbooks.instalments import Every
from kpmbooks.loans import DebtKind, OtherDebt, Readiness, Whose
from kpmbooks.loans.debts import a_month_of_debt, debts_in_month, owed_in_all
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_
from reports.document import Block, Column, Paragraph, Row, Table
from reports.heading import neutral_name

RHYTHMS: Final[dict[Every, str]] = {
    "day": N_("a day"),
    "week": N_("a week"),
    "two-weeks": N_("every two weeks"),
    "month": N_("a month"),
}
KINDS: Final[dict[DebtKind, str]] = {
    "bank": N_("bank"),
    "koperasi": N_("cooperative"),
    "kelompok": N_("the group"),
    "mekaar": N_("Mekaar"),
    "rentenir": N_("daily lender"),
    "pinjol": N_("online loan"),
    "paylater": N_("paylater"),
    "gadai": N_("pawnshop"),
    "warung": N_("shop, supplier"),
    "keluarga": N_("relatives"),
    "arisan": N_("arisan"),
    "lain": N_("other"),
}
WHOSE: Final[dict[Whose, str]] = {
    "self": N_("her own"),
    "spouse": N_("the spouse's"),
    "other": N_("somebody else's at home"),
}

_WIDEST: Final = 99_999_999


def debts_blocks(value: Readiness, _: Translator) -> Iterator[Block]:
    """The debts as she named them; nothing where there are none, or none were named one by one."""
    debts = value.application.debts
    if not debts:
        return
    owed = owed_in_all(debts)
    rows = [
        Row((_named(one, _), _kind(one, _), _each_time(one, _), _whole(a_month_of_debt(one)), _whole(one.owed)))
        for one in debts
    ]
    total = (_("Together"), None, None, int(debts_in_month(debts)), _whole(owed))
    yield Table(
        (
            Column(_("Other debts, as she says"), weight=3),
            Column(_("Kind, whose"), weight=3),
            Column(_("Each time"), weight=2),
            Column(_("A month"), "money", widest=_WIDEST),
            Column(_("Still owed"), "money", widest=_WIDEST),
        ),
        (*rows, Row(total, "total")),
        name=_("Other debts"),
    )
    if any(one.instalment is None or one.owed is None for one in debts):
        yield Paragraph(_("Empty is not known yet, and in no sum."))


def _named(one: OtherDebt, _: Translator) -> str:
    return neutral_name(one.to) or "–"


def _kind(one: OtherDebt, _: Translator) -> str:
    return f"{_(KINDS[one.kind])}, {_(WHOSE[one.whose])}"


def _each_time(one: OtherDebt, _: Translator) -> str:
    return "" if one.instalment is None else f"{format_amount(one.instalment)} {_(RHYTHMS[one.every])}"


def _whole(amount: Rupiah | None) -> int | None:
    return None if amount is None else int(amount)
