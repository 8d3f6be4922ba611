"""What parties owe us and we owe them, worked out of the records that name them.

Settled at the end of every transaction, whatever act wrote the entries: a record that makes a debt of a named party
larger is a new bill of hers, one that makes it smaller lowers her open bills, the chosen ones or the oldest first. What
is left over is taken from the part of the account that has no name, and may never be more than is owed.

A bill always lies between nothing and what it was made for. Where taking a record back would leave it outside, what
was paid moves to the party's other bills by a record of its own, so that undoing finds everything as it was.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kpmbooks import ledger as books
from kpmbooks.book import Tx
from kpmbooks.book.facts import set_many
from kpmbooks.ledger import EntryDraft, Posting
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording.vocabulary import DEBT_KIND, JOURNAL_KIND
from kpmbooks.storage import insert_many, new_uid, scalar
from kpmbooks.trade.bills import BILLS, DISCOUNT, DISCOUNT_UNTIL, DUE, DebtAccount, debt_accounts, nameless
from kpmbooks.trade.parties import insert_party, known_names, plain_name

NEVER_REFUSED = frozenset({JOURNAL_KIND, "saldo_awal"})
"""Kinds that say what an account stands at: they may pay more than is known to be owed."""

_BROUGHT_IN = "import"


@dataclass(frozen=True, slots=True)
class _New:
    """An entry of the transaction that moved a debt account; ``net`` on the natural side."""

    entry: int
    account: DebtAccount
    net: int
    day: str
    kind: str
    answers: Mapping[str, object]
    party: str | None
    about: bytes | None
    act: str


@dataclass(slots=True)
class _Settling:
    """What is known and written while one transaction is settled."""

    tx: Tx
    names: dict[str, int] = field(default_factory=dict)
    levels: dict[tuple[int, int], list[list[int]]] = field(default_factory=dict)
    movements: list[tuple[int, int, int]] = field(default_factory=list)

    def open(self, party: int, account: int) -> list[list[int]]:
        """Her open bills on the account, the oldest first: key and what is left of each."""
        found = self.levels.get((party, account))
        if found is None:
            rows = self.tx.connection.exec_driver_sql(
                "SELECT b.id, l.open FROM bill_levels l CROSS JOIN bills b ON b.id = l.bill_id"
                " CROSS JOIN entries e ON e.id = b.entry_id"
                " WHERE l.party_id = ? AND l.open <> 0 AND b.account_id = ? AND l.open > 0 ORDER BY e.day, b.id",
                (party, account),
            )
            found = self.levels[party, account] = [[row[0], row[1]] for row in rows]
        return found

    def write(self) -> None:
        write_movements(self.tx, self.movements)
        self.movements.clear()


def settle_debts(tx: Tx) -> None:
    """Raise or pay debts as the new entries of the transaction say; raises ``Rejected``."""
    accounts = {account.id: account for account in debt_accounts(tx)}
    if not accounts:
        return
    news = _news(tx, accounts)
    settling = _Settling(tx)
    if any(new.party for new in news):
        settling.names = known_names(tx)
    # Every debt of an act is made before one is paid: a file may tell them in any order.
    _raise_bills(settling, [new for new in news if new.net > 0 and new.party])
    _straighten(tx, accounts)
    _take_payments(settling, [new for new in news if new.net < 0])


def write_movements(tx: Tx, rows: Iterable[tuple[int, int, int]]) -> None:
    """Write entry, bill and amount of each movement."""
    if told := list(rows):
        insert_many(tx.connection, "INSERT INTO debt_movements (entry_id, bill_id, amount) VALUES (?, ?, ?)", told)
        tx.touch("trade")


def insert_bills(tx: Tx, rows: Iterable[tuple[int, int, int]]) -> list[tuple[int, bytes]]:
    """New bills, of account, party and entry each; gives key and uid of each."""
    first = int(scalar(tx.connection, "SELECT coalesce(max(id), 0) FROM bills")) + 1
    made = [(first + nth, new_uid(), *row) for nth, row in enumerate(rows)]
    insert_many(
        tx.connection, "INSERT INTO bills (id, uid, account_id, party_id, entry_id) VALUES (?, ?, ?, ?, ?)", made
    )
    return [(row[0], row[1]) for row in made]


def _news(tx: Tx, accounts: Mapping[int, DebtAccount]) -> list[_New]:
    """What the new entries did to debts, by day; entries that were settled by the act itself are left out."""
    marks = ", ".join("?" * len(accounts))
    rows = tx.connection.exec_driver_sql(
        "SELECT e.id, p.account_id, sum(p.amount), e.day, e.kind, e.answers, t.text, t.about, b.act"
        " FROM postings p JOIN entries e ON e.id = p.entry_id JOIN batches b ON b.id = e.batch_id"
        " LEFT JOIN texts t ON t.id = e.party_id"
        f" WHERE p.entry_id > ? AND p.account_id IN ({marks}) AND e.reverses IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM debt_movements d WHERE d.entry_id = e.id)"
        " GROUP BY e.id, p.account_id ORDER BY e.day, e.id",
        (tx.entries_before, *accounts),
    )
    found = []
    for entry, key, net, day, kind, answers, party, about, act in rows:
        account = accounts[key]
        words = party if party and plain_name(party) else None
        found.append(_New(entry, account, account.sign * net, day, kind, json.loads(answers), words, about, act))
    return found


def _raise_bills(settling: _Settling, news: list[_New]) -> None:
    tx = settling.tx
    rows = []
    for new in news:
        name = " ".join(str(new.party).split())[:120]
        plain = plain_name(name)
        if plain not in settling.names:
            settling.names[plain] = insert_party(tx, name, new.about).id
        rows.append((new.account.id, settling.names[plain], new.entry))
    made = insert_bills(tx, rows)
    settling.movements += [(new.entry, key, new.net) for new, (key, _uid) in zip(news, made, strict=True)]
    settling.write()
    told = {
        uid: {name: str(new.answers[name]) for name in (DUE, DISCOUNT, DISCOUNT_UNTIL) if name in new.answers}
        for new, (_key, uid) in zip(news, made, strict=True)
        if new.account.side != "deposit" and DUE in new.answers
    }
    if told:
        set_many(tx, told)


def _take_payments(settling: _Settling, news: list[_New]) -> None:
    tx = settling.tx
    over: dict[int, tuple[_New, int]] = {}
    for new in news:
        left = -new.net
        known = settling.names.get(plain_name(new.party)) if new.party else None
        bills = [] if known is None else settling.open(known, new.account.id)
        owed = sum(bill[1] for bill in bills)
        for bill in _in_order(tx, bills, new.answers.get(BILLS)):
            taken = min(left, bill[1])
            if taken:
                settling.movements.append((new.entry, bill[0], -taken))
                bill[1] -= taken
                left -= taken
        if left and not (new.kind in NEVER_REFUSED or new.act == _BROUGHT_IN):
            over.setdefault(new.account.id, (new, owed))
    settling.write()
    for new, owed in over.values():
        short = -nameless(tx, new.account)
        if short > 0:
            raise Rejected(_more_than_owed(new, owed, Rupiah(max(-new.net - short, 0))))


def _in_order(tx: Tx, bills: list[list[int]], chosen: object) -> list[list[int]]:
    """The chosen bills in their order, then the others from the oldest on."""
    if not isinstance(chosen, str) or not bills:
        return bills
    marks = ", ".join("?" * len(bills))
    rows = tx.connection.exec_driver_sql(
        f"SELECT lower(hex(uid)), id FROM bills WHERE id IN ({marks})", tuple(bill[0] for bill in bills)
    )
    keys: dict[str, int] = {row[0]: row[1] for row in rows}
    places = {keys[uid]: nth for nth, uid in enumerate(chosen.split(",")) if uid in keys}
    return sorted(bills, key=lambda bill: places.get(bill[0], len(places)))


def _more_than_owed(new: _New, owed: int, most: Rupiah) -> Problem:
    """The question that an overpayment is: what is owed, and what can be done."""
    params = {"amount": Rupiah(-new.net), "most": most, "name": new.party}
    place = next((name for name in _PLACES if new.answers.get(name)), "amount")
    if new.party is None:
        message = N_("Only {most} of what is owed has no name. Write who pays, or whom you pay.")
        return Problem("payer-missing", message, params, "party")
    if new.account.side == "deposit":
        message = N_("The deposit of {name} is {most}, not {amount}. Write the smaller amount.")
        return Problem("deposit-too-large", message, params, place)
    if most <= 0:
        ours = new.account.side == "owed_to_us"
        return Problem("paid-too-much", _OWES_NOTHING if ours else _IS_OWED_NOTHING, params, "party")
    if new.account.side == "we_owe":
        message = N_("Only {most} is owed to {name}, not {amount}. Write the smaller amount.")
    elif new.kind in _BRINGS_MONEY:
        message = N_("{name} owes {most}, not {amount}. Write {most}, and the rest as a deposit from a buyer.")
    else:
        message = N_("{name} owes {most}, not {amount}. Write {most} at the most.")
    return Problem("paid-too-much", message, params, place)


_PLACES = ("deposit", "bon", "owed")
"""Where else than in ``amount`` a record says how much less is owed."""
_BRINGS_MONEY = frozenset({"terima_bayar_bon"})
"""Only what a buyer hands over can be kept for her."""
_OWES_NOTHING = N_("{name} owes nothing. Look whether the name is right.")
_IS_OWED_NOTHING = N_("Nothing is owed to {name}. Look whether the name is right.")


# --- what taking back does to debts that were paid ---

_OUTSIDE = """
    WITH RECURSIVE touched(bill) AS (
        SELECT DISTINCT d.bill_id FROM debt_movements d JOIN entries e ON e.id = d.entry_id
        WHERE d.entry_id > ? AND e.reverses IS NOT NULL
    ), walk(bill, entry, turns) AS (
        SELECT b.id, b.entry_id, 0 FROM touched JOIN bills b ON b.id = touched.bill
        UNION ALL SELECT w.bill, r.id, w.turns + 1 FROM walk w JOIN entries r ON r.reverses = w.entry
    )
    SELECT b.id, b.party_id, b.account_id FROM walk w JOIN bills b ON b.id = w.bill
    JOIN bill_levels l ON l.bill_id = b.id
    GROUP BY w.bill
    HAVING l.open < 0 OR l.open > iif(max(w.turns) % 2 = 0, (SELECT sum(d.amount) FROM debt_movements d
        WHERE d.bill_id = b.id AND d.entry_id = b.entry_id), 0)
    ORDER BY b.id
"""
_LIMITS = """
    WITH RECURSIVE walk(bill, entry, turns) AS (
        SELECT id, entry_id, 0 FROM bills WHERE party_id = :party AND account_id = :account
        UNION ALL SELECT w.bill, r.id, w.turns + 1 FROM walk w JOIN entries r ON r.reverses = w.entry
    )
    SELECT b.id, l.open, iif(max(w.turns) % 2 = 0, (SELECT sum(d.amount) FROM debt_movements d
        WHERE d.bill_id = b.id AND d.entry_id = b.entry_id), 0)
    FROM walk w JOIN bills b ON b.id = w.bill JOIN bill_levels l ON l.bill_id = b.id JOIN entries e ON e.id = b.entry_id
    GROUP BY w.bill ORDER BY e.day, b.id
"""


def _straighten(tx: Tx, accounts: Mapping[int, DebtAccount]) -> None:
    """Move what was paid for bills that reversals of this transaction took back to the party's other bills."""
    rows = tx.connection.exec_driver_sql(_OUTSIDE, (tx.entries_before,)).all()
    for party, account in dict.fromkeys((row[1], row[2]) for row in rows):
        _straighten_one(tx, accounts[account], party)


def _straighten_one(tx: Tx, account: DebtAccount, party: int) -> None:
    rows = tx.connection.exec_driver_sql(_LIMITS, {"party": party, "account": account.id}).all()
    limits = [(row[0], row[1], row[2]) for row in rows]
    moved: dict[int, int] = {}
    # Below nothing: others of hers become smaller, the oldest first. Above what it was made for: others become larger.
    spare = -sum(min(left, 0) for _, left, _ in limits) - sum(max(left - most, 0) for _, left, most in limits)
    for key, left, most in limits:
        moved[key] = min(max(left, 0), most) - left
    for key, left, most in limits if spare > 0 else reversed(limits):
        now = left + moved[key]
        change = max(-spare, -now) if spare > 0 else min(-spare, most - now)
        moved[key] += change
        spare += change
    if spare:
        message = N_("A part of this was paid already. Take the payment back first, then this.")
        raise Rejected(Problem("paid-already", message, {}, "number"))
    last = tx.connection.exec_driver_sql(
        "SELECT e.id, e.batch_id FROM debt_movements d JOIN entries e ON e.id = d.entry_id"
        " JOIN bills b ON b.id = d.bill_id"
        " WHERE d.entry_id > ? AND b.party_id = ? AND b.account_id = ? ORDER BY e.id DESC LIMIT 1",
        (tx.entries_before, party, account.id),
    ).one()
    amount = Rupiah(sum(change for change in moved.values() if change > 0))
    entry = books.read_entry(tx, last[0])
    rearranged = debt_draft(entry.ledger, entry.day, account, amount)
    (posted,) = books.post(tx, last[1], [rearranged])
    write_movements(tx, [(posted.id, key, change) for key, change in moved.items() if change])


def debt_draft(
    ledger: books.LedgerRef, day: date, account: DebtAccount, amount: Rupiah, party: str | None = None
) -> EntryDraft:
    """A record that leaves every balance as it is: debts of the account are told apart otherwise than before."""
    postings = (Posting(1, account.id, amount), Posting(1, account.id, Rupiah(-amount)))
    return EntryDraft(ledger, day, DEBT_KIND, "typed", postings, party=party)
