"""What happened technically, for whoever is asked for help: never a name, an amount, a text or a path of a person's.

A line is an event and facts. Facts are numbers and words of the program itself (codes, names of functions); anything
else is left out, so that a careless caller cannot give a person away. Of a fault its kind and its place are kept, never
its message. The log lies in the person's own folder, is small, and never stops the program.
"""

import contextlib
import errno
import faulthandler
import hashlib
import os
import platform
import re
import time
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from kpmbooks import VERSION
from ui.home_folder import HOME, home_folder, portable_folder

MOST_BYTES: Final = 256 * 1024
"""A log that has grown beyond it becomes the earlier one; two are kept."""

_LINES_REPORTED: Final = 120
_WORD: Final = re.compile(r"[A-Za-z0-9_.:<>+-]{1,120}")
_PROGRAM: Final = Path(__file__).resolve().parents[1]
_CRASH: Final = re.compile(
    r"Fatal Python error: [\w ]+|(?:Current t|T)hread 0x[0-9a-f]+|Windows fatal exception: [\w ]+"
)
_PLACE: Final = re.compile(r'File "(?P<path>[^"]*)", line (?P<line>\d+)(?: in (?P<what>[\w.<>]+))?')


def log_folder() -> Path:
    """Where the log lies; it need not exist yet."""
    if os.environ.get(HOME) or portable_folder() is not None:
        return home_folder() / "log"
    import platformdirs  # only where it is needed: the first paint waits for this

    return Path(platformdirs.user_log_path("kpmbooks", appauthor=False))


def book_mark(uid: bytes) -> str:
    """By which a book is known in the log: tells books apart, and nothing of them."""
    return hashlib.sha256(b"log" + uid).hexdigest()[:8]


class Logbook:
    """The log in ``folder``. Every method does nothing where nothing can be written."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "kpmbooks.log"
        self._earlier = folder / "kpmbooks.1.log"
        self._running = folder / "running"
        self._crash = folder / "crash.txt"
        self._crash_file: IO[str] | None = None

    def note(self, event: str, **facts: object) -> None:
        """Write a line: when, what, and the facts that may be told."""
        told = " ".join(f"{name}={_told(value)}" for name, value in facts.items())
        self._write(f"{_now()} {event} {told}".rstrip())

    def fault(self, error: BaseException, **facts: object) -> None:
        """Write down a fault that nobody expected: its kinds and places, down to its first cause."""
        self.note("fault", **facts)
        for one in _causes(error):
            self._write(f"  {kind_of(one)}")
            for place in places_of(one):
                self._write(f"    {place}")

    def begin(self, **facts: object) -> bool:
        """The window begins; gives whether the one before did not end by itself. Crashes are written down from now on.

        What the one before left of its crash goes into the log, without the folders in which the program lies.
        """
        crashed = self._take_in_crash()
        unclean = self._running.exists()
        self.note("start", version=VERSION, python=platform.python_version(), system=_system(), **facts)
        if unclean or crashed:
            self.note("ended-badly", crashed=int(crashed))
        with contextlib.suppress(OSError):
            self._running.parent.mkdir(parents=True, exist_ok=True)
            self._running.write_text(f"{os.getpid()}\n", "ascii")
        with contextlib.suppress(OSError, ValueError):  # a program without a console may have no such file
            self._crash_file = self._crash.open("w", encoding="utf-8")
            faulthandler.enable(self._crash_file, all_threads=True)
        return unclean or crashed

    def end(self) -> None:
        """The window ends by itself."""
        self.note("end")
        if self._crash_file is not None:
            faulthandler.disable()
            self._crash_file.close()
            self._crash_file = None
        for left in (self._running, self._crash):
            with contextlib.suppress(OSError):
                left.unlink()

    def report(self) -> str:
        """What a person can copy and send: which program on which system, and the last lines of the log."""
        lines = [f"Buku KPM {VERSION}, Python {platform.python_version()}, {_system()}, {_now()}", ""]
        for path in (self._earlier, self._path):
            with contextlib.suppress(OSError):
                lines += path.read_text("utf-8", "replace").splitlines()
        return "\n".join((*lines[:2], *lines[2:][-_LINES_REPORTED:]))

    def _take_in_crash(self) -> bool:
        try:
            left = self._crash.read_text("utf-8", "replace")
        except OSError:
            return False
        for line in left.splitlines():
            self._write(f"  crash {_of_a_crash(line)}".rstrip())
        with contextlib.suppress(OSError):
            self._crash.unlink()
        return bool(left.strip())

    def _write(self, line: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):
                if self._path.stat().st_size > MOST_BYTES:
                    self._path.replace(self._earlier)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")


def kind_of(error: BaseException) -> str:
    """The kind of a fault, with the number of the machine or of the database where there is one."""
    told = [type(error).__name__]
    if isinstance(error, OSError) and error.errno is not None:
        told.append(errno.errorcode.get(error.errno, str(error.errno)))
    code = getattr(getattr(error, "orig", error), "sqlite_errorname", None)
    if isinstance(code, str) and code.startswith("SQLITE_"):
        told.append(code)
    return " ".join(told)


def places_of(error: BaseException) -> list[str]:
    """Where it happened, the innermost last: file of the program, or name of a library's file, and line."""
    return [f"{_place(frame.filename)} {frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _place(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(_PROGRAM) and path.relative_to(_PROGRAM).parts[0] in ("kpmbooks", "reports", "ui", "tests"):
        return path.relative_to(_PROGRAM).as_posix()
    return path.name if path.suffix in (".py", ".pyi", ".pyx") else "?"


def _of_a_crash(line: str) -> str:
    """A line of Python's own crash report, without the folders that name whose machine it is."""
    if found := _PLACE.search(line):
        return f"{_place(found['path'])} {found['line']} {found['what'] or ''}".rstrip()
    known = _CRASH.match(line)
    return known[0] if known else ""


def _told(value: object) -> str:
    """A fact as it is written: numbers, and words of the program."""
    match value:
        case bool() | int():
            return str(int(value))
        case float():
            return f"{value:.3f}"
        case str() if value.isascii() and _WORD.fullmatch(value):
            return value
    return "?"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _system() -> str:
    return f"{platform.system()}-{platform.release()}-{platform.machine()}".replace(" ", "-")


@contextlib.contextmanager
def timed(log: Logbook, event: str, **facts: object) -> Iterator[None]:
    """Note ``event`` with the milliseconds that the block took, also where it ends by an exception."""
    begun = time.perf_counter()
    how = "done"
    try:
        yield
    except BaseException as error:
        how = type(error).__name__
        raise
    finally:
        log.note(event, **facts, ms=round(1000 * (time.perf_counter() - begun)), how=how)


def logbook() -> Logbook:
    """The log of this person."""
    return Logbook(log_folder())
