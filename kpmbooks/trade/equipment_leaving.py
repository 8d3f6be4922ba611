"""Equipment that leaves: sold, broken or lost; a whole line of the register or some of several; and such records that
were written by hand, whose piece is named afterwards.

What leaves takes its part of the cost and of what was written off with it. How many there are left follows from the
records, so undoing brings them back.
"""

from dataclasses import dataclass, replace
from datetime import date

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.i18n import DEFAULT_LANGUAGE, Language
from kpmbooks.ledger import Entry, EntryDraft, LedgerRef, Posting
from kpmbooks.money import Rupiah, allocate
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording import HOW_MANY, Recorded
from kpmbooks.recording.accounts import UsedAccounts
from kpmbooks.recording.undoing import reversals, standing
from kpmbooks.trade.equipment import (
    COST,
    LOSS_KIND,
    RESULT,
    SALE_KIND,
    WORN,
    Origins,
    Piece,
    check_ledger,
    wear_due,
)
from kpmbooks.trade.equipment_acts import move_pieces, wear_drafts
from kpmbooks.trade.quantities import format_quantity

_NONE = Rupiah(0)


@dataclass(frozen=True, slots=True)
class Leaving:
    """How a piece leaves: sold for ``amount`` (into ``box``), or broken, lost or given away for nothing.

    ``quantity`` in thousandths says how many of several leave; None: all of them.
    """

    day: date
    amount: Rupiah = _NONE
    box: str | None = None
    note: str = ""
    quantity: int | None = None


def share_of(piece: Piece, quantity: int | None, worn: Rupiah | None = None) -> tuple[Rupiah, Rupiah]:
    """What so many of a piece cost, and what was written off of them; ``worn``: with more written off than now."""
    whole = piece.worn if worn is None else worn
    if quantity is None or quantity >= piece.quantity:
        return piece.cost, whole
    weights = (quantity, piece.quantity - quantity)
    return allocate(piece.cost, weights)[0], allocate(whole, weights)[0]


def let_go(
    tx: Tx,
    ledger: LedgerRef,
    piece: Piece,
    leaving: Leaving,
    *,
    today: date,
    language: Language = DEFAULT_LANGUAGE,
) -> Recorded:
    """Record that a piece was sold, broke or got lost: what it cost and what was written off leave the book.

    Months of wear that were over before that day are entered with it, in the same batch. Raises ``Rejected``.
    """
    return _leave(tx, ledger, piece, leaving, today, language)


def written_by_hand(reader: Reader, ledger: LedgerRef) -> tuple[Origins, ...]:
    """The records by which equipment was sold or lost that say of no piece that it left; the oldest first."""
    accounts = books.accounts_by_role(reader, ledger, (COST, WORN))
    if COST not in accounts:
        return ()
    asked = {"cost": accounts[COST].id, "worn": accounts[WORN].id if WORN in accounts else 0}
    rows = reader.connection.exec_driver_sql(_BY_HAND, asked).all()
    found = []
    for row in rows:
        if row.cost <= 0:  # what took such a record back
            continue
        entry = books.read_entry(reader, row.id)
        left = Rupiah(row.cost), Rupiah(row.worn)
        found.append(Origins(entry.id, entry.number, entry.day, entry.kind, entry.memo or "", *left))
    return tuple(found)


_BY_HAND = """
    SELECT e.id, -(SELECT coalesce(sum(amount), 0) FROM postings WHERE entry_id = e.id AND account_id = :cost) AS cost,
        (SELECT coalesce(sum(amount), 0) FROM postings WHERE entry_id = e.id AND account_id = :worn) AS worn
    FROM entries e
    WHERE e.id IN (SELECT entry_id FROM postings WHERE account_id = :cost AND amount < 0)
    AND e.kind IN ('jual_alat', 'alat_rusak')
    AND NOT EXISTS (SELECT 1 FROM equipment_movements m WHERE m.entry_id = e.id)
    AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id)
    ORDER BY e.day, e.id
"""


def name_piece(
    tx: Tx,
    ledger: LedgerRef,
    entry: int,
    piece: Piece,
    *,
    today: date,
    quantity: int | None = None,
    language: Language = DEFAULT_LANGUAGE,
) -> Recorded:
    """Say which piece a record by hand sold or lost: it is corrected to what the register knows of its cost.

    Day, money and words stay. Raises ``Rejected``.
    """
    old = standing(tx, books.read_entry(tx, entry))
    closed = books.closed_through(tx, ledger.id)
    day = old.day if closed is None or old.day > closed else today
    box = old.answers.get("box")
    amount = Rupiah(int(old.answers.get("amount", 0))) if old.kind == SALE_KIND else _NONE
    leaving = Leaving(day, amount, None if box is None else str(box), old.memo or "", quantity)
    return _leave(tx, ledger, piece, leaving, today, language, old)


def _leave(
    tx: Tx,
    ledger: LedgerRef,
    piece: Piece,
    leaving: Leaving,
    today: date,
    language: Language,
    old: Entry | None = None,
) -> Recorded:
    check_ledger(ledger)
    _check(piece, leaving)
    due = [wear for wear in wear_due(tx, ledger, min(leaving.day, today)) if wear.piece.uid == piece.uid]
    drafts, shares = wear_drafts(tx, ledger, due, language)
    worn = piece.worn + sum((wear.amount for wear in due), _NONE)
    cost, worn = share_of(piece, leaving.quantity, worn)
    left = _leaving_draft(tx, ledger, piece, leaving, int(cost), int(worn))
    batch = books.begin_batch(tx, "record" if old is None else "correct")
    if old is not None:
        books.post(tx, batch, reversals(tx, [old], today, None))
        left = replace(left, source=old.source, corrects=old.id)
    posted = books.post(tx, batch, [*drafts, left])
    rows = [(one.id, key, 0, amount) for one, row in zip(posted, shares, strict=False) for key, amount in row]
    move_pieces(tx, [*rows, (posted[-1].id, piece.id, -int(cost), -int(worn))])
    return Recorded((posted[-1],))


def _check(piece: Piece, leaving: Leaving) -> None:
    """Raise ``Rejected`` where nothing can leave like that."""
    if piece.gone is not None or piece.cost <= 0:
        message = N_("“{name}” has no cost in the book, so nothing can leave it.")
        raise Rejected(Problem("piece-without-cost", message, {"name": piece.name}))
    if leaving.day < piece.begins:
        message = N_("It came on {day} and cannot leave before that. Write a later day.")
        raise Rejected(Problem("piece-leaves-early", message, {"day": piece.begins}, "day"))
    if leaving.amount < 0:
        message = N_("This cannot be less than zero. Write it without a minus.")
        raise Rejected(Problem("field-negative", message, {}, "amount"))
    if leaving.quantity is not None and not 0 < leaving.quantity <= piece.quantity:
        message = N_("There are {there} of “{name}”. Write that many or fewer.")
        there = format_quantity(piece.quantity, piece.unit)
        raise Rejected(Problem("piece-not-so-many", message, {"there": there, "name": piece.name}, "quantity"))


def _leaving_draft(tx: Tx, ledger: LedgerRef, piece: Piece, leaving: Leaving, cost: int, worn: int) -> EntryDraft:
    """What the kinds of selling and of losing equipment post, from what the register knows."""
    used = UsedAccounts(tx)
    roles = used.in_roles(ledger, (COST, WORN, RESULT, "kas"))
    price, written_off, result = roles[COST].id, roles[WORN].id, roles[RESULT].id
    box = used.box(ledger, "box", leaving.box) if leaving.box else roles["kas"]
    legs = [
        (box.id, price, int(leaving.amount)),
        (written_off, price, worn),
        (result, price, cost - worn),
        (price, result, int(leaving.amount)),
    ]
    postings: list[Posting] = []
    for number, (debit, credit, amount) in enumerate((leg for leg in legs if leg[2]), 1):
        postings += [Posting(number, debit, Rupiah(amount)), Posting(number, credit, Rupiah(-amount))]
    answers: dict[str, int | str] = {"cost": cost, "worn": worn}
    if leaving.amount:
        answers |= {"amount": int(leaving.amount), "box": box.uid.hex()}
    if leaving.quantity is not None and leaving.quantity < piece.quantity:
        answers[HOW_MANY] = leaving.quantity
    return EntryDraft(
        ledger=ledger,
        day=leaving.day,
        kind=SALE_KIND if leaving.amount else LOSS_KIND,
        source="typed",
        postings=tuple(postings),
        memo=leaving.note or piece.name,
        answers=answers,
    )
