"""The house knows every capability: what is in a file, how a book is made and opened, and everything that must hold.

A new capability is added here by one line in ``_CAPABILITIES``; nothing else in ``kpmbooks`` knows them all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kpmbooks import book, ledger, people, recording
from kpmbooks.book import Book, Installation, Layout, Owner, OwnerKind, Reader, Tx
from kpmbooks.ledger import Fault, LedgerKind, LedgerRef
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.recording import load_charts, new_account
from kpmbooks.storage import Key, Mode, expected_shape, faults_told, integrity, scalar, shape
from kpmbooks.upgrades import STEPS

_CAPABILITIES = (book, people, ledger, recording)

SECTORS = ("kuliner", "dagang", "jasa", "kerajinan", "ternak", "tani", "umum")


def _chain_end(connection: Any, writer: int) -> tuple[int, bytes] | None:
    row = connection.exec_driver_sql(
        "SELECT position, hash FROM entries WHERE writer_id = ? ORDER BY position DESC LIMIT 1", (writer,)
    ).first()
    return None if row is None else (row.position, row.hash)


def _figures(connection: Any) -> Any:
    """What an upgrade must not change: how much there is, the sum of every account, the end of every chain."""
    return (
        scalar(connection, "SELECT count(*) FROM entries"),
        connection.exec_driver_sql("SELECT account_id, sum(amount), count(*) FROM postings GROUP BY 1").all(),
        connection.exec_driver_sql("SELECT writer_id, max(position), hash FROM entries GROUP BY 1").all(),
        connection.exec_driver_sql("SELECT kind, name, uid FROM owner").all(),
    )


LAYOUT = Layout(
    guards=tuple(guard for capability in _CAPABILITIES for guard in capability.GUARDS),
    steps=STEPS,
    figures=_figures,
    chain_end=_chain_end,
)


def create(
    path: Path | None,
    *,
    kind: OwnerKind,
    name: str,
    sector: str = "umum",
    start: date,
    business: str | None = None,
    practice: bool = False,
    installation: Installation | None = None,
    key: Key | None = None,
) -> Book:
    """A new book with its first ledgers: a group's *kelompok*, or a family's *usaha* and *keluarga*.

    ``business`` names the family's business; without it the ledgers are called after the family. ``path`` None makes
    the book in memory; ``key`` gives the file a passcode. Raises ``Rejected`` or ``StorageError``; no file is left
    behind then.
    """
    if sector not in SECTORS:
        message = N_("There is no sector {sector}. Choose one of: {sectors}.")
        raise Rejected(Problem("sector-unknown", message, {"sector": sector, "sectors": ", ".join(SECTORS)}, "sector"))
    made = book.create(
        path,
        LAYOUT,
        kind=kind,
        name=name,
        sector=sector,
        start=start,
        practice=practice,
        installation=installation,
        key=key,
    )
    try:
        with made.write() as tx:
            if kind == "group":
                add_ledger(tx, "kelompok", made.owner.name)
            else:
                family = made.owner.name.removeprefix("Keluarga ")
                add_ledger(tx, "usaha", business or f"Usaha {family}")
                add_ledger(tx, "keluarga", f"Keluarga {family}")
    except BaseException:
        made.close()
        if path is not None:
            path.unlink(missing_ok=True)
        raise
    return made


def open_book(
    path: Path, mode: Mode = "read", *, installation: Installation | None = None, key: Key | None = None
) -> Book:
    """Open the book at ``path``, with ``key`` where it has a passcode; raises ``StorageError`` with what to tell."""
    return book.open_book(path, LAYOUT, mode, installation=installation, key=key)


def add_ledger(tx: Tx, kind: LedgerKind, name: str) -> LedgerRef:
    """A further ledger with the chart of its kind; raises ``Rejected``."""
    chart = load_charts()[kind]
    return ledger.open_ledger(
        tx,
        kind,
        name,
        [(fund.role, fund.name) for fund in chart.funds],
        [new_account(account) for account in chart.accounts],
    )


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What ``check`` found: entries in the book, texts that were erased, and the faults."""

    owner: Owner
    entries: int
    erased_texts: int
    faults: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        """Everything holds."""
        return not self.faults


def check(reader: Reader) -> CheckResult:
    """Verify everything that must hold in the book, by looking at every row once."""
    faults = list(_check_file(reader))
    entries = erased = 0
    try:
        with faults_told():
            for capability in _CAPABILITIES:
                for one in getattr(capability, "CHECKS", ()):
                    faults.extend(one(reader))
            erased = int(scalar(reader.connection, "SELECT count(*) FROM texts WHERE erased_at IS NOT NULL"))
            entries = ledger.entry_count(reader)
    except StorageError as error:
        # What is missing or unreadable was told above; what rests on it cannot be verified.
        faults.append(Fault("check-incomplete", "file", error.problem))
    return CheckResult(reader.owner, entries, erased, tuple(faults))


def _check_file(reader: Reader) -> Iterator[Fault]:
    if reader.owner.practice and not scalar(reader.connection, "SELECT practice FROM owner"):
        message = N_("This is a practice book whose mark was taken off. It stays one.")
        yield Fault("practice-mark", "owner", Problem("practice-mark", message))
    for damage in integrity(reader.connection):
        message = N_("The file is damaged: {damage}")
        yield Fault("file-damaged", "file", Problem("file-damaged", message, {"damage": damage}))
    found, expected = shape(reader.connection), expected_shape(LAYOUT.guards)
    for name in sorted(found.keys() | expected.keys()):
        if name not in found:
            message = N_("A guard or table of the book is missing: {name}.")
            yield Fault("shape-missing", name, Problem("shape-missing", message, {"name": name}))
        elif name not in expected:
            message = N_("Something is in the file that does not belong there: {name}.")
            yield Fault("shape-foreign", name, Problem("shape-foreign", message, {"name": name}))
        elif found[name] != expected[name]:
            message = N_("A guard or table of the book was changed: {name}.")
            yield Fault("shape-changed", name, Problem("shape-changed", message, {"name": name}))
