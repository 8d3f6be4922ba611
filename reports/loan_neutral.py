"""What she answered in her own words, as a loan's paper may say it: without words that tell a stranger of social aid.

Unless she ticked those words herself. The answers stay in the book as she wrote them; only papers and files of a loan
say them so.
"""

from dataclasses import replace
from typing import Any, get_args

from kpmbooks.loans import Application, BookSide
from kpmbooks.loans.application import LETTERS, Word
from reports.heading import neutral_name


def neutral_books(books: BookSide) -> BookSide:
    """The book's side with answers and lenders' reasons as paper may say them."""
    if books.application.words >= set(get_args(Word)):
        return books
    told = tuple(replace(one, reason=_said(one.reason)) for one in books.before.told)
    return replace(books, application=_neutral(books.application), before=replace(books.before, told=told))


def _neutral(answers: Application) -> Application:
    said: dict[str, Any] = {name: _said(getattr(answers, name)) for name in LETTERS}
    if answers.uses is not None:
        said["uses"] = tuple(replace(use, what=_said(use.what)) for use in answers.uses)
    if answers.debts is not None:
        said["debts"] = tuple(replace(debt, to=_said(debt.to)) for debt in answers.debts)
    return replace(answers, **said)


def _said(words: str) -> str:
    return neutral_name(words) if words else ""
