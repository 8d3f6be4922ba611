"""A printed page as a fax machine sends it: 204 x 196 dots an inch, each of them black or white."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

ACROSS, DOWN = 204, 196
"""Dots an inch of a fax in its fine mode."""

_INCH = 72


class Sheet:
    """One page in black and white. Places are points from the lower left corner, as in the file."""

    def __init__(self, image: QImage, height: float) -> None:
        self.width, self._height = image.width(), height
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        self._rows: list[int] = []
        bytes_a_line = grey.bytesPerLine()
        dots = bytes(grey.constBits())
        black = bytes(1 if level < 128 else 0 for level in range(256))
        for line in range(grey.height()):
            row = dots[line * bytes_a_line : line * bytes_a_line + self.width].translate(black)
            self._rows.append(int("".join(map(str, row)), 2))

    def ink(self, left: float, low: float, right: float, top: float) -> float:
        """Which part of a place is black."""
        first, last = max(round(left * ACROSS / _INCH), 0), min(round(right * ACROSS / _INCH), self.width)
        upper = max(round((self._height - top) * DOWN / _INCH), 0)
        lower = min(round((self._height - low) * DOWN / _INCH), len(self._rows))
        across = last - first
        if across <= 0 or lower <= upper:
            return 0.0
        mask = (1 << across) - 1
        black = sum((row >> (self.width - last) & mask).bit_count() for row in self._rows[upper:lower])
        return black / (across * (lower - upper))


def faxed(paper: bytes) -> list[Sheet]:
    """Every page of a PDF."""
    buffer = QBuffer()
    buffer.setData(QByteArray(paper))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    sheets = []
    for page in range(document.pageCount()):
        size = document.pagePointSize(page)
        dots = QSize(round(size.width() * ACROSS / _INCH), round(size.height() * DOWN / _INCH))
        drawn = document.render(page, dots)
        image = QImage(drawn.size(), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.drawImage(0, 0, drawn)
        painter.end()
        sheets.append(Sheet(image, size.height()))
    document.close()
    return sheets
