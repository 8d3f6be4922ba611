"""The market game "Pasar": pure rules over content, what a group sees, and what comes of it. No window, no paper.

``market_of`` lays the cards of a seed, ``begin`` opens a shop, ``board`` is what lies before its group, ``play`` gives
the shop after the next week and ``write_week`` puts that week into a practice book.
"""

from kpmbooks.training.game.by_rules import by_the_rules
from kpmbooks.training.game.content import game
from kpmbooks.training.game.debrief import Compared, Debrief, Habit, Helped, debrief
from kpmbooks.training.game.market import MOST_SEED, Market, market_of, read_seed
from kpmbooks.training.game.memory import Board, Figure, Hint, board, hint
from kpmbooks.training.game.rules import begin, gain, may_borrow, play, worth
from kpmbooks.training.game.typed import read_choices, typed
from kpmbooks.training.game.values import (
    ASIDES,
    BUYS,
    OPTIONS,
    PRICES,
    Business,
    Card,
    Choices,
    Deck,
    Game,
    Lender,
    Shop,
    Week,
    Written,
)
from kpmbooks.training.game.writing import first_day, write_beginning, write_week

__all__ = [
    "ASIDES",
    "BUYS",
    "MOST_SEED",
    "OPTIONS",
    "PRICES",
    "Board",
    "Business",
    "Card",
    "Choices",
    "Compared",
    "Debrief",
    "Deck",
    "Figure",
    "Game",
    "Habit",
    "Helped",
    "Hint",
    "Lender",
    "Market",
    "Shop",
    "Week",
    "Written",
    "begin",
    "board",
    "by_the_rules",
    "debrief",
    "first_day",
    "gain",
    "game",
    "hint",
    "market_of",
    "may_borrow",
    "play",
    "read_choices",
    "read_seed",
    "typed",
    "worth",
    "write_beginning",
    "write_week",
]
