"""Spoiled JSON of a book: refused with a named problem, or a book in which everything holds; never a traceback.

Half of the files are spoiled byte by byte; in the others cells and rows are exchanged by somebody who makes the digest
fit, which is how guards, chains and texts get something to refuse.
"""

import io
import json
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from kpmbooks import house
from kpmbooks.exchange.lossless import write_json
from kpmbooks.i18n import translator
from kpmbooks.problems import Rejected
from kpmbooks.safekeeping.salvage import salvage
from tests.json_digest import digest
from tests.lived_in import lived_in

_ = translator("id")
_CELLS: tuple[Any, ...] = (
    None, 0, 1, -1, 2**62, -(2**63), 2**63, "", "x", "'", "\0", "\ud800", "0" * 32, "{}", "[", "2026-01-05", "2026-99",
    True, 1.5, [], {}, "9" * 400, 999_999_999_999_999,
)  # fmt: skip


def run(seed: int, cases: int) -> dict[str, dict[str, Any]]:
    """Make and try ``cases`` files; what they were answered with, by code."""
    dice, answers = Random(seed), Counter[str]()
    faults: list[str] = []
    with tempfile.TemporaryDirectory(prefix="kpmbooks-json-") as folder:
        source, target = Path(folder, "buku.json"), Path(folder, "baru.kpm")
        whole = _written_out(Path(folder, "asal.kpm"))
        for nth in range(cases):
            source.write_bytes(_spoiled(whole, dice) if dice.random() < 0.5 else _exchanged(whole, dice))
            try:
                salvage(source, target)
                answers["taken"] += 1
                faults += [f"case {nth}: taken, and {code} does not hold" for code in _faults_in(target)]
                target.unlink()
            except Rejected as rejected:
                answers.update({problem.code for problem in rejected.problems})
                faults += [f"case {nth}: not said" for problem in rejected.problems if not _.problem(problem)]
            except Exception as error:  # noqa: BLE001 - this is what the campaign looks for
                faults.append(f"case {nth}: {type(error).__name__}: {error}")
            if left := sorted(one.name for one in Path(folder).iterdir() if one.name not in ("buku.json", "asal.kpm")):
                faults.append(f"case {nth}: left behind {left}")
                for name in left:
                    Path(folder, name).unlink()
    return {"salvage": {"cases": cases, **dict(sorted(answers.items())), "faults": faults}}


def _written_out(path: Path) -> bytes:
    lived_in(path)
    stream = io.BytesIO()
    with house.open_book(path) as book, book.read() as reader:
        write_json(reader, stream)
    return stream.getvalue()


def _faults_in(path: Path) -> list[str]:
    with house.open_book(path) as book, book.read() as reader:
        return [fault.code for fault in house.check(reader).faults]


def _spoiled(whole: bytes, dice: Random) -> bytes:
    spoiled = bytearray(whole)
    for _nth in range(dice.randrange(1, 4)):
        place = dice.randrange(len(spoiled))
        match dice.randrange(4):
            case 0:
                spoiled[place] = dice.randrange(256)
            case 1:
                del spoiled[place : place + dice.randrange(1, 60)]
            case 2:
                other = dice.randrange(len(spoiled))
                spoiled[place:place] = spoiled[other : other + dice.randrange(1, 60)]
            case 3:
                spoiled[place:place] = dice.choice((b"[" * 99_999, b"9" * 9_999, b'"', b"\\", b"\0", b" " * 99_999))
    return bytes(spoiled)


def _exchanged(whole: bytes, dice: Random) -> bytes:
    told = json.loads(whole)
    for _nth in range(dice.randrange(1, 4)):
        rows = told["tables"][dice.choice(("entries", "postings", "texts", *told["tables"]))]["rows"]
        if not rows:
            continue
        row = dice.choice(rows)
        match dice.randrange(8):
            case 0:
                rows.append(list(row))
            case 1:
                rows.remove(row)
            case 2:
                dice.shuffle(rows)
            case 3 | 4 | 5:
                column = dice.randrange(len(row))
                row[column] = dice.choice(rows)[column]
            case _:
                row[dice.randrange(len(row))] = dice.choice(_CELLS)
    told["digest"] = digest(told)
    return json.dumps(told).encode()
