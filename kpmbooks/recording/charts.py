"""The charts as data: which funds, boxes and accounts a new ledger of each kind starts with.

Reads ``content/charts.toml`` (its head explains the columns) into frozen values. What becomes of them in a book, and
every account that a person adds later, is the ledger's business.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from kpmbooks.ledger.values import ACCOUNT_TYPES, FLOWS, AccountType, Flow, LedgerKind
from kpmbooks.recording import compiled, rows

LEDGER_KINDS: tuple[LedgerKind, ...] = get_args(LedgerKind)
_COLUMNS = ("role", "code", "name", "name_en", "type", "flow", "box", "funds", "memo", "aid")
_SOURCE = Path(__file__).with_name("content") / "charts.toml"


@dataclass(frozen=True, slots=True)
class ChartFund:
    """A purse of its own ("kantong uang"); ``role`` is unique in the ledger."""

    role: str
    name: str
    name_en: str | None


@dataclass(frozen=True, slots=True)
class ChartBox:
    """A place where money lies: the set of the cash accounts that name it."""

    id: str
    name: str
    name_en: str | None


@dataclass(frozen=True, slots=True)
class ChartAccount:
    """An account of a new ledger; ``role``, ``code`` and ``name`` are each unique in the ledger.

    ``fund`` is a fund's role, ``box`` a box's id; exactly the cash accounts have a box. ``memo``: it only keeps in mind
    what belongs to others or lies with them, and another account says the same the other way round. ``aid``: what it
    receives is help that may end, never something to repay a loan with.
    """

    role: str
    code: str
    name: str
    name_en: str | None
    type: AccountType
    fund: str
    is_cash: bool
    flow: Flow
    box: str | None
    memo: bool
    aid: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """What a new ledger of one kind starts with; accounts in the order of their codes."""

    funds: tuple[ChartFund, ...]
    boxes: tuple[ChartBox, ...]
    accounts: tuple[ChartAccount, ...]

    def account(self, role: str) -> ChartAccount | None:
        """The account that plays ``role``, if this chart has one."""
        return next((account for account in self.accounts if account.role == role), None)

    def memo_roles(self) -> frozenset[str]:
        """The parts of accounts that only keep something in mind; together they are always zero."""
        return frozenset(account.role for account in self.accounts if account.memo)

    def aid_roles(self) -> frozenset[str]:
        """The parts of accounts whose receipts are aid: never income to repay a loan with."""
        return frozenset(account.role for account in self.accounts if account.aid)

    def cash(self) -> tuple[ChartAccount, ...]:
        """The accounts that hold money, in every fund."""
        return tuple(account for account in self.accounts if account.is_cash)


def load_charts(source: str | None = None) -> Mapping[str, Chart]:
    """The chart of each ledger kind, from our own content or from the TOML text ``source``.

    Raises ValueError naming the place when the content is wrong.
    """
    content = compiled.content(_SOURCE) if source is None else compiled.read_toml(source)
    return {kind: _chart(kind, content) for kind in LEDGER_KINDS}


def _chart(kind: str, content: Mapping[str, Any]) -> Chart:
    place = f"charts: {kind}"
    funds = tuple(
        ChartFund(
            rows.text(row, "role", place), rows.text(row, "name", place), rows.optional_text(row, "name_en", place)
        )
        for row in rows.table(content, "funds", "charts").get(kind, ())
    )
    boxes = tuple(
        ChartBox(rows.text(row, "id", place), rows.text(row, "name", place), rows.optional_text(row, "name_en", place))
        for row in rows.table(content, "boxes", "charts").get(kind, ())
    )
    accounts = tuple(_account(row, kind) for row in content.get("account", ()) if kind in _funds_of(row))
    rows.all_known((account.fund for account in accounts), {fund.role for fund in funds}, f"{place}: funds")
    rows.all_known((account.box for account in accounts if account.box), {box.id for box in boxes}, f"{place}: boxes")
    rows.each_once((account.role for account in accounts), f"{place}: roles")
    rows.each_once((account.code for account in accounts), f"{place}: codes")
    rows.each_once((account.name for account in accounts), f"{place}: names")
    return Chart(funds, boxes, tuple(sorted(accounts, key=lambda account: account.code)))


def _account(row: Mapping[str, Any], kind: str) -> ChartAccount:
    place = f"charts: {kind}: {row.get('role', '?')}"
    rows.all_known(row, _COLUMNS, f"{place}: columns")
    rows.all_known([rows.text(row, "type", place)], ACCOUNT_TYPES, f"{place}: type")
    rows.all_known([rows.text(row, "flow", place)], FLOWS, f"{place}: flow")
    return ChartAccount(
        role=rows.text(row, "role", place),
        code=rows.text(row, "code", place),
        name=rows.text(row, "name", place),
        name_en=rows.optional_text(row, "name_en", place),
        type=cast(AccountType, row["type"]),
        fund=_funds_of(row)[kind],
        is_cash="box" in row,
        flow=cast(Flow, row["flow"]),
        box=rows.optional_text(row, "box", place),
        memo=bool(row.get("memo", False)),
        aid=bool(row.get("aid", False)),
    )


def _funds_of(row: Mapping[str, Any]) -> Mapping[str, str]:
    place = f"charts: {row.get('role', '?')}"
    funds: Mapping[str, str] = rows.table(row, "funds", place)
    rows.all_known(funds, LEDGER_KINDS, f"{place}: ledgers")
    return funds
