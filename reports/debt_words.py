"""What debts are called on paper, and what stands for a name that was not asked for."""

from collections.abc import Mapping
from typing import Final

from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from kpmbooks.trade.ageing import Ageing
from kpmbooks.trade.bills import DebtAccount, Side
from kpmbooks.trade.parties import Party

SIDES: Final[Mapping[Side, str]] = {
    "owed_to_us": N_("What others owe us"),
    "we_owe": N_("What we owe"),
    "deposit": N_("Deposits that we hold"),
}
SIDE_KEYS: Final[Mapping[Side, str]] = {"owed_to_us": "owed-to-us", "we_owe": "we-owe", "deposit": "deposit"}

_STAND_INS: Final[Mapping[Side, str]] = {
    "owed_to_us": N_("Customer {number}"),
    "we_owe": N_("Supplier {number}"),
    "deposit": N_("Buyer {number}"),
}

BUCKET_NAMES: Final = (N_("Not due"), N_("1–30 days"), N_("31–60 days"), N_("61–90 days"), N_("Over 90 days"))
BUCKET_KEYS: Final = ("not_due", "days_1_30", "days_31_60", "days_61_90", "over_90")


def heading(account: DebtAccount, several: bool, _: Translator) -> str:
    """What the debts of an account are called; its own name stands with it where there are several of its side."""
    words = _(SIDES[account.side])
    return f"{words}: {account.name}" if several else words


def party_name(party: Party, number: int, account: DebtAccount, names: bool, _: Translator) -> str:
    """Her name where names were asked for, else a word with a number."""
    if not names:
        return _(_STAND_INS[account.side], number=number)
    return party.name or _("(name erased)")


def buckets(told: Ageing) -> tuple[int, ...]:
    """The five parts in their order."""
    return (int(told.not_due), int(told.d30), int(told.d60), int(told.d90), int(told.over))


def phone_text(digits: str | None) -> str:
    """A phone number as people in Indonesia write it."""
    if digits is None:
        return ""
    local = f"0{digits[2:]}" if digits.startswith("62") else f"+{digits}"
    return "-".join(local[first : first + 4] for first in range(0, len(local), 4))
