"""What the command line says and where, and the exit codes with which it ends.

Results go to standard output, everything said to a person besides to standard error; both are UTF-8 on every machine.
Control characters never reach the terminal: a name in somebody else's book cannot recolour the screen.
"""

import contextlib
import io
import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import IntEnum
from typing import IO, TextIO

from kpmbooks.i18n import Translator
from kpmbooks.problems import Problem, Question

LONGEST = 300
"""Letters of a word that a person wrote, as far as they are given back to her."""


class Exit(IntEnum):
    """Exit codes: 0 to 4 are the contract's, the others follow the habit of Unix (sysexits, 128 + signal)."""

    DONE = 0
    REFUSED = 1
    WORDS_OFF = 2
    UNUSABLE = 3
    FAULTS = 4
    BUG = 70
    OUTPUT_LOST = 74
    STOPPED = 130


class OutputLostError(Exception):
    """Standard output does not take what was to be said: a full disk behind a redirection."""


class Terminal:
    """Standard output and standard error of one call."""

    def __init__(self) -> None:
        self._out = _utf8(sys.stdout)
        self._err = _utf8(sys.stderr)

    def is_screen(self) -> bool:
        """Whether a person sees standard output, rather than a file or another program."""
        return self._out.isatty()

    def say(self, *lines: str) -> None:
        """Lines of the result."""
        self._write("".join(f"{plain(line)}\n" for line in lines))

    def say_json(self, told: Mapping[str, object]) -> None:
        """The result as one JSON object."""
        self._write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")

    def deliver(self, content: IO[bytes]) -> None:
        """A finished document as bytes, to its end."""
        with self._reaching_out():
            self._out.flush()
            while piece := content.read(1 << 16):
                self._out.buffer.write(piece)

    def note(self, *lines: str) -> None:
        """Lines for the person, beside the result. Where nobody can be told, nobody is."""
        with contextlib.suppress(OSError):
            self._err.write("".join(f"{plain(line)}\n" for line in lines))
            self._err.flush()

    def refuse(self, problems: Iterable[Problem], _: Translator, *, as_json: bool) -> None:
        """Each problem as a line for the person, and with ``as_json`` as the result too."""
        told = [problem_told(problem, _) for problem in problems]
        self.note(*(": ".join(str(part) for part in (one["where"], one["text"]) if part) for one in told))
        if as_json:
            self.say_json({"problems": told})

    def finish(self) -> None:
        """Bring out what is still held back; raises ``OutputLostError``."""
        with self._reaching_out():
            self._out.flush()

    def _write(self, text: str) -> None:
        with self._reaching_out():
            self._out.write(text)

    @contextlib.contextmanager
    def _reaching_out(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            # ``kpmbooks kinds | head -1``: whoever read has enough, and what was done stays done.
            self._fall_silent()
        except OSError as error:
            self._fall_silent()
            raise OutputLostError from error

    def _fall_silent(self) -> None:
        """What is still held back goes nowhere; otherwise Python tries it again at the very end, and complains."""
        with contextlib.suppress(OSError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._out.fileno())
            os.close(nowhere)


def problem_told(problem: Problem, _: Translator) -> dict[str, object]:
    """A problem as the JSON of the contract; a question also says its readings."""
    params = {name: _shortened(value) for name, value in problem.params.items()}
    told: dict[str, object] = {"code": problem.code, "text": _(problem.message, **params), "where": problem.field}
    if isinstance(problem, Question):
        told["choices"] = [choice.isoformat() if isinstance(choice, date) else choice for choice in problem.choices]
    return told


def _shortened(value: object) -> object:
    """What a person wrote, given back to her: not whole when she pasted a page into one word."""
    return f"{value[:LONGEST]}…" if isinstance(value, str) and len(value) > LONGEST else value


def plain(line: str) -> str:
    """``line`` without what would steer a terminal or break the line."""
    return "".join("�" if unicodedata.category(letter)[0] == "C" else letter for letter in line)


def _utf8(stream: TextIO | None) -> io.TextIOWrapper:
    # A program without a console, or started with its output closed, has no stream at all.
    if not isinstance(stream, io.TextIOWrapper):
        return io.TextIOWrapper(open(os.devnull, "wb"), "utf-8")  # noqa: PTH123 - as long as the process
    # Bytes of a file's name that are no UTF-8 are shown, never a reason to fail.
    stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream
