"""Accounts as files name them: a code, a name, or both in one cell ("1-1100 Kas")."""

import re
from typing import NamedTuple

from kpmbooks.exchange.understanding import faults, limits
from kpmbooks.exchange.understanding.grids import cell_text
from kpmbooks.exchange.understanding.rows import Row, Source, getter
from kpmbooks.exchange.understanding.texts import fault_of, text_of
from kpmbooks.problems import Problem

_CODE_AND_NAME = re.compile(r"(?P<code>\d+(?:[-.]\d+)+|\d{3,})\.?\s*[-–:|]?\s+(?P<name>[^\W\d].*)", re.DOTALL)
_ASKED_MOST = 2_000


class Named(NamedTuple):
    """What a row calls its account; empty where it says nothing."""

    code: str
    name: str
    problem: Problem | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it names none."""
        return not (self.code or self.name)


class AccountCells:
    """Reads the account of a row. Codes in front of names are cut off where most names of the file have one."""

    def __init__(self, source: Source) -> None:
        self._account = getter(source, "account")
        self._code = getter(source, "code")
        self._delimiter = source.delimiter
        self._known: dict[tuple[str, str], Named] = {}
        cells = (cell_text(self._account(row)) for row in source.grid.rows[source.last_heading + 1 :])
        names = list(dict.fromkeys(text for text in cells if text))[:_ASKED_MOST]
        coded = sum(_CODE_AND_NAME.fullmatch(text) is not None for text in names)
        self._splits = not source.has("code") and coded * 2 > len(names)

    def __call__(self, row: Row) -> Named:
        """The account that the row names."""
        cell, code = self._account(row), cell_text(self._code(row))
        key = cell if isinstance(cell, str) else cell_text(cell), code
        if key not in self._known:
            self._known[key] = self._read(key[0], code)
        return self._known[key]

    def _read(self, written: str, code: str) -> Named:
        name = text_of(written)
        for said in (written, code):
            if fault := said.strip() and fault_of(said, self._delimiter, limits.NAME_MOST):
                return Named(code, name, faults.text_problem(fault, said))
        if self._splits and (parts := _CODE_AND_NAME.fullmatch(name)):
            return Named(parts["code"], parts["name"])
        return Named(code, name)
