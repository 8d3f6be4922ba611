"""Files about trade (stock movements, debts, prices): from bytes to values; every bad row is named, nothing guessed."""

from kpmbooks.exchange.trading.debts import DebtRow, read_debts
from kpmbooks.exchange.trading.movements import MovementRow, read_movements
from kpmbooks.exchange.trading.prices import BadRow, PriceRow, read_prices

__all__ = ["BadRow", "DebtRow", "MovementRow", "PriceRow", "read_debts", "read_movements", "read_prices"]
