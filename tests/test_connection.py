"""The way to the driver: rows with names, transactions that hold or leave nothing, connections that wait for nobody."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from kpmbooks.storage import DRIVER_ERRORS, Engine, scalar, transaction, tuples
from kpmbooks.storage.connection import NotOneRowError, TransactionGoneError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "words.db"


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    made = Engine(lambda: sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=0))
    with transaction(made, writes=True) as connection:
        connection.exec_driver_sql("CREATE TABLE words (id INTEGER PRIMARY KEY, said TEXT NOT NULL UNIQUE)")
        connection.exec_driver_sql("INSERT INTO words (said) VALUES (?)", [("satu",), ("dua",), ("tiga",)])
    yield made
    made.dispose()


def count(engine: Engine) -> int:
    with transaction(engine, writes=False) as connection:
        return int(scalar(connection, "SELECT count(*) FROM words"))


def test_a_row_is_a_tuple_whose_values_have_the_names_of_their_columns(engine: Engine) -> None:
    with transaction(engine, writes=False) as connection:
        asked = "SELECT id, said AS word, count(*) OVER () FROM words ORDER BY id"
        row = connection.exec_driver_sql(asked).first()
        assert row is not None
        assert (row.id, row.word) == (1, "satu")
        with pytest.raises(AttributeError):
            _ = row.words
        assert row == (1, "satu", 3)
        assert [word for _, word, _ in connection.exec_driver_sql(asked)] == ["satu", "dua", "tiga"]
        assert tuples(connection, "SELECT said FROM words WHERE id > ?", (2,)) == [("tiga",)]


def test_values_have_places_or_names_and_many_rows_go_at_once(engine: Engine) -> None:
    with transaction(engine, writes=True) as connection:
        assert connection.exec_driver_sql("INSERT INTO words (said) VALUES (:it)", {"it": "empat"}).lastrowid == 4
        changed = connection.exec_driver_sql("UPDATE words SET said = said || ? WHERE id < ?", ("!", 3))
        assert changed.rowcount == 2
    with transaction(engine, writes=False) as connection:
        found = connection.exec_driver_sql("SELECT said FROM words ORDER BY id").scalars().all()
        assert found == ["satu!", "dua!", "tiga", "empat"]
        portions = connection.exec_driver_sql("SELECT id FROM words ORDER BY id").partitions(3)
        assert [[row.id for row in rows] for rows in portions] == [[1, 2, 3], [4]]


@pytest.mark.parametrize("asked", ["SELECT said FROM words WHERE id > 3", "SELECT said FROM words"])
def test_where_one_row_is_expected_none_and_several_are_refused(engine: Engine, asked: str) -> None:
    with transaction(engine, writes=False) as connection, pytest.raises(NotOneRowError):
        connection.exec_driver_sql(asked).one()


def test_what_was_written_before_a_fault_is_not_there(engine: Engine) -> None:
    def write() -> None:
        with transaction(engine, writes=True) as connection:
            connection.exec_driver_sql("INSERT INTO words (said) VALUES (?)", ("empat",))
            connection.exec_driver_sql("INSERT INTO words (said) VALUES (?)", ("dua",))

    with pytest.raises(DRIVER_ERRORS, match="UNIQUE"):
        write()
    assert count(engine) == 3


def test_what_a_reader_writes_is_not_there(engine: Engine) -> None:
    with transaction(engine, writes=False) as connection:
        connection.exec_driver_sql("DELETE FROM words")
    assert count(engine) == 3


def test_a_reader_beside_a_writer_sees_the_state_before(engine: Engine, path: Path) -> None:
    with transaction(engine, writes=True) as connection:
        connection.exec_driver_sql("INSERT INTO words (said) VALUES (?)", ("empat",))
        assert count(engine) == 3
        with pytest.raises(sqlite3.OperationalError, match="locked"), transaction(engine, writes=True):
            pass
    assert count(engine) == 4


def test_an_answer_that_nobody_read_to_its_end_keeps_no_writer_out(engine: Engine) -> None:
    with transaction(engine, writes=False) as connection:
        assert next(iter(connection.exec_driver_sql("SELECT said FROM words ORDER BY id"))).said == "satu"
    with transaction(engine, writes=True) as connection:
        connection.exec_driver_sql("DROP TABLE words")


@pytest.mark.parametrize("half_read", ["rows", "scalars", "portions", "not at all"])
def test_who_keeps_an_answer_half_read_keeps_no_writer_out_and_gets_no_more_of_it(
    engine: Engine, path: Path, half_read: str
) -> None:
    with transaction(engine, writes=False) as connection:
        answer = connection.exec_driver_sql("SELECT said FROM words ORDER BY id")
        begun: dict[str, Iterator[object]] = {
            "rows": iter(answer),
            "scalars": iter(answer.scalars()),
            "portions": answer.partitions(1),
            "not at all": iter(()),
        }
        next(begun[half_read], None)
    stranger = sqlite3.connect(path, isolation_level=None, timeout=0)
    try:
        stranger.execute("DELETE FROM words")
    finally:
        stranger.close()
    with pytest.raises(DRIVER_ERRORS, match="closed"):
        answer.all()
    assert count(engine) == 0


def test_an_answer_kept_half_read_by_what_failed_keeps_no_writer_out(engine: Engine, path: Path) -> None:
    def fail() -> None:
        with transaction(engine, writes=True) as connection:
            connection.exec_driver_sql("INSERT INTO words (said) VALUES ('empat')")
            for _row in connection.exec_driver_sql("SELECT said FROM words ORDER BY id"):
                raise ValueError

    with pytest.raises(ValueError) as kept:  # noqa: PT011 - the frames that hold the answer live on in it
        fail()
    stranger = sqlite3.connect(path, isolation_level=None, timeout=0)
    try:
        stranger.execute("INSERT INTO words (said) VALUES ('lima')")
    finally:
        stranger.close()
    assert kept.value is not None
    assert count(engine) == 4


def test_after_sqlite_took_a_transaction_back_nothing_more_is_written_whoever_swallowed_that(engine: Engine) -> None:
    def swallow(*, and_go_on: bool) -> None:
        with transaction(engine, writes=True) as connection:
            connection.exec_driver_sql("INSERT INTO words (said) VALUES ('empat')")
            # What SQLite does by itself where a disk is full or does not answer.
            with pytest.raises(DRIVER_ERRORS):
                connection.exec_driver_sql("INSERT OR ROLLBACK INTO words (said) VALUES ('dua')")
            if and_go_on:
                connection.exec_driver_sql("INSERT INTO words (said) VALUES ('lima')")

    for and_go_on in (True, False):
        with pytest.raises(TransactionGoneError):
            swallow(and_go_on=and_go_on)
        assert count(engine) == 3


def test_several_threads_read_at_once(engine: Engine) -> None:
    together = Barrier(4, timeout=30)

    def read() -> int:
        with transaction(engine, writes=False) as connection:
            together.wait()
            return int(scalar(connection, "SELECT count(*) FROM words"))

    with ThreadPoolExecutor(4) as beside:
        assert [one.result() for one in [beside.submit(read) for _ in range(4)]] == [3, 3, 3, 3]


def test_threads_share_what_lies_in_memory_one_after_the_other() -> None:
    engine = Engine(lambda: sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False), shared=True)
    with transaction(engine, writes=True) as connection:
        connection.exec_driver_sql("CREATE TABLE words (said TEXT NOT NULL)")
    together = Barrier(4, timeout=30)

    def write_and_read(thread: int) -> int:
        together.wait()
        for nth in range(100):
            with transaction(engine, writes=True) as connection:
                connection.exec_driver_sql("INSERT INTO words VALUES (?)", (f"{thread} {nth}",))
            with transaction(engine, writes=False) as connection:
                assert scalar(connection, "SELECT count(*) FROM words") > 0
        return count(engine)

    with ThreadPoolExecutor(4) as beside:
        counts = [one.result() for one in [beside.submit(write_and_read, nth) for nth in range(4)]]
    assert max(counts) == 400


def test_what_lies_in_memory_is_closed_only_after_another_thread_has_read_it() -> None:
    engine = Engine(lambda: sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False), shared=True)
    reading = Barrier(2, timeout=30)

    def read() -> int:
        with transaction(engine, writes=False) as connection:
            reading.wait()
            return sum(int(scalar(connection, f"SELECT {nth}")) for nth in range(2_000))

    with ThreadPoolExecutor(1) as beside:
        told = beside.submit(read)
        reading.wait()
        engine.dispose()
        assert told.result() == 1_999_000


def test_who_lets_go_of_the_engine_closes_every_connection_and_the_next_question_opens_one(path: Path) -> None:
    opened: list[sqlite3.Connection] = []

    def make() -> sqlite3.Connection:
        opened.append(sqlite3.connect(path, isolation_level=None))
        return opened[-1]

    engine = Engine(make)
    with engine.connect() as first, engine.connect():
        assert scalar(first, "SELECT 1") == 1
        engine.dispose()
        assert scalar(first, "SELECT 1") == 1  # what is in use may be finished
    for closed in opened:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            closed.execute("SELECT 1")
    with engine.connect() as again:
        assert scalar(again, "SELECT 1") == 1
    assert len(opened) == 3
    engine.dispose()


def test_what_lay_in_memory_is_gone_once_it_was_let_go_of_and_asking_for_it_is_the_drivers_error() -> None:
    engine = Engine(lambda: sqlite3.connect(":memory:", isolation_level=None), shared=True)
    with transaction(engine, writes=True) as connection:
        connection.exec_driver_sql("CREATE TABLE words (said TEXT)")
    assert count(engine) == 0
    engine.dispose()
    with pytest.raises(DRIVER_ERRORS, match="no such table"):
        count(engine)
    engine.dispose()
