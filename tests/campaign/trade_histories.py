"""Goods and debts through random histories: what lies there, what is owed and what the accounts say agree throughout.

The oracle counts pieces of what was meant in plain dictionaries and shares no code with the program.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from random import Random
from typing import Any

from kpmbooks import house, ledger, recording, statements, trade
from kpmbooks.book import Book, Reader
from kpmbooks.problems import Rejected
from kpmbooks.trade.goods import HOME
from tests.books import JANUARY, START, TODAY, balance, family, own

GOODS = {"Beras": ("kg", "average"), "Telur": ("butir", "fifo"), "Bakwan": ("biji", "average")}
PARTIES = ("Bu Wati", "Pak Ujang", "Warung Bu Eni")
STOCK = ("Persediaan dagangan", "Persediaan bahan")
DIFFERENCES = "Selisih hitung barang"
DEBTS = ("piutang_usaha", "utang_usaha")


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
        case "titip_laku":
            many = dice.randrange(1, 9)
            owed = dice.randrange(0, many * 1500)
            return {"items": f"{name} {many} x 1500", "owed": owed, "party": party, "date": day}
        case "titip_jual" | "titip_kembali":
            return {"items": f"{name} {dice.randrange(1, 9)} x 1500", "party": party, "date": day}
        case "barang_dikembalikan":
            back = {"bon": 1_000, "party": party} if dice.random() < 0.5 else {"refund": 2_000}
            return {"items": f"{name} {dice.randrange(1, 4)}", "date": day, **back}
        case "retur_belanja":
            return {"items": f"{name} {dice.randrange(1, 4)}", "refund": 3_000, "date": day}
        case _:
            return {"amount": dice.randrange(1, 60) * 500, "party": party, "date": day}


KINDS = (
    "beli_dagangan", "beli_dagangan", "jual_tunai", "jual_tunai", "jual_belum_dibayar", "dagangan_belum_dibayar",
    "beli_bahan", "produksi", "hitung_barang", "sisa_tidak_laku", "ambil_dagangan", "titip_jual", "titip_laku",
    "titip_kembali", "barang_dikembalikan", "retur_belanja", "terima_bayar_bon", "bayar_utang", "bon_direlakan",
)  # fmt: skip


def account_sums(reader: Reader, number: str | None = None) -> Mapping[str, int]:
    """Every account by name, from its postings one by one, or from those of one record, at the family's end too."""
    entry = None if number is None else ledger.entry_by_number(reader, number).id
    rows = reader.connection.exec_driver_sql(
        "SELECT a.name, sum(p.amount) FROM postings p JOIN accounts a ON a.id = p.account_id"
        " JOIN entries e ON e.id = p.entry_id"
        " WHERE ? IS NULL OR e.id = ? OR e.transfer = (SELECT transfer FROM entries WHERE id = ?) GROUP BY a.id",
        (entry, entry, entry),
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
    assert owed_by_name(reader) == owed_by_account(reader)


def owed_by_name(reader: Reader) -> Mapping[str, int]:
    """What is open of all bills on each account of debts: here nobody buys, sells or pays without a name."""
    rows = reader.connection.exec_driver_sql(
        "SELECT a.role, sum(d.amount) FROM debt_movements d JOIN bills b ON b.id = d.bill_id"
        " JOIN accounts a ON a.id = b.account_id GROUP BY a.role"
    )
    found = {role: int(total) for role, total in rows}
    return {role: found.get(role, 0) for role in DEBTS}


def owed_by_account(reader: Reader) -> Mapping[str, int]:
    """The same accounts, from their postings one by one."""
    rows = reader.connection.exec_driver_sql(
        "SELECT a.role, abs(sum(p.amount)) FROM postings p JOIN accounts a ON a.id = p.account_id GROUP BY a.id"
    )
    found = {role: int(total) for role, total in rows}
    return {role: found.get(role, 0) for role in DEBTS}


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


def sold_out(reader: Reader, dice: Random) -> list[tuple[str, dict[str, Any]]]:
    """A purchase and a sale of as much as lay there before it: taken back, it leaves a value without goods."""
    there = {name: quantity // 1000 for name, quantity in at_home(reader).items() if quantity and name in GOODS}
    if not there:
        return []
    name = dice.choice(sorted(there))
    bought = f"{name} {dice.randrange(1, 9)} x {dice.randrange(3_000, 9_000)}"
    return [
        ("beli_dagangan", {"items": bought, "date": TODAY}),
        ("jual_tunai", {"items": f"{name} {there[name]} x 2500", "date": TODAY}),
    ]


def at_home(reader: Reader) -> Mapping[str, int]:
    """Thousandths of each good on the shelf."""
    place = own(reader)
    names = {good.id: good.name for good in trade.goods_of(reader, place)}
    levels = trade.levels(reader, place)
    return {names[good]: level.quantity for (good, holder), level in levels.items() if holder == HOME}


def taken_back(seed: int, acts: int) -> int:
    """Records of which any may be taken back later: stock and accounts agree, or it is refused. Gives how many were.

    What one leaves behind is told in the account of stock differences and nowhere else.
    """
    dice = Random(f"taken back {seed}")
    back = 0
    with made() as book:
        numbers: list[str] = []
        meant_next: list[tuple[str, dict[str, Any]]] = []
        for _ in range(acts):
            gone = number = None
            if numbers and not meant_next and dice.random() < 0.3:
                gone = numbers.pop(dice.choice((-2, dice.randrange(len(numbers)))) if len(numbers) > 1 else 0)
            with book.read() as reader:
                before = account_sums(reader)
                told = account_sums(reader, gone) if gone else {}
                if not (gone or meant_next) and dice.random() < 0.2:
                    meant_next = sold_out(reader, dice)
            try:
                with book.write() as tx:
                    if gone:
                        recording.reverse(tx, gone, today=TODAY)
                    else:
                        kind, said = meant_next.pop(0) if meant_next else said_at_random(dice)
                        number = trade.record(tx, kind, said, ledger=own(tx), today=TODAY).number
            except Rejected:
                gone = None
            else:
                numbers += [number] if number else []
            with book.read() as reader:
                agree(reader)
                explained(reader)
                if gone:
                    back += 1
                    only_told_differences(before, told, account_sums(reader))
        with book.read() as reader:
            assert house.check(reader).faults == ()
    return back


def said_at_random(dice: Random) -> tuple[str, dict[str, Any]]:
    """A kind and answers to it."""
    kind = dice.choice(KINDS)
    return kind, answers(dice, kind)


def only_told_differences(before: Mapping[str, int], told: Mapping[str, int], after: Mapping[str, int]) -> None:
    """Every account is what it was without the record; what stock cannot give back lies in the account for that."""
    off = {name: after.get(name, 0) - before.get(name, 0) + told.get(name, 0) for name in {*before, *told, *after}}
    left = {name: amount for name, amount in off.items() if amount}
    assert set(left) <= {*STOCK, DIFFERENCES}, left
    assert left.get(DIFFERENCES, 0) == -sum(left.get(name, 0) for name in STOCK)


def explained(reader: Reader) -> None:
    """Why there is no cash: from the profit to what the boxes took in, to the rupiah, both added up by hand."""
    accounts = {account.name: account for account in ledger.accounts(reader, own(reader))}
    sums = {name: amount for name, amount in account_sums(reader).items() if name in accounts}
    profit = -sum(amount for name, amount in sums.items() if accounts[name].type not in POSITION)
    cash = sum(amount for name, amount in sums.items() if accounts[name].is_cash)
    why = statements.why_no_cash(reader, own(reader), JANUARY)
    assert (int(why.profit), int(why.change_in_cash)) == (profit, cash)
    assert profit + sum(int(row.amount) for row in why.rows) == cash
    assert not any(accounts[row.name].is_cash for row in why.rows)


POSITION = ("asset", "contra-asset", "liability", "equity", "drawing")


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
