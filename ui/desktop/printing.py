"""Putting a finished PDF on paper: page by page, so that the window stays usable and memory holds one page at a time.

An A4 page at 300 dpi is 34 MB as a picture; finer pictures are not seen on paper. What is printed, and whether the
print is listed in the book, is not this module's business.
"""

from typing import Final

from PySide6.QtCore import QBuffer, QMarginsF, QObject, QRect, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from reports.document import Size

DPI: Final = 300


def printer_for(size: Size, title: str) -> QPrinter:
    """A printer that takes our paper to its edges: the margins are in the pages already."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(
        QPageSize(QPageSize.PageSizeId.A4)
        if size == "A4"
        else QPageSize(QSizeF(215, 330), QPageSize.Unit.Millimeter, "F4", QPageSize.SizeMatchPolicy.ExactMatch)
    )
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    printer.setFullPage(True)
    printer.setDocName(title)
    return printer


class PrintRun(QObject):
    """One document on its way to a printer, a page in each turn of the event loop.

    Call ``begin`` first: it tells whether the printer takes anything at all. ``print_pdf`` then sends the pages, and
    ``finished`` tells whether all of them went out. ``progressed`` carries the page and how many there are.
    """

    progressed = Signal(int, int)
    finished = Signal(bool)

    def __init__(self, printer: QPrinter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._printer = printer
        self._painter = QPainter()
        # In this order: the document goes before the buffer that it reads from.
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._pages: list[int] = []
        self._done = 0

    def begin(self) -> bool:
        """Whether the printer takes the job."""
        return self._painter.begin(self._printer)

    def print_pdf(self, pdf: bytes) -> None:
        """Send the pages of ``pdf`` that the person chose in the printer's dialog, all if she chose none."""
        self._buffer.setData(pdf)
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        last = self._document.pageCount()
        first = 1
        if self._printer.printRange() == QPrinter.PrintRange.PageRange and self._printer.fromPage():
            first, last = self._printer.fromPage(), min(last, self._printer.toPage())
        self._pages = list(range(first - 1, last))
        QTimer.singleShot(0, self, self._next)

    def stop(self) -> None:
        """Send no more pages, and take back what the printer has not begun."""
        if self._painter.isActive():
            self._printer.abort()
            self._end(whole=False)

    def _next(self) -> None:
        if not self._painter.isActive():
            return  # stopped meanwhile
        if self._done == len(self._pages):
            self._end(whole=True)
            return
        if self._done and not self._printer.newPage():
            self.stop()
            return
        self._draw(self._pages[self._done])
        self._done += 1
        self.progressed.emit(self._done, len(self._pages))
        QTimer.singleShot(0, self, self._next)

    def _draw(self, page: int) -> None:
        """The page as large as the paper in the printer allows, in its middle; never stretched."""
        dpi = min(DPI, self._printer.resolution())
        points = self._document.pagePointSize(page)
        image = self._document.render(page, QSize(round(points.width() * dpi / 72), round(points.height() * dpi / 72)))
        room = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        whole = points.scaled(QSizeF(room.size()), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, round(whole.width()), round(whole.height()))
        place.moveCenter(QRect(0, 0, room.width(), room.height()).center())
        self._painter.drawImage(place, image)

    def _end(self, *, whole: bool) -> None:
        self._painter.end()
        self._document.close()
        self._buffer.close()
        self.finished.emit(whole)
