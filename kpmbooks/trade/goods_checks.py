"""What must hold of goods: levels are the sums of movements, and the stock of each entry is what its goods say."""

from collections.abc import Iterator

from kpmbooks.book import Reader
from kpmbooks.ledger import Fault
from kpmbooks.problems import N_, Problem

_LEVELS = """
    SELECT good_id, holder, sum(quantity), sum(value) FROM (
        SELECT good_id, ifnull(holder_id, 0) AS holder, quantity, value FROM goods_movements WHERE stocked = 1
        UNION ALL SELECT good_id, holder, -quantity, -value FROM stock_levels
    ) GROUP BY 1, 2 HAVING sum(quantity) <> 0 OR sum(value) <> 0
"""

_BY_DAY = """
    SELECT good_id FROM (
        SELECT m.good_id, e.day, m.id, 1 AS times FROM goods_movements m JOIN entries e ON e.id = m.entry_id
        UNION ALL SELECT good_id, day, movement_id, -1 FROM goods_days
    ) GROUP BY 1, day, id HAVING sum(times) <> 0
    UNION SELECT good_id FROM (
        SELECT m.good_id, substr(e.day, 1, 7) AS month, m.quantity, m.value
        FROM goods_movements m JOIN entries e ON e.id = m.entry_id WHERE m.stocked = 1
        UNION ALL SELECT good_id, month, -quantity, -value FROM stock_months
    ) GROUP BY 1, month HAVING sum(quantity) <> 0 OR sum(value) <> 0
"""

_ENTRIES = """
    SELECT m.entry_id, sum(m.value) AS goods, (
        SELECT coalesce(sum(p.amount), 0) FROM postings p JOIN accounts a ON a.id = p.account_id
        WHERE p.entry_id = m.entry_id AND a.role IN ('persediaan_bahan', 'persediaan_dagangan')
    ) AS accounts FROM goods_movements m GROUP BY 1 HAVING goods <> accounts
"""


def check_goods(reader: Reader) -> Iterator[Fault]:
    """Faults in what the book says of its goods."""
    for good, holder, _, _ in reader.connection.exec_driver_sql(_LEVELS):
        message = N_("The stock of good {good} is not the sum of its movements.")
        yield Fault("stock-sum", f"good {good}/{holder}", Problem("stock-sum", message, {"good": good}))
    for (good,) in reader.connection.exec_driver_sql(_BY_DAY):
        message = N_("What is kept by day of good {good} is not what its records say.")
        yield Fault("stock-days", f"good {good}", Problem("stock-days", message, {"good": good}))
    for entry, _, _ in reader.connection.exec_driver_sql(_ENTRIES):
        message = N_("The goods of entry {entry} are not worth what its stock accounts say.")
        yield Fault("stock-value", f"entry {entry}", Problem("stock-value", message, {"entry": entry}))
    below = reader.connection.exec_driver_sql(
        "SELECT good_id FROM stock_levels WHERE quantity < 0 OR value < 0 OR (quantity = 0 AND value <> 0)"
    )
    for (good,) in below:
        message = N_("There is less than nothing of good {good}, or a value without goods.")
        yield Fault("stock-below-zero", f"good {good}", Problem("stock-below-zero", message, {"good": good}))
