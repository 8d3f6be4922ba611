"""The reports of goods and sales, as the list of all reports takes them."""

from dataclasses import replace

from kpmbooks.book import Reader
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.trade import (
    ConsignmentSlips,
    Good,
    Party,
    StockReport,
    consignees,
    consignment_slips,
    cost_of_goods,
    goods_of,
    goods_sold,
    has_goods,
    named_party,
    sales_by_weekday,
    stock_cards,
    stock_report,
)
from reports import cogs, consignment_slip, good_sales, simple_report, stock, stock_card, weekday_sales
from reports.report import Report, Request

GOOD, PARTY, NAMES = "good", "party", "names"
"""What can be asked of a report beside its time: the uid in hex of a good or party; "1" where names are ticked."""


def _stock(reader: Reader, wish: Request) -> StockReport:
    found = stock_report(reader, wish.ledger, wish.period.last)
    if wish.asked.get(NAMES):
        return found
    return replace(found, holders={key: replace(one, name=None) for key, one in found.holders.items()})


def _slips(reader: Reader, wish: Request) -> ConsignmentSlips:
    found = consignment_slips(reader, wish.ledger, wish.period, _party(reader, wish))
    if wish.asked.get(NAMES):
        return found
    return replace(found, slips=tuple(slip.without_names() for slip in found.slips))


def _good(reader: Reader, wish: Request) -> Good | None:
    if not (uid := wish.asked.get(GOOD)):
        return None
    found = next((good for good in goods_of(reader, wish.ledger) if good.uid.hex() == uid), None)
    if found is None:
        message = N_("This good is not in this ledger. Choose another good or another ledger.")
        raise Rejected(Problem("good-unknown", message, {}, GOOD))
    return found


def _party(reader: Reader, wish: Request) -> Party | None:
    uid = wish.asked.get(PARTY)
    return named_party(reader, uid) if uid else None


def _is_business(_reader: Reader, ledger: LedgerRef) -> bool:
    return ledger.kind != "keluarga"


def _consigns(reader: Reader, ledger: LedgerRef) -> bool:
    return bool(consignees(reader, ledger))


GOODS_REPORTS = (
    Report(
        simple_report.NAME,
        simple_report.TITLE,
        lambda reader, wish: simple_report.statement(reader, wish.ledger, wish.period),
        simple_report.figures,
        simple_report.document,
        takes_fund=False,
        offered=_is_business,
    ),
    Report(
        weekday_sales.NAME,
        weekday_sales.TITLE,
        lambda reader, wish: sales_by_weekday(reader, wish.ledger, wish.period),
        weekday_sales.figures,
        weekday_sales.document,
        takes_fund=False,
        offered=_is_business,
    ),
    Report(
        good_sales.SALES,
        good_sales.SALES_TITLE,
        lambda reader, wish: goods_sold(reader, wish.ledger, wish.period),
        good_sales.sales_figures,
        good_sales.sales_document,
        takes_fund=False,
        offered=has_goods,
    ),
    Report(
        good_sales.PROFIT,
        good_sales.PROFIT_TITLE,
        lambda reader, wish: goods_sold(reader, wish.ledger, wish.period),
        good_sales.profit_figures,
        good_sales.profit_document,
        takes_fund=False,
        offered=has_goods,
    ),
    Report(
        stock.NAME,
        stock.TITLE,
        _stock,
        stock.figures,
        stock.document,
        takes_fund=False,
        takes_names=True,
        offered=has_goods,
    ),
    Report(
        stock_card.NAME,
        stock_card.TITLE,
        lambda reader, wish: stock_cards(reader, wish.ledger, wish.period, _good(reader, wish)),
        stock_card.figures,
        stock_card.document,
        takes_fund=False,
        takes_good=True,
        offered=has_goods,
    ),
    Report(
        cogs.NAME,
        cogs.TITLE,
        lambda reader, wish: cost_of_goods(reader, wish.ledger, wish.period),
        cogs.figures,
        cogs.document,
        takes_fund=False,
        offered=has_goods,
    ),
    Report(
        consignment_slip.NAME,
        consignment_slip.TITLE,
        _slips,
        consignment_slip.figures,
        consignment_slip.document,
        takes_fund=False,
        takes_party=True,
        takes_names=True,
        offered=_consigns,
    ),
)
