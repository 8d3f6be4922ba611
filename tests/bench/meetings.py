"""Opening the meeting's page of a group that met for five years, beside that of one whose second meeting it is."""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from kpmbooks import group
from tests import meetings
from tests.bench.figures import Figure
from tests.bench.shelf import Shelf, is_ours
from tests.books import START, own

MEMBERS, FEW, MANY = 20, 1, 60
"""Sixty monthly meetings are five years."""
RUNS, WARM_UP = 9, 2
ROOT = Path(__file__).parents[2]

_OPEN = """
import sys, time
from datetime import date
from pathlib import Path
from PySide6.QtWidgets import QApplication
from kpmbooks import house
from tests.pages import session_on
from ui.desktop.pages.meeting import MeetingPage
from ui.desktop.tasks import Tasks
from ui.desktop.theme import Theme, apply
app = QApplication([])
apply(app, Theme(ledger="kelompok"))
session = session_on(house.open_book(Path(sys.argv[1]), "write"), today=date(2031, 6, 1))
begun = time.perf_counter()
page = MeetingPage(session, Tasks(inline=True))
page.resize(1162, 697)
page.show()
page.arrive(None)
page.grab()
opened = time.perf_counter()
page.sheet.table.accepted.emit(0)  # brings in what is needed once
kept = time.perf_counter()
page.sheet.table.accepted.emit(1)
print((opened - begun) * 1000, (time.perf_counter() - kept) * 1000)
"""


def run(shelf: Shelf, _entries: int) -> Iterator[Figure]:
    """Each opening is a process of its own; they take turns. The second figure is one row that is accepted and kept."""
    paths = {count: _book(shelf, count) for count in (FEW, MANY)}
    opened: dict[int, list[float]] = {count: [] for count in paths}
    accepted: dict[int, list[float]] = {count: [] for count in paths}
    for nth in range(WARM_UP + RUNS):
        for count, path in paths.items():
            page, row = _opened(path)
            if nth >= WARM_UP:
                opened[count].append(page)
                accepted[count].append(row)
    few, many = (statistics.median(opened[count]) for count in (FEW, MANY))
    yield Figure(f"meeting's page after {MANY} meetings", many, "ms", "at the second meeting", few, most_times=1.2)
    row = statistics.median(accepted[MANY])
    yield Figure("a member's row kept and added up", row, "ms", most=100)


def _book(shelf: Shelf, count: int) -> Path:
    """A group of twenty that met so often, with loans among them; its next meeting is open."""
    path = shelf.folder / f"meetings-{count}.kpm"
    if path.exists() and is_ours(path):
        return path
    path.unlink(missing_ok=True)
    with meetings.with_members(MEMBERS, path) as book:
        day = START
        for nth in range(count):
            day = _next_month(day)
            with book.write() as tx:
                meeting = group.open_meeting(tx, own(tx), day)
                for place, row in enumerate(group.sheet_of(tx, own(tx), meeting)):
                    group.pay_by_rules(tx, meeting, row)
                    if place == nth % MEMBERS and not row.loans:
                        group.write_cells(tx, meeting, row.member, {"new_loan": 100_000})
                group.close_meeting(tx, own(tx), meeting)
        with book.write() as tx:
            group.open_meeting(tx, own(tx), _next_month(day))
    return path


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=5)


def _opened(path: Path) -> tuple[float, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-c", _OPEN, str(path)]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, check=True, timeout=60)
    page, row = done.stdout.decode().split()
    return float(page), float(row)
