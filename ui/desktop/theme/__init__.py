"""How the window looks: colours, type, icons, style sheet, focus ring. The only place that knows a colour.

``apply(app, Theme(...))`` dresses the application and may be called again at any time; ``look()`` answers what is
worn now (colours, sizes, pixmaps) to whoever paints. Widgets say what they are by dynamic properties
(``role``, ``tone``, ``state``), never by a colour: ``wear(label, role="number-xl", tone="muted")``.
"""

from ui.desktop.theme.dress import Theme, apply, wear
from ui.desktop.theme.look import Look, look
from ui.desktop.theme.privacy import COVERED_NAME, name_shown, names_covered
from ui.desktop.theme.tokens import Accent, Ledger, Mode, Tokens

__all__ = [
    "COVERED_NAME",
    "Accent",
    "Ledger",
    "Look",
    "Mode",
    "Theme",
    "Tokens",
    "apply",
    "look",
    "name_shown",
    "names_covered",
    "wear",
]
