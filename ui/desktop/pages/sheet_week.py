"""The weekly sheet as a form: what each line is recorded as, what is there already, and whether the box agrees."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from kpmbooks.book import Reader, Tx
from kpmbooks.money import Rupiah, format_amount, read_amount
from kpmbooks.problems import Problem, Rejected
from kpmbooks.recording.sheets import Sheet
from kpmbooks.recording.week_lines import (
    LINES_A_DAY,
    LineLook,
    SheetLine,
    WrittenLine,
    cash_at_the_end,
    look_at_line,
    record_lines,
    written_lines,
)
from ui.desktop import widgets as w
from ui.desktop.pages.sheet_form import SheetForm
from ui.desktop.pages.sheet_lines import COLUMNS, WORDS, LinesGrid
from ui.desktop.session import Session
from ui.desktop.theme import look
from ui.desktop.widgets import Span
from ui.desktop.widgets.labels import covered

_SAME = "written-already"


class WeeklyForm(SheetForm):
    """Three lines a day, and below them what was counted in the box."""

    FORM = "weekly"

    def __init__(self, session: Session, sheet: Sheet) -> None:
        super().__init__(session, sheet, object_name="sheet_weekly")
        _ = session._
        self._written: tuple[WrittenLine, ...] = ()
        self._asked: list[SheetLine] = []
        self.grid = LinesGrid(_)
        self.grid.show_days(sheet.days)
        words = _("Money in the box at the end of the week")
        self.counted = w.TextField(object_name="sheet_counted", accessible_name=words)
        self.counted.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.counted.setMaximumWidth(look().px(220))
        self.agrees = w.text_label("", "bold", wrap=True)
        self.agrees.setObjectName("sheet_agrees")
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(w.field_label(words, self.counted))
        foot.addWidget(self.counted)
        foot.addWidget(self.agrees, 1)
        self.column.setSpacing(12)
        self.column.addWidget(self.grid)
        self.column.addLayout(foot)
        self.grid.edited.connect(self._edited)
        self.grid.finished.connect(self.finished)
        self.grid.reached.connect(self.reached)
        self.counted.textEdited.connect(lambda _text: self._compare())

    def fits(self) -> bool:
        return True

    def show_sheet(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._asked = []
        self.counted.clear()
        self.grid.show_days(sheet.days)
        self.grid.mark({})
        self.refresh()

    def refresh(self) -> None:
        session = self.session
        self._written = session.ask(lambda reader: written_lines(reader, session.ledger, self.sheet)) or ()
        typed = self.grid.typed()
        for nth, day in enumerate(self.sheet.days):
            first = nth * LINES_A_DAY
            self._show_day(nth, day, typed[first : first + LINES_A_DAY])
        self._show_totals()

    def is_empty(self) -> bool:
        return all(line.is_empty for line in self.grid.typed())

    def take_focus(self) -> None:
        self.grid.take_focus()

    def doubt(self) -> str:
        typed = [line for line in self.grid.typed() if not line.is_empty]
        same: dict[tuple[int, int], str] = {}
        for row, line in enumerate(self.grid.typed()):
            for warning in self._warnings(line):
                same[row, WORDS] = self.session._.problem(warning)
        if not same or typed == self._asked:
            return ""
        self._asked = typed
        self.grid.mark(same, "question")
        self.grid.go(*min(same))
        return self.session._.plural(
            "{n} line says the same as a record. Record it once more, or empty it?",
            "{n} lines say the same as records. Record them once more, or empty them?",
            len(same),
        )

    def record(self, tx: Tx) -> int:
        lines = self.grid.typed()
        return record_lines(tx, self.session.ledger, self.sheet, lines, today=self.session.today())

    def done(self, count: int) -> str:
        return self.session._.plural(
            "Sheet no. {sheet}: {n} line recorded.",
            "Sheet no. {sheet}: {n} lines recorded.",
            count,
            sheet=self.sheet.number,
        )

    def mark(self, problems: Sequence[Problem]) -> None:
        wrong: dict[tuple[int, int], str] = {}
        rows = {line.where: row for row, line in enumerate(self.grid.typed())}
        for problem in problems:
            where, _space, box = (problem.field or "").rpartition(" ")
            if where in rows:
                wrong[rows[where], COLUMNS.get(box, WORDS)] = self.session._.problem(problem)
        self.grid.mark(wrong)
        if wrong:
            self.grid.go(*min(wrong))

    def arrange(self, now: Span) -> None:
        self.grid.set_tight(tight=now != "wide")

    def _show_day(self, nth: int, day: date, typed: Sequence[SheetLine]) -> None:
        """What is in the book stands first; what was typed stays where it is, or moves down for it."""
        session, why = self.session, self.why_closed(nth)
        written = [line for line in self._written if line.day == day][:LINES_A_DAY]
        first, taken = nth * LINES_A_DAY, len(written)
        for place, there in enumerate(written):
            self.grid.show_written(first + place, there, session.kind_name(there.kind))
        moved = [line for line in typed[:taken] if not line.is_empty]
        for place in range(taken, LINES_A_DAY):
            line = typed[place]
            if line.is_empty and moved:
                line = moved.pop(0)
            self.grid.put(first + place, line)
            self.grid.close_row(first + place, why)
            self._show_row(first + place)

    def _edited(self, row: int) -> None:
        self.edited.emit()
        self._show_row(row)
        self._show_totals()

    def _show_row(self, row: int) -> None:
        session, line = self.session, self.grid.line(row)
        words = ""
        seen = self._look(line)
        if seen is not None:
            words = session.kind_name(seen.kind)
            same = next((one for one in seen.warnings if one.code == _SAME), None)
            if same is not None:
                words = session._("like {number}?", number=same.params["number"])
        self.grid.show_result(row, words)

    def _look(self, line: SheetLine) -> LineLook | None:
        """What a line is recorded as; None while it is no answer yet."""
        session = self.session
        if line.is_empty:
            return None

        def ask(reader: Reader) -> LineLook:
            return look_at_line(reader, session.ledger, line, today=session.today())

        try:
            return session.ask(ask)
        except Rejected:
            return None

    def _warnings(self, line: SheetLine) -> list[Problem]:
        seen = self._look(line)
        return [] if seen is None else [one for one in seen.warnings if one.code == _SAME]

    def _show_totals(self) -> None:
        came, went = self._typed()
        came = Rupiah(came + sum(line.money_in for line in self._written))
        went = Rupiah(went + sum(line.money_out for line in self._written))
        self.grid.show_totals(came, went)
        self._compare()

    def _typed(self) -> tuple[Rupiah, Rupiah]:
        lines = self.grid.typed()
        came, went = (
            sum((one for one in map(read_amount, texts) if isinstance(one, Rupiah)), Rupiah(0))
            for texts in (
                [line.money_in for line in lines if line.money_in.strip()],
                [line.money_out for line in lines if line.money_out.strip()],
            )
        )
        return came, went

    def _compare(self) -> None:
        """Beside what was counted: what the box should hold by the book and the lines that are typed."""
        session, counted = self.session, read_amount(self.counted.text())
        text = ""
        if isinstance(counted, Rupiah) and self.counted.text().strip():
            held = session.ask(lambda reader: cash_at_the_end(reader, session.ledger, self.sheet))
            came, went = self._typed()
            if held is not None:
                text = self._words_of(Rupiah(counted - held - came + went))
        self.agrees.setText(text)

    def _words_of(self, difference: Rupiah) -> str:
        _ = self.session._
        if not difference:
            return _("It agrees with the book.")
        amount = covered() if look().private else format_amount(abs(difference))
        if difference > 0:
            return _("{amount} more than in the book.", amount=amount)
        return _("{amount} less than in the book.", amount=amount)
