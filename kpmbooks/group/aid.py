"""Aid to the group: what it received in money and in goods, what it planned to use it for, and what it was used for.

Aid is capital of the group and no income. A plan is a list of lines with amounts; a record that spends money is put to
one of them by hand, and what is corrected stays where its original was put.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import facts_named, facts_of, set_facts, set_many
from kpmbooks.book.names import one_line
from kpmbooks.group.following import stands_as
from kpmbooks.ledger import Account, Entry, LedgerRef
from kpmbooks.money import LIMIT, Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording.cash_effect import in_and_out
from kpmbooks.recording.vocabulary import kinds

MONEY_KIND, GOODS_KIND = "terima_bantuan", "bantuan_barang"
_PLAN, _LINE = "aid-plan", "aid-line"
_NONE = Rupiah(0)
MOST_OPEN = 200
"""So many records that could be put to a line are offered, the latest first."""


@dataclass(frozen=True, slots=True)
class AidReceived:
    """One receipt of aid, in money or in goods at what they are worth. ``words`` is what the record says."""

    day: date
    number: str
    amount: Rupiah
    in_goods: bool
    giver: str
    words: str


@dataclass(frozen=True, slots=True)
class AidUse:
    """A record that spent money: its uid, what it was and how much. ``line`` is the id of its line, "" for none."""

    uid: bytes
    day: date
    number: str
    kind: str
    words: str
    amount: Rupiah
    line: str


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of the plan, what of it was used, and by which records."""

    id: str
    name: str
    amount: Rupiah
    uses: tuple[AidUse, ...] = ()

    @property
    def used(self) -> Rupiah:
        """What its records spent."""
        return sum((one.amount for one in self.uses), _NONE)

    @property
    def left(self) -> Rupiah:
        """What is left of the line; below zero more was used than planned."""
        return Rupiah(self.amount - self.used)


@dataclass(frozen=True, slots=True)
class Aid:
    """All aid of a group until a day."""

    received: tuple[AidReceived, ...]
    lines: tuple[PlanLine, ...]

    @property
    def money(self) -> Rupiah:
        """What was received in money."""
        return sum((one.amount for one in self.received if not one.in_goods), _NONE)

    @property
    def goods(self) -> Rupiah:
        """What was received in goods, at their worth."""
        return sum((one.amount for one in self.received if one.in_goods), _NONE)

    @property
    def planned(self) -> Rupiah:
        """What the plan asks for."""
        return sum((one.amount for one in self.lines), _NONE)

    @property
    def used(self) -> Rupiah:
        """What was used for its lines."""
        return sum((one.used for one in self.lines), _NONE)

    @property
    def left(self) -> Rupiah:
        """What is left of the money."""
        return Rupiah(self.money - self.used)

    @property
    def unplanned(self) -> Rupiah:
        """What of the money no line plans for; below zero the plan asks for more than there is."""
        return Rupiah(self.money - self.planned)


def aid_of(reader: Reader, ledger: LedgerRef, until: date) -> Aid:
    """What the book says of aid until the end of a day."""
    plan = _plan(reader, ledger)
    uses = [one for one in _uses(reader, ledger) if one.day <= until]
    lines = tuple(
        PlanLine(key, name, amount, tuple(one for one in uses if one.line == key)) for key, name, amount in plan
    )
    return Aid(tuple(_received(reader, ledger, until)), lines)


def aid_was_received(reader: Reader, ledger: LedgerRef) -> bool:
    """Whether the group ever received any, or plans to."""
    found = reader.connection.exec_driver_sql(
        "SELECT 1 FROM entries WHERE ledger_id = ? AND kind IN (?, ?) LIMIT 1", (ledger.id, MONEY_KIND, GOODS_KIND)
    ).first()
    return found is not None or bool(_plan(reader, ledger))


def set_plan(tx: Tx, ledger: LedgerRef, lines: Sequence[tuple[str, str, Rupiah]]) -> None:
    """Plan anew: ``(id, name, amount)`` in their order; an empty id is a new line. Raises ``Rejected``.

    A line to which records were put cannot go.
    """
    told = [(key, one_line(name), amount) for key, name, amount in lines]
    problems = [problem for nth, (_, name, amount) in enumerate(told) for problem in _wrong(nth, name, amount)]
    names = [name.casefold() for _, name, _ in told if name]
    if len(set(names)) < len(names):
        message = N_("Two lines of the plan have the same name. Make them one, or add something to tell them apart.")
        problems.append(Problem("aid-line-twice", message, {}, "name"))
    kept = {key for key, _, _ in told}
    for line in aid_of(tx, ledger, date.max).lines:
        if line.id not in kept and line.uses:
            message = N_("Records were put to “{name}”. Put them to another line before this one goes.")
            problems.append(Problem("aid-line-used", message, {"name": line.name}, "name"))
    if problems:
        raise Rejected(problems)
    before = _plan(tx, ledger)
    last = max((int(key) for key, _, _ in before), default=0)
    rows: list[dict[str, str | int]] = []
    # What a line is for is kept as words, since it may name somebody who asks to be forgotten.
    words: dict[str, str | None] = {f"{_PLAN}:{key}": None for key, _, _ in before if key not in kept}
    for key, name, amount in told:
        last += not key
        rows.append({"id": key or str(last), "amount": int(amount)})
        words[f"{_PLAN}:{rows[-1]['id']}"] = name
    set_facts(tx, ledger.uid, {_PLAN: json.dumps(rows) if rows else None}, words=words)
    tx.touch("rules")


def put_to_line(tx: Tx, ledger: LedgerRef, records: Iterable[bytes], line: str) -> None:
    """Say that these records (uids) used money for a line of the plan; "" takes them off. Raises ``Rejected``."""
    if line and all(key != line for key, _, _ in _plan(tx, ledger)):
        raise Rejected(Problem("aid-line-unknown", N_("This line is not in the plan any more. Choose another."), {}))
    set_many(tx, {uid: {_LINE: line or None} for uid in records})
    tx.touch("rules")


def open_uses(reader: Reader, ledger: LedgerRef, since: date, until: date) -> tuple[AidUse, ...]:
    """Records that spent the business's money and are put to no line yet, the latest first."""
    left_out = tuple(name for name, kind in kinds().items() if kind.group is not None and kind.group.id == "anggota")
    places = ", ".join("?" * len(left_out))
    keys = reader.connection.exec_driver_sql(
        "SELECT e.id FROM entries e WHERE e.ledger_id = ? AND e.day BETWEEN ? AND ? AND e.reverses IS NULL"
        f" AND e.kind NOT IN ({places}) AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id)"
        " AND (SELECT sum(p.amount) FROM postings p JOIN accounts a ON a.id = p.account_id"
        "  WHERE p.entry_id = e.id AND a.is_cash) < 0"
        f" ORDER BY e.day DESC, e.id DESC LIMIT {MOST_OPEN}",
        (ledger.id, since.isoformat(), until.isoformat(), *left_out),
    )
    put = {one.uid for one in _uses(reader, ledger)}
    known = _accounts(reader, ledger)
    found = books.read_entries(reader, list(keys.scalars()))
    uses = [_use(one, known, "") for one in found if one.uid not in put]
    return tuple(sorted((one for one in uses if one.amount > 0), key=lambda one: (one.day, one.number), reverse=True))


def _received(reader: Reader, ledger: LedgerRef, until: date) -> Iterable[AidReceived]:
    rows = reader.connection.exec_driver_sql(
        "SELECT e.day, e.year, w.letter, e.number, e.kind, m.text, t.text, (SELECT sum(p.amount) FROM postings p"
        " WHERE p.entry_id = e.id AND p.amount > 0) AS amount FROM entries e JOIN writers w ON w.id = e.writer_id"
        " LEFT JOIN texts m ON m.id = e.memo_id LEFT JOIN texts t ON t.id = e.party_id"
        " WHERE e.ledger_id = ? AND e.kind IN (?, ?) AND e.day <= ? AND e.reverses IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id) ORDER BY e.day, e.id",
        (ledger.id, MONEY_KIND, GOODS_KIND, until.isoformat()),
    )
    for day, year, letter, number, kind, memo, party, amount in rows:
        shown = books.number_text(year, letter, number)
        yield AidReceived(
            date.fromisoformat(day), shown, Rupiah(amount or 0), kind == GOODS_KIND, party or "", memo or ""
        )


def _plan(reader: Reader, ledger: LedgerRef) -> list[tuple[str, str, Rupiah]]:
    said = facts_of(reader, [ledger.uid]).get(ledger.uid, {})
    rows = json.loads(said[_PLAN]) if _PLAN in said else ()
    return [(row["id"], said.get(f"{_PLAN}:{row['id']}", ""), Rupiah(row["amount"])) for row in rows]


def _uses(reader: Reader, ledger: LedgerRef) -> tuple[AidUse, ...]:
    """The records that were put to lines, as they stand today, by day."""
    put = {uid: said[_LINE] for uid, said in facts_named(reader, [_LINE]).items()}
    if not put:
        return ()
    keys: list[int] = []
    uids = list(put)
    for first in range(0, len(uids), 500):
        some = tuple(uids[first : first + 500])
        sql = f"SELECT id FROM entries WHERE uid IN ({', '.join('?' * len(some))})"
        keys += reader.connection.exec_driver_sql(sql, some).scalars()
    lines: dict[int, tuple[Entry, str]] = {}
    for entry in sorted(books.read_entries(reader, keys), key=lambda one: one.id):
        tip = stands_as(reader, entry)
        if tip is not None and tip.ledger.id == ledger.id:
            lines[tip.id] = (tip, put[entry.uid])  # what was said of the correction itself comes last
    known = _accounts(reader, ledger)
    uses = (_use(entry, known, line) for entry, line in lines.values())
    return tuple(sorted(uses, key=lambda one: (one.day, one.number)))


def _use(entry: Entry, known: Mapping[int, Account], line: str) -> AidUse:
    came, went = in_and_out(entry, known)
    return AidUse(
        entry.uid, entry.day, entry.number, entry.kind, entry.memo or entry.party or "", Rupiah(went - came), line
    )


def _accounts(reader: Reader, ledger: LedgerRef) -> Mapping[int, Account]:
    return {one.id: one for one in books.accounts(reader, ledger)}


def _wrong(nth: int, name: str, amount: Rupiah) -> Iterable[Problem]:
    if not name:
        yield Problem("aid-line-name", N_("Say what each line of the plan is for."), {}, f"name {nth}")
    if not 0 < amount <= LIMIT:
        yield Problem("aid-line-amount", N_("Write what each line of the plan may cost."), {}, f"amount {nth}")
