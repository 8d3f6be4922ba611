"""Rows of a cash book: what is an entry, what only checks, and what is wrong with each bad row."""

from datetime import date

import pytest

from kpmbooks.i18n import translator
from tests.outside_files import bad, cash, entries, notes, refused, table, understood

HEAD = "Tanggal;Uraian;Masuk;Keluar"
GOOD = "06/01/2026;Beli kopi;;5.000"


def with_row(row: str) -> str:
    return f"{HEAD}\n05/01/2026;Jual gorengan;245.000;\n{row}\n{GOOD}\n"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (";Beli gula;;25.000", "row-no-date"),
        (" ;Beli gula;;25.000", "row-no-date"),
        ("31/02/2026;Beli gula;;25.000", "row-date-impossible"),
        ("31/13/2026;Beli gula;;25.000", "row-date-impossible"),
        ("05/01/1850;Beli gula;;25.000", "row-date-impossible"),
        ("kemarin;Beli gula;;25.000", "row-date-impossible"),
        ("5 Januar 2026;Beli gula;;25.000", "row-date-impossible"),
        ("31/02/2026;Beli gula;;", "row-date-impossible"),
        ("05/01/2026;;;25.000", "row-no-text"),
        ("05/01/2026;-;;25.000", "row-no-text"),
        ("05/01/2026; ;;25.000", "row-no-text"),
        ("05/01/2026;Beli gula;;", "row-no-amount"),
        ("05/01/2026;Beli gula;0;Rp -", "row-no-amount"),
        ("05/01/2026;Beli gula;;dua puluh lima", "row-amount-unreadable"),
        ("05/01/2026;Beli gula;;2.5000", "row-amount-unreadable"),
        ("05/01/2026;Beli gula;;1E+06", "row-amount-unreadable"),
        ("05/01/2026;Beli gula;;#REF!", "row-amount-unreadable"),
        ("05/01/2026;Beli gula;;25,000", "row-amount-ambiguous"),
        ("05/01/2026;Beli gula;25.000;25.000", "row-both-sides"),
        ("05/01/2026;Beli gula;;1.000.000.000.000.000", "row-too-large"),
        ("05/01/2026;Beli gula;;999.999.999.999.999.999.999", "row-too-large"),
        ("05/01/2026;Beli gula;;-25.000", "row-negative"),
        ("05/01/2026;Beli gula;(25.000);", "row-negative"),
        ("05/01/2026;Beli gula;;25.000-", "row-negative"),
        ("05/01/2026;Beli gula;;25.000,50", "row-fraction"),
        ("05/01/2026;=1+1;;25.000", "row-formula"),
        ("05/01/2026;+62 pulsa;;25.000", "row-formula"),
        ("05/01/2026;- beli gula;;25.000", "row-formula"),
        ("05/01/2026;-1;;25.000", "row-formula"),
        ("05/01/2026;@SUM(A1);;25.000", "row-formula"),
        ("05/01/2026;\tgula;;25.000", "row-formula"),
        ("05/01/2026; =1+1;;25.000", "row-formula"),
        ("05/01/2026;\"=cmd|'/C calc'!A0\";;25.000", "row-formula"),
        ("05/01/2026;Beli gula;25.000", "row-too-few-columns"),
        ("05/01/2026;Beli gula", "row-too-few-columns"),
        ("05/01/2026", "row-too-few-columns"),
        ("05/01/2026;Beli gula; kopi;;25.000", "row-too-many-columns"),
        (f"05/01/2026;{'a' * 501};;25.000", "row-text-too-long"),
    ],
)
def test_a_bad_row_is_named_with_its_reason_and_the_others_stay_good(row: str, code: str) -> None:
    found = understood(with_row(row))
    assert bad(found) == [(3, code)]
    assert [line.number for line in entries(found)] == [2, 4]


def test_every_bad_row_is_named_and_every_reason_can_be_said() -> None:
    rows = ["05/01/2026;;;", ";Beli gula;;25.000", "32/01/2026;Beli;5;5", "05/01/2026;=A1;-5;x"]
    found = understood("\n".join([HEAD, GOOD, *rows]))
    assert [(line.number, [one.code for one in line.problems]) for line in found.bad] == [
        (3, ["row-no-text", "row-no-amount"]),
        (4, ["row-no-date"]),
        (5, ["row-date-impossible"]),
        (6, ["row-formula", "row-amount-unreadable", "row-negative"]),
    ]
    for language in ("id", "en"):
        _ = translator(language)  # type: ignore[arg-type]
        for line in found.bad:
            assert all(_.problem(one).endswith(".") and "{" not in _.problem(one) for one in line.problems)


@pytest.mark.parametrize(
    "row",
    [
        "05/01/2026;Total belanja pasar;;25.000",
        "05/01/2026;Jumlah telur 5 kilo;;25.000",
        "05/01/2026;Saldo pulsa;;25.000",
        "05/01/2026;SALDO AWAL;;25.000",
        "05/01/2026;Opening balance;;25.000",
        "05/01/2026;Subtotal;;25.000",
        "05/01/2026;(batal?) beli gula;;25.000",
        "05/01/2026;Rp 5.000 x 5;;25.000",
        "05/01/2026;'=1+1 sebagai teks;;25.000",
        "05/01/2026;– beli gula;;25.000",
        "05/01/2026;5.000;;25.000",
    ],
)
def test_a_row_with_its_own_date_and_an_amount_is_an_entry_whatever_its_words(row: str) -> None:
    found = understood(with_row(row))
    assert not found.bad
    assert [line.number for line in entries(found)] == [2, 3, 4]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (";Jumlah;245.000;", "total"),
        ("Jumlah;;245.000;", "total"),
        ("TOTAL;;245.000;0", "total"),
        (";Sub jumlah;245.000;", "subtotal"),
        (";Saldo;;245.000", "balance"),
        ("Sisa uang;;245.000;", "balance"),
        (";Jumlah dipindahkan;245.000;", "total"),
        (";Kas akhir;;245.000", "balance"),
        (";c/f;;245.000", "balance"),
        (";Saldo per 31 Januari 2026;;245.000", "balance"),
        (";Total Januari;245.000;", "total"),
        (";Jumlah bulan ini;245.000;0", "total"),
        (";Januari, total;245.000;", "subtotal"),
        ("JANUARI 2026;;;", "title"),
        (";Minggu kedua;;", "title"),
        ("Mengetahui,;Bendahara;;( Bu Sari )", "title"),
        ("Tanggal;Uraian;Masuk;Keluar", "heading"),
        (";;;", "blank"),
        ("", "blank"),
    ],
)
def test_a_row_without_a_date_is_a_title_a_total_or_a_balance_and_no_entry(row: str, kind: str) -> None:
    found = understood(with_row(row))
    assert found.lines[2].kind == kind
    assert [line.number for line in entries(found)] == [2, 4]
    assert not found.bad


def test_a_total_that_differs_is_told_with_both_sums_and_taken_by_nobody() -> None:
    text = f"{HEAD}\n05/01/2026;Jual;245.000;\n06/01/2026;Beli;;5.000\n;Jumlah;250.000;5.000\n"
    found = understood(text)
    assert notes(found) == [(4, "total-differs")]
    _row, problem = found.notes[0]
    assert (problem.params["said"], problem.params["found"]) == (250_000, 245_000)
    assert len(entries(found)) == 2


def test_totals_say_nothing_while_a_row_cannot_be_read() -> None:
    text = f"{HEAD}\n05/01/2026;Jual;245.000;\n06/01/2026;Beli;;x\n;Jumlah;245.000;5.000\n"
    found = understood(text)
    assert bad(found) == [(3, "row-amount-unreadable")]
    assert not found.notes


def test_a_row_without_date_and_words_is_no_total_when_it_repeats_one_amount() -> None:
    found = understood(f"{HEAD}\n05/01/2026;Beli gula;;5.000\n;;;5.000\n")
    assert bad(found) == [(3, "row-no-date")]
    found = understood(f"{HEAD}\n05/01/2026;Beli gula;;5.000\n;Beli kopi;;5.000\n")
    assert bad(found) == [(3, "row-no-date")]


def test_a_saldo_column_only_checks() -> None:
    rows = [
        ["Tanggal", "Uraian", "Masuk", "Keluar", "Saldo"],
        ["5/1/2026", "Jual", "245.000", "", "345.000"],
        ["6/1/2026", "Beli", "", "5.000", "340.000"],
        ["7/1/2026", "Beli", "", "5.000", "339.000"],
        ["8/1/2026", "Jual", "1.000", "", "340.000"],
        ["9/1/2026", "Jual", "1.000", "", "tidak tahu"],
    ]
    found = understood(table(rows))
    assert found.opening == 100_000
    assert notes(found) == [(0, "opening-not-taken"), (4, "total-differs")]
    assert [amount for _, _, amount in cash(found)] == [245_000, -5_000, -5_000, 1_000, 1_000]


def test_balances_printed_once_a_day_are_checked_over_the_whole_day() -> None:
    rows = [
        ["Tanggal", "Uraian", "Masuk", "Keluar", "Saldo"],
        ["5/1/2026", "Jual", "245.000", "", ""],
        ["5/1/2026", "Beli", "", "5.000", "240.000"],
        ["6/1/2026", "Beli", "", "5.000", ""],
        ["6/1/2026", "Beli", "", "5.000", "230.000"],
    ]
    assert not understood(table(rows)).notes


def test_balances_that_follow_nowhere_are_told_once() -> None:
    rows = [["Tanggal", "Uraian", "Masuk", "Keluar", "Saldo"]]
    rows += [[f"{day}/1/2026", "Jual", "5.000", "", f"{day * day * 777}"] for day in range(1, 28)]
    found = understood(table(rows))
    assert notes(found) == [(0, "balances-differ")]
    assert found.opening is None


def test_a_row_number_is_that_of_a_spreadsheet_whatever_newlines_the_cells_hold() -> None:
    text = f'{HEAD}\n05/01/2026;"Jual\n(dua\nbaris)";245.000;\n\n05/01/2026;;;5.000\n'
    found = understood(text)
    assert [line.text for line in entries(found)] == ["Jual (dua baris)"]
    assert bad(found) == [(4, "row-no-text")]


def test_a_text_that_our_exports_guard_comes_in_as_it_was() -> None:
    found = understood(with_row("05/01/2026;'=1+1;;25.000"))
    assert cash(found)[1] == (date(2026, 1, 5), "=1+1", -25_000)


def test_a_row_that_our_exports_cross_out_is_read_and_not_taken() -> None:
    found = understood(with_row("05/01/2026;Jual tunai [Dibatalkan];25.000;"))
    assert found.lines[2].kind == "struck"
    assert len(entries(found)) == 2
    found = understood(with_row("05/01/2026;Jual tunai [dicoret, tidak dihitung: 25.000];;"))
    assert found.lines[2].kind == "struck"


def test_rows_that_a_lost_quotation_mark_swallowed_are_not_lost_silently() -> None:
    swallowed = f'{HEAD}\n05/01/2026;"Beli gula;;5.000\n06/01/2026;Beli kopi;;5.000\n07/01/2026;Teh";;5.000\n'
    assert bad(understood(swallowed)) == [(2, "row-swallowed")]


def test_a_quotation_mark_that_never_ends_is_named_by_its_row() -> None:
    assert refused(f'{HEAD}\n05/01/2026;Jual;5.000;\n06/01/2026;"Beli kopi;;5.000\n{GOOD}') == "quotes-open"


def test_an_amount_within_a_comma_file_that_was_not_quoted_is_a_bad_row() -> None:
    text = "Tanggal,Uraian,Masuk,Keluar\n5/1/2026,Jual,5000,\n5/1/2026,Jual,25,000,\n6/1/2026,Beli,,5000\n"
    assert bad(understood(text)) == [(3, "row-too-many-columns")]


def test_two_columns_of_one_name_with_amounts_are_refused() -> None:
    text = table([["Tanggal", "Uraian", "Masuk", "Masuk", "Keluar"], ["5/1/2026", "Jual", "5.000", "7.000", ""]])
    assert refused(text) == "columns-twice"


def test_what_the_first_description_leaves_empty_the_second_says() -> None:
    rows = [["Tanggal", "Uraian", "Keterangan", "Keluar"], ["5/1/2026", "", "Beli gula", "5.000"]]
    assert cash(understood(table(rows))) == [(date(2026, 1, 5), "Beli gula", -5_000)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "file-empty"),
        ("\n\n  \n", "file-empty"),
        ("Nama;Alamat\nSiti;RT 3\n", "no-headings"),
        ("Tanggal;Masuk;Keluar\n5/1/2026;5.000;\n", "no-headings"),
        ("hanya sebuah kalimat", "no-headings"),
    ],
)
def test_a_file_that_is_no_cash_book_is_refused_in_one_sentence(text: str, code: str) -> None:
    assert refused(text) == code


@pytest.mark.parametrize("what", ["members", "prices", "anything"])
def test_what_cannot_be_taken_yet_is_refused_in_one_sentence(what: str) -> None:
    assert refused(f"{HEAD}\n{GOOD}", what) == "what-unknown"


def test_headings_alone_are_a_file_without_rows() -> None:
    found = understood(HEAD)
    assert (found.read, entries(found)) == (0, [])
