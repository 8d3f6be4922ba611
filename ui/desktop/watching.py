"""Looking through an open book while nobody waits: a damaged one is told before anybody rests on its figures.

On a worker of its own, so that no page waits for it. It lets go at once when somebody writes, and begins again later.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from kpmbooks import house
from kpmbooks.problems import Cancelled, Problem, StorageError
from kpmbooks.progress import Progress
from ui.desktop.session import Session
from ui.desktop.tasks import Job, Tasks

SOON: Final = 1_000
"""Milliseconds after which it begins: the pages come first."""

LATER: Final = 10_000
"""Milliseconds after which it begins again when somebody wrote meanwhile."""


class Watch(QObject):
    """``found`` carries what does not hold in the book of ``session``; once, and only if something does not."""

    found = Signal(object)
    ended = Signal()

    def __init__(self, session: Session, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._job: Job | None = None
        self._is_left = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look through the book soon."""
        self._timer.start(SOON)

    def look(self) -> None:
        """Look through it now."""
        book = self._session.book

        def work(progress: Progress) -> tuple[Problem, ...]:
            with book.read() as reader:
                return house.check_before_showing(reader, _GivesWay(progress, book.is_wanted))

        self._job = self._tasks.run(work, self._tell, self._failed)

    def stop(self) -> None:
        """The book is left: look no further."""
        self._is_left = True
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()

    def _tell(self, notes: tuple[Problem, ...]) -> None:
        if self._is_left:
            return
        for note in notes:
            self.found.emit(note)
        self.ended.emit()

    def _failed(self, error: Exception) -> None:
        if self._is_left:
            return
        if isinstance(error, Cancelled):
            self._timer.start(LATER)
        elif isinstance(error, StorageError):
            self._tell((error.problem,))


class _GivesWay:
    """Stops the work when it is to stop, or when somebody wants to write."""

    def __init__(self, progress: Progress, is_wanted: Callable[[], bool]) -> None:
        self._progress = progress
        self._is_wanted = is_wanted

    def report(self, done: int, total: int | None) -> None:
        if self._is_wanted():
            raise Cancelled
        self._progress.report(done, total)
