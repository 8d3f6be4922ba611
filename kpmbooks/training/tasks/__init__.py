"""The kinds of task by name. Each has its module with the keys of its rows and how they are read.

A new kind is a module here and one line in ``TASKS``; nothing else knows kinds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kpmbooks.training.exercise import Task
from kpmbooks.training.tasks import budget, count, loans, mistake, order, price, record, report, share, sheet, sort
from kpmbooks.training.toml_rows import Row


@dataclass(frozen=True, slots=True)
class TaskReader:
    """``keys``: what an exercise of this kind may say beside what all say. ``read`` raises ValueError."""

    keys: tuple[str, ...]
    read: Callable[[Row], Task]


TASKS: Mapping[str, TaskReader] = {
    "record": TaskReader(record.KEYS, record.read),
    "sheet": TaskReader(sheet.KEYS, sheet.read),
    "mistake": TaskReader(mistake.KEYS, mistake.read),
    "count": TaskReader(count.KEYS, count.read),
    "sort": TaskReader(sort.KEYS, sort.read),
    "price": TaskReader(price.KEYS, price.read),
    "report": TaskReader(report.KEYS, report.read),
    "loans": TaskReader(loans.KEYS, loans.read),
    "order": TaskReader(order.KEYS, order.read),
    "budget": TaskReader(budget.KEYS, budget.read),
    "share": TaskReader(share.KEYS, share.read),
}
