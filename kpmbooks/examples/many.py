"""Exactly so many records as somebody asks for, as fast as they can be written."""

from datetime import date, timedelta

from kpmbooks import recording, trade
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.examples.life import Life, Of, evening, ledgers_of
from kpmbooks.ledger import LedgerRef, Source
from kpmbooks.progress import Progress

_BATCH = 2_000

FEWEST_WITH_GOODS = 40
"""Below so many entries none of them moves goods."""

_MOST_WITH_GOODS = 1_000
"""So many of a large number of entries move goods: each is a little slower to write than one that moves none."""


def write_many(book: Book, of: Of, life: Life, span: Period, entries: int, progress: Progress) -> None:
    """Exactly ``entries`` entries, evenly over the days, in a few large transactions."""
    days = (span.last - span.first).days + 1
    kinds: tuple[tuple[str, int], ...] = (
        ("jual_tunai", 42_000),
        ("jual_tunai", 35_000),
        ("jual_tunai", 14_000),
        ("jual_tunai", 70_000),
        ("terima_bayar_bon", 21_000),
        ("jual_belum_dibayar", 21_000),
        ("beli_bahan", 30_000),
        ("gas_listrik_air", 22_000),
        ("transport", 10_000),
        ("uang_keluar_lain", 5_000),
    )
    memos = ("Kos Bu Ratna", "Warung Sari", "Bu RT", "pelanggan baru", "")
    customers = tuple(f"Pelanggan {number}" for number in range(1, 201))
    good, cost = ("Sabun cair", 5_000) if of == "group" else ("Kerupuk", 1_500)
    apart = max(FEWEST_WITH_GOODS // 2, entries // _MOST_WITH_GOODS)
    debts = dict.fromkeys(customers, 0)
    done = 0
    while done < entries:
        size = min(_BATCH, entries - done)
        records: list[tuple[str, recording.Answers, LedgerRef, Source]] = []
        instant = evening(life, span.first + timedelta(days=done * days // entries))
        with book.write(pretend=lambda instant=instant: instant) as tx:  # type: ignore[misc]  # bound now on purpose
            place = ledgers_of(tx)["own"]
            of_goods: list[tuple[str, recording.Answers]] = []
            for nth in range(done, done + size):
                if nth % apart == apart - 1 and entries >= FEWEST_WITH_GOODS:
                    of_goods.append(_moved(life, good, cost, span.first + timedelta(days=nth * days // entries)))
                    continue
                kind, middle = kinds[life.dice.randrange(len(kinds))]
                memo = memos[life.dice.randrange(len(memos))]
                day = span.first + timedelta(days=nth * days // entries)
                answers: dict[str, str | int | date | None] = {"amount": life.about(middle), "memo": memo, "date": day}
                if kind in ("terima_bayar_bon", "jual_belum_dibayar"):
                    kind = _on_account(life, kind, answers, debts)
                records.append((kind, answers, place, "sheet"))
            recording.record_many(tx, records, today=span.last)
            for kind, told in of_goods:
                trade.record(tx, kind, told, ledger=place, today=span.last, source="sheet")
        done += size
        progress.report(done, entries)


def _moved(life: Life, good: str, cost: int, day: date) -> tuple[str, recording.Answers]:
    """One good bought or sold among many records: bought whenever the shelf is nearly empty."""
    there = life.stock.get(good, 0)
    if there < 5:
        life.stock[good] = there + 60
        return "beli_dagangan", {"items": f"{good} 60 @ {cost}", "date": day}
    sold = life.shelf.randrange(1, 5)
    life.stock[good] = there - sold
    return "jual_tunai", {"items": f"{good} {sold}", "date": day}


def _on_account(life: Life, kind: str, answers: dict[str, str | int | date | None], debts: dict[str, int]) -> str:
    """Who sells or pays on account among many records; whoever owes nothing yet buys instead of paying."""
    who = f"Pelanggan {life.bons.randrange(len(debts)) + 1}"
    amount = int(str(answers["amount"]))
    if kind == "terima_bayar_bon" and not debts[who]:
        kind = "jual_belum_dibayar"
    if kind == "terima_bayar_bon":
        amount = min(amount, debts[who])
        debts[who] -= amount
    else:
        debts[who] += amount
    answers |= {"party": who, "amount": amount}
    return kind
