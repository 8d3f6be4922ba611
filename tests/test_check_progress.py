"""A check tells how far it is, and lets go at once when it is to stop."""

from pathlib import Path
from typing import Any

import pytest

from kpmbooks import house, recording
from kpmbooks.problems import Cancelled
from kpmbooks.storage import asking_whether_to_go_on, scalar
from tests import books


@pytest.fixture
def book(tmp_path: Path) -> Any:
    with books.family(tmp_path / "x.kpm") as made:
        books.record(made, "jual_tunai", amount=5)
        yield made


class Told:
    """Hears how far a work is; raises ``Cancelled`` at report number ``stop``."""

    def __init__(self, stop: int = 0) -> None:
        self.reports: list[tuple[int, int | None]] = []
        self._stop = stop

    def report(self, done: int, total: int | None) -> None:
        self.reports.append((done, total))
        if len(self.reports) == self._stop:
            raise Cancelled


def test_a_check_tells_its_parts_to_the_end(book: Any) -> None:
    told = Told()
    with book.read() as reader:
        assert house.check(reader, told).ok
    assert told.reports[0][0] == 0
    assert told.reports == sorted(told.reports)
    assert told.reports[-1][0] == told.reports[-1][1]


@pytest.mark.parametrize("stop", [1, 3])
def test_a_check_that_is_stopped_says_nothing_of_the_book(book: Any, stop: int) -> None:
    with pytest.raises(Cancelled), book.read() as reader:
        house.check(reader, Told(stop))
    with book.read() as reader:
        assert house.check(reader).ok


def test_a_long_question_to_the_book_is_given_up_in_its_middle(book: Any) -> None:
    told = Told(stop=1)
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    with (
        pytest.raises(Cancelled),
        book.read() as reader,
        asking_whether_to_go_on(reader.connection, lambda: told.report(0, None)),
    ):
        scalar(reader.connection, endless)
    books.record(book, "jual_tunai", amount=5)


def test_who_waits_to_write_is_seen_by_who_reads_for_long(book: Any) -> None:
    assert not book.is_wanted()
    with book.write() as tx:
        assert book.is_wanted()
        recording.record(tx, "jual_tunai", {"amount": 1}, ledger=books.own(tx), today=books.TODAY)
    assert not book.is_wanted()
    with pytest.raises(RuntimeError, match="no"), book.write():
        raise RuntimeError("no")
    assert not book.is_wanted()
