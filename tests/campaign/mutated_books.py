"""Books that were damaged in every way a disk knows: found, told in a sentence, or harmless; never a wrong figure.

Each case is one file: opened, read as the reports read it, checked. What is shown must be what was recorded unless
opening, reading or checking says that the file is damaged.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from kpmbooks import house, ledger, people, recording
from kpmbooks.book import Reader
from kpmbooks.book.prints import register
from kpmbooks.dates import Period
from kpmbooks.problems import StorageError
from reports import REPORTS, TRADE, Request
from tests.books import START, TODAY, family, record

PATIENCE = 10.0
"""Seconds after which a case counts as one that never ends."""

Figures = dict[str, Any]
YEAR = Period(START, date(2026, 12, 31))
WEEKS = Period(date(2026, 1, 5), date(2026, 1, 20))


def lived_in(path: Path) -> None:
    """A family's book with everything in it: corrections, an undo, both ledgers, an erased person, a print, a close."""
    with family(path) as book:
        record(book, "saldo_awal", cash=400_000, date="1/1/2026")
        for day in range(2, 29):
            record(book, "jual_tunai", amount=70_000 + 1_000 * day, memo=f"gorengan hari {day}", date=f"{day}/1/2026")
            if day % 3 == 0:
                record(book, "beli_bahan", amount=20_000 + day, memo="tepung, minyak", date=f"{day}/1/2026")
        wrong = record(book, "gas_listrik_air", amount=2_000_000, memo="Token", date="6/1/2026")
        with book.write() as tx:
            recording.correct(tx, wrong, "gas_listrik_air", {"amount": 200_000, "memo": "Token"}, today=TODAY)
        record(book, "ambil_untuk_keluarga", amount=150_000, date="20/1/2026")
        record(book, "jual_belum_dibayar", amount=35_000, party="Bu RT", date="21/1/2026")
        with book.write() as tx:
            recording.undo(tx, today=TODAY)
        with book.write() as tx:
            person = people.add_person(tx, "Ningsih")
        record(book, "jual_tunai", amount=5_000, memo="titipan Ningsih", date="22/1/2026")
        with book.write() as tx:
            people.erase_person(tx, person)
            ledger.close_period(tx, ledger.default_ledger(tx), date(2026, 1, 10))
        register(book, "income", {}, {"net": 1})


def figures(reader: Reader) -> Figures:
    """Everything that the reports say, in every ledger and for every cash account."""
    told: Figures = {}
    for one in ledger.ledgers(reader):
        boxes = [account for account in ledger.accounts(reader, one) if account.is_cash]
        told[one.name] = [(account.code, account.name, account.type) for account in ledger.accounts(reader, one)]
        # One party's card is asked for with her name.
        for report in (*REPORTS.values(), *(one for one in TRADE.values() if one.name != "party-card")):
            every = report.name == "cash-book"
            for box in boxes if every else boxes[:1]:
                for period in (YEAR, WEEKS) if every else (YEAR,):
                    own = report.own_figures(report.statement(reader, Request(one, box, period)))
                    told[f"{one.name} {report.name} {box.name} {period.first}"] = repr(own)
    return told


def judge(path: Path, expected: Figures) -> tuple[str, str | None]:
    """What became of a damaged file, and which promise was broken, if any."""
    begun = time.perf_counter()
    try:
        outcome, fault = _judged(path, expected)
    except Exception as error:  # noqa: BLE001 - a traceback is what the campaign looks for
        outcome, fault = "traceback", f"{type(error).__name__}: {error}"
    if time.perf_counter() - begun > PATIENCE:
        return outcome, f"took {time.perf_counter() - begun:.0f} s"
    return outcome, fault


def _judged(path: Path, expected: Figures) -> tuple[str, str | None]:
    try:
        with house.open_book(path, look=False) as book, book.read() as reader:
            shown = figures(reader)
            if house.check(reader).ok:
                return "harmless", None if shown == expected else f"another figure: {_difference(shown, expected)}"
    except StorageError:
        pass  # opened as people open it, it says so as well, or checking does
    try:
        with house.open_book(path) as book, book.read() as reader:
            figures(reader)
    except StorageError as error:
        return f"refused, {error.problem.code}", None
    return ("found", None) if _is_found(path) else ("missed", "damage that reading met and checking does not find")


def _is_found(path: Path) -> bool:
    """Whether ``check`` says that something is wrong."""
    try:
        with house.open_book(path, look=False) as book, book.read() as reader:
            return not house.check(reader).ok
    except StorageError:
        return True


def _difference(shown: Figures, expected: Figures) -> str:
    return "; ".join(
        f"{key}: {str(shown.get(key))[:300]} instead of {str(expected.get(key))[:300]}"
        for key in sorted(shown.keys() | expected.keys())
        if shown.get(key) != expected.get(key)
    )[:900]


def flip_a_bit(dice: Random, whole: bytearray) -> None:
    whole[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)


def _some_bytes(dice: Random, whole: bytearray) -> None:
    at = dice.randrange(len(whole))
    for place in range(at, min(len(whole), at + dice.choice((1, 2, 8, 64)))):
        whole[place] = dice.randrange(256)


def _digits(dice: Random, whole: bytearray) -> None:
    places = [at for at in (dice.randrange(len(whole)) for _ in range(500)) if chr(whole[at]).isalnum()]
    for at in places[: dice.choice((1, 3))]:
        whole[at] = ord(dice.choice("0123456789abcXYZ"))


def _sector(dice: Random, whole: bytearray) -> None:
    size = dice.choice((512, 4096))
    at = dice.randrange(len(whole) // size) * size
    whole[at : at + size] = bytes(size) if dice.random() < 0.5 else dice.randbytes(size)


def _pages_change_places(dice: Random, whole: bytearray) -> None:
    one, two = (dice.randrange(len(whole) // 4096) * 4096 for _ in range(2))
    whole[one : one + 4096], whole[two : two + 4096] = whole[two : two + 4096], whole[one : one + 4096]


def _cut(dice: Random, whole: bytearray) -> None:
    keep = dice.choice((dice.randrange(len(whole)), dice.randrange(len(whole) // 4096) * 4096))
    del whole[keep:]


def _grown(dice: Random, whole: bytearray) -> None:
    at = dice.choice((len(whole), dice.randrange(len(whole))))
    whole[at:at] = dice.randbytes(dice.choice((1, 100, 4096)))


def _head(dice: Random, whole: bytearray) -> None:
    whole[dice.randrange(100)] = dice.choice((0, 1, 2, 255, dice.randrange(256)))


def _cell_pointers(dice: Random, whole: bytearray) -> None:
    """The first bytes of a page say what kind it is and where its rows lie."""
    page = dice.randrange(len(whole) // 4096) * 4096
    whole[page + dice.randrange(40)] = dice.randrange(256)


WAYS: tuple[Callable[[Random, bytearray], None], ...] = (
    flip_a_bit,
    flip_a_bit,
    _some_bytes,
    _digits,
    _sector,
    _pages_change_places,
    _cut,
    _grown,
    _head,
    _cell_pointers,
)


def throw(
    seed: str, cases: int, ways: tuple[Callable[[Random, bytearray], None], ...], folder: Path
) -> tuple[Counter[str], list[str]]:
    """Damage the book ``cases`` times; how often what became of it, and the broken promises."""
    source, path = folder / "utuh.kpm", folder / "rusak.kpm"
    if not source.exists():
        lived_in(source)
    whole = source.read_bytes()
    with house.open_book(source) as book, book.read() as reader:
        expected = figures(reader)
    outcomes: Counter[str] = Counter()
    broken: list[str] = []
    dice = Random(seed)
    for case in range(cases):
        spoiled = bytearray(whole)
        way = dice.choice(ways)
        way(dice, spoiled)
        path.write_bytes(spoiled)
        outcome, fault = judge(path, expected)
        outcomes[outcome] += 1
        if fault is not None:
            broken.append(f"{seed}, case {case}, {way.__name__.strip('_')}: {fault}")
    path.unlink(missing_ok=True)
    return outcomes, broken


def run(seed: int, cases: int) -> dict[str, dict[str, Any]]:
    """``cases`` damaged books, and as many with a single flipped bit."""
    told: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for subject, ways in (("one flipped bit", (flip_a_bit,)), ("any damage", WAYS)):
            outcomes, broken = throw(f"{subject} {seed}", cases, ways, Path(folder))
            told[subject] = {"cases": cases, **dict(sorted(outcomes.items())), "faults": broken}
    return told


if __name__ == "__main__":
    print(run(1, int(sys.argv[1])))
