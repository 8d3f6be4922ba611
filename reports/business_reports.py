"""The reports of prices and equipment, as the list of all reports takes them."""

from kpmbooks.book import Reader
from kpmbooks.ledger import LedgerRef
from kpmbooks.trade import has_goods
from kpmbooks.trade.equipment import pieces_of, unexplained
from reports import equipment, price_list
from reports.report import Report, Request

FORM = "form"
"""What can be asked of the paper: which of its forms."""


def _prices(reader: Reader, wish: Request) -> price_list.PricesListed:
    return price_list.statement(reader, wish.ledger, wish.period.last, wish.asked.get(FORM, ""))


def _equipment(reader: Reader, wish: Request) -> equipment.EquipmentListed:
    return equipment.statement(reader, wish.ledger, wish.period.last, wish.asked.get(FORM, ""))


def _has_equipment(reader: Reader, ledger: LedgerRef) -> bool:
    if ledger.kind == "keluarga":
        return False
    return bool(pieces_of(reader, ledger)) or unexplained(reader, ledger).cost != 0


BUSINESS_REPORTS = (
    Report(
        price_list.NAME,
        price_list.TITLE,
        _prices,
        price_list.figures,
        price_list.document,
        takes_fund=False,
        forms=price_list.FORMS,
        form_names=price_list.FORM_NAMES,
        offered=has_goods,
    ),
    Report(
        equipment.NAME,
        equipment.TITLE,
        _equipment,
        equipment.figures,
        equipment.document,
        takes_fund=False,
        forms=equipment.FORMS,
        form_names=equipment.FORM_NAMES,
        offered=_has_equipment,
    ),
)
