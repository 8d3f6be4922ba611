"""Laporan Bulanan: a month on paper, from four figures to every line of the cash book, with room for the hands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from kpmbooks.dates import format_day, format_period
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import format_amount
from kpmbooks.problems import N_
from kpmbooks.statements import CashBook, Income, MonthFlow, Position
from kpmbooks.words import in_words
from reports import cash_book, income, position
from reports.document import AmountInWords, BarChart, Block, Document, Heading, KeyFigure, KeyFigures, Pair, Series
from reports.heading import ReportHead, furnished, in_rupiah

NAME = "monthly"
TITLE = N_("Monthly Report")
MOST_MONTHS = 6
MOST_BELOW_A_CHART = 10
"""So many accounts of the result have room on the first page below a chart of the usual height."""
MILLIONS_FROM = 1_000_000
"""From a million on the bars are labelled in millions with one decimal, below in thousands: three digits have room."""


@dataclass(frozen=True, slots=True)
class Month:
    """The statements that make up the report, all of one ledger; ``flows`` ends with the month itself."""

    cash_book: CashBook
    income: Income
    position: Position
    flows: tuple[MonthFlow, ...]

    @property
    def ledger(self) -> LedgerRef:
        """The ledger they are of."""
        return self.cash_book.ledger


def figures(statement: Month) -> dict[str, Any]:
    """The figures of its parts, under their names, and money in and out of the months in the chart."""
    return {
        "cash_book": cash_book.figures(statement.cash_book),
        "income": income.figures(statement.income),
        "position": position.figures(statement.position),
        "months": [
            {"month": f"{flow.month.first:%Y-%m}", "in": int(flow.money_in), "out": int(flow.money_out)}
            for flow in statement.flows[-MOST_MONTHS:]
        ],
    }


def document(statement: Month, head: ReportHead, _: Translator) -> Document:
    """The report on paper: what matters on the first page, the lines after it, the signatures last."""
    period = format_period(statement.cash_book.period, _.language)
    blocks: list[Block] = [_key_figures(statement, _)]
    # The speller knows Indonesian only, as kuitansi need it.
    if _.language == "id" and statement.cash_book.closing >= 0:
        closing = statement.cash_book.closing
        blocks.append(AmountInWords(_("Cash left, in words:"), format_amount(closing), in_words(closing)))
    blocks += [
        # Side by side so that all that matters is on the first page, also of a group with three purses.
        Pair(
            (
                Heading(_("Money in and out by month"), 1),
                replace(_chart(statement.flows[-MOST_MONTHS:], _), low=len(statement.income.rows) > MOST_BELOW_A_CHART),
                Heading(income.title_for(statement.income, _), 2),
                income.income_table(statement.income, head, _),
            ),
            (
                Heading(position.title_for(statement.position, _), 3),
                position.position_table(statement.position, head, _),
            ),
        ),
        Heading(f"{_(cash_book.TITLE)}: {statement.cash_book.account.name}", 4),
        cash_book.cash_table(statement.cash_book, head, _),
        cash_book.legend(_),
    ]
    return furnished(
        NAME, _(TITLE), in_rupiah(period, _), statement.ledger, period, head, _, tuple(blocks), signed=True, filed=True
    )


def _key_figures(statement: Month, _: Translator) -> KeyFigures:
    book, result = statement.cash_book, statement.income
    through = _("through {account}", account=book.account.name)
    family = statement.ledger.kind == "keluarga"
    return KeyFigures(
        (
            KeyFigure(_("Money in"), format_amount(book.total_in), through),
            KeyFigure(_("Money out"), format_amount(book.total_out), through),
            KeyFigure(
                income.net_name(result, _),
                format_amount(result.net),
                _("income less spending") if family else _("sales less costs"),
                quiet=result.net < 0,
            ),
            KeyFigure(
                _("Cash left"), format_amount(book.closing), format_day(book.period.last, _.language), strong=True
            ),
        )
    )


def _chart(flows: Sequence[MonthFlow], _: Translator) -> BarChart:
    highest = max((max(flow.money_in, flow.money_out) for flow in flows), default=0)
    millions = highest >= MILLIONS_FROM
    came, went = [int(flow.money_in) for flow in flows], [int(flow.money_out) for flow in flows]
    return BarChart(
        title=_("All boxes together"),
        unit=_("millions of rupiah") if millions else _("thousands of rupiah"),
        groups=tuple(format_day(flow.month.first, _.language, short=True).split()[1] for flow in flows),
        series=tuple(
            Series(name, tuple(values), tuple(_short(value, _, millions=millions) for value in values))
            for name, values in ((_("Money in"), came), (_("Money out"), went))
        ),
        strong=len(flows) - 1,
    )


def _short(amount: int, _: Translator, *, millions: bool) -> str:
    """An amount in the chart's unit, halves up: 6.845.000 is "6,8" million or "6.845" thousand."""
    if not millions:
        return format_amount((amount + 500) // 1000, symbol=False)
    whole, tenth = divmod((amount + 50_000) // 100_000, 10)
    return f"{format_amount(whole, symbol=False)}{',' if _.language == 'id' else '.'}{tenth}"
