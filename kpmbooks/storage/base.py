"""What every table of a book shares: names of constraints and the few column types that STRICT tables take.

Amounts are whole rupiah as integers, days are ISO text, instants are milliseconds since 1970 in UTC, uids are 16 bytes.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text, create_mock_engine
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import sort_tables
from sqlalchemy.types import TypeDecorator

from kpmbooks.money import Rupiah
from kpmbooks.storage.bringing import bring_tables
from kpmbooks.storage.connection import Connection

ValueKind = Literal["integer", "rupiah", "text", "day", "bytes"]

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def whole_metadata() -> MetaData:
    """Every table of a book."""
    bring_tables()
    return metadata


def lay_out(connection: Connection) -> None:
    """Make every table of a book, and the indexes, in an empty file."""
    for statement in _laying_out():
        connection.exec_driver_sql(statement)


@cache
def _laying_out() -> tuple[str, ...]:
    """The words that make them, found once: SQLAlchemy takes far longer to say them than SQLite to do them."""
    statements: list[str] = []

    def send(made: Any, *_values: object, **_options: object) -> None:
        statements.append(str(made.compile(dialect=words.dialect)))

    words = create_mock_engine("sqlite://", send)
    whole_metadata().create_all(words, checkfirst=False)
    return tuple(statements)


class Day(TypeDecorator[date]):
    """A calendar day, kept as ISO text so that any tool can read and sort it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """ISO text for the file."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """The day that the text says."""
        return None if value is None else date.fromisoformat(value)


class Money(TypeDecorator[Rupiah]):
    """Whole rupiah, kept as an integer; debit positive, credit negative."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """The plain integer for the file."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Rupiah | None:
        """The amount that the integer says."""
        return None if value is None else Rupiah(value)


def table(name: str, *columns: Any, derived: bool = False, twice: bool = False, **options: Any) -> Table:
    """A STRICT table of the book. A ``derived`` one holds nothing of its own: guards fill it from the others.

    ``twice``: a small table on which every figure rests, and whose rows no chain covers. An index keeps them a second
    time: SQLite compares both when it checks the file, and repairing reads from the one what is damaged in the other.
    """
    made = Table(name, metadata, *columns, sqlite_strict=True, info={"derived": derived}, **options)
    if twice:
        Index(twice_index(name), *(_as_written(one) for one in made.columns if not _is_row_key(one)))
    return made


def twice_index(table: str) -> str:
    """The index that keeps the rows of ``table`` a second time, if it is such a table: its columns, then its key."""
    return f"ix_{table}_twice"


def _is_row_key(column: Column[Any]) -> bool:
    """Whether it is SQLite's own key of the row, which every index holds anyway."""
    return column.primary_key and isinstance(column.type, Integer)


def _as_written(column: Column[Any]) -> Any:
    """Letter by letter, also where two spellings count as one name."""
    return column.collate("BINARY") if isinstance(column.type, Text) and column.type.collation else column


def is_derived(one: Table) -> bool:
    """Whether what the table holds can be made again from the other tables."""
    return bool(one.info["derived"])


def writing_order() -> tuple[Table, ...]:
    """Every table that holds something of its own, each after those that it refers to.

    A deferred reference says that the referring row is written first (a posting before its entry). The order is the
    same in every run, whatever was imported first.
    """
    every = sorted(whole_metadata().tables.values(), key=lambda one: one.name)
    early = [(one, key.column.table) for one in every for key in one.foreign_keys if key.deferrable]
    ordered = sort_tables(every, skip_fn=lambda key: bool(key.deferrable), extra_dependencies=early)
    return tuple(one for one in ordered if not is_derived(one))


@dataclass(frozen=True, slots=True)
class BookColumn:
    """One column of a table: what it holds, whether it must, and how many bytes where that is fixed.

    ``rupiah`` and ``day`` are integers and texts with a meaning; ``bytes`` are bare bytes. ``key`` is what a row is
    known by in its table.
    """

    name: str
    kind: ValueKind
    key: bool
    required: bool
    length: int | None


def columns_of(one: Table) -> tuple[BookColumn, ...]:
    """The columns of a table in their order."""
    return tuple(
        BookColumn(
            column.name,
            _kind_of(column),
            column.primary_key,
            column.primary_key or not column.nullable,
            getattr(column.type, "length", None) if isinstance(column.type, LargeBinary) else None,
        )
        for column in one.columns
    )


def _kind_of(column: Column[Any]) -> ValueKind:
    match column.type:
        case Money():
            return "rupiah"
        case Day():
            return "day"
        case LargeBinary():
            return "bytes"
        case Text():
            return "text"
        case Integer():
            return "integer"
    raise TypeError(f"{column} is of a kind that no book holds")


def row_id() -> Column[int]:
    """The integer key that rows use among themselves inside one file."""
    return Column("id", Integer, primary_key=True)


def uid_column() -> Column[bytes]:
    """The key by which a row is known to its copies on other laptops."""
    return Column("uid", LargeBinary(16), nullable=False, unique=True)
