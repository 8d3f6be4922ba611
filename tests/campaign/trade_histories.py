"""Goods and debts through random histories: what lies there, what is owed and what the accounts say agree throughout.

The oracle counts pieces of what was meant in plain dictionaries and shares no code with the program.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from random import Random
from typing import Any

from kpmbooks import house, ledger, recording, trade
from kpmbooks.book import Book, Reader
from kpmbooks.problems import Rejected
from tests.books import START, TODAY, balance, family, own

GOODS = {"Beras": ("kg", "average"), "Telur": ("butir", "fifo"), "Bakwan": ("biji", "average")}
PARTIES = ("Bu Wati", "Pak Ujang", "Warung Bu Eni")
STOCK = ("Persediaan dagangan", "Persediaan bahan")


def made() -> Book:
    book = family()
    with book.write() as tx:
        place = own(tx)
        for name, (unit, method) in GOODS.items():
            trade.add_good(tx, place, name, {"unit": unit, "method": method, "price": "2000"})
        trade.add_good(tx, place, "Tepung", {"unit": "kg", "sort": "bahan"})
        recording.record(tx, "tambah_modal", {"amount": 100_000_000, "date": START}, ledger=place, today=TODAY)
        there = {"items": "Beras 20 x 12003; Telur 30 x 1999; Bakwan 40 x 301; Tepung 10 x 9000", "date": START}
        trade.record(tx, "stok_awal", there, ledger=place, today=TODAY)
    return book


def answers(dice: Random, kind: str) -> dict[str, Any]:
    name, count, price = dice.choice(list(GOODS)), dice.randrange(1, 30), dice.randrange(3, 40) * 100 + 1
    day = START + timedelta(days=dice.randrange(31))
    party = dice.choice(PARTIES)
    lines = f"{name} {count} x {price}"
    match kind:
        case "beli_dagangan" | "jual_tunai":
            if dice.random() < 0.3:
                other = dice.choice([one for one in GOODS if one != name])
                lines += f"; {other} {dice.randrange(1, 10)} x {dice.randrange(500, 5000)}"
            return {"items": lines, "date": day}
        case "jual_belum_dibayar" | "dagangan_belum_dibayar":
            return {"items": lines, "party": party, "paid": dice.randrange(0, count * price), "date": day}
        case "beli_bahan":
            return {"items": f"Tepung {count} x {price}", "date": day}
        case "produksi":
            return {"used": f"Tepung {dice.randrange(1, 5)}", "items": f"Bakwan {count}", "date": day}
        case "hitung_barang":
            return {"items": f"{name} {dice.randrange(0, 40)}", "memo": "dihitung", "date": day}
        case "sisa_tidak_laku" | "ambil_dagangan":
            return {"items": f"{name} {dice.randrange(1, 8)}", "date": day}
        case "titip_jual" | "titip_laku" | "titip_kembali":
            return {"items": f"{name} {dice.randrange(1, 9)} x 1500", "party": party, "date": day}
        case "barang_dikembalikan":
            return {"items": f"{name} {dice.randrange(1, 4)}", "refund": 2_000, "date": day}
        case "retur_belanja":
            return {"items": f"{name} {dice.randrange(1, 4)}", "refund": 3_000, "date": day}
        case _:
            return {"amount": dice.randrange(1, 60) * 500, "party": party, "date": day}


KINDS = (
    "beli_dagangan", "beli_dagangan", "jual_tunai", "jual_tunai", "jual_belum_dibayar", "dagangan_belum_dibayar",
    "beli_bahan", "produksi", "hitung_barang", "sisa_tidak_laku", "ambil_dagangan", "titip_jual", "titip_laku",
    "titip_kembali", "barang_dikembalikan", "retur_belanja", "terima_bayar_bon", "bayar_utang", "bon_direlakan",
)  # fmt: skip


def account_sums(reader: Reader) -> Mapping[str, int]:
    """Every account of the ledger by name, from its postings one by one."""
    rows = reader.connection.exec_driver_sql(
        "SELECT a.name, sum(p.amount) FROM postings p JOIN accounts a ON a.id = p.account_id GROUP BY a.id"
    )
    return {name: int(total) for name, total in rows if total}


def state(reader: Reader) -> tuple[object, ...]:
    """Everything that an undo must bring back."""
    place = own(reader)
    names = {good.id: good.name for good in trade.goods_of(reader, place)}
    there = {(names[good], who): tuple(level) for (good, who), level in trade.levels(reader, place).items()}
    rows = reader.connection.exec_driver_sql("SELECT bill_id, open FROM bill_levels WHERE open <> 0")
    return account_sums(reader), there, {(row[0], row[1]) for row in rows}


def agree(reader: Reader) -> None:
    place = own(reader)
    stock = sum(int(level.value) for level in trade.levels(reader, place).values())
    assert stock == sum(balance(reader, name) for name in STOCK)
    assert all(level.quantity >= 0 <= level.value for level in trade.levels(reader, place).values())
    sums = account_sums(reader)
    assert sum(sums.values()) == 0


def pieces(reader: Reader) -> Mapping[str, int]:
    """Thousandths of each good that are ours, wherever they lie."""
    place = own(reader)
    names = {good.id: good.name for good in trade.goods_of(reader, place)}
    total = dict.fromkeys(names.values(), 0)
    for (good, _), level in trade.levels(reader, place).items():
        total[names[good]] += level.quantity
    return total


def meant(kind: str, said: Mapping[str, Any], before: Mapping[str, int]) -> dict[str, int]:
    """The pieces after a record that was taken, by its words alone."""
    after = dict(before)
    signs = {
        "beli_dagangan": 1, "dagangan_belum_dibayar": 1, "beli_bahan": 1, "barang_dikembalikan": 1, "jual_tunai": -1,
        "jual_belum_dibayar": -1, "sisa_tidak_laku": -1, "ambil_dagangan": -1, "titip_laku": -1, "retur_belanja": -1,
        "titip_jual": 0, "titip_kembali": 0, "produksi": 1,
    }  # fmt: skip
    for field, sign in (("items", signs.get(kind, 0)), ("used", -1)):
        for line in str(said.get(field, "")).split(";"):
            if line.strip():
                name, count = line.split()[:2]
                after[name] += sign * int(count) * 1000
    return after


def undone(seed: int, acts: int) -> int:
    """Records and undoings: pieces are as they were meant, and each undo restores everything. Gives how many stood."""
    dice = Random(f"undone {seed}")
    taken = 0
    with made() as book:
        history: list[tuple[object, ...]] = []
        for _ in range(acts):
            kind = dice.choice(KINDS) if dice.random() < 0.8 or not history else None
            said = answers(dice, kind) if kind else {}
            with book.read() as reader:
                before, there = state(reader), pieces(reader)
            try:
                with book.write() as tx:
                    if kind:
                        trade.record(tx, kind, said, ledger=own(tx), today=TODAY)
                    else:
                        recording.undo(tx, today=TODAY)
            except Rejected:
                with book.read() as reader:
                    assert state(reader) == before, "what was refused left something behind"
                continue
            with book.read() as reader:
                agree(reader)
                if kind is None:
                    assert state(reader) == history.pop(), "an undo did not restore everything"
                    continue
                taken += 1
                history.append(before)
                assert kind == "hitung_barang" or pieces(reader) == meant(kind, said, there), f"{kind} {said}"
        with book.read() as reader:
            assert house.check(reader).faults == ()
    return taken


def taken_back(seed: int, acts: int) -> int:
    """Records of which any may be taken back later: stock and accounts agree, or it is refused. Gives how many were."""
    dice = Random(f"taken back {seed}")
    back = 0
    with made() as book:
        numbers: list[str] = []
        for _ in range(acts):
            try:
                with book.write() as tx:
                    if numbers and dice.random() < 0.3:
                        recording.reverse(tx, numbers.pop(dice.randrange(len(numbers))), today=TODAY)
                        back += 1
                    else:
                        kind = dice.choice(KINDS)
                        done = trade.record(tx, kind, answers(dice, kind), ledger=own(tx), today=TODAY)
                        numbers.append(done.number)
            except Rejected:
                pass
            with book.read() as reader:
                agree(reader)
        with book.read() as reader:
            assert house.check(reader).faults == ()
            explained(reader)
    return back


POSITION = ("asset", "contra-asset", "liability", "equity", "drawing")


def explained(reader: Reader) -> None:
    """Profit is what is owned more and owed less, to the rupiah."""
    types = {account.name: account.type for account in ledger.accounts(reader, own(reader))}
    sums = {name: amount for name, amount in account_sums(reader).items() if name in types}
    profit = -sum(amount for name, amount in sums.items() if types[name] not in POSITION)
    assert profit == sum(amount for name, amount in sums.items() if types[name] in POSITION)


def run(seed: int, cases: int) -> Mapping[str, Mapping[str, Any]]:
    """A fiftieth of ``cases`` histories of each sort, with 200 acts each."""
    parts: tuple[tuple[str, Callable[[int, int], int]], ...] = (("undone", undone), ("taken back", taken_back))
    return {name: _figures(part, seed, max(1, cases // 50)) for name, part in parts}


def _figures(part: Callable[[int, int], int], seed: int, histories: int) -> Mapping[str, Any]:
    acts, faults = 0, []
    for nth in range(histories):
        try:
            acts += part(seed * 1_000_003 + nth, 200)
        except AssertionError as error:
            faults.append(f"history {nth}: {error}")
    return {"histories": histories, "acts": acts, "faults": faults}
