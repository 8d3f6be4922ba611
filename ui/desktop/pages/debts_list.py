"""The debts of a ledger as rows: who, by when, how much; what is late is marked, what has no name stands last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kpmbooks import trade
from kpmbooks.book import Reader
from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.trade.debt_statements import AccountDebts, PartyDebt, debts_on
from reports.debt_words import phone_text
from ui.desktop.theme import name_shown
from ui.desktop.widgets import RegisterBadge, RegisterColumn, RegisterRow

NAMELESS = 0
"""The key that stands for nobody in particular."""


@dataclass(frozen=True, slots=True)
class DebtsSeen:
    """The debts of a ledger: what others owe, and what is owed to them or held for them; on which day."""

    day: date
    owed_to_us: tuple[AccountDebts, ...]
    we_owe: tuple[AccountDebts, ...]
    can_be_owed: bool
    has_records: bool

    def side(self, key: str) -> tuple[AccountDebts, ...]:
        """The accounts of one side of the page."""
        return self.owed_to_us if key == "owed_to_us" else self.we_owe


def debts_seen(reader: Reader, ledger: LedgerRef, today: date) -> DebtsSeen:
    """What the page shows; records of days to come count as well."""
    accounts = trade.debt_accounts(reader, ledger)
    told = list(zip(accounts, debts_on(reader, accounts, date.max), strict=True))
    there = [(account, debts) for account, debts in told if debts.rows or debts.nameless]
    return DebtsSeen(
        today,
        tuple(debts for account, debts in there if account.side == "owed_to_us"),
        tuple(debts for account, debts in there if account.side != "owed_to_us"),
        any(account.side == "owed_to_us" for account in accounts),
        bool(there),
    )


def debt_columns(_: Translator) -> tuple[RegisterColumn, ...]:
    """The columns of the list."""
    return (
        RegisterColumn("picture", "", "picture"),
        RegisterColumn("who", _("Name"), "main"),
        RegisterColumn("due", _("Promised for"), "text", "30 Agu 2026"),
        RegisterColumn("open", _("Left to pay"), "money", "999.999.999", strong=True),
    )


def debt_rows(
    accounts: Sequence[AccountDebts], today: date, _: Translator, *, phones: bool = True
) -> tuple[RegisterRow, ...]:
    """A row for each party, under the name of the account where there are several; its key is account and party.

    Without ``phones`` they stand on the cards alone: half a number is of no use to anybody.
    """
    rows: list[RegisterRow] = []
    for one in accounts:
        if len(accounts) > 1:
            rows.append(RegisterRow(key=None, kind="day", title=one.account.name))
        rows += [_row(one, row, today, _, phones=phones) for row in one.rows]
        if one.nameless:
            rows.append(
                RegisterRow(
                    key=(one.account.id, NAMELESS),
                    title=_("No name yet"),
                    detail=_("Say whose it is"),
                    picture="question",
                    cells=(("open", format_amount(one.nameless, symbol=False)),),
                )
            )
    return tuple(rows)


def party_shown(name: str | None, _: Translator) -> str:
    """The name as it may be seen now."""
    return name_shown(name) if name else _("(name erased)")


def total_of(accounts: Sequence[AccountDebts]) -> Rupiah:
    """All that is open on these accounts."""
    return sum((one.total for one in accounts), Rupiah(0))


def late_of(accounts: Sequence[AccountDebts], today: date) -> Rupiah:
    """What of it should have been paid before ``today``."""
    bills = (bill for one in accounts for row in one.rows for bill in row.bills)
    return sum((bill.open for bill in bills if bill.due is not None and bill.due < today), Rupiah(0))


def late_words(days: int, _: Translator) -> str:
    """How long something is overdue."""
    return _.plural("{n} day late", "{n} days late", days)


def _row(one: AccountDebts, row: PartyDebt, today: date, _: Translator, *, phones: bool) -> RegisterRow:
    agreed = [bill.due for bill in row.bills if bill.due is not None]
    late = max((today - min(agreed)).days, 0) if agreed else 0
    badge = RegisterBadge(late_words(late, _), "warning", "warn") if late else None
    if agreed and not late and min(agreed) == today:
        badge = RegisterBadge(_("today"), "clock", "accent")
    bills = _.plural("{n} bill", "{n} bills", len(row.bills))
    phone = name_shown(phone_text(row.party.phone)) if phones else ""
    return RegisterRow(
        key=(one.account.id, row.party.id),
        title=party_shown(row.party.name, _),
        detail=", ".join(part for part in (bills, phone) if part),
        picture="user",
        badge=badge,
        cells=(
            ("due", format_day(min(agreed), _.language, short=True) if agreed else ""),
            ("open", format_amount(row.total, symbol=False)),
        ),
    )
