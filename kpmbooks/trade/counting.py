"""Counting what lies on the shelf: many goods in one act, what differs explained in words."""

from collections.abc import Mapping
from datetime import date

from kpmbooks.book import Tx
from kpmbooks.book.facts import set_many
from kpmbooks.i18n import DEFAULT_LANGUAGE, Language
from kpmbooks.ledger import LedgerRef
from kpmbooks.recording import Recorded
from kpmbooks.trade.goods import Good, levels
from kpmbooks.trade.goods_lines import GoodsLine, write_goods
from kpmbooks.trade.records import record

KIND = "hitung_barang"


def count_goods(
    tx: Tx,
    ledger: LedgerRef,
    counted: Mapping[Good, int],
    reason: str,
    *,
    today: date,
    language: Language = DEFAULT_LANGUAGE,
) -> Recorded | None:
    """Write what was counted at home, in thousandths; None where everything agrees and there is nothing to record.

    Each good remembers the day. Raises ``Rejected``, also where something differs and nobody said why.
    """
    there = levels(tx, ledger)
    lines = [
        GoodsLine(good, quantity)
        for good, quantity in counted.items()
        if (there[good.id, 0].quantity if (good.id, 0) in there else 0) != quantity
    ]
    recorded = None
    if lines:
        answers = {"items": write_goods(lines), "memo": reason}
        recorded = record(tx, KIND, answers, ledger=ledger, today=today, language=language)
    set_many(tx, {good.uid: {"counted": today.isoformat()} for good in counted})
    tx.touch("goods")
    return recorded
