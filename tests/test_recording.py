"""Recording, correcting, taking back and undoing, where it is not plain sailing."""

from datetime import date, timedelta

import pytest

from kpmbooks import house, ledger, recording, statements
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.ledger import LedgerRef, Source
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected
from kpmbooks.recording import Answers
from tests.books import JANUARY, START, TODAY, balance, family, group, own, record


def _codes(book: Book, kind: str, **answers: object) -> list[tuple[str, str | None]]:
    with pytest.raises(Rejected) as caught, book.write() as tx:
        recording.record(tx, kind, answers, ledger=own(tx), today=TODAY)  # type: ignore[arg-type]
    return [(problem.code, problem.field) for problem in caught.value.problems]


def _cash_rows(book: Book) -> list[tuple[str, int, int, int | None, bool]]:
    with book.read() as reader:
        place = own(reader)
        cash = statements.cash_book(reader, place, ledger.find_account(reader, place, "Kas"), JANUARY)
        return [(row.number, row.money_in, row.money_out, row.balance, row.struck) for row in cash.rows]


def test_preview_shows_what_record_writes_and_changes_nothing() -> None:
    answers = {"drawer": 300_000, "float": 50_000, "shopping": 80_000, "family": 40_000, "bon": 15_000}
    with family() as book:
        with book.read() as reader:
            seen = recording.preview(reader, "tutup_lapak", answers, ledger=own(reader), today=TODAY)
            assert ledger.entry_count(reader) == 0
        number = record(book, "tutup_lapak", **answers)
        with book.read() as reader:
            written = ledger.entry_by_number(reader, number)
            ends = ledger.entries_of_transfer(reader, written.transfer or b"")
    assert seen.amounts["cash_sales"] == 370_000  # 300.000 − 50.000 + 80.000 + 40.000
    assert [(line.account.id, line.amount) for line in seen.lines] == [
        (posting.account, posting.amount) for end in ends for posting in end.postings
    ]


def test_preview_and_record_refuse_the_same() -> None:
    answers = {"amount": "1.5", "date": "31/2", "box": "Lemari", "warna": "merah"}
    with family() as book:
        with book.read() as reader, pytest.raises(Rejected) as caught:
            recording.preview(reader, "jual_tunai", answers, ledger=own(reader), today=TODAY)
        refused = [(problem.code, problem.field) for problem in caught.value.problems]
        assert _codes(book, "jual_tunai", **answers) == refused
        with book.read() as reader:
            assert ledger.entry_count(reader) == 0
    assert {field for _, field in refused} == {"amount", "date", "warna"}


@pytest.mark.parametrize(
    ("kind", "answers", "code", "field"),
    [
        ("jual_kapal", {"amount": 1}, "kind-unknown", "kind"),
        ("jual_tunai", {}, "field-missing", "amount"),
        ("jual_tunai", {"amount": 0}, "nothing-to-record", None),
        ("jual_tunai", {"amount": -5}, "field-negative", "amount"),
        ("jual_tunai", {"amount": 5, "box": "Penjualan"}, "box-not-cash", "box"),
        ("jual_tunai", {"amount": 5, "box": "Lemari"}, "account-unknown", "box"),
        ("pindah_uang", {"amount": 5, "from": "Kas", "to": "Kas"}, "box-same", "box"),
        ("jual_tunai", {"amount": 5, "date": START - timedelta(days=1)}, "before-start", "date"),
    ],
)
def test_what_cannot_be_recorded_is_refused_at_its_field(
    kind: str, answers: dict[str, object], code: str, field: str | None
) -> None:
    with family() as book:
        assert _codes(book, kind, **answers) == [(code, field)]
        with book.read() as reader:
            assert ledger.entry_count(reader) == 0


def test_group_money_of_two_purses_is_never_mixed() -> None:
    with group() as book:
        assert _codes(book, "jual_tunai", amount=5_000, box="Kas IKS") == [("funds-mixed", "box")]
        record(book, "sisihkan_iks", amount=25_000)
        with book.read() as reader:
            place = own(reader)
            assert (balance(reader, "Kas"), balance(reader, "Kas IKS")) == (-25_000, 25_000)
            for fund in ledger.funds(reader, place):
                trial = statements.trial_balance(reader, place, TODAY, fund)
                assert trial.total_debit == trial.total_credit


def test_money_to_the_household_is_one_transfer_with_two_ends_that_go_together() -> None:
    with family() as book:
        number = record(book, "ambil_untuk_keluarga", amount=60_000)
        with book.read() as reader:
            home = ledger.find_ledger(reader, "Keluarga Bu Siti")
            assert (balance(reader, "Kas"), balance(reader, "Kas", home)) == (-60_000, 60_000)
            other = ledger.entry_by_number(reader, "2026-A-002")
        assert other.ledger == home
        with book.write() as tx:
            recording.reverse(tx, other.number, today=TODAY)  # from the far end
        with book.read() as reader:
            assert (balance(reader, "Kas"), balance(reader, "Kas", home)) == (0, 0)
        with pytest.raises(Rejected, match="already-reversed"), book.write() as tx:
            recording.reverse(tx, number, today=TODAY)
        with book.read() as reader:
            assert house.check(reader).ok


def test_kitchen_shopping_is_the_households_cost_and_no_cash_of_hers() -> None:
    with family() as book:
        record(book, "belanja_pasar", amount=140_000, kitchen=45_000)
        with book.read() as reader:
            place, home = own(reader), ledger.find_ledger(reader, "Keluarga Bu Siti")
            assert balance(reader, "Kas") == -140_000
            assert statements.income(reader, place, JANUARY).cost == 95_000
            assert balance(reader, "Kas", home) == 0
            household = statements.income(reader, home, JANUARY)
            assert (household.revenue, household.expense, household.net) == (45_000, 45_000, 0)


def test_an_instalment_is_split_into_principal_and_interest() -> None:
    with family() as book:
        record(book, "terima_pinjaman", amount=2_000_000, kept_back=40_000)
        record(book, "bayar_cicilan", principal=166_000, interest=34_000)
        with book.read() as reader:
            place = own(reader)
            assert balance(reader, "Kas") == 1_960_000 - 200_000
            assert balance(reader, "Sisa pinjaman") == -(2_000_000 - 166_000)
            assert statements.income(reader, place, JANUARY).net == -40_000 - 34_000


def test_a_correction_strikes_the_old_line_and_keeps_its_day_and_source() -> None:
    with family() as book:
        with book.write() as tx:
            answers = {"amount": 2_000_000, "memo": "Token", "date": date(2026, 1, 9)}
            first = recording.record(tx, "gas_listrik_air", answers, ledger=own(tx), today=TODAY, source="receipt")
        with book.write() as tx:
            second = recording.correct(tx, first.number, "gas_listrik_air", {"amount": 200_000}, today=TODAY)
        assert _cash_rows(book) == [
            (first.number, 0, 2_000_000, None, True),
            (second.number, 0, 200_000, -200_000, False),
        ]
        with book.read() as reader:
            entry = ledger.entry_by_number(reader, second.number)
            place = own(reader)
            rows = list(statements.cash_book(reader, place, ledger.find_account(reader, place, "Kas"), JANUARY).rows)
        assert (entry.day, entry.source) == (date(2026, 1, 9), "receipt")
        assert (rows[0].corrected_by, rows[1].corrects) == (second.number, first.number)


def test_a_refused_correction_takes_nothing_back() -> None:
    with family() as book:
        number = record(book, "jual_tunai", amount=10_000)
        with pytest.raises(Rejected), book.write() as tx:
            recording.correct(tx, number, "jual_tunai", {"amount": "banyak"}, today=TODAY)
        assert _cash_rows(book) == [(number, 10_000, 0, 10_000, False)]


def test_undoing_a_correction_brings_the_first_amount_back() -> None:
    with family() as book:
        number = record(book, "jual_tunai", amount=10_000, memo="tahu")
        with book.write() as tx:
            recording.correct(tx, number, "jual_tunai", {"amount": 90_000}, today=TODAY)
        with book.read() as reader:
            seen = recording.undoable(reader)
        assert seen is not None
        assert (seen.act, seen.kind, seen.amount) == ("correct", "jual_tunai", 90_000)
        with book.write() as tx:
            recording.undo(tx, today=TODAY)
        with book.read() as reader:
            assert balance(reader, "Kas") == 10_000
            place = own(reader)
            cash = statements.cash_book(reader, place, ledger.find_account(reader, place, "Kas"), JANUARY)
            last = list(cash.rows)[-1]
        assert (last.money_in, last.balance, last.memo, last.struck) == (10_000, 10_000, "tahu", False)


def test_what_was_taken_back_and_undone_can_be_taken_back_again_by_its_first_number() -> None:
    with family() as book:
        number = record(book, "jual_tunai", amount=10_000)
        with book.write() as tx:
            recording.reverse(tx, number, today=TODAY)
        with book.write() as tx:
            recording.undo(tx, today=TODAY)
        with book.write() as tx:
            recording.reverse(tx, number, today=TODAY)
        with book.read() as reader:
            assert balance(reader, "Kas") == 0
            assert house.check(reader).ok


def test_taking_back_from_a_closed_month_shows_in_the_open_one() -> None:
    february = date(2026, 2, 3)
    with family() as book:
        number = record(book, "jual_tunai", amount=10_000, memo="tahu", date=date(2026, 1, 20))
        with book.write() as tx:
            ledger.close_period(tx, own(tx), TODAY)
        assert _codes(book, "jual_tunai", amount=1, date=TODAY) == [("period-closed", "date")]
        with book.write() as tx:
            recording.reverse(tx, number, today=february, reason="salah orang")
        with book.read() as reader:
            place = own(reader)
            account = ledger.find_account(reader, place, "Kas")
            january = statements.cash_book(reader, place, account, JANUARY)
            after = statements.cash_book(reader, place, account, Period(february, february))
            assert [(row.money_in, row.balance, row.struck) for row in january.rows] == [(10_000, 10_000, False)]
            assert [(row.money_out, row.balance, row.memo) for row in after.rows] == [(10_000, 0, "salah orang")]
            assert house.check(reader).ok


def test_correcting_from_a_closed_month_writes_both_today() -> None:
    february = date(2026, 2, 3)
    with family() as book:
        number = record(book, "jual_tunai", amount=10_000, date=date(2026, 1, 20))
        with book.write() as tx:
            ledger.close_period(tx, own(tx), TODAY)
        with book.write() as tx:
            recording.correct(tx, number, "jual_tunai", {"amount": 12_000}, today=february)
        with book.read() as reader:
            place = own(reader)
            account = ledger.find_account(reader, place, "Kas")
            assert statements.cash_book(reader, place, account, JANUARY).closing == 10_000
            after = statements.cash_book(reader, place, account, Period(february, february))
            assert (after.total_in, after.total_out, after.closing) == (12_000, 10_000, 12_000)


def test_cash_below_zero_and_a_day_ahead_are_warned_of_and_taken() -> None:
    with family() as book, book.write() as tx:
        answers = {"amount": 7_000, "date": TODAY + timedelta(days=1)}
        done = recording.record(tx, "beli_bahan", answers, ledger=own(tx), today=TODAY)
        assert [warning.code for warning in done.warnings] == ["day-ahead", "cash-below-zero"]
        assert done.warnings[1].params["left"] == -7_000


def test_a_day_of_next_year_is_refused_and_the_book_stays() -> None:
    next_year = date(TODAY.year + 1, 1, 1)
    with family() as book:
        assert _codes(book, "jual_tunai", amount=7_000, date=next_year) == [("day-next-year", "date")]
        assert _codes(book, "libur", date=next_year) == [("day-next-year", "date")]
        number = record(book, "jual_tunai", amount=7_000)
        with pytest.raises(Rejected, match="day-next-year"), book.write() as tx:
            recording.correct(tx, number, "jual_tunai", {"amount": 7_000, "date": next_year}, today=TODAY)
        with book.read() as reader:
            many: list[tuple[str, Answers, LedgerRef, Source]] = [
                ("jual_tunai", {"amount": 1, "date": day}, own(reader), "sheet") for day in (TODAY, next_year)
            ]
        with pytest.raises(Rejected, match="day-next-year"), book.write() as tx:
            recording.record_many(tx, many, today=TODAY)
        with book.read() as reader:
            assert ledger.entry_count(reader) == 1


def test_the_books_of_next_year_may_be_opened_before_it_begins() -> None:
    with family() as book, book.write() as tx:
        opened: Answers = {"cash": 50_000, "date": START}
        assert recording.record(tx, "saldo_awal", opened, ledger=own(tx), today=date(START.year - 1, 12, 20)).number


def test_a_general_record_that_does_not_balance_in_a_fund_names_the_fund() -> None:
    with group() as book, book.write() as tx:
        place = own(tx)
        cash, solidarity = (ledger.find_account(tx, place, name) for name in ("Kas", "Kas IKS"))
        lines = [(cash, Rupiah(500)), (solidarity, Rupiah(-500))]
        with pytest.raises(Rejected) as caught:
            recording.record_journal(tx, place, TODAY, lines)
        assert {problem.params["fund"] for problem in caught.value.problems} == {
            "Kantong usaha",
            "Kantong sosial (IKS)",
        }


def test_old_days_typed_today_show_that_nothing_was_written_in_time() -> None:
    """Honest time: ``today`` may say what it likes, the instant of writing is the machine's own."""
    with family() as book:
        for day in range(1, 29):
            record(book, "jual_tunai", amount=10_000, date=date(2026, 1, day))
        with book.read() as reader:
            share = recording.written_within(reader, own(reader), JANUARY, days=2)
    assert (share.part, share.total, share.percent) == (0, 28, 0)


def test_what_is_written_on_its_day_is_in_time_and_opening_balances_do_not_count() -> None:
    with family() as book:
        today = date.today()  # noqa: DTZ011  # the machine's own day is what is tested
        with book.write() as tx:
            place = own(tx)
            recording.record(tx, "saldo_awal", {"cash": 5_000, "date": START}, ledger=place, today=today)
            recording.record(tx, "jual_tunai", {"amount": 5_000}, ledger=place, today=today)
            recording.record(tx, "jual_tunai", {"amount": 5_000, "date": START}, ledger=place, today=today)
        with book.read() as reader:
            share = recording.written_within(reader, own(reader), Period(START, today))
    assert (share.part, share.total, share.percent) == (1, 2, 50)


def test_what_an_undo_restored_counts_and_can_be_corrected_again() -> None:
    with family() as book:
        number = record(book, "jual_tunai", amount=10_000)
        with book.write() as tx:
            taken = recording.reverse(tx, number, today=TODAY).number
        with book.write() as tx:
            recording.undo(tx, today=TODAY)
        with book.read() as reader:
            first, cancelling, restored = (ledger.read_entry(reader, key) for key in (1, 2, 3))
            standing = [recording.is_standing(reader, entry) for entry in (first, cancelling, restored)]
        assert cancelling.number == taken
        assert standing == [False, False, True]
        assert (cancelling.answers, restored.answers) == ({}, {"amount": 10_000})
        with book.write() as tx:
            recording.correct(tx, restored.number, "jual_tunai", {"amount": 12_000}, today=TODAY)
        with book.read() as reader:
            assert balance(reader, "Kas") == 12_000
