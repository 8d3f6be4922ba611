"""KUBE Melati: ten women who wash and iron for the neighbourhood, and make a little soap."""

from collections.abc import Iterator
from datetime import date

from kpmbooks.dates import Period, months
from kpmbooks.examples.life import HOLIDAYS, Answers, Draft, Life, days_of
from kpmbooks.examples.meetings import MEETING


def group(life: Life, span: Period) -> Iterator[Draft]:
    """KUBE Melati, ten women who wash and iron for the neighbourhood, six days a week."""
    first = span.first
    opening: Answers = {"cash": 1_500_000, "tools": 3_500_000, "supplies": 250_000, "savings": 300_000, "iks": 50_000}
    yield Draft(first, "saldo_awal", opening, source="drawer")
    customers = ("Kos Bu Ratna", "Warung Sari", "Bu RT", "Kos Pak Haji")
    for nth, month in enumerate(months(span)):
        growth = 1 + min(nth, 18) * 0.03
        for day in days_of(month, span):
            if day.weekday() == 6:
                continue
            if (day.month, day.day) in HOLIDAYS:
                yield Draft(day, "libur", {"memo": HOLIDAYS[(day.month, day.day)]})
                continue
            if life.chance(0.25):
                who = life.dice.choice(customers)
                owed = life.dice.randrange(8, 20) * 7_000
                life.owed.append((who, owed))
                due = "2 minggu" if who.startswith("Kos") else "minggu depan"
                yield Draft(day, "jual_belum_dibayar", {"amount": owed, "party": who, "due": due})
            if life.owed and life.chance(0.3):
                who, owed = life.owed.pop(0)
                if owed >= 84_000 and life.bons.random() < 0.5:
                    half = owed // 14_000 * 7_000
                    life.owed.insert(0, (who, owed - half))
                    owed = half
                yield Draft(day, "terima_bayar_bon", {"amount": owed, "party": who}, source="receipt")
            if life.chance(0.12):
                paid = life.dice.randrange(4, 10) * 7_000
                life.on_the_way += paid
                yield Draft(day, "jual_qris", {"amount": paid, "memo": "Pelanggan kantor"}, source="message")
            if day.weekday() in (0, 3):
                yield Draft(day, "beli_bahan", {"amount": life.about(95_000), "memo": "Sabun dan pewangi"})
            if day.weekday() == 2:
                yield Draft(day, "kemasan", {"amount": life.about(36_000), "memo": "Plastik 2 pak"}, source="receipt")
            if life.chance(0.35):
                yield Draft(day, "transport", {"amount": life.about(20_000, step=5000), "memo": "Bensin antar cucian"})
            if life.chance(0.08):
                yield Draft(day, "terima_jasa", {"amount": 10_000, "memo": "Ongkos antar jemput"})
            if day.day in (5, 20):
                yield Draft(day, "gas_listrik_air", {"amount": life.about(200_000, step=10_000), "memo": "Token"})
            if day.weekday() == 5:
                yield Draft(day, "upah_anggota", {"amount": life.about(760_000, 0.1, 10_000), "memo": "Setrika"})
            yield from _soap(life, day)
            yield from _group_monthly(life, day, nth, month)
            # What was washed is counted in the evening.
            kilos = round(life.dice.uniform(18, 34) * growth)
            yield Draft(day, "jual_tunai", {"amount": kilos * 7_000, "memo": f"{kilos} kg × 7.000"})
        last = min(month.last, span.last)
        if nth == 4:
            yield Draft(last, "sewa_di_depan", {"amount": 600_000, "memo": "Enam bulan"}, source="receipt")
        if 5 <= nth <= 10:
            yield Draft(last, "sewa_terpakai", {"amount": 100_000})
        if nth == 3:
            bought: Answers = {"amount": 1_850_000, "memo": "Mesin cuci bekas 8 kg"}
            yield Draft(last, "terima_bantuan", {"amount": 1_500_000, "memo": "Bantuan alat dari kelurahan"})
            yield Draft(last, "beli_alat", bought, source="receipt")
        if nth == 4:
            yield Draft(last, "barang_dikembalikan", {"refund": 50_000, "party": "Bu RT", "memo": "Kemeja luntur"})
            yield Draft(last, "perbaiki_alat", {"amount": 85_000, "memo": "Selang mesin cuci"}, source="receipt")
        if nth == 5:
            yield Draft(last, "bantu_iks", {"amount": 100_000, "purpose": "sakit", "memo": "Ibu Lilis sakit"})


def _soap(life: Life, day: date) -> Iterator[Draft]:
    """Liquid soap that the group makes itself and sells by the bottle; counted at the meeting."""
    dice, there = life.shelf, life.stock.get("Sabun cair", 0)
    if there < 10 and day.weekday() in (1, 4):
        price = dice.randrange(38, 43) * 1_000
        bought = f"Bahan sabun 3 @ {price}; Botol kosong 30 @ 1000"
        yield Draft(day, "beli_bahan", {"items": bought, "memo": "Bahan sabun cair"}, source="receipt")
        failed = dice.choice((0, 0, 1))
        made: dict[str, str | int] = {
            "used": "Bahan sabun 3; Botol kosong 30",
            "items": f"Sabun cair {30 - failed}",
            "hours": 2,
        }
        yield Draft(day, "produksi", made | {"failed": f"Sabun cair {failed}"} if failed else made)
        there += 30 - failed
    if there and dice.random() < 0.45:
        sold = min(there, dice.choice((1, 1, 2, 3)))
        yield Draft(day, "jual_tunai", {"items": f"Sabun cair {sold}", "memo": "Sabun cair"})
        there -= sold
    if day.day == 10 and there and dice.random() < 0.4:
        there -= 1
        yield Draft(day, "hitung_barang", {"items": f"Sabun cair {there}", "memo": "Satu botol bocor"}, source="drawer")
    life.stock["Sabun cair"] = there


def _group_monthly(life: Life, day: date, nth: int, month: Period) -> Iterator[Draft]:
    """The group's meeting on the tenth, the bank on the twenty-fifth, and what comes up beside it."""
    if day.day == 10 or (day.day == 11 and day.weekday() == 0):
        yield Draft(day, MEETING, {})
        yield Draft(day, "biaya_rapat", {"amount": life.about(45_000, step=5000), "memo": "Kue dan teh"})
        if nth % 2 == 0:
            yield Draft(day, "kebersihan_keamanan", {"amount": 40_000, "memo": "Iuran sampah"}, source="receipt")
        if nth % 4 == 3:
            yield Draft(day, "uang_ketemu", {"amount": 5_000, "memo": "Terselip di buku"}, source="drawer")
    if day.day == 25 or (day.day == 26 and day.weekday() == 0):
        yield Draft(day, "setor_bank", {"amount": 300_000, "memo": "Setor ke rekening"}, source="receipt")
        yield Draft(day, "biaya_bank", {"amount": 5_000, "memo": "Administrasi"}, source="receipt")
        yield Draft(day, "sisihkan_iks", {"amount": 25_000})
        if life.on_the_way:
            kept = life.on_the_way * 7 // 1000  # the bank keeps 0,7 %
            yield Draft(day, "cair_qris", {"amount": life.on_the_way, "fee": kept}, source="receipt")
            life.on_the_way = 0
        if nth % 6 == 0:
            yield Draft(day, "promosi", {"amount": 60_000, "memo": "Brosur dan spanduk"}, source="receipt")
    if nth % 3 == 2 and (month.last - day).days in (1, 2) and day.weekday() == 4:
        # What there is to share grows with the customers.
        shared = 600_000 * (nth // 3 + 1)
        yield Draft(day, "bagi_hasil", {"amount": shared, "memo": "Rata untuk 10 anggota"})
