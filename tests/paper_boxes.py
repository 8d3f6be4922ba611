"""Where every piece of text stands on a printed page, measured from the PDF itself, and what may be said of it."""

import re
from typing import Any

from pypdf import PdfReader

from reports.document import Size
from reports.render.pdf.paper import MARGIN, SIZES

Box = tuple[float, float, float, float, str]
"""Left, right, base line, top, and the bytes of a piece of text."""

TELLING = re.compile(r"\bKPM\b|\bPKH\b|bansos|bantuan sosial|desil|penerima manfaat", re.IGNORECASE)
"""What no print says of a family unless she ticked it."""

_PIECE = re.compile(r"BT (.*?) ET", re.DOTALL)
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
    found = []
    for piece in _PIECE.finditer(content):
        left = x = y = wide = size = 0.0
        told = ""
        for shown in _SHOWN.finditer(piece[1]):
            if shown["x"]:
                if told:
                    found.append((left, x, y, y + size, told))
                    told = ""
                wide, size, left, y = (float(shown[key]) for key in ("wide", "size", "x", "y"))
                x = left
            codes = _ESCAPE.sub(lambda one: chr(int(one[1], 8)) if one[1].isdigit() else one[1], shown["text"] or "")
            x += sum(float(fonts[shown["font"]][ord(code)]) for code in codes) / 1000 * wide
            told += codes
        found.append((left, x, y, y + size, told))
    return found


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
