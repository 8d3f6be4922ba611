"""Prints with a check code: drawn and listed in the book as one act, and compared with the book later.

The code stands for the figures: amounts, days, numbers, kinds, accounts. What a person wrote herself, and
who is who, is left out of it, so that words can be erased and paper and book still match. It proves that both say the
same, no more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from kpmbooks import ledger
from kpmbooks.book import Book, Reader, prints
from kpmbooks.dates import Period
from kpmbooks.problems import Rejected
from reports import Report, Request, find_report

T = TypeVar("T")

_WORDS = frozenset({"memo", "party", "member", "address", "phone", "place", "agenda", "decisions", "things"})
_ASKED = "asked."


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a check code says: which report was printed, on which day first, and whether the book still says the same.

    ``report`` is the name by which ``find_report`` knows it.
    """

    report: str
    printed_on: date
    matches: bool


def draw_print(book: Book, report: Report, request: Request, draw: Callable[[Any, str | None], T]) -> T:
    """Draw a report with its check code, and write the print into the book's list.

    ``draw(statement, code)`` works within one consistent view of the book. The code is None for a practice book, for a
    report that has none, and where the list cannot be written (a book on a stick that is locked); it may be called a
    second time then, and must begin anew. Raises ``StorageError`` when the book cannot be read, and whatever ``draw``
    raises.
    """
    if report.coded and not book.owner.practice:
        wishes = _parameters(request)
        with book.read() as reader:
            statement = report.statement(reader, request)
            figures = _figures(report, statement)
            code = prints.code_for(book.owner.uid, report.name, wishes, prints.digest_figures(figures))
            drawn = draw(statement, code)
        if prints.register(book, report.name, wishes, figures) == code:
            return drawn
    with book.read() as reader:
        return draw(report.statement(reader, request), None)


def compare(reader: Reader, code: str) -> Comparison | None:
    """What was printed under ``code``, however it was typed, against the book as it is; None for an unknown code."""
    known = prints.find(reader, code)
    if known is None:
        return None
    printed_on = datetime.fromtimestamp(known.printed_at / 1000, UTC).astimezone().date()
    report, request = find_report(known.report), _request(reader, known.parameters)
    matches = report is not None and request is not None and _digest(reader, report, request) == known.digest
    return Comparison(known.report, printed_on, matches)


def _digest(reader: Reader, report: Report, request: Request) -> bytes | None:
    """The digest of what the book says now; None where what was printed cannot be asked of it any more."""
    try:
        return prints.digest_figures(_figures(report, report.statement(reader, request)))
    except Rejected:
        return None


def _figures(report: Report, statement: Any) -> Mapping[str, object]:
    return _without_words(report.own_figures(statement))  # type: ignore[no-any-return]  # a dict stays one


def _without_words(told: Any) -> Any:
    if isinstance(told, Mapping):
        return {name: _without_words(value) for name, value in told.items() if name not in _WORDS}
    return [_without_words(one) for one in told] if isinstance(told, list) else told


def _parameters(request: Request) -> dict[str, str]:
    """What was asked, in a form that outlives renaming."""
    return {
        "ledger": request.ledger.uid.hex(),
        "fund": "" if request.fund is None else request.fund.role,
        "account": request.account.uid.hex(),
        "from": request.period.first.isoformat(),
        "to": request.period.last.isoformat(),
        **{f"{_ASKED}{name}": words for name, words in request.asked.items()},
    }


def _request(reader: Reader, wishes: Mapping[str, str]) -> Request | None:
    """The request that these parameters say; None where they say none, or what they name is gone."""
    try:
        period = Period(date.fromisoformat(wishes["from"]), date.fromisoformat(wishes["to"]))
        where = next(one for one in ledger.ledgers(reader) if one.uid.hex() == wishes["ledger"])
        account = next(one for one in ledger.accounts(reader, where) if one.uid.hex() == wishes["account"])
        funds = {"": None} | {one.role: one for one in ledger.funds(reader, where)}
        asked = {name.removeprefix(_ASKED): words for name, words in wishes.items() if name.startswith(_ASKED)}
        return Request(where, account, period, funds[wishes["fund"]], asked)
    except (KeyError, ValueError, StopIteration):
        return None
