"""Bu Siti: her stall of gorengan, the tin beside it, and her household."""

from collections.abc import Iterator
from datetime import date

from kpmbooks.dates import Period, months
from kpmbooks.examples.life import HOLIDAYS, Answers, Draft, Life, days_of
from kpmbooks.ledger import Source


def family(life: Life, span: Period) -> Iterator[Draft]:
    """Bu Siti, who fries and sells six afternoons a week, and her household of five."""
    first = span.first
    yield Draft(first, "saldo_awal", {"cash": 400_000, "tools": 900_000}, source="drawer")
    yield Draft(first, "saldo_awal", {"cash": 1_100_000}, ledger="keluarga", source="drawer")
    for nth, month in enumerate(months(span)):
        # The fasting month of 2026 was mid-February to mid-March: the busiest weeks of a gorengan seller.
        busy = 1.8 if (month.first.year, month.first.month) in ((2026, 2), (2026, 3)) else 1.0
        for day in days_of(month, span):
            if (day.weekday() == 4 and life.chance(0.7)) or (day.month, day.day) in HOLIDAYS:
                reason = HOLIDAYS.get((day.month, day.day), life.dice.choice(("Istirahat", "", "Hujan", "Acara RT")))
                yield Draft(day, "libur", {"memo": reason})
            else:
                yield from _stall(life, day, busy)
            yield from _household(life, day, nth)
            if day.day == 3:
                yield Draft(day, "sewa_lapak", {"amount": 200_000}, source="receipt")
            if day.day == 12 and nth >= 2:
                paid: Answers = {"principal": 166_000, "interest": 34_000, "party": "Koperasi pasar"}
                yield Draft(day, "bayar_cicilan", paid, source="receipt")
        last = min(month.last, span.last)
        if life.on_the_way:
            kept = life.on_the_way * 7 // 1000
            yield Draft(last, "cair_qris", {"amount": life.on_the_way, "fee": kept}, source="receipt")
            life.on_the_way = 0
        if nth == 0:
            yield Draft(last, "bayar_jaminan", {"amount": 150_000, "memo": "Tabung gas kedua"}, source="receipt")
        if nth == 1:
            lent: Answers = {"amount": 2_000_000, "kept_back": 40_000, "party": "Koperasi pasar"}
            yield Draft(last, "terima_pinjaman", lent, source="receipt")
            yield Draft(last, "beli_alat", {"amount": 1_250_000, "memo": "Etalase bekas"}, source="receipt")
        if nth == 4:
            yield Draft(last, "pinjam_alat", {"amount": 350_000, "party": "Bu Ratna", "memo": "Kompor dua tungku"})
        if nth == 6:
            yield Draft(last, "kembalikan_alat", {"amount": 350_000, "party": "Bu Ratna", "memo": "Kompor dua tungku"})


def _stall(life: Life, day: date, busy: float) -> Iterator[Draft]:
    """A day at the stall, counted in the evening."""
    sold = life.about(round(300_000 * busy), 0.2)
    shopping = life.about(round(165_000 * busy), 0.15, 5000)
    taken = life.dice.choice((80_000, 90_000, 100_000, 110_000, 130_000))
    change = 50_000
    by_qris = life.dice.choice((0, 0, 0, 10_000, 15_000))
    life.on_the_way += by_qris
    boxes: Answers = {
        "drawer": max(change, change + sold - shopping - taken),
        "float": change,
        "shopping": shopping,
        "family": taken,
        "bon": (on_account := life.dice.choice((0, 0, 0, 4_000, 6_000, 10_000))),
        "qris": by_qris,
    }
    yield Draft(day, "tutup_lapak", boxes, source="sheet")
    life.unnamed += on_account
    if day.weekday() == 0:
        more = 10_000 if life.unnamed > 30_000 else 0
        if paid := min(life.dice.choice((6_000, 8_000, 12_000)) + more, life.unnamed):
            life.unnamed -= paid
            yield Draft(day, "terima_bayar_bon", {"amount": paid})
        yield Draft(day, "gas_listrik_air", {"amount": 22_000, "memo": "Gas 3 kg"}, source="receipt")
    yield from _tin(life, day)
    yield from _orders(life, day)
    if day.weekday() in (1, 5):
        left, sold_there = 20, life.dice.randrange(13, 21)
        yield Draft(day, "titip_jual", {"amount": left * 1_500, "party": "Warung Bu Wati", "memo": "20 risol"})
        there: Answers = {"amount": sold_there * 1_500, "party": "Warung Bu Wati", "memo": f"{sold_there} risol"}
        yield Draft(day, "titip_laku", there)
        if sold_there < left:
            back: Answers = {"amount": (left - sold_there) * 1_500, "party": "Warung Bu Wati"}
            yield Draft(day, "titip_kembali", back)
    if day.weekday() == 2:
        total = life.about(140_000, 0.15, 5000)
        yield Draft(day, "belanja_pasar", {"amount": total, "kitchen": life.about(45_000), "memo": "Pasar pagi"})
    if day.weekday() == 3:
        yield Draft(day, "kemasan", {"amount": life.about(18_000), "memo": "Kertas dan plastik"})
    if day.weekday() == 5:
        yield Draft(day, "kebersihan_keamanan", {"amount": 5_000, "memo": "Kebersihan lapak"})
        if life.chance(0.4):
            lost = life.dice.choice((4_000, 6_000, 8_000))
            yield Draft(day, "sisa_tidak_laku", {"materials": lost, "memo": "Bakwan dan tahu"})
    if day.weekday() == 6 and life.chance(0.5):
        yield Draft(day, "ambil_dagangan", {"materials": 5_000, "memo": "Untuk makan malam"})


# What hangs and stands beside the gorengan, with its money in a tin of its own: bought at, filled up to, sold a day.
_BESIDE = {"Kerupuk": (1_500, 30, 5), "Air mineral": (550, 40, 7), "Telur asin": (3_000, 12, 2)}


def _tin(life: Life, day: date) -> Iterator[Draft]:
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
            shopping: Answers = {"items": "; ".join(bought), "memo": "Kerupuk, air, telur asin"}
            yield Draft(day, "beli_dagangan", shopping, source="receipt")
    sold = {name: min(stock[name], dice.randrange(a_day + 3)) for name, (_price, _most, a_day) in _BESIDE.items()}
    if any(sold.values()):
        items = "; ".join(f"{name} {many}" for name, many in sold.items() if many)
        yield Draft(day, "jual_tunai", {"items": items, "memo": "Kaleng kerupuk"}, source="drawer")
        for name, many in sold.items():
            stock[name] -= many
    if day.weekday() == 5 and stock["Telur asin"] and dice.random() < 0.3:
        stock["Telur asin"] -= 1
        yield Draft(day, "sisa_tidak_laku", {"items": "Telur asin 1", "memo": "Retak dan bau"})
    if day.weekday() == 6 and stock["Telur asin"] > 3 and dice.random() < 0.5:
        stock["Telur asin"] -= 2
        yield Draft(day, "ambil_dagangan", {"items": "Telur asin 2", "memo": "Untuk makan malam"})
    if day.day == 28 and stock["Kerupuk"] > 1:
        missing = dice.choice((0, 1, 1, 2))
        stock["Kerupuk"] -= missing
        if missing:
            counted: Answers = {"items": f"Kerupuk {stock['Kerupuk']}", "memo": "Remuk, tidak bisa dijual"}
            yield Draft(day, "hitung_barang", counted, source="drawer")


def _orders(life: Life, day: date) -> Iterator[Draft]:
    """Snacks that neighbours order and pay later, some in parts; Pak Ujang takes his time."""
    dice = life.bons
    if day.weekday() == 1 and dice.random() < 0.6:
        who, what = dice.choice((
            ("Pengajian Bu Nur", "50 kotak snack"), ("Bu RT", "Snack rapat RT"), ("Pak Ujang", "30 bakwan, 20 tahu"),
        ))  # fmt: skip
        amount = dice.randrange(9, 20) * 5_000
        life.owed.append((who, amount))
        order: Answers = {"amount": amount, "party": who, "memo": what, "due": "minggu depan"}
        yield Draft(day, "jual_belum_dibayar", order)
    if day.weekday() == 5 and life.owed and dice.random() < 0.9:
        who, owed = life.owed.pop(0)
        paid = owed
        if who == "Pak Ujang":
            paid = min(owed, 30_000)
        elif dice.random() < 0.3:
            paid = owed // 10_000 * 5_000 or owed  # the last coin is not halved
        if owed > paid:
            life.owed.insert(len(life.owed) if who == "Pak Ujang" else 0, (who, owed - paid))
        yield Draft(day, "terima_bayar_bon", {"amount": paid, "party": who}, source="receipt")


def _household(life: Life, day: date, nth: int) -> Iterator[Draft]:
    """What the family earns and spends beside the stall."""

    def home(kind: str, amount: int, memo: str = "", source: Source = "sheet", **more: str | int) -> Draft:
        answers: Answers = {"amount": amount, **({"memo": memo} if memo else {}), **more}
        return Draft(day, kind, answers, ledger="keluarga", source=source)

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
        paid: Answers = {"principal": 60_000, "party": "Bu Nur"}
        yield Draft(day, "cicilan_keluarga", paid, ledger="keluarga")
    if (day.month, day.day) == (3, 17):
        yield home("ibadah", 225_000, "Zakat fitrah lima orang", source="receipt")
        yield home("pakaian", 200_000, "Baju Lebaran anak")
    if (day.month, day.day) == (3, 18):
        yield home("kiriman_masuk", 300_000, party="Kakak di Bekasi")
