"""A long Buku Kas as PDF, beside a bare canvas that draws the same strings; and the memory it takes beyond idle."""

import io
import subprocess
import sys
from collections.abc import Iterator

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kpmbooks import house, ledger
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.money import format_amount
from reports import REPORTS, ReportHead, Request
from reports.render import pdf
from reports.render.pdf import letters
from tests.bench.figures import Figure, medians
from tests.bench.shelf import TODAY, Shelf

ENTRIES = 11_200
"""Of the example's entries nine in ten move cash: this many make a cash book of 10,000 lines."""
FONT = "bare"
LINES_A_PAGE = 42
PLACES = (36, 110, 380, 450, 540)

# The peak of the process's own memory as Linux tells it: that of getrusage begins with the parent's.
_ALONE = """
import sys
from pathlib import Path
from tests.bench.paper import Printing
from kpmbooks import house
def told(word):
    return int(Path("/proc/self/status").read_text().split(word + ":")[1].split()[0])
with house.open_book(Path(sys.argv[1])) as book, book.read() as reader:
    printing = Printing(reader)
    idle = told("VmRSS")
    printing.draw()
    print(told("VmHWM") - idle)
"""


class Printing:
    """The Buku Kas of a book's whole life, ready to be drawn."""

    def __init__(self, reader: Reader) -> None:
        place = ledger.default_ledger(reader)
        self._period = Period(reader.owner.start, TODAY)
        account = ledger.find_account(reader, place, "Kas")
        self.statement = REPORTS["cash-book"].statement(reader, Request(place, account, self._period))
        self._head = ReportHead(reader.owner.name, self._period, practice=True, sector=reader.owner.sector)

    def draw(self) -> None:
        """Word and draw it, reading its lines as they come."""
        document = REPORTS["cash-book"].document(self.statement, self._head, translator("id"))
        pdf.render(document, io.BytesIO(), invariant=True)

    def strings(self) -> list[tuple[str, ...]]:
        """The words and amounts of each line, as they stand on the paper."""
        return [
            (
                row.number,
                f"{row.kind} {row.memo}",
                format_amount(row.money_in, symbol=False),
                format_amount(row.money_out, symbol=False),
                "" if row.balance is None else format_amount(row.balance, symbol=False),
            )
            for row in self.statement.rows
        ]


def bare(lines: list[tuple[str, ...]]) -> None:
    """What ReportLab alone needs for these strings and a thin rule under each line."""
    canvas = Canvas(io.BytesIO(), pagesize=A4)
    for nth, line in enumerate(lines):
        within = nth % LINES_A_PAGE
        if within == 0:
            if nth:
                canvas.showPage()
            canvas.setFont(FONT, 10)
        y = 780 - 17 * within
        for place, text in zip(PLACES[:2], line[:2], strict=True):
            canvas.drawString(place, y, text)
        for place, text in zip(PLACES[2:], line[2:], strict=True):
            canvas.drawRightString(place, y, text)
        canvas.line(36, y - 5, 559, y - 5)
    canvas.save()


def run(shelf: Shelf, entries: int) -> Iterator[Figure]:
    """Time and memory of a cash book of 10,000 lines, whatever the size of the other books."""
    path = shelf.book(ENTRIES)
    with house.open_book(path) as book, book.read() as reader:
        printing = Printing(reader)
        lines = printing.strings()
        pdfmetrics.registerFont(TTFont(FONT, str(letters.FOLDER / f"{letters.REGULAR}.ttf")))
        value, baseline = medians((printing.draw, lambda: bare(lines)), runs=3, warm_up=1)
        yield Figure(f"Buku Kas of {len(lines):,} lines", value, "ms", "a bare canvas", baseline, most_times=2)
    told = subprocess.run([sys.executable, "-c", _ALONE, str(path)], check=True, capture_output=True, text=True)
    yield Figure(f"memory for {len(lines):,} lines beyond idle", int(told.stdout) / 1024, "MB", most=60)
