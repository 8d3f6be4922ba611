"""Pure double entry: ledgers, funds, accounts, entries that balance in every fund, and what was derived from them."""

from typing import TYPE_CHECKING

from kpmbooks.late import late
from kpmbooks.ledger.balances import Balance, Sums, balances, month_sums, sums_in, sums_through
from kpmbooks.ledger.checks import CHECKS, SUM_CHECKS, Fault
from kpmbooks.ledger.journal import (
    entries_of_batch,
    entries_of_transfer,
    entry_by_number,
    entry_count,
    journal_entries,
    journal_page,
    keys_of_batch,
    latest_day,
    read_entries,
    read_entry,
)
from kpmbooks.ledger.posting import begin_batch, closed_through, post, post_many
from kpmbooks.ledger.register import RegisterRow, numbers_of, register_page, register_rows, register_sums
from kpmbooks.ledger.service import (
    accounts,
    accounts_by_role,
    add_account,
    change_account,
    close_period,
    default_ledger,
    find_account,
    find_fund,
    find_ledger,
    funds,
    give_role,
    has_entries,
    ledgers,
    open_ledger,
)
from kpmbooks.ledger.values import (
    DEBIT_TYPES,
    POSITION_TYPES,
    SOURCES,
    Account,
    AccountType,
    Entry,
    EntryDraft,
    Fund,
    LedgerKind,
    LedgerRef,
    NewAccount,
    Posted,
    Posting,
    Source,
    number_text,
)

if TYPE_CHECKING:
    from kpmbooks.ledger.tables import GUARDS, TABLES

TOPICS = ("entries", "accounts", "ledgers")

__all__ = [
    "CHECKS",
    "DEBIT_TYPES",
    "GUARDS",
    "POSITION_TYPES",
    "SOURCES",
    "SUM_CHECKS",
    "TABLES",
    "TOPICS",
    "Account",
    "AccountType",
    "Balance",
    "Entry",
    "EntryDraft",
    "Fault",
    "Fund",
    "LedgerKind",
    "LedgerRef",
    "NewAccount",
    "Posted",
    "Posting",
    "RegisterRow",
    "Source",
    "Sums",
    "accounts",
    "accounts_by_role",
    "add_account",
    "balances",
    "begin_batch",
    "change_account",
    "close_period",
    "closed_through",
    "default_ledger",
    "entries_of_batch",
    "entries_of_transfer",
    "entry_by_number",
    "entry_count",
    "find_account",
    "find_fund",
    "find_ledger",
    "funds",
    "give_role",
    "has_entries",
    "journal_entries",
    "journal_page",
    "keys_of_batch",
    "latest_day",
    "ledgers",
    "month_sums",
    "number_text",
    "numbers_of",
    "open_ledger",
    "post",
    "post_many",
    "read_entries",
    "read_entry",
    "register_page",
    "register_rows",
    "register_sums",
    "sums_in",
    "sums_through",
]

late(__name__, {"tables": ("GUARDS", "TABLES")})
