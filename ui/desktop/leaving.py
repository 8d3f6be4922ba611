"""Leaving a book: it is copied first when something changed since its last copy, and brought back to its stick on wish.

What takes longer than a moment is shown. Nothing of this can keep anybody from leaving: not a full disk, not a drive
that does not answer. Whoever asks a second time leaves at once.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from kpmbooks.book import Book
from kpmbooks.i18n import Translator
from kpmbooks.problems import Rejected, StorageError
from kpmbooks.progress import Progress
from kpmbooks.safekeeping import carrying, copies
from ui.desktop.tasks import Job, Tasks
from ui.desktop.veil import Veil
from ui.desktop.widgets import WorkCard

MOMENT: Final = 300
"""Milliseconds that a copy may take before it is spoken of."""

Then = Callable[[], None]


class Leaving(QObject):
    """One leaving at a time. ``window`` gets the veil; ``home`` is the person's own folder."""

    def __init__(self, _: Translator, window: QWidget, tasks: Tasks, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._window = window
        self._tasks = tasks
        self._home = home
        self._veil: Veil | None = None
        self._then: Then | None = None
        self._book: Book | None = None
        self._desk: QWidget | None = None
        self._job: Job | None = None
        self._card: WorkCard | None = None
        self._title = ""
        self._turn = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(MOMENT)
        self._timer.timeout.connect(self._speak)

    def is_needed(self, book: Book) -> bool:
        """Whether there is something to do before ``book`` is left."""
        return copies.has_changed(book, self._home)

    def is_going_on(self) -> bool:
        """Whether somebody is on the way out."""
        return self._then is not None

    def begin(self, book: Book, desk: QWidget, then: Then) -> None:
        """Do what is to be done, then ``then``; ``desk`` cannot be used meanwhile. Asked again: another ``then``."""
        going_on, self._then = self.is_going_on(), then
        if going_on:
            return
        self._book, self._desk = book, desk
        if not self.is_needed(book):
            self._leave()
            return
        desk.setEnabled(False)  # what is written from now on would be missing in the copy
        self._copy()

    def give_up(self) -> None:
        """Leave without waiting: whoever waits for this leaving is told nothing any more."""
        if self._job is not None:
            self._job.cancel()
        self._end()

    def _copy(self) -> None:
        book = self._book
        assert book is not None

        def work(progress: Progress) -> bool:
            copies.make(book, "close", self._home, progress=progress)
            return carrying.is_newer(book, self._home)

        self._do(self._("Copying the book"), work, self._copied)

    def _copied(self, stick_is_older: bool) -> None:
        if not stick_is_older:
            self._leave()
            return
        _ = self._
        self._cover().ask(
            "usb",
            "primary",
            _("Copy it back to the stick too?"),
            _("This book was fetched from a stick. The one on it is older now."),
            (
                (_("Copy back"), "bring_back", self._bring_back),
                (_("Not now"), "leave_stick", self._leave),
            ),
        )

    def _bring_back(self) -> None:
        book = self._book
        assert book is not None
        title = self._("Copying to the stick")
        self._do(title, lambda progress: carrying.bring_back(book, self._home, progress), lambda _kept: self._leave())

    def _do(self, title: str, work: Callable[[Progress], object], done: Callable[..., None]) -> None:
        if self._veil is not None:
            self._veil.lift()
        self._title = title
        self._turn += 1
        turn = self._turn
        self._timer.start()

        def finished(value: object) -> None:
            if turn == self._turn:
                self._quiet()
                done(value)

        def failed(error: Exception) -> None:
            if turn == self._turn:
                self._quiet()
                self._failed(error)

        job = self._tasks.run(work, finished, failed, self._progressed)
        if turn == self._turn and self._timer.isActive():
            self._job = job

    def _failed(self, error: Exception) -> None:
        _ = self._
        if not isinstance(error, StorageError | Rejected):  # stopped, or a bug, which is told elsewhere
            self._leave()
            return
        problem = error.problem if isinstance(error, StorageError) else error.problems[0]
        safe = _("Your book is safe.")
        self._cover().ask(
            "warning",
            "warn",
            _("No copy was made"),
            f"{_.problem(problem)} {safe}",
            (
                (_("Go on without a copy"), "leave_without_copy", self._leave),
                (_("Try again"), "copy_again", self._copy),
                (_("Back to the book"), "stay", self._stay),
            ),
        )

    def _speak(self) -> None:
        self._card = self._cover().show_work(self._title, self._("Go on without a copy"), self._stopped)
        self._card.show_progress(0, None)

    def _progressed(self, done: int, total: int | None) -> None:
        if self._card is not None:
            self._card.show_progress(done, total)

    def _stopped(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._leave()

    def _quiet(self) -> None:
        """What was going on is over; what comes of it later is told to nobody."""
        self._turn += 1
        self._timer.stop()
        self._job = self._card = None

    def _stay(self) -> None:
        desk = self._desk
        self._end()
        if desk is not None:
            desk.setFocus()

    def _leave(self) -> None:
        then = self._then
        self._end()
        if then is not None:
            then()

    def _end(self) -> None:
        self._quiet()
        if self._veil is not None:
            self._veil.lift()
        if self._desk is not None:
            self._desk.setEnabled(True)
        self._then = self._book = self._desk = None

    def _cover(self) -> Veil:
        if self._veil is None:
            self._veil = Veil(self._, self._window)
        return self._veil
