"""What the reader of kinds refuses: each fault that an author of content can make, named at its place."""

import re
from datetime import date
from pathlib import Path

import pytest

from kpmbooks.money import Rupiah
from kpmbooks.recording import compiled
from kpmbooks.recording.kinds import Answered, answer, load_kinds

TODAY = date(2026, 11, 23)

GOOD = """
[group.jualan]
name = "Jualan"

[field.amount]
type = "amount"
label = "Berapa rupiah?"
required = true

[kind.jual]
name = "Jual"
example = "Ibu Sari menjual kue."
picture = "coins"
side = "in"
ledgers = ["usaha", "kelompok"]
fields = [
  "amount",
  { name = "paid", type = "amount", label = "Dibayar?" },
  { name = "box", type = "box", label = "Di mana?", default = "kas" },
]
amounts = { owed = "amount - paid" }
refusals.owed = { field = "paid", text = "Terlalu." }
postings = [
  { debit = "@box", credit = "penjualan", amount = "paid" },
  { debit = "piutang_usaha", credit = "penjualan", amount = "owed" },
]
"""


def test_a_kind_of_ones_own_is_read() -> None:
    kind = load_kinds(GOOD)["jual"]
    assert (kind.name_en, kind.words, kind.tiles, kind.counts_day) == (None, {}, (), True)
    assert (kind.group, kind.also, kind.examples, kind.day_off) == (None, "", {}, False)
    result = answer(kind, {"amount": 10, "paid": 4}, today=TODAY, ledger="usaha")
    assert isinstance(result, Answered)
    assert [(leg.debit_role, leg.credit_role, leg.amount) for leg in result.legs] == [
        ("kas", "penjualan", 4),
        ("piutang_usaha", "penjualan", 6),
    ]
    assert result.amounts["owed"] == Rupiah(6)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('name = "Jual"\n', "", "jual: name is missing"),
        ('example = "Ibu Sari menjual kue."', 'example = ""', "jual: example is missing"),
        ('side = "in"', 'side = "masuk"', "jual: side: unknown masuk"),
        ('side = "in"', 'side = "in"\nwords = { warung = "Jual" }', "jual: words: unknown warung"),
        ('side = "in"', 'side = "in"\nexamples = { warung = "Jual." }', "jual: examples: unknown warung"),
        ('side = "in"', 'side = "in"\nexamples = { jasa = "" }', "jual: examples: jasa is missing"),
        ('side = "in"', 'side = "in"\ngroup = "titip"', "jual: group: unknown titip"),
        ('side = "in"', 'side = "in"\nicon = "coins"', "jual: columns: unknown icon"),
        ('side = "in"', 'side = "in"\nday_off = true', "jual: usaha: a day off moves no money"),
        ("[group.jualan]", "[group.jualan]\norder = 1", "group jualan: columns: unknown order"),
        ('label = "Dibayar?"', 'label = "Dibayar?", words = { warung = "?" }', "jual: paid: words: unknown warung"),
        ('label = "Dibayar?"', 'label = "Dibayar?", like = "money"', "jual: paid: like: unknown money"),
        ('side = "in"', 'side = "in"\ntile = ["keluarga"]', "jual: tile: ledgers: unknown keluarga"),
        ("[kind.jual]", "[kind.Jual-2]", "Jual-2: an id is Indonesian words"),
        ("[kind.jual]", "[kinds.jual]", "unknown kinds"),
        ('ledgers = ["usaha", "kelompok"]', "", "jual: no ledgers"),
        ('ledgers = ["usaha", "kelompok"]', 'ledgers = ["usaha", "toko"]', "jual: ledgers: unknown toko"),
        ('ledgers = ["usaha", "kelompok"]', 'ledgers = ["keluarga"]', "jual: keluarga: unknown account penjualan"),
        ('label = "Dibayar?"', 'label = ""', "jual: paid: label is missing"),
        ('type = "amount", label = "D', 'type = "money", label = "D', "jual: paid: type: unknown money"),
        ('  "amount",\n', '  "amount", "amount",\n', "more than once amount"),
        ('type = "amount", label = "D', 'type = "goods", label = "D', "what happens to goods, and a field that names"),
        ('side = "in"', 'side = "in"\ngoods = "sell"', "what happens to goods, and a field that names them"),
        ('side = "in"', 'side = "in"\ngiven = ["cost"]', "what happens to goods, and a field that names them"),
        ('side = "in"', 'side = "in"\ngoods = "eat"', "jual: goods: unknown eat"),
        ('side = "in"', 'side = "in"\ngiven = ["paid"]', "jual: fields and amounts: more than once paid"),
        (', default = "kas"', "", "jual: box: a box, and nothing else, has a default"),
        ('default = "kas"', 'default = "laci"', "jual: usaha: box: unknown account laci"),
        ('label = "Dibayar?"', 'label = "Dibayar?", ledgers = ["rumah"]', "jual: paid: ledgers: unknown rumah"),
        ('"amount - paid"', '"amount - dibayar"', "jual: owed: unknown dibayar"),
        ('"amount - paid"', '"amount - box"', "jual: owed: unknown box"),
        ('"amount - paid"', '"amount / 2"', "jual: not an expression: 'amount / 2'"),
        ('"amount - paid"', '"amount × paid"', "owed: amount × paid is not an amount"),
        ('"amount - paid"', '"amount - 5"', "owed: 5 is not an amount"),
        ('refusals.owed = { field = "paid", text = "Terlalu." }', "", "owed may fall below zero and has no refusal"),
        ('refusals.owed = { field = "paid"', 'refusals.owed = { field = "bayar"', "refusals: unknown bayar"),
        ('refusals.owed = { field = "paid", text = "Terlalu." }', 'refusals.owed.field = "paid"', "text is missing"),
        ('amount = "owed"', 'amount = "amount - paid"', "may fall below zero; give it a name"),
        ('amount = "owed"', 'amount = "sisa"', "postings: unknown sisa"),
        ('amount = "owed"', 'amount = "owed", sector = "jasa"', "postings: columns: unknown sector"),
        ('amount = "owed"', 'amount = "owed", end = "rumah"', "postings: end: unknown rumah"),
        ('debit = "piutang_usaha"', 'debit = "piutang"', "jual: usaha: unknown account piutang"),
        ('debit = "@box"', 'debit = "@laci"', "jual: usaha: unknown account @laci"),
        ('debit = "piutang_usaha"', 'debit = "penjualan"', "are not two accounts of one fund"),
        ('default = "kas"', 'default = "kas_iks"', "jual: usaha: box: unknown account kas_iks"),
        ('amount = "owed" }', 'amount = "owed", end = "keluarga" }', "end: unknown account piutang_usaha"),
        ('amount = "paid" }', 'amount = "paid", end = "keluarga" }', "an end in the household ledger begins in usaha"),
    ],
)  # fmt: skip
def test_a_faulty_kind_is_refused_at_its_place(old: str, new: str, complaint: str) -> None:
    assert old in GOOD
    with pytest.raises(ValueError, match=f"^kinds: .*{re.escape(complaint)}"):
        load_kinds(GOOD.replace(old, new))


def test_a_leg_that_crosses_a_fund_is_refused() -> None:
    crossing = GOOD.replace('["usaha", "kelompok"]', '["kelompok"]').replace('default = "kas"', 'default = "kas_iks"')
    with pytest.raises(ValueError, match="@box and penjualan are not two accounts of one fund"):
        load_kinds(crossing)


def test_a_kind_whose_questions_another_ledger_does_not_have_posts_nothing_there() -> None:
    only = GOOD.replace('label = "Dibayar?"', 'label = "Dibayar?", ledgers = ["usaha"]').replace(
        '  { debit = "piutang_usaha", credit = "penjualan", amount = "owed" },\n', ""
    )
    with pytest.raises(ValueError, match="jual: kelompok: no postings"):
        load_kinds(only)


def test_a_sector_says_name_example_and_questions_its_own_way() -> None:
    own = GOOD.replace('side = "in"', 'side = "in"\nwords.jasa = "Cuci"\nexamples.jasa = "Ibu Rini mencuci."').replace(
        'label = "Dibayar?"', 'label = "Dibayar?", words = { jasa = "Lunas?" }'
    )
    kind = load_kinds(own)["jual"]
    there, elsewhere = kind.in_sector("jasa"), kind.in_sector("tani")
    assert (there.name, there.example, there.fields[1].label) == ("Cuci", "Ibu Rini mencuci.", "Lunas?")
    assert elsewhere == kind


def test_a_question_like_another_one_has_its_words_and_a_name_of_its_own() -> None:
    own = GOOD.replace('"amount",\n', '"amount",\n  { name = "cost", like = "amount", required = false },\n')
    cost = load_kinds(own)["jual"].field("cost")
    assert cost is not None
    assert (cost.label, cost.type, cost.required) == ("Berapa rupiah?", "amount", False)


def test_a_kind_belongs_to_a_heading() -> None:
    group = load_kinds(GOOD.replace('side = "in"', 'side = "in"\ngroup = "jualan"'))["jual"].group
    assert group is not None
    assert (group.id, group.name, group.name_en, group.order) == ("jualan", "Jualan", None, 0)


@pytest.mark.parametrize("source", compiled.sources(), ids=lambda source: source.name)
def test_compiled_content_is_that_of_the_text(source: Path) -> None:
    beside = source.with_suffix(".json").read_text(encoding="utf-8")
    assert beside == compiled.compiled(source), "compile it: python -m kpmbooks.recording.compiled"


def test_content_whose_compiled_form_is_of_another_text_or_broken_is_read_from_the_text(tmp_path: Path) -> None:
    source = tmp_path / "kinds.toml"
    source.write_text('name = "baru"\n', encoding="utf-8")
    beside = source.with_suffix(".json")
    for stale in ('{"of":"x","content":{"name":"lama"}}', "{", "[]", ""):
        beside.write_text(stale, encoding="utf-8")
        assert compiled.content(source) == {"name": "baru"}
    beside.write_text(compiled.compiled(source), encoding="utf-8")
    assert compiled.content(source) == {"name": "baru"}
