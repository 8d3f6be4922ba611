"""What a practice book gave away never comes into a real one, whatever kind of file it is."""

from collections.abc import Sequence

from kpmbooks.book import Reader
from kpmbooks.exchange.trading.columns import FromPractice
from kpmbooks.problems import N_, Problem, Rejected


def refuse_practice(reader: Reader, practice: bool) -> None:
    """Raise ``Rejected`` where the file is of practice and the book is not."""
    if practice and not reader.owner.practice:
        message = N_("This file comes from a practice book. Nothing of it can be taken into a real one.")
        raise Rejected(Problem("practice-file", message, {}, "file"))


def refuse_practice_rows(reader: Reader, rows: Sequence[object]) -> None:
    """The same for rows that were read one by one."""
    refuse_practice(reader, isinstance(rows, FromPractice))
