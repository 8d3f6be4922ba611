"""Kartu Bon: everything between one party and us, record by record, with what was open after each."""

from typing import Any

from kpmbooks.dates import format_day, format_period
from kpmbooks.i18n import Translator, translator
from kpmbooks.problems import N_
from kpmbooks.recording import kind_name
from kpmbooks.trade.debt_statements import CardAccount, PartyCard
from reports.debt_words import SIDE_KEYS, heading, party_name, phone_text
from reports.document import Block, Column, Document, Facts, Heading, Paragraph, Row, Table
from reports.heading import ReportHead, furnished, in_rupiah

NAME = "party-card"
TITLE = N_("Debt Card")


def figures(statement: PartyCard) -> dict[str, Any]:
    """The JSON: opening and changes of each account make its balance, and so do the open bills."""
    first = statement.accounts[0].account if statement.accounts else None
    shown = party_name(statement.party, 1, first, statement.names, translator("id")) if first else ""
    return {
        "from": statement.period.first.isoformat(),
        "day": statement.day.isoformat(),
        "names": statement.names,
        "party": shown,
        "accounts": [
            {
                "account": one.account.name,
                "side": SIDE_KEYS[one.account.side],
                "opening": int(one.opening),
                "rows": [
                    {
                        "number": row.number,
                        "day": row.day.isoformat(),
                        "kind": row.kind,
                        "memo": row.memo if statement.names else None,
                        "change": int(row.change),
                        "balance": int(row.balance),
                    }
                    for row in one.rows
                ],
                "bills": [
                    {
                        "day": bill.day.isoformat(),
                        "due": None if bill.due is None else bill.due.isoformat(),
                        "open": int(bill.open),
                    }
                    for bill in one.bills
                ],
            }
            for one in statement.accounts
        ],
    }


def document(statement: PartyCard, head: ReportHead, _: Translator) -> Document:
    """The card on paper; without names neither hers nor what was written beside a record stands on it."""
    day = format_day(statement.day, _.language) if statement.whole else format_period(statement.period, _.language)
    blocks: list[Block] = []
    if statement.accounts:
        first = statement.accounts[0].account
        facts = [(_("Name"), party_name(statement.party, 1, first, statement.names, _))]
        if statement.names and statement.party.phone:
            facts.append((_("Phone"), phone_text(statement.party.phone)))
        blocks.append(Facts(tuple(facts)))
    sides = [one.account.side for one in statement.accounts]
    for one in statement.accounts:
        title = heading(one.account, sides.count(one.account.side) > 1, _)
        blocks += [Heading(title), _table(one, statement, title, head, _)]
        if any(bill.open for bill in one.bills):
            blocks += [Heading(_("Still open")), _open(one, _)]
    if not blocks:
        blocks = [Paragraph(_("Nothing was ever on account with her in this book."))]
    return furnished(NAME, _(TITLE), in_rupiah(day, _), statement.ledger, day, head, _, tuple(blocks))


def _table(one: CardAccount, statement: PartyCard, title: str, head: ReportHead, _: Translator) -> Table:
    rows = [
        Row(
            (
                row.day,
                row.number,
                head.neutral(kind_name(row.kind, head.sector, _.language))
                + (f", {row.memo}" if row.memo and statement.names else ""),
                row.change if row.change > 0 else None,
                -row.change if row.change < 0 else None,
                row.balance,
            )
        )
        for row in one.rows
    ]
    if one.opening:
        words = _("Left before {day}", day=statement.period.first)
        rows.insert(0, Row((None, None, words, None, None, one.opening), "subtotal"))
    return Table(
        columns=(
            Column(_("Date"), "day"),
            Column(_("No."), "code"),
            Column(_("Description"), weight=2),
            Column(_("More"), "money"),
            Column(_("Less"), "money"),
            Column(_("Left"), "money", strong=True),
        ),
        rows=tuple(rows),
        empty=_("Nothing has been written yet."),
        name=title,
    )


def _open(one: CardAccount, _: Translator) -> Table:
    rows = [Row((bill.day, bill.due or _("not agreed"), bill.open)) for bill in one.bills if bill.open]
    rows.append(Row((None, _("Total"), one.total), "total"))
    return Table(
        columns=(Column(_("Date"), "day"), Column(_("To be paid by")), Column(_("Rupiah"), "money")),
        rows=tuple(rows),
        name=_("Still open"),
    )
