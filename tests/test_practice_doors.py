"""Nothing of a practice book comes into a real one, also when files were changed behind the program's back."""

import pytest

from kpmbooks.exchange import importing
from kpmbooks.exchange.importing import Options
from kpmbooks.exchange.member_lists import read_members
from kpmbooks.exchange.trading import read_prices
from kpmbooks.problems import Problem, Rejected
from tests.books import TODAY, family, group, own

MARKS = ("LATIHAN, bukan catatan sungguhan\n", "PRACTICE, not real records\n")


@pytest.mark.parametrize("mark", MARKS)
def test_a_price_list_of_practice_stays_out_of_a_real_book(mark: str) -> None:
    rows = read_prices(f"{mark}barang;harga\nBakwan;1000\n".encode(), TODAY)
    assert not isinstance(rows, Problem)
    with family() as book, pytest.raises(Rejected) as refused, book.write() as tx:
        importing.take_prices(tx, rows, Options(own(tx), TODAY))
    assert [one.code for one in refused.value.problems] == ["practice-file"]
    with family(practice=True) as book, book.write() as tx:
        assert importing.take_prices(tx, rows, Options(own(tx), TODAY)).taken == 1


@pytest.mark.parametrize("mark", MARKS)
def test_a_list_of_members_of_practice_stays_out_of_a_real_book(mark: str) -> None:
    rows = read_members(f"{mark}nama\nSiti\n".encode(), TODAY)
    assert not isinstance(rows, Problem)
    with group() as book, book.read() as reader, pytest.raises(Rejected) as refused:
        importing.preview_members(reader, rows, Options(own(reader), TODAY))
    assert [one.code for one in refused.value.problems] == ["practice-file"]
    with group(practice=True) as book, book.write() as tx:
        assert importing.take_members(tx, rows, Options(own(tx), TODAY)).taken == 1
