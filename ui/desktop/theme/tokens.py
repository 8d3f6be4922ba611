"""The colours, sizes and roles of text as data: the only place where a colour is written. No Qt here.

Every colour has its use and its contrast; the pairs that must stay readable stand in ``READ_ON`` and are measured by a
test with the WCAG 2 formula.
"""

from dataclasses import dataclass
from typing import Final, Literal

Weight = Literal["duotone", "fill", "bold"]
"""How an icon is drawn: duotone for pictures, fill for states and what is chosen, bold for small signs."""

Mode = Literal["light", "dark"]
Ledger = Literal["kelompok", "usaha", "keluarga", "latihan"]


@dataclass(frozen=True, slots=True)
class Accent:
    """The colour of one ledger: the filled block, what is written on it, its soft ground, and it as a text colour."""

    fill: str
    on_fill: str
    soft: str
    text: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one mode, as ``#RRGGBB``. Money in is ``money_in``, since ``in`` is a word of the language."""

    bg: str
    surface: str
    sunken: str
    zebra: str
    line: str
    edge: str
    text: str
    muted: str
    primary: str
    primary_pressed: str
    on_fill: str
    money_in: str
    out: str
    warn: str
    practice: str
    practice_text: str
    practice_hatch: str
    focus: str
    primary_soft: str
    money_in_soft: str
    out_soft: str
    warn_soft: str
    practice_soft: str
    chart_second: str
    paper: str
    paper_ink: str
    kelompok: Accent
    usaha: Accent
    keluarga: Accent
    latihan: Accent

    def colour(self, name: str) -> str:
        """The colour called ``name``; a ``#RRGGBB`` is not a name and raises AttributeError."""
        value = getattr(self, name)
        return value.text if isinstance(value, Accent) else str(value)


LIGHT: Final = Tokens(
    bg="#F7F3EA",
    surface="#FFFFFF",
    sunken="#EEE8DB",
    zebra="#FBF8F1",
    line="#DDD4C3",
    edge="#857A68",
    text="#2A2521",
    muted="#5F574B",
    primary="#0F5B66",
    primary_pressed="#0B4750",
    on_fill="#FFFFFF",
    money_in="#1A6B3F",
    out="#A9321A",
    warn="#855000",
    practice="#F5B301",
    practice_text="#3B2900",
    practice_hatch="#FFC935",
    focus="#1B5FD0",
    primary_soft="#DCECEE",
    money_in_soft="#E2F1E7",
    out_soft="#FBE7E1",
    warn_soft="#FFF0D1",
    practice_soft="#FFF7E0",
    chart_second="#F6CFC3",
    paper="#FFFFFF",
    paper_ink="#000000",
    kelompok=Accent("#3F4FA3", "#FFFFFF", "#E7E9F6", "#3F4FA3"),
    usaha=Accent("#86307A", "#FFFFFF", "#F5E5F2", "#86307A"),
    keluarga=Accent("#7B4A1C", "#FFFFFF", "#F4E9DB", "#7B4A1C"),
    latihan=Accent("#F5B301", "#3B2900", "#FFF7E0", "#3B2900"),
)

DARK: Final = Tokens(
    bg="#1D1A17",
    surface="#272320",
    sunken="#151310",
    zebra="#2C2824",
    line="#423B33",
    edge="#8F8574",
    text="#F3EDE2",
    muted="#BFB5A4",
    primary="#74C7D1",
    primary_pressed="#A5DFE6",
    on_fill="#06282D",
    money_in="#7FD4A2",
    out="#FFA08A",
    warn="#F2BF70",
    practice="#F5B301",
    practice_text="#3B2900",
    practice_hatch="#FFC935",
    focus="#8CB8FF",
    primary_soft="#1F3A3E",
    money_in_soft="#1E3527",
    out_soft="#40241D",
    warn_soft="#3D2E14",
    practice_soft="#352A10",
    chart_second="#40241D",
    paper="#FFFFFF",  # a page in the preview is white in the dark, too
    paper_ink="#000000",
    kelompok=Accent("#B2BCFF", "#06282D", "#2A2D49", "#B2BCFF"),
    usaha=Accent("#EDAAE2", "#06282D", "#3E2439", "#EDAAE2"),
    keluarga=Accent("#E2B787", "#06282D", "#3B2B1B", "#E2B787"),
    latihan=Accent("#F5B301", "#3B2900", "#352A10", "#F5B301"),
)

MODES: Final[dict[Mode, Tokens]] = {"light": LIGHT, "dark": DARK}

_GROUNDS: Final = ("bg", "surface", "zebra", "sunken")
READ_ON: Final[tuple[tuple[str, str], ...]] = (
    *((text, ground) for text in ("text", "muted") for ground in _GROUNDS),
    *((text, ground) for text in ("primary", "money_in", "out", "warn") for ground in ("bg", "surface", "zebra")),
    *((text, f"{text}_soft") for text in ("primary", "money_in", "out", "warn")),
    *(("text", f"{ground}_soft") for ground in ("primary", "money_in", "out", "warn", "practice")),
    *(("muted", f"{ground}_soft") for ground in ("primary", "money_in", "out", "warn", "practice")),
    *(("on_fill", fill) for fill in ("primary", "primary_pressed", "money_in", "out")),
    ("practice_text", "practice"),
    ("practice_text", "practice_hatch"),
    ("paper_ink", "paper"),
)
"""Which colour is written on which ground, beside the accents (those: on_fill on fill, text on soft and surface)."""

PT: Final[dict[str, tuple[float, bool]]] = {
    "small": (11, False),
    "small-bold": (11, True),
    "base": (12, False),
    "bold": (12, True),
    "lead": (14, True),
    "tile": (16, True),
    "title": (20, True),
    "number-m": (18, True),
    "number-l": (21, True),
    "typed": (21, False),
    "number-xl": (29, True),
}
"""Role of text → size in points at 100 % and whether it is bold. 12 is the smallest for reading, 11 the smallest."""

TONES: Final[tuple[str, ...]] = ("text", "muted", "primary", "money_in", "out", "warn", "on_fill", "practice_text")

# Lengths in pixels at 96 dpi and 100 %; `Look.px` multiplies them by the text setting.
SPACING: Final = (4, 8, 12, 16, 24)
RADIUS_CONTROL: Final = 8
RADIUS_CARD: Final = 12
RADIUS_INNER: Final = 6
BUTTON: Final = 44
BIG_BUTTON: Final = 52
FIELD: Final = 48
AMOUNT_FIELD: Final = 64
ENTRY: Final = 46
HEADER: Final = 68
ROW: Final = 36
DAY_ROW: Final = 30
TABLE_HEAD: Final = 37
LEAST_TARGET: Final = 40
BADGE: Final = 26
