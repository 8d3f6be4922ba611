"""Drawn shapes as PDF operators: boxes, rules, source marks, stripes, the QR square and the practice mark.

Whatever must be told apart is told apart by shape and outline, never by grey alone. Coordinates are points from the
lower left corner of the page.
"""

from math import cos, pi, sin

import segno

from reports.document import Source

FILL = 0.722  # #B8B8B8
GROUND = 0.953  # #F3F3F3
HEAD_GROUND = 0.929  # #EDEDED
FAINT = 0.816  # #D0D0D0


def box(x: float, y: float, width: float, height: float, *, ground: float | None = None, edge: float = 0) -> str:
    """A rectangle from its lower left corner, filled with a grey and outlined with ``edge`` points where given."""
    shape = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
    if ground is None:
        return f"{edge:g} w {shape} S"
    if edge:
        return f"{ground:g} g {edge:g} w {shape} B 0 g"
    return f"{ground:g} g {shape} f 0 g"


def rounded(
    x: float, y: float, width: float, height: float, *, radius: float = 4, ground: float | None = None, edge: float = 1
) -> str:
    """A box with round corners."""
    right, top = x + width, y + height
    k = radius * 0.4477
    path = " ".join(
        (
            f"{x + radius:.2f} {y:.2f} m {right - radius:.2f} {y:.2f} l",
            f"{right - k:.2f} {y:.2f} {right:.2f} {y + k:.2f} {right:.2f} {y + radius:.2f} c",
            f"{right:.2f} {top - radius:.2f} l",
            f"{right:.2f} {top - k:.2f} {right - k:.2f} {top:.2f} {right - radius:.2f} {top:.2f} c",
            f"{x + radius:.2f} {top:.2f} l",
            f"{x + k:.2f} {top:.2f} {x:.2f} {top - k:.2f} {x:.2f} {top - radius:.2f} c",
            f"{x:.2f} {y + radius:.2f} l",
            f"{x:.2f} {y + k:.2f} {x + k:.2f} {y:.2f} {x + radius:.2f} {y:.2f} c h",
        )
    )
    if ground is None:
        return f"{edge:g} w {path} S"
    return f"{ground:g} g {edge:g} w {path} B 0 g"


def rule(x: float, y: float, to_x: float, width: float = 0.5, grey: float = 0) -> str:
    """A line across."""
    return f"{grey:g} G {width:g} w {x:.2f} {y:.2f} m {to_x:.2f} {y:.2f} l S 0 G"


def striped(x: float, y: float, width: float, height: float, gap: float = 4) -> str:
    """A white bar with stripes at 45° and an outline: as different from solid grey as two bars can be on a fax."""
    lines = []
    offset = -height
    while offset < width:
        lines.append(f"{x + offset:.2f} {y:.2f} m {x + offset + height:.2f} {y + height:.2f} l")
        offset += gap
    clip = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
    return f"q {clip} W n 1.1 w {' '.join(lines)} S Q 0.8 w {clip} S"


def source_mark(source: Source, x: float, y: float, size: float = 6) -> str:
    """● drawer, ◆ receipt, ■ sheet, ▲ message, □ typed, ○ remembered; (x, y) is the lower left corner."""
    half = size / 2
    if source in ("drawer", "remembered"):
        return _circle(x + half, y + half, half - 0.4) + (" f" if source == "drawer" else " 0.9 w S")
    if source == "sheet":
        return f"{x + 0.3:.2f} {y + 0.3:.2f} {size - 0.6:.2f} {size - 0.6:.2f} re f"
    if source == "typed":
        return f"0.9 w {x + 0.6:.2f} {y + 0.6:.2f} {size - 1.2:.2f} {size - 1.2:.2f} re S"
    if source == "receipt":
        corners: tuple[tuple[float, float], ...] = ((half, -0.4), (size + 0.4, half), (half, size + 0.4), (-0.4, half))
    else:
        corners = ((-0.3, 0), (size + 0.3, 0), (half, size))
    return _polygon([(x + dx, y + dy) for dx, dy in corners]) + " f"


def tick(x: float, y: float) -> str:
    """✓ drawn from its lower left corner, 8 wide: it needs no letter of the font."""
    return f"1.5 w {x:.2f} {y + 3.4:.2f} m {x + 2.6:.2f} {y + 0.4:.2f} l {x + 7.4:.2f} {y + 7.2:.2f} l S"


def hollow_square(x: float, y: float, side: float = 8) -> str:
    """□ for what is still open, large enough for a tick by hand."""
    return f"0.9 w {x:.2f} {y:.2f} {side:.2f} {side:.2f} re S"


def question(x: float, y: float) -> str:
    """A question mark as strokes: nobody has looked yet."""
    return (
        f"1.3 w {x + 1.2:.2f} {y + 5.4:.2f} m {x + 1.2:.2f} {y + 8.2:.2f} {x + 6.2:.2f} {y + 8.2:.2f} "
        f"{x + 6.2:.2f} {y + 5.4:.2f} c {x + 6.2:.2f} {y + 3.9:.2f} {x + 3.7:.2f} {y + 4:.2f} "
        f"{x + 3.7:.2f} {y + 2.2:.2f} c S {x + 2.9:.2f} {y - 0.4:.2f} 1.6 1.6 re f"
    )


def dashed(x: float, y: float, width: float, height: float) -> str:
    """A dashed frame with round corners around what cannot be proved."""
    return f"q [3 2.4] 0 d {rounded(x, y, width, height, edge=0.9)} Q"


def dashes(x: float, y: float, to_x: float, width: float = 1.5) -> str:
    """A dashed line across, white beneath it so that it is seen over a bar too."""
    line = f"{x:.2f} {y:.2f} m {to_x:.2f} {y:.2f} l S"
    return f"q 1 G {width + 2:g} w {line} Q q [5 3] 0 d {width:g} w {line} Q"


def qr(text: str, x: float, y: float, side: float) -> str:
    """``text`` as a QR square; the runs of a line are one box each, so that no hairline shows between them."""
    matrix = segno.make(text, error="m", micro=False).matrix
    module = side / len(matrix)
    boxes = []
    for number, line in enumerate(matrix):
        start: int | None = None
        for column, dark in enumerate((*line, 0)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                left, low = x + start * module, y + side - (number + 1) * module
                boxes.append(f"{left:.3f} {low:.3f} {(column - start) * module:.3f} {module + 0.02:.3f} re")
                start = None
    return " ".join(boxes) + " f"


_LETTERS: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "L": (((0, 0), (6, 0), (6, 2), (2, 2), (2, 10), (0, 10)),),
    "A": (
        ((0, 0), (2, 0), (2.6, 2.4), (5.4, 2.4), (6, 0), (8, 0), (5.2, 10), (2.8, 10)),
        ((3.1, 4.2), (4.9, 4.2), (4, 7.8)),
    ),
    "T": (((3, 0), (5, 0), (5, 8), (8, 8), (8, 10), (0, 10), (0, 8), (3, 8)),),
    "I": (((0, 0), (2, 0), (2, 10), (0, 10)),),
    "H": (((0, 0), (2, 0), (2, 4), (5, 4), (5, 0), (7, 0), (7, 10), (5, 10), (5, 6), (2, 6), (2, 10), (0, 10)),),
    "N": (((0, 0), (2, 0), (2, 6.4), (5, 0), (7, 0), (7, 10), (5, 10), (5, 3.6), (2, 10), (0, 10)),),
}
"""The letters of LATIHAN as outlines on a grid ten high: a watermark that is no text and cannot be searched away."""


def practice_mark(width: float, height: float) -> str:
    """LATIHAN across the page as faint outlines."""
    word = "LATIHAN"
    advance = {letter: max(x for x, _ in outlines[0]) + 1.8 for letter, outlines in _LETTERS.items()}
    total = sum(advance[letter] for letter in word) - 1.8
    angle = pi / 2 - 0.62  # a little flatter than the diagonal of the page
    scale = 0.66 * (width**2 + height**2) ** 0.5 / total
    turn = f"{cos(angle) * scale:.4f} {sin(angle) * scale:.4f} {-sin(angle) * scale:.4f} {cos(angle) * scale:.4f}"
    paths = []
    x = -total / 2
    for letter in word:
        paths += [_polygon([(x + dx, dy - 5) for dx, dy in outline]) for outline in _LETTERS[letter]]
        x += advance[letter]
    return f"q {turn} {width / 2:.2f} {height / 2:.2f} cm {FAINT} G {1.4 / scale:.4f} w {' '.join(paths)} S Q"


def _polygon(corners: list[tuple[float, float]]) -> str:
    (x, y), *others = corners
    return f"{x:.2f} {y:.2f} m " + " ".join(f"{x:.2f} {y:.2f} l" for x, y in others) + " h"


def _circle(x: float, y: float, radius: float) -> str:
    k = radius * 0.5523
    return (
        f"{x + radius:.2f} {y:.2f} m "
        f"{x + radius:.2f} {y + k:.2f} {x + k:.2f} {y + radius:.2f} {x:.2f} {y + radius:.2f} c "
        f"{x - k:.2f} {y + radius:.2f} {x - radius:.2f} {y + k:.2f} {x - radius:.2f} {y:.2f} c "
        f"{x - radius:.2f} {y - k:.2f} {x - k:.2f} {y - radius:.2f} {x:.2f} {y - radius:.2f} c "
        f"{x + k:.2f} {y - radius:.2f} {x + radius:.2f} {y - k:.2f} {x + radius:.2f} {y:.2f} c h"
    )
