"""Rules of thumb on a real book: each with the side on which it says something and the side on which it is quiet."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kpmbooks import examples, ledger, recording, trade, training
from kpmbooks.book import Book
from kpmbooks.i18n import translator
from kpmbooks.ledger import Source
from kpmbooks.money import Rupiah
from kpmbooks.training.kind_checks import Figures, KindCheck, MonthSums, Typed, kind_checks
from kpmbooks.training.kind_figures import figures_of
from tests import books
from ui.desktop.places import PLACES

FRIDAY = date(2026, 3, 20)
EARLY = date(2026, 3, 4)


def month(number: int, **told: int) -> MonthSums:
    counts = ("taken_lines", "savings_lines", "differences")
    return MonthSums(
        date(2026, number, 1), **{name: one if name in counts else Rupiah(one) for name, one in told.items()}
    )


def usual(**told: object) -> Figures:
    """A stall of which nothing is to be said: three million sold a month, a million left, 600.000 for the family."""
    good = {"revenue": 3_000_000, "result": 1_000_000, "taken": 600_000, "taken_lines": 20, "savings_lines": 2}
    figures = Figures(
        "usaha",
        FRIDAY,
        first_day=date(2025, 11, 3),
        last_day=date(2026, 3, 19),
        months=(replace(month(1, **good), first=date(2025, 12, 1)), *(month(number, **good) for number in (1, 2, 3))),
        cash=Rupiah(900_000),
        counted=date(2026, 3, 19),
        week_of_materials=Rupiah(400_000),
        instalments=Rupiah(100_000),
    )
    return replace(figures, **told)  # type: ignore[arg-type] # by name


def group(**told: object) -> Figures:
    closed = replace(usual(), kind="kelompok", closed_through=date(2026, 2, 28))
    return replace(closed, **told)  # type: ignore[arg-type] # by name


def said(figures: Figures) -> list[str]:
    return [check.id for check in kind_checks(figures)]


def months_with(last: int = 2, **told: int) -> tuple[MonthSums, ...]:
    """The usual months, of the ``last`` of them something else."""
    known = usual().months
    return (*known[:-last], *(replace(one, **_worth(told)) for one in known[-last:]))


def _worth(told: dict[str, int]) -> dict[str, object]:
    return {name: one if name.endswith("s") else Rupiah(one) for name, one in told.items()}


def test_of_a_book_that_is_kept_as_it_should_be_nothing_is_said() -> None:
    assert said(usual()) == []
    assert said(group()) == []
    assert said(replace(usual(), kind="keluarga")) == []


# One by one


def test_days_without_a_record_are_asked_about_after_a_week_and_alone() -> None:
    nine = usual(last_day=FRIDAY - timedelta(days=9), old_bons=3, below_cost=1)
    assert said(nine) == ["no_record"]
    (check,) = kind_checks(nine)
    assert translator("id")(check.sentence, **check.params).startswith("Sudah 9 hari tidak ada catatan.")
    assert (check.lesson, check.place) == ("PB-2", "record")
    assert said(usual(last_day=FRIDAY - timedelta(days=6))) == []


def test_a_group_that_meets_once_a_month_is_not_asked_every_week() -> None:
    assert said(group(last_day=FRIDAY - timedelta(days=34))) == []
    assert said(group(last_day=FRIDAY - timedelta(days=35))) == ["no_record"]


def test_who_has_begun_nothing_and_whose_book_is_only_looked_at_is_not_asked() -> None:
    assert said(Figures("usaha", FRIDAY)) == []
    assert said(usual(last_day=FRIDAY - timedelta(days=91))) == []


def test_more_for_the_family_than_the_business_earned() -> None:
    months = months_with(1, taken=1_000_001)
    assert said(usual(months=months)) == ["taken_more"]
    assert said(usual(months=months_with(1, taken=1_000_000))) == []
    # Early in a month shopping comes before selling: then the month before is looked at.
    assert said(usual(months=months, today=EARLY, last_day=EARLY)) == []


def test_taken_from_a_month_that_left_nothing_at_all() -> None:
    assert "taken_more" in said(usual(months=months_with(1, result=-50_000, taken=1)))
    assert "taken_more" not in said(usual(months=months_with(1, result=-50_000, taken=0)))


def test_less_money_than_the_next_shopping_costs() -> None:
    assert said(usual(cash=Rupiah(399_999))) == ["materials_first"]
    assert said(usual(cash=Rupiah(400_000))) == []
    assert said(usual(cash=Rupiah(0), week_of_materials=Rupiah(0))) == []


def test_goods_priced_below_what_they_cost() -> None:
    assert said(usual(below_cost=2)) == ["below_cost"]


def test_bons_older_than_a_month_are_said_with_their_sum_and_without_a_name() -> None:
    (check,) = kind_checks(usual(old_bons=3, old_bons_amount=Rupiah(75_000)))
    assert check.id == "old_bons"
    assert translator("id")(check.sentence, **check.params) == (
        "Bon lebih dari sebulan: 3, jumlahnya Rp75.000. Tagih baik-baik, satu per satu."
    )


def test_money_that_is_still_to_be_found_is_said_while_it_is_fresh() -> None:
    assert said(usual(not_found=Rupiah(5_000), months=months_with(1, differences=1))) == ["not_found"]
    assert said(usual(not_found=Rupiah(5_000))) == []


def test_a_box_that_was_not_counted_for_long() -> None:
    assert said(usual(counted=FRIDAY - timedelta(days=15))) == ["uncounted"]
    assert said(usual(counted=FRIDAY - timedelta(days=14))) == []
    assert said(usual(counted=None)) == ["uncounted"]
    assert said(usual(counted=None, first_day=FRIDAY - timedelta(days=10))) == []
    assert said(usual(counted=None, cash=Rupiah(0), week_of_materials=Rupiah(0))) == []
    assert said(group(counted=FRIDAY - timedelta(days=45))) == []
    assert said(group(counted=FRIDAY - timedelta(days=46))) == ["uncounted"]


def typed(evening: date, days: Iterable[date], source: Source = "typed") -> tuple[Typed, ...]:
    return tuple(Typed(evening, day, source) for day in days)


def test_many_days_that_were_typed_in_one_evening() -> None:
    evening = date(2026, 3, 15)
    before = typed(date(2026, 3, 1), [date(2026, 3, 1)])
    eight = [date(2026, 3, day) for day in range(2, 10)]
    assert said(usual(typed=typed(evening, eight) + before)) == ["one_evening"]
    assert said(usual(typed=typed(evening, eight[1:]) + before)) == []
    assert said(usual(typed=typed(evening, eight, "sheet") + before)) == [], "paper first is as good"
    assert said(usual(typed=typed(evening, eight))) == [], "whoever begins types what her exercise book says"
    assert said(usual(typed=typed(date(2026, 3, 5), eight[:0]) + before)) == []
    old = [day - timedelta(days=40) for day in eight]
    assert said(usual(typed=typed(date(2026, 2, 20), old) + typed(date(2026, 1, 5), old[:1]))) == [], "long ago"


def test_a_kitchen_that_nothing_was_written_for() -> None:
    nothing = {"taken": 0, "taken_lines": 0}
    assert said(usual(months=months_with(3, **nothing))) == ["purses_apart"]
    assert said(usual(months=months_with(2, **nothing))) == []


def test_instalments_above_a_third_of_what_a_month_leaves() -> None:
    # 1.000.000 less 600.000 for the family leaves 400.000: a third is 133.333.
    assert said(usual(instalments=Rupiah(133_333))) == []
    (check,) = kind_checks(usual(instalments=Rupiah(133_334)))
    assert (check.id, check.private) == ("instalments", True)
    assert said(usual(instalments=Rupiah(133_334), months=usual().months[-2:])) == [], "too few months are known"


def test_savings_or_iks_that_lie_in_another_purse() -> None:
    assert said(group(purses_mixed=Rupiah(50_000))) == ["purses_mixed"]
    assert said(group()) == []


def test_a_group_that_closes_its_months_and_left_one_open() -> None:
    assert said(group(closed_through=date(2026, 1, 31))) == ["month_open"]
    assert said(group(closed_through=date(2026, 1, 31), today=EARLY, last_day=EARLY)) == []
    assert said(replace(group(), closed_through=None)) == [], "who never closed one is not asked"


def test_savings_that_stopped_are_asked_about_without_pressing_anybody() -> None:
    stopped = months_with(2, savings_lines=0)
    (of_group,) = kind_checks(group(months=stopped))
    assert (of_group.id, of_group.lesson) == ("savings", "KB-2")
    assert "Tidak apa-apa" in translator("id")(of_group.sentence)
    assert said(usual(months=stopped)) == ["savings"]
    assert said(usual(months=months_with(1, savings_lines=0))) == []
    assert said(usual(months=months_with(4, savings_lines=0))) == [], "who never saved is not asked"


# All of them


def everything() -> tuple[KindCheck, ...]:
    stopped = months_with(3, taken=0, taken_lines=0, savings_lines=0, differences=1, result=-1)
    evening = typed(date(2026, 3, 15), [date(2026, 3, day) for day in range(2, 11)]) + typed(EARLY, [EARLY])
    worst = {
        "months": stopped,
        "cash": Rupiah(1),
        "counted": None,
        "old_bons": 1,
        "below_cost": 1,
        "instalments": Rupiah(500_000),
        "not_found": Rupiah(1),
        "typed": evening,
    }
    of_group = group(**worst, purses_mixed=Rupiah(1))
    found = (
        *kind_checks(usual(**worst)),
        *kind_checks(usual(months=months_with(1, taken=9_000_000))),
        *kind_checks(replace(of_group, closed_through=date(2026, 1, 31))),
        *kind_checks(usual(last_day=date(2026, 3, 1))),
    )
    return tuple({check.id: check for check in found}.values())


def test_there_are_thirteen_and_each_is_short_kind_and_leads_somewhere() -> None:
    checks = everything()
    assert len(checks) == 13
    places = {place.key for place in PLACES}
    lessons = {one.id for one in training.contents()}
    for check in checks:
        sentence = translator("id")(check.sentence, **check.params)
        assert sentence != translator("en")(check.sentence, **check.params), check.id
        assert len(sentence.split()) <= 18, sentence
        assert not {"harus", "salah", "malas", "lupa", "gagal", "jangan", "rugi"} & (
            set(sentence.casefold().replace(".", "").split()) - ({"salah"} if check.id == "not_found" else set())
        ), sentence
        assert check.lesson in lessons
        assert check.place in places
        assert check.wish is None or check.wish in recording.kinds()


@pytest.mark.parametrize("check", everything(), ids=lambda check: check.id)
def test_no_sentence_has_room_for_a_name(check: KindCheck) -> None:
    assert all(isinstance(one, int) for one in check.params.values())


# Read from a book


def read(book: Book, today: date, name: str | None = None) -> Figures:
    with book.read() as reader:
        return figures_of(reader, ledger.find_ledger(reader, name), today)


def write(book: Book, kind: str, day: date, name: str | None = None, **answers: str | int) -> None:
    with book.write() as tx:
        place = ledger.find_ledger(tx, name)
        trade.record(tx, kind, {**answers, "date": day}, ledger=place, today=max(day, FRIDAY))


def test_a_book_with_only_its_opening_balances_was_not_begun() -> None:
    with books.family() as book:
        write(book, "saldo_awal", books.START, cash=300_000)
        figures = read(book, date(2026, 1, 30))
        assert (figures.first_day, figures.last_day) == (None, None)
        assert said(figures) == []


def test_a_day_off_counts_as_a_record_and_what_was_taken_back_does_not() -> None:
    with books.family() as book:
        write(book, "jual_tunai", date(2026, 1, 5), amount=100_000)
        write(book, "jual_tunai", date(2026, 1, 9), amount=100_000)
        with book.write() as tx:
            recording.undo(tx, today=FRIDAY)
        assert read(book, date(2026, 1, 14)).last_day == date(2026, 1, 5)
        assert said(read(book, date(2026, 1, 14))) == ["no_record"]
        write(book, "libur", date(2026, 1, 12))
        assert read(book, date(2026, 1, 14)).last_day == date(2026, 1, 12)
        assert read(book, date(2026, 1, 8)).last_day == date(2026, 1, 5), "nothing of later days"


def test_the_figures_of_a_stall_are_those_of_its_ledger() -> None:
    with books.family() as book:
        write(book, "saldo_awal", books.START, cash=500_000)
        for day in (date(2026, 1, 5), date(2026, 2, 5), date(2026, 2, 26), date(2026, 3, 2)):
            write(book, "jual_tunai", day, amount=400_000)
            write(book, "beli_bahan", day, amount=200_000)
            write(book, "ambil_untuk_keluarga", day, amount=50_000)
        write(book, "belum_ketemu", date(2026, 2, 26), amount=4_000)
        write(book, "jual_belum_dibayar", date(2026, 1, 6), party="Bu Wati", amount=30_000)
        write(book, "jual_belum_dibayar", date(2026, 1, 7), party="Pak Ujang", amount=20_000)
        write(book, "terima_bayar_bon", date(2026, 1, 9), party="Pak Ujang", amount=20_000)
        write(book, "jual_belum_dibayar", date(2026, 3, 1), party="Bu Nur", amount=15_000)
        figures = read(book, date(2026, 3, 3))
        assert (figures.first_day, figures.last_day) == (date(2026, 1, 5), date(2026, 3, 2))
        # 500.000 + 4 × (400.000 − 200.000 − 50.000) − 4.000 + 20.000
        assert figures.cash == 1_116_000
        assert [(one.first.month, one.revenue, one.result, one.taken, one.taken_lines) for one in figures.months] == [
            (12, 0, 0, 0, 0),
            (1, 450_000, 250_000, 50_000, 1),
            (2, 800_000, 396_000, 100_000, 2),  # less what was not found
            (3, 415_000, 215_000, 50_000, 1),
        ]
        assert (figures.counted, figures.not_found) == (date(2026, 2, 26), 4_000)
        # Of the bons one is older than 30 days and open; 200.000 were spent three times since the third of February.
        assert (figures.old_bons, figures.old_bons_amount) == (1, 30_000)
        assert figures.week_of_materials == 150_000


def test_a_price_below_what_a_good_cost_is_found_and_one_above_is_not() -> None:
    with books.family() as book:
        with book.write() as tx:
            place = books.own(tx)
            trade.add_good(tx, place, "Keripik", {"unit": "bungkus", "price": "3000"})
            trade.add_good(tx, place, "Kacang", {"unit": "bungkus", "price": "5000"})
            trade.add_good(tx, place, "Emping", {"unit": "bungkus"})
            lines = "keripik 10 x 3001; kacang 10 x 5000; emping 2 x 9000"
            trade.record(tx, "stok_awal", {"items": lines}, ledger=place, today=books.TODAY)
        write(book, "jual_tunai", date(2026, 1, 30), amount=1_000)
        assert read(book, books.TODAY).below_cost == 1
        with book.write() as tx:
            good = trade.find_good(trade.goods_of(tx, books.own(tx)), "Keripik")
            trade.change_good(tx, books.own(tx), good, {"price": "4000"})
        assert read(book, books.TODAY).below_cost == 0


def test_more_help_than_the_purse_of_help_holds_came_out_of_another_purse() -> None:
    with books.group() as book:
        write(book, "jual_tunai", date(2026, 1, 5), amount=500_000)
        write(book, "tabungan_masuk", date(2026, 1, 5), amount=100_000)
        write(book, "iuran_iks", date(2026, 1, 5), amount=40_000)
        write(book, "bantu_iks", date(2026, 1, 6), amount=40_000)
        assert read(book, date(2026, 1, 6)).purses_mixed == 0
        write(book, "bantu_iks", date(2026, 1, 7), amount=25_000)
        assert read(book, date(2026, 1, 8)).purses_mixed == 25_000
        assert "purses_mixed" in said(read(book, date(2026, 1, 8)))
        write(book, "sisihkan_iks", date(2026, 1, 8), amount=25_000)
        assert read(book, date(2026, 1, 9)).purses_mixed == 0


@pytest.mark.parametrize("of", ["family", "group"])
def test_what_is_read_does_not_grow_with_the_book(of: examples.Of) -> None:
    """Counted in steps of SQLite's machine, by the thousand entries over the same months."""
    steps = []
    for entries in (1_000, 6_000):
        with examples.example(None, of=of, entries=entries, months_back=6, today=date(2026, 11, 23)) as book:
            counted = [0]
            with book.read() as reader:
                place = ledger.default_ledger(reader)
                figures_of(reader, place, date(2026, 11, 23))

                def count(counted: list[int] = counted) -> int:
                    counted[0] += 1
                    return 0

                reader.connection.plain.set_progress_handler(count, 10)
                figures_of(reader, place, date(2026, 11, 23))
                reader.connection.plain.set_progress_handler(None, 10)
        steps.append(counted[0])
    assert steps[1] < 2 * steps[0]
