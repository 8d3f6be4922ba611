"""What can be done with ledgers and accounts, and how they are found by name, code or role."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kpmbooks.book import Reader, Tx
from kpmbooks.book.names import clean_name
from kpmbooks.ledger.values import Account, Fund, LedgerKind, LedgerRef, NewAccount
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.storage import insert_many, new_uid, scalar


def ledgers(reader: Reader) -> tuple[LedgerRef, ...]:
    """The ledgers of the book, in the order in which they were opened."""
    rows = reader.connection.exec_driver_sql("SELECT id, uid, kind, name FROM ledgers ORDER BY id")
    return tuple(LedgerRef(*row) for row in rows)


def default_ledger(reader: Reader) -> LedgerRef:
    """The one that is meant when none is named: *kelompok* in a group's book, the first *usaha* in a family's."""
    wanted: LedgerKind = "kelompok" if reader.owner.kind == "group" else "usaha"
    found = next((ledger for ledger in ledgers(reader) if ledger.kind == wanted), None)
    if found is None:
        raise StorageError(Problem("damaged", N_("A part of this book is missing: it is damaged. Use a copy of it.")))
    return found


def find_ledger(reader: Reader, name: str | None) -> LedgerRef:
    """The ledger with this name or id, the default one for None; raises ``Rejected``."""
    if name is None:
        return default_ledger(reader)
    wanted = " ".join(name.split()).casefold()
    known = ledgers(reader)
    for ledger in known:
        if wanted in (ledger.name.casefold(), str(ledger.id), ledger.uid.hex()):
            return ledger
    names = ", ".join(ledger.name for ledger in known)
    message = N_("There is no ledger called {name}. This book has: {names}.")
    raise Rejected(Problem("ledger-unknown", message, {"name": name, "names": names}, "ledger"))


def open_ledger(
    tx: Tx, kind: LedgerKind, name: str, funds: Sequence[tuple[str, str]], accounts: Iterable[NewAccount]
) -> LedgerRef:
    """A new ledger with its funds ``(role, name)`` and accounts; raises ``Rejected`` for an empty or taken name."""
    name = clean_name(name, N_("Give the ledger a name."))
    if any(ledger.name.casefold() == name.casefold() for ledger in ledgers(tx)):
        message = N_("There is a ledger called {name} already. Choose another name.")
        raise Rejected(Problem("name-taken", message, {"name": name}, "name"))
    allowed = {"group": ("kelompok",), "family": ("usaha", "keluarga")}[tx.owner.kind]
    if kind not in allowed:
        message = N_("A group's book has one ledger, the group's; a family's has those of the family.")
        raise Rejected(Problem("ledger-kind", message, {}, "kind"))
    if kind in ("kelompok", "keluarga") and any(ledger.kind == kind for ledger in ledgers(tx)):
        message = N_("This book has a ledger of that kind already: {name}.")
        other = next(ledger.name for ledger in ledgers(tx) if ledger.kind == kind)
        raise Rejected(Problem("ledger-kind", message, {"name": other}, "kind"))
    uid = new_uid()
    key = int(scalar(tx.connection, "SELECT coalesce(max(id), 0) FROM ledgers")) + 1
    tx.connection.exec_driver_sql(
        "INSERT INTO ledgers (id, uid, kind, name) VALUES (?, ?, ?, ?)", (key, uid, kind, name)
    )
    for role, fund_name in funds:
        tx.connection.exec_driver_sql(
            "INSERT INTO funds (ledger_id, role, name) VALUES (?, ?, ?)", (key, role, fund_name)
        )
    ledger = LedgerRef(key, uid, kind, name)
    _insert_accounts(tx, ledger, accounts)
    tx.note_audit("open-ledger", uid.hex(), after=name)
    tx.touch("ledgers")
    return ledger


def add_account(tx: Tx, ledger: LedgerRef, account: NewAccount) -> Account:
    """A further account; raises ``Rejected`` when code or name is taken or the fund is unknown."""
    name = clean_name(account.name, N_("Give the account a name."))
    account = replace(account, name=name)
    known = accounts(tx, ledger)
    problems = []
    if any(one.name.casefold() == name.casefold() for one in known):
        message = N_("There is an account called {name} already.")
        problems.append(Problem("name-taken", message, {"name": name}, "name"))
    if account.code and any(one.code == account.code for one in known):
        message = N_("The code {code} belongs to another account.")
        problems.append(Problem("code-taken", message, {"code": account.code}, "code"))
    if account.fund not in {fund.role for fund in funds(tx, ledger)}:
        message = N_("This ledger has no purse called {fund}.")
        problems.append(Problem("fund-unknown", message, {"fund": account.fund}, "fund"))
    if problems:
        raise Rejected(problems)
    _insert_accounts(tx, ledger, [account])
    tx.note_audit("add-account", ledger.uid.hex(), after=name)
    tx.touch("accounts")
    return next(one for one in accounts(tx, ledger) if one.name.casefold() == name.casefold())


def give_role(tx: Tx, ledger: LedgerRef, account: Account, role: str) -> Account:
    """Let an account that a person added play a part of the chart, which no other of the ledger plays."""
    tx.connection.exec_driver_sql("UPDATE accounts SET role = ? WHERE id = ?", (role, account.id))
    tx.note_audit("give-role", account.uid.hex(), after=role)
    tx.touch("accounts")
    return replace(account, role=role)


def change_account(tx: Tx, ledger: LedgerRef, account: Account, wished: NewAccount) -> Account:
    """Let an account be as ``wished``, but for its part in the chart and its box; raises ``Rejected``.

    Code, name and flow can always change; type, fund and whether it holds money only while it has no entries.
    """
    name = clean_name(wished.name, N_("Give the account a name."))
    others = [one for one in accounts(tx, ledger) if one.id != account.id]
    problems = []
    if any(one.name.casefold() == name.casefold() for one in others):
        message = N_("There is an account called {name} already.")
        problems.append(Problem("name-taken", message, {"name": name}, "name"))
    if any(one.code == wished.code for one in others):
        message = N_("The code {code} belongs to another account.")
        problems.append(Problem("code-taken", message, {"code": wished.code}, "code"))
    fund = next((one for one in funds(tx, ledger) if one.role == wished.fund), None)
    if fund is None:
        message = N_("This ledger has no purse called {fund}.")
        problems.append(Problem("fund-unknown", message, {"fund": wished.fund}, "fund"))
    kept = (account.type, account.is_cash, account.fund_role)
    if kept != (wished.type, wished.is_cash, wished.fund) and has_entries(tx, account):
        message = N_("“{name}” has records already, so its type and purse stay as they are.")
        problems.append(Problem("account-in-use", message, {"name": account.name}, "name"))
    if problems or fund is None:
        raise Rejected(problems)
    tx.connection.exec_driver_sql(
        "UPDATE accounts SET code = ?, name = ?, type = ?, is_cash = ?, flow = ?, fund_id = ? WHERE id = ?",
        (wished.code, name, wished.type, int(wished.is_cash), wished.flow, fund.id, account.id),
    )
    tx.note_audit("change-account", account.uid.hex(), before=account.name, after=name)
    tx.touch("accounts")
    return replace(
        account,
        code=wished.code,
        name=name,
        type=wished.type,
        is_cash=wished.is_cash,
        flow=wished.flow,
        fund=fund.id,
        fund_role=fund.role,
    )


def has_entries(reader: Reader, account: Account) -> bool:
    """Whether anything was ever posted to the account, taken back or not."""
    found = scalar(reader.connection, "SELECT EXISTS (SELECT 1 FROM account_months WHERE account_id = ?)", account.id)
    return bool(found)


def _insert_accounts(tx: Tx, ledger: LedgerRef, opened: Iterable[NewAccount]) -> None:
    purses = {fund.role: fund.id for fund in funds(tx, ledger)}
    insert_many(
        tx.connection,
        "INSERT INTO accounts (uid, ledger_id, fund_id, code, name, role, type, is_cash, flow, box)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                uid := new_uid(),
                ledger.id,
                purses.get(account.fund),
                account.code or f"x-{uid.hex()[-8:]}",
                account.name,
                account.role,
                account.type,
                int(account.is_cash),
                account.flow,
                account.box,
            )
            for account in opened
        ],
    )


_ACCOUNTS = """
    SELECT a.id, a.uid, a.ledger_id, a.fund_id, f.role, a.code, a.name, a.role, a.type, a.is_cash, a.flow, a.box
    FROM accounts a JOIN funds f ON f.id = a.fund_id WHERE a.ledger_id = ?
"""


def accounts(reader: Reader, ledger: LedgerRef) -> tuple[Account, ...]:
    """The ledger's accounts by code."""
    rows = reader.connection.exec_driver_sql(f"{_ACCOUNTS} ORDER BY a.code, a.id", (ledger.id,))
    return tuple(map(_account, rows.all()))


def accounts_by_role(reader: Reader, ledger: LedgerRef, roles: Collection[str]) -> Mapping[str, Account]:
    """The accounts that play these parts of the chart, by part, as far as the ledger has them."""
    marks = ", ".join("?" for _ in roles)
    rows = reader.connection.exec_driver_sql(f"{_ACCOUNTS} AND a.role IN ({marks})", (ledger.id, *roles))
    return {account.role: account for account in map(_account, rows.all()) if account.role is not None}


def _account(row: Any) -> Account:
    key, uid, of, fund, fund_role, code, name, role, kind, is_cash, flow, box = row
    return Account(key, uid, of, fund, fund_role, code, name, role, kind, bool(is_cash), flow, box)


def find_account(reader: Reader, ledger: LedgerRef, wanted: str) -> Account:
    """The account with this code, else this name without regard to case and spaces; raises ``Rejected``."""
    known = accounts(reader, ledger)
    plain = "".join(wanted.split()).casefold()
    for account in known:
        if account.code.casefold() == plain:
            return account
    for account in known:
        if "".join(account.name.split()).casefold() == plain:
            return account
    message = N_("There is no account called {name} in the ledger {ledger}.")
    raise Rejected(Problem("account-unknown", message, {"name": wanted, "ledger": ledger.name}, "account"))


def funds(reader: Reader, ledger: LedgerRef) -> tuple[Fund, ...]:
    """The ledger's purses in the order of its chart."""
    rows = reader.connection.exec_driver_sql(
        "SELECT id, role, name FROM funds WHERE ledger_id = ? ORDER BY id", (ledger.id,)
    )
    return tuple(Fund(*row) for row in rows)


def find_fund(reader: Reader, ledger: LedgerRef, wanted: str) -> Fund:
    """The purse with this role or name; raises ``Rejected``."""
    known = funds(reader, ledger)
    plain = " ".join(wanted.split()).casefold()
    for fund in known:
        if plain in (fund.role, fund.name.casefold()):
            return fund
    names = ", ".join(fund.role for fund in known)
    message = N_("There is no purse called {name}. This ledger has: {names}.")
    raise Rejected(Problem("fund-unknown", message, {"name": wanted, "names": names}, "fund"))


def close_period(tx: Tx, ledger: LedgerRef, through: date | None) -> None:
    """Close the ledger through a day: no entry of that day or an earlier one is taken any more; None reopens all."""
    tx.connection.exec_driver_sql(
        "INSERT INTO period_locks (ledger_id, through, written_at, writer_id) VALUES (?, ?, ?, ?)",
        (
            ledger.id,
            None if through is None else through.isoformat(),
            tx.written_at().milliseconds,
            tx.writer.id,
        ),
    )
    tx.note_audit("close-period", ledger.uid.hex(), after=None if through is None else through.isoformat())
    tx.touch("entries")
