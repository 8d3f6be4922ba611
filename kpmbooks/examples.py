"""Lively example books: a laundry group and a gorengan seller's family, invented, the same for the same seed.

They are practice books: their entries pretend to have been written on the evening of their day, which a real book never
allows. Amounts are those of Jakarta in 2026, rounded as people round them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Literal

from kpmbooks import house, ledger, loans, recording, trade
from kpmbooks.book import Book, Installation, Instant, Tx
from kpmbooks.dates import Period, month_of, months
from kpmbooks.ledger import LedgerRef, Source
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.progress import NoProgress, Progress
from kpmbooks.trade.equipment import open_origins
from kpmbooks.trade.equipment_acts import NewPiece, add_piece
from kpmbooks.trade.price_sheets import PriceSheet, save_sheet

Of = Literal["group", "family"]
_Answers = Mapping[str, str | int]

_JAKARTA = 7 * 60
_BATCH = 2_000

_FEWEST_WITH_GOODS = 40
"""Below so many entries none of them moves goods."""

_MOST_WITH_GOODS = 1_000
"""So many of a large number of entries move goods: each is a little slower to write than one that moves none."""


@dataclass(frozen=True, slots=True)
class _Draft:
    day: date
    kind: str
    answers: _Answers
    ledger: str = "own"
    source: Source = "sheet"


@dataclass(slots=True)
class _Life:
    """The dice, and what an example remembers from day to day."""

    dice: Random
    bons: Random  # dice of their own for what is sold on account
    shelf: Random  # and for the few goods of which stock is kept
    owed: list[tuple[str, int]] = field(default_factory=list)
    unnamed: int = 0  # sold on account at the stall without a name
    on_the_way: int = 0  # paid by QRIS and not yet in the bank account
    stock: dict[str, int] = field(default_factory=dict)  # what lies there of each good

    def about(self, middle: int, spread: float = 0.25, step: int = 1000) -> int:
        """An amount around ``middle`` rupiah, rounded to ``step``."""
        return max(step, round(middle * self.dice.uniform(1 - spread, 1 + spread) / step) * step)

    def chance(self, probability: float) -> bool:
        """True with that probability."""
        return self.dice.random() < probability


def example(
    path: Path | None,
    *,
    of: Of = "group",
    months_back: int = 12,
    entries: int | None = None,
    seed: int = 1,
    today: date,
    installation: Installation | None = None,
    progress: Progress | None = None,
) -> Book:
    """A practice book at ``path`` (None: in memory) with ``months_back`` months up to ``today``, open for writing.

    ``entries``: exactly so many, spread over the same months (up to millions); None: as many as life brings. Raises
    ``Rejected`` when the numbers make no book.
    """
    if not 1 <= months_back <= 600 or (entries is not None and not 0 <= entries <= 5_000_000):
        raise Rejected(Problem("example-size", N_("Choose 1 to 600 months and at most 5,000,000 entries.")))
    first = month_of(today).first
    for _ in range(months_back - 1):
        first = month_of(first - timedelta(days=1)).first
    called: dict[Of, tuple[str, str | None, str]] = {
        "group": ("KUBE Melati", None, "jasa"),
        "family": ("Keluarga Bu Siti", "Gorengan Bu Siti", "kuliner"),
    }
    name, business, sector = called[of]
    book = house.create(
        path,
        kind=of,
        name=name,
        business=business,
        sector=sector,
        start=first,
        practice=True,
        installation=installation,
    )
    life = _Life(Random(f"{of} {seed}"), Random(f"{of} bons {seed}"), Random(f"{of} goods {seed}"))
    span = Period(first, today)
    story = _group(life, span) if of == "group" else _family(life, span)
    try:
        if entries is None or entries >= _FEWEST_WITH_GOODS:
            _name_goods(book, of, life, span)
        if entries is None:
            _write_story(book, story, life, today)
            _tell_of_customers(book, life, span)
            if of == "family":
                _answer_for_a_loan(book, life, span)
            _list_equipment(book, of, life, span)
            _work_out_prices(book, of, life, span)
        else:
            _write_many(book, of, life, span, entries, progress or NoProgress())
    except BaseException:
        book.close()
        if path is not None:
            path.unlink(missing_ok=True)
        raise
    return book


def _evening(life: _Life, day: date) -> Instant:
    """Twenty to nine in the evening or so, Jakarta time."""
    days = (day - date(1970, 1, 1)).days
    return Instant((days * 86_400 + (13 * 60 + life.dice.randrange(60)) * 60) * 1000, _JAKARTA)


def _ledgers(tx: Tx) -> dict[str, LedgerRef]:
    found = {one.kind: one for one in ledger.ledgers(tx)}
    return {"own": ledger.default_ledger(tx), "keluarga": found.get("keluarga", ledger.default_ledger(tx))}


def _write_story(book: Book, story: Iterator[_Draft], life: _Life, today: date) -> None:
    """Record by record, as people do, with a slip corrected and one taken back now and then."""
    days: dict[date, list[_Draft]] = {}
    for draft in story:
        days.setdefault(draft.day, []).append(draft)
    corrected = set(life.dice.sample(sorted(days), k=min(len(days), 1 + len(days) // 40)))
    if recent := [day for day in days if day > today - timedelta(days=4)]:
        corrected.add(recent[0])
    for day in sorted(days):
        instant = _evening(life, day)
        with book.write(pretend=lambda instant=instant: instant) as tx:  # type: ignore[misc]  # bound now on purpose
            places = _ledgers(tx)
            for nth, draft in enumerate(days[day]):
                slip = day in corrected and nth == len(days[day]) - 1 and "amount" in draft.answers
                answers = dict(draft.answers)
                if slip:
                    answers["amount"] = f"{draft.answers['amount']}0"
                done = trade.record(
                    tx,
                    draft.kind,
                    {"date": day, **answers},
                    ledger=places[draft.ledger],
                    today=day,
                    source=draft.source,
                )
                if slip:
                    again = {"date": day, **draft.answers}
                    trade.correct(tx, done.number, draft.kind, again, today=day, reason="Nolnya kelebihan")


# The goods of which stock is kept: name, and what is said of each.
_GOODS: Mapping[Of, tuple[tuple[str, Mapping[str, str]], ...]] = {
    "group": (
        ("Sabun cair", {"unit": "botol", "price": "8000", "picture": "spray-bottle", "low": "6000"}),
        ("Bahan sabun", {"unit": "kg", "sort": "bahan", "picture": "package"}),
        ("Botol kosong", {"unit": "biji", "sort": "bahan", "picture": "package"}),
        ("Antar jemput", {"sort": "jasa", "price": "10000", "picture": "motorcycle"}),
    ),
    "family": (
        ("Kerupuk", {"unit": "bungkus", "price": "2000", "picture": "cookie", "low": "8000"}),
        ("Air mineral", {"unit": "gelas", "price": "1000", "picture": "drop", "low": "10000"}),
        ("Telur asin", {"unit": "butir", "price": "4000", "picture": "egg"}),
    ),
}


def _name_goods(book: Book, of: Of, life: _Life, span: Period) -> None:
    instant = _evening(life, span.first)
    with book.write(pretend=lambda: instant) as tx:
        for name, facts in _GOODS[of]:
            trade.add_good(tx, ledger.default_ledger(tx), name, facts)


_PHONES = {"Kos Bu Ratna": "0812-0000-1001", "Warung Sari": "0812-0000-1002", "Bu RT": "0812-0000-1003",
           "Pak Ujang": "0812-0000-1004", "Pengajian Bu Nur": "0812-0000-1005"}  # fmt: skip


def _tell_of_customers(book: Book, life: _Life, span: Period) -> None:
    """The phone numbers of those who buy on account; nobody has these numbers."""
    instant = _evening(life, span.last)
    with book.write(pretend=lambda: instant) as tx:
        for party in trade.parties(tx):
            if party.name in _PHONES:
                trade.change_party(tx, party, phone=_PHONES[party.name])


# What stood there when the book began: name, unit, how many, cost, years of use.
_EQUIPMENT: Mapping[Of, tuple[tuple[str, str, int, int, int], ...]] = {
    "group": (("Mesin cuci dua tabung", "buah", 1, 2_300_000, 4), ("Setrika uap", "buah", 2, 1_200_000, 4)),
    "family": (("Kompor dua tungku", "buah", 1, 350_000, 4), ("Gerobak", "buah", 1, 550_000, 8)),
}


def _list_equipment(book: Book, of: Of, life: _Life, span: Period) -> None:
    """The equipment of the beginning is in the list; what was bought since still waits for it."""
    instant = _evening(life, span.last)
    with book.write(pretend=lambda: instant) as tx:
        place = ledger.default_ledger(tx)
        begun = next(one for one in open_origins(tx, place) if one.kind == "saldo_awal")
        for name, unit, count, cost, years in _EQUIPMENT[of]:
            piece = NewPiece(name, "modal", begun.day, Rupiah(cost), count * 1_000, unit, years=years)
            add_piece(tx, place, piece, entry=begun.entry)


# Services of the group: name, price, hours (thousandths), transport. And one batch of the family's.
_SERVICES = (
    ("Cuci kering lipat", 7_000, 0, 0),
    ("Cuci setrika", 9_000, 0, 0),
    ("Setrika di rumah", 60_000, 2_500, 10_000),
)
_BATCH_OF_GORENGAN = PriceSheet(
    made=150, left_over=10, materials=72_000, packaging=4_000, gas=9_000, hours=4_000, wage=8_000, fixed=260_000,
    days=26, sold=120,
)  # fmt: skip


def _work_out_prices(book: Book, of: Of, life: _Life, span: Period) -> None:
    """The group's price list has its services; the family has worked out what a gorengan must cost."""
    instant = _evening(life, span.last)
    with book.write(pretend=lambda: instant) as tx:
        place = ledger.default_ledger(tx)
        if of == "family":
            save_sheet(tx, place, _BATCH_OF_GORENGAN, name="Gorengan campur")
            return
        for name, price, hours, transport in _SERVICES:
            facts = {
                "sort": "jasa",
                "price": str(price),
                "unit": "kg" if not hours else "",
                "picture": "washing-machine",
            }
            more = {"hours": str(hours), "transport": str(transport)} if hours else {}
            trade.add_good(tx, place, name, {**facts, **more})


def _answer_for_a_loan(book: Book, life: _Life, span: Period) -> None:
    """What Bu Siti says when she prepares a loan: who, where, for what. Her business is older than her book."""
    began = (span.first - timedelta(days=240)).replace(day=1)
    answers = {
        "applicant": "Siti Rohmah",
        "phone": "0812-0000-4821",
        "address": "RT 05/RW 03, Cipinang Muara, Jakarta Timur",
        "landmark": "depan mushola Al-Ikhlas",
        "business": "Gorengan dan nasi uduk, lapak depan rumah",
        "since": f"{began:%Y-%m}",
        "dependants": "3",
        "lender": "jakpreneur",
        "amount": "6000000",
        "periods": "12",
        "purpose": "freezer bekas, etalase, kompor, panci",
        "other_income_from": "Upah suami",
        "other_debts": "0",
        "training": "done",
        "training_of": "Tata boga di kecamatan",
        "paper.ktp": "done",
        "paper.kk": "done",
        "paper.nib_sku": "missing",
        "place": "Jakarta",
    }
    instant = _evening(life, span.last)
    with book.write(pretend=lambda: instant) as tx:
        loans.answer(tx, ledger.default_ledger(tx), answers, today=span.last)


def _write_many(book: Book, of: Of, life: _Life, span: Period, entries: int, progress: Progress) -> None:
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
    apart = max(_FEWEST_WITH_GOODS // 2, entries // _MOST_WITH_GOODS)
    debts = dict.fromkeys(customers, 0)
    done = 0
    while done < entries:
        size = min(_BATCH, entries - done)
        records: list[tuple[str, recording.Answers, LedgerRef, Source]] = []
        instant = _evening(life, span.first + timedelta(days=done * days // entries))
        with book.write(pretend=lambda instant=instant: instant) as tx:  # type: ignore[misc]  # bound now on purpose
            place = _ledgers(tx)["own"]
            of_goods: list[tuple[str, recording.Answers]] = []
            for nth in range(done, done + size):
                if nth % apart == apart - 1 and entries >= _FEWEST_WITH_GOODS:
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


def _moved(life: _Life, good: str, cost: int, day: date) -> tuple[str, recording.Answers]:
    """One good bought or sold among many records: bought whenever the shelf is nearly empty."""
    there = life.stock.get(good, 0)
    if there < 5:
        life.stock[good] = there + 60
        return "beli_dagangan", {"items": f"{good} 60 @ {cost}", "date": day}
    sold = life.shelf.randrange(1, 5)
    life.stock[good] = there - sold
    return "jual_tunai", {"items": f"{good} {sold}", "date": day}


def _on_account(life: _Life, kind: str, answers: dict[str, str | int | date | None], debts: dict[str, int]) -> str:
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


def _days(month: Period, span: Period) -> Iterator[date]:
    day = max(month.first, span.first)
    while day <= min(month.last, span.last):
        yield day
        day += timedelta(days=1)


def _group(life: _Life, span: Period) -> Iterator[_Draft]:
    """KUBE Melati, ten women who wash and iron for the neighbourhood, six days a week."""
    first = span.first
    opening: _Answers = {"cash": 1_500_000, "tools": 3_500_000, "supplies": 250_000, "savings": 300_000, "iks": 50_000}
    yield _Draft(first, "saldo_awal", opening, source="drawer")
    customers = ("Kos Bu Ratna", "Warung Sari", "Bu RT", "Kos Pak Haji")
    for nth, month in enumerate(months(span)):
        growth = 1 + min(nth, 18) * 0.03
        for day in _days(month, span):
            if day.weekday() == 6:
                continue
            if (day.month, day.day) in _HOLIDAYS:
                yield _Draft(day, "libur", {"memo": _HOLIDAYS[(day.month, day.day)]})
                continue
            if life.chance(0.25):
                who = life.dice.choice(customers)
                owed = life.dice.randrange(8, 20) * 7_000
                life.owed.append((who, owed))
                due = "2 minggu" if who.startswith("Kos") else "minggu depan"
                yield _Draft(day, "jual_belum_dibayar", {"amount": owed, "party": who, "due": due})
            if life.owed and life.chance(0.3):
                who, owed = life.owed.pop(0)
                if owed >= 84_000 and life.bons.random() < 0.5:
                    half = owed // 14_000 * 7_000
                    life.owed.insert(0, (who, owed - half))
                    owed = half
                yield _Draft(day, "terima_bayar_bon", {"amount": owed, "party": who}, source="receipt")
            if life.chance(0.12):
                paid = life.dice.randrange(4, 10) * 7_000
                life.on_the_way += paid
                yield _Draft(day, "jual_qris", {"amount": paid, "memo": "Pelanggan kantor"}, source="message")
            if day.weekday() in (0, 3):
                yield _Draft(day, "beli_bahan", {"amount": life.about(95_000), "memo": "Sabun dan pewangi"})
            if day.weekday() == 2:
                yield _Draft(day, "kemasan", {"amount": life.about(36_000), "memo": "Plastik 2 pak"}, source="receipt")
            if life.chance(0.35):
                yield _Draft(day, "transport", {"amount": life.about(20_000, step=5000), "memo": "Bensin antar cucian"})
            if life.chance(0.08):
                yield _Draft(day, "terima_jasa", {"amount": 10_000, "memo": "Ongkos antar jemput"})
            if day.day in (5, 20):
                yield _Draft(day, "gas_listrik_air", {"amount": life.about(200_000, step=10_000), "memo": "Token"})
            if day.weekday() == 5:
                yield _Draft(day, "upah_anggota", {"amount": life.about(760_000, 0.1, 10_000), "memo": "Setrika"})
            yield from _soap(life, day)
            yield from _group_monthly(life, day, nth, month)
            # What was washed is counted in the evening.
            kilos = round(life.dice.uniform(18, 34) * growth)
            yield _Draft(day, "jual_tunai", {"amount": kilos * 7_000, "memo": f"{kilos} kg × 7.000"})
        last = min(month.last, span.last)
        if nth == 4:
            yield _Draft(last, "sewa_di_depan", {"amount": 600_000, "memo": "Enam bulan"}, source="receipt")
        if 5 <= nth <= 10:
            yield _Draft(last, "sewa_terpakai", {"amount": 100_000})
        if nth == 3:
            bought: _Answers = {"amount": 1_850_000, "memo": "Mesin cuci bekas 8 kg"}
            yield _Draft(last, "terima_bantuan", {"amount": 1_500_000, "memo": "Bantuan alat dari kelurahan"})
            yield _Draft(last, "beli_alat", bought, source="receipt")
        if nth == 4:
            yield _Draft(last, "barang_dikembalikan", {"refund": 50_000, "party": "Bu RT", "memo": "Kemeja luntur"})
            yield _Draft(last, "perbaiki_alat", {"amount": 85_000, "memo": "Selang mesin cuci"}, source="receipt")
        if nth == 5:
            yield _Draft(last, "bantu_iks", {"amount": 100_000, "memo": "Ibu Lastri sakit"})


def _soap(life: _Life, day: date) -> Iterator[_Draft]:
    """Liquid soap that the group makes itself and sells by the bottle; counted at the meeting."""
    dice, there = life.shelf, life.stock.get("Sabun cair", 0)
    if there < 10 and day.weekday() in (1, 4):
        price = dice.randrange(38, 43) * 1_000
        bought = f"Bahan sabun 3 @ {price}; Botol kosong 30 @ 1000"
        yield _Draft(day, "beli_bahan", {"items": bought, "memo": "Bahan sabun cair"}, source="receipt")
        failed = dice.choice((0, 0, 1))
        made: dict[str, str | int] = {
            "used": "Bahan sabun 3; Botol kosong 30",
            "items": f"Sabun cair {30 - failed}",
            "hours": 2,
        }
        yield _Draft(day, "produksi", made | {"failed": f"Sabun cair {failed}"} if failed else made)
        there += 30 - failed
    if there and dice.random() < 0.45:
        sold = min(there, dice.choice((1, 1, 2, 3)))
        yield _Draft(day, "jual_tunai", {"items": f"Sabun cair {sold}", "memo": "Sabun cair"})
        there -= sold
    if day.day == 10 and there and dice.random() < 0.4:
        there -= 1
        yield _Draft(
            day, "hitung_barang", {"items": f"Sabun cair {there}", "memo": "Satu botol bocor"}, source="drawer"
        )
    life.stock["Sabun cair"] = there


# Days on which nobody washes, by month and day: the first Lebaran day of 2026, independence day, Christmas, new year.
_HOLIDAYS = {(1, 1): "Tahun baru", (3, 20): "Lebaran", (3, 21): "Lebaran", (8, 17): "17 Agustus", (12, 25): "Natal"}


def _group_monthly(life: _Life, day: date, nth: int, month: Period) -> Iterator[_Draft]:
    """The group's meeting on the tenth, the bank on the twenty-fifth, and what comes up beside it."""
    members = ("Ibu Aminah", "Ibu Dewi", "Ibu Yanti", "Ibu Rina", "Ibu Lastri")
    if day.day == 10 or (day.day == 11 and day.weekday() == 0):
        for member in members:
            saved = life.dice.choice((10_000, 20_000, 25_000))
            yield _Draft(day, "tabungan_masuk", {"amount": saved, "party": member}, source="drawer")
            yield _Draft(day, "iuran_iks", {"amount": 5_000, "party": member}, source="drawer")
        yield _Draft(day, "biaya_rapat", {"amount": life.about(45_000, step=5000), "memo": "Kue dan teh"})
        if nth % 2 == 0:
            yield _Draft(day, "kebersihan_keamanan", {"amount": 40_000, "memo": "Iuran sampah"}, source="receipt")
        if nth % 4 == 2:
            yield _Draft(day, "belum_ketemu", {"amount": 5_000}, source="drawer")
        if nth % 4 == 3:
            yield _Draft(day, "uang_ketemu", {"amount": 5_000, "memo": "Terselip di buku"}, source="drawer")
        if nth % 5 == 4:
            yield _Draft(day, "beri_pinjaman", {"amount": 200_000, "party": life.dice.choice(members)})
        if nth % 5 in (0, 1) and nth > 4:
            yield _Draft(day, "terima_angsuran", {"amount": 100_000, "interest": 2_000}, source="receipt")
    if day.day == 25 or (day.day == 26 and day.weekday() == 0):
        yield _Draft(day, "setor_bank", {"amount": 300_000, "memo": "Setor ke rekening"}, source="receipt")
        yield _Draft(day, "biaya_bank", {"amount": 5_000, "memo": "Administrasi"}, source="receipt")
        yield _Draft(day, "sisihkan_iks", {"amount": 25_000})
        if life.on_the_way:
            kept = life.on_the_way * 7 // 1000  # the bank keeps 0,7 %
            yield _Draft(day, "cair_qris", {"amount": life.on_the_way, "fee": kept}, source="receipt")
            life.on_the_way = 0
        if nth % 6 == 0:
            yield _Draft(day, "promosi", {"amount": 60_000, "memo": "Brosur dan spanduk"}, source="receipt")
    if nth % 3 == 2 and (month.last - day).days in (1, 2) and day.weekday() == 4:
        # What there is to share grows with the customers.
        shared = 600_000 * (nth // 3 + 1)
        yield _Draft(day, "bagi_hasil", {"amount": shared, "memo": "Rata untuk 10 anggota"})


def _family(life: _Life, span: Period) -> Iterator[_Draft]:
    """Bu Siti, who fries and sells six afternoons a week, and her household of five."""
    first = span.first
    yield _Draft(first, "saldo_awal", {"cash": 400_000, "tools": 900_000}, source="drawer")
    yield _Draft(first, "saldo_awal", {"cash": 1_100_000}, ledger="keluarga", source="drawer")
    for nth, month in enumerate(months(span)):
        # The fasting month of 2026 was mid-February to mid-March: the busiest weeks of a gorengan seller.
        busy = 1.8 if (month.first.year, month.first.month) in ((2026, 2), (2026, 3)) else 1.0
        for day in _days(month, span):
            if (day.weekday() == 4 and life.chance(0.7)) or (day.month, day.day) in _HOLIDAYS:
                reason = _HOLIDAYS.get((day.month, day.day), life.dice.choice(("Istirahat", "", "Hujan", "Acara RT")))
                yield _Draft(day, "libur", {"memo": reason})
            else:
                yield from _stall(life, day, busy)
            yield from _household(life, day, nth)
            if day.day == 3:
                yield _Draft(day, "sewa_lapak", {"amount": 200_000}, source="receipt")
            if day.day == 12 and nth >= 2:
                paid: _Answers = {"principal": 166_000, "interest": 34_000, "party": "Koperasi pasar"}
                yield _Draft(day, "bayar_cicilan", paid, source="receipt")
        last = min(month.last, span.last)
        if life.on_the_way:
            kept = life.on_the_way * 7 // 1000
            yield _Draft(last, "cair_qris", {"amount": life.on_the_way, "fee": kept}, source="receipt")
            life.on_the_way = 0
        if nth == 0:
            yield _Draft(last, "bayar_jaminan", {"amount": 150_000, "memo": "Tabung gas kedua"}, source="receipt")
        if nth == 1:
            lent: _Answers = {"amount": 2_000_000, "kept_back": 40_000, "party": "Koperasi pasar"}
            yield _Draft(last, "terima_pinjaman", lent, source="receipt")
            yield _Draft(last, "beli_alat", {"amount": 1_250_000, "memo": "Etalase bekas"}, source="receipt")
        if nth == 4:
            yield _Draft(last, "pinjam_alat", {"amount": 350_000, "party": "Bu Ratna", "memo": "Kompor dua tungku"})
        if nth == 6:
            yield _Draft(last, "kembalikan_alat", {"amount": 350_000, "party": "Bu Ratna", "memo": "Kompor dua tungku"})


def _stall(life: _Life, day: date, busy: float) -> Iterator[_Draft]:
    """A day at the stall, counted in the evening."""
    sold = life.about(round(300_000 * busy), 0.2)
    shopping = life.about(round(165_000 * busy), 0.15, 5000)
    taken = life.dice.choice((80_000, 90_000, 100_000, 110_000, 130_000))
    change = 50_000
    by_qris = life.dice.choice((0, 0, 0, 10_000, 15_000))
    life.on_the_way += by_qris
    boxes: _Answers = {
        "drawer": max(change, change + sold - shopping - taken),
        "float": change,
        "shopping": shopping,
        "family": taken,
        "bon": (on_account := life.dice.choice((0, 0, 0, 4_000, 6_000, 10_000))),
        "qris": by_qris,
    }
    yield _Draft(day, "tutup_lapak", boxes, source="sheet")
    life.unnamed += on_account
    if day.weekday() == 0:
        more = 10_000 if life.unnamed > 30_000 else 0
        if paid := min(life.dice.choice((6_000, 8_000, 12_000)) + more, life.unnamed):
            life.unnamed -= paid
            yield _Draft(day, "terima_bayar_bon", {"amount": paid})
        yield _Draft(day, "gas_listrik_air", {"amount": 22_000, "memo": "Gas 3 kg"}, source="receipt")
    yield from _tin(life, day)
    yield from _orders(life, day)
    if day.weekday() in (1, 5):
        left, sold_there = 20, life.dice.randrange(13, 21)
        yield _Draft(day, "titip_jual", {"amount": left * 1_500, "party": "Warung Bu Wati", "memo": "20 risol"})
        there: _Answers = {"amount": sold_there * 1_500, "party": "Warung Bu Wati", "memo": f"{sold_there} risol"}
        yield _Draft(day, "titip_laku", there)
        if sold_there < left:
            back: _Answers = {"amount": (left - sold_there) * 1_500, "party": "Warung Bu Wati"}
            yield _Draft(day, "titip_kembali", back)
    if day.weekday() == 2:
        total = life.about(140_000, 0.15, 5000)
        yield _Draft(day, "belanja_pasar", {"amount": total, "kitchen": life.about(45_000), "memo": "Pasar pagi"})
    if day.weekday() == 3:
        yield _Draft(day, "kemasan", {"amount": life.about(18_000), "memo": "Kertas dan plastik"})
    if day.weekday() == 5:
        yield _Draft(day, "kebersihan_keamanan", {"amount": 5_000, "memo": "Kebersihan lapak"})
        if life.chance(0.4):
            lost = life.dice.choice((4_000, 6_000, 8_000))
            yield _Draft(day, "sisa_tidak_laku", {"materials": lost, "memo": "Bakwan dan tahu"})
    if day.weekday() == 6 and life.chance(0.5):
        yield _Draft(day, "ambil_dagangan", {"materials": 5_000, "memo": "Untuk makan malam"})


# What hangs and stands beside the gorengan, with its money in a tin of its own: bought at, filled up to, sold a day.
_BESIDE = {"Kerupuk": (1_500, 30, 5), "Air mineral": (550, 40, 7), "Telur asin": (3_000, 12, 2)}


def _tin(life: _Life, day: date) -> Iterator[_Draft]:
    """The few things that Bu Siti buys and sells as they are; she counts them at the end of the month."""
    dice, stock = life.shelf, life.stock
    if not stock and day.weekday() != 0:
        return
    if day.weekday() == 0:
        bought = []
        for name, (price, most, _a_day) in _BESIDE.items():
            if (more := most - stock.get(name, 0)) > most // 3:
                bought.append(f"{name} {more} @ {price}")
                stock[name] = most
        if bought:
            shopping: _Answers = {"items": "; ".join(bought), "memo": "Kerupuk, air, telur asin"}
            yield _Draft(day, "beli_dagangan", shopping, source="receipt")
    sold = {name: min(stock[name], dice.randrange(a_day + 3)) for name, (_price, _most, a_day) in _BESIDE.items()}
    if any(sold.values()):
        items = "; ".join(f"{name} {many}" for name, many in sold.items() if many)
        yield _Draft(day, "jual_tunai", {"items": items, "memo": "Kaleng kerupuk"}, source="drawer")
        for name, many in sold.items():
            stock[name] -= many
    if day.weekday() == 5 and stock["Telur asin"] and dice.random() < 0.3:
        stock["Telur asin"] -= 1
        yield _Draft(day, "sisa_tidak_laku", {"items": "Telur asin 1", "memo": "Retak dan bau"})
    if day.weekday() == 6 and stock["Telur asin"] > 3 and dice.random() < 0.5:
        stock["Telur asin"] -= 2
        yield _Draft(day, "ambil_dagangan", {"items": "Telur asin 2", "memo": "Untuk makan malam"})
    if day.day == 28 and stock["Kerupuk"] > 1:
        missing = dice.choice((0, 1, 1, 2))
        stock["Kerupuk"] -= missing
        if missing:
            counted: _Answers = {"items": f"Kerupuk {stock['Kerupuk']}", "memo": "Remuk, tidak bisa dijual"}
            yield _Draft(day, "hitung_barang", counted, source="drawer")


def _orders(life: _Life, day: date) -> Iterator[_Draft]:
    """Snacks that neighbours order and pay later, some in parts; Pak Ujang takes his time."""
    dice = life.bons
    if day.weekday() == 1 and dice.random() < 0.6:
        who, what = dice.choice((
            ("Pengajian Bu Nur", "50 kotak snack"), ("Bu RT", "Snack rapat RT"), ("Pak Ujang", "30 bakwan, 20 tahu"),
        ))  # fmt: skip
        amount = dice.randrange(9, 20) * 5_000
        life.owed.append((who, amount))
        order: _Answers = {"amount": amount, "party": who, "memo": what, "due": "minggu depan"}
        yield _Draft(day, "jual_belum_dibayar", order)
    if day.weekday() == 5 and life.owed and dice.random() < 0.9:
        who, owed = life.owed.pop(0)
        paid = owed
        if who == "Pak Ujang":
            paid = min(owed, 30_000)
        elif dice.random() < 0.3:
            paid = owed // 10_000 * 5_000
        if owed > paid:
            life.owed.insert(len(life.owed) if who == "Pak Ujang" else 0, (who, owed - paid))
        yield _Draft(day, "terima_bayar_bon", {"amount": paid, "party": who}, source="receipt")


def _household(life: _Life, day: date, nth: int) -> Iterator[_Draft]:
    """What the family earns and spends beside the stall."""

    def home(kind: str, amount: int, memo: str = "", source: Source = "sheet", **more: str | int) -> _Draft:
        answers: _Answers = {"amount": amount, **({"memo": memo} if memo else {}), **more}
        return _Draft(day, kind, answers, ledger="keluarga", source=source)

    if day.weekday() == 5:
        yield home("upah_masuk", life.about(450_000, 0.1, 10_000), "Upah suami")
    if day.weekday() in (2, 6) and life.chance(0.8):
        yield home("hasil_usaha_lain", life.about(45_000, 0.3, 5000), "Ojek sore")
    yield home("belanja_dapur", life.about(118_000, 0.3), source="remembered")
    if day.weekday() in (0, 3):
        yield home("jajan_anak", life.dice.choice((5_000, 8_000, 10_000)), source="remembered")
    if day.weekday() == 6:
        yield home("rokok", 24_000)
    if day.day == 3:
        yield home("listrik_air_rumah", life.about(150_000, 0.1, 10_000))
        yield home("pulsa", 50_000)
        yield home("iuran_warga", 25_000, "Sampah dan ronda", source="receipt")
    if day.day == 5:
        yield home("sewa_rumah", 550_000, "Kontrakan bulan ini", source="receipt")
    if day.day == 8:
        yield home("bayar_sekolah", life.about(120_000, 0.2, 10_000), "Uang saku dan fotokopi")
        yield home("arisan", 50_000)
    if day.day == 15 and nth % 3 == 0:
        yield home("bansos_masuk", 600_000, "Bantuan tahap ini", source="receipt")
    if day.day == 16:
        yield home("menabung", 200_000 if nth > 1 else 50_000, "Celengan")
    if day.day == 18 and nth % 2 == 1:
        yield home("hajatan", 50_000, "Kondangan tetangga")
    if day.day == 19 and nth % 4 == 2:
        yield home("kesehatan", 35_000, "Obat batuk", source="receipt")
    if day.day == 20 and nth == 3:
        yield home("barang_rumah", 240_000, "Panci presto", owed=180_000, party="Bu Nur")
    if day.day == 20 and 4 <= nth <= 6:
        paid: _Answers = {"principal": 60_000, "party": "Bu Nur"}
        yield _Draft(day, "cicilan_keluarga", paid, ledger="keluarga")
    if (day.month, day.day) == (3, 17):
        yield home("ibadah", 225_000, "Zakat fitrah lima orang", source="receipt")
        yield home("pakaian", 200_000, "Baju Lebaran anak")
    if (day.month, day.day) == (3, 18):
        yield home("kiriman_masuk", 300_000, party="Kakak di Bekasi")
