"""What reports say: the JSON of the contract, and the words on paper, against a month worked out by hand."""

import io
import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from kpmbooks.i18n import Language, translator
from kpmbooks.ledger import LedgerKind
from kpmbooks.money import Rupiah
from reports import REPORTS, cash_book, monthly, why_no_cash
from reports.document import BarChart, KeyFigures, in_one_column
from reports.render import json as json_renderer
from reports.render import text
from tests import hand_month
from tests.hand_month import HEAD

_ = translator("id")
BANNED = ("kpm", "pkh", "bansos", "debit", "debet", "kredit", "jurnal", "buku kpm", "debit", "credit", "journal")


def as_text(name: str, statement: object, language: Language = "id") -> str:
    stream = io.StringIO()
    text.render(REPORTS[name].document(statement, HEAD, translator(language)), stream)
    return stream.getvalue()


def test_every_report_begins_with_the_common_keys() -> None:
    for name, report in REPORTS.items():
        figures = report.figures(hand_month.STATEMENTS[name](), HEAD, date(2026, 1, 31))
        assert {key: figures[key] for key in ("report", "book", "ledger", "from", "to", "generated_on", "code")} == {
            "report": name,
            "book": "KUBE Melati",
            "ledger": "KUBE Melati",
            "from": "2026-01-01",
            "to": "2026-01-31",
            "generated_on": "2026-01-31",
            "code": "7K3M-Q9TD",
        }


def test_a_practice_report_has_no_code() -> None:
    report, head = REPORTS["income"], replace(HEAD, practice=True)
    statement = hand_month.income()
    assert report.figures(statement, head, date(2026, 1, 31))["code"] is None
    document = report.document(statement, head, _)
    assert document.code is None
    assert document.furniture.code == ""
    assert document.furniture.practice == "LATIHAN, bukan catatan sungguhan"


def test_cash_book_json_follows_the_contract() -> None:
    figures = cash_book.figures(hand_month.cash_book())
    assert figures["account"] == "Kas"
    assert (figures["opening"], figures["closing"]) == (500_000, 372_000)
    assert figures["totals"] == {"in": 266_000, "out": 394_000}
    assert figures["rows"][0] == {
        "date": "2026-01-05",
        "number": "2026-A-001",
        "memo": "38 kg × 7.000",
        "kind": "Cucian tunai",
        "in": 266_000,
        "out": 0,
        "balance": 766_000,
        "struck": False,
    }
    struck = figures["rows"][2]
    assert struck["struck"] is True
    assert struck["balance"] is None
    assert sum(row["out"] for row in figures["rows"] if not row["struck"]) == 394_000


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("income", {"revenue": 441_000, "cost": 0, "expense": 394_000, "other": 0, "net": 47_000}),
        ("position", {"assets": 547_000, "liabilities": 0, "equity": 547_000}),
        ("cash-flow", {"operating": -128_000, "investing": 0, "financing": 0, "change": -128_000}),
        ("trial-balance", {"debit": 941_000, "credit": 941_000}),
    ],
)
def test_totals_of_the_contract(name: str, expected: dict[str, int]) -> None:
    assert REPORTS[name].own_figures(hand_month.STATEMENTS[name]())["totals"] == expected


def test_rows_of_the_contract() -> None:
    rows = {
        name: REPORTS[name].own_figures(hand_month.STATEMENTS[name]())["rows"][0]
        for name in REPORTS
        if name != "monthly"
    }
    assert rows["income"] == {"code": "4-1000", "name": "Penjualan", "section": "revenue", "amount": 441_000}
    assert rows["position"] == {"code": "1-1100", "name": "Kas", "section": "asset", "amount": 372_000}
    assert rows["cash-flow"] == {"section": "operating", "name": "Penjualan", "amount": 266_000}
    assert rows["why-no-cash"] == {"name": "Bon pelanggan", "amount": -175_000}
    assert rows["trial-balance"] == {
        "code": "1-1100",
        "name": "Kas",
        "type": "asset",
        "fund": "usaha",
        "debit": 372_000,
        "credit": 0,
    }


def test_why_no_cash_adds_up_to_the_change() -> None:
    figures = why_no_cash.figures(hand_month.why_no_cash())
    assert figures["profit"] + sum(row["amount"] for row in figures["rows"]) == figures["change_in_cash"] == -128_000


def test_json_is_plain_numbers_and_iso_days() -> None:
    stream = io.StringIO()
    json_renderer.render(REPORTS["cash-book"].figures(hand_month.cash_book(), HEAD, date(2026, 1, 31)), stream)
    read = json.loads(stream.getvalue())
    assert type(read["closing"]) is int
    assert read["rows"][4]["date"] == "2026-01-31"
    assert "×" in stream.getvalue()  # written as it is, not as an escape


def test_cash_book_as_golden_text() -> None:
    assert as_text("cash-book", hand_month.cash_book()) == GOLDEN_CASH_BOOK


def test_result_as_golden_text() -> None:
    lines = as_text("income", hand_month.income()).splitlines()
    assert lines[2:15] == GOLDEN_RESULT.splitlines()


def test_a_family_has_income_and_spending_but_no_profit() -> None:
    family = as_text("income", hand_month.income(hand_month.of_kind("keluarga")))
    assert "Pemasukan dan Pengeluaran Keluarga" in family
    assert "Untung" not in family
    assert "Jumlah pengeluaran" in family


def test_a_loss_is_called_a_loss_and_keeps_its_minus() -> None:
    loss = replace(hand_month.income(), net=hand_month.rp(-25_000))
    last = as_text("income", loss).splitlines()
    assert any(line.split() == ["Rugi", "−25.000"] for line in last)


def test_own_names_are_translated_and_names_from_the_book_are_not() -> None:
    own = replace(
        hand_month.position(),
        rows=(
            *hand_month.position().rows[:3],
            replace(hand_month.position().rows[0], name="Total"),
            hand_month.position().rows[3],
        ),
    )
    paper = as_text("position", own)
    assert "Hasil tahun ini" in paper
    assert any(line.startswith("Total ") for line in paper.splitlines())


@pytest.mark.parametrize("kind", ["kelompok", "usaha", "keluarga"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_print_tells_of_aid_or_speaks_of_accounting(kind: LedgerKind, language: Language) -> None:
    ledger = hand_month.of_kind(kind)
    for name, report in REPORTS.items():
        words = as_text(name, hand_month.STATEMENTS[name](ledger), language).casefold()
        found = [word for word in BANNED if word in words]
        assert found == [] or report.accounting, (name, found)


def test_aid_is_said_in_neutral_words_unless_it_is_ticked() -> None:
    lines = (hand_month.line(1, 5, "bansos_masuk", "", 600_000, 0, 1_100_000),)
    statement = replace(hand_month.cash_book(hand_month.of_kind("keluarga")), rows=lines)
    aid = replace(
        hand_month.income(),
        rows=(replace(hand_month.income().rows[0], name="Bantuan sosial PKH"),),
    )
    neutral = as_text("cash-book", statement) + as_text("income", aid)
    assert "bansos" not in neutral.casefold()
    assert "PKH" not in neutral
    assert "sosial" not in neutral
    assert "Terima bantuan" in neutral
    ticked = replace(HEAD, tells_aid=True)
    stream = io.StringIO()
    text.render(REPORTS["income"].document(aid, ticked, _), stream)
    assert "Bantuan sosial PKH" in stream.getvalue()


def test_what_a_person_wrote_is_never_reworded() -> None:
    statement = replace(
        hand_month.cash_book(), rows=(hand_month.line(1, 5, "Gas", "titip kartu bansos", 0, 1, 499_999),)
    )
    assert "titip kartu bansos" in as_text("cash-book", statement)


def test_kinds_are_called_by_their_name_in_the_sector() -> None:
    statement = replace(hand_month.cash_book(), rows=(hand_month.line(1, 5, "gas_listrik_air", "", 0, 1, 499_999),))
    assert "Gas, listrik, air" in as_text("cash-book", statement)


def test_a_cash_book_without_lines_says_so_and_keeps_its_balance() -> None:
    empty = replace(
        hand_month.cash_book(),
        rows=(),
        total_in=hand_month.rp(0),
        total_out=hand_month.rp(0),
        closing=hand_month.rp(500_000),
    )
    paper = as_text("cash-book", empty)
    assert "Tidak ada catatan pada masa ini." in paper
    assert paper.count("500.000") == 2


def test_the_monthly_report_words_the_cash_that_is_left() -> None:
    paper = as_text("monthly", hand_month.month())
    assert "tiga ratus tujuh puluh dua ribu rupiah" in paper
    assert "Ketua kelompok" in paper
    assert "Jakarta, " in paper


def test_the_speller_is_not_heard_in_an_english_print() -> None:
    assert "ribu rupiah" not in as_text("monthly", hand_month.month(), "en")


def test_a_family_signs_alone_and_a_business_with_its_owner() -> None:
    def roles(kind: LedgerKind) -> list[str]:
        document = monthly.document(hand_month.month(hand_month.of_kind(kind)), HEAD, _)
        return [block.role for block in document.signatures.blocks]

    assert roles("keluarga") == ["Pencatat"]
    assert roles("usaha") == ["Pencatat", "Pemilik usaha"]
    assert roles("kelompok") == ["Pencatat", "Bendahara", "Ketua kelompok"]


def test_bars_are_labelled_in_thousands_or_millions() -> None:
    def chart(language: Language, factor: Fraction) -> BarChart:
        month = hand_month.month()
        flows = tuple(replace(flow, money_in=Rupiah(int(int(flow.money_in) * factor))) for flow in month.flows)
        document = monthly.document(replace(month, flows=flows), HEAD, translator(language))
        return next(block for block in in_one_column(document.blocks) if isinstance(block, BarChart))

    assert chart("id", Fraction(1, 2)).unit == "ribu rupiah"
    assert chart("id", Fraction(1, 2)).series[0].labels == ("400", "450", "500", "550", "600", "133")
    assert chart("id", Fraction(1, 2)).series[1].labels[0] == "404"
    assert chart("id", Fraction(10)).unit == "juta rupiah"
    assert chart("id", Fraction(10)).series[0].labels == ("8,0", "9,0", "10,0", "11,0", "12,0", "2,7")
    assert chart("en", Fraction(10)).series[0].labels[-1] == "2.7"
    assert chart("id", Fraction(1)).groups == ("Agu", "Sep", "Okt", "Nov", "Des", "Jan")


def test_the_boxes_show_the_four_figures_of_the_month() -> None:
    document = monthly.document(hand_month.month(), HEAD, _)
    boxes = next(block for block in in_one_column(document.blocks) if isinstance(block, KeyFigures))
    assert [(box.label, box.text) for box in boxes.figures] == [
        ("Uang masuk", "Rp266.000"),
        ("Uang keluar", "Rp394.000"),
        ("Untung", "Rp47.000"),
        ("Sisa kas", "Rp372.000"),
    ]


GOLDEN_CASH_BOOK = """\
KUBE Melati | Buku kelompok                                           Dicetak 31 Januari 2026, 10.50

Buku Kas
Kas, Januari 2026. Semua jumlah dalam rupiah.

No.            Uraian                                                    Masuk       Keluar     Sisa
----------  -  ------------------------------------------------------  -------  -----------  -------
               Sisa sebelum 1 Januari 2026                                                   500.000
Senin, 5 Januari 2026                                                  266.000       44.000
2026-A-001  ■  Cucian tunai 38 kg × 7.000                              266.000               766.000
2026-A-002  ◆  Gas 2 tabung 3 kg                                                     44.000  722.000
Selasa, 6 Januari 2026                                                              200.000
2026-A-003  □  Listrik Token listrik [Dibetulkan jadi no. 2026-A-004]           ~2.000.000~
2026-A-004  □  Listrik Token listrik [Pembetulan no. 2026-A-003]                    200.000  522.000
Sabtu, 31 Januari 2026                                                              150.000
2026-A-005  □  Upah Setrika, Ibu Yanti                                              150.000  372.000
               Jumlah                                                  266.000      394.000
               Sisa per 31 Januari 2026                                                      372.000
~ dicoret, tidak dihitung

● dihitung di laci  ◆ nota  ■ lembar harian  ▲ pesan  □ langsung diketik  ○ menurut ingatan

Kode periksa 7K3M-Q9TD
Dengan kode ini kertas bisa dicocokkan dengan bukunya.
"""

GOLDEN_RESULT = """\
Untung Rugi
Januari 2026. Semua jumlah dalam rupiah.

Uraian                      Rupiah
-------------------------  -------
Penjualan dan jasa
Penjualan                  441.000
Jumlah penjualan dan jasa  441.000
Biaya usaha
Upah                       150.000
Gas, listrik, air          244.000
Jumlah biaya usaha         394.000
Untung                      47.000
"""
