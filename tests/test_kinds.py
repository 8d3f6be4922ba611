"""The contract of every kind of record, in every ledger kind and sector: its words, pictures, questions, and balance.

What each posts is worked out by hand in ``test_kinds_postings``; the roles are compared with the chart's own file, read
here anew.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks.recording.kinds import SECTORS, Answered, answer, load_kinds

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "kpmbooks" / "recording" / "content"
PICTURES = ROOT / "ui" / "desktop" / "resources" / "icons" / "duotone"
TODAY = date(2026, 11, 23)

KINDS = load_kinds()
ACCOUNTS: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    ledger: {
        row["role"]: {**row, "fund": row["funds"][ledger], "box": row.get("box", "")}
        for row in tomllib.loads((CONTENT / "charts.toml").read_text(encoding="utf-8"))["account"]
        if ledger in row["funds"]
    }
    for ledger in ("kelompok", "usaha", "keluarga")
}
EVERYWHERE = [(kind.id, ledger) for kind in KINDS.values() for ledger in kind.ledgers]

# A day off moves nothing, so what is asked of postings is not asked of it.
MOVING = [(kind, ledger) for kind, ledger in EVERYWHERE if not KINDS[kind].day_off]

# Whose stories the examples tell. They are invented: given names as common as could be, and never a family's name.
INVENTED = {
    "Darto", "Eni", "Kokom", "Lina", "Marni", "Ningsih", "Nur", "Ratna", "Rini", "Sari", "Tini", "Wati", "Yanti",
    "Budi", "Ujang",
}  # fmt: skip

# Forms of many boxes, of which a person fills in the few that she has.
SHEETS = {"tutup_lapak", "saldo_awal", "sudah_terpakai", "tambah_modal_barang", "bantuan_barang"}

# Money that passes through: what a customer pays now or later leaves the agent's balance at once.
PASSES_THROUGH = {"pulsa_belum_dibayar"}


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


def test_there_are_kinds_for_every_ledger_and_both_directions() -> None:
    assert len(KINDS) >= 70
    sides = {(ledger, kind.side) for kind in KINDS.values() for ledger in kind.ledgers}
    assert sides == {(ledger, side) for ledger in ACCOUNTS for side in ("in", "out", "move")}


def test_the_order_is_that_of_the_file() -> None:
    ids = list(tomllib.loads((CONTENT / "kinds.toml").read_text(encoding="utf-8"))["kind"])
    assert [kind.id for kind in sorted(KINDS.values(), key=lambda kind: kind.order)] == ids == list(KINDS)


def test_unsorted_money_can_be_recorded_in_every_ledger() -> None:
    for kind in ("uang_masuk_lain", "uang_keluar_lain"):
        assert set(KINDS[kind].ledgers) == set(ACCOUNTS)


@pytest.mark.parametrize(("kind", "ledger"), MOVING)
def test_both_sides_of_every_leg_are_accounts_of_one_fund(kind: str, ledger: str) -> None:
    here = KINDS[kind].in_ledger(ledger)
    defaults = {f"@{field.name}": str(field.default) for field in here.fields if field.type == "box"}
    for leg in here.legs:
        accounts = ACCOUNTS[ledger if leg.end == "own" else "keluarga"]
        debit, credit = (defaults.get(side, side) for side in (leg.debit, leg.credit))
        assert debit != credit
        assert accounts[debit]["fund"] == accounts[credit]["fund"]
    assert all(ACCOUNTS[ledger][role]["box"] for role in defaults.values())


@pytest.mark.parametrize(("kind", "ledger"), EVERYWHERE)
def test_a_kind_has_all_its_words_in_every_ledger_and_sector(kind: str, ledger: str) -> None:
    for sector in SECTORS:
        here = KINDS[kind].in_ledger(ledger).in_sector(sector)
        assert here.name_en
        assert here.group is not None
        assert here.also
        assert 1 <= len(here.name.split()) <= 4
        labels = [field.label for field in here.fields]
        assert len(set(labels)) == len(labels), "two questions look alike"
        for label in labels:
            assert label.endswith("?")
            assert len(label.split()) <= 4
        assert 1 <= len(here.example) <= 90, "an example is one line or two"
        # A name of a trade comes with an example of that trade: another one's would tell of work she does not do.
        assert sector not in KINDS[kind].words or sector in KINDS[kind].examples
    assert "umum" not in {*KINDS[kind].words, *KINDS[kind].examples}


@pytest.mark.parametrize("kind", KINDS)
def test_questions_are_short_and_sentences_are_for_reading(kind: str) -> None:
    here = KINDS[kind]
    for field in here.fields:
        assert field.label_en
        assert field.label_en.endswith("?")
        assert len(field.label_en.split()) <= 6
        assert (field.hint is None) == (field.hint_en is None)
    sentences = [here.example, *here.examples.values(), *(field.hint for field in here.fields if field.hint)]
    for refusal in here.refusals.values():
        assert refusal.text_en
        sentences.append(refusal.text)
    for text in sentences:
        assert text.endswith(".")
        for sentence in re.split(r"(?<=[.?]) ", text):
            assert len(sentence.split()) <= 12, sentence


def test_an_example_is_told_once_and_about_nobody_real() -> None:
    told = [text for kind in KINDS.values() for text in (kind.example, *kind.examples.values())]
    assert max(Counter(told).values()) == 1, Counter(told).most_common(1)
    for text in told:
        called = re.findall(r"\b(?:Ibu|Bu|Pak) ([A-Z]\w+)", text)
        assert called or re.search(r"\b([Kk]elompok|Bendahara|[Aa]nggota)\b", text), "an example is about people"
        assert set(called) <= INVENTED, text
        assert not re.search(r"\b(?:Ibu|Bu|Pak) [A-Z]\w+ [A-Z][a-z]{2,}", text), "no family's name"


def test_every_heading_has_kinds_and_an_english_name() -> None:
    content = tomllib.loads((CONTENT / "kinds.toml").read_text(encoding="utf-8"))
    used = {kind.group.id: kind.group for kind in KINDS.values() if kind.group is not None}
    assert set(used) == set(content["group"])
    assert [used[name].order for name in content["group"]] == list(range(len(used)))
    assert all(1 <= len(group.name.split()) <= 4 and group.name_en for group in used.values())
    # What is on its own under a heading would be found without it.
    for ledger in ACCOUNTS:
        for side in ("in", "out", "move"):
            here = [kind for kind in KINDS.values() if ledger in kind.ledgers and kind.side == side]
            assert len({kind.group for kind in here}) <= 12, (ledger, side)


@pytest.mark.parametrize(("kind", "ledger"), EVERYWHERE)
def test_at_most_three_questions_lie_on_the_common_path(kind: str, ledger: str) -> None:
    """What must be answered, and what Enter stops at; the day, the place and a word more are there without asking."""
    fields = KINDS[kind].in_ledger(ledger).fields
    asked = [field for field in fields if field.type in ("amount", "count") or field.name == "party"]
    # Where goods are named, the amount follows from them; making goods asks for nothing but goods.
    goods = len([field for field in fields if field.type == "goods"])
    assert goods == (3 if kind == "produksi" else 1 if KINDS[kind].goods else 0)
    assert len([field for field in fields if field.required]) <= 3
    assert kind in SHEETS or len(asked) <= (4 if kind == "pesanan_diambil" else 3)
    assert {field.name for field in fields if field.type == "day"} == {"date"}
    assert any(field.name == "memo" for field in fields)
    assert not any(field.required and field.type in ("day", "box", "text") for field in fields)


def test_names_in_a_ledger_never_look_alike() -> None:
    for ledger in ACCOUNTS:
        for sector in SECTORS:
            names = Counter(kind.name_for(sector) for kind in KINDS.values() if ledger in kind.ledgers)
            assert max(names.values()) == 1, names.most_common(1)


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


@pytest.mark.parametrize(("kind", "ledger"), MOVING)
@given(data=st.data())
def test_whatever_is_answered_balances_in_every_fund_and_moves_cash_as_it_says(
    kind: str, ledger: str, data: st.DataObject
) -> None:
    fields = KINDS[kind].in_ledger(ledger).fields
    filled: dict[str, str | int] = {
        field.name: data.draw(st.integers(0, 10**9 if field.type == "amount" else 10**6))
        for field in fields
        if field.type in ("amount", "count")
    }
    filled |= {field.name: "beras 2" for field in fields if field.type == "goods"}
    of_stock = {name: data.draw(st.integers(0, 10**9)) for name in KINDS[kind].given}
    result = answer(KINDS[kind], filled, today=TODAY, ledger=ledger, given=of_stock)
    if not isinstance(result, Answered):
        assert {problem.code.rpartition("-")[2] for problem in result} <= {"negative", "record"}
        return
    assert all(leg.amount > 0 for leg in result.legs)
    own, family = balances(result), balances(result, "keluarga")
    for sums, accounts in ((own, ACCOUNTS[ledger]), (family, ACCOUNTS["keluarga"])):
        for fund in {account["fund"] for account in accounts.values()}:
            assert sum(amount for role, amount in sums.items() if accounts[role]["fund"] == fund) == 0
    cash = sum(amount for role, amount in own.items() if ACCOUNTS[ledger][role]["box"])
    if kind not in {"tutup_lapak", "saldo_awal", *PASSES_THROUGH}:
        side = KINDS[kind].side  # of what is only moved a fee may stay with the bank
        assert cash >= 0 if side == "in" else cash <= 0
        fee = sum(amount for role, amount in own.items() if role == "biaya_bank")
        assert side != "move" or cash == -fee
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
    assert {"setor_bank", "tarik_bank", "cair_qris", "isi_saldo_agen", "sewa_terpakai"} <= silent
    assert silent.isdisjoint({"tutup_lapak", "jual_tunai", "belanja_pasar", "uang_masuk_lain", "uang_keluar_lain"})


def test_aid_is_never_what_a_family_earns_or_a_business_sells() -> None:
    """Aid that may end is no income to repay a loan with: it goes to an account of its own that says so."""
    marked = {role for role, account in ACCOUNTS["keluarga"].items() if account.get("aid")}
    assert marked == {"bansos"}
    assert ACCOUNTS["keluarga"]["bansos"]["type"] == "other-revenue"
    to_aid = {kind.id for kind in KINDS.values() for leg in kind.legs if leg.credit in marked}
    assert to_aid == {"bansos_masuk"}
    assert KINDS["bansos_masuk"].ledgers == ("keluarga",)


def test_what_is_only_kept_in_mind_is_neither_owned_nor_earned() -> None:
    for ledger in ("kelompok", "usaha"):
        kept = {role for role, account in ACCOUNTS[ledger].items() if account.get("memo")}
        assert len(kept) == 6
        for kind in KINDS.values():
            if ledger in kind.ledgers:
                for leg in kind.in_ledger(ledger).legs:
                    assert (leg.debit in kept) == (leg.credit in kept), kind.id
