"""What kind of file it is, by its first bytes and never by its name; and what to say of those that are no table."""

from typing import Literal

from kpmbooks.problems import N_, Problem

SaveAs = Literal["text", "workbook"]

_XLS = Problem(
    "file-xls", N_("This is an old Excel file (.xls). Open it in Excel, save it as .xlsx, then take that file.")
)
LOCKED = Problem(
    "file-locked", N_("This spreadsheet has a password. Open it, save it without one as .xlsx, then take that file.")
)
_XLSB = Problem("file-xlsb", N_("This is a binary Excel file (.xlsb). Save it as .xlsx, then take that file."))
_ODS = Problem("file-ods", N_("This is a LibreOffice spreadsheet (.ods). Save it as .xlsx, then take that file."))
_PDF = Problem(
    "file-pdf", N_("This is a PDF, which holds no table. Ask for the file as .xlsx or .csv, or type the rows in.")
)
_PICTURE = Problem(
    "file-picture", N_("This is a picture, which holds no table. Type its rows into the program instead.")
)
_BOOK = Problem("file-book", N_("This is a book of this program, not a table. Open it with “Buka buku”."))
_WHOLE_BOOK = Problem(
    "file-whole-book",
    N_("This is a whole book kept as JSON, not a table. It can only be made a book of its own again."),
)
_PAGE = Problem(
    "file-page",
    N_("This is a web page, though it may be called .xls. Open it in Excel, save it as .xlsx, take that file."),
)
_DOCUMENT = Problem(
    "file-document", N_("This is a text document. Copy its table into a spreadsheet, save it as .xlsx, take that file.")
)
PACKED = Problem("file-packed", N_("This is a packed file. Unpack it, then take the .xlsx or .csv inside."))
_EMPTY = Problem("file-empty", N_("This file is empty. Choose another one."))

_SIGNS = (
    (b"%PDF", _PDF),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"BM", _PICTURE),
    (b"RIFF", _PICTURE),
    (b"SQLite format 3\0", _BOOK),
    (b"\x1f\x8b", PACKED),
    (b"7z\xbc\xaf", PACKED),
    (b"Rar!", PACKED),
    (b"BZh9", PACKED),
    (b"\xfd7zXZ", PACKED),
    (b"PK\x05\x06", PACKED),
    (b"{\\rtf", _DOCUMENT),
    (b"\x09\x00\x04\x00", _XLS),
    (b"\x09\x02\x06\x00", _XLS),
    (b"\x09\x04\x06\x00", _XLS),
    (b"\x09\x08", _XLS),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def kind_of(data: bytes) -> SaveAs | Problem:
    """Whether the bytes may be a text file or a workbook, or what to say instead."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return _EMPTY
    if data.startswith(b"PK\x03\x04"):
        return "workbook"
    if data.startswith(_OLE):
        return LOCKED if _ENCRYPTED in data else _XLS
    for sign, problem in _SIGNS:
        if data.startswith(sign) and not (sign == b"BM" and _is_letters(data[:64])):
            return problem
    if data[4:8] == b"ftyp":
        return _PICTURE
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head", b"<style")):
        return _PAGE
    if start.startswith(b"{") and b"kpm-json-" in start:
        return _WHOLE_BOOK
    return "text"


def packed_kind(names: frozenset[str]) -> Problem | None:
    """What a zip file holds besides an Excel workbook, by the names of its parts; None for such a workbook."""
    if "xl/workbook.xml" in names:
        return None
    if "xl/workbook.bin" in names:
        return _XLSB
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        return _DOCUMENT
    if "content.xml" in names and "mimetype" in names:
        return _ODS
    return PACKED


def _is_letters(start: bytes) -> bool:
    return all(32 <= byte < 127 or byte in b"\t\r\n" for byte in start)
