"""The papers about a group's common money as the list of all reports takes them: a shared result, the use
of aid, the arisan."""

from collections.abc import Mapping
from datetime import date

from kpmbooks.book import Reader
from kpmbooks.group import members_of, results_shared, rules_of
from kpmbooks.ledger import LedgerRef
from reports.group import aid, arisan, sharing
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
    Report(
        aid.NAME,
        aid.TITLE,
        lambda reader, wish: aid.statement(reader, wish.ledger, wish.period.last),
        aid.figures,
        aid.document,
        takes_fund=False,
        offered=aid.offered,
    ),
    Report(
        arisan.NAME,
        arisan.TITLE,
        lambda reader, wish: arisan.statement(reader, wish.ledger, wish.period),
        arisan.figures,
        arisan.document,
        takes_fund=False,
        offered=arisan.offered,
    ),
)
