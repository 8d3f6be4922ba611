"""Taking files into a book: once and never twice, by the kinds that were wished, undone as one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest

from kpmbooks import house, ledger, recording, statements
from kpmbooks.book import Book
from kpmbooks.dates import FixedClock, Period
from kpmbooks.exchange.importing import Options, Outcome, preview, take
from kpmbooks.exchange.understanding import Understood, text_key
from kpmbooks.i18n import translator
from kpmbooks.ledger import NewAccount
from kpmbooks.problems import Cancelled, Rejected
from kpmbooks.recording import pattern
from tests.books import own
from tests.outside_files import LAUNDRY, cash_rows, dotted, table, understood, workbook
from ui.desktop.session import Session

APRIL = Period(date(2015, 4, 1), date(2015, 4, 30))
TODAY = date(2026, 1, 31)


@pytest.fixture
def book() -> Iterator[Book]:
    with house.create(None, kind="family", name="Laundry Wangi", sector="jasa", start=APRIL.first) as made:
        yield made


@pytest.fixture
def group() -> Iterator[Book]:
    with house.create(None, kind="group", name="KUBE Wangi", sector="jasa", start=APRIL.first) as made:
        yield made


def taken(book: Book, found: Understood, **wishes: Any) -> Outcome:
    with book.write() as tx:
        return take(tx, found, Options(own(tx), TODAY, **wishes))


def seen(book: Book, found: Understood, **wishes: Any) -> Outcome:
    with book.read() as reader:
        return preview(reader, found, Options(own(reader), TODAY, **wishes))


def codes(refused: pytest.ExceptionInfo[Rejected]) -> list[tuple[str | None, str]]:
    return [(problem.field, problem.code) for problem in refused.value.problems]


def balance(book: Book, account: str, ledger_name: str | None = None) -> int:
    with book.read() as reader:
        place = ledger.find_ledger(reader, ledger_name)
        sums = ledger.sums_through(reader, place.id, date(2026, 12, 31))
        found = sums.get(ledger.find_account(reader, place, account).id)
        return 0 if found is None else int(found.net)


def cash_file(*rows: tuple[str, str, int], head: str = "Tanggal;Uraian;Jumlah") -> Understood:
    return understood("\n".join([head, *(f"{day};{text};{dotted(amount)}" for day, text, amount in rows)]))


def journal_file(*rows: tuple[str, str, str, str, str]) -> Understood:
    return understood(table([["tanggal", "uraian", "akun", "debet", "kredit"], *rows]), "journal")


def accounts_file(*rows: tuple[str, ...]) -> Understood:
    head = ["kode", "nama", "jenis", "kas", "arus", "dana"]
    return understood(table([head, *([*row, *[""] * (6 - len(row))] for row in rows)]), "accounts")


LAUNDRY_FILE = understood(table(cash_rows()))


def test_a_months_cash_book_comes_in_to_the_rupiah(book: Book) -> None:
    outcome = taken(book, LAUNDRY_FILE)
    assert (outcome.read, outcome.taken, outcome.already_there, outcome.skipped) == (12, 12, 0, ())
    assert (outcome.total_in, outcome.total_out) == (47_200_000, 24_650_000)
    with book.read() as reader:
        statement = statements.cash_book(reader, own(reader), ledger.find_account(reader, own(reader), "Kas"), APRIL)
        assert (statement.total_in, statement.total_out, statement.closing) == (47_200_000, 24_650_000, 22_550_000)
        assert [(row.day, row.memo, row.money_in - row.money_out) for row in statement.rows] == list(LAUNDRY)
        assert {row.kind for row in statement.rows} == {"uang_masuk_lain", "uang_keluar_lain"}
        assert {row.source for row in statement.rows} == {"typed"}
        assert house.check(reader).ok


def test_looking_first_says_the_same_and_writes_nothing(book: Book) -> None:
    looked = seen(book, LAUNDRY_FILE)
    with book.read() as reader:
        assert ledger.entry_count(reader) == 0
    assert taken(book, LAUNDRY_FILE) == looked
    assert set(looked.marks.values()) == {"new"}


def test_a_second_time_takes_nothing_and_marks_every_row(book: Book) -> None:
    taken(book, LAUNDRY_FILE)
    looked = seen(book, LAUNDRY_FILE)
    assert (looked.taken, looked.already_there, looked.total_in) == (0, 12, 0)
    assert set(looked.marks.values()) == {"there"}
    assert taken(book, LAUNDRY_FILE).taken == 0
    with book.read() as reader:
        assert ledger.entry_count(reader) == 12


def test_the_same_month_in_other_habits_is_already_there(book: Book) -> None:
    taken(book, LAUNDRY_FILE)
    other = understood(
        table(
            cash_rows(
                lambda one: f"Rp {one:,}.00", lambda day: f"{day:%m/%d/%y}", head=("Date", "Details", "In", "Out")
            )
        )
    )
    shouted = understood(table([[row[0], str(row[1]).upper().replace(" ", "  "), *row[2:]] for row in cash_rows()]))
    assert taken(book, other).already_there == 12
    # The headings are shouted too, and known all the same.
    assert taken(book, shouted).already_there == 12


def test_overlapping_statements_take_only_what_is_new(book: Book) -> None:
    rows = cash_rows()
    first, second = understood(table(rows[:8])), understood(table([rows[0], *rows[5:]]))
    assert taken(book, first).taken == 7
    outcome = taken(book, second)
    assert (outcome.taken, outcome.already_there) == (5, 3)
    assert balance(book, "Kas") == 22_550_000


def test_equal_rows_of_one_day_are_counted_by_how_many_there_are(book: Book) -> None:
    twice = cash_file(("5/4/2015", "Jual", 5_000), ("5/4/2015", "Jual", 5_000))
    thrice = cash_file(*[("5/4/2015", "jual ", 5_000)] * 3)
    assert taken(book, twice).taken == 2
    outcome = taken(book, thrice)
    assert (outcome.taken, outcome.already_there) == (1, 2)
    assert [outcome.marks[row] for row in (2, 3, 4)] == ["there", "there", "new"]


@pytest.mark.parametrize(
    "other",
    [
        ("6/4/2015", "Jual", 5_000),
        ("5/4/2015", "Beli", 5_000),
        ("5/4/2015", "Jual", 5_001),
        ("5/4/2015", "Jual", -5_000),
    ],
    ids=["day", "text", "amount", "direction"],
)
def test_a_row_that_differs_in_anything_is_new(book: Book, other: tuple[str, str, int]) -> None:
    taken(book, cash_file(("5/4/2015", "Jual", 5_000)))
    assert taken(book, cash_file(other)).taken == 1


def test_the_same_row_on_another_account_is_new(book: Book) -> None:
    found = cash_file(("5/4/2015", "Jual", 5_000))
    assert taken(book, found, account="Kas").taken == 1
    assert taken(book, found, account="bank").taken == 1
    assert taken(book, found, account="1-1200").already_there == 1
    assert (balance(book, "Kas"), balance(book, "Bank")) == (5_000, 5_000)


def test_what_was_recorded_by_hand_is_already_there(book: Book) -> None:
    with book.write() as tx:
        answers = {"amount": 5_000, "memo": "Cucian Bu Wati", "date": date(2015, 4, 5)}
        recording.record(tx, "jual_tunai", answers, ledger=own(tx), today=TODAY)
    assert taken(book, cash_file(("5/4/2015", "Cucian bu wati", 5_000))).already_there == 1


def test_one_undo_takes_the_whole_file_back_and_then_it_can_come_again(book: Book) -> None:
    taken(book, LAUNDRY_FILE)
    with book.write() as tx:
        undone = recording.undo(tx, today=TODAY)
    assert (undone.act, undone.entries) == ("import", 12)
    assert balance(book, "Kas") == 0
    again = taken(book, LAUNDRY_FILE)
    assert (again.taken, again.already_there) == (12, 0)
    assert balance(book, "Kas") == 22_550_000
    with book.read() as reader:
        assert house.check(reader).ok


def test_an_undo_of_thousands_tells_how_far_it_is_and_stopped_in_the_middle_it_undid_nothing(book: Book) -> None:
    days = [date.fromordinal(APRIL.first.toordinal() + nth % 30) for nth in range(2_500)]
    rows = [(f"{day.day}/{day.month}/{day.year}", f"Cucian {nth}", 1_000) for nth, day in enumerate(days)]
    assert taken(book, cash_file(*rows)).taken == 2_500
    told: list[tuple[int, int | None]] = []

    class Watched:
        stop_at = 1_000

        def report(self, done: int, total: int | None) -> None:
            told.append((done, total))
            if done >= self.stop_at:
                raise Cancelled

    watched = Watched()
    with pytest.raises(Cancelled), book.write() as tx:
        recording.undo(tx, today=TODAY, progress=watched)
    assert balance(book, "Kas") == 2_500_000
    with book.read() as reader:
        assert ledger.entry_count(reader) == 2_500
    watched.stop_at = 10_000
    told.clear()
    with book.write() as tx:
        assert recording.undo(tx, today=TODAY, progress=watched).entries == 2_500
    assert told == [(0, 2_500), (1_000, 2_500), (2_000, 2_500), (2_500, 2_500)]
    assert balance(book, "Kas") == 0
    with book.read() as reader:
        assert house.check(reader).ok


def test_both_ends_of_a_transfer_are_undone_once_and_next_to_each_other(book: Book) -> None:
    rows = [("6/4/2015", f"Untuk rumah {nth}", -1_000) for nth in range(1_200)]
    taken(book, cash_file(*rows), kind_out="ambil_untuk_keluarga")
    with book.write() as tx:
        assert recording.undo(tx, today=TODAY).entries == 2_400
    assert balance(book, "Kas") == balance(book, "Kas", "Keluarga Laundry Wangi") == 0
    with book.read() as reader:
        assert ledger.entry_count(reader) == 4_800
        assert house.check(reader).ok


def test_a_record_that_was_taken_back_is_no_longer_there_and_one_that_stands_again_is(book: Book) -> None:
    found = cash_file(("5/4/2015", "Jual", 5_000))
    taken(book, found)
    with book.write() as tx:
        recording.reverse(tx, "2015-A-001", today=TODAY)
    assert seen(book, found).taken == 1
    with book.write() as tx:
        recording.undo(tx, today=TODAY)
    assert seen(book, found).already_there == 1


def test_a_taking_back_on_a_later_day_is_no_record_of_that_day(book: Book) -> None:
    taken(book, cash_file(("5/4/2015", "Jual", 5_000)))
    with book.write() as tx:
        ledger.close_period(tx, own(tx), date(2015, 4, 30))
        recording.reverse(tx, "2015-A-001", today=date(2015, 5, 3))
    assert seen(book, cash_file(("3/5/2015", "Jual", -5_000))).taken == 1


def test_kinds_can_be_chosen_for_money_in_and_out_and_for_each_description(book: Book) -> None:
    found = cash_file(("5/4/2015", "Cucian", 5_000), ("5/4/2015", "Sabun", -2_000), ("6/4/2015", "Untuk rumah", -1_000))
    kinds = {text_key("untuk RUMAH", into=False): "ambil_untuk_keluarga"}
    found = replace(found, habits=replace(found.habits, kinds=kinds))
    outcome = taken(book, found, kind_in="jual_tunai", kind_out="beli_bahan")
    assert outcome.taken == 3
    assert (balance(book, "Penjualan"), balance(book, "Belanja bahan")) == (-5_000, 2_000)
    # Money for the household has its other end in the household's ledger, as always.
    assert balance(book, "Diambil untuk keluarga") == 1_000
    assert balance(book, "Kas", "Keluarga Laundry Wangi") == 1_000
    with book.read() as reader:
        assert house.check(reader).ok
    with book.write() as tx:
        recording.undo(tx, today=TODAY)
    assert balance(book, "Kas") == balance(book, "Kas", "Keluarga Laundry Wangi") == 0


@pytest.mark.parametrize(
    ("wishes", "code"),
    [
        ({"kind_in": "tidak_ada"}, "kind-unknown"),
        ({"kind_in": "tutup_lapak"}, "kind-asks-more"),
        ({"kind_in": "jual_belum_dibayar"}, "kind-other-way"),
        ({"kind_in": "beli_bahan"}, "kind-other-way"),
        ({"kind_out": "jual_tunai"}, "kind-other-way"),
        ({"account": "Tidak ada"}, "account-unknown"),
        ({"account": "Penjualan"}, "box-not-cash"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(book: Book, wishes: dict[str, str], code: str) -> None:
    with pytest.raises(Rejected) as refused:
        taken(book, LAUNDRY_FILE, **wishes)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_kind_of_the_group_is_none_of_the_family(book: Book) -> None:
    with pytest.raises(Rejected) as refused:
        taken(book, LAUNDRY_FILE, kind_in="iuran_iks")
    assert refused.value.problems[0].code in ("kind-unknown", "kind-not-here")


def test_money_of_one_purse_never_becomes_income_of_another(group: Book) -> None:
    with pytest.raises(Rejected) as refused:
        taken(group, LAUNDRY_FILE, account="Kas tabungan")
    assert refused.value.problems[0].code == "funds-mixed"


def test_every_kind_that_needs_only_an_amount_is_drafted_as_record_would_write_it(book: Book, group: Book) -> None:
    tried = 0
    for one in (book, group):
        with one.write() as tx:  # nobody pays what is not owed
            there = {"bon": 900_000, "payables": 900_000, "deposits": 900_000}
            recording.record(tx, "saldo_awal", there, ledger=own(tx), today=TODAY)
            others = {"amount": 900_000, "theirs": 900_000}
            recording.record(tx, "titipan_orang_laku", others, ledger=own(tx), today=TODAY)
        for kind in recording.kinds():
            for into in (True, False):
                with one.write() as tx:
                    place, kas = own(tx), ledger.find_account(tx, own(tx), "Kas")
                    try:
                        found = pattern(tx, kind, place, kas, into=into)
                    except Rejected:
                        continue
                    known = recording.kinds()[kind].in_ledger(place.kind)
                    answers: dict[str, Any] = {"amount": 12_500, "memo": "Coba", "date": date(2015, 4, 5)}
                    if known.field("box"):
                        answers["box"] = "Kas"
                    posted = recording.record(tx, kind, answers, ledger=place, today=TODAY, source="sheet").posted
                    drafts = list(found.drafts(date(2015, 4, 5), 12_500, "Coba", "sheet"))
                    written = ledger.read_entries(tx, [entry.id for entry in posted])
                    assert len(drafts) == len(written)
                    for draft, entry in zip(drafts, written, strict=True):
                        assert (draft.ledger, draft.day, draft.kind, draft.source) == (
                            entry.ledger, entry.day, entry.kind, entry.source,
                        )  # fmt: skip
                        assert (draft.memo, draft.answers, draft.postings) == (
                            entry.memo,
                            entry.answers,
                            entry.postings,
                        )
                        assert (draft.transfer is None) == (entry.transfer is None)
                    tried += 1
    assert tried >= 15


def test_a_bad_row_refuses_the_whole_file_and_every_one_is_named(book: Book) -> None:
    text = table([*cash_rows(), ["31/2/2015", "Beli", "", "5.000"], ["1/4/2015", "", "x", ""]])
    with pytest.raises(Rejected) as refused:
        taken(book, understood(text))
    assert codes(refused) == [
        ("14", "row-date-impossible"),
        ("15", "row-no-text"),
        ("15", "row-amount-unreadable"),
    ]
    with book.read() as reader:
        assert ledger.entry_count(reader) == 0


def test_with_partial_the_good_rows_are_taken_and_the_bad_ones_named(book: Book) -> None:
    text = table([*cash_rows(), ["31/2/2015", "Beli", "", "5.000"], ["1/4/2015", "", "x", ""]])
    outcome = taken(book, understood(text), partial=True)
    assert (outcome.read, outcome.taken) == (14, 12)
    assert [row for row, _ in outcome.skipped] == [14, 15]
    assert (outcome.total_in, outcome.total_out) == (47_200_000, 24_650_000)
    assert [outcome.marks[row] for row in (13, 14, 15)] == ["new", "bad", "bad"]


def test_days_before_the_book_and_in_a_closed_period_are_bad_rows(book: Book) -> None:
    with book.write() as tx:
        ledger.close_period(tx, own(tx), date(2015, 4, 10))
    found = cash_file(("31/3/2015", "Jual", 5_000), ("10/4/2015", "Jual", 5_000), ("11/4/2015", "Jual", 5_000))
    with pytest.raises(Rejected) as refused:
        taken(book, found)
    assert codes(refused) == [("2", "before-start"), ("3", "period-closed")]
    assert taken(book, found, partial=True).taken == 1


def test_a_file_that_goes_back_in_time_is_written_in_the_order_of_time(book: Book) -> None:
    rows = [["Tanggal", "Uraian", "Masuk", "Keluar", "Saldo"]]
    rows += [["6/4/2015", "Ketiga", "", "1.000", "8.000"], ["5/4/2015", "Kedua", "", "1.000", "9.000"]]
    rows += [["5/4/2015", "Pertama", "10.000", "", "10.000"]]
    taken(book, understood(table(rows)))
    with book.read() as reader:
        kas = ledger.find_account(reader, own(reader), "Kas")
        lines = list(ledger.register_rows(reader, kas.id, APRIL))
    assert [(line.memo, line.balance) for line in lines] == [("Pertama", 10_000), ("Kedua", 9_000), ("Ketiga", 8_000)]


def test_what_is_allowed_but_odd_is_pointed_out(book: Book) -> None:
    outcome = seen(book, cash_file(("5/4/2015", "Beli", -5_000), ("5/2/2026", "Jual", 1_000)))
    assert [problem.code for problem in outcome.warnings] == ["day-ahead", "cash-below-zero"]


def test_the_source_is_the_one_that_was_said(book: Book) -> None:
    taken(book, LAUNDRY_FILE, source="sheet")
    with book.read() as reader:
        assert {entry.source for entry in ledger.journal_page(reader, own(reader), APRIL, 0, 50)} == {"sheet"}


def test_nothing_of_a_practice_book_comes_into_a_real_one(book: Book) -> None:
    data = workbook(("Kas", [["LATIHAN, bukan catatan sungguhan"], *cash_rows()]))
    with pytest.raises(Rejected) as refused:
        taken(book, understood(data))
    assert refused.value.problems[0].code == "practice-file"
    with house.create(None, kind="group", name="Latihan", start=APRIL.first, practice=True) as practice:
        assert taken(practice, understood(data)).taken == 12


# Journals

LAUNDRY_JOURNAL = journal_file(
    ("02/04/2015", "Setoran modal", "Kas", "35.000.000", ""),
    ("02/04/2015", "Setoran modal", "Modal Ny. Erma", "", "35.000.000"),
    ("03/04/2015", "Beli peralatan", "PERALATAN", "17.500.000", ""),
    ("03/04/2015", "Beli peralatan", "1-1100", "", "7.000.000"),
    ("03/04/2015", "Beli peralatan", "Utang usaha", "", "10.500.000"),
    ("07/04/2015", "Jasa tunai", "k a s", "2.600.000", ""),
    ("07/04/2015", "Jasa tunai", "Pendapatan jasa", "", "2.600.000"),
)


def test_a_journal_comes_in_with_its_unknown_accounts(book: Book) -> None:
    outcome = taken(book, LAUNDRY_JOURNAL)
    assert (outcome.read, outcome.taken, outcome.already_there) == (7, 3, 0)
    assert outcome.new_accounts == (("Modal Ny. Erma", "equity"), ("Utang usaha", "liability"))
    assert (outcome.total_in, outcome.total_out) == (37_600_000, 7_000_000)
    assert (balance(book, "Kas"), balance(book, "Peralatan")) == (30_600_000, 17_500_000)
    assert balance(book, "Utang usaha") == -10_500_000
    with book.read() as reader:
        first = ledger.entry_by_number(reader, "2015-A-001")
        assert (first.kind, first.memo) == (recording.JOURNAL_KIND, "Setoran modal")
        assert house.check(reader).ok


def test_a_journal_comes_in_once_and_after_an_undo_again(book: Book) -> None:
    looked = seen(book, LAUNDRY_JOURNAL)
    assert taken(book, LAUNDRY_JOURNAL) == looked
    again = taken(book, LAUNDRY_JOURNAL)
    assert (again.taken, again.already_there, again.new_accounts) == (0, 3, ())
    with book.write() as tx:
        assert recording.undo(tx, today=TODAY).entries == 3
    assert taken(book, LAUNDRY_JOURNAL).taken == 3


def test_a_journal_that_does_not_balance_within_each_purse_is_refused_and_names_it(group: Book) -> None:
    found = journal_file(
        ("5/4/2015", "Salah kantong", "Kas", "5.000", ""),
        ("5/4/2015", "Salah kantong", "Tabungan anggota", "", "5.000"),
    )
    with pytest.raises(Rejected) as refused:
        taken(group, found)
    assert codes(refused) == [("2", "journal-unbalanced"), ("3", "journal-unbalanced")]
    assert refused.value.problems[0].params["fund"] == "Kantong usaha"
    outcome = taken(group, found, partial=True)
    assert (outcome.taken, outcome.new_accounts, len(outcome.skipped)) == (0, (), 2)


def test_an_unknown_code_without_a_name_is_a_bad_row(book: Book) -> None:
    found = journal_file(("5/4/2015", "Beli", "9-9999", "5.000", ""), ("5/4/2015", "Beli", "Kas", "", "5.000"))
    with pytest.raises(Rejected) as refused:
        taken(book, found)
    assert {code for _, code in codes(refused)} == {"account-unknown"}


def test_accounts_that_only_bad_records_name_are_not_opened(book: Book) -> None:
    found = journal_file(
        ("5/3/2015", "Terlalu awal", "Beban lain", "5.000", ""),
        ("5/3/2015", "Terlalu awal", "Kas", "", "5.000"),
        ("5/4/2015", "Benar", "Beban sabun", "5.000", ""),
        ("5/4/2015", "Benar", "Kas", "", "5.000"),
    )
    assert taken(book, found, partial=True).new_accounts == (("Beban sabun", "expense"),)
    with book.read() as reader, pytest.raises(Rejected):
        ledger.find_account(reader, own(reader), "Beban lain")


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("Akumulasi penyusutan mesin", "contra-asset"),
        ("Prive Bu Erma", "drawing"),
        ("Modal Bu Erma", "equity"),
        ("Pendapatan diterima dimuka", "liability"),
        ("Pendapatan diterima di muka", "liability"),
        ("Sewa dibayar di muka", "asset"),
        ("Beban dibayar dimuka", "asset"),
        ("Utang usaha", "liability"),
        ("Hutang gaji", "liability"),
        ("Piutang usaha", "asset"),
        ("Piutang karyawan", "asset"),
        ("Pendapatan jasa cuci", "revenue"),
        ("Beban penyusutan mesin", "expense"),
        ("Beban lain-lain kebersihan", "expense"),
        ("Biaya listrik", "expense"),
        ("Retur penjualan", "contra-revenue"),
        ("Potongan pembelian", "contra-cost"),
        ("Harga pokok penjualan", "cost"),
        ("Mesin cuci", "asset"),
        ("Kas kecil", "asset"),
        ("Bank BRI", "asset"),
    ],
)
def test_an_unknown_account_gets_a_type_from_its_words(book: Book, name: str, type_: str) -> None:
    found = journal_file(("5/4/2015", "Coba", name, "5.000", ""), ("5/4/2015", "Coba", "Kas", "", "5.000"))
    assert taken(book, found).new_accounts == ((name, type_),)
    with book.read() as reader:
        account = ledger.find_account(reader, own(reader), name)
        assert (account.type, account.fund_role) == (type_, "usaha")
        assert account.is_cash == name.startswith(("Kas ", "Bank "))


def test_in_a_household_a_proposed_account_belongs_to_its_only_purse(book: Book) -> None:
    found = journal_file(("5/4/2015", "Coba", "Beban cucian", "5.000", ""), ("5/4/2015", "Coba", "Kas", "", "5.000"))
    with book.write() as tx:
        home = ledger.find_ledger(tx, "Keluarga Laundry Wangi")
        take(tx, found, Options(home, TODAY))
        assert ledger.find_account(tx, home, "Beban cucian").fund_role == "keluarga"


def test_a_column_that_holds_no_accounts_does_not_open_a_thousand(book: Book) -> None:
    rows: list[tuple[str, str, str, str, str]] = []
    for nth in range(1_100):
        rows.append(("5/4/2015", f"Catatan {nth}", f"Cucian orang ke {nth}", "5.000", ""))
        rows.append(("5/4/2015", f"Catatan {nth}", "Kas", "", "5.000"))
    with pytest.raises(Rejected) as refused:
        taken(book, journal_file(*rows))
    assert refused.value.problems[0].code == "accounts-too-many"


# Opening balances


def opening_file(*rows: tuple[str, str, str]) -> Understood:
    return understood(table([["akun", "debet", "kredit"], *rows]), "opening")


OPENING = opening_file(
    ("Kas", "1.500.000", ""),
    ("Peralatan", "3.000.000", ""),
    ("Beban sewa", "250.000", ""),
    ("Utang Bank Danamon", "", "2.000.000"),
    ("Penjualan", "", "750.000"),
    ("Modal awal", "", "2.000.000"),
)


def test_opening_balances_become_one_entry_on_the_books_first_day(book: Book) -> None:
    outcome = taken(book, OPENING)
    assert (outcome.read, outcome.taken, outcome.already_there) == (6, 1, 0)
    assert outcome.new_accounts == (("Beban sewa", "expense"), ("Utang Bank Danamon", "liability"))
    assert (outcome.total_in, outcome.total_out) == (1_500_000, 0)
    with book.read() as reader:
        (entry,) = ledger.journal_page(reader, own(reader), APRIL, 0, 9)
        assert (entry.day, entry.kind) == (APRIL.first, "saldo_awal")
        # Revenue and expense of a book that is taken over in mid-period are movements of that day.
        result = statements.income(reader, own(reader), APRIL)
        assert (result.revenue, result.expense) == (750_000, 250_000)
        assert recording.written_within(reader, own(reader), APRIL).total == 0
        assert house.check(reader).ok


def test_opening_balances_come_in_once(book: Book) -> None:
    taken(book, OPENING)
    outcome = taken(book, OPENING)
    assert (outcome.taken, outcome.already_there, outcome.new_accounts) == (0, 1, ())
    with book.write() as tx:
        recording.undo(tx, today=TODAY)
    assert taken(book, OPENING).taken == 1


@pytest.mark.parametrize("partial", [False, True])
def test_opening_balances_that_differ_are_refused_whatever_is_wished(book: Book, partial: bool) -> None:
    found = opening_file(("Kas", "1.500.000", ""), ("Modal awal", "", "1.400.000"))
    with pytest.raises(Rejected) as refused:
        taken(book, found, partial=partial)
    (problem,) = refused.value.problems
    assert (problem.code, problem.params["rest"]) == ("journal-unbalanced", 100_000)


def test_opening_balances_are_equal_within_each_purse(group: Book) -> None:
    good = opening_file(
        ("Kas", "5.000", ""),
        ("Modal awal", "", "5.000"),
        ("Kas tabungan", "7.000", ""),
        ("Tabungan anggota", "", "7.000"),
    )
    mixed = opening_file(("Kas", "12.000", ""), ("Modal awal", "", "5.000"), ("Tabungan anggota", "", "7.000"))
    with pytest.raises(Rejected):
        taken(group, mixed)
    assert taken(group, good).taken == 1


def test_bad_rows_of_opening_balances_are_named_before_their_sums(book: Book) -> None:
    found = opening_file(("Kas", "lima", ""), ("Modal awal", "", "5.000"))
    with pytest.raises(Rejected) as refused:
        taken(book, found)
    assert codes(refused) == [("2", "row-amount-unreadable")]


def test_balances_that_no_word_explains_are_owned_or_owed(book: Book) -> None:
    found = opening_file(("Zzz", "5.000", ""), ("Yyy", "", "5.000"))
    assert taken(book, found).new_accounts == (("Zzz", "asset"), ("Yyy", "liability"))


def test_codes_of_a_schoolbook_that_are_ours_for_something_else_do_not_mislead(book: Book) -> None:
    rows = [["No. Akun", "Nama Akun", "Debet", "Kredit"]]
    rows += [
        ["1-1100", "Kas", "5.000", ""],
        ["1-1200", "Piutang usaha", "7.000", ""],
        ["3-1000", "Modal", "", "12.000"],
    ]
    taken(book, understood(table(rows), "opening"))
    assert (balance(book, "Kas"), balance(book, "Bank"), balance(book, "Piutang usaha")) == (5_000, 0, 7_000)
    # What is brought later by the schoolbook's code alone goes where the schoolbook means it.
    found = journal_file(("5/4/2015", "Lunas", "1-1100", "7.000", ""), ("5/4/2015", "Lunas", "1-1200", "", "7.000"))
    taken(book, found)
    assert (balance(book, "Kas"), balance(book, "Bank"), balance(book, "Piutang usaha")) == (12_000, 0, 0)


# Lists of accounts


def account(book: Book, name: str) -> ledger.Account:
    with book.read() as reader:
        return ledger.find_account(reader, own(reader), name)


def test_accounts_are_opened_as_the_list_says(book: Book) -> None:
    outcome = taken(
        book,
        accounts_file(
            ("1-1900", "Kas kecil", "asset"),
            ("", "Bank BRI", "asset", "tidak"),
            ("", "Dompet digital", "asset", "ya", "operasi", "usaha"),
            ("6-9000", "Beban sabun", "expense", "", "operasi"),
            ("", "Tanah", "asset", "", "investasi"),
        ),
    )
    assert (outcome.read, outcome.taken, outcome.already_there) == (5, 5, 0)
    assert outcome.new_accounts[0] == ("Kas kecil", "asset")
    assert [account(book, name).is_cash for name in ("Kas kecil", "Bank BRI", "Dompet digital")] == [True, False, True]
    assert (account(book, "6-9000").name, account(book, "Tanah").flow) == ("Beban sabun", "investasi")
    with book.read() as reader:
        assert ledger.entry_count(reader) == 0
        assert house.check(reader).ok


def test_a_known_account_takes_over_spelling_and_type_while_it_has_no_entries(book: Book) -> None:
    found = accounts_file(("4-9", "PENJUALAN", "other-revenue"))
    assert (taken(book, found).taken, taken(book, found).already_there) == (1, 1)
    changed = account(book, "penjualan")
    assert (changed.name, changed.type, changed.code) == ("PENJUALAN", "other-revenue", "4-9")


def test_another_type_is_refused_once_an_account_has_entries(book: Book) -> None:
    with book.write() as tx:
        recording.record(tx, "jual_tunai", {"amount": 5_000}, ledger=own(tx), today=APRIL.first)
    with pytest.raises(Rejected) as refused:
        taken(book, accounts_file(("", "penjualan", "expense")))
    assert codes(refused) == [("2", "account-in-use")]
    outcome = taken(book, accounts_file(("", "PENJUALAN", "revenue")))
    assert (outcome.taken, outcome.already_there) == (0, 1)
    assert account(book, "Penjualan").name == "Penjualan"


def test_an_account_that_the_person_brought_is_known_by_its_code(book: Book) -> None:
    taken(book, accounts_file(("6-100", "Beban listrik", "expense")))
    outcome = taken(book, accounts_file(("6-100", "Beban listrik dan air", "expense")))
    assert (outcome.taken, outcome.new_accounts) == (1, ())
    assert account(book, "6-100").name == "Beban listrik dan air"


def test_a_code_of_our_chart_gives_way_to_the_persons_account(book: Book) -> None:
    taken(book, accounts_file(("1-1200", "Piutang usaha", "asset")))
    assert (account(book, "1-1200").name, account(book, "Bank").role) == ("Piutang usaha", "bank")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("", "Kas kecil", "asset", "", "", "tabungan"), "fund-unknown"),
        (("", "Beban kas", "expense", "ya"), "row-cash-not-asset"),
        (("", "Kas", "expense"), "row-cash-not-asset"),
    ],
)
def test_an_account_that_cannot_be_is_a_bad_row(book: Book, row: tuple[str, ...], code: str) -> None:
    with pytest.raises(Rejected) as refused:
        taken(book, accounts_file(row))
    assert codes(refused) == [("2", code)]


def test_an_account_may_belong_to_any_purse_of_the_ledger(group: Book) -> None:
    taken(group, accounts_file(("", "Kas arisan", "asset", "ya", "", "Kantong tabungan")))
    assert account(group, "Kas arisan").fund_role == "tabungan"


def test_one_account_of_the_book_cannot_be_two_rows_of_the_list(book: Book) -> None:
    with book.write() as tx:
        ledger.add_account(tx, own(tx), NewAccount("77", "Beban air", "expense", "usaha"))
    with pytest.raises(Rejected) as refused:
        taken(book, accounts_file(("77", "Beban sabun", "expense"), ("", "Beban air", "expense")))
    assert codes(refused) == [("3", "row-account-twice")]


# Stopping, and many rows


class _StopsAt:
    def __init__(self, done: int) -> None:
        self._done = done

    def report(self, done: int, total: int | None) -> None:
        if done >= self._done:
            raise Cancelled


def many(rows: int) -> Understood:
    dice = Random(7)
    return cash_file(
        *(
            (f"{dice.randrange(1, 29)}/4/2015", f"Catatan {nth}", dice.choice((1, -1)) * (1_000 + nth))
            for nth in range(rows)
        )
    )


@pytest.mark.parametrize("done", [0, 1_000, 2_000])
def test_an_import_that_was_stopped_leaves_nothing_behind(book: Book, done: int) -> None:
    found = many(2_500)
    with pytest.raises(Cancelled), book.write() as tx:
        take(tx, found, Options(own(tx), TODAY), _StopsAt(done))
    with book.read() as reader:
        assert ledger.entry_count(reader) == 0
        assert house.check(reader).ok
    assert taken(book, found).taken == 2_500


def test_many_rows_come_in_whole_and_their_chain_holds(book: Book) -> None:
    found = many(3_500)
    outcome = taken(book, found)
    assert outcome.taken == 3_500
    assert balance(book, "Kas") == outcome.total_in - outcome.total_out == sum(line.amount or 0 for line in found.lines)
    with book.read() as reader:
        assert house.check(reader).ok
    assert taken(book, found).already_there == 3_500


def test_every_printed_balance_of_a_statement_comes_out(book: Book) -> None:
    dice = Random(252)
    rows: list[list[object]] = [["Tanggal", "Uraian", "Masuk", "Keluar", "Saldo"]]
    left, printed = 0, []
    for nth in range(252):
        amount = dice.randrange(-50_000, 60_000) or 1
        left += amount
        printed.append(left)
        day = f"{1 + nth % 28:02}/{4 + nth // 28 if nth < 252 else 12:02}/2015"
        rows.append([day, f"Mutasi {nth}", dotted(max(amount, 0)), dotted(max(-amount, 0)), dotted(left)])
    found = understood(table(rows))
    assert not found.notes
    taken(book, found, account="Bank")
    with book.read() as reader:
        bank = ledger.find_account(reader, own(reader), "Bank")
        lines = ledger.register_rows(reader, bank.id, Period(date(2015, 4, 1), date(2015, 12, 31)))
        assert [line.balance for line in lines] == printed


def test_undoing_an_import_is_offered_by_the_name_of_what_came_in(book: Book, qapp: object) -> None:
    taken(book, LAUNDRY_FILE)
    session = Session(book, translator("id"), FixedClock(TODAY))
    found = session.undoable()
    assert found is not None
    assert session.name_of(found) == "ambil dari file: 12 catatan"
