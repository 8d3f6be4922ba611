"""Where every piece of text stands on a printed page, measured from the PDF itself, and what may be said of it."""

import re
from typing import Any

from pypdf import PdfReader

from reports.document import Size
from reports.render.pdf.paper import MARGIN, SIZES

Box = tuple[float, float, float, float, str]
"""Left, right, base line, top, and the bytes of a piece of text."""

Matrix = tuple[float, float, float, float, float, float]
"""How coordinates are moved and grown, as PDF writes it."""

TELLING = re.compile(r"\bKPM\b|\bPKH\b|bansos|bantuan sosial|desil|penerima manfaat", re.IGNORECASE)
"""What no print says of a family unless she ticked it."""

_PIECE = re.compile(
    r"\bBT (?P<shown>.*?) ET\b|(?<![\w.])(?P<keep>q|Q)(?![\w.])"
    r"|(?P<moved>(?:-?[\d.]+ ){6})cm\b",
    re.DOTALL,
)
_SHOWN = re.compile(
    r"(?P<font>/F\d\+\d) 1 Tf"
    r"(?: (?P<wide>[\d.]+) 0 0 (?P<size>[\d.]+) (?P<x>-?[\d.]+) (?P<y>-?[\d.]+) Tm)?"
    r"(?: \((?P<text>(?:[^()\\]|\\.)*)\) Tj)?"
)
_ESCAPE = re.compile(r"\\(\d{3}|.)")


def boxes(page: Any) -> list[Box]:
    """Every piece of text of a page, measured by the widths that the file itself has."""
    fonts = {name: font.get_object()["/Widths"] for name, font in page["/Resources"]["/Font"].items()}
    content = page.get_contents().get_data().decode("latin-1")
    found: list[Box] = []
    here: Matrix = (1, 0, 0, 1, 0, 0)
    kept: list[Matrix] = []
    for piece in _PIECE.finditer(content):
        if piece["keep"] == "q":
            kept.append(here)
            continue
        if piece["keep"] == "Q":
            here = kept.pop()
            continue
        if piece["moved"]:
            a, b, c, d, e, f = (float(number) for number in piece["moved"].split())
            here = _within((a, b, c, d, e, f), here)
            continue
        left = x = y = wide = size = 0.0
        told = ""
        of_piece: list[Box] = []
        for shown in _SHOWN.finditer(piece["shown"]):
            if shown["x"]:
                if told:
                    of_piece.append((left, x, y, y + size, told))
                    told = ""
                wide, size, left, y = (float(shown[key]) for key in ("wide", "size", "x", "y"))
                x = left
            codes = _ESCAPE.sub(lambda one: chr(int(one[1], 8)) if one[1].isdigit() else one[1], shown["text"] or "")
            x += sum(float(fonts[shown["font"]][ord(code)]) for code in codes) / 1000 * wide
            told += codes
        of_piece.append((left, x, y, y + size, told))
        found += (_placed(one, here) for one in of_piece)
    return found


def _within(inner: Matrix, outer: Matrix) -> Matrix:
    """What ``inner`` does within what ``outer`` has done already."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _placed(box: Box, here: Matrix) -> Box:
    """The box where the page has it."""
    left, right, low, high, told = box
    corners = [
        (x * here[0] + y * here[2] + here[4], x * here[1] + y * here[3] + here[5])
        for x in (left, right)
        for y in (low, high)
    ]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return (min(across), max(across), min(up), max(up), told)


def outside(paper: PdfReader, size: Size) -> list[Box]:
    """The pieces that leave the margins of their page, which may lie on its long side."""
    return [
        one
        for page in paper.pages
        for width, height in [SIZES[size] if page.mediabox.height > page.mediabox.width else SIZES[size][::-1]]
        for one in boxes(page)
        if one[0] < MARGIN - 0.6 or one[1] > width - MARGIN + 0.6 or one[2] < MARGIN - 4 or one[3] > height - MARGIN + 4
    ]


def on_each_other(paper: PdfReader) -> list[tuple[str, str]]:
    """The pairs of pieces of which one lies on the other: a cell that is too narrow for its words or its amount."""
    pairs = []
    for page in paper.pages:
        pieces = sorted((one for one in boxes(page) if one[4].strip()), key=lambda one: one[2])
        for nth, (left, right, low, _high, piece) in enumerate(pieces):
            for other_left, other_right, other_low, _other_high, other in pieces[nth + 1 :]:
                if other_low - low > 6:
                    break
                if min(right, other_right) - max(left, other_left) > 0.8:
                    pairs.append((piece, other))
    return pairs


def words_on(paper: PdfReader) -> str:
    """All that can be read on it, each line break and run of spaces one space."""
    return " ".join(" ".join(page.extract_text().split()) for page in paper.pages)
