"""The print font within one PDF: widths, breaking into lines, and text as PDF operators; no letter is lost silently.

ReportLab embeds the font; the operators are written here, because drawing each string through a canvas costs most of
the time of a long print. Sizes and widths are points.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "BukuKPM-Regular"
BOLD = "BukuKPM-Bold"
FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
UNKNOWN = "?"


def embed_fonts() -> None:
    """Make both faces known to ReportLab; it keeps them for the whole process, so reading them again is saved."""
    for name in (REGULAR, BOLD):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(FOLDER / f"{name}.ttf")))


class Letters:
    """One face in one PDF. ``missing`` collects the characters that the font does not have and that were replaced."""

    def __init__(self, name: str, document: PDFDocument, missing: set[str]) -> None:
        self._font = cast(TTFont, pdfmetrics.getFont(name))
        self._codes = _Codes(self._font, document, missing)
        self._widths = _Widths(self._font)
        self.tag = self._font.getSubsetInternalName(0, document)

    def width(self, text: str, size: float) -> float:
        """How wide ``text`` is, in points."""
        return sum(map(self._widths.__getitem__, text)) * size

    def write(self, x: float, y: float, text: str, size: float, squeeze: float = 1.0) -> str:
        """Operators that show ``text`` from (x, y); to stand between BT and ET. ``squeeze`` below 1 makes it narrower.

        The size is in the matrix, so that a rare character from the font's second subset needs no size of its own.
        """
        codes = "".join(map(self._codes.__getitem__, text))
        return f"{self.tag} 1 Tf {size * squeeze:.5g} 0 0 {size:g} {x:.2f} {y:.2f} Tm ({codes}) Tj"

    def lines(self, text: str, size: float, width: float) -> list[str]:
        """``text`` broken at spaces into lines not wider than ``width``; a word that is too long is cut."""
        if "\n" not in text and self.width(text, size) <= width:
            return [text]
        found: list[str] = []
        for paragraph in text.split("\n"):
            line = ""
            for word in paragraph.split():
                longer = f"{line} {word}" if line else word
                if self.width(longer, size) <= width:
                    line = longer
                    continue
                if line:
                    found.append(line)
                *full, line = self.cut(word, size, width)
                found += full
            found.append(line)
        return found

    def shortened(self, text: str, size: float, width: float) -> str:
        """``text``, or as much of it as fits with an ellipsis; for names in a head, never for amounts."""
        if self.width(text, size) <= width:
            return text
        return f"{next(self.cut(text, size, width - self.width('…', size))).rstrip()}…"

    def cut(self, word: str, size: float, width: float) -> Iterator[str]:
        """``word`` in pieces not wider than ``width``, at least one character each."""
        piece = ""
        for character in word:
            if piece and self.width(piece + character, size) > width:
                yield piece
                piece = ""
            piece += character
        yield piece


class _Widths(dict[str, float]):
    """Character → width at size 1, looked up in the font once."""

    def __init__(self, font: TTFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, character: str) -> float:
        shown, _ = _drawable(character, self._font)
        face = self._font.face
        width = float(sum(face.charWidths.get(ord(each), face.defaultWidth) for each in shown)) / 1000
        self[character] = width
        return width


class _Codes(dict[str, str]):
    """Character → its bytes in a PDF string of the font's first subset, leaving and re-entering it where needed."""

    def __init__(self, font: TTFont, document: PDFDocument, missing: set[str]) -> None:
        super().__init__()
        self._font, self._document, self._missing = font, document, missing

    def __missing__(self, character: str) -> str:
        shown, complete = _drawable(character, self._font)
        if not complete:
            self._missing.add(character)
        codes = ""
        for subset, string in self._font.splitString(shown, self._document):
            octal = "".join(
                f"\\{byte:03o}" if byte < 32 or byte > 126 or byte in b"()\\" else chr(byte) for byte in string
            )
            if subset:
                first, other = (self._font.getSubsetInternalName(number, self._document) for number in (0, subset))
                octal = f") Tj {other} 1 Tf ({octal}) Tj {first} 1 Tf ("
            codes += octal
        self[character] = codes
        return codes


def _drawable(character: str, font: TTFont) -> tuple[str, bool]:
    """What stands for ``character`` in this font, and whether that says all of it.

    A space of any kind becomes a space, a joiner or control character nothing, a ligature its letters, an accented
    letter that the font lacks its plain letter; anything else (a picture sign, another script) a question mark.
    """
    known = font.face.charToGlyph
    if ord(character) in known and character.isprintable():
        return character, True
    if character.isspace():
        return " ", True
    category = unicodedata.category(character)
    if category in ("Cc", "Cf") or unicodedata.name(character, "").startswith("VARIATION SELECTOR"):
        return "", True
    if category.startswith("M"):
        return "", False
    parts = unicodedata.normalize("NFKD", character)
    letters = "".join(part for part in parts if not unicodedata.combining(part))
    if letters and all(ord(letter) in known for letter in letters):
        return letters, letters == parts
    return UNKNOWN, False
