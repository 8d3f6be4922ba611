"""What is covered before a projector: amounts, and names of persons with every word in which one may stand.

Whoever shows a name asks here: ``name_shown`` for words that are made anew when the page looks again (the window lets
every page do that when covering begins or ends), ``names_covered`` for whoever paints or follows by itself. Prints and
files never ask: what is covered is only what is seen and heard of the window.
"""

from typing import Final

from ui.desktop.theme.look import look

COVERED_NAME: Final = "••••"
"""Of one length for every name, so that nothing can be counted."""


def names_covered() -> bool:
    """Whether no name may be seen or heard now."""
    return look().nameless


def name_shown(words: str | None) -> str:
    """``words`` (a name, or a memo in which one may stand) as they may be shown now; what is empty stays empty."""
    if not words:
        return ""
    return COVERED_NAME if names_covered() else words
