"""What the pages share: the open book, the ledger that is looked at, language and clock; told when something changes.

The session knows no widget. A page asks by ``ask`` and acts by ``act``; both are one transaction of the book.
"""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from kpmbooks import ledger as books
from kpmbooks import recording
from kpmbooks.book import Book, Reader, Tx
from kpmbooks.dates import Clock
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import format_amount
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from ui.desktop.theme.privacy import name_shown
from ui.logbook import Logbook, timed

if TYPE_CHECKING:
    from kpmbooks.progress import Progress
    from kpmbooks.recording import Undoable

T = TypeVar("T")


def _wall_clock() -> time:
    return datetime.now(UTC).astimezone().time()


class Session(QObject):
    """One open book as the window sees it. ``now`` says the time of day that "Tersimpan pukul …" names.

    ``changed`` carries the topics of a commit (``"entries"``, ``"accounts"``, ``"ledgers"``, ``"settings"``,
    ``"prints"``) and comes on the GUI thread, whichever thread wrote; ``saved`` carries the time as the language writes
    it ("10.42"); ``failed`` a tuple of ``Problem`` that belongs to no field of the page; ``asked`` what only the window
    can do (``ui.desktop.asks``); ``noted`` a ``Problem`` that should stand on the home page from now on; ``left`` comes
    just before the book is let go of. Acts are written into ``log``, by the name of what did them.
    """

    changed = Signal(object)
    ledger_changed = Signal()
    saved = Signal(str)
    failed = Signal(object)
    left = Signal()
    asked = Signal(object)
    noted = Signal(object)
    _committed = Signal(object)

    def __init__(
        self,
        book: Book,
        _: Translator,
        clock: Clock,
        *,
        now: Callable[[], time] = _wall_clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.book = book
        self._ = _
        self.clock = clock
        self.saved_at: time | None = None
        self.log: Logbook | None = None
        self._now = now
        self._kept = 0
        with book.read() as reader:
            self.ledgers = books.ledgers(reader)
            self.ledger = books.default_ledger(reader)
        self._committed.connect(self._tell)  # queued when a worker wrote, at once otherwise
        self._unsubscribe = book.subscribe(self._committed.emit)

    def now(self) -> time:
        """The time of day."""
        return self._now()

    def today(self) -> date:
        """The day that is meant when none is said."""
        return self.clock.today()

    def ask(self, question: Callable[[Reader], T]) -> T | None:
        """What the book answers, from one consistent view; None and ``failed`` when it cannot be read."""
        try:
            with self.book.read() as reader:
                return question(reader)
        except StorageError as error:
            self.failed.emit((error.problem,))
            return None

    def act(self, act: Callable[[Tx], T]) -> T:
        """Do ``act`` in one transaction; raises ``Rejected`` and ``StorageError``."""
        how = nullcontext() if self.log is None else timed(self.log, "act", name=act.__qualname__)
        with how, self.book.write() as tx:
            return act(tx)

    def note(self, problem: Problem) -> None:
        """Let ``problem`` stand on the home page from now on, also on one that is not made yet."""
        self.book.notes = (*self.book.notes, problem)
        self.noted.emit(problem)

    def switch_ledger(self, ledger: LedgerRef) -> None:
        """Look at another ledger of the book."""
        if ledger != self.ledger:
            self.ledger = ledger
            self.ledger_changed.emit()

    def owner_shown(self, name: str) -> str:
        """The name of the owner or of a ledger as it may be seen now: a family's is covered with all other names."""
        return name if self.book.owner.kind == "group" else name_shown(name)

    def kind_name(self, kind: str) -> str:
        """What a kind of record is called here: by sector and language."""
        return recording.kind_name(kind, self.book.owner.sector, self._.language)

    def begin_here(self) -> None:
        """Offer nothing to be undone that was recorded before now: what an exercise begins with is given."""
        found = self.undoable()
        self._kept = 0 if found is None else found.batch

    def undoable(self) -> "Undoable | None":
        """What ``undo`` would undo; None when there is nothing or nothing may be written."""
        found = self.ask(recording.undoable) if self.book.mode == "write" else None
        return found if found is None or found.batch > self._kept else None

    def undo(self, progress: "Progress | None" = None) -> "Undoable | None":
        """Undo the latest act and say which it was; None and ``failed`` when that is not possible.

        Raises ``Cancelled`` when ``progress`` does; nothing is undone then.
        """
        if self._kept and self.undoable() is None:
            self.failed.emit((Problem("nothing-to-undo", N_("There is nothing to undo.")),))
            return None
        try:
            return self.act(lambda tx: recording.undo(tx, today=self.today(), progress=progress))
        except Rejected as rejected:
            self.failed.emit(rejected.problems)
        except StorageError as error:
            self.failed.emit((error.problem,))
        return None

    def name_of(self, act: "Undoable", covered: str = "") -> str:
        """The name of an act as a person knows it: "Jual tunai Rp245.000"; ``covered`` stands for its amount."""
        _ = self._
        amount = covered or act.amount
        kind = self.kind_name(act.kind)
        match act.act:
            case "correct":
                return _("correction of {kind} {amount}", kind=kind, amount=amount)
            case "reverse" if act.amount:
                return _("taking back {kind} {amount}", kind=kind, amount=amount)
            case "reverse":  # a day off has no amount
                return _("taking back {kind}", kind=kind)
            case "meeting":
                return _("closing the meeting")
            case "share-result":
                return _("sharing the result")
            case "reopen-meeting":
                return _("opening the meeting again")
            case "import":
                return _.plural("taking from a file: {n} record", "taking from a file: {n} records", act.entries)
            case "sheet" if act.entries > 1:
                return _.plural("copying a sheet: {n} record", "copying a sheet: {n} records", act.entries)
            case _other if act.entries > 2:  # two are the ends of one transfer
                return _.plural("{n} record", "{n} records", act.entries)
        return f"{kind} {covered or format_amount(act.amount)}" if act.amount else kind

    def stop(self) -> None:
        """Stop listening, the book stays open; what still goes on beside the window is told so by ``left``."""
        self.left.emit()
        self._unsubscribe()

    def close(self) -> None:
        """Stop listening and let go of the book."""
        self.stop()
        self.book.close()

    def _tell(self, topics: frozenset[str]) -> None:
        if "ledgers" in topics:
            self.ledgers = self.ask(books.ledgers) or self.ledgers
        if topics - {"prints"}:  # that something was printed is noted in the book, but is nothing a person recorded
            self.saved_at = self._now()
            self.saved.emit(self.saved_at.strftime("%H.%M" if self._.language == "id" else "%H:%M"))
        self.changed.emit(topics)


def problems_of(error: Exception) -> tuple[Problem, ...]:
    """The problems that an act was refused with. Raises ``error`` when it is a bug."""
    if isinstance(error, Rejected):
        return error.problems
    if isinstance(error, StorageError):
        return (error.problem,)
    raise error
