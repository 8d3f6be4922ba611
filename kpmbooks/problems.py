"""What can be wrong, as values, and the few exceptions of the program.

Rejected input is a value: a reader of text returns ``Value | Problem``. Acts that cannot be done raise one of:

    KpmError
    ├── Rejected        the person's data is wrong; carries every problem found, nothing was changed
    ├── StorageError    the book cannot be used: missing, in use, too new, damaged, read-only, disk full
    └── Cancelled       the person stopped a long act; never shown as an error

Anything else that escapes is a bug. Sentences are English source texts; ``kpmbooks.i18n`` says them in a language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


def N_(message: str) -> str:
    """Mark a source text for translation without translating it: it is said later, in the reader's language."""
    return message


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, by code, with a sentence that says what happened and what to do.

    ``message`` is an English source text with ``{name}`` places filled from ``params``; ``field`` names the field,
    row or option it belongs to.
    """

    code: str
    message: str
    params: Mapping[str, Any] = field(default_factory=dict)
    field: str | None = None

    def at(self, place: str) -> "Problem":
        """The same problem, said of ``place``."""
        return Problem(self.code, self.message, self.params, place)


@dataclass(frozen=True, slots=True)
class Question(Problem):
    """An ambiguous input: a problem with the readings it may have had, to be offered as answers."""

    choices: tuple[Any, ...] = ()

    def at(self, place: str) -> "Question":
        """The same question, asked of ``place``."""
        return Question(self.code, self.message, self.params, place, self.choices)


class KpmError(Exception):
    """Everything that the program raises on purpose."""


class Rejected(KpmError):
    """The person's data cannot be taken; nothing was changed."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(", ".join(problem.code for problem in self.problems))


class StorageError(KpmError):
    """The book cannot be used as asked; it was left as it was."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)


class Cancelled(KpmError):
    """A person stopped a long act."""
