"""What the records of a ledger did, in the parts that lessons speak of; what was taken back did nothing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kpmbooks import ledger as books
from kpmbooks import recording
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import Account, AccountType, LedgerRef
from kpmbooks.training.exercise import Part

_PARTS: Mapping[AccountType, Part] = {
    "asset": "things",
    "contra-asset": "things",
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
OPENING = "saldo_awal"

_CLAIMS = frozenset({"piutang_usaha", "piutang_lain"})
# More of these is a credit: an effect of +1 on sales or debt means that they grew.
_CREDIT_PARTS: frozenset[Part] = frozenset({"sales", "debt", "capital", "other"})

Effect = Mapping[Part, int]


@dataclass(frozen=True, slots=True)
class Written:
    """One record that stands: its number, day, and by how many rupiah it changed each part."""

    number: str
    day: date
    effect: Effect


def written(reader: Reader, ledger: LedgerRef, period: Period) -> tuple[Written, ...]:
    """The records of the period that stand, opening balances left out, in the order of the journal."""
    accounts = {account.id: account for account in books.accounts(reader, ledger)}
    found: list[Written] = []
    first = 0
    while page := books.journal_page(reader, ledger, period, first, 500):
        first += len(page)
        found.extend(
            Written(entry.number, entry.day, effect_of(entry.postings, accounts))
            for entry in page
            if entry.kind != OPENING and recording.is_standing(reader, entry)
        )
    return tuple(found)


def effect_of(postings: tuple[books.Posting, ...], accounts: Mapping[int, Account]) -> Effect:
    """By how many rupiah the postings changed each part; parts that did not change are left out."""
    changed: Counter[Part] = Counter()
    for posting in postings:
        part = part_of(accounts[posting.account])
        changed[part] += -int(posting.amount) if part in _CREDIT_PARTS else int(posting.amount)
    return {part: amount for part, amount in changed.items() if amount}


def part_of(account: Account) -> Part:
    """The part that an account belongs to."""
    if account.is_cash:
        return "cash"
    if account.role in _CLAIMS:
        return "claims"
    return _PARTS[account.type]


def added(effects: list[Effect]) -> Effect:
    """All of them together."""
    total: Counter[Part] = Counter()
    for effect in effects:
        for part, amount in effect.items():
            total[part] += amount
    return {part: amount for part, amount in total.items() if amount}
