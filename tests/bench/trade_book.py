"""The book of a trader that is measured: 500 goods, 500 customers, as many open bills whatever its number of records.

The records are posted as an import posts its rows, thousands in a transaction, and settled as every transaction is:
bills are raised and paid by the program itself. Costs are whole rupiah per unit, so that no sum needs the rules.
"""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from kpmbooks import house, ledger, recording, trade
from kpmbooks.book import Book, Tx
from kpmbooks.ledger import EntryDraft, LedgerRef, Posting
from kpmbooks.money import Rupiah
from kpmbooks.trade.movements import GoodsMovement, insert_movements
from tests.bench.shelf import TODAY, is_ours

GOODS, PARTIES, OPEN_BILLS = 500, 500, 1_000
BUSY = 250
"""The good of every third open bill: its card of the last month is a long one, and as long in a small book."""
BUSY_PARTY = 250
"""The customer of a hundred of the open bills: the latest page of her card is full, in a small book too."""
_CHUNK = 5_000
_START = date(2024, 12, 1)
_ROLES = ("kas", "penjualan", "hpp", "persediaan_dagangan", "piutang_usaha")


class _Record(NamedTuple):
    draft: EntryDraft
    movements: tuple[GoodsMovement, ...]


def trade_book(folder: Path, entries: int) -> Path:
    """The path of the book with so many records; it is built when it is not there or of another shape."""
    path = folder / f"traders-{entries}.kpm"
    if not is_ours(path):
        path.unlink(missing_ok=True)
        part = path.with_suffix(".part.kpm")
        part.unlink(missing_ok=True)
        _build(part, entries)
        shutil.move(part, path)
    return path


def _build(path: Path, entries: int) -> None:
    with house.create(path, kind="family", name="Keluarga Bu Siti", business="Warung Bu Siti", start=_START) as book:
        with book.write() as tx:
            place = ledger.default_ledger(tx)
            for nth in range(GOODS):
                facts = {"unit": "biji", "price": str(_cost(nth) * 2), "method": "fifo" if nth % 10 == 0 else "average"}
                trade.add_good(tx, place, f"Barang {nth:03}", facts)
            accounts = {role: account.id for role, account in recording.accounts_in_roles(tx, place, _ROLES).items()}
            keys = [good.id for good in trade.goods_of(tx, place)]
        story = _story(place, accounts, keys, entries)
        while chunk := list(islice(story, _CHUNK)):
            _write(book, chunk)


def _write(book: Book, chunk: list[_Record]) -> None:
    with book.write() as tx:
        posted = ledger.post(tx, _batch(tx), [record.draft for record in chunk])
        for entry, record in zip(posted, chunk, strict=True):
            if record.movements:
                insert_movements(tx, entry.id, record.movements)


def _batch(tx: Tx) -> int:
    return ledger.begin_batch(tx, "record")


def _cost(nth: int) -> int:
    return 500 + 13 * nth


def _story(place: LedgerRef, accounts: dict[str, int], goods: list[int], entries: int) -> Iterator[_Record]:
    """Stock for all of it first; cash sales, bills and their payments; the bills that stay open last."""
    dice = Random(entries)
    days = (TODAY - _START).days - 60
    middle = entries - OPEN_BILLS - GOODS // 50

    def on(place_in_story: int) -> date:
        return _START + timedelta(days=days * place_in_story // max(middle, 1))

    def draft(
        day: date, kind: str, legs: list[tuple[str, str, int]], party: str = "", due: date | None = None
    ) -> EntryDraft:
        postings = tuple(
            posting
            for leg, (debit, credit, amount) in enumerate(legs, 1)
            for posting in (
                Posting(leg, accounts[debit], Rupiah(amount)),
                Posting(leg, accounts[credit], Rupiah(-amount)),
            )
        )
        answers: dict[str, int | str] = {} if due is None else {"due": due.isoformat()}
        return EntryDraft(place, day, kind, "typed", postings, party=party or None, answers=answers)

    def sale(
        day: date, kind: str, money: str, party: str = "", due: date | None = None, good: int | None = None
    ) -> tuple[_Record, int]:
        nth, count = dice.randrange(GOODS) if good is None else good, dice.randrange(1, 4)
        cost, price = count * _cost(nth), 2 * count * _cost(nth)
        legs = [(money, "penjualan", price), ("hpp", "persediaan_dagangan", cost)]
        moved = GoodsMovement(goods[nth], "sell", -1000 * count, Rupiah(-cost), Rupiah(price))
        return _Record(draft(day, kind, legs, party, due), (moved,)), price

    for first in range(0, GOODS, 50):
        some = range(first, first + 50)
        count = 40 * entries // GOODS + 2_000
        moved = tuple(
            GoodsMovement(goods[nth], "buy", 1000 * count, Rupiah(count * _cost(nth)), Rupiah(count * _cost(nth)))
            for nth in some
        )
        worth = sum(count * _cost(nth) for nth in some)
        yield _Record(draft(_START, "beli_dagangan", [("persediaan_dagangan", "kas", worth)]), moved)
    done = 0
    while done < middle:
        if dice.random() < 0.3 and done + 2 <= middle:
            party = f"Pelanggan {dice.randrange(PARTIES):03}"
            owed, price = sale(on(done), "jual_belum_dibayar", "piutang_usaha", party, on(done) + timedelta(days=14))
            yield owed
            yield _Record(draft(on(done + 1), "terima_bayar_bon", [("kas", "piutang_usaha", price)], party), ())
            done += 2
        else:
            yield sale(on(done), "jual_tunai", "kas")[0]
            done += 1
    for nth in range(OPEN_BILLS):
        day = TODAY - timedelta(days=nth % 50)
        party = f"Pelanggan {BUSY_PARTY if nth >= PARTIES and nth % 5 == 0 else nth % PARTIES:03}"
        good = BUSY if nth % 3 == 0 else None
        yield sale(day, "jual_belum_dibayar", "piutang_usaha", party, day + timedelta(days=nth % 40), good)[0]
