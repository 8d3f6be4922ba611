"""The papers about a group's common money as the list of all reports takes them: what is shared of a result."""

from collections.abc import Mapping
from datetime import date

from kpmbooks.book import Reader
from kpmbooks.group import members_of, results_shared, rules_of
from kpmbooks.ledger import LedgerRef
from reports.group import sharing
from reports.report import Report, Request

_FORM = "form"


def _form(wish: Request, forms: Mapping[str, str]) -> str:
    asked = wish.asked.get(_FORM, "")
    return asked if asked in forms else next(iter(forms))


def _can_share(reader: Reader, ledger: LedgerRef) -> bool:
    if ledger.kind != "kelompok" or not members_of(reader):
        return False
    return bool(rules_of(reader, ledger, date.max).pools) or bool(results_shared(reader, ledger))


GROUP_MONEY_REPORTS = (
    Report(
        sharing.NAME,
        sharing.TITLE,
        lambda reader, wish: sharing.statement(
            reader, wish.ledger, wish.period, wish.asked, _form(wish, sharing.FORM_NAMES)
        ),
        sharing.figures,
        sharing.document,
        takes_fund=False,
        forms=tuple(sharing.FORM_NAMES),
        form_names=sharing.FORM_NAMES,
        offered=_can_share,
    ),
)
