"""A list of members as a file: ``nama;panggilan;jabatan;rt_rw;tahun_lahir;hp;masuk``, only the name is needed.

From bytes to values; which of them are members already is not known here. Other columns are left alone: card numbers
come into a book by a person's own consent, never by a file.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from kpmbooks.exchange.trading.columns import Layout, Row, Table, as_read, read_table
from kpmbooks.exchange.understanding.grids import is_blank
from kpmbooks.group import OFFICES
from kpmbooks.problems import N_, Problem

LAYOUT = Layout(
    {
        "name": ("nama", "nama lengkap", "nama anggota", "anggota", "name", "full name", "member"),
        "nickname": ("panggilan", "nama panggilan", "dipanggil", "nickname"),
        "office": ("jabatan", "office", "position", "kedudukan"),
        "rt_rw": ("rt rw", "rtrw", "rt", "rt/rw", "rt_rw"),
        "birth_year": ("tahun lahir", "tahun_lahir", "lahir", "thn lahir", "birth year", "year of birth"),
        "phone": ("hp", "no hp", "nomor hp", "telepon", "no telepon", "telp", "no telp", "phone", "wa", "no wa"),
        "day": ("masuk", "tanggal masuk", "tgl masuk", "sejak", "anggota sejak", "joined", "since"),
    },
    needed=("name",),
    numbers=(),
)

_NO_NAME = Problem("row-no-name", N_("This row has no name. Write one, or take the row out."))
_TWICE = Problem("row-member-twice", N_("This name stands in the file twice. Add something to one of the two."))
_YEAR = Problem("row-birth-year", N_("This is no year of birth. Write four digits, such as 1984."))
_OFFICE = Problem(
    "row-office", N_("There is no such office. Write ketua, sekretaris, bendahara or anggota, or leave it empty.")
)
_PHONE = re.compile(r"\+?[\d\s().\-/]+")
_NO_PHONE = Problem("row-phone", N_("This is no phone number. Write all its digits."))
_OFFICES_IN_ENGLISH = {"chair": "ketua", "secretary": "sekretaris", "treasurer": "bendahara", "member": "anggota"}


class MemberRow(NamedTuple):
    """A member with her row in the file; ``facts`` are those of ``group.change_member``, without what is empty."""

    row: int
    name: str
    facts: dict[str, str]


class BadMemberRow(NamedTuple):
    """A row that no member can be read from, and why."""

    row: int
    problems: tuple[Problem, ...]


def read_members(data: bytes, today: date) -> tuple[MemberRow | BadMemberRow, ...] | Problem:
    """Every row of the file, in its order; a Problem where it is no list of members at all. Raises nothing."""
    table = read_table(data, LAYOUT, today)
    if isinstance(table, Problem):
        return table
    read: list[MemberRow | BadMemberRow] = []
    met: set[str] = set()
    for row in table.rows:
        found = _member(table, row)
        if isinstance(found, MemberRow):
            plain = "".join(found.name.split()).casefold()
            if plain in met:
                found = BadMemberRow(row.number, (_TWICE,))
            met.add(plain)
        read.append(found)
    return as_read(table, read)


def _member(table: Table, row: Row) -> MemberRow | BadMemberRow:
    if row.shape is not None:
        return BadMemberRow(row.number, (row.shape,))
    told = dict(_facts(table, row))
    problems = [one for one in told.values() if isinstance(one, Problem)]
    if told["name"] == "":
        problems.append(_NO_NAME)
    if problems:
        return BadMemberRow(row.number, tuple(problems))
    facts = {name: text for name, text in told.items() if isinstance(text, str) and text}
    return MemberRow(row.number, facts.pop("name"), facts)


def _facts(table: Table, row: Row) -> Iterator[tuple[str, str | Problem]]:
    yield "name", table.words(row, "name")
    yield "nickname", table.words(row, "nickname")
    yield "rt_rw", _neighbourhood(table, row)
    yield "office", _office(row.text("office"))
    yield "birth_year", _year(table, row)
    yield "phone", _phone(row.text("phone"))
    if is_blank(row.cells.get("day")):
        return
    day = table.day(row)
    yield "since", day if isinstance(day, Problem) else day.isoformat()


def _neighbourhood(table: Table, row: Row) -> str | Problem:
    cell = row.cells.get("rt_rw")
    if isinstance(cell, datetime | date):  # a spreadsheet takes 05/02 for a day
        return f"{cell.day:02}/{cell.month:02}"
    return table.words(row, "rt_rw")


def _office(text: str) -> str | Problem:
    plain = text.casefold()
    office = _OFFICES_IN_ENGLISH.get(plain, plain)
    return office if not office or office in OFFICES else _OFFICE


def _year(table: Table, row: Row) -> str | Problem:
    if is_blank(row.cells.get("birth_year")):
        return ""
    number = table.number(row, "birth_year")
    if isinstance(number, Fraction) and number.denominator == 1 and 1000 <= number <= 9999:
        return str(number)
    return _YEAR


def _phone(text: str) -> str | Problem:
    """A number as it was written; the zero that a spreadsheet takes off comes back."""
    if not text:
        return ""
    if not _PHONE.fullmatch(text):
        return _NO_PHONE
    return f"0{text}" if text.startswith("8") else text
