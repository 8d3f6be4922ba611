"""Practice books for exercises: made fresh for a seed, with the opening cash and nothing else in them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kpmbooks import house, ledger, recording
from kpmbooks.book import Book, Installation, Tx
from kpmbooks.training import Exercise, Slip


def exercise_book(
    path: Path | None, exercise: Exercise, *, seed: int, today: date, installation: Installation | None = None
) -> tuple[Book, tuple[Slip, ...]]:
    """A practice book for the exercise that begins ``today``, and the slips to be recorded in it.

    ``path`` None makes it in memory. Raises ``Rejected`` when the file is there already, ``StorageError``.
    """
    opening, slips = exercise.draw(seed, today)
    book = house.create(
        path,
        kind="family",
        name=exercise.owner,
        business=exercise.business,
        sector=exercise.sector,
        start=today,
        practice=True,
        installation=installation,
    )
    try:
        with book.write() as tx:
            place = ledger.default_ledger(tx)
            recording.record(tx, "saldo_awal", {"cash": opening, "date": today}, ledger=place, today=today)
    except BaseException:
        book.close()
        if path is not None:
            path.unlink(missing_ok=True)
        raise
    return book, slips


def record_model(tx: Tx, slips: Sequence[Slip], *, today: date) -> None:
    """Record the slips as the lesson would: one right way among several."""
    place = ledger.default_ledger(tx)
    for slip in slips:
        answers: dict[str, str | int | date | None] = {slip.draft.field: slip.amount, "date": slip.day}
        recording.record(tx, slip.draft.kind, answers, ledger=place, today=today, source="receipt")
