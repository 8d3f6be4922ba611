"""The columns of a meeting's sheet, and what stands in each cell: written, asked for by the rules, nothing. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from kpmbooks.group import GroupRules, SheetRow
from kpmbooks.group.money import DUES, FINE, SAVINGS, SOLIDARITY
from kpmbooks.group.sheet import INSTALMENT, NEW_LOAN
from ui.desktop.pages.meeting_words import savings_called

MARK, NAME, PRESENT, PAYS = "mark", "name", "present", "pays"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its key is that of the cell it shows. ``written``: something can be written in it."""

    key: str
    title: str
    written: bool = True

    @property
    def is_money(self) -> bool:
        """Whether amounts stand in it."""
        return self.key not in (MARK, NAME, PRESENT)


def columns_of(_: Callable[[str], str], rules: GroupRules, *, shared: bool = False) -> tuple[SheetColumn, ...]:
    """The columns that these rules want. Where everybody looks on there is no loan, no fine, no name."""
    columns = [SheetColumn(MARK, "", written=False)]
    if not shared:
        columns.append(SheetColumn(NAME, _("Member"), written=False))
    columns.append(SheetColumn(PRESENT, _("Present")))
    if not rules.money:
        return tuple(columns)
    if rules.dues:
        columns.append(SheetColumn(DUES, _("Dues")))
    if rules.solidarity:
        columns.append(SheetColumn(SOLIDARITY, _("IKS")))
    columns += [SheetColumn(f"{SAVINGS}:{one.id}", savings_called(_, rules.savings, one)) for one in rules.savings]
    if not shared:
        if rules.loans.allowed:
            columns.append(SheetColumn(INSTALMENT, _("Instalment")))
            columns.append(SheetColumn(NEW_LOAN, _("Lend")))
        if rules.fine:
            columns.append(SheetColumn(FINE, _("Fine")))
        columns.append(SheetColumn(PAYS, _("Pays"), written=False))
    return tuple(columns)


@dataclass(frozen=True, slots=True)
class CellSeen:
    """An amount in a cell, None for nothing. ``state``: it was written, the rules ask for it or only suggest it."""

    amount: int | None
    state: Literal["written", "asked", "suggested", "none"]


def cell_of(row: SheetRow, key: str) -> CellSeen:
    """What stands in a cell of money."""
    if key == PAYS:
        asked = row.by_rules() if waits(row) else {}
        rest = sum(value for cell, value in asked.items() if cell in row.asked)
        paid = int(row.pays) + rest
        return CellSeen(paid or None, "asked" if rest else "written" if paid else "none")
    if key == INSTALMENT:
        cells = [cell for cell in row.written if cell.startswith(f"{INSTALMENT}:")]
        if cells:
            return CellSeen(sum(row.written[cell] for cell in cells), "written")
        due = sum(int(value) for cell, value in row.asked.items() if cell.startswith(f"{INSTALMENT}:"))
        return CellSeen(due, "asked") if due and waits(row) else CellSeen(None, "none")
    if key in row.written:
        return CellSeen(row.written[key], "written")
    if waits(row) and key in row.asked:
        return CellSeen(int(row.asked[key]), "asked")
    if waits(row) and row.suggested.get(key):
        return CellSeen(int(row.suggested[key]), "suggested")
    return CellSeen(None, "none")


def waits(row: SheetRow) -> bool:
    """Whether the rules still ask something of her: not once her row is done, not while she is not there."""
    return not row.is_done and row.attendance in (None, "present")
