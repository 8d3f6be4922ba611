"""The contract of every kind of record, in every ledger kind and sector, and what each shape of record posts.

The postings are compared with sums worked out by hand, and the roles with the chart's own file, read here anew.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks.recording.kinds import SECTORS, Answered, Kind, answer, load_kinds

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "kpmbooks" / "recording" / "content"
PICTURES = ROOT / "ui" / "desktop" / "resources" / "icons" / "duotone"
TODAY = date(2026, 11, 23)

KINDS = load_kinds()
ACCOUNTS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    ledger: {
        row["role"]: {"fund": row["funds"][ledger], "type": row["type"], "box": row.get("box", "")}
        for row in tomllib.loads((CONTENT / "charts.toml").read_text(encoding="utf-8"))["account"]
        if ledger in row["funds"]
    }
    for ledger in ("kelompok", "usaha", "keluarga")
}
EVERYWHERE = [(kind.id, ledger) for kind in KINDS.values() for ledger in kind.ledgers]

# Words that members do not know, or that hurt: the project's list of words, section 2 of its field notes.
BANNED = re.compile(
    r"debit|kredit|jurnal|kejadian|\bkitir\b|\bkasbon\b|kesiapan|berkas buku|meja pendamping|simpanan|prive", re.I
)


def answered(kind: str, ledger: str, **answers: str | int | date) -> Answered:
    result = answer(KINDS[kind], answers, today=TODAY, ledger=ledger)
    assert isinstance(result, Answered), result
    return result


def balances(record: Answered, end: str = "own") -> dict[str, int]:
    """What a record does to each account by its role: debit positive, credit negative."""
    sums = Counter[str]()
    for leg in record.legs:
        if leg.end == end:
            sums[leg.debit_role] += leg.amount
            sums[leg.credit_role] -= leg.amount
    return {role: int(amount) for role, amount in sums.items() if amount}


def texts(kind: Kind) -> Iterator[str]:
    """Everything Indonesian that a person may read of a kind."""
    yield from (kind.name, *kind.words.values(), kind.example)
    yield from (refusal.text for refusal in kind.refusals.values())
    for field in kind.fields:
        yield field.label
        yield field.hint or ""


def test_there_are_kinds_for_every_ledger_and_both_directions() -> None:
    assert len(KINDS) >= 26
    sides = {(ledger, kind.side) for kind in KINDS.values() for ledger in kind.ledgers}
    assert sides == {(ledger, side) for ledger in ACCOUNTS for side in ("in", "out", "move")}


def test_the_order_is_that_of_the_file() -> None:
    ids = list(tomllib.loads((CONTENT / "kinds.toml").read_text(encoding="utf-8"))["kind"])
    assert [kind.id for kind in sorted(KINDS.values(), key=lambda kind: kind.order)] == ids == list(KINDS)


def test_unsorted_money_can_be_recorded_in_every_ledger() -> None:
    for kind in ("uang_masuk_lain", "uang_keluar_lain"):
        assert set(KINDS[kind].ledgers) == set(ACCOUNTS)


@pytest.mark.parametrize(("kind", "ledger"), EVERYWHERE)
def test_both_sides_of_every_leg_are_accounts_of_one_fund(kind: str, ledger: str) -> None:
    here = KINDS[kind].in_ledger(ledger)
    defaults = {f"@{field.name}": str(field.default) for field in here.fields if field.type == "box"}
    for leg in here.legs:
        accounts = ACCOUNTS[ledger if leg.end == "own" else "keluarga"]
        debit, credit = (defaults.get(side, side) for side in (leg.debit, leg.credit))
        assert debit != credit
        assert accounts[debit]["fund"] == accounts[credit]["fund"]
    assert all(ACCOUNTS[ledger][role]["box"] for role in defaults.values())


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_its_words_in_every_sector(kind: str) -> None:
    here = KINDS[kind]
    assert here.name_en
    for sector in SECTORS:
        assert 1 <= len(here.name_for(sector).split()) <= 3
    assert here.name_for("umum") == here.name


@pytest.mark.parametrize("kind", KINDS)
def test_questions_are_short_and_sentences_are_for_reading(kind: str) -> None:
    here = KINDS[kind]
    for field in here.fields:
        for label in (field.label, field.label_en):
            assert label
            assert label.endswith("?")
        assert len(field.label.split()) <= 4
        assert (field.hint is None) == (field.hint_en is None)
    sentences = [here.example, *(field.hint for field in here.fields if field.hint)]
    for refusal in here.refusals.values():
        assert refusal.text_en
        sentences.append(refusal.text)
    for text in sentences:
        assert text.endswith(".")
        for sentence in re.split(r"(?<=[.?]) ", text):
            assert len(sentence.split()) <= 12, sentence
    assert re.search(r"\b(Ibu|Bu|Pak|[Kk]elompok|Bendahara|anggota)\b", here.example), "an example is about people"


def test_two_questions_of_a_kind_never_look_alike() -> None:
    for kind, ledger in EVERYWHERE:
        labels = [field.label for field in KINDS[kind].in_ledger(ledger).fields]
        assert len(set(labels)) == len(labels), kind


def test_names_in_a_ledger_never_look_alike() -> None:
    for ledger in ACCOUNTS:
        for sector in SECTORS:
            names = Counter(kind.name_for(sector) for kind in KINDS.values() if ledger in kind.ledgers)
            assert max(names.values()) == 1, names.most_common(1)


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_speaks_like_an_accountant_or_an_office(kind: str) -> None:
    for text in texts(KINDS[kind]):
        assert not BANNED.search(text), text


def test_no_account_speaks_like_an_accountant_or_an_office() -> None:
    for row in tomllib.loads((CONTENT / "charts.toml").read_text(encoding="utf-8"))["account"]:
        assert not BANNED.search(row["name"]), row["name"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_of_a_kind_is_an_icon_that_we_have(kind: str) -> None:
    assert (PICTURES / f"{KINDS[kind].picture}.svg").is_file()


def test_at_most_seven_tiles_a_side_each_with_a_picture_of_its_own() -> None:
    for ledger in ACCOUNTS:
        for side in ("in", "out", "move"):
            here = [kind.in_ledger(ledger) for kind in KINDS.values() if ledger in kind.ledgers and kind.side == side]
            pictures = [kind.picture for kind in here if kind.tile]
            assert 1 <= len(pictures) <= 7
            assert len(set(pictures)) == len(pictures), (ledger, side)


@pytest.mark.parametrize(("kind", "ledger"), EVERYWHERE)
@given(data=st.data())
def test_whatever_is_answered_balances_in_every_fund_and_moves_cash_as_it_says(
    kind: str, ledger: str, data: st.DataObject
) -> None:
    fields = KINDS[kind].in_ledger(ledger).fields
    given_amounts = {
        field.name: data.draw(st.integers(0, 10**9)) for field in fields if field.type in ("amount", "count")
    }
    result = answer(KINDS[kind], given_amounts, today=TODAY, ledger=ledger)
    if not isinstance(result, Answered):
        assert {problem.code.rpartition("-")[2] for problem in result} <= {"negative", "record"}
        return
    assert all(leg.amount > 0 for leg in result.legs)
    own, family = balances(result), balances(result, "keluarga")
    for sums, accounts in ((own, ACCOUNTS[ledger]), (family, ACCOUNTS["keluarga"])):
        for fund in {account["fund"] for account in accounts.values()}:
            assert sum(amount for role, amount in sums.items() if accounts[role]["fund"] == fund) == 0
    cash = sum(amount for role, amount in own.items() if ACCOUNTS[ledger][role]["box"])
    if kind != "tutup_lapak" and kind != "saldo_awal":
        assert cash >= 0 if KINDS[kind].side == "in" else cash <= 0 if KINDS[kind].side == "out" else cash == 0
    assert not family or ledger == "usaha"


boxes = st.fixed_dictionaries(
    {name: st.integers(0, 10**9) for name in ("drawer", "float", "shopping", "family", "bon", "qris")}
)


@given(boxes)
def test_closing_the_stall_leaves_what_is_in_the_drawer_and_finds_the_sales(day: dict[str, int]) -> None:
    result = answer(KINDS["tutup_lapak"], day, today=TODAY, ledger="usaha")
    cash_sales = day["drawer"] - day["float"] + day["shopping"] + day["family"]
    if cash_sales < 0:
        assert isinstance(result, tuple)
        assert [(problem.code, problem.field) for problem in result] == [("cash-sales-negative", "drawer")]
    elif isinstance(result, Answered):
        sums = balances(result)
        assert sums.get("kas", 0) == day["drawer"] - day["float"]
        assert -sums.get("penjualan", 0) == cash_sales + day["bon"] + day["qris"]
        assert sums.get("belanja_bahan", 0) == day["shopping"]
        assert sums.get("pengambilan_keluarga", 0) == day["family"]
        assert balances(result, "keluarga").get("kas", 0) == day["family"]
    else:
        assert cash_sales == day["bon"] == day["qris"] == 0


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_a_market_trip_is_split_between_two_purses(amount: int, kitchen: int) -> None:
    result = answer(KINDS["belanja_pasar"], {"amount": amount, "kitchen": kitchen}, today=TODAY, ledger="usaha")
    if kitchen > amount:
        assert isinstance(result, tuple)
        assert [(problem.code, problem.field) for problem in result] == [("materials-negative", "kitchen")]
        return
    assert isinstance(result, Answered)
    own, family = balances(result), balances(result, "keluarga")
    assert own["kas"] == -amount
    assert own.get("belanja_bahan", 0) + own.get("pengambilan_keluarga", 0) == amount
    assert family == ({"belanja_dapur": kitchen, "uang_dari_usaha": -kitchen} if kitchen else {})


# One of each shape, worked out by hand.
@pytest.mark.parametrize(
    ("kind", "ledger", "answers", "own", "family"),
    [
        # cash in, cash out
        ("jual_tunai", "kelompok", {"amount": "35x7000"}, {"kas": 245_000, "penjualan": -245_000}, {}),
        ("upah_masuk", "keluarga", {"amount": "500rb"}, {"kas": 500_000, "upah_keluarga": -500_000}, {}),
        ("gas_listrik_air", "usaha", {"amount": 22_000}, {"gas_listrik_air": 22_000, "kas": -22_000}, {}),
        # unpaid, in part or in whole
        (
            "jual_belum_dibayar", "usaha", {"amount": 70_000, "paid": 20_000},
            {"kas": 20_000, "piutang_usaha": 50_000, "penjualan": -70_000}, {},
        ),
        ("beli_belum_dibayar", "usaha", {"amount": 20_000}, {"belanja_bahan": 20_000, "utang_usaha": -20_000}, {}),
        ("ngebon_warung", "keluarga", {"amount": 30_000}, {"belanja_dapur": 30_000, "utang_warung": -30_000}, {}),
        # debts paid
        ("terima_bayar_bon", "kelompok", {"amount": 50_000}, {"kas": 50_000, "piutang_usaha": -50_000}, {}),
        ("bayar_utang", "usaha", {"amount": 60_000}, {"utang_usaha": 60_000, "kas": -60_000}, {}),
        # between boxes, between funds
        ("pindah_uang", "kelompok", {"amount": 500_000}, {"bank": 500_000, "kas": -500_000}, {}),
        (
            "sisihkan_iks", "kelompok", {"amount": 50_000},
            {"alokasi_usaha": 50_000, "kas": -50_000, "kas_iks": 50_000, "alokasi_sosial": -50_000}, {},
        ),
        # the members' own funds
        ("tabungan_masuk", "kelompok", {"amount": 10_000}, {"kas_tabungan": 10_000, "tabungan_anggota": -10_000}, {}),
        ("iuran_iks", "kelompok", {"amount": 24_000}, {"kas_iks": 24_000, "dana_iks": -24_000}, {}),
        # between ledgers, both ways; the owner's drawing
        (
            "ambil_untuk_keluarga", "usaha", {"amount": 50_000},
            {"pengambilan_keluarga": 50_000, "kas": -50_000}, {"kas": 50_000, "uang_dari_usaha": -50_000},
        ),
        (
            "modal_dari_keluarga", "usaha", {"amount": 200_000},
            {"kas": 200_000, "tambahan_modal": -200_000}, {"uang_untuk_usaha": 200_000, "kas": -200_000},
        ),
        # a loan with money kept back, and an instalment that does not mix
        (
            "terima_pinjaman", "usaha", {"amount": 1_000_000, "kept_back": 50_000},
            {"kas": 950_000, "potongan_pinjaman": 50_000, "utang_pinjaman": -1_000_000}, {},
        ),
        (
            "bayar_cicilan", "kelompok", {"principal": 80_000, "interest": 6_000},
            {"utang_pinjaman": 80_000, "bunga_pinjaman": 6_000, "kas": -86_000}, {},
        ),
        # opening balances in each ledger
        (
            "saldo_awal", "usaha", {"cash": 150_000, "tools": 200_000, "payables": 60_000, "loans": 500_000},
            {"kas": 150_000, "peralatan": 200_000, "utang_usaha": -60_000, "utang_pinjaman": -500_000,
             "modal_awal": 210_000}, {},
        ),
        (
            "saldo_awal", "kelompok", {"bank": 2_000_000, "savings": 360_000, "iks": 48_000},
            {"bank": 2_000_000, "modal_awal": -2_000_000, "kas_tabungan": 360_000, "tabungan_anggota": -360_000,
             "kas_iks": 48_000, "dana_iks": -48_000}, {},
        ),
        (
            "saldo_awal", "keluarga", {"cash": 100_000, "warung": 30_000},
            {"kas": 100_000, "utang_warung": -30_000, "modal_awal": -70_000}, {},
        ),
        # a deposit that becomes a sale; stock that was used; a count that does not match
        (
            "pesanan_diambil", "usaha", {"amount": 500_000, "deposit": 200_000},
            {"dp_pembeli": 200_000, "kas": 300_000, "penjualan": -500_000}, {},
        ),
        ("sudah_terpakai", "usaha", {"rent": 100_000}, {"sewa_lapak": 100_000, "sewa_dibayar_di_muka": -100_000}, {}),
        ("belum_ketemu", "keluarga", {"amount": 5_000}, {"selisih_kas": 5_000, "kas": -5_000}, {}),
    ],
)  # fmt: skip
def test_each_shape_of_record_posts_what_it_means(
    kind: str, ledger: str, answers: dict[str, str | int], own: dict[str, int], family: dict[str, int]
) -> None:
    record = answered(kind, ledger, **answers)
    assert balances(record) == own
    assert balances(record, "keluarga") == family


# Laundry Wangi, April 2015: the fifteen transactions of a test of SMA Negeri 1 Wonosari (its key: 8.550.000 revenue,
# 2.550.000 expenses). Cash and assets follow from the key's entries.
LAUNDRY: tuple[tuple[str, dict[str, int]], ...] = (
    ("tambah_modal", {"amount": 35_000_000}),
    ("beli_alat", {"amount": 17_500_000, "owed": 10_500_000}),
    ("beli_perlengkapan", {"amount": 3_800_000}),
    ("jual_tunai", {"amount": 2_600_000}),
    ("dp_pembeli", {"amount": 2_000_000}),
    ("bayar_utang", {"amount": 10_500_000}),
    ("uang_keluar_lain", {"amount": 950_000}),
    ("ambil_untuk_keluarga", {"amount": 1_000_000}),
    ("terima_pinjaman", {"amount": 5_000_000, "kept_back": 200_000}),
    ("jual_belum_dibayar", {"amount": 2_800_000, "paid": 1_400_000}),
    ("tambah_modal_barang", {"supplies": 6_500_000, "tools": 12_500_000}),
    ("jual_belum_dibayar", {"amount": 3_150_000}),
    ("beli_alat", {"amount": 17_700_000, "owed": 17_700_000}),
    ("terima_bayar_bon", {"amount": 1_400_000}),
    ("gas_listrik_air", {"amount": 1_400_000}),
)


def test_the_kinds_record_the_whole_month_of_a_laundry() -> None:
    sums = Counter[str]()
    for kind, amounts in LAUNDRY:
        sums.update(balances(answered(kind, "usaha", **amounts)))
    by_type = Counter[str]()
    for role, amount in sums.items():
        by_type[ACCOUNTS["usaha"][role]["type"]] += amount
    profit = -sum(by_type[type_] for type_ in ("revenue", "cost", "expense", "other-revenue", "other-expense"))
    assert sums["kas"] == 22_550_000
    assert profit == 6_000_000
    assert by_type["asset"] == 83_700_000
    assert sums["utang_usaha"] == -17_700_000


def test_a_group_is_asked_nothing_about_a_family() -> None:
    tutup = KINDS["tutup_lapak"].in_ledger("kelompok")
    assert tutup.field("family") is None
    assert {leg.end for leg in tutup.legs} == {"own"}
    for kind in KINDS.values():
        if "kelompok" in kind.ledgers:
            sides = {side for leg in kind.in_ledger("kelompok").legs for side in (leg.debit, leg.credit)}
            assert sides.isdisjoint({"pengambilan_keluarga", "uang_dari_usaha", "uang_untuk_usaha"}), kind.id


def test_a_kind_is_refused_to_a_ledger_that_does_not_have_it() -> None:
    with pytest.raises(ValueError, match="bansos_masuk"):
        KINDS["bansos_masuk"].in_ledger("usaha")


def test_opening_balances_and_transfers_make_no_day_a_recorded_day() -> None:
    silent = {kind.id for kind in KINDS.values() if not kind.counts_day}
    assert {"saldo_awal", "pindah_uang", "sisihkan_iks", "ambil_untuk_keluarga", "modal_dari_keluarga"} <= silent
    assert silent.isdisjoint({"tutup_lapak", "jual_tunai", "belanja_pasar", "uang_masuk_lain", "uang_keluar_lain"})
