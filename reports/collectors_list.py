"""Daftar Tagih: whom to ask for money, for the one person who collects. What is paid is not on it any more."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kpmbooks.book import Reader
from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator, translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_
from kpmbooks.trade.bills import debt_accounts
from kpmbooks.trade.debt_statements import AccountDebts, account_debts
from reports.debt_words import party_name, phone_text
from reports.document import Column, Document, Paragraph, Row, Table
from reports.heading import ReportHead, furnished, in_rupiah

NAME = "collectors-list"
TITLE = N_("Collector's List")


@dataclass(frozen=True, slots=True)
class ToCollect:
    """What customers owe at the end of ``day``."""

    ledger: LedgerRef
    day: date
    accounts: tuple[AccountDebts, ...]
    names: bool


def to_collect(reader: Reader, ledger: LedgerRef, day: date, *, names: bool = False) -> ToCollect:
    """Whom to ask for money."""
    accounts = (one for one in debt_accounts(reader, ledger) if one.side == "owed_to_us")
    found = tuple(account_debts(reader, account, day) for account in accounts)
    return ToCollect(ledger, day, tuple(one for one in found if one.rows), names)


def figures(statement: ToCollect) -> dict[str, Any]:
    """The JSON: one row for each customer."""
    indonesian = translator("id")
    rows = [
        {
            "party": party_name(row.party, number, one.account, statement.names, indonesian),
            "phone": row.party.phone if statement.names else None,
            "bills": len(row.bills),
            "due": row.due.isoformat(),
            "days_late": row.days_late(statement.day),
            "amount": int(row.total),
        }
        for one in statement.accounts
        for number, row in enumerate(one.rows, 1)
    ]
    total = sum(int(row.total) for one in statement.accounts for row in one.rows)
    return {"day": statement.day.isoformat(), "names": statement.names, "rows": rows, "total": total}


def document(statement: ToCollect, head: ReportHead, _: Translator) -> Document:
    """The list on paper, with room to write down what was paid."""
    day = format_day(statement.day, _.language)
    rows = [
        Row(
            (
                party_name(row.party, number, one.account, statement.names, _),
                phone_text(row.party.phone) if statement.names else None,
                row.total,
                _late(row.days_late(statement.day), row.due, _),
                None,
            )
        )
        for one in statement.accounts
        for number, row in enumerate(one.rows, 1)
    ]
    total = sum((row.total for one in statement.accounts for row in one.rows), Rupiah(0))
    if rows:
        rows.append(Row((_("Total"), None, total, None, None), "total"))
    table = Table(
        columns=(
            Column(_("Name")),
            Column(_("Phone"), "code"),
            Column(_("Owes"), "money", strong=True),
            Column(_("To be paid by")),
            Column(_("Paid"), weight=1),
        ),
        rows=tuple(rows),
        empty=_("Nobody has to be asked for money."),
        name=_(TITLE),
    )
    note = Paragraph(_("Only for the person who collects. Do not hang it up and do not pass it on."))
    return furnished(NAME, _(TITLE), in_rupiah(day, _), statement.ledger, day, head, _, (note, table))


def _late(days: int, due: date, _: Translator) -> str:
    if days:
        return _.plural("{n} day late", "{n} days late", days)
    return format_day(due, _.language, short=True)
