"""Slips and cards for single persons: pictogram and name, lines, one large figure, and dashed edges to cut along."""

from reports.document import Nameplate, Slip, SlipSheet
from reports.render.pdf.paper import BODY, SMALL, Paper
from reports.render.pdf.pictogram import pictogram
from reports.render.pdf.shapes import box, rule

ACROSS = 2
GAP = 6.0
EDGE = 9.0
"""Room between the cut and what stands on a slip."""

PLATE = 46.0
TINY = 7.5


def draw_nameplate(paper: Paper, plate: Nameplate) -> None:
    """The pictogram with the name and the lines right of it."""
    height = max(PLATE, 20 + len(plate.lines) * 13.0) + 8
    paper.need(height)
    top, x = paper.y, paper.left + PLATE + 10
    paper.put(pictogram(plate.mark, paper.left, top - PLATE, PLATE))
    paper.text(x, top - 14, paper.bold.shortened(plate.name, 15, paper.right - x), 15, bold=True)
    wide = max((paper.regular.width(name, SMALL) for name, _ in plate.lines), default=0.0) + 8
    for nth, (name, text) in enumerate(plate.lines):
        base = top - 29 - nth * 13
        paper.text(x, base, name, SMALL)
        paper.text(x + wide, base, paper.bold.shortened(text, BODY, paper.right - x - wide), BODY, bold=True)
    paper.y = top - height


def draw_slips(paper: Paper, sheet: SlipSheet) -> None:
    """All slips, in the order of reading, a new page when one is full."""
    down = sheet.a_page // ACROSS
    width = (paper.right - paper.left - GAP * (ACROSS - 1)) / ACROSS
    for first in range(0, len(sheet.slips), sheet.a_page):
        if first:
            paper.turn()
        top = paper.y
        height = (top - paper.bottom - GAP * down) / down
        for place, slip in enumerate(sheet.slips[first : first + sheet.a_page]):
            x = paper.left + place % ACROSS * (width + GAP)
            y = top - (place // ACROSS) * (height + GAP)
            paper.put(f"[5 4] 0 d {box(x, y - height, width, height, edge=0.6)} [] 0 d")
            _Drawn(paper, slip, x + EDGE, x + width - EDGE, large=sheet.a_page == 4).draw(sheet.owner, y, y - height)
    paper.y = paper.bottom


class _Drawn:
    """One slip between two edges. What stands below is drawn first; the lines share what is left."""

    def __init__(self, paper: Paper, slip: Slip, left: float, right: float, *, large: bool) -> None:
        self._paper, self._slip, self._left, self._right = paper, slip, left, right
        self._large = large
        self._side, self._name = (56.0, 16.0) if large else (33.0, 12.0)
        self._figure, self._most = (34.0, 15.0) if large else (20.0, 10.0)

    def draw(self, owner: str, top: float, bottom: float) -> None:
        """Draw it from ``top`` down to ``bottom``."""
        paper, slip = self._paper, self._slip
        paper.put(pictogram(slip.mark, self._left, top - 4 - self._side, self._side))
        x = self._left + self._side + 6
        beside = self._right - x
        paper.text(x, top - 11, paper.regular.shortened(owner, TINY, beside), TINY)
        base = top - 11 - self._name
        for words in paper.bold.lines(slip.name, self._name, beside)[:2] if self._large else [slip.name]:
            size = max(self._name * min(1.0, beside / max(paper.bold.width(words, self._name), 1)), TINY)
            paper.text(x, base, paper.bold.shortened(words, size, beside), size, bold=True)
            base -= self._name * 1.1
        paper.text(x, base + 1, paper.regular.shortened(slip.title, TINY + 0.5, beside), TINY + 0.5)
        y = min(top - 6 - self._side, base - 3)
        paper.put(rule(self._left, y, self._right, 0.5))
        self._lines(y - 1, self._below(bottom + 5))

    def _below(self, y: float) -> float:
        """Draw from the foot upwards and say where that ends."""
        paper, slip, free = self._paper, self._slip, self._right - self._left
        if slip.sign:
            each = free / len(slip.sign)
            for nth, words in enumerate(slip.sign):
                x = self._left + nth * each
                paper.put(rule(x + 2, y + 8, x + each - 8, 0.5))
                paper.text(x + 2, y, paper.regular.shortened(words, TINY, each - 10), TINY)
            y += 30 if self._large else 22
        foot = [" ".join(slip.foot)] if slip.foot and not self._large else slip.foot
        for words in reversed([line for one in foot for line in paper.regular.lines(one, TINY, free)]):
            paper.text(self._left, y, words, TINY)
            y += 9
        for words in reversed(paper.regular.lines(slip.words, TINY + 0.5, free) if slip.words else ()):
            paper.text(self._left, y + 1, words, TINY + 0.5)
            y += 9.5
        if slip.figure or slip.label:
            room = free - paper.regular.width(slip.label, SMALL) - 8
            size = min(self._figure, self._figure * room / max(paper.bold.width(slip.figure, self._figure), 1))
            base = y + 0.25 * size
            paper.text(self._left, base, slip.label, SMALL)
            if slip.figure:
                paper.text(self._right, base, slip.figure, size, bold=True, align="right")
            else:
                paper.put(rule(self._right - room, base - 1, self._right, 0.5))
            y += self._figure * 1.2
            paper.put(rule(self._left, y, self._right, 0.5))
        return y

    def _lines(self, top: float, bottom: float) -> None:
        paper, lines = self._paper, self._slip.lines
        if not lines:
            return
        pitch = min(self._most * 1.3, (top - bottom - 2) / len(lines))
        size = min(self._most, pitch * 0.86)
        for nth, (name, text) in enumerate(lines):
            base = top - (nth + 1) * pitch + pitch * 0.22
            # An amount is drawn smaller before its name is shortened to nothing; it is never cut itself.
            most = (self._right - self._left) * 0.62
            fitting = size * min(1.0, most / max(paper.bold.width(text, size), 1))
            room = self._right - self._left - paper.bold.width(text, fitting) - 6
            paper.text(self._left, base, paper.regular.shortened(name, size, room), size)
            if text:
                paper.text(self._right, base, text, fitting, bold=True, align="right")
            else:
                x = self._left + paper.regular.width(name, size) + 6
                paper.put(rule(min(x, self._right - 40), base - 1, self._right, 0.4))
