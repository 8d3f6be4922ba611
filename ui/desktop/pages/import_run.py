"""Taking records from one file, from choosing it to undoing it: what was said of it, what it comes to, what goes on.

Knows no widget; the work itself is ``import_work``. One thing goes on at a time: a newer question stops an older one.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from kpmbooks import recording
from kpmbooks.exchange.understanding import Line, text_key
from kpmbooks.problems import N_, Cancelled, KpmError, Problem, Rejected
from kpmbooks.progress import Progress
from kpmbooks.safekeeping import copies
from ui.desktop.last_folder import keep_last_folder
from ui.desktop.pages import import_work
from ui.desktop.pages.import_work import Choices, FileFromOutside, Looked, Taken
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Job, Tasks
from ui.home_folder import home_folder

T = TypeVar("T")

_UNDONE_ELSEWHERE = Problem(
    "undo-other-act", N_("Something else was recorded since. Undo that first, at the top of the window.")
)


class ImportRun(QObject):
    """``seen`` tells that a file was looked at (True: for the first time), ``moved`` that something began or ended.

    ``said`` carries a sentence and its tone. While something goes on ``began`` carries its title and ``far`` how far it
    is; ``ended`` when it is over. ``batch`` is the act that was taken and can be undone.
    """

    seen = Signal(bool)
    moved = Signal()
    said = Signal(str, str)
    began = Signal(str)
    far = Signal(int, object)
    ended = Signal()

    def __init__(self, session: Session, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._home = home_folder()
        self._job: Job | None = None
        self._turn = 0
        self._is_new = False
        self.file: FileFromOutside | None = None
        self.choices = Choices("cash")
        self.looked: Looked | None = None
        self.batch: int | None = None
        self.looks = False
        self.writes = False
        self._left = False
        session.left.connect(self._leave)

    def open_path(self, path: Path) -> None:
        """Read the file and look at it."""
        if self.writes:
            return
        session, home = self._session, self._home
        self.file = self.looked = self.batch = None
        self.moved.emit()
        keep_last_folder(home, path.parent)
        today, book = session.today(), session.book.owner.uid

        def opened(found: tuple[FileFromOutside, Choices]) -> None:
            self.file, self.choices = found
            self._is_new = True
            self.look()

        self.looks = True
        self._run(
            session._("Reading {file}", file=path.name),
            lambda progress: import_work.open_file(path, today, home, book, progress),
            opened,
        )

    def look(self) -> None:
        """Ask what the file comes to now; an older question is no longer wanted."""
        file, session, choices = self.file, self._session, self.choices
        if file is None or self.writes:
            return
        book, ledger, today, language = session.book, session.ledger, session.today(), session._.language
        self.looks = True
        self.moved.emit()

        def looked(found: Looked) -> None:
            self.looks = False
            self.looked = found
            was_new, self._is_new = self._is_new, False
            self.seen.emit(was_new)

        self._run(
            session._("Reading {file}", file=file.name),
            lambda progress: import_work.look(book, file, choices, ledger, today, language, progress),
            looked,
        )

    def correct(self, choices: Choices) -> None:
        """Read the file as the person says now."""
        self.choices = choices
        self.look()

    def sort_as(self, line: Line, kind: str) -> None:
        """Let every row with these words become ``kind``; nothing else of what was looked at changes."""
        key = text_key(line.text, into=(line.amount or 0) > 0)
        self.choices = replace(self.choices, kinds={**self.choices.kinds, key: kind})
        if self.looks or self.looked is None:
            self.look()
            return
        kinds = {**self.looked.kinds, key: kind}
        habits = replace(self.looked.understood.habits, kinds=kinds)
        self.looked = replace(self.looked, understood=replace(self.looked.understood, habits=habits), kinds=kinds)
        self.seen.emit(False)

    def take(self) -> None:
        """Copy the book, then record everything that can be, as one act."""
        session, looked, file = self._session, self.looked, self.file
        if looked is None or looked.outcome is None or file is None or self.looks or self.writes:
            return
        book, home, choices = session.book, self._home, self.choices
        wished = import_work.options(looked, choices, session.ledger, session.today(), session._.language)

        def work(progress: Progress) -> Taken:
            copies.before(book, "import", home, progress=progress)
            return import_work.take(book, looked.understood, wished, progress)

        def done(taken: Taken) -> None:
            self.writes = False
            self.batch = taken.batch
            import_work.remember(home, file, choices, looked.box, book.owner.uid)
            self.said.emit(self._said_of(taken, file.name), "money_in")
            self.look()

        self.writes = True
        self.moved.emit()
        count = looked.outcome.taken
        self._run(session._.plural("Recording {n} row", "Recording {n} rows", count), work, done)

    def take_back(self) -> None:
        """Undo what was taken from the file, as long as nothing was recorded since."""
        session, batch = self._session, self.batch
        book, today = session.book, session.today()

        def work(progress: Progress) -> None:
            with book.write() as tx:
                found = recording.undoable(tx)
                if found is None or found.batch != batch:
                    raise Rejected(_UNDONE_ELSEWHERE)
                recording.undo(tx, today=today, progress=progress)

        def done(_nothing: None) -> None:
            self.writes = False
            self.batch = None
            self.said.emit(session._("Undone. The book is as it was before."), "")
            self.look()

        self.writes = True
        self.said.emit(session._("Undoing what was taken from the file …"), "")
        self.moved.emit()
        self._run(session._("Undoing"), work, done, session._("Stopped. Nothing was undone."))

    def stop(self) -> None:
        """Stop what goes on."""
        if self._job is not None:
            self._job.cancel()

    def _run(self, title: str, work: Callable[[Progress], T], done: Callable[[T], None], stopped: str = "") -> None:
        self.stop()
        self._turn += 1
        turn = self._turn

        def finished(value: T) -> None:
            if turn == self._turn:
                self.ended.emit()
                done(value)

        def failed(error: Exception) -> None:
            if turn == self._turn:
                self.ended.emit()
                self._failed(error, stopped)

        def told(count: int, total: int | None) -> None:
            if turn == self._turn:
                self.far.emit(count, total)

        self.began.emit(title)
        job = self._tasks.run(work, finished, failed, told)
        if turn == self._turn:  # work that is done at once may have begun other work already
            self._job = job

    def _leave(self) -> None:
        """The book is left: stop what goes on, and hear nothing of it any more."""
        self.stop()
        self._left = True
        self._turn += 1

    def _failed(self, error: Exception, stopped: str = "") -> None:
        """Say why nothing was done; ``stopped`` is what is said when the person wanted it no more."""
        if self._left:
            return
        _ = self._session._
        self.looks = self.writes = False
        if self.looked is None:
            self.file = None
        if isinstance(error, Cancelled):
            self.said.emit(stopped or _("Stopped. Nothing was recorded."), "warn")
        elif isinstance(error, KpmError):
            self.said.emit(" ".join(map(_.problem, problems_of(error))), "out")
        self.moved.emit()

    def _said_of(self, taken: Taken, file: str) -> str:
        _, outcome = self._session._, taken.outcome
        count = outcome.taken
        if taken.batch is None:
            words = _.plural(
                "{n} account was taken from {file}.", "{n} accounts were taken from {file}.", count, file=file
            )
        else:
            words = _.plural(
                "{n} record was taken from {file}.", "{n} records were taken from {file}.", count, file=file
            )
        if outcome.skipped:
            left = _.plural("{n} row was left out.", "{n} rows were left out.", len(outcome.skipped))
            return f"{words} {left}"
        return words
