"""What is written on a meeting's sheet, kept at once, from the page and from the screen for all; and taken back."""

from collections.abc import Callable

from kpmbooks.group import SheetRow
from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem
from ui.desktop.pages.meeting_acts import Cells, MeetingActs, accepted, attended, periods, typed
from ui.desktop.pages.meeting_sheet import SheetTable
from ui.desktop.pages.meeting_sheet_step import SheetStep
from ui.desktop.pages.meeting_work import MeetingSeen


class SheetWriting:
    """Follows tables of the meeting that ``seen`` gives; what cannot be written so is said by ``step``."""

    def __init__(self, acts: MeetingActs, step: SheetStep, seen: Callable[[], MeetingSeen | None]) -> None:
        self._acts = acts
        self._step = step
        self._seen = seen
        self._done: list[tuple[int, int, Cells]] = []  # meeting, member, and her cells as they were before

    def follow(self, table: SheetTable, *, shared: bool) -> None:
        """Keep what is written in ``table``; ``shared``: everybody sees it."""
        table.accepted.connect(lambda place: self._accept(place, shared=shared))
        table.attended.connect(self._attended)
        table.saves_nothing.connect(self._saves_nothing)
        if not shared:
            table.fined.connect(self._turn_fine)
        table.typed.connect(self._typed)
        table.undo_asked.connect(self._undo)

    def set_periods(self, times: int) -> None:
        """How often the new loan of the chosen row is paid back."""
        row, seen = self._step.table.current_row(), self._seen()
        if row is not None and row.gets and seen is not None:
            self._put(row, periods(times, seen.rules))

    def _accept(self, place: int, *, shared: bool) -> None:
        row, seen = self._row(place), self._seen()
        if row is not None and seen is not None:
            self._put(row, accepted(row, seen.rules, shared=shared))

    def _attended(self, place: int, said: object) -> None:
        row = self._row(place)
        if row is not None:
            self._put(row, attended(said if isinstance(said, int) else None))

    def _saves_nothing(self, place: int) -> None:
        row = self._row(place)
        if row is not None:
            self._put(row, row.saves_nothing())

    def _turn_fine(self, place: int) -> None:
        row = self._row(place)
        if row is not None and (cells := row.turn_fine()):
            self._put(row, cells)

    def _typed(self, place: int, key: str, read: object) -> None:
        row = self._row(place)
        if row is not None:
            amount = int(read) if isinstance(read, Rupiah) else None
            self._put(row, read if isinstance(read, Problem) else typed(row, key, amount))

    def _put(self, row: SheetRow, cells: Cells | Problem) -> None:
        seen = self._seen()
        if isinstance(cells, Problem):
            self._step.show_problem(cells)
        elif seen is not None:
            before = {cell: row.written.get(cell) for cell in cells}
            problems = self._acts.put(seen.meeting, row, cells)
            self._step.show_problem(problems[0] if problems else None)
            if not problems and any(before[cell] != cells[cell] for cell in cells):
                self._done.append((seen.meeting.id, row.member.id, before))

    def _undo(self) -> None:
        """What was written last on this sheet is as it was before."""
        seen = self._seen()
        while self._done and seen is not None:
            meeting, member, before = self._done.pop()
            place = next((nth for nth, row in enumerate(seen.rows) if row.member.id == member), None)
            if meeting == seen.meeting.id and seen.meeting.is_open and place is not None:
                self._acts.put(seen.meeting, seen.rows[place], before)
                self._step.table.go(place, self._step.table.currentIndex().column())
                return

    def _row(self, place: int) -> SheetRow | None:
        seen = self._seen()
        rows = seen.rows if seen is not None and seen.meeting.is_open else ()
        return rows[place] if 0 <= place < len(rows) else None
