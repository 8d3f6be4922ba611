"""What accounts are called in plain text accounting: root by type, the fund where there are several, their own name.

Every path is another one: where the alphabet of a format makes two names alike, the later one by code gets a number.
"""

import unicodedata
from collections.abc import Callable, Mapping

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.ledger import Account, AccountType, LedgerRef

ROOTS: Mapping[AccountType, str] = {
    "asset": "Assets",
    "contra-asset": "Assets",
    "liability": "Liabilities",
    "equity": "Equity",
    "drawing": "Equity",
    "revenue": "Income",
    "contra-revenue": "Income",
    "cost": "Expenses",
    "contra-cost": "Expenses",
    "expense": "Expenses",
    "other-revenue": "Income",
    "other-expense": "Expenses",
}


def account_paths(reader: Reader, ledger: LedgerRef, part: Callable[[str], str]) -> Mapping[int, tuple[Account, str]]:
    """Each account of the ledger with its path, by key and in the order of codes; ``part`` fits a name to a format."""
    several = len(books.funds(reader, ledger)) > 1
    taken: set[str] = set()
    found: dict[int, tuple[Account, str]] = {}
    for account in books.accounts(reader, ledger):
        fund = (part(account.fund_role.capitalize()),) if several else ()
        path = ":".join((ROOTS[account.type], *fund, part(account.name)))
        plain, number = path, 1
        while path in taken:
            number += 1
            path = f"{plain}-{number}"
        taken.add(path)
        found[account.id] = (account, path)
    return found


def hledger_part(name: str) -> str:
    """``name`` as hledger takes it: nearly as it is, since only a colon and two blanks have a meaning there."""
    return one_line(name).replace(":", "-") or "X"


def beancount_part(name: str) -> str:
    """``name`` in the alphabet of beancount: letters, digits and hyphens, with a capital or a digit in front."""
    kept = "".join(letter if _is_plain(letter) else " " for letter in unicodedata.normalize("NFC", name))
    joined = "-".join(kept.split())
    begun = joined[:1].upper() + joined[1:]
    return begun if begun and unicodedata.category(begun[0]) in ("Lu", "Nd") else f"X{begun}"


def one_line(text: str) -> str:
    """``text`` in one line: every control and every blank, however wide, becomes one plain blank."""
    return " ".join("".join(" " if unicodedata.category(one)[0] == "C" else one for one in text).split())


def _is_plain(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category[0] == "L" or category == "Nd"
