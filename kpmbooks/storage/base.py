"""What every table of a book shares: names of constraints and the few column types that STRICT tables take.

Amounts are whole rupiah as integers, days are ISO text, instants are milliseconds since 1970 in UTC, uids are 16 bytes.
"""

from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from kpmbooks.money import Rupiah

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


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


def table(name: str, *columns: Any, **options: Any) -> Table:
    """A STRICT table of the book."""
    return Table(name, metadata, *columns, sqlite_strict=True, **options)


def row_id() -> Column[int]:
    """The integer key that rows use among themselves inside one file."""
    return Column("id", Integer, primary_key=True)


def uid_column() -> Column[bytes]:
    """The key by which a row is known to its copies on other laptops."""
    return Column("uid", LargeBinary, nullable=False, unique=True)


def scalar(connection: Connection, sql: str, *values: Any) -> Any:
    """The first column of the first row, or None."""
    return connection.exec_driver_sql(sql, tuple(values)).scalar()
