"""The figures of the kind checks, asked of a book: roll-ups, open bills and the end of the journal.

What they cost does not grow with the book. What they mean is for ``kind_checks``.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any, Final, cast

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.dates import Period, month_of
from kpmbooks.instalments import PER_YEAR
from kpmbooks.ledger import Account, LedgerRef, Source
from kpmbooks.loans.any_taken import has_taken_loans
from kpmbooks.money import Rupiah
from kpmbooks.recording import days_off, kinds
from kpmbooks.training.kind_checks import FORGOTTEN, OLD_BON, Figures, MonthSums, Typed

MONTHS: Final = 4
WEEKS: Final = 4
TYPED: Final = 60
"""So many of the latest records are looked at for when they were typed."""

_RESULT: Final = ("revenue", "contra-revenue", "cost", "contra-cost", "expense", "other-revenue", "other-expense")
_TAKEN: Final = "pengambilan_keluarga"
_INTEREST: Final = "bunga_pinjaman"
_DIFFERENCE: Final = "selisih_kas"
_SAVINGS: Final = ("tabungan_anggota", "simpanan_tetap", "tabungan_sendiri")
_MATERIALS: Final = ("belanja_bahan", "belanja_dagangan")
_COUNTING: Final = ("tutup_lapak", "belum_ketemu", "uang_lebih", "uang_ketemu")
"""Kinds of record for which money was counted."""
_MEMBERS_PURSES: Final = ("tabungan", "sosial")
_LENT_BY_PURSES: Final = ("alokasi_tabungan", "alokasi_sosial")


def figures_of(reader: Reader, ledger: LedgerRef, today: date) -> Figures:
    """What the kind checks look at, of one ledger on one day."""
    first, last = _first_and_last(reader, ledger, today)
    if first is None or last is None or (today - last).days > FORGOTTEN:
        return Figures(ledger.kind, today, first, last)
    accounts = books.accounts(reader, ledger)
    sums = books.sums_through(reader, ledger.id, today)
    net = {one.role: int(sums[one.id].net) for one in accounts if one.role is not None and one.id in sums}
    purse = next((one.fund for one in accounts if one.role == "kas"), None)
    cash = sum(int(sums[one.id].net) for one in accounts if one.is_cash and one.fund == purse and one.id in sums)
    bons, owed = _old_bons(reader, ledger, today)
    return Figures(
        kind=ledger.kind,
        today=today,
        first_day=first,
        last_day=last,
        months=_months(reader, ledger, today),
        cash=Rupiah(cash),
        counted=_counted(reader, ledger, today),
        old_bons=bons,
        old_bons_amount=owed,
        week_of_materials=_week_of_materials(reader, ledger, today),
        below_cost=_below_cost(reader, ledger),
        instalments=_instalments(reader, ledger, today),
        not_found=Rupiah(max(net.get(_DIFFERENCE, 0), 0)),
        purses_mixed=_purses_mixed(accounts, {key: int(one.net) for key, one in sums.items()}),
        closed_through=books.closed_through(reader, ledger.id),
        typed=_typed(reader, ledger),
    )


def _ask(reader: Reader, sql: str, *values: Any) -> Any:
    return reader.connection.exec_driver_sql(sql, values).scalar()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _first_and_last(reader: Reader, ledger: LedgerRef, today: date) -> tuple[date | None, date | None]:
    """Days of the first and the latest record that says something of a day; days off count with the latest."""
    uncounted = tuple(kind.id for kind in kinds().values() if not kind.counts_day)
    said = (
        f"SELECT e.day FROM entries e WHERE e.ledger_id = ? AND e.day <= ? AND e.kind NOT IN ({_marks(uncounted)})"
        " AND e.folds = 0 AND e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id)"
    )
    values = (ledger.id, today.isoformat(), *uncounted)
    first, last = (_day(_ask(reader, f"{said} ORDER BY e.day {way} LIMIT 1", *values)) for way in ("", "DESC"))
    if last is None:
        return None, None
    off = days_off(reader, ledger, Period(today - timedelta(days=FORGOTTEN), today))
    return first, max([last, *(one.day for one in off)])


def _months(reader: Reader, ledger: LedgerRef, today: date) -> tuple[MonthSums, ...]:
    month = month_of(today)
    firsts = [month.first]
    while len(firsts) < MONTHS:
        firsts.insert(0, month_of(firsts[0] - timedelta(days=1)).first)
    rows = reader.connection.exec_driver_sql(
        "SELECT m.month, a.type, a.role, m.credit - m.debit, m.count FROM accounts a"
        " JOIN account_months m ON m.account_id = a.id AND m.month BETWEEN ? AND ? WHERE a.ledger_id = ?",
        (f"{firsts[0]:%Y-%m}", f"{firsts[-1]:%Y-%m}", ledger.id),
    )
    told: dict[str, dict[str, int]] = {f"{first:%Y-%m}": {} for first in firsts}
    for name, kind, role, earned, lines in rows:
        sums = told[name]
        for figure, amount in _figures_in(kind, role, earned, lines).items():
            sums[figure] = sums.get(figure, 0) + amount
    return tuple(_month(first, told[f"{first:%Y-%m}"]) for first in firsts)


def _figures_in(kind: str, role: str | None, earned: int, lines: int) -> Mapping[str, int]:
    """What an account's month adds to which figure; ``earned`` is credit less debit."""
    found = {}
    if kind in ("revenue", "contra-revenue"):
        found["revenue"] = earned
    if kind in _RESULT and role != _INTEREST:
        found["result"] = earned
    if role == _TAKEN:
        found |= {"taken": -earned, "taken_lines": lines}
    elif role in _SAVINGS:
        found["savings_lines"] = lines
    elif role == _DIFFERENCE:
        found["differences"] = lines
    return found


def _month(first: date, sums: Mapping[str, int]) -> MonthSums:
    return MonthSums(
        first,
        Rupiah(sums.get("revenue", 0)),
        Rupiah(sums.get("result", 0)),
        Rupiah(sums.get("taken", 0)),
        sums.get("taken_lines", 0),
        sums.get("savings_lines", 0),
        sums.get("differences", 0),
    )


def _counted(reader: Reader, ledger: LedgerRef, today: date) -> date | None:
    """The latest day of a record for which money was counted, or of a meeting at which the box was."""
    days = [
        _ask(
            reader,
            "SELECT day FROM entries WHERE ledger_id = ? AND kind = ? AND day <= ? ORDER BY day DESC LIMIT 1",
            ledger.id,
            kind,
            today.isoformat(),
        )
        for kind in _COUNTING
    ]
    days.append(
        _ask(
            reader,
            "SELECT m.day FROM meetings m WHERE m.ledger_id = ? AND m.day <= ? AND EXISTS (SELECT 1 FROM facts f"
            " WHERE f.subject = m.uid AND f.fact IN ('counts', 'notes') AND f.value IS NOT NULL)"
            " ORDER BY m.number DESC LIMIT 1",
            ledger.id,
            today.isoformat(),
        )
    )
    return _day(max((day for day in days if day is not None), default=None))


def _old_bons(reader: Reader, ledger: LedgerRef, today: date) -> tuple[int, Rupiah]:
    """How many bons that are open were made more than a month ago, and what of them is open."""
    row = reader.connection.exec_driver_sql(
        "SELECT count(*), coalesce(sum(l.open), 0) FROM bill_levels l CROSS JOIN bills b ON b.id = l.bill_id"
        " CROSS JOIN accounts a ON a.id = b.account_id AND a.role = 'piutang_usaha' AND a.ledger_id = ?"
        " CROSS JOIN entries e ON e.id = b.entry_id WHERE l.open > 0 AND e.day < ?",
        (ledger.id, (today - timedelta(days=OLD_BON)).isoformat()),
    ).one()
    return int(row[0]), Rupiah(row[1])


def _purses_mixed(accounts: Sequence[Account], net: Mapping[int, int]) -> Rupiah:
    """What savings and IKS lent to other purses, and what was given out of them beyond what they held."""
    lent = sum(max(net.get(one.id, 0), 0) for one in accounts if one.role in _LENT_BY_PURSES)
    held: dict[str, int] = dict.fromkeys(_MEMBERS_PURSES, 0)
    for one in accounts:
        if one.is_cash and one.fund_role in held:
            held[one.fund_role] += net.get(one.id, 0)
    return Rupiah(lent + sum(max(-money, 0) for money in held.values()))


def _week_of_materials(reader: Reader, ledger: LedgerRef, today: date) -> Rupiah:
    """A fourth of what was bought of materials and goods in four weeks, before today: it is bought again."""
    bought = _ask(
        reader,
        "SELECT coalesce(sum(d.debit), 0) FROM accounts a JOIN account_days d ON d.account_id = a.id"
        f" AND d.day BETWEEN ? AND ? WHERE a.ledger_id = ? AND a.role IN ({_marks(_MATERIALS)})",
        (today - timedelta(weeks=WEEKS)).isoformat(),
        (today - timedelta(days=1)).isoformat(),
        ledger.id,
        *_MATERIALS,
    )
    return Rupiah(int(bought) // WEEKS)


def _below_cost(reader: Reader, ledger: LedgerRef) -> int:
    """How many goods lie there that cost more than is asked for them."""
    latest = "(SELECT f.value FROM facts f WHERE f.subject = g.uid AND f.fact = '{}' ORDER BY f.id DESC LIMIT 1)"
    return int(
        _ask(
            reader,
            "SELECT count(*) FROM goods g JOIN stock_levels s ON s.good_id = g.id AND s.holder = 0"
            f" WHERE g.ledger_id = ? AND s.quantity > 0 AND {latest.format('hidden')} IS NULL"
            f" AND s.value * 1000 > s.quantity * CAST({latest.format('price')} AS INTEGER)",
            ledger.id,
        )
    )


def _instalments(reader: Reader, ledger: LedgerRef, today: date) -> Rupiah:
    """What the loans that run take in a month, upwards to the rupiah."""
    if not has_taken_loans(reader, ledger):
        return Rupiah(0)
    from kpmbooks.loans.taken import taken_loans  # only for books with loans

    month = Fraction(0)
    for loan in taken_loans(reader, ledger, today):
        due = loan.standing.next if loan.standing is not None else None
        if due is not None and loan.agreement is not None:
            once = int(due.row.principal) + int(due.row.interest)
            month += Fraction(once * PER_YEAR[loan.agreement.terms.every], 12)
    return Rupiah(-(-month.numerator // month.denominator))


def _typed(reader: Reader, ledger: LedgerRef) -> tuple[Typed, ...]:
    """When the latest records were typed; what a file or a meeting brought, or what was put right, is none of it."""
    rows = reader.connection.exec_driver_sql(
        "SELECT e.day, e.written_at, e.offset_minutes, e.source, b.act, e.reverses, e.corrects"
        " FROM (SELECT * FROM entries NOT INDEXED WHERE ledger_id = ? ORDER BY id DESC LIMIT ?) e"
        " JOIN batches b ON b.id = e.batch_id ORDER BY e.id DESC",
        (ledger.id, TYPED),
    )
    return tuple(
        Typed(_local_day(at, offset), date.fromisoformat(day), cast(Source, source))
        for day, at, offset, source, act, reverses, corrects in rows
        if act in ("record", "sheet") and reverses is None and corrects is None
    )


def _local_day(at: int, offset: int) -> date:
    return datetime.fromtimestamp(at / 1000 + offset * 60, UTC).date()


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))
