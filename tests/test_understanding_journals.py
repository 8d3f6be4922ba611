"""Journals, opening balances and lists of accounts, in the habits of schools and programs."""

from collections.abc import Sequence
from datetime import date

import pytest

from kpmbooks.exchange.understanding import Understood
from kpmbooks.ledger.values import ACCOUNT_TYPES
from tests.outside_files import bad, dotted, entries, notes, table, understood, workbook

Record = tuple[date, str, tuple[tuple[str, int], ...]]

# The first five entries of Laundry Wangi's published journal: day, description, account and amount (debit positive).
JOURNAL: tuple[Record, ...] = (
    (date(2015, 4, 2), "Setoran modal", (("Kas", 35_000_000), ("Modal Ny. Erma", -35_000_000))),
    (
        date(2015, 4, 3),
        "Beli peralatan, sebagian tunai",
        (("Peralatan", 17_500_000), ("Kas", -7_000_000), ("Utang usaha", -10_500_000)),
    ),
    (date(2015, 4, 4), "Beli perlengkapan tunai", (("Perlengkapan", 3_800_000), ("Kas", -3_800_000))),
    (date(2015, 4, 7), "Pendapatan jasa tunai", (("Kas", 2_600_000), ("Pendapatan jasa", -2_600_000))),
    (
        date(2015, 4, 15),
        "Pinjaman bank dipotong administrasi",
        (("Kas", 4_800_000), ("Beban administrasi", 200_000), ("Utang Bank Danamon", -5_000_000)),
    ),
)
HEAD = ["Tanggal", "No", "Uraian", "Akun", "Debet", "Kredit"]
SUMS = [63_900_000, 63_900_000]  # 35.000.000 + 17.500.000 + 3.800.000 + 2.600.000 + 5.000.000


def records(found: Understood) -> list[Record]:
    """The records of a journal, in the order in which they were numbered."""
    gathered: dict[int, list[tuple[date | None, str, str, int | None]]] = {}
    for line in entries(found):
        gathered.setdefault(line.record, []).append((line.day, line.text, line.account, line.amount))
    result: list[Record] = []
    for lines in gathered.values():
        day, text = lines[0][0], lines[0][1]
        assert day is not None
        result.append((day, text, tuple((account, amount or 0) for _, _, account, amount in lines)))
    return result


def sides(amount: int) -> list[object]:
    return [dotted(amount), ""] if amount > 0 else ["", dotted(-amount)]


def rows() -> list[list[object]]:
    """The journal in the contract's columns."""
    return [
        HEAD,
        *(
            [f"{day:%d/%m/%Y}", str(number), text, account, *sides(amount)]
            for number, (day, text, postings) in enumerate(JOURNAL, 1)
            for account, amount in postings
        ),
    ]


def columns(*places: int) -> list[list[object]]:
    return [[row[place] for place in places] for row in rows()]


def once(blank: Sequence[int]) -> list[list[object]]:
    """Only the first row of each record has the cells ``blank``."""
    told: list[list[object]] = [HEAD]
    before = None
    for row in rows()[1:]:
        told.append([("" if place in blank and row[1] == before else cell) for place, cell in enumerate(row)])
        before = row[1]
    return told


PUBLISHED: list[list[object]] = [
    ["JURNAL UMUM", "", "", "", ""],
    ["Tanggal", "Keterangan", "Ref", "Debet", "Kredit"],
    *(
        [f"{day:%d/%m/%Y}" if nth == 0 else "", f"{'' if amount > 0 else '      '}{account}", "", *sides(amount)]
        for day, _, postings in JOURNAL
        for nth, (account, amount) in enumerate(postings)
    ),
    ["", "Jumlah", "", "63.900.000", "63.900.000"],
]
EXPLAINED: list[list[object]] = [
    ["Tanggal", "Akun", "Debet", "Kredit"],
    *(
        line
        for day, text, postings in JOURNAL
        for line in (
            *(
                [f"{day:%d/%m/%Y}" if nth == 0 else "", account, *sides(amount)]
                for nth, (account, amount) in enumerate(postings)
            ),
            ["", f"({text})", "", ""],
        )
    ),
]
HEADED: list[list[object]] = [
    HEAD,
    *(
        line
        for number, (day, text, postings) in enumerate(JOURNAL, 1)
        for line in (
            [f"{day:%d/%m/%Y}", str(number), text, "", "", ""],
            *(["", "", "", account, *sides(amount)] for account, amount in postings),
        )
    ),
]
HABITS: dict[str, list[list[object]]] = {
    "the contract's columns": rows(),
    "without numbers": columns(0, 2, 3, 4, 5),
    "in another order": columns(3, 4, 5, 0, 2, 1),
    "a total below": [*rows(), ["", "", "Total", "", *map(dotted, SUMS)]],
    "a total without a name": [*rows(), ["", "", "", "", *map(dotted, SUMS)]],
    "day and number once": once((0, 1, 2)),
    "day once, number in every row": once((0, 2)),
    "text once": once((2,)),
    "a row of its own for the description": HEADED,
    "lines counted instead of records": [HEAD, *([row[0], n, *row[2:]] for n, row in enumerate(rows()[1:], 1))],
    "codes in front of the names": [
        [*row[:3], f"1-1{n:03} {row[3]}" if n else row[3], *row[4:]] for n, row in enumerate(rows())
    ],
    "one signed column": [
        ["Tanggal", "Uraian", "Akun", "Jumlah"],
        *(
            [f"{day:%d/%m/%Y}", text, account, dotted(one)]
            for day, text, postings in JOURNAL
            for account, one in postings
        ),
    ],
    "a signed column with brackets": [
        ["Date", "Description", "Account", "Amount"],
        *(
            [f"{day:%d/%m/%Y}", text, account, dotted(one) if one > 0 else f"({dotted(-one)})"]
            for day, text, postings in JOURNAL
            for account, one in postings
        ),
    ],
    "a column with D or K": [
        ["Tanggal", "Uraian", "Akun", "Nominal", "D/K"],
        *(
            [f"{day:%d/%m/%Y}", text, account, dotted(abs(one)), "D" if one > 0 else "K"]
            for day, text, postings in JOURNAL
            for account, one in postings
        ),
    ],
    "every credit in brackets": [[*row[:5], f"({row[5]})" if row[5] and n else row[5]] for n, row in enumerate(rows())],
    "English, month first": [
        ["Date", "Ref", "Description", "Account", "Debit", "Credit"],
        *(
            [f"{day:%m/%d/%Y}", n, text, account, f"{max(one, 0):,}.00", f"{max(-one, 0):,}.00"]
            for n, (day, text, postings) in enumerate(JOURNAL, 1)
            for account, one in postings
        ),
    ],
}


@pytest.mark.parametrize("told", HABITS.values(), ids=HABITS.keys())
def test_journals_of_many_habits_are_the_same_records(told: list[list[object]]) -> None:
    found = understood(table(told), "journal")
    assert records(found) == list(JOURNAL)
    assert not found.bad
    assert not found.notes


@pytest.mark.parametrize("told", [PUBLISHED, EXPLAINED], ids=["names in the description", "words in brackets"])
def test_published_journals_write_the_day_once_and_indent_the_credits(told: list[list[object]]) -> None:
    found = understood(table(told), "journal")
    texts = [text for _, text, _ in JOURNAL] if told is EXPLAINED else [""] * len(JOURNAL)
    assert records(found) == [(day, words, lines) for (day, _, lines), words in zip(JOURNAL, texts, strict=True)]
    assert not found.bad


def test_the_days_of_a_workbook_may_be_merged_over_the_rows_of_a_record() -> None:
    def merge(sheet: object) -> None:
        row = 2
        for _, _, postings in JOURNAL:
            for column in "ABC":
                sheet.merge_cells(f"{column}{row}:{column}{row + len(postings) - 1}")  # type: ignore[attr-defined]
            row += len(postings)

    data = workbook(("Jurnal", rows()), touch=merge)
    assert records(understood(data, "journal")) == list(JOURNAL)


def test_rows_that_share_day_and_description_are_one_record_wherever_they_stand() -> None:
    told = [
        ["Tanggal", "Uraian", "Akun", "Debet", "Kredit"],
        ["5/1/2026", "Jual", "Kas", "5.000", ""],
        ["5/1/2026", "Beli", "Belanja", "2.000", ""],
        ["5/1/2026", "Jual", "Penjualan", "", "5.000"],
        ["5/1/2026", "Beli", "Kas", "", "2.000"],
    ]
    found = understood(table(told), "journal")
    assert [(text, lines) for _, text, lines in records(found)] == [
        ("Jual", (("Kas", 5_000), ("Penjualan", -5_000))),
        ("Beli", (("Belanja", 2_000), ("Kas", -2_000))),
    ]


def test_numbers_that_begin_anew_every_month_are_kept_apart_by_their_days() -> None:
    told = [HEAD]
    for month in (1, 2):
        told += [
            [f"5/{month}/2026", "1", "Jual", "Kas", "5.000", ""],
            [f"5/{month}/2026", "1", "Jual", "Penjualan", "", "5.000"],
        ]
    assert [day.month for day, _, _ in records(understood(table(told), "journal"))] == [1, 2]


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        (["5/1/2026", "9", "Jual", "Kas", "5.000", ""], ["row-unbalanced"]),
        (["", "", "", "Kas", "5.000", ""], ["row-no-date"]),
        (["31/2/2026", "9", "Jual", "Kas", "5.000", ""], ["row-date-impossible"]),
        (["5/1/2026", "9", "Jual", "", "5.000", ""], ["row-no-account"]),
        (["5/1/2026", "9", "Jual", "Kas", "5.000", "5.000"], ["row-both-sides"]),
        (["5/1/2026", "9", "Jual", "Kas", "5.000,50", ""], ["row-fraction"]),
        (["5/1/2026", "9", "Jual", "Kas", "-5.000", ""], ["row-negative"]),
        (["5/1/2026", "9", "Jual", "Kas", "", ""], ["row-no-amount"]),
        (["5/1/2026", "9", "Jual", "=Kas", "5.000", ""], ["row-formula"]),
        (["5/1/2026", "9", "=1+1", "Kas", "5.000", ""], ["row-formula"]),
        (["5/1/2026", "9", "Jual", "Kas", "1.000.000.000.000.000", ""], ["row-too-large"]),
        (["5/1/2026", "9", "Jual", "Kas"], ["row-too-few-columns"]),
        (["5/1/2026", "9", "Jual", "a" * 121, "5.000", ""], ["row-text-too-long"]),
    ],
)
def test_a_bad_row_of_a_journal_is_named(row: list[str], codes: list[str]) -> None:
    told = rows()
    found = understood(table([*told, row]), "journal")
    assert bad(found) == [(len(told) + 1, code) for code in codes]
    assert records(found) == list(JOURNAL)


def test_the_whole_record_of_a_bad_row_is_named() -> None:
    told = [
        *rows(),
        ["5/1/2026", "9", "Jual", "Kas", "5.000", ""],
        ["5/1/2026", "9", "Jual", "Penjualan", "", "lima ribu"],
    ]
    number = len(told)
    found = understood(table(told), "journal")
    assert sorted(bad(found)) == [(number - 1, "row-of-bad-record"), (number, "row-amount-unreadable")]


def test_a_record_without_any_description_is_named_where_the_others_have_one() -> None:
    told = [*rows(), ["5/1/2026", "9", "", "Kas", "5.000", ""], ["5/1/2026", "9", "", "Penjualan", "", "5.000"]]
    assert {code for _, code in bad(understood(table(told), "journal"))} == {"row-no-text"}


def test_a_total_of_a_journal_that_differs_is_told() -> None:
    told = [*rows(), ["", "", "Total", "", "63.900.000", "64.000.000"]]
    assert notes(understood(table(told), "journal")) == [(len(told), "total-differs")]


# A trial balance in the manner of schoolbooks: name, debit, credit.
TRIAL = (
    ("Kas", 22_550_000),
    ("Piutang usaha", 3_150_000),
    ("Perlengkapan", 10_300_000),
    ("Peralatan", 47_700_000),
    ("Utang usaha", -17_700_000),
    ("Utang Bank Danamon", -5_000_000),
    ("Pendapatan diterima dimuka", -2_000_000),
    ("Modal Ny. Erma", -54_000_000),
    ("Prive Ny. Erma", 1_000_000),
    ("Pendapatan jasa", -8_550_000),
    ("Beban listrik, air, telepon", 2_550_000),
)
TOTAL = 87_250_000


def trial(name: str = "Nama Akun") -> list[list[object]]:
    return [[name, "Debet", "Kredit"], *([account, *sides(amount)] for account, amount in TRIAL)]


BALANCES: dict[str, list[list[object]]] = {
    "the contract's columns": trial("akun"),
    "a total below": [*trial(), ["Jumlah", dotted(TOTAL), dotted(TOTAL)]],
    "a total without a name": [*trial(), ["", dotted(TOTAL), dotted(TOTAL)]],
    "a title of three rows": [["LAUNDRY WANGI"], ["NERACA SALDO"], ["Per 30 April 2015"], [], *trial("Perkiraan")],
    "a column of codes": [
        ["No. Akun", "Nama Akun", "Debet", "Kredit"],
        *([str(100 + n), *row] for n, row in enumerate(trial()[1:])),
        ["", "Total", dotted(TOTAL), dotted(TOTAL)],
    ],
    "codes and names in one cell": [
        ["Akun", "Debet", "Kredit"],
        *([f"{100 + n} {row[0]}", *row[1:]] for n, row in enumerate(trial()[1:])),
    ],
    "a total in the column of codes": [
        ["Kode", "Perkiraan", "Debit", "Kredit"],
        *([str(100 + n), *row] for n, row in enumerate(trial()[1:])),
        ["Jumlah", "", dotted(TOTAL), dotted(TOTAL)],
    ],
    "headings of sections": [
        trial()[0],
        ["AKTIVA LANCAR", "", ""],
        *trial()[1:5],
        ["KEWAJIBAN", "", ""],
        *trial()[5:],
    ],
    "accounts with nothing in them": [*trial(), ["Gedung", "", ""], ["Tanah", "0", "0"], ["Kendaraan", "-", "-"]],
    "Rp and dashes": [
        ["Akun", "Debet (Rp)", "Kredit (Rp)"],
        *(
            [name, f"Rp {dotted(one)},00" if one > 0 else "Rp -", f"Rp {dotted(-one)},00" if one < 0 else "Rp -"]
            for name, one in TRIAL
        ),
    ],
    "headings in two rows": [
        ["No", "Nama Akun", "Saldo", ""],
        ["", "", "Debet", "Kredit"],
        *([str(n), *row] for n, row in enumerate(trial()[1:], 1)),
    ],
    "opening, movements and closing side by side": [
        ["Akun", "Saldo Awal", "", "Mutasi", "", "Saldo Akhir", ""],
        ["", "Debet", "Kredit", "Debet", "Kredit", "Debet", "Kredit"],
        *([row[0], "1.000", "", "", "2.000", *row[1:]] for row in trial()[1:]),
    ],
    "one signed column": [["Akun", "Saldo"], *([name, dotted(one)] for name, one in TRIAL)],
    "English": [
        ["Account Titles", "Debit", "Credit"],
        *([name, f"{max(one, 0):,}", f"{max(-one, 0):,}"] for name, one in TRIAL),
        ["Totals", f"{TOTAL:,}", f"{TOTAL:,}"],
    ],
}


@pytest.mark.parametrize("told", BALANCES.values(), ids=BALANCES.keys())
def test_trial_balances_of_many_habits_are_the_same_balances(told: list[list[object]]) -> None:
    found = understood(table(told), "opening")
    assert [(line.account, line.amount) for line in entries(found)] == list(TRIAL)
    assert not found.bad
    assert not found.notes


def test_a_workbooks_trial_balance_is_read() -> None:
    data = workbook(
        (
            "NS",
            [
                ["NERACA SALDO"],
                ["Akun", "Debet", "Kredit"],
                *([name, max(one, 0) or None, max(-one, 0) or None] for name, one in TRIAL),
                ["Jumlah", TOTAL, TOTAL],
            ],
        )
    )
    assert [(line.account, line.amount) for line in entries(understood(data, "opening"))] == list(TRIAL)


def test_an_account_may_be_called_like_a_balance() -> None:
    found = understood(table([*trial(), ["Saldo laba", "", "5.000"], ["Sisa dana", "5.000", ""]]), "opening")
    assert [line.account for line in entries(found)][-2:] == ["Saldo laba", "Sisa dana"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["", "5.000", ""], "row-no-account"),
        (["Gedung", "5.000", "5.000"], "row-both-sides"),
        (["Gedung", "lima", ""], "row-amount-unreadable"),
        (["Gedung", "5.000,25", ""], "row-fraction"),
        (["=Gedung", "5.000", ""], "row-formula"),
        (["Gedung", "5.000"], "row-too-few-columns"),
    ],
)
def test_a_bad_row_of_a_trial_balance_is_named(row: list[str], code: str) -> None:
    assert bad(understood(table([*trial(), row]), "opening")) == [(len(TRIAL) + 2, code)]


def test_a_total_of_a_trial_balance_that_differs_is_told() -> None:
    found = understood(table([*trial(), ["Jumlah", dotted(TOTAL), "87.000.000"]]), "opening")
    assert notes(found) == [(len(TRIAL) + 2, "total-differs")]


def test_every_type_of_the_contract_is_known() -> None:
    told = [["kode", "nama", "jenis"], *([f"9-{n}", f"Akun {kind}", kind] for n, kind in enumerate(ACCOUNT_TYPES))]
    found = understood(table(told), "accounts")
    assert [(line.code, line.account, line.wish and line.wish.type) for line in entries(found)] == [
        (f"9-{n}", f"Akun {kind}", kind) for n, kind in enumerate(ACCOUNT_TYPES)
    ]


def test_a_list_of_accounts_says_cash_flow_and_purse() -> None:
    told = [
        ["Nama Akun", "Jenis", "Kas", "Arus", "Dana", "Kode"],
        ["Kas kecil", "Aset", "YA", "Operasi", "usaha", ""],
        ["Mesin cuci", "Harta", "tidak", "Investasi", "", "1-1700"],
        ["Modal Bu Siti", "Modal", "", "pendanaan", "", ""],
        ["Beban sabun", "Biaya", "-", "", "", "6-1"],
    ]
    wishes = [line.wish for line in entries(understood(table(told), "accounts"))]
    assert wishes == [
        ("asset", True, "operasi", "usaha"),
        ("asset", False, "investasi", ""),
        ("equity", None, "pendanaan", ""),
        ("expense", False, None, ""),
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["9-1", "", "asset", "", ""], "row-no-name"),
        (["9-1", "Kas kecil", "", "", ""], "row-no-type"),
        (["9-1", "Kas kecil", "entahlah", "", ""], "row-type-unknown"),
        (["9-1", "Kas kecil", "asset", "mungkin", ""], "row-cash-unknown"),
        (["9-1", "Kas kecil", "asset", "", "ke atas"], "row-flow-unknown"),
        (["9-1", "k a s  KECIL", "asset", "", ""], "row-name-twice"),
        (["1-1", "Kas besar", "asset", "", ""], "row-code-twice"),
        (["9-1", "=Kas", "asset", "", ""], "row-formula"),
        (["9-1"], "row-too-few-columns"),
    ],
)
def test_a_bad_row_of_a_list_of_accounts_is_named(row: list[str], code: str) -> None:
    told = [
        ["kode", "nama", "jenis", "kas", "arus"],
        ["1-1", "Kas Kecil" if "twice" in code else "Lain", "asset", "", ""],
    ]
    assert bad(understood(table([*told, row]), "accounts")) == [(3, code)]
