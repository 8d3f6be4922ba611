"""HPP: from the stock at the start over what was bought to what the goods that were sold cost.

Everything that stands for goods is one pool: the stock accounts, and the costs of materials and goods of the period.
What enters the pool from outside, less what leaves it for another reason than being sold and less what is still there,
is the cost of goods sold. So the statement holds whether stock is kept in the accounts, only counted now and then, or
not at all (then what was bought is the cost), and it always equals the accounts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import Account, LedgerRef
from kpmbooks.money import Rupiah, allocate
from kpmbooks.storage import scalar
from kpmbooks.trade.goods import STOCK_ROLES
from kpmbooks.trade.inventory import stock_accounts, stock_before

Cause = Literal["bought", "brought_in", "returned", "discount", "spoiled", "missing", "family", "other"]

_POOL_TYPES = ("cost", "contra-cost")
_CAUSES: Mapping[str, Cause] = {
    "sisa_basi": "spoiled",
    "selisih_stok": "missing",
    "pengambilan_keluarga": "family",
    "modal_awal": "brought_in",
    "tambahan_modal": "brought_in",
    "modal_bantuan": "brought_in",
}
_TAKEN_BACK: Mapping[str, Cause] = {"retur_belanja": "returned", "potongan_belanja": "discount"}
_ELSEWHERE = ("expense", "other-expense", "revenue", "contra-revenue", "other-revenue", "drawing")


@dataclass(frozen=True, slots=True)
class CostOfGoods:
    """The cost of the goods that were sold in a period, and how it came about; what enters is positive.

    ``keeps_stock``: whether the stock accounts were ever used; else what was bought is the cost at once.
    """

    ledger: LedgerRef
    period: Period
    keeps_stock: bool
    opening: Rupiah
    causes: Mapping[Cause, Rupiah]
    closing: Rupiah
    cost: Rupiah

    @property
    def available(self) -> Rupiah:
        """The stock at the start with all that was bought and brought in, less what went back to sellers."""
        came: tuple[Cause, ...] = ("bought", "brought_in", "returned", "discount")
        return self.opening + sum((self.causes.get(one, Rupiah(0)) for one in came), Rupiah(0))


class _Posting(NamedTuple):
    entry: int
    leg: int
    account: int
    amount: int


_LEGS = """
    SELECT p.entry_id, p.leg, p.account_id, p.amount FROM entries e JOIN postings p ON p.entry_id = e.id
    WHERE e.ledger_id = :ledger AND e.day BETWEEN :first AND :last AND EXISTS (
        SELECT 1 FROM postings q WHERE q.entry_id = p.entry_id AND q.leg = p.leg
        AND q.account_id IN (SELECT value FROM json_each(:pool)))
    ORDER BY p.entry_id, p.leg, p.id
"""


def cost_of_goods(reader: Reader, ledger: LedgerRef, period: Period) -> CostOfGoods:
    """How the cost of goods of the period came about; ``cost`` is that of its income."""
    accounts = {one.id: one for one in books.accounts(reader, ledger)}
    stock_roles = tuple(STOCK_ROLES.values())
    pool = {key for key, one in accounts.items() if one.type in _POOL_TYPES or one.role in stock_roles}
    rows = reader.connection.exec_driver_sql(
        _LEGS,
        {
            "ledger": ledger.id,
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "pool": f"[{','.join(map(str, sorted(pool)))}]",
        },
    )
    causes: dict[Cause, Rupiah] = defaultdict(lambda: Rupiah(0))
    for _, leg in groupby((_Posting(*row) for row in rows), key=lambda one: (one.entry, one.leg)):
        for cause, amount in _entered(list(leg), pool, accounts):
            causes[cause] += amount
    stock = [one.id for one in accounts.values() if one.role in stock_roles]
    used = "SELECT EXISTS (SELECT 1 FROM account_months WHERE account_id IN (SELECT value FROM json_each(?)))"
    opening = stock_before(reader, ledger, period.first)
    closing = sum(stock_accounts(reader, ledger, period.last).values(), Rupiah(0))
    return CostOfGoods(
        ledger,
        period,
        bool(scalar(reader.connection, used, f"[{','.join(map(str, stock))}]")),
        opening,
        {cause: amount for cause, amount in causes.items() if amount},
        closing,
        opening + sum(causes.values(), Rupiah(0)) - closing,
    )


def _entered(
    leg: list[_Posting], pool: Iterable[int], accounts: Mapping[int, Account]
) -> Iterable[tuple[Cause, Rupiah]]:
    """What one leg brought into the pool, by cause: shared over what stands against it, as the cash flow does."""
    inside = [one for one in leg if one.account in pool]
    net = sum(one.amount for one in inside)
    against = [one for one in leg if one.account not in pool and (one.amount < 0) == (net > 0)]
    if not net:
        return
    # The account on which it stands tells returns and discounts from purchases.
    largest = max((one for one in inside if (one.amount > 0) == (net > 0)), key=lambda one: abs(one.amount))
    taken_back = _TAKEN_BACK.get(accounts[largest.account].role or "")
    for other, part in zip(against, allocate(Rupiah(abs(net)), [abs(one.amount) for one in against]), strict=True):
        account = accounts[other.account]
        cause = _CAUSES.get(account.role or "") or ("other" if account.type in _ELSEWHERE else taken_back or "bought")
        yield cause, part if net > 0 else -part
