"""One window per person: a second start hands its book to the window that is there, and ends.

The first start holds a lock in the person's folder; only when that is taken is the network part of Qt needed, so that
the usual start does not wait for it.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

PATIENCE: Final = 2_000
"""Milliseconds that the window which is there may take to answer."""

_TAKEN: Final = b"taken"


class OneWindow(QObject):
    """``handed`` carries the book of a second start, None where it named none."""

    handed = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._server: QLocalServer | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            self._lock = None  # a folder that cannot be written: then every start has its own window
        else:
            self._lock = QLockFile(str(folder / "window.lock"))
            self._lock.setStaleLockTime(0)

    def is_first(self) -> bool:
        """Whether no other window of this person is open; this one is it from now on."""
        return self._lock is None or self._lock.tryLock(0)

    def hand_over(self, path: Path | None) -> bool:
        """Give ``path`` to the window that is there; False when it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name())
        if not socket.waitForConnected(PATIENCE):
            return False
        socket.write(("" if path is None else str(path.absolute())).encode() + b"\n")
        answered = socket.waitForReadyRead(PATIENCE) and bytes(socket.readAll().data()) == _TAKEN
        socket.disconnectFromServer()
        return answered

    def listen(self) -> None:
        """Begin to take what later starts hand over."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name())  # left behind by a window that was killed; the lock says it is gone
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)
        self._server.listen(self._name())

    def close(self) -> None:
        """Stop listening and make room for another window."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.unlock()

    def _name(self) -> str:
        """The same for every start of this person, another for everybody else."""
        import hashlib

        return "kpmbooks-" + hashlib.sha256(str(self._folder.absolute()).encode()).hexdigest()[:16]

    def _take(self) -> None:
        assert self._server is not None
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)

        def read() -> None:
            if socket.canReadLine():
                words = bytes(socket.readLine().data()).decode().strip()
                socket.write(_TAKEN)
                socket.flush()
                self.handed.emit(Path(words) if words else None)

        socket.readyRead.connect(read)
        read()
