"""What undoing leaves behind in stock, told or refused before a transaction is committed.

Taking back a purchase of which some was sold meanwhile would leave less than nothing (refused: count first), or a value
that no goods stand for. Costs are never restated, so that value goes to the account of stock differences, as an entry
of its own in the batch of the act: undoing the act takes it back as well.
"""

from kpmbooks import ledger as books
from kpmbooks.book import Tx
from kpmbooks.ledger import EntryDraft, Posting
from kpmbooks.money import Rupiah, allocate
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording import accounts_in_roles
from kpmbooks.trade.goods import HOME, STOCK_ROLES, Good, goods_of
from kpmbooks.trade.movements import GoodsMovement, insert_movements
from kpmbooks.trade.quantities import format_quantity

ADJUSTING_KIND = "hitung_barang"
DIFFERENCES = "selisih_stok"
"""The part of the account that takes what costs more or less than it should when something is undone."""

_TOUCHED = """
    SELECT m.good_id, ifnull(m.holder_id, 0) AS holder, g.ledger_id, max(m.entry_id) AS entry,
        sum(m.quantity) AS quantity, sum(m.value) AS value, l.quantity AS left, l.value AS worth
    FROM goods_movements m JOIN goods g ON g.id = m.good_id
    JOIN stock_levels l ON l.good_id = m.good_id AND l.holder = ifnull(m.holder_id, 0)
    WHERE m.entry_id > ? AND m.stocked = 1 GROUP BY 1, 2
"""


def settle_goods(tx: Tx) -> None:
    """See that no stock went below zero in the transaction, and give values without goods a place of their own.

    Raises ``Rejected`` with one sentence for each good of which there would be less than nothing.
    """
    problems = []
    for row in tx.connection.exec_driver_sql(_TOUCHED, (tx.entries_before,)).all():
        if row.left >= 0 and row.worth >= 0 and (row.left or not row.worth):
            continue
        place = next(one for one in books.ledgers(tx) if one.id == row.ledger_id)
        good = next(one for one in goods_of(tx, place) if one.id == row.good_id)
        if row.left < 0:
            message = N_("There would be {left} of “{name}”: some of it is gone already. Count it first.")
            there = format_quantity(row.left, good.unit)
            problems.append(Problem("stock-below-zero", message, {"left": there, "name": good.name}, "items"))
            continue
        before, worth_before = row.left - row.quantity, row.worth - row.value
        rest = 0
        if row.left and before > 0 and worth_before > 0:
            # What is left goes on at the cost that it had.
            whole = max(before, row.left)
            rest = int(allocate(Rupiah(worth_before * whole // before), (row.left, whole - row.left))[0])
        _adjust(tx, good, row.holder, row.entry, Rupiah(rest - row.worth))
    if problems:
        raise Rejected(problems)


def _adjust(tx: Tx, good: Good, holder: int, cause: int, amount: Rupiah) -> None:
    entry = books.read_entry(tx, cause)
    roles = accounts_in_roles(tx, entry.ledger, (STOCK_ROLES[good.sort], DIFFERENCES))
    postings = (
        Posting(1, roles[STOCK_ROLES[good.sort]].id, amount),
        Posting(1, roles[DIFFERENCES].id, -amount),
    )
    draft = EntryDraft(entry.ledger, entry.day, ADJUSTING_KIND, entry.source, postings, memo=good.name)
    posted = books.post(tx, entry.batch, [draft])[0]
    movement = GoodsMovement(good.id, "adjust", 0, amount, holder=holder if holder != HOME else None)
    insert_movements(tx, posted.id, [movement])
