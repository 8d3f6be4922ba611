"""Modal Barang yang Laku (HPP): from the stock at the start over what was bought to what the sold goods cost."""

from typing import Any

from kpmbooks.dates import format_period
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_
from kpmbooks.trade import CostOfGoods
from kpmbooks.trade.cost_of_goods import Cause
from reports.document import Column, Document, Paragraph, Row, Table
from reports.heading import ReportHead, furnished, in_rupiah

NAME = "cogs"
TITLE = N_("What the Sold Goods Cost")

_CAME: tuple[tuple[Cause, str], ...] = (
    ("bought", N_("Bought")),
    ("brought_in", N_("Brought in as capital or help")),
    ("returned", N_("Sent back to sellers")),
    ("discount", N_("Sellers' discounts")),
)
_WENT: tuple[tuple[Cause, str], ...] = (
    ("spoiled", N_("Spoiled or unsold")),
    ("missing", N_("Missing or over when counted")),
    ("family", N_("Taken for the family")),
    ("other", N_("Booked elsewhere")),
)


def figures(statement: CostOfGoods) -> dict[str, Any]:
    """What makes the cost larger is positive: opening and causes, less ``closing``, are the ``cost`` of the income."""
    causes: dict[str, int] = {name: int(statement.causes.get(name, Rupiah(0))) for name, _words in (*_CAME, *_WENT)}
    return {
        "keeps_stock": statement.keeps_stock,
        "opening": int(statement.opening),
        **causes,
        "available": int(statement.available),
        "closing": int(statement.closing),
        "cost": int(statement.cost),
    }


def document(statement: CostOfGoods, head: ReportHead, _: Translator) -> Document:
    """The walk on paper, and where no stock is kept that buying is then the cost."""
    period = format_period(statement.period, _.language)
    if statement.keeps_stock:
        told = _("It is the same amount as under “Materials and goods” in the profit and loss.")
    else:
        told = _(
            "This business keeps no stock in the book: all that was bought counts as a cost at once, also what still"
            " lies there unsold."
        )
    return furnished(
        NAME,
        _(TITLE),
        in_rupiah(period, _),
        statement.ledger,
        period,
        head,
        _,
        (_table(statement, _), Paragraph(told)),
    )


def _table(statement: CostOfGoods, _: Translator) -> Table:
    first = _("Stock on {day}, at the start", day=statement.period.first)
    rows = [Row((first, statement.opening))] if statement.keeps_stock else []
    rows += [Row((_(words), statement.causes[name])) for name, words in _CAME if name in statement.causes]
    if statement.keeps_stock:
        rows.append(Row((_("There was for sale"), statement.available), "subtotal"))
    rows += [Row((_(words), statement.causes[name])) for name, words in _WENT if name in statement.causes]
    if statement.keeps_stock:
        rows.append(Row((_("Stock on {day}, at the end", day=statement.period.last), -statement.closing)))
    last = _("What the sold goods cost") if statement.keeps_stock else _("Materials and goods bought, the cost")
    rows.append(Row((last, statement.cost), "total"))
    return Table((Column(_("Description")), Column(_("Rupiah"), "money")), tuple(rows), name=_(TITLE))
