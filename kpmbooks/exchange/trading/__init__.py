"""Files about trade: stock movements and debts, from bytes to values. Nothing is guessed: every bad row is named."""

from kpmbooks.exchange.trading.debts import DebtRow, read_debts
from kpmbooks.exchange.trading.movements import MovementRow, read_movements

__all__ = ["DebtRow", "MovementRow", "read_debts", "read_movements"]
