"""The values of double entry: ledgers, funds, accounts, entries. Debit is positive, credit negative."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, get_args

from kpmbooks.money import Rupiah

LedgerKind = Literal["kelompok", "usaha", "keluarga"]
AccountType = Literal[
    "asset",
    "contra-asset",
    "liability",
    "equity",
    "drawing",
    "revenue",
    "contra-revenue",
    "cost",
    "contra-cost",
    "expense",
    "other-revenue",
    "other-expense",
]
Flow = Literal["operasi", "investasi", "pendanaan"]
Source = Literal["drawer", "receipt", "sheet", "message", "typed", "remembered"]

ACCOUNT_TYPES: tuple[AccountType, ...] = get_args(AccountType)
FLOWS: tuple[Flow, ...] = get_args(Flow)
SOURCES: tuple[Source, ...] = get_args(Source)

# Whose balance grows on the debit side; the others grow on the credit side.
DEBIT_TYPES: frozenset[AccountType] = frozenset(
    {"asset", "drawing", "contra-revenue", "cost", "expense", "other-expense"}
)
POSITION_TYPES: frozenset[AccountType] = frozenset({"asset", "contra-asset", "liability", "equity", "drawing"})


STRETCH = 1024
"""So many keys of entries share a row of the sums by day."""


@dataclass(frozen=True, slots=True)
class LedgerRef:
    """One ledger (*buku*) of the book."""

    id: int
    uid: bytes
    kind: LedgerKind
    name: str


@dataclass(frozen=True, slots=True)
class Fund:
    """One purse (*kantong uang*) of a ledger; every entry balances within each fund."""

    id: int
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Account:
    """One account. ``role`` names its part in the chart, None for an account that a person added."""

    id: int
    uid: bytes
    ledger: int
    fund: int
    fund_role: str
    code: str
    name: str
    role: str | None
    type: AccountType
    is_cash: bool
    flow: Flow
    box: str | None


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be opened. ``fund`` is the role of a fund of the ledger."""

    code: str
    name: str
    type: AccountType
    fund: str
    role: str | None = None
    is_cash: bool = False
    flow: Flow = "operasi"
    box: str | None = None


class Posting(NamedTuple):
    """One amount on one account. Postings of one ``leg`` belong together and sum to zero in every fund."""

    leg: int
    account: int
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry to be posted. ``about`` is the uid of the person whom memo and party are about, if known."""

    ledger: LedgerRef
    day: date
    kind: str
    source: Source
    postings: tuple[Posting, ...]
    memo: str | None = None
    party: str | None = None
    about: bytes | None = None
    answers: Mapping[str, int | str] = field(default_factory=dict)
    transfer: bytes | None = None
    reverses: int | None = None
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """What a posted entry is known by: row, uid, and the number that a person sees (``2026-B-014``)."""

    id: int
    uid: bytes
    number: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole entry as it stands in the book."""

    id: int
    uid: bytes
    number: str
    ledger: LedgerRef
    day: date
    kind: str
    source: Source
    memo: str | None
    party: str | None
    answers: Mapping[str, int | str]
    batch: int
    transfer: bytes | None
    reverses: int | None
    reversed_by: int | None
    folds: bool
    corrects: int | None
    written_at: int
    offset_minutes: int
    clock_back: bool
    postings: tuple[Posting, ...]


def number_text(year: int, letter: str, number: int) -> str:
    """The number that a person sees: year, writer's letter, counter."""
    return f"{year}-{letter}-{number:03d}"
