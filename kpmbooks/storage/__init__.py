"""How a book lies on the disk: engine, column types, guards, writer lock, upgrading."""

from kpmbooks.storage.base import Day, Money, metadata, row_id, scalar, table, uid_column
from kpmbooks.storage.engine import APPLICATION_ID, Mode, driver, engine_for, faults_told, storage_problem, transaction
from kpmbooks.storage.guards import Guard, append_only, expected_shape, guard, install, integrity, no_replace, shape
from kpmbooks.storage.keys import Key, is_keyed, key_for, new_key
from kpmbooks.storage.lock import WriterLock, lock_path
from kpmbooks.storage.uid import new_uid
from kpmbooks.storage.upgrade import FORMAT, Format, Step, format_of, set_format, upgrade

__all__ = [
    "APPLICATION_ID",
    "FORMAT",
    "Day",
    "Format",
    "Guard",
    "Key",
    "Mode",
    "Money",
    "Step",
    "WriterLock",
    "append_only",
    "driver",
    "engine_for",
    "expected_shape",
    "faults_told",
    "format_of",
    "guard",
    "install",
    "integrity",
    "is_keyed",
    "key_for",
    "lock_path",
    "metadata",
    "new_key",
    "new_uid",
    "no_replace",
    "row_id",
    "scalar",
    "set_format",
    "shape",
    "storage_problem",
    "table",
    "transaction",
    "uid_column",
    "upgrade",
]
