"""The tables and the chart of a loan summary: months in thousands, what is left, instalments worked out two ways."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpmbooks.i18n import Translator
from kpmbooks.ledger import Source
from kpmbooks.loans import Left, Readiness, Season, a_month, a_selling_day, seasons_in
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_
from reports.cash_book import SOURCE_WORDS
from reports.document import BarChart, Cell, Column, Line, Mark, Row, Series, Table
from reports.loan_words import (
    EVERY_WORDS,
    METHOD_WORDS,
    income_name,
    month_name,
    seasons_of,
)

MOST_SHOWN = 7
"""Months side by side on paper; the quietest is always among them."""

MILLIONS_FROM = Rupiah(100_000_000)


@dataclass(frozen=True, slots=True)
class Unit:
    """In what amounts are told: one of so many rupiah."""

    size: int
    words: str

    def of(self, amount: int) -> int:
        """The amount in this unit, halves up."""
        return (amount + self.size // 2) // self.size

    def written(self, amount: int) -> str:
        """The amount in this unit as text."""
        return format_amount(self.of(amount), symbol=False)


THOUSANDS = Unit(1_000, N_("thousands of rupiah"))
MILLIONS = Unit(1_000_000, N_("millions of rupiah"))


def unit_of(value: Readiness) -> Unit:
    """Thousands, or millions where thousands would be too long."""
    amounts = [value.request.monthly, value.capacity.other_income, value.capacity.living_cost]
    for month in value.books.months:
        amounts += [month.revenue, month.materials, month.expense, month.earned or Rupiah(0), month.spent or Rupiah(0)]
    return MILLIONS if max(map(abs, amounts)) >= MILLIONS_FROM else THOUSANDS


def shown(value: Readiness) -> tuple[Left, ...]:
    """The latest months that have room, the quietest in the place of the oldest of them where it lies before."""
    months = value.capacity.months
    latest = months[-MOST_SHOWN:]
    quietest = value.capacity.quietest
    if quietest is None or quietest in latest or len(months) <= MOST_SHOWN:
        return latest
    return (quietest, *latest[1:])


def months_chart(value: Readiness, _: Translator) -> BarChart:
    """What is left month by month, the asked instalment across it; without a household what the business earned."""
    unit, months = unit_of(value), shown(value)
    whole = value.capacity.is_told
    amounts = [int(month.left if whole else month.figures.net) if month.figures.has_records else 0 for month in months]
    labels = tuple(
        unit.written(amount) if month.figures.has_records else "–"
        for month, amount in zip(months, amounts, strict=True)
    )
    monthly = int(value.request.monthly)
    line = _("instalment")
    return BarChart(
        title="",
        unit=_(unit.words),
        groups=tuple(month_name(month.figures.month, _) for month in months),
        series=(Series("", tuple(amounts), labels),),
        quiet=months.index(value.capacity.quietest) if value.capacity.quietest in months and whole else None,
        notes=tuple(seasons_of(month.figures.month, _) for month in months),
        line=Line(monthly, f"{line}\n{unit.written(monthly)}"),
    )


def months_table(value: Readiness, _: Translator) -> Table:
    """Sales less what they cost, the household's side, what is left, and what is left after the asked instalment."""
    unit, months, capacity = unit_of(value), shown(value), value.capacity
    figures = [month.figures if month.figures.has_records else None for month in months]
    sources = value.books.main_sources

    def row(name: str, source: Source | None, cells: Sequence[int | None], mean: int, *, bold: bool = False) -> Row:
        told: list[Cell] = [None if cell is None else unit.of(cell) for cell in cells]
        mark = None if source is None else Mark(source, _(SOURCE_WORDS[source]))
        return Row((name, mark, *told, unit.of(mean)), "subtotal" if bold else "plain")

    def mean(values: Sequence[int | None]) -> int:
        every = [month.figures for month in capacity.months]
        known = [month for month in every if month.is_recorded] or [month for month in every if month.has_records]
        chosen = [value for month, value in zip(every, values, strict=True) if month in known and value is not None]
        return (2 * sum(chosen) + len(chosen)) // (2 * len(chosen)) if chosen else 0

    def plain(name: str, figure: "str", source: Source | None, sign: int = 1) -> Row:
        whole = [int(getattr(month.figures, figure)) * sign for month in capacity.months]
        return row(name, source, [None if one is None else int(getattr(one, figure)) for one in figures], mean(whole))

    rows = [
        plain(_("Sales"), "revenue", sources.get("revenue")),
        plain(_("− materials"), "materials", sources.get("materials")),
        plain(_("− other costs"), "expense", sources.get("expense")),
        row(
            _("= earned by the business"),
            None,
            [None if one is None else int(one.net) for one in figures],
            int(capacity.net_business),
            bold=True,
        ),
    ]
    there = [month if month.figures.has_records else None for month in months]
    if capacity.income_from is not None:
        source = "remembered" if capacity.income_from == "asked" else sources.get("earned")
        cells = [None if month is None else int(month.income) for month in there]
        rows.append(row(f"+ {income_name(value, _)}", source, cells, int(capacity.other_income)))
    if capacity.living_from is not None:
        source = "remembered" if capacity.living_from == "asked" else sources.get("spent")
        cells = [None if month is None else int(month.living_cost) for month in there]
        rows.append(row(_("− family's spending"), source, cells, int(capacity.living_cost)))
    if capacity.debts.monthly:
        owed = int(capacity.debts.monthly)
        rows.append(row(_("− other instalments"), None, [None if month is None else owed for month in there], owed))
    if capacity.is_told:
        left = [None if month is None else int(month.left) for month in there]
        monthly = int(value.request.monthly)
        rows.append(_total(_("= left"), left, int(capacity.left), unit))
        after = [None if one is None else one - monthly for one in left]
        name = _("After the instalment of {amount}", amount=unit.written(monthly))
        rows.append(_total(name, after, int(capacity.left) - monthly, unit))
    rows.append(_days(value, months, _))
    seasons = [seasons_in(month.figures.month) for month in months]
    if any(seasons):
        rows.append(Row((_("R: Ramadan, L: Lebaran"), None, *(None for _month in months), None)))
    return Table(
        columns=(
            Column(_(unit.words).capitalize()),
            Column("", "mark"),
            *(
                Column(" ".join(filter(None, (month_name(month.figures.month, _), _letters(season)))), "money")
                for month, season in zip(months, seasons, strict=True)
            ),
            Column(_("Average"), "money", strong=True),
        ),
        rows=tuple(rows) if months else (),
        empty=_("No month is over yet that has a record."),
        name=_("Figures from the book"),
    )


def _letters(seasons: Sequence[Season]) -> str:
    """What makes a month unlike others, short enough for a narrow column and readable without any colour."""
    return "+".join(_SEASON_LETTERS[season] for season in seasons)


_SEASON_LETTERS: dict[Season, str] = {"ramadan": "R", "lebaran": "L"}


def _total(name: str, cells: Sequence[int | None], mean: int, unit: Unit) -> Row:
    return Row((name, None, *(None if cell is None else unit.of(cell) for cell in cells), unit.of(mean)), "total")


def _days(value: Readiness, months: Sequence[Left], _: Translator) -> Row:
    """On how many days something was written down, month by month."""
    known = {month.month: month.days for month in value.books.each_month}
    days: list[Cell] = [known[month.figures.month] for month in months]
    return Row((_("Days with a record"), None, *days, None))


def instalments_table(value: Readiness, _: Translator) -> Table:
    """The loan as it is reckoned here, and the same worked out otherwise: what is paid, what it costs, what is left."""
    request, capacity = value.request, value.capacity
    rows = []
    for plan in (request.plan, *request.others):
        quietest = None
        if capacity.quietest is not None and capacity.is_told:
            quietest = int(capacity.quietest.left - a_month(plan))
        rows.append(
            Row(
                (
                    _(METHOD_WORDS[plan.terms.method]),
                    int(plan.instalment),
                    int(plan.paid),
                    int(plan.cost),
                    int(a_selling_day(plan, request.selling_days)),
                    quietest,
                )
            )
        )
    return Table(
        columns=(
            Column(_("If interest is charged"), weight=2),
            Column(_(EVERY_WORDS[request.plan.terms.every]), "money", strong=True),
            Column(_("Paid in all"), "money"),
            Column(_("Cost of the loan"), "money"),
            Column(_("Each selling day"), "money"),
            Column(_("Left in the quietest month"), "money", widest=-9_999_999),
        ),
        rows=tuple(rows),
        name=_("Instalments"),
    )
