"""Tables of amounts in sections, the shape that result, position and cash flow share: names left, rupiah right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah
from reports.document import Column, Row, Table


@dataclass(frozen=True, slots=True)
class Line:
    """One account or cause with its amount; ``code`` is empty where there is none."""

    code: str
    name: str
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a name, added up under another; a section without lines is left out."""

    name: str
    lines: tuple[Line, ...]
    total_name: str
    total: Rupiah


def sectioned(
    sections: Sequence[Section],
    totals: Iterable[tuple[str, Rupiah]],
    name: str,
    _: Translator,
    *,
    start: tuple[str, Rupiah] | None = None,
) -> Table:
    """What it begins with, sections one below another, then ``totals``.

    Spreadsheets get the section and the code of each line as columns.
    """
    rows: list[Row] = [Row((None, None, *start), "subtotal")] if start else []
    for section in sections:
        if not section.lines:
            continue
        rows.append(Row((section.name, None, section.name, None), "group"))
        rows += [Row((section.name, line.code or None, line.name, line.amount)) for line in section.lines]
        rows.append(Row((section.name, None, section.total_name, section.total), "subtotal"))
    rows += [Row((None, None, label, amount), "total") for label, amount in totals]
    return Table(
        columns=(
            Column(_("Section"), shown="sheet"),
            Column(_("Code"), "code", shown="sheet"),
            Column(_("Description")),
            Column(_("Rupiah"), "money"),
        ),
        rows=tuple(rows),
        name=name,
    )
