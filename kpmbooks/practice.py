"""Practice books for exercises: made fresh for a seed, with what the exercise says is in them and nothing else."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from kpmbooks import house, ledger, recording
from kpmbooks.book import Book, Installation, Tx
from kpmbooks.ledger import LedgerKind, LedgerRef
from kpmbooks.training import Drawn, Exercise, Slip, made_for

DAYS_BEFORE: Final = 3


def exercise_book(
    path: Path | None, exercise: Exercise, *, seed: int, today: date, installation: Installation | None = None
) -> tuple[Book, Drawn]:
    """A practice book for the exercise, and what is drawn for it. It is drawn so that no slip lies after ``today``.

    Where slips are recorded the book begins a few days earlier: whoever is mistaken in the day is mistaken backwards.

    ``path`` None makes it in memory. Raises ``Rejected`` when the file is there already, ``StorageError``.
    """
    first = today - timedelta(days=exercise.task.days)
    drawn = exercise.draw(seed, first)
    start = first - timedelta(days=DAYS_BEFORE) if drawn.slips else first
    book = house.create(
        path,
        kind=exercise.of,
        name=exercise.owner,
        business=exercise.business if exercise.of == "family" else None,
        sector=exercise.sector,
        start=start,
        practice=True,
        installation=installation,
    )
    try:
        with book.write() as tx:
            made_for(tx, exercise, seed, first)
            _begin(tx, drawn, start, today)
    except BaseException:
        book.close()
        if path is not None:
            path.unlink(missing_ok=True)
        raise
    return book, drawn


def _begin(tx: Tx, drawn: Drawn, start: date, today: date) -> None:
    if drawn.opening is not None:
        cash: recording.Answers = {"cash": int(drawn.opening), "date": start}
        recording.record(tx, "saldo_awal", cash, ledger=ledger.default_ledger(tx), today=today)
    for one in drawn.before:
        answers: recording.Answers = {**one.answers, "date": one.day}
        recording.record(tx, one.kind, answers, ledger=_place(tx, one.ledger), today=today, source="receipt")
    if drawn.furnish is not None:
        drawn.furnish(tx, ledger.default_ledger(tx), start)


def _place(tx: Tx, kind: LedgerKind) -> LedgerRef:
    return next(one for one in ledger.ledgers(tx) if one.kind == kind)


def record_model(tx: Tx, slips: Sequence[Slip], *, today: date) -> None:
    """Record the slips as the lesson would: one right way among several. What is in the book already is left."""
    for slip in slips:
        if not slip.given:
            place = _place(tx, slip.ledger)
            recording.record(tx, slip.kind, slip.answers, ledger=place, today=today, source="receipt")
