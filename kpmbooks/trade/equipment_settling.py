"""What correcting and undoing mean for the register of equipment, settled before a transaction is committed.

A guard turns the movements of a record that is taken back. What a correction writes anew gets its pieces again here;
and nothing may be written off of what is no longer there.
"""

from collections.abc import Mapping, Sequence

from kpmbooks import ledger as books
from kpmbooks.book import Tx
from kpmbooks.book.facts import facts_of
from kpmbooks.ledger import Entry
from kpmbooks.money import Rupiah, allocate
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.storage import insert_many
from kpmbooks.trade.equipment import COST, LOSS_KIND, SALE_KIND, WORN

_CORRECTED = """
    SELECT e.id, e.corrects FROM entries e WHERE e.id > ? AND e.corrects IS NOT NULL
    AND EXISTS (SELECT 1 FROM equipment_movements m WHERE m.entry_id = e.corrects)
    AND NOT EXISTS (SELECT 1 FROM equipment_movements m WHERE m.entry_id = e.id)
"""

_OFF = """
    SELECT q.uid FROM equipment_movements m JOIN equipment q ON q.id = m.equipment_id
    WHERE m.equipment_id IN (SELECT equipment_id FROM equipment_movements WHERE entry_id > ?)
    GROUP BY 1 HAVING sum(m.cost) < 0 OR sum(m.depreciation) < 0 OR sum(m.depreciation) > sum(m.cost)
"""


def settle_equipment(tx: Tx) -> None:
    """Give corrected records their pieces again; raises ``Rejected`` where wear would be left without its piece."""
    for new, old in tx.connection.exec_driver_sql(_CORRECTED, (tx.entries_before,)).all():
        _carry(tx, books.read_entry(tx, old), books.read_entry(tx, new))
    problems = []
    for (uid,) in tx.connection.exec_driver_sql(_OFF, (tx.entries_before,)).all():
        name = facts_of(tx, [uid]).get(uid, {}).get("name", "")
        message = N_("“{name}” was written off already. Undo its wear or its leaving first, then this.")
        problems.append(Problem("piece-written-off", message, {"name": name}))
    if problems:
        raise Rejected(problems)


def _carry(tx: Tx, old: Entry, new: Entry) -> None:
    found = tx.connection.exec_driver_sql(
        "SELECT equipment_id, sum(cost), sum(depreciation) FROM equipment_movements WHERE entry_id = ?"
        " GROUP BY 1 ORDER BY 1",
        (old.id,),
    ).all()
    roles = {account.id: account.role for account in books.accounts(tx, old.ledger)}
    before, after = _moved(old, roles), _moved(new, roles)
    if old.kind in (SALE_KIND, LOSS_KIND) and before != after:
        message = N_("Its cost stands in the list of equipment. Take this record back, then let it leave again there.")
        raise Rejected(Problem("piece-left-otherwise", message))
    costs = _shared([row[1] for row in found], before[0], after[0])
    worn = _shared([row[2] for row in found], before[1], after[1])
    rows = [(new.id, row[0], cost, wear) for row, cost, wear in zip(found, costs, worn, strict=True) if cost or wear]
    insert_many(
        tx.connection,
        "INSERT INTO equipment_movements (entry_id, equipment_id, cost, depreciation) VALUES (?, ?, ?, ?)",
        rows,
    )


def _moved(entry: Entry, roles: Mapping[int, str | None]) -> tuple[int, int]:
    """By how much an entry moved the accounts of cost and of what was written off."""
    cost = sum(int(one.amount) for one in entry.postings if roles.get(one.account) == COST)
    worn = -sum(int(one.amount) for one in entry.postings if roles.get(one.account) == WORN)
    return cost, worn


def _shared(parts: Sequence[int], before: int, after: int) -> list[int]:
    """The pieces' parts of the new amount: as they were while it holds them, else in the same proportion."""
    whole = sum(parts)
    if not whole or before == after or (whole != before and abs(whole) <= abs(after)):
        return list(parts)
    if after <= 0 < whole:
        return [0 for _part in parts]
    return [int(part) for part in allocate(Rupiah(after), parts)]
