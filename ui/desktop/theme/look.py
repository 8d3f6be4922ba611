"""What is worn now: colours, sizes and pixmaps for whoever paints. Changing it is the business of ``dress``."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFont, QIcon, QPixmap

from ui.desktop.theme.fonts import FAMILY
from ui.desktop.theme.tokens import MODES, PT, Accent, Ledger, Mode, Tokens, Weight

PROPERTY: Final = "kpmLook"


class Look:
    """One theme made ready: ask it, do not keep it; after a change of theme there is another one."""

    def __init__(
        self, mode: Mode, text: float, ledger: Ledger, em: float, *, private: bool = False, nameless: bool = False
    ) -> None:
        """``text`` is the text setting (1.0 to 2.0), ``em`` the height of the base text in pixels.

        ``private`` covers every amount, ``nameless`` every name (``privacy``).
        """
        self.mode = mode
        self.text = text
        self.ledger = ledger
        self.em = em
        self.private = private
        self.nameless = nameless
        self.tokens: Tokens = MODES[mode]
        self._draw: Callable[[str, int, str, Weight, float], QPixmap] | None = None

    def is_like(self, other: "Look") -> bool:
        """Whether nothing would look different in ``other``."""
        mine = (self.mode, self.text, self.ledger, self.em, self.private, self.nameless)
        return mine == (other.mode, other.text, other.ledger, other.em, other.private, other.nameless)

    @property
    def accent(self) -> Accent:
        """The colours of the ledger that is open."""
        return self.accent_of(self.ledger)

    def accent_of(self, ledger: Ledger) -> Accent:
        """The colours of ``ledger``."""
        accent: Accent = getattr(self.tokens, ledger)
        return accent

    def px(self, length: float) -> int:
        """``length`` pixels of the drawing (96 dpi, 100 %) at this text setting and screen."""
        return round(length * self.em / 16)

    def name(self, tone: str) -> str:
        """The ``#RRGGBB`` of a token, or of ``accent``, ``on_accent`` and ``accent_soft`` of the open ledger."""
        match tone:
            case "accent":
                return self.accent.text
            case "on_accent":
                return self.accent.on_fill
            case "accent_fill":
                return self.accent.fill
            case "accent_soft":
                return self.accent.soft
            case _:
                return self.tokens.colour(tone)

    def colour(self, tone: str) -> QColor:
        """``name`` as a colour of Qt."""
        return QColor(self.name(tone))

    def hex_colour(self, value: str) -> QColor:
        """A colour of ``accent_of`` for painting."""
        return QColor(value)

    def pixmap_of(self, name: str, size: float, colour: str, weight: Weight = "duotone", ratio: float = 1.0) -> QPixmap:
        """``pixmap`` in a colour of ``accent_of``."""
        if self._draw is None:
            from ui.desktop.theme.icons import draw  # late: the first paint of the window has no icons

            self._draw = lru_cache(maxsize=512)(draw)
        return self._draw(name, self.px(size), colour, weight, ratio)

    def font(self, role: str = "base", *, struck: bool = False) -> QFont:
        """The font of a role of text, for own painting; labels take theirs from the style sheet."""
        points, bold = PT[role]
        font = QFont(FAMILY)
        font.setPointSizeF(points * self.text)
        font.setBold(bold)
        font.setStrikeOut(struck)
        return font

    def pixmap(
        self, name: str, size: float = 24, tone: str = "text", weight: Weight = "duotone", ratio: float = 1.0
    ) -> QPixmap:
        """An icon in a token's colour, ``size`` as in the drawings (it grows with the text), kept for the next time."""
        return self.pixmap_of(name, size, self.name(tone), weight, ratio)

    def icon(
        self, name: str, size: float = 24, tone: str = "text", weight: Weight = "duotone", ratio: float = 1.0
    ) -> QIcon:
        """``pixmap`` for buttons and menus."""
        return QIcon(self.pixmap(name, size, tone, weight, ratio))


def look() -> Look:
    """The look that the application wears. Raises RuntimeError before ``apply`` was called."""
    app = QCoreApplication.instance()
    worn = app.property(PROPERTY) if app is not None else None
    if not isinstance(worn, Look):
        raise RuntimeError("the application wears no theme yet: call ui.desktop.theme.apply first")
    return worn
