"""Bon dan Utang: who owes us and whom we owe, by how long it is overdue. Without a wish no name stands in it."""

from typing import Any

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator, translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_
from kpmbooks.trade.debt_statements import AccountDebts, Debts
from reports.debt_words import BUCKET_KEYS, BUCKET_NAMES, SIDE_KEYS, buckets, heading, party_name
from reports.document import Block, Column, Document, Heading, Paragraph, Row, Table
from reports.heading import ReportHead, furnished, in_rupiah

NAME = "debts"
TITLE = N_("Debts by Age")


def figures(statement: Debts) -> dict[str, Any]:
    """The JSON: every row's buckets make its total, the rows and what has no name make the account."""
    indonesian = translator("id")
    return {
        "day": statement.day.isoformat(),
        "names": statement.names,
        "accounts": [
            {
                "account": one.account.name,
                "side": SIDE_KEYS[one.account.side],
                "rows": [
                    {
                        "party": party_name(row.party, number, one.account, statement.names, indonesian),
                        **dict(zip(BUCKET_KEYS, buckets(row.ageing), strict=True)),
                        "total": int(row.total),
                        "days_late": row.days_late(statement.day),
                    }
                    for number, row in enumerate(one.rows, 1)
                ],
                "without_name": int(one.nameless),
                "totals": {**dict(zip(BUCKET_KEYS, buckets(one.ageing), strict=True)), "total": int(one.total)},
            }
            for one in statement.accounts
        ],
    }


def document(statement: Debts, head: ReportHead, _: Translator) -> Document:
    """The debts on paper, what is most urgent first."""
    day = format_day(statement.day, _.language)
    blocks: list[Block] = []
    sides = [one.account.side for one in statement.accounts]
    for one in statement.accounts:
        title = heading(one.account, sides.count(one.account.side) > 1, _)
        blocks += [Heading(title), _table(one, statement, title, _)]
    if not blocks:
        blocks = [Paragraph(_("Nobody owes us anything, and we owe nothing."))]
    else:
        blocks.append(Paragraph(_("Where no day was agreed on, the days are counted from the record.")))
    return furnished(NAME, _(TITLE), in_rupiah(day, _), statement.ledger, day, head, _, tuple(blocks))


def _table(one: AccountDebts, statement: Debts, title: str, _: Translator) -> Table:
    def money(amounts: tuple[int, ...]) -> tuple[Rupiah | None, ...]:
        return tuple(Rupiah(amount) if amount else None for amount in amounts)

    rows = [
        Row((party_name(row.party, number, one.account, statement.names, _), *money(buckets(row.ageing)), row.total))
        for number, row in enumerate(one.rows, 1)
    ]
    if one.nameless:
        rows.append(Row((_("No name yet"), *(None,) * len(BUCKET_NAMES), one.nameless)))
    rows.append(Row((_("Total"), *money(buckets(one.ageing)), one.total), "total"))
    return Table(
        columns=(
            Column(_("Name")),
            *(Column(_(name), "money") for name in BUCKET_NAMES),
            Column(_("Together"), "money", strong=True),
        ),
        rows=tuple(rows),
        name=title,
    )
