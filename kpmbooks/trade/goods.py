"""Goods, materials and services, and what lies in stock of them."""

from kpmbooks.book import Tx


def settle_goods(tx: Tx) -> None:
    """See that no stock went below zero in the transaction; raises ``Rejected``."""
