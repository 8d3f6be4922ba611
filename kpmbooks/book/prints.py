"""The list of what was printed: a short code that lets paper and book be compared later.

The code is made from what was printed, so printing the same figures again gives the same code. It proves that paper and
book say the same, and nothing more.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from kpmbooks.book.book import Book, Reader
from kpmbooks.book.instants import now
from kpmbooks.problems import StorageError
from kpmbooks.storage import engine_for, faults_told, transaction

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0/O, 1/I: read aloud and typed from paper


@dataclass(frozen=True, slots=True)
class Print:
    """One print: the report, its parameters, the digest of its figures, when (milliseconds, UTC)."""

    code: str
    report: str
    parameters: Mapping[str, str]
    digest: bytes
    printed_at: int


def digest_figures(figures: Mapping[str, object]) -> bytes:
    """The 32 bytes that stand for a report's figures, in whatever order they were put together."""
    return hashlib.sha256(json.dumps(figures, sort_keys=True, ensure_ascii=False, default=str).encode()).digest()


def code_for(book: bytes, report: str, parameters: Mapping[str, str], digest: bytes) -> str:
    """Eight letters and digits in two halves, as in ``7K3M-Q9TD`` (40 bits)."""
    told = json.dumps([book.hex(), report, dict(sorted(parameters.items())), digest.hex()]).encode()
    number = int.from_bytes(hashlib.sha256(told).digest()[:5], "big")
    letters = "".join(_ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))
    return f"{letters[:4]}-{letters[4:]}"


def register(book: Book, report: str, parameters: Mapping[str, str], figures: Mapping[str, object]) -> str | None:
    """Write the print into the book's list and give its code.

    None for a practice book, and where the file cannot be written just now: then the paper carries no code. Needs no
    writer lock: a print is no entry, and reports work while the window holds the book.
    """
    if book.owner.practice or book.newer_minor:
        return None
    digest = digest_figures(figures)
    code = code_for(book.owner.uid, report, parameters, digest)
    row = (code, report, json.dumps(dict(parameters)), digest, now().milliseconds)
    # A book that was opened to look at has an engine that refuses to write.
    engine = book.engine if book.mode == "write" else engine_for(book.path, "write", book.key)
    try:
        with faults_told(), transaction(engine, writes=True) as connection:
            if find(Reader(connection, book.owner), code) is None:
                connection.exec_driver_sql(
                    "INSERT INTO prints (code, report, parameters, digest, printed_at) VALUES (?, ?, ?, ?, ?)", row
                )
    except StorageError:
        return None
    finally:
        if engine is not book.engine:
            engine.dispose()
    return code


def find(reader: Reader, code: str) -> Print | None:
    """The print with this code, however it was typed; None when the book knows none."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    row = reader.connection.exec_driver_sql(
        "SELECT code, report, parameters, digest, printed_at FROM prints WHERE code = ?", (f"{plain[:4]}-{plain[4:]}",)
    ).first()
    if row is None:
        return None
    return Print(row.code, row.report, _read_parameters(row.parameters), row.digest, row.printed_at)


def _read_parameters(told: str) -> Mapping[str, str]:
    """What was asked for; nothing where the row does not say, so that the print then matches no figures."""
    try:
        parameters = json.loads(told)
    except ValueError:
        return {}
    return parameters if isinstance(parameters, dict) else {}
