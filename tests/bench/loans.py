"""Every paper of a loan of a long book, one after another, beside its figures in plain SQL and a bare canvas.

The canvas draws the same lines of the same pages, a file for each paper, in the program's own letters.
"""

import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kpmbooks import group, house, ledger, loans, recording
from kpmbooks.book import Book, Reader
from kpmbooks.dates import Period, month_of
from kpmbooks.i18n import translator
from kpmbooks.storage import driver
from reports import LOAN, Report, ReportHead, Request
from reports.render import pdf
from reports.render.pdf import letters
from tests.bench.figures import Figure, medians
from tests.bench.shelf import TODAY, Shelf

LARGEST = 100_000
MEMBERS = 12
ASKED = {"lender": "jakpreneur", "amount": "6000000", "periods": "12"}
PLAIN, STRONG = "bare-plain", "bare-strong"
TOP, STEP, LOWEST = 800, 12.5, 40

_ACCOUNTS = """
    SELECT a.id, a.type, a.role, a.is_cash FROM accounts a JOIN funds f ON f.id = a.fund_id
    WHERE a.ledger_id = :ledger AND f.role = 'usaha'
"""
_MONTHS = """
    SELECT substr(d.day, 1, 7), a.type, coalesce(a.role, ''), sum(d.debit - d.credit) FROM account_days d
    JOIN accounts a ON a.id = d.account_id JOIN funds f ON f.id = a.fund_id
    WHERE a.ledger_id = :ledger AND f.role = 'usaha' AND d.day BETWEEN :first AND :last GROUP BY 1, 2, 3
"""
_BEFORE = """
    SELECT substr(e.day, 1, 7), a.type, sum(p.amount) FROM entries e JOIN postings p ON p.entry_id = e.id
    JOIN accounts a ON a.id = p.account_id WHERE e.ledger_id = :ledger AND e.kind = 'saldo_awal' AND e.folds = 0
    AND e.day BETWEEN :first AND :last GROUP BY 1, 2
"""
_DAYS = """
    SELECT d.day, sum(d.credit - d.debit) FROM account_days d JOIN accounts a ON a.id = d.account_id
    JOIN funds f ON f.id = a.fund_id WHERE a.ledger_id = :ledger AND f.role = 'usaha'
    AND a.type IN ('revenue', 'contra-revenue') AND d.day BETWEEN :first AND :last GROUP BY 1
"""
# Of each record what it touched; what was taken back and what takes back are none.
_RECORDS = """
    SELECT day, source, written, count(*), sum(sold), sum(bought), sum(spent), sum(closing) FROM (
        SELECT e.day, e.source, date(e.written_at / 1000 + e.offset_minutes * 60, 'unixepoch') AS written,
            e.kind = 'tutup_lapak' AS closing,
            max(a.type IN ('revenue', 'contra-revenue') AND p.amount < 0) AS sold,
            max(a.type IN ('cost', 'contra-cost')) AS bought,
            max(a.type IN ('expense', 'other-expense')) AS spent
        FROM entries e JOIN postings p ON p.entry_id = e.id JOIN accounts a ON a.id = p.account_id
        WHERE e.ledger_id = :ledger AND e.day BETWEEN :start AND :today AND e.reverses IS NULL
        AND e.kind NOT IN (SELECT value FROM json_each(:uncounted))
        AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id) GROUP BY e.id
    ) GROUP BY 1, 2, 3
"""
_SOON = """
    SELECT sum(julianday(date(e.written_at / 1000 + e.offset_minutes * 60, 'unixepoch')) - julianday(e.day) <= 2),
        count(*)
    FROM entries e WHERE e.ledger_id = :ledger AND e.day BETWEEN :start AND :today AND e.reverses IS NULL
    AND e.kind NOT IN (SELECT value FROM json_each(:uncounted))
    AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id)
"""
_CHANGED = """
    SELECT count(*), max(r.written_at - o.written_at) FROM entries r JOIN entries o ON o.id = r.reverses
    WHERE r.reverses IS NOT NULL AND o.ledger_id + 0 = :ledger
"""
_BACK = "SELECT count(*) FROM entries WHERE clock_back = 1"
_SOLD = """
    SELECT m.good_id, count(*), -sum(m.quantity), sum(m.amount) FROM goods_movements m
    JOIN entries e ON e.id = m.entry_id WHERE e.ledger_id = :ledger AND m.act = 'sell'
    AND e.day BETWEEN :first AND :last GROUP BY 1
"""
_POSITION = """
    SELECT a.id, sum(d.debit - d.credit) FROM account_months d JOIN accounts a ON a.id = d.account_id
    JOIN funds f ON f.id = a.fund_id WHERE a.ledger_id = :ledger AND f.role = 'usaha' GROUP BY 1
"""
_WORDS = "SELECT id FROM texts WHERE text LIKE '%bansos%' OR text LIKE '%bantuan%' OR text LIKE '%pkh%'"
_ANSWERS = """
    SELECT a.question, t.text FROM loan_answers a JOIN texts t ON t.id = a.answer_id
    WHERE a.id IN (SELECT max(id) FROM loan_answers WHERE ledger_id = :ledger GROUP BY question)
"""
_MEMBERS = "SELECT m.uid, f.fact, f.value FROM members m LEFT JOIN facts f ON f.subject = m.uid"


class Pack:
    """The papers that a book offers, and what is asked for in them."""

    def __init__(self, reader: Reader) -> None:
        self.place = ledger.default_ledger(reader)
        self._wish = Request(
            self.place,
            ledger.find_account(reader, self.place, "Kas"),
            Period(reader.owner.start, TODAY),
            asked=ASKED,
        )
        self._head = ReportHead(reader.owner.name, self._wish.period, practice=True, sector=reader.owner.sector)
        self.papers: tuple[Report, ...] = tuple(one for one in LOAN.values() if one.offered(reader, self.place))

    def draw(self, reader: Reader) -> list[bytes]:
        """Read and draw them."""
        drawn = []
        for paper in self.papers:
            stream = io.BytesIO()
            told = paper.statement(reader, self._wish)
            pdf.render(paper.document(told, self._head, translator("id")), stream, invariant=True)
            drawn.append(stream.getvalue())
        return drawn


class Raw:
    """The same figures, asked of the file by hand."""

    def __init__(self, path: Path, place: int, start: str) -> None:
        self.connection = driver().connect(str(path), isolation_level=None)
        uncounted = [kind.id for kind in recording.kinds().values() if not kind.counts_day]
        year = TODAY.replace(year=TODAY.year - 1)
        self._asked = {
            "ledger": place,
            "start": start,
            "today": TODAY.isoformat(),
            "first": max(start, month_of(year).last.isoformat()),
            "last": month_of(TODAY).last.isoformat(),
            "uncounted": json.dumps(uncounted),
        }

    def all(self, sql: str) -> list[Any]:
        """The rows of one question."""
        return list(self.connection.execute(sql, self._asked).fetchall())

    def figures(self) -> tuple[int, int, dict[str, int]]:
        """Ask for everything; gives records, soon ones, and the records of each source."""
        for sql in (_ACCOUNTS, _MONTHS, _BEFORE, _DAYS, _CHANGED, _BACK, _SOLD, _POSITION, _WORDS, _ANSWERS, _MEMBERS):
            self.all(sql)
        sources: Counter[str] = Counter()
        for _day, source, _written, records, *_touched in self.all(_RECORDS):
            sources[source] += records
        [(soon, counted)] = self.all(_SOON)
        return counted, soon, dict(sources)


def bare(papers: list[list[list[str]]]) -> None:
    """What ReportLab alone needs for these lines and a thin rule under each."""
    for pages in papers:
        canvas = Canvas(io.BytesIO(), pagesize=A4)
        for lines in pages:
            step = min(STEP, (TOP - LOWEST) / max(len(lines), 1))
            for nth, line in enumerate(lines):
                canvas.setFont(STRONG if nth % 8 == 0 else PLAIN, 9)
                canvas.drawString(36, TOP - step * nth, line)
                canvas.line(36, TOP - step * nth - 3, 559, TOP - step * nth - 3)
            canvas.showPage()
        canvas.save()


def run(shelf: Shelf, entries: int) -> Iterator[Figure]:
    """At ``entries``, a hundred thousand at the most, and at a tenth of it."""
    large = min(entries, LARGEST)
    pdfmetrics.registerFont(TTFont(PLAIN, str(letters.FOLDER / f"{letters.REGULAR}.ttf")))
    pdfmetrics.registerFont(TTFont(STRONG, str(letters.FOLDER / f"{letters.BOLD}.ttf")))
    for size in (large // 10, large):
        yield from _measured(shelf.copy(size, "loans"), size)


def _measured(path: Path, entries: int) -> Iterator[Figure]:
    with house.open_book(path, "write") as book:
        _members(book)
        with book.read() as reader:
            pack = Pack(reader)
            drawn = pack.draw(reader)
            told = loans.read_books(reader, pack.place, TODAY).evidence
            raw = Raw(path, pack.place.id, reader.owner.start.isoformat())
        lines = [[page.extract_text().splitlines() for page in PdfReader(io.BytesIO(one)).pages] for one in drawn]
        counted, soon, sources = raw.figures()
        if sources != {name: count for name, count in told.sources.items() if count}:
            raise ValueError(f"records: the program found {dict(told.sources)}, plain SQL {sources}")
        if 100 * soon // counted != told.soon_percent:
            raise ValueError(f"soon: the program found {told.soon_percent} %, plain SQL {soon} of {counted}")

        def ours() -> None:
            with book.read() as reader:
                pack.draw(reader)

        def baseline() -> None:
            raw.figures()
            bare(lines)

        value, beside, figures, drawing = medians((ours, baseline, raw.figures, lambda: bare(lines)), runs=7, warm_up=1)
        pages = sum(map(len, lines))
        name = f"the loan pack of {entries:,} entries, {len(drawn)} papers on {pages} pages"
        yield Figure(name, value, "ms", "raw SQL and a bare canvas", beside, most_times=3)
        yield Figure(f"of that baseline at {entries:,} entries: raw SQL", figures, "ms")
        yield Figure(f"of that baseline at {entries:,} entries: bare drawing", drawing, "ms")
        raw.connection.close()


def _members(book: Book) -> None:
    """A request of a group is divided among its members."""
    with book.write() as tx:
        place = ledger.default_ledger(tx)
        for number in range(MEMBERS):
            group.add_member(tx, f"Ibu {number}", {"since": book.owner.start.isoformat()})
        told = [
            {"member": one.uid.hex(), "income": 2_000_000, "cost": 1_500_000, "request": 500_000}
            for one in group.members_of(tx, TODAY)
        ]
        loans.answer(tx, place, {"members": json.dumps(told), "purpose": "mesin cuci"}, today=TODAY)
