"""Ideas about records, written by hand with the kinds that people take, are named in a real book."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from kpmbooks import ledger, practice, recording, training
from kpmbooks.book import Book
from kpmbooks.training import Grade, Slip

TODAY = date(2026, 11, 25)

Record = tuple[str, str, str | Mapping[str, str]]
"""A kind, the ledger, and the field that takes the slip's amount (or fields and the named amounts that they take)."""

# exercise, the kind that is meant (its first slip), what is written instead, the idea
BY_HAND: tuple[tuple[str, str, tuple[Record, ...], str], ...] = (
    ("PB-2-catat", "ambil_untuk_keluarga", (("gas_listrik_air", "usaha", "amount"),), "keluarga_jadi_usaha"),
    ("PB-2-catat", "ambil_untuk_keluarga", (("beli_perlengkapan", "usaha", "amount"),), "keluarga_jadi_usaha"),
    ("PB-2-catat", "ambil_untuk_keluarga", (("bayar_upah", "usaha", "amount"),), "ambil_jadi_upah"),
    ("PB-2-catat", "ambil_untuk_keluarga", (("uang_hilang", "usaha", "amount"),), "ambil_jadi_rugi"),
    ("PB-2-catat", "ambil_untuk_keluarga", (("belum_ketemu", "usaha", "amount"),), "ambil_jadi_rugi"),
    ("PB-2-catat", "terima_pinjaman", (("jual_qris", "usaha", "amount"),), "pinjaman_jadi_jualan"),
    ("PB-2-catat", "terima_pinjaman", (("uang_masuk_lain", "usaha", "amount"),), "pinjaman_jadi_jualan"),
    ("PB-2-catat", "jual_tunai", (("ambil_untuk_keluarga", "usaha", "amount"),), "masuk_keluar_tertukar"),
    ("PB-2-catat", "gas_listrik_air", (("terima_pinjaman", "usaha", "amount"),), "masuk_keluar_tertukar"),
    ("PB-2-catat", "gas_listrik_air", (("gas_listrik_air", "usaha", "amount"),) * 2, "dua_kali"),
    ("PB-1-dua-dompet", "bansos_masuk", (("jual_tunai", "usaha", "amount"),), "bansos_jadi_jualan"),
    ("PB-1-dua-dompet", "bansos_masuk", (("hasil_usaha_lain", "keluarga", "amount"),), "bansos_jadi_jualan"),
    ("PB-1-dua-dompet", "modal_dari_keluarga", (("jual_tunai", "usaha", "amount"),), "modal_jadi_jualan"),
    ("PB-1-dua-dompet", "beli_bahan", (("belanja_dapur", "keluarga", "amount"),), "usaha_jadi_keluarga"),
    ("PB-1-dua-dompet", "beli_bahan", (("ambil_untuk_keluarga", "usaha", "amount"),), "usaha_jadi_keluarga"),
    ("PB-6-bon", "terima_bayar_bon", (("jual_tunai", "usaha", "amount"),), "bon_jadi_jualan_kedua"),
    ("PB-6-bon", "jual_belum_dibayar", (("jual_tunai", "usaha", "amount"),), "bon_jadi_tunai"),
    ("PB-6-bon", "jual_belum_dibayar", (), "bon_tidak_dicatat"),
    ("PB-6-bon", "dp_pembeli", (("jual_tunai", "usaha", "amount"),), "dp_jadi_jualan"),
    ("PB-6-bon", "dagangan_belum_dibayar", (("beli_dagangan", "usaha", "amount"),), "utang_belanja_jadi_tunai"),
    ("PJ-3-cicilan", "bayar_cicilan", (("uang_keluar_lain", "usaha", "amount"),), "cicilan_jadi_biaya"),
    ("PJ-3-cicilan", "bayar_cicilan", (("bayar_cicilan", "usaha", "principal"),), "cicilan_semua_pokok"),
    ("KB-2-catat", "tabungan_masuk", (("iuran_rapat", "kelompok", "amount"),), "tabungan_jadi_pendapatan"),
    ("KB-2-catat", "tabungan_keluar", (("uang_keluar_lain", "kelompok", "amount"),), "tabungan_jadi_pendapatan"),
    ("KB-2-catat", "iuran_iks", (("uang_masuk_lain", "kelompok", "amount"),), "iks_untuk_usaha"),
    ("KB-2-catat", "bantu_iks", (("biaya_rapat", "kelompok", "amount"),), "iks_untuk_usaha"),
    ("KB-2-catat", "terima_bantuan", (("jual_tunai", "kelompok", "amount"),), "bantuan_jadi_untung"),
    ("PB-4-hitung", "belum_ketemu", (("uang_keluar_lain", "kelompok", "amount"),), "kas_disamakan"),
    ("PB-4-hitung", "uang_lebih", (("jual_tunai", "kelompok", "amount"),), "kas_disamakan"),
    # ideas that the exercise does not list
    ("KJ-0-angka", "ambil_untuk_keluarga", (("bayar_upah", "usaha", "amount"),), "ambil_jadi_upah"),
    ("KJ-0-angka", "ambil_untuk_keluarga", (("beli_bahan", "usaha", "amount"),), "keluarga_jadi_usaha"),
    ("PJ-3-cicilan", "gas_listrik_air", (("ambil_untuk_keluarga", "usaha", "amount"),), "usaha_jadi_keluarga"),
    ("PB-4-hitung", "kemasan", (("uang_hilang", "kelompok", "amount"),), "stok_jadi_rugi"),
    # the rest of the same idea in a record of its own
    (
        "PJ-1-catat",
        "terima_pinjaman",
        (("jual_tunai", "usaha", "amount"), ("uang_keluar_lain", "usaha", {"amount": "kept"})),
        "pinjaman_jadi_jualan",
    ),
)


@pytest.mark.parametrize(("exercise", "meant", "records", "idea"), BY_HAND)
def test_an_idea_written_with_the_kinds_that_people_take_is_named_at_its_slip(
    exercise: str, meant: str, records: tuple[Record, ...], idea: str
) -> None:
    checked = 0
    for seed in range(4):
        one = training.exercises()[exercise]
        book, drawn = practice.exercise_book(None, one, seed=seed, today=TODAY)
        with book:
            wrong = next((each for each in drawn.slips if each.kind == meant), None)
            if wrong is None:
                continue
            checked += 1
            with book.write() as tx:
                practice.record_model(tx, [each for each in drawn.slips if each is not wrong], today=TODAY)
            for record in records:
                _write(book, wrong, record)
            with book.write() as tx:
                for asked in drawn.asked:
                    training.answer(tx, one.id, asked, asked.right[0])
            found = _graded(book, exercise, seed)
            assert found.score == found.full - 1
            assert [finding.misconception for finding in found.findings] == [idea]
            assert found.findings[0].slip is not None
            assert found.findings[0].slip.text == wrong.text
    assert checked


def _write(book: Book, slip: Slip, record: Record) -> None:
    kind, where, field = record
    with book.write() as tx:
        place = next(one for one in ledger.ledgers(tx) if one.kind == where)
        fields = {field: "amount"} if isinstance(field, str) else field
        amounts = {"amount": slip.amount, **slip.amounts}
        answers: dict[str, str | int | date | None] = {name: int(amounts[named]) for name, named in fields.items()}
        answers["date"] = slip.day
        recording.record(tx, kind, answers, ledger=place, today=TODAY)


def _graded(book: Book, exercise: str, seed: int) -> Grade:
    with book.read() as reader:
        return training.grade_book(reader, training.exercises()[exercise], seed)


@pytest.mark.parametrize(("factor", "idea"), [(10, "nol_kelebihan"), (1_000, "nol_kelebihan"), (-1_000, "nol_kurang")])
def test_zeros_too_many_or_too_few_are_named(factor: int, idea: str) -> None:
    book, drawn = practice.exercise_book(None, training.exercises()["PB-2-catat"], seed=3, today=TODAY)
    sale, *others = drawn.slips
    amount = int(sale.amount) * factor if factor > 0 else int(sale.amount) // -factor
    with book:
        with book.write() as tx:
            practice.record_model(tx, others, today=TODAY)
            place = ledger.default_ledger(tx)
            recording.record(tx, "jual_tunai", {"amount": amount, "date": TODAY}, ledger=place, today=TODAY)
        found = _graded(book, "PB-2-catat", 3)
    assert [one.misconception for one in found.findings] == [idea]


def test_another_day_and_a_zero_too_many_at_once_are_both_named_at_one_record() -> None:
    exercise = training.exercises()["PB-6-bon"]
    book, drawn = practice.exercise_book(None, exercise, seed=2, today=TODAY)
    sale = drawn.slips[1]
    with book:
        with book.write() as tx:
            practice.record_model(tx, [one for one in drawn.slips if one is not sale], today=TODAY)
            place = ledger.default_ledger(tx)
            answers = {"amount": int(sale.amount) * 10, "date": sale.day + timedelta(days=1)}
            number = recording.record(tx, "jual_tunai", answers, ledger=place, today=TODAY).number
        found = _graded(book, "PB-6-bon", 2)
    assert sorted(one.misconception for one in found.findings) == ["hari_salah", "nol_kelebihan"]
    assert {one.entry for one in found.findings} == {number}


@pytest.mark.parametrize("shift", [-2, -1, 1])
@pytest.mark.parametrize("name", ["PB-2-catat", "PB-1-dua-dompet", "PB-9-barang", "KJ-0-angka"])
def test_the_day_before_or_after_can_be_written_and_is_named(name: str, shift: int) -> None:
    book, drawn = practice.exercise_book(None, training.exercises()[name], seed=3, today=TODAY)
    sale = next(slip for slip in drawn.slips if slip.kind == "jual_tunai")
    with book:
        with book.write() as tx:
            practice.record_model(tx, [one for one in drawn.slips if one is not sale], today=TODAY)
            another: recording.Answers = {"amount": int(sale.amount), "date": sale.day + timedelta(days=shift)}
            number = recording.record(tx, "jual_tunai", another, ledger=ledger.default_ledger(tx), today=TODAY).number
        found = _graded(book, name, 3)
    assert [(one.misconception, one.entry) for one in found.findings] == [("hari_salah", number)]


def test_two_mistakes_inside_one_closing_of_the_stall_are_named() -> None:
    exercise = training.exercises()["PB-2-catat"]
    book, drawn = practice.exercise_book(None, exercise, seed=1, today=TODAY)
    sale, materials, rice, _loan, gas, order = drawn.slips
    together = [sale, materials, rice, gas, order]
    with book:
        with book.write() as tx:
            practice.record_model(
                tx, [one for one in drawn.slips if all(one is not each for each in together)], today=TODAY
            )
            sold = int(sale.amount) + int(order.amount)
            spent = int(materials.amount) + int(rice.amount) + int(gas.amount)  # the rice among the shopping
            answers = {"drawer": sold - spent, "shopping": spent, "date": TODAY}
            recording.record(tx, "tutup_lapak", answers, ledger=ledger.default_ledger(tx), today=TODAY)
        found = _graded(book, "PB-2-catat", 1)
    assert (found.score, [one.misconception for one in found.findings]) == (5, ["keluarga_jadi_usaha"])


def test_a_box_of_the_sheet_left_empty_is_no_two_mistakes_that_happen_to_leave_the_same_figures() -> None:
    for seed in range(40):
        book, drawn = practice.exercise_book(None, training.exercises()["PB-3-minggu"], seed=seed, today=TODAY)
        wrong = next(slip for slip in drawn.slips if "shopping" in slip.amounts)
        with book:
            with book.write() as tx:
                practice.record_model(tx, [slip for slip in drawn.slips if slip is not wrong], today=TODAY)
                answers = {name: amount for name, amount in wrong.answers.items() if name != "shopping"}
                recording.record(tx, "tutup_lapak", answers, ledger=ledger.default_ledger(tx), today=TODAY)
            found = _graded(book, "PB-3-minggu", seed)
        assert [finding.misconception for finding in found.findings] == [training.OTHERWISE], seed


def test_where_forgetting_and_thinking_it_need_not_be_written_leave_one_book_both_are_named() -> None:
    exercise = training.exercises()["PB-6-bon"]
    book, drawn = practice.exercise_book(None, exercise, seed=2, today=TODAY)
    with book:
        with book.write() as tx:
            practice.record_model(tx, [one for nth, one in enumerate(drawn.slips) if nth != 5], today=TODAY)
        found = _graded(book, "PB-6-bon", 2)
    assert [(one.misconception, one.also) for one in found.findings] == [("bon_tidak_dicatat", ("slip_terlupa",))]


def test_the_other_end_at_home_of_what_went_between_business_and_family_is_no_mistake() -> None:
    exercise = training.exercises()["PB-1-dua-dompet"]
    book, drawn = practice.exercise_book(None, exercise, seed=2, today=TODAY)
    capital = next(slip for slip in drawn.slips if slip.kind == "modal_dari_keluarga")
    taken = next(slip for slip in drawn.slips if slip.kind == "ambil_untuk_keluarga")
    with book:
        with book.write() as tx:
            practice.record_model(tx, [slip for slip in drawn.slips if slip is not capital], today=TODAY)
        _write(book, capital, ("tambah_modal", "usaha", "amount"))
        _write(book, capital, ("uang_keluar_lain", "keluarga", "amount"))
        _write(book, taken, ("belanja_dapur", "keluarga", "amount"))
        assert _graded(book, "PB-1-dua-dompet", 2).findings == ()
        # the same money once more is of no slip
        _write(book, taken, ("bayar_sekolah", "keluarga", "amount"))
        assert [one.misconception for one in _graded(book, "PB-1-dua-dompet", 2).findings] == [training.EXTRA]


def test_what_was_taken_home_may_be_spent_there_in_several_records() -> None:
    exercise = training.exercises()["PB-2-catat"]
    book, drawn = practice.exercise_book(None, exercise, seed=2, today=TODAY)
    taken = next(slip for slip in drawn.slips if slip.kind == "ambil_untuk_keluarga")
    with book:
        with book.write() as tx:
            practice.record_model(tx, drawn.slips, today=TODAY)
            home = next(one for one in ledger.ledgers(tx) if one.kind == "keluarga")
            for amount in (10_000, int(taken.amount) - 10_000):
                recording.record(tx, "belanja_dapur", {"amount": amount, "date": TODAY}, ledger=home, today=TODAY)
        found = _graded(book, "PB-2-catat", 2)
        assert (found.score, found.findings) == (found.full, ())
