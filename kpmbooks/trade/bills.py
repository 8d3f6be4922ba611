"""Bills as they stand: what each party owes us or we owe her, on which account, and the part that has no name yet.

A bill is on the natural side of its account: what makes the debt larger is positive. The named bills of an account and
its nameless part are what the account says, always.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from kpmbooks.book import Reader
from kpmbooks.i18n import DEFAULT_LANGUAGE, Language
from kpmbooks.ledger import Entry, LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.storage import scalar, tuples

Side = Literal["owed_to_us", "we_owe", "deposit"]
DEBT_ROLES: Mapping[str, Side] = {
    "piutang_usaha": "owed_to_us",
    "utang_usaha": "we_owe",
    "utang_titipan": "we_owe",
    "utang_warung": "we_owe",
    "dp_pembeli": "deposit",
}
"""The accounts on which debts lie by party. A deposit is owed in goods: nobody is asked to pay it."""

DUE, DISCOUNT, DISCOUNT_UNTIL, BILLS = "due", "discount", "discount_until", "bills"
"""Facts of a bill, and the answers of an entry from which they come; ``bills`` names those that a payment is for."""


@dataclass(frozen=True, slots=True)
class DebtAccount:
    """An account on which debts lie."""

    id: int
    ledger: int
    role: str
    name: str
    side: Side

    @property
    def sign(self) -> int:
        """What makes a posting positive on the natural side."""
        return 1 if self.side == "owed_to_us" else -1


class Bill(NamedTuple):
    """One debt: by which entry, of which day, and what of it is open. ``due`` is None where no day was agreed."""

    id: int
    uid: bytes
    account: int
    party: int
    entry: int
    day: date
    open: Rupiah
    due: date | None = None
    discount: Fraction = Fraction(0)
    discount_until: date | None = None

    @property
    def counts_from(self) -> date:
        """From which day it is late: the agreed one, else the day on which it was made."""
        return self.day if self.due is None else self.due


def debt_accounts(reader: Reader, ledger: LedgerRef | None = None) -> tuple[DebtAccount, ...]:
    """The accounts of the ledger (None: of the book) on which debts lie, by code."""
    marks = ", ".join("?" * len(DEBT_ROLES))
    sql = f"SELECT id, ledger_id, role, name FROM accounts WHERE role IN ({marks})"
    rows = reader.connection.exec_driver_sql(f"{sql} ORDER BY ledger_id, code, id", tuple(DEBT_ROLES))
    found = (DebtAccount(row[0], row[1], row[2], row[3], DEBT_ROLES[row[2]]) for row in rows)
    return tuple(one for one in found if ledger is None or one.ledger == ledger.id)


# What is said of a bill comes with it, a row for each fact: a page may have a thousand bills, each with one or none.
# From the few that are open, all of them or those of one party: never through all that there ever were.
_OPEN = """
    SELECT b.id, b.uid, b.account_id, b.party_id, b.entry_id, e.day, l.open, f.fact, f.value
    FROM bill_levels l CROSS JOIN bills b ON b.id = l.bill_id
    JOIN entries e ON e.id = b.entry_id LEFT JOIN facts f ON f.subject = b.uid
    WHERE l.open <> 0{more} ORDER BY e.day, b.id, f.id
"""
_ON_A_DAY = """
    SELECT b.id, b.uid, b.account_id, b.party_id, b.entry_id, e.day, o.open, f.fact, f.value
    FROM (
        SELECT bill_id, sum(open) AS open FROM (
            SELECT bill_id, open FROM bill_levels WHERE open <> 0
            UNION ALL SELECT d.bill_id, -d.amount FROM ledgers g CROSS JOIN entries m ON m.ledger_id = g.id
            CROSS JOIN debt_movements d ON d.entry_id = m.id WHERE m.day > ?
        ) GROUP BY bill_id HAVING sum(open) <> 0
    ) o JOIN bills b ON b.id = o.bill_id JOIN entries e ON e.id = b.entry_id LEFT JOIN facts f ON f.subject = b.uid
    WHERE 1{more} ORDER BY e.day, b.id, f.id
"""
_OF_PARTY = """
    SELECT b.id, b.uid, b.account_id, b.party_id, b.entry_id, e.day, l.open, f.fact, f.value FROM bills b
    JOIN entries e ON e.id = b.entry_id JOIN bill_levels l ON l.bill_id = b.id LEFT JOIN facts f ON f.subject = b.uid
    WHERE b.party_id = ? ORDER BY e.day, b.id, f.id
"""


def open_bills(
    reader: Reader, *, account: int | None = None, party: int | None = None, on: date | None = None
) -> tuple[Bill, ...]:
    """The bills that are not settled, the oldest first; ``on``: as they stood at the end of that day."""
    later = on is not None and _goes_on_after(reader, on)
    asked = (("b.account_id", account), ("b.party_id" if later else "l.party_id", party))
    narrowed = [(name, key) for name, key in asked if key is not None]
    more = "".join(f" AND {name} = ?" for name, _ in narrowed)
    given: list[object] = [key for _, key in narrowed]
    if on is not None and later:
        rows = tuples(reader.connection, _ON_A_DAY.format(more=more), (on.isoformat(), *given))
    else:
        rows = tuples(reader.connection, _OPEN.format(more=more), given)
    return _bills(rows)


def bills_of(reader: Reader, party: int) -> tuple[Bill, ...]:
    """Every bill of the party, settled or not, the oldest first."""
    rows = tuples(reader.connection, _OF_PARTY, (party,))
    return _bills(rows)


def terms_of(bill: Bill, language: Language = DEFAULT_LANGUAGE) -> str:
    """What is agreed of a bill, as a person would write it; nothing where no day was."""
    return "" if bill.due is None else _written(bill.day, bill.due, bill.discount, bill.discount_until, language)


def due_answer(reader: Reader, entry: Entry, language: Language = DEFAULT_LANGUAGE) -> str | None:
    """When what the record left unpaid is due, as a person would write it: as it is agreed now, else as it was then.

    None where it never was a question.
    """
    party = scalar(reader.connection, "SELECT party_id FROM bills WHERE entry_id = ?", entry.id)
    bills = () if party is None else bills_of(reader, int(party))
    if (bill := next((one for one in bills if one.entry == entry.id), None)) is not None:
        return terms_of(bill, language)
    said = {name: str(entry.answers[name]) for name in (DUE, DISCOUNT, DISCOUNT_UNTIL) if name in entry.answers}
    if DUE not in said:
        return None
    until = date.fromisoformat(said[DISCOUNT_UNTIL]) if DISCOUNT_UNTIL in said else None
    return _written(entry.day, date.fromisoformat(said[DUE]), Fraction(said.get(DISCOUNT, "0")), until, language)


def _written(day: date, due: date, percent: Fraction, until: date | None, language: Language) -> str:
    # Only now: the many patterns of terms would be prepared at every start.
    from kpmbooks.terms import write_terms

    return write_terms(day, due, percent, until, language)


def account_balance(reader: Reader, account: DebtAccount, on: date | None = None) -> Rupiah:
    """What the account says on its natural side; ``on``: at the end of that day."""
    if on is None:
        sql = "SELECT coalesce(sum(debit - credit), 0) FROM account_months WHERE account_id = ?"
        return Rupiah(account.sign * int(scalar(reader.connection, sql, account.id)))
    sql = (
        "SELECT (SELECT coalesce(sum(debit - credit), 0) FROM account_months"
        " WHERE account_id = :key AND month < :month)"
        " + (SELECT coalesce(sum(debit - credit), 0) FROM account_days"
        " WHERE account_id = :key AND day BETWEEN :month || '-01' AND :day)"
    )
    iso = on.isoformat()
    found = reader.connection.exec_driver_sql(sql, {"key": account.id, "month": iso[:7], "day": iso}).scalar_one()
    return Rupiah(account.sign * int(found))


def nameless(reader: Reader, account: DebtAccount) -> Rupiah:
    """The part of the account's balance that belongs to no named bill: sold on account without a name, or brought in.

    Below zero when more of it was paid than was ever written down.
    """
    named = scalar(
        reader.connection,
        "SELECT coalesce(sum(l.open), 0) FROM bill_levels l JOIN bills b ON b.id = l.bill_id"
        " WHERE l.open <> 0 AND b.account_id = ?",
        account.id,
    )
    return account_balance(reader, account) - Rupiah(int(named))


def _goes_on_after(reader: Reader, day: date) -> bool:
    # Ledger by ledger, as the index is ordered: no entry is walked through.
    later = (
        "SELECT EXISTS (SELECT 1 FROM ledgers l"
        " WHERE EXISTS (SELECT 1 FROM entries e WHERE e.ledger_id = l.id AND e.day > ?))"
    )
    return bool(scalar(reader.connection, later, day.isoformat()))


def _bills(rows: Iterable[Any]) -> tuple[Bill, ...]:
    """The bills of these rows; of each fact the latest counts, and one without a value was taken back."""
    found: list[Bill] = []
    before: Any = None
    said: dict[str, str | None] = {}
    for row in rows:
        if before is None or row[0] != before[0]:
            if before is not None:
                found.append(_bill(before, said))
            before, said = row, {}
        if row[7] is not None:
            said[row[7]] = row[8]
    if before is not None:
        found.append(_bill(before, said))
    return tuple(found)


def _bill(row: Any, said: Mapping[str, str | None]) -> Bill:
    key, uid, account, party, entry, day, left, _fact, _value = row
    due, discount, until = said.get(DUE), said.get(DISCOUNT), said.get(DISCOUNT_UNTIL)
    return Bill(
        key,
        uid,
        account,
        party,
        entry,
        date.fromisoformat(day),
        Rupiah(left),
        None if due is None else date.fromisoformat(due),
        _NO_DISCOUNT if discount is None else Fraction(discount),
        None if until is None else date.fromisoformat(until),
    )


_NO_DISCOUNT = Fraction(0)
