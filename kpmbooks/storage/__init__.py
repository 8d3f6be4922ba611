"""How a book lies on the disk: engine, column types, guards, writer lock, upgrading.

What lays out tables comes late: it brings SQLAlchemy along, which no open book needs.
"""

from typing import TYPE_CHECKING

from kpmbooks.late import late
from kpmbooks.storage.bringing import tables_come_with
from kpmbooks.storage.bulk import insert_many
from kpmbooks.storage.connection import Connection, Engine, scalar, tuples
from kpmbooks.storage.engine import (
    APPLICATION_ID,
    DRIVER_ERRORS,
    Mode,
    check_durable,
    driver,
    engine_for,
    faults_told,
    refusals_told,
    storage_problem,
    transaction,
)
from kpmbooks.storage.guards import Guard, append_only, expected_shape, guard, install, integrity, no_replace, shape
from kpmbooks.storage.interrupting import asking_whether_to_go_on
from kpmbooks.storage.keys import Key, is_keyed, key_for, key_from_passcode, new_key, salt_of
from kpmbooks.storage.lock import WriterLock, lock_path
from kpmbooks.storage.rekeying import (
    check_alike,
    clear_unfinished,
    contents,
    disk_told,
    has_unfinished,
    put_in_place,
    real_path,
    work_path,
    write_rekeyed,
)
from kpmbooks.storage.remains import settle_remains
from kpmbooks.storage.uid import new_uid
from kpmbooks.storage.upgrade import FORMAT, Format, Step, format_of, set_format, upgrade

if TYPE_CHECKING:
    from kpmbooks.storage.base import (
        BookColumn,
        Day,
        Money,
        ValueKind,
        columns_of,
        is_derived,
        lay_out,
        row_id,
        table,
        twice_index,
        uid_column,
        whole_metadata,
        writing_order,
    )

__all__ = [
    "APPLICATION_ID",
    "DRIVER_ERRORS",
    "FORMAT",
    "BookColumn",
    "Connection",
    "Day",
    "Engine",
    "Format",
    "Guard",
    "Key",
    "Mode",
    "Money",
    "Step",
    "ValueKind",
    "WriterLock",
    "append_only",
    "asking_whether_to_go_on",
    "check_alike",
    "check_durable",
    "clear_unfinished",
    "columns_of",
    "contents",
    "disk_told",
    "driver",
    "engine_for",
    "expected_shape",
    "faults_told",
    "format_of",
    "guard",
    "has_unfinished",
    "insert_many",
    "install",
    "integrity",
    "is_derived",
    "is_keyed",
    "key_for",
    "key_from_passcode",
    "lay_out",
    "lock_path",
    "new_key",
    "new_uid",
    "no_replace",
    "put_in_place",
    "real_path",
    "refusals_told",
    "row_id",
    "salt_of",
    "scalar",
    "set_format",
    "settle_remains",
    "shape",
    "storage_problem",
    "table",
    "tables_come_with",
    "transaction",
    "tuples",
    "twice_index",
    "uid_column",
    "upgrade",
    "whole_metadata",
    "work_path",
    "write_rekeyed",
    "writing_order",
]

late(
    __name__,
    {
        "base": (
            "BookColumn",
            "Day",
            "Money",
            "ValueKind",
            "columns_of",
            "is_derived",
            "lay_out",
            "row_id",
            "table",
            "twice_index",
            "uid_column",
            "whole_metadata",
            "writing_order",
        )
    },
)
