"""Work beside the window: one worker, one queued signal back, so that answers arrive in order and on the GUI thread.

Anything that may take more than 100 ms goes through ``Tasks.run``. What is done is the caller's business.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from kpmbooks.problems import Cancelled, KpmError
from kpmbooks.progress import Progress
from ui.logbook import Logbook, timed

T = TypeVar("T")

Failed = Callable[[Exception], None]
Progressed = Callable[[int, int | None], None]


class Job:
    """One piece of work on its way; it is the ``Progress`` that the work reports to. ``cancel`` stops it there."""

    def __init__(self, tell: Callable[[Callable[[], None]], None], progressed: Progressed | None) -> None:
        self._tell = tell
        self._progressed = progressed
        self._stop = Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next report; ``failed`` is then told ``Cancelled``."""
        self._stop.set()

    def report(self, done: int, total: int | None) -> None:
        """Called by the work, on its own thread. Raises ``Cancelled`` when it should stop."""
        if self._stop.is_set():
            raise Cancelled
        progressed = self._progressed
        if progressed is not None:
            self._tell(lambda: progressed(done, total))


class Tasks(QObject):
    """Runs work one after the other. ``inline`` does it at once in the calling thread, for tests and pictures.

    How long each took is written into ``log``.
    """

    _told = Signal(object)

    def __init__(self, *, inline: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = None if inline else ThreadPoolExecutor(1, thread_name_prefix="kpmbooks")
        self.log: Logbook | None = None
        self._told.connect(self._hear)  # queued when the worker tells, at once when inline

    def run(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        progressed: Progressed | None = None,
    ) -> Job:
        """Do ``work`` and tell ``done`` its value, or ``failed`` the exception; both on the GUI thread.

        ``failed`` hears ``Rejected``, ``StorageError`` and ``Cancelled`` (never to be shown as an error), and any bug,
        which is also raised on the GUI thread, where it is logged. ``progressed`` hears the work's reports.
        """
        job = Job(self._told.emit, progressed)

        def whole() -> None:
            try:
                with nullcontext() if self.log is None else timed(self.log, "work", name=_name_of(work)):
                    value = work(job)
            except Exception as error:  # noqa: BLE001 # handed to the caller on its own thread; a bug is raised there
                failure = error
                self._told.emit(lambda: _fail(failure, failed))
            else:
                self._told.emit(lambda: done(value))

        if self._worker is None:
            whole()
        else:
            self._worker.submit(whole)
        return job

    def close(self) -> None:
        """Wait for what is running, drop what is not, and tell nobody any more."""
        self._told.disconnect()
        if self._worker is not None:
            self._worker.shutdown(wait=True, cancel_futures=True)

    def _hear(self, call: Callable[[], Any]) -> None:
        call()


def _name_of(work: Callable[..., Any]) -> str:
    return getattr(work, "__qualname__", type(work).__name__)


def _fail(error: Exception, failed: Failed | None) -> None:
    if failed is not None:
        failed(error)
    if failed is None or not isinstance(error, KpmError):
        raise error
