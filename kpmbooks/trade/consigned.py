"""Titip jual: what was left with whom, sold there, fetched back, and what is owed for it; and the other way round.

Goods that are named move as goods; beside them, and where none are named, the accounts that only keep in mind say it in
rupiah: ours at the price that is asked, others' at what must be handed over for them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from kpmbooks import recording
from kpmbooks.book import Reader, Tx
from kpmbooks.dates import Period
from kpmbooks.ledger import LedgerRef, number_text
from kpmbooks.money import Rupiah
from kpmbooks.trade.bills import debt_accounts, open_bills
from kpmbooks.trade.goods import Good, goods_of
from kpmbooks.trade.parties import Party, insert_party, known_names, parties_by_key, plain_name

Way = Literal["ours", "theirs"]
Step = Literal["before", "left", "sold", "returned"]
STEPS: tuple[Step, ...] = ("before", "left", "sold", "returned")

_GROUP = "titip"
_KEPT_IN_MIND: Mapping[str, Way] = {"barang_dititipkan": "ours", "titipan_orang": "theirs"}
_OWED_ON: Mapping[Way, str] = {"ours": "piutang_usaha", "theirs": "utang_titipan"}
_SOLD_BY = ("titip_laku", "titipan_orang_laku")
_FETCHED_BY = ("titip_kembali", "titipan_orang_kembali")
_NONE = Rupiah(0)


@dataclass(frozen=True, slots=True)
class Steps:
    """How much was there ``before``, then ``left``, ``sold`` and ``returned``: rupiah, or thousandths of a good."""

    before: int = 0
    left: int = 0
    sold: int = 0
    returned: int = 0

    @property
    def there(self) -> int:
        """What still lies there."""
        return self.before + self.left - self.sold - self.returned

    @property
    def is_nothing(self) -> bool:
        """Whether nothing lay there and nothing happened."""
        return not (self.before or self.left or self.sold or self.returned)


class ConsignedGood(NamedTuple):
    """One good that lies with a party or was there in the period; the steps are in thousandths.

    ``price`` is what one was last asked for, None where that is not known.
    """

    good: Good
    price: Rupiah | None
    steps: Steps


class ConsignedRecord(NamedTuple):
    """One record, in rupiah; ``memo`` is what was written of it."""

    entry: int
    number: str
    day: str
    kind: str
    memo: str
    amount: Rupiah


class _Written(NamedTuple):
    way: Way
    record: ConsignedRecord
    before: bool


@dataclass(frozen=True, slots=True)
class Consignment:
    """One way: in rupiah, by good where goods were named, and what is owed for what was sold at the period's end."""

    amounts: Steps = field(default_factory=Steps)
    goods: tuple[ConsignedGood, ...] = ()
    records: tuple[ConsignedRecord, ...] = ()
    owed: Rupiah = _NONE

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to be said of this way."""
        return self.amounts.is_nothing and not self.goods


@dataclass(frozen=True, slots=True)
class ConsignmentSlip:
    """What one party and we have with each other; ``number`` is that of the latest record."""

    party: Party
    number: str | None
    ours: Consignment
    theirs: Consignment

    def without_names(self) -> "ConsignmentSlip":
        """The slip without the party's name, and without what was written of the records."""
        ours, theirs = (
            replace(way, records=tuple(record._replace(memo="") for record in way.records))
            for way in (self.ours, self.theirs)
        )
        return replace(self, party=replace(self.party, name=None), ours=ours, theirs=theirs)


@dataclass(frozen=True, slots=True)
class ConsignmentSlips:
    """The slips that were asked for."""

    ledger: LedgerRef
    period: Period
    slips: tuple[ConsignmentSlip, ...]


def settle_consigned(tx: Tx) -> None:
    """See that whoever new records leave goods with, or take goods from, is known as a party, sold anything or not."""
    kinds = [kind.id for kind in recording.kinds().values() if kind.group is not None and kind.group.id == _GROUP]
    names = [
        name
        for (name,) in tx.connection.exec_driver_sql(
            "SELECT DISTINCT t.text FROM entries e JOIN texts t ON t.id = e.party_id"
            f" WHERE e.id > ? AND e.kind IN ({', '.join('?' * len(kinds))}) AND t.text IS NOT NULL",
            (tx.entries_before, *kinds),
        )
        if plain_name(name)
    ]
    known = known_names(tx) if names else {}
    for name in names:
        if plain_name(name) not in known:
            known[plain_name(name)] = insert_party(tx, " ".join(name.split())[:120]).id


def consignees(reader: Reader, ledger: LedgerRef) -> tuple[Party, ...]:
    """Whoever goods were ever left with, or who left goods here, by name."""
    written = {plain_name(text) for text in _texts(reader, ledger)}
    named = {key for name, key in known_names(reader).items() if name in written}
    holders = reader.connection.exec_driver_sql(
        "SELECT DISTINCT m.holder_id FROM goods g JOIN goods_movements m ON m.good_id = g.id"
        " WHERE g.ledger_id = ? AND m.holder_id IS NOT NULL",
        (ledger.id,),
    )
    found = parties_by_key(reader, named | {row[0] for row in holders}).values()
    return tuple(sorted(found, key=lambda party: (party.name is None, plain_name(party.name or ""), party.id)))


def consignment_slips(
    reader: Reader, ledger: LedgerRef, period: Period, party: Party | None = None
) -> ConsignmentSlips:
    """The slip of ``party``; None: of everybody with whom there was anything in the period, or something lies."""
    wanted = consignees(reader, ledger) if party is None else (party,)
    records = _records(reader, ledger, period)
    made = [_slip(reader, ledger, period, one, records) for one in wanted]
    slips = (slip for slip in made if party is not None or not (slip.ours.is_nothing and slip.theirs.is_nothing))
    return ConsignmentSlips(ledger, period, tuple(slips))


def _slip(
    reader: Reader, ledger: LedgerRef, period: Period, party: Party, written: Mapping[str, list[_Written]]
) -> ConsignmentSlip:
    records: dict[Way, list[ConsignedRecord]] = {"ours": [], "theirs": []}
    amounts: dict[Way, dict[Step, int]] = {"ours": dict.fromkeys(STEPS, 0), "theirs": dict.fromkeys(STEPS, 0)}
    for way, record, before in written.get(plain_name(party.name or ""), ()):
        if before:
            amounts[way]["before"] += record.amount
            continue
        step, sign = _step(record.kind, record.amount)
        amounts[way][step] += sign * record.amount
        records[way].append(record)
    latest = max((one for some in records.values() for one in some), default=None, key=lambda one: one.entry)
    goods = _goods(reader, ledger, period, party)
    ours, theirs = (_owed(reader, ledger, period, party, way) for way in ("ours", "theirs"))
    return ConsignmentSlip(
        party,
        None if latest is None else latest.number,
        Consignment(Steps(**amounts["ours"]), goods, tuple(records["ours"]), ours),
        Consignment(Steps(**amounts["theirs"]), (), tuple(records["theirs"]), theirs),
    )


def _step(kind: str, amount: int) -> tuple[Step, int]:
    """Where a record belongs, and the sign that makes what it usually does positive; a reversal turns it."""
    if kind in _SOLD_BY:
        return "sold", -1
    if kind in _FETCHED_BY or (amount < 0 and recording.kinds().get(kind) is None):
        return "returned", -1
    return "left", 1


_RECORDS = """
    SELECT e.id, e.day, e.year, w.letter, e.number, e.kind, a.role, t.text, m.text, sum(p.amount)
    FROM accounts a JOIN postings p ON p.account_id = a.id JOIN entries e ON e.id = p.entry_id
    JOIN writers w ON w.id = e.writer_id JOIN texts t ON t.id = e.party_id LEFT JOIN texts m ON m.id = e.memo_id
    WHERE a.ledger_id = ? AND a.role IN ('barang_dititipkan', 'titipan_orang') AND e.day <= ? AND t.text IS NOT NULL
    AND e.folds = 0 AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id AND r.folds = 1)
    GROUP BY e.id, a.id ORDER BY e.day, e.id
"""


def _records(reader: Reader, ledger: LedgerRef, period: Period) -> Mapping[str, list[_Written]]:
    """The records until the period's end by the plain name of the party."""
    found: dict[str, list[_Written]] = defaultdict(list)
    for row in reader.connection.exec_driver_sql(_RECORDS, (ledger.id, period.last.isoformat())):
        entry, day, year, letter, number, kind, role, text, memo, amount = row
        record = ConsignedRecord(entry, number_text(year, letter, number), day, kind, memo or "", Rupiah(amount))
        found[plain_name(text)].append(_Written(_KEPT_IN_MIND[role], record, day < period.first.isoformat()))
    return found


def _texts(reader: Reader, ledger: LedgerRef) -> Iterator[str]:
    rows = reader.connection.exec_driver_sql(
        "SELECT DISTINCT t.text FROM accounts a JOIN postings p ON p.account_id = a.id"
        " JOIN entries e ON e.id = p.entry_id JOIN texts t ON t.id = e.party_id"
        " WHERE a.ledger_id = ? AND a.role IN ('barang_dititipkan', 'titipan_orang') AND t.text IS NOT NULL",
        (ledger.id,),
    )
    return (text for (text,) in rows)


_GOODS = """
    SELECT m.good_id, e.day < :first AS before, m.act, sum(m.quantity),
        (SELECT abs(x.amount) * 1000 / abs(x.quantity) FROM goods_movements x JOIN entries f ON f.id = x.entry_id
            WHERE x.good_id = m.good_id AND x.holder_id = :holder AND x.quantity <> 0 AND x.amount <> 0
            AND f.day <= :last ORDER BY x.id DESC LIMIT 1)
    FROM goods g JOIN goods_movements m ON m.good_id = g.id JOIN entries e ON e.id = m.entry_id
    WHERE g.ledger_id = :ledger AND m.holder_id = :holder AND m.act <> 'adjust' AND e.day <= :last GROUP BY 1, 2, 3
"""


def _goods(reader: Reader, ledger: LedgerRef, period: Period, party: Party) -> tuple[ConsignedGood, ...]:
    asked = {
        "ledger": ledger.id,
        "holder": party.id,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
    }
    known = {good.id: good for good in goods_of(reader, ledger)}
    found: dict[int, dict[Step, int]] = defaultdict(lambda: dict.fromkeys(STEPS, 0))
    prices: dict[int, Rupiah | None] = {}
    for good, before, act, quantity, price in reader.connection.exec_driver_sql(_GOODS, asked):
        prices[good] = None if price is None else Rupiah(price)
        if before:
            found[good]["before"] += quantity
        elif act == "sell_there":
            found[good]["sold"] -= quantity
        elif act == "leave":
            found[good]["left"] += quantity
        else:
            found[good]["returned"] -= quantity
    rows = (ConsignedGood(known[good], prices[good], Steps(**steps)) for good, steps in found.items())
    return tuple(sorted((row for row in rows if not row.steps.is_nothing), key=lambda row: row.good.name.casefold()))


def _owed(reader: Reader, ledger: LedgerRef, period: Period, party: Party, way: Way) -> Rupiah:
    accounts = [one for one in debt_accounts(reader, ledger) if one.role == _OWED_ON[way]]
    bills = (bill for one in accounts for bill in open_bills(reader, account=one.id, party=party.id, on=period.last))
    return sum((bill.open for bill in bills), Rupiah(0))
