"""What must hold of equipment: no record moves more of it than its accounts say, no piece wears off below nothing."""

from collections.abc import Iterator

from kpmbooks.book import Reader
from kpmbooks.ledger import Fault
from kpmbooks.problems import N_, Problem

_ENTRIES = """
    SELECT m.entry_id, e.kind, sum(m.cost) AS cost, sum(m.depreciation) AS worn, (
        SELECT coalesce(sum(p.amount), 0) FROM postings p JOIN accounts a ON a.id = p.account_id
        WHERE p.entry_id = m.entry_id AND a.role = 'peralatan'
    ) AS cost_account, (
        SELECT coalesce(-sum(p.amount), 0) FROM postings p JOIN accounts a ON a.id = p.account_id
        WHERE p.entry_id = m.entry_id AND a.role = 'akumulasi_penyusutan'
    ) AS worn_account FROM equipment_movements m JOIN entries e ON e.id = m.entry_id GROUP BY 1
"""

_EXACT = ("penyusutan_alat", "jual_alat", "alat_rusak")
"""Kinds whose records are wholly the register's; of the others a part may not be in it yet."""


def check_equipment(reader: Reader) -> Iterator[Fault]:
    """Faults in what the book says of its equipment."""
    for row in reader.connection.exec_driver_sql(_ENTRIES):
        pairs = ((row.cost, row.cost_account), (row.worn, row.worn_account))
        if row.kind in _EXACT:
            holds = all(part == whole for part, whole in pairs)
        else:
            holds = all(min(whole, 0) <= part <= max(whole, 0) for part, whole in pairs)
        if not holds:
            message = N_("The equipment of entry {entry} is not what its accounts say.")
            problem = Problem("equipment-sum", message, {"entry": row.entry_id})
            yield Fault("equipment-sum", f"entry {row.entry_id}", problem)
    off = reader.connection.exec_driver_sql(
        "SELECT equipment_id FROM equipment_movements GROUP BY 1"
        " HAVING sum(cost) < 0 OR sum(depreciation) < 0 OR sum(depreciation) > sum(cost)"
    )
    for (piece,) in off:
        message = N_("More was written off of equipment {piece} than it cost.")
        yield Fault("equipment-worn", f"equipment {piece}", Problem("equipment-worn", message, {"piece": piece}))
