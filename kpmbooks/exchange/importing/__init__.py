"""Taking what was understood of a file into a book: preview first, then one act that can be undone."""

from kpmbooks.exchange.importing.kinds import fitting_kinds, known_kinds
from kpmbooks.exchange.importing.members import preview_members, take_members
from kpmbooks.exchange.importing.prices import preview_prices, take_prices
from kpmbooks.exchange.importing.service import ACT, preview, take
from kpmbooks.exchange.importing.values import KIND_IN, KIND_OUT, Mark, Options, Outcome, ProposedAccount, Skipped

__all__ = [
    "ACT",
    "KIND_IN",
    "KIND_OUT",
    "Mark",
    "Options",
    "Outcome",
    "ProposedAccount",
    "Skipped",
    "fitting_kinds",
    "known_kinds",
    "preview",
    "preview_members",
    "preview_prices",
    "take",
    "take_members",
    "take_prices",
]
