"""Recording with goods: the acts of ``recording``, and the goods that a record names moved with it.

For everything that names no goods these are recording's own. Where goods are named, their stock says what the record
costs, the amount follows from their prices where it was not written, and their movements are written with the entry.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from kpmbooks import ledger as books
from kpmbooks import recording
from kpmbooks.book import Reader, Tx
from kpmbooks.i18n import DEFAULT_LANGUAGE, Language
from kpmbooks.ledger import LedgerRef, Source
from kpmbooks.money import Rupiah
from kpmbooks.recording import Answers, Kind, Preview, Recorded
from kpmbooks.trade.goods import goods_of
from kpmbooks.trade.goods_lines import GoodsLine, write_goods
from kpmbooks.trade.movements import GoodsMovement, insert_movements, movements_of
from kpmbooks.trade.parties import insert_party
from kpmbooks.trade.plan import NOBODY, Plan, plan
from kpmbooks.trade.quantities import THOUSAND


def record(
    tx: Tx,
    kind: str,
    answers: Answers,
    *,
    ledger: LedgerRef,
    today: date,
    source: Source = "typed",
    about: bytes | None = None,
    language: Language = DEFAULT_LANGUAGE,
) -> Recorded:
    """Write a record of ``kind``, and move the goods that it names; raises ``Rejected`` with what is wrong."""
    planned = plan(tx, kind, answers, ledger)
    recorded = recording.record(
        tx,
        kind,
        planned.answers,
        ledger=ledger,
        today=today,
        source=source,
        about=about,
        language=language,
        given=planned.given,
    )
    return _moved(tx, planned, recorded)


def preview(
    reader: Reader,
    kind: str,
    answers: Answers,
    *,
    ledger: LedgerRef,
    today: date,
    language: Language = DEFAULT_LANGUAGE,
) -> Preview:
    """What ``record`` would write; raises ``Rejected`` with what is wrong."""
    planned = plan(reader, kind, answers, ledger)
    shown = recording.preview(
        reader, kind, planned.answers, ledger=ledger, today=today, language=language, given=planned.given
    )
    return replace(shown, warnings=(*shown.warnings, *planned.warnings))


def correct(
    tx: Tx,
    number: str,
    kind: str,
    answers: Answers,
    *,
    today: date,
    source: Source | None = None,
    reason: str | None = None,
    language: Language = DEFAULT_LANGUAGE,
) -> Recorded:
    """Write a record anew, its goods too, and take the old one back; raises ``Rejected``."""
    old = books.entry_by_number(tx, number)
    planned = plan(tx, kind, answers, old.ledger, without=old.id)
    corrected = recording.correct(
        tx,
        number,
        kind,
        planned.answers,
        today=today,
        source=source,
        reason=reason,
        language=language,
        given=planned.given,
    )
    return _moved(tx, planned, corrected)


def goods_answers(reader: Reader, entry: int, kind: Kind, ledger: LedgerRef) -> Mapping[str, str]:
    """What stands in the goods fields of ``kind`` in the record with that key, as a person would write it."""
    known = {good.id: good for good in goods_of(reader, ledger)}
    written: dict[str, list[GoodsLine]] = {}
    for one in movements_of(reader, entry):
        asked = _field_of(kind, one)
        if asked is not None and one.good in known and one.quantity:
            written.setdefault(asked, []).append(GoodsLine(known[one.good], abs(one.quantity), _price(kind, one)))
    return {name: write_goods(lines) for name, lines in written.items()}


def _field_of(kind: Kind, movement: GoodsMovement) -> str | None:
    """The field in which the good was named; None for the other end of goods that were left or fetched."""
    if kind.goods == "make":
        return {"consume": "used", "make": "items", "spoil": "failed"}.get(movement.act)
    if kind.goods in ("leave", "fetch") and movement.holder is None:
        return None
    return "items"


def _price(kind: Kind, movement: GoodsMovement) -> Rupiah | None:
    """The price of one to the nearest rupiah, where the record has one."""
    money = abs(movement.value if kind.goods == "open" else movement.amount)
    quantity = abs(movement.quantity)
    return Rupiah((2 * int(money) * THOUSAND + quantity) // (2 * quantity)) if money else None


def _moved(tx: Tx, planned: Plan, recorded: Recorded) -> Recorded:
    if planned.movements and recorded.posted:
        movements = planned.movements
        if planned.new_holder is not None:
            holder = insert_party(tx, planned.new_holder).id
            movements = [replace(one, holder=holder if one.holder == NOBODY else one.holder) for one in movements]
        insert_movements(tx, recorded.posted[0].id, movements)
    return replace(recorded, warnings=(*recorded.warnings, *planned.warnings)) if planned.warnings else recorded
