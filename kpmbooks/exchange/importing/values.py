"""What a person wishes of an import, and what it comes to: the same values for looking first and for taking."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from kpmbooks.i18n import DEFAULT_LANGUAGE, Language
from kpmbooks.ledger import AccountType, LedgerRef, Source
from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem

Mark = Literal["new", "there", "bad"]

KIND_IN, KIND_OUT = "uang_masuk_lain", "uang_keluar_lain"
"""What the rows of a cash book become when nobody says: allowed in every ledger, to be sorted later."""


@dataclass(frozen=True, slots=True)
class Options:
    """``account``: code or name of the cash account that a cash book is about, None for the ledger's Kas.

    ``partial``: take the good rows and name the bad ones, instead of refusing the file. ``today`` only tells which days
    have not come yet. Which kind each description becomes is among the habits of what was understood.
    """

    ledger: LedgerRef
    today: date
    account: str | None = None
    kind_in: str = KIND_IN
    kind_out: str = KIND_OUT
    source: Source = "typed"
    partial: bool = False
    language: Language = DEFAULT_LANGUAGE


class Skipped(NamedTuple):
    """A row that cannot be taken, and why."""

    row: int
    problems: tuple[Problem, ...]


class ProposedAccount(NamedTuple):
    """An account that the import opens."""

    name: str
    type: AccountType


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import comes to, or came to.

    ``read`` counts rows (also the bad ones); ``taken`` and ``already_there`` count entries, of a list of accounts the
    accounts. ``total_in`` and ``total_out`` are the money of the entries that are taken. ``marks`` says of each row
    that is meant to be taken what becomes of it.
    """

    read: int
    taken: int
    already_there: int
    skipped: tuple[Skipped, ...]
    new_accounts: tuple[ProposedAccount, ...]
    total_in: Rupiah
    total_out: Rupiah
    warnings: tuple[Problem, ...] = ()
    marks: Mapping[int, Mark] = field(default_factory=dict)

    @property
    def refusals(self) -> tuple[Problem, ...]:
        """Every problem of every bad row; each names its row as its field."""
        return tuple(problem.at(str(row)) for row, problems in self.skipped for problem in problems)
