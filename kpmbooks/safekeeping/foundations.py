"""The few rows of a damaged book on which all others rest: put together again where indexes and charts say enough."""

from datetime import date
from typing import Any

from kpmbooks.book.practice import as_practice, is_practice_uid
from kpmbooks.recording import load_charts
from kpmbooks.recording.charts import ChartAccount
from kpmbooks.safekeeping.remnants import Remnants, Row, number_of

_OF_THE_CHART = ("role", "code", "name", "type", "is_cash", "flow", "box")


def complete_foundations(found: Remnants, at: int) -> None:
    """Add writers, accounts and owner that were lost, as far as they can be known; ``at`` is now in milliseconds."""
    tables = found.tables
    for rowid, hint in found.hints_of("writers"):
        if {"uid", "letter"} <= hint.keys():
            tables["writers"][rowid] = {"id": rowid, "begun_at": at, **hint}
    for rowid, hint in found.hints_of("accounts"):
        if (account := _account_by_role(found, rowid, hint)) is not None:
            tables["accounts"][rowid] = account
    if not tables["owner"] and (owner := _owner_by_ledgers(found, at)) is not None:
        tables["owner"][1] = owner
    if tables["owner"]:
        _keep_practice(found)


def _keep_practice(found: Remnants) -> None:
    """Mark the owner's row of a book that was made for practice, whatever that row says now: the book's own uid says
    so, that of its first writer or of its first entry. What was carried into it later says nothing of the book.
    """
    tables = found.tables
    owner = tables["owner"][min(tables["owner"])]
    first = [owner, *(tables[name][min(tables[name])] for name in ("writers", "entries") if tables[name])]
    uids = [row["uid"] for row in first if isinstance(row["uid"], bytes)]
    uid = owner["uid"]
    if isinstance(uid, bytes) and any(map(is_practice_uid, uids)):
        owner |= {"practice": 1, "uid": as_practice(uid)}


def is_of_the_chart(found: Remnants, table: str, row: Row) -> bool:
    """Whether the row is an account exactly as the chart of its ledger has it."""
    if table != "accounts":
        return False
    return any(
        tuple(row[name] for name in _OF_THE_CHART) == _as_in_a_row(one)
        and _fund(found, row["ledger_id"], one.fund) == row["fund_id"]
        for one in _chart_of(found, row)
    )


def _account_by_role(found: Remnants, rowid: int, hint: Row) -> Row | None:
    if not {"uid", "ledger_id", "code", "name", "role"} <= hint.keys():
        return None
    known = next((one for one in _chart_of(found, hint) if one.role == hint["role"]), None)
    fund = None if known is None else _fund(found, hint["ledger_id"], known.fund)
    if known is None or fund is None:
        return None
    return {**dict(zip(_OF_THE_CHART, _as_in_a_row(known), strict=True)), "id": rowid, "fund_id": fund, **hint}


def _as_in_a_row(one: ChartAccount) -> tuple[Any, ...]:
    return (one.role, one.code, one.name, one.type, int(one.is_cash), one.flow, one.box)


def _chart_of(found: Remnants, account: Row) -> tuple[ChartAccount, ...]:
    ledger = found.tables["ledgers"].get(number_of(account["ledger_id"]))
    kind = None if ledger is None else ledger["kind"]
    return next((chart.accounts for known, chart in load_charts().items() if known == kind), ())


def _fund(found: Remnants, ledger: Any, role: str) -> int | None:
    funds = found.tables["funds"].items()
    return next((key for key, row in funds if row["ledger_id"] == ledger and row["role"] == role), None)


def _owner_by_ledgers(found: Remnants, at: int) -> Row | None:
    """Whose book it is by its uid, which an index has, and by its ledgers. Nothing says the sector."""
    ledgers = found.tables["ledgers"]
    uid = dict(found.hints_of("owner")).get(1, {}).get("uid")
    if not ledgers or not isinstance(uid, bytes):
        return None
    first = ledgers[min(ledgers)]
    days = [str(row["day"]) for row in found.tables["entries"].values()]
    start = date.fromisoformat(min(days)) if days else date.fromtimestamp(at / 1000)  # noqa: DTZ012 - the day of here
    return {
        "id": 1,
        "uid": uid,
        "kind": "group" if first["kind"] == "kelompok" else "family",
        "name": first["name"],
        "sector": "umum",
        "start": start.replace(day=1).isoformat(),
        "practice": int(is_practice_uid(uid)),
        "created_at": at,
    }
