"""Throws mutated files at the readers of stock cards and debts: values or named problems, soon, never a traceback.

    python -m tests.campaign trade_files --cases 100000 --seed 1

Every figure that comes out must be explained by the rows: quantities and values of a card add up row by row, a debt is
due on or after its day. The files break as those of ``files_from_outside`` do.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from kpmbooks.exchange.trading import DebtRow, MovementRow, read_debts, read_movements
from kpmbooks.i18n import translator
from kpmbooks.money import LIMIT
from kpmbooks.problems import Problem
from kpmbooks.trade import stock
from kpmbooks.trade.quantities import MOST
from tests.campaign.files_from_outside import broken

TODAY = date(2026, 1, 31)
SECONDS_MOST = 5.0

CARD = """Kartu persediaan;;;
tanggal;gerak;jumlah;harga
01/01/2026;awal;200;4.000
02/01/2026;masuk;2,5;4.500,50
02/01/2026;keluar;150;
03/01/2026;retur_jual;1;
04/01/2026;Retur beli;2;4.500,50
05/01/2026;masuk;2 lusin;Rp 4.400,-
06/01/2026;hitung;70;
Jumlah;;;
"""
DEBTS = """pihak;tanggal;no;jumlah;syarat
Warung A;02/01/2026;F-1;150.000;n/30
Warung B;15/11/2025;F-2;90.000;2/10, n/30
Warung C;28/09/2025;F-3;75.000;tunai
Warung D;31/01/2026;F-4;1.250.000;n/EOM
Warung E;30/01/2026;F-5;50.000;minggu depan
JUMLAH;;;1.615.000;
"""

Figures = dict[str, Any]
Rows = tuple[MovementRow, ...] | tuple[DebtRow, ...] | tuple[Problem, ...]


def run(seed: int, cases: int) -> dict[str, Figures]:
    """``cases`` broken files of each kind; figures by kind of file, with the ``faults``."""
    return {
        "stock": _throw(f"stock {seed}", cases, CARD, lambda data: _card_fault(read_movements(data, TODAY))),
        "debts": _throw(f"debts {seed}", cases, DEBTS, lambda data: _debts_fault(read_debts(data, TODAY))),
    }


def _throw(seed: str, cases: int, text: str, look: Callable[[bytes], tuple[Sequence[Problem], str | None]]) -> Figures:
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    faults: list[str] = []
    slowest = 0.0
    for nth in range(cases):
        data = broken(chance, text, ";")
        begun = time.perf_counter()
        try:
            problems, fault = look(data)
            fault = fault or _unsaid(problems)
        except Exception as error:  # noqa: BLE001 - a traceback is the very fault that is looked for
            problems, fault = (), f"{type(error).__name__}: {error}"
        spent = time.perf_counter() - begun
        slowest = max(slowest, spent)
        if spent > SECONDS_MOST:
            fault = fault or f"{spent:.1f} s"
        if fault:
            faults.append(f"{seed}, file {nth}: {fault}")
        counts["refused" if problems else "read"] += 1
        codes.update(problem.code for problem in problems)
    return {
        "files": cases,
        "read": counts["read"],
        "refused": counts["refused"],
        "problems": dict(sorted(codes.items())),
        "slowest_s": round(slowest, 2),
        "faults": faults,
    }


def _unsaid(problems: Sequence[Problem]) -> str | None:
    for problem in problems:
        said = translator("en").problem(problem)
        if "{" in problem.message and "{" in said.replace(str(problem.params.get("text", "")), ""):
            return f"a problem that cannot be said: {problem.code}"
    return None


def _card_fault(found: tuple[MovementRow, ...] | tuple[Problem, ...]) -> tuple[Sequence[Problem], str | None]:
    problems = [one for one in found if isinstance(one, Problem)]
    rows = [one for one in found if isinstance(one, MovementRow)]
    if problems:
        return problems, "rows beside problems" if rows else None
    for method in stock.METHODS:
        quantity = value = 0
        for row, after in zip(rows, stock.card((row.movement for row in rows), method), strict=True):
            if not (0 <= row.movement.quantity <= MOST and 0 <= (row.movement.value or 0) <= LIMIT):
                return (), f"row {row.row} is out of bounds"
            if isinstance(after, Problem):
                continue
            quantity, value = quantity + after.moved.quantity, value + int(after.moved.value)
            if (quantity, value) != (after.quantity, after.value) or min(quantity, value) < 0:
                return (), f"row {row.row} does not add up by {method}"
    return (), None


def _debts_fault(found: tuple[DebtRow, ...] | tuple[Problem, ...]) -> tuple[Sequence[Problem], str | None]:
    problems = [one for one in found if isinstance(one, Problem)]
    rows = [one for one in found if isinstance(one, DebtRow)]
    if problems:
        return problems, "rows beside problems" if rows else None
    for row in rows:
        until = row.discount_until
        if not (row.day <= row.due and 0 < row.amount <= LIMIT and row.day <= TODAY and row.party):
            return (), f"row {row.row} is no debt"
        if until is not None and not row.day <= until <= row.due:
            return (), f"row {row.row} has an odd discount"
    return (), None
