"""The example books: lively, the same for the same seed, and such as could have been."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from kpmbooks import examples, group, house, ledger, recording, statements, trade, training
from kpmbooks.book import Instant, Reader
from kpmbooks.dates import Period
from kpmbooks.examples.lessons import COURSE
from kpmbooks.training import sessions
from kpmbooks.training.session_progress import progress_of_group

TODAY = date(2026, 11, 23)
YEAR = Period(date(2025, 12, 1), TODAY)
OF: tuple[examples.Of, ...] = ("group", "family")


def _told(reader: Reader) -> list[tuple[object, ...]]:
    """All that was recorded, without what chance gives each book: uids and keys of texts."""
    rows = reader.connection.exec_driver_sql(
        "SELECT e.day, e.kind, e.source, m.text, p.text, a.name, o.amount, e.written_at FROM postings o"
        " JOIN entries e ON e.id = o.entry_id JOIN accounts a ON a.id = o.account_id"
        " LEFT JOIN texts m ON m.id = e.memo_id LEFT JOIN texts p ON p.id = e.party_id ORDER BY o.id"
    )
    off = reader.connection.exec_driver_sql("SELECT ledger_id, day, written_at FROM days_off ORDER BY id")
    return [*map(tuple, rows), *map(tuple, off)]


@pytest.mark.parametrize("of", OF)
def test_the_same_seed_tells_the_same_story_and_another_seed_another_one(of: examples.Of) -> None:
    told = []
    for seed in (1, 1, 2):
        with examples.example(None, of=of, months_back=2, seed=seed, today=TODAY) as book, book.read() as reader:
            told.append(_told(reader))
    assert told[0] == told[1] != told[2]


@pytest.fixture(scope="module", params=OF)
def year(request: pytest.FixtureRequest) -> Iterator[Reader]:
    """A year of a group and one of a family, looked at only."""
    with examples.example(None, of=request.param, today=TODAY) as book, book.read() as reader:
        yield reader


def test_a_year_shows_what_happens_in_a_year_and_everything_holds(year: Reader) -> None:
    assert house.check(year).ok
    used = {row[0] for row in year.connection.exec_driver_sql("SELECT DISTINCT kind FROM entries")}
    assert len(used) >= 30
    assert used <= set(recording.kinds())
    assert recording.days_off(year, ledger.default_ledger(year), YEAR)


def test_no_box_ever_holds_less_than_nothing(year: Reader) -> None:
    for place in ledger.ledgers(year):
        for account in recording.cash_accounts(year, place):
            rows = statements.cash_book(year, place, account, YEAR).rows
            lowest = min((row.balance for row in rows if row.balance is not None), default=0)
            assert lowest >= 0, (place.name, account.name)


def test_on_a_day_off_nothing_was_sold(year: Reader) -> None:
    place = ledger.default_ledger(year)
    off = {one.day for one in recording.days_off(year, place, YEAR)}
    sold = year.connection.exec_driver_sql(
        "SELECT DISTINCT day FROM entries WHERE ledger_id = ? AND kind IN ('tutup_lapak', 'jual_tunai')", (place.id,)
    )
    assert off.isdisjoint(date.fromisoformat(day) for day in sold.scalars())


def test_a_few_goods_are_kept_in_stock_and_some_of_each_are_left_or_gone(year: Reader) -> None:
    place = ledger.default_ledger(year)
    kept = [good for good in trade.goods_of(year, place) if good.stocked]
    assert kept
    acts = set(year.connection.exec_driver_sql("SELECT DISTINCT act FROM goods_movements").scalars())
    assert {"buy", "sell", "count"} <= acts
    assert acts & {"make", "spoil"}
    assert all(trade.level(year, good).quantity >= 0 for good in kept)


@pytest.mark.parametrize("entries", [0, 39, 40, 1_000])
def test_so_many_entries_as_were_asked_for_and_some_of_them_move_goods(entries: int) -> None:
    with examples.example(None, entries=entries, months_back=2, today=TODAY) as book, book.read() as reader:
        assert ledger.entry_count(reader) == entries
        moved = reader.connection.exec_driver_sql("SELECT count(DISTINCT entry_id) FROM goods_movements").scalar()
        assert moved == (0 if entries < 40 else entries // 20)
        assert house.check(reader).ok


def test_a_group_has_members_with_pictures_rules_and_a_meeting_that_goes_on() -> None:
    told = []
    for _nth in range(2):
        with examples.example(None, months_back=3, today=TODAY) as book, book.read() as reader:
            place = ledger.default_ledger(reader)
            members = group.members_of(reader)
            assert len({one.mark for one in members}) == len(members) == 10
            assert {one.office for one in members} == set(group.OFFICES)
            assert group.rules_of(reader, place, TODAY).money
            now, *before = group.meetings_of(reader, place)
            assert (now.is_open, now.day) == (True, TODAY)
            assert sum(not row.is_done for row in group.sheet_of(reader, place, now)) == 3
            assert len(before) == 3
            assert not any(one.is_open for one in before)
            told.append([dict(row.written) for one in before for row in group.sheet_of(reader, place, one)])
    assert told[0] == told[1]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("of", OF)
def test_two_years_are_told_to_their_end_and_hold(of: examples.Of, seed: int) -> None:
    with examples.example(None, of=of, months_back=24, seed=seed, today=TODAY) as book, book.read() as reader:
        assert house.check(reader).faults == ()


@pytest.mark.parametrize("of", ["group", "family"])
def test_whoever_goes_on_in_the_morning_is_not_told_that_the_clock_went_back(of: examples.Of) -> None:
    six = Instant(int(datetime(2026, 11, 22, 23, tzinfo=UTC).timestamp()) * 1000, 420)  # 6 o'clock of TODAY in Jakarta
    with examples.example(None, of=of, months_back=1, today=TODAY) as book:
        with book.write(pretend=lambda: six) as tx:
            place = ledger.default_ledger(tx)
            mine = recording.record(tx, "jual_tunai", {"amount": 5_000, "date": TODAY}, ledger=place, today=TODAY)
        with book.read() as reader:
            assert not ledger.entry_by_number(reader, mine.number).clock_back


def test_the_group_learns_at_its_meetings_and_what_it_learns_is_known_to_the_program() -> None:
    with examples.example(None, of="group", months_back=4, today=TODAY) as book, book.read() as reader:
        held = sessions.sessions_of(reader)
        meetings = [one.day for one in group.meetings_of(reader, ledger.default_ledger(reader)) if not one.is_open]
        progress = progress_of_group(reader)
    assert sorted(one.day for one in held) == sorted(meetings)
    assert [one.lesson for one in held] == ["PB-1", "PB-2", "PB-3", "PB-4"][: len(held)]
    assert all(one.counts and 0 < one.attended <= 12 for one in held)
    assert progress.gain is not None
    assert progress.gain.points > 0
    known = training.misconceptions()
    listed = {one.id for one in training.contents()}
    assert all(lesson in listed and idea in known for lesson, idea in COURSE)
