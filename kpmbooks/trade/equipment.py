"""The register of equipment: which pieces a ledger has, where they came from, what they cost and what is left of it.

What is said of a piece are facts; its cost and what was written off hang on the entries that moved the accounts, so a
purchase that is taken back takes its piece along. Rules of wear are in ``depreciation`` and ``wear``, acts in
``equipment_acts``. A household has no register: it does not earn with what it owns.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal, NamedTuple, cast, get_args

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.book.facts import facts_of
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording import HOW_MANY
from kpmbooks.recording.undoing import tip_of
from kpmbooks.trade.depreciation import Method, Plan
from kpmbooks.trade.quantities import THOUSAND
from kpmbooks.trade.wear import DueMonth, MonthKey, due_months

COST, WORN, RESULT = "peralatan", "akumulasi_penyusutan", "laba_rugi_alat"
"""The accounts of what equipment cost, of what was written off, and of what was won or lost when it left."""

WEAR_KIND, SALE_KIND, LOSS_KIND, RETURN_KIND = "penyusutan_alat", "jual_alat", "alat_rusak", "kembalikan_alat"

Origin = Literal["beli", "bantuan", "modal", "pinjam"]
ORIGINS: tuple[Origin, ...] = get_args(Origin)
ORIGIN_NAMES: Mapping[Origin, str] = {
    "beli": N_("bought"),
    "bantuan": N_("a grant"),
    "modal": N_("brought in by the owner"),
    "pinjam": N_("borrowed"),
}

Condition = Literal["baik", "perbaikan", "rusak"]
CONDITIONS: tuple[Condition, ...] = get_args(Condition)
CONDITION_NAMES: Mapping[Condition, str] = {
    "baik": N_("good"),
    "perbaikan": N_("needs repair"),
    "rusak": N_("broken"),
}

ORIGIN_OF: Mapping[str, Origin] = {
    "beli_alat": "beli",
    "bantuan_barang": "bantuan",
    "tambah_modal_barang": "modal",
    "saldo_awal": "modal",
    "pinjam_alat": "pinjam",
}
"""The kinds of record by which equipment comes."""

ANSWER_FOR = "for"
"""The answer of a depreciation entry that says of which month it is, as in 2026-10."""

_NONE = Rupiah(0)


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of the register: one thing, or several of the same.

    ``quantity`` in thousandths. ``cost`` and ``worn`` (what was written off) are those of the accounts; what is
    borrowed has none but may be ``worth`` something. ``begins`` is the day from which it wears off, ``before`` what was
    written off before it came into the register; without ``years`` it does not wear off. ``gone``: the day it left,
    None while it is there. ``left``: how many of several left already; all other figures are of those that are there.
    """

    id: int
    uid: bytes
    entry: int | None
    name: str
    quantity: int
    unit: str
    origin: Origin
    condition: Condition
    acquired: date
    cost: Rupiah
    worn: Rupiah
    worth: Rupiah
    method: Method
    years: int | None
    rate: Fraction | None
    residual: Rupiah
    begins: date
    before: Rupiah
    note: str
    owner: str
    gone: date | None
    left: int = 0

    @property
    def value(self) -> Rupiah:
        """What is left of its cost in the book."""
        return self.cost - self.worn

    @property
    def plan(self) -> Plan | None:
        """How it wears off; None where it does not."""
        cost = self.cost - self.before
        if self.years is None or cost <= 0:
            return None
        return Plan(cost, self.years, self.method, self.residual, self.rate, self.begins)


class Origins(NamedTuple):
    """An entry that moved equipment, and how much of it no piece of the register explains yet."""

    entry: int
    number: str
    day: date
    kind: str
    memo: str
    cost: Rupiah
    worn: Rupiah


class Unexplained(NamedTuple):
    """What the accounts of equipment say beyond the register: cost, and what was written off."""

    cost: Rupiah
    worn: Rupiah


class Wear(NamedTuple):
    """A piece and its months of wear that are due."""

    piece: Piece
    months: tuple[DueMonth, ...]

    @property
    def amount(self) -> Rupiah:
        """All of them together."""
        return sum((one.amount for one in self.months), _NONE)


def check_ledger(ledger: LedgerRef) -> None:
    """Raise ``Rejected`` for a household: its things are no equipment of a business."""
    if ledger.kind == "keluarga":
        message = N_("A household's book has no list of equipment. Open the business's book first.")
        raise Rejected(Problem("equipment-not-here", message, {}, "ledger"))


class _Row(NamedTuple):
    """A movement of a piece, with the entry that it hangs on."""

    piece: int
    entry: int
    cost: int
    worn: int
    kind: str
    day: str
    answers: str
    reverses: int | None


_ROWS = """
    SELECT m.equipment_id, m.entry_id, m.cost, m.depreciation, e.kind, e.day, e.answers, e.reverses
    FROM equipment q JOIN equipment_movements m ON m.equipment_id = q.id JOIN entries e ON e.id = m.entry_id
    WHERE q.ledger_id = ? ORDER BY m.id
"""


class _Story:
    """What happened to one piece: sums, and what each record that still counts did to it."""

    def __init__(self) -> None:
        self.cost = self.worn = 0
        self.by_root: dict[int, list[int]] = {}
        self.roots: dict[int, _Row] = {}

    def months(self) -> frozenset[MonthKey]:
        """The months of which wear was entered."""
        worn = (self.roots[root] for root, (_cost, amount) in self.by_root.items() if amount > 0)
        return frozenset(_month_of(row) for row in worn if row.kind == WEAR_KIND)

    def _leavings(self) -> list[_Row]:
        """The records by which it, or some of several, was sold or lost."""
        left = (self.roots[root] for root, (cost, _worn) in self.by_root.items() if cost < 0)
        return [row for row in left if row.kind in (SALE_KIND, LOSS_KIND)]

    def sold_on(self) -> date | None:
        """The day on which it, or the last of several, was sold or lost."""
        return max((date.fromisoformat(row.day) for row in self._leavings()), default=None) if not self.cost else None

    def left(self) -> int:
        """How many of several were sold or lost while others stayed, in thousandths."""
        return sum(int(json.loads(row.answers).get(HOW_MANY) or 0) for row in self._leavings())


def _month_of(row: _Row) -> MonthKey:
    month = str(json.loads(row.answers).get(ANSWER_FOR) or row.day)
    return int(month[:4]), int(month[5:7])


def _stories(reader: Reader, ledger: LedgerRef) -> Mapping[int, _Story]:
    """The movements of each piece; a reversal counts with the record that it takes back."""
    rows = [_Row(*row) for row in reader.connection.exec_driver_sql(_ROWS, (ledger.id,))]
    turned = {row.entry: row.reverses for row in rows}
    told: dict[int, _Story] = {}
    for row in rows:
        story = told.setdefault(row.piece, _Story())
        root: int = row.entry
        while (before := turned.get(root)) is not None:
            root = before
        story.cost += row.cost
        story.worn += row.worn
        sums = story.by_root.setdefault(root, [0, 0])
        sums[0] += row.cost
        sums[1] += row.worn
        story.roots.setdefault(root, row)
    return told


def pieces_of(reader: Reader, ledger: LedgerRef) -> tuple[Piece, ...]:
    """Every piece of the ledger, in the order in which they were acquired; those that left as well.

    One whose record was taken back, or that was taken out of the register, is not among them.
    """
    return tuple(piece for piece, _story in _read(reader, ledger))


def find_piece(reader: Reader, ledger: LedgerRef, uid: bytes) -> Piece:
    """The piece with that uid; raises ``Rejected`` when the register has none."""
    found = next((piece for piece in pieces_of(reader, ledger) if piece.uid == uid), None)
    if found is None:
        raise Rejected(Problem("piece-unknown", N_("This is no longer in the list of equipment. Open the list again.")))
    return found


def wear_due(reader: Reader, ledger: LedgerRef, today: date) -> tuple[Wear, ...]:
    """The pieces with months of wear that are over and not entered yet."""
    through = _last_whole_month(today)
    found = []
    for piece, story in _read(reader, ledger):
        if piece.gone is None and piece.plan is not None:
            months = due_months(piece.plan, story.months(), piece.worn - piece.before, through)
            if months:
                found.append(Wear(piece, months))
    return tuple(found)


def _last_whole_month(today: date) -> date:
    tomorrow = today + timedelta(days=1)
    return tomorrow.replace(day=1) - timedelta(days=1)


def _read(reader: Reader, ledger: LedgerRef) -> tuple[tuple[Piece, _Story], ...]:
    rows = reader.connection.exec_driver_sql(
        "SELECT id, uid, entry_id FROM equipment WHERE ledger_id = ?", (ledger.id,)
    )
    known = [(int(key), bytes(uid), entry) for key, uid, entry in rows]
    said = facts_of(reader, [uid for _key, uid, _entry in known])
    stories = _stories(reader, ledger)
    found = []
    for key, uid, entry in known:
        facts = said.get(uid, {})
        if "name" not in facts:
            continue
        story = stories.get(key, _Story())
        gone = story.sold_on() or _said_gone(reader, facts)
        there = story.cost > 0 if story.roots else entry is None or stands(reader, entry)
        if gone is not None or there:
            found.append((_piece(key, uid, entry, facts, story, gone), story))
    return tuple(sorted(found, key=lambda one: (one[0].acquired, one[0].id)))


def stands(reader: Reader, entry: int) -> bool:
    """Whether a record counts today, by itself or by the one that corrected it."""
    if tip_of(reader, books.read_entry(reader, entry)) is not None:
        return True
    later = reader.connection.exec_driver_sql("SELECT id FROM entries WHERE corrects = ?", (entry,)).all()
    return any(stands(reader, row[0]) for row in later)


def _said_gone(reader: Reader, facts: Mapping[str, str]) -> date | None:
    """The day on which it was given back or thrown away, while the record of that stands."""
    if "gone" not in facts:
        return None
    if by := facts.get("gone_by"):
        row = reader.connection.exec_driver_sql("SELECT id FROM entries WHERE uid = ?", (bytes.fromhex(by),)).first()
        if row is None or not stands(reader, row[0]):
            return None
    return date.fromisoformat(facts["gone"])


def _piece(
    key: int, uid: bytes, entry: int | None, facts: Mapping[str, str], story: _Story, gone: date | None
) -> Piece:
    acquired = date.fromisoformat(facts["acquired"])
    said = int(facts.get("quantity", str(THOUSAND)))
    left = story.left()
    quantity = max(said - left, 0) or said

    def rest(amount: str) -> Rupiah:
        """The part of those that are there."""
        return Rupiah(int(amount) * quantity // said)

    return Piece(
        id=key,
        uid=uid,
        entry=entry,
        name=facts["name"],
        quantity=quantity,
        unit=facts.get("unit", ""),
        origin=cast(Origin, facts.get("origin", "beli")),
        condition=cast(Condition, facts.get("condition", "baik")),
        acquired=acquired,
        cost=Rupiah(story.cost),
        worn=Rupiah(story.worn),
        worth=Rupiah(int(facts.get("worth", "0"))),
        method=cast(Method, facts.get("method", "straight")),
        years=int(facts["years"]) if "years" in facts else None,
        rate=Fraction(facts["rate"]) if "rate" in facts else None,
        residual=rest(facts.get("residual", "0")),
        begins=date.fromisoformat(facts.get("begins", facts["acquired"])),
        before=rest(facts.get("before", "0")),
        note=facts.get("note", ""),
        owner=facts.get("owner", ""),
        gone=gone,
        left=left,
    )


# What the register does not explain

_OPEN = """
    SELECT e.id, e.kind, e.day,
        (SELECT coalesce(sum(amount), 0) FROM postings WHERE entry_id = e.id AND account_id = :cost)
        - (SELECT coalesce(sum(cost), 0) FROM equipment_movements WHERE entry_id = e.id) AS cost,
        -(SELECT coalesce(sum(amount), 0) FROM postings WHERE entry_id = e.id AND account_id = :worn)
        - (SELECT coalesce(sum(depreciation), 0) FROM equipment_movements WHERE entry_id = e.id) AS worn
    FROM entries e
    WHERE e.id IN (SELECT entry_id FROM postings WHERE account_id = :cost AND amount > 0)
    AND e.kind NOT IN ('jual_alat', 'alat_rusak')
    AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id)
    ORDER BY e.day, e.id
"""


def open_origins(reader: Reader, ledger: LedgerRef) -> tuple[Origins, ...]:
    """The records by which equipment came that no piece, or not enough, stands for; the oldest first."""
    accounts = books.accounts_by_role(reader, ledger, (COST, WORN))
    if COST not in accounts:
        return ()
    worn = accounts[WORN].id if WORN in accounts else 0
    rows = reader.connection.exec_driver_sql(_OPEN, {"cost": accounts[COST].id, "worn": worn}).all()
    found = []
    for row in rows:
        if row.cost > 0:
            entry = books.read_entry(reader, row.id)
            left = Rupiah(row.cost), Rupiah(max(row.worn, 0))
            found.append(Origins(entry.id, entry.number, entry.day, entry.kind, entry.memo or "", *left))
    return tuple(found)


def borrowed_origin(reader: Reader, entry: int) -> Origins | None:
    """The record by which a tool was borrowed; None for any other. Its ``cost`` is what the tool is worth."""
    found = books.read_entry(reader, entry)
    if ORIGIN_OF.get(found.kind) != "pinjam":
        return None
    worth = sum((one.amount for one in found.postings if one.amount > 0), _NONE)
    return Origins(found.id, found.number, found.day, found.kind, found.memo or "", worth, _NONE)


def unexplained(reader: Reader, ledger: LedgerRef) -> Unexplained:
    """What the accounts hold beyond the register; negative where the register holds more."""
    accounts = books.accounts_by_role(reader, ledger, (COST, WORN))
    sums = books.sums_through(reader, ledger.id, date.max)
    net = {role: int(sums[account.id].net) if account.id in sums else 0 for role, account in accounts.items()}
    stories = _stories(reader, ledger).values()
    cost = net.get(COST, 0) - sum(story.cost for story in stories)
    return Unexplained(Rupiah(cost), Rupiah(-net.get(WORN, 0) - sum(story.worn for story in stories)))
