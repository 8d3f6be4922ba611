"""The sheets of one print: head, foot, page numbers, the practice mark, and a cursor that runs down the page.

Pages are written and packed one by one; the page number "1 of 7" is known only at the end, so each page refers to a
small shape that is drawn last, and no page waits in memory. What stands on the sheets is not this module's business.
"""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, Literal, cast

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from kpmbooks.progress import Progress
from reports.document import Document
from reports.render.pdf.letters import BOLD, REGULAR, Letters, embed_fonts
from reports.render.pdf.shapes import practice_mark, qr, rule

MM = 72 / 25.4
SIZES = {"A4": (210 * MM, 297 * MM), "F4": (215 * MM, 330 * MM)}
MARGIN = 12 * MM
FILED_MARGIN = 18 * MM
BODY = 10.0
SMALL = 9.0
LEADING = 13.0
QR_SIDE = 15 * MM


@dataclass(frozen=True, slots=True)
class Printed:
    """How many pages came out, and which characters of the texts the font could not show (a "?" stands for each)."""

    pages: int
    missing: frozenset[str]


class Paper:
    """The page being written. ``y`` is the top of what is still free; everything is in points from below."""

    def __init__(self, document: Document, target: IO[bytes], progress: Progress, *, invariant: bool) -> None:
        self._document, self._progress = document, progress
        across, down = SIZES[document.size]
        sheet = (down, across) if document.turned else (across, down)
        # Everything is measured as if the sheet were smaller, and drawn larger.
        self.width, self.height = (side / document.scale for side in sheet)
        self.left = FILED_MARGIN if document.filed else MARGIN
        self.right = self.width - MARGIN
        embed_fonts()
        self._canvas = Canvas(
            target,
            sheet,
            pageCompression=1,
            invariant=int(invariant),
            initialFontName=cast(Any, REGULAR),  # the stubs take it for a size
            lang=document.language,
        )
        self._describe()
        # ReportLab's splitString asks for the canvas's document and the canvas has no public name for it.
        self._pdf: Any = cast(Any, self._canvas)._doc  # noqa: SLF001
        self._missing: set[str] = set()
        self.regular = Letters(REGULAR, self._pdf, self._missing)
        self.bold = Letters(BOLD, self._pdf, self._missing)
        self._pages = 0
        self._trying = False
        self.top = self.bottom = self.y = 0.0
        self._begin_page()

    def put(self, operators: str) -> None:
        """Add PDF operators to the page."""
        if not self._trying:
            self._canvas.addLiteral(operators)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = BODY,
        *,
        bold: bool = False,
        align: Literal["left", "right", "middle"] = "left",
    ) -> None:
        """One line of text with its base line at ``y``."""
        letters = self.bold if bold else self.regular
        if align != "left":
            x -= letters.width(text, size) / (1 if align == "right" else 2)
        self.put(f"BT {letters.write(x, y, text, size)} ET")

    def running(
        self,
        text: str,
        size: float = BODY,
        *,
        bold: bool = False,
        x: float | None = None,
        width: float | None = None,
        leading: float = LEADING,
    ) -> None:
        """Text over as many lines as it needs, moving the cursor below it."""
        letters = self.bold if bold else self.regular
        x = self.left if x is None else x
        for line in letters.lines(text, size, self.right - x if width is None else width):
            self.need(leading)
            self.text(x, self.y - 0.8 * size, line, size, bold=bold)
            self.y -= leading

    def need(self, height: float) -> bool:
        """Turn the page when ``height`` points are not free (and would be on a new page); whether it was turned."""
        if self._trying or self.y - height >= self.bottom or self.y == self.top:
            return False
        self.turn()
        return True

    def height_of(self, draw: Callable[[], None]) -> float:
        """How much ``draw`` would take from the cursor down, were the page endless; nothing is drawn."""
        y, outer = self.y, self._trying
        self._trying = True
        try:
            draw()
            return y - self.y
        finally:
            self.y, self._trying = y, outer

    def fits(self, height: float) -> bool:
        """Whether ``height`` points are free on this page."""
        return self.y - height >= self.bottom

    @contextmanager
    def narrowed(self, left: float, right: float) -> Iterator[None]:
        """Draw between two other edges for a while."""
        edges = self.left, self.right
        self.left, self.right = left, right
        try:
            yield
        finally:
            self.left, self.right = edges

    def turn(self) -> None:
        """Finish this page and begin the next."""
        self._end_page()
        self._begin_page()

    def finish(self) -> Printed:
        """Finish the last page, write the page numbers and the file."""
        self._end_page()
        for number in range(1, self._pages + 1):
            self._canvas.beginForm(f"page{number}", 0, 0, self.width, self.height)
            words = self._document.furniture.page.format(page=number, pages=self._pages)
            self.text(self.right, self._page_number_line(number), words, SMALL, bold=True, align="right")
            self._canvas.endForm()
        self._canvas.save()
        return Printed(self._pages, frozenset(self._missing))

    def _describe(self) -> None:
        self._canvas.setTitle(f"{self._document.title}, {self._document.period}".strip(", "))
        self._canvas.setAuthor(self._document.owner)
        self._canvas.setSubject(self._document.ledger)
        self._canvas.setCreator("")

    def _begin_page(self) -> None:
        self._pages += 1
        if self._document.scale != 1:
            self.put(f"{self._document.scale:g} 0 0 {self._document.scale:g} 0 0 cm")
        document, furniture = self._document, self._document.furniture
        if document.practice:
            self.put(practice_mark(self.width, self.height))
        y = self.height - MARGIN
        if document.practice:
            self.text(self.width / 2, y - 8, furniture.practice, BODY, bold=True, align="middle")
            y -= LEADING + 1
        free = self.right - self.left - self.regular.width(furniture.printed, SMALL) - 12
        beside = document.ledger if self._pages == 1 else f"{document.title}, {document.period}".strip(", ")
        owner = self.bold.shortened(document.owner, SMALL, free)
        self.text(self.left, y - 9, owner, SMALL, bold=True)
        free -= self.bold.width(owner, SMALL)
        if beside and free > 40:
            x = self.left + self.bold.width(owner, SMALL)
            self.text(x, y - 9, self.regular.shortened(f" | {beside}" if owner else beside, SMALL, free), SMALL)
        self.text(self.right, y - 9, furniture.printed, SMALL, align="right")
        self.put(rule(self.left, y - 16, self.right, 0.8))
        self.top = self.y = y - 26
        self.bottom = MARGIN + (QR_SIDE + 10 if self._has_code_square() else 20)

    def _end_page(self) -> None:
        furniture = self._document.furniture
        if self._has_code_square():
            self.put(qr(self._document.code or "", self.left, MARGIN, QR_SIDE))
            self.put(rule(self.left, MARGIN + QR_SIDE + 5, self.right, 0.8))
            x = self.left + QR_SIDE + 10
            self.text(x, MARGIN + QR_SIDE - 12, furniture.code, BODY, bold=True)
            self.text(x, MARGIN + QR_SIDE - 25, furniture.code_note, SMALL)
            self.text(x, MARGIN + QR_SIDE - 37, furniture.foot, SMALL)
        else:
            self.put(rule(self.left, MARGIN + 12, self.right))
            self.text(self.left, MARGIN, "  |  ".join(filter(None, (furniture.code, furniture.foot))), SMALL)
        self._canvas.doForm(f"page{self._pages}")
        self._canvas.showPage()
        self._pack_page()
        self._progress.report(self._pages, None)

    def _has_code_square(self) -> bool:
        return self._pages == 1 and bool(self._document.code)

    def _page_number_line(self, number: int) -> float:
        return MARGIN + QR_SIDE / 2 - 4 if number == 1 and self._document.code else MARGIN

    def _pack_page(self) -> None:
        """Compress the page that was just closed; ReportLab would keep every page unpacked until it saves."""
        page = self._pdf.Pages.pages[-1]
        packed = zlib.compress(page.stream.encode("latin-1"))
        flate = pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")})
        page.Contents = pdfdoc.PDFStream(flate, packed)
        page.stream = None
