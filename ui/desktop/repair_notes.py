"""How what came of checking and repairing is told as a note: its codes, and where its lines are."""

from typing import Final

DAMAGED: Final = frozenset({"damaged", "unfinished-damaged", "untidy"})
"""Codes of problems that repairing may end."""

LINES: Final = "lines"
"""The parameter of a note that holds more lines than fit on the page."""
