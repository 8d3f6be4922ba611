"""stock, ageing, price and depreciation: the contract's keys, published figures, and every bad row by its number."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.command_line.calling import Say

# PD Bramasta, kartu persediaan; modul akuntansi, online.flipbuilder.com/laco/caki, page 17.
BRAMASTA = """tanggal;gerak;jumlah;harga
1/3/2026;awal;200;4.000
5/3/2026;masuk;300;4.500
12/3/2026;masuk;400;4.300
16/3/2026;keluar;400;
20/3/2026;masuk;500;4.400
22/3/2026;keluar;300;
25/3/2026;keluar;100;
"""
# PT Swadaya Murni, analisis umur piutang on 1 February 2013, terms n/30; scribd 690444643. Names are left out.
SWADAYA = """pihak;tanggal;no;jumlah;syarat
A;28/01/2013;1;150.000.000;n/30
B;12/12/2012;2;90.000.000;n/30
C;28/11/2012;3;75.000.000;n/30
D;18/11/2012;4;125.000.000;n/30
E;22/10/2012;5;200.000.000;n/30
F;09/10/2012;6;120.000.000;n/30
G;20/10/2012;7;80.000.000;n/30
H;28/09/2012;8;100.000.000;n/30
I;14/09/2012;9;110.000.000;n/30
J;30/09/2012;10;95.000.000;n/30
K;25/08/2012;11;85.000.000;n/30
L;17/08/2012;12;175.000.000;n/30
JUMLAH;;;1.405.000.000;
"""


def write(tmp_path: Path, text: str, name: str = "file.csv", encoding: str = "utf-8") -> str:
    (tmp_path / name).write_bytes(text.encode(encoding))
    return name


# ---------------------------------------------------------------------------------------------- stock


def test_a_published_stock_card_has_the_keys_of_the_contract(say: Say, tmp_path: Path) -> None:
    answer = say("stock", write(tmp_path, BRAMASTA), "--method", "fifo", "--json")
    assert (answer.code, answer.err) == (0, "")
    assert answer.json == {
        "rows": [
            {"n": 1, "quantity": 200, "value": 800_000, "cost_of_issue": 0, "unit_cost": 4_000},
            {"n": 2, "quantity": 500, "value": 2_150_000, "cost_of_issue": 0, "unit_cost": 4_300},
            {"n": 3, "quantity": 900, "value": 3_870_000, "cost_of_issue": 0, "unit_cost": 4_300},
            {"n": 4, "quantity": 500, "value": 2_170_000, "cost_of_issue": 1_700_000, "unit_cost": 4_340},
            {"n": 5, "quantity": 1_000, "value": 4_370_000, "cost_of_issue": 0, "unit_cost": 4_370},
            {"n": 6, "quantity": 700, "value": 3_060_000, "cost_of_issue": 1_310_000, "unit_cost": 4_371.43},
            {"n": 7, "quantity": 600, "value": 2_630_000, "cost_of_issue": 430_000, "unit_cost": 4_383.33},
        ],
        "totals": {"cost_of_issues": 3_440_000, "quantity": 600, "value": 2_630_000},
    }


def test_returns_and_a_count_on_a_card_by_average(say: Say, tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "TANGGAL,Jumlah,Gerak,Harga\n"
        '2026-01-01,"2,5",awal,10000\n'
        '2026-01-01,"2,5",Masuk,"10.333,34"\n'
        "2026-01-02,4,keluar,\n"
        "2026-01-02,1,retur_jual,\n"
        "2026-01-02,1,Retur beli,10000\n"
        '2026-01-03,"0,5",hitung,\n',
    )
    answer = say("stock", file, "--method", "average", "--json")
    assert [tuple(row.values()) for row in answer.json["rows"]] == [
        (1, 2.5, 25_000, 0, 10_000),
        (2, 5, 50_833, 0, 10_166.6),
        (3, 1, 10_167, 40_666, 10_167),
        (4, 2, 20_334, -10_167, 10_167),
        (5, 1, 10_334, 0, 10_334),
        (6, 0.5, 5_167, 5_167, 10_334),
    ]
    assert answer.json["totals"] == {"cost_of_issues": 35_666, "quantity": 0.5, "value": 5_167}


def test_when_all_is_sold_nothing_is_left_and_there_is_no_unit_cost(say: Say, tmp_path: Path) -> None:
    file = write(tmp_path, "tanggal;gerak;jumlah;harga\n1/1/2026;masuk;3;33,33\n1/1/2026;keluar;3;\n")
    last = say("stock", file, "--method", "average", "--json").json["rows"][-1]
    assert last == {"n": 2, "quantity": 0, "value": 0, "cost_of_issue": 100, "unit_cost": None}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_any_common_file_gives_the_same_card(say: Say, tmp_path: Path, encoding: str, delimiter: str) -> None:
    plain = say("stock", write(tmp_path, BRAMASTA), "--method", "average", "--json").out
    other = f"Kartu persediaan tas\n\n{BRAMASTA}".replace(";", delimiter).replace("\n", "\r\n")
    assert say("stock", write(tmp_path, other, "b.txt", encoding), "--method", "average", "--json").out == plain


def test_a_spreadsheet_gives_the_same_card(say: Say, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Harga", "Tanggal", "Gerak", "Jumlah"])
    for line in BRAMASTA.splitlines()[1:]:
        day, kind, quantity, price = line.split(";")
        number, month, year = map(int, day.split("/"))
        price_cell = int(price.replace(".", "")) if price else None
        sheet.append([price_cell, date(year, month, number), kind, int(quantity)])
    book.create_sheet("Lain").append(["Catatan", 1])
    book.save(tmp_path / "kartu.xlsx")
    plain = say("stock", write(tmp_path, BRAMASTA), "--method", "fifo", "--json").out
    assert say("stock", "kartu.xlsx", "--method", "fifo", "--json").out == plain
    book.copy_worksheet(sheet)
    book.save(tmp_path / "dua.xlsx")
    assert say("stock", "dua.xlsx", "--method", "fifo", "--json").problems == [("sheets-several", "file")]


def test_rows_of_one_day_keep_their_order(say: Say, tmp_path: Path) -> None:
    in_order = "tanggal;gerak;jumlah;harga\n1/1/2026;masuk;5;100\n1/1/2026;keluar;5;\n1/1/2026;masuk;5;200\n"
    told = say("stock", write(tmp_path, in_order), "--method", "average", "--json").json
    assert told["totals"] == {"cost_of_issues": 500, "quantity": 5, "value": 1_000}


@pytest.mark.parametrize(
    ("proof", "quantity"),
    [("10.333,33", 1.25), ("4500,5", 1.25), ("10333.33", 1_250), ("10,333.33", 1_250)],
)
def test_other_numbers_of_the_file_prove_what_a_comma_is(say: Say, tmp_path: Path, proof: str, quantity: float) -> None:
    file = write(tmp_path, f"tanggal;gerak;jumlah;harga\n1/1/2026;masuk;1,250;{proof}\n")
    assert say("stock", file, "--method", "fifo", "--json").json["totals"]["quantity"] == quantity


def test_a_comma_that_nothing_proves_is_refused_where_the_file_has_points_of_thousands(
    say: Say, tmp_path: Path
) -> None:
    file = write(tmp_path, "tanggal;gerak;jumlah;harga\n1/1/2026;masuk;1,250;10.000\n1/1/2026;masuk;2;10.000\n")
    assert say("stock", file, "--method", "fifo", "--json").problems == [("row-amount-ambiguous", "baris 2")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("1/1/2026;hilang;1;", "row-movement-unknown"),
        ("1/1/2026;;1;", "row-movement-unknown"),
        ("31/2/2026;keluar;1;", "row-date-impossible"),
        (";keluar;1;", "row-no-date"),
        ("1/1/2026;keluar;;", "row-no-quantity"),
        ("1/1/2026;keluar;banyak;", "row-quantity-unreadable"),
        ("1/1/2026;keluar;0;", "row-quantity-zero"),
        ("1/1/2026;keluar;-1;", "row-negative"),
        ("1/1/2026;keluar;0,0001;", "quantity-too-fine"),
        ("1/1/2026;masuk;1;", "row-no-price"),
        ("1/1/2026;masuk;1;-5", "row-negative"),
        ("1/1/2026;masuk;1;mahal", "row-amount-unreadable"),
        ("1/1/2026;masuk;1000000;999999999999", "row-value-too-large"),
        ("1/1/2026;awal;1;5", "stock-opening-late"),
        ("1/1/2026;keluar;6;", "stock-short"),
        ("1/1/2026;retur_beli;6;", "stock-short"),
        ("1/1/2026;keluar;1;;;x", "row-too-many-columns"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_said_of_the_rest(say: Say, tmp_path: Path, row: str, code: str) -> None:
    file = write(tmp_path, f"tanggal;gerak;jumlah;harga\n1/1/2026;masuk;5;100\n\n{row}\n")
    answer = say("stock", file, "--method", "fifo", "--json")
    assert answer.code == 1
    assert answer.problems == [(code, "baris 4")]
    assert say("stock", file, "--method", "fifo").err.startswith("baris 4: ")


def test_all_bad_rows_are_named(say: Say, tmp_path: Path) -> None:
    file = write(tmp_path, "tanggal;gerak;jumlah;harga\n1/1/2026;masuk;x;y\n0/0/2026;apa;1;\n1/1/2026;keluar;9;\n")
    found = say("stock", file, "--method", "average", "--json").problems
    assert found == [
        ("row-quantity-unreadable", "baris 2"),
        ("row-amount-unreadable", "baris 2"),
        ("row-date-impossible", "baris 3"),
        ("row-movement-unknown", "baris 3"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"tanggal;gerak;jumlah;harga\n", "file-no-rows"),
        (b"Yth. Ibu Sri, apa kabar?", "no-headings"),
        (b"tanggal;jumlah;harga\n1/1/2026;1;5\n", "no-headings"),
        (b"tanggal;gerak;jumlah;qty\n1/1/2026;keluar;1;5\n", "columns-twice"),
        (b"%PDF-1.7", "file-pdf"),
        (b"PK\x03\x04", "workbook-broken"),
        (bytes(range(256)) * 20, "file-not-text"),
    ],
)
def test_what_is_no_stock_card_is_refused_as_a_file(say: Say, tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "file.csv").write_bytes(content)
    answer = say("stock", "file.csv", "--method", "average", "--json")
    assert (answer.code, answer.problems) == (1, [(code, "file")])


def test_a_file_that_is_not_there_is_said(say: Say) -> None:
    assert say("stock", "tidak-ada.csv", "--method", "average", "--json").problems == [("file-unreadable", "file")]


def test_last_in_first_out_is_refused_with_the_reason(say: Say, tmp_path: Path) -> None:
    answer = say("stock", write(tmp_path, BRAMASTA), "--method", "lifo", "--json")
    assert (answer.code, answer.problems) == (1, [("method-lifo", "method")])
    assert "SAK EMKM" in answer.err


def test_another_method_is_a_word_that_is_off(say: Say, tmp_path: Path) -> None:
    assert say("stock", write(tmp_path, BRAMASTA), "--method", "hifo").code == 2
    assert say("stock", write(tmp_path, BRAMASTA)).code == 2


def test_the_card_as_text_is_a_table_in_plain_indonesian(say: Say, tmp_path: Path) -> None:
    out = say("stock", write(tmp_path, BRAMASTA), "--method", "fifo").out
    assert "22 Maret 2026" in out
    assert "Rp1.310.000" in out
    assert "Modal semua barang yang keluar: Rp3.440.000" in out
    assert "Stok sekarang: 600, senilai Rp2.630.000" in out


# --------------------------------------------------------------------------------------------- ageing


def test_a_published_ageing_has_the_keys_of_the_contract(say: Say, tmp_path: Path) -> None:
    answer = say("ageing", write(tmp_path, SWADAYA), "--on", "1/2/2013", "--json")
    assert (answer.code, answer.err) == (0, "")
    told = answer.json
    assert told["totals"] == {
        "not_due": 150_000_000,
        "d30": 90_000_000,
        "d60": 200_000_000,
        "d90": 400_000_000,
        "over": 565_000_000,
        "all": 1_405_000_000,
    }
    assert told["rows"][1] == {
        "no": "2",
        "due": "2013-01-11",
        "discount_until": None,
        "days": 21,
        "bucket": "d30",
        "amount": 90_000_000,
    }
    assert [row["days"] for row in told["rows"][1:]] == [21, 35, 45, 72, 85, 74, 96, 110, 94, 130, 138]


def test_terms_with_a_discount_and_in_words(say: Say, tmp_path: Path) -> None:
    file = write(
        tmp_path,
        'pihak,tanggal,no,jumlah,syarat\nA,20/02/2024,F-1,"1.000.000","2/10, n/30"\nB,20/02/2024,F-2,500000,tunai\n'
        "C,20/02/2024,F-3,500000,n/EOM\nD,20/02/2024,F-4,500000,minggu depan\n",
    )
    rows = say("ageing", file, "--on", "2024-03-01", "--json").json["rows"]
    assert [(row["no"], row["due"], row["discount_until"], row["days"], row["bucket"]) for row in rows] == [
        ("F-1", "2024-03-21", "2024-03-01", -20, "not_due"),
        ("F-2", "2024-02-20", None, 10, "d30"),
        ("F-3", "2024-02-29", None, 1, "d30"),
        ("F-4", "2024-02-27", None, 3, "d30"),
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("A;1/1/2026;1;1000;kapan-kapan", "terms-unreadable"),
        ("A;1/1/2026;1;1000;", "terms-empty"),
        ("A;1/1/2026;1;1000;1/12/2025", "due-before"),
        ("A;1/1/2026;1;1000;1/1/2028", "due-far"),
        ("A;30/2/2026;1;1000;n/30", "row-date-impossible"),
        ("A;1/3/2026;1;1000;n/30", "row-later"),
        ("A;;1;1000;n/30", "row-no-date"),
        ("A;1/1/2026;1;;n/30", "row-no-amount"),
        ("A;1/1/2026;1;0;n/30", "row-amount-zero"),
        ("A;1/1/2026;1;-1000;n/30", "row-negative"),
        ("A;1/1/2026;1;1000,5;n/30", "row-fraction"),
        (";1/1/2026;1;1000;n/30", "row-no-party"),
        ("=cmd;1/1/2026;1;1000;n/30", "row-formula"),
    ],
)
def test_a_bad_debt_is_named_by_its_row(say: Say, tmp_path: Path, row: str, code: str) -> None:
    file = write(tmp_path, f"pihak;tanggal;no;jumlah;syarat\nB;2/1/2026;2;5000;n/30\n{row}\n")
    answer = say("ageing", file, "--on", "31/1/2026", "--json")
    assert (answer.code, answer.problems) == (1, [(code, "baris 3")])


def test_the_day_must_be_said_and_be_one(say: Say, tmp_path: Path) -> None:
    file = write(tmp_path, SWADAYA)
    assert say("ageing", file).code == 2
    assert say("ageing", file, "--on", "31/2/2013", "--json").problems == [("day-impossible", "on")]


def test_the_ageing_as_text_names_no_party(say: Say, tmp_path: Path) -> None:
    out = say("ageing", write(tmp_path, SWADAYA.replace("A;", "Bu Ratna;")), "--on", "1/2/2013").out
    assert "Ratna" not in out
    assert "lewat 61–90 hari" in out
    assert "Rp1.405.000.000" in out


# ---------------------------------------------------------------------------------------------- price


def test_a_published_break_even_point_has_the_keys_of_the_contract(say: Say) -> None:
    # studyx.ai 111646449: sold at 5.000, variable cost 2.000, fixed 3 juta, wished for 3 juta.
    words = ("price", "--fixed", "3jt", "--variable", "2rb", "--price", "5.000", "--target-profit", "3jt")
    assert say(*words, "--json").json == {
        "break_even_units": 1_000,
        "break_even_amount": 5_000_000,
        "units_for_target": 2_000,
        "margin_percent": 60,
        "markup_percent": 150,
    }
    assert "jual 1.000 buah" in say(*words).out


def test_without_a_target_it_is_null_and_percents_have_two_decimals(say: Say) -> None:
    told = say("price", "--fixed", "3000000", "--variable", "2000", "--price", "7500", "--json").json
    assert (told["units_for_target"], told["margin_percent"], told["markup_percent"]) == (None, 73.33, 275)
    assert say("price", "--fixed", "1", "--variable", "0", "--price", "1", "--json").json["markup_percent"] is None


@pytest.mark.parametrize(
    ("fixed", "variable", "price", "problem"),
    [
        ("1jt", "500", "0", ("price-zero", "price")),
        ("1jt", "500", "-5", ("price-zero", "price")),
        ("1jt", "500", "500", ("price-below-cost", "price")),
        ("0", "500", "600", ("price-fixed", "fixed")),
        ("-1", "500", "600", ("price-negative", "fixed")),
        ("1jt", "-5rb", "600", ("price-negative", "variable")),
        ("1jt", "1.5", "600", ("amount-ambiguous", "variable")),
        ("banyak", "5", "600", ("amount-unreadable", "fixed")),
    ],
)
def test_a_price_that_makes_no_sense_is_one_plain_sentence(
    say: Say, fixed: str, variable: str, price: str, problem: tuple[str, str]
) -> None:
    answer = say("price", "--fixed", fixed, "--variable", variable, "--price", price, "--json")
    assert (answer.code, answer.problems) == (1, [problem])


# --------------------------------------------------------------------------------------- depreciation


def test_a_published_table_over_a_partial_first_year(say: Say) -> None:
    # Cost 110,000, salvage 20,000, 5 years, from 1 March 2006; coursehero 5230239.
    words = ("depreciation", "--cost", "110rb", "--residual", "20rb", "--years", "5", "--start", "1/3/2006")
    told = say(*words, "--method", "declining", "--json").json
    assert [tuple(row.values()) for row in told["rows"]] == [
        (2006, 36_667, 36_667, 73_333),
        (2007, 29_333, 66_000, 44_000),
        (2008, 17_600, 83_600, 26_400),
        (2009, 6_400, 90_000, 20_000),
        (2010, 0, 90_000, 20_000),
        (2011, 0, 90_000, 20_000),
    ]
    assert set(told["rows"][0]) == {"year", "depreciation", "accumulated", "book_value"}
    straight = say(*words, "--method", "straight", "--json").json["rows"]
    assert [row["depreciation"] for row in straight] == [15_000, 18_000, 18_000, 18_000, 18_000, 3_000]
    assert "Rp36.667" in say(*words, "--method", "declining").out


def test_whole_years_and_a_rate_of_its_own(say: Say) -> None:
    words = ("depreciation", "--cost", "8jt", "--years", "2", "--method", "declining", "--json")
    rows = say(*words, "--rate", "12,5").json["rows"]
    assert [(row["year"], row["depreciation"]) for row in rows] == [(1, 1_000_000), (2, 875_000)]
    assert say(*words, "--rate", "12.5%").json["rows"] == rows


@pytest.mark.parametrize(
    ("words", "problems"),
    [
        (("--cost", "0", "--years", "5", "--method", "straight"), [("depreciation-cost", "cost")]),
        (("--cost", "5jt", "--years", "0", "--method", "straight"), [("depreciation-years", "years")]),
        (
            ("--cost", "5jt", "--years", "5", "--method", "straight", "--residual", "5jt"),
            [("depreciation-residual", "residual")],
        ),
        (
            ("--cost", "5jt", "--years", "5", "--method", "straight", "--rate", "10"),
            [("depreciation-rate-straight", "rate")],
        ),
        (("--cost", "5jt", "--years", "5", "--method", "declining", "--rate", "x"), [("percent-unreadable", "rate")]),
        (("--cost", "5jt", "--years", "5", "--method", "declining", "--rate", "101"), [("depreciation-rate", "rate")]),
        (
            ("--cost", "5jt", "--years", "5", "--method", "straight", "--start", "31/4/2026"),
            [("day-impossible", "start")],
        ),
    ],
)
def test_equipment_that_cannot_wear_off_so_is_refused(
    say: Say, words: tuple[str, ...], problems: list[tuple[str, str]]
) -> None:
    answer = say("depreciation", *words, "--json")
    assert (answer.code, answer.problems) == (1, problems)


def test_methods_and_years_that_are_off_end_with_2(say: Say) -> None:
    assert say("depreciation", "--cost", "5jt", "--years", "5", "--method", "sum-of-years").code == 2
    assert say("depreciation", "--cost", "5jt", "--years", "lima", "--method", "straight").code == 2
