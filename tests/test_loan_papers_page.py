"""Every paper of a loan as it lies before a reader: within the printer's reach, nothing cut, readable on a fax."""

import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from kpmbooks import examples, group, ledger, loans
from kpmbooks.book import Book
from reports import LOAN
from reports.document import Document, Size, Table, in_one_column, said
from tests import hand_loan
from tests.fax import faxed
from tests.hand_loan import TODAY
from tests.loan_papers import document, printed
from tests.paper_boxes import boxes, on_each_other, outside, words_on

SMALLEST = 9.0
"""Points: below it nobody who is fifty reads a copy."""


def _family(months: int) -> Callable[[], Book]:
    return lambda: examples.example(None, of="family", months_back=months, today=TODAY)


def _twelve() -> Book:
    """A group of twelve; each says what she earns, spends and asks for."""
    book = examples.example(None, of="group", months_back=8, today=TODAY)
    with book.write() as tx:
        for number in range(len(group.members_of(tx, TODAY)), 12):
            group.add_member(tx, f"Ibu Kusumawardhani {number}", {"since": date(2026, 6, 1).isoformat()})
        told = [
            {"member": one.uid.hex(), "income": 12_345_678, "cost": 9_876_543, "request": 500_000}
            for one in group.members_of(tx, TODAY)
        ]
        answers = {**hand_loan.ANSWERS, "members": json.dumps(told)}
        loans.answer(tx, ledger.default_ledger(tx), answers, today=TODAY)
    return book


BOOKS = {"2 months": _family(2), "7 months": _family(7), "14 months": _family(14), "group of 12": _twelve}
EACH = [(of, name) for of in BOOKS for name in LOAN if (name != "group-loan-request") or of == "group of 12"]


MADE: dict[str, Book] = {}


def book_of(of: str) -> Book:
    if of not in MADE:
        MADE[of] = BOOKS[of]()
    return MADE[of]


@cache
def drawn(of: str, name: str, size: Size) -> tuple[Document, bytes]:
    made = document(book_of(of), name, size)
    return made, printed(made)


def operators(page: Any) -> str:
    """What a page is drawn with."""
    told: str = page.get_contents().get_data().decode("latin-1")
    return told


@pytest.fixture(scope="module", autouse=True)
def closed_afterwards() -> Iterator[None]:
    yield
    drawn.cache_clear()
    while MADE:
        MADE.popitem()[1].close()


@pytest.mark.parametrize("size", ["A4", "F4"])
@pytest.mark.parametrize(("of", "name"), EACH)
def test_nothing_leaves_the_printable_area_lies_on_another_or_is_cut(of: str, name: str, size: Size) -> None:
    made, paper = drawn(of, name, size)
    pages = PdfReader(io.BytesIO(paper))
    assert outside(pages, size) == []
    assert on_each_other(pages) == []
    read = words_on(pages)
    packed = re.sub(r"\s", "", read)
    for table in (block for block in in_one_column(made.blocks) if isinstance(block, Table)):
        for row in table.rows:
            for cell, column in zip(row.cells, table.columns, strict=True):
                if column.shown == "sheet":
                    continue
                if column.kind == "money" and isinstance(cell, int):
                    assert said(cell, "money", "id") in read
                elif isinstance(cell, str):
                    assert re.sub(r"\s", "", cell) in packed


@pytest.mark.parametrize(("of", "name"), EACH)
def test_nothing_is_smaller_than_nine_points_and_nothing_has_a_colour(of: str, name: str) -> None:
    _made, paper = drawn(of, name, "A4")
    for page in PdfReader(io.BytesIO(paper)).pages:
        told = operators(page)
        sizes = [float(one) for one in re.findall(r"/F\d\+\d 1 Tf [\d.]+ 0 0 ([\d.]+) ", told)]
        assert sizes
        assert min(sizes) >= SMALLEST
        assert not re.search(
            r"[\d.]+ [\d.]+ [\d.]+ (?:rg|RG)\b|\b(?:k|K|cs|CS|scn|SCN)\b", re.sub(r"\([^)]*\)", "", told)
        )


@pytest.mark.parametrize(("of", "name"), [one for one in EACH if one[0] in ("7 months", "group of 12")])
def test_every_word_survives_a_fax(qapp: QApplication, of: str, name: str) -> None:
    """The ink of each piece of words is neither gone nor run together, whatever ground it stands on."""
    _made, paper = drawn(of, name, "A4")
    pages = PdfReader(io.BytesIO(paper)).pages
    for page, sheet in zip(pages, faxed(paper), strict=True):
        for left, right, low, top, piece in boxes(page):
            if sum(letter.isalnum() for letter in piece) >= 2 and "___" not in piece:
                assert 0.2 <= sheet.ink(left, low, right, low + 0.72 * (top - low)) <= 0.55, piece


@pytest.mark.parametrize("of", ["7 months", "14 months"])
def test_the_quietest_month_is_told_apart_on_a_fax(qapp: QApplication, of: str) -> None:
    _made, paper = drawn(of, "loan-summary", "A4")
    page, sheet = PdfReader(io.BytesIO(paper)).pages[0], faxed(paper)[0]
    told = operators(page)
    numbers = r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)"
    looks = []
    for pattern in (rf"0\.722 g 0\.8 w {numbers} re B", rf"q {numbers} re W n 1\.1 w"):
        bars = [[float(one) for one in found] for found in re.findall(pattern, told)]
        looks.append([sheet.ink(x + 1, y + 1, x + wide - 1, y + high - 1) for x, y, wide, high in bars])
    plain, quiet = looks
    assert len(plain) >= 5
    assert len(quiet) == 1
    assert max(plain) < 0.05
    assert 0.25 < quiet[0] < 0.6


def test_the_measure_of_this_test_knows_black_from_white(qapp: QApplication) -> None:
    _made, paper = drawn("7 months", "loan-summary", "A4")
    sheet = faxed(paper)[0]
    assert sheet.ink(0, 0, 30, 800) == 0  # the margin
    assert (sheet.width, len(faxed(paper))) == (1_687, 3)  # 210 mm on 204 dots an inch
