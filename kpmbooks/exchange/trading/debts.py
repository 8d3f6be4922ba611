"""Debts as a file: ``pihak;tanggal;no;jumlah;syarat``, one unpaid invoice in each row."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from kpmbooks.exchange.trading.columns import Layout, Row, Table, read_table
from kpmbooks.exchange.understanding import faults
from kpmbooks.exchange.understanding.grids import cell_text
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem
from kpmbooks.terms import discount_until, due, read_terms

LAYOUT = Layout(
    {
        "party": (
            "pihak",
            "nama",
            "pelanggan",
            "pemasok",
            "debitur",
            "kreditur",
            "party",
            "customer",
            "supplier",
            "name",
        ),
        "day": ("tanggal", "tgl", "date", "tanggal faktur", "tgl faktur", "tanggal nota", "invoice date"),
        "no": (
            "no",
            "nomor",
            "no faktur",
            "nomor faktur",
            "faktur",
            "no nota",
            "nota",
            "invoice",
            "invoice no",
            "number",
        ),
        "amount": ("jumlah", "nominal", "sisa", "saldo", "amount", "balance"),
        "terms": ("syarat", "syarat bayar", "syarat pembayaran", "termin", "terms", "credit terms", "jatuh tempo"),
    },
    needed=("party", "day", "amount", "terms"),
    numbers=("amount",),
)

_NO_PARTY = Problem("row-no-party", N_("This row does not say who it is with. Write the name."))
_NO_AMOUNT = Problem("row-no-amount", N_("This row has a date but no amount. Write the amount, or take the date out."))
_NOTHING = Problem("row-amount-zero", N_("This debt is 0. Write what is still owed, or take the row out."))


class DebtRow(NamedTuple):
    """A debt with its row in the file. ``discount_until`` is None where nothing is taken off."""

    row: int
    party: str
    no: str
    day: date
    amount: Rupiah
    due: date
    discount_until: date | None


def read_debts(data: bytes, on: date) -> tuple[DebtRow, ...] | tuple[Problem, ...]:
    """The debts in a file as they stood ``on`` a day, or everything that is wrong with it, row by row.

    A debt that was made only later is refused: on that day it was none.
    """
    table = read_table(data, LAYOUT, on)
    if isinstance(table, Problem):
        return (table,)
    read: list[DebtRow] = []
    problems: list[Problem] = []
    for row in table.rows:
        found = _debt(table, row, on)
        if isinstance(found, DebtRow):
            read.append(found)
        else:
            problems += (problem.at(str(row.number)) for problem in found)
    return tuple(problems) or tuple(read)


def _debt(table: Table, row: Row, on: date) -> DebtRow | list[Problem]:
    if row.shape is not None:
        return [row.shape]
    party, no = table.words(row, "party"), table.words(row, "no")
    day, amount = table.day(row), _amount(table, row)
    until: tuple[date, date | None] | Problem | None = None
    if isinstance(day, date):
        until = _later(day, on) if day > on else _until(row, day)
    problems = [one for one in (party, no, day, amount, until) if isinstance(one, Problem)]
    if party == "":
        problems.append(_NO_PARTY)
    if problems:
        return problems
    assert isinstance(party, str)
    assert isinstance(no, str)
    assert isinstance(day, date)
    assert isinstance(amount, Rupiah)
    assert isinstance(until, tuple)
    return DebtRow(row.number, party, no, day, amount, *until)


def _amount(table: Table, row: Row) -> Rupiah | Problem:
    number = table.number(row, "amount")
    if number is None:
        return _NO_AMOUNT
    if isinstance(number, Fraction):
        if number.denominator != 1:
            return faults.number_problem("fraction", cell_text(row.cells.get("amount")))
        return Rupiah(int(number)) if number else _NOTHING
    return number


def _until(row: Row, day: date) -> tuple[date, date | None] | Problem:
    """When the debt is due, and until when something is taken off."""
    terms = read_terms(row.text("terms"), day)
    if isinstance(terms, Problem):
        return terms
    due_on = due(day, terms)
    return due_on if isinstance(due_on, Problem) else (due_on, discount_until(day, terms))


def _later(day: date, on: date) -> Problem:
    message = N_("This debt is of {day}, after {on}. Correct the date, or ask for a later day.")
    return Problem("row-later", message, {"day": day, "on": on})
