"""Lively example books: a laundry group and a gorengan seller's family, invented, the same for the same seed.

They are practice books: their entries pretend to have been written on the evening of their day, which a real book never
allows. Amounts are those of Jakarta in 2026, rounded as people round them.
"""

from kpmbooks.examples.life import Of
from kpmbooks.examples.making import example

__all__ = ["Of", "example"]
