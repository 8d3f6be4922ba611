"""Answers that are lists: other debts, a household's needs and earnings, what the money is for, members' requests.

Each is kept as one line of JSON text, so that a list is bettered, taken back and erased whole. This module reads a list
as it is written and as it is kept; what a month of it costs is the business of ``household`` and ``debts``. An amount
that nobody knows yet is None, never zero.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Literal, get_args

from kpmbooks.book.names import one_line
from kpmbooks.instalments import Every, rounded
from kpmbooks.loans.aid import tells_of_aid
from kpmbooks.money import Rupiah, read_amount
from kpmbooks.problems import N_, Problem
from kpmbooks.trade import read_quantity

DebtKind = Literal[
    "bank", "koperasi", "kelompok", "mekaar", "rentenir", "pinjol", "paylater", "gadai", "warung", "keluarga", "arisan",
    "lain",
]  # fmt: skip
Whose = Literal["self", "spouse", "other"]

DEBT_KINDS: Final[tuple[DebtKind, ...]] = get_args(DebtKind)
WHOSE: Final[tuple[Whose, ...]] = get_args(Whose)
RHYTHMS: Final[tuple[Every, ...]] = ("day", "week", "two-weeks", "month")

MOST_ROWS = 40
"""More rows than this no sheet of paper holds, and nobody answers in one evening."""

ROW_LETTERS: Final = 45


@dataclass(frozen=True, slots=True)
class OtherDebt:
    """A debt that no ledger here knows. ``instalment`` each time, ``owed`` in all; None: not known yet."""

    to: str
    kind: DebtKind
    every: Every
    instalment: Rupiah | None
    owed: Rupiah | None
    whose: Whose


@dataclass(frozen=True, slots=True)
class LivingLine:
    """Something that the household needs, and what it costs each time; None: not known yet."""

    what: str
    every: Every
    amount: Rupiah | None


@dataclass(frozen=True, slots=True)
class IncomeLine:
    """Something that the household earns beside the business, each time; None: not known yet.

    ``days``: on how many days of a week, of what comes day by day.
    """

    what: str
    every: Every
    amount: Rupiah | None
    days: int


@dataclass(frozen=True, slots=True)
class Use:
    """What the money is for. ``quantity`` in thousandths, as the goods' are; ``price`` of one, None: not known yet."""

    what: str
    quantity: int
    price: Rupiah | None

    @property
    def cost(self) -> Rupiah | None:
        """What it costs in all, to the rupiah."""
        return None if self.price is None else rounded(Fraction(int(self.price) * self.quantity, 1_000))


@dataclass(frozen=True, slots=True)
class MemberRequest:
    """What one member of a group asks for, by the uid of her membership, and what she earns and needs in a month."""

    member: bytes
    income: Rupiah | None
    cost: Rupiah | None
    request: Rupiah | None


_Value = str | int | None
_Cell = Callable[[object], str | int | Problem | None]

_UNREADABLE = Problem("list-unreadable", N_("This list cannot be read. Write it again, one row for each."))
_TOO_MANY = Problem(
    "list-too-long", N_("A list has at most {most} rows here. Put what is small together."), {"most": MOST_ROWS}
)
_NAMELESS = Problem("list-what-missing", N_("Say what it is, or take the row out."))
_TOO_LONG = Problem(
    "answer-too-long", N_("This is too long for the paper. Keep it below {most} letters."), {"most": ROW_LETTERS}
)
_NEGATIVE = Problem("amount-negative", N_("Write an amount of zero or more."))
AID_REFUSED = Problem(
    "income-aid", N_("Social aid is not counted here: it may end. Write only wages and what the family earns.")
)
USUAL_DAYS = 6
_LONGEST = 20_000
_MOST_OF = 10**12


def _words(given: object) -> str | Problem:
    if not isinstance(given, str):
        return _UNREADABLE
    line = one_line(given)
    return _TOO_LONG if len(line) > ROW_LETTERS else line


def _amount(given: object) -> int | Problem | None:
    """A whole number of rupiah, or one as people write it; nothing is nothing known."""
    if given is None or (isinstance(given, str) and not given.strip()):
        return None
    if isinstance(given, bool) or not isinstance(given, int | str):
        return _UNREADABLE
    amount = read_amount(str(given))
    if isinstance(amount, Problem):
        return amount
    return _NEGATIVE if amount < 0 else int(amount)


def _quantity(given: object) -> int | Problem:
    """Thousandths: a whole number is one already, words are read as quantities of goods are."""
    if given is None or given == "":
        return 1_000
    if isinstance(given, bool) or not isinstance(given, int | str):
        return _UNREADABLE
    if isinstance(given, str):
        return read_quantity(given)
    return given if 0 <= given <= _MOST_OF else _UNREADABLE


def _one_of(known: tuple[str, ...], usual: str) -> _Cell:
    def read(given: object) -> str | Problem:
        if given is None or given == "":
            return usual
        return given if isinstance(given, str) and given in known else _UNREADABLE

    return read


def _source_of_income(given: object) -> str | Problem:
    line = _words(given)
    return AID_REFUSED if isinstance(line, str) and tells_of_aid(line) else line


def _days_a_week(given: object) -> int | Problem:
    if given is None or given == "":
        return USUAL_DAYS
    if isinstance(given, int | str) and not isinstance(given, bool) and re.fullmatch(r"\s*[1-7]\s*", str(given)):
        return int(given)
    return Problem("days-unreadable", N_("A week has 1 to 7 working days. Write how many they are."))


def _uid(given: object) -> str | Problem:
    return given if isinstance(given, str) and _UID.fullmatch(given) else _UNREADABLE


_UID = re.compile(r"[0-9a-f]{32}")

_COLUMNS: Mapping[str, Mapping[str, _Cell]] = {
    "debts": {
        "to": _words,
        "kind": _one_of(DEBT_KINDS, "lain"),
        "every": _one_of(RHYTHMS, "month"),
        "instalment": _amount,
        "owed": _amount,
        "whose": _one_of(WHOSE, "self"),
    },
    "living": {"what": _words, "every": _one_of(RHYTHMS, "month"), "amount": _amount},
    "income": {
        "what": _source_of_income,
        "every": _one_of(RHYTHMS, "month"),
        "amount": _amount,
        "days": _days_a_week,
    },
    "uses": {"what": _words, "quantity": _quantity, "price": _amount},
    "members": {"member": _uid, "income": _amount, "cost": _amount, "request": _amount},
}
_WRITTEN: Mapping[str, tuple[str, ...]] = {
    "debts": ("to", "instalment", "owed"),
    "living": ("what", "amount"),
    "income": ("what", "amount"),
    "uses": ("what", "price"),
    "members": ("member",),
}
"""The columns that a person writes: a row in which all of them are empty is none."""

LISTS: Final = tuple(_COLUMNS)


def read_list(question: str, text: str) -> str | Problem:
    """The list as it is kept, from JSON whose amounts may be written as people write them; empty rows are left out.

    A problem names its place: ``debts.0.instalment`` is of the first row.
    """
    rows = _rows(question, text)
    if isinstance(rows, Problem):
        return rows if rows.field else rows.at(question)
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def kept_rows(question: str, text: str) -> tuple[Mapping[str, Any], ...] | None:
    """The rows of a kept list; None where it was never asked, or cannot be read."""
    rows = _rows(question, text) if text else _UNREADABLE
    return None if isinstance(rows, Problem) else tuple(rows)


def debts_of(text: str) -> tuple[OtherDebt, ...] | None:
    """The kept debts; () none there are, None: not asked."""
    rows = kept_rows("debts", text)
    if rows is None:
        return None
    return tuple(
        OtherDebt(row["to"], row["kind"], row["every"], _rupiah(row["instalment"]), _rupiah(row["owed"]), row["whose"])
        for row in rows
    )


def living_of(text: str) -> tuple[LivingLine, ...] | None:
    """The kept sheet of what the household needs."""
    rows = kept_rows("living", text)
    return None if rows is None else tuple(LivingLine(r["what"], r["every"], _rupiah(r["amount"])) for r in rows)


def income_of(text: str) -> tuple[IncomeLine, ...] | None:
    """The kept sheet of what the household earns beside the business."""
    rows = kept_rows("income", text)
    if rows is None:
        return None
    return tuple(IncomeLine(row["what"], row["every"], _rupiah(row["amount"]), row["days"]) for row in rows)


def uses_of(text: str) -> tuple[Use, ...] | None:
    """What the money is for, as kept."""
    rows = kept_rows("uses", text)
    return None if rows is None else tuple(Use(row["what"], row["quantity"], _rupiah(row["price"])) for row in rows)


def total_of(uses: Iterable[Use]) -> Rupiah:
    """What all of it costs, as far as prices are known."""
    return sum((use.cost for use in uses if use.cost is not None), Rupiah(0))


def members_of(text: str) -> tuple[MemberRequest, ...] | None:
    """What each member asks for, as kept."""
    rows = kept_rows("members", text)
    if rows is None:
        return None
    return tuple(
        MemberRequest(
            bytes.fromhex(row["member"]), _rupiah(row["income"]), _rupiah(row["cost"]), _rupiah(row["request"])
        )
        for row in rows
    )


def _rupiah(kept: int | None) -> Rupiah | None:
    return None if kept is None else Rupiah(kept)


def _rows(question: str, text: str) -> list[dict[str, _Value]] | Problem:
    columns = _COLUMNS[question]
    try:
        given = json.loads(text) if len(text) <= _LONGEST else None
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, list):
        return _UNREADABLE
    rows: list[dict[str, _Value]] = []
    for number, raw in enumerate(given):
        if not isinstance(raw, dict):
            return _UNREADABLE
        row: dict[str, _Value] = {}
        for name, read in columns.items():
            value = read(raw.get(name, "" if name in ("to", "what") else None))
            if isinstance(value, Problem):
                return value.at(f"{question}.{number}.{name}")
            row[name] = value
        if all(row[name] in (None, "") for name in _WRITTEN[question]):
            continue
        if row.get("what") == "":
            return _NAMELESS.at(f"{question}.{number}.what")
        rows.append(row)
    return rows if len(rows) <= MOST_ROWS else _TOO_MANY
