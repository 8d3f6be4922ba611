"""Blank sheets on paper: numbered, dated, two halves a page, nothing outside what a printer can print."""

import io
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from kpmbooks import ledger
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.problems import Rejected
from reports import SHEETS, Request
from reports.document import Size
from reports.heading import ReportHead
from reports.render import pdf
from reports.sheets import DAILY, WEEKLY
from tests.books import family, group

FROM = date(2026, 1, 5)
PRINTED_AT = datetime(2026, 1, 4, 9, 0, tzinfo=UTC)


def drawn(name: str, weeks: int, *, of_group: bool = False, size: Size = "A4", owner: str = "") -> PdfReader:
    with group() if of_group else family() as book, book.read() as reader:
        place = ledger.default_ledger(reader)
        period = Period(FROM, date.fromordinal(FROM.toordinal() + weeks * 7 - 1))
        head = ReportHead("x", period, printed_at=PRINTED_AT, size=size, sector=book.owner.sector, code="AAAA-BBBB")
        report = SHEETS[name]
        statement = report.statement(reader, Request(place, ledger.find_account(reader, place, "Kas"), period))
        stream = io.BytesIO()
        printed = pdf.render(report.document(statement, head, translator("id")), stream, invariant=True)
        assert printed.missing == frozenset()
    return PdfReader(stream)


def test_two_weeks_are_one_page_with_numbers_days_and_boxes() -> None:
    paper = drawn(DAILY, 2)
    assert len(paper.pages) == 1
    text = paper.pages[0].extract_text()
    for words in (
        "Lembar no. 2",
        "Lembar no. 3",
        "Gorengan Bu Siti",
        "Senin",
        "11 Jan",
        "18 Jan",
        "Uang di laci",
        "Paraf",
    ):
        assert words in text, words
    assert "AAAA-BBBB" not in text, "nothing stands on it yet that could be compared"


def test_a_groups_sheet_asks_nothing_about_a_family() -> None:
    assert "keluarga" not in drawn(DAILY, 1, of_group=True).pages[0].extract_text().lower()
    assert "keluarga" in drawn(DAILY, 1).pages[0].extract_text().lower()


@pytest.mark.parametrize("size", ["A4", "F4"])
@pytest.mark.parametrize(("name", "weeks", "pages"), [(DAILY, 5, 3), (WEEKLY, 3, 3)])
def test_every_week_has_its_place_and_nothing_leaves_the_paper(name: str, weeks: int, pages: int, size: Size) -> None:
    paper = drawn(name, weeks, size=size)
    assert len(paper.pages) == pages
    text = "".join(page.extract_text() for page in paper.pages)
    assert [f"Lembar no. {n}" in text for n in range(2, 2 + weeks)] == [True] * weeks
    for page in paper.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        places: list[tuple[float, float]] = []

        def place(
            words: str,
            _cm: object,
            tm: list[float],
            _font: object,
            _size: float,
            places: list[tuple[float, float]] = places,
        ) -> None:
            if words.strip():
                places.append((tm[4], tm[5]))

        page.extract_text(visitor_text=place)
        assert all(28 < x < width - 28 and 28 < y < height - 28 for x, y in places)


def test_a_household_has_the_weekly_sheet_and_is_told_so_when_it_asks_for_the_daily_one() -> None:
    with family() as book, book.read() as reader:
        home = next(one for one in ledger.ledgers(reader) if one.kind == "keluarga")
        week = Period(FROM, date.fromordinal(FROM.toordinal() + 6))
        wish = Request(home, ledger.find_account(reader, home, "Kas"), week)
        head = ReportHead("x", week, printed_at=PRINTED_AT, sector=book.owner.sector)
        stream = io.BytesIO()
        blank = SHEETS[WEEKLY].statement(reader, wish)
        pdf.render(SHEETS[WEEKLY].document(blank, head, translator("id")), stream, invariant=True)
        assert "Lembar no. 2" in PdfReader(stream).pages[0].extract_text()
        with pytest.raises(Rejected):
            SHEETS[DAILY].document(SHEETS[DAILY].statement(reader, wish), head, translator("id"))
