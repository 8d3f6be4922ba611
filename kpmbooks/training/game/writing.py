"""Writing what happened into a practice book, by the kinds of record that people use themselves."""

from datetime import date, timedelta

from kpmbooks import ledger as books
from kpmbooks import recording
from kpmbooks.book import Tx
from kpmbooks.ledger import LedgerRef, Source
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording import Answers
from kpmbooks.training.game.values import Game, Purse, Shop, Week

ACT = "record"


def first_day(game: Game, today: date) -> date:
    """The first day of a game whose last week ends today."""
    return today - timedelta(days=7 * game.weeks - 1)


def write_beginning(tx: Tx, game: Game, shop: Shop, start: date) -> None:
    """What the business and the family begin with."""
    ledgers = _ledgers(tx)
    begins: list[tuple[str, Answers, LedgerRef, Source]] = [
        ("saldo_awal", {"cash": int(shop.business.opening), "date": start}, ledgers["usaha"], "typed"),
        ("saldo_awal", {"cash": int(game.purse), "date": start}, ledgers["keluarga"], "typed"),
    ]
    recording.record_many(tx, begins, today=start)


def write_week(tx: Tx, week: Week, start: date) -> int:
    """The records of one week, in one batch; gives how many there are. Raises ``Rejected``, also in a real book."""
    if not tx.owner.practice:
        message = N_("This is no practice book. A game is only written into one.")
        raise Rejected(Problem("game-real-book", message))
    ledgers = _ledgers(tx)
    records: list[tuple[str, Answers, LedgerRef, Source]] = []
    for one in week.written:
        day = start + timedelta(days=7 * (week.number - 1) + one.day)
        amounts = {name: int(amount) for name, amount in one.amounts.items()}
        records.append((one.kind, {**amounts, **one.words, "date": day}, ledgers[one.purse], "sheet"))
    return recording.record_many(tx, records, today=start + timedelta(days=7 * week.number - 1), act=ACT)


def _ledgers(tx: Tx) -> dict[Purse, LedgerRef]:
    found = {one.kind: one for one in books.ledgers(tx)}
    return {"usaha": found["usaha"], "keluarga": found["keluarga"]}
