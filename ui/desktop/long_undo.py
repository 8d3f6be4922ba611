"""Undoing an act of very many records beside the window: how far it is, and the way to stop it. Stopped, nothing is
undone. What is undone is the session's business.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.desktop.session import Session
from ui.desktop.tasks import Job, Tasks
from ui.desktop.veil import Veil
from ui.desktop.widgets import WorkCard

if TYPE_CHECKING:
    from kpmbooks.recording import Undoable

MOMENT: Final = 300
"""Milliseconds that it may take before it is spoken of."""


class LongUndo(QObject):
    """One at a time. ``over`` gets the veil; ``done`` carries what was undone, None when that was not possible, and
    ``stopped`` comes when the person wanted it no more."""

    done = Signal(object)
    stopped = Signal()

    def __init__(self, tasks: Tasks, over: QWidget) -> None:
        super().__init__(over)
        self._tasks = tasks
        self._over = over
        self._session: Session | None = None
        self._job: Job | None = None
        self._veil: Veil | None = None
        self._card: WorkCard | None = None
        self._far: tuple[int, int | None] = (0, None)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(MOMENT)
        self._timer.timeout.connect(self._speak)

    def begin(self, session: Session) -> None:
        """Undo the latest act of ``session``."""
        if self._session is not None:
            return
        self._session = session
        self._far = (0, None)
        self._timer.start()
        job = self._tasks.run(session.undo, self._done, self._failed, self._told)
        if self.is_going_on():  # work that is done at once is over by now
            self._job = job

    def is_going_on(self) -> bool:
        """Whether something is being undone."""
        return self._session is not None

    def stop(self) -> None:
        """Undo nothing after all."""
        if self._job is not None:
            self._job.cancel()

    def _told(self, done: int, total: int | None) -> None:
        self._far = (done, total)
        if self._card is not None:
            self._card.show_progress(done, total, f"{done * 100 // total} %" if total else "")

    def _speak(self) -> None:
        assert self._session is not None
        _ = self._session._
        self._veil = Veil(_, self._over)
        self._card = self._veil.show_work(_("Undoing"), _("Stop: undo nothing"), self.stop)
        self._told(*self._far)

    def _done(self, undone: "Undoable | None") -> None:
        self._end()
        self.done.emit(undone)

    def _failed(self, _error: Exception) -> None:
        self._end()
        self.stopped.emit()  # a bug is told elsewhere; what cannot be undone the session tells

    def _end(self) -> None:
        self._timer.stop()
        self._session = self._job = self._card = None
        if self._veil is not None:
            self._veil.lift()
            self._veil.deleteLater()
            self._veil = None
