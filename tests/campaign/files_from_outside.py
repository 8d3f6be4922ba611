"""Throws mutated files at ``understand`` and at the preview: a value or a named problem, soon, and never a traceback.

    python -m tests.campaign files_from_outside --cases 100000 --seed 1

Valid files of every kind are broken in the ways in which files break (cells swapped, marks lost, encodings confused, a
spreadsheet's XML altered or cut off) and by flipped bytes. Whatever is understood must be sayable, whole and readable
again by its own habits.
"""

import io
import random
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook

from kpmbooks import house, ledger
from kpmbooks.book import Book
from kpmbooks.exchange.importing import Options, preview, take
from kpmbooks.exchange.understanding import Habits, Understood, dump_habits, load_habits, understand
from kpmbooks.i18n import translator
from kpmbooks.money import LIMIT
from kpmbooks.problems import Problem, Rejected

TODAY = date(2026, 1, 31)
SECONDS_MOST = 5.0
Figures = dict[str, Any]

_CASH = """BUKU KAS UMUM;;;;
Kelompok Melati, Januari 2026;;;;
No;Tanggal;Uraian;Masuk;Keluar;Saldo
1;02/01/2026;Setoran modal;35.000.000;;35.000.000
2;03/01/2026;Beli peralatan, sebagian tunai;;7.000.000;28.000.000
3;04/01/2026;"Beli ""gula"" dan kopi";;1.250.500;26.749.500
;;Sub jumlah;35.000.000;8.250.500;
4;17/01/2026;Jasa cuci;Rp 2.600.000,-;;29.349.500
5;31/01/2026;Total belanja pasar;;950.000;28.399.500
;;Jumlah;37.600.000;9.200.500;28.399.500
;Jakarta, 31 Januari 2026;;;;
"""
_STATEMENT = """Date,Description,Amount,Balance
01/02/2026,Opening balance,"307,770.00","307,770.00"
01/04/2026,Bank fee,(400.00),"307,370.00"
01/05/2026,Payroll | January,"135,060.00","442,430.00"
01/26/2026,Rent,"-240,000.00","202,430.00"
"""
_JOURNAL = """Tanggal,No,Uraian,Akun,Debet,Kredit
02/01/2026,1,Setoran modal,Kas,35000000,
02/01/2026,1,Setoran modal,Modal Ny. Erma,,35000000
03/01/2026,2,"Beli peralatan
(sebagian tunai)",Peralatan,17500000,
03/01/2026,2,Beli peralatan,Kas,,7000000
03/01/2026,2,Beli peralatan,Utang usaha,,10500000
"""
_PUBLISHED = """JURNAL UMUM||||
Tgl|Keterangan|Ref|Debet|Kredit
2 Januari 2026|Kas|111|5.000|
|   Modal|311||5.000
|(Setoran awal)|||
4 Januari 2026|Beban sewa|511|2.000|
|   Kas|111||2.000
|Jumlah||7.000|7.000
"""
_OPENING = """No. Akun\tNama Akun\tDebet\tKredit
1-1100\tKas\t22.550.000\t
1-1200\tPiutang usaha\t3.150.000\t
3-1000\tModal Ny. Erma\t\t25.700.000
\tJumlah\t25.700.000\t25.700.000
"""
_ACCOUNTS = """kode;nama;jenis;kas;arus;dana
;Kas kecil;asset;ya;operasi;usaha
6-100;Beban sabun;expense;;;
4-100;Penjualan;revenue;tidak;operasi;
"""
FILES: tuple[tuple[str, str], ...] = (
    ("cash", _CASH),
    ("cash", _STATEMENT),
    ("journal", _JOURNAL),
    ("journal", _PUBLISHED),
    ("opening", _OPENING),
    ("accounts", _ACCOUNTS),
)
WHATS = ("cash", "journal", "opening", "accounts")
_DELIMITERS = {0: ";", 1: ",", 2: ",", 3: "|", 4: "\t", 5: ";"}

# fmt: off
_CELLS = (
    "", " ", "-", "0", "Rp -", "25.000", "25,000", "1.250,50", "1250.5", "-5.000", "(5.000)", "1E+06", "=1+1",
    "@SUM(A1)", "+62", "\t", "'=1", "999.999.999.999.999", "9" * 40, "1000000000000000", "31/02/2026",
    "13/13/2026", "2026-01-05", "46027", "5/1", "Januari 2026", "Jumlah", "Total", "Saldo awal", "Sub total",
    "J U M L A H", "Kas", "1-1100", "1-9999", "ya", "mungkin", "asset", "entahlah", "Tanggal", "Debet",
    "Kredit", "\u202e", "\u200b", "\ufeff", "\x00", "\x1b[2J", "é", "😀", "x" * 600, "a" * 200, "½", "٣",
    "\ud7ff", '"', '""', "\n", "\r", "\u2028", "[Dibatalkan]", "NaN", "inf", "#REF!", "true", "1 250 000",
    "1'250", "5 Januari 2026 10:22 WIB", "Senin, 6 Januari 2026", "0000", "01/01/1800", "31/12/9999",
)
_XML = (
    b"", b"0", b"-1", b"1", b"99999999999", b"4294967296", b"1e308", b"NaN", b"XFD1048576", b"A0", b"ZZZZZZ9",
    b"A1:XFD1048576", b"s", b"d", b"b", b"e", b"str", b"inlineStr", b"n", b"\xff\xfe", b"&#0;", b"&lt;", b"&x;",
    b"]]>", b"<!--", b"rId99", b"../..",
)
_NUMBERS = (
    b"0", b"1", b"-5000", b"25000", b"25000.5", b"1e15", b"1E+300", b"46027", b"46027.75", b"20260105", b"3", b"7",
    b"12", b"-1", b"99999999", b"0.1", b"1234567890123456789",
)
# fmt: on


def run(seed: int, cases: int) -> dict[str, Figures]:
    """``cases`` broken files, three in four of them texts; figures by kind of file, with the ``faults``."""
    with house.create(None, kind="group", name="KUBE Coba", start=date(2026, 1, 1)) as book:
        return {
            "text": _throw(f"text {seed}", cases - cases // 4, _broken_text, book),
            "workbook": _throw(f"workbook {seed}", cases // 4, _Workbooks().broken, book),
        }


Break = Callable[[random.Random], tuple[str, bytes]]


def _throw(seed: str, cases: int, broken: Break, book: Book) -> Figures:
    counts: Counter[str] = Counter()
    faults: list[str] = []
    slowest = 0.0
    for nth in range(cases):
        chance = random.Random(f"{seed} {nth}")
        what, data = broken(chance)
        begun = time.perf_counter()
        try:
            told = _judged(what, data, nth, book, counts)
        except Exception as error:  # noqa: BLE001 - whatever escapes is exactly what is looked for
            told = f"{type(error).__name__}: {error}"
        spent = time.perf_counter() - begun
        slowest = max(slowest, spent)
        if told is None and spent > SECONDS_MOST:
            told = f"took {spent:.1f} s"
        if told:
            faults.append(f"{seed} {nth} ({what}): {told[:300]}")
    return {"cases": cases, **dict(sorted(counts.items())), "slowest": f"{slowest:.2f} s", "faults": faults}


def _judged(what: str, data: bytes, nth: int, book: Book, counts: Counter[str]) -> str | None:
    """Which promise is broken for this file; None when all are kept."""
    found = understand(data, what, name="file", today=TODAY)
    if isinstance(found, tuple):
        counts["refused"] += 1
        return _unsaid(found)
    counts["understood"] += 1
    counts["entries"] += len([line for line in found.lines if line.kind == "entry"])
    counts["bad rows"] += len(found.bad)
    return _untrue(found) or _unlike(found, data, nth) or _untaken(found, nth, book)


def _unsaid(problems: Sequence[Problem]) -> str | None:
    for language in ("id", "en"):
        for problem in problems:
            params = {name: "x" if isinstance(value, str) else value for name, value in problem.params.items()}
            sentence = translator(language)(problem.message, **params)  # type: ignore[arg-type]
            if not sentence.endswith((".", "?")) or "{" in sentence:
                return f"a problem that cannot be said: {problem.code}"
    return None if problems else "refused without a problem"


def _untrue(found: Understood) -> str | None:
    numbers = [line.number for line in found.lines]
    if numbers != list(range(1, len(numbers) + 1)):
        return "rows are missing or twice there"
    for line in found.lines:
        if (line.kind == "bad") != bool(line.problems):
            return f"row {line.number} is {line.kind} with {len(line.problems)} problems"
        if line.problems and (unsaid := _unsaid(line.problems)):
            return unsaid
        if line.kind != "entry":
            continue
        if found.what != "accounts" and not (line.amount and abs(line.amount) <= LIMIT):
            return f"row {line.number} has the amount {line.amount}"
        if found.what in ("cash", "journal") and not (line.day and 1900 <= line.day.year <= 2199):
            return f"row {line.number} has the day {line.day}"
        if found.what == "cash" and not (line.text and len(line.text) <= 500 and line.text.isprintable()):
            return f"row {line.number} has the text {line.text!r}"
    return _unsaid([note.problem for note in found.notes]) if found.notes else None


def _unlike(found: Understood, data: bytes, nth: int) -> str | None:
    """Whether the habits that were read, kept as JSON, give the same again; asked of one file in eight."""
    if nth % 8:
        return None
    habits = load_habits(dump_habits(found.habits))
    if not isinstance(habits, Habits):
        return "habits that cannot be remembered"
    again = understand(data, found.what, name="file", today=TODAY, habits=habits)
    if not isinstance(again, Understood):
        return f"refused by its own habits: {again[0].code}"
    return None if again.lines == found.lines else "another reading by its own habits"


class _TakenError(Exception):
    pass


def _untaken(found: Understood, nth: int, book: Book) -> str | None:
    """Whether it can be looked at and taken; one file in sixteen is written, and the writing let go."""
    with book.read() as reader:
        options = Options(ledger.default_ledger(reader), TODAY, partial=True)
        try:
            looked = preview(reader, found, options)
        except Rejected as rejected:
            return _unsaid(rejected.problems)
    if nth % 16:
        return None
    try:
        with book.write() as tx:
            done = take(tx, found, options)
            raise _TakenError
    except _TakenError:
        return None if done == looked else "taken otherwise than looked at"


def _broken_text(chance: random.Random) -> tuple[str, bytes]:
    place = chance.randrange(len(FILES))
    what, text = FILES[place]
    data = broken(chance, text, _DELIMITERS[place])
    return (what if chance.random() < 0.9 else chance.choice(WHATS)), data


def broken(chance: random.Random, text: str, delimiter: str) -> bytes:
    """The bytes of a text file after a few accidents, now and then with flipped bytes."""
    for _ in range(chance.randrange(1, 6)):
        text = _accident(chance, text, delimiter)
    data = _encoded(chance, text)
    return _flipped(chance, data) if chance.random() < 0.2 else data


def _accident(chance: random.Random, text: str, delimiter: str) -> str:
    lines = text.split("\n")
    row = chance.randrange(len(lines))
    cells = lines[row].split(delimiter)
    cell = chance.randrange(len(cells))
    start, end = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    dice = chance.randrange(14)
    match dice:
        case 0 | 1 | 2:
            cells[cell] = chance.choice(_CELLS)
        case 3:
            del cells[cell]
        case 4:
            cells.insert(cell, chance.choice(_CELLS))
        case 5:
            chance.shuffle(cells)
        case 6:
            del lines[row]
        case 7:
            lines.insert(row, chance.choice(lines))
        case 8:
            return text.replace(delimiter, chance.choice((";", ",", "\t", "|", ":")))
        case 9:
            return text[:start] + chance.choice(_CELLS) + text[start:]
        case 10:
            return text[:start] + text[min(end, start + 30) :]
        case 11:
            return delimiter.join(text.split(delimiter)[:: chance.choice((1, -1))])
        case 12:
            return text.replace(chance.choice("0123456789.,/"), chance.choice("0123456789.,/ -"))
        case _:
            return text.replace("\n", chance.choice(("\r\n", "\r", "\n\n", "\n")))
    if dice < 6:
        lines[row : row + 1] = [delimiter.join(cells)]
    return "\n".join(lines)


def _encoded(chance: random.Random, text: str) -> bytes:
    encoding = chance.choice(
        ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32")
    )
    return text.encode(encoding, errors="replace")


def _flipped(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 9)):
        if changed:
            place = chance.randrange(len(changed))
            match chance.randrange(4):
                case 0:
                    changed[place] ^= 1 << chance.randrange(8)
                case 1:
                    changed[place] = chance.randrange(256)
                case 2:
                    del changed[place : place + chance.randrange(1, 20)]
                case _:
                    changed[place:place] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 9)))
    return bytes(changed)


class _Workbooks:
    """Valid workbooks of every kind, made once, and what breaks them."""

    def __init__(self) -> None:
        self._files = [(what, self._made(text, _DELIMITERS[place])) for place, (what, text) in enumerate(FILES)]

    def broken(self, chance: random.Random) -> tuple[str, bytes]:
        """A workbook with a few accidents in its parts, or in the bytes of the zip itself."""
        what, parts = chance.choice(self._files)
        parts = dict(parts)
        for _ in range(chance.randrange(1, 4)):
            name = chance.choice(sorted(parts))
            if chance.random() < 0.85:
                name = "xl/worksheets/sheet1.xml" if "xl/worksheets/sheet1.xml" in parts else name
            if chance.random() < 0.03 and len(parts) > 1:
                del parts[name]
            else:
                parts[name] = _altered(chance, parts[name])
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, part in parts.items():
                packed.writestr(name, part)
        data = stream.getvalue()
        if chance.random() < 0.15:
            data = _flipped(chance, data)
        return (what if chance.random() < 0.9 else chance.choice(WHATS)), data

    @staticmethod
    def _made(text: str, delimiter: str) -> dict[str, bytes]:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for nth, line in enumerate(text.strip().split("\n")):
            cells: list[Any] = []
            for cell in line.split(delimiter):
                digits = cell.replace(".", "")
                if digits.isdecimal() and nth % 2:
                    cells.append(int(digits))
                elif cell[2:3] == "/" and nth % 3:
                    cells.append(datetime.strptime(cell, "%d/%m/%Y") if cell[3:5] < "13" else cell)  # noqa: DTZ007 - a day
                else:
                    cells.append(cell or None)
            sheet.append(cells)
        if delimiter not in text.split("\n")[0].strip(delimiter):  # a title
            sheet.merge_cells("A1:D1")
        book.create_sheet("Lain").append(["Catatan", 1])
        stream = io.BytesIO()
        book.save(stream)
        with zipfile.ZipFile(stream) as packed:
            return {name: packed.read(name) for name in packed.namelist()}


def _altered(chance: random.Random, part: bytes) -> bytes:
    if not part:
        return part
    start = chance.randrange(len(part))
    match chance.choice((0, 0, *[1] * 16, 2, 3, 3, 4, 5, 6)):
        case 0:  # another value of an attribute
            begin = part.find(b'="', start)
            end = part.find(b'"', begin + 2)
            return part if begin < 0 or end < 0 else part[: begin + 2] + chance.choice(_XML) + part[end:]
        case 1:  # another text of an element
            begin = part.find(b">", part.find(b"<v", start))
            end = part.find(b"<", begin)
            if begin < 0 or end < 0:
                return part
            words = chance.choice((*_NUMBERS, *_XML) if chance.random() < 0.3 else _NUMBERS)
            return part[: begin + 1] + words + part[end:]
        case 2:  # an element lost
            begin = part.find(b"<", start)
            end = part.find(b">", begin)
            return part if begin < 0 or end < 0 else part[:begin] + part[end + 1 :]
        case 3:  # an element twice
            begin = part.find(b"<c ", start)
            end = part.find(b"</c>", begin)
            return part if begin < 0 or end < 0 else part[: end + 4] + part[begin : end + 4] + part[end + 4 :]
        case 4:
            return part[:start]
        case 5:
            return part[:start] + chance.choice(_XML) + part[start:]
        case _:
            return _flipped(chance, part)
