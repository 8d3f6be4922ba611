"""Make the family "Buku KPM" from Andika: fewer glyphs, another name, a lower line. Run by hand, not by the program.

    python make_subset.py FOLDER_WITH_ANDIKA

Needs fontTools (not a dependency of the program) and Andika 6.101, for example from Debian's fonts-sil-andika.
Andika is a font for new readers: open shapes, I l 1 apart, plain digits, all digits of one width. Its own line is
1.61 em high, which makes rows of a table fat; its name is reserved by its licence. So this subset has its own name.
The licence and the original copyright line stand in OFL.txt beside the files and inside of them.
"""

import sys
from pathlib import Path

from fontTools import subset  # type: ignore[import-not-found, import-untyped, unused-ignore] # only needed here
from fontTools.ttLib import TTFont  # type: ignore[import-not-found, import-untyped, unused-ignore] # only needed here

FAMILY = "Buku KPM"
HERE = Path(__file__).resolve().parent

GLYPHS: tuple[tuple[int, int], ...] = (
    (0x20, 0x7E),
    (0xA0, 0x17F),  # Latin-1 and Latin Extended-A
    (0x2BC, 0x2BC),  # the apostrophe of some names
    (0x2010, 0x2015),  # hyphens and dashes
    (0x2018, 0x201E),  # quotation marks
    (0x2020, 0x2022),
    (0x2026, 0x2026),
    (0x202F, 0x202F),
    (0x2030, 0x2030),
    (0x2032, 0x2033),
    (0x2039, 0x203A),
    (0x20AC, 0x20AC),
    (0x2122, 0x2122),
    (0x2190, 0x2199),  # arrows
    (0x2212, 0x2212),  # the minus of money
    (0x2248, 0x2248),
    (0x2260, 0x2260),
    (0x2264, 0x2265),
    (0x2713, 0x2713),
)
LINE = (0.98, 0.34)
"""Ascent and descent of a line in em: 21 pixels at 12 pt and 96 dpi instead of Andika's own 26."""


def make(source: Path, weight: str) -> Path:
    """Write the subset of ``source`` for ``weight`` ("Regular" or "Bold") beside this script."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 10, 13, 14]
    options.hinting = True
    options.drop_tables += ["Silt"]
    chooser = subset.Subsetter(options)
    chooser.populate(unicodes=[code for first, last in GLYPHS for code in range(first, last + 1)])
    chooser.subset(font)
    for number, text in {
        1: FAMILY,
        2: weight,
        3: f"{FAMILY} {weight} 1.0",
        4: FAMILY if weight == "Regular" else f"{FAMILY} {weight}",
        5: "Version 1.000",
        6: f"BukuKPM-{weight}",
        10: "A renamed subset with a lower line, made for a bookkeeping program.",
    }.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font["name"].names = [name for name in font["name"].names if name.platformID == 3]
    rise, fall = (round(share * font["head"].unitsPerEm) for share in LINE)
    head, metrics = font["hhea"], font["OS/2"]
    head.ascent, head.descent, head.lineGap = rise, -fall, 0
    metrics.sTypoAscender, metrics.sTypoDescender, metrics.sTypoLineGap = rise, -fall, 0
    metrics.usWinAscent, metrics.usWinDescent = rise, fall
    target = HERE / f"BukuKPM-{weight}.ttf"
    font.save(target)
    return target


if __name__ == "__main__":
    for each in ("Regular", "Bold"):
        print(make(Path(sys.argv[1]) / f"Andika-{each}.ttf", each))
