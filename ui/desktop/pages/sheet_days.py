"""The daily sheet as a form: what each day's boxes come to, and what cannot be taken, said at its box."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from kpmbooks import recording
from kpmbooks.book import Reader, Tx
from kpmbooks.money import Rupiah, read_amount
from kpmbooks.problems import Problem, Rejected
from kpmbooks.recording.sheets import (
    DAYS,
    SHEET_KIND,
    Sheet,
    SheetDay,
    box_names,
    copied_days,
    record_sheet,
)
from ui.desktop.pages.sheet_form import SheetForm
from ui.desktop.pages.sheet_grid import SheetGrid
from ui.desktop.session import Session
from ui.desktop.widgets import Span


class DailyForm(SheetForm):
    """Seven days of the boxes of closing the stall."""

    FORM = "daily"

    def __init__(self, session: Session, sheet: Sheet) -> None:
        super().__init__(session, sheet, object_name="sheet_daily")
        self.grid = SheetGrid(session._)
        self.column.addWidget(self.grid)
        self.grid.edited.connect(self._edited)
        self.grid.finished.connect(self.finished)

    def fits(self) -> bool:
        return self.session.ledger.kind in recording.kinds()[SHEET_KIND].ledgers

    def begin(self) -> None:
        session = self.session
        known = recording.kinds()[SHEET_KIND].in_ledger(session.ledger.kind).in_sector(session.book.owner.sector)
        names = box_names(session.ledger)
        self.grid.set_questions([one for one in known.fields if one.name in names], DAYS)

    def show_sheet(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.grid.show_days(sheet.days)
        self.grid.mark({})
        self.refresh()

    def refresh(self) -> None:
        session, days = self.session, self.sheet.days
        copied = session.ask(lambda reader: copied_days(reader, session.ledger, days)) or frozenset()
        for row, day in enumerate(days):
            words = session._("recorded") if day in copied and session.book.mode == "write" else self.why_closed(row)
            self.grid.close_row(row, words)
            if not words:
                self._show_row(row)
        self._show_totals()

    def is_empty(self) -> bool:
        return all(day.state == "empty" for day in self.grid.days())

    def take_focus(self) -> None:
        self.grid.take_focus()

    def record(self, tx: Tx) -> int:
        days = self.grid.days()
        record_sheet(tx, self.session.ledger, self.sheet, days, today=self.session.today())
        return sum(day.state != "empty" for day in days)

    def done(self, count: int) -> str:
        return self.session._.plural(
            "Sheet no. {sheet}: {n} day recorded.",
            "Sheet no. {sheet}: {n} days recorded.",
            count,
            sheet=self.sheet.number,
        )

    def mark(self, problems: Sequence[Problem]) -> None:
        wrong: dict[tuple[int, int], str] = {}
        days = [day.isoformat() for day in self.sheet.days]
        for problem in problems:
            day, _space, name = (problem.field or "").partition(" ")
            if day in days:
                wrong[days.index(day), self.grid.column_of(name)] = self.session._.problem(problem)
        self.grid.mark(wrong)
        if wrong:
            row, column = min(wrong)
            self.grid.boxes[row][column].setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self, now: Span) -> None:
        self.grid.set_tight(tight=now != "wide")

    def _edited(self, row: int) -> None:
        self.edited.emit()
        self._show_row(row)
        self._show_totals()

    def _show_row(self, row: int) -> None:
        day = self.grid.day(row)
        sold = None if day.state != "open" else self._sold(day)
        self.grid.show_result(row, sold, off=day.off)

    def _sold(self, day: SheetDay) -> Rupiah | None:
        """What the day's boxes come to; None while they are no answer yet."""
        session = self.session

        def look(reader: Reader) -> recording.Preview:
            answers: recording.Answers = {"date": day.day, **day.boxes}
            return recording.preview(reader, SHEET_KIND, answers, ledger=session.ledger, today=session.today())

        try:
            seen = session.ask(look)
        except Rejected:
            return None
        return None if seen is None else Rupiah(sum(seen.amounts.get(one, 0) for one in ("cash_sales", "bon", "qris")))

    def _show_totals(self) -> None:
        days = [day for day in self.grid.days() if day.state == "open"]
        names = box_names(self.session.ledger)
        boxes = []
        for name in names:
            read = [read_amount(day.boxes[name]) for day in days if name in day.boxes]
            boxes.append(sum((one for one in read if isinstance(one, Rupiah)), Rupiah(0)))
        sold = sum((self._sold(day) or Rupiah(0) for day in days), Rupiah(0))
        self.grid.show_totals(boxes, sold)
