"""Which days a row may have: from the book's start on, and in no closed period."""

from datetime import date

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.exchange.importing.values import Options
from kpmbooks.problems import N_, Problem


class Limits:
    """Asks the book once."""

    def __init__(self, reader: Reader, options: Options) -> None:
        self._start = reader.owner.start
        self._closed = books.closed_through(reader, options.ledger.id)

    def refuses(self, day: date) -> Problem | None:
        """Why nothing of this day can be taken; None when it can."""
        if day < self._start:
            message = N_("This book begins on {start}. Choose that day or a later one.")
            return Problem("before-start", message, {"start": self._start})
        if self._closed is not None and day <= self._closed:
            message = N_("The book is closed through {through}. Choose a later day.")
            return Problem("period-closed", message, {"through": self._closed})
        return None
