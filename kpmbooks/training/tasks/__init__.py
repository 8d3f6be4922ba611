"""The kinds of task by name. Each has its module with the keys of its rows and how they are read.

A new kind is a module here and one line in ``TASKS``; nothing else knows kinds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kpmbooks.training.exercise import Task
from kpmbooks.training.tasks import record
from kpmbooks.training.toml_rows import Row


@dataclass(frozen=True, slots=True)
class TaskReader:
    """``keys``: what an exercise of this kind may say beside what all say. ``read`` raises ValueError."""

    keys: tuple[str, ...]
    read: Callable[[Row], Task]


TASKS: Mapping[str, TaskReader] = {
    "record": TaskReader(record.KEYS, record.read),
}
