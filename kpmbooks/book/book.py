"""One book: a file, its owner, reading and writing.

``with book.write() as tx`` is one transaction: a clean exit commits durably, any exception rolls everything back, and
whoever subscribed learns which topics changed. ``with book.read() as reader`` sees one consistent state.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from kpmbooks.book import texts
from kpmbooks.book.erasures import erased_digests
from kpmbooks.book.installation import Installation, Note
from kpmbooks.book.instants import Instant, Pretend, now
from kpmbooks.book.writers import ChainEnd, Writer, current_writer
from kpmbooks.problems import N_, Problem, StorageError
from kpmbooks.storage import (
    DRIVER_ERRORS,
    Connection,
    Engine,
    Guard,
    Key,
    Mode,
    Step,
    WriterLock,
    faults_told,
    scalar,
    transaction,
)

_STUMBLED: tuple[type[Exception], ...] = (
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
    *DRIVER_ERRORS,
)
"""What a program raises that meets values which nobody wrote."""

OwnerKind = Literal["group", "family"]
Listener = Callable[[frozenset[str]], None]


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose book it is. ``start`` is the first day that can be recorded; a practice book never becomes a real one."""

    uid: bytes
    kind: OwnerKind
    name: str
    sector: str
    start: date
    practice: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """What the capabilities together put into a file: guards, upgrade steps, the figures an upgrade must keep.

    ``holds`` says whether everything holds in a file that may be cut off or damaged in any way. ``settle`` is called at
    the end of every transaction that wrote entries: what follows from them, whatever act wrote them, or ``Rejected``.
    """

    guards: Callable[[], tuple[Guard, ...]]
    steps: tuple[Step, ...]
    figures: Callable[[Connection], object]
    chain_end: ChainEnd
    holds: Callable[[Connection], bool]
    settle: Callable[["Tx"], None]


class Reader:
    """One consistent view of the book."""

    def __init__(self, connection: Connection, owner: Owner) -> None:
        self.connection = connection
        self.owner = owner


class Tx(Reader):
    """One writing transaction of one writer. Entries with keys above ``entries_before`` are written in it.

    ``helper`` is the name of a typing helper (``kpmbooks.book.helping``), None for whoever keeps the book.
    """

    def __init__(
        self,
        connection: Connection,
        owner: Owner,
        writer: Writer,
        clock: Callable[[], Instant],
        helper: str | None = None,
    ) -> None:
        super().__init__(connection, owner)
        self.writer = writer
        self.helper = helper
        self.topics: set[str] = set()
        self.erased = 0
        self.entries_before = int(scalar(connection, "SELECT coalesce(max(id), 0) FROM entries"))
        self._clock = clock

    def written_at(self) -> Instant:
        """This moment. Not a parameter of any act: see ``kpmbooks.book.instants``."""
        return self._clock()

    def touch(self, topic: str) -> None:
        """Say that screens which show ``topic`` must look again."""
        self.topics.add(topic)

    def note_audit(self, act: str, subject: str, before: str | None = None, after: str | None = None) -> None:
        """Write into the audit trail who did ``act`` to ``subject``; the values are erasable words."""
        if self.helper is not None:
            self.touch("audit")  # nothing that is worth a line there is a helper's to do
        self.connection.exec_driver_sql(
            "INSERT INTO audit (written_at, writer_id, act, subject, before_id, after_id) VALUES (?, ?, ?, ?, ?, ?)",
            (
                self.written_at().milliseconds,
                self.writer.id,
                act,
                subject,
                texts.store_one(self.connection, before),
                texts.store_one(self.connection, after),
            ),
        )

    def erase_texts(self, ids: Iterable[int]) -> int:
        """Erase these words for good; figures, digests and chain stay. Returns how many were erased."""
        erased = texts.erase(self.connection, ids, self.written_at().milliseconds)
        self.erased += erased
        return erased


@dataclass(slots=True)
class Book:
    """An open book. Close it, or use it in a ``with`` block. ``key`` is there when it has a passcode.

    ``notes`` is what a person should be told about its opening; the book can be used all the same. While ``helper``
    names somebody, she writes: sheets alone, as a writer of her own.
    """

    path: Path | None
    owner: Owner
    mode: Mode
    engine: Engine
    layout: Layout
    installation: Installation
    lock: WriterLock | None = None
    newer_minor: bool = False
    key: Key | None = None
    notes: tuple[Problem, ...] = ()
    helper: str | None = None
    _listeners: list[Listener] = field(default_factory=list)
    _writes: int = 0
    _rewrite_due: bool = False

    @contextlib.contextmanager
    def read(self) -> Iterator[Reader]:
        """One consistent view; raises ``StorageError`` when the file cannot be read."""
        with self._damage_told(), faults_told(), transaction(self.engine, writes=False) as connection:
            yield Reader(connection, self.owner)

    @contextlib.contextmanager
    def write(self, pretend: Pretend | None = None) -> Iterator[Tx]:
        """One transaction. ``pretend`` sets the clock of writing, in a practice book only."""
        if self.mode != "write":
            message = N_("This book was opened to look at only. Close it and open it for writing.")
            raise StorageError(Problem("read-only", message))
        if pretend is not None and not self.owner.practice:
            raise ValueError("the instant of writing is never an argument in a real book")
        clock = pretend or now
        uid = self.owner.uid
        helper = self.helper
        noted = self.installation if helper is None else self.installation.of_helper(helper)
        self._writes += 1
        try:
            with (
                self._damage_told(),
                faults_told(writing=True),
                transaction(self.engine, writes=True) as connection,
            ):
                note = noted.note(uid)
                writer = current_writer(connection, uid, note, clock().milliseconds, self.layout.chain_end)
                tx = Tx(connection, self.owner, writer, clock, helper)
                yield tx
                if "entries" in tx.topics:
                    self.layout.settle(tx)
                if helper is not None:
                    _end_help(tx)
        finally:
            self._writes -= 1
        noted.remember(uid, Note(writer.uid, writer.last_hash))
        if tx.erased:
            self._remember_erased()
        if tx.topics:
            self.tell(frozenset(tx.topics))
        if tx.erased or self._rewrite_due:
            self._rewrite()

    def _remember_erased(self) -> None:
        """Note outside the book what is erased in it: copies made before must follow, and what is restored."""
        with self.read() as reader:
            self.installation.remember_erased(self.owner.uid, erased_digests(reader.connection))

    def is_wanted(self) -> bool:
        """Whether somebody writes or waits to write: whoever reads for long should let go."""
        return self._writes > 0

    @contextlib.contextmanager
    def _damage_told(self) -> Iterator[None]:
        """Raise ``StorageError`` for a program that stumbled over what a damaged file says; a bug stays a bug."""
        try:
            yield
        except _STUMBLED as error:
            if self.path is None or self._holds():
                raise
            message = N_("This book is damaged. Let it be repaired, or use a copy of it; nothing was changed.")
            raise StorageError(Problem("damaged", message)) from error

    def _holds(self) -> bool:
        try:
            with transaction(self.engine, writes=False) as connection:
                return self.layout.holds(connection)
        except Exception:  # noqa: BLE001 - what cannot even be asked does not hold, whatever it stumbles over
            return False

    def _rewrite(self) -> None:
        """Rewrite the file, so that no page keeps a stale copy of erased words."""
        self._rewrite_due = True
        try:
            with faults_told(writing=True), self.engine.connect() as connection:
                connection.exec_driver_sql("VACUUM")
        except StorageError as error:
            message = N_(
                "The words were erased, but the file could not be written anew after that. Make room on the disk; it is"
                " tried again after the next record."
            )
            raise StorageError(Problem("not-rewritten", message)) from error
        self._rewrite_due = False

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with the changed topics after each commit; returns how to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, topics: frozenset[str]) -> None:
        """Let whoever subscribed know that ``topics`` changed."""
        for listener in tuple(self._listeners):
            listener(topics)

    def close(self) -> None:
        """Let go of file and lock."""
        self.engine.dispose()
        if self.lock is not None:
            self.lock.release()
            self.lock = None

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _end_help(tx: Tx) -> None:
    """What has to be so before what a helper typed is kept: nothing but sheets, and her name with it."""
    from kpmbooks.book.helping import refuse_beyond, write_name  # hardly ever needed

    refuse_beyond(tx, tx.topics)
    write_name(tx)
