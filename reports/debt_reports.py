"""The reports of debts, as the list of all reports takes them."""

from kpmbooks.book import Reader
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.trade.debt_statements import PartyCard, debts, owes_or_is_owed, party_card
from kpmbooks.trade.parties import named_party
from reports import collectors_list
from reports import debts as debts_report
from reports import party_card as card_report
from reports.report import Report, Request

NAMES, PARTY = "names", "party"


def _names(wish: Request) -> bool:
    return bool(wish.asked.get(NAMES))


def _card(reader: Reader, wish: Request) -> PartyCard:
    if not (who := wish.asked.get(PARTY)):
        raise Rejected(Problem("party-wanted", N_("Say whose card it is."), {}, PARTY))
    return party_card(reader, wish.ledger, named_party(reader, who), wish.period, names=_names(wish))


def _only_asked_for(_reader: Reader, _ledger: LedgerRef) -> bool:
    return False


DEBT_REPORTS = (
    Report(
        debts_report.NAME,
        debts_report.TITLE,
        lambda reader, wish: debts(reader, wish.ledger, wish.period.last, names=_names(wish)),
        debts_report.figures,
        debts_report.document,
        takes_fund=False,
        takes_names=True,
        offered=owes_or_is_owed,
    ),
    Report(
        card_report.NAME,
        card_report.TITLE,
        _card,
        card_report.figures,
        card_report.document,
        takes_fund=False,
        takes_names=True,
        takes_party=True,
        offered=_only_asked_for,
    ),
    Report(
        collectors_list.NAME,
        collectors_list.TITLE,
        lambda reader, wish: collectors_list.to_collect(reader, wish.ledger, wish.period.last, names=_names(wish)),
        collectors_list.figures,
        collectors_list.document,
        takes_fund=False,
        takes_names=True,
        offered=_only_asked_for,
    ),
)
