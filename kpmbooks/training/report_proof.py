"""The proof that the figures an exercise reckons are those of the statements over a book with its records."""

from collections.abc import Iterator
from datetime import date

from kpmbooks.book import Reader
from kpmbooks.problems import Rejected
from kpmbooks.training.exercise import Before, Drawn, Exercise
from kpmbooks.training.reckoned_figures import FIGURES, reckon
from kpmbooks.training.report_figures import figure
from kpmbooks.training.reported_month import whole_month
from kpmbooks.training.scratch import scratch_book, with_records
from kpmbooks.training.tasks.report import ReportTask


def figure_faults(exercise: Exercise, drawn: Drawn, start: date) -> Iterator[str]:
    """Every figure that the statements say otherwise, a sentence each; none for an exercise that asks for no report."""
    task = exercise.task
    if not isinstance(task, ReportTask):
        return
    month = whole_month(start)
    beginning = task.beginning(drawn.opening, start)
    reckoned = reckon(task.first, beginning, drawn.before)

    def read(reader: Reader) -> list[str]:
        said = {name: figure(reader, name, month) for name in FIGURES}
        return [
            f"the figure {name}: the statements say {amount}, reckoned are {FIGURES[name](reckoned)}"
            for name, amount in said.items()
            if amount != FIGURES[name](reckoned)
        ]

    records: tuple[Before, ...] = (*beginning, *drawn.before)
    try:
        with scratch_book(exercise.of, exercise.sector) as book:
            yield from with_records(book, records, month.last, read)
    except Rejected as rejected:
        yield f"what it lays into the book cannot be recorded: {rejected}"
