"""The pictograms of members as PDF paths: the picture set's own SVG outlines, so that paper and window show the same.

Reads the little of SVG that the set uses: paths of lines, curves and arcs on a grid of 256, some of them lighter.
"""

import re
from functools import cache
from pathlib import Path

from reports.render.pdf.outline import outline_operators

FOLDER = Path(__file__).parents[2] / "resources" / "pictograms"
GRID = 256.0
LIGHT = 0.86
"""The grey of what the set draws with a fifth of its colour: it stays lighter than any line on a third copy."""

_PATH = re.compile(r"<path\b([^>]*)/?>")
_OUTLINE = re.compile(r'\bd="([^"]*)"')


def pictogram(name: str, x: float, y: float, side: float) -> str:
    """The picture ``side`` points wide, its lower left corner at (x, y); FileNotFoundError for none of the set."""
    scale = side / GRID
    return f"q {scale:.5f} 0 0 {-scale:.5f} {x:.2f} {y + side:.2f} cm {_operators(name)} Q"


@cache
def _operators(name: str) -> str:
    source = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    parts = []
    for found in _PATH.finditer(source):
        outline = _OUTLINE.search(found[1])
        if outline is not None:
            grey = LIGHT if "opacity" in found[1] else 0
            parts.append(f"{grey:g} g {' '.join(outline_operators(outline[1]))} f")
    return f"{' '.join(parts)} 0 g"
