"""The values that reports are made of."""

from datetime import date

from kpmbooks.i18n import translator
from reports import REPORTS
from reports.document import (
    Column,
    Heading,
    Mark,
    Pair,
    Paragraph,
    Row,
    Span,
    Table,
    columns_for,
    in_one_column,
    said,
    tables,
)
from tests import hand_month
from tests.hand_month import HEAD


def test_a_cell_is_said_by_what_its_column_holds() -> None:
    assert said(1_250_000, "money", "id") == "1.250.000"
    assert said(-25_000, "money", "id") == "−25.000"
    assert said(12, "number", "id") == "12"
    assert said(date(2026, 1, 5), "day", "id") == "5 Jan"
    assert said(None, "money", "id") == ""
    assert said(Mark("drawer", "dihitung di laci"), "mark", "id") == "dihitung di laci"
    assert said((Span("Gas", "strong"), Span("2 tabung"), Span("Dibatalkan", "badge")), "text", "id") == (
        "Gas 2 tabung [Dibatalkan]"
    )


def test_paper_and_spreadsheet_have_their_own_columns() -> None:
    table = Table((Column("Tanggal", shown="sheet"), Column("Uraian"), Column("", shown="page")), ())
    assert columns_for(table, "sheet") == (0, 1)
    assert columns_for(table, "page") == (1, 2)


def test_side_by_side_becomes_one_below_the_other() -> None:
    one, other = Paragraph("1"), Paragraph("2")
    assert list(in_one_column((Pair((one,), (other,)), Heading("3")))) == [one, other, Heading("3")]


def test_tables_are_named_after_themselves_or_their_heading() -> None:
    document = REPORTS["monthly"].document(hand_month.month(), HEAD, translator("id"))
    assert [name for name, _ in tables(document)] == ["Untung Rugi", "Harta, Utang, dan Modal", "Buku Kas"]


def test_every_row_has_a_cell_for_every_column() -> None:
    for name, report in REPORTS.items():
        document = report.document(hand_month.STATEMENTS[name](), HEAD, translator("id"))
        for _, table in tables(document):
            assert {len(row.cells) for row in table.rows} == {len(table.columns)}


def test_the_rows_of_a_cash_book_can_be_walked_again() -> None:
    document = REPORTS["cash-book"].document(hand_month.cash_book(), HEAD, translator("id"))
    [(_, table)] = tables(document)
    assert list(table.rows) == list(table.rows)
    assert any(row.style == "struck" for row in table.rows)


def test_a_day_shows_what_came_and_went_without_what_was_crossed_out() -> None:
    document = REPORTS["cash-book"].document(hand_month.cash_book(), HEAD, translator("id"))
    [(_, table)] = tables(document)
    days = [row for row in table.rows if row.style == "group"]
    assert days[1] == Row((None, "Selasa, 6 Januari 2026", None, None, None, None, 200_000, None), "group")


def test_the_first_reports_of_the_list_are_those_a_treasurer_prints() -> None:
    assert list(REPORTS)[:2] == ["cash-book", "monthly"]
    assert [name for name, report in REPORTS.items() if report.accounting] == ["trial-balance"]
