"""Laporan Usaha Sederhana: a business's month on one page, in plain words, without the name of anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kpmbooks import ledger as books
from kpmbooks import statements
from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day, format_period, month_of, months
from kpmbooks.i18n import Translator
from kpmbooks.ledger import Fund, LedgerRef
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_
from kpmbooks.statements import CashFlow, CashFlowRow, Income
from kpmbooks.trade import STOCK_ROLES
from kpmbooks.trade.bills import DEBT_ROLES, Side
from reports.document import (
    BarChart,
    Block,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Pair,
    Paragraph,
    Row,
    Series,
    Table,
)
from reports.goods_words import MILLIONS_FROM, short_amount, unit_words
from reports.heading import ReportHead, furnished, in_rupiah
from reports.income import net_name

NAME = "simple-report"
TITLE = N_("Simple Business Report")
MOST_MONTHS = 6
MOST_ROWS = 6
"""So many sources and purposes of money are named, that the report stays on one page; the rest is one row."""

_BORROWED = ("utang_pinjaman", "utang_lain")
_FUND = "usaha"


@dataclass(frozen=True, slots=True)
class MonthResult:
    """What one month brought in sales and cost; ``costs`` are all costs and expenses of its result."""

    month: Period
    sales: Rupiah
    costs: Rupiah


@dataclass(frozen=True, slots=True)
class Simple:
    """What the page says, of one ``fund`` where there are several; ``stock`` is None where none was ever kept."""

    ledger: LedgerRef
    fund: Fund | None
    period: Period
    income: Income
    cash: CashFlow
    owed: dict[Side, Rupiah]
    borrowed: Rupiah
    stock: Rupiah | None
    months: tuple[MonthResult, ...]

    @property
    def money_in(self) -> Rupiah:
        """All that came in, by where it came from."""
        return sum((row.amount for row in self.cash.rows if row.amount > 0), Rupiah(0))

    @property
    def money_out(self) -> Rupiah:
        """All that went out."""
        return -sum((row.amount for row in self.cash.rows if row.amount < 0), Rupiah(0))


def statement(reader: Reader, ledger: LedgerRef, period: Period) -> Simple:
    """The figures of a business; of a group those of its business purse."""
    funds = books.funds(reader, ledger)
    fund = next((one for one in funds if one.role == _FUND), None)
    sums = books.sums_through(reader, ledger.id, period.last)
    owed: dict[Side, Rupiah] = {"owed_to_us": Rupiah(0), "we_owe": Rupiah(0), "deposit": Rupiah(0)}
    borrowed, stock = Rupiah(0), None
    for one in books.accounts(reader, ledger):
        if one.id not in sums:
            continue
        net, role = sums[one.id].net, one.role or ""
        if side := DEBT_ROLES.get(role):
            owed[side] += net if side == "owed_to_us" else -net
        elif role in _BORROWED:
            borrowed -= net
        elif role in STOCK_ROLES.values():
            stock = (stock or Rupiah(0)) + net
    return Simple(
        ledger,
        fund if len(funds) > 1 else None,
        period,
        statements.income(reader, ledger, period, fund),
        statements.cash_flow(reader, ledger, period, fund),
        owed,
        borrowed,
        stock,
        _months(reader, ledger, period, fund),
    )


def _months(reader: Reader, ledger: LedgerRef, period: Period, fund: Fund | None) -> tuple[MonthResult, ...]:
    start = month_of(reader.owner.start).first
    told = []
    for month in months(Period(min(start, period.last), period.last))[-MOST_MONTHS:]:
        found = statements.income(reader, ledger, month, fund)
        told.append(MonthResult(month, found.revenue, found.cost + found.expense))
    return tuple(told)


def figures(found: Simple) -> dict[str, Any]:
    """``in`` − ``out`` is the change in cash; ``result`` is the net of the period's income."""
    return {
        "in": [{"name": row.name, "amount": int(row.amount)} for row in _sorted(found, 1)],
        "out": [{"name": row.name, "amount": -int(row.amount)} for row in _sorted(found, -1)],
        "sales": int(found.income.revenue),
        "result": int(found.income.net),
        "cash": {"opening": int(found.cash.opening), "closing": int(found.cash.closing)},
        "owed_to_us": int(found.owed["owed_to_us"]),
        "we_owe": int(found.owed["we_owe"]),
        "deposits": int(found.owed["deposit"]),
        "borrowed": int(found.borrowed),
        "stock": None if found.stock is None else int(found.stock),
        "months": [
            {"month": f"{one.month.first:%Y-%m}", "sales": int(one.sales), "costs": int(one.costs)}
            for one in found.months
        ],
        "totals": {"in": int(found.money_in), "out": int(found.money_out)},
    }


def document(found: Simple, head: ReportHead, _: Translator) -> Document:
    """The page: four figures, where money came from and went, what is owed, the months."""
    period = format_period(found.period, _.language)
    where = f"{found.fund.name}, {period}" if found.fund else period
    blocks: list[Block] = [
        _key_figures(found, _),
        Pair(
            (
                Heading(_("Where the money came from")),
                _flows(_sorted(found, 1), found.money_in, _("All money in"), head, _),
            ),
            (
                Heading(_("Where the money went")),
                _flows(_sorted(found, -1), found.money_out, _("All money out"), head, _),
            ),
        ),
        Heading(_("Besides the money, on {day}", day=found.period.last)),
        _besides(found, _),
    ]
    if any(one.sales or one.costs for one in found.months):
        blocks += [Heading(_("Sales and costs by month")), _chart(found, _)]
    if found.stock is None:
        blocks.append(Paragraph(_("Stock is not kept in this book: what was bought counts as a cost at once.")))
    return furnished(
        NAME, _(TITLE), in_rupiah(where, _), found.ledger, period, head, _, tuple(blocks), signed=True, filed=True
    )


def _sorted(found: Simple, sign: int) -> list[CashFlowRow]:
    rows = [row for row in found.cash.rows if row.amount * sign > 0]
    return sorted(rows, key=lambda row: (-abs(row.amount), row.code))


def _key_figures(found: Simple, _: Translator) -> KeyFigures:
    return KeyFigures(
        (
            KeyFigure(_("Money in"), format_amount(found.money_in), _("all boxes together")),
            KeyFigure(_("Money out"), format_amount(found.money_out), _("all boxes together")),
            KeyFigure(
                net_name(found.income, _),
                format_amount(found.income.net),
                _("sales less costs"),
                quiet=found.income.net < 0,
            ),
            KeyFigure(
                _("Money there is now"),
                format_amount(found.cash.closing),
                format_day(found.period.last, _.language),
                strong=True,
            ),
        )
    )


def _flows(rows: Sequence[CashFlowRow], total: Rupiah, name: str, head: ReportHead, _: Translator) -> Table:
    shown = rows if len(rows) <= MOST_ROWS else rows[: MOST_ROWS - 1]
    lines = [Row((head.neutral(row.name), abs(row.amount))) for row in shown]
    if len(shown) < len(rows):
        rest = sum((abs(row.amount) for row in rows[len(shown) :]), Rupiah(0))
        lines.append(Row((_("All else"), rest)))
    lines.append(Row((name, total), "total"))
    return Table((Column(_("Description")), Column(_("Rupiah"), "money")), tuple(lines), name=name)


def _besides(found: Simple, _: Translator) -> Table:
    """What is not money: totals only, nobody is named."""
    rows = [(_("Customers still owe the business"), found.owed["owed_to_us"])]
    if found.stock is not None:
        rows.append((_("Goods and materials in stock, at cost"), found.stock))
    rows.append((_("The business owes for goods and tools"), -found.owed["we_owe"]))
    if found.owed["deposit"]:
        rows.append((_("Deposits of buyers, owed in goods"), -found.owed["deposit"]))
    if found.borrowed:
        rows.append((_("Loans still owed"), -found.borrowed))
    lines = tuple(Row((name, amount)) for name, amount in rows)
    return Table(
        (Column(_("Description")), Column(_("Rupiah"), "money")), lines, name=_("Besides the money").rstrip(",")
    )


def _chart(found: Simple, _: Translator) -> BarChart:
    values = [(int(one.sales), int(one.costs)) for one in found.months]
    millions = max(abs(value) for both in values for value in both) >= MILLIONS_FROM
    series = (_("Money from sales"), _("Costs"))
    return BarChart(
        title="",
        unit=unit_words(_, millions=millions),
        groups=tuple(format_day(one.month.first, _.language, short=True).split()[1] for one in found.months),
        series=tuple(
            Series(
                name,
                tuple(both[place] for both in values),
                tuple(short_amount(both[place], _, millions=millions) for both in values),
            )
            for place, name in enumerate(series)
        ),
        strong=len(values) - 1,
    )
