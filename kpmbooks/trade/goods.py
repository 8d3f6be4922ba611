"""Goods, materials and services of a ledger, and what lies in stock of them.

What is said of a good are facts (``kpmbooks.book.facts``), each of which may change; how much lies where, and what it
cost, follows from its movements. The pure rules are in ``stock``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple, cast, get_args

from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import facts_of, set_facts
from kpmbooks.book.names import clean_name
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.storage import new_uid, scalar, tuples
from kpmbooks.trade.quantities import THOUSAND
from kpmbooks.trade.stock import Layer, Method, Stock, read_method, receive, send_back, take_back
from kpmbooks.trade.stock import issue as issue_from

Sort = Literal["dagangan", "bahan", "jasa"]
SORTS: tuple[Sort, ...] = get_args(Sort)
"""What is sold, what is used up in making it, and services, which no shelf holds."""

SORT_NAMES: Mapping[Sort, str] = {"dagangan": N_("goods"), "bahan": N_("materials"), "jasa": N_("a service")}

STOCK_ROLES: Mapping[Sort, str] = {"dagangan": "persediaan_dagangan", "bahan": "persediaan_bahan"}
"""The accounts that say what the stock of each sort is worth."""

_UNIT_LONGEST = 20
_PARTING = ";@"
"""Signs that part the lines of goods a person writes; no name holds them."""


@dataclass(frozen=True, slots=True)
class Good:
    """One good. ``price`` is asked for one unit, in rupiah; ``unit`` may be empty.

    ``stocked``: whether its stock is kept. For services ``hours`` (thousandths) and ``transport`` (rupiah) belong to
    the price. ``hidden``: no longer offered. ``counted`` is the ISO day on which it was last counted; ``low`` how much
    (thousandths) is little enough to be told of, None where nobody said.
    """

    id: int
    uid: bytes
    ledger: int
    name: str
    unit: str
    sort: Sort
    price: Rupiah | None
    picture: str
    method: Method
    stocked: bool
    hours: int
    transport: Rupiah
    hidden: bool
    counted: str | None
    low: int | None = None


class Level(NamedTuple):
    """How much lies there, in thousandths, and what it cost."""

    quantity: int
    value: Rupiah

    @property
    def unit_cost(self) -> Fraction | None:
        """Exact rupiah for one unit; None where nothing lies."""
        return Fraction(int(self.value) * THOUSAND, self.quantity) if self.quantity else None


NOTHING = Level(0, Rupiah(0))
HOME = 0
"""The holder of goods that lie with us; others are keys of parties."""


def goods_of(reader: Reader, ledger: LedgerRef) -> tuple[Good, ...]:
    """Every good of the ledger, by name."""
    rows = tuples(reader.connection, "SELECT id, uid FROM goods WHERE ledger_id = ?", (ledger.id,))
    said = facts_of(reader, [uid for _key, uid in rows])
    found = (_good(key, uid, ledger.id, said.get(uid, {})) for key, uid in rows)
    return tuple(sorted(found, key=lambda good: good.name.casefold()))


def plain_name(name: str) -> str:
    """By what two spellings of a name are the same."""
    return "".join(name.split()).casefold()


def find_good(known: Iterable[Good], name: str) -> Good:
    """The good of that name, whatever its case and spaces; raises ``Rejected``."""
    found = next((good for good in known if plain_name(good.name) == plain_name(name)), None)
    if found is None:
        message = N_("There is no good called “{name}”. Add it first, or choose one of the list.")
        raise Rejected(Problem("good-unknown", message, {"name": name}, "items"))
    return found


def add_good(tx: Tx, ledger: LedgerRef, name: str, facts: Mapping[str, str | None] | None = None) -> Good:
    """Add a good with what is said of it (see ``change_good``); raises ``Rejected``, also for a name that is there."""
    uid = new_uid()
    tx.connection.exec_driver_sql(
        "INSERT INTO goods (uid, ledger_id, added_at) VALUES (?, ?, ?)",
        (uid, ledger.id, tx.written_at().milliseconds),
    )
    key = int(scalar(tx.connection, "SELECT id FROM goods WHERE uid = ?", uid))
    return change_good(tx, ledger, _good(key, uid, ledger.id, {}), {"name": name, **(facts or {})})


def change_good(tx: Tx, ledger: LedgerRef, good: Good, facts: Mapping[str, str | None]) -> Good:
    """Say new facts of a good, by the names that ``Good`` has for them.

    Values are text as the book keeps it: whole rupiah, thousandths, ISO days, "1" for yes; None takes one back. Raises
    ``Rejected`` for a name that is there already, and for what cannot change once the good has moved: its sort, and how
    its stock is kept once it is.
    """
    told = dict(facts)
    if "name" in told:
        told["name"] = _clean(tx, ledger, good, told["name"] or "")
    if unit := clean_unit(told.get("unit") or ""):
        told["unit"] = unit
    said = {**facts_of(tx, [good.uid]).get(good.uid, {}), **told}
    changed = _good(good.id, good.uid, ledger.id, {name: text for name, text in said.items() if text})
    if (told.get("method") or "average") != "average" and read_method(str(told["method"])) != told["method"]:
        problem = read_method(str(told["method"]))
        message = N_("There is no such way to work out costs. Choose average or fifo.")
        raise Rejected(problem if isinstance(problem, Problem) else Problem("method-unknown", message, {}, "method"))
    settled = changed.sort != good.sort
    if good.stocked:  # what moved before its stock was kept moved none, so that keeping it may begin any day
        settled |= (changed.stocked, changed.method) != (good.stocked, good.method)
    if good.name and settled and _has_moved(tx, good):
        message = N_("“{name}” has records already, so this can no longer change. Hide it and add a new good.")
        raise Rejected(Problem("good-has-records", message, {"name": good.name}, "sort"))
    if changed.price is not None and changed.price <= 0:
        raise Rejected(Problem("price-zero", N_("A price must be above zero. Write what one costs."), {}, "price"))
    set_facts(tx, good.uid, told)
    tx.touch("goods")
    return changed


def clean_good_name(name: str) -> str:
    """The name as it is kept; raises ``Rejected`` for what no good can be called."""
    line = clean_name(name, N_("Give the good a name."))
    if any(sign in line for sign in _PARTING) or not any(letter.isalpha() for letter in line):
        message = N_("The name of a good needs letters, and neither “;” nor “@”. Choose another name.")
        raise Rejected(Problem("good-name", message, {}, "name"))
    return line


def clean_unit(unit: str) -> str:
    """The unit as it is kept; raises ``Rejected`` for a long one."""
    line = unit.strip()
    if len(line) > _UNIT_LONGEST:
        raise Rejected(Problem("unit-too-long", N_("This unit is too long. Use a short one such as kg."), {}, "unit"))
    return line


def _clean(tx: Tx, ledger: LedgerRef, good: Good, name: str) -> str:
    line = clean_good_name(name)
    if any(plain_name(one.name) == plain_name(line) for one in goods_of(tx, ledger) if one.id != good.id):
        message = N_("There is a good called “{name}” already. Choose another name, or use that one.")
        raise Rejected(Problem("good-twice", message, {"name": line}, "name"))
    return line


def _has_moved(reader: Reader, good: Good) -> bool:
    return bool(scalar(reader.connection, "SELECT EXISTS (SELECT 1 FROM goods_movements WHERE good_id = ?)", good.id))


_FREE = Rupiah(0)


def _good(key: int, uid: bytes, ledger: int, said: Mapping[str, str]) -> Good:
    sort = cast(Sort, said.get("sort", "dagangan"))
    return Good(
        id=key,
        uid=uid,
        ledger=ledger,
        name=said.get("name", ""),
        unit=said.get("unit", ""),
        sort=sort,
        price=Rupiah(int(said["price"])) if "price" in said else None,
        picture=said.get("picture", "package"),
        method=cast(Method, said.get("method", "average")),
        stocked=sort != "jasa" and said.get("stocked", "1") == "1",
        hours=int(said.get("hours", "0")),
        transport=Rupiah(int(said["transport"])) if "transport" in said else _FREE,
        hidden=said.get("hidden") == "1",
        counted=said.get("counted"),
        low=int(said["low"]) if "low" in said else None,
    )


# What lies there


def levels(reader: Reader, ledger: LedgerRef) -> Mapping[tuple[int, int], Level]:
    """What lies where of every good of the ledger, by keys of good and holder; empty places left out."""
    rows = tuples(
        reader.connection,
        "SELECT l.good_id, l.holder, l.quantity, l.value FROM goods g JOIN stock_levels l ON l.good_id = g.id"
        " WHERE g.ledger_id = ? AND (l.quantity <> 0 OR l.value <> 0)",
        (ledger.id,),
    )
    return {(good, holder): Level(quantity, Rupiah(value)) for good, holder, quantity, value in rows}


def level(reader: Reader, good: Good, holder: int = HOME) -> Level:
    """What lies of a good with one holder."""
    row = reader.connection.exec_driver_sql(
        "SELECT quantity, value FROM stock_levels WHERE good_id = ? AND holder = ?", (good.id, holder)
    ).first()
    return NOTHING if row is None else Level(row.quantity, Rupiah(row.value))


class _Moved(NamedTuple):
    quantity: int
    value: int
    act: str
    turns: bool


def stock_of(reader: Reader, good: Good, holder: int = HOME, *, without: int | None = None) -> Stock:
    """The stock of a good as the rules know it. ``without``: as if the entry of that key were taken back already."""
    now = level(reader, good, holder)
    asked = {"good": good.id, "holder": holder}
    rows = _since_empty(reader, asked, now.quantity) if good.method == "fifo" else []
    if without is not None:
        turned = [
            _Moved(-quantity, -value, act, True)
            for quantity, value, act in reader.connection.exec_driver_sql(
                "SELECT quantity, value, act FROM goods_movements"
                " WHERE entry_id = ? AND good_id = ? AND ifnull(holder_id, 0) = ? AND stocked = 1 ORDER BY id DESC",
                (without, good.id, holder),
            )
        ]
        rows += turned
        now = Level(
            now.quantity + sum(one.quantity for one in turned), Rupiah(now.value + sum(one.value for one in turned))
        )
    layers = _settled(_replayed(rows) if good.method == "fifo" else Stock(), now)
    last = reader.connection.exec_driver_sql(_LAST_SALE, asked).first()
    issued = (Layer(-last.quantity, Rupiah(-last.value)),) if last is not None else ()
    return Stock(now.quantity, now.value, layers, issued)


# For a return: what the last sale cost.
_LAST_SALE = """
    SELECT m.quantity, m.value FROM goods_movements m JOIN entries e ON e.id = m.entry_id
    WHERE m.good_id = :good AND ifnull(m.holder_id, 0) = :holder AND m.stocked = 1
    AND m.act IN ('sell', 'sell_there') AND m.quantity < 0 AND e.reverses IS NULL ORDER BY m.id DESC LIMIT 1
"""
_LATEST_FIRST = """
    SELECT m.id, m.quantity, m.value, m.act, e.reverses IS NOT NULL FROM goods_movements m
    CROSS JOIN entries e ON e.id = m.entry_id
    WHERE m.good_id = :good AND m.id < :before AND ifnull(m.holder_id, 0) = :holder AND m.stocked = 1
    ORDER BY m.id DESC LIMIT 100
"""
_AFTER_ALL = 2**62


def _since_empty(reader: Reader, asked: Mapping[str, int], there: int) -> list[_Moved]:
    """The movements since nothing lay there for the last time, the earliest first: layers of before are gone."""
    found: list[_Moved] = []
    before = _AFTER_ALL
    while there:
        rows = reader.connection.exec_driver_sql(_LATEST_FIRST, {**asked, "before": before}).all()
        for key, quantity, value, act, turns in rows:
            if not there:
                break
            before = key
            found.append(_Moved(quantity, value, act, turns))
            there -= quantity
        if not rows:
            break
    return found[::-1]


def _replayed(rows: Iterable[_Moved]) -> Stock:
    """The layers that the movements left. What a reversal takes back goes where it came from: an issue to the front,
    a receipt out of the part of its price."""
    there = Stock()
    for quantity, value, act, turns in rows:
        after: Stock | Problem = there
        if quantity > 0 and (turns or act == "take_back"):
            back = take_back(there, quantity, Rupiah(max(value, 0)), "fifo")
            after = back if isinstance(back, Problem) else back[0]
        elif quantity > 0:
            after = receive(there, quantity, Rupiah(max(value, 0)))
        elif quantity < 0:
            gone = (
                send_back(there, -quantity, Rupiah(max(-value, 0)), "fifo")
                if turns or act == "send_back"
                else issue_from(there, -quantity, "fifo")
            )
            after = gone if isinstance(gone, Problem) else gone[0]
        if not isinstance(after, Problem):
            there = after
    return there


def _settled(replayed: Stock, now: Level) -> tuple[Layer, ...]:
    """The layers, made to add up to what lies there: a difference (an adjustment) belongs to the newest."""
    if now.quantity <= 0:
        return ()
    if replayed.quantity != now.quantity or not replayed.layers:
        return (Layer(now.quantity, now.value),)
    *older, newest = replayed.layers
    rest = now.value - sum(layer.value for layer in older)
    if rest < 0:
        return (Layer(now.quantity, now.value),)
    return (*older, Layer(newest.quantity, Rupiah(rest)))
