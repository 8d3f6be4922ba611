"""What every register of a group has in common: headings, filled or blank to be written on, names, lines for the hand.

The headings follow registers that are in use among groups (domain facts, 1.8). What the book does not know stays an
empty cell for the hand; a national identity number is never asked for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpmbooks.group import Member
from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from reports.document import Cell, Column, ColumnKind, Paragraph, Pictogram, Row, RowStyle, Table
from reports.heading import ReportHead

FILLED, BLANK = "filled", "blank"
FORMS = (FILLED, BLANK)
FORM_NAMES = {FILLED: N_("filled in"), BLANK: N_("blank, to write on")}

HAND_ROW = 23.0
"""Points of a line in which a hand writes or signs."""


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: what its cells hold, its share of the free width where it is filled and, of the whole, where blank."""

    name: str
    kind: ColumnKind = "text"
    weight: int = 1
    hand: int = 4


def filled(
    heads: Sequence[Head],
    rows: Iterable[Row],
    _: Translator,
    *,
    name: str = "",
    empty: str = "",
    least: float = 0,
    texts: float = 0,
    strong: Sequence[int] = (),
) -> Table:
    """The register as the book knows it; ``strong`` are the indexes of balances, ``least`` the height for signing,
    ``texts`` the part of the width that names keep."""
    columns = (
        Column(
            _(head.name) if head.name else "",
            head.kind,
            head.weight,
            shown="page" if head.kind == "picture" else "always",
            strong=nth in strong,
        )
        for nth, head in enumerate(heads)
    )
    return Table(tuple(columns), tuple(rows), empty, name, ruled=True, least=least, texts=texts)


def blank(heads: Sequence[Head], head: ReportHead, _: Translator, *, turned: bool, room: float = 0) -> Table:
    """The same headings over empty lines, as many as a page holds; ``room`` points are left for what else is on it."""
    columns = tuple(Column(_(one.name), weight=one.hand) for one in heads if one.kind != "picture")
    rows = (Row(("",) * len(columns)),) * lines_on_a_page(head, turned=turned, room=room)
    return Table(columns, rows, ruled=True, least=HAND_ROW)


def lines_on_a_page(head: ReportHead, *, turned: bool, room: float = 0) -> int:
    """How many lines for the hand a first page holds below its title and headings."""
    sides = {"A4": (842.0, 595.0), "F4": (935.0, 609.0)}
    height = sides[head.size][turned]
    return int((height - 228 - room) // HAND_ROW)


def sheet_line(_: Translator) -> Paragraph:
    """What stands over a blank register, to be written by hand."""
    return Paragraph(_("Sheet no. {n}", n="______") + "      " + _("Month: {line}", line="______________________"))


def name_of(member: Member, _: Translator) -> str:
    """How a register calls a member; one whose words were erased is a number."""
    return member.name or member.nickname or _("Member {n}", n=member.id)


def who(place: int, member: Member, _: Translator) -> tuple[Cell, ...]:
    """The first cells of her line: number, pictogram, name."""
    return (place, Pictogram(member.mark), name_of(member, _))


def money(amount: int) -> int | None:
    """An amount as a cell: nothing is an empty one."""
    return int(amount) or None


def total(cells: Sequence[Cell], style: RowStyle = "total") -> Row:
    """The last line of a register."""
    return Row(tuple(cells), style)
