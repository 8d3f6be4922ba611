"""Talking to the driver: an engine that keeps connections to one file, a connection with its transaction, and rows.

What is asked is SQL text and nothing else, so this is all that a book needs until a table is laid out; SQLAlchemy does
that (``kpmbooks.storage.base``), and bringing it along took longer than painting a window. What the driver raises comes
through as it is.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from threading import Lock, RLock
from typing import TYPE_CHECKING, Any, Final
from weakref import ref

from kpmbooks.storage.whereabouts import Whereabouts

_KEPT: Final = 2
"""Connections that lie ready: one for the window and one for the work beside it."""

_ANSWERS_REMEMBERED: Final = 1000
"""So many answers of one transaction before those are forgotten that nobody keeps."""

Values = tuple[Any, ...] | Mapping[str, Any]


class Row(tuple[Any, ...]):
    """One row: its values in their order, which also have the names of their columns."""

    __slots__ = ()

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...


class NotOneRowError(LookupError):
    """There was no row, or more than one, where one was expected."""


class TransactionGoneError(RuntimeError):
    """Somebody went on writing after SQLite had taken the whole transaction back, as it does on a full disk."""


@lru_cache(maxsize=512)
def _row_of(names: tuple[str, ...]) -> type[Row]:
    """The rows of a question with these columns."""
    return type("Row", (Row,), {"__slots__": (), **{name: property(itemgetter(n)) for n, name in enumerate(names)}})


class Result:
    """What an SQL text gave. Rows come as they are asked for, once; whoever takes one lets go of the others.

    After the end of the transaction none comes any more: the driver's error says so.
    """

    __slots__ = ("_cursor",)

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        return int(self._cursor.rowcount)

    @property
    def lastrowid(self) -> int:
        """The key of the row that was inserted last."""
        return int(self._cursor.lastrowid)

    def __iter__(self) -> Iterator[Row]:
        return map(self._row(), self._cursor)

    def all(self) -> list[Row]:
        """Every row."""
        return list(map(self._row(), self._cursor.fetchall()))

    def partitions(self, size: int) -> Iterator[list[Row]]:
        """The rows in portions of ``size``."""
        made = self._row()
        while rows := self._cursor.fetchmany(size):
            yield list(map(made, rows))

    def first(self) -> Row | None:
        """The first row, if there is one."""
        row = self._cursor.fetchone()
        found = None if row is None else self._row()(row)
        self._cursor.close()
        return found

    def one(self) -> Row:
        """The only row; raises ``NotOneRowError``."""
        rows = self._cursor.fetchmany(2)
        if len(rows) != 1:
            raise NotOneRowError(f"{len(rows)} rows where one was expected")
        found = self._row()(rows[0])
        self._cursor.close()
        return found

    def scalar(self) -> Any:
        """The first column of the first row, or None."""
        row = self._cursor.fetchone()
        self._cursor.close()
        return None if row is None else row[0]

    def scalar_one(self) -> Any:
        """The first column of the only row; raises ``NotOneRowError``."""
        return self.one()[0]

    def scalars(self) -> "Scalars":
        """The first column of every row."""
        return Scalars(row[0] for row in self._cursor)

    def _row(self) -> type[Row]:
        return _row_of(tuple(column[0] for column in self._cursor.description or ()))


class Scalars:
    """Single values, as they are asked for."""

    def __init__(self, values: Iterable[Any]) -> None:
        self._values = iter(values)

    def __iter__(self) -> Iterator[Any]:
        return self._values

    def all(self) -> list[Any]:
        """Every value."""
        return list(self._values)


class Connection:
    """One connection to the file; ``plain`` is the driver's own. One thread at a time uses it."""

    def __init__(self, plain: Any) -> None:
        self.plain = plain
        self._answers: list[ref[Any]] = []
        self._writes = False

    def exec_driver_sql(self, sql: str, values: Values | list[tuple[Any, ...]] = ()) -> Result:
        """Send ``sql`` with the values of its places, or, with a list of them, once for each.

        Raises ``TransactionGoneError`` rather than write what no rolling back would reach.
        """
        if self._writes and not self.plain.in_transaction:
            raise TransactionGoneError
        if isinstance(values, list):
            return Result(self.plain.executemany(sql, values))
        cursor = self.plain.execute(sql, values)
        if cursor.description is not None:
            self._answers.append(ref(cursor))  # a set that forgets by itself takes half as long as a short question
            if len(self._answers) > _ANSWERS_REMEMBERED:
                self._answers = [one for one in self._answers if one() is not None]
        return Result(cursor)

    def let_go(self) -> None:
        """End every answer that somebody keeps half read: it would hold the file for reading against all writers."""
        for one in self._answers:
            if (cursor := one()) is not None:
                with contextlib.suppress(Exception):  # an answer that failed is no reason to fail now
                    cursor.close()
        self._answers.clear()

    @contextlib.contextmanager
    def begin(self, *, writes: bool) -> Iterator[None]:
        """One transaction: a writer's is committed at a clean end, any other is rolled back."""
        # Immediately: between a reader's question and its first write somebody else could write.
        self.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        self._writes = writes
        try:
            yield
            self.let_go()
            if writes:
                if not self.plain.in_transaction:
                    raise TransactionGoneError
                self.plain.commit()
        except BaseException:
            self.let_go()
            with contextlib.suppress(Exception):  # what went wrong first is told
                self.plain.rollback()
            raise
        finally:
            self._writes = False
        if not writes:
            self.plain.rollback()  # the same for who only reads, and a damaged file cannot refuse it


@contextlib.contextmanager
def _answers_ended(connection: Connection) -> Iterator[Connection]:
    try:
        yield connection
    finally:
        connection.let_go()


class Engine:
    """Connections to one file, made by ``make`` when none lies ready. Threads may share it.

    ``where`` watches that the file stays where it was opened. ``shared``: one connection for all, one thread after
    the other, as a book in memory needs.
    """

    def __init__(self, make: Callable[[], Any], *, where: Whereabouts | None = None, shared: bool = False) -> None:
        self.where = where
        self._make = make
        self._is_shared = shared
        self._ready: list[Any] = []
        self._disposals = 0
        self._in_turn = Lock()
        self._in_use = RLock()  # of the one connection that is shared

    @contextlib.contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection to use within."""
        if self._is_shared:
            with self._in_use:  # a report may be drawn beside the window that asks meanwhile
                if not self._ready:
                    self._ready.append(self._make())
                with _answers_ended(Connection(self._ready[0])) as connection:
                    yield connection
            return
        with self._in_turn:
            disposals = self._disposals
            plain = self._ready.pop() if self._ready else None
        if plain is None:
            plain = self._make()
        try:
            with _answers_ended(Connection(plain)) as connection:
                yield connection
        finally:
            with self._in_turn:
                is_kept = disposals == self._disposals and len(self._ready) < _KEPT and not plain.in_transaction
                if is_kept:
                    self._ready.append(plain)
            if not is_kept:
                plain.close()

    def dispose(self) -> None:
        """Close what lies ready; what is in use is closed after its use, which is waited for where it is shared."""
        with self._in_use, self._in_turn:
            self._disposals += 1
            lying, self._ready = self._ready, []
        for plain in lying:
            plain.close()


def tuples(connection: Connection, sql: str, values: Sequence[Any] = ()) -> list[Any]:
    """All rows at once as the driver's own tuples: for lists of hundreds, where a wrapping of each would cost most."""
    return list(connection.plain.execute(sql, tuple(values)).fetchall())


def scalar(connection: Connection, sql: str, *values: Any) -> Any:
    """The first column of the first row, or None."""
    return connection.exec_driver_sql(sql, values).scalar()
