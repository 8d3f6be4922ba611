"""The house knows every capability: what is in a file, how a book is made and opened, and everything that must hold.

A new capability is added here by one line in ``_CAPABILITIES``; nothing else in ``kpmbooks`` knows them all.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kpmbooks import book, group, ledger, loans, people, recording, trade, training
from kpmbooks.book import Book, Installation, Layout, Owner, OwnerKind, Reader, Tx
from kpmbooks.book.files import read_owner
from kpmbooks.book.instants import now
from kpmbooks.book.practice import MARKED
from kpmbooks.ledger import Fault, LedgerKind, LedgerRef
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.progress import NoProgress, Progress
from kpmbooks.storage import (
    DRIVER_ERRORS,
    FORMAT,
    Guard,
    Key,
    Mode,
    asking_whether_to_go_on,
    expected_shape,
    faults_told,
    format_of,
    integrity,
    scalar,
    shape,
    storage_problem,
    tables_come_with,
)
from kpmbooks.training.making import provide
from kpmbooks.upgrades import STEPS

_CAPABILITIES = (book, people, ledger, recording, trade, group, loans, training)

LOOKED_THROUGH = 8 * 1024 * 1024
"""Bytes of a book that is looked through when it is opened: some ten thousand records, some ten milliseconds."""

CHECKED_WHOLE, CHECKED_IN_SUMS = 20_000, 200_000
"""Up to so many records everything, and up to so many the sums, is checked before figures are shown."""

BESIDE_THE_FIGURES = frozenset(
    {
        "shape-missing",
        "shape-changed",
        "shape-foreign",
        "text-altered",
        "photo-altered",
        "practice-mark",
        "loan-record-missing",
        "loan-plan-open",
        "session-unreadable",
        "session-person",
    }
)
"""Faults that leave every figure as it was."""

DAMAGED = N_("This book is damaged. Let it be repaired, or use a copy of it; nothing was changed.")

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


def _holds(connection: Any) -> bool:
    """Whether everything holds in a file of any state; of another format only what SQLite itself can say."""
    if integrity(connection):
        return False
    reader = Reader(connection, read_owner(connection))
    if format_of(connection) != FORMAT:
        return True
    return not any(True for check in _checks() for _fault in check(reader))


@cache
def _guards() -> tuple[Guard, ...]:
    """Every guard of a book; asking for them lays out all tables."""
    return tuple(guard for capability in _CAPABILITIES for guard in capability.GUARDS)


tables_come_with(_guards)


def _settle(tx: Tx) -> None:
    trade.settle(tx)
    group.settle(tx)


LAYOUT = Layout(
    guards=_guards,
    steps=STEPS,
    figures=_figures,
    chain_end=_chain_end,
    holds=_holds,
    settle=_settle,
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


def _scratch(kind: OwnerKind, sector: str, start: date) -> Book:
    """A practice book in memory, of nobody's."""
    return create(None, kind=kind, name="Latihan", sector=sector, start=start, practice=True)


provide(_scratch)


def open_book(
    path: Path,
    mode: Mode = "read",
    *,
    installation: Installation | None = None,
    key: Key | None = None,
    look: bool = True,
) -> Book:
    """Open the book at ``path``, with ``key`` where it has a passcode; raises ``StorageError`` with what to tell.

    A small book is looked through for damaged places at once; whoever checks it anyway does without (``look``). What
    a person should know of the opened book stands in its ``notes``.
    """
    opened = book.open_book(path, LAYOUT, mode, installation=installation, key=key)
    try:
        if look and path.stat().st_size <= LOOKED_THROUGH:
            _look_through(opened)
        opened.notes += _clock_notes(opened)
    except BaseException:
        opened.close()
        raise
    return opened


def _look_through(opened: Book) -> None:
    """Raise ``StorageError`` when pages or rows of the file are damaged; figures are for ``check``."""
    with opened.read() as reader:
        if scalar(reader.connection, "PRAGMA quick_check(1)") != "ok":
            raise StorageError(Problem("damaged", DAMAGED))


def _clock_notes(opened: Book) -> tuple[Problem, ...]:
    with opened.read() as reader:
        latest = scalar(reader.connection, "SELECT written_at FROM entries ORDER BY id DESC LIMIT 1")
    if latest is None or opened.owner.practice or latest <= now().milliseconds:
        return ()
    message = N_("The clock of this machine says an earlier time than the latest record. Set its date and time right.")
    return (Problem("clock-back", message),)


def add_ledger(tx: Tx, kind: LedgerKind, name: str) -> LedgerRef:
    """A further ledger with the chart of its kind; raises ``Rejected``."""
    from kpmbooks.recording import known_charts, new_account  # not for opening a book

    chart = known_charts()[kind]
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


def check(reader: Reader, progress: Progress | None = None) -> CheckResult:
    """Verify everything that must hold in the book, by looking at every row once.

    Raises ``Cancelled`` when ``progress`` does; it is told parts of the check, and asked every few milliseconds.
    """
    told = progress or NoProgress()
    parts = (_check_file, *_checks())
    done = 0
    faults: list[Fault] = []
    entries = erased = 0
    stumbled: Exception | None = None
    with asking_whether_to_go_on(reader.connection, lambda: told.report(done, len(parts))):
        try:
            with faults_told():
                for done, part in enumerate(parts):
                    told.report(done, len(parts))
                    try:
                        faults.extend(part(reader))
                    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
                        stumbled = error  # over a value that nobody wrote, if anything else was found as well
                    except DRIVER_ERRORS as error:
                        if storage_problem(error) is not None:
                            raise
                        faults.append(Fault("check-incomplete", "file", Problem("damaged", DAMAGED)))
                erased = int(scalar(reader.connection, "SELECT count(*) FROM texts WHERE erased_at IS NOT NULL"))
                entries = ledger.entry_count(reader)
        except StorageError as error:
            # What is missing or unreadable was told above; what rests on it cannot be verified.
            faults.append(Fault("check-incomplete", "file", error.problem))
    if stumbled is not None:
        if not faults:
            raise stumbled
        faults.append(Fault("check-incomplete", "file", Problem("damaged", DAMAGED)))
    told.report(len(parts), len(parts))
    return CheckResult(reader.owner, entries, erased, tuple(faults))


def check_before_showing(reader: Reader, progress: Progress | None = None) -> tuple[Problem, ...]:
    """Raise ``StorageError`` when the book's figures cannot be shown: they would be wrong, or nobody knows.

    Gives what does not touch the figures and should be told all the same. A large book is checked as far as it takes a
    few seconds; the rest is for ``check``.
    """
    entries = ledger.entry_count(reader)
    if entries > CHECKED_IN_SUMS:
        return ()
    if entries > CHECKED_WHOLE:
        found = tuple(fault for part in ledger.SUM_CHECKS for fault in part(reader))
    else:
        found = check(reader, progress).faults
    grave = sum(fault.code not in BESIDE_THE_FIGURES for fault in found)
    if grave:
        message = N_("This book is damaged and its figures cannot be trusted. Let it be repaired, or use a copy of it.")
        raise StorageError(Problem("damaged", message))
    if found:
        message = N_("The figures of this book hold, but not everything else does. Check it and let it be repaired.")
        return (Problem("untidy", message),)
    return ()


def _checks() -> tuple[Callable[[Reader], Iterator[Fault]], ...]:
    return tuple(one for capability in _CAPABILITIES for one in getattr(capability, "CHECKS", ()))


@cache
def _expected_shape() -> Mapping[str, str]:
    return expected_shape(_guards())


def _practised_entries(reader: Reader) -> Iterator[Fault]:
    """What somebody carried from a practice book into this one, past every door."""
    asked = f"SELECT id FROM entries WHERE {MARKED} LIMIT 20"
    keys = set(reader.connection.exec_driver_sql(asked).scalars())
    for number in sorted(ledger.numbers_of(reader, keys).values()):
        message = N_("Record {number} was made in a practice book. It has no place in a real one; take it back.")
        yield Fault("practice-entry", number, Problem("practice-entry", message, {"number": number}))


def _check_file(reader: Reader) -> Iterator[Fault]:
    if reader.owner.practice and not scalar(reader.connection, "SELECT practice FROM owner"):
        message = N_("This is a practice book whose mark was taken off. It stays one.")
        yield Fault("practice-mark", "owner", Problem("practice-mark", message))
    if not reader.owner.practice:
        yield from _practised_entries(reader)
    for damage in integrity(reader.connection):
        message = N_("The file is damaged: {damage}")
        yield Fault("file-damaged", "file", Problem("file-damaged", message, {"damage": damage}))
    found, expected = shape(reader.connection), _expected_shape()
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
