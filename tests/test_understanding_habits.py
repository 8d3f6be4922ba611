"""One month of a laundry, written in the habits of many people and programs, is always the same month."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from kpmbooks.exchange.understanding import Habits, dump_habits, load_habits
from kpmbooks.problems import Problem
from tests.outside_files import LAUNDRY, cash, cash_rows, dotted, entries, notes, table, understood, workbook

MONTHS = ("", "Januari", "Februari", "Maret", "April")


def _laundry_with_balance(start: int = 0) -> list[list[object]]:
    left, rows = start, []
    for when, text, amount in LAUNDRY:
        left += amount
        into, out = (dotted(amount), "") if amount > 0 else ("", dotted(-amount))
        rows.append([f"{when:%d/%m/%Y}", text, into, out, dotted(left)])
    return rows


def _signed(write: Callable[[int], object], head: str = "Jumlah") -> list[list[object]]:
    return [["Tanggal", "Uraian", head], *([f"{day:%d-%m-%Y}", text, write(amount)] for day, text, amount in LAUNDRY)]


def _sides(head: tuple[str, ...], is_out: Callable[[int], bool], *, balance: bool) -> list[list[object]]:
    rows: list[list[object]] = [list(head)]
    left = 0
    for day, text, amount in LAUNDRY:
        left += amount
        pair = ["", dotted(abs(amount))] if is_out(amount) else [dotted(abs(amount)), ""]
        rows.append([f"{day:%d/%m/%Y}", text, *pair, *([dotted(left)] if balance else [])])
    return rows


def _reordered(order: tuple[int, ...]) -> list[list[object]]:
    return [[row[place] for place in order] for row in cash_rows()]


def _with(before: list[list[object]], rows: list[list[object]], after: list[list[object]]) -> list[list[object]]:
    return [*before, *rows, *after]


NUMBERS: dict[str, Callable[[int], str]] = {
    "plain digits": str,
    "dots": dotted,
    "commas": lambda amount: f"{amount:,}",
    "dots and decimals": lambda amount: f"{dotted(amount)},00",
    "commas and decimals": lambda amount: f"{amount:,}.00",
    "decimals only": lambda amount: f"{amount}.00",
    "decimals with a comma": lambda amount: f"{amount},00",
    "one decimal": lambda amount: f"{amount}.0",
    "four decimals, as databases write": lambda amount: f"{amount}.0000",
    "Rp in front": lambda amount: f"Rp {dotted(amount)}",
    "Rp. without a blank": lambda amount: f"Rp.{dotted(amount)}",
    "Rp and a dash": lambda amount: f"Rp {dotted(amount)},-",
    "Rp and two dashes": lambda amount: f"Rp. {dotted(amount)},--",
    "a dot and a dash": lambda amount: f"Rp{dotted(amount)}.-",
    "an equals sign": lambda amount: f"Rp {dotted(amount)},=",
    "IDR": lambda amount: f"IDR {amount:,}.00",
    "IDR behind": lambda amount: f"{dotted(amount)} IDR",
    "blanks between": lambda amount: f"{amount:,}".replace(",", " "),
    "narrow blanks between": lambda amount: f"{amount:,}".replace(",", "\u202f"),
    "apostrophes": lambda amount: f"{amount:,}".replace(",", "'"),
    "blanks around": lambda amount: f"  {dotted(amount)}  ",
    "a plus": lambda amount: f"+{dotted(amount)}",
    "as text of Excel": lambda amount: f"'{dotted(amount)}",
    "thousands in letters": lambda amount: f"{amount // 1000}rb",
    "millions in letters": lambda amount: f"{amount / 1_000_000:.2f} juta".replace(".", ","),
}


@pytest.mark.parametrize("write", NUMBERS.values(), ids=NUMBERS.keys())
def test_amounts_are_read_in_the_habit_of_the_whole_file(write: Callable[[int], str]) -> None:
    assert cash(understood(table(cash_rows(write)))) == list(LAUNDRY)


DAYS: dict[str, Callable[[date], str]] = {
    "with strokes": lambda day: f"{day:%d/%m/%Y}",
    "without zeros": lambda day: f"{day.day}/{day.month}/{day.year}",
    "two digits of the year": lambda day: f"{day:%d/%m/%y}",
    "with dashes": lambda day: f"{day:%d-%m-%Y}",
    "with dots": lambda day: f"{day:%d.%m.%Y}",
    "with blanks": lambda day: f"{day:%d %m %Y}",
    "ISO": lambda day: day.isoformat(),
    "ISO with strokes": lambda day: f"{day:%Y/%m/%d}",
    "month first": lambda day: f"{day:%m/%d/%Y}",
    "month first with two digits": lambda day: f"{day:%m-%d-%y}",
    "in words": lambda day: f"{day.day} {MONTHS[day.month]} {day.year}",
    "in short words": lambda day: f"{day.day}-{MONTHS[day.month][:3]}-{day:%y}",
    "in English": lambda day: f"{day:%B} {day.day}, {day.year}",
    "in capitals": lambda day: f"{day.day:02} APRIL {day.year}",
    "with a time": lambda day: f"{day:%d/%m/%Y} 08:30",
    "with a time of a database": lambda day: f"{day.isoformat()} 00:00:00",
    "ISO with a zone": lambda day: f"{day.isoformat()}T00:00:00Z",
    "with a time and dots": lambda day: f"{day:%d/%m/%Y} 08.30.15",
    "eight digits": lambda day: f"{day:%Y%m%d}",
    "eight digits, day first": lambda day: f"{day:%d%m%Y}",
    "Excel serials": lambda day: str((day - date(1899, 12, 30)).days),
    "Roman months": lambda day: f"{day.day}/IV/{day.year}",
    "as text of Excel": lambda day: f"'{day:%d/%m/%Y}",
}


@pytest.mark.parametrize("day", DAYS.values(), ids=DAYS.keys())
def test_days_are_read_in_the_habit_of_the_whole_file(day: Callable[[date], str]) -> None:
    assert cash(understood(table(cash_rows(day=day)))) == list(LAUNDRY)


def test_a_weekday_before_the_day_is_read() -> None:
    names = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
    rows = cash_rows(day=lambda day: f"{names[day.weekday()]}, {day.day} April {day.year}")
    assert cash(understood(table(rows))) == list(LAUNDRY)


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": lambda text: text.encode(),
    "UTF-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16 little": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "UTF-16 big": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "UTF-16 big without a mark": lambda text: text.encode("utf-16-be"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "Windows": lambda text: text.encode("cp1252"),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "line ends of the old Mac": lambda text: text.replace("\n", "\r").encode(),
    "the end mark of DOS": lambda text: text.encode() + b"\x1a",
    "empty lines at the end": lambda text: (text + "\n\n\n").encode(),
    "no newline at the end": lambda text: text.rstrip("\n").encode(),
}


@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS.keys())
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_encoding_and_delimiter_is_read(encode: Callable[[str], bytes], delimiter: str) -> None:
    rows = cash_rows()
    rows[1][1] = "Setoran modal – café"
    found = understood(encode(table(rows, delimiter)))
    assert cash(found)[0] == (date(2015, 4, 2), "Setoran modal – café", 35_000_000)
    assert cash(found)[1:] == list(LAUNDRY)[1:]


QUOTING: dict[str, str] = {
    "every cell quoted": "\n".join(";".join(f'"{cell}"' for cell in row) for row in cash_rows()),
    "single quotes": "\n".join(";".join(f"'{cell}'" for cell in row) for row in cash_rows()),
    "each line as one quoted cell": "\n".join(
        '"' + ",".join(f'""{cell}""' for cell in row) + '"' for row in cash_rows(str)
    ),
    "blanks behind the commas": "\n".join(", ".join(f'"{cell}"' for cell in row) for row in cash_rows()),
    "a line that names the delimiter": "sep=;\n" + table(cash_rows()),
    "a comma in the texts": table(cash_rows(), ","),
    "marks behind a backslash": table(cash_rows()).replace("Setoran modal", r'"Setoran \"modal\""'),
}


@pytest.mark.parametrize("text", QUOTING.values(), ids=QUOTING.keys())
def test_any_quoting_is_read(text: str) -> None:
    found = cash(understood(text))
    assert [(day, amount) for day, _, amount in found] == [(day, amount) for day, _, amount in LAUNDRY]
    assert [words.replace('"', "") for _, words, _ in found] == [words for _, words, _ in LAUNDRY]


HEADINGS = (
    ("TANGGAL", "URAIAN", "MASUK", "KELUAR"),
    ("Tgl.", "Ket.", "Debet Kas", "Kredit Kas"),
    ("tgl", "deskripsi", "uang masuk", "uang keluar"),
    ("Date", "Description", "In", "Out"),
    ("Transaction Date", "Details", "Money In", "Money Out"),
    ("Hari/Tanggal", "Uraian Transaksi", "Pemasukan (Rp)", "Pengeluaran (Rp)"),
    ("Tanggal Transaksi", "Nama Transaksi", "Penerimaan", "Pengeluaran"),
    ("Tanggal", "Rincian", "Jumlah Masuk", "Jumlah Keluar"),
    ("Tgl", "Catatan", "Kas Masuk", "Kas Keluar"),
    ("Date", "Particulars", "Receipts", "Payments"),
    ("Date", "Narration", "Deposits", "Withdrawals"),
    ("tanggal", "keperluan", "terima", "bayar"),
    ("Tanggal:", "*Uraian*", "Masuk [Rp]", "Keluar, Rp."),
    ("Tanggal", "Keterangan", "Debet", "Kredit"),
    ("Tanggal", "Keterangan", "Debit (Rp)", "Credit (Rp)"),
)


@pytest.mark.parametrize("head", HEADINGS, ids=["/".join(head) for head in HEADINGS])
def test_headings_are_known_in_both_languages_and_any_case(head: tuple[str, ...]) -> None:
    assert cash(understood(table(cash_rows(head=head)))) == list(LAUNDRY)


@pytest.mark.parametrize("order", [(3, 2, 1, 0), (1, 0, 2, 3), (2, 3, 0, 1), (0, 2, 3, 1)])
def test_columns_may_stand_in_any_order(order: tuple[int, ...]) -> None:
    assert cash(understood(table(_reordered(order)))) == list(LAUNDRY)


TITLE: list[list[object]] = [["BUKU KAS UMUM", "", "", ""], ["Laundry Wangi, April 2015", "", "", ""], ["", "", "", ""]]
SIGNED_BELOW: list[list[object]] = [
    ["", "", "", ""],
    ["Jakarta, 30 April 2015", "", "", ""],
    ["Mengetahui,", "", "Bendahara", ""],
    ["( Bu Erma )", "", "( Bu Sari )", ""],
]
LAYOUTS: dict[str, list[list[object]]] = {
    "titles above": _with(TITLE, cash_rows(), []),
    "a total below": _with([], cash_rows(), [["", "Jumlah", "47.200.000", "24.650.000"]]),
    "a total in the first column": _with([], cash_rows(), [["TOTAL", "", "47.200.000", "24.650.000"]]),
    "a total without a name": _with([], cash_rows(), [["", "", "47.200.000", "24.650.000"]]),
    "a total in spaced letters": _with([], cash_rows(), [["J U M L A H", "", "47.200.000", "24.650.000"]]),
    "total and balance": _with(
        [], cash_rows(), [["", "Jumlah", "47.200.000", "24.650.000"], ["", "Saldo akhir", "", "22.550.000"]]
    ),
    "a balanced foot": _with(
        [], cash_rows(), [["", "Saldo", "", "22.550.000"], ["", "Jumlah", "47.200.000", "47.200.000"]]
    ),
    "a subtotal in the middle": _with(
        [], [*cash_rows()[:4], ["", "Sub total", "35.000.000", "10.800.000"], *cash_rows()[4:]], []
    ),
    "subtotals named by weeks": _with(
        [], [*cash_rows()[:4], ["Minggu ke-1", "", "35.000.000", "10.800.000"], *cash_rows()[4:]], []
    ),
    "signatures below": _with([], cash_rows(), SIGNED_BELOW),
    "numbers under the headings": _with([], [cash_rows()[0], ["(1)", "(2)", "(3)", "(4)"], *cash_rows()[1:]], []),
    "headings again on the next page": _with([], [*cash_rows()[:6], cash_rows()[0], *cash_rows()[6:]], []),
    "carried over to the next page": _with(
        [],
        [
            *cash_rows()[:4],
            ["", "Jumlah dipindahkan", "35.000.000", "10.800.000"],
            cash_rows()[0],
            ["", "Jumlah pindahan", "35.000.000", "10.800.000"],
            *cash_rows()[4:],
        ],
        [],
    ),
    "empty rows between": [row for one in cash_rows() for row in (one, ["", "", "", ""])],
    "a title between": _with([], [*cash_rows()[:5], ["MINGGU KEDUA", "", "", ""], *cash_rows()[5:]], []),
    "a column with numbers": [["No", *cash_rows()[0]], *([n, *row] for n, row in enumerate(cash_rows()[1:], 1))],
    "columns of no meaning": [["Kategori", *row, "lunas"] for row in cash_rows()],
    "a dash for nothing": cash_rows(empty="-"),
    "Rp and a dash for nothing": cash_rows(empty="Rp -"),
    "zeros for nothing": cash_rows(empty="0"),
    "zeros with decimals for nothing": cash_rows(empty="0,00"),
    "one signed column": _signed(dotted),
    "a signed column with commas": _signed(lambda amount: f"{amount:,}"),
    "a signed column with brackets": _signed(lambda one: dotted(one) if one > 0 else f"({dotted(-one)})"),
    "brackets around Rp": _signed(lambda one: f"Rp {dotted(one)}" if one > 0 else f"(Rp {dotted(-one)})"),
    "a minus behind": _signed(lambda one: dotted(one) if one > 0 else f"{dotted(-one)}-"),
    "a minus of the typesetter": _signed(lambda one: dotted(one).replace("-", "−")),
    "a minus before Rp": _signed(lambda one: f"Rp{dotted(one)}" if one > 0 else f"-Rp{dotted(-one)}"),
    "a plus and a minus": _signed(lambda one: f"+{dotted(one)}" if one > 0 else dotted(one)),
    "amounts with CR and DB": _signed(lambda one: f"{dotted(abs(one))} {'CR' if one > 0 else 'DB'}", "Mutasi"),
    "a total of the signed column": [*_signed(dotted), ["", "Saldo", "22.550.000"]],
    "a column that says masuk or keluar": [
        ["Tanggal", "Uraian", "Jenis", "Nominal"],
        *([f"{day:%d/%m/%Y}", text, "Masuk" if one > 0 else "Keluar", dotted(abs(one))] for day, text, one in LAUNDRY),
    ],
    "a balance beside": [["Tanggal", "Uraian", "Masuk", "Keluar", "Saldo"], *_laundry_with_balance()],
    "a balance that began before": [
        ["Tanggal", "Uraian", "Masuk", "Keluar", "Saldo"],
        ["", "Saldo awal", "", "", "500.000"],
        *_laundry_with_balance(500_000),
    ],
    "a bank's statement, where credit is in": _sides(
        ("Tanggal", "Keterangan", "Debet", "Kredit", "Saldo"), lambda one: one > 0, balance=True
    ),
    "a bank's statement by its title": [
        ["REKENING KORAN", "", "", ""],
        *_sides(("Tanggal", "Keterangan", "Debet", "Kredit"), lambda one: one > 0, balance=False),
    ],
    "Rp in a column of its own": [
        ["Tanggal", "Uraian", "Masuk", "", "Keluar", ""],
        *([row[0], row[1], "Rp" if row[2] else "", row[2], "Rp." if row[3] else "", row[3]] for row in cash_rows()[1:]),
    ],
    "headings in two rows": _with(
        [], [["Tanggal", "Uraian", "Kas", ""], ["", "", "Masuk", "Keluar"], *cash_rows()[1:]], []
    ),
    "headings in two rows below a title": _with(
        TITLE, [["Tanggal", "Uraian", "Jumlah (Rp)", ""], ["", "", "Debet", "Kredit"], *cash_rows()[1:]], []
    ),
}


@pytest.mark.parametrize("rows", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_any_layout_is_read_and_its_sums_are_right(rows: list[list[object]]) -> None:
    found = understood(table(rows))
    assert cash(found) == list(LAUNDRY)
    assert not found.bad
    assert [code for _, code in notes(found) if code != "opening-not-taken"] == []


def test_the_newest_row_may_come_first() -> None:
    rows = [["Tanggal", "Uraian", "Masuk", "Keluar", "Saldo"], *reversed(_laundry_with_balance(1_000))]
    found = understood(table(rows))
    assert found.newest_first
    assert sorted(cash(found)) == sorted(LAUNDRY)
    assert notes(found) == [(0, "opening-not-taken")]
    assert found.opening == 1_000


def test_a_file_of_money_out_alone_is_read() -> None:
    rows = [["Tanggal", "Uraian", "Pengeluaran"], ["5/1/2026", "Beli gula", "25.000"], ["", "Total", "25.000"]]
    assert cash(understood(table(rows))) == [(date(2026, 1, 5), "Beli gula", -25_000)]


@pytest.mark.parametrize("written", ["25.000", "25,000"])
def test_three_digits_behind_a_mark_are_thousands(written: str) -> None:
    rows = [["Tanggal", "Uraian", "Keluar"], ["5/1/2026", "Beli gula", written]]
    assert [amount for _, _, amount in cash(understood(table(rows)))] == [-25_000]


def test_days_that_could_be_either_are_day_before_month() -> None:
    rows = [["Tanggal", "Uraian", "Keluar"], ["5/1/2026", "Beli gula", "25.000"], ["6/1/2026", "Beli kopi", "5.000"]]
    assert [day for day, _, _ in cash(understood(table(rows)))] == [date(2026, 1, 5), date(2026, 1, 6)]


def test_one_mistaken_day_does_not_turn_the_whole_file_round() -> None:
    days = ("01/02/2026", "03/02/2026", "05/02/2026", "05/13/2026", "07/02/2026", "08/02/2026")
    found = understood(table([["Tanggal", "Uraian", "Keluar"], *([day, "Beli", "5.000"] for day in days)]))
    assert [line.number for line in found.bad] == [5]
    assert {line.day.month for line in entries(found) if line.day} == {2}


def test_what_was_read_from_a_file_reads_it_again() -> None:
    text = table(cash_rows(lambda amount: f"{amount:,}.00", lambda day: f"{day:%m/%d/%Y}"), "\t")
    first = understood(text)
    remembered = load_habits(dump_habits(first.habits))
    assert isinstance(remembered, Habits)
    assert remembered == first.habits
    again = understood(text, habits=remembered)
    assert (again.lines, again.habits, again.heads) == (first.lines, first.habits, first.heads)


def test_a_person_can_say_otherwise() -> None:
    text = table([["A", "B", "C", "D"], ["01/02/2026", "Beli gula", "1.500", ""], ["02/02/2026", "Jual", "", "2.500"]])
    columns = {"day": 0, "text": 1, "out": 2, "in": 3}
    found = understood(text, habits=Habits(columns=columns, day_order="mdy", heading_row=1))
    assert cash(found) == [(date(2026, 1, 2), "Beli gula", -1_500), (date(2026, 2, 2), "Jual", 2_500)]
    assert [head.role for head in found.heads] == ["day", "text", "out", "in"]


def test_a_table_without_headings_is_read_when_its_columns_are_said() -> None:
    text = table(cash_rows()[1:])
    found = understood(text, habits=Habits(columns={"day": 0, "text": 1, "in": 2, "out": 3}, heading_row=0))
    assert cash(found) == list(LAUNDRY)


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        "x",
        {"delimiter": "x"},
        {"columns": {"day": -1}},
        {"columns": {"when": 1}},
        {"kinds": {"a": 1}},
        {"sheet": 5},
    ],
)
def test_remembered_habits_that_are_none_are_told(told: object) -> None:
    assert isinstance(load_habits(told), Problem)


def test_habits_of_a_later_program_are_left_out() -> None:
    assert load_habits({"colour": "red", "decimal": ","}) == Habits(decimal=",")


WORKBOOKS: dict[str, bytes] = {
    "real days and numbers": workbook(
        (
            "Kas",
            [
                ["Tanggal", "Uraian", "Masuk", "Keluar"],
                *([day, text, max(one, 0) or None, max(-one, 0) or None] for day, text, one in LAUNDRY),
            ],
        )
    ),
    "days with a time": workbook(
        (
            "Kas",
            [
                ["Tanggal", "Uraian", "Jumlah"],
                *([datetime.combine(day, time(10, 30)), text, one] for day, text, one in LAUNDRY),
            ],
        )
    ),
    "days as bare serials, amounts as floats": workbook(
        (
            "Kas",
            [
                ["Tanggal", "Uraian", "Jumlah"],
                *([(day - date(1899, 12, 30)).days, text, float(one)] for day, text, one in LAUNDRY),
            ],
        )
    ),
    "everything as text": workbook(("Kas", cash_rows())),
    "amounts as text with Rp": workbook(("Kas", cash_rows(lambda amount: f"Rp {dotted(amount)},00"))),
    "titles above and a total below": workbook(
        ("Kas", _with(TITLE, cash_rows(), [["", "Jumlah", 47_200_000, 24_650_000]]))
    ),
    "another sheet first": workbook(("Anggota", [["Nama", "Alamat"], ["Bu Siti", "RT 3"]]), ("Kas", cash_rows())),
    "an empty sheet first": workbook(("Sheet1", []), ("Sheet2", cash_rows())),
    "beginning far in": workbook(("Kas", [[], [], *([None, None, *row] for row in cash_rows())])),
    "sums that miss a hair": workbook(
        ("Kas", [["Tanggal", "Uraian", "Jumlah"], *([day, text, one + 1e-8] for day, text, one in LAUNDRY)])
    ),
}


@pytest.mark.parametrize("data", WORKBOOKS.values(), ids=WORKBOOKS.keys())
def test_workbooks_of_many_habits_are_the_same_month(data: bytes) -> None:
    found = understood(data)
    assert cash(found) == list(LAUNDRY)
    assert not found.bad
    assert not found.notes
