"""What a person does with equipment: put it into the register, say something new of it, let it wear off, give it back.

How a piece is sold or lost is in ``equipment_leaving``.

Each act writes at most one batch, which one undo takes back. Pieces say what the accounts hold already; only what is in
no record yet is recorded with them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType

from kpmbooks import ledger as books
from kpmbooks import recording
from kpmbooks.book import Tx
from kpmbooks.book.facts import set_facts
from kpmbooks.book.names import clean_name, one_line
from kpmbooks.dates import format_period, month_of
from kpmbooks.i18n import DEFAULT_LANGUAGE, Language
from kpmbooks.ledger import EntryDraft, LedgerRef, Posting
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording import Recorded, accounts_in_roles
from kpmbooks.storage import insert_many, new_uid, scalar
from kpmbooks.trade.depreciation import Method, Plan, yearly
from kpmbooks.trade.equipment import (
    ANSWER_FOR,
    RETURN_KIND,
    WEAR_KIND,
    WORN,
    Condition,
    Origin,
    Piece,
    Wear,
    check_ledger,
    find_piece,
    open_origins,
    wear_due,
)
from kpmbooks.trade.quantities import THOUSAND

_NONE = Rupiah(0)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class NewPiece:
    """What is said of a piece. ``worn``: what was written off before it came into the register.

    Without ``years`` it does not wear off. ``cost`` is what it is worth where it is borrowed.
    """

    name: str
    origin: Origin
    acquired: date
    cost: Rupiah
    quantity: int = THOUSAND
    unit: str = ""
    condition: Condition = "baik"
    method: Method = "straight"
    years: int | None = None
    rate: Fraction | None = None
    residual: Rupiah = _NONE
    worn: Rupiah = _NONE
    note: str = ""
    owner: str = ""


_RECORDED_AS: Mapping[Origin, str] = MappingProxyType(
    {"beli": "beli_alat", "bantuan": "bantuan_barang", "modal": "tambah_modal_barang", "pinjam": "pinjam_alat"}
)


def add_piece(tx: Tx, ledger: LedgerRef, new: NewPiece, *, entry: int) -> Piece:
    """Put into the register what the record with that key brought; raises ``Rejected``.

    All its pieces together cannot cost more than the record says.
    """
    check_ledger(ledger)
    _check(new)
    brought = books.read_entry(tx, entry)
    if new.origin == "pinjam":
        return _write(tx, ledger, new, entry, brought.day)
    left = next((one for one in open_origins(tx, ledger) if one.entry == entry), None)
    if left is None or new.cost > left.cost or new.worn > left.worn:
        there = left.cost if left is not None else _NONE
        message = N_("Of this record {left} are not in the list yet. Write that much or less.")
        field = "cost" if left is None or new.cost > left.cost else "worn"
        if field == "worn" and left is not None:
            there = left.worn
        raise Rejected(Problem("piece-more-than-record", message, {"left": there}, field))
    return _write(tx, ledger, new, entry, brought.day)


def record_piece(
    tx: Tx, ledger: LedgerRef, new: NewPiece, *, today: date, box: str | None = None, day: date | None = None
) -> Piece:
    """Record that equipment came and put it into the register, in one act; raises ``Rejected``.

    ``box`` says what it was paid from, where it was bought. The record is of ``day``, or of the day of its acquisition
    where that lies in the book's time, else of ``today``.
    """
    check_ledger(ledger)
    _check(new)
    closed = books.closed_through(tx, ledger.id)
    first = tx.owner.start if closed is None else max(tx.owner.start, closed + timedelta(days=1))
    on = day or (new.acquired if first <= new.acquired <= today else today)
    answers: dict[str, str | int | date | None] = {"memo": new.name, "date": on}
    if new.origin in ("bantuan", "modal"):
        answers["tools"] = int(new.cost)
    else:
        answers["amount"] = int(new.cost)
    if new.origin == "beli":
        answers["box"] = box
    if new.origin == "pinjam":
        answers["party"] = new.owner or None
    written = recording.record(tx, _RECORDED_AS[new.origin], answers, ledger=ledger, today=today)
    return add_piece(tx, ledger, new, entry=written.posted[0].id)


def change_piece(tx: Tx, ledger: LedgerRef, piece: Piece, new: NewPiece) -> Piece:
    """Say everything of a piece anew but its cost, which its record says; what was written off stays as it is."""
    _check(new)
    if new.years is not None and piece.cost:
        yearly(Plan(piece.cost - piece.before, new.years, new.method, new.residual, new.rate, new.acquired))
    # What is said is said of all of them, those that left already included.
    whole = new.quantity + piece.left
    residual = Rupiah((2 * int(new.residual) * whole + new.quantity) // (2 * new.quantity))
    said = replace(new, quantity=whole, residual=residual)
    _say(tx, piece.uid, said, max(new.acquired, piece.begins) if piece.entry is not None else new.acquired)
    return find_piece(tx, ledger, piece.uid)


def remove_piece(tx: Tx, ledger: LedgerRef, piece: Piece) -> None:
    """Take a piece out of the register again, as if it had never been put in; its record stays.

    Raises ``Rejected`` when it was written off or left already: that belongs to it.
    """
    if piece.worn != piece.before or piece.gone is not None:
        message = N_("“{name}” has records of its own already. Undo those first, or let it leave the list.")
        raise Rejected(Problem("piece-has-records", message, {"name": piece.name}))
    rows = tx.connection.exec_driver_sql(
        "SELECT entry_id, sum(cost), sum(depreciation) FROM equipment_movements WHERE equipment_id = ? GROUP BY 1",
        (piece.id,),
    ).all()
    move_pieces(tx, [(row[0], piece.id, -row[1], -row[2]) for row in rows if row[1] or row[2]])
    set_facts(tx, piece.uid, {"name": None})
    tx.touch("trade")


def enter_wear(tx: Tx, ledger: LedgerRef, *, today: date, language: Language = DEFAULT_LANGUAGE) -> tuple[Wear, ...]:
    """Record the wear of every month that is over and was not entered yet, one record for each month, in one batch.

    Raises ``Rejected`` when there is none.
    """
    check_ledger(ledger)
    due = wear_due(tx, ledger, today)
    drafts, shares = wear_drafts(tx, ledger, due, language)
    if not drafts:
        message = N_("There is no wear to enter: every month that is over was entered.")
        raise Rejected(Problem("wear-none", message))
    posted = books.post(tx, books.begin_batch(tx, "record"), drafts)
    move_pieces(
        tx,
        [(one.id, piece, 0, amount) for one, row in zip(posted, shares, strict=True) for piece, amount in row],
    )
    return due


def wear_drafts(
    tx: Tx, ledger: LedgerRef, due: Sequence[Wear], language: Language
) -> tuple[list[EntryDraft], list[list[tuple[int, int]]]]:
    """A draft for each month, and key and amount of each piece in it."""
    months = sorted({(one.year, one.month) for wear in due for one in wear.months})
    accounts = accounts_in_roles(tx, ledger, ("penyusutan", WORN)) if months else {}
    closed = books.closed_through(tx, ledger.id)
    drafts, shares = [], []
    for year, month in months:
        row = [
            (wear.piece, int(one.amount))
            for wear in due
            for one in wear.months
            if (one.year, one.month) == (year, month)
        ]
        period = month_of(date(year, month, 1))
        day = period.last if closed is None or period.last > closed else closed + timedelta(days=1)
        total = sum(amount for _piece, amount in row)
        words = f"{format_period(period, language)}: {', '.join(piece.name for piece, _amount in row)}"
        drafts.append(
            EntryDraft(
                ledger=ledger,
                day=max(day, tx.owner.start),
                kind=WEAR_KIND,
                source="typed",
                postings=(
                    Posting(1, accounts["penyusutan"].id, Rupiah(total)),
                    Posting(1, accounts[WORN].id, Rupiah(-total)),
                ),
                memo=words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…",
                answers={"amount": total, ANSWER_FOR: f"{year:04}-{month:02}"},
            )
        )
        shares.append([(piece.id, amount) for piece, amount in row])
    return drafts, shares


def give_back(tx: Tx, ledger: LedgerRef, piece: Piece, day: date, *, today: date) -> Recorded | None:
    """Note that what was borrowed is with its owner again; what it was noted at leaves the book's memory too."""
    check_ledger(ledger)
    if piece.origin != "pinjam" or piece.gone is not None:
        message = N_("“{name}” is not borrowed. Choose what happened to it.")
        raise Rejected(Problem("piece-not-borrowed", message, {"name": piece.name}))
    if day < piece.acquired:
        message = N_("It came on {day} and cannot leave before that. Write a later day.")
        raise Rejected(Problem("piece-leaves-early", message, {"day": piece.acquired}, "day"))
    recorded = None
    facts = {"gone": day.isoformat()}
    if piece.entry is not None and piece.worth:
        answers: dict[str, str | int | date | None] = {
            "amount": int(piece.worth), "memo": piece.name, "party": piece.owner or None, "date": day,
        }  # fmt: skip
        recorded = recording.record(tx, RETURN_KIND, answers, ledger=ledger, today=today)
        facts["gone_by"] = recorded.uid.hex()
    set_facts(tx, piece.uid, facts)
    tx.touch("trade")
    return recorded


def _write(tx: Tx, ledger: LedgerRef, new: NewPiece, entry: int, came: date) -> Piece:
    uid = new_uid()
    tx.connection.exec_driver_sql(
        "INSERT INTO equipment (uid, ledger_id, entry_id, added_at) VALUES (?, ?, ?, ?)",
        (uid, ledger.id, entry, tx.written_at().milliseconds),
    )
    # What was there before the book wears off from the day on which the book knows of it.
    _say(tx, uid, new, max(new.acquired, came))
    if new.worn:
        set_facts(tx, uid, {"before": str(int(new.worn))})
    if new.origin == "pinjam":
        return find_piece(tx, ledger, uid)
    key = int(scalar(tx.connection, "SELECT id FROM equipment WHERE uid = ?", uid))
    move_pieces(tx, [(entry, key, int(new.cost), int(new.worn))])
    return find_piece(tx, ledger, uid)


def _say(tx: Tx, uid: bytes, new: NewPiece, begins: date) -> None:
    set_facts(
        tx,
        uid,
        {
            "name": clean_name(new.name, N_("Give the equipment a name.")),
            "quantity": str(new.quantity),
            "unit": one_line(new.unit) or None,
            "origin": new.origin,
            "condition": new.condition,
            "acquired": new.acquired.isoformat(),
            "method": new.method,
            "years": None if new.years is None else str(new.years),
            "rate": None if new.rate is None else str(new.rate),
            "residual": str(int(new.residual)) if new.residual else None,
            "begins": begins.isoformat(),
            "worth": str(int(new.cost)) if new.origin == "pinjam" else None,
        },
        words={"note": one_line(new.note) or None, "owner": one_line(new.owner) or None},
    )
    tx.touch("trade")


def _check(new: NewPiece) -> None:
    """Raise ``Rejected`` with everything about a piece that cannot be."""
    problems = []
    if not new.name.strip():
        problems.append(Problem("piece-name", N_("Give the equipment a name."), {}, "name"))
    if new.quantity <= 0:
        message = N_("The quantity must be more than zero. Write how much it was.")
        problems.append(Problem("stock-nothing", message, {}, "quantity"))
    if new.cost <= 0 and new.origin != "pinjam":
        problems.append(Problem("depreciation-cost", N_("Say what it cost: more than zero rupiah."), {}, "cost"))
    if new.cost < 0 or new.worn < 0:
        field = "cost" if new.cost < 0 else "worn"
        message = N_("This cannot be less than zero. Write it without a minus.")
        problems.append(Problem("field-negative", message, {}, field))
    if new.worn > max(new.cost, _NONE):
        message = N_("More was written off than it cost. Check both numbers again.")
        problems.append(Problem("piece-worn-more", message, {}, "worn"))
    if problems:
        raise Rejected(problems)
    if new.years is not None and new.cost > new.worn and new.origin != "pinjam":
        yearly(Plan(new.cost - new.worn, new.years, new.method, new.residual, new.rate, new.acquired))


def move_pieces(tx: Tx, rows: Sequence[tuple[int, int, int, int]]) -> None:
    """Write entry, piece, cost and what was written off of each movement."""
    insert_many(
        tx.connection,
        "INSERT INTO equipment_movements (entry_id, equipment_id, cost, depreciation) VALUES (?, ?, ?, ?)",
        list(rows),
    )
    tx.touch("trade")
