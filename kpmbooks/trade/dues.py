"""What is to be paid by a certain day, party by party: asked often, and of all bills at once."""

from dataclasses import dataclass
from datetime import date

from kpmbooks.book import Reader
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.storage import tuples
from kpmbooks.trade.bills import DUE, Side, debt_accounts

# From the few that are open; of what was said of a day the latest counts, and one that was taken back has no value.
_DUE = """
    SELECT b.account_id, b.party_id, sum(l.open), min(f.value)
    FROM bill_levels l CROSS JOIN bills b ON b.id = l.bill_id
    CROSS JOIN facts f ON f.subject = b.uid AND f.fact = ?
    WHERE l.open <> 0 AND f.value <= ?
        AND f.id = (SELECT max(later.id) FROM facts later WHERE later.subject = b.uid AND later.fact = f.fact)
    GROUP BY b.account_id, b.party_id
"""


@dataclass(frozen=True, slots=True)
class DueDebt:
    """What a party owes us on an account, or we it: what is agreed for ``day`` and later, up to the day asked for."""

    account: int
    party: int
    side: Side
    amount: Rupiah
    day: date


def debts_due(reader: Reader, ledger: LedgerRef, until: date) -> tuple[DueDebt, ...]:
    """What should be paid until the end of that day, with what was late before, the most urgent first."""
    sides = {account.id: account.side for account in debt_accounts(reader, ledger)}
    found = (
        DueDebt(account, party, sides[account], Rupiah(amount), date.fromisoformat(day))
        for account, party, amount, day in tuples(reader.connection, _DUE, (DUE, until.isoformat()))
        if account in sides
    )
    return tuple(sorted(found, key=lambda one: (one.day, -one.amount, one.party)))
