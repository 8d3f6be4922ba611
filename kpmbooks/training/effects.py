"""What a record does, in the parts that lessons speak of. Parts and their arithmetic only: no book, no slips.

Amounts are debit-signed as in the ledger, so that what one part loses another gains and an idea that goes wrong can
move an amount from one part to another. Whoever writes a lesson says "more" and "less": ``natural`` turns that round.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal, Protocol, get_args

from kpmbooks.ledger import AccountType, LedgerKind

Part = Literal[
    "cash",
    "sales",
    "spending",
    "wage",
    "loss",
    "family",
    "shared",
    "debt",
    "claims",
    "stock",
    "equipment",
    "prepaid",
    "capital",
    "aid",
    "other",
    "deposit",
    "put_by",
    "savings",
    "savings_cash",
    "social",
    "social_cash",
    "reserve",
    "home_cash",
    "home_income",
    "home_aid",
    "home_other",
    "home_spending",
    "home_loss",
    "home_debt",
    "home_claims",
    "home_savings",
    "home_capital",
    "day_off",
]
"""Of a business or group: money at hand, sales, what was spent, wages, money lost or not found, what the family or the
members took, what is owed by us and to us, goods in store, equipment, paid ahead, the owner's money, grants, other
income, paid ahead by buyers, set aside, members' savings and where they lie, the solidarity fund and where it lies.
Of a home the same words with ``home_``. A day off is a part of its own, since it moves no money."""

PARTS: tuple[Part, ...] = get_args(Part)

CASH_PARTS: frozenset[Part] = frozenset({"cash", "savings_cash", "social_cash", "home_cash"})

Effect = Mapping[Part, int]
"""By how many rupiah each part changed, debit-signed; parts that did not change are not there."""

# More of these is a credit.
_CREDIT_PARTS: frozenset[Part] = frozenset(
    {
        *("sales", "debt", "capital", "aid", "other", "deposit", "savings", "social", "reserve"),
        *("home_income", "home_aid", "home_other", "home_debt", "home_capital"),
    }
)

_BY_TYPE: Mapping[AccountType, Part] = {
    "asset": "claims",
    "contra-asset": "claims",
    "liability": "debt",
    "equity": "capital",
    "drawing": "family",
    "revenue": "sales",
    "contra-revenue": "sales",
    "cost": "spending",
    "contra-cost": "spending",
    "expense": "spending",
    "other-revenue": "other",
    "other-expense": "spending",
}

_BY_ROLE: Mapping[str, Part] = {
    "persediaan_bahan": "stock",
    "persediaan_dagangan": "stock",
    "perlengkapan": "stock",
    "sewa_dibayar_di_muka": "prepaid",
    "jaminan": "prepaid",
    "tabungan_sendiri": "put_by",
    "peralatan": "equipment",
    "akumulasi_penyusutan": "equipment",
    "dp_pembeli": "deposit",
    "tabungan_anggota": "savings",
    "simpanan_tetap": "savings",
    "modal_bantuan": "aid",
    "dana_iks": "social",
    "cadangan_modal": "reserve",
    "alokasi_usaha": "reserve",
    "alokasi_tabungan": "reserve",
    "alokasi_sosial": "reserve",
    "bagi_hasil": "shared",
    "upah": "wage",
    "upah_anggota": "wage",
    "uang_hilang": "loss",
    "uang_dicuri": "loss",
    "uang_palsu": "loss",
    "selisih_kas": "loss",
}

_HOME_BY_TYPE: Mapping[AccountType, Part] = {
    "asset": "home_savings",
    "contra-asset": "home_savings",
    "liability": "home_debt",
    "equity": "home_capital",
    "drawing": "home_capital",
    "revenue": "home_income",
    "contra-revenue": "home_income",
    "cost": "home_spending",
    "contra-cost": "home_spending",
    "expense": "home_spending",
    "other-revenue": "home_other",
    "other-expense": "home_spending",
}

_HOME_BY_ROLE: Mapping[str, Part] = {
    "bansos": "home_aid",
    "pinjaman_diberikan": "home_claims",
    "uang_hilang": "home_loss",
    "uang_dicuri": "home_loss",
    "uang_palsu": "home_loss",
    "selisih_kas": "home_loss",
}

_CASH_OF_FUND: Mapping[str, Part] = {"tabungan": "savings_cash", "sosial": "social_cash", "keluarga": "home_cash"}


class AnAccount(Protocol):
    """What must be known of an account to say which part it is; a ledger's and a chart's both fit."""

    @property
    def role(self) -> str | None: ...
    @property
    def type(self) -> AccountType: ...
    @property
    def is_cash(self) -> bool: ...


def part_of(account: AnAccount, fund: str, ledger: LedgerKind) -> Part:
    """The part that an account of a fund (its role) in a ledger belongs to."""
    if account.is_cash:
        return _CASH_OF_FUND.get(fund, "cash")
    by_role, by_type = (_HOME_BY_ROLE, _HOME_BY_TYPE) if ledger == "keluarga" else (_BY_ROLE, _BY_TYPE)
    return by_role.get(account.role or "") or by_type[account.type]


def natural(word: str, more: int) -> tuple[Part, int]:
    """The part that a lesson's ``word`` means, and what ``more`` (+1 or −1) of it is, debit-signed.

    Money that was found is less of what was lost. Raises ValueError for a word that is no part.
    """
    if word == "found":
        return "loss", -more
    for part in PARTS:
        if part == word:
            return part, -more if part in _CREDIT_PARTS else more
    raise ValueError(f"{word} is no part; there are {', '.join((*PARTS, 'found'))}")


def added(effects: Iterable[Effect]) -> Effect:
    """All of them together."""
    total: Counter[Part] = Counter()
    for effect in effects:
        for part, amount in effect.items():
            total[part] += amount
    return {part: amount for part, amount in total.items() if amount}
