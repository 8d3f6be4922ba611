"""What one record did to the cash: the amount by which a person knows it, and what really came in and went out."""

from collections.abc import Iterable, Iterator, Mapping

from kpmbooks.ledger import Account, Entry, Posting
from kpmbooks.money import Rupiah

OPENING_KIND = "saldo_awal"
PASSING_ON = "alokasi_"
"""How the parts of the accounts begin through which one purse passes money on to another."""


def known_by(entry: Entry, accounts: Mapping[int, Account]) -> Rupiah:
    """The one amount by which a person knows a record: what it did to her cash, else what it moved; never negative.

    Money that passes from one place to another is known by how much it was, not by the fee that stayed on the way.
    ``accounts``: those of the ledger by their keys.
    """
    held = [one.amount for one in entry.postings if accounts[one.account].is_cash]
    if any(all(accounts[one.account].is_cash for one in leg) for leg in _legs(entry)):
        return Rupiah(max(sum(one for one in held if one > 0), -sum(one for one in held if one < 0)))
    return abs(sum(held, Rupiah(0))) or sum((one.amount for one in entry.postings if one.amount > 0), Rupiah(0))


def in_and_out(entry: Entry, accounts: Mapping[int, Account]) -> tuple[Rupiah, Rupiah]:
    """What came into the cash of the ledger and what went out of it.

    What was only moved between its boxes and purses, passed through for a customer, or was there when the book began
    is neither.
    """
    if entry.kind == OPENING_KIND:
        return Rupiah(0), Rupiah(0)
    held = [one.amount for leg in _legs(entry) for one in _flow(leg, accounts)]
    return sum((one for one in held if one > 0), Rupiah(0)), -sum((one for one in held if one < 0), Rupiah(0))


def _flow(leg: Iterable[Posting], accounts: Mapping[int, Account]) -> Iterator[Posting]:
    """The cash of a leg that has something else on its other side."""
    others = [one for one in leg if not accounts[one.account].is_cash]
    if any(not (accounts[one.account].role or "").startswith(PASSING_ON) for one in others):
        yield from (one for one in leg if accounts[one.account].is_cash)


def _legs(entry: Entry) -> Iterable[list[Posting]]:
    legs: dict[int, list[Posting]] = {}
    for one in entry.postings:
        legs.setdefault(one.leg, []).append(one)
    return legs.values()
