"""Groups for tests of meetings: members with pictures, rules, and meetings said in one line."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from kpmbooks import group
from kpmbooks.book import Book
from kpmbooks.group import GroupRules, LoanRules, Meeting, Member, SavingsKind
from kpmbooks.money import Rupiah
from tests import books
from tests.books import START, TODAY, own

NAMES = (
    "Aminah", "Dewi", "Fatimah", "Hartini", "Kasmi", "Lilis", "Nurhayati", "Ratmi", "Siti", "Yanti",
    "Endang", "Sumiati", "Wartini", "Ningsih", "Maryam", "Rukmini", "Suparti", "Tuminah", "Juariah", "Komariah",
)  # fmt: skip
RULES = GroupRules(
    START,
    place="rumah Bu RT",
    money=True,
    dues=Rupiah(2_000),
    solidarity=Rupiah(1_000),
    savings=(SavingsKind("sukarela", "Tabungan", Rupiah(10_000), withdrawable=True),),
    loans=LoanRules(allowed=True, multiple=3, periods=10, rate=Fraction(1), unit=500),
)


def members(book: Book, count: int = 10, rules: GroupRules | None = RULES) -> tuple[Member, ...]:
    """Let so many women into the group, the first three in an office, and decide on the rules."""
    with book.write() as tx:
        found = tuple(group.add_member(tx, f"Ibu {name}") for name in NAMES[:count])
        for member, office in zip(found, ("ketua", "bendahara", "sekretaris"), strict=False):
            group.change_member(tx, member, {"office": office})
        if rules is not None:
            group.decide_rules(tx, own(tx), rules)
    with book.read() as reader:
        return group.members_of(reader)


def with_members(count: int = 10, path: Path | None = None, rules: GroupRules | None = RULES) -> Book:
    """A group's book with members and rules, and 1.000.000 in the box."""
    book = books.group(path)
    members(book, count, rules)
    books.record(book, "saldo_awal", cash=1_000_000, date=START)
    return book


def hold(book: Book, day: date, *, absent: Sequence[str] = ()) -> Meeting:
    """A meeting at which everybody who is not ``absent`` pays what the rules ask."""
    with book.write() as tx:
        meeting = group.open_meeting(tx, own(tx), day)
        for row in group.sheet_of(tx, own(tx), meeting):
            if row.member.name in absent:
                group.write_cells(tx, meeting, row.member, {"present": 0, "done": 1})
            else:
                group.pay_by_rules(tx, meeting, row)
        return group.close_meeting(tx, own(tx), meeting)


def in_box(book: Book, day: date = TODAY) -> int:
    """What the group's box holds by the book."""
    with book.read() as reader:
        return int(group.box_before(reader, own(reader), day))
