"""Words in cells: descriptions as they are kept, and words by which totals, balances and crossed-out rows are known."""

import re
from typing import Literal

from kpmbooks.book.names import one_line
from kpmbooks.exchange.formulas import begins_formula, unguarded
from kpmbooks.exchange.understanding import limits
from kpmbooks.exchange.understanding.grids import cell_text
from kpmbooks.exchange.understanding.values import Cell

Label = Literal["total", "subtotal", "balance"]
TextFault = Literal["formula", "too-long", "swallowed"]

_TOTALS = frozenset({"total", "jumlah", "jml", "sum", "seimbang", "totals"})
_SUBTOTALS = frozenset({"subtotal", "sub", "subjumlah"})
_BALANCES = frozenset({"saldo", "sisa", "balance", "opening", "closing", "left", "pindahan", "dipindahkan", "pindah"})
_TWO_WORDS = frozenset({("kas", "awal"), ("kas", "akhir"), ("uang", "awal"), ("uang", "akhir"), ("cash", "balance")})
_CARRIED = re.compile(r"[bc]\s*/\s*[fd]\.?")
_BEFORE_LABELS = frozenset({"grand", "beginning", "ending", "brought", "carried", "akhir", "awal"})
_STRUCK = re.compile(r"\[(?:dibatalkan|cancelled|dibetulkan jadi no\.|corrected as no\.|dicoret|crossed out)[^\]]*\]")
_WORD = re.compile(r"[a-z]+")


def text_of(cell: Cell) -> str:
    """A description in one line, without the apostrophe that keeps spreadsheets from running it."""
    text = cell_text(cell)
    if text.isascii() and text.isprintable():
        return unguarded(" ".join(text.split())) if text[:1] == "'" else " ".join(text.split())
    return unguarded(one_line(text))


def fault_of(cell: Cell, delimiter: str | None, most: int = limits.TEXT_MOST) -> TextFault | None:
    """What is wrong with a description; None for what may be taken. The cell is not empty."""
    if not isinstance(cell, str):
        return None
    if begins_formula(cell):
        return "formula"
    if delimiter is not None and "\n" in cell and any(line.count(delimiter) > 1 for line in cell.split("\n")[1:]):
        return "swallowed"  # a quotation mark that was left open, and the next one that was
    return "too-long" if len(text_of(cell)) > most else None


def label_of(text: str) -> Label | None:
    """Whether a row without a day calls itself a total, subtotal or balance: by its first words, spaced letters too."""
    plain = text.casefold()
    if re.fullmatch(r"(?:[a-z] )+[a-z]\W*", plain):
        plain = plain.replace(" ", "")
    if _CARRIED.fullmatch(plain):
        return "balance"
    words = _WORD.findall(plain.replace("sub-total", "subtotal").replace("sub total", "subtotal"))
    while words and words[0] in _BEFORE_LABELS and len(words) > 1:
        words = words[1:]
    if not words:
        return None
    first, last = words[0], words[-1]
    if first in _SUBTOTALS:
        return "subtotal"
    if first in _TOTALS:
        return "balance" if len(words) > 1 and words[1] in ("saldo", "sisa", "balance") else "total"
    if first in _BALANCES or tuple(words[:2]) in _TWO_WORDS:
        return "balance"
    if len(words) > 1 and last in ("forward", "total", "subtotal"):
        return "balance" if last == "forward" else "subtotal"
    return None


def is_struck(text: str) -> bool:
    """Whether a row says of itself, as our own exports do, that it is crossed out and counts in no total."""
    return "[" in text and _STRUCK.search(text.casefold()) is not None
