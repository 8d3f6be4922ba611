"""The figure of one's own books that a lesson ends with: worked out by hand here, month by month."""

from datetime import date
from typing import Any

import pytest

from kpmbooks import house, ledger, recording
from kpmbooks.book import Book
from kpmbooks.dates import Period, month_of
from kpmbooks.money import Rupiah
from kpmbooks.training.own_figures import FIGURES, OwnFigure, own_figure

START = date(2026, 9, 1)
TODAY = date(2026, 11, 20)
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))


def write(book: Book, kind: str, day: date, /, **answers: object) -> None:
    with book.write() as tx:
        place = ledger.default_ledger(tx)
        told: dict[str, Any] = {"date": day, **answers}
        recording.record(tx, kind, told, ledger=place, today=TODAY)


def figure(book: Book, name: str) -> OwnFigure | None:
    with book.read() as reader:
        return own_figure(reader, name, TODAY)


def a_month(book: Book, month: int) -> None:
    """Sold 500,000 in cash and 80,000 on account; spent 200,000; took 150,000 home; all on three days."""
    write(book, "jual_tunai", date(2026, month, 3), amount=500_000)
    write(book, "jual_belum_dibayar", date(2026, month, 4), amount=80_000, party="Bu Wati")
    write(book, "beli_bahan", date(2026, month, 4), amount=200_000)
    write(book, "ambil_untuk_keluarga", date(2026, month, 9), amount=150_000)


@pytest.fixture
def family() -> Book:
    return house.create(None, kind="family", name="Keluarga Bu Sari", business="Gorengan", start=START)


@pytest.mark.parametrize(
    ("name", "amount"),
    [
        ("month_sales", 580_000),
        ("month_spending", 200_000),
        ("month_profit", 380_000),
        ("month_family", 150_000),
        ("cash", 2 * (500_000 - 200_000 - 150_000)),
        ("owed_to_us", 160_000),
        ("we_owe", 0),
    ],
)
def test_figures_of_the_last_whole_month_and_of_today(family: Book, name: str, amount: int) -> None:
    with family as book:
        a_month(book, 10)
        a_month(book, 11)
        found = figure(book, name)
    assert found is not None
    assert found.amount == Rupiah(amount)
    assert found.period == (OCTOBER if name.startswith("month") else None)


def test_days_with_a_record_are_counted_and_money_moved_between_purses_makes_none(family: Book) -> None:
    with family as book:
        a_month(book, 10)
        assert figure(book, "days_recorded") == OwnFigure("days_recorded", None, 2, OCTOBER)


def test_a_book_of_this_month_only_has_this_month_s_figures(family: Book) -> None:
    with family as book:
        a_month(book, 11)
        found = figure(book, "month_sales")
    assert found == OwnFigure("month_sales", Rupiah(580_000), period=month_of(TODAY))


@pytest.mark.parametrize("name", FIGURES)
def test_an_empty_book_has_no_figure_and_nobody_is_told_zero(family: Book, name: str) -> None:
    with family as book:
        assert figure(book, name) is None


def test_a_loan_is_owed_and_what_a_group_saves_is_its_savings(family: Book) -> None:
    with family as book:
        write(book, "terima_pinjaman", date(2026, 10, 2), amount=1_000_000)
        assert figure(book, "we_owe") == OwnFigure("we_owe", Rupiah(1_000_000))
    with house.create(None, kind="group", name="KUBE Mawar", start=START) as group:
        write(group, "tabungan_masuk", date(2026, 10, 2), amount=240_000)
        write(group, "iuran_iks", date(2026, 10, 2), amount=60_000)
        assert figure(group, "savings") == OwnFigure("savings", Rupiah(240_000))
        assert figure(group, "social") == OwnFigure("social", Rupiah(60_000))
        assert figure(group, "month_family") is None
