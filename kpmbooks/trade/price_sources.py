"""What the records say for a price: what a batch cost last, what comes anyway each month, on how many days is sold.

Each figure comes with words that say where it is from, so that she can tell whether it fits; nothing is taken over
without being seen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.book.facts import facts_of
from kpmbooks.dates import Period, month_of
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem
from kpmbooks.statements import income
from kpmbooks.storage import scalar
from kpmbooks.trade.goods import Good, level
from kpmbooks.trade.movements import movements_of
from kpmbooks.trade.price_list import BOUGHT_AT
from kpmbooks.trade.price_sheets import USUAL_DAYS, WHOLE
from kpmbooks.trade.prices import rounded
from kpmbooks.trade.quantities import THOUSAND

MATERIALS = ("belanja_bahan", "belanja_dagangan", "retur_belanja", "potongan_belanja")
BY_DAY: Mapping[str, str] = {"gas": "gas_listrik_air", "transport": "transport", "packaging": "kemasan"}
"""The accounts of costs that grow with what is made, shared out over the selling days."""

FIXED = (
    "upah", "upah_anggota", "sewa_lapak", "kebersihan_keamanan", "pulsa_promosi", "promosi", "rapat", "penyusutan",
    "perbaikan_alat", "pajak_retribusi", "bunga_pinjaman", "biaya_bank",
)  # fmt: skip
"""The accounts of costs that come whether much or little is sold."""

FEW_DAYS = 5
"""With fewer days of selling a month says nothing of how many there are."""


@dataclass(frozen=True, slots=True)
class FromBook:
    """Figures of a price sheet by the name of the field, and where each is from. Hours and quantities are pieces.

    ``part`` is what the good carries of the costs that come anyway, by its part of all sales.
    """

    figures: Mapping[str, int] = field(default_factory=dict)
    origins: Mapping[str, Problem] = field(default_factory=dict)
    month: Period | None = None


def from_book(reader: Reader, ledger: LedgerRef, good: Good | None, today: date) -> FromBook:
    """What the records of the ledger say; without records nothing."""
    month = _month(reader, ledger, today)
    figures: dict[str, int] = {}
    origins: dict[str, Problem] = {}
    if good is not None:
        _batch_of(reader, good, figures, origins)
    if month is None:
        return FromBook(figures, origins)
    days = _selling_days(reader, ledger, month)
    if days >= FEW_DAYS:
        figures["days"] = min(days, 31)
        origins["days"] = Problem("from-days", N_("days with sales in {month}"), {"month": month})
    spent = _by_role(reader, ledger, month)
    over = figures.get("days", min(USUAL_DAYS, (month.last - month.first).days + 1))
    shared = N_("{amount} in {month}, shared over {days} selling days")
    if "materials" not in figures and (amount := sum(spent.get(role, 0) for role in MATERIALS)) > 0:
        figures["materials"] = _part(amount, over)
        params: dict[str, object] = {"amount": Rupiah(amount), "month": month, "days": over}
        origins["materials"] = Problem("from-month", shared, params)
    by_the_piece = figures.get("made") == 1 and "left_over" not in figures
    for name, role in BY_DAY.items():
        # What is bought and sold by the piece takes no gas; only a batch does.
        if not by_the_piece and name not in figures and spent.get(role, 0) > 0:
            figures[name] = _part(spent[role], over)
            params = {"amount": Rupiah(spent[role]), "month": month, "days": over}
            origins[name] = Problem("from-month", shared, params)
    fixed = {role: spent[role] for role in FIXED if spent.get(role, 0) > 0}
    if fixed:
        figures["fixed"] = sum(fixed.values())
        names = books.accounts_by_role(reader, ledger, fixed)
        told = ", ".join(names[role].name for role in fixed)
        origins["fixed"] = Problem("from-fixed", N_("in {month}: {accounts}"), {"month": month, "accounts": told})
    if good is None:
        return FromBook(figures, origins, month)
    sold, brought = _sold(reader, good, month)
    if fixed and brought > 0:
        every = max(brought, int(income(reader, ledger, month).revenue))
        figures["part"] = max(1, _part(brought * WHOLE, every))
        shares: dict[str, object] = {"own": Rupiah(brought), "all": Rupiah(every), "month": month}
        origins["part"] = Problem("from-share", N_("{own} of {all} sold in {month}"), shares)
    if sold > 0:
        figures["sold"] = max(1, _part(sold, over * THOUSAND))
        origins["sold"] = Problem(
            "from-sold", N_("{count} sold in {month}"), {"count": str(sold // THOUSAND), "month": month}
        )
    return FromBook(figures, origins, month)


def _month(reader: Reader, ledger: LedgerRef, today: date) -> Period | None:
    """The month before, else this one as far as it has come; None where neither has records."""
    this = month_of(today)
    before = month_of(this.first - timedelta(days=1))
    for month in (before, Period(this.first, today)):
        if _count_days(reader, ledger, month, ("penjualan", "pendapatan_jasa", *MATERIALS, *FIXED)):
            return month
    return None


def _selling_days(reader: Reader, ledger: LedgerRef, month: Period) -> int:
    return _count_days(reader, ledger, month, ("penjualan", "pendapatan_jasa"))


def _count_days(reader: Reader, ledger: LedgerRef, month: Period, roles: tuple[str, ...]) -> int:
    """On how many days the accounts in these roles were moved by records that were not taken back."""
    keys = [account.id for account in books.accounts_by_role(reader, ledger, roles).values()]
    if not keys:
        return 0
    sql = (
        "SELECT count(DISTINCT p.day) FROM postings p JOIN entries e ON e.id = p.entry_id"
        f" WHERE p.account_id IN ({', '.join('?' * len(keys))}) AND p.day BETWEEN ? AND ? AND e.reverses IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id)"
    )
    return int(scalar(reader.connection, sql, *keys, month.first.isoformat(), month.last.isoformat()))


def _by_role(reader: Reader, ledger: LedgerRef, month: Period) -> Mapping[str, int]:
    sums = books.sums_in(reader, ledger.id, month)
    return {
        account.role: int(sums[account.id].net)
        for account in books.accounts(reader, ledger)
        if account.role is not None and account.id in sums
    }


def _batch_of(reader: Reader, good: Good, figures: dict[str, int], origins: dict[str, Problem]) -> None:
    """What the last batch of the good cost and gave; else what one of it costs in stock, or by the price list."""
    row = reader.connection.exec_driver_sql(
        "SELECT m.entry_id, e.day FROM goods_movements m JOIN entries e ON e.id = m.entry_id"
        " WHERE m.good_id = ? AND m.act = 'make' AND m.quantity > 0 AND e.reverses IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id) ORDER BY m.id DESC LIMIT 1",
        (good.id,),
    ).first()
    if row is not None:
        _last_batch(reader, good, row[0], date.fromisoformat(row[1]), figures, origins)
        return
    lying = level(reader, good)
    if good.stocked and lying.quantity > 0:
        figures |= {"materials": int(rounded(Fraction(int(lying.value) * THOUSAND, lying.quantity))), "made": 1}
        origins["materials"] = Problem("from-stock", N_("what one costs in stock now"))
        return
    cost = facts_of(reader, [good.uid]).get(good.uid, {}).get(BOUGHT_AT)
    if cost is not None:
        figures |= {"materials": int(cost), "made": 1}
        origins["materials"] = Problem("from-list", N_("what one costs, from the price list"))


def _last_batch(
    reader: Reader, good: Good, entry: int, day: date, figures: dict[str, int], origins: dict[str, Problem]
) -> None:
    moves = movements_of(reader, entry)
    made = [one for one in moves if one.act == "make"]
    own = [one for one in made if one.good == good.id]
    used = -sum(int(one.value) for one in moves if one.act == "consume")
    failed = -sum(one.quantity for one in moves if one.act == "spoil" and one.good == good.id)
    # Several goods of one batch share its materials as the book shared them.
    alone = {one.good for one in moves if one.act in ("make", "spoil")} == {good.id}
    pieces = sum(one.quantity for one in own) + failed
    figures["materials"] = used if alone else sum(int(one.value) for one in own)
    figures["made"] = max(1, pieces // THOUSAND)
    figures["left_over"] = min(failed // THOUSAND, figures["made"] - 1)
    where = Problem("from-batch", N_("the last batch, on {day}"), {"day": day})
    origins |= {"materials": where, "made": where, "left_over": where}


def _sold(reader: Reader, good: Good, month: Period) -> tuple[int, int]:
    """How much of a good was sold in a month, and what it brought; what came back is taken off."""
    row = reader.connection.exec_driver_sql(
        "SELECT coalesce(-sum(m.quantity), 0), coalesce(sum(m.amount), 0)"
        " FROM goods_days d JOIN goods_movements m ON m.id = d.movement_id"
        " WHERE d.good_id = ? AND d.day BETWEEN ? AND ? AND m.act IN ('sell', 'sell_there', 'take_back')",
        (good.id, month.first.isoformat(), month.last.isoformat()),
    ).one()
    return int(row[0]), int(row[1])


def _part(amount: int, parts: int) -> int:
    return int(rounded(Fraction(amount, parts)))
