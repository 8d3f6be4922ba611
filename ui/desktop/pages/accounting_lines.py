"""What the accountant's view shows, as rows of one table: trial balance, journal, accounts. It says debit and credit.

Each function gives the rows and the totals under them. Journal entries come a page at a time.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kpmbooks import ledger as books
from kpmbooks import statements
from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day
from kpmbooks.ledger import DEBIT_TYPES, Account, AccountType, Entry, Fund, Sums
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_
from ui.desktop.pages.cash_book_lines import LineKey
from ui.desktop.session import Session
from ui.desktop.theme import name_shown
from ui.desktop.widgets import RegisterRow

ENTRIES_PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class AccountKey:
    """What a line about an account opens: the records behind it."""

    account: int


TYPE_WORDS: Final[Mapping[AccountType, str]] = {
    "asset": N_("Asset"),
    "contra-asset": N_("Less: asset"),
    "liability": N_("Liability"),
    "equity": N_("Equity"),
    "drawing": N_("Drawing"),
    "revenue": N_("Revenue"),
    "contra-revenue": N_("Less: revenue"),
    "cost": N_("Cost of goods"),
    "contra-cost": N_("Less: cost of goods"),
    "expense": N_("Expense"),
    "other-revenue": N_("Other revenue"),
    "other-expense": N_("Other expense"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows, and the totals of their columns. ``more``: whether there are entries after these."""

    rows: tuple[RegisterRow, ...]
    debit: Rupiah
    credit: Rupiah
    entries: int = 0
    more: bool = False


def trial_balance(reader: Reader, session: Session, period: Period, fund: Fund | None) -> Sheet:
    """Closing balances at the end of the period, grouped by fund where there are several."""
    statement = statements.trial_balance(reader, session.ledger, period.last, fund)
    names = {one.role: one.name for one in books.funds(reader, session.ledger)}
    keys = {one.name: AccountKey(one.id) for one in books.accounts(reader, session.ledger)}
    groups: dict[str, list[RegisterRow]] = {}
    for row in statement.rows:
        groups.setdefault(row.fund, []).append(
            RegisterRow(
                key=keys[row.name],
                title=row.name,
                detail=session._(TYPE_WORDS[row.type]),
                cells=(("code", row.code), ("debit", _amount(row.debit)), ("credit", _amount(row.credit))),
            )
        )
    rows = tuple(_grouped(groups, names))
    return Sheet(rows, statement.total_debit, statement.total_credit)


def journal(reader: Reader, session: Session, period: Period, fund: Fund | None, first: int) -> Sheet:
    """``ENTRIES_PER_PAGE`` entries from number ``first`` on, each with its postings; of one fund only its postings."""
    found = books.journal_page(reader, session.ledger, period, first, ENTRIES_PER_PAGE + 1)
    entries, more = found[:ENTRIES_PER_PAGE], len(found) > ENTRIES_PER_PAGE
    known = {one.id: one for one in books.accounts(reader, session.ledger)}
    linked = {key for entry in entries for key in (entry.reverses, entry.reversed_by, entry.corrects) if key}
    numbers = {entry.id: entry.number for entry in books.read_entries(reader, sorted(linked))}
    rows: list[RegisterRow] = []
    amounts: list[Rupiah] = []
    for entry in entries:
        postings = [one for one in entry.postings if fund is None or known[one.account].fund == fund.id]
        if postings:
            rows.append(_entry_row(entry, numbers, session))
            rows.extend(_posting_row(entry, known[one.account], one.amount) for one in postings)
            amounts.extend(one.amount for one in postings)
    debit = sum((amount for amount in amounts if amount > 0), Rupiah(0))
    credit = -sum((amount for amount in amounts if amount < 0), Rupiah(0))
    return Sheet(tuple(rows), debit, credit, len(entries), more)


def accounts(reader: Reader, session: Session, period: Period, fund: Fund | None) -> Sheet:
    """Every account with what moved in the period and its balance at the end, by fund; also those at zero."""
    ledger = session.ledger
    moved, closing = books.sums_in(reader, ledger.id, period), books.sums_through(reader, ledger.id, period.last)
    nothing = Sums(0, 0, 0)
    names = {one.role: one.name for one in books.funds(reader, ledger)}
    groups: dict[str, list[RegisterRow]] = {}
    debit = credit = Rupiah(0)
    for account in books.accounts(reader, ledger):
        if fund is not None and account.fund != fund.id:
            continue
        sums = moved.get(account.id, nothing)
        debit, credit = debit + Rupiah(sums.debit), credit + Rupiah(sums.credit)
        net = closing.get(account.id, nothing).net
        balance = net if account.type in DEBIT_TYPES else -net
        cells = (
            ("code", account.code),
            ("debit", _amount(Rupiah(sums.debit))),
            ("credit", _amount(Rupiah(sums.credit))),
            ("balance", format_amount(balance, symbol=False)),
        )
        words = session._(TYPE_WORDS[account.type])
        groups.setdefault(account.fund_role, []).append(
            RegisterRow(key=AccountKey(account.id), title=account.name, detail=words, cells=cells)
        )
    return Sheet(tuple(_grouped(groups, names)), debit, credit)


def _grouped(groups: Mapping[str, Iterable[RegisterRow]], names: Mapping[str, str]) -> Iterator[RegisterRow]:
    for role, name in names.items():
        if role in groups:
            if len(names) > 1:
                yield RegisterRow(key=role, kind="day", title=name)
            yield from groups[role]


def _entry_row(entry: Entry, numbers: Mapping[int, str], session: Session) -> RegisterRow:
    _ = session._
    about = name_shown(", ".join(part for part in (entry.memo, entry.party) if part))
    words = [f"{format_day(entry.day, _.language)}  {entry.number}", session.kind_name(entry.kind), about]
    if entry.corrects is not None:
        words.append(_("Correction of no. {number}", number=numbers[entry.corrects]))
    elif entry.reverses is not None:
        words.append(_("Takes back no. {number}", number=numbers[entry.reverses]))
    if entry.reversed_by is not None:
        words.append(_("Taken back by no. {number}", number=numbers[entry.reversed_by]))
    return RegisterRow(key=entry.id, kind="day", title=" · ".join(part for part in words if part))


def _posting_row(entry: Entry, account: Account, amount: Rupiah) -> RegisterRow:
    side = "debit" if amount > 0 else "credit"
    return RegisterRow(
        key=LineKey(entry.id, entry.number),
        title=account.name,
        cells=(("code", account.code), (side, _amount(abs(amount)))),
    )


def _amount(amount: Rupiah) -> str:
    return format_amount(amount, symbol=False) if amount else ""
